"""The random meetings go everywhere: every act is accepted somewhere, every refusal is heard somewhere."""

import pytest

from ibps.core.acts import ACTS
from ibps.core.record.decisions import DecisionState
from ibps.core.record.terms import RULES, SCALES
from ibps.core.refusals import REFUSALS
from tests.core.moves import MOVES
from tests.core.walk import walked_to
from tests.core.walks import Heard, by_default

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
