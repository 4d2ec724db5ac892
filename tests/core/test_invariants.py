"""Random meetings break no invariant and go everywhere: every act accepted, every refusal heard somewhere.

Every invariant is its own test, so that one that fails hides no other; `test_breakages.py` shows that each
can be broken. The walks stand in one file because they take half a minute: what a file works out once is not
worked out on every core.
"""

import pytest

from ibps.core.acts import ACTS
from ibps.core.record.decisions import DecisionState
from ibps.core.record.terms import RULES, SCALES
from ibps.core.refusals import REFUSALS
from tests.core.elsewhere import printed
from tests.core.moves import MOVES
from tests.core.walk import walked_to
from tests.core.walks import ALL, Heard, asked_for, by_default, many

SELDOM = {"redact_words", "redact_breaks", "fallback_used", "not_past_recovery"}
"""Heard in few walks or none: test_redact.py, test_followup.py and test_recovering.py say them."""

NOT_BY_AN_ACT = {
    "not_started": "said by replay and the desk; the first entry of a journal always starts it",
    "time_ahead": "said by the desk, which alone knows what time it is",
    "time_back": "said by the desk, which alone compares times",
    "only_reading": "said where a record is opened to be read, not by an act",
    "not_the_page": "said by the desk, which words the page",
    "page_differs": "said by the desk; takes a file changed by hand",
    "unknown_act": "said while reading JSON, before there is an act",
    "unknown_part": "said while reading JSON, before there is an act",
    "bad_act": "said while reading JSON, before there is an act",
    "newer_edition": "said by replay: the desk begins a journal by the rules of today",
    "party_letter": "no act raises it: the letter's type refuses first, as bad_act",
    "unknown_rating": "no act raises it: the rating's type refuses first, as bad_act",
    "already_practice": "no act raises it: the mode is set once, at the start",
}


@pytest.mark.parametrize("invariant", [invariant.__name__ for invariant in ALL])
def test_no_random_meeting_breaks(invariant: str) -> None:
    if invariant in (broken := by_default().broken):
        pytest.fail(broken[invariant])


@pytest.mark.torture
def test_many_more_random_meetings() -> None:
    """100,000 acts that were accepted, in meetings of 400 steps; IBPS_WALK_ACTS asks for more."""
    heard = many(asked_for())
    assert heard.broken == {}
    assert heard.acts.total() >= asked_for()
    assert set(heard.states) == set(DecisionState)


def test_the_same_acts_give_the_same_bytes_in_another_process() -> None:
    """(10) Neither the order of sets, nor the zone, nor the language of a machine shows in the bytes."""
    one, other = printed()
    assert one == other
    assert len(set(one.split())) == 18, "of six meetings, each its file, record and answer"


@pytest.fixture(scope="module")
def heard() -> Heard:
    return by_default()


def test_there_are_enough_acts(heard: Heard) -> None:
    assert heard.acts.total() >= 10_000
    assert heard.refusals.total() >= 2_000


def test_every_act_has_a_move() -> None:
    assert MOVES.keys() == ACTS.keys()


def test_every_act_is_accepted_somewhere(heard: Heard) -> None:
    # The first entry of every walk is a StartSession; a second one is always refused.
    assert ACTS.keys() - heard.acts.keys() == {"StartSession"}


def test_every_refusal_of_an_act_is_heard_somewhere(heard: Heard) -> None:
    assert REFUSALS.keys() - heard.refusals.keys() - SELDOM == NOT_BY_AN_ACT.keys() & REFUSALS.keys()


def test_every_state_rule_and_scale_comes_up(heard: Heard) -> None:
    assert set(heard.states) == set(DecisionState)
    assert min(heard.states.values()) >= 8, "hardly ever reached"
    assert {rule for rule, _ in heard.asked} == RULES.keys()
    assert {scale for _, scale in heard.asked} == SCALES.keys() | {"flow"}
    assert heard.parties >= {2, 3, 4}
    assert heard.practice == {True, False}
    assert max(heard.sittings) > 2
    assert max(heard.sealed) > 1


def test_agreement_is_reached_under_every_rule(heard: Heard) -> None:
    assert heard.agreed == RULES.keys()


def test_the_same_seed_is_the_same_meeting() -> None:
    assert walked_to(3, 120) == walked_to(3, 120)
    assert walked_to(3, 120) != walked_to(4, 120)
