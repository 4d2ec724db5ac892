"""One session, one file: format, answer, record, journal, in that order.

The journal is the truth. Answer and record are written beside it in the same save, so that a person
or another program never needs our code. `docs/file-format.md` describes every field.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from pydantic import BaseModel
from pydantic_core import from_json, to_json

from ibps.core.acts import read_act, write_act
from ibps.core.answer import EDITION, answer
from ibps.core.errors import Conflict, NotSaved, Refusal, Unreadable
from ibps.core.journal import Entry, Journal, replay
from ibps.core.value import Act
from ibps.store import atomic
from ibps.store.claim import Changed, Guard
from ibps.store.fork import beside

FORMAT: Final = "ibps-session/1"
LARGEST: Final = 32 * 1024 * 1024
"""Bytes. Many hundred times the largest real record; a larger file is something else."""

EMPTY: Final[tuple[Any, ...]] = (None, "", [], {})
PARTS: Final = ("format", "answer", "record", "journal")
GONE: Final = "There is no such file."
KEEP: Final = "It is kept as it is. Open a copy from before, or ask whoever last had it."


@dataclass(frozen=True)
class Opened:
    """What a file holds. `notes` are sentences about anything in it that the journal does not bear out."""

    journal: Journal
    notes: tuple[str, ...]
    data: bytes = field(repr=False)  # the file itself
    minutes: tuple[Any, ...] = ()  # the pages as the file itself has them, whatever the journal adds up to
    said: Mapping[str, Any] = field(default_factory=dict)  # answer and record as the file has them


class SessionFile:
    """The shelf of one session on the disk. Satisfies `ibps.desk.Shelf`."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.notes: tuple[str, ...] = ()  # what in the file did not hold when it was read
        self._guard = Guard(None)  # replaces it only while it is as we left it: at first, not there
        self._beside: tuple[list[Act], Path] | None = None  # acts kept beside it after a conflict, and where
        self._lines: list[bytes] = []  # journal lines already made, of these entries
        self._made: tuple[Entry, ...] = ()
        self.taken: Callable[[], str] = str  # says who has taken the session over from us, if somebody has
        self.turn = 0  # odd while a save is under way

    def load(self) -> Journal:
        """The journal in the file, or `Unreadable`."""
        opened = read(self.path)
        self._guard.expect(opened.data)
        self.notes = opened.notes
        self._lines, self._made = [], ()
        return opened.journal

    def save(self, journal: Journal) -> None:
        """Writes the whole file; on the disk when this returns.

        `Conflict` when the file is not as this program left it. It stays as it is then, and what was to be
        saved goes into a file beside it. So it does when somebody has taken the session over meanwhile.
        """
        self.turn += 1
        try:
            self._save(journal)
        finally:
            self.turn += 1

    def _save(self, journal: Journal) -> None:
        if journal.entries[: len(self._made)] != self._made:  # text was taken out of earlier entries
            self._lines = []
        lines = [*self._lines, *(_line(entry) for entry in journal.entries[len(self._lines) :])]
        data = _render(journal, lines)
        if len(data) > LARGEST:  # it could never be opened again
            raise NotSaved("record too large", str(self.path), "Begin another session for what follows.")
        if by := self.taken():
            raise self._conflict(f"{by} has taken this session over", journal)
        try:
            atomic.write(self.path, data, within=self._guard)
        except Changed as changed:
            why = "the file is gone" if changed.gone else "somebody else saved this session too"
            raise self._conflict(why, journal, changed.gone) from None
        except atomic.InDoubt:
            self._guard.allow(data)  # should it be there after all, it was us
            raise
        # Only now: a line of an act that was not saved must never be taken for the next one's.
        self._lines, self._made = lines, journal.entries
        self._guard.expect(data)

    def keep(self, journal: Journal) -> Path:
        """Our version in a file beside the session, which is left as it is; where that is. `NotSaved`."""
        acts = [entry.act for entry in journal.entries]
        if self._beside is None or self._beside[0] != acts:  # the same once more needs no second file
            self._beside = acts, beside(self.path, render(journal))
        return self._beside[1]

    def knows(self, data: bytes | None) -> bool:
        """Whether that is what the file may hold by our own doing; None stands for no file."""
        return self._guard.knows(data)

    def _conflict(self, why: str, journal: Journal, gone: bool = False) -> Conflict:
        """Theirs keeps the name; ours, with what was just entered, is kept beside it."""
        kept = ""
        try:
            kept = self.keep(journal).name
        except NotSaved as error:
            what_next = f"Yours could not be kept beside it ({error.reason}): save again, and leave it open."
        else:
            theirs, then = ("", "open that.") if gone else ("What they saved is there. ", "look at both.")
            what_next = f"{theirs}Yours, with this entry, is in {kept}. Leave this session, and {then}"
        return Conflict(why, str(self.path), what_next, kept)


def render(journal: Journal) -> bytes:
    """The file's bytes: the same journal gives the same bytes on any machine."""
    return _render(journal, [_line(entry) for entry in journal.entries])


def derived(journal: Journal) -> tuple[dict[str, Any], dict[str, Any]]:
    """Answer and record as JSON-like data. The answer is as of the record's own last date, never today's."""
    record = journal.record
    return filled(answer(record, record.last_day)), filled(record)


def filled(value: BaseModel) -> dict[str, Any]:
    """A value as JSON-like data without its empty fields. Everything with a meaning is written out."""
    data: dict[str, Any] = _filled(value.model_dump(mode="json"))
    return data


def _filled(data: Any) -> Any:
    if isinstance(data, dict):
        return {key: _filled(value) for key, value in data.items() if value not in EMPTY}
    return [_filled(value) for value in data] if isinstance(data, list) else data


def _render(journal: Journal, lines: list[bytes]) -> bytes:
    said, record = (to_json(part, indent=2).replace(b"\n", b"\n  ") for part in derived(journal))
    return b"".join(
        (
            b'{\n  "format": "',
            FORMAT.encode(),
            b'",\n  "answer": ',
            said,
            b',\n  "record": ',
            record,
            b',\n  "journal": [\n',
            b",\n".join(lines),
            b"\n  ]\n}\n",
        )
    )


def _line(entry: Entry) -> bytes:
    """An entry is one line, so that people can read down the journal and tools can compare it."""
    data = {"n": entry.n, "at": entry.at.isoformat(timespec="seconds"), "act": write_act(entry.act)}
    return b"    " + to_json(data)


def read(path: Path) -> Opened:
    """What the file holds, or `Unreadable` with a sentence. The file is never changed."""
    data = _bytes(path)
    parts = _parts(path, data)
    journal = _journal(path, parts["journal"])
    stored = parts.get("record")
    pages = stored.get("minutes") if isinstance(stored, dict) else None
    minutes = tuple(pages) if isinstance(pages, list) else ()
    return Opened(journal, _differences(parts, journal, data), data, minutes, parts)


@dataclass(frozen=True)
class Followed:
    """A file that is read again and again: its journal, and the lines that it was made of."""

    journal: Journal
    lines: list[Any]


def read_on(path: Path, before: Followed | None) -> Followed:
    """What the file holds now, at the cost of what was added since `before`. `Unreadable` as in `read`.

    Whether answer and record say the same is not looked at: what is shown is made from the journal.
    """
    lines = _parts(path, _bytes(path))["journal"]
    if before is None or lines[: len(before.lines)] != before.lines:  # also when text was taken out of it
        return Followed(_journal(path, lines), lines)
    journal, known = before.journal, len(before.lines)
    place = known
    try:
        for place, line in enumerate(lines[known:], known + 1):
            entry = _entry(line, place)
            journal = journal.with_act(entry.act, entry.at)
    except Refusal as refusal:
        raise _unreadable(path, f"entry {place}", refusal) from None
    return Followed(journal, lines)


def _bytes(path: Path) -> bytes:
    try:
        seen = atomic.stamp(path)
        if seen is None:
            raise Unreadable(str(path), GONE, "Look at the list of sessions with: ibps list")
        if not path.is_file():
            raise Unreadable(str(path), "This is not a file.", "Name a session file that ends in .json.")
        if seen.size > LARGEST:
            raise Unreadable(str(path), "This file is far too large for a session.", KEEP)
        data = path.read_bytes()
    except OSError as error:
        what = (error.strerror or type(error).__name__).lower()
        raise Unreadable(
            str(path), f"It cannot be read: {what}.", "Check the folder and your rights."
        ) from None
    if not data:
        raise Unreadable(str(path), "The file is empty.", KEEP)
    return data


def _parts(path: Path, data: bytes) -> Mapping[str, Any]:
    try:
        parts = from_json(data, allow_inf_nan=False)
    except ValueError as error:
        where = str(error).rpartition(" at ")[2]
        cut = "It ends too early" if "EOF" in str(error) else "It is not whole JSON"
        raise Unreadable(str(path), f"{cut} ({where}).", KEEP) from None
    if not isinstance(parts, dict) or not isinstance(parts.get("format"), str):
        raise Unreadable(str(path), "This is JSON, but not a session.", "Name a session file.")
    if parts["format"] != FORMAT:
        newer = f"Its format is {parts['format'][:40]!r}; this program reads {FORMAT!r}."
        raise Unreadable(str(path), newer, "Open it with the version that wrote it.")
    if strange := [key for key in parts if key not in PARTS]:
        what = f"It has parts this version does not know: {', '.join(strange[:5])}."
        raise Unreadable(str(path), what, "Open it with the version that wrote it.")
    if not isinstance(parts.get("journal"), list):
        raise Unreadable(str(path), "Its journal is missing, and the journal is the truth.", KEEP)
    return parts


def _journal(path: Path, lines: list[Any]) -> Journal:
    place = 0

    def entries() -> Iterator[Entry]:
        nonlocal place
        for place, line in enumerate(lines, 1):
            yield _entry(line, place)

    try:
        return replay(entries())
    except Refusal as refusal:
        raise _unreadable(path, f"entry {place}" if place else "the journal", refusal) from None


def _unreadable(path: Path, where: str, refusal: Refusal) -> Unreadable:
    unknown = refusal.code == "unknown_act"
    what_next = "Open it with the version that wrote it." if unknown else KEEP
    return Unreadable(str(path), f"In {where}: {refusal}", what_next)


def _entry(line: Any, place: int) -> Entry:
    if not isinstance(line, dict) or set(line) != {"n", "at", "act"} or not isinstance(line["act"], dict):
        raise Refusal("bad_act", act=f"entry {place}", fault="it should hold n, at and act")
    if line["n"] != place:
        number = f"its number is {line['n']}" if isinstance(line["n"], int) else "it has no number"
        raise Refusal("bad_act", act=f"entry {place}", fault=number)
    try:
        at = datetime.fromisoformat(line["at"])
    except (TypeError, ValueError):
        at = None
    if at is None or at.tzinfo is None:
        raise Refusal("bad_act", act=f"entry {place}", fault="its time cannot be read")
    return Entry(place, at, read_act(line["act"]))


def _stands_twice(data: bytes) -> bool:
    """Whether a key is given twice: readers of JSON take the last and drop the first without a word."""
    twice = False

    def look(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        nonlocal twice
        twice = twice or len({key for key, _ in pairs}) < len(pairs)
        return dict(pairs)

    json.loads(data, object_pairs_hook=look)
    return twice


def _differences(parts: Mapping[str, Any], journal: Journal, data: bytes) -> tuple[str, ...]:
    """Where the file says something its journal does not. The journal's version is the one shown."""
    if data == render(journal):
        return ()
    if _stands_twice(data):
        return (
            "Something stands twice in this file, so its first lines may say something else than here. "
            "What is shown is what its journal adds up to.",
        )
    said = parts.get("answer")
    edition = said.get("edition") if isinstance(said, dict) else None
    if isinstance(edition, int) and edition != EDITION:
        return ("Another version of the program wrote this file. It is shown as its journal reads today.",)
    notes = []
    for name, part in zip(("answer", "record"), derived(journal), strict=True):
        if parts.get(name) != part:
            notes.append(
                f"The {name} in this file is not what its journal adds up to. The journal's version is shown."
            )
    return tuple(notes) or (
        "This file was written by hand or by another program. Its content is as journalled.",
    )
