"""Blank in a hurry: one key covers the facilitator's window and the room's; no slip uncovers it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from ibps.cli.opened import OpenedSession
from ibps.core.glimpse import Glimpse
from ibps.core.stages.interests import StateInterest
from ibps.store import lock
from ibps.store.watch import Watch
from tests.ui.kit import T0, begun, running
from tests.ui.projecting import meeting, projecting

HELD = "The facilitator's window brings it back."


@pytest.fixture
def path(tmp_path: Path) -> Path:
    found = tmp_path / "meeting.json"
    meeting(found, *begun(stage="interests"))
    return found


@pytest.fixture
def held(path: Path) -> Iterator[lock.Lock]:
    """What the facilitator's program holds."""
    taken = lock.take(path, T0)
    yield taken
    taken.release()


async def test_f9_covers_both_windows_and_any_key_brings_both_back(tmp_path: Path) -> None:
    async with running(tmp_path, *begun(stage="interests")) as seen, projecting(seen.path) as window:
        await window.until_sees("2/5 INTERESTS")
        before = seen.path.read_bytes()
        await seen.type("half")
        await seen.press("f9")
        await window.until_sees("BLANKED")
        assert window.sees(HELD) and not window.sees("INTERESTS") and not seen.sees("INTERESTS")
        await seen.press("x")
        await window.until_sees("2/5 INTERESTS")
        assert seen.typed == "half" and seen.typing, "the key did no more than that"
        assert seen.path.read_bytes() == before, "what the room is shown is no act"


async def test_f9_covers_whatever_is_looked_at_and_one_is_back_there(tmp_path: Path) -> None:
    async with running(tmp_path, *begun(stage="interests"), size=(80, 24)) as seen:
        await seen.type("half")
        ways = {
            "answer": ("f4",), "history": ("f4", "h"), "help": ("f1",), "places": ("ctrl+g",),
            "coach": ("f2",), "rescue": ("escape", "!"),
        }  # fmt: skip
        for view, keys in ways.items():
            await seen.press(*keys)
            assert seen.view == view
            before = seen.see()
            await seen.press("f9")
            assert seen.view == "blank" and not seen.sees("INTERESTS"), view
            await seen.press("x")
            assert seen.view == view and seen.see()[:4] == before[:4]
            await seen.until("interests", "escape")
        await seen.press("ctrl+p", "f9")
        assert seen.view == "blank" and seen.app.screen is seen.app.room and not seen.sees("INTERESTS")
        await seen.press("x")
        assert seen.view == "interests" and seen.typed == "half"
        await seen.until("desk", "escape")
        await seen.press("f9")
        assert seen.view == "blank"
        await seen.press("x")
        assert seen.view == "desk"


@pytest.mark.parametrize("key", ["b", "f9", "space", "q", "f11", "down", "x"])
async def test_no_key_at_the_room_s_window_uncovers_what_the_facilitator_covered(
    path: Path, held: lock.Lock, key: str
) -> None:
    async with projecting(path) as window:
        await window.until_sees("2/5 INTERESTS")
        held.blank(True)
        await window.until_sees(HELD)
        await window.press(key, key)
        assert window.sees(HELD) and not window.sees("INTERESTS") and window.app.is_running
        held.blank(False)
        await window.until_sees("2/5 INTERESTS")


async def test_it_is_blank_if_either_says_so(path: Path, held: lock.Lock) -> None:
    async with projecting(path) as window:
        await window.until_sees("2/5 INTERESTS")
        await window.press("b")
        held.blank(True)
        await window.until_sees(HELD)
        held.blank(False)
        await window.until_sees("Any key brings it back.")
        assert not window.sees("INTERESTS"), "it was blanked here, too"
        await window.press("b")
        assert window.sees("INTERESTS")


async def test_a_facilitator_who_is_gone_uncovers_nothing_and_a_key_does(path: Path) -> None:
    taken = lock.take(path, T0)
    async with projecting(path) as window:
        await window.until_sees("2/5 INTERESTS")
        taken.blank(True)
        await window.until_sees(HELD)
        taken.release()
        await window.until_sees("Any key brings it back.")
        assert not window.sees("INTERESTS")
        await window.press("space")
        assert window.sees("2/5 INTERESTS")


async def test_it_stays_uncovered_when_the_file_changes_with_nobody_holding_it(path: Path) -> None:
    desk_lock = lock.take(path, T0)
    async with projecting(path) as window:
        desk_lock.blank(True)
        await window.until_sees(HELD)
        desk_lock.release()
        await window.until_sees("Any key brings it back.")
        await window.press("b")
        path.with_name("other").mkdir()
        desk = meeting(path.with_name("other") / "meeting.json", *begun(stage="interests"))
        desk.do(StateInterest(party="L", text="Said later"))
        os.replace(path.with_name("other") / "meeting.json", path)
        await window.until_sees("Said later")


async def test_a_window_that_comes_later_is_covered_from_the_first(path: Path, held: lock.Lock) -> None:
    held.blank(True)
    async with projecting(path) as window:
        await window.until_sees(HELD)
        assert not window.sees("INTERESTS")


class Failing:
    """A blank, then nothing but faults."""

    def __init__(self, path: Path) -> None:
        self.looks, self.first = 0, Watch(lambda: path)

    def look(self) -> Glimpse | None:
        self.looks += 1
        if self.looks == 1:
            return self.first.look()
        raise RuntimeError(f"fault {self.looks}")


async def test_a_fault_while_looking_uncovers_nothing(path: Path, held: lock.Lock) -> None:
    held.blank(True)
    failing = Failing(path)
    async with projecting(path, watched=failing) as window:
        await window.wait(lambda: "fault" in repr(window.wall.glimpse), "the fault")
        assert window.sees(HELD) and not window.sees("INTERESTS")


async def test_where_the_room_cannot_be_told_it_is_said_and_this_window_is_blank(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with running(tmp_path, *begun(stage="interests"), size=(60, 20)) as seen:
        monkeypatch.setattr(OpenedSession, "blank", lambda *_: False)
        await seen.press("f9")
        assert not seen.sees("INTERESTS")
        assert seen.said == "The room's own window could not be told. Blank it there."
        await seen.press("x")
        assert seen.view == "interests" and "may stay blank" in seen.said


async def test_in_private_notes_it_is_there_too(tmp_path: Path) -> None:
    async with running(tmp_path, *begun(stage="interests")) as seen:
        await seen.press("ctrl+o")
        await seen.type_line("only mine")
        await seen.press("f9")
        assert not seen.sees("only mine") and lock.read(lock.beside(seen.path))["blank"] is True
        await seen.press("x")
        assert seen.view == "notes" and seen.sees("only mine")
        assert lock.read(lock.beside(seen.path))["blank"] is False
