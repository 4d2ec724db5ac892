"""What is said after an act of the follow-up: it comes from how the decision stood before and stands now."""

from __future__ import annotations

from ibps.core.journal import Journal
from ibps.core.record.consensus import Condition, Trial
from ibps.core.record.terms import RULES, Mandate, Terms
from ibps.core.stages.followup import LateAnswer, RecordApproval
from ibps.core.value import Act
from ibps.ui.came_of import came_of
from tests.core.kit import ANA, DAY, LATER, LOU, MAX, MIA, asked, room, say, worded
from tests.core.pick import FOUR

SPONSOR = Condition(who="Sponsor", what="money", due=LATER)
UP = {ANA: "up", LOU: "up", MAX: "up"}
YES = RecordApproval(decision="D1", obtained=True, who="Sponsor", on=DAY)


def said(before: Journal, act: Act) -> str:
    return came_of("D1", DAY, before.record, say(before, act).record)


def late(level: str) -> LateAnswer:
    return LateAnswer(check="C1", person=MIA, level=level, taken_by=ANA, on=DAY)


def waiting(terms: Terms | None = None, trial: Trial | None = None) -> Journal:
    return asked(worded(room(terms, here=(ANA, LOU, MAX)), trial=trial), UP, SPONSOR)


def test_the_last_yes_makes_it_agreed() -> None:
    assert said(waiting(), YES) == "All waited for said yes: agreed."


def test_a_trial_is_tried() -> None:
    trial = Trial(until=LATER, measure="late handovers", review=LATER)
    assert said(waiting(trial=trial), YES).startswith("All waited for said yes. Being tried until 28 Mar")


def test_a_team_that_recommends_has_not_agreed_on_anything_that_holds() -> None:
    text = said(waiting(Terms(mandate=Mandate.RECOMMEND)), YES)
    assert text.startswith("All waited for said yes. This team recommends; others decide.")


def test_what_moves_nothing_says_that_it_stands_as_before() -> None:
    before = asked(worded(room(here=(ANA, LOU, MAX))), UP)
    assert said(before, late("up")) == "Written down. Now: Agreed by everyone asked."
    again = said(say(before, late("up")), late("sideways"))
    assert again == "Written down. As before: Agreed by everyone asked."


def test_why_it_was_reopened() -> None:
    before = asked(worded(room(here=(ANA, LOU, MAX))), UP)
    assert said(before, late("down")) == "Reopened: a late answer cannot support these words."
    terms = Terms(rule=RULES["everyone-yes"], scale=FOUR)
    agreed = {ANA: "agree", LOU: "agree", MAX: "agree"}
    before = asked(worded(room(terms, here=(ANA, LOU, MAX))), agreed)
    assert said(before, late("aside")) == "Reopened: with this late answer the rule is no longer met."
