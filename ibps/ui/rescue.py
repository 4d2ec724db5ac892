"""When it gets hard: what to read aloud, and what can be done at once with a key. Nothing is recorded."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from ibps import guide
from ibps.ui.view import Do, Go, Look, Outcome, Say, Sheet, There, View, World
from ibps.ui.widgets.rows import Row

if TYPE_CHECKING:
    from ibps.core.record import Record
    from ibps.core.stages.anytime import StageName

HEADING: Final = "IF IT GETS HARD"

AT_ONCE: Final[Mapping[str, tuple[str, ...]]] = {
    "heated": ("caucus", "blank", "park"),
    "stuck": ("tointerests", "totrial", "fact"),
    "rushing": ("aloud",),
    "dominated": ("round",),
    "off_agenda": ("floor", "park", "takenow"),
}
"""What may get hard in a room, as `ibps/guide/anywhere.md` has it, and the actions that help at once."""

KINDS: Final = tuple(AT_ONCE)


def kinds(world: World) -> tuple[Row, ...]:
    """Each of them in words, with its key."""
    words = guide.load("anywhere").coded("Rescue")
    return tuple(_key(world, kind, words[kind]) for kind in KINDS)


class RescueView(View):
    """The five things that get hard; or one of them, as lines to read aloud and keys that help."""

    name = "rescue"
    types = False

    def sheet(self, world: World, look: Look) -> Sheet:
        """`about` is which of them, and after a colon whose turn it is; nothing for all five."""
        kind, turn = _about(look)
        if not kind:
            return Sheet(HEADING, "What is happening? One key each; Esc goes back.", kinds(world))
        page = guide.load("anywhere")
        rows = [Row(f"say{at}", f"“{said}”", kind="quiet") for at, said in enumerate(page.lines(kind))]
        rows.append(Row("once", "AT ONCE", kind="heading"))
        rows += [_key(world, name) for name in AT_ONCE[kind]]
        question = f"{page.coded('Rescue')[kind]}. Read aloud what helps:"
        if kind == "dominated":
            rows += _round(world.meeting, turn)
        return Sheet(HEADING, question, tuple(rows))

    def keys(self, world: World, look: Look) -> tuple[tuple[str, str], ...]:
        """Esc goes back to the meeting."""
        return (("Esc", "back"),)

    def idle(self, world: World, look: Look) -> frozenset[str]:
        """A letter means something only on the page that shows it."""
        shown = (*KINDS, *AT_ONCE.get(_about(look)[0], ()))
        letters = {one.name for one in world.keys.view(self.name) if not one.anywhere}
        return frozenset(letters.difference(shown))

    def chosen(self, world: World, look: Look, row: Row | None) -> Outcome:
        """Back to where one was."""
        return Go()

    def do(self, action: str, world: World, look: Look, row: Row | None) -> Outcome:
        """Another of the five, or something that helps: done where the meeting is, not here."""
        from ibps.ui.stages.common import anywhere
        from ibps.ui.views import view

        record = world.meeting
        if action in self.idle(world, look):
            return None
        match action:
            case "round":
                return Go("rescue", f"dominated:{_about(look)[1] + 1}", instead=True)
            case "aloud":
                return _aloud(record)
            case "tointerests":
                return _to(record, look, "interests", "Back to the interests. Which one is not met yet?")
            case "totrial" if record.open_check:
                number, close = record.open_check.number, world.keys.of("close")
                say = f"{number} is open. A trial is worded once it is closed ({close} in the check)."
                return There((Say(say),))
            case "totrial":
                say = f"A trial: {world.keys.of('word')} words it, until when and how we will know."
                return _to(record, look, "consensus", say)
            case "takenow":
                there = _to(record, look, "issue").then
                return There((*there, view("issue").do("route", world, look, None)))
            case "park" | "idea" | "fact" | "caucus":
                return There((anywhere(action, world),))
        return Go("rescue", action, instead=True) if action in KINDS else None


def _about(look: Look) -> tuple[str, int]:
    kind, _, turn = look.about.partition(":")
    return kind, int(turn or 0)


def _key(world: World, name: str, words: str = "") -> Row:
    action = world.keys.action(name)
    return Row(f"key-{name}", words or action.words, number=action.shown, kind="quiet")


def _to(record: Record, look: Look, stage: StageName, say: str = "") -> There:
    from ibps.core.stages.anytime import EnterStage

    if record.stage == stage == look.back().view:
        return There((Say(say),))
    return There((Do((EnterStage(stage=stage),), say=say, view=stage, instead=True),))


def _aloud(record: Record) -> Outcome:
    """The words that are asked about, or would be asked about next, alone on the screen."""
    if record.open_check:
        return Go("words", record.open_check.proposal, instead=True)
    worded = [one.number for one in record.proposals if one.versions and not one.withdrawn]
    if worded:
        return Go("words", worded[-1], instead=True)
    return There((Say("There are no exact words yet. Read aloud what is on the screen."),))


def _round(record: Record, turn: int) -> tuple[Row, ...]:
    """Everyone here once, whoever chairs last, with a mark at whose turn it is."""
    from ibps.core.record.people import Voice

    chairs = {person.number for person in record.cochairs}
    here = [one for one in record.people if one.number in record.here and one.voice is not Voice.OBSERVES]
    order = sorted(here, key=lambda one: one.number in chairs)
    if not order:
        return ()
    at = turn % (len(order) + 1)
    now = f"Now: {order[at - 1].name}" if at else "Everyone speaks once, or says pass."
    after = [one.name for one in order[at:]]
    rest = f"Then: {', '.join(after)}" if after else "That was everyone."
    return (Row("now", now, kind="heading"), Row("then", rest, kind="quiet"))
