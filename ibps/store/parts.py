"""From a file to the parts of a session: format, answer, record, journal. Or one sentence on why not.

What a reader of JSON takes without a word is looked for here: other encodings, zeros, what is far too much.
"""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final, NamedTuple

from pydantic_core import from_json

from ibps.core.errors import Unreadable
from ibps.core.plain import brief
from ibps.store.atomic import Stamp
from ibps.store.bounded import NotReadable, read_bytes
from ibps.store.migrations import FORMAT, MIGRATIONS, Migration, NotMigrated, Parts, up_to_date

LARGEST: Final = 32 * 1024 * 1024
"""Bytes. Many hundred times the largest real record; a larger file is something else."""
MOST_VALUES: Final = 1_000_000
MOST_ENTRIES: Final = 5_000
"""Eight times the acts of a very long meeting. What an entry costs grows with those before it."""

PARTS: Final = ("format", "answer", "record", "journal")
GONE: Final = "There is no such file."
LOOK: Final = "Look at the list of sessions with: ibps list"
NEWER: Final = "Open it with the version that wrote it."
RECOVER: Final = "Open a copy from before, or save what can still be read with: ibps recover FILE"
COPY: Final = "Open a copy from before, or ask whoever last had it."
BOM: Final = codecs.BOM_UTF8
WIDE: Final = {codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}


def load(path: Path, largest: int = LARGEST) -> tuple[bytes, Stamp]:
    """The file's bytes and its stamp, or `Unreadable`."""
    try:
        data, stamp = read_bytes(path, largest)
    except (FileNotFoundError, NotADirectoryError):
        raise Unreadable(str(path), GONE, LOOK) from None
    except NotReadable as error:
        raise Unreadable(str(path), error.what, error.what_next) from None
    except (OSError, ValueError) as error:  # a name no disk takes is a ValueError
        what = (getattr(error, "strerror", "") or type(error).__name__).lower()
        raise Unreadable(
            str(path), f"It cannot be read: {what}.", "Check the folder and your rights."
        ) from None
    if not data:
        raise Unreadable(str(path), "The file is empty.", COPY)
    return data, stamp


def too_much(data: bytes) -> str:
    """What of it is more than any session holds, or "". Nothing of which this says anything is written."""
    if len(data) > LARGEST:
        return "more bytes"
    # Counted with what stands in texts, which is quick and errs on the side of room: texts hold few of them.
    values = data.count(b",") + data.count(b"[") + data.count(b"{")
    return "more values" if values > MOST_VALUES else ""


class Parsed(NamedTuple):
    """The parts in today's format, a sentence about parts not known here, and what earlier format it was."""

    parts: Parts
    strange: str = ""
    old: str = ""


def parse(path: Path, data: bytes, steps: Sequence[Migration] = MIGRATIONS) -> Parsed:
    """The parts of a session, or `Unreadable`."""
    if more := too_much(data):
        raise Unreadable(str(path), f"This file holds {more} than any session.", "Name a session file.")
    try:
        # An editor that puts a byte order mark in front has done no harm.
        parts = from_json(data.removeprefix(BOM), allow_inf_nan=False)
    except ValueError as error:
        raise Unreadable(str(path), damage(data, str(error)), RECOVER) from None
    if not isinstance(parts, dict) or not isinstance(parts.get("format"), str):
        raise Unreadable(str(path), "This is JSON, but not a session.", "Name a session file.")
    written, parts = parts["format"], _current(path, parts, steps)
    if not isinstance(parts.get("journal"), list):
        raise Unreadable(str(path), "Its journal is missing, and the journal is the truth.", COPY)
    if len(parts["journal"]) > MOST_ENTRIES:
        many = f"Its journal has {len(parts['journal'])} entries; a session has at most {MOST_ENTRIES}."
        raise Unreadable(str(path), many, "Name a session file.")
    strange = [brief(key) for key in parts if key not in PARTS]
    said = f"It has parts this version does not know: {', '.join(strange[:5])}." if strange else ""
    return Parsed(parts, said, "" if written == FORMAT else written)


def _current(path: Path, parts: Parts, steps: Sequence[Migration]) -> Parts:
    try:
        now = up_to_date(parts, steps)
    except NotMigrated as error:
        raise Unreadable(str(path), f"It does not hold what its old format has to ({error}).", COPY) from None
    if now["format"] == FORMAT:
        return now
    other = f"Its format is {shown(now['format'])}; this program reads {FORMAT!r}."
    ours = re.fullmatch(r"ibps-session/[0-9]{1,9}", now["format"])
    raise Unreadable(str(path), other, NEWER if ours else "Name a session file.")


def shown(said: object) -> str:
    """Something out of a file, short enough to be read."""
    return repr(brief(said) if isinstance(said, str) else "something that is no text")


def wide(data: bytes) -> str:
    """Which encoding of two bytes a character these bytes are in, as some editors save them; "" for none."""
    for mark, name in WIDE.items():
        if data.startswith(mark):
            return name
    begins = data[:64]
    for name, zeros, letters in (
        ("utf-16-le", begins[1::2], begins[::2]),
        ("utf-16-be", begins[::2], begins[1::2]),
    ):
        if zeros and not zeros.strip(b"\0") and 0 not in letters:
            return name
    return ""


def damage(data: bytes, said: str) -> str:
    """What is wrong with bytes that are not JSON, and where. `said` is what the reader of JSON said."""
    zeros = data.find(0)
    if wide(data):
        return "It is written in UTF-16, and a session is written in UTF-8."
    if zeros == 0 and not data.strip(b"\0"):
        return "It holds nothing but zeros, as after a power cut."
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        if zeros < 0 or error.start < zeros:
            return f"It is not text in UTF-8: {_place(data, error.start)}."
    if zeros >= 0:
        return f"There are zeros in the place of text: {_place(data, zeros)}."
    what, _, where = said.rpartition(" at ")
    if "EOF" in what:
        return f"It ends too early ({where})."
    if "recursion" in what:
        return f"It is nested far too deeply to be a session ({where})."
    return f"It is not whole JSON ({where})."


def _place(data: bytes, at: int) -> str:
    return f"byte {at + 1}, line {data.count(10, 0, at) + 1}"


def stands_twice(data: bytes | str) -> bool:
    """Whether a key is given twice: readers of JSON take the last and drop the first without a word."""
    twice = False

    def look(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        nonlocal twice
        twice = twice or len({key for key, _ in pairs}) < len(pairs)
        return dict(pairs)

    # Numbers stay text: making one of thousands of digits would fail here, and nobody looks at it.
    json.loads(data, object_pairs_hook=look, parse_int=str, parse_float=str)
    return twice
