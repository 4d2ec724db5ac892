"""A room to test: the whole program over a folder of its own, driven by keys, read as lines of text."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
from rich.segment import Segment
from textual import events
from textual.drivers.headless_driver import HeadlessDriver
from textual.geometry import Size
from textual.keys import _character_to_key
from textual.pilot import Pilot
from textual.widgets import Static

from ibps.cli.house import House, Start
from ibps.core.errors import NotSaved
from ibps.core.journal import Journal
from ibps.core.record import Record
from ibps.core.record.people import Role
from ibps.core.stages.anytime import EnterStage, StageName
from ibps.core.stages.opening import Arrive, NameParty, OpenSitting, SeatPerson, StartSession
from ibps.core.value import Act
from ibps.store.session_file import SessionFile, read
from ibps.ui.settings import AS_IT_COMES, Settings
from ibps.ui.widgets.rows import Row
from ibps.ui.window import aside
from ibps.ui.window.app import IbpsApp

ZONE = timezone(timedelta(hours=-7))
T0 = datetime(2026, 3, 14, 9, 0, tzinfo=ZONE)
"""A Saturday."""
TODAY = T0.date()

PATIENT = 20.0
"""Seconds a save may take before it is taken to have stalled, in tests of anything else."""

NAMED = {"enter": "\r", "tab": "\t", "escape": "\x1b", "backspace": "\x7f", "space": " ", "slash": "/"}

PEOPLE = (
    SeatPerson(name="Ana", party="L", role=Role.COCHAIR),
    SeatPerson(name="Bo", party="L"),
    SeatPerson(name="Dana", party="M", role=Role.COCHAIR),
    SeatPerson(name="Eli", party="M"),
)
ANA, BO, DANA, ELI = 1, 2, 3, 4


@dataclass
class Clock:
    """A clock that goes on by so many seconds each time it is read."""

    step: int = 1
    now: datetime = T0

    def __call__(self) -> datetime:
        self.now += timedelta(seconds=self.step)
        return self.now


def begun(
    *more: Act, here: Sequence[int] = (1, 2, 3, 4), stage: StageName | None = None, **fields: Any
) -> tuple[Act, ...]:
    """The first acts of a session of two parties and four people, and then some."""
    parties = (NameParty(letter="L", name="Labor"), NameParty(letter="M", name="Management"))
    start = StartSession(**{"title": "Supervisor rotation", "team": "Unit 4B", **fields})
    arrived = tuple(Arrive(person=number) for number in here)
    at = (EnterStage(stage=stage),) if stage else ()
    return (start, *parties, *PEOPLE, OpenSitting(date=TODAY), *arrived, *more, *at)


def house(tmp_path: Path, start: Start | None = None, clock: Clock | None = None) -> House:
    """A house whose folders all lie in the test's own."""
    place = tmp_path / "sessions"
    return House(place, tmp_path / "cache", tmp_path / "state", start or Start(), clock or Clock())


@dataclass
class Seen:
    """The program as somebody at the table has it: keys in, lines of text out."""

    app: IbpsApp
    pilot: Pilot[int]
    house: House
    broken: list[str] = field(default_factory=list)
    faulty: bool = False  # a mistake in the program is what this is about
    first: bytes = b""  # the file of the session it was started with

    # keys

    async def settle(self) -> None:
        """Wait until every message has been handled and every line painted; no clock is asked."""
        quiet = rounds = 0
        while quiet < 3:
            rounds += 1
            if self.app._exception is not None:
                raise self.app._exception
            if (faults := getattr(self.app, "faults", ())) and not self.faulty:
                raise faults[0]  # the program stays up; a test must not
            if not self.app.is_running or rounds > 500:
                return
            # The screen may be another one after each round.
            nodes = [self.app, *self.app.screen.walk_children(with_self=True)]
            busy = any(node.message_queue_size for node in nodes)
            await self.pilot._wait_for_screen()
            self.app.screen._on_timer_update()
            quiet = 0 if busy else quiet + 1

    async def press(self, *keys: str) -> None:
        """Keys one after the other, each after the last has had its effect."""
        for key in keys:
            self._send(key)
            await self.settle()

    async def type(self, text: str) -> None:
        """Text on the keyboard, as fast as it goes."""
        for character in text:
            self._send(character)
        await self.settle()

    def _send(self, key: str) -> None:
        named = key if len(key) > 1 or key.isalnum() else _character_to_key(key)
        event = events.Key(named, key if len(key) == 1 else NAMED.get(key))
        event.set_sender(self.app)
        self.app.post_message(event)

    async def type_line(self, *texts: str) -> None:
        """Each text typed and entered."""
        for text in texts:
            await self.type(text)
            await self.press("enter")

    async def paste(self, text: str) -> None:
        """Text as a terminal pastes it."""
        self.app.post_message(events.Paste(text))
        await self.settle()

    async def resize(self, width: int, height: int) -> None:
        """Another size of the window."""
        # As `Pilot.resize_terminal`, without its wait for an idle processor.
        size = Size(width, height)
        driver = self.app._driver
        assert isinstance(driver, HeadlessDriver)
        driver._size = size
        self.app.post_message(events.Resize(size, size))
        await self.settle()
        self.app._check_resize()
        await self.settle()
        assert self.app.screen.size == size

    async def to_list(self) -> None:
        """From the entry line to the list."""
        if self.typing:
            await self.press("escape")

    async def choose(self, key: str) -> None:
        """The cursor of the list on the row of this key."""
        await self.to_list()
        assert self.app.room.items.select(key), (key, [row.key for row in self.rows])
        await self.settle()

    async def verb(self, letter: str, on: str = "") -> None:
        """A letter pressed in the list, with the cursor on a row."""
        await self.to_list()
        if on:
            await self.choose(on)
        await self.press(letter)

    async def until(self, view: str, key: str) -> None:
        """A key as often as it takes to be in a view."""
        for _ in range(24):
            if self.view == view:
                return
            await self.press(key)
        raise AssertionError(f"{key} does not lead to {view}; this is {self.view}: {self.said}")

    async def slot(self, label: str) -> None:
        """The entry line ready for this kind of thing, by Tab."""
        if not self.typing:
            await self.press("a")
        for _ in range(12):
            if self.prompt == f"[{label}]":
                return
            await self.press("tab")
        raise AssertionError(f"there is no slot {label}")

    # the screen

    def strips(self) -> list[list[Segment]]:
        """The screen line by line, as painted."""
        width, height = self.app.size
        lines = self.app.screen._compositor.render_strips()[:height]
        return [list(strip.crop(0, width)) for strip in lines]

    def see(self) -> list[str]:
        """The screen as lines of plain text."""
        return ["".join(segment.text for segment in line).rstrip() for line in self.strips()]

    def sees(self, text: str) -> bool:
        """Whether these words stand on the screen, wherever their line breaks fall."""
        return flat(text) in flat(" ".join(self.see()))

    def _text(self, part: Static) -> str:
        return str(part.content) if part.display else ""

    @property
    def status(self) -> str:
        return self._text(self.app.room.status)

    @property
    def banner(self) -> str:
        return self._text(self.app.room.banner)

    @property
    def question(self) -> str:
        return self._text(self.app.room.question)

    @property
    def said(self) -> str:
        return self._text(self.app.room.say)

    @property
    def hint(self) -> str:
        return self._text(self.app.room.hint)

    @property
    def rail(self) -> str:
        return self._text(self.app.room.rail)

    @property
    def rows(self) -> tuple[Row, ...]:
        return self.app.room.items.rows

    @property
    def selected(self) -> str:
        row = self.app.room.items.selected
        return row.key if row else ""

    @property
    def typed(self) -> str:
        return self.app.room.entry.text

    @property
    def prompt(self) -> str:
        return self.app.room.entry.prompt

    @property
    def typing(self) -> bool:
        return self.app.room.focused is self.app.room.entry

    @property
    def view(self) -> str:
        return self.app.now.look.view

    @property
    def asking(self) -> str:
        """The question of the form, or "" when none is asked."""
        form = self.app.now.form
        return form.field.ask if form else ""

    def row(self, key: str) -> Row:
        """The row of that key."""
        return next(row for row in self.rows if row.key == key)

    # the disk

    @property
    def path(self) -> Path:
        """The file of the open session."""
        found = [*self.house.sessions.rglob(self.app.session)]
        assert len(found) == 1
        return found[0]

    def disk(self) -> Record:
        """The record as it stands in the file."""
        return read(self.path).journal.record

    def journal(self) -> Journal:
        """The journal as it stands in the file."""
        return read(self.path).journal

    def acts(self) -> list[dict[str, Any]]:
        """Every act in the file, as JSON."""
        lines = json.loads(self.path.read_text(encoding="utf-8"))["journal"]
        return [line["act"] for line in lines]

    def last(self, count: int = 1) -> list[dict[str, Any]]:
        """The last acts in the file."""
        return self.acts()[-count:]

    async def again(self) -> None:
        """The session as it was when it was opened, opened anew: cheaper than another program."""
        self.path.write_bytes(self.first)
        self.app.open(self.app.session)
        await self.settle()

    def break_disk(self, reason: str = "disk full") -> None:
        """From now on nothing can be saved, until `mend_disk`."""
        self.broken.append(reason)

    def mend_disk(self) -> None:
        """The disk takes writes again."""
        self.broken.clear()


def flat(text: str) -> str:
    """Without line breaks, borders and doubled blanks."""
    return " ".join(text.replace("▲", " ").replace("▼", " ").split())


@asynccontextmanager
async def running(
    tmp_path: Path,
    *acts: Act,
    size: tuple[int, int] = (80, 24),
    start: Start | None = None,
    title: str = "Supervisor rotation",
    clock: Clock | None = None,
    settings: Settings = AS_IT_COMES,
) -> AsyncIterator[Seen]:
    """The program running: on the session these acts make, or where `start` says."""
    clock = clock or Clock()
    ours = house(tmp_path, start, clock)
    if acts:
        practice = getattr(acts[0], "mode", "real") == "practice"
        opened = ours.new(acts, title, TODAY, practice)
        opened.close()
        name = f"practice/{opened.name}" if practice else opened.name
        ours = house(tmp_path, start or Start(screen="meet", file=name), clock)
    app = IbpsApp(ours, settings=settings)
    # A busy machine must not be taken for a disk that stalls: that is `saving/stalling.py`.
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(aside, "BRIEF", PATIENT)
        async with driven(app, ours, size) as seen:
            yield seen


@asynccontextmanager
async def driven(app: IbpsApp, ours: House, size: tuple[int, int]) -> AsyncIterator[Seen]:
    """This program running."""
    async with app.run_test(size=size, notifications=True) as pilot:
        seen = Seen(app, pilot, ours)
        await seen.settle()
        if seen.app.session:
            seen.first = seen.path.read_bytes()
        with breakable(seen.broken):
            yield seen


@contextmanager
def breakable(broken: list[str]) -> Iterator[None]:
    """Session files that cannot be saved as long as there is a reason in `broken`."""
    whole = SessionFile.save

    def save(shelf: SessionFile, journal: Journal) -> None:
        if broken:
            raise NotSaved(broken[-1], str(shelf.path), "Try again once there is room.")
        whole(shelf, journal)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(SessionFile, "save", save)
        yield


def on(month: int, day: int, year: int = 2026) -> date:
    """A date, short."""
    return date(year, month, day)
