"""What a session leaves on this machine: unsent text, private notes, and the team for next time."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from ibps.core.errors import IbpsError
from ibps.ui.asking import half_typed
from ibps.ui.notes import owner
from ibps.ui.screens.lines import writable
from ibps.ui.view import World

if TYPE_CHECKING:
    from ibps.core.record import Record
    from ibps.core.team import Team
    from ibps.ui.app import IbpsApp

NOT_NOTED: Final = "Private notes could not be kept on this machine. They are as they were."


def leave_session(app: IbpsApp) -> None:
    """Keep what was not sent, and the team for next time; others may write the session from here on."""
    keep_drafts(app)
    remember_team(app)
    app.together.stop()
    if app.opened is not None:
        app.opened.close()
        app.opened, app.desk = None, None  # nothing more is written without the lock


def keep_drafts(app: IbpsApp) -> None:
    """Unsent text of the open session, and the team as it stands, when anything changed."""
    if app.desk is None or not app.session:
        return
    # What waits on the lines of the meeting goes on waiting there while somebody only follows it up.
    unsent = app.room.unsent()
    if app.now.world.read_only:  # of the meeting, what was unsent in it; of the follow-up, what is
        unsent = app.held | {name: text for name, text in unsent.items() if name.startswith("follow?")}
    unsent |= half_typed(app)
    if app.now.form is not None and app.began:
        view = app.now.look.view
        unsent[view] = app.began + unsent.get(view, "")
    texts = {view: writable(text) for view, text in unsent.items() if text.strip()}
    if (app.session, texts) != app.kept:
        app.kept = (app.session, texts)
        app.house.keep_draft(app.session, texts)


def keep_notes(app: IbpsApp, texts: tuple[str, ...], say: str) -> None:
    """Private notes go to this machine's own folder, for whoever is at the keyboard."""
    texts = tuple(writable(text) for text in texts)
    if not app.house.keep_notes(app.session, owner(app.now.world.meeting), texts):
        raise IbpsError(NOT_NOTED)
    new = len(texts) > len(app.now.world.private)
    app.show(
        world=replace(app.now.world, private=texts),
        look=replace(app.now.look, armed=""),
        said=say,
        said_bad=False,
        select=f"note-{len(texts)}" if new else "",
    )


def handed_over(app: IbpsApp, world: World, before: Record) -> World:
    """The notes of whoever is at the keyboard now; what the one before had not entered goes with theirs."""
    was, now = owner(before), owner(world.meeting)
    if was == now:
        return world
    drafts = app.room.drafts
    for name in [name for name in drafts if name == "notes" or name.startswith("notes?")]:
        drafts[f"of {was} {name}"] = drafts.pop(name)
    for name in [name for name in drafts if name.startswith(f"of {now} ")]:
        drafts[name.removeprefix(f"of {now} ")] = drafts.pop(name)
    return replace(world, private=app.house.notes(app.session, now))


def remember_team(app: IbpsApp) -> str:
    """The team with its people and terms, for next time; a sentence when that did not work."""
    from ibps.core.team import own_scales, team_of

    if app.desk is None or app.desk.record.practice or app.desk.record.session.example:
        return ""
    record = app.desk.record
    if app.now.world.read_only:  # how a team was once is no news of how it is
        return ""
    try:
        known = known_team(app, app.house.teams())
        if known is not None and app.met is not None and team_of(app.met) == team_of(record):
            # An old session that was looked into again does not bring back its people and terms.
            return app.house.remember(known)
        scales = own_scales(app.desk.journal, known.scales if known is not None else ())
        return app.house.remember(team_of(record, scales))
    except IbpsError as error:
        return str(error)


def with_scales(app: IbpsApp, world: World) -> World:
    """The world with every scale of the team's own, as it stands now."""
    from ibps.core.team import own_scales

    if app.desk is None:
        return world
    team = known_team(app, world.teams)
    return replace(world, scales=own_scales(app.desk.journal, team.scales if team is not None else ()))


def known_team(app: IbpsApp, teams: tuple[Team, ...]) -> Team | None:
    """The team of the open session, as it was remembered."""
    name = app.desk.record.session.team.casefold() if app.desk else ""
    return next((team for team in teams if team.name.casefold() == name), None)
