"""The mouse: what can be clicked does what its key does, and people's words are never among it."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.command import Command, CommandList, CommandPalette
from textual.widget import Widget

from ibps.core.stages.consensus import DraftStraw
from ibps.core.stages.interests import StateInterest
from ibps.core.stages.issue import WordIssue
from ibps.ui.keymap import pressed
from ibps.ui.settings import read
from tests.ui.kit import Seen, begun, running
from tests.ui.projecting import meeting, projecting

EVIL = "[@click=app.key('ctrl+q')]Know[/] [bold]who[/] ^u undo  q leave"
WORDS = ("@click", "Know", "undo  q", "leave")
NEEDS = tuple(StateInterest(party="L", text=f"Need {number}") for number in range(1, 60))


async def click(seen: Seen, widget: Widget, x: int, y: int = 0, times: int = 1) -> None:
    """A click on a cell of what the widget shows."""
    await seen.pilot.click(widget, offset=(x + widget.gutter.left, y + widget.gutter.top), times=times)
    await seen.settle()


async def click_word(seen: Seen, widget: Widget, word: str) -> None:
    """A click on the first letter of a word that stands on a line."""
    await click(seen, widget, str(getattr(widget, "content")).index(word))  # noqa: B009  # a Static's own text


# the hint line


async def test_a_click_on_a_hint_is_its_key(tmp_path: Path) -> None:
    async with running(tmp_path, *begun(*NEEDS[:2], stage="interests"), size=(120, 40)) as seen:
        hint = seen.app.room.hint
        await click_word(seen, hint, "undo")
        assert seen.said.startswith("Taken back") and seen.typing, "and the focus stays where it was"
        await click_word(seen, hint, "list")
        assert not seen.typing
        await click_word(seen, hint, "shared")
        assert seen.asking.startswith("Who says I1")
        await click_word(seen, hint, "leaves")
        assert not seen.asking
        await click_word(seen, hint, "help")
        assert seen.view == "help"
        await click_word(seen, hint, "back")
        assert seen.view == "interests"
        before = seen.path.read_bytes()
        gap = seen.hint.index("  ")
        await click(seen, hint, gap)
        assert seen.view == "interests" and seen.path.read_bytes() == before, "between two keys is nothing"


@pytest.mark.parametrize("view", ["check", "opening", "closing"])
async def test_every_hint_of_a_view_is_one_that_can_be_clicked(tmp_path: Path, view: str) -> None:
    async with running(tmp_path, *begun(), size=(200, 40)) as seen:
        await seen.to_list()
        hint = seen.app.room.hint
        for place, piece in enumerate(seen.hint.split("  ")):
            at = seen.hint.index(piece) + (len(piece) - 1 if place else 0)
            assert hint.under(at) == piece.split(" ")[0], piece
            assert pressed(hint.under(at)), piece
        assert hint.under(len(seen.hint)) == ""


async def test_a_hint_shows_and_clicks_a_key_of_ones_own(tmp_path: Path) -> None:
    settings = read('[keys]\nundo = "ctrl+b"', "settings.toml")
    async with running(tmp_path, *begun(*NEEDS[:1], stage="interests"), settings=settings) as seen:
        await click_word(seen, seen.app.room.hint, "^b undo")
        assert seen.said.startswith("Taken back")


# the rail


async def test_a_click_on_the_next_stage_asks_twice_as_its_key_does(tmp_path: Path) -> None:
    async with running(tmp_path, *begun(stage="issue"), size=(120, 40)) as seen:
        await click_word(seen, seen.app.room.rail, "2 Interests")
        assert seen.view == "issue" and seen.said.startswith("Not yet true")
        await click_word(seen, seen.app.room.rail, "2 Interests")
        assert seen.view == "interests" and seen.last()[0] == {"do": "EnterStage", "stage": "interests"}
        await click_word(seen, seen.app.room.rail, "1 Issue")
        assert seen.view == "issue" and seen.said.startswith("Back.")


async def test_a_click_further_on_goes_there_and_back_at_once(tmp_path: Path) -> None:
    async with running(tmp_path, *begun(stage="issue"), size=(120, 40)) as seen:
        await click_word(seen, seen.app.room.rail, "5 Consensus")
        assert seen.view == "consensus"
        await click_word(seen, seen.app.room.rail, "Opening")
        assert seen.view == "opening" and seen.said == "Back. Nothing is lost."
        count = len(seen.acts())
        await click_word(seen, seen.app.room.rail, "Opening")
        assert seen.view == "opening" and len(seen.acts()) == count, "one is there already"


@pytest.mark.parametrize("width", [60, 80, 120])
async def test_every_stage_can_be_hit_at_any_width(tmp_path: Path, width: int) -> None:
    async with running(tmp_path, *begun(stage="issue"), size=(width, 24)) as seen:
        found = [seen.app.room.rail.under(x) for x in range(len(seen.rail))]
        order = [stage for stage in dict.fromkeys(found) if stage]
        assert order == ["opening", "issue", "interests", "options", "standards", "consensus", "closing"]


async def test_a_question_is_answered_first(tmp_path: Path) -> None:
    async with running(tmp_path, *begun(stage="issue"), size=(120, 40)) as seen:
        await seen.press("f7")
        for stage in ("2 Interests", "5 Consensus", "Opening", "1 Issue"):
            await click_word(seen, seen.app.room.rail, stage)
            assert seen.view == "issue" and seen.said.startswith("Answer first")
        await click(seen, seen.app.room.entry, 1)
        assert seen.prompt == "[Idea]" and seen.asking


# the list and the line


async def test_the_list_and_the_line_take_the_focus_and_the_label_is_tab(tmp_path: Path) -> None:
    async with running(tmp_path, *begun(*NEEDS[:4], stage="interests")) as seen:
        room = seen.app.room
        await click(seen, room.items, 10, 2)
        assert not seen.typing and seen.selected == "I3"
        await click(seen, room.entry, 20)
        assert seen.typing and seen.prompt == "[L]"
        await seen.type("half")
        await click(seen, room.entry, 1)
        assert seen.prompt == "[M]" and seen.typed == "half"
        await click(seen, room.items, 10, 0, times=2)
        assert seen.selected == "I1" and seen.typing, "as Enter on the list does in a stage"


async def test_a_double_click_opens_and_the_wheel_scrolls(tmp_path: Path) -> None:
    async with running(tmp_path, *begun(*NEEDS, stage="interests")) as seen:
        items = seen.app.room.items
        top = items.scroll_offset.y
        await seen.pilot._post_mouse_events([_wheel()], items, offset=(5, 5))
        await seen.settle()
        assert items.scroll_offset.y == top + 3
        await seen.to_list()
        await seen.until("desk", "escape")
        await click(seen, seen.app.room.items, 10, 0, times=2)
        assert seen.view == "reader"


def _wheel() -> type:
    from textual.events import MouseScrollDown

    return MouseScrollDown


async def test_a_click_brings_a_blanked_screen_back(tmp_path: Path) -> None:
    async with running(tmp_path, *begun(stage="issue")) as seen:
        await seen.press("f9")
        assert seen.view == "blank"
        await seen.pilot.click(offset=(10, 10))
        await seen.settle()
        assert seen.view == "issue"


# people's words


async def test_words_of_people_do_nothing_when_clicked(tmp_path: Path) -> None:
    """Wherever they stand: the top line, the question, the list, the line below, the label."""
    acts = (WordIssue(text=EVIL), StateInterest(party="L", text=EVIL), DraftStraw(text=EVIL))
    async with running(tmp_path, *begun(*acts, title=EVIL, stage="interests")) as seen:
        await seen.type(EVIL)
        await seen.to_list()
        before = seen.path.read_bytes()
        lines = list(enumerate(seen.see()))
        places = [(line.index(word), y) for y, line in lines for word in WORDS if word in line]
        assert len(places) > 8
        for place in places:
            await seen.pilot.click(offset=place)
        await seen.settle()
        assert seen.app.is_running and not seen.app._exit
        assert seen.view == "interests" and seen.path.read_bytes() == before and seen.typed == EVIL


# the palette


async def test_the_palette_offers_every_look_ours_first_and_each_can_be_shown(tmp_path: Path) -> None:
    async with running(tmp_path, *begun(stage="issue")) as seen:
        commands = list(seen.app.get_system_commands(seen.app.screen))
        looks = [one for one in commands if one.title.startswith("Look: ")]
        assert [one.title for one in looks[:2]] == ["Look: ibps-light", "Look: ibps-dark"]
        assert len(looks) == len(seen.app.available_themes)
        for look in looks:
            look.callback()
            await seen.settle()
            assert f"Look: {seen.app.theme}" == look.title and seen.sees("How can we") | seen.sees("ISSUE")
        await seen.press("ctrl+l")
        assert seen.app.theme == "ibps-dark", "from a light look to our dark one"


async def test_the_palette_opens_with_what_is_needed_and_ends_with_the_looks(tmp_path: Path) -> None:
    async with running(tmp_path, *begun(stage="issue")) as seen:
        offered = [one.title for one in seen.app.get_system_commands(seen.app.screen)]
        await seen.press("ctrl+p")
        palette = seen.app.screen
        assert isinstance(palette, CommandPalette)
        await palette.workers.wait_for_complete()
        await seen.settle()
        options = palette.query_one(CommandList).options
        shown = [one.hit.text for one in options if isinstance(one, Command)]
        assert shown == offered
        assert not offered[0].startswith("Look: ") and offered[-1].startswith("Look: ")


async def test_the_palette_offers_what_works_and_no_more(tmp_path: Path) -> None:
    async with running(tmp_path, *begun()) as seen:

        def offered() -> set[str]:
            found = (one.title for one in seen.app.get_system_commands(seen.app.screen))
            return {title for title in found if not title.startswith("Look: ")}

        assert "here (h)" in offered() and "role cards (d)" not in offered() and "back (F3)" not in offered()
        await seen.press("f6")
        assert offered() == {"help (F1)", "light/dark (^l)", "leave (^q)", "blank (F9)"}
        await seen.press("escape", "f9", "ctrl+p")
        assert seen.view == "opening" and seen.app.screen is seen.app.room, "any key brings it back"


async def test_keys_of_the_room_do_nothing_behind_the_palette(tmp_path: Path) -> None:
    async with running(tmp_path, *begun(*NEEDS[:2], stage="interests")) as seen:
        before = seen.path.read_bytes()
        await seen.press("ctrl+p")
        assert seen.app.screen is not seen.app.room
        await seen.press("ctrl+u", "ctrl+n", "f6")
        assert seen.path.read_bytes() == before and seen.view == "interests" and not seen.asking


async def test_the_room_window_has_the_wheel_a_click_and_keys_of_ones_own(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    meeting(path, *begun(*NEEDS, stage="interests"))
    settings = read('[keys]\nblank = "ctrl+b"\ntheme = "ctrl+q"\nquit = "ctrl+l"', "settings.toml")
    async with projecting(path, settings=settings) as window:
        assert window.line == "b blank  ^q light/dark  q leave"
        await window.press("ctrl+b")
        assert window.sees("BLANKED")
        await window.pilot.click(offset=(5, 5))
        await window.settle()
        assert not window.sees("BLANKED")
        await window.press("f9")
        assert not window.sees("BLANKED") and window.app.theme == "ibps-light" and window.app.is_running
        await window.press("ctrl+q")
        assert window.app.theme == "ibps-dark" and window.app.is_running
        await window.press("ctrl+l")
        assert window.app._exit
