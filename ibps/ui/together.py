"""Two programs on one session: reading along, taking over, and two versions of which people choose one."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Final

from textual.message import Message

from ibps.core.dates import day
from ibps.core.errors import Conflict, IbpsError, InUse, NotSaved
from ibps.ui import asking, elsewhere
from ibps.ui.aside import CLOSING, READING
from ibps.ui.follower import EVERY, Follower, Watched
from ibps.ui.keeping import NOWHERE
from ibps.ui.view import Arm, Go, Look, Order, Outcome, Say, World

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ibps.core.apart import Apart
    from ibps.core.glimpse import Glimpse, Holder
    from ibps.core.journal import Journal
    from ibps.ui.app import IbpsApp
    from ibps.ui.house import Along, Opened

OWN: Final = 1.0
"""Seconds between two looks at the file of a session that is written here."""
AS_BEFORE: Final = "The file is again as it was left here."
ALONE: Final = "It holds all that was saved here."
ROOM: Final = "If the room has a window of its own, open that anew with this file."
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
        self._forget()

    @property
    def reading(self) -> bool:
        """Whether somebody else has the session, and it is read along here."""
        return self._along is not None

    def stop(self) -> None:
        """Look no more: the session was left."""
        if self._follower is not None:
            self._follower.stop()
        self._follower = self._along = self._holder = None
        self._forget()

    def _forget(self) -> None:
        """There are no two versions, or not any more."""
        self._kept = ""  # how our version beside the file is opened
        self._ours: Journal | None = None  # it, where it has an entry more than what is shown here
        self._entered: Mapping[str, str] = {}  # by draft: the text that is in that version already

    @property
    def alone(self) -> bool:
        """Whether what was entered here is in no file: somebody changed it, and no place was beside it."""
        apart = self.app.now.world.apart
        return apart is not None and not apart.kept and bool(apart.ours or apart.missing)

    def watch(self, opened: Opened) -> None:
        """Notice when somebody else changes a session that is written here."""
        self.stop()
        self._follow(opened.changes, OWN)

    async def read(self, file: str) -> None:
        """Read a session along that somebody else has open."""
        from ibps.ui.orders import alone

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
            self._forget()
            self.app.show(world=replace(self.app.now.world, other="", apart=None), trouble="")
            self.app.tell(AS_BEFORE)
        else:
            await self._part(event.glimpse)

    def both(self) -> Outcome:
        """The one key for it: take over, or choose."""
        world, key = self.app.now.world, self.app.now.world.keys.of("file")
        if self.alone:  # first of all into a file
            return elsewhere.ask(self.app)
        if world.apart is not None:
            asking.put_aside(self.app)
            return Go("versions")
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
        from ibps.ui.orders import enter

        if self._along is None or self._holder is None:
            return
        holder, app, seen = self._holder, self.app, self._along.seen
        await enter(app, await app.aside(lambda: app.house.open(app.now.world.file, seen), READING))
        if not holder.closed:
            app.tell(f"You have taken it over from {holder.who}. Everything saved there is here.")

    async def conflict(self, error: Conflict) -> None:
        """A save found the file changed: what was entered is in ours, beside it, and people choose."""
        opened, app = self.app.opened, self.app
        if opened is None:  # while it was being opened, so nothing of it is unsaved here
            app.tell(str(error), bad=True)
            return
        entered = dict(app.in_flight)
        app.show(trouble=error.reason, said=str(error), said_bad=True)  # whatever comes of the rest
        glimpse = await app.aside(opened.changes.found, READING)
        if glimpse is None or not error.kept:
            return
        kept = opened.beside(error.kept)
        self._ours = (await app.aside(lambda: app.house.peek(kept), READING))[0]
        self._kept, self._entered = kept, entered
        await self._part(glimpse)

    async def choose(self, ours: bool) -> None:
        """Go on in one of the two. The other stays as it is."""
        from ibps.ui.keeping import leave_session, unsent_now
        from ibps.ui.orders import enter, follow_session, go_home, read_session

        app, opened = self.app, self.app.opened
        if opened is None or app.now.world.apart is None:
            return
        if ours and not self._kept:
            self._kept = await app.aside(opened.keep)
        missing = app.now.world.apart.missing
        kept, entered, name, slots = self._kept, self._entered, opened.name, app.now.look.slots
        following, file, ahead = app.now.world.read_only, kept if ours else name, ""
        app.in_flight = {}  # the word that chose is not kept, or it stood there at the next choice
        texts = unsent_now(app)[1]
        said = f"You go on with what is in the file.{f' Ours stays in {kept}.' if kept else ''}"
        try:
            await leave_session(app)
            if ours:
                rest = ALONE if missing else "The other version stays as it is."
                said = f"You go on in {kept}. {rest} {ROOM}"
                texts = {draft: _not_in(text, entered.get(draft, "")) for draft, text in texts.items()}
                app.house.keep_draft(kept, texts, NOWHERE)
                elsewhere.take_along(app, kept)
            if following:
                app.show(look=Look(), form=None, trouble="")
                await read_session(app, file)
                await follow_session(app, file)
            else:
                chosen = await app.aside(lambda: app.house.open(file), READING)
                ahead = app.room.entry.text
                await enter(app, chosen)
        except InUse:
            await self.read(file)
        except IbpsError as error:
            await go_home(app, "desk")
            app.tell(str(error), bad=True)
        else:  # what was typed for one party is not entered for another
            app.show(look=replace(app.now.look, slots=slots), said=said, said_bad=False)
            app.room.entry.text += ahead  # typed while it was read

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

    async def _part(self, glimpse: Glimpse) -> None:
        """Two versions: ours is kept beside the file at once; nothing more is written until people chose."""
        from ibps.core.apart import Apart, apart

        app, opened = self.app, self.app.opened
        if app.desk is None or opened is None:
            return
        ours, theirs, found = self._ours or app.desk.journal, glimpse.journal, Apart(0)
        if theirs is not None:
            found = await app.aside(lambda: apart(ours, theirs), READING)
        by = glimpse.holder.who if glimpse.holder else ""
        missing = "" if theirs else f"{glimpse.trouble} {glimpse.why}".strip()
        found = replace(found, by=by, missing=missing)
        why = ""
        if not self._kept and (found.ours or found.missing):
            try:
                self._kept = await app.aside(opened.keep, READING)
            except NotSaved as error:
                why = error.reason
        self._tell_both(found, why)

    async def keep_at_last(self) -> None:
        """Before the session is left: what somebody changed since the last look, or what found no place."""
        from ibps.core.apart import first_difference

        app, opened = self.app, self.app.opened
        if app.desk is None or opened is None or app.given_up is not None or self._kept:
            return
        ours = app.desk.journal.entries

        def keep() -> None:
            found = opened.changes.found()
            if found is None:
                return
            if found.journal is None or first_difference(ours, found.journal.entries) <= len(ours):
                with suppress(NotSaved):  # whoever leaves all the same was told
                    opened.keep()

        await app.aside(keep, CLOSING)

    def kept(self, name: str) -> None:
        """Ours has found a place beside the file after all."""
        apart = self.app.now.world.apart
        if apart is not None and self.alone:
            self._kept = name
            self._tell_both(apart)
            self.app.show(trouble="")

    def _tell_both(self, found: Apart, why: str = "") -> None:
        """That there are two versions, and what the key does; `why` ours could not be kept."""
        app, key = self.app, self.app.now.world.keys.of("file")
        found = replace(found, kept=self._kept)
        shows = "shows how to go on" if found.missing else "shows both, and you choose"
        then = f"{key} saves ours to another place." if why else f"{key} {shows}."
        trouble = f" Ours could not be kept beside it: {why}." if why else ""
        app.kept = ("", {}, NOWHERE)  # unsent text is kept anew, for the file ours is in as well
        app.show(
            world=replace(app.now.world, apart=found, other=f"{found.what} {then}"),
            trouble=why or app.now.trouble,
            said=f"{found.says}{trouble} {then}",
            said_bad=True,
        )


def _not_in(text: str, entered: str) -> str:
    """What of the text is not entered: all that has been typed since, or was changed."""
    return text.removeprefix(entered).lstrip() if entered else text


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
