"""Issue: stories, facts, one question in versions, scope and route."""

import pytest

from ibps.core.record.issue import FactStatus, Raised, Route
from ibps.core.stages.anytime import Reword
from ibps.core.stages.issue import (
    AgreeIssue,
    SetRoute,
    SetScope,
    SettleFact,
    StateFact,
    TellStory,
    WordIssue,
    done,
    hints,
)
from ibps.core.value import Act
from tests.core.kit import LATER, codes, refused, room, say, ticked

GOOD = "How can we hand over work between shifts so that everyone leaves on time?"


def test_stories_keep_their_party() -> None:
    journal = say(
        room(), TellStory(party="L", text="We stay late."), TellStory(party="M", text="Gaps happen.")
    )
    stories = [(story.party, story.text) for story in journal.record.issue.stories]
    assert stories == [("L", "We stay late."), ("M", "Gaps happen.")]


def test_new_words_are_a_version_and_earlier_ones_stay() -> None:
    journal = say(
        room(), WordIssue(text="Who is late?"), AgreeIssue(party="L"), WordIssue(text=GOOD, reason="fairer")
    )
    first, second = journal.record.issue.wordings
    assert (first.version, first.text, first.ok) == (1, "Who is late?", ("L",))
    assert (second.version, second.text, second.reason, second.ok) == (2, GOOD, "fairer", ())
    assert journal.record.issue.question == second


def test_each_party_says_ok_once_to_each_wording() -> None:
    journal = say(room(), WordIssue(text=GOOD), AgreeIssue(party="L"))
    assert refused(journal, AgreeIssue(party="L")).code == "already_ok"
    journal = say(journal, AgreeIssue(party="M"))
    question = journal.record.issue.question
    assert question and question.ok == ("L", "M")
    again = say(journal, WordIssue(text="Another?"))
    assert say(again, AgreeIssue(party="L")).record.issue.question != again.record.issue.question


@pytest.mark.parametrize(
    ("act", "code"),
    [
        (AgreeIssue(party="L"), "no_question"),
        (AgreeIssue(party="Q"), "no_such_party"),
        (TellStory(party="Q", text="x"), "no_such_party"),
        (SettleFact(fact="F1", status=FactStatus.AGREED), "no_such_number"),
        (SetRoute(raised_by="Q"), "no_such_party"),
    ],
)
def test_what_the_issue_refuses(act: Act, code: str) -> None:
    assert refused(room(), act).code == code


def test_settling_a_fact_keeps_what_is_not_said_again() -> None:
    fact = StateFact(text="12 late handovers in May", source="the log", brings="Lou", due=LATER)
    journal = say(room(), fact, SettleFact(fact="F1", status=FactStatus.AGREED))
    settled = journal.record.issue.facts[0]
    assert (settled.status, settled.source, settled.brings, settled.due) == (
        FactStatus.AGREED,
        "the log",
        "Lou",
        LATER,
    )


def test_a_reworded_fact_is_no_longer_the_one_that_was_agreed() -> None:
    journal = say(room(), StateFact(text="12 in May", status=FactStatus.AGREED))
    fact = say(journal, Reword(number="F1", text="120 in May")).record.issue.facts[0]
    assert (fact.text, fact.earlier) == ("120 in May", ("12 in May",))
    assert fact.status is not FactStatus.AGREED


def test_scope_and_route() -> None:
    journal = say(
        room(),
        SetScope(side="in", text="handover"),
        SetScope(side="out", text="pay"),
        SetRoute(route=Route.SAFETY, raised=Raised.FLOOR, raised_by="L"),
    )
    issue = journal.record.issue
    assert (issue.scope_in, issue.scope_out) == (("handover",), ("pay",))
    assert (issue.route, issue.raised, issue.raised_by) == (Route.SAFETY, Raised.FLOOR, "L")


def test_ticks() -> None:
    assert not any(ticked(done(room().record)).values())
    journal = say(
        room(),
        WordIssue(text=GOOD),
        TellStory(party="L", text="a"),
        TellStory(party="M", text="b"),
        StateFact(text="c", brings="Lou", due=LATER),
        AgreeIssue(party="L"),
    )
    assert ticked(done(journal.record)) == {
        "question_worded": True,
        "every_story_told": True,
        "facts_sorted": True,
        "every_party_ok": False,
    }
    assert ticked(done(say(journal, AgreeIssue(party="M"), StateFact(text="d")).record)) == {
        "question_worded": True,
        "every_story_told": True,
        "facts_sorted": False,
        "every_party_ok": True,
    }


@pytest.mark.parametrize(
    ("question", "found"),
    [
        (GOOD, []),
        ("We talk about shifts", ["no_question_mark"]),
        ("Why does management always fail?", ["loaded_word"]),
        ("How can we hire two nurses?", ["solution_inside"]),
        ("How can we cover leave and rest and pay?", ["two_issues"]),
        ("How can Ana be on time?", ["names_person"]),
        (" ".join(["work"] * 40) + "?", ["too_long"]),
    ],
)
def test_hints_on_the_question(question: str, found: list[str]) -> None:
    assert codes(hints(say(room(), WordIssue(text=question)).record)) == found


def test_no_question_no_hint() -> None:
    assert hints(room().record) == ()
