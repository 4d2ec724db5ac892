"""What is new on a view since it was last looked at, as lines to be heard: one for each thing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from ibps.core.glimpse import Glimpse
from ibps.core.record import Record
from ibps.core.timer import LAST, OVER, time_left
from ibps.ui.aloud import foot, head, page, row_lines, time_lines
from ibps.ui.followed import BLANKED, covered_by
from ibps.ui.projected import projected
from ibps.ui.view import Look, Sheet

Shown = tuple[Look, Sheet, Record]
"""What is looked at, what it shows, and the record it is made of."""

GONE = "Not there any more: "
STANDS_IN = "empty"
"""The row that stands where there is nothing yet."""


@dataclass(frozen=True)
class Heard:
    """What whoever follows by ear has been told so far."""

    glimpse: Glimpse | None = None
    shown: Shown | None = None
    time: tuple[object, str] = (None, "")  # of the timer: until when, and how near that is


def hear(before: Heard, seen: Glimpse | None, now: datetime) -> tuple[Heard, tuple[str, ...]]:
    """What is to be said after another look at the file, which is nothing of a meeting that is blanked."""
    glimpse, was = seen or before.glimpse, before.glimpse.blanked if before.glimpse else ""
    if glimpse is None or glimpse.blanked:
        said = (BLANKED, covered_by(glimpse.blanked)) if glimpse and glimpse.blanked != was else ()
        return replace(before, glimpse=glimpse), said
    lines, shown, time = ["No longer blanked."] if was else [], before.shown, before.time
    if glimpse.journal is not None:
        record = glimpse.journal.record
        if seen is not None:
            shown = (*projected(glimpse.journal, now.date()), record)
            lines += news(before.shown, shown)
        left = time_left(record.timer, now)
        # Not every minute: when it is set or changed, for its last minute, and when it is over.
        time = (record.timer.until if record.timer and left else None, left if left in (LAST, OVER) else "")
        lines += time_lines(left) if time != before.time else ()
    return Heard(glimpse, shown, time), tuple(lines)


def news(before: Shown | None, now: Shown) -> tuple[str, ...]:
    """All of another view, after a blank line; of the same view what was added, changed or taken away."""
    look, sheet, record = now
    if before is None:
        return page(sheet, look, record)
    if (before[0].view, before[0].about) != (look.view, look.about):
        return ("", *page(sheet, look, record))
    return tuple(_differences(before, now))


def _differences(before: Shown, now: Shown) -> Iterator[str]:
    (_, old, was), (look, new, record) = before, now
    # Which stages are done is said with a new page; it would be a long line after half of what is saved.
    known = set(head(replace(old, rail=False), look, was))
    yield from (line for line in head(replace(new, rail=False), look, record) if line not in known)
    rows = {row.key: row_lines(row, look, was) for row in old.rows}
    there = {row.key: row_lines(row, look, record) for row in new.rows}
    for key, lines in there.items():
        if rows.get(key) != lines:
            yield from lines
    for key, lines in rows.items():
        if key not in there and key != STANDS_IN:
            yield f"{GONE}{lines[0]}"
    known = set(foot(old, look))
    yield from (line for line in foot(new, look) if line not in known)
