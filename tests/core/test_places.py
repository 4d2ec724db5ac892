"""Finding anything in a record by its number or a few words."""

from __future__ import annotations

import pytest

from ibps.core.numbers import LISTS, listed
from ibps.core.places import places
from ibps.core.record import Record
from ibps.core.stages.anytime import Park, Reword, TakeUp
from ibps.core.stages.checks import Answer
from ibps.core.stages.closing import AddAction, AddMeasure, AddMessage, GiveFeedback, ReadBackMinutes
from ibps.core.stages.interests import StateInterest
from ibps.core.stages.issue import SetScope, StateFact, TellStory, WordIssue
from ibps.core.stages.opening import NoteAffected
from ibps.core.stages.options import AddOption
from ibps.core.stages.standards import SetStandard
from tests.core.kit import opened, room, say, worded
from tests.core.walk import walk

SAID = (
    NoteAffected(who="night patients", asked_how="survey"),
    WordIssue(text="How can we share evenings?"),
    TellStory(party="M", text="nobody knew a plan existed"),
    StateFact(text="six people", source="roster"),
    SetScope(side="out", text="night pay"),
    StateInterest(party="L", text="Know who approves leave", position="more leads"),
    AddOption(text="Rotate monthly", came_from="suggestion box"),
    SetStandard(text="safe", yardstick="ratio table"),
    AddAction(text="post it", owners=(1,)),
    AddMeasure(text="evenings", pulls="payroll"),
    AddMessage(text="we try it"),
    Park(text="pay", forum="bargaining"),
    GiveFeedback(text="start on time", keep=False),
    ReadBackMinutes(),
)


def record() -> Record:
    return say(room(), *SAID).record


def names(text: str, of: Record | None = None) -> list[str]:
    return [place.name for place in places(of or record(), text)]


@pytest.mark.parametrize("text", ["I1", "i1", " i 1 ", "I01", "I1 v2"])
def test_a_spoken_number_is_that_thing_alone(text: str) -> None:
    assert names(text) == ["I1"]


def test_a_number_without_a_letter_is_everything_called_that() -> None:
    assert names("1") == ["person-1", "F1", "I1", "O1", "S1", "A1", "M1", "R1", "K1", "N1"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("approves", ["I1"]),
        ("LEAVE know", ["I1"]),
        ("more leads", ["I1"]),
        ("suggestion", ["O1"]),
        ("ratio", ["S1"]),
        ("payroll", ["M1"]),
        ("bargaining", ["K1"]),
        ("roster", ["F1"]),
        ("evenings", ["question", "M1"]),
        ("pay", ["out-0", "M1", "K1"]),
        ("survey", ["affected-0"]),
        ("nobody knew", ["story-0"]),
        ("start on", ["feedback-0"]),
        ("I9", []),
        ("zebra", []),
    ],
)
def test_words_are_looked_for_in_everything_said(text: str, found: list[str]) -> None:
    assert names(text) == found


def test_earlier_words_of_something_lead_to_it() -> None:
    again = say(room(), StateInterest(party="L", text="two leads"), Reword(number="I1", text="cover")).record
    assert names("two leads", again) == ["I1"] and places(again, "cover")[0].text == "cover"


def test_each_thing_is_where_it_is_shown() -> None:
    found = {place.name: (place.stage, place.row) for place in places(record())}
    assert found["I1"] == ("interests", "I1") and found["K1"] == ("closing", "K1")
    assert found["person-2"] == ("opening", "person-2") and found["question"] == ("issue", "question")
    assert found["N1"][0] == "minutes" and found["F1"] == ("issue", "F1")


def test_a_check_stands_with_its_words_and_how_people_answered_is_not_looked_through() -> None:
    asked = opened(worded(room()))
    answered = say(asked, Answer(check="C1", person=1, level="down", note="zebra", would_change="giraffe"))
    assert [(p.stage, p.row) for p in places(answered.record, "C1")] == [("consensus", "P1")]
    assert not places(answered.record, "zebra") and not places(answered.record, "giraffe")


def test_what_was_taken_up_is_still_found() -> None:
    assert names("pay K1", say(room(), Park(text="pay"), TakeUp(parked="K1")).record) == ["K1"]


@pytest.mark.parametrize("seed", range(6))
def test_whatever_carries_a_number_is_found_by_it_and_every_name_is_given_once(seed: int) -> None:
    *_, last = walk(seed, 250)
    whole = last.after.record
    for letter in LISTS:
        for item in listed(whole, letter):
            assert names(item.number, whole) == [item.number]
    every = names("", whole)
    assert len(set(every)) == len(every)
