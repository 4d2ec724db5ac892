"""Stages that may need another look: a pure function of the journal, over when it is over and not by time."""

from __future__ import annotations

import random
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta

import pytest

from ibps import guide
from ibps.core.acts import Redo, Undo
from ibps.core.another_look import another_look
from ibps.core.errors import Refusal
from ibps.core.journal import Journal, replay
from ibps.core.record.decisions import DecisionState
from ibps.core.record.items import Meets
from ibps.core.record.terms import Terms
from ibps.core.stages.anytime import BringBack, EnterStage, Park, Reword, SetAside
from ibps.core.stages.closing import AddAction, ReadBackMinutes
from ibps.core.stages.consensus import DraftStraw, WordProposal
from ibps.core.stages.followup import EndDecision
from ibps.core.stages.interests import StateInterest
from ibps.core.stages.issue import WordIssue
from ibps.core.stages.opening import AgreeTerms, SetTerms
from ibps.core.stages.options import AddOption, CombineOptions, LinkOption, SplitOption
from ibps.core.stages.standards import ChangeStandard, RateOption, SetStandard
from ibps.core.value import Act
from tests.core.kit import ANA, DAY, LOU, MAX, MIA, asked, room, say, worded
from tests.core.walk import Walked, walk

ASKED = WordIssue(text="How can we share evenings?")
NEEDS = (StateInterest(party="L", text="Know who"), StateInterest(party="M", text="Cover"))
IDEAS = (AddOption(text="Rotate"), AddOption(text="Swap"))
LINKS = (LinkOption(option="O1", interest="I1"), LinkOption(option="O2", interest="I2"))
HELD = (
    SetStandard(text="Safe"),
    RateOption(option="O1", standard="S1", rating=Meets.MEETS),
    RateOption(option="O2", standard="S1", rating=Meets.PARTLY),
)
WORDS = WordProposal(text="Rotate on evenings.", options=("O1",))
FULL = (ASKED, *NEEDS, *IDEAS, *LINKS, *HELD, WORDS)


def after(*acts: Act) -> Journal:
    return say(room(), AgreeTerms(), *acts)


def marks(journal: Journal) -> dict[str, list[tuple[str, str, str]]]:
    """By stage: code, what it is about, what it names."""
    return {
        stage: [(h.code, h.about, h.details.get("names", "")) for h in hints]
        for stage, hints in another_look(journal).items()
    }


def go(*stages: str) -> tuple[EnterStage, ...]:
    return tuple(EnterStage.model_validate({"stage": stage}) for stage in stages)


def test_a_meeting_that_only_goes_forward_has_no_marks() -> None:
    journal = room()
    for act in (AgreeTerms(), *FULL):
        journal = say(journal, act)
        assert marks(journal) == {}, act


CHANGES: list[tuple[Act, dict[str, list[tuple[str, str, str]]]]] = [
    (
        WordIssue(text="How can we share nights?"),
        {"interests": [("question", "", "I1 and I2")], "consensus": [("question_words", "P1", "")]},
    ),
    (
        Reword(number="I1", text="Know whom to ask"),
        {"options": [("linked_changed", "O1", "I1 was")], "consensus": [("worded_changed", "P1", "I1 was")]},
    ),
    (Reword(number="I2", text="Cover on time"), {"options": [("linked_changed", "O2", "I2 was")]}),
    (
        SetAside(number="I1", reason="the same as I2"),
        {"options": [("linked_gone", "O1", "I1 was")], "consensus": [("worded_gone", "P1", "I1 was")]},
    ),
    (
        StateInterest(party="L", text="Rest"),
        {"options": [("linked_added", "", "I3 was")], "consensus": [("worded_added", "P1", "I3 was")]},
    ),
    (
        Reword(number="O1", text="Rotate weekly"),
        {"standards": [("rated_reworded", "O1", "")], "consensus": [("worded_changed", "P1", "O1 was")]},
    ),
    (Reword(number="O2", text="Swap once"), {"standards": [("rated_reworded", "O2", "")]}),
    (SetAside(number="O1", reason="no"), {"consensus": [("worded_gone", "P1", "O1 was")]}),
    (
        CombineOptions(options=("O1", "O2"), text="Both"),
        {
            "standards": [("rated_combined", "O3", "O1 and O2 were")],
            "consensus": [("worded_gone", "P1", "O1 was")],
        },
    ),
    (AddOption(text="Third"), {"standards": [("option_added", "O3", "")]}),
    (
        Reword(number="S1", text="Safe for patients"),
        {
            "standards": [("standard_changed", "S1", "O1 and O2")],
            "consensus": [("worded_changed", "P1", "S1 was")],
        },
    ),
    (
        ChangeStandard(standard="S1", must_have=True),
        {
            "standards": [("standard_changed", "S1", "O1 and O2")],
            "consensus": [("worded_changed", "P1", "S1 was")],
        },
    ),
    (SetStandard(text="Cheap"), {"standards": [("standard_added", "S2", "")]}),
    (SetTerms(terms=Terms(standards_first=True)), {"opening": [("terms", "", "")]}),
    (SetTerms(terms=Terms()), {}),
    (ASKED, {}),
    (EnterStage(stage="issue"), {}),
]


@pytest.mark.parametrize(("act", "want"), CHANGES, ids=range(len(CHANGES)))
def test_each_change_marks_what_rests_on_it_and_nothing_else(
    act: Act, want: dict[str, list[tuple[str, str, str]]]
) -> None:
    before = after(*FULL)
    changed = say(before, act)
    assert marks(changed) == want
    if act.takes_back:
        taken = say(changed, Undo(entry=changed.entries[-1].n))
        assert marks(taken) == {}, "taking the change back takes the mark away"
        assert marks(say(taken, Redo(entry=changed.entries[-1].n))) == want


def test_every_reason_has_words_with_every_part_filled_in() -> None:
    words = guide.load("anywhere").coded("Another look")
    seen = set()
    for act, _ in CHANGES:
        for hints in another_look(say(after(*FULL), act)).values():
            for hint in hints:
                seen.add(hint.code)
                assert "{" not in words[hint.code].format(**hint.details)
    assert set(words) - seen == {"decision_fell"}


@pytest.mark.parametrize(("stage", "act"), [
    ("interests", WordIssue(text="How can we share nights?")),
    ("options", Reword(number="I1", text="Know whom to ask")),
    ("standards", Reword(number="O2", text="Swap once")),
    ("consensus", Reword(number="O1", text="Rotate weekly")),
    ("opening", SetTerms(terms=Terms(standards_first=True))),
])  # fmt: skip
def test_it_is_over_once_the_meeting_has_been_there_and_gone_on(stage: str, act: Act) -> None:
    later = {"opening": "issue", "interests": "options", "options": "standards", "standards": "consensus"}
    changed = say(after(*FULL), *go("closing"), act)
    assert stage in marks(changed)
    assert stage in marks(say(changed, Park(text="Pay"), minutes=60 * 24 * 400)), "never by time"
    there = say(changed, *go(stage))
    assert stage in marks(there), "being there is not yet having looked"
    if stage != "opening":
        back = say(there, *go("opening"))
        assert stage in marks(back), "going back is not going on"
    on = say(there, *go(later.get(stage, "closing")))
    assert stage not in marks(on)
    assert set(marks(on)) == set(marks(changed)) - {stage}, "the others wait"


def test_what_was_gone_on_from_before_the_change_does_not_count() -> None:
    journal = say(after(*FULL), *go("options", "standards", "interests"))
    assert "options" in marks(say(journal, Reword(number="I1", text="Know whom to ask")))


@pytest.mark.parametrize(("change", "again", "stage"), [
    (Reword(number="I1", text="Whom to ask"), Reword(number="O1", text="Rotate weekly"), "options"),
    (SetAside(number="I1", reason="no"), BringBack(number="I1"), "options"),
    (SetAside(number="O1", reason="no"), BringBack(number="O1"), "consensus"),
    (Reword(number="O1", text="Weekly"), RateOption(option="O1", standard="S1", rating=Meets.FAILS),
     "standards"),
    (StateInterest(party="L", text="Rest"), LinkOption(option="O2", interest="I3"), "options"),
    (Reword(number="O1", text="Weekly"), WordProposal(text="Weekly.", proposal="P1", options=("O1",)),
     "consensus"),
    (SetTerms(terms=Terms(standards_first=True)), AgreeTerms(), "opening"),
])  # fmt: skip
def test_it_is_over_once_it_was_said_anew(change: Act, again: Act, stage: str) -> None:
    changed = say(after(*FULL), change)
    assert stage in marks(changed)
    assert stage not in marks(say(changed, again))


def test_an_idea_kept_early_does_not_ask_for_another_look() -> None:
    """Solutions voiced while interests are listed go to the idea bank; nothing was linked yet."""
    assert marks(after(ASKED, IDEAS[0], *NEEDS, IDEAS[1])) == {}


def test_a_draft_is_looked_at_again_like_exact_words() -> None:
    draft = DraftStraw(text="Rotate", options=("O1",))
    journal = after(*FULL[:-1], draft, Reword(number="O1", text="Weekly"))
    assert marks(journal)["consensus"] == [("worded_changed", "P1", "O1 was")]


def test_taken_apart_again_is_no_longer_in_play() -> None:
    whole = (CombineOptions(options=("O1", "O2"), text="Both"), WordProposal(text="Both.", options=("O3",)))
    journal = after(ASKED, *NEEDS, *IDEAS, *LINKS, *whole)
    assert marks(journal) == {}
    assert marks(say(journal, SplitOption(option="O3"))) == {
        "consensus": [("worded_gone", "P1", "O3 was")],
    }


def decided() -> Journal:
    journal = asked(worded(after(*FULL[:-1]), options=("O1",)), dict.fromkeys((ANA, LOU, MAX, MIA), "up"))
    assert journal.record.decisions[0].state is DecisionState.AGREED
    return journal


def test_words_that_were_decided_stay_as_they_are() -> None:
    journal = say(decided(), Reword(number="O1", text="Weekly"), WordIssue(text="How else?"))
    assert "consensus" not in marks(journal)


def test_actions_of_a_decision_that_no_longer_stands() -> None:
    journal = say(decided(), AddAction(text="Post the roster"))
    assert marks(journal) == {}
    ended = say(journal, *go("closing"), EndDecision(decision="D1", because="it did not work", on=DAY))
    assert marks(ended) == {"closing": [("decision_fell", "", "A1")]}
    assert marks(say(ended, ReadBackMinutes())) == {}, "the page was read with the reason on the screen"
    assert marks(say(ended, AddAction(text="Take it down")))["closing"] == [("decision_fell", "", "A1")]


# random meetings

SEEDS = range(6)
PLAIN = ("Reword", "SetAside", "WordIssue", "SetTerms", "ChangeStandard", "CombineOptions", "SplitOption",
         "StateInterest", "AddOption", "SetStandard", "Redo", "EndDecision", "Supersede", "ReviewTrial",
         "LateAnswer", "RecordApproval")  # fmt: skip
"""Acts after which something that was there before may need another look."""


def walked() -> Iterator[Walked]:
    for seed in SEEDS:
        yield from walk(seed, 120)


def test_random_meetings_are_marked_by_what_stands_alone() -> None:
    marked = 0
    for step in walked():
        if step.refused is not None:
            continue
        now, before = another_look(step.after), another_look(step.before)
        numbers = str(step.after.record)
        for hints in now.values():
            for hint in hints:
                assert not hint.about or f"number='{hint.about}'" in numbers
        new = set(now) - set(before)
        name = type(step.act).__name__
        if not isinstance(step.act, Undo):
            assert not new or name in PLAIN, f"{name} marked {new}"
        marked += bool(now)
        if name in PLAIN and step.after.undoable and step.after.undoable.n == step.after.entries[-1].n:
            back = step.after.with_act(Undo(entry=step.after.entries[-1].n), step.at + timedelta(seconds=1))
            assert another_look(back) == before, f"{name} taken back left something"
    assert marked > 40


def test_taking_back_step_by_step_gives_the_marks_of_each_step() -> None:
    """Many changes on top of each other, in any order, and all of them taken back again."""
    rng, most = random.Random(8), 0
    for _ in range(20):
        journal = after(*FULL)
        known = [(journal, another_look(journal))]
        for _ in range(12):
            act = rng.choice([act for act, _ in CHANGES if act.takes_back] + [*LINKS, *HELD, WORDS])
            with suppress(Refusal):
                journal = say(journal, act)
                known.append((journal, another_look(journal)))
                most = max(most, sum(map(len, known[-1][1].values())))
        for before, marked in reversed(known[:-1]):
            entry = journal.undoable
            assert entry is not None
            journal = say(journal, Undo(entry=entry.n))
            assert another_look(journal) == marked
            assert len(journal.done) == len(before.done)
    assert most > 8


def test_the_same_journal_gives_the_same_marks() -> None:
    for seed in SEEDS:
        *_, last = walk(seed, 120)
        assert another_look(replay(last.after.entries)) == another_look(last.after)
        later = replace(last.after, entries=())  # what was entered in vain has no part in it
        assert another_look(later) == another_look(last.after)
