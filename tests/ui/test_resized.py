"""Whatever the window becomes while people type: the text, the chosen row and the focus stay as they were."""

from __future__ import annotations

import random
from typing import Any, cast

import pytest
from rich.cells import cell_len

from ibps.ui.screens.parts import SMALLEST
from ibps.ui.views import names
from ibps.ui.window.app import IbpsApp
from tests.docs.screens import SCREENS
from tests.ui.kit import Seen

SIZES = ((60, 20), (80, 24), (120, 40), (200, 60), (40, 12))
"""The last one is too small, which is said, and nothing is lost by it."""

FACILITATED = [name for name, screen in SCREENS.items() if screen.at != "room" and name != "palette"]
"""The palette is Textual's own screen over ours."""


def kept(seen: Seen) -> tuple[str, str, str, bool]:
    """What a resize may not change."""
    return seen.typed, seen.selected, seen.view, seen.typing


def budget(seen: Seen) -> None:
    """The screen holds what it must, from the first row to the last, and no row is longer than it."""
    width, height = seen.app.size
    lines = seen.see()
    assert len(lines) == height and all(cell_len(line) <= width for line in lines)
    if width < SMALLEST[0] or height < SMALLEST[1]:
        assert any("60 x 20" in line for line in lines), lines
        return
    assert seen.app.room.items.size.height >= (4 if height == 20 else 6), lines
    assert seen.hint.strip() == lines[-1].strip(), lines
    assert not any(line.rstrip().endswith("…") for line in lines[1:]), lines
    if seen.typing:
        assert seen.prompt in " ".join(lines[-6:]), lines


async def shaken(name: str, times: int, seed: int) -> None:
    """A screen resized at random so many times, with letters typed in between."""
    chance = random.Random(f"{name} {seed}")
    async with SCREENS[name].shown((80, 24)) as pilot:
        assert isinstance(pilot.app, IbpsApp)
        seen = Seen(pilot.app, pilot, cast(Any, None))
        await seen.settle()
        # At this size the coach is a page; in a wide window it stands beside the list.
        assert seen.view == SCREENS[name].view
        if not seen.typing:
            await seen.press("down")
        for _ in range(times):
            before = kept(seen)
            await seen.resize(*chance.choice([size for size in SIZES if size != tuple(seen.app.size)]))
            assert kept(seen) == before, (name, seen.app.size)
            budget(seen)
            if seen.typing and seen.view not in ("review", "places"):  # what is typed there chooses rows
                letter = chance.choice("abc def ")
                await seen.type(letter)
                assert kept(seen) == (f"{before[0]}{letter}", *before[1:])


@pytest.mark.parametrize("name", FACILITATED)
async def test_resizing_while_typing_changes_nothing(name: str) -> None:
    await shaken(name, 3, 1)


@pytest.mark.torture
@pytest.mark.parametrize("name", FACILITATED)
async def test_resizing_two_hundred_times_changes_nothing(name: str) -> None:
    await shaken(name, 200, 2)


def test_every_screen_is_among_them() -> None:
    """The answer of the open session looks as that of a stored one does."""
    assert set(names()) - {screen.view for screen in SCREENS.values()} == {"answer"}
