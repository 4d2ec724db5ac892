"""Options on the screen: ideas without names, what they serve, several made into one and back."""

from __future__ import annotations

from pathlib import Path

import pytest

from ibps.core.record.items import ItemState
from ibps.core.stages.anytime import SetAside
from ibps.core.stages.interests import StateInterest
from ibps.core.stages.options import AddOption
from tests.ui.asking import clear, each_leaves, refuses, unsaved
from tests.ui.kit import begun, running

NEEDS = (StateInterest(party="L", text="Know who"), StateInterest(party="M", text="Cover"))
IDEAS = (AddOption(text="Rotate monthly"), AddOption(text="Evenings only"), AddOption(text="Swap by text"))


async def test_ideas_and_ideas_from_a_place(tmp_path: Path) -> None:
    async with running(tmp_path, *begun(stage="options")) as seen:
        await seen.type_line("Rotate: monthly")
        await seen.slot("From a box")
        await seen.type_line("Suggestion box: Evenings: only", "no place named", ": nor here")
        found = [(o.text, o.came_from) for o in seen.disk().options]
        # A colon in an idea from the room is the idea's own.
        assert found[:3] == [
            ("Rotate: monthly", ""),
            ("Evenings: only", "Suggestion box"),
            ("no place named", ""),
        ]
        assert "nor here" in found[3][0]
        assert seen.row("O2").note == "from: Suggestion box"
        assert seen.banner == "IDEAS · NOTHING IS BEING DECIDED"


async def test_what_an_option_serves(tmp_path: Path) -> None:
    async with running(tmp_path, *begun(*NEEDS, *IDEAS, stage="options")) as seen:
        await seen.verb("l", on="O2")
        assert "I1 Know who; I2" in seen.asking
        await refuses(seen, "I9", "x", "")
        await seen.type_line("i1 2")
        assert seen.disk().options[1].serves == ("I1", "I2") and seen.row("O2").tail == "serves I1 I2"
        before = seen.path.read_bytes()
        await seen.verb("l", on="O2")
        await seen.type_line("1")
        assert seen.said == "O2 says so already." and seen.path.read_bytes() == before


async def test_several_made_into_one_and_taken_apart(tmp_path: Path) -> None:
    async with running(tmp_path, *begun(*IDEAS, stage="options")) as seen:
        await seen.verb("c", on="O1")
        await refuses(seen, "1", "9", "")
        await seen.type_line("2 O3")
        assert seen.typed == "; ".join(idea.text for idea in IDEAS)
        await refuses(seen, "")
        await seen.type_line("Rotate, evenings, by text")
        record = seen.disk()
        assert record.options[3].combined_from == ("O1", "O2", "O3")
        assert [o.text for o in record.options[:3]] == [idea.text for idea in IDEAS]
        assert all(o.state is not ItemState.LIVE for o in record.options[:3])
        assert seen.row("O4").note == "made of O1 O2 O3" and seen.selected == "O4"
        await seen.verb("t", on="O4")
        record = seen.disk()
        assert all(o.state is ItemState.LIVE for o in record.options[:3])
        assert record.options[3].state is not ItemState.LIVE
        await seen.verb("t", on="O1")
        assert "was not made by combining" in seen.said


@pytest.mark.parametrize(
    ("typed", "text"),
    [("", "Rotate monthly; Swap evenings"), ("2", "Swap evenings"), ("o1", "Rotate monthly"), ("New", "New")],
)
async def test_the_words_of_what_is_combined(tmp_path: Path, typed: str, text: str) -> None:
    """Enter keeps them together, a number those of one; what is typed takes the place of what stood there."""
    ideas = (AddOption(text="Rotate monthly"), AddOption(text="Swap evenings"))
    async with running(tmp_path, *begun(*ideas, stage="options")) as seen:
        await seen.to_list()
        await seen.press("2", "c")
        assert "Combine O2 with which? (O1)" in seen.asking
        await seen.press("escape", "1", "c")
        await seen.type_line("2")
        await seen.type_line(typed)
        assert seen.disk().options[-1].text == text and seen.disk().options[-1].combined_from == ("O1", "O2")
        assert not seen.typing and seen.selected == "O3"
        await seen.press("t")
        assert [o.text for o in seen.disk().options[:2]] == [idea.text for idea in ideas]
        assert all(o.state is ItemState.LIVE for o in seen.disk().options[:2]) and not seen.typing


async def test_put_better_set_aside_and_brought_back(tmp_path: Path) -> None:
    async with running(tmp_path, *begun(*IDEAS, stage="options")) as seen:
        await seen.verb("e", on="O1")
        await clear(seen)
        await seen.type_line("Rotate every four weeks")
        assert seen.disk().options[0].earlier == ("Rotate monthly",)
        await seen.verb("x", on="O2")
        await seen.type_line("Too few people")
        assert seen.disk().options[1].state is ItemState.SET_ASIDE
        assert seen.row("O2").note.startswith("set aside: Too few people")
        await seen.verb("b", on="O2")
        assert seen.disk().options[1].state is ItemState.LIVE


async def test_an_idea_kept_in_another_stage_says_where_it_came_up(tmp_path: Path) -> None:
    async with running(tmp_path, *begun(*NEEDS, stage="interests")) as seen:
        await seen.press("f7")
        await seen.type_line("Post the phone number", "")
        assert seen.disk().options[0].voiced_in == "interests"
        await seen.press("ctrl+n", "ctrl+n")
        assert seen.view == "options" and seen.row("O1").note == "came up in interests"


@pytest.mark.parametrize("letter", "lctexb")
async def test_with_nothing_chosen_it_says_what_to_do(tmp_path: Path, letter: str) -> None:
    async with running(tmp_path, *begun(stage="options")) as seen:
        before = seen.path.read_bytes()
        await seen.verb(letter)
        assert seen.said.startswith("Choose a") and not seen.asking and seen.path.read_bytes() == before


async def test_an_option_set_aside_is_not_offered_for_combining(tmp_path: Path) -> None:
    aside = SetAside(number="O2", reason="no")
    async with running(tmp_path, *begun(*IDEAS, aside, stage="options")) as seen:
        await seen.verb("c", on="O1")
        assert "(O3)" in seen.asking
        await refuses(seen, "2")


async def test_esc_leaves_every_question(tmp_path: Path) -> None:
    async with running(tmp_path, *begun(*NEEDS, *IDEAS, stage="options")) as seen:
        await each_leaves(seen, [(letter, "O2") for letter in "lcex"])


async def test_a_disk_that_takes_nothing(tmp_path: Path) -> None:
    async with running(tmp_path, *begun(*NEEDS, *IDEAS, stage="options")) as seen:
        await unsaved(seen, "Call a float")
        await seen.verb("l", on="O1")
        await unsaved(seen, "1 2")
        await seen.verb("c", on="O1")
        await unsaved(seen, "2", "Both in one")
        assert seen.disk().options[4].text == "Both in one"
        seen.break_disk()
        await seen.verb("t", on="O5")
        assert "NOT SAVED" in seen.status and seen.disk().options[4].state is ItemState.LIVE
