"""Two programs on one session take turns at every call to the file system, in an order drawn by lot."""

from __future__ import annotations

import os
import random
import shutil
import threading
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from unittest.mock import patch

from ibps.core.errors import Conflict, InUse, NotSaved
from ibps.store import holder, leftovers, lock
from tests.store.torture.calls import through
from tests.store.torture.subjects import CREATED, FILE, NOW, Ibps, Save, broken, changes

SAVES = 3
TRIES = 12
CALLS_A_SECOND = 1000
"""How many turns of the others a program that sleeps for a second lets pass."""


@dataclass
class Program:
    """One of the two. What it says at the end: acknowledged changes, and what it was refused with."""

    name: int
    work: Callable[[Program], None]
    saved: list[int] = field(default_factory=list)
    conflicts: list[tuple[int, str]] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    go: threading.Semaphore = field(default_factory=lambda: threading.Semaphore(0))
    asleep: int = 0
    over: bool = False


class Turns:
    """Hands out turns, one call at a time, until all programs have ended."""

    def __init__(self, rng: random.Random, programs: list[Program]) -> None:
        self._rng, self._programs = rng, programs
        self._back = threading.Semaphore(0)
        self._of: dict[int, Program] = {}
        self.taken: list[int] = []

    def run(self) -> None:
        threads = [threading.Thread(target=self._live, args=(one,), daemon=True) for one in self._programs]
        with through(self._turn), patch("time.sleep", self._sleep), patch.object(holder, "mine", self._mine):
            for thread in threads:
                thread.start()
                assert self._back.acquire(timeout=60)
            while up := [one for one in self._programs if not one.over]:
                awake = [one for one in up if not one.asleep] or [min(up, key=lambda one: one.asleep)]
                chosen = self._rng.choice(awake)
                chosen.asleep = 0
                for other in up:
                    other.asleep = max(0, other.asleep - 1)
                self.taken.append(chosen.name)
                chosen.go.release()
                assert self._back.acquire(timeout=60), "a program hangs"
        for thread in threads:
            thread.join()

    def _live(self, program: Program) -> None:
        self._of[threading.get_ident()] = program
        self._wait(program)
        try:
            program.work(program)
        except Exception as error:
            program.faults.append(f"{type(error).__name__}: {error}")
        program.over = True
        self._back.release()

    def _wait(self, program: Program) -> None:
        self._back.release()
        program.go.acquire()

    def _turn(
        self, name: str, real: Callable[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> Any:
        program = self._of.get(threading.get_ident())
        if program is not None:
            self._wait(program)
        return real(*args, **kwargs)

    def _sleep(self, seconds: float) -> None:
        program = self._of[threading.get_ident()]
        program.asleep = 1 + int(seconds * CALLS_A_SECOND)
        self._wait(program)

    def _mine(self) -> str:
        return f"elsewhere-{self._of[threading.get_ident()].name}"


def torture(base: Path, rounds: int, locks: bool, seed: int = 7, how: str = "") -> dict[str, Any]:
    """So many meetings of two programs; `locks` off as on two mounts of one share."""
    harm: Counter[str] = Counter()
    first: dict[str, str] = {}
    orders, conflicts, saved = set(), 0, 0
    with broken(how):
        for n in range(rounds):
            folder = base / "meeting"
            folder.mkdir()
            Ibps().begin(folder)
            programs = [Program(1, _work(folder, locks)), Program(2, _work(folder, locks))]
            turns = Turns(random.Random(f"{seed}-{n}"), programs)
            turns.run()
            orders.add(hash(tuple(turns.taken)))
            conflicts += sum(len(one.conflicts) for one in programs)
            saved += sum(len(one.saved) for one in programs)
            for found in _found(folder, programs):
                harm[found.split(":")[0]] += 1
                first.setdefault(found.split(":")[0], f"meeting {n}: {found}")
            shutil.rmtree(folder)
    return {
        "meetings": rounds, "orders": len(orders), "saved": saved, "conflicts": conflicts,
        "harm": dict(harm), "first": first,
    }  # fmt: skip


def both(base: Path, rounds: int, seed: int = 7, how: str = "") -> dict[str, Any]:
    """Nine tenths of the meetings without locks, the rest with them."""
    without = torture(base, rounds - rounds // 10, False, seed, how)
    with_locks = torture(base, rounds // 10, True, seed, how)
    harm = {name: came["harm"] for name, came in (("without", without), ("with", with_locks)) if came["harm"]}
    return {"without locks": without, "with locks": with_locks, "harm": harm}


def _work(folder: Path, locks: bool) -> Callable[[Program], None]:
    def work(program: Program) -> None:
        held, save = _open(folder, locks)
        for n in range(1, SAVES + 1):
            change = 100 * program.name + n
            for _ in range(TRIES):
                try:
                    save(change)
                except Conflict as conflict:
                    program.conflicts.append((change, str(conflict)))
                    if held:
                        held.release()
                    held, save = _open(folder, locks)  # as the sentence asks for
                except NotSaved:
                    continue
                else:
                    program.saved.append(change)
                    break
        if held:
            held.release()

    return work


def _open(folder: Path, locks: bool) -> tuple[lock.Lock | None, Save]:
    import time

    while locks:
        try:
            return lock.take(folder / FILE, NOW), Ibps().open(folder)
        except InUse:
            time.sleep(0.01)
    leftovers.tidy(folder / FILE)
    return None, Ibps().open(folder)


def _found(folder: Path, programs: list[Program]) -> list[str]:
    """What is not as it should be after a meeting."""
    found = [f"a fault of the program: {fault}" for one in programs for fault in one.faults]
    there = changes(folder / FILE)
    if there is None:
        return [*found, "unreadable: the session"]
    for one in programs:
        found += [f"lost: {n} of program {one.name}, acknowledged" for n in one.saved if n not in there]
        if len(one.saved) < SAVES:
            found.append(f"kept out: program {one.name} saved {one.saved}")
        for n, said in one.conflicts:
            copies = [name for name in os.listdir(folder) if f"is in {name}" in said]
            kept = changes(folder / copies[0]) if copies and str(folder / FILE) in said else None
            if kept is None or kept[-1] != n or kept[0] != CREATED:
                found.append(f"not kept beside: {n} of program {one.name}: {said}")
    if len(set(there)) < len(there):
        found.append(f"twice: {there}")
    left = [name for name in os.listdir(folder) if name.startswith(".") or name.endswith(".lock")]
    return found + [f"left behind: {name}" for name in left]
