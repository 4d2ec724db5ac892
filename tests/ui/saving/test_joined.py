"""Where two things go wrong at once: a disk in the way, and somebody else who changes the same file."""

from __future__ import annotations

import asyncio
import threading
from pathlib import Path

import pytest

from ibps.cli.opened import OpenedSession
from ibps.core.errors import NotSaved
from ibps.core.journal import Journal
from ibps.store.session_file import SessionFile, read
from ibps.ui.window import parted, together
from tests.ui.kit import Seen, begun, house, running
from tests.ui.saving.stalling import until
from tests.ui.test_together import ONE, THEIRS, others, synced


@pytest.fixture(autouse=True)
def fast(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(together, "OWN", 0.01)


def here(seen: Seen) -> OpenedSession:
    """The session that is open."""
    opened = seen.app.opened
    assert isinstance(opened, OpenedSession)
    return opened


def texts(path: Path) -> list[str]:
    return [one.text for one in read(path).journal.record.interests]


async def test_a_second_change_keeps_what_was_entered_since_the_first(tmp_path: Path) -> None:
    async with running(tmp_path, *ONE) as seen:
        path = seen.path
        await seen.type_line("L: Early")
        early = path.read_bytes()
        synced(path, THEIRS, on=seen.first)
        await until(seen, lambda: "Somebody else changed the file" in seen.said)
        path.write_bytes(early)
        await until(seen, lambda: seen.said == parted.AS_BEFORE)
        await seen.type_line("L: Late")
        assert seen.disk().interests[-1].text == "Late"
        synced(path, THEIRS, on=seen.first)
        await until(seen, lambda: "Somebody else changed the file" in seen.said)
        assert "Late" in texts(others(path)[-1])
        await seen.press("ctrl+d")
        await seen.type_line("ours")
        assert texts(seen.path)[1:] == ["Early", "Late"]


async def test_the_entry_that_found_the_change_stays_among_ours_when_it_is_looked_at_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(together, "OWN", 600.0)
    async with running(tmp_path, *ONE) as seen:
        path = seen.path
        synced(path, THEIRS)
        await seen.type_line("L: Mine")
        seen.app.together._follow(here(seen).changes, 0.01)  # the look comes after the save
        await asyncio.sleep(0.2)
        await seen.settle()
        apart = seen.app.now.world.apart
        assert apart is not None and any("Mine" in one for one in apart.ours)
        assert len(others(path)) == 1


async def test_words_typed_after_the_save_that_found_the_change_go_along_with_ours(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(together, "OWN", 600.0)
    async with running(tmp_path, *ONE) as seen:
        synced(seen.path, THEIRS)
        await seen.type_line("L: Mine")
        await seen.type(" and more")
        await seen.press("ctrl+d")
        await seen.type_line("ours")
        assert texts(seen.path)[-1] == "Mine" and seen.typed.strip() == "and more"


async def test_a_half_typed_line_goes_along_with_ours_when_a_key_found_the_change(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(together, "OWN", 600.0)
    async with running(tmp_path, *ONE) as seen:
        synced(seen.path, THEIRS)
        await seen.type("half a line")
        await seen.press("ctrl+n", "ctrl+n")
        assert "NOT SAVED" in seen.status, seen.said
        assert seen.typed == "half a line"
        await seen.press("ctrl+d")
        await seen.type_line("ours")
        assert seen.app.room.unsent().get("interests") == "half a line"


async def test_a_session_opened_by_a_link(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(together, "OWN", 600.0)
    async with running(tmp_path, *ONE) as seen:
        path = seen.path
        away = tmp_path / "away"
        away.mkdir()
        real = away / "real.json"
        await seen.to_list()
        await seen.until("desk", "escape")
        path.rename(real)
        path.symlink_to(real)
        seen.app.open(path.name)
        await seen.settle()
        assert seen.view == "interests"
        synced(real, THEIRS)
        await seen.type_line("L: Mine")
        assert "1 entry here that is not there" in seen.said
        await seen.press("ctrl+d")
        await seen.type_line("ours")
        assert "Mine" in [one.text for one in seen.app.now.world.meeting.interests]


async def test_a_change_while_it_is_asked_where_to_save(tmp_path: Path) -> None:
    async with running(tmp_path, *ONE) as seen:
        path = seen.path
        seen.break_disk()
        await seen.type_line("L: Mine")
        await seen.press("ctrl+d")
        assert seen.asking
        seen.mend_disk()
        synced(path, THEIRS)
        await until(seen, lambda: seen.app.now.world.apart is not None)
        await seen.press("ctrl+a", "backspace")
        await seen.type_line(str(tmp_path / "other"))
        (new,) = (tmp_path / "other").glob("*.json")
        assert here(seen).path == str(new)
        assert seen.banner == "" and seen.app.now.world.apart is None
        await seen.press("enter")
        assert "Mine" in texts(new)


async def test_two_versions_and_no_room_beside_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Then ours is nowhere but in this program: it is said, and another place is offered."""

    def full(shelf: SessionFile, journal: Journal) -> Path:
        raise NotSaved("disk full", str(shelf.path), "Free some space.")

    monkeypatch.setattr(SessionFile, "keep", full)
    async with running(tmp_path, *ONE) as seen:
        path = seen.path
        await seen.type_line("L: Mine")
        synced(path, THEIRS, on=seen.first)
        await until(seen, lambda: "Ours could not be kept beside it: disk full" in seen.said)
        await seen.press("ctrl+q")
        await seen.settle()
        assert seen.app.is_running and "Everything is saved" not in seen.said, seen.said
        await seen.press("ctrl+d")
        assert seen.asking, (seen.view, seen.said)
        await seen.press("ctrl+a", "backspace")
        await seen.type_line(str(tmp_path / "other"))
        (new,) = (tmp_path / "other").glob("*.json")
        assert texts(new)[-1] == "Mine" and seen.banner == "" and "NOT SAVED" not in seen.status


async def test_a_mistake_while_two_versions_are_compared_ends_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from ibps.core import apart

    def broken(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(together, "OWN", 600.0)
    monkeypatch.setattr(apart, "apart", broken)
    async with running(tmp_path, *ONE) as seen:
        seen.faulty = True
        synced(seen.path, THEIRS)
        await seen.type_line("L: Mine")
        assert seen.app.is_running and seen.typed == "L: Mine" and "NOT SAVED" in seen.status
        assert others(seen.path)[0].name in seen.said
        seen.app.together._follow(here(seen).changes, 0.01)
        await asyncio.sleep(0.2)
        await seen.settle()
        assert seen.app.is_running and seen.app.faults


async def test_own_session_waits_for_the_choice(tmp_path: Path) -> None:
    from ibps.core.stages.anytime import Park

    async with running(tmp_path, *begun(Park(text="Lights"), stage="closing")) as seen:
        path = seen.path
        before = sorted(path.parent.glob("*.json"))
        path.unlink()
        await until(seen, lambda: "The file is gone" in seen.said)
        row = next(row.key for row in seen.rows if row.key.startswith("K") or "Lights" in row.text)
        await seen.choose(row)
        await seen.press("b", "b")
        assert len(sorted(path.parent.glob("*.json"))) <= len(before), seen.said
        assert seen.app.now.world.apart is not None


async def test_a_half_answered_question_comes_back_after_two_versions_were_looked_at(tmp_path: Path) -> None:
    async with running(tmp_path, *ONE) as seen:
        path = seen.path
        await seen.press("f6")
        await seen.type_line("The lights")
        await seen.type("a rea")
        asked = seen.asking
        path.unlink()
        await until(seen, lambda: "The file is gone" in seen.said)
        await seen.press("ctrl+d")
        assert seen.view == "versions" and not seen.asking
        await seen.type_line("ours")
        assert seen.view == "interests" and "two versions" not in seen.said.lower()
        await seen.press("f6")
        assert seen.typed == "The lights"
        await seen.press("enter")
        assert seen.asking == asked and seen.typed == "a rea"


async def test_the_word_that_chose_is_nobodys_text(tmp_path: Path) -> None:
    async with running(tmp_path, *ONE) as seen:
        synced(seen.path, THEIRS)
        await until(seen, lambda: "Somebody else changed the file" in seen.said)
        await seen.press("ctrl+d")
        await seen.type_line("theirs")
        assert seen.sees("Known by Friday")
        assert seen.house.draft(seen.app.session) == {} and "versions" not in seen.app.room.drafts


async def test_words_typed_while_the_one_chosen_is_being_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hangs, whole = threading.Event(), SessionFile.load
    async with running(tmp_path, *ONE) as seen:
        synced(seen.path, THEIRS)
        await until(seen, lambda: "Somebody else changed the file" in seen.said)
        await seen.press("ctrl+d")
        monkeypatch.setattr(SessionFile, "load", lambda shelf: (hangs.wait(20), whole(shelf))[1])
        try:
            await seen.type_line("theirs")
            await seen.type("typed ahead")
            hangs.set()
            await until(seen, lambda: seen.app.stalled is None and seen.view == "interests")
        finally:
            hangs.set()
        assert seen.typed == "typed ahead"


async def test_whoever_leaves_without_room_beside_finds_ours_among_the_documents(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(shelf: SessionFile, journal: Journal) -> Path:
        raise NotSaved("disk full", str(shelf.path), "Free some space.")

    monkeypatch.setattr(SessionFile, "keep", full)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setenv("XDG_DOCUMENTS_DIR", str(tmp_path / "home" / "Documents"))
    async with running(tmp_path, *ONE) as seen:
        path = seen.path
        await seen.type_line("L: Mine")
        synced(path, THEIRS, on=seen.first)
        await until(seen, lambda: "Ours could not be kept beside it: disk full" in seen.said)
        await seen.press("ctrl+q", "ctrl+q")
        await seen.settle()
    (new,) = (tmp_path / "home" / "Documents").glob("*.json")
    assert texts(new)[-1] == "Mine" and str(new) in seen.app.last_words
    assert not list(new.parent.glob("*.lock"))


async def test_notes_of_whoever_had_the_keyboard_before_go_along_too(tmp_path: Path) -> None:
    async with running(tmp_path, *ONE) as seen:
        path = seen.path
        assert seen.house.keep_notes(path.name, 1, ("Of the first",))
        path.unlink()
        await until(seen, lambda: "The file is gone" in seen.said)
        await seen.press("ctrl+d")
        await seen.type_line("ours")
        assert seen.house.notes(seen.path.name, 1) == ("Of the first",)


async def test_private_notes_go_along_with_ours(tmp_path: Path) -> None:
    async with running(tmp_path, *ONE) as seen:
        await seen.press("ctrl+o")
        await seen.type_line("Ask Dana first")
        await seen.press("ctrl+o")
        path = seen.path
        path.unlink()
        await until(seen, lambda: "The file is gone" in seen.said)
        await seen.press("ctrl+d")
        await seen.type_line("ours")
        assert seen.path != path and seen.app.now.world.private == ("Ask Dana first",)


async def test_unsent_text_waits_in_ours_too_when_the_file_is_gone_for_good(tmp_path: Path) -> None:
    async with running(tmp_path, *ONE) as seen:
        path = seen.path
        await seen.type("half")
        seen.app.keep_drafts()
        path.unlink()
        await until(seen, lambda: "The file is gone" in seen.said)
        seen.app.keep_drafts()
        (kept,) = others(path)
        assert house(tmp_path).draft(kept.name) == {"interests": "half"}


async def test_a_sentence_typed_where_a_word_was_asked_for_stays_on_its_line(tmp_path: Path) -> None:
    async with running(tmp_path, *ONE) as seen:
        synced(seen.path, THEIRS)
        await until(seen, lambda: "Somebody else changed the file" in seen.said)
        await seen.press("ctrl+d")
        await seen.type_line("Know who covers at night")
        assert seen.typed == "Know who covers at night" and "Type theirs or ours." in seen.said


async def test_an_old_session_that_is_followed_up_is_chosen_too_and_stays_for_reading(tmp_path: Path) -> None:
    async with running(tmp_path, *ONE) as seen:
        path = seen.path
        await seen.to_list()
        await seen.until("desk", "escape")
        await seen.press("enter", "f")
        assert seen.view == "follow"
        synced(path, THEIRS)
        await until(seen, lambda: "Somebody else changed the file" in seen.banner)
        await seen.press("ctrl+d")
        await seen.type_line("theirs")
        assert seen.view == "follow" and seen.banner == "" and seen.app.now.world.read_only
        assert seen.app.now.world.meeting.interests[-1].text == "Known by Friday"
        assert here(seen).path == str(path)


async def test_whoever_leaves_before_the_change_was_noticed_loses_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(together, "OWN", 600.0)
    async with running(tmp_path, *ONE) as seen:
        path = seen.path
        await seen.type_line("L: Mine")
        synced(path, THEIRS, on=seen.first)
        await seen.press("ctrl+q")
        (kept,) = others(path)
        assert texts(kept)[-1] == "Mine"
