"""What a view is: a pure function from the world and the look to what the room sees, and what keys mean.

A view never changes anything. It answers a key with an outcome, and the app carries the outcome out.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any, ClassVar, Literal

from ibps.ui.forms import Form
from ibps.ui.keymap import TABLE, Keymap
from ibps.ui.widgets.rows import Row

if TYPE_CHECKING:  # the front desk shows rows and needs none of the record's classes
    from ibps.core.apart import Apart
    from ibps.core.journal import Journal
    from ibps.core.record import Record
    from ibps.core.record.terms import Scale
    from ibps.core.row import Row as SessionRow
    from ibps.core.stages.kit import Hint
    from ibps.core.team import Team
    from ibps.core.value import Act
    from ibps.practice.scenario import Scenario

Shown = Literal["", "line", "panel"]
"""How much of the coach a window shows. The panel needs a wide one; where there is none, it is the line."""

Tone = Literal["", "idea", "proposal", "deciding", "practice", "good", "waiting", "bad"]


@dataclass(frozen=True)
class World:
    """Everything the room can be shown. A record is here only while a session is open."""

    today: date
    place: str = ""
    record: Record | None = None
    journal: Journal | None = None  # what the record is derived from
    file: str = ""
    read_only: bool = False  # nothing can be entered, so what is shown names no key that would
    private: tuple[str, ...] = ()  # notes of whoever is at the keyboard; never in a record, never on the wall
    hushed: frozenset[str] = frozenset()  # hints that were put away, as `ibps.ui.stages.hints` marks them
    notes: tuple[str, ...] = ()
    other: str = ""  # what another program has to do with this session, in a line over everything
    apart: Apart | None = None  # how the file came to differ from what is shown here
    rows: tuple[SessionRow, ...] = ()
    before: tuple[SessionRow, ...] | None = None  # the team's other sessions, once Opening was looked at
    teams: tuple[Team, ...] = ()
    scales: tuple[Scale, ...] = ()  # the team's own, while a scale is chosen
    scenario: Scenario | None = None
    scenarios: tuple[Scenario, ...] = ()
    keys: Keymap = TABLE

    @property
    def along(self) -> bool:
        """Whether somebody else has the session, and it is read along here."""
        return self.read_only and bool(self.other) and self.apart is None

    @property
    def meeting(self) -> Record:
        """The record of the open session; a view of a meeting is never shown without one."""
        if self.record is None:
            raise LookupError("no session is open")
        return self.record

    @cached_property
    def another(self) -> Mapping[str, tuple[Hint, ...]]:
        """The stages that may need another look, and why. Worked out once for each moment of the meeting."""
        from ibps.core.another_look import another_look

        return another_look(self.journal) if self.journal is not None else {}

    @property
    def on(self) -> date:
        """The day the open session is read on: today, but an example stays as it was told."""
        return self.meeting.today if self.meeting.session.example else self.today


@dataclass(frozen=True)
class Look:
    """What is looked at. Belongs to this window alone and is never part of the record."""

    view: str = "desk"
    about: str = ""  # a number, a file or a scenario the view is about
    under: tuple[tuple[str, str], ...] = ()  # views to go back to, each with what it was about
    slots: Mapping[str, str] = field(default_factory=dict)  # which kind of entry, by view
    filters: Mapping[str, str] = field(default_factory=dict)
    armed: str = ""  # an action that wants its key a second time
    coach: Shown = ""

    def slot(self, slots: tuple[Slot, ...]) -> Slot | None:
        """The kind of entry chosen in this view; the first where none was, None where nothing is entered."""
        chosen = self.slots.get(self.view)
        return next((slot for slot in slots if slot.key == chosen), slots[0] if slots else None)

    def narrowed(self, text: str) -> Look:
        """Looking at this view's list narrowed by what is typed."""
        return replace(self, filters={**self.filters, self.view: text})

    def into(self, view: str, about: str = "") -> Look:
        """Looking at another view, with this one to come back to."""
        return replace(self, view=view, about=about, under=(*self.under, (self.view, self.about)), armed="")

    def instead(self, view: str, about: str = "") -> Look:
        """Looking at another view in place of this one."""
        return replace(self, view=view, about=about, armed="")

    def back(self) -> Look:
        """Looking at what was looked at before."""
        if not self.under:
            return self
        view, about = self.under[-1]
        return replace(self, view=view, about=about, under=self.under[:-1], armed="")


@dataclass(frozen=True)
class Slot:
    """One kind of thing the entry line adds: its label and what an empty line says."""

    key: str
    label: str
    placeholder: str


@dataclass(frozen=True)
class Sheet:
    """What one view shows: who and where at the top, the question, the list."""

    where: str
    question: str
    rows: tuple[Row, ...]
    ask: str = ""  # the stage's own question, under the meeting's
    banner: str = ""
    tone: Tone = ""
    legend: str = ""  # stands under the list while nothing else is said there
    rail: bool = False
    another: tuple[str, ...] = ()  # the stages on the rail that may need another look
    select: str | None = None


@dataclass(frozen=True)
class Do:
    """Acts for the desk; afterwards `say` is said and `view` is shown, if given.

    `came` makes what is said from the record before and after, where that says more than the act does.
    """

    acts: tuple[Act, ...]
    say: str = ""
    view: str = ""
    about: str = ""
    instead: bool = False  # the view shown takes the place of this one
    select: str = ""
    slot: str = ""  # the kind of entry the line stays with
    came: Callable[[Record, Record], str] | None = None


@dataclass(frozen=True)
class Draw:
    """Acts made with a random value, 32 hex digits. A view is pure: it comes from outside, as time does."""

    build: Callable[[str], Do]


@dataclass(frozen=True)
class Ask:
    """Questions on the entry line, one after the other, before anything is done."""

    form: Form


@dataclass(frozen=True)
class Go:
    """Another view; "" goes back to the one before. `instead` leaves nothing to come back to."""

    view: str = ""
    about: str = ""
    instead: bool = False
    select: str = ""  # the row to be chosen there


@dataclass(frozen=True)
class There:
    """Back to what was looked at before, and then these, one after the other, as if they were asked there."""

    then: tuple[Outcome, ...]


@dataclass(frozen=True)
class Say:
    """A sentence for the room; nothing happens."""

    text: str
    bad: bool = False


@dataclass(frozen=True)
class Arm:
    """The sentence is said, and the same action again means it."""

    action: str
    text: str


@dataclass(frozen=True)
class Order:
    """Something only the app can do: open a file, begin a session, leave."""

    what: Literal[
        "open",
        "read",
        "follow",
        "begin",
        "new",
        "practice",
        "example",
        "scales",
        "hush",
        "notes",
        "own",
        "undo",
        "redo",
        "elsewhere",
        "over",
        "theirs",
        "ours",
    ]
    args: Mapping[str, Any] = field(default_factory=dict)


Outcome = Do | Draw | Ask | Go | There | Say | Arm | Order | None


class View:
    """One view. Subclasses are stateless; the same world and look give the same sheet."""

    name: ClassVar[str]
    types: ClassVar[bool] = True  # whether the entry line has the focus here
    filters: ClassVar[bool] = False  # whether what is typed narrows the list, and Enter opens what is chosen
    passing: ClassVar[bool] = False  # whether Esc leaves it at once, and nothing typed there is kept

    def sheet(self, world: World, look: Look) -> Sheet:
        """What the room sees."""
        raise NotImplementedError

    def slots(self, world: World, look: Look) -> tuple[Slot, ...]:
        """The kinds of things the entry line adds here; Tab goes through them."""
        return ()

    def enter(self, world: World, look: Look, slot: Slot, text: str) -> Outcome:
        """What entering a line means here."""
        return None

    def do(self, action: str, world: World, look: Look, row: Row | None) -> Outcome:
        """What an action of `ibps.ui.actions` means here, on the selected row."""
        return None

    def key(self, key: str, world: World, look: Look, row: Row | None) -> Outcome:
        """What a key means that no action has, such as the answers of a scale."""
        return None

    def chosen(self, world: World, look: Look, row: Row | None) -> Outcome:
        """What Enter on the list means where the entry line has no part."""
        return None

    def keys(self, world: World, look: Look) -> tuple[tuple[str, str], ...]:
        """Keys of the moment for the hint line, each with its word."""
        return ()

    def idle(self, world: World, look: Look) -> frozenset[str]:
        """Actions that mean nothing here as things are now, and so are not offered."""
        return frozenset()
