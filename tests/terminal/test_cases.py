"""Whole meetings in a real terminal, by keys alone, down to what a stranger reads in the file."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from ibps.core.record.decisions import DecisionState
from ibps.store.session_file import read
from tests.terminal.cases import chart_room, handoff, not_ready, one_ma, rotation
from tests.terminal.cases.steps import Case, Step, walk
from tests.terminal.frames import faults
from tests.terminal.tmux import Tmux

pytestmark = pytest.mark.terminal

EXAMPLES = Path(__file__).parents[2] / "sessions"


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


def check_one_ma(path: Path) -> None:
    """Somebody who cannot commit was there; the physicians' own answer came afterwards, by name."""
    record = read(path).journal.record
    hale, sam = record.person(5), record.person(6)
    assert sam.alternate_for == hale.number and all(party.required for party in record.parties)
    (check,) = record.checks
    assert sam.number not in check.asked and check.absent == (hale.number,)
    (decision,) = record.decisions
    assert decision.sentence.startswith("TENTATIVE") and decision.state is DecisionState.ON_TRIAL
    assert [late.person for late in decision.late] == [hale.number]
    (page,) = record.minutes
    assert page.seal and {one.person for one in page.attested} == {1, 3, hale.number}
    assert "Physicians: Sam Yates (for Dr. Uma Hale)" in page.page
    seen = head(path)
    for said in ("DECIDED: Being tried until", "Agreed by everyone asked", "Pods C and D"):
        assert said in seen, said


def check_chart_room(path: Path) -> None:
    """What the team decides stands apart from what bargaining decides."""
    record = read(path).journal.record
    agreed, referred = record.decisions
    assert (agreed.state, referred.state) == (DecisionState.AGREED, DecisionState.REFERRED)
    assert referred.forum == "the bargaining committee" and referred.due
    assert agreed.not_included == ("who moves to which job", "seniority")
    assert "Standards: meets S1 and S2" in agreed.rests_on and record.minutes[0].seal
    seen = head(path)
    for said in ("DECIDED: Agreed by everyone asked", "WAITING: Sent to the bargaining committee"):
        assert said in seen, said


def check_not_ready(path: Path) -> None:
    """A good stop: why, who is told, and nothing given up."""
    record = read(path).journal.record
    assert record.stop and record.stop.kind == "not_ready" and not record.checks and not record.decisions
    assert record.caucuses[0].ended and record.actions[0].owners == (1, 3) and record.minutes[0].seal
    assert "NOT DECIDED: Stopped: not ready" in head(path)


CHECKS = {
    "Supervisor rotation": check_rotation,
    "Shift handoff": check_handoff,
    "One doctor to one MA": check_one_ma,
    "Chart room to electronic records": check_chart_room,
    "Stickers on lockers": check_not_ready,
}
LONGER = pytest.mark.torture  # two walks are enough for every run


@pytest.mark.parametrize(
    ("case", "size"),
    [
        pytest.param(rotation.CASE, (80, 24), id="80x24"),
        pytest.param(handoff.CASE, (60, 20), id="60x20"),
        pytest.param(one_ma.CASE, (120, 40), id="120x40", marks=LONGER),
        pytest.param(chart_room.CASE, (80, 24), id="chart room", marks=LONGER),
        pytest.param(not_ready.CASE, (60, 20), id="not ready", marks=LONGER),
    ],
)
def test_a_whole_meeting_by_keys(terminal: Tmux, tmp_path: Path, case: Case, size: tuple[int, int]) -> None:
    folder = tmp_path / "sessions"
    folder.mkdir()

    def looked_at(step: Step, frame: str) -> None:
        assert not list(faults(frame, *size)), (step, [*faults(frame, *size)], frame)

    path = walk(terminal, case, folder, tmp_path / "home", *size, looked_at)
    CHECKS[case.title](path)
    assert not list(folder.glob(".*")), "a temporary file was left behind"


@pytest.mark.parametrize("title", sorted(CHECKS))
def test_the_shipped_examples_hold_what_was_typed(title: str) -> None:
    (path,) = (
        path for path in EXAMPLES.glob("*.json") if json.loads(path.read_bytes())["answer"]["title"] == title
    )
    opened = read(path)
    assert opened.notes == () and opened.journal.record.session.example
    CHECKS[title](path)
