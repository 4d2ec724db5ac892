"""Who is put to the test: the program, two usual ways of writing a file, and the program with a thing broken.

The other ways and the broken ones must fail where they are known to: a harness that clears them is broken.
"""

from __future__ import annotations

import gc
import json
import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Protocol
from unittest.mock import patch

from ibps.core.errors import Conflict, NotSaved, Unreadable
from ibps.core.stages.opening import StartSession
from ibps.core.stages.options import AddOption
from ibps.desk import Desk
from ibps.store import atomic, claim, lock
from ibps.store.session_file import SessionFile, read

NOW = datetime(2026, 3, 14, 13, 0, tzinfo=UTC)
FILE = "s.json"
CREATED = -1
"""The change that makes the file."""

Save = Callable[[int], None]
"""Change `n` is on the disk when it returns."""


class Subject(Protocol):
    """One way of keeping changes, by number, in one file of a folder."""

    @property
    def name(self) -> str:
        """What it is called in tables."""
        ...

    def begin(self, folder: Path) -> None:
        """Makes the file, with no change in it."""
        ...

    def open(self, folder: Path) -> Save:
        """A program that has the file open."""
        ...

    def seen(self, folder: Path) -> tuple[int, ...] | None:
        """The changes in the file, CREATED first; None when it cannot be read."""
        ...

    def told(self, error: Exception) -> bool:
        """Whether a person was told in words, rather than by a fault of the program."""
        ...


@dataclass(frozen=True)
class Ibps:
    """The program's own desk and file; `locked` takes the session's lock as the program does."""

    name: str = "ibps"
    locked: bool = False

    def begin(self, folder: Path) -> None:
        Desk.new(SessionFile(folder / FILE), [StartSession(title="Breaks", team="Unit 4B")], _clock)

    def open(self, folder: Path) -> Save:
        if self.locked:
            lock.take(folder / FILE, NOW)
        desk = Desk.open(SessionFile(folder / FILE), _clock)

        def save(n: int) -> None:
            desk.do(AddOption(text=_words(n)))

        return save

    def seen(self, folder: Path) -> tuple[int, ...] | None:
        return changes(folder / FILE)

    def told(self, error: Exception) -> bool:
        return isinstance(error, NotSaved)


def changes(path: Path) -> tuple[int, ...] | None:
    """The changes in a session; None when it cannot be read or its parts disagree."""
    try:
        opened = read(path)
    except Unreadable:
        return None if path.exists() else ()
    texts = [option.text for option in opened.journal.record.options]
    numbers = [int(text.split(" ")[0]) for text in texts]
    whole = not opened.notes and texts == [_words(n) for n in numbers]
    return (CREATED, *numbers) if whole else None


def _clock() -> datetime:
    return NOW


def _words(n: int) -> str:
    """Change `n`, longer and shorter in turn."""
    return f"{n}" + " every shift" * (5 + n * 7 % 60)


class Plain:
    """What most small programs do: `open(path, "w")`, write, close."""

    name = 'open(path, "w")'

    def begin(self, folder: Path) -> None:
        self._put(folder, [])

    def open(self, folder: Path) -> Save:
        numbers = list((self.seen(folder) or ())[1:])

        def save(n: int) -> None:
            self._put(folder, [*numbers, n])
            numbers.append(n)

        return save

    def _put(self, folder: Path, numbers: list[int]) -> None:
        # By its own name, so that the calls below can be counted.
        with _opened(folder / FILE, "w") as file:
            file.write(json.dumps(_content(numbers)))

    def seen(self, folder: Path) -> tuple[int, ...] | None:
        path = folder / FILE
        if not path.exists():
            return ()
        try:
            return _numbers(json.loads(path.read_text()))
        except ValueError:
            return None

    def told(self, error: Exception) -> bool:
        return isinstance(error, OSError)


class TinyDb:
    """TinyDB as it comes: one document, changed in place."""

    name = "TinyDB"

    def begin(self, folder: Path) -> None:
        with self._db(folder) as db:
            db.insert(_content([]))

    def open(self, folder: Path) -> Save:
        db = self._db(folder)

        def save(n: int) -> None:
            db.update(_content([*db.all()[0]["numbers"], n]))

        return save

    def seen(self, folder: Path) -> tuple[int, ...] | None:
        if not (folder / FILE).exists():
            return ()
        try:
            tables = json.loads((folder / FILE).read_text() or "{}")  # it takes an emptied file for a new one
            documents = list(tables.get("_default", {}).values())
            return _numbers(documents[0]) if documents else ()
        except (ValueError, AttributeError):
            return None

    @staticmethod
    def _db(folder: Path) -> Any:
        from tinydb import TinyDB

        with patch("tinydb.storages.open", _opened, create=True):
            return TinyDB(folder / FILE)

    def told(self, error: Exception) -> bool:
        return isinstance(error, OSError)


def _content(numbers: list[int]) -> dict[str, Any]:
    last = numbers[-1] if numbers else 0
    return {"numbers": numbers, "text": "every shift " * (400 + last * 7919 % 900)}


def _numbers(content: Any) -> tuple[int, ...] | None:
    try:
        return (CREATED, *content["numbers"]) if content == _content(content["numbers"]) else None
    except (KeyError, TypeError):
        return None


def _opened(path: str | Path, mode: str = "r", **how: Any) -> Any:
    """`open` written in Python: what it asks of the system goes through `os`, where it can be counted."""
    import _pyio  # type: ignore[import-not-found]  # ships without types

    return _pyio.open(path, mode, **{"encoding": "utf-8", **how})


STOCK: tuple[Subject, ...] = (TinyDb(), Plain())


# --- the program, broken


def _in_place(path: Path, data: bytes, **_: Any) -> None:
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    try:
        for part in range(0, len(data), 256):  # however fast the disk, a kill finds the middle
            os.write(handle, data[part : part + 256])
        os.fsync(handle)
    finally:
        os.close(handle)


def _nothing(*_: Any) -> None:
    return


def _look_first(write: Callable[..., None]) -> Callable[..., None]:
    """The look comes before the work, as it used to."""

    def save(path: Path, data: bytes, *, within: Any, **how: Any) -> None:
        with within(path):
            pass
        time.sleep(0.003)  # the work that came between, on a drive that takes its time
        write(path, data, **how)

    return save


BREAKS: dict[str, Callable[[], Any]] = {
    "written in place": lambda: patch.object(atomic, "write", _in_place),
    "no fsync of the file": lambda: patch.object(atomic, "_sync_file", _nothing),
    "no fsync of the folder": lambda: patch.object(atomic, "_sync_open_folder", _nothing),
    "look before the work": lambda: patch.object(atomic, "write", _look_first(atomic.write)),
    "no claim": lambda: patch.object(claim, "_put", _nothing),
    "errors swallowed": lambda: patch.object(atomic, "write", _swallowing(atomic.write)),
}


def _swallowing(write: Callable[..., None]) -> Callable[..., None]:
    def save(*args: Any, **how: Any) -> None:
        try:
            write(*args, **how)
        except NotSaved as error:
            if isinstance(error, Conflict):
                raise

    return save


@contextmanager
def broken(how: str = "") -> Iterator[None]:
    """The program with one thing broken, by its name in BREAKS; as it is, with none."""
    if not how:
        yield
        return
    with BREAKS[how]():
        yield


@contextmanager
def hushed() -> Iterator[None]:
    """Files in Python, refused a close, complain to nobody when they are forgotten; and they are, here."""
    with patch.object(sys, "unraisablehook", _nothing):
        yield
        gc.collect()


@contextmanager
def impatient() -> Iterator[None]:
    """Claims left behind are cleared at once, where nobody else can be there."""
    with patch.object(claim, "PATIENCE", 0.0), patch.object(time, "sleep", _nothing):
        yield
