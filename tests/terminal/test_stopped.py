"""The program killed, its terminal closed, a mistake in it: what is there when it is opened again."""

from __future__ import annotations

import os
import signal
import sys
import time
from pathlib import Path

import pytest

from ibps.core.stages.interests import StateInterest
from ibps.desk import Desk
from ibps.store.session_file import SessionFile, read
from tests.terminal.tmux import Tmux
from tests.ui.kit import begun

pytestmark = pytest.mark.terminal

NEEDS = tuple(StateInterest(party="L", text=text) for text in ("One need", "Another", "A third"))

SLOW = """
import os, sys, time
from ibps.cli import main
whole = os.replace
def replace(old, new):
    if str(new).endswith("meeting.json"):
        time.sleep(float(os.environ["STALL"]))
    whole(old, new)
os.replace = replace
sys.exit(main())
"""

WRONG = """
import sys
from ibps.cli import main
from ibps.ui.screens.room import Room
hints = Room._hints
def wrong(self):
    if self._shown and self._shown.look.view == "help":
        raise KeyError(self.entry.text)
    hints(self)
Room._hints = wrong
sys.exit(main())
"""


@pytest.fixture
def session(tmp_path: Path) -> Path:
    path = tmp_path / "shared" / "meeting.json"
    path.parent.mkdir()
    Desk.new(SessionFile(path), begun(*NEEDS, stage="options"))
    return path


def meet(session: Path, *before: str) -> list[str]:
    program = before or ("-m", "ibps")
    return [sys.executable, *program, "meet", str(session), "--sessions", str(session.parent)]


def test_after_kill_9_text_stage_and_row_are_back(terminal: Tmux, tmp_path: Path, session: Path) -> None:
    home = {"XDG_STATE_HOME": str(tmp_path / "state")}
    terminal.start(meet(session), 80, 24, env=home)
    terminal.wait_for("3/5 OPTIONS", timeout=20)
    terminal.keys("F3")
    terminal.wait_for("2/5 INTERESTS")
    terminal.keys("Escape", "Down")
    terminal.wait_for("▸ L  I2")
    terminal.keys("a")
    terminal.type("Know who covers when")
    terminal.wait_for("Know who covers when")
    time.sleep(2)
    os.kill(terminal.pid(), signal.SIGKILL)
    terminal.wait_exit()
    with Tmux() as again:
        again.start(meet(session), 80, 24, env=home)
        screen = again.wait_for("▹ L  I2  Another", timeout=20)
        assert "2/5 INTERESTS" in screen and "Know who covers when" in screen


def test_a_terminal_that_goes_while_it_is_drawn_ends_the_program(tmp_path: Path, session: Path) -> None:
    """SIGCONT comes with it, and whatever draws anew then has nobody to read it."""
    pids = []
    for n in range(4):
        path = session.with_name(f"meeting-{n}.json")
        path.write_bytes(session.read_bytes())
        with Tmux() as terminal:
            terminal.start(meet(path), 80, 24, env={"XDG_STATE_HOME": str(tmp_path / "state")})
            terminal.wait_for("3/5 OPTIONS", timeout=20)
            pids.append(terminal.pid())
            os.kill(pids[-1], signal.SIGCONT)
    end = time.monotonic() + 15
    while left := [pid for pid in pids if Path(f"/proc/{pid}").exists()]:
        assert time.monotonic() < end, f"still there: {left}"
        time.sleep(0.1)
    assert not list(session.parent.glob("*.lock"))


def test_a_stalled_save_in_a_terminal(terminal: Tmux, tmp_path: Path, session: Path) -> None:
    env = {"XDG_STATE_HOME": str(tmp_path / "state"), "STALL": "2"}
    terminal.start(meet(session, "-c", SLOW), 60, 20, env=env)
    terminal.wait_for("3/5 OPTIONS", timeout=20)
    terminal.type("Swap Fridays")
    terminal.keys("Enter")
    terminal.wait_for("saving ...", timeout=1.5)
    terminal.type("typed meanwhile")
    assert "saving ..." in terminal.wait_for("typed meanwhile", timeout=1)
    assert not read(session).journal.record.options
    terminal.wait_gone("saving ...")
    assert "typed meanwhile" in terminal.wait_for("O1  Swap Fridays")
    assert [one.text for one in read(session).journal.record.options] == ["Swap Fridays"]


def test_a_terminal_closed_while_a_save_stalls_loses_nothing(
    terminal: Tmux, tmp_path: Path, session: Path
) -> None:
    env = {"XDG_STATE_HOME": str(tmp_path / "state"), "STALL": "1.5"}
    terminal.start(meet(session, "-c", SLOW), 80, 24, env=env)
    terminal.wait_for("3/5 OPTIONS", timeout=20)
    terminal.type("Swap Fridays")
    terminal.keys("Enter")
    terminal.wait_for("saving ...", timeout=1.4)
    os.kill(terminal.pid(), signal.SIGHUP)
    assert terminal.wait_exit() == 0
    assert [one.text for one in read(session).journal.record.options] == ["Swap Fridays"]
    assert not [*session.parent.glob("*.lock"), *session.parent.glob(".ibps*")]


def test_a_mistake_leaves_the_terminal_clean_and_says_one_thing(
    terminal: Tmux, tmp_path: Path, session: Path
) -> None:
    terminal.start(meet(session, "-c", WRONG), 80, 24, env={"XDG_STATE_HOME": str(tmp_path / "state")})
    terminal.wait_for("3/5 OPTIONS", timeout=20)
    terminal.type("half a thought")
    terminal.keys("F1")
    assert terminal.wait_exit() == 3
    screen = terminal.wait_for("ibps had to stop")
    words = " ".join(screen.split())
    for said in ("not yours", "Everything entered", "is saved", "waits when the session is opened again"):
        assert said in words
    assert "Traceback" not in screen and "OPTIONS" not in screen and "half a" not in screen
    (report,) = (tmp_path / "state").rglob("reports/*.txt")
    text = report.read_text("utf-8")
    assert "KeyError" in text and "help in options" in text and "half a" not in text
    (draft,) = (tmp_path / "state").rglob("drafts/*.json")
    assert "half a thought" in draft.read_text("utf-8")
