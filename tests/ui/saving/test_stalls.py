"""While a save takes its time: the screen lives, keys wait in order, and leaving loses nothing."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from ibps.store import lock
from ibps.store.session_file import read
from ibps.ui.window import elsewhere, leaving
from tests.ui.kit import begun, running
from tests.ui.saving.stalling import saved, slow_disk, until


async def test_it_says_saving_and_shows_nothing_as_recorded_before_it_is(tmp_path: Path) -> None:
    async with running(tmp_path, *begun(stage="interests")) as seen:
        with slow_disk() as disk:
            disk.stall()
            begin = time.monotonic()
            await seen.type_line("Know who covers")
            assert time.monotonic() - begin < 3
            assert seen.status.endswith("saving ...") and seen.sees("saving ...")
            assert not seen.app.now.world.meeting.interests and not seen.disk().interests
            assert "Know who covers" not in " ".join(row.text for row in seen.rows)
            await saved(seen, disk)
            assert [one.text for one in seen.disk().interests] == ["Know who covers"]
            assert "saving ..." not in seen.status and "saved" in seen.status
            assert "Know who covers" in " ".join(row.text for row in seen.rows) and disk.most == 1


async def test_letters_go_on_appearing_and_keys_wait_in_order(tmp_path: Path) -> None:
    async with running(tmp_path, *begun(stage="interests")) as seen:
        with slow_disk() as disk:
            disk.stall()
            await seen.type_line("first")
            await seen.type("secondd")
            assert seen.typed == "secondd"
            await seen.press("backspace")
            assert seen.typed == "second"
            await seen.paste(" pasted")
            assert seen.typed == "second pasted"
            await seen.press("enter")
            await seen.type("third")  # it comes after an Enter that waits
            assert seen.typed == "second pasted"
            await seen.press("enter", "ctrl+u")
            await saved(seen, disk)
            await until(seen, lambda: "Taken back" in seen.said)
            assert [one.text for one in seen.disk().interests] == ["first", "second pasted"]
            assert "third" in seen.said and seen.typed == "" and disk.most == 1


async def test_the_screen_goes_on_painting_and_takes_another_size(tmp_path: Path) -> None:
    async with running(tmp_path, *begun(stage="interests")) as seen:
        with slow_disk() as disk:
            disk.stall()
            await seen.type_line("first")
            await seen.resize(60, 20)
            assert seen.sees("saving ...") and len(seen.see()) == 20
            await seen.type("seen at once")
            assert seen.sees("seen at once")
            await saved(seen, disk)


async def test_a_failure_that_comes_late(tmp_path: Path) -> None:
    async with running(tmp_path, *begun(stage="interests")) as seen:
        with slow_disk() as disk, pytest.MonkeyPatch.context() as patch:

            def replace(*_: object) -> None:
                raise TimeoutError(110, "Connection timed out")

            patch.setattr(os, "replace", replace)
            disk.stall()
            await seen.type_line("first")
            await seen.type(" and more")
            await saved(seen, disk)
            assert seen.typed == "first and more" and not seen.disk().interests
            assert "NOT SAVED: network drive does not answer" in seen.status
        await seen.press("enter")
        assert [one.text for one in seen.disk().interests] == ["first and more"]
        assert "NOT SAVED" not in seen.status


async def test_the_answers_to_questions_come_back_as_well(tmp_path: Path) -> None:
    async with running(tmp_path, *begun(stage="interests")) as seen:
        seen.break_disk("disk full")
        with slow_disk() as disk:
            await seen.press("f7")
            disk.stall()
            await seen.type_line("Swap Fridays", "the break room")
            assert {"Swap Fridays", "the break room"} <= {*seen.app.in_flight.values()}
            await saved(seen, disk)
            assert seen.asking and seen.typed == "the break room" and "NOT SAVED" in seen.status
        seen.mend_disk()
        await seen.press("enter")
        assert [one.text for one in seen.disk().options] == ["Swap Fridays"]


async def test_blanking_is_never_held_up_and_shows_nothing_when_the_save_is_done(tmp_path: Path) -> None:
    async with running(tmp_path, *begun(stage="interests")) as seen:
        with slow_disk() as disk:
            disk.stall()
            await seen.type_line("heated words")
            await seen.press("f9")
            assert seen.view == "blank"
            await saved(seen, disk)
            await until(seen, lambda: bool(seen.disk().interests))
            assert seen.view == "blank" and not seen.sees("heated words")
            await seen.press("x")
            assert seen.view == "interests" and seen.sees("heated words") and seen.typed == ""


async def test_any_key_brings_a_blank_screen_back_while_saving(tmp_path: Path) -> None:
    async with running(tmp_path, *begun(stage="interests")) as seen:
        with slow_disk() as disk:
            disk.stall()
            await seen.type_line("words")
            await seen.press("f9", "x")
            assert seen.view == "interests" and seen.typed == ""
            await saved(seen, disk)
            assert seen.view == "interests" and seen.sees("words")


async def test_leaving_waits_for_the_disk_and_says_so(tmp_path: Path) -> None:
    async with running(tmp_path, *begun(stage="interests")) as seen:
        path = seen.path
        with slow_disk() as disk:
            disk.stall()
            await seen.type_line("first")
            await seen.press("ctrl+q")
            assert seen.app.is_running
            assert "leaves as soon as it does" in seen.said and "^q again" in seen.said
            disk.answer()
            await until(seen, lambda: not seen.app.is_running)
        assert seen.app.return_code == 0 and not seen.app.last_words
        assert "first" in path.read_text("utf-8") and not list(path.parent.glob("*.lock"))


async def test_leaving_twice_leaves_at_once_with_the_text_kept_and_the_lock_held(tmp_path: Path) -> None:
    async with running(tmp_path, *begun(stage="interests")) as seen:
        path = seen.path
        with slow_disk() as disk:
            disk.stall()
            await seen.type_line("one need")
            await seen.type("sec")
            await seen.press("enter")
            await seen.type("ond")
            await seen.press("ctrl+q", "ctrl+q")
            await until(seen, lambda: not seen.app.is_running)
            assert seen.app.return_code == leaving.DISK
            assert "may be in the record or not" in seen.app.last_words
            # The lock goes with the process: this one still runs, and nobody else may write.
            assert list(path.parent.glob("*.lock")) and "one need" not in path.read_text("utf-8")
            kept = seen.house.draft(seen.app.session)["interests"]
            assert "one need" in kept and "sec" in kept and "ond" in kept


async def test_a_disk_that_never_answers_is_waited_for_so_long_and_no_longer(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(leaving, "PATIENCE", 0.2)
    for ask in ("key", "signal"):
        async with running(tmp_path / ask, *begun(stage="interests")) as seen:
            with slow_disk() as disk:
                disk.stall()
                await seen.type_line("first")
                if ask == "key":
                    await seen.press("ctrl+q")
                else:
                    leaving.hung_up(seen.app)
                await until(seen, lambda: not seen.app.is_running)
                assert "first" in seen.house.draft(seen.app.session)["interests"]


async def test_after_a_failure_somebody_who_wanted_to_leave_reads_it_first(tmp_path: Path) -> None:
    async with running(tmp_path, *begun(stage="interests")) as seen:
        with slow_disk() as disk, pytest.MonkeyPatch.context() as patch:

            def replace(*_: object) -> None:
                raise OSError(28, "No space left on device")

            patch.setattr(os, "replace", replace)
            disk.stall()
            await seen.type_line("first")
            await seen.press("ctrl+q")
            await saved(seen, disk)
            assert seen.app.is_running and seen.typed == "first" and "NOT SAVED: disk full" in seen.status


async def test_what_is_on_its_way_is_kept_as_unsent_until_it_is_there(tmp_path: Path) -> None:
    async with running(tmp_path, *begun(stage="interests")) as seen:
        with slow_disk() as disk:
            disk.stall()
            await seen.type_line("first")
            seen.app.keep_drafts()
            assert seen.house.draft(seen.app.session) == {"interests": "first"}
            await saved(seen, disk)
            seen.app.keep_drafts()
            assert seen.house.draft(seen.app.session) == {}


async def test_a_click_meanwhile_waits_as_keys_do(tmp_path: Path) -> None:
    async with running(tmp_path, *begun(stage="interests")) as seen:
        with slow_disk() as disk:
            disk.stall()
            await seen.type_line("first")
            seen.app.act("next", None)
            await seen.settle()
            assert seen.view == "interests" and not seen.disk().interests
            await saved(seen, disk)
            assert seen.disk().interests and disk.most == 1
            assert "again goes on to" in seen.said


async def test_a_save_as_it_is_shows_no_word_and_takes_no_turn(tmp_path: Path) -> None:
    async with running(tmp_path, *begun(stage="interests")) as seen:
        shown: list[str] = []
        seen.app.stall_began = shown.append  # type: ignore[method-assign,assignment]
        for n in range(20):
            await seen.type_line(f"need {n}")
        assert not shown and len(seen.disk().interests) == 20


async def test_a_disk_that_does_not_answer_is_given_up_and_the_meeting_goes_on_elsewhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(elsewhere, "LONG", 0.1)
    async with running(tmp_path, *begun(stage="interests")) as seen:
        old = seen.path
        with slow_disk() as disk:
            disk.stall()
            await seen.type_line("one need")
            await until(seen, lambda: "^d saves to another place" in seen.said)
            await seen.press("ctrl+d")
            await until(seen, lambda: bool(seen.asking))
            assert "NOT SAVED: disk does not answer" in seen.status
            disk.only = old  # the other place is another disk
            await seen.press("ctrl+a", "backspace")
            await seen.type_line(str(tmp_path / "other"))
            await until(seen, lambda: not seen.asking)
            (new,) = (tmp_path / "other").glob("*.json")
            assert "NOT SAVED" not in seen.status and seen.typed == "one need"
            assert "may still arrive in" in seen.said and "stays as it was" not in seen.said
            assert not read(new).journal.record.interests and lock.is_held(lock.beside(old))
            await seen.press("enter")
            await until(seen, lambda: bool(read(new).journal.record.interests))
            # The first disk is back: its save comes through there, and nothing of it here.
            await saved(seen, disk)
            await until(seen, lambda: not lock.beside(old).exists())
            assert [one.text for one in read(old).journal.record.interests] == ["one need"]
            await seen.type_line("another")
            await until(seen, lambda: len(read(new).journal.record.interests) == 2)
            assert len(read(old).journal.record.interests) == 1


async def test_nothing_is_written_to_a_place_that_was_given_up(tmp_path: Path) -> None:
    async with running(tmp_path, *begun(stage="interests")) as seen:
        old = seen.path
        with slow_disk() as disk:
            disk.stall()
            await seen.type_line("one need")
            await seen.press("ctrl+d")
            await until(seen, lambda: bool(seen.asking))
            await seen.press("escape")
            assert seen.typed == "one need"
            await seen.press("enter")  # a second save of the same, while the first may still come through
            assert "NOT SAVED: disk does not answer" in seen.status and disk.most == 1
            elsewhere.try_again(seen.app)
            assert not seen.app.trying
            seen.app.keep_drafts()
            assert seen.house.draft(seen.app.session) == {"interests": "one need"}
            disk.answer()
            await until(seen, lambda: disk.saves == 1)
            assert "NOT SAVED" in seen.status and lock.is_held(lock.beside(old))
            await seen.press("ctrl+q")
            await until(seen, lambda: not seen.app.is_running)
            assert disk.most == 1 and [one.text for one in read(old).journal.record.interests] == ["one need"]
