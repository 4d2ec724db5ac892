"""docs/states.md names every state there is, where each stands and how it reads."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest

from ibps.core.answer import answer
from ibps.core.record.consensus import Condition, ProposalState, Trial
from ibps.core.record.decisions import Decision, DecisionState, Move
from ibps.core.record.terms import NO_ANSWER, RULES, YES, Answered, Mandate, Terms
from ibps.core.sentences import ANSWERS, MANDATES
from ibps.core.standing import SHOWN, Group, standing
from ibps.core.states import FIRST, MOVES
from tests.core.kit import ANA, LOU, MAX, MIA, asked, room, worded
from tests.docs.demo import NOW, TODAY, whole
from tests.docs.reading import ROOT, tables

PAGE = ROOT / "docs" / "states.md"
LATER = TODAY + timedelta(days=30)
DECISIONS = {row[0].strip("`"): row for row in tables(PAGE, "Decisions")}
GROUPS = {row[0].strip("`"): row for row in tables(PAGE, "Headings of the answer")}
ANSWERED = {row[0].strip("`"): row for row in tables(PAGE, "Answers")}


def moved(state: DecisionState) -> tuple[Move, ...]:
    """How a decision came to a state that only the follow-up gives."""
    acts = {
        DecisionState.IN_EFFECT: "InEffect",
        DecisionState.REOPENED: "ReviewTrial",
        DecisionState.REFUSED: "RecordApproval",
        DecisionState.SUPERSEDED: "Supersede",
        DecisionState.ENDED: "EndDecision",
    }
    act = acts.get(state)
    return (Move(act=act, to=state, on=TODAY, because="It is over.", at=NOW),) if act else ()


def decision(state: DecisionState) -> Decision:
    """A decision in this state, with everything any state asks for."""
    return Decision(
        number="D9",
        state=state,
        at=NOW,
        words="The words",
        sentence="The sentence.",
        waiting=(Condition(who="Clover Dale", due=LATER),),
        trial=Trial(until=LATER, measure="calls", review=LATER),
        party="M",
        owner="Hazel Brook",
        forum="the committee",
        due=LATER,
        moves=moved(state),
        superseded_by="D10",
    )


def reads_like(said: str, written: str) -> bool:
    """Whether a sentence is what the page writes with ... for what differs."""
    parts = [re.escape(part.strip()) for part in written.split("...")]
    return re.fullmatch(r".*?".join(parts), said) is not None


def test_every_state_of_a_decision_is_there_and_no_other() -> None:
    assert DECISIONS.keys() == {state.value for state in DecisionState}


@pytest.mark.parametrize("state", DecisionState)
def test_a_decision_reads_and_stands_as_the_page_says(state: DecisionState) -> None:
    now = standing(whole().record, decision(state), TODAY)
    _, reads, heading, _ = DECISIONS[state.value]
    assert SHOWN[now.group][1] == heading
    assert reads_like(now.reads, reads), now.reads
    assert f"`{now.state}`" in GROUPS[now.group.value][2]


def test_what_is_computed_is_where_the_page_says() -> None:
    after = LATER + timedelta(days=1)
    lapsed = standing(whole().record, decision(DecisionState.TENTATIVE), after)
    assert lapsed.state == "lapsed" and f"`{lapsed.state}`" in GROUPS[lapsed.group.value][2]
    for state in (DecisionState.ON_TRIAL, DecisionState.DEFERRED, DecisionState.REFERRED):
        late = standing(whole().record, decision(state), after)
        assert late.late and late.group is standing(whole().record, decision(state), TODAY).group


def test_by_whom_it_was_agreed_is_said_as_the_page_says() -> None:
    rows = [row[0] for row in tables(PAGE, "Agreed by whom")]
    everyone = dict.fromkeys((ANA, LOU, MAX, MIA), "up")
    minus_one = Terms(rule=RULES["consensus-minus-one"])
    for journal, answers, row in (
        (room(), everyone, 0),
        (room(here=(ANA, LOU, MAX)), {ANA: "up", LOU: "up", MAX: "up"}, 1),
        (room(minus_one), {**everyone, MIA: "down"}, 2),
    ):
        record = asked(worded(journal), answers).record
        reads = standing(record, record.decisions[-1], TODAY).reads
        assert [place for place, written in enumerate(rows) if reads_like(reads, written)] == [row], reads


def test_a_team_that_does_not_decide_says_so_where_the_page_says() -> None:
    rows = {row[0].strip("`"): row for row in tables(PAGE, "Where the team does not decide")}
    assert rows.keys() == {mandate.value for mandate in Mandate}
    everyone = dict.fromkeys((ANA, LOU, MAX, MIA), "up")
    for mandate in Mandate:
        record = asked(worded(room(Terms(mandate=mandate))), everyone).record
        now = standing(record, record.decisions[-1], TODAY)
        _, first, heading = rows[mandate.value]
        assert SHOWN[now.group][1] == heading
        decides = mandate is Mandate.DECIDE
        assert now.reads.startswith("Agreed by" if decides else f"{first} Agreed by"), now.reads
        assert decides or first == MANDATES[mandate.value]


def test_the_moves_on_the_page_are_those_of_the_table() -> None:
    rows = tables(PAGE, "Moves")
    said = [[re.findall(r"[\w()]+", cell.replace("`", "")) for cell in row] for row in rows]
    found = {(start[0], act[0]): set(to) for start, act, to in said}
    want = {("(new)", act): {state.value for state in states} for act, states in FIRST.items()}
    for act, starts in MOVES.items():
        for start, states in starts.items():
            want[start.value, act] = {state.value for state in states}
    assert found == want and len(said) == len(want)


def test_every_heading_is_there_with_its_symbol() -> None:
    assert {name: row[1] for name, row in GROUPS.items()} == {
        group.value: " ".join(SHOWN[group]) for group in Group
    }


def test_other_outcomes_stand_where_the_page_says() -> None:
    others = {row[0].strip("`"): row for row in tables(PAGE, "Other outcomes of a session")}
    assert others.keys() == {"worded", "checking", "withdrawn", "stopped"}
    for parts, state in ((5, "worded"), (6, "checking")):
        said = answer(whole(parts).record, date(2026, 3, 14))
        group = next(g for g in Group for item in said.group(g) if item.state == state)
        assert others[state][2] == SHOWN[group][1]
        assert f"`{state}`" in GROUPS[group.value][2]


def test_every_class_of_an_answer_is_there_and_only_two_are_a_yes() -> None:
    assert {name: row[1] for name, row in ANSWERED.items()} == {cls.value: ANSWERS[cls] for cls in Answered}
    for cls in Answered:
        said = ANSWERED[cls.value][2]
        assert (said == "yes") == (cls in YES)
        assert said.startswith("no answer") == (cls in NO_ANSWER)


def test_every_state_of_a_proposal_is_there() -> None:
    proposals = {row[0].strip("`") for row in tables(PAGE, "Proposals")}
    assert proposals == {state.value for state in ProposalState}
