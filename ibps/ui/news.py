"""What is new on a view since it was last looked at, as lines to be heard: one for each thing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ibps.core.record import Record
from ibps.ui.aloud import foot, head, page, row_lines
from ibps.ui.view import Look, Sheet

Shown = tuple[Look, Sheet, Record]
"""What is looked at, what it shows, and the record it is made of."""

GONE = "Not there any more: "
STANDS_IN = "empty"
"""The row that stands where there is nothing yet."""


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
