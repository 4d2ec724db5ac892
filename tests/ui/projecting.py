"""The room's window over a real file, beside somebody who writes it; waits for what happens, for no time."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, cast

from textual.message import Message
from textual.widgets import Static

from ibps.core.value import Act
from ibps.desk import Desk
from ibps.store.session_file import SessionFile
from ibps.store.watch import Watch
from ibps.ui.follower import Watched
from ibps.ui.projector import Projector
from ibps.ui.screens.wall import Wall
from ibps.ui.settings import AS_IT_COMES, Settings
from tests.ui.kit import Clock, Seen, house

DEADLINE = 20.0
"""Seconds after which a test says that something never came. Nothing waits for as long as that otherwise."""


class Window(Seen):
    """What hangs on the wall."""

    news: asyncio.Event

    @property
    def wall(self) -> Wall:
        return cast(Any, self.app).wall  # type: ignore[no-any-return]  # the app is a Projector here

    async def wait(self, holds: Callable[[], bool], what: str) -> None:
        """Wait until the window shows something, going on each time something new was told to it."""
        async with asyncio.timeout(DEADLINE):
            while True:
                self.news.clear()
                await self.settle()
                if holds():
                    return
                try:
                    await self.news.wait()
                except asyncio.CancelledError:
                    raise AssertionError(f"never seen: {what}\n" + "\n".join(self.see())) from None

    async def until_sees(self, text: str) -> None:
        """Wait until these words stand on the screen."""
        await self.wait(lambda: self.sees(text), text)

    @property
    def line(self) -> str:
        """The last line: the keys, or what stands in the way."""
        return self._text(self.wall.line)

    def part(self, name: str) -> str:
        """The words of a part of the screen; "" when it is not there."""
        return self._text(self.wall.query_one(f"#{name}", Static))


@asynccontextmanager
async def projecting(
    path: Path,
    size: tuple[int, int] = (80, 24),
    watched: Watched | None = None,
    patience: float = 1e9,
    settings: Settings = AS_IT_COMES,
    keep_report: Callable[[str], str] = lambda text: "",
) -> AsyncIterator[Window]:
    """The room's window on this file, whether it is there or not."""
    news = asyncio.Event()

    def told(message: Message) -> None:
        if isinstance(message, Wall.Seen):
            news.set()

    app = Projector(watched or Watch(lambda: path), path.name, Clock(step=0), patience, settings, keep_report)
    async with app.run_test(size=size, message_hook=told) as pilot:
        window = Window(cast(Any, app), cast(Any, pilot), house(path.parent))
        window.news = news
        await window.settle()
        yield window


def meeting(path: Path, *acts: Act) -> Desk:
    """A session of these acts on the disk, to go on with."""
    return Desk.new(SessionFile(path), acts, Clock())
