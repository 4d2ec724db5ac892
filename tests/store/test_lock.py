"""One writer at a time, by a lock that says who; a lock of a program that is gone is in nobody's way."""

from __future__ import annotations

import errno
import os
import platform
import signal
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace

import pytest
from pydantic_core import from_json

from ibps.core.errors import InUse, NotSaved
from ibps.store import lock as locks
from ibps.store.lease import Lease
from ibps.store.lock import beside, is_held, read, take

NOW = datetime(2026, 3, 14, 14, 2, tzinfo=UTC)
TAKER = """
import sys
from datetime import datetime, UTC
from pathlib import Path
from ibps.store.lock import take
take(Path(sys.argv[1]), datetime(2026, 3, 14, 13, 0, tzinfo=UTC))
print("held", flush=True)
sys.stdin.read()
"""


def other(session: Path) -> subprocess.Popen[str]:
    """Another program that holds the lock until its input ends or it is killed."""
    process = subprocess.Popen(
        [sys.executable, "-c", TAKER, str(session)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None and process.stdout.readline() == "held\n"
    return process


def test_a_lock_says_who_and_is_gone_when_given_back(tmp_path: Path) -> None:
    session = tmp_path / "s.json"
    lock = take(session, NOW)
    held = from_json(beside(session).read_bytes())
    assert (
        held["pid"] == os.getpid()
        and held["host"] == platform.node()
        and held["since"].startswith("2026-03-14T14:02")
    )
    assert beside(session).stat().st_mode & 0o777 == 0o600
    with pytest.raises(InUse, match="has had it open since"):
        take(session, NOW)  # not even the same program twice: each would think it is alone
    lock.release()
    lock.release()
    assert list(tmp_path.iterdir()) == []


def test_another_program_is_kept_out_until_it_is_gone(tmp_path: Path) -> None:
    session = tmp_path / "s.json"
    with other(session) as process:
        with pytest.raises(InUse, match="has had it open since 14 Mar 2026, 13:00"):
            take(session, NOW)
        process.kill()
        process.wait()
        take(session, NOW).release()
    assert not beside(session).exists()


@pytest.mark.parametrize("data", [b"", b"\0\0", b"[]", b"{", b'{"pid": 1, "host": "elsewhere"}'])
def test_what_a_program_that_is_gone_left_behind_locks_nobody_out(tmp_path: Path, data: bytes) -> None:
    session = tmp_path / "s.json"
    beside(session).write_bytes(data)
    take(session, NOW).release()
    assert not beside(session).exists()


def test_many_at_once_and_only_one_gets_it(tmp_path: Path) -> None:
    session = tmp_path / "s.json"
    programs = [
        subprocess.Popen(
            [sys.executable, "-c", TAKER, str(session)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        for _ in range(4)
    ]
    held = [program.stdout.readline() for program in programs if program.stdout]
    for program in programs:
        program.kill()
        program.communicate()
    assert sorted(held) == ["", "", "", "held\n"]


def test_no_folder_no_lock(tmp_path: Path) -> None:
    with pytest.raises(NotSaved, match="folder is gone"):
        take(tmp_path / "nowhere" / "s.json", NOW)


@pytest.mark.parametrize("written", [None, 0, 7], ids=["refused", "nothing", "a part"])
def test_a_full_disk_leaves_no_lock_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, written: int | None
) -> None:
    """Once there is room again, the same program takes it: it is not in its own way."""
    session = tmp_path / "one.json"

    def full(handle: int, words: bytes) -> int:
        if written is None:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return written

    with monkeypatch.context() as patch:
        patch.setattr(os, "write", full)
        with pytest.raises(NotSaved, match="disk full"):
            take(session, NOW)
    assert list(tmp_path.iterdir()) == []
    lock = take(session, NOW)
    assert beside(session).stat().st_size > 0
    lock.release()


def test_it_says_that_the_room_s_window_is_blank_and_waits_for_no_disk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def flushed(handle: int) -> None:
        raise AssertionError("a blank is not worth a flush")

    monkeypatch.setattr(os, "fsync", flushed)
    session = tmp_path / "s.json"
    lock = take(session, NOW)
    before = read(beside(session))
    assert before["blank"] is False
    for on in (True, False, True):
        assert lock.blank(on) and read(beside(session)) == before | {"blank": on}
    with pytest.raises(InUse, match="has had it open since 14 Mar 2026, 14:02"):
        take(session, NOW)
    lock.release()
    assert not lock.blank(True) and not beside(session).exists()
    again = take(session, NOW)
    assert read(beside(session))["blank"] is False, "whoever opens it anew shows it"
    again.release()


def test_a_lock_that_cannot_be_written_says_so_and_stays_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = tmp_path / "s.json"
    lock = take(session, NOW)
    before = beside(session).read_bytes()

    def full(handle: int, words: bytes) -> int:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as patch:
        patch.setattr(os, "write", full)
        assert not lock.blank(True)
    assert beside(session).read_bytes() == before and lock.blank(True)
    lock.release()


def test_whether_it_is_held_is_seen_from_outside_and_nobody_is_kept_out_by_looking(tmp_path: Path) -> None:
    session = tmp_path / "s.json"
    assert not is_held(beside(session))
    with other(session) as process:
        assert is_held(beside(session))
        os.kill(process.pid, signal.SIGKILL)
        os.waitid(os.P_PID, process.pid, os.WEXITED | os.WNOWAIT)  # ended, and nobody has asked how
        assert not is_held(beside(session)) and read(beside(session))["pid"] == process.pid
        lock = take(session, NOW)
        assert is_held(beside(session))
        lock.release()
    assert not is_held(beside(session))


def test_a_lock_nobody_may_read_is_taken_for_held(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(path: Path, flags: int) -> int:
        raise PermissionError(errno.EACCES, "no")

    monkeypatch.setattr(os, "open", refuse)
    assert is_held(tmp_path / "s.json.lock") and read(tmp_path / "s.json.lock") == {}


@pytest.mark.parametrize("there", [True, False], ids=["a file", "nothing"])
def test_nothing_is_read_or_written_through_a_link_in_the_place_of_a_lock(
    tmp_path: Path, there: bool
) -> None:
    """Whoever may write the folder can put a link there, to any file of whoever opens the session."""
    session, letter = tmp_path / "s.json", tmp_path / "letter.txt"
    words = b'{"user": "somebody else\'s words", "blank": true}'
    if there:
        letter.write_bytes(words)
    beside(session).symlink_to(letter)
    with pytest.raises(NotSaved, match="move that away, then open the session again"):
        take(session, NOW)
    assert read(beside(session)) == {} and is_held(beside(session))
    with pytest.raises(OSError, match="symbolic"):
        Lease(beside(session)).look()
    assert (letter.read_bytes() == words) if there else not letter.exists()
    beside(session).unlink()
    take(session, NOW).release()


def test_a_pipe_or_a_folder_in_the_place_of_a_lock_is_said_and_not_waited_for(tmp_path: Path) -> None:
    session = tmp_path / "s.json"
    os.mkfifo(beside(session))
    with pytest.raises(NotSaved, match="Something else has the name of its lock"):
        take(session, NOW)
    assert not is_held(beside(session)) and read(beside(session)) == {}
    beside(session).unlink()
    beside(session).mkdir()
    with pytest.raises(NotSaved, match="Something else has the name of its lock"):
        take(session, NOW)


def test_a_link_and_what_it_points_to_are_one_session(tmp_path: Path) -> None:
    (tmp_path / "far").mkdir()
    session, link = tmp_path / "far" / "s.json", tmp_path / "s.json"
    session.write_bytes(b"{}")
    link.symlink_to(session)
    held = take(link, NOW)
    assert held.path == beside(session)
    with pytest.raises(InUse):
        take(session, NOW)
    held.release()
    take(session, NOW).release()


def test_on_windows_the_words_can_be_read_and_the_file_goes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """There nobody may read what is locked, and nothing open can be removed."""
    told: list[str] = []

    def locking(handle: int, mode: int, count: int) -> None:
        told.append(f"locked from {os.lseek(handle, 0, os.SEEK_CUR)}")

    def unlink(path: Path) -> None:
        told.append("removed")
        os.unlink(path)

    close = os.close

    def closed(handle: int) -> None:
        told.extend(["closed"] if handle == kept else [])
        close(handle)

    monkeypatch.setitem(sys.modules, "msvcrt", SimpleNamespace(locking=locking, LK_NBLCK=2))
    monkeypatch.setattr(locks, "WINDOWS", True)
    held = take(tmp_path / "s.json", NOW)
    assert from_json(beside(tmp_path / "s.json").read_bytes())["pid"] == os.getpid()
    monkeypatch.setattr(Path, "unlink", unlink)
    monkeypatch.setattr(os, "close", closed)
    kept = held.handle
    held.release()
    monkeypatch.undo()
    assert told == [f"locked from {locks.FAR}", "closed", "removed"]
