"""Follow-up of a stored session: it is held while somebody adds to it, given back, and never edited."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from ibps.core.errors import InUse
from ibps.core.record.decisions import DecisionState
from ibps.core.stages.closing import AddAction
from ibps.core.stages.followup import ActionDone
from ibps.core.value import Act
from ibps.ui.actions import actions_for
from ibps.ui.view import Do
from ibps.ui.window.writing import adds
from tests.ui.following import BO_LATER, UP, WITHOUT_BO, checked, room, state
from tests.ui.kit import TODAY, Seen, begun, house, running

ONE = room(*checked(1, UP, BO_LATER), AddAction(text="Post the chart"))


async def to_reader(seen: Seen) -> Path:
    """From the meeting to its page among the stored sessions; its file."""
    path = seen.path
    await seen.to_list()
    await seen.until("desk", "escape")
    await seen.press("enter")
    assert seen.view == "reader" and seen.app.now.world.read_only
    return path


def locked(path: Path) -> bool:
    """Whether somebody has the session for writing."""
    return path.with_name(f"{path.name}.lock").exists()


def another(tmp_path: Path, path: Path) -> None:
    """Another program opens the session and closes it again; raises where it is in use."""
    house(tmp_path).open(str(path)).close()


def no_room(handle: int, data: bytes) -> int:
    """What the operating system says of a full disk."""
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


async def yes(seen: Seen) -> None:
    await seen.verb("y", on="wait-D1-1")
    await seen.type_line("yes", "", "", "")


@pytest.mark.parametrize("key", ["f", "f5"])
async def test_the_answer_is_new_and_the_session_is_given_back(tmp_path: Path, key: str) -> None:
    async with running(tmp_path, *ONE) as seen:
        path = await to_reader(seen)
        assert "waiting for Bo" in seen.row("item-D1").note and not locked(path)
        assert seen.sees("WAITING")
        await seen.press(key)
        assert seen.view == "follow" and locked(path)
        with pytest.raises(InUse):
            another(tmp_path, path)
        await yes(seen)
        assert state(seen) is DecisionState.AGREED and seen.said == "All waited for said yes: agreed."
        await seen.press("escape")
        assert seen.view == "reader" and seen.sees("✓ DECIDED")
        assert "Since: Bo said yes (answers on these words), 14 Mar 2026" in seen.row("item-D1").note
        assert locked(path), "it is held for as long as one reads on in it"
        await seen.press(key)
        assert seen.view == "follow" and locked(path)
        await seen.press("escape", "escape")
        assert seen.view == "desk" and not locked(path)
        assert seen.rows[0].tail == "✓ DECIDED" and seen.question == "Nothing is late and nothing waits."
        another(tmp_path, path)
        await seen.press("enter", key)
        assert seen.view == "follow" and locked(path)
    assert path.is_file()


async def test_the_front_desk_says_what_waits_until_it_is_over(tmp_path: Path) -> None:
    async with running(tmp_path, *ONE) as seen:
        await to_reader(seen)
        await seen.press("escape")
        assert seen.question == "To look at: 1 waiting" and seen.rows[0].tail == "◐ WAITING"
        await seen.press("enter", "f")
        await seen.verb("y", on="wait-D1-1")
        await seen.type_line("no", "", "", "too soon")
        await seen.press("escape", "escape")
        assert seen.rows[0].tail == "✗ REFUSED" and seen.question == "Nothing is late and nothing waits."


async def test_in_use_elsewhere_is_said_and_one_stays_in_the_reader(tmp_path: Path) -> None:
    async with running(tmp_path, *ONE) as seen:
        path = await to_reader(seen)
        elsewhere = house(tmp_path).open(str(path))
        before = path.read_bytes()
        await seen.press("f")
        assert seen.view == "reader" and "has had it open since" in seen.said
        assert "Nothing was changed" in seen.said and path.read_bytes() == before
        elsewhere.close()
        await seen.press("f")
        assert seen.view == "follow" and locked(path)


async def test_the_reader_never_edits_the_meeting(tmp_path: Path) -> None:
    async with running(tmp_path, *ONE) as seen:
        path = await to_reader(seen)
        await seen.press("f")
        await yes(seen)
        assert seen.app.now.world.read_only
        before = path.read_bytes()
        seen.app.begin(lambda: seen.app.carry_safely(lambda: Do((AddAction(text="sneaked in"),))))
        await seen.settle()
        assert seen.said == "This is for reading only; m takes the session up again."
        await seen.press("escape")
        for key in sorted({action.key for action in actions_for("closing")} - {"ctrl+q", "f", "f5", "m"}):
            await seen.press(key)
            for _ in range(3):
                if seen.view != "reader":
                    await seen.press("escape")
            assert path.read_bytes() == before, key
            assert seen.view == "reader", key


async def test_undo_stops_at_the_meeting(tmp_path: Path) -> None:
    async with running(tmp_path, *ONE) as seen:
        path = await to_reader(seen)
        await seen.press("f")
        before = path.read_bytes()
        await seen.press("ctrl+u", "ctrl+u")
        assert seen.said == "This is for reading only; m takes the session up again."
        assert path.read_bytes() == before
        await yes(seen)
        await seen.press("ctrl+u", "ctrl+u")
        assert state(seen) is DecisionState.TENTATIVE and seen.said.startswith("Taken back:")
        await seen.press("ctrl+u", "ctrl+u")
        assert len(seen.disk().actions) == 1
        await seen.press("ctrl+r")
        assert state(seen) is DecisionState.AGREED


async def test_redo_brings_back_nothing_of_the_meeting(tmp_path: Path) -> None:
    async with running(tmp_path, *ONE) as seen:
        await seen.press("ctrl+u")
        assert not seen.disk().actions
        await to_reader(seen)
        await seen.press("f", "ctrl+r")
        assert "for reading only" in seen.said and not seen.disk().actions


def test_what_may_be_added_to_a_session_that_is_read() -> None:
    assert adds(ActionDone(action="A1", on=TODAY))
    assert not [act for act in ONE if adds(act)]


async def test_m_goes_on_in_the_meeting_with_the_lock_in_hand(tmp_path: Path) -> None:
    async with running(tmp_path, *ONE) as seen:
        path = await to_reader(seen)
        await seen.press("f")
        await yes(seen)
        await seen.press("escape", "m")
        assert seen.view == "closing" and locked(path) and not seen.app.now.world.read_only
        await seen.type_line("Tell nights")
        assert len(seen.disk().actions) == 2
        await seen.press("escape")
        await seen.until("desk", "escape")
        assert not locked(path)


async def test_leaving_the_program_gives_it_back(tmp_path: Path) -> None:
    async with running(tmp_path, *ONE) as seen:
        path = await to_reader(seen)
        await seen.press("f")
        assert locked(path)
        await seen.press("ctrl+q")
        assert not locked(path)


async def test_from_the_review_and_back(tmp_path: Path) -> None:
    async with running(tmp_path, *ONE) as seen:
        path = seen.path
        await seen.to_list()
        await seen.until("desk", "escape")
        await seen.press("r")
        await seen.type("rotation")
        await seen.press("enter", "f")
        assert seen.view == "follow"
        await yes(seen)
        await seen.press("escape", "escape")
        assert seen.view == "review" and not locked(path)
        assert seen.rows[0].tail == "✓ DECIDED"


async def test_an_example_wants_the_key_twice(tmp_path: Path) -> None:
    acts: tuple[Act, ...] = begun(*checked(1, UP, BO_LATER), here=WITHOUT_BO, example=True)
    async with running(tmp_path, *acts) as seen:
        path = await to_reader(seen)
        await seen.press("f")
        assert seen.view == "reader" and "f again to add to it" in seen.said and not locked(path)
        await seen.press("f")
        assert seen.view == "follow" and seen.banner.startswith("EXAMPLE")


async def test_unsent_text_of_the_meeting_waits_for_the_meeting(tmp_path: Path) -> None:
    async with running(tmp_path, *ONE) as seen:
        await seen.type("half a task")
        await seen.press("ctrl+q")
    async with running(tmp_path) as seen:
        await seen.press("enter", "f", "t")
        await seen.type("nights")
        seen.app.keep_drafts()
        kept = seen.house.draft(seen.app.session)
        assert sorted(kept.values()) == ["half a task", "nights"] and kept["closing"] == "half a task"
        await seen.press("escape", "escape", "escape", "m")
        assert seen.view == "closing" and seen.typed == "half a task"


async def test_what_was_typed_when_the_program_stopped_is_shown(tmp_path: Path) -> None:
    async with running(tmp_path, *ONE) as seen:
        path = seen.path
        await to_reader(seen)
        await seen.press("f", "t")
        await seen.type("nights")
        await seen.press("ctrl+q")
        assert not locked(path)
    async with running(tmp_path) as seen:
        await seen.press("enter", "f", "t")
        assert seen.typed == "nights", "it is there when the question is asked again"


async def test_the_team_of_then_is_not_remembered_anew(tmp_path: Path) -> None:
    async with running(tmp_path, *ONE) as seen:
        path = await to_reader(seen)
        teams = seen.house.sessions / "teams.json"
        teams.unlink()
        await seen.press("f")
        await yes(seen)
        await seen.press("escape", "escape")
        assert not teams.exists() and not locked(path)


async def test_a_disk_that_takes_nothing_leaves_the_session_as_it_was(tmp_path: Path) -> None:
    async with running(tmp_path, *ONE) as seen:
        path = await to_reader(seen)
        await seen.press("f")
        before = path.read_bytes()
        seen.break_disk()
        await yes(seen)
        assert "NOT SAVED" in seen.status and path.read_bytes() == before
        seen.mend_disk()
        await seen.press("enter")
        assert state(seen) is DecisionState.AGREED and "NOT SAVED" not in seen.status


async def test_a_disk_too_full_to_begin_is_said_and_passes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing of a session that is only read can be unsaved, and nothing stays in the way afterwards."""
    async with running(tmp_path, *ONE) as seen:
        path = await to_reader(seen)
        with monkeypatch.context() as patch:
            patch.setattr(os, "write", no_room)
            await seen.press("f")
            assert seen.view == "reader" and "be added to it here: disk full" in seen.said
            assert "NOT SAVED" not in seen.status and not locked(path)
        await seen.press("f")
        assert seen.view == "follow" and locked(path)
