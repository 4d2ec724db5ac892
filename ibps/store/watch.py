"""Looks at a session file again and again, from outside: what it says now, or why it cannot be read.

Nothing is ever written, and no lock kept, so any number of windows may watch one meeting.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Final

from ibps.core.errors import Unreadable
from ibps.core.glimpse import Blanked, Glimpse
from ibps.store import atomic, lock
from ibps.store.session_file import GONE, Followed, read_on

MISSING: Final = "The file is not there"
UNREAD: Final = "The file cannot be read"
PATIENCE: Final = 5
"""Looks at a file that could not be read before it is read again although it seems the same as then: whoever
holds it lets go without a trace."""


class Watch:
    """One file, whatever happens to it. `find` says where it is now, which may be before there is a file."""

    def __init__(self, find: Callable[[], Path]) -> None:
        self._find = find
        self._seen: tuple[Path, atomic.Stamp] | None = None  # as it was when it was last read
        self._known: Followed | None = None
        self._said = ""
        self._left = 0
        self._veil = Veil()
        self._last = Glimpse(None)  # what was told last

    def look(self) -> Glimpse | None:
        """What is new; None where nothing is. Never raises for what a disk does."""
        try:
            path = self._find()
            new = self._file(path)
            # After the file: what is entered while the window is blank is never seen before the blank is.
            blanked = self._veil.look(lock.beside(atomic.real(path)))
        except OSError as error:
            why = (error.strerror or type(error).__name__).lower()
            new, blanked = self._trouble(UNREAD, f"It cannot be read: {why}."), self._last.blanked
        if new is None and blanked == self._last.blanked:
            return None
        seen = new or self._last
        self._last = Glimpse(seen.journal, seen.trouble, seen.why, blanked)
        return self._last

    def _file(self, path: Path) -> Glimpse | None:
        now = atomic.stamp(path)
        if now is None:
            return self._trouble(MISSING)
        if self._seen == (path, now):
            if not self._said:
                return None
            self._left -= 1
            if self._left > 0:
                return None
        self._seen, self._left = (path, now), PATIENCE
        try:
            self._known = read_on(path, self._known)
        except Unreadable as error:
            if error.what == GONE:  # between the two looks
                return self._trouble(MISSING)
            return self._trouble(UNREAD, error.what, keep=True)
        # What was read may be newer than the stamp taken before; then the next look reads it once more.
        self._said = ""
        return Glimpse(self._known.journal)

    def _trouble(self, said: str, why: str = "", keep: bool = False) -> Glimpse | None:
        if not keep:
            self._seen = None
        known, self._said = self._said, said + why
        return None if known == self._said else Glimpse(None, said, why)


class Veil:
    """Whether the program that has the session open says that the room's window is blank.

    A program that ends, however it ends, uncovers nothing: that takes somebody at the room's window, or a
    program that opens the session again.
    """

    def __init__(self) -> None:
        self._seen: atomic.Stamp | None = None
        self._on = self._gone = False

    def look(self, path: Path) -> Blanked:
        """How it is now, by the lock at this path. May raise what a disk raises."""
        now = atomic.stamp(path)
        said = lock.read(path) if now is not None and now != self._seen else {}
        if "blank" in said:  # not where it is just being written, or not ours to read: then it is as before
            self._seen, self._on, self._gone = now, said["blank"] is True, False
        if not self._on:
            return ""
        # Once it is known to be gone it is not tried again: nobody who opens it shall find it tried.
        self._gone = self._gone or now is None or not lock.is_held(path)
        return "left" if self._gone else "held"
