"""ctrl+g: a number or a few words, and there one is; Esc is back where one was, with what was typed."""

from __future__ import annotations

from pathlib import Path

import pytest

from ibps.cli.house import Start
from ibps.core.stages.anytime import Park
from ibps.core.stages.closing import AddAction, ReadBackMinutes
from ibps.core.stages.consensus import ReadAloud, WordProposal
from ibps.core.stages.interests import StateInterest
from ibps.core.stages.issue import StateFact, TellStory, WordIssue
from ibps.core.stages.options import AddOption
from ibps.core.stages.standards import SetStandard
from ibps.ui.actions import MEETING
from tests.ui.kit import Seen, begun, running

SAID = (
    WordIssue(text="How can we share evenings?"),
    TellStory(party="M", text="nobody knew of a plan"),
    StateFact(text="six people"),
    StateInterest(party="L", text="know who approves"),
    StateInterest(party="M", text="cover the evenings"),
    AddOption(text="rotate monthly"),
    AddOption(text="post the evenings early"),
    SetStandard(text="safe"),
    WordProposal(text="Rotate for four weeks."),
    ReadAloud(proposal="P1"),
    AddAction(text="print it"),
    Park(text="on-call pay"),
    ReadBackMinutes(),
)
WHERE = (
    ("i2", "interests", "I2"), ("O2", "options", "O2"), ("P1", "consensus", "P1"),
    ("F1", "issue", "F1"), ("A1", "closing", "A1"), ("K1", "closing", "K1"), ("Dana", "opening", "person-3"),
    ("approves", "interests", "I1"), ("nobody knew", "issue", "story-0"), ("N1", "minutes", ""),
)  # fmt: skip


@pytest.mark.parametrize(("text", "view", "row"), WHERE)
async def test_there_and_back_and_nothing_is_recorded(tmp_path: Path, text: str, view: str, row: str) -> None:
    async with running(tmp_path, *begun(*SAID, stage="standards")) as seen:
        before = seen.path.read_bytes()
        await seen.type("half a thou")
        await seen.press("ctrl+g")
        assert seen.view == "places" and seen.typing and seen.typed == ""
        await seen.type_line(text)
        assert seen.view == view and (not row or seen.selected == row)
        assert not seen.typing
        await seen.press("escape")
        assert seen.view == "standards" and seen.typed == "half a thou" and seen.typing
        assert seen.path.read_bytes() == before


async def test_words_list_what_they_find_and_narrow_it(tmp_path: Path) -> None:
    async with running(tmp_path, *begun(*SAID, stage="closing")) as seen:
        await seen.press("ctrl+g")
        everything = len(seen.rows)
        await seen.type("even")
        assert [row.key for row in seen.rows] == ["question", "I2", "O2"] and everything > 12
        assert seen.sees("3 places") and seen.row("O2").tail == "Options"
        await seen.type("ings post")
        assert [row.key for row in seen.rows] == ["O2"]
        await seen.type("x")
        assert [row.key for row in seen.rows] == ["none"]
        await seen.press("enter")
        assert seen.view == "places" and seen.typed == "evenings postx" and "Nothing here" in seen.said
        await seen.press("escape")
        assert seen.view == "closing" and seen.typing and seen.typed == ""
        await seen.press("ctrl+g")
        assert len(seen.rows) == everything and seen.typed == ""
        await seen.type("even")
        await seen.press("down", "down", "enter")
        assert (seen.view, seen.selected) == ("options", "O2")


async def test_what_was_typed_is_there_after_a_look_at_the_help(tmp_path: Path) -> None:
    async with running(tmp_path, *begun(*SAID, stage="closing")) as seen:
        await seen.press("ctrl+g")
        await seen.type("even")
        await seen.press("f1", "escape")
        assert seen.view == "places" and seen.typed == "even" and len(seen.rows) == 3


async def test_what_was_typed_to_find_something_is_no_draft(tmp_path: Path) -> None:
    async with running(tmp_path, *begun(*SAID, stage="issue")) as seen:
        await seen.press("ctrl+g")
        await seen.type("six")
        seen.app.keep_drafts()
        assert seen.house.draft(seen.app.session) == {}


async def test_in_the_stage_where_one_is_only_the_line_is_chosen(tmp_path: Path) -> None:
    async with running(tmp_path, *begun(*SAID, stage="interests")) as seen:
        await seen.press("ctrl+g")
        await seen.type_line("I1")
        assert (seen.view, seen.selected, seen.app.now.look.under) == ("interests", "I1", ())


async def test_a_verb_there_is_said_there_and_esc_goes_on_where_one_was(tmp_path: Path) -> None:
    async with running(tmp_path, *begun(*SAID, stage="interests")) as seen:
        await seen.press("ctrl+g")
        await seen.type_line("O1")
        await seen.press("e")
        await seen.press("ctrl+a")
        await seen.type_line("rotate each month")
        assert seen.last(2) == [
            {"do": "EnterStage", "stage": "options"},
            {"do": "Reword", "number": "O1", "text": "rotate each month"},
        ]
        await seen.press("escape")
        assert seen.view == "interests"
        await seen.slot("L")
        await seen.type_line("one more need")
        assert [act["do"] for act in seen.last(2)] == ["EnterStage", "StateInterest"]
        assert seen.disk().stage == "interests"
        await seen.type_line("and another")
        assert [act["do"] for act in seen.last(2)] == ["StateInterest", "StateInterest"]


async def test_going_on_from_there_is_going_on(tmp_path: Path) -> None:
    async with running(tmp_path, *begun(*SAID, stage="interests")) as seen:
        await seen.press("ctrl+g")
        await seen.type_line("S1")
        await seen.until("consensus", "ctrl+n")
        await seen.to_list()
        await seen.press("escape")
        assert seen.view == "consensus" and "Esc again goes to the front desk" in seen.said


@pytest.mark.parametrize("view", [*MEETING, "answer", "follow", "minutes", "history"])
async def test_from_everywhere_in_a_meeting(tmp_path: Path, view: str) -> None:
    stage = view if view in MEETING[:-1] else "consensus"
    async with running(tmp_path, *begun(*SAID, stage=stage)) as seen:  # type: ignore[arg-type]
        await reach(seen, view)
        await seen.press("ctrl+g")
        assert seen.view == "places"
        await seen.type_line("C1" if view == "check" else "F1")
        assert seen.view == ("check" if view == "check" else "issue")
        if view not in ("check", "issue"):
            await seen.to_list()
            await seen.press("escape")
            assert seen.view == view


async def reach(seen: Seen, view: str) -> None:
    if view == "check":
        await seen.verb("c", on="P1")
    elif view == "follow":
        await seen.press("f5")
    elif view in ("answer", "minutes", "history"):
        await seen.press("f4", *({"minutes": "p", "history": "h"}.get(view, "")))
    assert seen.view == view


async def test_in_a_stored_session_it_is_for_looking(tmp_path: Path) -> None:
    async with running(tmp_path, *begun(*SAID, stage="closing")) as seen:
        await seen.to_list()
        await seen.until("desk", "escape")
        await seen.press("enter", "ctrl+g")
        before = seen.path.read_bytes()
        await seen.type_line("O2")
        assert (seen.view, seen.selected, seen.typing) == ("options", "O2", False)
        for key in ("f6", "e", "ctrl+n", "<", "a"):
            await seen.press(key)
            assert not seen.asking and seen.view == "options" and not seen.typing
        assert "for reading only" in seen.said and seen.path.read_bytes() == before
        named = [hint.partition(" ")[2] for hint in seen.hint.split("  ")]
        assert "meet" in named and not {"type", "next", "edit", "undo", "park", "serves"} & set(named)
        offered = [one.title for one in seen.app.get_system_commands(seen.app.screen)]
        assert not [title for title in offered if title.startswith("park")]
        await seen.press("escape")
        assert seen.view == "reader"
        for place, view in (("I1", "interests"), ("F1", "issue")):  # m is another key there, and none here
            await seen.press("ctrl+g")
            await seen.type_line(place)
            assert seen.view == view and seen.app.now.world.read_only
            await seen.press("m")
            assert not seen.app.now.world.read_only and seen.view == "closing"
            await seen.to_list()
            await seen.until("desk", "escape")
            await seen.press("enter")


async def test_what_was_taken_up_is_said_where_no_list_shows_it(tmp_path: Path) -> None:
    async with running(tmp_path, *begun(*SAID, stage="closing")) as seen:
        await seen.verb("k", on="K1")
        await seen.press("ctrl+g")
        await seen.type_line("k1")
        assert seen.said == "K1 was taken up again on 14 Mar 2026." and seen.view == "places"


async def test_a_question_is_answered_first(tmp_path: Path) -> None:
    async with running(tmp_path, *begun(*SAID, stage="closing")) as seen:
        await seen.press("f6", "ctrl+g")
        assert seen.asking and "Answer first" in seen.said and seen.view == "closing"


@pytest.mark.parametrize("size", [(60, 20), (120, 40)])
async def test_it_fits(tmp_path: Path, size: tuple[int, int]) -> None:
    async with running(tmp_path, *begun(*SAID, stage="closing"), size=size) as seen:
        await seen.press("ctrl+g")
        assert seen.sees("Type to narrow; Enter goes there, Esc back.")
        assert seen.hint.startswith("Enter go  Esc back  ") and "list" not in seen.hint
        await seen.type("i1")
        assert any("know who approves" in line and "Interests" in line for line in seen.see())


async def test_enter_in_the_review_opens_nothing_where_nothing_matches(tmp_path: Path) -> None:
    start = Start(screen="review")
    async with running(tmp_path, *begun(*SAID), start=start) as seen:
        await seen.type("zebra")
        await seen.press("enter")
        assert seen.view == "review" and seen.typed == "zebra"
