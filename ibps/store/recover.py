"""From a damaged file to a journal that can be gone on with: every whole entry up to the damage, no guess.

Nothing is written here and the damaged file is never touched.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import Any, Final

from ibps.core.errors import Unreadable
from ibps.core.journal import Journal
from ibps.core.stages.checks import InterruptCheck
from ibps.core.stages.recovering import COUNTED, RecoverRecord
from ibps.store.entries import replayed
from ibps.store.migrations import FORMAT
from ibps.store.parts import COPY, MOST_ENTRIES, NEWER, load, stands_twice, wide
from ibps.store.session_file import read

FORMAT_SAID: Final = re.compile(r'"format"\s*:\s*"(ibps-session/\d{1,9})"')
JOURNAL: Final = re.compile(r'(?<!\\)"journal"\s*:\s*\[')
BLANK: Final = re.compile(r"\s*")
LINE: Final = re.compile(r'\{\s*"n"\s*:\s*(\d{1,6})\s*,\s*"at"\s*:\s*"([^"\\]{1,40})"')
"""How an entry begins that this program wrote; found also where what is around it cannot be read."""
RESERVED: Final = 100
"""How many numbers of a kind the lost part may have given out, before a count of it is not believed."""


@dataclass(frozen=True)
class Kept:
    """What could be kept of a damaged file. `journal` says in itself that it was put together again."""

    journal: Journal
    entries: int  # how many entries of the old file were kept
    missing: bool  # whether anything is missing after them
    fault: str  # what is wrong with the old file, in a sentence
    later: tuple[tuple[int, datetime], ...] = ()  # entries seen after the damage: number and time
    said: tuple[str, ...] = ()  # what the old file's own answer says, which nothing bears out any more
    newer: bool = False  # whether it may be that nothing is wrong with it but that a newer version wrote it
    reused: bool = False  # whether numbers given in the missing part may be given again


class NothingKept(Unreadable):
    """A damaged file whose journal does not even begin. `said` is what its own answer says, if whole."""

    def __init__(self, path: Path, what: str, said: tuple[str, ...]) -> None:
        super().__init__(str(path), what, COPY)
        self.said = said


def recover(path: Path, now: datetime) -> Kept | None:
    """What can be kept of the file; None when nothing is wrong with it. `NothingKept`, `Unreadable`."""
    data = load(path)[0]
    fault, newer = _fault(path)
    if not fault:
        return None
    text = _text(data)
    written = FORMAT_SAID.search(text)
    if written and written[1] != FORMAT:
        raise Unreadable(str(path), f"Its format is {written[1]}; this program knows {FORMAT}.", NEWER)
    found = JOURNAL.search(text)
    in_short = _part(text, "answer").get("in_short")
    said = tuple(line for line in in_short if isinstance(line, str)) if isinstance(in_short, list) else ()
    if found is None:
        raise NothingKept(path, f"{fault} No journal can be found in it, so nothing can be kept.", said)
    listed = _Listed(text, found.end())
    journal, _, why, slow = replayed(islice(listed.values(), MOST_ENTRIES - 2))
    if journal is None:
        raise NothingKept(path, f"{fault} Not even its first entry can be read.", said)
    kept = len(journal.entries)
    missing = bool(why) or slow or not listed.closed
    numbers = _numbers(text, journal)
    return Kept(
        _marked(journal, path.name, hashlib.sha256(data).hexdigest(), missing, numbers or {}, now),
        kept,
        missing,
        fault,
        tuple(_later(text, listed.ends[kept - 1], kept)) if missing else (),
        said,
        newer,
        missing and numbers is None,
    )


def _marked(
    journal: Journal, name: str, digest: str, missing: bool, numbers: dict[str, int], now: datetime
) -> Journal:
    """The journal, saying that it was recovered; a check that was open is closed as incomplete."""
    at, after = max(now, journal.entries[-1].at), len(journal.entries)
    check = journal.record.open_check
    act = RecoverRecord(source=name, digest=digest, after=after, missing=missing, numbers=numbers)
    journal = journal.with_act(act, at)
    return journal.with_act(InterruptCheck(check=check.number), at) if check else journal


def _fault(path: Path) -> tuple[str, bool]:
    """What is wrong with the file, or "", and whether a newer version may have written it.

    `Unreadable` for what a newer version put beside the journal.
    """
    try:
        opened = read(path)
    except Unreadable as error:
        return error.what, False
    if opened.unknown and len(opened.journal.entries) == len(opened.said["journal"]):
        raise Unreadable(str(path), opened.unknown, NEWER)  # nothing is damaged, and nothing may be dropped
    return opened.unknown, bool(opened.unknown)


def _text(data: bytes) -> str:
    """The file as text; a byte that is none stays where it is, as a character that no text has."""
    try:
        return data.decode(wide(data) or "utf-8-sig", "surrogateescape")
    except UnicodeDecodeError:  # of UTF-16, half a character at the end
        return data.decode(wide(data), "replace")


class _Listed:
    """The values of a list in a text from its beginning on, one after the other, while they are whole."""

    def __init__(self, text: str, place: int) -> None:
        self.text, self.place = text, place
        self.ends: list[int] = []  # where each value ends
        self.closed = False  # whether the list came to its own end

    def values(self) -> Iterator[Any]:
        """Each value that is whole and says nothing twice."""
        reader, more = json.JSONDecoder(), True
        while more:
            begin = self._on(self.place)
            try:
                value, end = reader.raw_decode(self.text, begin)
                # Bytes that are no text cannot be encoded; a key given twice could mean either.
                if stands_twice(self.text[begin:end].encode()):
                    return
            except (ValueError, RecursionError):
                return
            self.ends.append(end)
            self.place = self._on(end)
            mark = self.text[self.place : self.place + 1]
            self.closed, more = mark == "]", mark == ","
            self.place += 1
            yield value

    def _on(self, place: int) -> int:
        blank = BLANK.match(self.text, place)
        return blank.end() if blank else place


def _part(text: str, name: str) -> Mapping[str, Any]:
    """The answer or the record as the damaged file has it, if that part of it is whole."""
    begin = re.search(rf'(?<!\\)"{name}"\s*:\s*(?={{)', text)
    try:
        part = json.JSONDecoder().raw_decode(text, begin.end())[0] if begin else {}
    except (ValueError, RecursionError):
        part = {}
    return part if isinstance(part, dict) else {}


def _numbers(text: str, journal: Journal) -> dict[str, int] | None:
    """The numbers that were given out, by the damaged file's own count; None when it cannot be read.

    Only to leave out numbers that people may have in their notes: nothing else rests on it.
    """
    count = _part(text, "record").get("numbers")
    if not isinstance(count, dict):
        return None
    found: dict[str, int] = {}
    for kind in sorted(count):
        given, now = count[kind], journal.record.numbers.get(kind, 0)
        if COUNTED.fullmatch(kind) and type(given) is int and now < given <= now + RESERVED:
            found[kind] = given
    return found


def _later(text: str, place: int, kept: int) -> Iterator[tuple[int, datetime]]:
    """Entries that begin after the damage, as far as they can be recognised."""
    for match in LINE.finditer(text, place):
        try:
            at = datetime.fromisoformat(match[2])
        except ValueError:
            continue
        if kept < int(match[1]) <= MOST_ENTRIES and at.tzinfo is not None:
            yield int(match[1]), at
