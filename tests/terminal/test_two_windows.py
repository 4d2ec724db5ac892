"""Two programs and one file: what the facilitator enters in one terminal the room sees in the other."""

from __future__ import annotations

import os
import re
import signal
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from ibps.desk import Desk
from ibps.store.session_file import SessionFile
from tests.terminal.tmux import Tmux
from tests.ui.kit import begun

pytestmark = pytest.mark.terminal


@pytest.fixture
def wall() -> Iterator[Tmux]:
    with Tmux() as tmux:
        yield tmux


@pytest.fixture
def session(tmp_path: Path) -> Path:
    path = tmp_path / "shared" / "meeting.json"
    path.parent.mkdir()
    Desk.new(SessionFile(path), begun(stage="interests"))
    return path


def ibps(command: str, session: Path) -> list[str]:
    return [sys.executable, "-m", "ibps", command, str(session), "--sessions", str(session.parent)]


def test_the_room_follows_the_facilitator_s_window(terminal: Tmux, wall: Tmux, session: Path) -> None:
    wall.start(ibps("room", session), 60, 20)
    wall.wait_for("2/5 INTERESTS", timeout=20)
    terminal.start(ibps("meet", session), 80, 24)
    terminal.wait_for("2/5 INTERESTS", timeout=20)
    terminal.type("Know who approves my leave")
    terminal.wait_for("Know who approves my leave")
    assert "Know who" not in wall.screen()  # not entered yet, so nobody else's business
    terminal.keys("Enter")
    wall.wait_for("I1  Know who approves my leave")
    terminal.keys("F2")
    terminal.wait_for("COACH")
    terminal.keys("Escape")
    terminal.wait_for("[L]")
    terminal.keys("C-u")
    wall.wait_until(lambda screen: "Know who" not in screen, "it taken back")
    assert "COACH" not in wall.screen()
    wall.keys("b")
    wall.wait_for("BLANKED")
    terminal.type("While it is blank")
    terminal.keys("Enter")
    terminal.wait_for("I2  While it is blank")
    assert "While" not in wall.screen()
    wall.keys("Space")
    wall.wait_for("I2  While it is blank")
    wall.resize(120, 40)
    wall.wait_for(re.compile("While it is blank.*─{90}", re.DOTALL))
    names = {path.name for path in session.parent.iterdir()}
    wall.keys("q")
    assert wall.wait_exit() == 0
    assert {path.name for path in session.parent.iterdir()} == names
    terminal.keys("C-q")
    assert terminal.wait_exit() == 0


def test_the_facilitator_blanks_both_windows_and_the_room_sees_the_time_there_is(
    terminal: Tmux, wall: Tmux, session: Path
) -> None:
    wall.start(ibps("room", session), 60, 20)
    terminal.start(ibps("meet", session), 60, 20)
    wall.wait_for("2/5 INTERESTS", timeout=20)
    terminal.wait_for("2/5 INTERESTS", timeout=20)
    terminal.keys("C-t")
    terminal.wait_for("How many minutes?")
    terminal.type("10")
    terminal.keys("Enter")
    terminal.wait_for("10 min left · saved")
    wall.wait_for("10 min left")
    terminal.keys("F9")
    wall.wait_for("BLANKED")
    assert "INTERESTS" not in wall.screen() + terminal.screen()
    wall.keys("b")
    wall.keys("Space")
    terminal.keys("x")
    terminal.wait_for("2/5 INTERESTS")
    wall.wait_for("2/5 INTERESTS")
    terminal.keys("F9")
    wall.wait_for("BLANKED")
    os.kill(terminal.pid(), signal.SIGKILL)
    wall.wait_for("Any key brings it back.")
    assert "INTERESTS" not in wall.screen(), "a program that was killed uncovers nothing"
    wall.keys("b")
    wall.wait_for("2/5 INTERESTS")


def test_the_room_may_be_there_first_and_stays_when_the_file_goes(wall: Tmux, session: Path) -> None:
    away = session.with_suffix(".away")
    session.rename(away)
    wall.start(ibps("room", session), 60, 20)
    wall.wait_for("The file is not there yet; still looking.", timeout=20)
    away.rename(session)
    wall.wait_for("2/5 INTERESTS")
    session.rename(away)
    wall.wait_for("still looking")
    assert "2/5 INTERESTS" in wall.screen()
    away.rename(session)
    wall.wait_for("b blank")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs a named pipe")
def test_something_that_is_no_file_holds_nothing_up(wall: Tmux, tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.json"
    os.mkfifo(pipe)
    wall.start(ibps("room", pipe), 60, 20)
    wall.wait_for("This is not a file, but a pipe", timeout=20)
    wall.keys("q")
    assert wall.wait_exit() == 0
