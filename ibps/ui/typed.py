"""What is typed or pasted on the entry line: one thing a line, without bullets, and whose each line is.

```
L: Know who approves my leave       goes to Labor, whatever the line was set to
Fair share of late shifts           so does this: a line without a prefix goes where the one above went
M: Cover when someone is out        from here on, to Management
```
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import pairwise
from typing import NamedTuple

from ibps.core.record import Record

_BULLET = re.compile(r"[•◦▪●‣∙·]\s*(?=\S)")
_DASH = re.compile(r"[-*+–—]\s+(?=\S)")
_COUNT = re.compile(r"\(?(\d{1,3})[.)]\s+(?=\S)")


def parts(text: str) -> tuple[str, ...]:
    """Several things in one line, with ; between them."""
    return tuple(part.strip() for part in text.split(";") if part.strip())


class Allotted(NamedTuple):
    """Each line with the slot it goes to, and the slot of the last one, where the entry line stays."""

    lines: tuple[tuple[str, str], ...]
    slot: str


def several(text: str) -> tuple[str, ...]:
    """What was pasted or typed, one item a line, without blank lines, bullets and numbering.

    A dash before a single line and a number that counts nothing are words somebody typed, and stay.
    """
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    many, counted = len(lines) > 1, _counts(lines)
    return tuple(_bare(line, many, counted) for line in lines)


def _bare(line: str, many: bool, counted: bool) -> str:
    for mark, off in ((_BULLET, True), (_DASH, many), (_COUNT, counted)):
        found = mark.match(line) if off else None
        if found:
            return line[found.end() :]
    return line


def _counts(lines: list[str]) -> bool:
    """Whether the numbers before these lines count them: 1, 2, 3, and perhaps from 1 again."""
    numbers = [int(found[1]) for line in lines if (found := _COUNT.match(line))]
    runs_on = (now in (before + 1, 1) for before, now in pairwise(numbers))
    return len(numbers) > 1 and all(runs_on)


def allotted(text: str, slot: str, prefixes: Mapping[str, str]) -> Allotted:
    """The lines of a text, each with where it goes: where its prefix says, else where the one above went.

    Args:
        text: What was typed or pasted.
        slot: Where the first line goes if it has no prefix.
        prefixes: What may stand before a colon, in lower case, and the slot it means.
    """
    lines = []
    for line in several(text):
        before, colon, rest = line.partition(":")
        named = prefixes.get(before.strip().casefold()) if colon else None
        slot, words = (named, rest.strip()) if named is not None else (slot, line)
        if words:
            lines.append((slot, words))
    return Allotted(tuple(lines), slot)


def of_parties(record: Record, kind: str = "") -> dict[str, str]:
    """What stands for each party before a colon: its letter, or its name in full."""
    names = {party.name.casefold(): f"{kind}{party.letter}" for party in record.parties}
    return names | {party.letter.casefold(): f"{kind}{party.letter}" for party in record.parties}


def other_letter(record: Record, letter: str) -> str:
    """A letter to show as an example of a prefix: that of another party than this one."""
    return next((party.letter for party in record.parties if party.letter != letter), letter)
