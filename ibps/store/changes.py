"""Whether somebody else has changed a session that is open here, looked at between its saves."""

from __future__ import annotations

from typing import Final

from ibps.core.errors import Unreadable
from ibps.core.glimpse import Glimpse, Holder
from ibps.store import atomic
from ibps.store.bounded import read_bytes
from ibps.store.session_file import LARGEST, SessionFile, read

GONE: Final = "The file is gone."
UNREAD: Final = "What is in the file now cannot be read."

Look = tuple[int, atomic.Stamp | None, str]


class Changes:
    """One session this program writes. Looks from a thread of its own, and never holds up a save."""

    def __init__(self, shelf: SessionFile) -> None:
        self._shelf = shelf
        self._seen: Look | None = None  # how it was when it was last looked into
        self._doubt: Look | None = None  # how it was when it was first found changed
        self._said = False

    def look(self) -> Glimpse | None:
        """What somebody else made of it, once it was found so twice; None where nothing is new.

        A glimpse of nothing when it is again as we left it. What a disk raises is no change by anybody: the
        next save says it.
        """
        try:
            return self._look()
        except OSError:
            return None

    def found(self) -> Glimpse | None:
        """What is there now if it is not ours, or why there is none. None where nobody can tell."""
        try:
            return self._found()
        except OSError:
            return None

    def _look(self) -> Glimpse | None:
        now = self._stamp()
        if now is None or now == self._seen:
            return None
        found = self._found()
        if self._stamp() != now:  # saved or changed while it was read: the next look tells
            return None
        if found is not None and now != self._doubt:
            self._doubt = now  # what takes files away and puts them back is given a moment
            return None
        self._seen, said, self._said = now, self._said, found is not None
        return found or (Glimpse(None) if said else None)

    def _found(self) -> Glimpse | None:
        path, by = self._shelf.path, self._shelf.taken()
        data = None
        try:
            data = read_bytes(path, LARGEST)[0]
        except FileNotFoundError:
            if not path.parent.is_dir():  # a drive that was taken out: nobody touched the file
                raise
        if self._shelf.knows(data) and not by:
            return None
        holder = Holder(by) if by else None
        if data is None:
            return Glimpse(None, GONE, holder=holder)
        try:
            return Glimpse(read(path).journal, holder=holder)
        except Unreadable as error:
            return Glimpse(None, UNREAD, error.what, holder=holder)

    def _stamp(self) -> Look | None:
        """None while a save is under way."""
        turn = self._shelf.turn
        now = (turn, atomic.stamp(self._shelf.path), self._shelf.taken())
        return None if turn % 2 or self._shelf.turn != turn else now
