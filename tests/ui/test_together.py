"""Two programs on one session: reading along, taking over, and two versions of which people choose one."""

from __future__ import annotations

import asyncio
import platform
from collections.abc import Callable
from pathlib import Path

import pytest
from pydantic_core import from_json, to_json

from ibps.cli.opened import OpenedSession
from ibps.core.stages.anytime import EnterStage
from ibps.core.stages.interests import StateInterest
from ibps.desk import Desk
from ibps.store import lease, lock
from ibps.store.session_file import SessionFile, read
from ibps.ui.window import elsewhere, parted, together
from ibps.ui.window.together import Looked
from tests.ui.kit import Seen, begun, house, running

ONE = begun(StateInterest(party="L", text="Know who covers"), stage="interests")
THEIRS = StateInterest(party="M", text="Known by Friday")


@pytest.fixture(autouse=True)
def fast(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(together, "OWN", 0.01)
    monkeypatch.setattr(together, "EVERY", 0.01)


async def until(seen: Seen, true: Callable[[], bool]) -> None:
    """What another thread sees comes when it comes."""
    for _ in range(500):
        await seen.settle()
        if true():
            return
        await asyncio.sleep(0.01)
    raise AssertionError(f"it never came: {seen.banner!r} {seen.said!r}")


def synced(path: Path, *acts: StateInterest, on: bytes = b"") -> None:
    """What a program writes that asks nobody, such as one that keeps folders in step."""
    copy = path.with_suffix(".tmp")
    copy.write_bytes(on or path.read_bytes())
    Desk.open(SessionFile(copy)).do(*acts)
    copy.replace(path)


def others(path: Path) -> list[Path]:
    return sorted(path.parent.glob("*OTHER-VERSION*.json"))


async def reading(seen: Seen, path: Path) -> OpenedSession:
    """Somebody else has it, and it is opened here as well."""
    await seen.to_list()
    await seen.until("desk", "escape")
    other = house(path.parents[1]).open(str(path))
    await seen.press("enter", "m")
    return other


async def test_the_second_to_open_reads_along_and_is_led_where_the_meeting_goes(tmp_path: Path) -> None:
    async with running(tmp_path, *ONE) as seen:
        other = await reading(seen, seen.path)
        try:
            who = lock.who(lock.read(lock.beside(Path(other.path))))
            assert seen.view == "interests" and seen.app.now.world.read_only
            assert seen.banner == f"{who} has had it open since 09:00. You are reading along."
            assert "undo" not in seen.hint and "type" not in seen.hint and "F4 answer" in seen.hint
            other.desk.do(THEIRS)
            await until(seen, lambda: seen.sees("Known by Friday"))
            other.desk.do(EnterStage(stage="options"))
            await until(seen, lambda: seen.view == "options")
            before = Path(other.path).read_bytes()
            await seen.press("ctrl+d", "ctrl+d")
            assert "Once it is closed there" in seen.said and not seen.app.desk
            for key in ("c", "l", "e", "f6", "ctrl+n", "ctrl+u", "ctrl+t"):
                await seen.press(key)
                assert seen.view == "options" and not seen.asking, key
                assert "reading along" in seen.said or "Nothing is open" in seen.said, key
            await seen.press("f4")
            assert seen.view == "answer"
            other.desk.do(EnterStage(stage="standards"))
            await until(seen, lambda: seen.app.now.world.meeting.stage == "standards")
            assert seen.view == "answer", "whoever looks at something else is left there"
            assert Path(other.path).read_bytes() != before
        finally:
            other.close()


async def test_once_it_is_closed_there_it_is_taken_up_with_the_key_twice(tmp_path: Path) -> None:
    async with running(tmp_path, *ONE) as seen:
        other = await reading(seen, seen.path)
        await seen.press("ctrl+d")
        assert "has it open. Once it is closed there" in seen.said
        other.close()
        await until(seen, lambda: "has closed it" in seen.banner)
        assert seen.said == "", "what was said before holds no more"
        assert seen.app.desk is None, "never by itself"
        await seen.press("ctrl+d")
        assert seen.said == "^d again: you write from here on." and seen.app.desk is None
        await seen.press("ctrl+d")
        assert seen.app.desk is not None and not seen.app.now.world.read_only and seen.banner == ""
        await seen.type_line("L: Ours again")
        assert read(Path(other.path)).journal.record.interests[-1].text == "Ours again"


async def test_another_machine_is_gone_when_its_sign_stands_still_and_forks_when_it_is_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The system's locks do not reach it: this one is free here all the time."""
    monkeypatch.setattr(lease, "SILENT", 0.3)
    async with running(tmp_path, *ONE) as seen:
        path = seen.path
        await seen.to_list()
        await seen.until("desk", "escape")
        with monkeypatch.context() as patch:
            patch.setattr(platform, "node", lambda: "ward-3")
            patch.setattr(lock, "_user", lambda: "Fern")
            patch.setattr(lock, "_hold", lambda handle, shared=False: True)
            there = house(tmp_path).open(str(path))
        monkeypatch.setattr(lock, "_hold", lambda handle, shared=False: True)
        await seen.press("enter", "m")
        assert seen.banner == "Fern on ward-3 has had it open since 09:00. You are reading along."
        await until(seen, lambda: "seems gone" in seen.banner)
        await seen.press("ctrl+d")
        assert seen.app.desk is None and "goes into a file of its own" in seen.said
        await seen.press("ctrl+d")
        assert seen.said == "You have taken it over from Fern on ward-3. Everything saved there is here."
        me = lock.who(lock.read(lock.beside(path)))
        before = path.read_bytes()
        with pytest.raises(Exception, match=f"{me} has taken this session over"):
            there.desk.do(THEIRS)
        assert path.read_bytes() == before
        (kept,) = others(path)
        assert read(kept).journal.record.interests[-1].text == "Known by Friday"
        there.close()
        assert lock.beside(path).exists(), "the lock is not theirs any more"
        await seen.type_line("L: Ours goes on")
        assert read(path).journal.record.interests[-1].text == "Ours goes on"


async def test_whoever_is_taken_over_is_told_and_can_read_along(tmp_path: Path) -> None:
    async with running(tmp_path, *ONE) as seen:
        path = lock.beside(seen.path)
        said = from_json(path.read_bytes())
        path.write_bytes(to_json(said | {"user": "Fern", "host": "ward-3", "since": "2026-03-14T10:00:00"}))
        await until(seen, lambda: "Fern on ward-3 has taken this session over" in seen.banner)
        await seen.type_line("L: Too late")
        assert seen.typed == "L: Too late" and "shows both" in seen.said
        await seen.press("ctrl+d")
        await seen.type_line("theirs")
        assert seen.app.desk is None and seen.banner.startswith("Fern on ward-3 has had it open")


async def test_a_change_by_somebody_else_is_noticed_while_nothing_is_done(tmp_path: Path) -> None:
    async with running(tmp_path, *ONE) as seen:
        path, n = seen.path, len(seen.acts())
        await seen.type_line("L: Mine before")
        await seen.press("tab")
        await seen.type("half a sen")
        whole = path.read_bytes()
        synced(path, THEIRS, on=seen.first)
        await until(seen, lambda: "Somebody else changed the file" in seen.said)
        for part in (
            f"1 entry there that is not here: {n + 1} “I2 Management: Known by Friday”",
            f"1 entry here that is not there: {n + 1} “I2 Labor: Mine before”",
            "^d shows both, and you choose.",
        ):
            assert part in seen.said
        assert seen.typed == "half a sen"
        (kept,) = others(path)
        assert kept.read_bytes() == whole, "ours is on the disk at once"
        theirs = path.read_bytes()
        await seen.press("enter")
        assert path.read_bytes() == theirs and seen.typed == "half a sen" and others(path) == [kept]
        await seen.press("ctrl+d")
        assert seen.view == "versions" and seen.sees("Known by Friday") and seen.sees("Mine before")
        await seen.type_line("both")
        assert seen.said == "Type theirs or ours."
        await seen.type_line("ours")
        assert seen.view == "interests" and seen.path == kept and seen.typed == "half a sen"
        assert seen.banner == "" and path.read_bytes() == theirs
        assert "The other version stays as it is." in seen.said and elsewhere.ROOM in seen.said
        await seen.press("enter")
        last = read(kept).journal.record.interests[-1]
        assert (last.party, last.text) == ("M", "half a sen") and path.read_bytes() == theirs


async def test_a_save_that_finds_the_file_changed_leads_to_the_same_choice(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(together, "OWN", 600.0)
    async with running(tmp_path, *ONE) as seen:
        path = seen.path
        synced(path, THEIRS)
        theirs = path.read_bytes()
        await seen.type_line("L: Mine")
        assert seen.typed == "L: Mine" and path.read_bytes() == theirs
        assert "1 entry here that is not there" in seen.said and "NOT SAVED" in seen.status
        (kept,) = others(path)
        await seen.press("ctrl+d")
        await seen.type_line("theirs")
        assert seen.path == path and seen.sees("Known by Friday") and not seen.sees("“Mine”")
        assert seen.typed == "L: Mine", "what was not saved can be entered there"
        assert "versions" not in seen.house.draft(seen.app.session), "the next choice begins with nothing"
        assert f"Ours stays in {kept.name}" in seen.said
        assert read(kept).journal.record.interests[-1].text == "Mine"
        await seen.press("enter")
        assert [one.text for one in seen.disk().interests] == ["Know who covers", "Known by Friday", "Mine"]


async def test_going_on_with_ours_after_a_save_does_not_enter_it_twice(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(together, "OWN", 600.0)
    async with running(tmp_path, *ONE) as seen:
        synced(seen.path, THEIRS)
        await seen.type_line("L: Mine")
        await seen.press("ctrl+d")
        await seen.type_line("ours")
        assert seen.typed == "" and [one.text for one in seen.disk().interests] == ["Know who covers", "Mine"]
        assert "versions" not in seen.house.draft(seen.app.session)


async def test_what_was_typed_since_goes_along_with_ours(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(together, "OWN", 600.0)
    async with running(tmp_path, *ONE) as seen:
        synced(seen.path, THEIRS)
        await seen.type_line("L: Mine")
        await seen.type(" and Sundays")
        await seen.press("ctrl+d")
        await seen.type_line("ours")
        assert seen.typed == "and Sundays" and seen.disk().interests[-1].text == "Mine"


async def test_a_key_that_found_the_file_changed_leaves_the_line_as_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(together, "OWN", 600.0)
    async with running(tmp_path, *ONE) as seen:
        synced(seen.path, THEIRS)
        await seen.type("half a sen")
        await seen.press("ctrl+u")
        assert "NOT SAVED" in seen.status
        await seen.press("ctrl+d")
        await seen.type_line("ours")
        assert seen.typed == "half a sen"


async def test_a_file_that_is_put_back_is_no_change_any_more(tmp_path: Path) -> None:
    async with running(tmp_path, *ONE) as seen:
        path = seen.path
        path.unlink()
        await until(seen, lambda: "The file is gone" in seen.said)
        path.write_bytes(seen.first)
        await until(seen, lambda: seen.said == parted.AS_BEFORE)
        assert seen.banner == ""
        await seen.type_line("L: On we go")
        assert seen.disk().interests[-1].text == "On we go"


async def test_where_the_file_is_gone_nobody_is_told_of_two_versions(tmp_path: Path) -> None:
    async with running(tmp_path, *ONE, size=(60, 20)) as seen:
        path = seen.path
        path.unlink()
        await until(seen, lambda: "The file is gone" in seen.said)
        assert "both" not in seen.said and "^d shows how to go on." in seen.said
        await seen.press("ctrl+d")
        assert not any("TWO" in line or "NOT THERE" in line or "both" in line.lower() for line in seen.see())
        (kept,) = others(path)
        await seen.type_line("ours")
        assert seen.path == kept and parted.ALONE in seen.said and "other version" not in seen.said
        assert read(kept).journal.record.interests == seen.app.now.world.meeting.interests


async def test_after_it_was_put_back_the_next_change_keeps_what_was_entered_since(tmp_path: Path) -> None:
    async with running(tmp_path, *ONE) as seen:
        path = seen.path
        path.unlink()
        await until(seen, lambda: "The file is gone" in seen.said)
        path.write_bytes(seen.first)
        await until(seen, lambda: seen.said == parted.AS_BEFORE)
        await seen.type_line("L: Since then")
        path.unlink()
        await until(seen, lambda: "The file is gone" in seen.said)
        await seen.press("ctrl+d")
        await seen.type_line("ours")
        assert seen.disk().interests[-1].text == "Since then"


async def test_what_a_save_kept_is_counted_also_when_the_file_is_looked_at_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with running(tmp_path, *ONE) as seen:
        with monkeypatch.context() as patch:
            patch.setattr(type(seen.app.together), "looked", nothing)
            synced(seen.path, THEIRS)
            await seen.type_line("L: Mine")
        assert seen.app.opened is not None
        (glimpse,) = [seen.app.opened.changes.found()]
        seen.app.post_message(Looked(seen.app.together._follower, glimpse))  # type: ignore[arg-type]
        await seen.settle()
        assert "1 entry here that is not there" in seen.said and "Mine" in seen.said


async def nothing(*_: object) -> None:
    """Not looked at just now."""


async def test_our_own_saves_are_nobody_elses(tmp_path: Path) -> None:
    async with running(tmp_path, *ONE) as seen:
        for at in range(10):
            await seen.type_line(f"L: Number {at}")
        await asyncio.sleep(0.1)
        await seen.settle()
        assert seen.banner == "" and not others(seen.path)


async def test_nothing_to_do_with_anybody_is_said(tmp_path: Path) -> None:
    async with running(tmp_path, *ONE) as seen:
        await seen.press("ctrl+d")
        assert seen.said == elsewhere.NOT_NEEDED
