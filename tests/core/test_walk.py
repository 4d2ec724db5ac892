"""The random meetings go everywhere: every act is accepted somewhere, every refusal is heard somewhere."""

from collections import Counter
from dataclasses import dataclass, field

import pytest

from ibps.core.acts import ACTS
from ibps.core.record.decisions import DecisionState
from ibps.core.record.terms import RULES, SCALES
from ibps.core.refusals import REFUSALS
from tests.core.invariants import CLAIMED
from tests.core.moves import MOVES
from tests.core.walk import DEFAULT_SEEDS, DEFAULT_STEPS, walk, walked_to

NOT_BY_AN_ACT = {
    "redact_words": "each text of a walk is its own; test_redact.py has one twice",
    "redact_breaks": "takes two pages that differ in one text alone; test_redact.py has them",
    "not_started": "said by replay and the desk; the first entry of a journal always starts it",
    "time_ahead": "said by the desk, which alone knows what time it is",
    "time_back": "said by the desk, which alone compares times",
    "only_reading": "said where a record is opened to be read, not by an act",
    "unknown_act": "said while reading JSON, before there is an act",
    "bad_act": "said while reading JSON, before there is an act",
    "party_letter": "no act raises it: the letter's type refuses first, as bad_act",
    "unknown_rating": "no act raises it: the rating's type refuses first, as bad_act",
    "already_practice": "no act raises it: the mode is set once, at the start",
}


@dataclass
class Heard:
    """What came up in the default walks, counted."""

    acts: Counter[str] = field(default_factory=Counter)
    refusals: Counter[str] = field(default_factory=Counter)
    states: set[DecisionState] = field(default_factory=set)
    asked: set[tuple[str, str]] = field(default_factory=set)  # rule and scale of checks
    agreed: set[str] = field(default_factory=set)  # rules under which something was agreed
    parties: set[int] = field(default_factory=set)
    practice: set[bool] = field(default_factory=set)
    sittings: int = 0
    sealed: bool = False


@pytest.fixture(scope="module")
def heard() -> Heard:
    found = Heard()
    for seed in DEFAULT_SEEDS:
        for step in walk(seed, DEFAULT_STEPS):
            found.states |= {decision.state for decision in step.after.record.decisions}
            found.sealed |= any(minutes.seal for minutes in step.after.record.minutes)
            if step.refused:
                found.refusals[step.refused.code] += 1
            else:
                found.acts[type(step.act).__name__] += 1
        record = step.after.record
        rules = {check.number: check.rule.name for check in record.checks}
        found.asked |= {(check.rule.name, check.scale.name) for check in record.checks}
        found.agreed |= {rules[d.check] for d in record.decisions if d.check and d.state in CLAIMED}
        found.parties.add(len(record.parties))
        found.practice.add(record.practice)
        found.sittings = max(found.sittings, len(record.sittings))
    return found


def test_there_are_enough_acts(heard: Heard) -> None:
    assert heard.acts.total() >= 10_000
    assert heard.refusals.total() >= 2_000


def test_every_act_has_a_move() -> None:
    assert MOVES.keys() == ACTS.keys()


def test_every_act_is_accepted_somewhere(heard: Heard) -> None:
    # The first entry of every walk is a StartSession; a second one is always refused.
    assert ACTS.keys() - heard.acts.keys() == {"StartSession"}


def test_every_refusal_of_an_act_is_heard_somewhere(heard: Heard) -> None:
    assert REFUSALS.keys() - heard.refusals.keys() == NOT_BY_AN_ACT.keys() & REFUSALS.keys()


def test_every_state_rule_and_scale_comes_up(heard: Heard) -> None:
    assert heard.states == set(DecisionState)
    assert {rule for rule, _ in heard.asked} == RULES.keys()
    assert {scale for _, scale in heard.asked} == SCALES.keys() | {"flow"}
    assert heard.parties >= {2, 3, 4}
    assert heard.practice == {True, False}
    assert heard.sittings > 2
    assert heard.sealed


def test_agreement_is_reached_under_every_rule(heard: Heard) -> None:
    assert heard.agreed == RULES.keys()


def test_the_same_seed_is_the_same_meeting() -> None:
    assert walked_to(3, 120) == walked_to(3, 120)
    assert walked_to(3, 120) != walked_to(4, 120)
