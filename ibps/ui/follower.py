"""A thread that looks at the file for a window, so that nothing a disk does can hold up the window."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import Final, Protocol

from ibps.core.glimpse import Blanked, Glimpse

EVERY: Final = 0.1
"""Seconds between two looks."""
PATIENCE: Final = 3.0
"""Seconds a folder may take to answer before the room is told."""


class Watched(Protocol):
    """What is followed: `ibps.store.watch.Watch` is handed in at the door."""

    def look(self) -> Glimpse | None:
        """What is new, None where nothing is. May take as long as a disk takes."""
        ...


class Follower:
    """Looks until it is stopped, and hands on what is new."""

    def __init__(
        self, watched: Watched, tell: Callable[[Glimpse], object], every: float = EVERY
    ) -> None:
        self._watched, self._tell, self._every = watched, tell, every
        self._stop = threading.Event()
        self._since: float | None = None
        # A daemon, and nobody waits for it: a folder that never answers must not keep us from ending.
        self._thread = threading.Thread(target=self._follow, name="follower", daemon=True)

    def start(self) -> None:
        """Begin to look."""
        self._thread.start()

    def stop(self) -> None:
        """Look no more; a look that is under way is left to itself."""
        self._stop.set()

    @property
    def waiting(self) -> float:
        """Seconds the look that is under way has taken so far; 0 between looks."""
        since = self._since
        return 0.0 if since is None else time.monotonic() - since

    def _follow(self) -> None:
        blanked: Blanked = ""
        while not self._stop.is_set():
            self._since = time.monotonic()
            try:
                glimpse = self._watched.look()
            except Exception as error:  # whatever it is, the room is told and somebody goes on looking
                why = f"{type(error).__name__}: {error}"
                glimpse = Glimpse(None, "The file cannot be read", why, blanked)  # and uncovers nothing
            self._since = None
            if glimpse is not None and not self._stop.is_set():
                blanked = glimpse.blanked
                self._tell(glimpse)
            self._stop.wait(self._every)
