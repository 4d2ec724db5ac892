"""The journal as a list people can read: one line per entry, in order, what was taken back marked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from ibps.core.acts import Redo, Undo
from ibps.core.given import given
from ibps.core.journal import Journal, start
from ibps.core.sentences import day
from ibps.core.stages.opening import StartSession
from ibps.core.told import told
from ibps.report.wrap import wrap

TAKEN_BACK = "(taken back) "


@dataclass(frozen=True)
class Happened:
    """One entry in words. `at` has the zone it was written in; `stands` is False once it is taken back."""

    n: int
    at: datetime
    text: str
    stands: bool


def happened(journal: Journal) -> Iterator[Happened]:
    """Every entry of the journal in words, oldest first."""
    standing = {step.entry.n for step in journal.done}
    now: Journal | None = None
    for entry in journal.entries:
        before = now.record if now else None
        if now is None:
            assert isinstance(entry.act, StartSession)
            now = start(entry.act, entry.at)
        else:
            now = now.with_act(entry.act, entry.at)
        stands = entry.n == 1 or entry.n in standing or isinstance(entry.act, Undo | Redo)
        text = told(entry.act, now.record, given(before, now.record), journal.record)
        yield Happened(entry.n, entry.at, text, stands)


def history(journal: Journal, width: int) -> str:
    """One line per entry (wrapped): number, local time as written, what happened."""
    lines: list[str] = []
    for found in happened(journal):
        first = f"{found.n:>4}  {day(found.at.date()):>11} {found.at:%H:%M}  "
        mark = "" if found.stands else TAKEN_BACK
        lines += wrap(mark + found.text, width, first)
    return "\n".join([*lines, ""])
