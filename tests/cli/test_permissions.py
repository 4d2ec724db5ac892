"""The program as people run it, watched from inside: what it writes is for its owner alone and in the folders
it was told, whatever the umask; it starts no program, and nothing listens but the page that was asked for.
"""

from __future__ import annotations

import json
import os
import re
import signal
import stat
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Final

import pytest

from ibps.practice.scenario import names
from ibps.store.lock import beside
from tests.cli.kit import BEGUN, DECIDED, ROOT, ibps, lines, make
from tests.cli.test_serve import ADDRESS, serving
from tests.store.torture import traced
from tests.terminal.test_bytes import written

NAME: Final = "2026-03-14-rotation-7k3q.json"

WATCHER: Final = """
import os, sys
log = os.open(os.environ["WATCHED"], os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
CHANGES = ("os.mkdir", "os.rename", "os.remove", "os.rmdir", "os.link", "os.symlink",
           "os.truncate", "os.chmod")
RUNS = ("os.system", "os.exec", "os.posix_spawn", "os.spawn", "os.fork", "os.forkpty", "os.startfile",
        "subprocess.Popen", "pty.spawn", "webbrowser.open", "urllib.Request", "pickle.find_class")
ASKS = ("socket.bind", "socket.connect", "socket.sendto", "socket.sendmsg", "socket.getaddrinfo")
def hook(event, args):
    said = event if event in RUNS + ASKS else ""
    if args and not isinstance(args[0], int):
        said = "writes" if event in CHANGES or (event == "open" and args[2] & WRITES) else said
    if event == "open" and "stranger" in str(args[0]):
        said = "opens"
    if said:
        about = args[1] if event.startswith("socket.") and len(args) > 1 else args[0] if args else ""
        os.write(log, f"{said} {about!s}\\n".encode(errors="backslashreplace"))
sys.addaudithook(hook)
"""
"""Read by every Python started with it in its path: a line for each file written and each thing that acts."""


DOORS: Final = """
import os, sys
from datetime import date
from pathlib import Path
from ibps.cli import place
from ibps.cli.parser import read
from ibps.core.stages.options import AddOption
from ibps.core.team import Team, opening_acts

half, replace = set(), os.replace
def look(old, new):
    half.update((one.suffix, oct(one.stat().st_mode & 0o777)) for one in Path(new).parent.glob(".ibps-*"))
    replace(old, new)
os.replace = look

house, day = place.house(read([])), date(2026, 3, 14)
house.remember(Team(name="Unit 4B"))
opened = house.new(opening_acts(Team(name="Unit 4B"), "Rotation", day), "Rotation", day, False)
opened.desk.do(AddOption(text="Rotate monthly"))
opened.blank(True)
name = opened.name
assert house.keep_draft(name, {"options": "half a line"}, ("options", "O1"))
next((house.state / "drafts").iterdir()).write_bytes(b"{")
assert house.keep_draft(name, {"options": "set aside, and another"})
assert house.keep_notes(name, 1, ("mine",)) and house.hush(name, frozenset({"a:b", "c"}))
assert house.keep_coach("panel") and house.report("where it happened") and house.rows().rows
opened.keep()
other = house.elsewhere(opened.desk, opened.path, "~/stick")
drill = house.new(opening_acts(Team(name="Unit 4B"), "Drill", day, mode="practice"), "Drill", day, True)
print(sorted(half), flush=True)
sys.stdin.read()
"""
"""Every way the screens have to write something, with three sessions open at the end."""


WRITTEN: Final = """
    .cache/ibps/*/register.json
    .local/state/ibps/coach.json
    .local/state/ibps/drafts/*.json
    .local/state/ibps/drafts/*.json.damaged-1
    .local/state/ibps/hints/*.json
    .local/state/ibps/hints/everywhere.json
    .local/state/ibps/notes/*-1.json
    .local/state/ibps/reports/ibps-DAY-*.txt
    sessions/DAY-rotation-*.json
    sessions/DAY-rotation-*.json.lock
    sessions/DAY-rotation-*-OTHER-VERSION-1.json
    sessions/practice/DAY-PRACTICE-drill-*.json
    sessions/practice/DAY-PRACTICE-drill-*.json.lock
    sessions/teams.json
    stick/DAY-rotation-*.json
    stick/DAY-rotation-*.json.lock
"""
"""Every kind of file there is then; `docs/security.md` has the same in words."""


@dataclass
class Watched:
    """A home, and what programs in it were seen to do."""

    home: Path
    log: Path

    def did(self) -> list[str]:
        """What they did beside writing in that home and to where their words go."""
        assert self.log.exists(), "nothing was watched"
        ours = (f"writes {self.home}", "writes /dev/tty", "writes /dev/null")
        return [line for line in self.log.read_text().splitlines() if not line.startswith(ours)]

    def modes(self) -> dict[str, str]:
        """Every file and folder there is that is not for its owner alone, with its permissions."""
        found = {}
        for path in (self.home, *self.home.rglob("*")):
            seen = path.lstat()
            if stat.S_IMODE(seen.st_mode) != (0o700 if stat.S_ISDIR(seen.st_mode) else 0o600):
                found[str(path.relative_to(self.home))] = oct(stat.S_IMODE(seen.st_mode))
        return found

    def files(self) -> set[str]:
        """Every file there is, by its place in the home."""
        return {path.relative_to(self.home).as_posix() for path in self.home.rglob("*") if path.is_file()}


UMASKS: Final = pytest.mark.parametrize("watched", [0o000, 0o022], ids=oct, indirect=True)


@pytest.fixture
def watched(
    tmp_path: Path, own_home: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> Iterator[Watched]:
    """A home and a watcher for every program that is started from here on."""
    (tmp_path / "watcher").mkdir()
    (tmp_path / "watcher" / "sitecustomize.py").write_text(WATCHER)
    monkeypatch.setenv("PYTHONPATH", str(tmp_path / "watcher"))
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    monkeypatch.setenv("WATCHED", str(tmp_path / "did"))
    own_home.mkdir(mode=0o700)
    before = os.umask(getattr(request, "param", 0o000))
    try:
        yield Watched(own_home, tmp_path / "did")
    finally:
        os.umask(before)


def commands(*asked: str) -> list[int]:
    """How the program ends with each of these, one after the other in one process."""
    code = "import sys; from ibps.cli import main; print([main(one.split()) for one in sys.argv[1:]])"
    done = subprocess.run([sys.executable, "-c", code, *asked], cwd=ROOT, capture_output=True, check=True)
    found: list[int] = json.loads(done.stdout.splitlines()[-1])
    return found


def test_a_path_in_a_file_leads_to_no_other_file(watched: Watched) -> None:
    """In a session, its lock, the list, teams, unsent text, settings, a scenario: looked at in every way."""
    there = watched.home / "stranger.json"
    there.write_text("{}")
    up, whole = "../stranger.json", str(there)
    first = BEGUN[0] | {"title": whole, "team": up, "scenario": up}
    path = make(watched.home / "sessions" / NAME, [first, *DECIDED[1:]])
    assert commands("list") == [0]
    (register,) = (watched.home / ".cache" / "ibps").glob("*/register.json")
    kept = json.loads(register.read_text())
    kept["sessions"][NAME]["row"]["file"] = up
    kept["sessions"][whole] = kept["sessions"][NAME]
    register.write_text(json.dumps(kept))
    team = {"name": up, "file": whole}
    (path.parent / "teams.json").write_text(json.dumps({"teams": {up: team}, whole: {}}))
    beside(path).write_text(json.dumps(dict.fromkeys(("user", "host", "pid", "since", "file"), whole)))
    settings = watched.home / ".config" / "ibps" / "settings.toml"
    settings.parent.mkdir(parents=True)
    settings.write_text(f'[keys]\nundo = "{up}"\n[look]\ntheme = "{up}"\nfile = "{whole}"\n')
    case = (files("ibps.practice") / "scenarios" / f"{names()[0]}.toml").read_text(encoding="utf-8")
    own = watched.home / "own.toml"
    own.write_text(re.sub(r'^(name|title) = ".*"', f'\\1 = "{up}"', case, flags=re.M))
    codes = commands("list", f"show {NAME}", f"show {NAME} --screen room", f"verify {path}", "settings")
    assert codes == [0, 0, 0, 0, 1] and commands(f"practice --check {own}") == [1]
    written("meet", NAME, steps=((b"help", b"half a line"), (b"half a line", b"\x11")))
    (draft,) = (watched.home / ".local" / "state" / "ibps" / "drafts").iterdir()
    draft.write_text(json.dumps({"at": [up, whole], up: whole}))
    written("meet", NAME, steps=((b"help", b"\x11"),))
    written("room", NAME, steps=((b"leave", b"q"),))
    assert watched.did() == [] and there.read_text() == "{}"
    assert not [file for file in watched.files() if "stranger" in file and file != there.name]


@UMASKS
def test_every_door_of_the_screens(watched: Watched) -> None:
    command = [sys.executable, "-c", DOORS]
    with subprocess.Popen(
        command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout and process.stdin
        half = process.stdout.readline()
        assert half == "[('.claim', '0o600'), ('.tmp', '0o600')]\n"
        files = watched.files()
        assert watched.modes() == {}
        process.stdin.close()
    assert process.returncode == 0
    own = re.compile(r"[0-9a-f]{32}|[0-9a-f]{16}|(?<=-)[0-9a-z]{4}(?=-OTHER|\.json)|\d{6}-\d+(?=\.txt)")
    places = {own.sub("*", re.sub(r"\d{4}-\d\d-\d\d", "DAY", file)) for file in files}
    assert places == set(WRITTEN.split())
    assert watched.did() == []


@UMASKS
def test_a_meeting_by_keys(watched: Watched) -> None:
    made = ibps("act", "--new", str(watched.home / NAME), stdin=lines(BEGUN))
    assert made.returncode == 0
    steps = (
        (b"help", b"\x0f"),
        (b"PRIVATE", b"Mine alone\r"),
        (b"Mine alone", b"half a note"),
        (b"half a note", b"\x0f"),
        (b"OPENING", b"\x1bOQ"),
        (b"coach", b"\x11"),
    )
    written("meet", str(watched.home / NAME), steps=steps)
    kept = {file.split("/")[-2] for file in watched.files() if "/" in file}
    assert kept >= {"drafts", "notes", "sessions"}
    assert watched.modes() == {} and watched.did() == []


def test_the_plain_commands(watched: Watched) -> None:
    path = watched.home / NAME
    assert ibps("act", "--new", str(path), stdin=lines(DECIDED)).returncode == 0
    looks = "list", "due --json", f"show {path} --history", f"show {path} --screen now", f"verify {path}"
    assert not any(commands(*looks, "settings --keys", "schema", "practice --list"))
    path.write_bytes(path.read_bytes()[:-200])
    path.chmod(0o644)
    assert ibps("recover", str(path)).returncode == 1
    assert watched.modes() == {NAME: "0o644"}, "what is recovered is for its owner alone"
    assert watched.files() >= {NAME.replace(".json", "-recovered.json")}
    assert watched.did() == []


@pytest.mark.skipif(not traced.here(), reason="there is no strace here that may look at programs")
def test_the_system_is_asked_for_no_network_and_no_program(tmp_path: Path) -> None:
    """The same seen from outside, so that no library can do it unseen either."""
    log, path = tmp_path / "calls", make(tmp_path / NAME, BEGUN)
    calls = "trace=socket,bind,listen,accept,accept4,connect,execve,execveat,fork,vfork"
    strace = ("strace", "-f", "-qq", "-e", calls, "-e", "signal=none", "-o", str(log))
    written("meet", str(path), steps=((b"help", b"half a line"), (b"half a line", b"\x11")), under=strace)
    acted = [line.split(maxsplit=1)[1] for line in log.read_text().splitlines()]
    assert [line.partition("(")[0] for line in acted if "AF_UNIX" not in line] == ["execve"], acted


def test_only_the_page_listens_and_only_to_this_machine(watched: Watched) -> None:
    make(watched.home / "sessions" / NAME, BEGUN)
    with serving(NAME) as (process, line):
        port = ADDRESS.findall(line)[0][0]
        process.send_signal(signal.SIGINT)
        process.wait(timeout=20)
    assert watched.did() == [f"socket.bind ('127.0.0.1', {port})"]
    key = watched.home / ".local" / "state" / "ibps" / "key"
    assert stat.S_IMODE(key.stat().st_mode) == 0o600 and stat.S_IMODE(key.parent.stat().st_mode) == 0o700


def test_the_watcher_sees_what_it_is_for(watched: Watched) -> None:
    code = (
        "import os, socket, subprocess, sys\n"
        f"open({str(watched.home.parent / 'elsewhere')!r}, 'w').close()\n"
        f"open({str(watched.home / 'here')!r}, 'w').close()\n"
        f"open({str(watched.home / 'stranger')!r}, 'wb').close()\n"
        "socket.create_server(('127.0.0.1', 0)).close()\n"
        "subprocess.run([sys.executable, '-c', ''])\n"
        "os.system('true')\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
    assert [line.split()[0] for line in watched.did()] == [
        "writes",
        "opens",
        "socket.bind",
        "subprocess.Popen",
        "os.system",
    ]
    assert "here" in watched.modes()
