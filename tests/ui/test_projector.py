"""The room's window: follows every save, shows only what the room should see, changes nothing."""

from __future__ import annotations

import os
import threading
from pathlib import Path

import pytest

from ibps.core.glimpse import Glimpse
from ibps.core.stages.anytime import EnterStage
from ibps.core.stages.checks import Answer, CloseCheck, OpenCheck
from ibps.core.stages.consensus import ReadAloud, WordProposal
from ibps.core.stages.interests import ShareInterest, StateInterest
from ibps.store import lock, parts
from tests.ui.kit import T0, begun
from tests.ui.projecting import Window, meeting, projecting

LONG = "Every change of the roster is posted two weeks ahead, on paper, where all of us on each shift see it."


@pytest.fixture
def path(tmp_path: Path) -> Path:
    folder = tmp_path / "shared"
    folder.mkdir()
    return folder / "2026-03-14-rotation-7k3q.json"


def interest(n: int) -> StateInterest:
    return StateInterest(party="LM"[n % 2], text=f"Interest number {n} of this meeting")


async def test_each_save_is_on_the_wall(path: Path) -> None:
    desk = meeting(path, *begun(stage="interests"))
    async with projecting(path) as window:
        await window.until_sees("2/5 INTERESTS · Supervisor rotation")
        for n in range(3):
            desk.do(interest(n))
            await window.until_sees(f"Interest number {n}")
        desk.do(ShareInterest(interest="I1", party="M"))
        await window.until_sees("shared L ✓ M ✓")
        desk.undo()
        await window.wait(lambda: not window.sees("shared"), "the tick taken back")
        desk.do(EnterStage(stage="options"))
        await window.until_sees("IDEAS · NOTHING IS BEING DECIDED")
        assert not window.sees("Interest number")


async def test_the_words_the_answers_and_the_result(path: Path) -> None:
    desk = meeting(path, *begun(stage="consensus"))
    async with projecting(path) as window:
        desk.do(WordProposal(text=LONG))
        await window.until_sees("PROPOSAL: WE ARE CONSIDERING THIS WORDING · P1 v1")
        assert window.sees(LONG)
        desk.do(ReadAloud(proposal="P1"))
        await window.until_sees("They have been read aloud.")
        desk.do(OpenCheck(proposal="P1"))
        await window.until_sees("NOT ANSWERED: Ana, Bo, Dana, Eli")
        assert window.sees(LONG)
        assert window.part("answers").endswith("\n▲ support  ▶ can live with it  ▼ cannot")
        for person in (1, 2, 3, 4):
            desk.do(Answer(check="C1", person=person, level="up"))
        await window.until_sees("Everyone here has answered.")
        desk.do(CloseCheck(check="C1"))
        await window.until_sees("✓ DECIDED")
        assert window.sees(LONG) and window.part("answers") == ""


async def test_the_newest_row_comes_into_view_whatever_was_looked_at(path: Path) -> None:
    desk = meeting(path, *begun(*(interest(n) for n in range(60)), stage="interests"))
    async with projecting(path) as window:
        await window.until_sees("Interest number 0 ")
        await window.press("end")
        assert window.sees("Interest number 59") and not window.sees("Interest number 0 ")
        await window.press("home")
        assert window.sees("Interest number 0 ")
        await window.press("down", "down", "pagedown", "pageup", "up")
        assert window.sees("Interest number 1 ") and not window.sees("Interest number 0 ")
        desk.do(StateInterest(party="L", text="Said just now"))
        await window.until_sees("Said just now")


@pytest.mark.parametrize("key", ["b", "f9", "space"])
async def test_blanked_shows_the_time_and_nothing_else(path: Path, key: str) -> None:
    desk = meeting(path, *begun(stage="interests"))
    async with projecting(path) as window:
        await window.until_sees("INTERESTS")
        await window.press(key)
        assert window.sees("BLANKED") and not window.sees("INTERESTS") and not window.sees("Supervisor")
        assert window.wall.clock.value == f"{T0:%H:%M}" and window.wall.clock.display
        desk.do(StateInterest(party="L", text="While nobody looks"))
        await window.wait(lambda: "nobody looks" in repr(window.wall.journal), "the save")
        assert not window.sees("While nobody looks")
        await window.press("x")
        assert window.sees("While nobody looks") and not window.sees("BLANKED")


KEYS = "b blank  ^l light/dark  q leave"


@pytest.mark.parametrize("key", ["b", "q", "ctrl+l", "down", "escape", "7"])
async def test_any_key_brings_a_blanked_screen_back_and_does_no_more(path: Path, key: str) -> None:
    meeting(path, *begun())
    async with projecting(path) as window:
        await window.until_sees("OPENING")
        theme = window.app.theme
        await window.press("b", key)
        assert window.sees("OPENING") and window.app.is_running and window.app.theme == theme


@pytest.mark.parametrize("key", ["q", "ctrl+q"])
async def test_leaving(path: Path, key: str) -> None:
    meeting(path, *begun())
    async with projecting(path) as window:
        await window.until_sees("OPENING")
        await window.press(key)
        assert not window.app.is_running and window.app.return_code == 0


async def test_light_and_dark(path: Path) -> None:
    meeting(path, *begun())
    async with projecting(path) as window:
        before = window.app.theme
        await window.press("ctrl+l")
        assert window.app.theme != before
        await window.press("ctrl+l")
        assert window.app.theme == before


async def test_no_other_key_does_anything(path: Path) -> None:
    meeting(path, *begun(stage="interests"))
    async with projecting(path) as window:
        await window.until_sees("INTERESTS")
        before, screen = path.read_bytes(), window.see()
        await window.type("acdefghijklmnoprstuvwxyz0123456789/?")
        await window.press("enter", "escape", "tab", "ctrl+n", "ctrl+u", "ctrl+r", "f1", "f2", "f3", "ctrl+p")
        assert window.see() == screen and path.read_bytes() == before


async def test_the_folder_stays_as_it_is_to_the_last_byte_and_name(path: Path) -> None:
    desk = meeting(path, *begun(stage="interests"))
    held = lock.take(path, T0)

    def folder() -> dict[str, bytes]:
        return {one.name: one.read_bytes() for one in path.parent.iterdir()}

    before = folder()
    async with projecting(path) as window:
        await window.until_sees("INTERESTS")
        await window.press("b", "b", "ctrl+l", "down")
        assert folder() == before
        desk.do(interest(1))
        await window.until_sees("Interest number 1")
        after = folder()
        assert after.keys() == before.keys()
    assert folder() == after
    held.release()


# what happens to files


async def test_a_file_that_is_not_there_yet_is_waited_for(path: Path) -> None:
    async with projecting(path) as window:
        await window.until_sees("The file is not there yet; still looking.")
        assert window.sees(path.name) and window.line == KEYS
        meeting(path, *begun())
        await window.until_sees("OPENING · Supervisor rotation")
        assert not window.sees("still looking")


async def test_what_cannot_be_shown_at_first_is_explained(path: Path) -> None:
    path.write_text('{"format": "ibps-session/9", "journal": []}', encoding="utf-8")
    async with projecting(path) as window:
        await window.until_sees("The file cannot be read; still looking.")
        assert window.sees("this program reads 'ibps-session/1'")


async def shows_the_last_it_knew(window: Window, trouble: str) -> None:
    await window.wait(lambda: window.line.startswith(trouble), trouble)
    assert window.line.endswith("still looking") and "as of 09:00:" in window.line
    assert window.sees("Interest number 1") and not window.sees("yet;")


async def test_a_file_moved_away_and_back(path: Path) -> None:
    desk = meeting(path, *begun(interest(1), stage="interests"))
    async with projecting(path, size=(60, 20)) as window:
        await window.until_sees("Interest number 1")
        away = path.with_name("away")
        path.rename(away)
        await shows_the_last_it_knew(window, "The file is not there")
        assert len([row for row in window.see() if "still looking" in row]) == 1
        away.rename(path)
        await window.wait(lambda: window.line == KEYS, "the file back")
        desk.do(interest(2))
        await window.until_sees("Interest number 2")


async def test_a_folder_moved_away_and_back(path: Path) -> None:
    meeting(path, *begun(interest(1), stage="interests"))
    async with projecting(path) as window:
        await window.until_sees("Interest number 1")
        path.parent.rename(path.parent.with_name("elsewhere"))
        await shows_the_last_it_knew(window, "The file is not there")
        path.parent.with_name("elsewhere").rename(path.parent)
        await window.wait(lambda: window.line == KEYS, "the folder back")


async def test_a_file_put_in_its_place(path: Path) -> None:
    meeting(path, *begun(interest(1), stage="interests"))
    other = path.with_name("other.json")
    meeting(other, *begun(StateInterest(party="M", text="From another copy"), stage="interests"))
    async with projecting(path) as window:
        await window.until_sees("Interest number 1")
        os.replace(other, path)
        await window.until_sees("From another copy")
        assert window.line == KEYS


async def test_damage_is_said_in_one_line_and_passes(path: Path) -> None:
    desk = meeting(path, *begun(interest(1), stage="interests"))
    async with projecting(path, size=(60, 20)) as window:
        await window.until_sees("Interest number 1")
        whole = path.read_bytes()
        path.write_bytes(whole[:200])
        await shows_the_last_it_knew(window, "The file cannot be read")
        assert len([row for row in window.see() if "still looking" in row]) == 1
        path.write_bytes(whole)
        await window.wait(lambda: window.line == KEYS, "the file mended")
        assert desk.record.interests


async def test_a_file_held_by_another_program(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    desk = meeting(path, *begun(interest(1), stage="interests"))
    async with projecting(path) as window:
        await window.until_sees("Interest number 1")
        with monkeypatch.context() as held:

            def refuse(file: Path, most: int) -> tuple[bytes, object]:
                raise PermissionError(13, "Permission denied")

            held.setattr(parts, "read_bytes", refuse)
            desk.do(interest(2))
            await shows_the_last_it_knew(window, "The file cannot be read")
        await window.until_sees("Interest number 2")
        assert window.line == KEYS


class Stalled:
    """A folder that answers nothing until it is let go."""

    def __init__(self) -> None:
        self.asked, self.free = threading.Event(), threading.Event()

    def look(self) -> Glimpse | None:
        self.asked.set()
        self.free.wait()
        return None


async def test_a_folder_that_does_not_answer_holds_nothing_up(path: Path) -> None:
    stalled = Stalled()
    try:
        async with projecting(path, watched=stalled, patience=0.0) as window:
            assert stalled.asked.wait(20)
            # The program ends without waiting for a thread of this kind.
            assert [one.daemon for one in threading.enumerate() if one.name == "follower"] == [True]
            window.wall.tick()
            await window.settle()
            assert window.line == "The folder does not answer"
            await window.press("b")
            assert window.sees("BLANKED")
            await window.press("b", "q")
            assert not window.app.is_running  # with a look still under way
    finally:
        stalled.free.set()


class Broken:
    """Fails in a way nobody thought of, once."""

    def __init__(self) -> None:
        self.looks = 0

    def look(self) -> Glimpse | None:
        self.looks += 1
        if self.looks == 1:
            raise RuntimeError("something else")
        return Glimpse(None, "The second look") if self.looks == 2 else None


async def test_looking_goes_on_after_a_fault_nobody_thought_of(path: Path) -> None:
    async with projecting(path, watched=Broken()) as window:
        await window.until_sees("The second look yet; still looking.")


# sizes and texts


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 40), (200, 60)])
async def test_nothing_is_clipped_at_any_size(path: Path, size: tuple[int, int]) -> None:
    words = (WordProposal(text=LONG), ReadAloud(proposal="P1"), OpenCheck(proposal="P1"))
    desk = meeting(path, *begun(stage="consensus"))
    async with projecting(path, size) as window:
        for act in words:
            desk.do(act)
        await window.until_sees("DECIDING NOW")
        assert window.sees(LONG) and window.sees("Ana (co-chair)")
        assert window.sees("NOT ANSWERED: Ana, Bo, Dana, Eli")
        for _ in range(30):
            if window.sees("Without agreement, things stay as they are."):
                break
            await window.press("down")
        assert window.sees("Without agreement, things stay as they are.")


async def test_words_too_long_for_the_window_can_be_read_on(path: Path) -> None:
    text = " ".join(f"word{n}" for n in range(400))
    desk = meeting(path, *begun(WordProposal(text=text), ReadAloud(proposal="P1"), stage="consensus"))
    async with projecting(path, (60, 20)) as window:
        desk.do(OpenCheck(proposal="P1"))
        await window.until_sees("DECIDING NOW")
        assert window.sees("word0 word1")
        for _ in range(200):
            if window.sees("word399"):
                break
            await window.press("down")
        assert window.sees("word398 word399")
        await window.press("end")
        assert window.sees("Without agreement")


async def test_a_window_too_small_says_so_and_comes_back(path: Path) -> None:
    meeting(path, *begun(stage="interests"))
    async with projecting(path) as window:
        await window.until_sees("INTERESTS")
        await window.resize(50, 12)
        assert window.sees("60 x 20") and not window.sees("INTERESTS")
        await window.resize(120, 40)
        assert window.sees("INTERESTS") and not window.sees("60 x 20")


HOSTILE = ("[bold]x[/]", "[/foo]", "[@click=app.quit]q[/]", "\x1b[31mred", "a\u202eb", "会議" * 40)


@pytest.mark.parametrize("text", HOSTILE)
async def test_what_people_typed_is_shown_as_it_is_or_neutralised(path: Path, text: str) -> None:
    desk = meeting(path, *begun(StateInterest(party="L", text=text), stage="interests", title=f"On {text}"))
    async with projecting(path) as window:
        await window.until_sees("Why does this matter")
        desk.do(WordProposal(text=text))
        await window.until_sees("PROPOSAL")
        joined = "".join("".join(row.split()) for row in window.see())
        assert "\x1b" not in joined and "\u202e" not in joined
        if text.startswith("["):
            assert text in joined
