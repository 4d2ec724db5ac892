"""The right to replace one file, for the moment of one save.

The operating system's locks do not travel: two machines on one share each hold theirs. That a file can be
made only where there is none does travel. Whoever has made the claim looks at what the file holds, replaces
it, and takes the claim away; nobody who asks the same way comes in between.

A claim lasts some thousandths of a second. One that stays was left by a program that was killed just then: it
goes when the session is next opened, never in the middle of somebody's save.
"""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from ibps.store import holder

START, END = ".ibps-", ".claim"
WAITS: Final = (0.001, 0.002, 0.004, 0.008, 0.015, 0.03, 0.06, 0.12, 0.25, 0.5, 1.0)
LONGEST: Final = 100
"""Bytes of a mark."""
PATIENCE: Final = 1.0
"""Seconds a claim of somebody who may be there has to stand still before it is taken for left behind."""


class Changed(Exception):
    """The file does not hold what it should for being replaced, and was left. `gone` when there is none."""

    def __init__(self, gone: bool) -> None:
        self.gone = gone
        super().__init__()


class Guard:
    """Lets a file be replaced only while it holds what it should, and by one program at a time."""

    def __init__(self, *contents: bytes | None) -> None:
        self._contents = contents  # None among them: there may be no file
        self._left = False  # a claim of our own that the disk did not let us take away

    @property
    def expected(self) -> bytes:
        """What the file holds, as far as we know; of two possibilities the later."""
        return self._contents[-1] or b""

    def expect(self, data: bytes) -> None:
        """The file holds this, and nothing else will do."""
        self._contents = (data,)

    def allow(self, data: bytes) -> None:
        """The file may also hold this."""
        self._contents = (*self._contents, data)

    def knows(self, data: bytes | None) -> bool:
        """Whether it may be replaced while it holds this."""
        return data in self._contents

    @contextlib.contextmanager
    def __call__(self, target: Path) -> Iterator[None]:
        """Nobody else with a guard replaces `target` meanwhile. `Changed`; OSError, EBUSY when taken."""
        if self._left:
            clear(target)
            self._left = False
        path = _beside(target)
        _make(path)
        try:
            held = _held(target)
            if held not in self._contents:
                raise Changed(held is None)
            yield
        finally:
            try:
                os.unlink(path)
            except OSError:
                self._left = True  # the save itself is as it is


def clear(target: Path) -> None:
    """Take away a claim that was left behind. For whoever has just opened `target` for writing."""
    path = _beside(target)
    seen = _look(path)
    if seen is None:
        return
    if not holder.gone(_mark(path)):
        time.sleep(PATIENCE)
        if _look(path) != seen:
            return
    with contextlib.suppress(OSError):
        os.unlink(path)


def _beside(target: Path) -> Path:
    # Without the target's name: a name at the length limit must not become too long by the addition.
    return target.parent / f"{START}{hashlib.sha256(os.fsencode(target.name)).hexdigest()[:16]}{END}"


def _held(target: Path) -> bytes | None:
    """What the file holds; None when there is none."""
    try:
        # Not to wait for ever should a pipe have taken the name meanwhile.
        flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
        handle = os.open(target, flags)
    except FileNotFoundError:
        return None
    try:
        return read_all(handle)
    finally:
        os.close(handle)


def read_all(handle: int) -> bytes:
    """The rest of an open file."""
    parts = []
    while part := os.read(handle, 1 << 20):
        parts.append(part)
    return b"".join(parts)


def _make(path: Path) -> None:
    for wait in WAITS:
        with contextlib.suppress(FileExistsError):
            return _put(path)
        time.sleep(wait)
    try:
        _put(path)
    except FileExistsError as error:
        raise OSError(errno.EBUSY, os.strerror(errno.EBUSY)) from error


def _put(path: Path) -> None:
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with contextlib.suppress(OSError):  # it is as good a claim without; left behind, it stays longer
            os.write(handle, holder.mine().encode())
    finally:
        with contextlib.suppress(OSError):
            os.close(handle)


def _mark(path: Path) -> str:
    try:
        # Neither waiting for a pipe nor reading all of what took the name: a mark is short.
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
        try:
            return os.read(handle, LONGEST).decode("ascii")
        finally:
            os.close(handle)
    except (OSError, ValueError):
        return ""


def _look(path: Path) -> tuple[int, int] | None:
    try:
        seen = os.lstat(path)  # a link is left behind as well, whatever it points to
    except OSError:
        return None
    return seen.st_ino, seen.st_mtime_ns
