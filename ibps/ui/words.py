"""The exact words alone on the screen, before and during a check; and what came of it, alone too."""

from __future__ import annotations

from ibps.core.canonical import code_tail
from ibps.core.heard import concerns
from ibps.core.numbers import find
from ibps.core.reading import called, words_of
from ibps.core.record import Record
from ibps.core.record.consensus import Check, CheckKind, Proposal
from ibps.core.record.decisions import Decision, DecisionState
from ibps.core.row import SYMBOLS
from ibps.core.stages.consensus import ReadAloud
from ibps.core.standing import standing
from ibps.ui.follow_forms import statement_form
from ibps.ui.stages.common import where
from ibps.ui.stages.consensus import TONES, about
from ibps.ui.view import Do, Go, Look, Outcome, Say, Sheet, Tone, View, World
from ibps.ui.widgets.rows import Row


def banner(check: Check) -> str:
    """What is happening to the words on the screen."""
    if check.kind is CheckKind.TEMPERATURE:
        return f"TEMPERATURE ONLY, NOT A DECISION · {check.proposal} v{check.version}"
    together = " · SHOWN TOGETHER" if check.hidden else ""
    return f"DECIDING NOW · {check.proposal} v{check.version} · {code_tail(check.digest)}{together}"


class WordsView(View):
    """The exact words and nothing else. Enter says they were read aloud."""

    name = "words"
    types = False

    def sheet(self, world: World, look: Look) -> Sheet:
        """The words, large by standing alone."""
        record = world.meeting
        check = record.open_check
        wording = words_of(record, check) if check else find(record, look.about, Proposal).versions[-1]
        number = check.proposal if check else look.about
        rows = [
            Row("gap", " ", kind="quiet"),
            Row("words", wording.text, kind="heading"),
            Row("gap2", " ", kind="quiet"),
        ]
        rows += [Row(f"about{at}", line, kind="quiet") for at, line in enumerate(about(wording))]
        read = "These are the exact words."
        if wording.read_aloud:
            read += " They have been read aloud."
        elif not world.read_only:
            read += " Read them word for word."
        title = f"{number} v{wording.version} · {code_tail(wording.digest)}"
        words = banner(check) if check else f"PROPOSAL: WE ARE CONSIDERING THIS WORDING · {title}"
        tone: Tone = "deciding" if check else "proposal"
        return Sheet(where(record, "consensus"), read, tuple(rows), banner=words, tone=tone)

    def keys(self, world: World, look: Look) -> tuple[tuple[str, str], ...]:
        """Enter means something else once the words were read."""
        return (("Enter", "back" if _was_read(world.meeting, look.about) else "read aloud"), ("Esc", "back"))

    def chosen(self, world: World, look: Look, row: Row | None) -> Outcome:
        """The words were read aloud."""
        if _was_read(world.meeting, look.about):
            return Go()
        say = f"Read aloud. {world.keys.of('check')} asks each person by name."
        return Do((ReadAloud(proposal=look.about),), say=say, view="back")


def _was_read(record: Record, number: str) -> bool:
    if record.open_check:
        return True
    return find(record, number, Proposal).versions[-1].read_aloud is not None


class ResultView(View):
    """The result sentence, alone on the screen."""

    name = "result"
    types = False

    def sheet(self, world: World, look: Look) -> Sheet:
        """What came of the last check."""
        record = world.meeting
        check, decision = _last_result(record)
        if check is None:
            return Sheet(where(record, "consensus"), "No check has been closed.", ())
        rows = [
            Row("gap", " ", kind="quiet"),
            Row("sentence", check.sentence, kind="heading"),
            Row("gap2", " ", kind="quiet"),
        ]
        title = "TEMPERATURE ONLY, NOT A DECISION"
        tone: Tone = "idea"
        if decision:
            now = standing(record, decision, record.today)
            symbol, word = SYMBOLS[now.group.value]
            title = f"{symbol} {word}"
            tone = TONES.get(now.group, "")
            rows += [
                Row("words", f"“{decision.words}”", kind="quiet"),
                Row("reads", f"{now.reads}.", kind="quiet"),
            ]
        said = concerns(record, check)
        rows += [Row(f"said{at}", text, kind="quiet") for at, text in enumerate(said)]
        if decision:
            for at, one in enumerate(decision.minority):
                text = f"{called(record, decision, one.person)}, on record: “{one.text}”"
                rows.append(Row(f"statement-{at}", text, kind="quiet"))
        if decision and decision.state is DecisionState.NO_AGREEMENT and not world.read_only:
            again = f"{world.keys.of('word')} amends these words and everyone is asked again"
            rows.append(Row("next", f"Back in the list, {again}.", kind="quiet"))
        ask = "The result" if world.read_only else "Read the result aloud."
        return Sheet(where(record, "consensus"), ask, tuple(rows), banner=title, tone=tone)

    def do(self, action: str, world: World, look: Look, row: Row | None) -> Outcome:
        """Whoever did not say yes may put on record why, while everyone is here."""
        _, decision = _last_result(world.meeting)
        if action != "statement":
            return None
        if decision is None:
            return Say("Nothing was decided here, so there is nothing to put beside it.")
        return statement_form(world, decision.number)

    def keys(self, world: World, look: Look) -> tuple[tuple[str, str], ...]:
        """Either key goes back to the stage."""
        return (("Enter", "go on"),)

    def chosen(self, world: World, look: Look, row: Row | None) -> Outcome:
        """Back to the stage, with what came of it chosen."""
        _, decision = _last_result(world.meeting)
        return Go(select=decision.number if decision else "")


def _last_result(record: Record) -> tuple[Check | None, Decision | None]:
    """The check closed last, and what came of it; a temperature check comes to nothing."""
    check = next((c for c in reversed(record.checks) if c.closed), None)
    return check, next((d for d in record.decisions if check and d.check == check.number), None)
