"""kill -9 at moments drawn by lot, while acts stream in: what was answered has to be in the file.

Runs in a process of its own (`python -m tests.store.torture kills`): it forks, so that thousands of programs
need not be started one by one. One in a hundred is started from nothing all the same.
"""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from ibps.cli import main
from ibps.desk import Desk
from ibps.store import lock
from ibps.store.session_file import SessionFile
from tests.store.torture.subjects import CREATED, FILE, NOW, Ibps, Subject, _words, broken

ROUNDS_A_FILE = 8
ACTS = 16
FROM_NOTHING = 100


@dataclass
class Tally:
    """What came of it."""

    kills: int = 0
    answered: int = 0
    midway: int = 0  # kills that met a save: something half done lay there
    harm: Counter[str] = field(default_factory=Counter)
    first: dict[str, str] = field(default_factory=dict)

    def note(self, harm: str, how: str) -> None:
        self.harm[harm] += 1
        self.first.setdefault(harm, how)


def torture(subject: Subject, base: Path, rounds: int, seed: int = 7, how: str = "") -> Tally:
    """Kills `subject` that many times."""
    rng, tally = random.Random(seed), Tally()
    ours = isinstance(subject, Ibps)
    known: tuple[int, ...] = ()
    folder, number, long = base, 0, _how_long(subject, base / "spare", ours, how)
    for n in range(rounds):
        if n % ROUNDS_A_FILE == 0 or not known:
            folder = base / str(n)
            folder.mkdir()
            known = ()
            if not ours:
                subject.begin(folder)
                known = (CREATED,)
        numbers = range(number, number + ACTS)
        number += ACTS
        answers = _round(subject, folder, numbers, not known, rng.random() * long, n, how)
        wanted = known + ((CREATED,) if not known else ()) + tuple(numbers)
        safe = len(known) + answers
        tally.kills += 1
        tally.answered += answers
        left = [name for name in os.listdir(folder) if name not in (FILE, f"{FILE}.lock")]
        tally.midway += bool(left)
        found = subject.seen(folder)
        if found is None:
            tally.note("unreadable", f"kill {n}, after {answers} answers")
        elif len(found) < safe or found != wanted[: len(found)]:
            tally.note("lost", f"kill {n}: {safe} were safe, {len(found)} are there")
        elif len(found) > safe + 1:
            tally.note("more than was asked", f"kill {n}")
        elif ours and found:
            _reopen(folder, tally, n)
        known = found or ()
    return tally


def _how_long(subject: Subject, spare: Path, ours: bool, how: str) -> float:
    """Seconds one program takes that is not killed: moments are drawn from all of them."""
    for again in ("first", "second"):  # what is loaded at first use is there for every fork the second time
        folder = spare / again
        folder.mkdir(parents=True)
        subject.begin(folder)
        subject.open(folder)(0)
        if ours:
            (folder / FILE).unlink()
        began = time.perf_counter()
        _round(subject, folder, range(1, 1 + ACTS), True, None, 1, how)
    return time.perf_counter() - began


def _reopen(folder: Path, tally: Tally, n: int) -> None:
    """The next to open it takes over, and nothing of the killed one is left."""
    held = lock.take(folder / FILE, NOW)
    Desk.open(SessionFile(folder / FILE))
    held.release()
    if os.listdir(folder) != [FILE]:
        tally.note("left behind", f"kill {n}: {sorted(os.listdir(folder))}")


def _round(
    subject: Subject, folder: Path, numbers: range, new: bool, after: float | None, n: int, how: str
) -> int:
    """One program, killed `after` so many seconds; how many changes it answered, the file's making too."""
    asked, said = folder.parent / "asked", folder.parent / "said"
    lines = [json.dumps({"do": "AddOption", "text": _words(k)}) for k in numbers]
    if new:
        lines.insert(0, json.dumps({"do": "StartSession", "title": "Breaks", "team": "Unit 4B"}))
    asked.write_text("\n".join(lines) + "\n")
    said.write_bytes(b"")
    command = ["act", *(["--new"] if new else []), str(folder / FILE)]
    if not isinstance(subject, Ibps):
        _killed(lambda: _stream(subject, folder, numbers), asked, said, after)
    elif n % FROM_NOTHING or how:
        with broken(how):
            _killed(lambda: main(command), asked, said, after, folder if n % 2 else None)
    else:
        _from_nothing(command, asked, said, after)
    return sum(b'"ok":true' in line and line.endswith(b"\n") for line in said.read_bytes().splitlines(True))


def _stream(subject: Subject, folder: Path, numbers: range) -> None:
    save = subject.open(folder)
    for n in numbers:
        save(n)
        os.write(1, b'{"ok":true}\n')


def _killed(
    work: Callable[[], object], asked: Path, said: Path, after: float | None, aim: Path | None = None
) -> None:
    sys.stdout.flush()
    pid = os.fork()
    if pid == 0:
        try:
            os.dup2(os.open(asked, os.O_RDONLY), 0)
            os.dup2(os.open(said, os.O_WRONLY | os.O_APPEND), 1)
            sys.stdin, sys.stdout = os.fdopen(0), os.fdopen(1, "w")
            work()
        finally:
            os._exit(0)
    if after is not None:
        time.sleep(after)  # no event marks the middle of a save: the moment itself is the lot
        if aim is not None:
            _await_a_save(aim)
        os.kill(pid, signal.SIGKILL)
    os.waitpid(pid, 0)


def _await_a_save(folder: Path) -> None:
    """Until something half done lies there, for a moment at most: most of a program's time is not saving."""
    until = time.perf_counter() + 0.02
    while time.perf_counter() < until:
        if any(name.startswith(".ibps-") for name in os.listdir(folder)):
            return


def _from_nothing(command: list[str], asked: Path, said: Path, after: float | None) -> None:
    with asked.open("rb") as lines, said.open("ab") as answers:
        process = subprocess.Popen([sys.executable, "-m", "ibps", *command], stdin=lines, stdout=answers)
        while process.poll() is None and not said.stat().st_size:
            time.sleep(0.002)
        if after is not None:
            time.sleep(after)
            process.kill()
        process.wait()
