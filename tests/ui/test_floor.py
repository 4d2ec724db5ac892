"""ctrl+f: what came up off the agenda is kept whole in a few lines, and comes back whole."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from ibps import guide
from ibps.core.record.issue import FactStatus, Raised
from ibps.core.stages.anytime import Park
from ibps.core.stages.consensus import ReadAloud, WordProposal
from ibps.core.stages.opening import CloseSitting, OpenSitting
from ibps.store.session_file import read
from ibps.ui.actions import MEETING
from ibps.ui.floor import parked_note, read_back
from tests.ui.asking import unsaved
from tests.ui.kit import TODAY, Seen, begun, on, running

WORDS = (WordProposal(text="Rotate."), ReadAloud(proposal="P1"))
FACTS = "days: charts are left; nights: the list is too long"
HOT = Park(
    text="Shift quarrel",
    raised=Raised.FLOOR,
    facts=("days: charts are left", "nights: the list is too long"),
    ideas=("one list",),
    owner="Ana",
    forum="the next sitting",
)


async def test_a_topic_and_four_times_enter(tmp_path: Path) -> None:
    async with running(tmp_path, *begun(stage="interests")) as seen:
        await seen.type("half a need")
        await seen.press("ctrl+f")
        await seen.type("Shift quarrel")
        await seen.press("enter", "enter", "enter", "enter", "enter")
        assert seen.last() == [
            {"do": "Park", "text": "Shift quarrel", "forum": "the next sitting", "raised": "floor"}
        ]
        assert guide.load("anywhere").lines("off_agenda")[0] in seen.said
        assert "K1 is kept whole, back at the next sitting." in seen.said
        assert parked_note(seen.disk().parked[0]).startswith("back at the next sitting\n")
        assert seen.typed == "half a need" and seen.typing and seen.view == "interests"


async def test_facts_and_ideas_are_kept_with_it_and_apart_from_the_issue(tmp_path: Path) -> None:
    async with running(tmp_path, *begun(stage="options")) as seen:
        await seen.press("ctrl+f")
        await seen.type_line("Shift quarrel", FACTS, "one list; ", "Ana", "full-staff meeting by 28 Mar")
        (item,) = seen.disk().parked
        assert item.facts == HOT.facts and item.ideas == HOT.ideas and item.owner == "Ana"
        assert (item.forum, item.due, item.raised) == ("full-staff meeting", on(3, 28), Raised.FLOOR)
        assert not seen.disk().issue.facts and not seen.disk().options
        await seen.press("ctrl+u")
        assert seen.said.startswith("Taken back: K1 parked: Shift quarrel") and not seen.disk().parked


@pytest.mark.parametrize("view", MEETING)
async def test_in_every_stage_and_in_the_check(tmp_path: Path, view: str) -> None:
    stage = "consensus" if view == "check" else view
    async with running(tmp_path, *begun(*WORDS, stage=stage)) as seen:  # type: ignore[arg-type]
        if view == "check":
            await seen.verb("c", on="P1")
        await seen.press("ctrl+f")
        await seen.type_line("Shift quarrel", "", "", "", "")
        assert seen.disk().parked and seen.view == view and not seen.asking


async def test_half_of_it_is_there_again_wherever_it_is_asked(tmp_path: Path) -> None:
    async with running(tmp_path, *begun(stage="interests")) as seen:
        await seen.press("ctrl+f")
        await seen.type_line("Shift quarrel")
        await seen.type("days: ch")
        await seen.press("escape", "escape")
        assert not seen.asking
        await seen.type_line("a need comes between")
        await seen.until("options", "ctrl+n")
        seen.app.keep_drafts()
        assert "Shift quarrel" in seen.house.draft(seen.app.session).values()
        await seen.press("ctrl+f")
        assert seen.typed == "Shift quarrel"
        await seen.press("enter")
        assert seen.typed == "days: ch"
        await seen.press("enter", "enter", "enter", "enter")
        assert seen.disk().parked[0].facts == ("days: ch",)
        await seen.press("ctrl+f")
        assert seen.typed == ""


async def test_a_disk_that_takes_nothing_loses_none_of_it(tmp_path: Path) -> None:
    async with running(tmp_path, *begun(stage="interests")) as seen:
        await seen.press("ctrl+f")
        await seen.type_line("Shift quarrel", FACTS, "", "")
        await unsaved(seen, "staff room")
        assert seen.disk().parked[0].facts == HOT.facts and seen.disk().parked[0].forum == "staff room"


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("28 Mar", ("", on(3, 28))),
        ("full-staff meeting by 28 Mar", ("full-staff meeting", on(3, 28))),
        ("full-staff meeting, on 28 Mar", ("full-staff meeting", on(3, 28))),
        ("the unit meeting +14", ("the unit meeting", on(3, 28))),
        ("the unit meeting", ("the unit meeting", None)),
        ("by the end of the month", ("by the end of the month", None)),
    ],
)
def test_a_place_a_day_or_both(text: str, where: tuple[str, date | None]) -> None:
    assert read_back(TODAY)(text) == where


NEXT_SITTING = (HOT, CloseSitting(), OpenSitting(date=on(3, 14)))


async def test_it_comes_back_whole_at_the_next_sitting(tmp_path: Path) -> None:
    async with running(tmp_path, *begun(*NEXT_SITTING), size=(60, 20)) as seen:
        assert seen.rows[0].text == "FROM LAST TIME" and seen.row("last-K1").text == "Parked: Shift quarrel"
        for text in ("from the floor", "nights: the list is too long", "First ideas", "one list"):
            assert text in seen.row("last-K1").note
        assert seen.selected == "person-1", "who is here comes first"
        await seen.press("f4")
        assert any("nights: the list is too long" in row.text for row in seen.rows)


@pytest.mark.parametrize("stage", ["opening", "closing"])
async def test_it_becomes_a_session_of_its_own(tmp_path: Path, stage: str) -> None:
    async with running(tmp_path, *begun(*NEXT_SITTING, stage=stage)) as seen:  # type: ignore[arg-type]
        old = seen.path
        await seen.to_list()
        await seen.press("1", "b")
        assert "b again leaves this meeting" in seen.said and seen.path == old
        await seen.press("b")
        assert seen.path != old and seen.view == "opening" and "Who is here?" in seen.said
        assert "“Supervisor rotation” says so." in seen.said, "which session it is noted in"
        record, before = seen.disk(), read(old).journal.record
        assert (record.session.title, record.session.team) == ("Shift quarrel", "Unit 4B")
        assert [p.name for p in record.people] == ["Ana", "Bo", "Dana", "Eli"] and record.sitting
        assert [f.status for f in record.issue.facts] == [FactStatus.DISPUTED] * 2
        assert [o.text for o in record.options] == ["one list"]
        assert before.parked[0].taken_into == "Shift quarrel" and before.parked[0].facts == HOT.facts
        await reopened(seen, old)


async def reopened(seen: Seen, old: Path) -> None:
    """The session it came from goes on, and says where it went."""
    seen.app.open(old.name)
    await seen.settle()
    if seen.view != "opening":
        await seen.until("opening", "f3")
    assert "It has a session of its own since" in seen.row("last-K1").text


async def test_what_is_in_the_way_of_a_session_of_its_own_is_said(tmp_path: Path) -> None:
    async with running(tmp_path / "a", *begun(HOT, mode="practice", stage="closing")) as seen:
        await seen.verb("b", on="K1")
        assert "In practice it stays parked." in seen.said
    async with running(tmp_path / "b", *begun(HOT, *WORDS, stage="consensus")) as seen:
        await seen.verb("c", on="P1")
        await seen.press("escape")
        await seen.until("closing", "ctrl+n")
        await seen.verb("b", on="K1")
        assert seen.said == "C1 is open. Close it first."
    async with running(tmp_path / "c", *begun(HOT, stage="opening")) as seen:
        await seen.verb("b", on="person-1")
        assert seen.said.startswith("Choose a parked item first")


async def test_a_full_disk_leaves_it_parked(tmp_path: Path) -> None:
    async with running(tmp_path, *begun(HOT, stage="closing")) as seen:
        await seen.verb("b", on="K1")
        seen.break_disk()
        await seen.press("b")
        assert "NOT SAVED" in seen.status and seen.view == "closing"
        assert seen.disk().parked[0].taken_up is None
