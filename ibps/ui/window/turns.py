"""One key after the other, however fast they come: none overtakes what the ones before it asked for."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable, Sequence
from typing import Any

from textual import events
from textual.app import App
from textual.message_pump import MessagePump

from ibps.ui.widgets.entry_line import EDITS, EntryLine

PATIENCE = 1.0
"""Seconds after which the next key no longer waits: what the last one went to is gone."""

HOPS = 3
"""Times a message may be passed on by one part of the screen before it goes to the next."""


class OneKeyAtATime(App[Any]):
    """Hands out a key once all that the keys before it set off has been done.

    A key goes from the app to the widget with the focus, and what it means comes back by way of the screen,
    each with a queue of its own. Without this, an answer typed fast would land on the person before, and undo
    would take back what was said before the last letters. So a messenger is sent the same way after each
    key; once it is back, everything before it has arrived. Letters typed into the entry line mean nothing
    yet, and follow one another at once.
    """

    def __init__(self) -> None:
        super().__init__()
        self._keys: deque[events.Event] = deque()
        self._turn = 0
        self._under_way = False
        self._loose = False  # letters are on their way to the entry line
        self._held = False  # what the last key asked for is not done yet, and takes its time
        self._patience: asyncio.TimerHandle | None = None

    async def on_event(self, event: events.Event) -> None:
        """Keys and what is pasted wait for their turn; everything else goes on as it comes."""
        if not isinstance(event, events.Key | events.Paste) or event.is_forwarded:
            await super().on_event(event)
            return
        if self._held and isinstance(event, events.Key) and self.meanwhile(event.key):
            return
        self._keys.append(event)
        if not self._under_way:
            await self._next_turn()

    def hold(self) -> None:
        """From here on keys wait, until `release`; what only changes the line goes on changing it."""
        self._held = True

    def release(self) -> None:
        """What was waited for is done: the keys that came meanwhile have their turns."""
        if self._held:
            self._held = False
            self.call_later(self._go_on_with_keys)

    def _go_on_with_keys(self) -> None:
        # What came of it is shown first: a messenger that is on its way set out before that.
        self._under_way = True
        self._send_messenger()

    def meanwhile(self, key: str) -> bool:
        """Whether this key means something at once, also while the others wait."""
        return False

    def waiting(self) -> str:
        """What waits for its turn and is text, in order; Enter ends a line."""
        keys = [event for event in self._keys if isinstance(event, events.Key)]
        return "".join("\n" if one.key == "enter" else one.character or "" for one in keys if _readable(one))

    async def _next_turn(self) -> None:
        self._under_way = True
        while self._keys:
            if self._is_text(self._keys[0]):
                self._loose = True
                await super().on_event(self._keys.popleft())
                continue
            if self._held:
                break
            if not self._loose:
                await super().on_event(self._keys.popleft())
            self._loose = False
            self._send_messenger()
            return
        self._under_way = False

    def _is_text(self, event: events.Event) -> bool:
        """Whether it changes the entry line and nothing else."""
        if not isinstance(self.focused, EntryLine):
            return False
        if not isinstance(event, events.Key):
            return self._held
        return event.is_printable or (self._held and event.key in EDITS)

    def _send_messenger(self) -> None:
        """To whatever has the focus, up from there through all that holds it to the screen, and back."""
        self._turn += 1
        turn = self._turn

        async def back() -> None:
            if turn == self._turn:
                await self._next_turn()

        up = [node for node in (self.focused or self.screen).ancestors_with_self if node is not self]
        way = [*(node for node in up for _ in range(HOPS)), *[self] * (HOPS - 1)]
        # Asked twice: a slow disk may have held up everything, the messenger and this clock alike.
        self._wait(lambda: self._wait(lambda: self.call_later(back)))
        self._go(way, back)

    def _wait(self, then: Callable[[], object]) -> None:
        if self._patience is not None:
            self._patience.cancel()
        self._patience = asyncio.get_running_loop().call_later(PATIENCE, then)

    def _go(self, way: Sequence[MessagePump], back: Callable[[], Awaitable[None]]) -> None:
        if not way:
            self.call_later(back)
        elif not way[0].call_later(self._go, way[1:], back):
            self._go(way[1:], back)  # it is closing, and passes nothing on


def _readable(key: events.Key) -> bool:
    return key.is_printable or key.key == "enter"
