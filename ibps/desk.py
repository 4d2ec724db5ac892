"""The one writer. An act becomes an entry, the entry is on the disk, and only then is it the meeting."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Protocol

from ibps.core.acts import Redo, Undo
from ibps.core.clock import Clock, local_clock
from ibps.core.errors import NotSaved, Refusal
from ibps.core.journal import Entry, Journal, start
from ibps.core.record import Record
from ibps.core.said_now import said_now
from ibps.core.stages.checks import InterruptCheck
from ibps.core.stages.opening import EDITION, StartSession
from ibps.core.value import Act


def draw() -> str:
    """A random value for one attestation: 32 hex digits nobody could have known before."""
    return secrets.token_hex(16)


class Shelf(Protocol):
    """Where a session lives. `MemoryShelf` and `ibps.store.session_file.SessionFile` are two."""

    def load(self) -> Journal:
        """The journal as stored, or `Unreadable`."""
        ...

    def save(self, journal: Journal) -> None:
        """The journal is on the disk when this returns; `NotSaved` or `Conflict` if it is not."""
        ...


class MemoryShelf:
    """A shelf without a disk, for trying things and for tests."""

    def __init__(self, journal: Journal | None = None) -> None:
        self.journal = journal

    def load(self) -> Journal:
        """The journal last saved; a `Refusal` when none was."""
        if self.journal is None:
            raise Refusal("not_started")
        return self.journal

    def save(self, journal: Journal) -> None:
        """Keep it."""
        self.journal = journal


class NoShelf:
    """Where nothing can be saved, and why."""

    def __init__(self, error: NotSaved) -> None:
        self._error = error

    def load(self) -> Journal:
        """There is nothing."""
        raise self._error

    def save(self, journal: Journal) -> None:
        """It cannot be."""
        raise self._error


class Desk:
    """Holds the journal of one session and the shelf it is saved on."""

    def __init__(self, shelf: Shelf, journal: Journal, clock: Clock = local_clock) -> None:
        self._shelf, self._journal, self._clock = shelf, journal, clock

    @classmethod
    def new(cls, shelf: Shelf, acts: Sequence[Act], clock: Clock = local_clock) -> Desk:
        """A new session from its first acts, saved once. The first has to be `StartSession`."""
        if not acts or not isinstance(acts[0], StartSession):
            raise Refusal("not_started")
        journal = start(acts[0].but(edition=EDITION), clock())
        for act in acts[1:]:
            journal = journal.with_act(said_now(journal.record, act), max(clock(), journal.entries[-1].at))
        shelf.save(journal)
        return cls(shelf, journal, clock)

    @classmethod
    def open(cls, shelf: Shelf, clock: Clock = local_clock) -> Desk:
        """A stored session. A check the program stopped in the middle of is closed as incomplete."""
        desk = cls(shelf, shelf.load(), clock)
        check = desk.record.open_check
        if check:
            desk.do(InterruptCheck(check=check.number))
        return desk

    def on(self, shelf: Shelf) -> Desk:
        """The same session on another shelf, saved there first. This desk and its shelf stay as they are."""
        shelf.save(self._journal)
        return Desk(shelf, self._journal, self._clock)

    def apart(self, error: NotSaved) -> Desk:
        """The same session with no shelf, so that each act fails with this error until it is `on` another.

        For when a save was given up that may still be under way: what comes of it is never taken in here.
        """
        return Desk(NoShelf(error), self._journal, self._clock)

    @property
    def journal(self) -> Journal:
        """Everything that happened."""
        return self._journal

    @property
    def record(self) -> Record:
        """What it adds up to."""
        return self._journal.record

    def do(self, *acts: Act, at: datetime | None = None) -> Record:
        """The record after these acts, all of them saved together, or an error and nothing changed.

        `at` is when they happened, for records entered afterwards; it cannot be before the last entry.
        """
        journal = self._journal
        last = journal.entries[-1].at
        if at is not None and at < last:
            raise Refusal(
                "time_back", at=at.isoformat(timespec="seconds"), last=last.isoformat(timespec="seconds")
            )
        if at is not None and at > self._clock() + timedelta(days=1):
            raise Refusal("time_ahead", at=at.isoformat(timespec="seconds"))
        # A clock that was set back must not stop a meeting: entries keep their order, and time stands still.
        when = at or max(self._clock(), last)
        for act in acts:
            journal = journal.with_act(said_now(journal.record, act), when)
        self._shelf.save(journal)
        self._journal = journal
        return journal.record

    def undo(self) -> Entry:
        """Takes back the last thing that was said or done, and says which."""
        entry = self._journal.undoable
        if entry is None:
            raise self._journal.not_undone
        self.do(Undo(entry=entry.n))
        return entry

    def redo(self) -> Entry:
        """Brings back what was taken back last, and says which."""
        entry = self._journal.redoable
        if entry is None:
            raise Refusal("nothing_to_redo")
        self.do(Redo(entry=entry.n))
        return entry
