"""One session, one file: format, answer, record, journal, in that order.

The journal is the truth. Answer and record are written beside it in the same save, so that a person
or another program never needs our code. `docs/file-format.md` describes every field.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from pydantic import BaseModel
from pydantic_core import to_json

from ibps.core.acts import write_act
from ibps.core.answer import EDITION, answer
from ibps.core.errors import Conflict, NotSaved, Unreadable
from ibps.core.journal import Entry, Journal
from ibps.core.value import Act
from ibps.store import atomic
from ibps.store.claim import Changed, Guard
from ibps.store.entries import Known, known
from ibps.store.fork import beside
from ibps.store.migrations import FORMAT as FORMAT
from ibps.store.migrations import MIGRATIONS, Migration, Parts, keep_beside
from ibps.store.parts import GONE as GONE
from ibps.store.parts import LARGEST as LARGEST
from ibps.store.parts import MOST_ENTRIES, NEWER, load, parse, stands_twice, too_much

EMPTY: Final[tuple[Any, ...]] = (None, "", [], {})
DOUBTS: Final = {
    name: f"The {name} in this file is not what its journal adds up to. The journal's version is shown."
    for name in ("answer", "record")
} | {
    "twice": "Something stands twice in this file, so its first lines may say something else than here. "
    "What is shown is what its journal adds up to."
}
"""Notes on a file in which somebody else may read something else than is shown here."""
READ_ONLY: Final = "It may be read here, and nothing is written to it."


@dataclass(frozen=True)
class Opened:
    """What a file holds. `notes` are sentences about anything in it that the journal does not bear out."""

    journal: Journal
    notes: tuple[str, ...]
    data: bytes = field(repr=False)  # the file itself
    minutes: tuple[Any, ...] = ()  # the pages as the file itself has them, whatever the journal adds up to
    said: Mapping[str, Any] = field(default_factory=dict)  # answer and record as the file has them
    unknown: str = ""  # what a newer version wrote, in a sentence; then this is for reading only
    old: str = ""  # the earlier format it is written in


MORE: Final = 64 * 1024
"""Bytes beyond the file as it is that have to find room before saving is said to work again."""


class _Enough(Exception):
    """A save would have worked."""


class SessionFile:
    """The shelf of one session on the disk. Satisfies `ibps.desk.Shelf`."""

    def __init__(self, path: Path, steps: Sequence[Migration] = MIGRATIONS) -> None:
        self.path, self._steps = path, steps
        self.notes: tuple[str, ...] = ()  # what in the file did not hold when it was read
        self._old: tuple[str, bytes] | None = None  # of an earlier version: its format and its bytes
        self._guard = Guard(None)  # replaces it only while it is as we left it: at first, not there
        self._beside: tuple[list[Act], Path] | None = None  # acts kept beside it after a conflict, and where
        self._lines: list[bytes] = []  # journal lines already made, of these entries
        self._made: tuple[Entry, ...] = ()
        self.taken: Callable[[], str] = str  # says who has taken the session over from us, if somebody has
        self.turn = 0  # odd while a save is under way

    def load(self) -> Journal:
        """The journal in the file, or `Unreadable`."""
        opened = read(self.path, self._steps)
        if opened.unknown:
            what_next = f"{NEWER} It may be read meanwhile, with: ibps show FILE"
            raise Unreadable(str(self.path), opened.unknown, what_next)
        self._old = (opened.old, opened.data) if opened.old else None
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
        if len(journal.entries) > MOST_ENTRIES or too_much(data):  # it could never be opened again
            raise NotSaved("record too large", str(self.path), "Begin another session for what follows.")
        if by := self.taken():
            raise self._conflict(f"{by} has taken this session over", journal)
        if self._old is not None:
            keep_beside(self.path, *self._old)
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
        self._old = None

    def takes(self) -> bool:
        """Whether a save would work now. Each step of one is taken but the last; the file stays as it is."""
        if self.taken():
            return False

        @contextmanager
        def only_look(target: Path) -> Iterator[None]:
            with self._guard(target):
                raise _Enough
            yield

        try:
            atomic.write(self.path, self._guard.expected + bytes(MORE), within=only_look)
        except _Enough:
            return True
        except (Changed, NotSaved):
            return False
        raise AssertionError("nothing was to be replaced")

    def keep(self, journal: Journal) -> Path:
        """Our version in a file beside the session, which is left as it is; where that is. `NotSaved`."""
        acts = [entry.act for entry in journal.entries]
        if self._beside and self._beside[0] == acts and self._beside[1].exists():
            return self._beside[1]  # the same once more needs no second file
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


def read(path: Path, steps: Sequence[Migration] = MIGRATIONS) -> Opened:
    """What the file holds, or `Unreadable` with a sentence. The file is never changed."""
    data, _ = load(path, LARGEST)
    parts, strange, old = parse(path, data, steps)
    found = known(path, parts["journal"])
    stored = parts.get("record")
    pages = stored.get("minutes") if isinstance(stored, dict) else None
    minutes = tuple(pages) if isinstance(pages, list) else ()
    unknown = " ".join(said for said in (strange, found.unknown) if said)
    notes = (f"{unknown} {READ_ONLY}",) if unknown else _differences(parts, found.journal, data, old)
    return Opened(found.to_show(unknown), notes, data, minutes, parts, unknown, old)


@dataclass(frozen=True)
class Followed:
    """A file that is read again and again: what is known of its journal, and the lines it was made of."""

    known: Known
    lines: list[Any]
    strange: str = ""

    @property
    def journal(self) -> Journal:
        """The journal for showing."""
        return self.known.to_show(self.strange)


def read_on(path: Path, before: Followed | None) -> Followed:
    """What the file holds now, at the cost of what was added since `before`. `Unreadable` as in `read`.

    Whether answer and record say the same is not looked at: what is shown is made from the journal.
    """
    parts, strange, _ = parse(path, load(path, LARGEST)[0])
    lines = parts["journal"]
    if before is None or lines[: len(before.lines)] != before.lines:  # also when text was taken out of it
        return Followed(known(path, lines), lines, strange)
    return Followed(known(path, lines, before.known.journal), lines, strange)


def _differences(parts: Parts, journal: Journal, data: bytes, old: str) -> tuple[str, ...]:
    """Where the file says something its journal does not. The journal's version is the one shown."""
    if data == render(journal):
        return ()
    if old:
        return (
            f"This file is in an earlier format, {old}. It is kept beside the new one when you go on in it.",
        )
    if stands_twice(data):
        return (DOUBTS["twice"],)
    said = parts.get("answer")
    edition = said.get("edition") if isinstance(said, dict) else None
    if isinstance(edition, int) and edition != EDITION:
        return ("Another version of the program wrote this file. It is shown as its journal reads today.",)
    notes = []
    for name, part in zip(("answer", "record"), derived(journal), strict=True):
        if parts.get(name) != part:
            notes.append(DOUBTS[name])
    return tuple(notes) or (
        "This file was written by hand or by another program. Its content is as journalled.",
    )
