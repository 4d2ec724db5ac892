"""How often each kind of hint is right, and how many it misses, on statements that say what they are."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from ibps.core.stages import wording
from ibps.core.stages.kit import Hint

Hints = Callable[[str], tuple[Hint, ...]]


@dataclass(frozen=True)
class Measured:
    """One kind of hint: where it is given, for which kinds of statement it is right, for which it is wrong.

    A kind in neither is left out, because it may rightly be both: a blaming question often holds an answer.
    """

    stage: str
    code: str
    hints: Hints
    right: tuple[str, ...]
    wrong: tuple[str, ...]

    def given(self, text: str) -> bool:
        """Whether the hint is given for a text."""
        return self.code in {hint.code for hint in self.hints(text)}


@dataclass(frozen=True)
class Score:
    """What one kind of hint did: texts it was right about, those it missed, and those it was wrong about."""

    right: tuple[str, ...]
    missed: tuple[str, ...]
    wrong: tuple[str, ...]

    @property
    def precision(self) -> float:
        """Of the hints given, the share that was right; 0 where none was given."""
        given = len(self.right) + len(self.wrong)
        return len(self.right) / given if given else 0.0

    @property
    def recall(self) -> float:
        """Of the texts that wanted the hint, the share that got it."""
        wanted = len(self.right) + len(self.missed)
        return len(self.right) / wanted if wanted else 0.0


def _interest(text: str) -> tuple[Hint, ...]:
    return wording.interest_hints("I1", text)


def _option(text: str) -> tuple[Hint, ...]:
    return wording.option_hints("O1", text)


def _standard(text: str) -> tuple[Hint, ...]:
    return wording.standard_hints("S1", text)


def _proposal(text: str) -> tuple[Hint, ...]:
    return wording.proposal_hints("P1", 1, text)


MEASURED: Final = (
    Measured("issue", "solution_inside", wording.question_hints, ("solution",), ("question", "double")),
    Measured("issue", "loaded_word", wording.question_hints, ("loaded",), ("question", "solution", "double")),
    Measured("issue", "two_issues", wording.question_hints, ("double",), ("question", "solution")),
    Measured(
        "interests",
        "maybe_position",
        _interest,
        ("position",),
        ("interest", "fact", "question", "standard", "loaded"),
    ),
    Measured(
        "interests", "loaded_word", _interest, ("loaded",), ("interest", "position", "fact", "standard")
    ),
    Measured("options", "judging", _option, ("judging",), ("position", "proposal", "vague_proposal")),
    Measured("standards", "vague", _standard, ("vague_standard",), ("standard",)),
    Measured("consensus", "loose_words", _proposal, ("vague_proposal",), ("proposal",)),
)


def score(one: Measured, texts: Mapping[str, tuple[str, ...]]) -> Score:
    """What one kind of hint does with these statements."""
    wanted = [text for kind in one.right for text in texts[kind]]
    unwanted = [text for kind in one.wrong for text in texts[kind]]
    return Score(
        right=tuple(text for text in wanted if one.given(text)),
        missed=tuple(text for text in wanted if not one.given(text)),
        wrong=tuple(text for text in unwanted if one.given(text)),
    )
