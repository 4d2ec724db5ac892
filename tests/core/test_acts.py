"""Acts as JSON: each reads back as itself, and what is none gets a sentence."""

import json
import typing
from typing import Any

import pytest

from ibps.core.acts import ACTS, read_act, write_act
from ibps.core.errors import Refusal
from ibps.core.stages.closing import ChangeAction, GiveFeedback
from ibps.core.stages.opening import ChangePerson, NameParty, StartSession
from ibps.core.stages.options import AddOption
from ibps.core.value import Act
from tests.core.walk import walk

NUMBERS = {"party", "letter", "raised_by", "proposal", "check", "number", "fact", "interest", "option"} | {
    "standard",
    "action",
    "measure",
    "parked",
    "decision",
    "minutes",
    "by",
    "nonce",
    "replaces",
    "digest",
}

SAID: dict[str, list[Act]] = {}
for _step in (step for seed in range(8) for step in walk(seed, 400)):
    SAID.setdefault(type(_step.act).__name__, []).append(_step.act)


@pytest.mark.parametrize("name", ACTS)
def test_every_act_reads_back_as_itself(name: str) -> None:
    for act in SAID[name]:
        data = write_act(act)
        assert next(iter(data)) == "do" and data["do"] == name
        assert read_act(json.loads(json.dumps(data))) == act


def test_names_are_those_of_the_classes() -> None:
    assert all(kind.__name__ == name for name, kind in ACTS.items())


@pytest.mark.parametrize("name", ACTS)
def test_no_text_of_an_act_is_endless(name: str) -> None:
    """20,000 characters at most, in every field that takes words, also where nothing may be said."""
    for field, info in ACTS[name].model_fields.items():
        kinds = {info.annotation, *typing.get_args(info.annotation)}
        if str not in kinds or field in NUMBERS:
            continue
        one = next((write_act(act) for act in SAID[name]), {})
        assert getattr(read_act({**one, field: "x" * 20_000}), field) == "x" * 20_000
        with pytest.raises(Refusal) as caught:
            read_act({**one, field: "x" * 20_001})
        assert caught.value.code == "bad_act", field


def test_only_empty_fields_are_left_out() -> None:
    assert write_act(AddOption(text="board")) == {"do": "AddOption", "text": "board"}
    assert write_act(GiveFeedback(text="x", keep=False)) == {"do": "GiveFeedback", "text": "x", "keep": False}
    assert write_act(NameParty(letter="L", name="Labor"))["required"] is True, (
        "a default with a meaning is written"
    )


@pytest.mark.parametrize(
    "act",
    [
        ChangePerson(person=1, speaks_for=""),
        ChangeAction(action="A1", owners=(), needs=""),
        NameParty(letter="L", name="Labor", required=False),
        StartSession(title="x", team="y", example=True),
    ],
)
def test_taking_something_away_is_said_too(act: Act) -> None:
    assert read_act(write_act(act)) == act


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ({}, "This act cannot be read: it has no name."),
        ({"do": 3}, "This act cannot be read: it has no name."),
        ({"do": "Vote"}, "This program does not know the act Vote. It may come from a newer version."),
        (
            {"do": "__class__"},
            "This program does not know the act __class__. It may come from a newer version.",
        ),
        ({"do": "AddOption"}, "AddOption cannot be read: text: field required."),
        (
            {"do": "AddOption", "text": " "},
            "AddOption cannot be read: text: string should have at least 1 character.",
        ),
        (
            {"do": "AddOption", "text": "x", "by": "Ana"},
            "AddOption says something this program does not know: by: extra inputs are not permitted. "
            "It may come from a newer version.",
        ),
        (
            {"do": "NameParty", "letter": "LL", "name": "x"},
            "NameParty cannot be read: letter: string should match pattern '^[A-Z]$'.",
        ),
    ],
)
def test_what_is_no_act_gets_a_sentence(data: dict[str, Any], said: str) -> None:
    with pytest.raises(Refusal) as caught:
        read_act(data)
    assert str(caught.value) == said
    assert caught.value.code in ("unknown_act", "unknown_part", "bad_act")


@pytest.mark.parametrize(
    "data",
    [
        {"do": "Arrive", "person": None},
        {"do": "Arrive", "person": "Ana"},
        {"do": "Arrive", "person": 1.5},
        {"do": "ReadAloud", "proposal": "P0"},
        {"do": "ReadAloud", "proposal": "p1"},
        {"do": "ReadAloud", "proposal": "P1\n"},
        {"do": "OpenSitting", "date": "14 March"},
        {"do": "RateOption", "option": "O1", "standard": "S1", "rating": "great"},
        {"do": "EnterStage", "stage": "voting"},
        {"do": "CombineOptions", "options": ["O1"] * 51, "text": "x"},
        {"do": "Answer", "check": "C1", "person": [1, 2, 3], "level": "up"},
        {"do": "AddOption", "text": "\ud800"},
        {"do": "AddOption", "text": "x" * 20_001},
    ],
)
def test_wrong_fields_are_refused_with_where_they_are(data: dict[str, Any]) -> None:
    with pytest.raises(Refusal) as caught:
        read_act(data)
    says = {"bad_act": "cannot be read: ", "unknown_part": "says something this program does not know: "}
    assert str(caught.value).startswith(f"{data['do']} {says[caught.value.code]}")
    assert "pydantic" not in str(caught.value) and len(str(caught.value)) < 400


def test_yes_is_nobody() -> None:
    """True is not person 1, whatever Python thinks."""
    with pytest.raises(Refusal):
        read_act({"do": "Arrive", "person": True})


def test_reading_leaves_the_data_alone() -> None:
    data = {"do": "AddOption", "text": "x"}
    read_act(data)
    assert data == {"do": "AddOption", "text": "x"}


def test_no_act_can_name_several_people_and_one_answer() -> None:
    """There is no bulk answer in the file format: an act with a level has one person."""
    with_level = [
        name for name, kind in ACTS.items() if "check" in kind.model_fields and "level" in kind.model_fields
    ]
    assert with_level == ["Answer", "AnswerBySlip", "LateAnswer"]
    whose = {name: "party" if name == "AnswerBySlip" else "person" for name in with_level}
    assert all(ACTS[name].model_fields[one].annotation in (int, str) for name, one in whose.items())
    assert not any("count" in ACTS[name].model_fields for name in with_level)


def test_acts_are_frozen() -> None:
    act = AddOption(text="x")
    with pytest.raises(ValueError, match="frozen"):
        setattr(act, "text", "y")  # noqa: B010  # the plain form is an error before it runs
