"""A session that is open for writing here, with what holds it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from ibps.store import atomic

if TYPE_CHECKING:
    from ibps.desk import Desk
    from ibps.store.changes import Changes
    from ibps.store.lock import Lock
    from ibps.store.session_file import SessionFile


@dataclass(frozen=True)
class OpenedSession:
    """A session and its one writer. `name` opens it again here; `notes` say what in the file did not hold.

    `left` says who had it before and never closed it.
    """

    desk: Desk
    name: str
    path: str
    shelf: SessionFile
    notes: tuple[str, ...] = ()
    lock: Lock | None = None

    def takes(self) -> bool:
        """Whether a save would work now. Nothing is changed."""
        return self.shelf.takes()

    @property
    def left(self) -> str:
        """Who had it open before and never closed it, in words."""
        return self.lock.left if self.lock is not None else ""

    @property
    def changes(self) -> Changes:
        """Whether somebody else changes the file meanwhile."""
        from ibps.store.changes import Changes

        return Changes(self.shelf)

    def keep(self) -> str:
        """Our version into a file beside it; how that is opened. `NotSaved`."""
        return self.beside(self.shelf.keep(self.desk.journal).name)

    def beside(self, name: str) -> str:
        """How a file of that name beside the session is opened."""
        real = atomic.real(self.shelf.path)  # where a link points to, if it was opened by one
        near = Path(self.name) if real == self.shelf.path else real
        return str(near.with_name(name))

    def close(self) -> None:
        """Others may open it for writing again."""
        if self.lock is not None:
            self.lock.release()

    def blank(self, on: bool) -> bool:
        """Tell the room's window to be blank, or no longer; False when it could not be told."""
        return self.lock is not None and self.lock.blank(on)
