"""When saving fails: whether it works again is looked at now and then, and one key saves to another place."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from ibps.core.errors import IbpsError, NotSaved
from ibps.ui.forms import Field, Form
from ibps.ui.view import Ask, Order, Outcome, Say
from ibps.ui.window import asking, keeping
from ibps.ui.window.aside import MOVING, SAVING

if TYPE_CHECKING:
    from ibps.ui.window.app import IbpsApp

PAUSE: Final = 3.0
"""Seconds between two looks at a disk that did not take something."""

LONG: Final = 5.0
"""Seconds a save takes before it is said what else one can do."""

STALLS: Final = (
    "The disk does not answer yet. Nothing is lost. You can wait; {file} saves to another place, "
    "{quit} leaves."
)
GIVEN_UP: Final = "This program writes there no more; the last entry may still arrive in the old file."
ROOM: Final = "If the room has a window of its own, open that anew with this file."
WORKS: Final = "Saving works again. Nothing is lost; Enter enters what stands on the line."
TITLE: Final = "save to"
ONLY_READ: Final = "This is only read here: nothing is written, so nothing stands in the way."
WORKS_ONCE_MORE: Final = "Saving works again. What could not be saved was not done: press its key once more."
NOT_THERE: Final = "Not saved there: {why} ({where}). {next} What was saved before is safe."
NOT_NEEDED: Final = "Nothing stands in the way: saving works, and nobody else has this session."
MOVED: Final = "Saved to {new}, and this goes on there. {old} stays as it was, without what follows."
MOVED_ON: Final = (
    "Saved to {new}, and this goes on there. The last entry may still arrive in {old}; no other will."
)


def offered(app: IbpsApp) -> str:
    """The way out, in words; "" where there is no session to be saved."""
    return f"{app.now.world.keys.of('file')} saves to another place." if app.desk is not None else ""


def ask(app: IbpsApp) -> Outcome:
    """Where to? A question that is on the line waits behind this one."""
    if app.desk is None:
        return Say(ONLY_READ)
    if not app.now.trouble:
        return Say(NOT_NEEDED)
    if app.now.form is not None and app.now.form.title == TITLE:
        return None  # it is asked already
    asking.put_behind(app)

    def build(given: dict[str, Any]) -> Order:
        return Order("elsewhere", {"place": given["place"]})

    ask = "Save the whole session to which folder or file? Nothing is written over."
    place = Field("place", ask, start=app.house.documents())
    return Ask(Form(TITLE, (place,), build, anywhere=True))


async def move(app: IbpsApp, place: str) -> None:
    """The whole session to another place, and on from there."""
    desk, opened = app.desk, app.opened
    if desk is None or opened is None:
        return
    looking = app.abandon() if app.trying and app.given_up is None else None  # it may never come back
    app.trying = False
    try:
        new = await app.aside(lambda: app.house.elsewhere(desk, opened.path, place), MOVING)
    except NotSaved as error:  # why the session is not saved is what it was before
        raise IbpsError(NOT_THERE.format(where=error.path, why=error.reason, next=error.what_next)) from error
    old_name, old_path = app.session, opened.path
    app.opened, app.desk, app.session, app.kept = new, new.desk, new.name, ("", {}, keeping.NOWHERE)
    app.show(
        world=replace(app.now.world, file=new.name, other="", apart=None),
        trouble="",
        saved=app.house.clock().strftime("%H:%M:%S"),
        said=f"{(MOVED if app.given_up is None else MOVED_ON).format(new=new.path, old=old_path)} {ROOM}",
        said_bad=False,
    )
    if then := app.given_up or looking:
        then(opened.close)  # only once nothing is done there any more
        app.given_up = None
    else:
        app.in_the_end(app.aside(opened.close), lambda _: None)
    app.moved = f"“{desk.record.session.title}” goes on in {new.path}."
    app.together.watch(new)
    if keeping.keep_drafts(app):
        app.house.keep_draft(old_name, {}, keeping.NOWHERE)
    if not take_along(app, old_name, new.name):
        app.tell(f"{app.now.said} Private notes or hints could not be taken along.", bad=True)


def take_along(app: IbpsApp, old: str, new: str) -> bool:
    """Everybody's private notes and the hints put away, to the file it goes on in. False if not all."""
    world = app.now.world
    kept = app.house.hush(new, world.hushed) if world.hushed else True
    for whose in (0, *(person.number for person in world.meeting.people)):
        if notes := app.house.notes(old, whose):
            kept = app.house.keep_notes(new, whose, notes) and kept
    return kept


def give_up(app: IbpsApp) -> bool:
    """The key while a save has stalled: wait no longer, and save to another place. False where none can be.

    The save may still come through, to the old file. Nothing of that is taken in here, and the lock on the
    old file stays until it is over, so nobody writes there meanwhile.
    """
    desk, opened = app.desk, app.opened
    if app.stalled is None or app.stalled.what != SAVING or desk is None or opened is None:
        return False
    error = NotSaved("disk does not answer", opened.path, GIVEN_UP)
    app.desk = desk.apart(error)
    app.given_up = app.give_up(error)
    app.act("file", None)
    return True


def still_waiting(app: IbpsApp) -> None:
    """After some seconds: what one can do but wait."""
    if app.stalled is not None and app.stalled.what == SAVING and app.now.look.view != "blank":
        keys = app.now.world.keys
        app.tell(STALLS.format(file=keys.of("file"), quit=keys.of("quit")), bad=True)


def try_again(app: IbpsApp) -> None:
    """Whether the disk takes a save again. Nothing is pending, so nothing is written for good.

    No step: nobody asked for it, so it holds up no key, and what was asked for meanwhile knows better.
    """
    opened, turn = app.opened, app.now.turn
    if opened is None or app.given_up is not None or not app.now.trouble:
        return
    if app.stalled is not None or app.trying or (app.now.world.apart is not None and not app.parted.alone):
        return

    def look() -> tuple[bool, str]:
        if not alone:
            return opened.takes(), ""
        with suppress(NotSaved):
            return False, opened.keep()
        return False, ""

    def seen(found: tuple[bool, str]) -> None:
        if app.opened is not opened:
            return
        app.trying = False
        works, kept = found
        if kept:
            app.parted.kept(kept)
        elif works and app.now.turn == turn:
            on_line = app.now.form is not None or app.room.entry.text.strip()
            app.show(trouble="", said=WORKS if on_line else WORKS_ONCE_MORE, said_bad=False)

    app.trying, alone = True, app.parted.alone
    app.in_the_end(app.aside(look), seen)
