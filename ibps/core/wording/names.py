"""A person of the meeting named in a text that should be about the work."""

from __future__ import annotations

import re


def named(text: str, people: tuple[str, ...]) -> tuple[str, ...]:
    """The people whose first name stands in the text; names of one or two letters are too often words."""
    words = set(re.findall(r"[^\W\d_]+", text.casefold()))
    return tuple(
        name for name in people if {part.casefold() for part in name.split()[:1] if len(part) > 2} & words
    )
