"""What the actions mean that belong to no one view: next, back, undo, redo, coach, blank, help, leave."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from ibps import guide
from ibps.ui.theme import other_look
from ibps.ui.view import Arm, Ask, Do, Go, Look, Order, Outcome, Say, There, World
from ibps.ui.views import view
from ibps.ui.widgets.rows import Row
from ibps.ui.window import coaching, elsewhere
from ibps.ui.window.writing import adds, only_reading

if TYPE_CHECKING:
    from ibps.core.stages.kit import Hint
    from ibps.ui.window.app import IbpsApp


BACK = "Back. Nothing is lost."

HEAVY = frozenset(
    {
        "CloseCheck",
        "DecideByOneParty",
        "Defer",
        "Refer",
        "WithdrawProposal",
        "CloseSitting",
        "StopSession",
        "RecordApproval",
        "LateAnswer",
        "ReviewTrial",
        "Supersede",
        "EndDecision",
    }
)
"""Acts whose taking back nobody should do by a slip of the finger."""


def narrowed(world: World, look: Look, typed: str, chosen: Row | None) -> Row | None:
    """What Enter means in a list narrowed by these words: the row chosen if it is left, else the first."""
    rows = view(look.view).sheet(world, look.narrowed(typed)).rows
    left = [row for row in rows if row.kind == "item"]
    return next((row for row in left if chosen and row.key == chosen.key), left[0] if left else None)


def carry_out(name: str, app: IbpsApp, row: Row | None) -> Outcome:
    """The outcome of an action; those of a view are asked of the view."""
    scene = app.now
    match name:
        case "next":
            return _next(app)
        case "back":
            return _back(app)
        case "undo" | "redo":
            return _undo(app, name)
        case "coach":
            coaching.turn(app)
            return None
        case "rescue":
            return Go("rescue")
        case "blank":
            app.cover(True)
            return None
        case "timer" | "who" | "handover":
            return _asked_anytime(name, app)
        case "own":
            return Go() if scene.look.view == "notes" else Go("notes")
        case "file":
            if scene.world.apart is not None:
                return app.parted.key()
            return app.together.key() if scene.world.other else elsewhere.ask(app)
        case "help":
            return Go("help", scene.look.view) if scene.look.view != "help" else Go()
        case "theme":
            app.theme = other_look(app.current_theme)
            return None
        case "quit":
            app.leave()
            return None
        case "find":
            app.room.entry.focus()
            return None
        case "floor":
            asked = _floor(scene.world)
            return There((asked,)) if scene.look.view == "rescue" else asked
        case "jump":
            app.show(look=replace(scene.look, filters={**scene.look.filters, "places": ""}))
            return Go("places")
    outcome = view(scene.look.view).do(name, scene.world, scene.look, row)
    if isinstance(outcome, Go) and outcome.view == "cards" and not outcome.about:
        return Go("cards", "0")
    return outcome


def _asked_anytime(name: str, app: IbpsApp) -> Outcome:
    from ibps.ui.here import who_form
    from ibps.ui.running import keyboard_form, timer_ask

    record = app.now.world.meeting
    if name == "timer":
        return timer_ask(record, app.house.clock())
    return Ask(who_form(record) if name == "who" else keyboard_form(record))


def _floor(world: World) -> Outcome:
    from ibps.ui.floor import floor_form  # brings the record's classes, which the front desk does without

    return Ask(floor_form(world))


def to_stage(app: IbpsApp, name: str) -> Outcome:
    """A stage picked on the rail. The next one and the one before are gone to as by their keys."""
    from ibps.core.stages import order

    scene = app.now
    names = [stage.name for stage in order(scene.world.meeting)]
    if scene.look.view not in names:
        return None
    by = names.index(name) - names.index(scene.look.view)
    if scene.form is not None or by in (1, -1):
        app.act("next" if by > 0 else "back", None)  # which says so while a question is open
        return None
    coach = guide.load(name).text("Coach")
    return _enter(app, name, coach if by > 0 else BACK) if by else None


def _enter(app: IbpsApp, name: str, say: str) -> Outcome:
    from ibps.core.stages.anytime import EnterStage

    act = EnterStage(stage=name)  # type: ignore[arg-type]  # a name from the list of stages
    return Do((act,), say=say, view=name, instead=True)


def _next(app: IbpsApp) -> Outcome:
    from ibps.core.stages import order

    scene = app.now
    record = scene.world.meeting
    stages = order(record)
    names = [stage.name for stage in stages]
    at = names.index(scene.look.view)
    if at + 1 == len(names):
        end, leave = scene.world.keys.of("endsitting"), scene.world.keys.of("quit")
        return Say(f"This is the last stage. {end} ends the sitting, {leave} leaves.")
    words = guide.load(names[at]).coded("Done when")
    left = [words[tick.code] for tick in stages[at].done(record) if not tick.yes]
    looks = scene.world.another.get(names[at], ())
    after = guide.load(names[at + 1])
    if (left or looks) and scene.look.armed != "next":
        again = f"{scene.world.keys.of('next')} again goes on to {after.text('Title').upper()}."
        return Arm("next", f"{_unfinished(left, looks)} {again}")
    # Where the coach is shown, it says what comes first there.
    return _enter(app, names[at + 1], "" if scene.look.coach else after.text("Coach"))


def _unfinished(left: Sequence[str], looks: Sequence[Hint]) -> str:
    """Why to stay a moment, short enough to be read: at most two things are named, the others counted."""
    from ibps.ui.stages.hints import looked_again

    said = []
    if looks:
        first = f"{looks[0].about}: {looked_again(looks[0])}" if looks[0].about else looked_again(looks[0])
        more = f" And {len(looks) - 1} more, marked ↻." if len(looks) > 1 else ""
        said.append(f"Another look: {first}{more}")
    if left:
        most = 1 if looks else 2
        more = f"; and {len(left) - most} more" if len(left) > most else ""
        said.append(f"Not yet true: {'; '.join(left[:most])}{more}.")
    return " ".join(said)


def _back(app: IbpsApp) -> Outcome:
    from ibps.core.stages import order

    names = [stage.name for stage in order(app.now.world.meeting)]
    at = names.index(app.now.look.view)
    if at == 0:
        return Say("This is the first stage.")
    return _enter(app, names[at - 1], BACK)


def _undo(app: IbpsApp, name: str) -> Outcome:
    from ibps.core.told import told

    if app.desk is None:
        return Say("Nothing is open.")
    before = app.desk.record
    last = app.desk.journal.undoable
    meant = last if name == "undo" else app.desk.journal.redoable
    if meant and app.now.world.read_only and not adds(meant.act):
        raise only_reading(app.now.world)
    if name == "undo" and last and type(last.act).__name__ in HEAVY and app.now.look.armed != "undo":
        what = told(last.act, before, ())
        return Arm("undo", f"{app.now.world.keys.of('undo')} again takes this back: {what}")
    return Order("undo" if name == "undo" else "redo")
