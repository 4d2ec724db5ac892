"""Unsent text, the stage looked at and the row chosen, when the program is stopped in the middle."""

from __future__ import annotations

from pathlib import Path

import pytest

from ibps.core.stages.interests import StateInterest
from ibps.ui.view import Look
from ibps.ui.window import keeping
from ibps.ui.window.app import IbpsApp
from ibps.ui.window.asking import unfinished
from tests.ui.kit import Seen, begun, running
from tests.ui.saving.stalling import until

NEEDS = tuple(StateInterest(party="L", text=text) for text in ("One need", "Another", "A third"))


async def again(seen: Seen) -> tuple[str, str]:
    """What another program finds that opens the session after this one was stopped: view and row."""
    assert seen.app.opened is not None
    seen.app.opened.close()
    seen.app.opened = seen.app.desk = None
    seen.app.open(seen.app.session)
    await seen.settle()
    return seen.view, seen.selected


async def test_stage_and_row_come_back(tmp_path: Path) -> None:
    async with running(tmp_path, *begun(*NEEDS, stage="interests")) as seen:
        await seen.press("ctrl+n", "ctrl+n", "f3")
        await seen.choose("I2")
        seen.app.keep_drafts()
        assert await again(seen) == ("interests", "I2")


async def test_a_stage_only_looked_at_comes_back_from_under_another_page(tmp_path: Path) -> None:
    async with running(tmp_path, *begun(*NEEDS, stage="options")) as seen:
        seen.app.show(look=seen.app.now.look.instead("interests"))
        await seen.settle()
        await seen.press("f4")
        seen.app.keep_drafts()
        assert (await again(seen))[0] == "interests" and seen.disk().stage == "options"


async def test_whoever_left_begins_where_the_meeting_is(tmp_path: Path) -> None:
    async with running(tmp_path, *begun(*NEEDS, stage="options")) as seen:
        seen.app.show(look=seen.app.now.look.instead("interests"))
        await seen.settle()
        seen.app.keep_drafts()
        seen.app.begin(lambda: keeping.leave_session(seen.app))
        assert seen.house.left_at(seen.app.session) == ("", "")
        assert opened(seen) == "options"


def opened(seen: Seen) -> str:
    seen.app.open(seen.app.session)
    return seen.view


async def test_unsent_text_has_the_cursor(tmp_path: Path) -> None:
    """On the list, the next letter of a name would be a key."""
    async with running(tmp_path, *begun(*NEEDS, stage="interests")) as seen:
        await seen.press("escape")
        await seen.choose("I2")
        await seen.press("a")
        await seen.type("half a nam")
        seen.app.keep_drafts()
        seen.app.show(look=Look())  # a program begins at the front desk
        assert await again(seen) == ("interests", "I2")
        await seen.type("e")  # which changes what is chosen, on the list
        assert seen.typed == "half a name"


@pytest.mark.parametrize(
    "kept", [b'{"at": 3}', b'{"at": ["nowhere", "I1"]}', b'{"at": ["issue"]}', b"[1]", b"{"]
)
async def test_a_damaged_note_of_it_is_no_trouble(tmp_path: Path, kept: bytes) -> None:
    async with running(tmp_path, *begun(*NEEDS, stage="interests")) as seen:
        await seen.type("half")
        seen.app.keep_drafts()
        (file,) = (seen.house.state / "drafts").glob("*.json")
        file.write_bytes(kept)
        assert (await again(seen))[0] == "interests"


async def test_typing_is_kept_half_a_second_after_the_last_key_and_no_key_waits_for_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with running(tmp_path, *begun(*NEEDS, stage="interests")) as seen:
        written: list[dict[str, str]] = []
        keep = type(seen.house).keep_draft

        def count(house: object, name: str, texts: dict[str, str], at: tuple[str, str]) -> bool:
            written.append(texts)
            return keep(seen.house, name, texts, at)

        monkeypatch.setattr(type(seen.house), "keep_draft", count)
        await seen.type("Know who covers when somebody is away for long")
        typed = len(written)
        assert typed <= 2
        await until(seen, lambda: bool(written) and "away for long" in written[-1].get("interests", ""), 3)
        app: IbpsApp = seen.app
        assert app.kept[1] == {"interests": "Know who covers when somebody is away for long"}


async def test_questions_that_were_left_half_answered_are_named(tmp_path: Path) -> None:
    """They stand on no line until they are asked again, so nobody would know that anything is there."""
    async with running(tmp_path, *begun(*NEEDS, stage="interests")) as seen:
        await seen.press("f6")
        await seen.type_line("Parking lights")
        await seen.type("no ti")
        seen.app.keep_drafts()
        seen.app.show(form=None)  # stopped in the middle: what is on the screen is gone
        await again(seen)
        assert "What was typed for “Park” is kept" in seen.said
        await seen.press("f6")
        assert seen.typed == "Parking lights"


def test_notes_that_are_private_are_not_named() -> None:
    drafts = {"notes?n1?Change?text": "her tone", "of Ana notes?n1?Change?text": "x", "issue": "y"}
    assert unfinished(drafts) == ""
