"""What a person feels in the room: the real program in a terminal, beside the smallest there could be."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Self

from ibps import guide
from tests.bench import data
from tests.bench.measure import Tally, bare_save_of
from tests.bench.place import Place
from tests.bench.screen import Screen
from tests.bench.terminal import NotShown, Program, Timed, changed, text

SIZES: Final = ((120, 40), (80, 24))
LETTERS: Final = 24
ENTERS: Final = 8
DOWNS: Final = 16
PAGES: Final = 6
LONG_LIST: Final = 10_000
STAGES: Final = ("opening", "issue", "interests", "options", "standards", "consensus", "closing")


@dataclass(frozen=True)
class Files:
    """The sessions the room is shown."""

    interests: Path
    closing: Path


def build(place: Place) -> Files:
    """The long session, as it stands at two of its stages."""
    return Files(
        data.long_session(place.root / "interests.json", data.ACTS, "interests"),
        data.long_session(place.root / "closing.json", data.ACTS, "closing"),
    )


class Floor:
    """A bare Input beside the program: after every key measured there, one is measured here."""

    def __init__(self, place: Place, size: tuple[int, int], rng: random.Random) -> None:
        self._program = Program(place.program("line"), size, place.env, text("Type here"))
        self._rng, self._typed = rng, ""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._program.stop()

    def letter(self) -> Timed:
        """One letter typed there."""
        if len(self._typed) == LETTERS:
            self._program.press("\x15")  # Ctrl+U: the whole line away
            self._typed = ""
        self._typed += letter(self._rng, self._typed)
        return self._program.key(self._typed[-1], text(self._typed))


@dataclass(frozen=True)
class Round:
    """One round at one size."""

    place: Place
    files: Files
    size: tuple[int, int]
    tally: Tally
    rng: random.Random
    floor: Floor

    def desk(self) -> None:
        """The front desk with its list."""
        with self._run("desk", self.place.ibps(), "ward 0000", "new session") as program:
            self._walk("desk", program)
            self.tally.add("desk memory", program.peak_memory())

    def meeting(self) -> None:
        """A long meeting: typing, entering, looking through the list."""
        file = self.place.copy(self.files.interests)
        with self._meet(file, data.text(0)[:40], "[L]") as program:
            self._letters("meeting", program)
            program.press("\x17")  # Ctrl+W: the word away
            said = [self._enter(program, file, n) for n in range(ENTERS)]
            program.press("escape")
            program.press("home")
            self._walk("meeting", program)
            self.tally.add("meeting memory", program.peak_memory())
        kept = file.read_text(encoding="utf-8")
        if not all(f'"{words}"' in kept for words in said):
            raise NotShown("what was entered is not in the file")

    def stages(self) -> None:
        """From the last stage to the first and back again."""
        titles = {name: guide.load(name).text("Title") for name in STAGES}
        file = self.place.copy(self.files.closing)
        with self._meet(file, f"▸{titles['closing']}") as program:
            for name in reversed(STAGES[:-1]):
                self._saved("stage first", program.key("f3", _here(titles[name])), file)
            for name in STAGES[1:]:
                timed = program.key("ctrl+n", _here(titles[name], "^N again"))
                if "^N again" in program.screen.text:  # something is unfinished, and it wants the key twice
                    timed = program.key("ctrl+n", _here(titles[name]))
                self._saved("stage again", timed, file)

    def rows(self) -> None:
        """A list far longer than any meeting's."""
        with self._run("rows", self.place.program("rows", str(LONG_LIST)), "Row 00001") as program:
            self._walk("rows", program)

    def idle(self) -> None:
        """A meeting in which nobody touches a key."""
        with self._meet(self.place.copy(self.files.interests), "[L]") as program:
            program.press("x")
            self.tally.add("meeting idle", program.idle(5.0))

    def _run(self, name: str, command: Sequence[str], *usable: str) -> Program:
        # The floor of a start and of memory, started just before.
        with Program(self.place.program("hello"), self.size, self.place.env, text("Hello")) as hello:
            self.tally.time(f"{name} start floor", hello.started)
            self.tally.add("hello memory", hello.peak_memory())
        program = Program(command, self.size, self.place.env, text(*usable))
        self.tally.time(f"{name} start", program.started)
        return program

    def _meet(self, file: Path, *usable: str) -> Program:
        return self._run("meeting", self.place.ibps("meet", str(file)), *usable, "undo")

    def _time(self, name: str, timed: Timed) -> None:
        self.tally.time(name, timed)
        self.tally.time(f"{name} floor", self.floor.letter())

    def _letters(self, name: str, program: Program) -> None:
        typed = ""
        for _ in range(LETTERS):
            typed += letter(self.rng, typed)
            self._time(f"{name} letter", program.key(typed[-1], text(typed)))

    def _enter(self, program: Program, file: Path, n: int) -> str:
        words = f"Said now {n} {self.rng.randrange(10**9):09}"
        program.paste(words, text(words))
        number = f"I{data.ITEMS + n + 1}"
        row = re.compile(rf"{number} +{words}")
        timed = program.key("enter", lambda screen: row.search(screen.text) is not None)
        self._saved("meeting enter", timed, file)
        return words

    def _saved(self, name: str, timed: Timed, file: Path) -> None:
        """A step that saved the file, and what is left of it without the least that a save takes."""
        self._time(name, timed)
        self.tally.add(f"{name} beyond the save", timed.shown - bare_save_of(file))

    def _walk(self, name: str, program: Program) -> None:
        for _ in range(DOWNS):
            self._time(f"{name} down", program.key("down", changed(program.screen, _cursor)))
        for _ in range(PAGES):
            self._time(f"{name} page", program.key("pagedown", changed(program.screen, _cursor)))


ROUNDS: Final[dict[str, Callable[[Round], None]]] = {
    "desk": Round.desk,
    "meeting": Round.meeting,
    "stages": Round.stages,
    "rows": Round.rows,
    "idle": Round.idle,
}


def letter(rng: random.Random, typed: str) -> str:
    """A letter that is not there yet in this place: nothing on the screen has a capital Z."""
    return rng.choice("qxzjkvw") if typed else "Z"


def _cursor(screen: Screen) -> str:
    """The row the cursor of a list stands on. Only a row of its own begins so; the rail has words before."""
    return next((line for line in screen.lines if line.lstrip().startswith("▸ ")), "")


def _here(title: str, otherwise: str = "\0") -> Callable[[Screen], bool]:
    """The rail, on the second row, has its sign at this stage; or the screen says the other thing."""
    here = re.compile(rf"▸\d? ?{re.escape(title)}")
    return lambda screen: here.search(screen.lines[1]) is not None or otherwise in screen.text
