"""The terminal driver does what a person at a keyboard does, and says clearly when something is not seen."""

import re
import signal
import sys
from os import kill
from pathlib import Path

import pytest

from tests.terminal.tmux import Tmux

pytestmark = pytest.mark.terminal

# Reads raw bytes and shows each in hex, as a full-screen program would get them.
RAW = """
import os, sys, tty
tty.setraw(0)
os.write(1, b"ready\\r\\n")
while (byte := os.read(0, 1)) != b"q":
    os.write(1, byte.hex().encode() + b" ")
"""

SIZES = """
import os, signal
show = lambda *_: print("size %d %d" % tuple(os.get_terminal_size()), flush=True)
signal.signal(signal.SIGWINCH, show)
show()
while True: signal.pause()
"""


def python(code: str, *arguments: str) -> list[str]:
    return [sys.executable, "-c", code, *arguments]


@pytest.mark.parametrize(
    "text",
    [
        "plain words",
        "-n --flag",
        "ends with;",
        ";",
        "a\\;",
        "Enter",
        "C-c",
        "$HOME `id` 'q' \"q\"",
        "Zoë 会議 é",
    ],
)
def test_typed_text_arrives_as_it_is(terminal: Tmux, text: str) -> None:
    terminal.start(python("print('ready', flush=True); print('got', ascii(input()), 'end', flush=True)"))
    terminal.wait_for("ready")
    terminal.type(text)
    terminal.keys("Enter")
    assert f"got {text!a} end" in terminal.wait_for(" end")


def test_long_text_arrives_whole(terminal: Tmux) -> None:
    count = "import tty; tty.setcbreak(0); print('ready', flush=True); print(len(input()), 'letters')"
    terminal.start(python(count))
    terminal.wait_for("ready")
    terminal.type("x;" * 3500)
    terminal.keys("Enter")
    terminal.wait_for("7000 letters")


def test_keys_are_sent_by_name_and_escape_stays_alone(terminal: Tmux) -> None:
    terminal.start(python(RAW))
    terminal.wait_for("ready")
    terminal.keys("Escape", "C-n", "Tab", ";", "-")
    terminal.wait_for("1b 0e 09 3b 2d")
    assert terminal.alive()
    terminal.keys("q")
    assert terminal.wait_exit() == 0


def test_arguments_reach_the_program_without_a_shell(terminal: Tmux) -> None:
    show = "import sys; print(sys.argv[1:]); input()"
    terminal.start(python(show, "a b", "c;", ";", "$HOME", "-x"), width=100)
    terminal.wait_for("['a b', 'c;', ';', '$HOME', '-x']")


def test_environment_and_folder_are_handed_on(terminal: Tmux, tmp_path: Path) -> None:
    show = "import os; e = os.environ; print(e['WHO'], e['TERM'], e['HOME']); print(os.getcwd()); input()"
    terminal.start(python(show), width=300, env={"WHO": "table two"}, cwd=tmp_path)
    screen = terminal.wait_for(re.compile(rf"^{re.escape(str(tmp_path))}$", re.MULTILINE))
    assert f"table two tmux-256color {tmp_path / 'home'}" in screen


def test_the_pane_has_the_size_asked_for_and_follows_a_resize(terminal: Tmux) -> None:
    terminal.start(python(SIZES), width=60, height=20)
    terminal.wait_for("size 60 20")
    assert terminal.size() == (60, 20)
    assert len(terminal.screen().split("\n")) == 20
    terminal.resize(120, 40)
    terminal.wait_for("size 120 40")
    assert terminal.size() == (120, 40)


def test_the_exit_status_and_the_last_screen_remain(terminal: Tmux) -> None:
    terminal.start(python("print('last words'); raise SystemExit(3)"))
    assert terminal.wait_exit() == 3
    assert not terminal.alive()
    assert "last words" in terminal.screen()


def test_a_killed_program_reports_its_signal(terminal: Tmux) -> None:
    terminal.start(["cat"])
    assert terminal.exit_status() is None
    kill(terminal.pid(), signal.SIGKILL)
    assert terminal.wait_exit() == -signal.SIGKILL


def test_what_is_not_seen_fails_with_the_screen(terminal: Tmux) -> None:
    terminal.start(["cat"])
    terminal.type("what is there")
    terminal.wait_for("what is there")
    with pytest.raises(AssertionError, match=r"(?s)'what is not' not seen.*\|what is there +\|"):
        terminal.wait_for(re.compile("what is not"), timeout=0)


def test_waiting_ends_when_the_program_has_ended(terminal: Tmux) -> None:
    terminal.start(python("print('last words'); raise SystemExit(4)"))
    with pytest.raises(AssertionError, match=r"(?s)ended before 'never' was seen.*last words"):
        terminal.wait_for("never", timeout=600)


def test_text_that_goes_away_is_noticed(terminal: Tmux) -> None:
    terminal.start(python("input('press'); print('\\033[2J\\033[H', flush=True); input()"))
    terminal.wait_for("press")
    terminal.keys("Enter")
    assert "press" not in terminal.wait_gone("press")


def test_closing_ends_the_server_and_can_be_said_twice() -> None:
    tmux = Tmux()
    tmux.start(["cat"])
    assert tmux.alive()
    tmux.close()
    assert not tmux.alive()
    tmux.close()
