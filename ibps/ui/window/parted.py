"""Two versions of one session: ours is kept beside the file, and people choose the one to go on in."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from ibps.core.errors import Conflict, IbpsError, InUse, NotSaved
from ibps.ui.view import Go, Look, Outcome
from ibps.ui.window import asking, elsewhere
from ibps.ui.window.aside import CLOSING, READING
from ibps.ui.window.keeping import NOWHERE

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ibps.core.apart import Apart
    from ibps.core.glimpse import Glimpse
    from ibps.core.journal import Journal
    from ibps.ui.window.app import IbpsApp

AS_BEFORE: Final = "The file is again as it was left here."
ALONE: Final = "It holds all that was saved here."


class Parted:
    """Whether the file of the open session is another one than was left here, and what is done about it."""

    def __init__(self, app: IbpsApp) -> None:
        self.app = app
        self.forget()

    def forget(self) -> None:
        """There are no two versions, or not any more."""
        self._kept = ""  # how our version beside the file is opened
        self._ours: Journal | None = None  # it, where it has an entry more than what is shown here
        self._entered: Mapping[str, str] = {}  # by draft: the text that is in that version already

    @property
    def alone(self) -> bool:
        """Whether what was entered here is in no file: somebody changed it, and no place was beside it."""
        apart = self.app.now.world.apart
        return apart is not None and not apart.kept and bool(apart.ours or apart.missing)

    def over(self) -> None:
        """The file is again as it was left here."""
        self.forget()
        self.app.show(world=replace(self.app.now.world, other="", apart=None), trouble="")
        self.app.tell(AS_BEFORE)

    def key(self) -> Outcome:
        """What the one key for it does: show both. What is in no file yet is saved first of all."""
        if self.alone:
            return elsewhere.ask(self.app)
        asking.put_aside(self.app)
        return Go("versions")

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
        await self.part(glimpse)

    async def part(self, glimpse: Glimpse) -> None:
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

    async def keep_at_last(self) -> None:
        """Before the session is left: what somebody changed since the last look, or what found no place."""
        from ibps.core.apart import first_difference

        app, opened = self.app, self.app.opened
        if app.desk is None or opened is None or app.given_up is not None or self._kept:
            return
        desk, ours = app.desk, app.desk.journal.entries

        def keep() -> None:
            found = opened.changes.found()
            if found is None:
                return
            if found.journal is None or first_difference(ours, found.journal.entries) <= len(ours):
                try:
                    opened.keep()
                except NotSaved:
                    with suppress(NotSaved):  # whoever leaves all the same was told
                        new = app.house.elsewhere(desk, opened.path, app.house.documents())
                        app.moved = f"What is here alone is in {new.path}."
                        new.close()

        await app.aside(keep, CLOSING)

    async def choose(self, ours: bool) -> None:
        """Go on in one of the two. The other stays as it is."""
        from ibps.ui.window.keeping import leave_session, unsent_now
        from ibps.ui.window.orders import enter, follow_session, go_home, read_session

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
                said = f"You go on in {kept}. {rest} {elsewhere.ROOM}"
                texts = {draft: _not_in(text, entered.get(draft, "")) for draft, text in texts.items()}
                app.house.keep_draft(kept, texts, NOWHERE)
                elsewhere.take_along(app, name, kept)
            if following:
                app.show(look=Look(), form=None, trouble="")
                await read_session(app, file)
                await follow_session(app, file)
            else:
                chosen = await app.aside(lambda: app.house.open(file), READING)
                ahead = app.room.entry.text
                await enter(app, chosen)
        except InUse:
            await app.together.read(file)
        except IbpsError as error:
            await go_home(app, "desk")
            app.tell(str(error), bad=True)
        else:  # what was typed for one party is not entered for another
            app.show(look=replace(app.now.look, slots=slots), said=said, said_bad=False)
            app.room.entry.text += ahead  # typed while it was read


def _not_in(text: str, entered: str) -> str:
    """What of the text is not entered: all that has been typed since, or was changed."""
    return text.removeprefix(entered).lstrip() if entered else text
