"""The terms in words: at a check, and what changed of them."""

from __future__ import annotations

import pytest

from ibps.core.record.terms import (
    FIST_TO_FIVE,
    RULES,
    Alternates,
    Fallback,
    Mandate,
    Quorum,
    Terms,
)
from ibps.core.stages.checks import OpenCheck
from ibps.core.stages.opening import SeatPerson
from ibps.core.terms_said import change_words, check_terms, rule_words
from tests.core.kit import LOU, room, say, worded


def lines(terms: Terms) -> tuple[str, ...]:
    record = say(worded(room(terms.but(notice=""))), OpenCheck(proposal="P1")).record
    assert record.open_check is not None
    return check_terms(record.open_check, record)


def test_rule_quorum_and_what_happens_without_agreement_stand_at_a_check() -> None:
    rule, quorum, without = lines(Terms())
    assert rule == f"Rule: {rule_words(RULES['no-block'])} Silence is not consent."
    assert quorum == "Quorum: 1 from each required party to decide."
    assert without == "Without agreement, things stay as they are."


def test_a_quorum_in_numbers() -> None:
    terms = Terms(quorum=Quorum(decide=4, each_party=2), fallback=Fallback.SPONSOR)
    assert lines(terms)[1:] == (
        "Quorum: 4 to decide, 2 from each required party.",
        "Without agreement, the sponsors decide.",
    )


def test_notice_slips_and_who_may_commit_stand_there_too() -> None:
    journal = say(room(Terms(slips=True)), SeatPerson(name="Kim", party="L", alternate_for=LOU))
    record = say(worded(journal), OpenCheck(proposal="P1")).record
    assert record.open_check is not None
    *_, commit, slips, notice = check_terms(record.open_check, record)
    assert commit == "Somebody who stands in for a member may speak; the member answers."
    assert (
        slips == "A party of three or more may answer by private slips; a slip names nobody."
        and notice == Terms().notice
    )


@pytest.mark.parametrize("mandate", Mandate)
def test_a_mandate_is_said_where_this_team_does_not_decide(mandate: Mandate) -> None:
    said = lines(Terms(mandate=mandate))
    assert len(said) == (3 if mandate is Mandate.DECIDE else 4)
    assert any("others decide" in line or "nothing is decided" in line for line in said) == (
        mandate is not Mandate.DECIDE
    )


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"mandate": Mandate.INFORM}, "This team is informed; nothing is decided here."),
        ({"rule": RULES["everyone-yes"]}, f"Rule: {rule_words(RULES['everyone-yes'])}"),
        ({"fallback": Fallback.SPONSOR}, "Without consensus, the sponsors decide."),
        ({"quorum": Quorum(meet=2)}, "Quorum: 2 to meet, no number to decide, 1 from each required party."),
        ({"notice": "Be kind."}, "Notice: Be kind."),
        ({"ground_rules": ("One.", "Two.")}, "Ground rules: One. Two."),
        ({"standards_first": True}, "Standards come before options."),
        ({"alternates": Alternates.COMMIT}, "Somebody who stands in for a member answers for them."),
        ({"together": True}, "Answers are shown together once all are in."),
        ({}, "The terms as they were."),
    ],
)
def test_what_changed_is_said_and_nothing_else(change: dict[str, object], said: str) -> None:
    assert change_words(Terms(), Terms().but(**change)) == said


def test_every_term_that_changes_is_said() -> None:
    assert "Fist to five: 5 love it" in change_words(Terms(), Terms(scale=FIST_TO_FIVE))
    changed = {"together": True, "slips": True, "mandate": Mandate.CONSULT}
    words = change_words(Terms(), Terms().but(**changed))
    assert words.count("shown together") == 1 and "slips" in words and "consulted" in words
