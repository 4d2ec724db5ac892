"""A facilitator's hour replayed by keys in a real terminal: nothing lost, nothing cut off, nobody lost."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from ibps.core.record.consensus import CheckKind
from ibps.core.record.decisions import DecisionState
from ibps.store.session_file import read
from tests.terminal.cases.hour import CASE, NOTE, inputs, typed
from tests.terminal.cases.steps import Step, walk
from tests.terminal.frames import faults
from tests.terminal.tmux import Tmux

pytestmark = [pytest.mark.terminal, pytest.mark.torture]


def test_an_hour_is_long_enough_to_say_something() -> None:
    assert inputs(CASE) >= 300


@pytest.mark.parametrize("size", [(80, 24), (60, 20)], ids=["80x24", "60x20"])
def test_an_hour_by_keys(terminal: Tmux, tmp_path: Path, size: tuple[int, int]) -> None:
    """Each step's own words say where the focus has to be; every frame keeps to the rows there are."""
    folder, home = tmp_path / "sessions", tmp_path / "home"
    folder.mkdir()

    def looked_at(step: Step, frame: str) -> None:
        assert not list(faults(frame, *size)), (step, [*faults(frame, *size)], frame)

    path = walk(terminal, CASE, folder, home, *size, looked_at)
    kept = path.read_text(encoding="utf-8")
    words = json.dumps(kept, ensure_ascii=False)
    assert [text for text in typed(CASE) if json.dumps(text, ensure_ascii=False)[1:-1] not in words] == []
    opened = read(path)
    record = opened.journal.record
    assert opened.notes == ()
    assert [one.state for one in record.decisions] == [DecisionState.NO_AGREEMENT, DecisionState.ON_TRIAL]
    feel, first, second = record.checks
    assert feel.kind is CheckKind.TEMPERATURE and first.digest != second.digest
    assert "Nights would stock the longest row alone" in first.latest()[3].note
    assert record.minutes[-1].seal and record.sittings[-1].closed
    assert NOTE not in kept and any(NOTE in note.read_text("utf-8") for note in home.rglob("*.json"))
    drafts = [json.loads(draft.read_bytes()) for draft in home.rglob("drafts/*.json")]
    assert not [text for draft in drafts for text in draft.values()]
