"""The register: one row per session of a folder, rebuilt from the files whenever it is missing or stale.

It lives in the user's cache folder and is never the only copy of anything.
"""

from __future__ import annotations

import os
import stat as modes
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from ibps import __version__
from ibps.core.errors import IbpsError, Unreadable
from ibps.core.row import Outcome, Row
from ibps.store.folders import make
from ibps.store.tables import KeyedTable, open_tables
from ibps.store.versions import versions

if TYPE_CHECKING:  # only a changed file needs the record's classes
    from ibps.core.owed import Owed

VERSION: Final = 5
"""Of the row's fields; rows of another version are made anew."""


@dataclass(frozen=True)
class Listed:
    """The rows of a folder, newest first; sentences on files that cannot be read, or are not as they seem."""

    rows: tuple[Row, ...]
    unread: tuple[str, ...]
    notes: tuple[str, ...] = ()


def sessions(folder: Path, cache: Path, practice: bool = False) -> Listed:
    """The sessions of a folder; practice sessions have a folder of their own, never among the others."""
    where = folder / "practice" if practice else folder
    files, odd = _files(where)
    table, known = _table(cache / ("practice.json" if practice else "register.json"))
    rows: list[Row] = []
    starts: dict[str, str] = {}
    unread, notes = odd, list[str]()
    fresh: dict[str, Mapping[str, Any]] = {}
    for name, stamp in files.items():
        said = _said(known.get(name), name, stamp)
        if said is None:
            kept = {"version": VERSION, "by": __version__, "stamp": stamp, **_look(where / name)}
            fresh[name], said = kept, _said(kept, name, stamp)
        if isinstance(said, str):
            unread.append(said)
        elif said is None:
            unread.append(f"{name}: What it holds cannot be listed.")
        elif (said.row.kind == "practice") != practice:
            notes.append(f"{where / name}: {MISPLACED[practice]}")
        else:
            rows.append(said.row)
            starts[name] = said.start
            notes += [f"{where / name}: {note}" for note in said.notes]
    if table is not None:  # in so many words: a table that holds nothing yet counts as false
        _keep(table, fresh, [name for name in known if name not in files])
    others = versions(starts)
    rows = [replace(row, version_of=others.get(row.file, "")) for row in rows] if others else rows
    rows.sort(key=lambda row: (row.day, row.file), reverse=True)
    return Listed(tuple(rows), tuple(unread), tuple(notes))


MISPLACED: Final = {
    False: "This is a practice record outside the practice folder. It is not listed among the real ones.",
    True: "This is a real record in the practice folder. It is not listed as practice.",
}


class Said(NamedTuple):
    """What a file that can be read says in a list, and sentences about what in it does not hold."""

    row: Row
    notes: tuple[str, ...]
    start: str


def _said(kept: Mapping[str, Any] | None, name: str, stamp: str) -> Said | str | None:
    """What was kept of a file: its row, or why it cannot be read. None when that is of no use (any more).

    A file that cannot be read is looked at again by every other version: it may be the one that can.
    """
    if kept is None or kept.get("stamp") != stamp or kept.get("version") != VERSION:
        return None
    try:
        if kept["by"] != __version__ and ("fault" in kept or kept["row"]["gap"]):
            return None
        if "fault" in kept:
            return str(kept["fault"])
        row, notes, start = Row.of(kept["row"]), tuple(map(str, kept["notes"])), str(kept["start"])
    except (KeyError, TypeError, ValueError):
        return None
    # The cache is nobody's record: a name in it is never a way to another file.
    return Said(row, notes, start) if row.file == name else None


def _files(folder: Path) -> tuple[dict[str, str], list[str]]:
    """Session files by name, each with a stamp that changes when the file does; and what is odd."""
    found: dict[str, str] = {}
    odd: list[str] = []
    try:
        with os.scandir(folder) as listing:
            for item in listing:
                hidden = item.name.startswith(".") or item.name == "teams.json"
                if hidden or not item.name.endswith(".json"):
                    continue
                try:
                    item.name.encode()
                    info = item.stat()
                    if modes.S_ISREG(info.st_mode):
                        found[item.name] = f"{info.st_mtime_ns}-{info.st_size}-{info.st_ino}"
                    else:
                        odd.append(f"{item.name}: This is not a file.")
                except UnicodeEncodeError:
                    shown = item.name.encode("utf-8", "replace").decode()
                    odd.append(f"{shown}: Its name cannot be read. Rename the file, and it is listed.")
                except OSError as error:  # one link in a circle must not hide the other sessions
                    odd.append(f"{item.name}: It cannot be looked at: {_why(error)}.")
    except FileNotFoundError:
        return {}, []
    except OSError as error:
        raise Unreadable(
            str(folder), f"The folder cannot be read: {_why(error)}.", "Check the path."
        ) from None
    return found, odd


def _why(error: OSError) -> str:
    return (error.strerror or type(error).__name__).lower()


def _look(path: Path) -> dict[str, Any]:
    # Only a changed file is opened, so only then are the record's classes needed.
    from ibps.store.session_file import DOUBTS, read
    from ibps.store.versions import start_of

    try:
        opened = read(path)
        notes = [note for note in opened.notes if opened.unknown or note in DOUBTS.values()]
        row = row_of(opened.journal.record, path.name).data()
        return {"row": row, "notes": notes, "start": start_of(opened.journal)}
    except IbpsError as error:
        return {"fault": str(error)}


def row_of(record: Any, file: str) -> Row:
    """The row of a `Record`, as of its own last date; what is late is worked out when the row is shown."""
    from ibps.core.answer import answer
    from ibps.core.cuts import short
    from ibps.core.leftover import leftover
    from ibps.core.owed import owed_of
    from ibps.core.standing import Group

    said = answer(record, record.last_day)
    decisions = {decision.number: decision for decision in record.decisions}
    outcomes = []
    for group in Group:
        for item in said.group(group):
            decision = decisions.get(item.number)
            certain = decision is not None and group is not Group.NOT_CERTAIN
            waits = owed_of(record, decision, record.last_day) if decision and certain else ()
            due, who = min(((one.due.isoformat(), _whom(one)) for one in waits if one.due), default=("", ""))
            outcomes.append(
                Outcome(item.number, item.state, group.value, item.words, who, due, _lapses(item.state, due))
            )
    question = record.issue.question
    return Row(
        file=file,
        title=said.title,
        team=said.team,
        kind=said.kind,
        day=record.today.isoformat(),
        stage=record.stage,
        sittings=len(record.sittings),
        ideas=len(said.ideas_only),
        outcomes=tuple(outcomes),
        question=question.text if question else "",
        gap=short(record),
        left=leftover(record),
    )


def _lapses(state: str, due: str) -> bool:
    """Whether that date passing means that it lapsed."""
    return bool(due) and state == "tentative"


def _whom(one: Owed) -> str:
    """Whom it waits for: of what is elsewhere the body, not who brings it there."""
    return one.of if one.kind in ("reply", "back") else "".join(one.who)


def _table(path: Path) -> tuple[KeyedTable | None, Mapping[str, Mapping[str, Any]]]:
    """Where rows are kept, and those that are; none where there is no place, which only makes it slower."""
    try:
        make(path.parent)
        table = open_tables(path).db.keyed("sessions")
        return table, table.rows()
    except (IbpsError, OSError):
        return None, {}


def _keep(table: KeyedTable, fresh: Mapping[str, Mapping[str, Any]], gone: list[str]) -> None:
    if not fresh and not gone:
        return
    try:
        with table.batch():
            for name in gone:
                table.drop(name)
            for name, kept in fresh.items():
                table.put(name, kept)
    except (IbpsError, OSError):
        pass  # a register that cannot be kept is made again next time
