"""How much of the coach a window shows: how it begins, what its key does next, and that it is kept."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ibps.ui.coach import WIDE, coached

if TYPE_CHECKING:
    from ibps.core.record import Record
    from ibps.ui.view import Shown
    from ibps.ui.window.app import IbpsApp


def begins(app: IbpsApp, record: Record, name: str) -> Shown:
    """Open in practice and in a team's first sessions, else as it was left last time on this machine."""
    return "panel" if record.practice else app.house.coach_shown(name, record.session.team, record.today)


def turn(app: IbpsApp) -> None:
    """Off, the line, the panel, off again. Where there is no room beside the list, the panel is a view."""
    look, wide = app.now.look, app.size.width >= WIDE
    reading = look.view == "coach"
    if not reading and not wide and look.coach:
        app.show(look=look.into("coach", coached(look.view)), said="", said_bad=False)
        return
    after: Shown = "" if reading or look.coach == "panel" else "panel" if look.coach else "line"
    app.show(look=replace(look.back() if reading else look, coach=after, armed=""))
    record = app.now.world.record
    if record is not None and not record.practice:
        app.house.keep_coach(after)
