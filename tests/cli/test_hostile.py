"""Whatever people typed, nothing a command prints can act: by its bytes, to a pipe and to a terminal."""

from __future__ import annotations

import contextlib
import json
import os
import pty
import subprocess
import sys
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

from ibps.cli import main
from ibps.core.journal import Journal
from ibps.store.lock import beside as lock_of
from ibps.store.session_file import render
from ibps.ui.views import FRONT, names
from tests.cli.kit import BEGUN, ROOT, lines
from tests.hostile import TEXTS, harmless, meetings

NAME = "2026-03-14-\x1b]0;owned\x07\u202e[red]\x9b31m-7k3q.json"
"""A file may be called that, where somebody else made it."""


@pytest.fixture(scope="module")
def told() -> list[Journal]:
    """Real meetings of hostile words, each as far as it went."""
    found = []
    for seed in (0, 2):
        *_, last = meetings(seed, 200)
        found.append(last.journal)
    assert not any(journal.record.practice for journal in found)
    return found


@pytest.fixture
def folder(tmp_path: Path, told: list[Journal]) -> Path:
    """Those meetings as files, one of a hostile name, and one that cannot be read."""
    home = tmp_path / "home" / "sessions"
    home.mkdir(parents=True)
    for at, journal in enumerate(told):
        name = "2026-03-12-meeting-2222.json" if at else NAME
        (home / name).write_bytes(render(journal))
    (home / "\x1b[2Jbroken\x9b.json").write_bytes(b"{")
    return home


def bytes_of(capfdbinary: pytest.CaptureFixture[bytes], *asked: str) -> tuple[bytes, bytes]:
    """What a command writes to a pipe, on stdout and on stderr; both have to be harmless."""
    with contextlib.suppress(SystemExit):  # wrong usage
        main(asked)
    out, err = capfdbinary.readouterr()
    for said in (out, err):
        harmless(said.decode("utf-8"), lines=True)
    return out, err


SCREENS = [name for name in names() if name not in FRONT] + ["now", "room"]


def commands(folder: Path) -> Iterator[tuple[str, ...]]:
    """Every plain command on every session, and ways to get each of them to say an error."""
    other = str(folder / "2026-03-12-meeting-2222.json")
    yield ("show", str(folder / NAME))
    yield ("show", str(folder / NAME), "--json", "--history")
    yield ("show", other)
    yield ("show", other, "--history")
    yield ("show", other, "--on", "2026-03-15")
    for name in SCREENS:
        yield ("show", other, "--screen", name)
    yield ("verify", other, "--code", "\x1b[2J six words\x07")
    for command in ("list", "due"):
        yield (command,)
        yield (command, "--json")
        yield (command, "--on", "2026-04-01")
        yield (command, "\x1b[2J")
    yield ("verify", str(folder))
    for name in (NAME, "\x1b[2Jbroken\x9b.json", "\x1b]0;gone\x07\x9b.json"):
        for command in ("show", "act", "verify"):
            yield (command, str(folder / name).replace("\n", ""))
    yield ("show", NAME, "--screen", "\x1b[2J\u202e")
    yield ("show", NAME, "--screen", "words:\x1b[2J\x07")
    yield ("show", NAME, "--on", "\x1b[2J\x9b")
    yield ("list", "--\x1b[2J\x07\u202e")
    yield ("\x1b]0;owned\x07",)
    yield ("schema", "\x1b[2J")
    yield ("practice", "\x1b[2J\x9b31m\u202e")
    yield ("practice", "--stage", "\x1b[2J")
    yield ("practice", "--check", "\x1b[2J\x9b.toml")
    yield ("list", "--sessions", "\x1b[2J\x9b")


def test_what_goes_to_a_pipe(
    folder: Path, capfdbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    with open(os.devnull, encoding="utf-8") as nothing:
        monkeypatch.setattr(sys, "stdin", nothing)
        said = {asked: bytes_of(capfdbinary, *asked) for asked in commands(folder)}
    assert not [asked for asked, (out, err) in said.items() if not (out or err or asked[0] == "act")]


def test_json_is_the_same_data_all_the_same(
    folder: Path, told: list[Journal], capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    """Neutral on a terminal, and to a program what it always was."""
    out, _ = bytes_of(capfdbinary, "show", str(folder / NAME), "--json")
    assert json.loads(out)["record"]["session"]["title"] == told[0].record.session.title
    raw = json.loads((folder / NAME).read_bytes())
    assert json.loads(out)["record"] == raw["record"]


def replies(path: Path, *sent: bytes) -> bytes:
    """What `ibps act` answers."""
    command = [sys.executable, "-m", "ibps", "act", str(path)]
    done = subprocess.run(command, input=b"\n".join(sent), cwd=ROOT, capture_output=True, check=False)
    harmless(done.stdout.decode("utf-8") + done.stderr.decode("utf-8"), lines=True)
    return done.stdout


def test_the_replies_of_act(folder: Path) -> None:
    """Accepted, refused with the text in the sentence, or no JSON at all: lone surrogates cannot be held."""
    acts: list[dict[str, Any]] = [
        *({"do": "StateInterest", "party": "L", "text": text} for text in TEXTS),
        *({"do": "Answer", "check": "C1", "person": 1, "level": text} for text in TEXTS),
        *({"do": text} for text in TEXTS),
        *({"do": "AddOption", "text": "x", text: 1} for text in TEXTS),
        *({"do": "AddOption", "text": "x", "at": text} for text in TEXTS),
    ]
    odd = [b'{"do": "AddOption", "text": "\\ud800"}', b'{"do": "AddOption", "text": "\xff"}', b"\x1b[2J\x07"]
    path = folder / "2026-03-12-meeting-2222.json"
    out = replies(path, lines(acts).encode().rstrip(b"\n"), *odd).splitlines()
    assert len(out) == len(acts) + len(odd)
    said = [json.loads(line) for line in out]
    assert {one.get("code") for one in said} >= {"unknown_part", "unknown_act", "not_json", "no_times"}


def test_a_hostile_scenario_is_told_what_it_needs(
    tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    cases = [one for one in (files("ibps.practice") / "scenarios").iterdir() if one.name.endswith(".toml")]
    text = cases[0].read_text(encoding="utf-8")
    for at, hostile in enumerate(TEXTS):
        quoted = json.dumps(hostile)  # TOML's strings are written as those of JSON, with one exception
        quoted = quoted.replace("\x7f", "\\u007f")
        for line in ("title = ", "name = ", "trains = ", "minutes = ", f"{quoted} = "):
            rows = [f"{line}{quoted}" if row.startswith(line) else row for row in text.splitlines()]
            path = tmp_path / f"\x9b{at}.toml"
            path.write_text("\n".join([f"{quoted} = 1", *rows]), encoding="utf-8", errors="replace")
            out, err = bytes_of(capfdbinary, "practice", "--check", str(path))
            assert out or err


IN_A_TERMINAL = """
import sys
from ibps.cli import main
for asked in {asked!r}:
    try:
        main(asked)
    except SystemExit:
        pass
"""


def test_what_goes_to_a_terminal(folder: Path) -> None:
    """The same to a terminal: no colours of our own either, so there is nothing to strip."""
    file = str(sorted(folder.glob("2026*.json"))[-1])
    asked = [
        ("show", file),
        ("show", file, "--history"),
        ("show", file, "--json"),
        *(("show", file, "--screen", name) for name in ("now", "room", "answer", "opening")),
        ("list",),
        ("due",),
        ("due", "--json"),
        ("verify",),
        ("show", "\x1b[2J\x9b"),
        ("list", "--\x1b[2J\x07"),
    ]
    ours, theirs = pty.openpty()
    code = IN_A_TERMINAL.format(asked=asked)
    env = {**os.environ, "TERM": "xterm-256color"}
    with subprocess.Popen(
        [sys.executable, "-c", code], stdin=theirs, stdout=theirs, stderr=theirs, cwd=ROOT, env=env
    ):
        os.close(theirs)
        seen = b""
        try:
            while got := os.read(ours, 65536):
                seen += got
        except OSError:
            pass  # the other end is closed
    os.close(ours)
    assert len(seen) > 10_000 and b"Traceback" not in seen
    # The terminal's own line discipline writes CR LF for each LF of ours.
    harmless(seen.replace(b"\r\n", b"\n").decode("utf-8"), lines=True)


def test_a_byte_that_acts_would_be_seen() -> None:
    for text in ("\x1b[2J", "\x07", "\x9b", "\r", "\u202e", "\u200b", "\x7f", "\u2028"):
        with pytest.raises(AssertionError):
            harmless(f"a{text}b", lines=True)
    assert BEGUN and harmless("a\nb 👨\u200d👩", lines=True)


def test_who_has_it_open_and_what_lies_beside_it(
    folder: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    """A lock and the name of another version are written by whoever may write the folder."""
    path = folder / "2026-03-12-meeting-2222.json"
    for at, text in enumerate(TEXTS[::4]):
        name = text.replace("/", "").replace("\x00", "")[:40]
        with contextlib.suppress(OSError, UnicodeEncodeError):
            (folder / f"2026-03-12-meeting-2222 ({at} {name} conflicted copy).json").write_bytes(
                path.read_bytes()
            )
    for asked in (("list",), ("verify",), ("list", "--json")):
        out, err = bytes_of(capfdbinary, *asked)
        assert b"conflicted copy" in out + err, asked
    for text in (text[:100] for text in TEXTS):  # what is longer than a lock is none
        lock = {"user": text, "host": f"ward {text}", "pid": text, "since": text, "beat": 0}
        lock_of(path).write_text(json.dumps(lock, ensure_ascii=False), encoding="utf-8")
        _, err = bytes_of(capfdbinary, "act", str(path))
        assert b"has had it open since some time ago" in err and lock_of(path).exists()


def test_a_mistake_in_a_command_is_told_without_what_people_wrote(
    folder: Path, capfdbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    typed = "Know who approves" + TEXTS[5]

    def wrong(*_: object) -> None:
        raise KeyError(typed)

    monkeypatch.setattr("ibps.cli.listing.sessions", wrong)
    assert main(("list", "--sessions", str(folder))) == 3
    out, err = capfdbinary.readouterr()
    said = harmless(err.decode("utf-8"), lines=True)
    assert out == b"" and "A mistake in the program" in said and "KeyError" in said and "listing.py" in said
    assert "approves" not in said and "owned" not in said
