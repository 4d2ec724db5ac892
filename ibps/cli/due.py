"""`ibps due`: what is owed in all sessions of a folder, as text or JSON; practice and examples aside."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any

from ibps.cli import out, place
from ibps.core.errors import Unreadable
from ibps.core.owed import Owed, owed
from ibps.core.plain import plain
from ibps.core.row import Row, about, holds
from ibps.core.sentences import count
from ibps.report.due import line
from ibps.report.wrap import wrap
from ibps.store.register import row_of, sessions
from ibps.store.session_file import read_on

FORMAT = "ibps-due/1"


@dataclass(frozen=True)
class Due:
    """One thing owed, and the row of its session."""

    one: Owed
    row: Row

    @property
    def line(self) -> str:
        """All of it, to be read or heard."""
        return line(self.one, self.row.title, self.row.team, self.row.file)

    def data(self) -> dict[str, Any]:
        """All of it, for another program."""
        said = asdict(self.one)
        del said["place"]
        return {**said, "title": self.row.title, "team": self.row.team, "file": self.row.file}


def run(asked: Namespace) -> int:
    """Prints what is owed, first date first; what could not be read is told on stderr, and ends with 3."""
    folder = place.sessions(asked)
    listed = sessions(folder, place.cache(folder))
    real = [row for row in listed.rows if row.counts]
    on, query = asked.on or date.today(), " ".join(asked.query)
    unread = list(listed.unread)
    found = [
        due
        for due in _all(folder, real, on, asked.on is not None, unread)
        if holds(f"{about(due.row, on)} {due.line}", query)
    ]
    found.sort(key=lambda due: due.one.due or date.max)
    if asked.json:
        out.data({"format": FORMAT, "on": on, "owed": [due.data() for due in found], "unread": unread})
    else:
        for due in found:
            out.text(_shown(due.line))
    _tell(folder, found, bool(query), listed.rows)
    gaps = (f"{row.file}: {row.gap}." for row in real if row.gap)
    for sentence in (*unread, *listed.notes, *gaps):
        out.tell(sentence)
    return out.DISK if unread else out.FINE


def _all(folder: Path, rows: list[Row], on: date, then: bool, unread: list[str]) -> Iterator[Due]:
    """What each session has open, one file at a time: however many there are, one record is in memory."""
    from ibps.cli.show import until

    for row in rows:
        try:
            journal = read_on(folder / row.file, None).journal
        except Unreadable as error:  # gone or damaged since the register looked a moment ago
            unread.append(str(error))
            continue
        kept = until(journal, on) if then else journal
        if kept:
            now = row_of(kept.record, row.file) if then else row
            yield from (Due(one, now) for one in owed(kept.record, on))


def _shown(said: str) -> str:
    """One line for each thing; a terminal gets it wrapped between words, the rest of it set in a little."""
    columns = out.columns()
    return "\n".join(wrap(plain(said), columns, rest="  ")) if columns else plain(said)


def _tell(folder: Path, found: list[Due], narrowed: bool, rows: tuple[Row, ...]) -> None:
    others = sum(bool(row.version_of) for row in rows)
    examples = sum(row.kind == "example" and not row.version_of for row in rows)
    left = f" {count(examples, 'example is', 'examples are')} left out." if examples else ""
    left += f" {count(others, 'other version is', 'other versions are')} left out." if others else ""
    if not found:
        out.tell(f"{'Nothing here matches.' if narrowed else 'Nothing is owed.'}{left} Folder: {folder}")
        return
    late = sum(due.one.late for due in found)
    files = len({due.row.file for due in found})
    out.tell(f"{len(found)} owed in {count(files, 'session')}, {late} late.{left} Folder: {folder}")
