"""From the lines of a journal to what they add up to: all of them, or all before the first not known here."""

from __future__ import annotations

import time
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any, Final, NamedTuple

from ibps.core.acts import read_act
from ibps.core.cuts import with_cut
from ibps.core.errors import Refusal, Unreadable
from ibps.core.journal import Entry, Journal, replay
from ibps.core.plain import brief
from ibps.core.record.cut import CutKind
from ibps.store.parts import NEWER, RECOVER, shown

FROM_LATER: Final = ("unknown_act", "unknown_part", "newer_edition")
"""Refusals that say: not damaged, but in words of a newer version."""

PATIENCE: Final = 20.0
"""Seconds one journal may take to be replayed. A real one takes far less than one; others are made up."""

LONGEST: Final = 300
"""Characters of what a journal says that are repeated in a sentence about it."""


class UpTo(NamedTuple):
    """What the lines up to `place` add up to; `why` is what stood in the way there, None at their end."""

    journal: Journal | None
    place: int
    why: Refusal | None = None
    slow: bool = False


def replayed(lines: Iterable[Any], before: Journal | None = None) -> UpTo:
    """The journal of these lines up to the first that cannot be; `before` is what came in front of them."""
    journal, until = before, time.monotonic() + PATIENCE
    place = begun = len(before.entries) if before else 0
    for place, line in enumerate(lines, begun + 1):
        try:
            entry = entry_of(line, place)
            journal = journal.with_act(entry.act, entry.at) if journal else replay([entry])
        except Refusal as refusal:
            return UpTo(journal, place, refusal)
        if time.monotonic() > until:
            return UpTo(journal, place, slow=True)
    return UpTo(journal, place)


@dataclass(frozen=True)
class Known:
    """What can be read of a journal. `unknown` is a sentence on the first entry not known here, or ""."""

    journal: Journal
    unknown: str = ""

    def to_show(self, also: str = "") -> Journal:
        """The journal for reading: one that breaks off says so in everything made from its record."""
        if not self.unknown and not also:
            return self.journal
        last = self.journal.entries[-1]
        record = with_cut(self.journal.record, last.n, CutKind.UNKNOWN, last.at)
        return replace(self.journal, record=record)


def known(path: Path, lines: list[Any], before: Journal | None = None) -> Known:
    """The journal of these lines; `before` is what the first of them add up to. `Unreadable` where none is.

    An act or a field of a newer version ends it there. Anything else that cannot be is damage: the file is
    then not opened at all.
    """
    journal, place, why, slow = replayed(lines[len(before.entries) if before else 0 :], before)
    if slow:
        said = f"Its journal takes too long to read: in {PATIENCE:.0f} seconds only to entry {place}."
        raise Unreadable(str(path), said, "Name a session file.")
    if why is not None and (why.code not in FROM_LATER or journal is None):
        what_next = NEWER if why.code in FROM_LATER else RECOVER
        raise Unreadable(str(path), f"In entry {place}: {brief(str(why), LONGEST)}", what_next)
    if journal is None:
        raise Unreadable(str(path), f"In the journal: {Refusal('not_started')}", RECOVER)
    if why is None:
        return Known(journal)
    after = len(lines) - place
    more = f", nor {'is the one' if after == 1 else f'are the {after}'} after it" if after else ""
    return Known(journal, f"In entry {place}: {brief(str(why), LONGEST)} That entry is not shown here{more}.")


def entry_of(line: Any, place: int) -> Entry:
    """The entry in a line, or a `Refusal`. `place` is which one it has to be."""
    entry = f"entry {place}"
    if not isinstance(line, dict) or not {"n", "at", "act"} <= set(line) or not isinstance(line["act"], dict):
        raise Refusal("bad_act", act=entry, fault="it should hold n, at and act")
    if line["n"] != place or isinstance(line["n"], bool):
        plain = isinstance(line["n"], int) and abs(line["n"]) < 10**9
        number = f"its number is {line['n']}" if plain else "it has no number"
        raise Refusal("bad_act", act=entry, fault=number)
    try:
        at = datetime.fromisoformat(line["at"])
    except (TypeError, ValueError):
        at = None
    if at is None or at.tzinfo is None:
        raise Refusal("bad_act", act=entry, fault="its time cannot be read")
    if more := set(line) - {"n", "at", "act"}:
        raise Refusal("unknown_part", act=f"Entry {place}", what=", ".join(sorted(map(shown, more))[:3]))
    return Entry(place, at, read_act(line["act"]))
