"""Two programs on one session: what the other does is followed, read along, and taken over."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Final

from textual.message import Message

from ibps.core.dates import day
from ibps.ui.follower import EVERY, Follower, Watched
from ibps.ui.view import Arm, Look, Order, Outcome, Say, World
from ibps.ui.window.aside import READING

if TYPE_CHECKING:
    from ibps.core.glimpse import Glimpse, Holder
    from ibps.core.journal import Journal
    from ibps.ui.house import Along, Opened
    from ibps.ui.window.app import IbpsApp

OWN: Final = 1.0
"""Seconds between two looks at the file of a session that is written here."""
SOMEBODY: Final = "Somebody else has this session open."
LOOKING: Final = "still looking."
MOMENTS: Final = ("check", "result", "words")
"""Views besides the stages that whoever reads along is taken to."""


class Looked(Message):
    """Something new, from the thread that looks."""

    def __init__(self, follower: Follower, glimpse: Glimpse) -> None:
        self.follower, self.glimpse = follower, glimpse
        super().__init__()


class Together:
    """What another program has to do with the session on the screen."""

    def __init__(self, app: IbpsApp) -> None:
        self.app = app
        self._follower: Follower | None = None
        self._along: Along | None = None
        self._holder: Holder | None = None

    def stop(self) -> None:
        """Look no more: the session was left."""
        if self._follower is not None:
            self._follower.stop()
        self._follower = self._along = self._holder = None
        self.app.parted.forget()

    def watch(self, opened: Opened) -> None:
        """Notice when somebody else changes a session that is written here."""
        self.stop()
        self._follow(opened.changes, OWN)

    async def read(self, file: str) -> None:
        """Read a session along that somebody else has open."""
        from ibps.ui.window.orders import alone

        app = self.app

        def look() -> tuple[Journal, tuple[str, ...], Along, Glimpse | None]:
            journal, notes = app.house.peek(file)
            along = app.house.along(file)
            return journal, notes, along, along.look()

        journal, notes, along, first = await app.aside(look, READING)
        self.stop()
        self._along = along
        app.room.fresh({})
        world = alone(app, journal, file, notes, read_only=True, other=SOMEBODY)
        app.show(world=world, look=Look(), form=None, saved="", trouble="", said="", said_bad=False)
        if first is not None:
            self._read_on(first, at_first=True)
        self._follow(along, EVERY)

    async def looked(self, event: Looked) -> None:
        """Something new was seen."""
        if event.follower is not self._follower:  # of a session that was left meanwhile
            return
        if self._along is not None:
            self._read_on(event.glimpse)
        elif event.glimpse.journal is None and not event.glimpse.trouble:
            self.app.parted.over()
        else:
            await self.app.parted.part(event.glimpse)

    def key(self) -> Outcome:
        """What the one key for it does: take over, from somebody who is gone."""
        world, key = self.app.now.world, self.app.now.world.keys.of("file")
        holder = self._holder
        if holder is None:
            return Say(world.other)
        if not holder.gone:
            when = f"Once it is closed there, or nothing is heard for a minute, {key} takes it over."
            return Say(f"{holder.who} has it open. {when}")
        if self.app.now.look.armed == "file":
            return Order("over")
        there = "" if holder.closed else " What is still entered there goes into a file of its own."
        check = world.meeting.open_check
        there += f" {check.number} is open, and becomes INCOMPLETE." if check else ""
        return Arm("file", f"{key} again: you write from here on.{there}")

    async def take_over(self) -> None:
        """Go on in a session whose owner is gone, and say whose it was."""
        from ibps.ui.window.orders import enter

        if self._along is None or self._holder is None:
            return
        holder, app, seen = self._holder, self.app, self._along.seen
        await enter(app, await app.aside(lambda: app.house.open(app.now.world.file, seen), READING))
        if not holder.closed:
            app.tell(f"You have taken it over from {holder.who}. Everything saved there is here.")

    def _follow(self, watched: Watched, every: float) -> None:
        def tell(glimpse: Glimpse) -> None:
            self.app.post_message(Looked(follower, glimpse))

        follower = self._follower = Follower(watched, tell, every)
        follower.start()

    def _read_on(self, glimpse: Glimpse, at_first: bool = False) -> None:
        app, scene = self.app, self.app.now
        self._holder = glimpse.holder or self._holder
        world = replace(scene.world, today=app.house.clock().date())
        if self._holder is not None:
            world = replace(world, other=_reading(self._holder, world))
        if glimpse.journal is None:
            app.show(world=world, said=f"{glimpse.trouble}; {LOOKING}", said_bad=True)
            return
        look, select = scene.look, ""
        if glimpse.journal is not scene.world.journal or at_first:
            look, select = self._led(world, glimpse.journal, at_first)
            world = replace(world, journal=glimpse.journal, record=glimpse.journal.record)
        saved = f"{glimpse.journal.entries[-1].at:%H:%M:%S}"
        old = scene.said.endswith(LOOKING) or (world.other != scene.world.other and not scene.look.armed)
        said = {"said": "", "said_bad": False} if old else {}  # what was said of them holds no more
        app.show(world=world, look=look, saved=saved, select=select, **said)

    def _led(self, world: World, journal: Journal, at_first: bool) -> tuple[Look, str]:
        """Where the meeting is now, and the row new there. Whoever looks at something else is left there."""
        from ibps.ui.actions import STAGES
        from ibps.ui.projected import looked_at, newest
        from ibps.ui.views import view

        look = self.app.now.look
        if not at_first and (look.under or look.view not in (*STAGES, *MOMENTS)):
            return look, ""
        there = looked_at(journal)
        now = there if there.view in (*STAGES, *MOMENTS) else Look(journal.record.stage)
        if at_first or (now.view, now.about) != (look.view, look.about):
            return replace(look, view=now.view, about=now.about, armed=""), ""
        before, after = world, replace(world, journal=journal, record=journal.record)
        shown = view(look.view)
        return look, newest(shown.sheet(before, look).rows, shown.sheet(after, look).rows)

def _reading(holder: Holder, world: World) -> str:
    key, since = world.keys.of("file"), _since(holder, world.today)
    if holder.closed:
        return f"{holder.who} has closed it. {key} takes it up; until then you only read."
    if holder.gone:
        return f"{holder.who}, who had it open{since}, seems gone. {key} takes it over."
    return f"{holder.who} has had it open{since}. You are reading along."


def _since(holder: Holder, today: date) -> str:
    if holder.since is None:
        return ""
    other_day = "" if holder.since.date() == today else f"{day(holder.since.date())}, "
    return f" since {other_day}{holder.since:%H:%M}"
