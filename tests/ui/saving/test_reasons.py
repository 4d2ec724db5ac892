"""Why a save failed, in words, through the real screen and real calls to the system; and two ways on."""

from __future__ import annotations

import errno
import os
import resource
import shutil
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from ibps.core.stages.interests import StateInterest
from ibps.store import lock
from ibps.store.session_file import read
from ibps.ui.window import elsewhere, leaving
from tests.ui.kit import Seen, begun, running
from tests.ui.saving.stalling import until

NEED = StateInterest(party="L", text="Know who covers")


@contextmanager
def refused(call: str, number: int, folder: Path) -> Iterator[None]:
    """This call to the system is refused in one folder, as a disk refuses it."""
    whole = getattr(os, call)

    def refuse(*args: object, **named: object) -> object:
        where = os.readlink(f"/proc/self/fd/{args[0]}") if isinstance(args[0], int) else os.fspath(args[0])  # type: ignore[call-overload]
        if where.startswith(str(folder)) and ".lock" not in where:
            raise OSError(number, os.strerror(number))
        return whole(*args, **named)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, call, refuse)
        yield


@contextmanager
def gone(folder: Path) -> Iterator[None]:
    away = folder.with_name("away")
    folder.rename(away)
    yield
    away.rename(folder)


@contextmanager
def marked_read_only(file: Path) -> Iterator[None]:
    file.chmod(0o400)
    yield
    file.chmod(0o600)


@contextmanager
def too_large() -> Iterator[None]:
    """Really: the system takes no file of more than some bytes of this process."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (500, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, handler)


WAYS: dict[str, tuple[Callable[[Path], object], str]] = {
    "disk full": (lambda path: refused("write", errno.ENOSPC, path.parent), "Free some space"),
    "quota used up": (lambda path: refused("write", errno.EDQUOT, path.parent), "Your share of the disk"),
    "folder is gone": (lambda path: gone(path.parent), "Bring the folder or the drive back"),
    "network drive does not answer": (
        lambda path: refused("open", errno.EHOSTDOWN, path.parent),
        "Wait until it is back",
    ),
    "no permission": (lambda path: refused("open", errno.EACCES, path.parent), "Ask the owner"),
    "read-only": (lambda path: marked_read_only(path), "marked so"),
    "name too long": (lambda path: refused("open", errno.ENAMETOOLONG, path.parent), "shorter name"),
    "file too large": (lambda path: too_large(), "another folder"),
}


@pytest.mark.parametrize("reason", WAYS)
async def test_it_is_said_until_it_is_mended(
    tmp_path: Path, reason: str
) -> None:
    async with running(tmp_path, *begun(NEED, stage="interests"), size=(60, 20)) as seen:
        path = seen.path
        before = path.read_bytes()
        trouble, what_next = WAYS[reason]
        with trouble(path):  # type: ignore[attr-defined]
            for _ in range(2):  # and trying again says the same
                await (seen.press("enter") if seen.typed else seen.type_line("Sleep on Sundays"))
                assert f"NOT SAVED: {reason}" in seen.status and seen.sees(f"NOT SAVED: {reason}")
                assert seen.typed == "Sleep on Sundays" and len(seen.app.now.world.meeting.interests) == 1
                assert what_next in seen.said and "^d saves to another place" in seen.said
                assert "^d the file" in seen.hint
            await seen.press("f4", "escape")  # whatever else is looked at meanwhile
            assert f"NOT SAVED: {reason}" in seen.status
            # A look whether it works again finds that it does not.
            elsewhere.try_again(seen.app)
            await until(seen, lambda: not seen.app.trying)
            assert f"NOT SAVED: {reason}" in seen.status
        assert path.read_bytes() == before
        assert not [one for one in path.parent.iterdir() if one.name.startswith(".ibps")]
        elsewhere.try_again(seen.app)
        await until(seen, lambda: not seen.app.now.trouble)
        assert "NOT SAVED" not in seen.status and seen.said == elsewhere.WORKS
        assert path.read_bytes() == before and seen.typed == "Sleep on Sundays"
        await seen.press("enter")
        assert [one.text for one in seen.disk().interests] == ["Know who covers", "Sleep on Sundays"]


async def test_the_look_comes_by_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(elsewhere, "PAUSE", 0.1)
    async with running(tmp_path, *begun(NEED, stage="interests")) as seen:
        with marked_read_only(seen.path):
            await seen.type_line("Sleep on Sundays")
            assert "NOT SAVED" in seen.status
        await until(seen, lambda: "NOT SAVED" not in seen.status)


async def test_somebody_else_s_version_is_not_mended_by_waiting(tmp_path: Path) -> None:
    async with running(tmp_path, *begun(NEED, stage="interests")) as seen:
        seen.path.write_bytes(seen.path.read_bytes() + b"\n")
        await seen.type_line("Sleep on Sundays")
        assert "NOT SAVED" in seen.status
        elsewhere.try_again(seen.app)
        await until(seen, lambda: not seen.app.trying)
        assert "NOT SAVED" in seen.status


async def to(seen: Seen, place: Path | str) -> None:
    """The key, and a place."""
    await seen.press("ctrl+d")
    await seen.press("ctrl+a", "backspace")
    await seen.type_line(str(place))


async def test_one_key_saves_to_another_place_and_goes_on_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setenv("XDG_DOCUMENTS_DIR", str(tmp_path / "home" / "Documents"))
    async with running(tmp_path, *begun(NEED, stage="interests")) as seen:
        old = seen.path
        before = old.read_bytes()
        await seen.press("ctrl+d")  # as long as saving works, it is not wanted
        assert not seen.asking and seen.said == elsewhere.NOT_NEEDED and "^d" not in seen.hint
        with marked_read_only(old):
            await seen.type_line("Sleep on Sundays")
            await seen.press("ctrl+d")
            assert "which folder or file" in seen.said and seen.typed == "~/Documents"
            await seen.press("enter")
            new = tmp_path / "home" / "Documents" / old.name
            assert new.is_file() and str(new) in seen.said and str(old) in seen.said
            assert "NOT SAVED" not in seen.status and seen.typed == "Sleep on Sundays"
            await seen.press("enter")
            assert [one.text for one in read(new).journal.record.interests][1:] == ["Sleep on Sundays"]
            assert old.read_bytes() == before
        await until(seen, lambda: not lock.beside(old).exists())
        assert lock.is_held(lock.beside(new))
        assert not seen.house.draft(str(old))
        await seen.type("half")
        seen.app.keep_drafts()
        assert seen.house.draft(str(new)) == {"interests": "half"}
        await seen.press("ctrl+q")
        assert f"goes on in {new}" in seen.app.last_words


async def test_nothing_is_written_over_and_a_place_that_does_not_work_is_asked_again(tmp_path: Path) -> None:
    async with running(tmp_path, *begun(NEED, stage="interests")) as seen:
        old = seen.path
        other = tmp_path / "other"
        other.mkdir()
        (other / old.name).write_text("mine")
        (other / "taken.json").write_text("mine")
        with marked_read_only(old):
            await seen.type_line("Sleep on Sundays")
            await to(seen, other / "taken.json")
            assert "a file is there already" in seen.said and seen.asking
            await seen.press("ctrl+a", "backspace")
            await seen.type_line(str(other / "taken.json" / "under"))
            assert seen.asking and "Not saved there: folder is gone" in seen.said
            assert "NOT SAVED: read-only" in seen.status  # why the session itself is not saved
            await seen.press("ctrl+a", "backspace")
            await seen.type_line(str(other))
            assert not seen.asking and "NOT SAVED" not in seen.status and seen.typed == "Sleep on Sundays"
        assert {one.read_text() for one in (other / old.name, other / "taken.json")} == {"mine"}
        assert (other / f"{old.stem}-2.json").is_file()


async def test_a_question_whose_answer_was_not_saved_waits_and_comes_back(tmp_path: Path) -> None:
    async with running(tmp_path, *begun(NEED, stage="interests")) as seen:
        other = tmp_path / "other"
        with marked_read_only(seen.path):
            await seen.press("f7")
            await seen.type_line("Swap Fridays", "the break room")
            assert seen.asking and "NOT SAVED" in seen.status
            question = seen.asking
            await seen.press("ctrl+d")
            assert "which folder" in seen.asking
            await seen.press("escape")  # and thought better of it
            assert seen.asking == question and seen.typed == "the break room"
            await to(seen, other)
            assert seen.asking == question and seen.typed == "the break room"
            assert "NOT SAVED" not in seen.status and seen.sees("Saved to")  # beside the question
            await seen.press("enter")
        (new,) = other.glob("*.json")
        assert [one.text for one in read(new).journal.record.options] == ["Swap Fridays"]
        assert not seen.asking and not seen.app.in_flight


async def test_the_drive_is_gone_and_the_meeting_goes_on_elsewhere(tmp_path: Path) -> None:
    async with running(tmp_path, *begun(NEED, stage="interests")) as seen:
        folder = seen.path.parent
        shutil.move(folder, tmp_path / "unplugged")
        await seen.type_line("Sleep on Sundays")
        assert "NOT SAVED: folder is gone" in seen.status
        await to(seen, tmp_path / "stick")
        await seen.press("enter")
        (new,) = (tmp_path / "stick").glob("*.json")
        assert len(read(new).journal.record.interests) == 2 and not folder.exists()


async def test_a_key_that_was_refused_is_to_be_pressed_once_more(tmp_path: Path) -> None:
    """Enter would enter nothing: what was asked for by a key stands on no line."""
    async with running(tmp_path, *begun(stage="opening"), size=(60, 20)) as seen:
        await seen.press("escape")
        here = seen.app.now.world.meeting.here
        with marked_read_only(seen.path):
            await seen.press("h")
            assert "NOT SAVED" in seen.status
        elsewhere.try_again(seen.app)
        await until(seen, lambda: not seen.app.now.trouble)
        assert seen.said == elsewhere.WORKS_ONCE_MORE and seen.app.now.world.meeting.here == here
        await seen.press("h")
        assert seen.app.now.world.meeting.here != here


async def test_leaving_does_not_say_that_all_is_saved_where_it_is_not(tmp_path: Path) -> None:
    """And the trouble stays with its session: the front desk has neither it nor the line."""
    async with running(tmp_path, *begun(NEED, stage="interests"), size=(60, 20)) as seen:
        with marked_read_only(seen.path):
            await seen.type_line("Sleep on Sundays")
            await seen.press("escape", "escape")
            assert "Everything is saved" not in seen.said and seen.said.startswith(leaving.NOT_NOW)
            await seen.press("escape")
            assert seen.view == "desk" and "NOT SAVED" not in seen.status
            assert not seen.sees("Sleep on Sundays") and not seen.sees("[L]")
        await seen.press("enter", "m")
        assert seen.typed == "Sleep on Sundays"


async def test_the_last_words_say_what_was_not_saved(tmp_path: Path) -> None:
    async with running(tmp_path, *begun(NEED, stage="interests")) as seen:
        with marked_read_only(seen.path):
            await seen.type_line("Sleep on Sundays")
            await seen.press("ctrl+q")
        assert "What stood on the line is not" in seen.app.last_words
    async with running(tmp_path / "well", *begun(NEED, stage="interests")) as seen:
        await seen.type("Sleep on Sundays")
        await seen.press("ctrl+q")
        assert not seen.app.last_words
