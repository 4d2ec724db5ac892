"""A form is a value: each answer gives the next question, and the outcome comes at the end alone."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from ibps.core.stages.consensus import WordProposal
from ibps.ui.forms import Field, Form, Unclear
from tests.ui.kit import TODAY, begun, running


def whole(text: str) -> int:
    if not text.isdigit():
        raise Unclear("A whole number.")
    return int(text)


def form(*fields: Field) -> Form:
    return Form("Test", fields, lambda got: ("done", got))


def outcome(found: Form | Any) -> Mapping[str, Any]:
    assert isinstance(found, tuple) and found[0] == "done"
    got: Mapping[str, Any] = found[1]
    return got


def test_questions_come_in_order_and_the_outcome_last() -> None:
    asked = form(Field("who", "Who?"), Field("many", "How many?", whole))
    assert asked.field.name == "who"
    then = asked.answered("  Ana ")
    assert isinstance(then, Form) and then.field.name == "many" and then.title == "Test"
    assert outcome(then.answered("3")) == {"who": "Ana", "many": 3}
    # The form before is as it was: the same question can be answered again.
    assert asked.field.name == "who" and asked.answers == ()


@pytest.mark.parametrize("text", ["", "   ", "\n\t"])
def test_what_has_to_be_answered_cannot_be_skipped(text: str) -> None:
    with pytest.raises(Unclear, match="needs an answer"):
        form(Field("who", "Who?")).answered(text)


@pytest.mark.parametrize("text", ["", "   "])
def test_what_may_be_skipped_gives_none_without_being_read(text: str) -> None:
    assert outcome(form(Field("many", "How many?", whole, optional=True)).answered(text)) == {"many": None}


def test_a_wrong_answer_raises_what_the_reader_says() -> None:
    asked = form(Field("many", "How many?", whole))
    with pytest.raises(Unclear, match="A whole number"):
        asked.answered("three")
    assert outcome(asked.answered("3")) == {"many": 3}


def test_a_question_nobody_needs_is_left_out_and_answers_none() -> None:
    def wanted(got: dict[str, Any]) -> bool:
        return got["trial"] is not None

    fields = (
        Field("trial", "Until when?", optional=True),
        Field("measure", "What is measured?", when=wanted),
        Field("review", "Looked at when?", when=wanted),
        Field("reason", "Why?", optional=True),
    )
    then = form(*fields).answered("")
    assert isinstance(then, Form) and then.field.name == "reason"
    assert outcome(then.answered("")) == {"trial": None, "measure": None, "review": None, "reason": None}
    then = form(*fields).answered("May")
    assert isinstance(then, Form) and then.field.name == "measure"
    # Left out at the end, the outcome comes at once.
    assert outcome(form(*fields[:3]).answered("")) == {"trial": None, "measure": None, "review": None}


def test_nothing_is_done_before_the_last_answer() -> None:
    done: list[dict[str, Any]] = []
    asked = Form("Test", (Field("a", "A?"), Field("b", "B?")), done.append)
    then = asked.answered("1")
    assert isinstance(then, Form) and not done
    then.answered("2")
    assert done == [{"a": "1", "b": "2"}]


async def test_enter_pressed_ahead_of_a_question_takes_what_stands_there(tmp_path: Path) -> None:
    """Somebody fast must not blank the exclusions of a proposal by an Enter too many."""
    words = WordProposal(text="Rotate.", not_included=("nights",), starts=TODAY)
    async with running(tmp_path, *begun(words, stage="consensus")) as seen:
        await seen.verb("w", on="P1")
        entry = seen.app.room.entry
        entry.text = "Rotate on evenings."
        for _ in range(7):
            entry.submit()
        await seen.settle()
        two = seen.disk().proposals[0].versions[-1]
        assert two.text == "Rotate on evenings." and two.not_included == ("nights",) and two.starts == TODAY
