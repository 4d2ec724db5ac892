"""Every act said of a decision in every state, through the real core: as the table says, or not at all."""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import Any, Final

import pytest

from ibps.core.acts import ACTS
from ibps.core.errors import Refusal
from ibps.core.journal import Journal
from ibps.core.record.consensus import Condition, Trial
from ibps.core.record.decisions import DecisionState, TrialVerdict
from ibps.core.record.terms import Fallback, Terms
from ibps.core.stages.consensus import DecideByOneParty, Defer, Refer
from ibps.core.stages.followup import (
    EndDecision,
    InEffect,
    LateAnswer,
    RecordApproval,
    ReviewTrial,
    Supersede,
)
from ibps.core.states import FIRST, MOVES, may
from ibps.core.value import Act
from tests.core.kit import ANA, DAY, LATER, LOU, MAX, MIA, asked, room, say, worded
from tests.core.moves import MOVES as SAYINGS
from tests.core.pick import Pick
from tests.core.whole import GROUPS

State = DecisionState
HERE: Final = (ANA, LOU, MAX)  # Mia is away, so that she may answer late
YES: Final = dict.fromkeys(HERE, "up")
TRIAL: Final = Trial(until=LATER, measure="calls", review=LATER)
ON_MIA: Final = Condition(who="Mia", due=LATER, person=MIA)
ON_PAY: Final = Condition(who="Payroll", what="says it can", due=LATER)


def at_table(**fields: Any) -> Journal:
    return room(Terms(fallback=Fallback.EACH_PARTY), here=HERE, **fields)


def elsewhere(kind: type[Defer | Refer]) -> Journal:
    return say(at_table(), kind(words="Pay", owner="Ana", forum="the board", due=LATER, reason="later"))


def agreed() -> Journal:
    return asked(worded(at_table()), YES)


def tried() -> Journal:
    return asked(worded(at_table(), trial=TRIAL), YES)


def split() -> Journal:
    return asked(worded(at_table()), {**YES, LOU: "down"})


def alone() -> Journal:
    conditions = (ON_PAY,)
    journal = asked(worded(at_table(), conditions=conditions), {**YES, LOU: "down"})
    return say(journal, DecideByOneParty(proposal="P1", party="M", reason="the deadline"))


def waiting(*conditions: Condition, **fields: Any) -> Journal:
    return asked(worded(at_table(), **fields), YES, *conditions)


def late(level: str) -> LateAnswer:
    return LateAnswer(check="C1", person=MIA, level=level, taken_by=ANA, on=DAY)


def approval(place: int, *, obtained: bool) -> RecordApproval:
    return RecordApproval(decision="D1", obtained=obtained, on=DAY, condition=place)


def begun() -> Iterator[tuple[State, Journal]]:
    """Decisions in every state, each D1 but where a check without agreement came first."""
    yield State.AGREED, agreed()
    yield State.ON_TRIAL, tried()
    yield State.IN_EFFECT, say(agreed(), InEffect(decision="D1", on=DAY))
    yield State.TENTATIVE, waiting(ON_MIA)
    yield State.TENTATIVE, waiting(ON_PAY)
    yield State.TENTATIVE, waiting(ON_MIA, ON_PAY)
    yield State.TENTATIVE, waiting(ON_MIA, trial=TRIAL)
    yield State.TENTATIVE, waiting(ON_PAY, trial=TRIAL)
    yield State.NO_AGREEMENT, split()
    yield State.INCOMPLETE, asked(worded(at_table()), {ANA: "up"})
    yield State.REOPENED, say(agreed(), late("down"))
    yield State.REFUSED, say(waiting(ON_PAY), approval(1, obtained=False))
    yield State.DEFERRED, elsewhere(Defer)
    yield State.REFERRED, elsewhere(Refer)
    yield State.ONE_PARTY, alone()
    yield State.SUPERSEDED, say(later(agreed()), Supersede(decision="D1", by="D2", on=DAY))
    yield State.ENDED, say(agreed(), EndDecision(decision="D1", because="over", on=DAY))


def later(journal: Journal) -> Journal:
    """With one more decision, which may replace the one before it."""
    return asked(worded(journal, "Swap Fridays."), YES)


BEGUN: Final = tuple(begun())
IDS: Final = [f"{state.value}-{place}" for place, (state, _) in enumerate(BEGUN)]


def about(journal: Journal, state: State) -> str:
    """The number of the decision in that state."""
    return next(decision.number for decision in journal.record.decisions if decision.state is state)


def said_of(journal: Journal, number: str) -> Iterator[tuple[Journal, Act]]:
    """Every act of the table in every form there is of it."""
    for place in (1, 2):
        for obtained in (True, False):
            yield journal, approval(place, obtained=obtained).but(decision=number)
    # A late answer is of the check the decision came from; without one there is nothing to answer.
    check = next(one for one in journal.record.decisions if one.number == number).check or "C9"
    yield from ((journal, late(level).but(check=check)) for level in ("up", "sideways", "down"))
    for verdict in TrialVerdict:
        yield journal, ReviewTrial(decision=number, verdict=verdict, because="seen", on=DAY)
    yield journal, InEffect(decision=number, on=DAY)
    yield journal, EndDecision(decision=number, because="over", on=DAY)
    more = later(journal)
    yield more, Supersede(decision=number, by=more.record.decisions[-1].number, on=DAY)


def found(journal: Journal, state: State) -> Iterator[tuple[str, State, State | None]]:
    """What each act makes of it: act, state before, and after or None where it was refused."""
    number = about(journal, state)
    for before, act in said_of(journal, number):
        name = type(act).__name__
        try:
            after = say(before, act)
        except Refusal:
            yield name, state, None
        else:
            decision = next(one for one in after.record.decisions if one.number == number)
            yield name, state, decision.state


def test_what_is_not_decided_never_reads_as_decided_by_saying_so() -> None:
    """From what is not decided, and from the end, nothing leads back but a new check."""
    for act, starts in MOVES.items():
        for start, tos in starts.items():
            if GROUPS[start] in ("not_decided", "ended"):
                assert tos == {start}, (act, start, tos)
            if GROUPS[start] in ("waiting", "decided_by_one_party") and act not in (
                "RecordApproval",
                "LateAnswer",
            ):
                assert "decided" not in {GROUPS[to] for to in tos}, (act, start, tos)
    assert all(
        start is not State.ENDED and start is not State.SUPERSEDED for s in MOVES.values() for start in s
    )


def test_every_state_is_begun() -> None:
    assert {state for state, _ in BEGUN} == set(State)


@pytest.mark.parametrize(("state", "journal"), BEGUN, ids=IDS)
def test_each_act_moves_as_the_table_says_or_is_refused(state: State, journal: Journal) -> None:
    for act, before, after in found(journal, state):
        if may(act, before):
            assert after is None or after in MOVES[act][before], (act, before, after)
        else:
            assert after is None, f"{act} was taken of {before} and gave {after}"


def test_every_move_of_the_table_can_be_made() -> None:
    made = {
        (act, before, after)
        for state, journal in BEGUN
        for act, before, after in found(journal, state)
        if after
    }
    table = {(act, start, to) for act, starts in MOVES.items() for start, tos in starts.items() for to in tos}
    assert made == table


@pytest.mark.parametrize("name", ACTS)
def test_no_other_act_moves_it(name: str) -> None:
    """Every act there is, in eight random forms: a state changes as the table says, or not at all."""
    for place, (_, journal) in enumerate(BEGUN):
        before = {decision.number: decision.state for decision in journal.record.decisions}
        for seed in range(8):
            pick = Pick(random.Random(f"{place} {seed} {name}"), journal, 0, nobody_decides=False)
            try:
                after = journal.with_act(SAYINGS[name](pick), journal.entries[-1].at)
            except Refusal:
                continue
            if name in ("Undo", "Redo"):
                continue  # undo takes a move back whole; see invariants.undo_gives_nothing_new
            for decision in after.record.decisions:
                was = before.get(decision.number)
                if was is None:
                    assert decision.state in FIRST[name], (name, decision.state)
                elif decision.state is not was:
                    assert decision.state in MOVES[name][was], (name, was, decision.state)
