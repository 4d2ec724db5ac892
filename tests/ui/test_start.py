"""Every way in from the command line leads to its view, with what was asked for, in the real program."""

from pathlib import Path

import pytest

from ibps.cli.house import Start
from ibps.core.stages.options import AddOption
from tests.ui.kit import begun, running


@pytest.mark.parametrize(
    ("start", "view"),
    [
        (Start(), "desk"),
        (Start(screen="review"), "review"),
        (Start(screen="review", query="rotation"), "review"),
        (Start(screen="new"), "desk"),
        (Start(screen="new", team="Unit 4B", title="Lockers"), "opening"),
        (Start(screen="new", team="Unit 4B", title=" "), "desk"),
        (Start(screen="practice"), "practice"),
        (Start(screen="practice", scenario="co-pays"), "opening"),
        (Start(screen="practice", scenario="co-pays", stage="options"), "options"),
        (Start(screen="meet", file="nowhere.json"), "desk"),
    ],
)
async def test_each_start_leads_to_its_view(tmp_path: Path, start: Start, view: str) -> None:
    async with running(tmp_path, *begun(AddOption(text="Rotate")), start=start) as seen:
        assert seen.view == view and seen.app.is_running
        if start.query:
            assert seen.typed == start.query and seen.sees("1 of 1 sessions")
