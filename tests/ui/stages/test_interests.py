"""Interests on the screen: party by party, shared only by ticks, complete only by a party's word."""

from __future__ import annotations

from pathlib import Path

import pytest

from ibps.core.reading import confirmed
from ibps.core.record.items import ItemState, Source
from ibps.core.stages.interests import StateInterest
from ibps.core.stages.opening import NameParty
from tests.ui.asking import clear, each_leaves, refuses, unsaved
from tests.ui.kit import begun, running

LEAVE = StateInterest(party="L", text="Know who approves my leave")
COVER = StateInterest(party="M", text="Cover when someone is out")


async def test_interests_by_party_and_tab_goes_round(tmp_path: Path) -> None:
    async with running(tmp_path, *begun(stage="interests")) as seen:
        await seen.type_line("Know who approves my leave")
        await seen.press("tab")
        await seen.type_line("Cover when someone is out")
        await seen.press("tab")
        assert seen.prompt == "[L]"
        await seen.press("shift+tab")
        assert seen.prompt == "[M]"
        found = [(i.number, i.party, i.text) for i in seen.disk().interests]
        assert found == [("I1", "L", LEAVE.text), ("I2", "M", COVER.text)]
        assert seen.selected == "I2" and seen.typed == ""


async def test_pasted_lines_become_one_each(tmp_path: Path) -> None:
    async with running(tmp_path, *begun(stage="interests")) as seen:
        await seen.paste("One need\r\nAnother need\n\n")
        await seen.press("enter")
        assert [i.text for i in seen.disk().interests] == ["One need", "Another need"]
        await seen.press("ctrl+u")
        assert [i.text for i in seen.disk().interests] == ["One need"]


async def test_shared_needs_a_tick_from_every_required_party(tmp_path: Path) -> None:
    third = NameParty(letter="P", name="Physicians")
    async with running(tmp_path, *begun(third, LEAVE, stage="interests")) as seen:
        await seen.verb("s", on="I1")
        assert "I1" in seen.asking
        await refuses(seen, "Z", "")
        await seen.type_line("M")
        interest = seen.disk().interests[0]
        assert interest.ticked == ("M",) and not seen.disk().shared(interest) and seen.row("I1").tag == "L"
        await seen.verb("s", on="I1")
        await seen.type_line("P")
        assert seen.disk().shared(seen.disk().interests[0])
        assert seen.row("I1").tag == "*" and seen.row("I1").tail == "shared L ✓ M ✓ P ✓"
        await seen.verb("s", on="I1")
        await seen.type_line("L")
        assert seen.said == "They have said so of I1 already." and not seen.asking


async def test_a_party_says_its_list_is_complete(tmp_path: Path) -> None:
    async with running(tmp_path, *begun(LEAVE, COVER, stage="interests")) as seen:
        await seen.verb("k")
        await refuses(seen, "Q")
        await seen.type_line("L")
        assert confirmed(seen.disk(), "L") and not confirmed(seen.disk(), "M")
        assert seen.sees("Complete and fair, says: Labor")
        await seen.slot("L")
        await seen.type_line("One more")
        assert not confirmed(seen.disk(), "L") and not seen.sees("Complete and fair")


async def test_an_interest_assumed_for_somebody_absent(tmp_path: Path) -> None:
    async with running(tmp_path, *begun(stage="interests")) as seen:
        await seen.verb("m")
        await refuses(seen, "Z")
        await seen.type_line("M", "Sleep before an early shift")
        interest = seen.disk().interests[0]
        assert (interest.party, interest.source) == ("M", Source.ASSUMED)
        assert seen.row("I1").note == "assumed for someone who is not here"


async def test_put_better_set_aside_and_brought_back(tmp_path: Path) -> None:
    async with running(tmp_path, *begun(LEAVE, COVER, stage="interests")) as seen:
        await seen.verb("e", on="I2")
        assert seen.typed == COVER.text
        await clear(seen)
        await seen.type_line("Safe cover")
        assert seen.disk().interests[1].text == "Safe cover"
        assert seen.disk().interests[1].earlier == (COVER.text,)
        await seen.verb("x", on="I1")
        await refuses(seen, "")
        await seen.type_line("It is another matter")
        assert seen.disk().interests[0].state is ItemState.SET_ASIDE
        assert seen.row("I1").note == "set aside: It is another matter"
        await seen.verb("b", on="I1")
        assert seen.disk().interests[0].state is ItemState.LIVE and seen.row("I1").note == ""
        await seen.press("b")
        assert seen.said == "I1 has not been set aside."


@pytest.mark.parametrize("letter", "sexb")
async def test_with_nothing_chosen_it_says_what_to_do(tmp_path: Path, letter: str) -> None:
    async with running(tmp_path, *begun(stage="interests")) as seen:
        before = seen.path.read_bytes()
        await seen.verb(letter)
        assert seen.said.startswith("Choose a") and not seen.asking and seen.path.read_bytes() == before


async def test_the_cursor_stays_on_what_the_room_pointed_at(tmp_path: Path) -> None:
    """After a line was added, moving to another and answering a question must not move the cursor."""
    async with running(tmp_path, *begun(LEAVE, COVER, stage="interests")) as seen:
        await seen.type_line("A third")
        assert seen.selected == "I3"
        await seen.verb("s", on="I1")
        assert seen.selected == "I1"
        await seen.press("escape")
        assert seen.selected == "I1"
        await seen.resize(70, 22)
        assert seen.selected == "I1"


async def test_esc_leaves_every_question(tmp_path: Path) -> None:
    async with running(tmp_path, *begun(LEAVE, COVER, stage="interests")) as seen:
        await each_leaves(seen, [(letter, "I2") for letter in "skmex"])


async def test_a_disk_that_takes_nothing(tmp_path: Path) -> None:
    async with running(tmp_path, *begun(LEAVE, stage="interests")) as seen:
        await unsaved(seen, "Fair share of late shifts")
        assert [i.text for i in seen.disk().interests] == [LEAVE.text, "Fair share of late shifts"]
        await seen.verb("s", on="I1")
        await unsaved(seen, "M")
        await seen.verb("x", on="I2")
        await unsaved(seen, "Another matter")
        assert seen.disk().interests[1].reason == "Another matter"
        seen.break_disk()
        await seen.verb("b", on="I2")
        assert "NOT SAVED" in seen.status and seen.disk().interests[1].state is ItemState.SET_ASIDE
        assert seen.row("I2").note == "set aside: Another matter"
