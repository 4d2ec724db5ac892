"""What needs the folder of sessions: opening, reading, beginning, keeping unsent text."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING

from ibps.core.dates import day
from ibps.core.errors import IbpsError
from ibps.ui import coaching
from ibps.ui.asking import fault, half_typed
from ibps.ui.front import new_form
from ibps.ui.notes import owner
from ibps.ui.screens.lines import writable
from ibps.ui.view import Ask, Go, Look, Order, World

if TYPE_CHECKING:
    from ibps.core.record import Record
    from ibps.core.team import Team
    from ibps.ui.app import IbpsApp
    from ibps.ui.house import Opened


NOT_COVERED = "The room's own window could not be told. Blank it there, with b."
NOT_UNCOVERED = "The room's own window could not be told, and may stay blank. Blank this one, and try again."
NOT_NOTED = "Private notes could not be kept on this machine. They are as they were."


def begin(app: IbpsApp) -> None:
    """Go where the command line pointed."""
    start = app.house.start
    try:
        match start.screen:
            case "meet" if start.file:
                open_session(app, start.file)
            case "review":
                app.room.drafts["review"] = start.query
                app.go_home("review", filters={"review": start.query})
            case "practice" if start.scenario:
                practice_session(app, start.scenario, start.stage)
            case "practice":
                app.go_home("desk")
                app.go(Go("practice"))
            case "new" if start.team and start.title:
                new_session(app, start.team, start.title, start.example)
            case "new":
                app.go_home("desk")
                carry(app, Order("begin"))
            case _:
                app.go_home("desk")
    except (IbpsError, ValueError) as error:
        app.go_home("desk")
        said = str(error) if isinstance(error, IbpsError) else f"That cannot be: {fault(error)}."
        app.tell(said, bad=True)


def carry(app: IbpsApp, order: Order) -> None:
    """One order of a view."""
    args = order.args
    match order.what:
        case "open":
            open_session(app, args["file"])
        case "read":
            read_session(app, args["file"])
        case "follow":
            follow_session(app, args["file"])
        case "example":
            example = args["file"] or app.house.example()
            if example is None:
                app.tell("No example record was found in this folder.", bad=True)
            else:
                read_session(app, example)
        case "begin":
            app.show(world=replace(app.now.world, teams=app.house.teams()))
            app.carry(Ask(new_form(app.now.world)))
        case "scales":
            app.show(world=with_scales(app, replace(app.now.world, teams=app.house.teams())))
            app.go(Go("scale"))
        case "hush":
            kept = app.house.hush(app.session, args["hushed"])
            app.show(world=replace(app.now.world, hushed=args["hushed"]))
            app.tell(args["say"] if kept else f"{args['say']} It could not be kept for next time.")
        case "notes":
            _keep_notes(app, args["texts"], args["say"])
        case "new":
            new_session(app, args["team"], args["title"], args.get("example", False))
        case "practice":
            practice_session(app, args["scenario"], args.get("stage", ""))
        case "own":
            own_session(app, args["parked"])


def read_session(app: IbpsApp, file: str) -> None:
    """A stored session, its answer first. Nothing is written."""
    journal, notes = app.house.peek(file)
    scene = app.now
    look = scene.look.into("reader")
    world = replace(
        scene.world,
        record=journal.record,
        journal=journal,
        file=file,
        read_only=True,
        notes=notes,
        before=None,
    )
    app.show(world=world, look=look, said="", said_bad=False, select="")


def follow_session(app: IbpsApp, file: str) -> None:
    """What has happened since, added to the session that is read. It stays for reading in all else."""
    scene = app.now
    if app.desk is None:
        opened = app.house.open(file)
        app.opened, app.desk, app.session = opened, opened.desk, opened.name
        app.held = app.house.draft(opened.name)
        app.kept = (opened.name, dict(app.held))
    for name in [name for name in app.held if name.startswith("follow?")]:
        app.room.drafts[name] = app.held.pop(name)  # what was typed there and not entered
    app.show(
        world=replace(scene.world, record=app.desk.record, journal=app.desk.journal),
        look=scene.look.into("follow"),
        saved=written(app.desk.journal.entries[-1].at, scene.world.today),
        said="",
        said_bad=False,
    )


def open_session(app: IbpsApp, file: str) -> None:
    """A session to go on with, at the stage where it stood."""
    app.leave_session()
    _enter(app, app.house.open(file))


def new_session(app: IbpsApp, team_name: str, title: str, example: bool = False) -> None:
    """A session of this team, with the people and terms it had last time."""
    from ibps.core.team import Team, opening_acts

    app.leave_session()
    today = app.house.clock().date()
    known = {team.name.casefold(): team for team in app.house.teams()}
    team = known.get(team_name.casefold()) or Team(name=team_name)
    opened = app.house.new(opening_acts(team, title, today, example=example), title, today, False)
    _enter(app, opened)
    app.met = None
    here = app.now.world.keys.of("here")
    app.tell(f"Who is here? Type names, or Esc and {here} for each person on the list.")


def own_session(app: IbpsApp, number: str) -> None:
    """A session of its own for a parked item, begun with what was kept with it; here it is taken up.

    The new one is on the disk first: nothing is noted as taken up into what is not there.
    """
    from ibps.core.numbers import find
    from ibps.core.record.closing import Parked
    from ibps.core.stages.anytime import TakeUp
    from ibps.core.team import opening_acts, taken_up, team_of

    if app.desk is None:
        return
    record = app.desk.record
    title, acts = taken_up(record, find(record, number, Parked))
    remember_team(app)
    today = app.house.clock().date()
    team = _team(app, app.house.teams()) or team_of(record)
    opened = app.house.new(
        (*opening_acts(team, title, today, example=record.session.example), *acts), title, today, False
    )
    try:
        app.desk.do(TakeUp(parked=number, into=title))
        noted = f"Begun with what was kept with {number}; it is noted there."
    except IbpsError as error:
        noted = f"Begun. That {number} was taken up could not be noted: {error}"
    app.leave_session()
    _enter(app, opened)
    app.met = None
    app.tell(f"{noted} Who is here?")


def with_before(app: IbpsApp, world: World) -> World:
    """The world with the rows of the team's other sessions, read once a session and only for Opening."""
    record = world.record
    if world.before is not None or record is None or world.read_only or record.practice:
        return world
    kind = "example" if record.session.example else "real"
    team = record.session.team.casefold()
    try:
        rows = app.house.rows().rows
    except IbpsError:  # the meeting does without
        rows = ()
    others = (row for row in rows if row.team.casefold() == team and row.kind == kind)
    return replace(world, before=tuple(row for row in others if row.file != world.file))


def practice_session(app: IbpsApp, name: str, stage: str) -> None:
    """A practice session of a scenario, in the practice folder, PRACTICE in everything."""
    from ibps.practice.player import opening

    scenario = next((one for one in app.house.scenarios() if one.name == name), None)
    if scenario is None:
        app.tell(f"There is no scenario called {name}.", bad=True)
        return
    app.leave_session()
    today = app.house.clock().date()
    acts = opening(scenario, today, stage=stage or "opening")  # type: ignore[arg-type]  # argparse checked it
    opened = app.house.new(acts, scenario.title, today, True)
    _enter(app, opened)
    keys = app.now.world.keys
    app.tell(f"Esc, then {keys.of('cards')} shows the role cards one at a time. {keys.of('coach')} coaches.")


def _enter(app: IbpsApp, opened: Opened) -> None:
    app.opened, desk, name, notes = opened, opened.desk, opened.name, opened.notes
    app.desk, app.session = desk, name
    scene = app.now
    record = app.met = desk.record
    scenario = None
    if record.session.scenario:
        scenario = next((one for one in app.house.scenarios() if one.name == record.session.scenario), None)
    app.room.fresh(app.house.draft(name))
    app.kept = (name, dict(app.room.drafts))
    look = Look(view=record.stage, coach=coaching.begins(app, record, name))
    world = replace(
        scene.world,
        record=record,
        journal=desk.journal,
        file=name,
        read_only=False,
        hushed=app.house.hushed(name),
        private=app.house.notes(name, owner(record)),
        notes=notes,
        scenario=scenario,
        rows=(),
        before=None,
    )
    app.show(
        world=with_before(app, world) if look.view == "opening" else world,
        look=look,
        form=None,
        saved=written(desk.journal.entries[-1].at, scene.world.today),
        trouble="",
        said=" ".join(notes),
        said_bad=bool(notes),
        select="",
    )


def _keep_notes(app: IbpsApp, texts: tuple[str, ...], say: str) -> None:
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


def written(at: datetime, today: date) -> str:
    """When the last write was finished: the time, or the day if it was another one."""
    return at.strftime("%H:%M:%S") if at.date() == today else day(at.date())


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


def _team(app: IbpsApp, teams: tuple[Team, ...]) -> Team | None:
    """The team of the open session, as it was remembered."""
    name = app.desk.record.session.team.casefold() if app.desk else ""
    return next((team for team in teams if team.name.casefold() == name), None)


def with_scales(app: IbpsApp, world: World) -> World:
    """The world with every scale of the team's own, as it stands now."""
    from ibps.core.team import own_scales

    if app.desk is None:
        return world
    team = _team(app, world.teams)
    return replace(world, scales=own_scales(app.desk.journal, team.scales if team is not None else ()))


def remember_team(app: IbpsApp) -> str:
    """The team with its people and terms, for next time; a sentence when that did not work."""
    from ibps.core.team import own_scales, team_of

    if app.desk is None or app.desk.record.practice or app.desk.record.session.example:
        return ""
    record = app.desk.record
    if app.now.world.read_only:  # how a team was once is no news of how it is
        return ""
    try:
        known = _team(app, app.house.teams())
        if known is not None and app.met is not None and team_of(app.met) == team_of(record):
            # An old session that was looked into again does not bring back its people and terms.
            return app.house.remember(known)
        scales = own_scales(app.desk.journal, known.scales if known is not None else ())
        return app.house.remember(team_of(record, scales))
    except IbpsError as error:
        return str(error)
