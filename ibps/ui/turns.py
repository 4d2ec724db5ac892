"""One key after the other, however fast they come: none overtakes what the ones before it asked for."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from textual.widget import Widget

    from ibps.ui.screens.room import Room


def in_turn(room: Room, act: Callable[[], object]) -> None:
    """Do this once all that was pressed before has come to the app.

    A key of the app would overtake letters that wait in the list or the entry line. So it takes the way
    they take, through the queue of whatever has the focus and then of the room, and waits with them while
    the list waits for an answer.
    """

    def arrive(focused: Widget) -> None:
        focused.call_later(go_on)

    def go_on() -> None:
        if not room.items.in_turn(arrive):
            room.call_later(act)

    arrive(room.focused or room)
