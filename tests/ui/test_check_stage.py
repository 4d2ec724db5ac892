"""While people are asked the meeting is in Consensus, whatever is looked up or said meanwhile."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from ibps.core.stages.anytime import EnterStage
from ibps.core.stages.checks import Answer
from ibps.core.stages.followup import StateMinority
from ibps.core.stages.interests import StateInterest
from ibps.ui.scene import Scene
from ibps.ui.view import Look, World
from ibps.ui.window.writing import at_its_stage
from tests.core.kit import room
from tests.ui.kit import TODAY, running
from tests.ui.test_check import open_check, ready


async def test_what_is_said_in_another_stage_leaves_the_meeting_in_the_check(tmp_path: Path) -> None:
    async with running(tmp_path, *ready(StateInterest(party="L", text="Know who approves"))) as seen:
        await open_check(seen)
        await seen.press("ctrl+g")
        await seen.type_line("i1")
        await seen.press("a")
        await seen.type_line("Cover on evenings")
        assert seen.disk().stage == "interests"
        await seen.until("check", "escape")
        await seen.press("u")
        assert seen.disk().stage == "consensus" and seen.last(2)[0]["do"] == "EnterStage"
        await seen.press("2", "u", "3", "u", "4", "u", "x")
        assert seen.view == "result" and seen.disk().stage == "consensus"


def test_what_is_added_to_a_result_afterwards_is_no_return_to_consensus() -> None:
    world = World(today=TODAY, record=room().record)
    scene = Scene(world=world, look=Look("result"))
    said = (StateMinority(decision="D1", person=1, on=TODAY, text="Too soon"),)
    assert at_its_stage(scene, said) == said
    asked = (Answer(check="C1", person=1, level="up"),)
    assert at_its_stage(replace(scene, look=Look("check")), asked)[0] == EnterStage(stage="consensus")
