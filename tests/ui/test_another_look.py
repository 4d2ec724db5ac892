"""Stages that may need another look, on the screen: marked on the rail, the reason on its line."""

from __future__ import annotations

from pathlib import Path

import pytest
from rich.cells import cell_len

from ibps.core.another_look import another_look
from ibps.core.journal import Journal
from ibps.core.record.terms import Terms
from ibps.core.stages import order
from ibps.core.stages.anytime import EnterStage, Reword, StageName
from ibps.core.stages.interests import ConfirmInterests, ShareInterest
from ibps.core.stages.issue import WordIssue
from ibps.core.stages.opening import AgreeTerms, SetTerms
from ibps.core.stages.options import AddOption
from ibps.ui.actions import STAGES
from ibps.ui.projected import projected
from ibps.ui.rail import LEGEND, rail_line
from tests.core.kit import say
from tests.core.test_another_look import FULL, after
from tests.ui.kit import TODAY, begun, running

CHANGED = (*FULL, EnterStage(stage="interests"), Reword(number="I1", text="Know whom to ask"))


EVERYWHERE = (
    SetTerms(terms=Terms(standards_first=True)),
    WordIssue(text="How can we share nights?"),
    Reword(number="I1", text="Know whom to ask"),
    Reword(number="O2", text="Swap once"),
)
"""Changes after which five stages may need another look."""


def rail(journal: Journal, looked_at: str, width: int) -> str:
    return rail_line(journal.record, looked_at, width, another_look(journal))


@pytest.mark.parametrize("width", [58, 78, 98, 118, 198])
def test_the_rail_fits_with_every_stage_marked_and_says_what_the_mark_means(width: int) -> None:
    journal = say(after(*FULL), *EVERYWHERE)
    marked = set(another_look(journal))
    assert len(marked) == 5
    for stage in STAGES:
        said = rail(journal, stage, width)
        assert cell_len(said) <= width and LEGEND in said and said.count("↻") == len(marked) + 1
        assert f"▸{'↻' if stage in marked else ''}" in said


def test_without_a_reason_the_rail_is_as_ever() -> None:
    journal = after(*FULL)
    assert "↻" not in rail(journal, "options", 78) and rail(journal, "options", 78).startswith("✓Opening")


def test_a_mark_takes_the_place_of_done() -> None:
    linked = tuple(AddOption(text=f"Idea {at}", serves=("I1", "I2")) for at in range(5))
    journal = after(*FULL[:3], *linked)
    assert "✓3 Options" in rail(journal, "issue", 118)
    changed = say(journal, Reword(number="I1", text="Know whom to ask"))
    assert "↻3 Options" in rail(changed, "issue", 118) and "✓3" not in rail(changed, "issue", 118)


def test_the_room_sees_the_mark_and_not_the_reason() -> None:
    look, sheet = projected(say(after(*CHANGED), EnterStage(stage="options")), TODAY)
    assert look.view == "options" and sheet.rail
    assert not [row for row in sheet.rows if "Another look" in row.text]


async def test_from_the_change_to_having_looked(tmp_path: Path) -> None:
    async with running(tmp_path, *begun(AgreeTerms(), *FULL, stage="interests"), size=(60, 20)) as seen:
        await seen.verb("e", on="I1")
        await seen.type_line(" and when")
        assert "↻ Options and Consensus may need another look." in seen.said
        assert "↻3" in seen.rail and "↻5" in seen.rail and LEGEND in seen.rail
        await seen.press("ctrl+u")
        assert "↻" not in seen.rail and "↻" not in seen.said
        await seen.press("ctrl+r")
        assert "↻3" in seen.rail
        await seen.until("options", "ctrl+n")
        await seen.type("half an idea")
        assert seen.sees("↻ Another look: I1 was reworded after this was linked.")
        assert [row.key for row in seen.rows][:2] == ["O1", "look0"]
        await seen.press("ctrl+n")
        assert seen.view == "options" and seen.said.startswith("Another look: O1: I1 was reworded")
        assert seen.said.endswith("^n again goes on to STANDARDS.")
        await seen.press("ctrl+n")
        assert seen.view == "standards" and "↻3" not in seen.rail and "↻5" in seen.rail
        await seen.press("f3")
        assert seen.typed == "half an idea" and not seen.sees("Another look:")


async def test_going_on_wants_the_key_twice_also_where_all_is_done(tmp_path: Path) -> None:
    complete = (ShareInterest(interest="I1", party="M"), *(ConfirmInterests(party=one) for one in "LM"))
    acts = (*FULL, *complete, WordIssue(text="How can we share nights?"))
    async with running(tmp_path, *begun(AgreeTerms(), *acts, stage="interests"), size=(60, 20)) as seen:
        reason = "↻ Another look: The question was reworded after these were stated: I1 and I2."
        assert seen.sees(reason), "it is on the screen before it can be left behind"
        await seen.press("ctrl+n")
        assert seen.view == "interests" and "Not yet true" not in seen.said
        await seen.press("ctrl+n")
        assert seen.view == "options" and "↻2" not in seen.rail


@pytest.mark.parametrize("stage", STAGES)
async def test_what_is_unfinished_can_be_read_at_a_glance(tmp_path: Path, stage: StageName) -> None:
    """With nothing done at all the sentence takes four rows at most, and most of the list stays."""
    async with running(tmp_path, *begun(here=(), stage=stage), size=(60, 20)) as seen:
        await seen.press("ctrl+n")
        assert seen.view == stage and seen.app.room.say.region.height <= 4
        assert seen.app.room.items.region.height >= 6
        names = [one.name for one in order()]
        if stage != "closing":
            assert names[names.index(stage) + 1].upper() in seen.said
            assert seen.said.startswith("Not yet true: ") and "^n again goes on to" in seen.said
