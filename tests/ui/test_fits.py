"""Nothing leaves the screen, at any width: not the list, not Undo and Help, not what is saved."""

from __future__ import annotations

from pathlib import Path

import pytest
from rich.cells import cell_len

from ibps.core.stages.anytime import StageName
from ibps.core.stages.consensus import DraftStraw, ReadAloud, WordProposal
from ibps.core.stages.interests import StateInterest
from ibps.core.stages.options import AddOption
from ibps.ui.actions import STAGES
from tests.ui.kit import Seen, begun, running

NEED = StateInterest(party="L", text="Know who approves my leave")
WORDS = (WordProposal(text="Trial rotation on evenings."), ReadAloud(proposal="P1"))
LONG = "Know who approves my leave, also on evenings, weekends and when two people are out at once. " * 3


def fits(seen: Seen) -> None:
    """Nothing is wider or higher than the screen, and nothing is pushed out of it."""
    width, height = seen.app.size
    lines = seen.see()
    assert len(lines) == height
    for line in seen.strips():
        assert sum(cell_len(segment.text) for segment in line) == width
    for part in (seen.app.room.status, seen.app.room.entry, seen.app.room.hint, seen.app.room.items):
        if part.display:
            assert part.region.height > 0 and part.region.bottom <= height, part.id
            assert part.region.x >= 0 and part.region.right <= width


@pytest.mark.parametrize("stage", STAGES)
async def test_every_stage_fits_every_width_and_names_undo_and_help(tmp_path: Path, stage: StageName) -> None:
    acts = begun(NEED, AddOption(text=LONG), DraftStraw(text=LONG), *WORDS[:1], stage=stage)
    async with running(tmp_path, *acts) as seen:
        for at, width in enumerate((*range(60, 101, 3), 120, 160, 200)):
            await seen.resize(width, (20, 24, 60)[at % 3])
            fits(seen)
            assert "^u undo" in seen.see()[-1] and "F1 help" in seen.see()[-1]
            assert "saved 09:0" in seen.see()[0]
        await seen.resize(60, 20)
        await seen.to_list()
        for width in range(60, 201, 20):
            await seen.resize(width, 20)
            assert "^u undo" in seen.see()[-1] and "? help" in seen.see()[-1]


async def test_the_check_fits_and_names_undo_and_help(tmp_path: Path) -> None:
    async with running(tmp_path, *begun(*WORDS, stage="consensus")) as seen:
        await seen.verb("c", on="P1")
        for width in range(60, 201, 10):
            await seen.resize(width, 20)
            fits(seen)
            assert "^u undo" in seen.see()[-1] and "? help" in seen.see()[-1]
            assert seen.sees("Trial rotation on evenings.") and seen.sees("DECIDING NOW")


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 40)])
async def test_a_very_long_question_does_not_push_the_list_out(tmp_path: Path, size: tuple[int, int]) -> None:
    words = (WordProposal(text="Rotate evenings and weekends. " * 60), ReadAloud(proposal="P1"))
    async with running(tmp_path, *begun(*words, stage="consensus"), size=size) as seen:
        await seen.verb("c", on="P1")
        fits(seen)
        assert seen.app.room.items.region.height >= 5
        assert seen.selected == "person-1" and seen.sees("Ana (co-chair)")


async def test_a_long_sentence_does_not_push_the_list_out(tmp_path: Path) -> None:
    async with running(tmp_path, *begun(stage="interests"), size=(60, 20)) as seen:
        await seen.type_line("Need " + "and need " * 400)
        await seen.press("ctrl+u")
        assert seen.said.startswith("Taken back: ")
        fits(seen)
        assert seen.app.room.items.region.height >= 3
