"""What works in every stage: parking, ideas, facts, caucus, stopping, going on and back, undo."""

from __future__ import annotations

from pathlib import Path

import pytest

from ibps.core.record import StopKind
from ibps.core.record.issue import FactStatus
from ibps.core.stages.interests import StateInterest
from ibps.ui.actions import STAGES
from tests.ui.asking import leaves, refuses, unsaved
from tests.ui.kit import begun, on, running

NEED = StateInterest(party="L", text="Know who approves my leave")


async def test_parking_from_every_stage_while_typing(tmp_path: Path) -> None:
    async with running(tmp_path, *begun()) as seen:
        for at, stage in enumerate(STAGES):
            await seen.until(stage, "ctrl+n")
            await seen.type("half a thought")
            await seen.press("f6")
            await seen.type_line(f"Thing {at}", "not ours", "Bo", "Committee")
            await refuses(seen, "30 feb", "later")
            await seen.type_line("21 mar")
            parked = seen.disk().parked[at]
            assert (parked.text, parked.why, parked.owner, parked.forum, parked.due) == (
                f"Thing {at}",
                "not ours",
                "Bo",
                "Committee",
                on(3, 21),
            )
            assert seen.typed == "half a thought" and seen.typing and seen.view == stage


async def test_an_idea_says_where_it_is_from_and_decides_nothing(tmp_path: Path) -> None:
    async with running(tmp_path, *begun(stage="issue")) as seen:
        await seen.press("f7")
        await refuses(seen, "")
        await seen.type_line("Rotate monthly", "Suggestion box")
        option = seen.disk().options[0]
        assert (option.text, option.came_from) == ("Rotate monthly", "Suggestion box")
        assert option.voiced_in == "issue"
        assert "Nothing is being decided" in seen.said and seen.view == "issue"


async def test_a_fact_agreed_and_one_to_find_out(tmp_path: Path) -> None:
    async with running(tmp_path, *begun(stage="interests")) as seen:
        await seen.press("f8")
        await seen.type_line("Six people work evenings")
        await refuses(seen, "certain", "")
        await seen.type_line("a")
        assert not seen.asking
        await seen.press("f8")
        await seen.type_line("Overtime doubled", "d", "Eli", "fri")
        one, two = seen.disk().issue.facts
        assert (one.text, one.status) == ("Six people work evenings", FactStatus.AGREED)
        assert (two.status, two.brings, two.due) == (FactStatus.DISPUTED, "Eli", on(3, 20))


async def test_a_caucus_keeps_its_times_only(tmp_path: Path) -> None:
    async with running(tmp_path, *begun(stage="options")) as seen:
        await seen.press("ctrl+k")
        await refuses(seen, "Z", "")
        await seen.type_line("L")
        assert seen.said.startswith("Labor is in caucus.") and seen.disk().caucuses[0].ended is None
        await seen.press("ctrl+k")
        await seen.type_line("L")
        caucus = seen.disk().caucuses[0]
        assert caucus.ended is not None and caucus.ended > caucus.started
        assert seen.said.startswith("Labor is back.") and len(seen.disk().caucuses) == 1


@pytest.mark.parametrize(("typed", "kind"), [("n", StopKind.NOT_READY), ("wrong", StopKind.WRONG_FORUM),
                                             ("party missing", StopKind.PARTY_MISSING)])  # fmt: skip
async def test_stopping_says_why(tmp_path: Path, typed: str, kind: StopKind) -> None:
    async with running(tmp_path, *begun(stage="interests")) as seen:
        await seen.press("f12")
        await refuses(seen, "enough", "")
        await seen.type_line(typed, "The night shift has nobody here")
        stop = seen.disk().stop
        assert stop is not None and (stop.kind, stop.reason) == (kind, "The night shift has nobody here")
        assert seen.said == "Stopped, and recorded as such."


async def test_going_on_names_what_is_unfinished_and_what_comes_next(tmp_path: Path) -> None:
    async with running(tmp_path, *begun(stage="interests")) as seen:
        await seen.press("ctrl+n")
        assert seen.view == "interests" == seen.disk().stage
        assert "Every party has named at least one interest" in seen.said and "OPTIONS" in seen.said
        await seen.press("ctrl+n")
        assert seen.view == "options" == seen.disk().stage
        assert seen.sees("Two quiet minutes, then every idea goes up."), "the coach says what comes first"


async def test_anything_done_in_between_takes_the_first_press_back(tmp_path: Path) -> None:
    async with running(tmp_path, *begun(stage="interests")) as seen:
        await seen.press("ctrl+n")
        await seen.type_line("Know who approves my leave")
        await seen.press("ctrl+n")
        assert seen.view == "interests" and seen.said.startswith("Not yet true: ")


async def test_other_keys_in_between_take_the_first_press_back(tmp_path: Path) -> None:
    """Long after the first press nobody remembers it: one key must not jump a stage."""
    async with running(tmp_path, *begun(stage="interests")) as seen:
        await seen.press("ctrl+n", "f6", "escape", "ctrl+n")
        assert seen.view == "interests"
        await seen.press("f3")
        await seen.press("ctrl+n")
        if seen.view == "issue":
            await seen.press("f2", "f2", "ctrl+n")
            assert seen.view == "issue"


async def test_going_back_does_not_ask_and_the_first_stage_is_the_first(tmp_path: Path) -> None:
    async with running(tmp_path, *begun(stage="options")) as seen:
        for stage in ("interests", "issue", "opening"):
            await seen.press("f3")
            assert seen.view == stage == seen.disk().stage
        before = seen.path.read_bytes()
        await seen.press("f3")
        assert seen.said == "This is the first stage." and seen.path.read_bytes() == before


async def test_undo_and_redo_name_what_they_take_back(tmp_path: Path) -> None:
    async with running(tmp_path, *begun(NEED, stage="interests")) as seen:
        await seen.type_line("Fair share of late shifts")
        await seen.type("half a thought")
        await seen.press("ctrl+u")
        assert seen.said == "Taken back: I2 Labor: Fair share of late shifts"
        assert [i.number for i in seen.disk().interests] == ["I1"] and seen.typed == "half a thought"
        await seen.press("ctrl+r")
        assert seen.said == "Brought back: I2 Labor: Fair share of late shifts"
        assert [i.text for i in seen.disk().interests][1:] == ["Fair share of late shifts"]
        await seen.press("ctrl+r")
        assert seen.said == "There is nothing to bring back."


async def test_undo_reaches_what_was_said_and_not_where_the_meeting_is(tmp_path: Path) -> None:
    async with running(tmp_path, *begun(NEED, stage="interests")) as seen:
        await seen.press("ctrl+n", "ctrl+n")
        await seen.press("ctrl+u")
        assert seen.said == "Taken back: I1 Labor: Know who approves my leave"
        assert seen.view == "options" == seen.disk().stage and not seen.disk().interests


async def test_undo_the_disk_does_not_take(tmp_path: Path) -> None:
    async with running(tmp_path, *begun(NEED, stage="interests")) as seen:
        seen.break_disk("disk full")
        for key in ("ctrl+u", "ctrl+n", "f3"):
            await seen.press(key, key) if key == "ctrl+n" else await seen.press(key)
            assert "NOT SAVED: disk full" in seen.status and seen.view == "interests" == seen.disk().stage
            assert seen.rows[0].key == "I1" and len(seen.disk().interests) == 1
        seen.mend_disk()
        await seen.press("ctrl+u")
        assert "NOT SAVED" not in seen.status and not seen.disk().interests


@pytest.mark.parametrize("key", ["f6", "f7", "f8", "ctrl+k", "f12"])
async def test_esc_leaves_every_question(tmp_path: Path, key: str) -> None:
    async with running(tmp_path, *begun(NEED, stage="interests")) as seen:
        await seen.type("half")
        await seen.press(key)
        assert seen.typed == ""
        await leaves(seen)
        assert seen.typed == "half" and seen.typing


async def test_text_typed_into_a_question_wants_esc_twice(tmp_path: Path) -> None:
    async with running(tmp_path, *begun(stage="interests")) as seen:
        await seen.press("f6")
        await seen.type("On-call pay")
        await seen.press("escape")
        assert seen.asking == "Park what?" and seen.typed == "On-call pay"
        assert "Esc again leaves these questions." in seen.said
        await seen.type("!")
        await seen.press("escape")
        assert seen.asking == "Park what?", "more was typed since: Esc asks again"
        await seen.press("escape")
        assert not seen.asking and not seen.disk().parked


async def test_while_a_question_is_asked_other_keys_say_so(tmp_path: Path) -> None:
    async with running(tmp_path, *begun(NEED, stage="interests")) as seen:
        await seen.press("f6")
        await seen.type("On-call pay")
        before = seen.path.read_bytes()
        for key in ("ctrl+n", "f3", "ctrl+u", "f7", "ctrl+k", "f12"):
            await seen.press(key)
            assert seen.said.startswith("Answer first, or leave this with Esc.") and "Park what?" in seen.said
            assert (seen.typed, seen.view) == ("On-call pay", "interests")
        assert seen.path.read_bytes() == before


@pytest.mark.parametrize(("away", "back"), [("f1", "escape"), ("f1", "f1"), ("f9", "space"), ("f9", "x"),
                                            ("f9", "enter"), ("f9", "escape"), ("f9", "f9")])  # fmt: skip
async def test_a_question_survives_help_and_the_blank_screen(tmp_path: Path, away: str, back: str) -> None:
    async with running(tmp_path, *begun(NEED, stage="interests")) as seen:
        await seen.press("f6")
        await seen.type_line("On-call pay")
        await seen.type("not ours")
        await seen.press(away)
        if seen.view != "interests":  # staying, with a sentence, would be as good
            await seen.press(back)
        assert (seen.view, seen.asking) == ("interests", "Why not now? (Enter skips)")
        assert seen.typed == "not ours" and seen.typing


async def test_disks_and_questions(tmp_path: Path) -> None:
    async with running(tmp_path, *begun(stage="interests")) as seen:
        for key, answers in (
            ("f6", ("On-call pay", "", "", "", "fri")),
            ("f7", ("Rotate", "a box")),
            ("f8", ("Six people", "agreed")),
            ("ctrl+k", ("L",)),
            ("f12", ("n", "tired")),
        ):
            await seen.press(key)
            await unsaved(seen, *answers)
        record = seen.disk()
        assert record.parked and record.issue.facts and record.caucuses and record.stop
        assert [o.number for o in record.options] == ["O1"]
