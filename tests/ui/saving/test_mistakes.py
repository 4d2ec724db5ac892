"""A mistake in the program: one honest line, a report without people's words, and the meeting goes on."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from ibps.core.stages.interests import StateInterest
from ibps.ui.screens.room import Room
from ibps.ui.screens.wall import Wall
from ibps.ui.stages.interests import InterestsView
from ibps.ui.stages.options import OptionsView
from tests.ui.kit import Seen, begun, running
from tests.ui.projecting import meeting, projecting

SECRET = "Know who approves my leave"
NEED = StateInterest(party="L", text=SECRET)


def broken(*_: object, **__: object) -> None:
    raise KeyError(SECRET)


def reports(seen: Seen) -> list[str]:
    return [one.read_text("utf-8") for one in sorted((seen.house.state / "reports").glob("*.txt"))]


@pytest.mark.parametrize("size", [(60, 20), (120, 40)])
async def test_a_view_that_cannot_be_shown_says_so_and_esc_goes_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, size: tuple[int, int]
) -> None:
    from ibps.ui.views import view

    async with running(tmp_path, *begun(NEED, stage="interests"), size=size) as seen:
        seen.faulty = True
        monkeypatch.setattr(type(view("answer")), "sheet", broken)
        await seen.press("f4")
        for words in ("This view cannot be shown", "Everything is saved.", "Esc goes back", "Report: "):
            assert seen.sees(words)
        await seen.resize(80, 24)
        await seen.resize(*size)
        (text,) = reports(seen)  # shown three times, reported once
        assert "KeyError" in text and "test_mistakes.py" in text and "python" in text
        assert "answer in interests" in text and SECRET not in text
        await seen.press("escape")
        assert seen.view == "interests" and seen.sees(SECRET)
        await seen.type_line("Sleep on Sundays")
        assert len(seen.disk().interests) == 2


async def test_the_meeting_leaves_a_stage_that_cannot_be_shown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with running(tmp_path, *begun(NEED, stage="interests")) as seen:
        seen.faulty = True
        monkeypatch.setattr(OptionsView, "sheet", broken)
        await seen.press("ctrl+n", "ctrl+n")
        assert seen.sees("This view cannot be shown") and seen.disk().stage == "options"
        await seen.press("f3")
        assert seen.view == "interests" and seen.sees(SECRET)


async def test_a_key_that_fails_gives_the_text_back_and_the_meeting_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with running(tmp_path, *begun(NEED, stage="interests")) as seen:
        seen.faulty = True
        with monkeypatch.context() as patch:
            patch.setattr(InterestsView, "enter", broken)
            await seen.type_line("Sleep on Sundays")
            assert "That did not work: KeyError, a mistake in the program." in seen.said
            assert "Report: " in seen.said and seen.typed == "Sleep on Sundays"
            assert SECRET not in reports(seen)[0] and "Sundays" not in reports(seen)[0]
        await seen.press("enter")
        assert len(seen.disk().interests) == 2 and not seen.typed


async def test_what_cannot_go_on_ends_in_one_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(KeyError):
        async with running(tmp_path, *begun(NEED, stage="interests")) as seen:
            await seen.type("Sleep on")
            monkeypatch.setattr(Room, "_hints", broken)
            await seen.press("escape")
    app = seen.app
    assert app.return_code == 3 and not app._exit_renderables
    said = app.last_words
    assert said.startswith("ibps had to stop: a mistake in the program, not yours. Everything entered")
    (report,) = reports(seen)
    assert "Report: " in said and SECRET not in said + report and "KeyError" in report
    assert seen.house.draft(app.session) == {"interests": "Sleep on"}
    assert seen.house.left_at(app.session)[0] == "interests"


@pytest.mark.parametrize("size", [(60, 20), (120, 40)])
async def test_the_room_s_window_says_so_too_and_follows_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, size: tuple[int, int]
) -> None:
    path, kept = tmp_path / "s.json", list[str]()

    def keep(text: str) -> str:
        kept.append(text)
        return "~/ibps.txt"

    desk = meeting(path, *begun(NEED, stage="interests"))
    async with projecting(path, size, keep_report=keep) as window:
        window.faulty = True
        with monkeypatch.context() as patch:
            patch.setattr(InterestsView, "sheet", broken)
            desk.do(StateInterest(party="L", text="One list"))
            await window.until_sees("This cannot be shown here: KeyError, a mistake in the program.")
            assert window.sees("The meeting goes on without it. Report: ~/ibps.txt")
            assert len(kept) == 1 and SECRET not in kept[0]
        desk.do(StateInterest(party="L", text="Sleep on Sundays"))
        await window.until_sees("Sleep on Sundays")
        assert not window.sees("mistake")


async def test_the_room_s_window_ends_in_one_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "s.json"
    desk = meeting(path, *begun(NEED, stage="interests"))
    with pytest.raises(KeyError):
        async with projecting(path) as window:
            await window.until_sees(SECRET)
            monkeypatch.setattr(Wall, "draw", broken)
            desk.do(StateInterest(party="L", text="Sleep on Sundays"))
            async with asyncio.timeout(20):
                while not window.app.last_words:  # the follower has a thread of its own
                    await asyncio.sleep(0.01)
    said = window.app.last_words
    assert said.startswith("ibps had to stop: a mistake in the program, not yours. The session is") and (
        SECRET not in said
    )


async def test_where_no_report_can_be_written_that_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with running(tmp_path, *begun(NEED, stage="interests")) as seen:
        seen.faulty = True
        seen.house.state.mkdir(exist_ok=True)
        (seen.house.state / "reports").write_text("in the way")
        monkeypatch.setattr(InterestsView, "enter", broken)
        await seen.type_line("Sleep on Sundays")
        assert "No report could be written." in seen.said
