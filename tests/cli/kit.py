"""What the tests of the door share: running it as people do, and a small session told as lines of JSON."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from ibps.store.session_file import render
from tests.report.kit import journal

ROOT = Path(__file__).parents[2]
WORDS = "Evening rotation for four weeks; leave is answered by the day lead."

BEGUN: list[dict[str, Any]] = [
    {"do": "StartSession", "title": "Supervisor rotation", "team": "Unit 4B"},
    {"do": "NameParty", "letter": "L", "name": "Labor"},
    {"do": "NameParty", "letter": "M", "name": "Management"},
    {"do": "SeatPerson", "name": "Ana", "party": "L", "role": "cochair"},
    {"do": "SeatPerson", "name": "Dana", "party": "M", "role": "cochair"},
    {"do": "OpenSitting", "date": "2026-03-14"},
    {"do": "Arrive", "person": 1},
    {"do": "Arrive", "person": 2},
]
WORKED: list[dict[str, Any]] = [
    {"do": "WordIssue", "text": "How can we vary cover in a way that keeps leave clear?"},
    {"do": "StateInterest", "party": "L", "text": "Know who answers my leave"},
    {"do": "ShareInterest", "interest": "I1", "party": "M"},
    {"do": "AddOption", "text": "Rotate monthly", "came_from": "suggestion box", "serves": ["I1"]},
]
AGREED: list[dict[str, Any]] = [
    {"do": "WordProposal", "text": WORDS, "not_included": ["night shift"], "options": ["O1"]},
    {"do": "ReadAloud", "proposal": "P1"},
    {"do": "OpenCheck", "proposal": "P1"},
    {"do": "Answer", "check": "C1", "person": 1, "level": "up"},
    {"do": "Answer", "check": "C1", "person": 2, "level": "sideways"},
    {"do": "CloseCheck", "check": "C1"},
]
DECIDED = [*BEGUN, *WORKED, *AGREED]


def lines(acts: Iterable[Mapping[str, Any]]) -> str:
    return "".join(json.dumps(act) + "\n" for act in acts)


def ibps(*arguments: str, stdin: str | bytes = "", **env: str) -> subprocess.CompletedProcess[str]:
    """The program as a process of its own, in the test's own home."""
    done = subprocess.run(
        [sys.executable, "-m", "ibps", *arguments],
        input=stdin.encode() if isinstance(stdin, str) else stdin,
        capture_output=True,
        cwd=ROOT,
        env={**os.environ, "PYTHONIOENCODING": "utf-8", **env},
        timeout=60,
        check=False,
    )
    said, told = done.stdout.decode(), done.stderr.decode()
    assert "Traceback" not in told, told
    return subprocess.CompletedProcess(done.args, done.returncode, said, told)


def make(path: Path, acts: Iterable[Mapping[str, Any]] = DECIDED, day: str = "2026-03-14") -> Path:
    """A session file of these acts, a minute apart on that day, written as the program writes it."""
    began = datetime.fromisoformat(f"{day}T13:00:00-07:00")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(render(journal(acts, began)))
    return path


def answers(done: subprocess.CompletedProcess[str]) -> list[dict[str, Any]]:
    return [json.loads(line) for line in done.stdout.splitlines()]
