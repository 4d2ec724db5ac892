"""What an empty line says is read whole, also in the smallest window."""

from __future__ import annotations

import pytest
from rich.cells import cell_len

from ibps.core.stages.opening import NameParty
from ibps.ui.screens.parts import SMALLEST
from ibps.ui.view import Look, World
from ibps.ui.views import view
from tests.docs.demo import TODAY, WHOLE, desk

LONG = NameParty(letter="M", name="Management of the whole region, with its planning and staffing offices")
STAGES = ("opening", "issue", "interests", "options", "standards", "consensus", "closing")


@pytest.mark.parametrize("name", STAGES)
@pytest.mark.parametrize("upto", [1, 8])
def test_what_an_empty_line_says_fits(name: str, upto: int) -> None:
    world = World(today=TODAY, record=desk(*WHOLE[:upto], (LONG,)).record)
    for slot in view(name).slots(world, Look(name)):
        taken = cell_len(f"[{slot.label}] {slot.placeholder}")
        assert taken <= SMALLEST[0] - 3, (slot.label, slot.placeholder)  # an edge each, and the cursor's cell
