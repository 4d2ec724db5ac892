"""What the actions mean that belong to no one view: next, back, undo, redo, coach, blank, help, leave."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from ibps import guide
from ibps.ui.theme import other_look
from ibps.ui.view import Arm, Do, Go, Outcome, Say
from ibps.ui.views import view
from ibps.ui.widgets.rows import Row

if TYPE_CHECKING:
    from ibps.core.value import Act
    from ibps.ui.app import IbpsApp


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


def adds(act: Act) -> bool:
    """Whether the act is of what came after the meeting: it may be added to a session that is only read."""
    from ibps.core.stages import attesting, followup

    return isinstance(act, (*followup.ACTS, attesting.AttestMinutes))


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
            return Go() if scene.look.view == "coach" else Go("coach", scene.look.view)
        case "blank":
            return Go("blank")
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
    outcome = view(scene.look.view).do(name, scene.world, scene.look, row)
    if isinstance(outcome, Go) and outcome.view == "cards" and not outcome.about:
        return Go("cards", "0")
    return outcome


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
    title = guide.load(names[at + 1]).text("Title").upper()
    if left and scene.look.armed != "next":
        again = f"{scene.world.keys.of('next')} again"
        return Arm("next", f"Not yet true: {'; '.join(left)}. {again} goes on to {title}.")
    return _enter(app, names[at + 1], guide.load(names[at + 1]).text("Coach"))


def _back(app: IbpsApp) -> Outcome:
    from ibps.core.stages import order

    names = [stage.name for stage in order(app.now.world.meeting)]
    at = names.index(app.now.look.view)
    if at == 0:
        return Say("This is the first stage.")
    return _enter(app, names[at - 1], BACK)


def _undo(app: IbpsApp, name: str) -> Outcome:
    from ibps.core.errors import Refusal
    from ibps.core.given import given
    from ibps.core.stages.opening import SetTerms
    from ibps.core.terms_said import change_words
    from ibps.core.told import told

    if app.desk is None:
        return Say("Nothing is open.")
    before = app.desk.record
    last = app.desk.journal.undoable
    meant = last if name == "undo" else app.desk.journal.redoable
    if meant and app.now.world.read_only and not adds(meant.act):
        raise Refusal("only_reading", key=app.now.world.keys.of("meet"))
    if name == "undo" and last and type(last.act).__name__ in HEAVY and app.now.look.armed != "undo":
        what = told(last.act, before, ())
        return Arm("undo", f"{app.now.world.keys.of('undo')} again takes this back: {what}")
    entry = app.desk.undo() if name == "undo" else app.desk.redo()
    after = app.desk.record
    fuller, less = (before, after) if name == "undo" else (after, before)
    what = told(entry.act, fuller, given(less, fuller))
    if isinstance(entry.act, SetTerms):
        what = change_words(less.terms, fuller.terms)  # all the terms would fill a small screen
    app.refresh_record(app.now.look, said=f"{'Taken back' if name == 'undo' else 'Brought back'}: {what}")
    if app.now.look.view == "check" and app.now.world.meeting.open_check is None:
        return Go("consensus", instead=True)
    return None


def newest(before: Mapping[str, int], after: Mapping[str, int]) -> str:
    """The row of the one thing that was just given a number, for the list to show; "" for none or many."""
    given = [(kind, count) for kind, count in after.items() if count > before.get(kind, 0)]
    if len(given) != 1:
        return ""
    kind, count = given[0]
    return f"person-{count}" if kind == "people" else f"{kind}{count}"
