"""The one frame that all tabs show, and who waits for the next.

A tab is never sent what it missed, only how things stand: so nothing piles up for a slow one.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime

from ibps.core.glimpse import Glimpse
from ibps.core.timer import time_left
from ibps.web.frame import Frame, State, frame


class Feed:
    """Turns what is known of the file into frames. Everything happens on the loop's own thread."""

    def __init__(self, named: str, now: Callable[[], datetime], silent: Callable[[], bool]) -> None:
        """`named` is what was asked for, said while there is nothing to show; `silent`: no disk answers."""
        self._now, self._silent = now, silent
        self._state = State(named)
        self._day: date = now().date()
        self.frame: Frame = frame(self._state, now())
        self.number = 1
        self._news = asyncio.Event()

    def seen(self, glimpse: Glimpse) -> None:
        """The file was looked at, and something is new."""
        journal = glimpse.journal or self._state.journal
        self._become(replace(self._state, journal=journal, glimpse=glimpse))

    def tick(self) -> None:
        """What changes with time alone: whether the folder answers, the time left, and the day."""
        self._become(replace(self._state, silent=self._silent()))

    async def after(self, number: int) -> int:
        """The number of the frame there is, once it is not that one."""
        while self.number == number:
            await self._news.wait()
        return self.number

    def _become(self, state: State) -> None:
        now = self._now()
        timer = state.journal.record.timer if state.journal else None
        state = replace(state, left=time_left(timer, now))
        if state == self._state and now.date() == self._day:
            return
        self._state, self._day = state, now.date()
        new = frame(state, now, self.frame)
        if new.room == self.frame.room:
            return
        self.frame = new
        self.number += 1
        news, self._news = self._news, asyncio.Event()
        news.set()
