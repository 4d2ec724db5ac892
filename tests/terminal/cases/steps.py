"""What people type in a case, and typing it: keys only, in a real terminal, against the real program."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tests.terminal.tmux import Tmux

PYTHON = sys.executable


@dataclass(frozen=True)
class Line:
    """A line typed and entered; `see` is on the screen afterwards."""

    text: str
    see: str = ""


@dataclass(frozen=True)
class Keys:
    """Keys by their tmux names; `see` is on the screen afterwards."""

    names: tuple[str, ...]
    see: str = ""


@dataclass(frozen=True)
class Next:
    """On to the next stage; the key twice where something is unfinished."""

    title: str


Step = Line | Keys | Next


def keys(*names: str, see: str = "") -> Keys:
    """Keys, and what they show."""
    return Keys(names, see)


def to_list() -> Keys:
    """From the entry line to the list."""
    return keys("Escape", see="Enter type")


def read_and_ask(proposal: str) -> tuple[Step, ...]:
    """The words read aloud, then the check opened, from the list of the consensus stage."""
    return (
        keys("r", see="Read them word for word"),
        keys("Enter", see="c asks each person by name"),
        keys("c", see=f"DECIDING NOW · {proposal}"),
    )


def attested_by_two() -> tuple[Step, ...]:
    """The page read back, both co-chairs in turn, the six words, the sitting ended; from the closing list."""
    return (
        keys("r", see="This is the page as it stands"),
        keys("Enter", see="Read back"),
        keys("a", see="DRAFT · .* still to attest"),
        keys("Enter", see=r"▸ +\d+ .*not asked yet"),
        keys("a", see="THE SIX WORDS"),
        keys("Enter", see="N1 ATTESTED"),
        keys("Escape", see="CLOSING"),
        keys("z", see="z again ends"),
        keys("z", see="The sitting is closed"),
    )


def answer(number: int, key: str, see: str) -> tuple[Step, ...]:
    """One person's answer: their number, then the key of the answer."""
    return (keys(str(number), see=rf"▸ +{number} "), keys(key, see=see))


@dataclass(frozen=True)
class Case:
    """One meeting: whose, about what, and everything that was typed."""

    team: str
    title: str
    steps: tuple[Step, ...]


def walk(
    terminal: Tmux,
    case: Case,
    folder: Path,
    home: Path,
    width: int = 80,
    height: int = 24,
    each: Callable[[Step, str], None] | None = None,
) -> Path:
    """Types the whole case into the program and leaves it; the record's path. `each` looks at every frame."""
    before = set(folder.glob("*.json"))
    command = [PYTHON, "-m", "ibps", "new", "--example", "--team", case.team, "--title", case.title]
    terminal.start([*command, "--sessions", str(folder)], width, height, env={"HOME": str(home)})
    terminal.wait_for("OPENING", timeout=20)
    for step in case.steps:
        if isinstance(step, Next):
            terminal.keys("C-n")
            ahead = re.compile(rf"^ {step.title}", re.M)
            if not ahead.search(terminal.wait_for(re.compile(rf"^ {step.title}|\^n\s+again", re.M))):
                terminal.keys("C-n")
            terminal.wait_for(ahead)
            if each:
                each(step, terminal.settled())
            continue
        if isinstance(step, Line):
            terminal.type(step.text)
            terminal.keys("Enter")
        else:
            terminal.keys(*step.names)
        # A blank may be where a line was broken.
        see = re.compile(re.sub(r" ([+*?]?)", lambda found: rf"\s{found[1] or '+'}", step.see))
        if step.see:
            terminal.wait_for(see)
            if each:
                each(step, terminal.settled())
    terminal.keys("C-q")
    if terminal.wait_exit() != 0:
        raise AssertionError(f"the program left with {terminal.exit_status()}")
    (path,) = (new for new in set(folder.glob("*.json")) - before if new.name != "teams.json")
    return path
