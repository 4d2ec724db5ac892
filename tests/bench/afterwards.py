"""What is felt afterwards: a save, a plain command, a folder of records looked through."""

from __future__ import annotations

import gc
import os
import random
import shutil
import subprocess
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Final

from pydantic_core import from_json

from ibps.cli.verify import check
from ibps.core.stages.interests import StateInterest
from ibps.desk import Desk
from ibps.store import atomic
from ibps.store.claim import Guard
from ibps.store.register import sessions
from ibps.store.session_file import SessionFile
from tests.bench.measure import Tally, bare_save
from tests.bench.place import Place

SAVES: Final = 12
"""Saves in one round."""


@dataclass(frozen=True)
class Round:
    """One round of what needs no terminal."""

    place: Place
    long: Path
    tally: Tally
    rng: random.Random

    def files(self) -> None:
        """File work alone, ours and the least there could be, in turn."""
        data = self.long.read_bytes()[: 40 * 1024]
        path = self.place.root / "save.bin"
        ways: list[tuple[str, Callable[[Path, bytes], object]]] = [
            ("save 40 KB", partial(atomic.write, within=Guard(None, data))), ("bare save 40 KB", bare_save)
        ]  # fmt: skip
        for _ in range(SAVES):
            self.rng.shuffle(ways)
            for name, write in ways:
                with self._timed(name):
                    write(path, data)

    def act(self) -> None:
        """One act with all that belongs to it, beside a bare save of the same bytes."""
        path = Path(shutil.copy(self.long, self.place.root / "act.json"))
        desk = Desk.open(SessionFile(path))
        for n in range(SAVES):
            with self._timed("act"):
                desk.do(StateInterest(party="L", text=f"One more {n}"))
            data = path.read_bytes()
            with self._timed("bare save"):
                bare_save(self.place.root / "bare.json", data)

    def commands(self) -> None:
        """Plain commands from start to end."""
        place = self.place
        short = str(place.session_files[0])
        commands = [
            ("python -c pass", place.python("pass")),
            ("python -c 'import pydantic'", place.python("import pydantic")),
            ("python -c 'from pydantic import BaseModel'", place.python("from pydantic import BaseModel")),
            ("help", place.ibps("--help")),
            ("version", place.ibps("--version")),
            ("show", place.ibps("show", short)),
            ("show long", place.ibps("show", str(self.long))),
            ("list", place.ibps("list")),
        ]
        for _ in range(3):
            self.rng.shuffle(commands)
            for name, command in commands:
                with self._timed(name):
                    run(place, command)

    def register(self) -> None:
        """The rows of all sessions, when everything is imported; beside a stat of every file."""
        cache = self.place.root / "register"
        sessions(self.place.sessions, cache)
        for _ in range(SAVES):
            with self._timed("register"):
                sessions(self.place.sessions, cache)
            with self._timed("stat of every file"), os.scandir(self.place.sessions) as listing:
                for item in listing:
                    item.stat()

    def verify(self) -> None:
        """Every record replayed and compared, beside only parsing its file."""
        paths = self.place.session_files
        acts = 0
        begun = time.perf_counter()
        for path in paths:
            problems, _ = check(path)
            if problems:
                raise ValueError(f"{path} does not hold: {problems}")
        checked = time.perf_counter()
        for path in paths:
            acts += len(from_json(path.read_bytes())["journal"])
        parsed = time.perf_counter()
        self.tally.add("parse", 1000 * (parsed - checked) / len(paths))
        self.tally.add("verify", 1000 * (checked - begun) / len(paths))
        self.tally.add("verify records", len(paths) / (checked - begun))
        self.tally.add("verify acts", acts / (checked - begun))

    @contextmanager
    def _timed(self, name: str) -> Iterator[None]:
        # Garbage of the step before would be collected at the cost of this one.
        gc.collect()
        begun = time.perf_counter()
        yield
        self.tally.add(name, 1000 * (time.perf_counter() - begun))


ROUNDS: Final[dict[str, Callable[[Round], None]]] = {
    "files": Round.files,
    "act": Round.act,
    "commands": Round.commands,
    "register": Round.register,
    "verify": Round.verify,
}


def run(place: Place, command: Sequence[str]) -> None:
    """One command to its end; `CalledProcessError` when it fails, as a failure is soon over."""
    subprocess.run(
        command,
        env=place.env,
        check=True,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
