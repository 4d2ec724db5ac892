"""Hints are right nine times in ten, on statements no rule was made for; and the page about it says so."""

from pathlib import Path

import pytest

from ibps.core.stages.kit import Hint
from tests.core.hints.__main__ import table
from tests.core.hints.measured import MEASURED, Measured, score
from tests.core.hints.statements import PARTS, Part, part

GOAL = 0.9
PAGE = Path(__file__).parents[3] / "docs" / "hints.md"
EACH = pytest.mark.parametrize("one", MEASURED, ids=lambda one: f"{one.stage}-{one.code}")


@EACH
@pytest.mark.parametrize("which", ["measuring", "later"])
def test_a_hint_is_right_nine_times_in_ten(one: Measured, which: Part) -> None:
    got = score(one, part(which))
    assert got.right, "a hint that is never given is never wrong"
    assert got.precision >= GOAL, (
        f"precision {got.precision:.2f}, recall {got.recall:.2f}, wrong: {got.wrong}"
    )


@EACH
def test_the_half_that_rules_are_built_on_holds_no_surprise(one: Measured) -> None:
    got = score(one, part("building"))
    assert got.precision >= GOAL and got.recall >= 0.8, (got.wrong, got.missed)


def test_there_are_enough_statements_and_each_is_there_once() -> None:
    texts = [text.casefold() for which in PARTS for many in part(which).values() for text in many]
    assert len(texts) >= 320 and len(set(texts)) == len(texts)
    kinds = {kind for one in MEASURED for kind in (*one.right, *one.wrong)}
    for which in PARTS:
        assert kinds <= {kind for kind, many in part(which).items() if many}


def test_a_score_counts_what_was_right_wrong_and_missed() -> None:
    def hints(text: str) -> tuple[Hint, ...]:
        return (Hint("odd"),) if "x" in text else ()

    texts = {"good": ("ax", "bx", "c", "d"), "bad": ("e", "fx"), "other": ("gx",)}
    got = score(Measured("issue", "odd", hints, ("good",), ("bad",)), texts)
    assert (got.right, got.missed, got.wrong) == (("ax", "bx"), ("c", "d"), ("fx",))
    assert (got.precision, got.recall) == (2 / 3, 0.5)


@EACH
def test_a_hint_given_always_would_not_pass(one: Measured) -> None:
    """Or the statements would say nothing about precision."""
    always = Measured(one.stage, one.code, lambda _: (Hint(one.code),), one.right, one.wrong)
    assert score(always, part("measuring")).precision < GOAL


def test_the_page_says_the_figures_as_they_are() -> None:
    page = PAGE.read_text("utf-8").splitlines()
    assert [line for line in table() if line not in page] == []
