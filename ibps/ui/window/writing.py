"""What goes through the desk: on the disk first, on the screen then."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from ibps import guide
from ibps.core.errors import IbpsError, Refusal
from ibps.ui.actions import STAGE_OF
from ibps.ui.view import Do, Go, Look, World
from ibps.ui.window import keeping

if TYPE_CHECKING:
    from ibps.core.record import Record
    from ibps.core.value import Act
    from ibps.desk import Desk
    from ibps.ui.scene import Scene
    from ibps.ui.window.app import IbpsApp


async def do(app: IbpsApp, todo: Do) -> None:
    """Acts to the desk."""
    select, said = todo.select, todo.say
    if todo.acts:
        desk, acts = _desk(app, todo.acts), at_its_stage(app.now, todo.acts)
        before = desk.record
        after = await app.aside(lambda: desk.do(*acts))
        select = select or newest(before.numbers, after.numbers)
        said = todo.came(before, after) if todo.came else said
    look = app.now.look
    if todo.slot:
        look = replace(look, slots={**look.slots, look.view: todo.slot})
    if todo.view not in ("", "concern"):
        look = app.looking(Go("" if todo.view == "back" else todo.view, todo.about, todo.instead))
    if goes_on(todo.acts):
        look = replace(look, under=())  # where the meeting is, nobody only looks
    await _refresh(app, look, said, select, saved=bool(todo.acts))
    if todo.view == "concern":
        from ibps.ui.check_asks import concern_form

        await app.carry(concern_form(app.now.world, int(todo.about)))


async def turn_back(app: IbpsApp, name: str) -> None:
    """The last thing is taken back, or what was taken back is brought back; which, is said."""
    from ibps.core.given import given
    from ibps.core.stages.opening import SetTerms
    from ibps.core.terms_said import change_words
    from ibps.core.told import told

    desk = app.desk
    if desk is None:
        return
    free_to_write(app.now.world)
    before = desk.record
    entry = await app.aside(desk.undo if name == "undo" else desk.redo)
    after = desk.record
    fuller, less = (before, after) if name == "undo" else (after, before)
    what = told(entry.act, fuller, given(less, fuller))
    if isinstance(entry.act, SetTerms):
        what = change_words(less.terms, fuller.terms)  # all the terms would fill a small screen
    look = _still(app.now.look, after)
    await _refresh(app, look, f"{'Taken back' if name == 'undo' else 'Brought back'}: {what}")


def _desk(app: IbpsApp, acts: tuple[Act, ...]) -> Desk:
    """The desk, if this may be written now; else why not."""
    desk, world = app.desk, app.now.world
    if desk is None or (world.read_only and not all(adds(act) for act in acts)):
        raise only_reading(world)
    free_to_write(world)
    return desk


def free_to_write(world: World) -> None:
    """Nothing is entered before people chose one of two versions."""
    if world.apart is not None:
        raise IbpsError(f"{world.other} What you typed stays on its line.")


def only_reading(world: World) -> IbpsError:
    """Why nothing is entered in a session that is only read, or read along."""
    return IbpsError(world.other) if world.other else Refusal("only_reading", key=world.keys.of("meet"))


async def _refresh(app: IbpsApp, look: Look, said: str, select: str = "", saved: bool = True) -> None:
    """Show the desk's record. `saved` says that something was just written, so that trouble is over."""
    scene, desk = app.now, app.desk
    if desk is None:
        return
    today = app.house.clock().date()  # a meeting may go on past midnight
    world = replace(scene.world, today=today, record=desk.record, journal=desk.journal)
    if scene.world.journal is not None and scene.world.record is not None:
        said = f"{said} {_marked_now(scene.world, world)}".strip()
    if look.view == "scale":
        world = keeping.with_scales(app, world)
    elif look.view == "opening":
        world = await keeping.with_before(app, world)
    if desk.record.keyboard != scene.world.meeting.keyboard:
        world = keeping.handed_over(app, world, scene.world.meeting)
    app.show(
        world=world,
        look=replace(look, armed=""),
        saved=app.house.clock().strftime("%H:%M:%S") if saved else scene.saved,
        trouble="" if saved else scene.trouble,
        said=said,
        said_bad=False,
        select=select,
    )


def _marked_now(before: World, after: World) -> str:
    """A sentence about stages that were marked by what was just done; "" where there are none."""
    new = [stage for stage in after.another if stage not in before.another and stage != after.meeting.stage]
    if not new:
        return ""
    titles = " and ".join(guide.load(stage).text("Title") for stage in new)
    return f"↻ {titles} may need another look."


def adds(act: Act) -> bool:
    """Whether the act is of what came after the meeting: it may be added to a session that is only read."""
    from ibps.core.stages import attesting, followup

    return isinstance(act, (*followup.ACTS, attesting.AttestMinutes))


def goes_on(acts: Iterable[Act]) -> bool:
    """Whether the meeting itself goes to another stage."""
    from ibps.core.stages.anytime import EnterStage

    return any(isinstance(act, EnterStage) for act in acts)


def at_its_stage(scene: Scene, acts: tuple[Act, ...]) -> tuple[Act, ...]:
    """The acts, with the meeting at the stage they are said in. Looking at one is free and not recorded."""
    from ibps.core.stages.anytime import EnterStage

    stage, record = STAGE_OF.get(scene.look.view), scene.world.record
    if record is None or stage in (None, record.stage) or goes_on(acts):
        return acts
    if stage != scene.look.view and all(adds(act) for act in acts):
        return acts  # what is added to a result afterwards is no return of the meeting
    return (EnterStage(stage=stage), *acts)  # type: ignore[arg-type]  # a name from the list of stages


def _still(look: Look, record: Record) -> Look:
    """Where one looks once something was taken back: what is gone cannot be looked at any longer."""
    match look.view:
        case "check" if record.open_check is None:
            return look.instead("consensus")
        case "result":
            return look.instead("check" if record.open_check else "consensus")
        case "words" if not any(one.number == look.about and one.versions for one in record.proposals):
            return look.back()
    return look


def newest(before: Mapping[str, int], after: Mapping[str, int]) -> str:
    """The row of the one thing that was just given a number, for the list to show; "" for none or many."""
    given = [(kind, count) for kind, count in after.items() if count > before.get(kind, 0)]
    if len(given) != 1:
        return ""
    kind, count = given[0]
    return f"person-{count}" if kind == "people" else f"{kind}{count}"
