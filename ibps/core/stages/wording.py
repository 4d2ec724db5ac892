"""Hints on wording, as the stages give them: never a judgment, never in the way.

The looks themselves are in `ibps.core.wording`. A screen asks for hints on every frame and a text says the
same in each, so every answer is kept.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from ibps.core.stages.kit import Hint
from ibps.core.wording.blame import blame
from ibps.core.wording.double import double
from ibps.core.wording.judging import judging
from ibps.core.wording.loose import loose
from ibps.core.wording.names import named
from ibps.core.wording.position import position
from ibps.core.wording.solution import solution
from ibps.core.wording.untestable import untestable

LONGEST_QUESTION: Final = 30
"""Words; beyond this a room can no longer hold the question in mind."""


@lru_cache(maxsize=256)
def question_hints(text: str, people: tuple[str, ...] = ()) -> tuple[Hint, ...]:
    """What may need another look in a question."""
    found: list[Hint] = []
    if not text.rstrip().endswith("?"):
        found.append(Hint("no_question_mark", text=text))
    if word := blame(text):
        found.append(Hint("loaded_word", {"word": word}, text=text))
    if word := solution(text):
        found.append(Hint("solution_inside", {"word": word}, text=text))
    if len(text.split()) > LONGEST_QUESTION:
        found.append(Hint("too_long", {"number": str(len(text.split()))}, text=text))
    if double(text):
        found.append(Hint("two_issues", text=text))
    if names := named(text, people):
        found.append(Hint("names_person", {"names": ", ".join(names)}, text=text))
    return tuple(found)


@lru_cache(maxsize=4096)
def interest_hints(number: str, text: str, people: tuple[str, ...] = ()) -> tuple[Hint, ...]:
    """What may need another look in an interest."""
    found: list[Hint] = []
    if word := position(text):
        found.append(Hint("maybe_position", {"number": number, "word": word}, about=number, text=text))
    if word := blame(text):
        found.append(Hint("loaded_word", {"number": number, "word": word}, about=number, text=text))
    if names := named(text, people):
        details = {"names": ", ".join(names), "number": number}
        found.append(Hint("names_person", details, about=number, text=text))
    return tuple(found)


@lru_cache(maxsize=1024)
def option_hints(number: str, text: str) -> tuple[Hint, ...]:
    """What may need another look in an option."""
    word = judging(text)
    return (Hint("judging", {"word": word}, about=number, text=text),) if word else ()


@lru_cache(maxsize=1024)
def standard_hints(number: str, text: str) -> tuple[Hint, ...]:
    """What may need another look in a standard that has no outside yardstick."""
    return (Hint("vague", {"number": number}, about=number, text=text),) if untestable(text) else ()


@lru_cache(maxsize=256)
def proposal_hints(number: str, version: int, text: str) -> tuple[Hint, ...]:
    """What may need another look in the exact words of a proposal."""
    word = loose(text)
    details = {"number": f"{number} v{version}", "word": word}
    return (Hint("loose_words", details, about=number, text=text),) if word else ()
