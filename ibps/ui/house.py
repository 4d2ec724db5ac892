"""What the screens need of the disk, as a protocol: `ibps.cli.house.House` is handed in at the door."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from ibps.core.glimpse import Glimpse
    from ibps.core.journal import Journal
    from ibps.core.row import Row
    from ibps.core.team import Team
    from ibps.core.value import Act
    from ibps.desk import Desk
    from ibps.practice.scenario import Scenario
    from ibps.ui.view import Shown


class Start(Protocol):
    """What to show first, from the command line."""

    @property
    def screen(self) -> str: ...
    @property
    def file(self) -> str: ...
    @property
    def query(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def team(self) -> str: ...
    @property
    def scenario(self) -> str: ...
    @property
    def stage(self) -> str: ...
    @property
    def example(self) -> bool: ...


class Listed(Protocol):
    """The sessions of a folder, and sentences on files that cannot be read, or are not as they seem."""

    @property
    def rows(self) -> tuple[Row, ...]: ...
    @property
    def unread(self) -> tuple[str, ...]: ...
    @property
    def notes(self) -> tuple[str, ...]: ...


class Changes(Protocol):
    """Whether somebody else changes an open session; `ibps.ui.follower` looks at it again and again."""

    def look(self) -> Glimpse | None:
        """What they made of it, once; None where nothing is new, a glimpse of nothing once it is undone."""
        ...

    def found(self) -> Glimpse | None:
        """What they made of it, now; None where the file is as it was left here."""
        ...


class Along(Protocol):
    """A session somebody else has open, followed."""

    def look(self) -> Glimpse | None:
        """What is new, with who has it."""
        ...

    @property
    def seen(self) -> bytes:
        """What `House.open` needs to take it over."""
        ...


class Opened(Protocol):
    """An open session and its one writer."""

    @property
    def desk(self) -> Desk: ...
    @property
    def name(self) -> str: ...
    @property
    def notes(self) -> tuple[str, ...]: ...
    @property
    def path(self) -> str: ...
    @property
    def left(self) -> str: ...
    @property
    def changes(self) -> Changes: ...

    def takes(self) -> bool:
        """Whether a save would work now. Nothing is changed."""
        ...

    def keep(self) -> str:
        """Our version into a file beside the session; how that is opened."""
        ...

    def beside(self, name: str) -> str:
        """How a file of that name beside the session is opened."""
        ...

    def close(self) -> None:
        """Others may open it for writing again."""
        ...

    def blank(self, on: bool) -> bool:
        """Tell the room's window to be blank, or no longer; False when it could not be told."""
        ...


class House(Protocol):
    """One folder of sessions. Each method may raise an `IbpsError`, whose text is for the room."""

    @property
    def start(self) -> Start: ...

    def clock(self) -> datetime:
        """The time now, with its zone."""
        ...

    def place(self) -> str:
        """The folder, short enough for the top line."""
        ...

    def rows(self, practice: bool = False) -> Listed:
        """One row per session, newest first."""
        ...

    def open(self, name_or_path: str, over: bytes | None = None) -> Opened:
        """A session to go on with; `over` takes it over from somebody who is gone."""
        ...

    def along(self, name_or_path: str) -> Along:
        """A session somebody else has open."""
        ...

    def peek(self, name_or_path: str) -> tuple[Journal, tuple[str, ...]]:
        """A session to look at, and sentences about what its journal does not bear out."""
        ...

    def new(self, acts: Sequence[Act], title: str, on: date, practice: bool) -> Opened:
        """A new session in a file of its own."""
        ...

    def documents(self) -> str:
        """The folder where this user keeps documents, as people read it."""
        ...

    def elsewhere(self, desk: Desk, path: str, place: str) -> Opened:
        """The session, whole, in a new file at another place, to go on with. The file at `path` is let be."""
        ...

    def teams(self) -> tuple[Team, ...]:
        """The teams remembered here, the one used last first."""
        ...

    def remember(self, team: Team) -> str:
        """Keep the team for next time; "" or a sentence about what went wrong."""
        ...

    def scenarios(self) -> tuple[Scenario, ...]:
        """What can be practiced."""
        ...

    def draft(self, name: str) -> dict[str, str]:
        """Unsent text of a session, by view."""
        ...

    def left_at(self, name: str) -> tuple[str, str]:
        """The stage and the row a window was at that was stopped in the middle; empty when it was left."""
        ...

    def keep_draft(self, name: str, texts: Mapping[str, str], at: tuple[str, str]) -> bool:
        """Keep unsent text, and the stage and row looked at, on this machine; False when it did not work."""
        ...

    def hushed(self, name: str) -> frozenset[str]:
        """The hints that were put away, in every session and in this one."""
        ...

    def hush(self, name: str, marks: frozenset[str]) -> bool:
        """Keep which hints were put away, on this machine; False when that did not work."""
        ...

    def notes(self, name: str, whose: int) -> tuple[str, ...]:
        """The private notes on a session of whoever has this number on its room list, as kept here."""
        ...

    def keep_notes(self, name: str, whose: int, texts: Sequence[str]) -> bool:
        """Keep private notes on this machine, apart from every record; False when that did not work."""
        ...

    def coach_shown(self, name: str, team: str, on: date) -> Shown:
        """How much of the coach a session of that team begins with, held on that day."""
        ...

    def keep_coach(self, shown: Shown) -> bool:
        """Keep how it was left, on this machine; False when that did not work."""
        ...

    def example(self) -> str | None:
        """An example record to look at."""
        ...

    def report(self, text: str) -> str:
        """Keep a report of a mistake in the program; where it lies, or "" when that did not work."""
        ...
