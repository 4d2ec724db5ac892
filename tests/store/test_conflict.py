"""Two programs on one session: neither is written over, and whoever is second is told where both are."""

from __future__ import annotations

import errno
import os
import stat
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest

from ibps.core.errors import Conflict, NotSaved
from ibps.core.journal import replay
from ibps.core.stages.options import AddOption
from ibps.desk import Desk
from ibps.store import atomic, claim, holder
from ibps.store.lock import take
from ibps.store.session_file import SessionFile, read, render
from tests.report.kit import ASKED, CHART, CLOSED, OPENED, journal

WHOLE = journal([*OPENED, *CHART, *ASKED, CLOSED])


@pytest.fixture
def path(tmp_path: Path) -> Path:
    file = tmp_path / "a.json"
    file.write_bytes(render(WHOLE))
    return file


def test_a_change_by_somebody_else_is_a_conflict_and_stays(path: Path) -> None:
    shelf = SessionFile(path)
    desk = Desk.open(shelf)
    theirs = path.read_bytes() + b"\n"
    path.write_bytes(theirs)
    before = desk.journal
    with pytest.raises(Conflict, match=r"saved this session too .* is in a-OTHER-VERSION-1\.json"):
        desk.do(AddOption(text="mine"))
    assert path.read_bytes() == theirs and desk.journal is before
    path.unlink()
    with pytest.raises(Conflict, match=r"is gone .* is in a-OTHER-VERSION-1"):
        desk.do(AddOption(text="mine"))  # the same once more needs no second file
    with pytest.raises(Conflict, match=r"is gone .* is in a-OTHER-VERSION-2"):
        desk.do(AddOption(text="mine too"))
    assert not path.exists()
    first, second = (read(path.with_name(f"a-OTHER-VERSION-{n}.json")) for n in (1, 2))
    assert first.journal.entries[:-1] == second.journal.entries[:-1] == before.entries
    assert first.notes == () and first.journal.record.options[-1].text == "mine"


def test_the_second_version_is_for_whom_the_first_is_and_never_in_the_way(path: Path) -> None:
    path.chmod(0o660)
    desk = Desk.open(SessionFile(path))
    path.with_name("a-OTHER-VERSION-1.json").write_bytes(b"of another day")
    path.write_bytes(b"theirs")
    with pytest.raises(Conflict, match="OTHER-VERSION-2"):
        desk.do(AddOption(text="mine"))
    assert path.with_name("a-OTHER-VERSION-1.json").read_bytes() == b"of another day"
    assert stat.S_IMODE(path.with_name("a-OTHER-VERSION-2.json").stat().st_mode) == 0o660


def test_a_second_version_that_cannot_be_kept_either_is_said(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = Desk.open(SessionFile(path))
    path.write_bytes(b"theirs")
    real = os.fsync

    def full(handle: int) -> None:
        monkeypatch.setattr(os, "fsync", none_left)
        real(handle)

    def none_left(handle: int) -> None:
        raise OSError(errno.ENOSPC, "")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(Conflict, match=r"could not be kept beside it \(disk full\)"):
        desk.do(AddOption(text="mine"))
    monkeypatch.undo()
    with pytest.raises(Conflict, match="is in a-OTHER-VERSION-1"):
        desk.do(AddOption(text="mine"))


def test_a_touched_file_with_the_same_bytes_is_no_conflict(path: Path) -> None:
    """A sync client that brings back what was there, or a copy put in its place, changed nothing."""
    desk = Desk.open(SessionFile(path))
    data = path.read_bytes()
    path.unlink()
    path.write_bytes(data)
    desk.do(AddOption(text="mine"))
    assert read(path).journal == desk.journal


def test_bytes_changed_behind_an_unchanged_stamp_are_a_conflict(path: Path) -> None:
    """Some disks count time in steps of two seconds."""
    desk = Desk.open(SessionFile(path))
    seen, theirs = path.stat(), path.read_bytes().replace(b"Rotate", b"Rotata")
    with path.open("r+b") as file:
        file.write(theirs)
    os.utime(path, ns=(seen.st_atime_ns, seen.st_mtime_ns))
    with pytest.raises(Conflict):
        desk.do(AddOption(text="mine"))
    assert path.read_bytes() == theirs


def test_what_a_disk_in_doubt_may_have_kept_is_not_taken_for_somebody_elses(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = Desk.open(SessionFile(path))
    real, count = os.fsync, iter(range(100))

    def failing(handle: int) -> None:
        if next(count) > 0:
            raise OSError(errno.EIO, "")
        real(handle)

    monkeypatch.setattr(os, "fsync", failing)
    with pytest.raises(atomic.InDoubt):
        desk.do(AddOption(text="one"))
    monkeypatch.undo()
    assert read(path).journal.record.options[-1].text == "one"
    desk.do(AddOption(text="two"))
    assert [option.text for option in read(path).journal.record.options][-1] == "two"
    assert read(path).journal == desk.journal


@pytest.mark.skipif(not os.path.exists("/proc/self/ns/pid"), reason="marks of programs need Linux")
def test_the_next_to_open_it_clears_what_a_killed_program_left(path: Path) -> None:
    dead = f"{holder.mine().partition('-')[0]}-99999999"
    temp, left = path.with_name(f".ibps-{dead}-0.tmp"), claim._beside(path)
    elsewhere = path.with_name(".ibps-elsewhere-7-0.tmp")
    for one in (temp, left, elsewhere):
        one.write_text(dead)
    take(path, datetime(2026, 3, 20, tzinfo=UTC)).release()
    assert sorted(one.name for one in path.parent.iterdir()) == [elsewhere.name, path.name]


def test_a_claim_that_moves_is_somebodys_and_one_that_stays_is_nobodys(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    left = claim._beside(path)
    left.write_text("elsewhere-7")
    monkeypatch.setattr(time, "sleep", lambda seconds: left.write_text("elsewhere-8 at work"))
    claim.clear(path)
    assert left.exists()
    with pytest.raises(NotSaved, match="file in use"):
        SessionFile(path).save(replay(WHOLE.entries))
    monkeypatch.setattr(time, "sleep", lambda seconds: None)
    claim.clear(path)
    assert not left.exists()


def test_no_second_version_is_made_where_a_link_to_nothing_says(path: Path) -> None:
    first = path.with_name("a-OTHER-VERSION-1.json")
    first.symlink_to(path.with_name("profile"))
    kept = SessionFile(path).keep(replay(WHOLE.entries))
    assert kept.name == "a-OTHER-VERSION-2.json" and first.is_symlink()
    assert not path.with_name("profile").exists()


@pytest.mark.parametrize("what", ["pipe", "link", "link to nothing"])
def test_something_else_in_the_place_of_a_claim_goes_when_the_session_is_opened(
    path: Path, monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    left, letter = claim._beside(path), path.with_name("letter.txt")
    if what == "pipe":
        os.mkfifo(left)
    else:
        left.symlink_to(letter)
    if what == "link":
        letter.write_bytes(b"Dear Ana")
    monkeypatch.setattr(time, "sleep", lambda seconds: None)
    take(path, datetime(2026, 3, 20, tzinfo=UTC)).release()
    SessionFile(path.with_name("b.json")).save(replay(WHOLE.entries))
    assert not os.path.lexists(left)
    assert letter.read_bytes() == b"Dear Ana" if what == "link" else not letter.exists()
