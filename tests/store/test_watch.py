"""Looking at a file from outside: what is new is told once, whatever happens, and nothing is touched."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from ibps.core.glimpse import Glimpse
from ibps.core.stages.interests import StateInterest
from ibps.desk import Desk
from ibps.store import lock, parts, watch
from ibps.store.session_file import Followed, SessionFile, read_on
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


def test_the_writer_s_window_blanks_ours_and_brings_it_back(meeting: Meeting) -> None:
    held = lock.take(meeting.path, T0)
    assert meeting.watch.look() is not None and meeting.looks() is None
    for on in (True, False, True, False):
        held.blank(on)
        seen = meeting.watch.look()
        assert seen is not None and seen.blanked == ("held" if on else "") and texts(seen) == []
        assert meeting.looks() is None, "told once"
    held.blank(True)
    meeting.say("while it is blank")
    seen = meeting.watch.look()
    assert texts(seen) == ["while it is blank"] and seen is not None and seen.blanked == "held"
    held.release()


def test_a_writer_that_ends_uncovers_nothing_and_one_that_opens_it_again_does(meeting: Meeting) -> None:
    held = lock.take(meeting.path, T0)
    held.blank(True)
    assert (meeting.watch.look() or Glimpse(None)).blanked == "held"
    held.release()
    assert (meeting.watch.look() or Glimpse(None)).blanked == "left"
    assert meeting.looks() is None
    again = lock.take(meeting.path, T0)
    assert (meeting.watch.look() or Glimpse(None)).blanked == ""
    again.release()
    assert meeting.looks() is None


def test_a_writer_that_was_killed_leaves_it_blank_also_for_a_window_that_comes_later(
    meeting: Meeting,
) -> None:
    code = (
        "import sys; from datetime import datetime, UTC; from pathlib import Path\n"
        "from ibps.store.lock import take\n"
        "held = take(Path(sys.argv[1]), datetime.now(UTC)); held.blank(True); print('blank', flush=True)\n"
        "sys.stdin.read()"
    )
    command = [sys.executable, "-c", code, str(meeting.path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None and process.stdout.readline() == b"blank\n"
        assert (meeting.watch.look() or Glimpse(None)).blanked == "held"
        process.kill()
        process.wait()
    assert (meeting.watch.look() or Glimpse(None)).blanked == "left"
    assert (Watch(lambda: meeting.path).look() or Glimpse(None)).blanked == "left"
    again = lock.take(meeting.path, T0)
    assert (meeting.watch.look() or Glimpse(None)).blanked == ""
    again.release()


def test_what_is_entered_while_it_is_blank_is_never_seen_before_the_blank(
    meeting: Meeting, monkeypatch: pytest.MonkeyPatch
) -> None:
    held = lock.take(meeting.path, T0)
    meeting.watch.look()
    meeting.say("a name that should not be seen")

    def slowly(path: Path, before: Followed | None) -> Followed:
        held.blank(True)  # it is covered while the file is being read
        return read_on(path, before)

    monkeypatch.setattr(watch, "read_on", slowly)
    seen = meeting.watch.look()
    assert texts(seen) and seen is not None and seen.blanked == "held"
    held.release()


@pytest.mark.parametrize("data", [b"", b"{", b"[]", b'{"user": "Ana"}', b'{"blank": true}}'])
def test_a_lock_that_says_nothing_of_it_changes_nothing(meeting: Meeting, data: bytes) -> None:
    """It may be just being written, or an older program's."""
    held = lock.take(meeting.path, T0)
    held.blank(True)
    assert (meeting.watch.look() or Glimpse(None)).blanked == "held"
    lock.beside(meeting.path).write_bytes(data)
    assert meeting.looks() is None
    held.blank(False)
    assert (meeting.watch.look() or Glimpse(None)).blanked == ""
    held.release()


def test_a_file_that_goes_while_it_is_blank_is_told_and_stays_covered(meeting: Meeting) -> None:
    held = lock.take(meeting.path, T0)
    held.blank(True)
    meeting.watch.look()
    meeting.path.rename(meeting.path.with_name("away"))
    assert meeting.watch.look() == Glimpse(None, MISSING, blanked="held")
    held.release()
    assert meeting.watch.look() == Glimpse(None, MISSING, blanked="left")
