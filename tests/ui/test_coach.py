"""The coach: one line or a panel, as much as was asked for, and never in the way of typing."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from rich.cells import cell_len

from ibps.core.stages.anytime import EnterStage, Reword, StageName
from ibps.core.stages.checks import OpenCheck
from ibps.core.stages.consensus import ReadAloud, WordProposal
from ibps.core.stages.interests import ConfirmInterests, StateInterest
from ibps.core.stages.opening import NameParty
from ibps.core.value import Act
from ibps.ui import coach
from ibps.ui.actions import STAGES
from ibps.ui.screens import room
from ibps.ui.view import World
from tests.core.kit import say
from tests.core.test_another_look import FULL, after
from tests.ui.kit import TODAY, Seen, begun, house, running

NEED = StateInterest(party="L", text="Know who approves my leave")
WORDS = (WordProposal(text="Rotate on evenings."), ReadAloud(proposal="P1"))
ASKED = (ReadAloud(proposal="P1"), OpenCheck(proposal="P1"))


def world(*acts: Act) -> World:
    journal = after(*acts)
    return World(today=TODAY, record=journal.record, journal=journal)


def shown(seen: Seen) -> str:
    """What the window shows of the coach."""
    if seen.app.room.panel.display:
        return "panel"
    if seen.app.room.coach.display:
        return "line"
    return "page" if seen.view == "coach" else ""


def line(seen: Seen) -> str:
    return str(seen.app.room.coach.content)


# the line


@pytest.mark.parametrize("stage", STAGES)
def test_the_line_is_one_row_at_any_width_and_says_what_its_key_does(stage: str) -> None:
    many = NameParty(letter="N", name="Physicians and Advanced Practice Providers")
    for acts in ((), FULL, (*FULL, Reword(number="I1", text="Whom to ask")), (many,)):
        for width in range(58, 201, 3):
            said = coach.line(world(*acts), stage, width)
            assert cell_len(said) == width and said.endswith("  F2 more") and not said.startswith(" ")


def test_the_line_names_who_is_missing_where_there_is_room() -> None:
    one = world(NEED)
    assert coach.line(one, "interests", 58).split("  ")[0] == "Ask: what would a good answer do for you?"
    wide = coach.line(one, "interests", 78)
    assert wide.startswith("Ask: what would a good answer do for you? Not yet: Management.  ")


def test_a_stage_that_may_need_another_look_says_so_first() -> None:
    changed = world(*FULL, Reword(number="I1", text="Whom to ask"))
    assert coach.line(changed, "options", 78).startswith("Something under this changed. Look again. ↻ O1.")
    assert not coach.line(changed, "interests", 78).startswith("Something")


def test_in_a_check_who_has_still_to_answer_comes_before_another_look() -> None:
    asked = world(
        *FULL, EnterStage(stage="consensus"), *ASKED, Reword(number="O1", text="Rotate all")
    )
    assert "consensus" in asked.another
    assert "Not yet: " in coach.line(asked, "consensus", 120)


# as much as was asked for


async def test_in_a_small_window_a_line_then_a_page_then_nothing(tmp_path: Path) -> None:
    async with running(tmp_path, *begun(NEED, stage="interests"), size=(60, 20)) as seen:
        before = seen.path.read_bytes()
        await seen.type("half a thought")
        assert shown(seen) == "line", "open in a team's first sessions"
        for want in ("page", "", "line", "page"):
            await seen.press("f2")
            assert shown(seen) == want
            assert want == "page" or (seen.typed == "half a thought" and seen.typing)
        assert seen.sees("F2 puts the coach away") and seen.sees("DONE WHEN")
        await seen.press("escape")
        assert shown(seen) == "line" and seen.typed == "half a thought" and seen.typing
        assert seen.path.read_bytes() == before


async def test_in_a_wide_window_it_stands_beside_while_people_go_on_typing(tmp_path: Path) -> None:
    async with running(tmp_path, *begun(stage="interests"), size=(120, 40)) as seen:
        assert shown(seen) == "panel" and seen.typing
        assert seen.sees("· Every party has named at least one interest") and seen.sees("F2 puts it away")
        await seen.type_line("Know who approves my leave")
        await seen.press("tab")
        await seen.type_line("Cover on evenings")
        assert seen.sees("✓ Every party has named at least one interest"), "the ticks are live"
        assert seen.typing and shown(seen) == "panel"
        await seen.type("half a thought")
        for want in ("", "line", "panel"):
            await seen.press("f2")
            assert shown(seen) == want and seen.typed == "half a thought" and seen.typing
        list_, panel = seen.app.room.items.region, seen.app.room.panel.region
        assert list_.right == panel.x and panel.right == 120 and list_.width >= 60
        await seen.press("ctrl+n", "ctrl+n")
        assert seen.view == "options" and shown(seen) == "panel" and seen.sees("COACH · OPTIONS")
        await seen.type("half an idea")
        for size, want in (((99, 24), "line"), ((60, 20), "line"), ((100, 24), "panel"), ((59, 10), "panel")):
            await seen.resize(*size)
            assert shown(seen) == want or size == (59, 10)
            assert seen.typed == "half an idea"
        await seen.resize(120, 40)
        await seen.press("f3")
        assert (seen.typed, shown(seen), seen.typing) == ("half a thought", "panel", True)


async def test_a_panel_longer_than_the_window_is_turned_while_typing(tmp_path: Path) -> None:
    async with running(tmp_path, *begun(NEED, stage="interests"), size=(100, 20)) as seen:
        await seen.type("half")
        assert not seen.sees("WATCH FOR")
        for _ in range(9):
            await seen.press("pagedown")
        assert seen.sees("If it gets hard: Esc, then !") and seen.typed == "half" and seen.typing
        await seen.press("pageup")
        assert not seen.sees("If it gets hard")
        await seen.press("ctrl+n", "ctrl+n")
        assert seen.sees("COACH · OPTIONS"), "another stage is read from its beginning"


async def test_it_is_there_in_the_check_and_nowhere_else(tmp_path: Path) -> None:
    async with running(tmp_path, *begun(*WORDS, stage="consensus")) as seen:
        await seen.verb("c", on="P1")
        assert shown(seen) == "line" and line(seen).startswith("Ask each one by name. Silence is not a yes.")
        await seen.press("u", "2", "u", "3", "u")
        assert "Not yet: Eli." in line(seen)
        await seen.press("4", "u")
        assert line(seen).startswith("Everyone here has answered. Close the check.")
        await seen.press("f2")
        assert shown(seen) == "page" and seen.sees("COACH · CONSENSUS")
        await seen.press("escape")
        assert seen.view == "check" and seen.disk().open_check is not None
        for key in ("f9", "f1", "f4"):
            await seen.press(key)
            assert shown(seen) == "", key
            await seen.press("escape")


async def test_nothing_is_worked_out_for_a_letter(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with running(tmp_path, *begun(NEED, stage="interests"), size=(120, 40)) as seen:
        asked: list[str] = []
        monkeypatch.setattr(room, "beside", lambda *_: asked.append("panel"))
        monkeypatch.setattr(room, "line", lambda *_: asked.append("line"))
        monkeypatch.setattr(seen.app.screen, "_refresh_layout", lambda *_, **__: asked.append("layout"))
        await seen.type("a need that somebody has")
        assert seen.typed and asked == []


# how it begins


def others(tmp_path: Path, count: int, **fields: Any) -> None:
    ours = house(tmp_path)
    for _ in range(count):
        ours.new(begun(**fields), "Another topic", TODAY, fields.get("mode") == "practice").close()


async def test_after_three_sessions_it_is_as_it_was_left(tmp_path: Path) -> None:
    others(tmp_path, 3)
    for left, after_key in (("", "line"), ("line", "panel"), ("panel", "")):
        async with running(tmp_path, *begun(stage="interests"), size=(120, 40)) as seen:
            assert shown(seen) == left
            await seen.press("f2")
            assert shown(seen) == after_key


@pytest.mark.parametrize("fields", [{"team": "Unit 9"}, {"mode": "practice"}])
async def test_sessions_of_others_and_practice_do_not_count(tmp_path: Path, fields: dict[str, Any]) -> None:
    others(tmp_path, 4, **fields)
    async with running(tmp_path, *begun(stage="interests")) as seen:
        assert shown(seen) == "line"


async def test_practice_begins_open_and_leaves_no_trace(tmp_path: Path) -> None:
    others(tmp_path, 4)
    house(tmp_path).keep_coach("")
    async with running(tmp_path, *begun(mode="practice", stage="interests"), size=(120, 40)) as seen:
        assert shown(seen) == "panel"
        await seen.press("f2", "f2")
        assert shown(seen) == "line"
        assert seen.house.coach_shown("x.json", "Unit 4B", TODAY) == ""


async def test_leaving_and_opening_again_keeps_unsent_text(tmp_path: Path) -> None:
    async with running(tmp_path, *begun(NEED, stage="interests"), size=(120, 40)) as seen:
        await seen.type("half a thought")
        await seen.press("f2")
        await seen.to_list()
        await seen.until("desk", "escape")
        await seen.press("enter", "m")
        assert seen.typed == "half a thought" and shown(seen) == "panel"


@pytest.mark.parametrize("stage", STAGES)
async def test_every_stage_has_its_coach(tmp_path: Path, stage: StageName) -> None:
    async with running(tmp_path, *begun(stage=stage), size=(60, 20)) as seen:
        assert shown(seen) == "line" and seen.app.room.items.region.height >= 8
        await seen.press("f2")
        assert seen.sees(f"COACH · {stage.upper()}")


def test_the_panel_ticks_follow_the_record() -> None:
    journal = after(NEED, StateInterest(party="M", text="Cover"), EnterStage(stage="interests"))

    def ticks() -> list[tuple[str, str]]:
        rows = coach.panel(World(today=TODAY, record=journal.record, journal=journal), "interests")
        return [(row.text[0], row.note) for row in rows if row.key.startswith("done-")]

    assert ticks() == [("✓", ""), ("·", "not yet: Labor, Management"), ("·", "")]
    journal = say(journal, ConfirmInterests(party="L"))
    assert ticks() == [("✓", ""), ("·", "not yet: Management"), ("·", "")]
