"""Damaged files by the thousand: each opens or is refused in one sentence, soon, and stays as it is.

    python -m tests.store.damage 1000000 [FIRST]     damages so many files, from number FIRST on

Prints one table and ends with 1 when anything was wrong. A file is made from its number alone, so what is
found can be looked at again. Run it in the project's own folder.
"""

from __future__ import annotations

import multiprocessing
import os
import random
import resource
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from typing import Final

from ibps.cli.verify import check
from ibps.core.answer import answer
from ibps.core.errors import Unreadable
from ibps.core.journal import Journal
from ibps.core.row import status
from ibps.core.standing import Group
from ibps.report.history import history
from ibps.report.text import page_text
from ibps.store.recover import recover
from ibps.store.register import row_of
from ibps.store.session_file import read, render
from tests.core.walk import walked_to
from tests.report.kit import ASKED, CHART, CLOSED, OPENED, journal
from tests.store.mutations import DAMAGES

ROOT: Final = Path(__file__).parents[2]
TODAY: Final = date(2026, 12, 1)
NOW: Final = datetime(2026, 12, 1, 9, tzinfo=UTC)
SLOWEST: Final = 10.0
"""Seconds one file may take in all that is done with it here, on a busy machine."""
LONGEST: Final = 1_000
"""Characters of a sentence about a file."""
LARGEST: Final = 400
"""Megabytes that a process may hold at its peak."""
ENOUGH: Final = 20
"""Faults after which nobody needs more of them."""
SHARE: Final = 500
"""Files a process looks at in one go."""
CLAIMS: Final = (Group.DECIDED, Group.ONE_PARTY, Group.WAITING)

Look = Callable[[Path, int], str]
"""Does with a file what the program does, and says how it went; raises what the program raises."""


@cache
def whole() -> tuple[bytes, ...]:
    """The files that are damaged: every example, two with a bit of everything, and mostly a small one."""
    examples = [path.read_bytes() for path in sorted((ROOT / "sessions").glob("*.json"))]
    small = render(journal([*OPENED, *CHART, *ASKED, CLOSED]))
    return (*examples, *(small,) * 24, render(walked_to(3, 150)), render(walked_to(8, 150)))


def damaged(number: int) -> tuple[str, bytes]:
    """The damaged file of that number, and what was done to it."""
    rng = random.Random(number)
    name = rng.choice(tuple(DAMAGES))
    return name, DAMAGES[name](rng, rng.choice(whole()), rng.choice(whole()))


def doors(path: Path, number: int) -> str:
    """The file through every door that shows something of it, and every third one through recovery."""
    if number % 3 == 0:
        _recovered(path)
    try:
        opened = read(path)
    except Unreadable as error:
        _one_sentence(str(error), path)
        return "refused"
    for note in opened.notes:
        _one_sentence(note)
    _shown(opened.journal)
    if number % 5 == 1:
        history(opened.journal, 80)
    if opened.unknown:
        _nothing_stands(opened.journal)
        return "read-only"
    if number % 5 == 0:
        for problem in check(path)[0]:
            _one_sentence(problem)
    return "opened, with a note" if opened.notes else "opened"


def _shown(found: Journal) -> None:
    page_text(found.record, TODAY, 80)
    status(row_of(found.record, "x.json"), TODAY)


def _recovered(path: Path) -> None:
    try:
        kept = recover(path, NOW)
    except Unreadable as error:
        _one_sentence(str(error), path)
        return
    if kept is not None:
        _one_sentence(kept.fault)
        render(kept.journal)
        if kept.missing:
            _nothing_stands(kept.journal)


def _nothing_stands(found: Journal) -> None:
    """Where something is missing, nothing reads as decided, and it is said."""
    said = answer(found.record, TODAY)
    claimed = [item.number for group in CLAIMS for item in said.group(group)]
    assert not claimed, f"{claimed} stand although something is missing"
    assert said.missing and said.missing[0] in said.in_short, "nothing says that something is missing"


def _one_sentence(said: str, about: Path | None = None) -> None:
    assert said.strip() and len(said) <= LONGEST and "\n" not in said, f"not a sentence: {said[:200]!r}"
    assert "Traceback" not in said and "pydantic" not in said, said
    assert about is None or said.startswith(str(about)), f"does not name the file: {said}"


@dataclass
class Found:
    """What became of some damaged files, by what was done to them; what was wrong, by number.

    `peak` is the most that a process held, in megabytes.
    """

    outcomes: dict[str, Counter[str]] = field(default_factory=dict)
    faults: dict[int, str] = field(default_factory=dict)
    slowest: tuple[float, int] = (0.0, -1)
    seconds: float = 0.0
    peak: int = 0

    @property
    def total(self) -> int:
        return sum(counted.total() for counted in self.outcomes.values())

    def add(self, other: Found) -> None:
        """What the other found as well."""
        for name, counted in other.outcomes.items():
            self.outcomes.setdefault(name, Counter()).update(counted)
        self.faults |= other.faults
        self.slowest, self.peak = max(self.slowest, other.slowest), max(self.peak, other.peak)


def run(numbers: Sequence[int], look: Look = doors, enough: int = ENOUGH) -> Found:
    """Damages that many files and looks at each; ends early once `enough` faults were found."""
    found, began = Found(), time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "2026-03-14-damaged-7k3q.json")
        for number in numbers:
            name, data = damaged(number)
            started = time.monotonic()
            outcome, fault = _outcome(path, data, number, look)
            took = time.monotonic() - started
            found.slowest = max(found.slowest, (took, number))
            found.outcomes.setdefault(name, Counter())[outcome] += 1
            if fault or took > SLOWEST:
                found.faults[number] = f"{name}: {fault or f'{took:.1f} seconds'}"
            if len(found.faults) >= enough:
                break
    found.seconds, found.peak = time.monotonic() - began, peak()
    return found


def _cores() -> int:
    """How many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def many(count: int, first: int = 0) -> Found:
    """So many files from that number on, spread over the cores this process may use."""
    found, began = Found(), time.monotonic()
    parts = [range(at, min(at + SHARE, first + count)) for at in range(first, first + count, SHARE)]
    with multiprocessing.get_context("spawn").Pool(_cores()) as pool:
        for one in pool.imap_unordered(run, parts):
            found.add(one)
            if len(found.faults) >= ENOUGH:
                break
    found.seconds = time.monotonic() - began
    return found


def _outcome(path: Path, data: bytes, number: int, look: Look) -> tuple[str, str]:
    path.write_bytes(data)
    before = path.stat()
    try:
        outcome, fault = look(path, number), ""
    except Exception as error:
        where = traceback.extract_tb(error.__traceback__)[-1]
        outcome, fault = "crashed", f"{type(error).__name__}: {error} ({where.filename}:{where.lineno})"[:600]
    if [one.name for one in path.parent.iterdir()] != [path.name]:
        return outcome, fault or "left something beside it"
    after = path.stat()
    same = (before.st_mtime_ns, before.st_ino) == (after.st_mtime_ns, after.st_ino)
    if not same or path.read_bytes() != data:
        return outcome, fault or "was changed on the disk"
    return outcome, fault


def peak() -> int:
    """Megabytes this process held at most so far."""
    held = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return held // (1024 if sys.platform != "darwin" else 1024 * 1024)


def told(found: Found) -> str:
    """The figures as a table, a line for each kind of damage."""
    kinds = sorted({kind for counted in found.outcomes.values() for kind in counted})
    width = max(map(len, found.outcomes), default=0)
    lines = [" " * width + "".join(f"{kind:>22}" for kind in kinds)]
    rows = [*sorted(found.outcomes.items()), ("all", sum(found.outcomes.values(), Counter()))]
    for name, counted in rows:
        lines.append(f"{name:<{width}}" + "".join(f"{counted[kind]:>22,}" for kind in kinds))
    took, which = found.slowest
    lines += [
        "",
        f"files    {found.total:,} in {found.seconds:,.0f} seconds; slowest {took:.2f} s (number {which})",
        f"memory   {found.peak} MB at most",
        f"faults   {len(found.faults)}",
        *(f"  {number}: {said}" for number, said in found.faults.items()),
    ]
    return "\n".join(lines)


if __name__ == "__main__":
    asked = [int(said.replace(",", "")) for said in sys.argv[1:]]
    count, first = (*asked, *(100_000, 0)[len(asked) :])
    result = many(count, first)
    print(told(result))
    raise SystemExit(bool(result.faults) or result.peak > LARGEST)
