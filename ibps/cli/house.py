"""The only thing through which the screens reach the disk."""

from __future__ import annotations

import hashlib
import os
import random
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import date
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal

from pydantic_core import from_json, to_json

from ibps.cli import coach, elsewhere, hushed, notes, reports
from ibps.cli.opened import OpenedSession
from ibps.cli.place import find
from ibps.core.clock import Clock, local_clock
from ibps.core.errors import IbpsError, InUse, NotOpened, NotSaved, Refusal
from ibps.store import atomic, folders, leftovers, lock, register, versions
from ibps.store.bounded import read_bytes
from ibps.store.lock import Lock
from ibps.store.register import Listed
from ibps.store.tables import look, set_aside

if TYPE_CHECKING:  # the front desk shows rows: what a record is made of is loaded when one is opened
    from ibps.core.journal import Journal
    from ibps.core.team import Team
    from ibps.core.value import Act
    from ibps.desk import Desk
    from ibps.practice.scenario import Scenario
    from ibps.store.lease import Along
    from ibps.store.session_file import SessionFile
    from ibps.ui.view import Shown

Screen = Literal["desk", "meet", "review", "new", "practice"]
AT: Final = "at"
"""In a draft file, beside unsent text by view: the stage and the row that were looked at."""

LARGEST_DRAFT: Final = 4 * 1024 * 1024
"""Bytes of unsent text; a line that long is nobody's."""
NO_TEAMS: Final = "No team is remembered from it; when the next one is, it is set aside under another name."
NOT_KEPT: Final = "The team could not be remembered for next time; this session has all of it."


@dataclass(frozen=True)
class Start:
    """What the screens show first, from the command line."""

    screen: Screen = "desk"
    file: str = ""
    query: str = ""
    title: str = ""
    team: str = ""
    scenario: str = ""
    stage: str = ""
    example: bool = False


@dataclass(frozen=True)
class House:
    """The folders of one run, and what can be done with them."""

    sessions: Path
    cache: Path
    state: Path
    start: Start = Start()
    clock: Clock = local_clock
    own: Scenario | None = None  # a scenario somebody brought as a file
    _ready: dict[str, OpenedSession] = field(default_factory=dict, repr=False, compare=False)
    _aside: dict[str, str] = field(default_factory=dict, repr=False, compare=False)  # see `_known_as`

    def rows(self, practice: bool = False) -> Listed:
        """One row per session, newest first. `Unreadable` when the folder itself cannot be read."""
        before = int(self.clock().timestamp()) * 10**9 - leftovers.LEFT_BEHIND
        own = (self.state, *(self.state / kept for kept in ("drafts", "hints", "notes")))
        for kept in (self.sessions, self.sessions / "practice", *own):
            leftovers.sweep(kept, before)
        listed = register.sessions(self.sessions, self.cache, practice)
        teams = self.sessions / "teams.json"
        if not practice and (fault := look(teams)):
            listed = replace(listed, notes=(*listed.notes, f"{teams}: {fault} {NO_TEAMS}"))
        return listed

    def open(self, name_or_path: str, over: bytes | None = None) -> OpenedSession:
        """A session to go on with. `InUse`, `Unreadable`; `NotSaved` when a check could not be closed.

        `over` is what `along` saw in the lock of somebody who is gone.
        """
        ready = self._ready.pop(name_or_path, None)
        return ready or self._open(find(self.sessions, name_or_path), over)

    def along(self, name_or_path: str) -> Along:
        """A session somebody else has open, to be followed."""
        from ibps.store.lease import Along

        return Along(find(self.sessions, name_or_path))

    def prepare(self, name_or_path: str) -> None:
        """Open it now, so that what is wrong with it is said before any screen; `open` then gives it."""
        with suppress(InUse):  # the screens read along
            self._ready[name_or_path] = self._open(find(self.sessions, name_or_path))

    def _open(self, path: Path, over: bytes | None = None) -> OpenedSession:
        from ibps.desk import Desk
        from ibps.store.session_file import SessionFile

        shelf = SessionFile(path)
        try:
            held = lock.take(path, self.clock(), over) if path.is_file() else None
        except NotSaved as error:  # nothing was to be saved yet
            raise NotOpened(error.reason, error.path, error.what_next) from error
        try:
            desk = Desk.open(shelf, self.clock)
        except BaseException:
            if held is not None:
                held.release()
            raise
        return self._opened(desk, path, shelf, held)

    def _opened(self, desk: Desk, path: Path, shelf: SessionFile, held: Lock | None) -> OpenedSession:
        if held is not None:
            held.keep()
            shelf.taken = held.taken
        notes = (*shelf.notes, *versions.told(path, desk.journal))
        return OpenedSession(desk, self._name(path), str(path), shelf, notes, held)

    def peek(self, name_or_path: str) -> tuple[Journal, tuple[str, ...]]:
        """A session to look at, and what in the file did not hold. Nothing is written. `Unreadable`."""
        from ibps.store.session_file import read

        path = find(self.sessions, name_or_path)
        opened = read(path)
        return opened.journal, (*opened.notes, *versions.told(path, opened.journal))

    def new(self, acts: Sequence[Act], title: str, on: date, practice: bool) -> OpenedSession:
        """A new session in a file of its own; never over another. `Refusal`, `NotSaved`.

        ValueError when `practice` is not what the first act says: the two must not drift apart.
        """
        from ibps.core.stages.opening import StartSession
        from ibps.desk import Desk
        from ibps.store.session_file import SessionFile

        if not acts or not isinstance(acts[0], StartSession):
            raise Refusal("not_started")
        if practice != (acts[0].mode == "practice"):
            raise ValueError("a practice session is one from its first act")
        folder = self.sessions / "practice" if practice else self.sessions
        folders.make(folder)
        path = _free(folder, title, on, practice)
        held, shelf = lock.take(path, self.clock()), SessionFile(path)
        try:
            desk = Desk.new(shelf, acts, self.clock)
        except BaseException:
            held.release()
            raise
        return self._opened(desk, path, shelf, held)

    def documents(self) -> str:
        """The folder where this user keeps documents, as people read it."""
        return elsewhere.documents()

    def elsewhere(self, desk: Desk, path: str, place: str) -> OpenedSession:
        """The session, whole, in a new file there, to go on with. Nothing is done at `path`. `NotSaved`."""
        from ibps.store.session_file import SessionFile

        new = elsewhere.free(place, Path(path).name)
        folders.make(new.parent)
        held, shelf = lock.take(new, self.clock()), SessionFile(new)
        try:
            desk = desk.on(shelf)
        except BaseException:
            held.release()
            raise
        return self._opened(desk, new, shelf, held)

    def _name(self, path: Path) -> str:
        for folder in (self.sessions, self.sessions / "practice"):
            with suppress(OSError):
                if path.parent.samefile(folder):
                    return path.name
        return os.path.abspath(path)

    def teams(self) -> tuple[Team, ...]:
        """The teams remembered here, the one used last first; none when they cannot be read."""
        from ibps.store.teams import Teams

        if look(self.sessions / "teams.json"):
            return ()  # set aside only when there is something to write, which is also when it is told
        try:
            return Teams(self.sessions).all()
        except IbpsError:
            return ()

    def remember(self, team: Team) -> str:
        """Keep the team for next time. "", or a sentence for the room when there is something to say."""
        from ibps.store.teams import Teams

        try:
            folders.make(self.sessions)
            teams = Teams(self.sessions)
            teams.remember(team)
        except (IbpsError, ValueError) as error:
            return f"{NOT_KEPT} {error}"
        return teams.note

    def scenarios(self) -> tuple[Scenario, ...]:
        """What can be practiced: a scenario brought along first, then those of the program."""
        from ibps.practice.scenario import load, names

        own = (self.own,) if self.own else ()
        return (*own, *(load(name) for name in names()))

    def place(self) -> str:
        """The sessions folder as people read it: ~/Documents/ibps."""
        home = Path.home()
        return (
            f"~/{self.sessions.relative_to(home)}"
            if self.sessions.is_relative_to(home)
            else str(self.sessions)
        )

    def example(self) -> str | None:
        """An example record to look at: its file name here, else the path of one shipped with the program."""
        with suppress(IbpsError):
            for row in self.rows().rows:
                if row.kind == "example":
                    return row.file
        with suppress(OSError):
            shipped = resources.files("ibps") / "examples"
            found = sorted(str(file) for file in shipped.iterdir() if file.name.endswith(".json"))
            return found[0] if found else None
        return None

    def draft(self, name: str) -> dict[str, str]:
        """Unsent texts of a session by field, as last kept on this machine; {} when there are none."""
        return _texts(self._draft(name)) or {}

    def left_at(self, name: str) -> tuple[str, str]:
        """The stage and the row a window was at that was stopped in the middle; empty when it was left."""
        try:
            kept = from_json(read_bytes(self._draft(name), LARGEST_DRAFT)[0])
            stage, row = kept[AT]
        except (OSError, ValueError, KeyError, TypeError):
            return "", ""
        return (stage, row) if isinstance(stage, str) and isinstance(row, str) else ("", "")

    def keep_draft(self, name: str, texts: Mapping[str, str], at: tuple[str, str] = ("", "")) -> bool:
        """Keep unsent texts and where the window is, private and on the disk; nothing empty is kept.

        False when it did not work.
        """
        path = self._draft(name)
        kept: dict[str, object] = {field: text for field, text in texts.items() if text}
        if at[0]:
            kept[AT] = at
        try:
            if _texts(path) is None and path.is_file():
                set_aside(path, "Unsent text that cannot be read.")
            if kept:
                folders.make(path.parent)
                atomic.write(path, to_json(kept))
            else:
                path.unlink(missing_ok=True)
        except (IbpsError, OSError, ValueError):
            return False
        return True

    def report(self, text: str) -> str:
        """Keep a report of a mistake in the program; where it lies, or "" when that did not work."""
        return reports.keep(self.state, self.clock(), text)

    def hushed(self, name: str) -> frozenset[str]:
        """The hints that were put away, in every session and in this one."""
        return hushed.load(self.state / "hints", self._known_as(name))

    def hush(self, name: str, marks: frozenset[str]) -> bool:
        """Keep which hints were put away, private and on the disk. False when it did not work."""
        return hushed.keep(self.state / "hints", self._known_as(name), marks)

    def notes(self, name: str, whose: int) -> tuple[str, ...]:
        """The private notes on a session of whoever has this number on its room list, as kept here."""
        return notes.load(self.state / "notes", self._known_as(name), whose)

    def keep_notes(self, name: str, whose: int, texts: Sequence[str]) -> bool:
        """Keep private notes, on the disk of this machine alone. False when it did not work."""
        return notes.keep(self.state / "notes", self._known_as(name), whose, texts)

    def coach_shown(self, name: str, team: str, on: date) -> Shown:
        """Open in the first sessions of a team in this folder, else as it was left last time."""
        with suppress(IbpsError, OSError):
            few = len(os.listdir(self.sessions)) <= coach.MANY
            if few and coach.first(self.rows().rows, find(self.sessions, name).name, team, on):
                return "panel"
        return coach.load(self.state / "coach.json")

    def keep_coach(self, shown: Shown) -> bool:
        """Keep how it was left, private and on the disk. False when it did not work."""
        return coach.keep(self.state / "coach.json", shown)

    def _draft(self, name: str) -> Path:
        return self.state / "drafts" / f"{self._known_as(name)}.json"

    def _known_as(self, name: str) -> str:
        # Two folders may hold sessions of one name: what is kept aside belongs to the file, not to the name.
        # It is worked out once, while the file is there: a drive that is out or does not answer changes
        # nothing about what is kept on this machine.
        if name in self._aside:
            return self._aside[name]
        path = find(self.sessions, name)
        known = hashlib.sha256(os.fsencode(os.path.realpath(path))).hexdigest()[:32]
        if path.is_file():
            self._aside[name] = known
        return known


def _texts(path: Path) -> dict[str, str] | None:
    """The texts kept in a file, {} when there is none; None when there is something that cannot be read."""
    try:
        kept = from_json(read_bytes(path, LARGEST_DRAFT)[0])
    except FileNotFoundError:
        return {}
    except (OSError, ValueError):
        return None
    if not isinstance(kept, dict):
        return None
    return {field: text for field, text in kept.items() if isinstance(text, str)}


def _free(folder: Path, title: str, on: date, practice: bool) -> Path:
    """A path nothing has yet. Two sessions of one day and title differ in their tail."""
    rng = random.SystemRandom()
    while True:
        path = folder / folders.session_name(on, title, folders.random_tail(rng), practice)
        if not os.path.lexists(path):
            return path
