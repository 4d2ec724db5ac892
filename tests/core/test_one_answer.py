"""(4) No act, no line and no field answers for several people; `tests/ui/test_check.py` has the keys."""

from __future__ import annotations

import json
from typing import Any

import pytest

from ibps.cli.parser import parser
from ibps.core.acts import ACTS, read_act
from ibps.core.errors import Refusal
from ibps.core.stages.checks import Answer

GIVES = {"Answer": "person", "AnswerBySlip": "party", "LateAnswer": "person"}
"""The acts that give an answer, and the field that says whose: of a slip, one slip of that party."""

ANSWER: dict[str, Any] = {"do": "Answer", "check": "C1", "person": 1, "level": "up"}


def test_few_acts_carry_an_answer_and_each_is_one_person_s() -> None:
    gives = {name for name, act in ACTS.items() if act.model_fields.keys() >= {"check", "level"}}
    assert gives == GIVES.keys()
    for name, field in GIVES.items():
        schema = ACTS[name].model_json_schema()["properties"]
        assert (
            schema[field]["type"] == ("string" if field == "party" else "integer")
            and schema["level"]["type"] == "string"
        )
        several = [key for key, one in schema.items() if one.get("type") in ("array", "object")]
        assert several == [], name


@pytest.mark.parametrize("person", [[1, 2], "1,2", "*", "all", True, None, {"1": "up"}, 1.5], ids=repr)
def test_an_answer_for_several_is_no_act(person: object) -> None:
    with pytest.raises(Refusal) as caught:
        read_act({**ANSWER, "person": person})
    assert caught.value.code == "bad_act"


@pytest.mark.parametrize("more", ["people", "persons", "everyone", "answers", "all"])
def test_no_field_says_for_whom_else(more: str) -> None:
    with pytest.raises(Refusal):
        read_act({**ANSWER, more: [2, 3]})


def test_a_list_of_answers_is_no_act() -> None:
    with pytest.raises(Refusal):
        read_act({"do": "Answer", "check": "C1", "person": 1, "level": ["up", "up"]})
    assert isinstance(read_act(json.loads(json.dumps(ANSWER))), Answer)


def test_no_word_of_the_command_line_answers() -> None:
    said = parser().format_help().casefold()
    for word in ("--answer", "--all", "--everyone", "--yes", "--agree"):
        assert word not in said
