"""One session after the other in one window: nothing of one is ever shown, kept or written in another."""

from __future__ import annotations

from pathlib import Path

from ibps.cli.house import Start
from ibps.core.stages.closing import ReadBackMinutes
from ibps.ui.window.keeping import leave_session
from ibps.ui.window.orders import go_home, practice_session, read_session
from tests.ui.kit import TODAY, Seen, begun, house, running

PAGE = (ReadBackMinutes(),)


def stored(tmp_path: Path, title: str) -> str:
    opened = house(tmp_path).new(begun(*PAGE, title=title, stage="closing"), title, TODAY, False)
    opened.close()
    return opened.name


async def excepted(seen: Seen, name: str) -> None:
    """From the review into the follow-up of a session, its page, and what the first person excepts."""
    await go_home(seen.app, "review")
    await read_session(seen.app, name)
    await seen.settle()
    await seen.press("f", "end", "enter", "e")
    assert seen.view == "attest" and seen.asking


async def test_what_was_not_sent_in_one_session_waits_there_and_is_in_no_other(tmp_path: Path) -> None:
    one, other = stored(tmp_path, "Epsilon"), stored(tmp_path, "Zeta")
    async with running(tmp_path) as seen:
        await excepted(seen, one)
        await seen.type("the count is wrong")
        await seen.press("escape", "escape")
        assert seen.view == "attest" and not seen.asking
        await excepted(seen, other)
        assert seen.typed == ""
        assert list(seen.house.draft(one).values()) == ["the count is wrong"]
        await seen.type("of Zeta")
        await seen.press("ctrl+q")
    assert list(house(tmp_path).draft(other).values()) == ["of Zeta"]
    async with running(tmp_path) as seen:
        await excepted(seen, one)
        assert seen.typed == "the count is wrong"


async def test_what_is_typed_on_the_lists_stays_with_the_lists(tmp_path: Path) -> None:
    name = stored(tmp_path, "Epsilon")
    async with running(tmp_path, start=Start(screen="review")) as seen:
        await seen.type("eps")
        await seen.press("escape", "enter")
        assert seen.view == "reader"
        await seen.press("f", "escape", "escape")
        assert seen.view == "review" and seen.typed == "eps" and seen.house.draft(name) == {}


async def test_nothing_of_a_practice_case_is_in_a_real_session(tmp_path: Path) -> None:
    name = stored(tmp_path, "Breaks")
    async with running(tmp_path) as seen:
        await practice_session(seen.app, seen.house.scenarios()[0].name, "")
        hidden = frozenset({"blame"})
        assert seen.app.now.world.scenario
        seen.house.hush(name, hidden)
        await leave_session(seen.app)
        await go_home(seen.app, "review")
        assert seen.app.now.world.scenario is None and seen.app.now.world.file == ""
        await read_session(seen.app, name)
        assert seen.app.now.world.scenario is None and seen.app.now.world.hushed == hidden
        await seen.settle()
        await seen.press("ctrl+g")
        await seen.type_line("ana")
        assert seen.view == "opening" and not seen.sees("THE CASE")
