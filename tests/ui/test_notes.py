"""Private notes: a list of one's own on this machine, and not a byte of it anywhere else."""

from __future__ import annotations

from pathlib import Path

import pytest

from ibps.cli import main
from ibps.cli.house import House
from ibps.core.stages.running import HandOver
from ibps.ui.running import HAD
from ibps.ui.window.keeping import leave_session
from tests.ui.kit import ANA, DANA, TODAY, begun, house, running
from tests.ui.projecting import projecting

NOTE = "Ask Bo about nights, gently"


async def test_a_note_is_kept_changed_and_dropped(tmp_path: Path) -> None:
    async with running(tmp_path, *begun(stage="interests")) as seen:
        await seen.press("ctrl+o")
        assert seen.question == "Only on this machine. Never in the record."
        await seen.type_line(NOTE, "Second")
        assert [row.text for row in seen.rows] == [NOTE, "Second"] and seen.selected == "note-2"
        await seen.verb("e", on="note-1")
        assert seen.typed == NOTE
        await seen.type_line("!")
        assert [row.text for row in seen.rows] == [f"{NOTE}!", "Second"]
        await seen.verb("x", on="note-2")
        assert seen.said == "x again drops note 2 for good." and len(seen.rows) == 2
        await seen.press("up", "x")
        assert len(seen.rows) == 2, "another note wants its own second key"
        await seen.press("x")
        assert [row.text for row in seen.rows] == ["Second"] and seen.said == "Dropped."
        assert seen.house.notes(seen.app.session, 0) == ("Second",)
        await seen.press("x", "x")
        assert [row.kind for row in seen.rows] == ["quiet"]
        assert list((seen.house.state / "notes").iterdir()) == [], "nothing is left of it"
        await seen.press("e")
        assert seen.said == "Choose a note first, with the arrows or its number."


@pytest.mark.parametrize("back", ["ctrl+o", "escape"])
@pytest.mark.parametrize("typing", [True, False])
async def test_one_is_back_where_one_was(tmp_path: Path, back: str, typing: bool) -> None:
    async with running(tmp_path, *begun(stage="options")) as seen:
        await seen.type_line("One", "Two")
        await seen.type("half an option")
        if not typing:
            await seen.choose("O1")
        await seen.press("ctrl+o")
        assert seen.view == "notes" and seen.typing and seen.typed == ""
        await seen.type("half a note")
        for _ in range(1 if back == "ctrl+o" else 2):  # Esc goes to the list of notes first
            await seen.press(back)
        assert (seen.view, seen.typing, seen.typed) == ("options", typing, "half an option")
        assert typing or seen.selected == "O1"
        await seen.press("ctrl+o")
        assert seen.typed == "half a note"


async def test_notes_are_there_again_with_the_session_and_not_with_another(tmp_path: Path) -> None:
    async with running(tmp_path, *begun(stage="issue")) as seen:
        await seen.press("ctrl+o")
        await seen.type_line(NOTE)
        name = seen.app.session
        other = seen.house.new(begun(title="Another"), "Another", TODAY, False)
        other.close()
        seen.app.open(other.name)
        await seen.settle()
        await seen.press("ctrl+o")
        assert [row.key for row in seen.rows] == ["empty"]
        seen.app.open(name)
        await seen.settle()
        await seen.press("ctrl+o")
        assert [row.text for row in seen.rows] == [NOTE]


async def test_the_next_facilitator_sees_none_of_it_and_who_comes_back_all_of_it(tmp_path: Path) -> None:
    async with running(tmp_path, *begun(stage="issue")) as seen:
        await seen.press("ctrl+o")
        await seen.type_line(NOTE)
        await seen.type("not entered yet")
        await seen.press("ctrl+o", "ctrl+y")
        await seen.type_line("Dana", "Ana")
        await seen.press("ctrl+o")
        assert not seen.sees(NOTE) and not seen.sees("not entered") and seen.typed == ""
        await seen.type_line("From Dana")
        await seen.press("ctrl+o", "ctrl+y")
        await seen.type_line("Ana")
        await seen.press("ctrl+o")
        assert [row.text for row in seen.rows] == [NOTE] and seen.typed == "not entered yet"
        await seen.press("ctrl+o", "ctrl+u", "ctrl+o")
        assert [row.text for row in seen.rows] == ["From Dana"], "taken back, it is Dana's again"


async def test_an_empty_line_does_not_leave_notes_without_a_name(tmp_path: Path) -> None:
    async with running(tmp_path, *begun(stage="issue")) as seen:
        await seen.press("ctrl+o")
        await seen.type_line(NOTE)
        await seen.press("ctrl+o", "ctrl+y")
        await seen.type_line("Dana", "")
        assert seen.asking == HAD, "whose notes these are is still asked"
        await seen.type_line("Ana")
        await seen.press("ctrl+y")
        await seen.type_line("Ana")
        await seen.press("ctrl+o")
        assert [row.text for row in seen.rows] == [NOTE]


async def test_whoever_was_not_named_before_keeps_notes_apart(tmp_path: Path) -> None:
    async with running(tmp_path, *begun(HandOver(person=ANA), stage="issue")) as seen:
        await seen.press("ctrl+o")
        await seen.type_line(NOTE)
        assert seen.house.notes(seen.app.session, ANA) == (NOTE,)
        assert seen.house.notes(seen.app.session, 0) == seen.house.notes(seen.app.session, DANA) == ()


async def test_a_disk_that_takes_no_note_gives_the_text_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with running(tmp_path, *begun(stage="issue")) as seen:
        await seen.press("ctrl+o")
        monkeypatch.setattr(House, "keep_notes", lambda *_: False)
        await seen.type_line(NOTE)
        assert seen.typed == NOTE and [row.key for row in seen.rows] == ["empty"]
        assert seen.said.startswith("Private notes could not be kept on this machine.")
        assert "NOT SAVED" not in seen.status, "the meeting is saved"


async def test_nothing_of_it_is_in_the_folder_or_the_room_or_anything_printed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    secret = "xylophone"
    async with running(tmp_path, *begun(stage="interests")) as seen, projecting(seen.path) as window:
        await window.until_sees("2/5 INTERESTS")
        await seen.press("ctrl+o")
        await seen.type_line(f"{secret} one")
        await seen.type(f"{secret} unsent")
        seen.app.keep_drafts()
        await seen.press("f9")
        assert secret not in everything(seen.house.sessions)
        await seen.press("space", "ctrl+o")
        await seen.type_line("Said aloud")
        await window.until_sees("Said aloud")
        assert not window.sees(secret) and secret not in repr(window.wall.journal)
        seen.app.begin(lambda: leave_session(seen.app))
        for command in (["show"], ["show", "--history"], ["show", "--json"]):
            folder = str(seen.house.sessions)
            assert main([command[0], str(seen.path), *command[1:], "--sessions", folder]) == 0
        assert secret not in "".join(capsys.readouterr())
        assert secret not in everything(seen.house.sessions) + everything(seen.house.cache)
        kept = [path for path in seen.house.state.rglob("*") if path.is_file()]
        assert {path.parent.name for path in kept if secret in path.read_text("utf-8")} == {"notes", "drafts"}
        assert all(path.stat().st_mode & 0o077 == 0 for path in kept), "for this user alone"


def everything(folder: Path) -> str:
    """The name and every byte of every file in a folder."""
    files = [path for path in folder.rglob("*") if path.is_file()]
    return "".join(f"{path}\n{path.read_bytes().decode('utf-8', 'replace')}\n" for path in files)


@pytest.mark.parametrize("data", [b"", b"{}", b"\xff", b"[1, null]"])
def test_notes_that_cannot_be_read_are_none(tmp_path: Path, data: bytes) -> None:
    ours = house(tmp_path)
    assert ours.keep_notes("a.json", 0, ["x"])
    (file,) = (ours.state / "notes").iterdir()
    file.write_bytes(data)
    assert ours.notes("a.json", 0) == ()


def test_a_place_that_takes_none_says_so(tmp_path: Path) -> None:
    ours = house(tmp_path)
    ours.state.mkdir(parents=True)
    (ours.state / "notes").write_text("in the way")
    assert not ours.keep_notes("a.json", 0, ["x"]) and ours.notes("a.json", 0) == ()
    assert not house(tmp_path / "b").keep_notes("a.json", 0, ["\ud800"])
