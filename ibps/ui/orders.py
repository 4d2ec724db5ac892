"""What needs the folder of sessions: opening, reading, beginning, and the list of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING

from ibps.core.dates import day
from ibps.core.errors import IbpsError, InUse
from ibps.ui import coaching
from ibps.ui.asking import fault
from ibps.ui.front import new_form
from ibps.ui.keeping import keep_notes, known_team, leave_session, remember_team, with_scales
from ibps.ui.notes import owner
from ibps.ui.view import Ask, Go, Look, Order, World

if TYPE_CHECKING:
    from ibps.ui.app import IbpsApp
    from ibps.ui.house import Opened


NOT_COVERED = "The room's own window could not be told. Blank it there, with b."
NOT_UNCOVERED = "The room's own window could not be told, and may stay blank. Blank this one, and try again."


def begin(app: IbpsApp) -> None:
    """Go where the command line pointed."""
    start = app.house.start
    try:
        match start.screen:
            case "meet" if start.file:
                open_session(app, start.file)
            case "review":
                app.room.drafts["review"] = start.query
                go_home(app, "review", filters={"review": start.query})
            case "practice" if start.scenario:
                practice_session(app, start.scenario, start.stage)
            case "practice":
                go_home(app, "desk")
                app.go(Go("practice"))
            case "new" if start.team and start.title:
                new_session(app, start.team, start.title, start.example)
            case "new":
                go_home(app, "desk")
                carry(app, Order("begin"))
            case _:
                go_home(app, "desk")
    except (IbpsError, ValueError) as error:
        go_home(app, "desk")
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
            keep_notes(app, args["texts"], args["say"])
        case "new":
            new_session(app, args["team"], args["title"], args.get("example", False))
        case "practice":
            practice_session(app, args["scenario"], args.get("stage", ""))
        case "own":
            own_session(app, args["parked"])
        case "over":
            app.together.take_over()
        case "theirs" | "ours":
            app.together.choose(ours=order.what == "ours")


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
        other="",
        before=None,
    )
    app.show(world=world, look=look, said="", said_bad=False, select="")


def follow_session(app: IbpsApp, file: str) -> None:
    """What has happened since, added to the session that is read. It stays for reading in all else."""
    scene = app.now
    if app.desk is None:
        opened = app.house.open(file)
        app.opened, app.desk, app.session = opened, opened.desk, opened.name
        app.together.watch(opened)
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
    """A session to go on with, at the stage where it stood; to read along where somebody else has it."""
    leave_session(app)
    try:
        opened = app.house.open(file)
    except InUse:
        app.together.read(file)
    else:
        enter(app, opened)


def new_session(app: IbpsApp, team_name: str, title: str, example: bool = False) -> None:
    """A session of this team, with the people and terms it had last time."""
    from ibps.core.team import Team, opening_acts

    leave_session(app)
    today = app.house.clock().date()
    known = {team.name.casefold(): team for team in app.house.teams()}
    team = known.get(team_name.casefold()) or Team(name=team_name)
    opened = app.house.new(opening_acts(team, title, today, example=example), title, today, False)
    enter(app, opened)
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
    team = known_team(app, app.house.teams()) or team_of(record)
    opened = app.house.new(
        (*opening_acts(team, title, today, example=record.session.example), *acts), title, today, False
    )
    try:
        app.desk.do(TakeUp(parked=number, into=title))
        noted = f"Begun with what was kept with {number}; it is noted there."
    except IbpsError as error:
        noted = f"Begun. That {number} was taken up could not be noted: {error}"
    leave_session(app)
    enter(app, opened)
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
    others = (row for row in rows if row.team.casefold() == team and row.kind == kind and not row.version_of)
    return replace(world, before=tuple(row for row in others if row.file != world.file))


def practice_session(app: IbpsApp, name: str, stage: str) -> None:
    """A practice session of a scenario, in the practice folder, PRACTICE in everything."""
    from ibps.practice.player import opening

    scenario = next((one for one in app.house.scenarios() if one.name == name), None)
    if scenario is None:
        app.tell(f"There is no scenario called {name}.", bad=True)
        return
    leave_session(app)
    today = app.house.clock().date()
    acts = opening(scenario, today, stage=stage or "opening")  # type: ignore[arg-type]  # argparse checked it
    opened = app.house.new(acts, scenario.title, today, True)
    enter(app, opened)
    keys = app.now.world.keys
    cards = f"Esc, then {keys.of('cards')} shows the role cards one at a time."
    app.tell(f"{cards} {keys.of('coach')} says more.")


def enter(app: IbpsApp, opened: Opened) -> None:
    """The meeting of a session that was opened for writing."""
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
        other="",
        apart=None,
        rows=(),
        before=None,
    )
    app.together.watch(opened)
    app.show(
        world=with_before(app, world) if look.view == "opening" else world,
        look=look,
        form=None,
        saved=written(desk.journal.entries[-1].at, scene.world.today),
        trouble="",
        said=" ".join(part for part in (*notes, opened.left) if part),
        said_bad=bool(notes),
        select="",
    )


def written(at: datetime, today: date) -> str:
    """When the last write was finished: the time, or the day if it was another one."""
    return at.strftime("%H:%M:%S") if at.date() == today else day(at.date())


def go_home(app: IbpsApp, name: str, look: Look | None = None, filters: dict[str, str] | None = None) -> None:
    """A list of sessions, read anew from the folder; a session that was followed up is given back."""
    if app.opened is not None:
        leave_session(app)
    app.together.stop()
    try:
        listed = app.house.rows(practice=name == "practice")
        rows, notes = listed.rows, listed.unread
    except IbpsError as error:
        rows, notes = (), (str(error),)
    scene = app.now
    look = look or Look(view=name, filters=filters or {})
    world = replace(
        scene.world,
        today=app.house.clock().date(),
        record=None,
        journal=None,
        read_only=False,
        private=(),
        other="",
        apart=None,
        rows=rows,
        notes=notes,
        scenarios=app.house.scenarios() if name == "practice" else scene.world.scenarios,
    )
    app.desk = None
    said = app.settings.said if name == "desk" else ""
    app.show(world=world, look=look, saved="", said=said, said_bad=bool(said))
