"""Who has a session open, seen from another machine, whose clock and whose locks say nothing about it."""

from __future__ import annotations

import errno
import os
import platform
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest

from ibps.core.errors import Conflict, InUse
from ibps.core.glimpse import Holder
from ibps.core.stages.options import AddOption
from ibps.desk import Desk
from ibps.store import lock
from ibps.store.changes import GONE, UNREAD, Changes
from ibps.store.lease import SILENT, Along, Lease
from ibps.store.lock import Lock, beside, read, take
from ibps.store.session_file import SessionFile, render
from tests.report.kit import ASKED, CHART, CLOSED, OPENED, journal
from tests.store.test_lock import other

NOW = datetime(2026, 3, 14, 14, 2, tzinfo=UTC)
WHOLE = journal([*OPENED, *CHART, *ASKED, CLOSED])


@dataclass
class Seconds:
    now: float = 1000.0

    def __call__(self) -> float:
        return self.now


@dataclass
class Machines:
    """Two machines on one folder. What the system's locks say is set in `locks`."""

    session: Path
    patch: pytest.MonkeyPatch
    clock: Seconds

    def at(self, host: str, user: str = "Fern") -> None:
        self.patch.setattr(platform, "node", lambda: host)
        self.patch.setattr(lock, "_user", lambda: user)

    def locks(self, held: bool | None) -> None:
        """True: every machine gets the lock, as where locks do not travel. None: the disk has none."""
        self.patch.setattr(lock, "_hold", lambda handle, shared=False: held)

    def opens(self, host: str, over: bytes | None = None) -> Lock:
        self.at(host)
        found = take(self.session, NOW, over)
        found.keep()
        return found


@pytest.fixture
def two(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Machines]:
    session = tmp_path / "a.json"
    session.write_bytes(render(WHOLE))
    yield Machines(session, monkeypatch, Seconds())


def beats(held: Lock) -> None:
    held._now(beat=held.said["beat"] + 1)


@pytest.mark.parametrize("system", [True, None], ids=["locks that do not travel", "no locks"])
def test_another_machine_is_there_as_long_as_its_number_moves(two: Machines, system: bool | None) -> None:
    two.locks(True)
    there = two.opens("ward-3")
    two.locks(system)
    two.at("ward-5")
    with pytest.raises(InUse, match="Fern on ward-3 has had it open since 14 Mar 2026, 14:02"):
        take(two.session, NOW)
    seen = Lease(beside(two.session), two.clock)
    assert seen.look() == Holder("Fern on ward-3", NOW)
    for _ in range(3):
        two.clock.now += SILENT - 1
        beats(there)
        assert not seen.look().gone
    two.clock.now += SILENT - 1
    assert not seen.look().gone
    two.clock.now += 1
    assert seen.look().gone
    beats(there)
    with pytest.raises(InUse):
        take(two.session, NOW, seen.seen)  # it came back in between
    assert not seen.look().gone
    two.clock.now += SILENT
    assert seen.look().gone
    ours = two.opens("ward-5", seen.seen)
    since = "Fern on ward-3 had it open since 14 Mar 2026, 14:02 and did not close it."
    assert ours.left == f"{since} Everything saved is here."
    two.at("ward-3")
    assert there.taken() == "Fern on ward-5" and not there.blank(True)
    there.release()
    two.at("ward-5")
    assert read(beside(two.session))["host"] == "ward-5" and ours.taken() == ""
    ours.release()
    assert seen.look() == Holder("Fern on ward-3", NOW, gone=True, closed=True)


def test_the_clocks_of_two_machines_are_never_compared(two: Machines) -> None:
    """A lock dated years ago or ahead is there while its number moves, and gone when it does not."""
    two.locks(True)
    two.at("ward-3")
    for when in (datetime(1999, 1, 1, tzinfo=UTC), datetime(2099, 1, 1, tzinfo=UTC)):
        two.at("ward-3")
        there = take(two.session, when)
        there.keep()
        os.utime(beside(two.session), (0, 0))
        two.at("ward-5")
        seen = Lease(beside(two.session), two.clock)
        assert not seen.look().gone
        two.clock.now += SILENT
        assert seen.look().gone
        there.release()


def test_on_this_machine_the_system_knows_at_once(two: Machines) -> None:
    seen = Lease(beside(two.session), two.clock)
    with other(two.session) as program:
        assert not seen.look().gone
        two.clock.now += 10 * SILENT
        assert not seen.look().gone, "held is held, however still it stands"
        program.kill()
        program.wait()
        assert seen.look().gone and not seen.look().closed
    take(two.session, NOW).release()


def test_whoever_gives_no_signs_is_left_to_the_system_as_before(two: Machines) -> None:
    """`ibps act` and earlier versions: their locks have no number in them."""
    beside(two.session).write_bytes(b'{"user": "Fern", "host": "ward-3", "pid": 1, "since": "long ago"}')
    two.at("ward-5")
    assert Lease(beside(two.session), two.clock).look() == Holder("Fern on ward-3", None, gone=True)
    take(two.session, NOW).release()


def test_the_number_moves_by_itself_and_is_never_flushed(
    two: Machines, monkeypatch: pytest.MonkeyPatch
) -> None:
    flushed: list[int] = []
    monkeypatch.setattr(os, "fsync", flushed.append)
    monkeypatch.setattr(lock, "BEAT", 0.01)
    held = two.opens("ward-3")
    until(lambda: read(beside(two.session)).get("beat", 0) >= 3)
    assert held.blank(True)
    before = held.said["beat"]
    until(lambda: read(beside(two.session)).get("beat", 0) >= before + 2)
    assert read(beside(two.session))["blank"] is True, "what is said once stays said"
    held.release()
    time.sleep(0.05)
    assert not beside(two.session).exists() and flushed == []


def test_a_full_disk_stops_no_signs_for_good(two: Machines, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lock, "BEAT", 0.01)
    held = two.opens("ward-3")

    def full(handle: int, said: object) -> None:
        raise OSError(errno.ENOSPC, "")

    with monkeypatch.context() as patch:
        patch.setattr(lock, "_say", full)
        time.sleep(0.05)
    before = read(beside(two.session))["beat"]
    until(lambda: read(beside(two.session)).get("beat", 0) > before)
    held.release()


def until(true: Callable[[], bool]) -> None:
    for _ in range(500):
        if true():
            return
        time.sleep(0.01)
    raise AssertionError("it never came")


def test_who_was_taken_over_forks_even_where_nothing_was_saved_yet(two: Machines) -> None:
    two.locks(True)
    there = two.opens("ward-3")
    shelf = SessionFile(two.session)
    shelf.taken = there.taken
    desk, changes = Desk.open(shelf), Changes(shelf)
    assert changes.look() is None
    ours = two.opens("ward-5", beside(two.session).read_bytes())
    changes.look()
    seen = changes.look()
    assert seen is not None and seen.holder == Holder("Fern on ward-5")
    before = two.session.read_bytes()
    two.at("ward-3")
    with pytest.raises(Conflict, match="Fern on ward-5 has taken this session over") as said:
        desk.do(AddOption(text="mine"))
    assert two.session.read_bytes() == before and two.session.with_name(said.value.kept).is_file()
    ours.release()
    desk.do(AddOption(text="mine"))  # closed there, and nothing was changed


def test_it_is_followed_with_who_has_it(two: Machines) -> None:
    held = take(two.session, NOW)
    seen = Along(two.session, two.clock)
    first = seen.look()
    assert first is not None and first.journal == WHOLE
    assert first.holder is not None and not first.holder.gone and seen.look() is None
    held.release()
    after = seen.look()
    assert after is not None and after.journal is first.journal
    assert after.holder == Holder(first.holder.who, NOW, gone=True, closed=True) and seen.look() is None


def test_a_change_is_told_when_it_is_seen_twice_and_when_it_is_undone(two: Machines) -> None:
    shelf = SessionFile(two.session)
    desk, changes = Desk.open(shelf), Changes(shelf)
    assert changes.look() is None and changes.look() is None
    desk.do(AddOption(text="mine"))
    assert changes.look() is None and changes.look() is None
    ours = two.session.read_bytes()
    two.session.unlink()
    assert changes.look() is None
    two.session.write_bytes(ours)
    assert changes.look() is None and changes.look() is None, "it was away for a moment"
    two.session.write_bytes(b"<<<<<<< HEAD\n" + ours)
    assert changes.look() is None
    seen = changes.look()
    assert seen is not None and seen.journal is None and seen.trouble == UNREAD and "JSON" in seen.why
    assert changes.look() is None
    two.session.write_bytes(ours)
    undone = changes.look()
    assert undone is not None and undone.journal is None and undone.trouble == ""
    two.session.unlink()
    changes.look()
    gone = changes.look()
    assert gone is not None and gone.trouble == GONE


def test_a_drive_that_is_out_or_does_not_answer_is_nobody_s_change(
    two: Machines, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = two.session.parent / "drive"
    folder.mkdir()
    session = Path(two.session.rename(folder / two.session.name))
    shelf = SessionFile(session)
    Desk.open(shelf)
    changes = Changes(shelf)
    assert changes.look() is None
    folder.rename(two.session.parent / "out")
    assert [changes.look() for _ in range(3)] == [None] * 3
    (two.session.parent / "out").rename(folder)
    session.write_bytes(b"theirs")

    def silent(path: Path, most: int) -> bytes:
        raise OSError(errno.EIO, "")

    with monkeypatch.context() as patch:
        patch.setattr("ibps.store.changes.read_bytes", silent)
        assert [changes.look() for _ in range(3)] == [None] * 3 and changes.found() is None
    changes.look()
    assert changes.look() is not None


def test_a_pipe_in_the_place_of_an_open_session_is_not_waited_for(two: Machines) -> None:
    shelf = SessionFile(two.session)
    Desk.open(shelf)
    changes = Changes(shelf)
    two.session.unlink()
    os.mkfifo(two.session)
    assert changes.found() is None and [changes.look() for _ in range(3)] == [None] * 3


def test_nothing_is_told_while_a_save_is_under_way(two: Machines, monkeypatch: pytest.MonkeyPatch) -> None:
    shelf = SessionFile(two.session)
    desk, changes = Desk.open(shelf), Changes(shelf)
    changes.look()
    looked: list[object] = []
    whole = os.replace

    def replace(source: str, target: str) -> None:
        whole(source, target)
        looked.extend((changes.look(), changes.look()))

    monkeypatch.setattr(os, "replace", replace)
    desk.do(AddOption(text="mine"))
    assert looked == [None, None]
    assert changes.look() is None and changes.look() is None
