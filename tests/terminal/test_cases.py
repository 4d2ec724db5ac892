"""Whole meetings in a real terminal, by keys alone, down to what a stranger reads in the file."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from ibps.core.record.decisions import DecisionState
from ibps.store.session_file import read
from tests.terminal.cases.__main__ import CASES
from tests.terminal.cases.steps import Case, walk
from tests.terminal.tmux import Tmux

pytestmark = pytest.mark.terminal

EXAMPLES = Path(__file__).parents[2] / "sessions"
BY_TITLE = {case.title: case for case in CASES}


def head(path: Path) -> str:
    """The first 40 lines of a record: all that many readers will ever see."""
    return "\n".join(path.read_text(encoding="utf-8").splitlines()[:40])


def check_rotation(path: Path) -> None:
    """What a stranger has to be able to say of the rotation case."""
    opened = read(path)
    record = opened.journal.record
    assert opened.notes == () and record.session.example
    assert [d.state for d in record.decisions] == [DecisionState.NO_AGREEMENT, DecisionState.TENTATIVE]
    (proposal,) = record.proposals
    assert [wording.version for wording in proposal.versions] == [1, 2]
    first, second = record.checks
    assert first.digest != second.digest and {given.person for given in second.given} == {1, 2, 4, 5, 6}
    assert [condition.person for condition in record.decisions[1].waiting] == [3]
    assert (
        record.options[0].came_from == "suggestion box, last month" and record.options[0].voiced_in == "issue"
    )
    assert [wording.version for wording in record.issue.wordings] == [1, 2]
    assert len(record.actions) == 2 and all(action.owners and action.due for action in record.actions)
    assert record.measures[0].review and record.minutes and record.sittings[-1].closed
    seen = head(path)
    for said in (
        "WAITING",
        "Trial rotation on evenings",
        "Lou Park",
        "Ana Ortiz (co-chair) support",
        "Rotate supervisors",
    ):
        assert said in seen, said
    assert "DECIDED:" not in seen.replace("NOT DECIDED", "")


def check_handoff(path: Path) -> None:
    """What a stranger has to be able to say of the handoff case."""
    opened = read(path)
    record = opened.journal.record
    assert opened.notes == () and record.session.example
    assert [d.state for d in record.decisions] == [DecisionState.ON_TRIAL]
    assert record.issue.raised == "floor" and [f.status for f in record.issue.facts] == [
        "disputed",
        "disputed",
    ]
    assert len(record.parked) == 2 and all(item.owner and item.due and item.forum for item in record.parked)
    seen = head(path)
    for said in (
        "DECIDED: Being tried until",
        "one handoff checklist",
        "Nia Okoro support",
        "Move stocking to a swing shift",
    ):
        assert said in seen, said


CHECKS = {"Supervisor rotation": check_rotation, "Shift handoff": check_handoff}


@pytest.mark.parametrize(
    ("case", "size"), [(CASES[0], (80, 24)), (CASES[1], (60, 20))], ids=["80x24", "60x20"]
)
def test_a_whole_meeting_by_keys(terminal: Tmux, tmp_path: Path, case: Case, size: tuple[int, int]) -> None:
    folder = tmp_path / "sessions"
    folder.mkdir()
    path = walk(terminal, case, folder, tmp_path / "home", *size)
    CHECKS[case.title](path)
    assert not list(folder.glob(".*")), "a temporary file was left behind"


@pytest.mark.parametrize("title", sorted(BY_TITLE))
def test_the_shipped_examples_hold_what_was_typed(title: str) -> None:
    (path,) = (
        path for path in EXAMPLES.glob("*.json") if json.loads(path.read_bytes())["answer"]["title"] == title
    )
    CHECKS[title](path)
