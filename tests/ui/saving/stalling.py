"""A disk that takes its time: every save waits until it is told to go on."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from ibps.core.journal import Journal
from ibps.store.session_file import SessionFile
from ibps.ui.window import aside
from tests.ui.kit import PATIENT, Seen

AS_IT_IS = aside.BRIEF


class Disk:
    """Stalls where it is told to, and counts how many write at once."""

    def __init__(self) -> None:
        self.answers = threading.Event()
        self.answers.set()
        self.only: Path | None = None  # the one file that is on this disk
        self.at_once = self.most = self.saves = 0
        self.brief: Callable[[bool], None] = lambda stalls: None

    def stall(self) -> None:
        self.brief(True)
        self.answers.clear()

    def answer(self) -> None:
        self.brief(False)
        self.answers.set()


@contextmanager
def slow_disk() -> Iterator[Disk]:
    """Saves go through this disk; it answers again at the end, so that no thread is left waiting."""
    disk, whole = Disk(), SessionFile.save

    def save(shelf: SessionFile, journal: Journal) -> None:
        disk.at_once += 1
        disk.most = max(disk.most, disk.at_once)
        if disk.only in (None, shelf.path):
            disk.answers.wait(20)
        try:
            whole(shelf, journal)
            disk.saves += 1
        finally:
            disk.at_once -= 1

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(SessionFile, "save", save)
        # As people have it, but only where it stalls: a busy machine is not taken for a slow disk.
        disk.brief = lambda stalls: patch.setattr(aside, "BRIEF", AS_IT_IS if stalls else PATIENT)
        try:
            yield disk
        finally:
            disk.answer()


async def until(seen: Seen, true: Callable[[], bool], seconds: float = 5.0) -> None:
    """Wait for something another thread has a part in."""
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, (seen.status, seen.said, seen.typed)
        await asyncio.sleep(0.01)
        await seen.settle()


async def saved(seen: Seen, disk: Disk) -> None:
    """The disk answers, and what was under way is done."""
    disk.answer()
    await until(seen, lambda: seen.app.stalled is None)
    await seen.settle()
