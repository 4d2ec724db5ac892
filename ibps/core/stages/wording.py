"""Hints on wording: plain looks at a sentence, never a judgment, never in the way.

The patterns follow the design's method page, "App checks" of the issue and interests stages.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from ibps.core.stages.kit import Hint

LOADED: Final = re.compile(
    r"\b(must|should|refus\w*|always|never|fail\w*|they|unfair\w*|lazy|bad|wrong|fault|blame\w*)\b", re.I
)
REMEDY: Final = re.compile(
    r"\b(hire|add(?:ing)?|stop|eliminate|fire|cancel|buy|replace|rotate|assign|"
    r"more (?:staff|people|nurses|money)|"
    r"(?:another|one|two|three|four|five|\d+)(?: more| extra| additional)? "
    r"(?:staff|people|nurses?|techs?|clerks?|leads?|beds?|positions?|aides?|assistants?))\b",
    re.I,
)
LONGEST_QUESTION: Final = 30
"""Words; beyond this a room can no longer hold the question in mind."""


def _names(text: str, people: tuple[str, ...]) -> list[str]:
    words = set(re.findall(r"[^\W\d_]+", text.casefold()))
    return [
        name for name in people if {part.casefold() for part in name.split()[:1] if len(part) > 2} & words
    ]


@lru_cache(maxsize=256)
def question_hints(text: str, people: tuple[str, ...] = ()) -> tuple[Hint, ...]:
    """What may need another look in a question."""
    found: list[Hint] = []
    if not text.rstrip().endswith("?"):
        found.append(Hint("no_question_mark"))
    if loaded := LOADED.search(text):
        found.append(Hint("loaded_word", {"word": loaded[0]}))
    if remedy := REMEDY.search(text):
        found.append(Hint("solution_inside", {"word": remedy[0]}))
    if len(text.split()) > LONGEST_QUESTION:
        found.append(Hint("too_long", {"number": str(len(text.split()))}))
    if len(re.findall(r"\band\b", text, re.I)) > 1 or text.count("?") > 1:
        found.append(Hint("two_issues"))
    if named := _names(text, people):
        found.append(Hint("names_person", {"names": ", ".join(named)}))
    return tuple(found)


@lru_cache(maxsize=4096)
def interest_hints(number: str, text: str, people: tuple[str, ...] = ()) -> tuple[Hint, ...]:
    """What may need another look in an interest."""
    found: list[Hint] = []
    if REMEDY.search(text) or re.match(r"(we|they) (want|need|demand) (a|an|the|more|to)\b", text, re.I):
        found.append(Hint("maybe_position", {"number": number, "text": text}, about=number))
    if named := _names(text, people):
        found.append(Hint("names_person", {"names": ", ".join(named), "number": number}, about=number))
    return tuple(found)
