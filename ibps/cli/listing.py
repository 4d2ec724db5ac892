"""`ibps list`: the sessions as text or JSON. Practice is not among them; examples do not count."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator
from dataclasses import asdict, replace
from datetime import date
from pathlib import Path
from typing import Any

from ibps.cli import out, place
from ibps.core.row import Row, matches, status
from ibps.core.sentences import count, day
from ibps.report.wrap import pad, wrap
from ibps.store.register import row_of, sessions

FORMAT = "ibps-list/1"


def run(asked: Namespace) -> int:
    """Prints the rows that hold every word asked for; a file that could not be read is told on stderr."""
    folder = place.sessions(asked)
    found = sessions(folder, place.cache(folder))
    on: date = asked.on or date.today()
    rows = found.rows if asked.on is None else tuple(_then(folder, found.rows, on))
    query = " ".join(asked.query)
    rows = tuple(row for row in rows if matches(row, query, on))
    if asked.json:
        data = {"format": FORMAT, "on": on, "sessions": [_data(row, on) for row in rows]}
        out.data({**data, "unread": found.unread})
    elif rows:
        out.text("\n".join(line for row in rows for line in (*_lines(row, on, out.width()), "")))
    _tell(folder, rows, bool(query))
    for sentence in (*found.unread, *found.notes):
        out.tell(sentence)
    return out.DISK if found.unread else out.FINE


def _then(folder: Path, rows: tuple[Row, ...], on: date) -> Iterator[Row]:
    """The rows as they were at the end of that day. Rows know no past, so the files are read again."""
    from ibps.cli.show import until
    from ibps.core.errors import Unreadable
    from ibps.store.session_file import read

    for row in rows:
        try:
            journal = until(read(folder / row.file).journal, on)
        except Unreadable:  # gone or damaged since the register looked a moment ago
            continue
        if journal:
            yield replace(row_of(journal.record, row.file), version_of=row.version_of)


def _lines(row: Row, on: date, width: int) -> Iterator[str]:
    now = status(row, on)
    when = pad(day(date.fromisoformat(row.day)), 11)
    first = f"{when}  {pad(f'{now.symbol} {now.word}', 22)}  "
    mark = "  EXAMPLE" if row.kind == "example" else ""
    late = "LATE: " if now.late else ""
    yield from wrap(f"{row.title} · {row.team}{mark}", width, first, " " * 15)
    yield from wrap(f"{late}{now.detail}", width, " " * 15)
    yield from wrap(row.file, width, " " * 15)
    if row.version_of:
        yield from wrap(f"Another version of {row.version_of}", width, " " * 15)


def _data(row: Row, on: date) -> dict[str, Any]:
    now = status(row, on)
    said = row.data()
    del said["left"]  # for Opening, and no part of this format
    return {**said, "status": asdict(now)}


def _tell(folder: Path, rows: tuple[Row, ...], narrowed: bool) -> None:
    real = sum(row.counts for row in rows)
    others = sum(bool(row.version_of) for row in rows)
    examples = len(rows) - real - others
    if not rows:
        why = "Nothing here matches." if narrowed else "No sessions yet."
        out.tell(f"{why} Folder: {folder}")
        return
    more = f" and {count(examples, 'example')}" if examples else ""
    more += f" and {count(others, 'other version', 'other versions')}" if others else ""
    out.tell(f"{count(real, 'session')}{more} in {folder}")
