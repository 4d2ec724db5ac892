"""What was measured, and the floor of everything that is durable."""

from __future__ import annotations

import os
import time
from dataclasses import dataclass, field
from pathlib import Path

from tests.bench.terminal import Timed


@dataclass
class Tally:
    """Measured values by name, as they come."""

    samples: dict[str, list[float]] = field(default_factory=dict)

    def add(self, name: str, value: float) -> None:
        """One more."""
        self.samples.setdefault(name, []).append(value)

    def time(self, name: str, timed: Timed) -> None:
        """A step: when it was shown, and its last byte."""
        self.add(name, timed.shown)
        self.add(f"{name} last", timed.last)


def bare_save(path: Path, data: bytes) -> None:
    """The least that is durable: a file beside it, fsync, replace, fsync of the folder."""
    beside = path.with_suffix(".tmp")
    fd = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    try:
        os.write(fd, data)
        os.fsync(fd)
    finally:
        os.close(fd)
    os.replace(beside, path)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def bare_save_of(file: Path) -> float:
    """Milliseconds of a bare save of the same bytes, beside that file and so on the same disk."""
    data = file.read_bytes()
    begun = time.perf_counter()
    bare_save(file.with_suffix(".bare"), data)
    return 1000 * (time.perf_counter() - begun)
