"""Whether saving works again is only said when what comes next would find room, too."""

from __future__ import annotations

import resource
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from ibps.core.stages.interests import StateInterest
from ibps.desk import Desk
from ibps.store.session_file import MORE, SessionFile
from tests.ui.kit import begun


@contextmanager
def at_most(count: int) -> Iterator[None]:
    """The system takes no file of more than so many bytes of this process."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (count, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, handler)


@pytest.mark.parametrize(("room", "works"), [(-1, False), (200, False), (MORE, True)])
def test_there_is_room_for_more_than_the_file_as_it_is(tmp_path: Path, room: int, works: bool) -> None:
    path = tmp_path / "s.json"
    shelf = SessionFile(path)
    desk = Desk.new(shelf, begun(stage="interests"))
    before = path.read_bytes()
    with at_most(len(before) + room):
        assert shelf.takes() is works
    assert path.read_bytes() == before and sorted(tmp_path.iterdir()) == [path]
    desk.do(StateInterest(party="L", text="Sleep on Sundays"))


def test_our_version_beside_is_made_anew_when_it_was_taken_away(tmp_path: Path) -> None:
    path = tmp_path / "s.json"
    shelf = SessionFile(path)
    desk = Desk.new(shelf, begun(stage="interests"))
    kept = shelf.keep(desk.journal)
    assert shelf.keep(desk.journal) == kept
    kept.unlink()
    assert shelf.keep(desk.journal).is_file()
