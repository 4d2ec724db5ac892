"""The invented session when something is in the way of it: what the pictures of that show."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta

from ibps.core.errors import Conflict, InUse, NotSaved
from ibps.core.glimpse import Glimpse, Holder
from ibps.core.journal import Journal
from ibps.core.stages.interests import StateInterest
from ibps.desk import Desk, MemoryShelf, NoShelf
from tests.docs.demo import FILE, NOW, Changes, DemoHouse, Opened

PATH = f"~/Documents/ibps/{FILE}"
OURS = f"{FILE.removesuffix('.json')}-OTHER-VERSION-1.json"
ELSEWHERE = Holder("hazel on ward-pc-2", NOW - timedelta(minutes=62))
FULL = NotSaved("disk full", PATH, "Free some space.")
THEIRS = (
    StateInterest(party="L", text="Nobody is called in on a free weekend"),
    StateInterest(party="M", text="One list that everybody reads"),
)


@dataclass
class Seen(Changes):
    """What somebody else has, seen once by whoever looks again and again."""

    glimpse: Glimpse
    new: bool = False
    seen = b"{}"

    def look(self) -> Glimpse | None:
        new, self.new = self.new, False
        return self.glimpse if new else None

    def found(self) -> Glimpse | None:
        return self.glimpse


@dataclass(frozen=True)
class Held(DemoHouse):
    """Somebody else has it open, or had it."""

    gone: bool = False

    def open(self, name_or_path: str, over: bytes | None = None) -> Opened:
        raise InUse(PATH, f"{ELSEWHERE.who} has it open", f"{PATH}.lock")

    def along(self, name_or_path: str) -> Seen:
        holder = Holder(ELSEWHERE.who, ELSEWHERE.since, gone=self.gone)
        return Seen(Glimpse(self.session.journal, holder=holder), new=True)


@dataclass(frozen=True)
class OpenedTwice(Opened):
    """A session whose file somebody else has written meanwhile."""

    theirs: Journal | None = None

    @property
    def changes(self) -> Seen:
        return Seen(Glimpse(self.theirs))

    def takes(self) -> bool:
        return False


class Parted(MemoryShelf):
    """Whatever is saved lands beside the file."""

    def save(self, journal: Journal) -> None:
        super().save(journal)
        raise Conflict("somebody else saved this session too", PATH, "Leave this session.", OURS)


@dataclass(frozen=True)
class Changed(DemoHouse):
    """Somebody else wrote the file: the next save finds out."""

    ours: Parted = field(default_factory=Parted)

    def open(self, name_or_path: str, over: bytes | None = None) -> Opened:
        theirs = self.session.on(MemoryShelf())
        theirs.do(*THEIRS)
        desk = Desk(self.ours, self.session.journal, self.clock)
        return OpenedTwice(desk, FILE, theirs=theirs.journal)

    def peek(self, name_or_path: str) -> tuple[Journal, tuple[str, ...]]:
        return self.ours.load(), ()


@dataclass(frozen=True)
class Full(DemoHouse):
    """A disk that takes nothing."""

    def open(self, name_or_path: str, over: bytes | None = None) -> Opened:
        return Opened(Desk(NoShelf(FULL), self.session.journal, self.clock), FILE)


AMISS: dict[str, Callable[..., DemoHouse]] = {"": DemoHouse, "held": Held, "changed": Changed, "full": Full}
"""Houses, by what is in the way."""
