"""Whether whoever has a session open is still there, also where the system's locks do not travel.

A program that keeps a session open counts up a number in its lock file. Clocks of two machines say nothing
about each other: what counts is whether that number moves while we look, by our own clock.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Final

from ibps.core.glimpse import Glimpse, Holder
from ibps.store import atomic, lock
from ibps.store.watch import Watch

SILENT: Final = 4 * lock.BEAT
"""Seconds a lock of another machine has to stand still before its holder is taken to be gone."""


class Lease:
    """One lock file, looked at from outside again and again."""

    def __init__(self, path: Path, clock: Callable[[], float] = time.monotonic) -> None:
        self._path, self._clock = path, clock
        self._since = 0.0
        self._holder = Holder("somebody")
        self.seen = b""  # what the lock file held at the last look: the right to take it over goes by this

    def look(self) -> Holder:
        """How it stands now. May raise what a disk raises."""
        try:
            data = lock.contents(self._path)
        except FileNotFoundError:
            self.seen = b""
            self._holder = Holder(self._holder.who, self._holder.since, gone=True, closed=True)
            return self._holder
        if data != self.seen or not self._since:
            self.seen, self._since = data, self._clock()
        said = lock.parsed(data)
        who, since = (lock.who(said), lock.since(said)) if said else (self._holder.who, self._holder.since)
        self._holder = Holder(who, since, gone=self._gone(said))
        return self._holder

    def _gone(self, said: Mapping[str, Any]) -> bool:
        silent = self._clock() - self._since >= SILENT
        match lock.held(self._path):
            case True:
                return False
            case None:  # a disk without locks: only what moves can tell
                return silent
        # The system gives us the lock. That says something of programs on this machine alone.
        return silent or not lock.kept_elsewhere(said)


class Along:
    """A session somebody else has open: what it says now, and whether they are still there."""

    def __init__(self, path: Path, clock: Callable[[], float] = time.monotonic) -> None:
        self._watch = Watch(lambda: path)
        self._lease = Lease(lock.beside(atomic.real(path)), clock)
        self._last = Glimpse(None)

    @property
    def seen(self) -> bytes:
        """What has to stand in the lock still for the session to be taken over."""
        return self._lease.seen

    def look(self) -> Glimpse | None:
        """What is new; None where nothing is."""
        new = self._watch.look()
        try:
            holder: Holder | None = self._lease.look()
        except OSError:
            holder = self._last.holder
        if new is None and holder == self._last.holder:
            return None
        now = new or self._last
        self._last = Glimpse(now.journal, now.trouble, now.why, now.blanked, holder)
        return self._last
