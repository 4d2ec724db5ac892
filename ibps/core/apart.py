"""Two versions of one session: what each has that the other has not, by entry. Nothing is merged."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from ibps.core.given import given
from ibps.core.journal import Journal, replay
from ibps.core.sentences import count
from ibps.core.told import told

NAMED: Final = 2
"""Entries told in one sentence; the others are counted, and stand in the list of both versions."""

LONGEST: Final = 48
"""Characters of an entry that are told there."""


@dataclass(frozen=True)
class Apart:
    """Both begin with `same` entries. What follows, of each, in words with its number before it."""

    same: int
    theirs: tuple[str, ...] = ()
    ours: tuple[str, ...] = ()
    missing: str = ""  # why there is no version of theirs, as a sentence
    by: str = ""  # who has taken the session over
    kept: str = ""  # the file ours is in, once it has one

    @property
    def what(self) -> str:
        """What happened, in a sentence."""
        if self.by:
            return f"{self.by} has taken this session over."
        return self.missing or "Somebody else changed the file."

    @property
    def says(self) -> str:
        """What happened, and what each has that the other has not."""
        there = _few(self.theirs, "there that {are} not here")
        here = _few(self.ours, "here that {are} not there")
        parts = "; ".join(part for part in (there, here) if part)
        return f"{self.what} {parts}." if parts else self.what


def apart(ours: Journal, theirs: Journal) -> Apart:
    """Where the two part, and what each says from there on."""
    same = first_difference(ours.entries, theirs.entries) - 1
    return Apart(same, tuple(_told(theirs, same)), tuple(_told(ours, same)))


def first_difference(ours: Sequence[object], theirs: Sequence[object]) -> int:
    """The number, from 1, of the first entry that is not the same in both or that only one has."""
    same = 0
    for one, other in zip(ours, theirs, strict=False):
        if one != other:
            break
        same += 1
    return same + 1


def _told(journal: Journal, since: int) -> Iterator[str]:
    now = replay(journal.entries[:since]) if since else None
    for entry in journal.entries[since:]:
        before = now.record if now else None
        now = now.with_act(entry.act, entry.at) if now else replay((entry,))
        yield f"{entry.n} “{told(entry.act, now.record, given(before, now.record), journal.record)}”"


def _few(entries: Sequence[str], where: str) -> str:
    if not entries:
        return ""
    more = f" and {len(entries) - NAMED} more" if len(entries) > NAMED else ""
    are = "is" if len(entries) == 1 else "are"
    counted = count(len(entries), "entry", "entries")
    told = ", ".join(_short(entry) for entry in entries[:NAMED])
    return f"{counted} {where.format(are=are)}: {told}{more}"


def _short(entry: str) -> str:
    return entry if len(entry) <= LONGEST else f"{entry[: LONGEST - 2].rstrip()}…”"
