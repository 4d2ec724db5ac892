"""What needs the folder of sessions: opening, reading, beginning, and the list of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from ibps.core.dates import day
from ibps.core.errors import IbpsError, InUse
from ibps.ui.actions import STAGES
from ibps.ui.front import new_form
from ibps.ui.notes import owner
from ibps.ui.view import Ask, Go, Look, Order, World
from ibps.ui.window import coaching
from ibps.ui.window.aside import BEGINNING, READING
from ibps.ui.window.asking import fault, unfinished
from ibps.ui.window.elsewhere import move
from ibps.ui.window.keeping import (
    NOWHERE,
    keep_notes,
    known_team,
    leave_session,
    remember_team,
    with_before,
    with_scales,
)
from ibps.ui.window.writing import free_to_write, turn_back

if TYPE_CHECKING:
    from ibps.core.journal import Journal
    from ibps.ui.house import Opened
    from ibps.ui.window.app import IbpsApp


async def begin(app: IbpsApp) -> None:
    """Go where the command line pointed."""
    start = app.house.start
    try:
        match start.screen:
            case "meet" if start.file:
                await open_session(app, start.file)
            case "review":
                app.room.drafts["review"] = start.query
                await go_home(app, "review", filters={"review": start.query})
            case "practice" if start.scenario:
                await practice_session(app, start.scenario, start.stage)
            case "practice":
                await go_home(app, "desk")
                await app.go(Go("practice"))
            case "new" if start.team and start.title:
                await new_session(app, start.team, start.title, start.example)
            case "new":
                await go_home(app, "desk")
                await carry(app, Order("begin"))
            case _:
                await go_home(app, "desk")
    except (IbpsError, ValueError) as error:
        await go_home(app, "desk")
        said = str(error) if isinstance(error, IbpsError) else f"That cannot be: {fault(error)}."
        app.tell(said, bad=True)


async def carry(app: IbpsApp, order: Order) -> None:
    """One order of a view."""
    args = order.args
    match order.what:
        case "open":
            await open_session(app, args["file"])
        case "read":
            await read_session(app, args["file"])
        case "follow":
            await follow_session(app, args["file"])
        case "example":
            example = args["file"] or await app.aside(app.house.example, READING)
            if example is None:
                app.tell("No example record was found in this folder.", bad=True)
            else:
                await read_session(app, example)
        case "begin":
            teams = await app.aside(app.house.teams, READING)
            app.show(world=replace(app.now.world, teams=teams))
            await app.carry(Ask(new_form(app.now.world)))
        case "scales":
            teams = await app.aside(app.house.teams, READING)
            app.show(world=with_scales(app, replace(app.now.world, teams=teams)))
            await app.go(Go("scale"))
        case "hush":
            kept = app.house.hush(app.session, args["hushed"])
            app.show(world=replace(app.now.world, hushed=args["hushed"]))
            app.tell(args["say"] if kept else f"{args['say']} It could not be kept for next time.")
        case "notes":
            keep_notes(app, args["texts"], args["say"])
        case "new":
            await new_session(app, args["team"], args["title"], args.get("example", False))
        case "practice":
            await practice_session(app, args["scenario"], args.get("stage", ""))
        case "own":
            await own_session(app, args["parked"])
        case "undo" | "redo":
            await turn_back(app, order.what)
        case "elsewhere":
            await move(app, args["place"])
        case "over":
            await app.together.take_over()
        case "theirs" | "ours":
            await app.parted.choose(ours=order.what == "ours")


async def read_session(app: IbpsApp, file: str) -> None:
    """A stored session, its answer first. Nothing is written."""
    journal, notes = await app.aside(lambda: app.house.peek(file), READING)
    app.room.fresh(app.house.draft(file))
    app.kept = (file, dict(app.room.drafts), NOWHERE)
    world = alone(app, journal, file, notes, read_only=True)
    app.show(world=world, look=app.now.look.into("reader"), said="", said_bad=False, select="")


async def follow_session(app: IbpsApp, file: str) -> None:
    """What has happened since, added to the session that is read. It stays for reading in all else."""
    scene = app.now
    if app.desk is None:
        opened = await app.aside(lambda: app.house.open(file), READING)
        app.opened, app.desk, app.session = opened, opened.desk, opened.name
        # From here on unsent text is kept: what there is by now, and what was typed since it was read.
        found, was = app.house.draft(opened.name), app.kept[1]
        new = {name: text for name, text in app.room.unsent().items() if text != was.get(name, "")}
        app.room.drafts.update(found | new)
        app.kept = (opened.name, found, NOWHERE)
        app.together.watch(opened)
    app.show(
        world=replace(scene.world, record=app.desk.record, journal=app.desk.journal),
        look=scene.look.into("follow"),
        saved=written(app.desk.journal.entries[-1].at, scene.world.today),
        said="",
        said_bad=False,
    )


async def open_session(app: IbpsApp, file: str) -> None:
    """A session to go on with, at the stage where it stood; to read along where somebody else has it."""
    await leave_session(app)
    try:
        opened = await app.aside(lambda: app.house.open(file), READING)
    except InUse:
        await app.together.read(file)
    else:
        await enter(app, opened)


async def new_session(app: IbpsApp, team_name: str, title: str, example: bool = False) -> None:
    """A session of this team, with the people and terms it had last time."""
    from ibps.core.team import Team, opening_acts

    await leave_session(app)
    today = app.house.clock().date()
    known = {team.name.casefold(): team for team in await app.aside(app.house.teams, READING)}
    team = known.get(team_name.casefold()) or Team(name=team_name)
    first = opening_acts(team, title, today, example=example)
    opened = await app.aside(lambda: app.house.new(first, title, today, False), BEGINNING)
    await enter(app, opened)
    app.met = None
    here = app.now.world.keys.of("here")
    app.tell(f"Who is here? Type names, or Esc and {here} for each person on the list.")


async def own_session(app: IbpsApp, number: str) -> None:
    """A session of its own for a parked item, begun with what was kept with it; here it is taken up.

    The new one is on the disk first: nothing is noted as taken up into what is not there.
    """
    from ibps.core.numbers import find
    from ibps.core.record.closing import Parked
    from ibps.core.stages.anytime import TakeUp
    from ibps.core.team import opening_acts, taken_up, team_of

    desk = app.desk
    if desk is None:
        return
    free_to_write(app.now.world)
    record = desk.record
    title, acts = taken_up(record, find(record, number, Parked))
    await app.aside(lambda: remember_team(app), READING)
    today = app.house.clock().date()
    team = known_team(app, await app.aside(app.house.teams, READING)) or team_of(record)
    first = (*opening_acts(team, title, today, example=record.session.example), *acts)
    opened = await app.aside(lambda: app.house.new(first, title, today, False), BEGINNING)
    try:
        await app.aside(lambda: desk.do(TakeUp(parked=number, into=title)))
        noted = f"Begun with what was kept with {number}; “{record.session.title}” says so."
    except IbpsError as error:
        noted = f"Begun. That {number} was taken up could not be noted: {error}"
    await leave_session(app)
    await enter(app, opened)
    app.met = None
    app.tell(f"{noted} Who is here?")


async def practice_session(app: IbpsApp, name: str, stage: str) -> None:
    """A practice session of a scenario, in the practice folder, PRACTICE in everything."""
    from ibps.practice.player import opening

    scenario = next((one for one in app.house.scenarios() if one.name == name), None)
    if scenario is None:
        app.tell(f"There is no scenario called {name}.", bad=True)
        return
    await leave_session(app)
    today = app.house.clock().date()
    acts = opening(scenario, today, stage=stage or "opening")  # type: ignore[arg-type]  # argparse checked it
    opened = await app.aside(lambda: app.house.new(acts, scenario.title, today, True), BEGINNING)
    await enter(app, opened)
    keys = app.now.world.keys
    cards = f"Esc, then {keys.of('cards')} shows the role cards one at a time."
    app.tell(f"{cards} {keys.of('coach')} says more.")


async def enter(app: IbpsApp, opened: Opened) -> None:
    """The meeting of a session that was opened for writing."""
    from ibps.core.cuts import sentences

    desk, name, notes, record = opened.desk, opened.name, opened.notes, opened.desk.record
    coach = await app.aside(lambda: coaching.begins(app, record, name), READING)
    app.opened, app.desk, app.session, app.met = opened, desk, name, record
    app.room.fresh(app.house.draft(name))
    app.kept = (name, dict(app.room.drafts), NOWHERE)
    stage, chosen = app.house.left_at(name)  # of a program that was stopped in the middle
    stage, chosen = (stage, chosen) if stage in STAGES else NOWHERE
    look = Look(view=stage or record.stage, coach=coach)
    private = app.house.notes(name, owner(record))
    world = alone(app, desk.journal, name, notes, private=private)
    doubts = (*notes, *sentences(record))
    app.together.watch(opened)
    app.show(
        world=await with_before(app, world) if look.view == "opening" else world,
        look=look,
        form=None,
        saved=written(desk.journal.entries[-1].at, world.today),
        trouble="",
        said=" ".join(part for part in (*doubts, opened.left, unfinished(app.room.drafts)) if part),
        said_bad=bool(doubts),
        select=chosen,
    )


def alone(app: IbpsApp, journal: Journal, file: str, notes: tuple[str, ...], **more: Any) -> World:
    """The world of one session. It is made anew: nothing of another one is left in it, nor of the lists."""
    now, name = app.now.world, journal.record.session.scenario
    scenario = next((one for one in app.house.scenarios() if one.name == name), None) if name else None
    return World(
        today=now.today,
        place=now.place,
        keys=now.keys,
        record=journal.record,
        journal=journal,
        file=file,
        hushed=app.house.hushed(file),
        scenario=scenario,
        notes=notes,
        **more,
    )


def written(at: datetime, today: date) -> str:
    """When the last write was finished: the time, or the day if it was another one."""
    return at.strftime("%H:%M:%S") if at.date() == today else day(at.date())


async def go_home(
    app: IbpsApp, name: str, look: Look | None = None, filters: dict[str, str] | None = None
) -> None:
    """A list of sessions, read anew from the folder; a session that was followed up is given back."""
    if app.opened is not None:
        await leave_session(app)
    app.together.stop()
    try:
        listed = await app.aside(lambda: app.house.rows(practice=name == "practice"), READING)
        rows, notes = listed.rows, (*listed.unread, *listed.notes)
    except IbpsError as error:
        rows, notes = (), (str(error),)
    look = look or Look(view=name, filters=filters or {})
    world = World(
        today=app.house.clock().date(),
        place=app.now.world.place,
        keys=app.now.world.keys,
        rows=rows,
        notes=notes,
        scenarios=app.house.scenarios() if name == "practice" else (),
    )
    app.desk = None
    app.room.fresh({})
    said = app.settings.said if name == "desk" else ""
    app.show(world=world, look=look, saved="", trouble="", said=said, said_bad=bool(said))
