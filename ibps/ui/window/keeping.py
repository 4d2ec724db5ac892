"""What a session leaves on this machine: unsent text, private notes, and the team for next time."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from ibps.core.errors import IbpsError
from ibps.ui.actions import STAGES
from ibps.ui.notes import owner
from ibps.ui.screens.lines import of_lists, writable
from ibps.ui.view import World
from ibps.ui.widgets.draft import in_front
from ibps.ui.window.aside import CLOSING, READING
from ibps.ui.window.asking import half_typed

if TYPE_CHECKING:
    from ibps.core.record import Record
    from ibps.core.team import Team
    from ibps.ui.window.app import IbpsApp

Unsent = tuple[str, dict[str, str], tuple[str, str]]
"""A session, its unsent text by draft, and the stage and the row its window is at."""

NOWHERE: Final = ("", "")
"""No stage and no row in particular."""

NOT_NOTED: Final = "Private notes could not be kept on this machine. They are as they were."

QUIET: Final = 0.5
"""Seconds without a change after which unsent text is kept."""

AT_MOST: Final = 2.0
"""Seconds after which it is kept even while somebody types on."""


async def leave_session(app: IbpsApp) -> None:
    """Keep what was not sent, and the team for next time; others may write the session from here on."""
    keep_drafts(app, left=True)
    await app.parted.keep_at_last()
    if app.given_up is None:
        await app.aside(lambda: remember_team(app), CLOSING)
    app.together.stop()
    app.trying = False
    opened, app.opened, app.desk = app.opened, None, None  # nothing more is written without the lock
    if opened is not None and app.given_up is not None:
        app.given_up(opened.close)
        app.given_up = None
    elif opened is not None:
        await app.aside(opened.close, CLOSING)


def look_at_drafts(app: IbpsApp) -> None:
    """Keep unsent text once typing has paused, or has gone on for long. Costs no key anything."""
    if not app.room.query("#entry"):  # not yet, or no longer
        return
    now = unsent_now(app)
    if now == app.kept or app.desk is None:
        app.changed_for = 0.0
        return
    app.changed_for += QUIET
    if now == app.seen_unsent or app.changed_for >= AT_MOST:
        keep_drafts(app)
    app.seen_unsent = now


def unsent_now(app: IbpsApp, left: bool = False) -> Unsent:
    """The session, its text that was typed and not entered, and where its window is."""
    unsent = app.room.unsent() | half_typed(app)
    if app.now.form is not None and app.began:
        view = app.now.look.view
        unsent[view] = in_front(app.began, unsent.get(view, ""))
    for name, text in app.in_flight.items():  # not acknowledged, so not yet anybody else's to keep
        unsent[name] = in_front(text, unsent.get(name, ""))
    theirs = of_lists(unsent)  # which is of no session
    texts = {name: writable(text) for name, text in unsent.items() if text.strip() and name not in theirs}
    return app.session, texts, NOWHERE if left or app.now.world.read_only else _place(app)


def _place(app: IbpsApp) -> tuple[str, str]:
    """The stage looked at, if it is not where the meeting is or a row is chosen there, and that row."""
    look = app.now.look
    stages = [view for view in (*(view for view, _ in look.under), look.view) if view in STAGES]
    if not stages:
        return NOWHERE
    chosen = app.room.chosen if stages[-1] == look.view else None
    return stages[-1], chosen.key if chosen else ""


def keep_drafts(app: IbpsApp, left: bool = False) -> bool:
    """Unsent text of the open session and where its window is, when anything changed. False if not kept.

    A session that is `left` is opened again at the stage where the meeting is.
    """
    if app.desk is None or not app.session:
        return True
    unsent = unsent_now(app, left)
    if unsent == app.kept:
        return True
    app.changed_for, kept = 0.0, app.house.keep_draft(*unsent)
    app.kept = unsent if kept else ("", {}, NOWHERE)  # what could not be kept is tried again
    apart = app.now.world.apart
    if apart is not None and apart.missing and apart.kept:  # the file that is opened next time
        app.house.keep_draft(apart.kept, *unsent[1:])
    return kept


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


async def with_before(app: IbpsApp, world: World) -> World:
    """The world with the rows of the team's other sessions, read once a session and only for Opening."""
    record = world.record
    if world.before is not None or record is None or world.read_only or record.practice:
        return world
    kind = "example" if record.session.example else "real"
    team = record.session.team.casefold()
    try:
        rows = (await app.aside(app.house.rows, READING)).rows
    except IbpsError:  # the meeting does without
        rows = ()
    others = (row for row in rows if row.team.casefold() == team and row.kind == kind and not row.version_of)
    return replace(world, before=tuple(row for row in others if row.file != world.file))


def known_team(app: IbpsApp, teams: tuple[Team, ...]) -> Team | None:
    """The team of the open session, as it was remembered."""
    name = app.desk.record.session.team.casefold() if app.desk else ""
    return next((team for team in teams if team.name.casefold() == name), None)
