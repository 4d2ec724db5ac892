"""Every screen of the program: how far the meeting has come, and the keys that lead there.

The pictures in `docs/` are made from this table, and so are the tests that go through all screens.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any
from unittest.mock import patch

from textual.app import App
from textual.pilot import Pilot

from ibps.core.glimpse import Glimpse
from ibps.ui.projector import Projector
from ibps.ui.window.app import IbpsApp
from tests.docs.amiss import AMISS
from tests.docs.demo import FILE, NOW, Start, practice, whole

SIZES = ((60, 20), (80, 24), (120, 40))

ASKING = ("escape", "c", "u", "enter", "u", "enter", "l", "enter")
"""From the consensus stage into the check: three of the five who are here have answered."""

CLOSING = (*ASKING, "u", "enter", "u", "x", *"21", "space", *"Mar", "enter")
"""The others answer, the check is closed, and the room says how long it waits for whoever is absent."""

READ_BACK = ("escape", "r", "enter")
"""In Closing: the page is read and kept; each side is asked next."""

REWORDED = ("f3", "f3", "escape", "@I1", "e", "end", *", by noon", "enter", "ctrl+n", "ctrl+n")
"""An interest that an option is linked to, in other words; then on to the options."""

LEFT = ("ctrl+e", *"Rowan", "enter")

TIMED = ("f3", "ctrl+t", "1", "0", "enter")

SAID = (*"Sleep on Sundays",)

ATTESTED = (*READ_BACK, "a", "enter", "a")


@dataclass(frozen=True)
class Screen:
    """One screen. `at` is where the program starts, `upto` how many parts of the meeting there are.

    A key that begins with @ chooses the row of that key. In a `room` it is the second window that is shown.
    """

    says: str
    view: str  # whose sheet it shows
    upto: int = 8
    at: str = "meet"
    keys: tuple[str, ...] = ()
    group: str = "A meeting"
    amiss: str = ""  # what is in the way

    @asynccontextmanager
    async def shown(self, size: tuple[int, int]) -> AsyncIterator[Pilot[Any]]:
        """The program, showing this screen in a window of that size."""
        app = self._app()
        # The six words are made with a value drawn by lot; here they are the same each time.
        with patch("ibps.desk.draw", return_value="5" * 32):
            async with self._at(app, size) as pilot:
                yield pilot

    @asynccontextmanager
    async def _at(self, app: App[int], size: tuple[int, int]) -> AsyncIterator[Pilot[Any]]:
        async with app.run_test(size=size) as pilot:
            await pilot.pause()
            for key in self.keys:
                if key.startswith("@") and isinstance(app, IbpsApp):
                    assert app.room.items.select(key[1:]), key
                else:
                    await pilot.press(key)
                await pilot.pause()
            yield pilot

    def _app(self) -> App[int]:
        session = practice() if self.at == "case" else whole(self.upto)
        if self.at == "room":
            return Projector(_Still(Glimpse(session.journal)), FILE, lambda: NOW)
        meets = self.at in ("meet", "case")
        start = Start("meet" if meets else self.at, FILE if meets else "")
        return IbpsApp(AMISS[self.amiss](session, start))


@dataclass
class _Still:
    """A file that was seen once and does not change."""

    glimpse: Glimpse | None

    def look(self) -> Glimpse | None:
        seen, self.glimpse = self.glimpse, None
        return seen


BEFORE, AFTER, TRAINING, ROOM = "Before a meeting", "Afterwards", "Training", "The room's window"
WAYS = "When something is in the way"

SCREENS: dict[str, Screen] = {
    "front-desk": Screen(
        "The sessions of a folder, and what to look at today.", "desk", 8, "desk", (), BEFORE
    ),
    "review": Screen("All sessions, narrowed as one types.", "review", 8, "review", tuple("breaks"), BEFORE),
    "opening": Screen("Who is here, and the terms.", "opening", 1),
    "rule": Screen(
        "The rule, in words, with each of its parts.", "rule", 1, keys=("escape", "@term-rule", "e")
    ),
    "scale": Screen("The answers people can give.", "scale", 1, keys=("escape", "@term-scale", "e")),
    "issue": Screen("Stories, facts, and one question.", "issue", 2),
    "interests": Screen("Why it matters, party by party.", "interests", 3),
    "options": Screen("Ideas without names, and what each would serve.", "options", 4, keys=("f3",)),
    "standards": Screen("How a good answer will be known.", "standards", 4),
    "question": Screen("A question on the entry line.", "standards", 4, keys=("f6", *"Holiday cover")),
    "coach-line": Screen("One line of what to say or do next.", "interests", 3, keys=("f2",)),
    "coach": Screen("What to say, what to watch for, when it is done.", "coach", 3, keys=("f2", "f2")),
    "when-it-gets-hard": Screen("What to say and do at once.", "rescue", 3, keys=("escape", "!", "h")),
    "from-the-floor": Screen("A heated matter, kept whole.", "interests", 3, keys=("ctrl+f", *"The bins")),
    "another-look": Screen("Something changed under what was said later.", "options", 4, keys=REWORDED),
    "who-is-here": Screen("Somebody came or left, and what that means.", "standards", 4, keys=LEFT),
    "timer": Screen("What is left of the time, in words.", "options", 4, keys=TIMED),
    "go-to": Screen("Anything by its number or some words.", "places", 8, keys=("ctrl+g", *"phone")),
    "private-notes": Screen("On this machine only.", "notes", 3, keys=("ctrl+o", *"Ask Rowan", "enter")),
    "consensus": Screen("From a draft to exact words.", "consensus", 5),
    "words": Screen("The exact words alone, to be read aloud.", "words", 5, keys=("escape", "r")),
    "check": Screen("Each person by name, under the words.", "check", 5, keys=ASKING),
    "result": Screen("What came of it, as one sentence.", "result", 5, keys=CLOSING),
    "closing": Screen("Who does what by when, and who is told.", "closing", 8),
    "minutes": Screen("The page, before it is read back.", "minutes", 8, keys=("escape", "r")),
    "attest": Screen("Each side says whether the page is accurate.", "attest", 8, keys=READ_BACK),
    "six-words": Screen("The closing code, for everybody's notes.", "code", 8, keys=ATTESTED),
    "blank": Screen("Nothing, in a hurry.", "blank", 8, keys=("f9",)),
    "help": Screen("Every key of the screen it was asked on.", "help", 8, keys=("f1",)),
    "palette": Screen("Anything, found by its name.", "closing", 8, keys=("ctrl+p",)),
    "answer": Screen("What was decided, first.", "reader", 8, "desk", ("enter", "home"), AFTER),
    "since": Screen(
        "What is waited for, and what has happened since.", "follow", 8, keys=("f5",), group=AFTER
    ),
    "history": Screen(
        "Everything that happened, entry by entry.", "history", 8, keys=("f4", "h"), group=AFTER
    ),
    "not-saved": Screen(
        "A save failed: what is safe, and what one can do.",
        "interests",
        3,
        keys=(*SAID, "enter"),
        group=WAYS,
        amiss="full",
    ),
    "save-to": Screen(
        "The whole session to another place.",
        "interests",
        3,
        keys=(*SAID, "enter", "ctrl+d"),
        group=WAYS,
        amiss="full",
    ),
    "reading-along": Screen(
        "Somebody else has the session: one reads, and it follows.",
        "interests",
        3,
        group=WAYS,
        amiss="held",
    ),
    "two-versions": Screen(
        "The file was changed by somebody else: people choose.",
        "versions",
        3,
        keys=(*SAID, "enter", "ctrl+d"),
        group=WAYS,
        amiss="changed",
    ),
    "practice": Screen("The cases one can practice.", "practice", 8, "practice", (), TRAINING),
    "role-card": Screen(
        "A card for one person alone.", "cards", 1, "case", ("escape", "d", "enter"), TRAINING
    ),
    "practice-opening": Screen(
        "A practice session says so all the time.", "opening", 1, "case", (), TRAINING
    ),
    "room-interests": Screen("The list as it grows.", "interests", 3, "room", (), ROOM),
    "room-words": Screen("The words, while they are read.", "words", 5, "room", (), ROOM),
    "room-check": Screen("Who has answered, and what.", "check", 6, "room", (), ROOM),
    "room-result": Screen("The result, alone.", "result", 7, "room", (), ROOM),
    "room-closing": Screen("What the sitting leaves behind.", "closing", 8, "room", (), ROOM),
    "room-blank": Screen("The time, and nothing else.", "closing", 8, "room", ("b",), ROOM),
}
