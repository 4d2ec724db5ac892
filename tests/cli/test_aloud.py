"""`ibps show --screen` and `ibps room --text`: which view, what it can be about, and following as lines."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from queue import Queue
from threading import Thread
from typing import Any

import pytest

from ibps.cli import main, parser, place
from ibps.cli.aloud import UNHEARD
from ibps.core.clock import local_clock
from ibps.store import lock
from ibps.store.session_file import read
from ibps.ui.aloud import page
from ibps.ui.projected import projected
from ibps.ui.views import FRONT, names
from tests.cli.kit import AGREED, BEGUN, DECIDED, ROOT, WORDS, WORKED, ibps, lines, make

DEADLINE = 20.0


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return make(tmp_path / "home" / "sessions" / "2026-03-14-rotation-7k3q.json")


def shown(capsys: pytest.CaptureFixture[str], file: Path, screen: str, *more: str, code: int = 0) -> str:
    """What is printed; what goes to stderr where the code is not 0."""
    assert main(["show", str(file), "--screen", screen, *more]) == code
    said = capsys.readouterr()
    return said.err if code else said.out


def test_every_view_of_a_meeting_can_be_asked_for(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name in names():
        if name not in (*FRONT, *UNHEARD):
            assert shown(capsys, file, name).strip(), name


def test_the_front_desk_is_list_and_due(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name in FRONT:
        said = shown(capsys, file, name, code=2)
        assert "ibps list" in said and "ibps due" in said


def test_a_view_there_is_not_is_wrong_usage_and_names_those_there_are(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    said = shown(capsys, file, "lunch", code=2)
    assert "No view is called lunch." in said and "interests" in said and "room" in said
    assert "it goes with neither" in shown(capsys, file, "now", "--json", code=2)
    assert "it goes with neither" in shown(capsys, file, "now", "--history", code=2)


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("coach:issue", "COACH · ISSUE"),
        ("help:check", "Close the check"),
        ("words:P1", "Evening rotation"),
        ("minutes", "NOT READ BACK YET"),
        ("result", "Read the result aloud."),
    ],
)
def test_what_a_view_is_about(file: Path, capsys: pytest.CaptureFixture[str], asked: str, said: str) -> None:
    assert said in shown(capsys, file, asked)


@pytest.mark.parametrize("asked", ["words:P9", "coach:lunch", "minutes:N1", "cards:x", "interests:I1"])
def test_what_it_cannot_be_about_is_wrong_usage(
    file: Path, capsys: pytest.CaptureFixture[str], asked: str
) -> None:
    assert "can be asked for with" in shown(capsys, file, asked, code=2)


def test_words_before_there_are_any(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = make(tmp_path / "a.json", BEGUN)
    assert "No proposal has been put into exact words yet." in shown(capsys, file, "words", code=1)


def test_now_is_where_the_meeting_stands(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    at = {"do": "EnterStage", "stage": "interests"}
    said = shown(capsys, make(tmp_path / "a.json", [*BEGUN, *WORKED, at]), "now")
    assert said.startswith("2/5 INTERESTS · Supervisor rotation\nStages: Opening, 1 Issue, 2 Interests here")
    assert "\nI1, shared: Know who answers my leave; shared; Labor: yes, Management: yes\n" in said
    check = shown(capsys, make(tmp_path / "b.json", [*BEGUN, *WORKED, *AGREED[:-2]]), "now")
    assert "DECIDING NOW · P1 v1" in check and "\nAnswers:\n  u support\n" in check
    assert "\n1 Ana (co-chair); support\n" in check and "\n2 Dana (co-chair); not asked\n" in check
    assert "\nNOT ANSWERED: Dana\n" in check


def test_room_is_what_the_room_s_window_shows(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    journal = read(file).journal
    look, sheet = projected(journal, date.today())
    assert look.view == "result"
    assert shown(capsys, file, "room") == "\n".join((*page(sheet, look, journal.record), ""))


def test_private_notes_are_in_no_line_and_it_is_not_said_that_there_are_none(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in UNHEARD:
        said = shown(capsys, file, name, code=2)
        assert f"No view is called {name}." in said and f" {name}," not in said


def test_what_the_facilitator_blanks_is_not_in_the_room_s_lines(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    held = lock.take(file, local_clock())
    try:
        held.blank(True)
        assert shown(capsys, file, "room") == "BLANKED\nThe facilitator's window brings it back.\n"
        assert WORDS in shown(capsys, file, "answer"), "what is asked for by name is no projection"
        held.blank(False)
        assert WORDS in shown(capsys, file, "room")
    finally:
        held.release()


def test_the_time_left_is_a_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = make(tmp_path / "a.json", BEGUN)
    assert ibps("act", str(file), stdin=lines([{"do": "StartTimer", "minutes": 10}])).returncode == 0
    for screen in ("now", "room"):
        assert "\nTime: 10 min left.\n" in shown(capsys, file, screen)
        assert "Time:" not in shown(capsys, file, screen, "--on", f"{date.today()}")


def test_as_it_stood_on_a_day(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = make(tmp_path / "a.json", DECIDED)
    assert WORDS in shown(capsys, file, "answer", "--on", "2026-03-14")
    assert "there was nothing yet" in shown(capsys, file, "answer", "--on", "2026-03-13", code=1)


def test_a_hint_that_was_put_away_stays_away(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """As on this machine's screen: what was put away there is not said here."""
    position = {"do": "StateInterest", "party": "L", "text": "Management must hire two more people"}
    file = make(tmp_path / "home" / "sessions" / "a.json", [*BEGUN, position])
    assert "\nHint: I1" in shown(capsys, file, "interests")
    assert place.house(parser.read(["show", str(file)])).hush(str(file), frozenset({"maybe_position"}))
    assert "\nHint: I1" not in shown(capsys, file, "interests")


# following


class Heard:
    """The lines a following program has printed, waited for as they come."""

    def __init__(self, running: subprocess.Popen[str]) -> None:
        self.running, self.lines = running, []  # type: tuple[subprocess.Popen[str], list[str]]
        self._new: Queue[str] = Queue()
        Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        for line in self.running.stdout or ():
            self._new.put(line)

    def until(self, holds: Callable[[str], bool]) -> None:
        """Wait until a line comes of which that holds."""
        end = time.monotonic() + DEADLINE
        while time.monotonic() < end:
            self.lines.append(self._new.get(timeout=DEADLINE).rstrip("\n"))
            if holds(self.lines[-1]):
                return
        raise AssertionError(self.lines)


@contextmanager
def following(*asked: str) -> Iterator[Heard]:
    """`ibps room --text` as a program of its own, ended as people end it."""
    command = [sys.executable, "-m", "ibps", "room", *asked, "--text"]
    with subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8"
    ) as running:
        try:
            yield Heard(running)
        finally:
            running.send_signal(signal.SIGINT)
            assert running.wait(DEADLINE) == 0


def test_what_is_saved_is_said_line_by_line(tmp_path: Path) -> None:
    file = tmp_path / "later.json"
    at = {"do": "EnterStage", "stage": "interests"}
    acts: list[dict[str, Any]] = [*BEGUN, WORKED[0], at]
    with following(str(file)) as heard:
        heard.until(lambda line: line == "The file is not there; still looking.")
        assert ibps("act", str(file), "--new", stdin=lines(acts)).returncode == 0
        heard.until(lambda line: line.startswith("Why does this matter"))
        assert ibps("act", str(file), stdin=lines([WORKED[1]])).returncode == 0
        heard.until(lambda line: line == "I1, Labor: Know who answers my leave")
        assert ibps("act", str(file), stdin=lines([{"do": "Undo"}])).returncode == 0
        heard.until(lambda line: line == "Not there any more: I1, Labor: Know who answers my leave")
