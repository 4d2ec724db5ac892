"""Keys that come all at once, as over a slow line: each lands where it would have landed one at a time."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest

from ibps.core.journal import Journal
from ibps.desk import Desk
from ibps.store.session_file import SessionFile, read
from tests.terminal.tmux import Tmux
from tests.ui.test_check import ready

pytestmark = pytest.mark.terminal


def journal_of(path: Path) -> Journal:
    return read(path).journal


@pytest.fixture
def session(tmp_path: Path) -> Path:
    path = tmp_path / "asked.json"
    Desk.new(SessionFile(path), ready())
    return path


def started(terminal: Tmux, session: Path) -> None:
    command = [sys.executable, "-m", "ibps", "meet", str(session), "--sessions", str(session.parent)]
    terminal.start(command, 80, 24)
    terminal.wait_for("CONSENSUS", timeout=20)
    terminal.keys("Escape")  # alone: with a letter close behind, terminals take it for Alt and that letter
    terminal.wait_for("Enter type")


def test_answers_in_a_burst_go_to_one_person_after_the_other(terminal: Tmux, session: Path) -> None:
    started(terminal, session)
    terminal.keys("c", "u", "Enter", "l", "Enter", "u", "Enter", "l")
    terminal.wait_for(re.compile("Everyone here has answered"))
    (check,) = journal_of(session).record.checks
    assert [(one.person, one.level) for one in check.given] == [
        (1, "up"),
        (2, "sideways"),
        (3, "up"),
        (4, "sideways"),
    ]


def test_undo_in_a_burst_takes_back_what_was_pressed_before_it(terminal: Tmux, session: Path) -> None:
    started(terminal, session)
    terminal.keys("c", "u", "Enter", "d", *"never", "Enter", "m", "Enter")
    terminal.wait_for("never · would need: m")
    terminal.keys("4", "l", "C-u", "3", "u")
    terminal.wait_for(re.compile(r"▸ 3 .*support"))
    answers = {one.person: one.level for one in journal_of(session).record.checks[0].given}
    assert answers == {1: "up", 2: "down", 3: "up"}


def test_bursts_one_behind_the_other(terminal: Tmux, session: Path) -> None:
    started(terminal, session)
    terminal.keys("c")
    terminal.wait_for("DECIDING NOW")
    for group in (("u", "Enter"), ("l", "Enter"), ("u", "Enter"), ("l",)):
        terminal.keys(*group)
    terminal.wait_for(re.compile("Everyone here has answered"))
    given = journal_of(session).record.checks[0].given
    assert [(one.person, one.level) for one in given] == [
        (1, "up"),
        (2, "sideways"),
        (3, "up"),
        (4, "sideways"),
    ]


def test_what_is_typed_behind_the_last_question_reaches_the_list(terminal: Tmux, session: Path) -> None:
    started(terminal, session)
    terminal.keys("c")
    terminal.wait_for("DECIDING NOW")
    terminal.keys("d", *"why", "Enter", *"how", "Enter", "2", "u", "Enter", "l")
    terminal.wait_for(re.compile(r"▸ 3 .*can live"))
    answers = {one.person: (one.level, one.note) for one in journal_of(session).record.checks[0].given}
    assert answers == {1: ("down", "why"), 2: ("up", ""), 3: ("sideways", "")}


def test_a_blanked_screen_comes_back_and_nothing_else_happens(terminal: Tmux, session: Path) -> None:
    started(terminal, session)
    terminal.keys("c")
    terminal.wait_for("DECIDING NOW")
    for key in ("2", "h", "Escape"):
        terminal.keys("F9")
        terminal.wait_for("Blanked")
        terminal.keys(key)
        terminal.wait_for("DECIDING NOW")
    terminal.keys("u")
    terminal.wait_for(re.compile("▲ support"))
    terminal.keys("Escape")
    terminal.wait_for("Enter type")
    terminal.keys("Enter", "F9")
    terminal.wait_for("Blanked")
    terminal.keys(*"hello")
    terminal.wait_for("ello")
    assert journal_of(session).record.open_check, "the session is still open, and so is its check"
