"""The journal in words: a sentence for every act, and nothing that was typed left out."""

from __future__ import annotations

import re
from typing import Any

import pytest
from pydantic import BaseModel

from ibps.core.acts import ACTS
from ibps.core.given import given
from ibps.core.told import TOLD
from ibps.report.history import happened, history
from tests.report.kit import ASKED, CHART, CLOSED, OPENED, journal


def test_every_act_has_its_sentence_and_every_sentence_its_act() -> None:
    assert set(TOLD) == set(ACTS)


UNTOLD = {
    "ReadBackMinutes": {"page", "edition"},
    "StartSession": {"edition"},
    "AttestMinutes": {"nonce"},
    "RecoverRecord": {"digest", "numbers"},
    "AnswerBySlip": {"level", "note", "would_change"},
}
"""A page is many lines, and stands under its number. What a slip says is counted, and told of nobody.
A random value tells nobody anything, and neither does a digest."""


@pytest.mark.parametrize("name", sorted(ACTS))
def test_a_sentence_names_every_field_of_its_act_and_no_other(name: str) -> None:
    named = set(re.findall(r"{(\w+)}", TOLD[name]))
    fields = set(ACTS[name].model_fields)
    assert named - {"gave"} == fields - UNTOLD.get(name, set())
    required = {field for field, known in ACTS[name].model_fields.items() if known.is_required()}
    outside = re.sub(r"\[[^]]*\]", "", TOLD[name])
    required -= UNTOLD.get(name, set())
    assert required <= set(re.findall(r"{(\w+)}", outside)), "a required field stands outside brackets"


def texts(value: Any) -> list[str]:
    if isinstance(value, BaseModel):
        return [text for field in type(value).model_fields for text in texts(getattr(value, field))]
    if isinstance(value, tuple):
        return [text for one in value for text in texts(one)]
    return [value] if type(value) is str and " " in value else []


def test_everything_typed_is_in_its_line() -> None:
    whole = journal([*OPENED, *CHART, *ASKED, CLOSED])
    for entry, one in zip(whole.entries[1:], list(happened(whole))[1:], strict=True):
        for text in texts(entry.act):
            if text != "answers on these words":
                assert text in one.text, one


@pytest.mark.parametrize(
    ("act", "line"),
    [
        ({"do": "StateInterest", "party": "L", "text": "Know"}, "I4 Labor: Know"),
        (
            {"do": "StateInterest", "party": "M", "text": "Know", "position": "No", "source": "assumed"},
            'I4 Management: Know (came from "No") (assumed)',
        ),
        ({"do": "SeatPerson", "name": "Bo", "party": "L"},
         "Bo is on the room list as number 3: Labor, member, decides"),
        ({"do": "ChangePerson", "person": 2, "role": "sponsor"},
         "The room list was changed for Dana, sponsor"),
        ({"do": "ChangeStandard", "standard": "S1", "must_have": False},
         "S1 was changed: no longer a must-have"),
        ({"do": "ChangeStandard", "standard": "S1", "yardstick": "law"}, "S1 was changed, yardstick law"),
        ({"do": "AddAction", "text": "Print", "owners": [1, 2], "due": "2026-04-01"},
         "A1 action: Print, owners Ana and Dana, by 1 Apr 2026"),
        ({"do": "AddMeasure", "text": "Days", "exists_today": False},
         "M1 measure: Days, does not exist today"),
        ({"do": "GiveFeedback", "text": "On time", "keep": False}, "To change: On time"),
        ({"do": "EnterStage", "stage": "issue", "reason": "a new fact"}, "Went to issue, because a new fact"),
        ({"do": "WordProposal", "text": "Words"}, 'P2 exact words: "Words"'),
        ({"do": "WordProposal", "proposal": "P1", "text": "W", "reason": "shorter"},
         'P1 next version, exact words: "W". Because shorter'),
        ({"do": "SetTerms", "terms": {"rule": {"name": "four-in-five", "percent": 80}}},
         "Terms: This team decides. Rule: Everyone here answers. At least 80 in 100 say yes. Nobody blocks "
         "or needs more. Each required party has a yes. Both co-chairs answer. Scale: Thumbs. Quorum: no "
         "number to meet, no number to decide, 1 from each required party. Without consensus, things stay "
         "as they are. Somebody who stands in for a member may speak; the member answers. "
         "Answers show at once."),
        ({"do": "StopSession", "kind": "not_ready", "reason": "heated"},
         "The session was stopped, not ready: heated"),
        ({"do": "Undo", "entry": 28}, "Entry 28 was taken back"),
    ],
)  # fmt: skip
def test_lines_read_as_people_say_it(act: dict[str, Any], line: str) -> None:
    assert list(happened(journal([*OPENED, *CHART, act])))[-1].text == line


def test_answers_are_told_by_name_in_the_scale_s_own_words() -> None:
    lines = [one.text for one in happened(journal([*OPENED, *CHART, *ASKED, CLOSED]))]
    assert lines[-3:] == [
        "Ana in C1: support",
        'Dana in C1: can live with it, "watch overtime"',
        "C1 was closed, gave D1",
    ]
    absent = [
        *OPENED,
        *CHART,
        *ASKED[:3],
        {"do": "Answer", "check": "C1", "person": 2, "level": "no_response"},
    ]
    assert list(happened(journal(absent)))[-1].text == "Dana in C1: no response"


def test_what_was_taken_back_is_marked_and_what_was_brought_back_is_not() -> None:
    idea = {"do": "AddOption", "text": "Rotate"}
    acts = [
        *OPENED,
        idea,
        idea,
        {"do": "Undo", "entry": 10},
        {"do": "Undo", "entry": 9},
        {"do": "Redo", "entry": 9},
    ]
    found = list(happened(journal(acts)))
    assert [one.n for one in found if not one.stands] == [10]
    lines = [line for line in history(journal(acts), 80).splitlines() if line[:4].strip()]
    assert len(lines) == len(acts)
    assert lines[9] == "  10  14 Mar 2026 13:09  (taken back) O2 option: Rotate"
    assert lines[8] == "   9  14 Mar 2026 13:08  O1 option: Rotate"


def test_numbers_given_are_those_that_were_not_there_before() -> None:
    before, after = journal(OPENED).record, journal([*OPENED, *CHART]).record
    assert given(None, before) == ("1", "2")
    assert given(before, after) == ("F1", "I1", "I2", "I3", "O1", "O2", "O3", "S1", "P1")
    assert given(after, after) == ()
