"""The timer on the status line, and the keyboard that goes from one facilitator to the next."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from pathlib import Path

import pytest

from ibps.core.stages.consensus import ReadAloud, WordProposal
from ibps.core.stages.running import HandOver, StartTimer
from ibps.ui.running import HAD, STAY
from tests.ui.kit import ANA, BO, DANA, Clock, Seen, begun, running
from tests.ui.projecting import meeting, projecting

WORDS = (WordProposal(text="Rotate."), ReadAloud(proposal="P1"))


async def gone_by(seen: Seen, clock: Clock, seconds: float) -> None:
    """So much time has gone by, and the screen has had its second."""
    clock.now += timedelta(seconds=seconds)
    seen.app.room.tick()
    await seen.settle()


async def test_minutes_are_asked_on_the_entry_line_and_shown_beside_what_is_saved(tmp_path: Path) -> None:
    clock = Clock(step=0)
    async with running(tmp_path, *begun(stage="interests"), size=(60, 20), clock=clock) as seen:
        await seen.type("half a thought")
        await seen.press("ctrl+t")
        assert seen.asking == "How many minutes?"
        await seen.type_line("10")
        assert seen.last() == [{"do": "StartTimer", "minutes": 10}]
        assert seen.said == "10 minutes, until 09:10." and seen.typed == "half a thought" and seen.typing
        assert seen.see()[0].strip().startswith("2/5 INTERESTS")
        assert seen.see()[0].endswith("10 min left · saved 09:00:00")
        await gone_by(seen, clock, 60)
        assert seen.status.endswith(" 9 min left · saved 09:00:00")
        await gone_by(seen, clock, 480)
        assert seen.status.endswith(" last minute · saved 09:00:00")
        await gone_by(seen, clock, 60)
        assert seen.status.endswith(" time is up · saved 09:00:00")
        assert seen.typed == "half a thought" and seen.view == "interests"
        await gone_by(seen, clock, 3600)
        assert "time is up" not in seen.status, "a sitting nobody ended does not say so for ever"


async def test_the_words_change_by_themselves(tmp_path: Path) -> None:
    clock = Clock(step=0)
    acts = begun(StartTimer(minutes=10), stage="interests")
    async with running(tmp_path, *acts, clock=clock) as seen, asyncio.timeout(20):
        clock.now += timedelta(seconds=61)
        while "9 min left" not in seen.status:
            await asyncio.sleep(0.02)


async def test_more_minutes_and_none_and_what_is_no_number(tmp_path: Path) -> None:
    clock = Clock(step=0)
    acts = begun(StartTimer(minutes=10), stage="options")
    async with running(tmp_path, *acts, clock=clock) as seen:
        await gone_by(seen, clock, 361)
        await seen.press("ctrl+t")
        assert seen.asking == "How many more minutes? (now: 4 min left; 0 ends it)"
        for wrong in ("soon", "241", "-1", "2.5"):
            await seen.type_line(wrong)
            assert seen.said.startswith("Type whole minutes, up to 240; 0 ends it.") and seen.typed == wrong
            await seen.press("ctrl+a", "backspace")
        await seen.type_line("+10 min")
        assert seen.said == "10 more minutes, until 09:20." and "14 min left" in seen.status
        await seen.press("ctrl+u")
        assert seen.said == "Taken back: Minutes put on the timer: 10" and " 4 min left" in seen.status
        await seen.press("ctrl+r")
        assert "14 min left" in seen.status
        await gone_by(seen, clock, 1000)
        await seen.press("ctrl+t")
        assert seen.asking == "How many minutes? (now: time is up; 0 ends it)"
        await seen.type_line("0")
        assert seen.said == "The timer is off." and "time is up" not in seen.status
        assert seen.last() == [{"do": "EndTimer"}]
        before = seen.acts()
        await seen.press("ctrl+t")
        await seen.type_line("0")
        assert seen.said == "No timer is running." and seen.acts() == before


async def test_time_passing_writes_nothing_and_moves_nothing(tmp_path: Path) -> None:
    clock = Clock(step=0)
    acts = begun(StartTimer(minutes=2), *WORDS, stage="consensus")
    async with running(tmp_path, *acts, clock=clock) as seen:
        await seen.verb("c", on="P1")
        await seen.choose("person-3")
        assert "2 min left" in seen.status, "also while people are asked"
        file, rest = seen.path.read_bytes(), seen.see()[1:]
        for seconds in (30, 60, 60, 60):
            await gone_by(seen, clock, seconds)
        assert "time is up" in seen.status and seen.selected == "person-3"
        assert seen.path.read_bytes() == file and seen.see()[1:] == rest


async def test_what_is_not_saved_has_the_place_alone(tmp_path: Path) -> None:
    async with running(tmp_path, *begun(StartTimer(minutes=9), stage="options"), size=(60, 20)) as seen:
        seen.break_disk()
        await seen.type_line("Swap shifts")
        assert seen.see()[0].rstrip().endswith("NOT SAVED: disk full")
        assert "left" not in seen.status
        seen.mend_disk()
        await seen.press("enter")
        assert "min left · saved" in seen.status


async def test_the_timer_is_there_when_the_session_is_opened_again_and_in_the_room(tmp_path: Path) -> None:
    clock = Clock(step=0)
    acts = begun(StartTimer(minutes=10), stage="interests")
    async with running(tmp_path, *acts, clock=clock) as seen:
        assert "10 min left" in seen.status
        async with projecting(seen.path, size=(60, 20)) as window:
            await window.until_sees("2/5 INTERESTS")
            assert window.see()[0].endswith("10 min left · 09:00")


@pytest.mark.parametrize("view", ["f1", "f2", "f4"])
async def test_it_stays_in_sight_beside_the_coach_and_the_answer(tmp_path: Path, view: str) -> None:
    clock = Clock(step=0)
    async with running(tmp_path, *begun(StartTimer(minutes=10), stage="issue"), clock=clock) as seen:
        await seen.press(view)
        await gone_by(seen, clock, 61)
        assert "9 min left" in seen.status


async def test_k_hands_the_keyboard_to_the_person_chosen(tmp_path: Path) -> None:
    async with running(tmp_path, *begun()) as seen:
        await seen.verb("k", on=f"person-{ANA}")
        assert seen.asking == HAD
        await seen.type_line("0")
        assert seen.last() == [{"do": "HandOver", "person": ANA}]
        assert seen.row("person-1").text == "Ana (co-chair, at the keyboard)"
        await seen.verb("k", on=f"person-{DANA}")
        assert seen.last() == [{"do": "HandOver", "person": DANA}]
        assert seen.said == f"Dana is at the keyboard from here on. {STAY}"
        assert "keyboard" not in seen.row("person-1").text and "keyboard" in seen.row("person-3").text
        await seen.press("k")
        assert seen.said == "Dana is at the keyboard already."
        await seen.press("ctrl+u")
        assert seen.said == "Taken back: Dana is at the keyboard from here on"
        assert "at the keyboard" in seen.row("person-1").text


@pytest.mark.parametrize("stage", ["issue", "consensus"])
async def test_the_keyboard_is_handed_over_in_any_stage(tmp_path: Path, stage: str) -> None:
    async with running(tmp_path, *begun(*WORDS, stage=stage)) as seen:  # type: ignore[arg-type]
        await seen.press("ctrl+y")
        await seen.type_line("nobody")
        assert seen.said.startswith("Type a name from the room list, or its number.")
        await seen.press("ctrl+a", "backspace")
        await seen.type_line("dana", "Bo")
        assert seen.last() == [{"do": "HandOver", "person": DANA, "had": BO}]
        assert seen.disk().facilitator == DANA
        await seen.press("ctrl+y")
        await seen.type_line("2")
        assert seen.last() == [{"do": "HandOver", "person": BO}]


async def test_the_palette_offers_what_has_no_letter_here(tmp_path: Path) -> None:
    async with running(tmp_path, *begun(stage="issue")) as seen:
        names = [one.title for one in seen.app.get_system_commands(seen.app.screen)]
        assert {"hand over (^y)", "time (^t)", "who is here (^e)", "notes (^o)"} <= set(names)


async def test_the_room_sees_who_is_at_the_keyboard(tmp_path: Path) -> None:
    path = tmp_path / "meeting.json"
    meeting(path, *begun(HandOver(person=DANA)))
    async with projecting(path) as window:
        await window.until_sees("Dana (co-chair, at the keyboard)")
