"""Reads a whole file that anybody may have put there: never more than asked for, and never forever.

A pipe would wait for a writer, a device has no end, and a file may be written while it is read.
"""

from __future__ import annotations

import errno
import os
import stat as modes
import time
from pathlib import Path
from typing import Final

from ibps.store.atomic import Stamp

TRIES: Final = 3
PAUSE: Final = 0.05
"""Seconds between two looks at a file that is being written."""
CHUNK: Final = 1 << 20

FLAGS: Final = (
    os.O_RDONLY
    | getattr(os, "O_NONBLOCK", 0)
    | getattr(os, "O_NOCTTY", 0)
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_BINARY", 0)
)


class NotReadable(OSError):
    """Something of that name is there and is nothing to be read: a sentence on what, and what to do."""

    def __init__(self, what: str, what_next: str) -> None:
        self.what, self.what_next = what, what_next
        super().__init__(errno.EINVAL, what.rstrip("."))


def read_bytes(path: Path, most: int) -> tuple[bytes, Stamp]:
    """All of the file's bytes as they were at one moment, and its stamp then. Links are followed.

    Raises OSError; NotReadable for what is no file, is longer than `most` bytes, or never stands still.
    """
    for attempt in range(TRIES):
        if attempt:
            time.sleep(PAUSE)
        _look(os.stat(path), most)  # before it is opened: to open some devices is to do something
        handle = os.open(path, FLAGS)
        try:
            before = os.fstat(handle)
            _look(before, most)
            data = _all(handle, most)
            after = os.fstat(handle)
        finally:
            os.close(handle)
        if _stamp(before) == _stamp(after) and len(data) == after.st_size:
            return data, _stamp(after)
    raise NotReadable("It is being written just now.", "Wait a moment, then try again.")


def _look(seen: os.stat_result, most: int) -> None:
    if modes.S_ISDIR(seen.st_mode):
        raise NotReadable("This is a folder, not a file.", "Name a file in it.")
    if not modes.S_ISREG(seen.st_mode):
        raise NotReadable("This is not a file, but a pipe or a device.", "Name a file.")
    if seen.st_size > most:
        raise NotReadable(f"This file is far too large: {_megabytes(seen.st_size)}.", "Name another file.")


def _all(handle: int, most: int) -> bytes:
    parts: list[bytes] = []
    left = most + 1
    while left > 0 and (part := os.read(handle, min(left, CHUNK))):
        parts.append(part)
        left -= len(part)
    return b"".join(parts)


def _stamp(seen: os.stat_result) -> Stamp:
    return Stamp(seen.st_mtime_ns, seen.st_size, seen.st_ino)


def _megabytes(size: int) -> str:
    return f"{size / 1_000_000:,.0f} MB"
