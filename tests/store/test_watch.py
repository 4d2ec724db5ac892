"""Looking at a file from outside: what is new is told once, whatever happens, and nothing is touched."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from ibps.core.glimpse import Glimpse
from ibps.core.stages.interests import StateInterest
from ibps.desk import Desk
from ibps.store import lock, parts
from ibps.store.session_file import SessionFile
from ibps.store.watch import MISSING, PATIENCE, UNREAD, Watch
from tests.ui.kit import T0, Clock, begun


class Meeting:
    """A session on the disk, somebody who writes it, and somebody who looks."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "meeting.json"
        self.desk = Desk.new(SessionFile(self.path), begun(), Clock())
        self.watch = Watch(lambda: self.path)

    def say(self, text: str) -> None:
        self.desk.do(StateInterest(party="L", text=text))

    def looks(self) -> Glimpse | None:
        """What is seen within as many looks as patience takes."""
        return next((seen for _ in range(PATIENCE + 1) if (seen := self.watch.look())), None)


@pytest.fixture
def meeting(tmp_path: Path) -> Meeting:
    return Meeting(tmp_path)


def texts(glimpse: Glimpse | None) -> list[str]:
    assert glimpse is not None and glimpse.journal is not None and glimpse.trouble == ""
    return [interest.text for interest in glimpse.journal.record.interests]


def test_each_save_is_seen_once(meeting: Meeting) -> None:
    assert texts(meeting.watch.look()) == []
    assert meeting.looks() is None
    for n in range(5):
        meeting.say(f"said {n}")
        assert texts(meeting.watch.look())[-1] == f"said {n}"
        assert meeting.looks() is None


def test_a_file_that_comes_later_is_found(tmp_path: Path) -> None:
    path = tmp_path / "later" / "a.json"
    watch = Watch(lambda: path)
    seen = watch.look()
    assert seen == Glimpse(None, MISSING) and watch.look() is None
    path.parent.mkdir()
    assert watch.look() is None
    Desk.new(SessionFile(path), begun(), Clock())
    assert texts(watch.look()) == []


def test_a_file_moved_away_and_back_is_told_and_shown_again(meeting: Meeting) -> None:
    meeting.say("first")
    assert texts(meeting.watch.look()) == ["first"]
    away = meeting.path.with_name("away")
    meeting.path.rename(away)
    assert meeting.watch.look() == Glimpse(None, MISSING) and meeting.looks() is None
    away.rename(meeting.path)  # to the last bit the same file
    assert texts(meeting.watch.look()) == ["first"]


def test_another_file_in_its_place_is_read(meeting: Meeting, tmp_path: Path) -> None:
    meeting.watch.look()
    (tmp_path / "other").mkdir()
    other = Meeting(tmp_path / "other")
    other.say("from a copy")
    os.replace(other.path, meeting.path)
    assert texts(meeting.watch.look()) == ["from a copy"]


@pytest.mark.parametrize("damaged", [b"", b"{}", b'{"format": "ibps-session/1", "answer"', b"\xff\x00"])
def test_damage_is_told_once_and_mended_by_the_next_whole_file(meeting: Meeting, damaged: bytes) -> None:
    meeting.watch.look()
    whole = meeting.path.read_bytes()
    meeting.path.write_bytes(damaged)
    seen = meeting.watch.look()
    assert seen is not None and (seen.journal, seen.trouble) == (None, UNREAD) and seen.why
    assert meeting.looks() is None
    meeting.path.write_bytes(whole)
    assert texts(meeting.watch.look()) == []


def test_a_file_another_program_holds_is_read_when_it_is_let_go(
    meeting: Meeting, monkeypatch: pytest.MonkeyPatch
) -> None:
    meeting.watch.look()
    meeting.say("while it is held")
    with monkeypatch.context() as held:

        def refuse(path: Path, most: int) -> bytes:
            raise PermissionError(13, "Permission denied")

        held.setattr(parts, "read_bytes", refuse)
        seen = meeting.watch.look()
        assert seen == Glimpse(None, UNREAD, "It cannot be read: permission denied.")
        assert meeting.looks() is None
    # Nothing about the file itself has changed.
    assert texts(meeting.looks()) == ["while it is held"]


def test_a_disk_that_fails_to_answer_is_told(meeting: Meeting) -> None:
    def find() -> Path:
        raise OSError(5, "Input/output error")

    seen = Watch(find).look()
    assert seen == Glimpse(None, UNREAD, "It cannot be read: input/output error.")


def test_a_folder_of_that_name_is_no_session(tmp_path: Path) -> None:
    seen = Watch(lambda: tmp_path).look()
    assert seen is not None and seen.why == "This is a folder, not a file."


def test_the_writer_s_lock_is_neither_needed_nor_taken(meeting: Meeting) -> None:
    held = lock.take(meeting.path, T0)
    meeting.watch.look()
    meeting.say("with the lock")
    assert texts(meeting.watch.look()) == ["with the lock"]
    held.release()
    meeting.watch.look()
    lock.take(meeting.path, T0).release()


def test_nothing_is_written_and_nothing_is_left(meeting: Meeting) -> None:
    def folder() -> dict[str, bytes]:
        return {path.name: path.read_bytes() for path in meeting.path.parent.iterdir()}

    before = folder()
    meeting.looks()
    assert folder() == before
    meeting.path.write_bytes(b"{")
    meeting.looks()
    assert folder() == {**before, "meeting.json": b"{"}
