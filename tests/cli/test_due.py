"""`ibps due`: what is owed over a whole folder, its order, its words, its JSON, and what is left out."""

from __future__ import annotations

import json
import os
import pty
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from ibps.cli import due as command
from ibps.cli import main
from ibps.core.owed import Kind, Owed
from ibps.core.record.closing import Parked
from ibps.report.due import TEMPLATES, line
from ibps.store import session_file
from tests.cli.kit import BEGUN, DECIDED, ibps, make

TEXT = {"type": "string"}
FIELDS = ("kind", "number", "what", "who", "due", "late", "of", "title", "team", "file")
ONE = {
    "type": "object",
    "properties": {
        **{name: TEXT for name in FIELDS},
        "kind": {"enum": list(Kind.__args__)},  # type: ignore[attr-defined]  # a Literal has its values there
        "who": {"type": "array", "items": TEXT},
        "due": {"type": ["string", "null"], "format": "date"},
        "late": {"type": "boolean"},
    },
    "required": list(FIELDS),
    "additionalProperties": False,
}
SCHEMA = {
    "type": "object",
    "properties": {
        "format": {"const": "ibps-due/1"},
        "on": TEXT,
        "owed": {"type": "array", "items": ONE},
        "unread": {"type": "array", "items": TEXT},
    },
    "required": ["format", "on", "owed", "unread"],
    "additionalProperties": False,
}

ROTATION: list[dict[str, Any]] = [
    *DECIDED,
    {"do": "AddAction", "text": "Post the chart", "owners": [1, 2], "due": "2026-03-20"},
    {"do": "AddAction", "text": "Ask the night shift"},
    {"do": "StateFact", "text": "Two leads a shift", "brings": "Cy", "due": "2026-04-02"},
    {"do": "Park", "text": "Parking spaces", "owner": "Dana", "due": "2026-03-28"},
]
CARTS: list[dict[str, Any]] = [
    {**BEGUN[0], "title": "Carts", "team": "Unit 6"},
    *BEGUN[1:],
    {
        "do": "Refer",
        "words": "Who stocks",
        "owner": "Ana",
        "forum": "the committee",
        "due": "2026-03-25",
        "reason": "contract",
    },
]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two sessions of one's own, an example and a practice session, all with something open."""
    home = tmp_path / "home" / "sessions"
    make(home / "2026-03-14-rotation-7k3q.json", ROTATION)
    make(home / "2026-03-15-carts-2222.json", CARTS, "2026-03-15")
    make(home / "2026-03-16-example-3333.json", [{**ROTATION[0], "example": True}, *ROTATION[1:]])
    play = [{**ROTATION[0], "mode": "practice"}, *ROTATION[1:]]
    make(home / "practice" / "2026-03-17-PRACTICE-x-4444.json", play)
    make(home / "2026-03-17-real-looking-4444.json", play)
    return home


def said(capsys: pytest.CaptureFixture[str], *asked: str, code: int = 0) -> tuple[list[str], str]:
    """The lines on stdout, and what went to stderr."""
    assert main(["due", *asked]) == code
    out, err = capsys.readouterr()
    return out.splitlines(), err


def test_one_line_each_late_first_then_by_date_then_without(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rotation = "Session: Supervisor rotation, Unit 4B, 2026-03-14-rotation-7k3q.json"
    lines, told = said(capsys, "--on", "2026-03-27")
    assert lines == [
        f"LATE, by 20 Mar 2026. Ana and Dana: A1 Post the chart. {rotation}",
        "LATE, by 25 Mar 2026. Ana: bring the reply of the committee on D1: “Who stocks” "
        "Session: Carts, Unit 6, 2026-03-15-carts-2222.json",
        f"By 28 Mar 2026. Dana: take up K1, parked: Parking spaces. {rotation}",
        f"By 2 Apr 2026. Cy: bring F1 Two leads a shift. {rotation}",
        f"No date. Nobody named yet: A2 Ask the night shift. {rotation}",
    ]
    assert told.startswith("5 owed in 2 sessions, 2 late. 1 example is left out.") and str(folder) in told


def test_late_is_an_answer_and_no_fault(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lines, _ = said(capsys, "late", "--on", "2030-01-01")
    assert len(lines) == 4


@pytest.mark.parametrize(
    ("query", "numbers"),
    [
        ("dana", ["A1", "K1"]),
        ("Carts reply", ["D1"]),
        ("4B parked", ["K1"]),
        ("decided chart", ["A1"]),
        ("2026-03-20", []),
        ("nothing like it", []),
    ],
)
def test_words_narrow_by_the_line_or_by_its_session(
    folder: Path, capsys: pytest.CaptureFixture[str], query: str, numbers: list[str]
) -> None:
    lines, told = said(capsys, *query.split(), "--json", "--on", "2026-03-27")
    assert [one["number"] for one in json.loads("\n".join(lines))["owed"]] == numbers
    assert ("Nothing here matches." in told) == (not numbers)


def test_the_json_is_as_documented(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lines, _ = said(capsys, "--json", "--on", "2026-03-27")
    data = json.loads("\n".join(lines))
    jsonschema.Draft202012Validator(SCHEMA).validate(data)
    assert data["on"] == "2026-03-27"
    assert data["owed"][1] == {
        "kind": "reply",
        "number": "D1",
        "what": "Who stocks",
        "who": ["Ana"],
        "due": "2026-03-25",
        "late": True,
        "of": "the committee",
        "title": "Carts",
        "team": "Unit 6",
        "file": "2026-03-15-carts-2222.json",
    }
    assert data["owed"][-1]["due"] is None


def test_as_it_stood_on_a_day(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What was said later is not there yet, and what was done later is still owed."""
    done = {"do": "ActionDone", "action": "A1", "on": "2026-03-18", "at": "2026-03-18T09:00:00-07:00"}
    file = str(folder / "2026-03-14-rotation-7k3q.json")
    assert ibps("act", file, "--keep-times", stdin=json.dumps(done)).returncode == 0
    assert any("A1" in text for text in said(capsys, "--on", "2026-03-17")[0])
    assert not any("A1" in text for text in said(capsys, "--on", "2026-03-18")[0])
    assert said(capsys, "--on", "2026-03-13")[0] == []


def test_nothing_owed_and_no_folder_are_fine(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lines, told = said(capsys)
    assert lines == [] and "Nothing is owed." in told
    lines, _ = said(capsys, "--json")
    assert json.loads("\n".join(lines))["owed"] == []


def test_a_file_that_cannot_be_read_is_named_and_the_others_are_told(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "broken.json").write_bytes(b"{")
    lines, told = said(capsys, code=3)
    assert len(lines) == 5 and "broken.json: It ends too early" in told
    # One that goes while the folder is read.
    whole = session_file.read_on

    def read(path: Path, before: session_file.Followed | None) -> session_file.Followed:
        return whole(path.with_name("gone.json") if "carts" in path.name else path, before)

    monkeypatch.setattr(command, "read_on", read)
    lines, told = said(capsys, "--json", code=3)
    data = json.loads("\n".join(lines))
    assert {one["title"] for one in data["owed"]} == {"Supervisor rotation"}
    assert len(data["unread"]) == 2 and all(text in told for text in data["unread"])


def test_a_terminal_gets_it_wrapped_with_the_rest_set_in(folder: Path) -> None:
    ours, theirs = pty.openpty()
    os.set_inheritable(theirs, True)
    from subprocess import DEVNULL, Popen
    from sys import executable

    with Popen(
        ["bash", "-c", f"stty cols 60; exec {executable} -m ibps due --on 2026-03-27"],
        stdin=theirs,
        stdout=theirs,
        stderr=DEVNULL,
        cwd=Path(__file__).parents[2],
    ):
        os.close(theirs)
        seen = b""
        try:
            while got := os.read(ours, 4096):
                seen += got
        except OSError:
            pass  # the other end is closed
    os.close(ours)
    lines = seen.decode().replace("\r\n", "\n").splitlines()
    assert max(map(len, lines)) <= 60
    assert lines[0].startswith("LATE, by 20 Mar 2026. Ana") and lines[1].startswith("  ")


def test_every_kind_has_its_words() -> None:
    assert TEMPLATES.keys() == set(Kind.__args__)  # type: ignore[attr-defined]
    for kind in TEMPLATES:
        text = line(Owed(kind, "X1", "what", (), None, False, "of"), "title", "team", "file")  # type: ignore[arg-type]
        assert text.startswith("No date. ") and text.endswith("Session: title, team, file")
    parked = Parked(number="K1", text="{number} and {of}")
    assert "{number} and {of}" in line(Owed("parked", "K1", parked.text), "t", "t", "f")
