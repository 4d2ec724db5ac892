"""What must not hang with a disk: the screen, a move to another place, and the end of the program."""

from __future__ import annotations

import asyncio
import os
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from ibps.cli.house import House
from ibps.cli.opened import OpenedSession
from ibps.store import lock
from ibps.store.session_file import SessionFile, read
from ibps.ui.window import elsewhere, leaving, together
from tests.ui.kit import Seen, house, running
from tests.ui.saving.stalling import saved, slow_disk, until
from tests.ui.test_together import ONE


@pytest.fixture(autouse=True)
def fast(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(together, "OWN", 0.01)


def here(seen: Seen) -> OpenedSession:
    """The session that is open."""
    opened = seen.app.opened
    assert isinstance(opened, OpenedSession)
    return opened


def texts(path: Path) -> list[str]:
    return [one.text for one in read(path).journal.record.interests]


async def test_a_look_at_the_disk_that_hangs_holds_up_no_move(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hangs = threading.Event()
    async with running(tmp_path, *ONE) as seen:
        seen.break_disk()
        await seen.type_line("L: Mine")
        assert "NOT SAVED" in seen.status
        monkeypatch.setattr(SessionFile, "takes", lambda shelf: hangs.wait(20))
        elsewhere.try_again(seen.app)
        try:
            await seen.press("ctrl+d", "ctrl+a", "backspace")
            seen.mend_disk()
            await seen.type_line(str(tmp_path / "other"))
            await until(seen, lambda: not seen.asking and seen.app.stalled is None)
            (new,) = (tmp_path / "other").glob("*.json")
            await seen.press("enter")
            await until(seen, lambda: "Mine" in texts(new))
            seen.break_disk()
            await seen.type_line("L: More")
            monkeypatch.setattr(SessionFile, "takes", lambda shelf: True)
            elsewhere.try_again(seen.app)
            await until(seen, lambda: "NOT SAVED" not in seen.status)
        finally:
            hangs.set()


async def test_a_lock_that_cannot_be_closed_ends_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with running(tmp_path, *ONE) as seen:
        held, whole = here(seen).lock, os.close
        assert held is not None
        handle = held.handle

        def close(number: int) -> None:
            whole(number)
            if number == handle:
                raise OSError(5, "Input/output error")

        seen.break_disk()
        await seen.type_line("L: Mine")
        await seen.press("ctrl+d", "ctrl+a", "backspace")
        seen.mend_disk()
        monkeypatch.setattr(os, "close", close)
        await seen.type_line(str(tmp_path / "other"))
        await asyncio.sleep(0.1)
        await seen.settle()
        assert seen.app.is_running and "Saved to" in seen.said


async def test_the_terminal_goes_and_the_disk_hangs_at_the_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(leaving, "PATIENCE", 0.4)
    hangs = threading.Event()
    whole = lock.Lock.release
    async with running(tmp_path, *ONE) as seen:
        monkeypatch.setattr(lock.Lock, "release", lambda held: (hangs.wait(20), whole(held))[1])
        try:
            await seen.type("half")
            leaving.hung_up(seen.app)
            await until(seen, lambda: not seen.app.is_running, 3)
        finally:
            hangs.set()
        assert seen.house.draft(seen.app.session) == {"interests": "half"}


async def test_no_look_at_a_hanging_disk_from_the_screen_s_own_thread(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with running(tmp_path, *ONE) as seen:
        whole, main, asked = os.lstat, threading.main_thread(), []
        folder = str(seen.path)

        def lstat(path: str, **more: Any) -> os.stat_result:
            if threading.current_thread() is main and os.fspath(path) == folder:
                asked.append(path)
            return whole(path, **more)

        with slow_disk() as disk:
            disk.stall()
            await seen.type_line("L: Mine")
            monkeypatch.setattr(os, "lstat", lstat)
            await seen.type("and on")
            seen.app.keep_drafts()
            assert not asked
            assert seen.house.draft(seen.app.session)["interests"].endswith("and on")
            await saved(seen, disk)


async def test_unsent_text_is_found_again_that_was_kept_while_the_file_was_gone(tmp_path: Path) -> None:
    async with running(tmp_path, *ONE) as seen:
        path, name = seen.path, seen.app.session
        await seen.type("before")
        seen.app.keep_drafts()
        path.rename(tmp_path / "away")
        await seen.type(" and after")
        seen.app.keep_drafts()
        (tmp_path / "away").rename(path)
        assert house(tmp_path).draft(name) == {"interests": "before and after"}


async def test_what_lies_in_the_folder_is_never_read_on_the_screen_s_own_thread(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def watched(name: str, whole: Callable[..., Any]) -> Callable[..., Any]:
        def one(*args: Any, **more: Any) -> Any:
            if threading.current_thread() is threading.main_thread():
                asked.append(name)
            return whole(*args, **more)

        return one

    for name in ("teams", "rows", "example", "remember", "coach_shown"):
        monkeypatch.setattr(House, name, watched(name, getattr(House, name)))
    async with running(tmp_path, *ONE) as seen:
        await seen.to_list()
        await seen.until("desk", "escape")
        await seen.press("n")
        await seen.type_line("Unit 4B", "Lights at night")
        await seen.until("opening", "escape")
        assert seen.app.now.world.meeting.session.title == "Lights at night" and not asked
