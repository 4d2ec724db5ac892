"""Two questions in one: a room answers one of them and thinks it answered both."""

from __future__ import annotations

import re
from typing import Final

from ibps.core.wording.phrases import one_of

WAYS: Final = one_of(("in (?:a )?ways? that", "so that", "without", "while"))
"""What comes after these says what a good answer respects; it may well be two things."""

PAIRS: Final = re.compile(r"\bbetween\s+[\w-]+(?:\s+[\w-]+){0,2}?\s+and\b", re.I)

SECOND: Final = one_of(
    (
        "and (?!what (?:can|could|might|should|would) we (?:do|try|change)(?: about (?:it|this|that))?\\W*$)"
        "(?:how|what|who|when|where|why|which)",
        "and also",
        "as well as (?:improve|reduce|increase|make|lower|raise|keep|share|plan)",
        "and (?:improve|reduce|increase|make|lower|settle|decide|cut|fill|answer|handle)",
    )
)


def double(text: str) -> bool:
    """Whether the text may be two questions."""
    asked = PAIRS.sub("between", text)
    ways = WAYS.search(asked)
    head = asked[: ways.start()] if ways else asked
    return (
        text.rstrip().rstrip("?").count("?") > 0
        or SECOND.search(asked) is not None
        or len(re.findall(r"\band\b", head, re.I)) > 1
    )
