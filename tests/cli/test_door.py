"""The door as a whole: help that teaches, exit codes, one sentence for what is wrong, nothing heavy early."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from ibps.cli.parser import parser
from ibps.cli.words import HELP
from tests.cli.kit import ROOT, ibps, make

HEAVY = ("pydantic", "pydantic_core", "textual", "tinydb", "rich")
COMMANDS = (
    "new", "meet", "room", "review", "practice", "show", "list", "due", "act", "verify", "recover",
    "settings", "schema",
)  # fmt: skip


def commands() -> set[str]:
    return {
        name for action in parser()._actions if isinstance(action.choices, dict) for name in action.choices
    }


def test_the_help_page_teaches_every_command_with_an_example_and_fits_the_window() -> None:
    assert commands() == set(COMMANDS)
    for name in COMMANDS:
        assert re.search(rf"^  ibps {name}\b", HELP, re.MULTILINE), name
    for option in ("--sessions", "--version", "--help", "IBPS_SESSIONS"):
        assert option in HELP
    assert max(map(len, HELP.splitlines())) <= 86
    done = ibps("--help")
    assert (done.returncode, done.stdout, done.stderr) == (0, HELP, "")


def test_the_version_is_the_package_s() -> None:
    from ibps import __version__

    assert ibps("--version").stdout == f"ibps {__version__}\n"


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_explains_itself(name: str) -> None:
    done = ibps(name, "--help")
    assert done.returncode == 0 and f"usage: ibps {name}" in done.stdout and "--sessions" in done.stdout


@pytest.mark.parametrize("asked", [["--help"], ["--version"], ["show", "--help"], ["show"], ["nonsense"]])
def test_nothing_heavy_is_imported_for_a_word_of_help(asked: list[str]) -> None:
    code = (
        "import sys\nfrom ibps.cli import main\n"
        f"try:\n    main({asked!r})\nexcept SystemExit:\n    pass\n"
        f"sys.exit(' '.join(name for name in {HEAVY!r} if name in sys.modules) or 0)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, timeout=60, check=False
    )
    assert done.returncode == 0, done.stderr.decode()


def test_show_brings_neither_the_register_nor_the_screens(tmp_path: Path) -> None:
    file = make(tmp_path / "a.json")
    code = (
        "import sys\nfrom ibps.cli import main\n"
        f"code = main(['show', {str(file)!r}])\n"
        "found = [name for name in ('tinydb', 'textual', 'rich.console') if name in sys.modules]\n"
        "sys.exit(f'{code} {found}')"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, timeout=60, check=False
    )
    assert done.stderr.decode().strip() == "0 []"


@pytest.mark.parametrize(
    "asked",
    [
        ["nonsense"],
        ["show"],
        ["show", "a.json", "--on", "2026-13-01"],
        ["show", "a.json", "--on", "14 March"],
        ["list", "--on", "20260314"],
        ["due", "--on", "tomorrow"],
        ["schema", "everything"],
        ["practice", "--stage", "lunch"],
        ["practice", "--list", "--check", "a.toml"],
        ["practice", "no-such-scenario"],
        ["act"],
        ["--sess", "somewhere", "list"],
        [],
        ["new"],
        ["meet"],
        ["review", "waiting"],
        ["practice", "co-pays"],
    ],
)
def test_wrong_usage_is_2_with_words_on_stderr_alone(asked: list[str]) -> None:
    done = ibps(*asked)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.strip()


def test_text_that_is_no_text_is_wrong_usage() -> None:
    env = {**os.environ, "LC_ALL": "C.UTF-8", "TEXTUAL_DRIVER": "none"}
    command = [sys.executable.encode(), b"-m", b"ibps", b"new", b"--title", b"\xff\xfe"]
    done = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, timeout=60, check=False)
    assert done.returncode == 2 and b"UTF-8" in done.stderr and b"Traceback" not in done.stderr


def test_the_folder_may_stand_before_or_after_the_command(tmp_path: Path) -> None:
    make(tmp_path / "mine" / "2026-03-14-a-7k3q.json")
    for asked in (
        ["--sessions", str(tmp_path / "mine"), "list"],
        ["list", "--sessions", str(tmp_path / "mine")],
    ):
        assert "Supervisor rotation" in ibps(*asked).stdout
    assert ibps("list", IBPS_SESSIONS=str(tmp_path / "mine")).stdout


def test_a_reader_that_goes_away_is_no_error(tmp_path: Path) -> None:
    file = make(tmp_path / "a.json")
    command = f"{sys.executable} -m ibps show {file} --json | head -c 1; exit ${{PIPESTATUS[0]}}"
    done = subprocess.run(["bash", "-c", command], cwd=ROOT, capture_output=True, timeout=60, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, b"{", b"")


def test_letters_the_terminal_cannot_show_are_written_out(tmp_path: Path) -> None:
    file = make(tmp_path / "a.json")
    done = ibps("show", str(file), PYTHONIOENCODING="ascii", NO_COLOR="1")
    assert done.returncode == 0 and "\\u2713 DECIDED" in done.stdout
    assert "\x1b" not in done.stdout


def test_a_missing_file_is_3_and_one_sentence(tmp_path: Path) -> None:
    for command in ("show", "act", "verify"):
        done = ibps(command, str(tmp_path / "none.json"))
        assert (done.returncode, done.stdout) == (3, ""), command
        assert "There is no such file" in done.stderr
