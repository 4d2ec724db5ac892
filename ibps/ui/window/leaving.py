"""Leaving, hanging up and blanking, also while a disk takes its time: nothing acknowledged is lost by it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from ibps.ui.window import elsewhere, keeping, orders
from ibps.ui.window.aside import TELLING, Work

if TYPE_CHECKING:
    from collections.abc import Coroutine
    from typing import Any

    from ibps.ui.window.app import IbpsApp

PATIENCE: Final = 10.0
"""Seconds a disk is waited for once somebody wants to leave."""

STILL: Final = (
    "The disk does not answer yet. This leaves as soon as it does, in ten seconds at most; "
    "{key} again leaves now."
)
CUT_OFF: Final = (
    "The disk had not answered when this was left. Everything up to {saved} is saved; the last entry may be "
    "in the record or not. Its text is kept and waits on its line: open the session again and look."
)
GONE_ON: Final = "Everything is saved. The disk had not answered when this was left."
ALONE: Final = (
    "What is here alone is in no file yet. {file} saves it to another place; {key} again leaves all the same."
)
NOT_NOW: Final = "Saving does not work now. What was saved is safe, and unsent text is kept on this machine."
NOT_TAKEN: Final = (
    "Everything up to {saved} is saved. What stood on the line is not; its text is kept on this machine and "
    "waits on its line when the session is opened again."
)
NOT_COVERED: Final = "The room's own window could not be told. Blank it there."
NOT_UNCOVERED: Final = (
    "The room's own window could not be told, and may stay blank. Blank this one, and try again."
)
DISK: Final = 3
"""The exit code of a program that was left before the disk had answered."""


async def leave(app: IbpsApp) -> None:
    """Leave the program; everything that was saved is saved, and unsent text is kept."""
    scene = app.now
    if app.parted.alone and scene.look.armed != "quit" and not app.hung_up:
        keys = scene.world.keys
        said = ALONE.format(file=keys.of("file"), key=keys.of("quit"))
        app.show(look=replace(scene.look, armed="quit"), said=said, said_bad=True)
        return
    if app.desk is not None and scene.trouble and app.room.entry.text.strip():
        app.last_words = NOT_TAKEN.format(saved=scene.saved or "then")
    await keeping.leave_session(app)
    app.last_words = f"{app.last_words} {app.moved}".strip()
    app.exit(0)


async def go_up(app: IbpsApp) -> None:
    """Esc with nothing to go back to: leaving a meeting for the front desk wants the key twice."""
    scene = app.now
    if scene.world.record is None:
        return
    if scene.look.armed != "leave":
        armed = replace(scene.look, armed="leave")
        check = scene.world.record.open_check
        say = "Everything is saved. Esc again goes to the front desk."
        if scene.trouble:
            say = f"{NOT_NOW} Esc again goes to the front desk."
        if check and not scene.world.read_only:
            say = f"{check.number} is open: leaving makes it INCOMPLETE. Esc again leaves all the same."
        if app.parted.alone:
            say = ALONE.format(file=scene.world.keys.of("file"), key="Esc")
        app.show(look=armed, said=say, said_bad=check is not None or bool(scene.trouble))
        return
    await keeping.leave_session(app)
    await orders.go_home(app, "desk")


def tell_room(app: IbpsApp, on: bool) -> Coroutine[Work[Any], None, None]:
    """Whether the room's window is blank stands in the lock, and so on the disk of the session."""

    async def tell() -> None:
        opened = app.opened
        if opened is not None and not await app.aside(lambda: opened.blank(on), TELLING):
            app.tell(NOT_COVERED if on else NOT_UNCOVERED, bad=True)

    return tell()


def meanwhile(app: IbpsApp, key: str) -> bool:
    """What a key means while the others wait for the disk. True when it meant something."""
    scene = app.now
    if scene.look.view == "blank":
        app.cover(False)
        return True
    keys = scene.world.keys
    action = keys.find(scene.look.view, key)
    if action is not None and action.name == "blank":
        app.cover(True)
        return True
    if action is not None and action.name == "file":
        return elsewhere.give_up(app)
    if action is None or action.name != "quit":
        return False
    if app.leaving:
        at_once(app)
        return True
    app.leaving = True
    app.tell(STILL.format(key=keys.of("quit")), bad=True)
    app.set_timer(PATIENCE, lambda: at_once(app))
    return True


def hung_up(app: IbpsApp) -> None:
    """The terminal went, or the system asks: nobody reads on, and the disk is waited for a while."""
    if app.leaving:
        at_once(app)
        return
    app.hung_up = True
    app.leaving = app.stalled is not None
    app.set_timer(PATIENCE / 2, lambda: at_once(app))  # leaving too may have to wait for the disk
    if not app.leaving:
        app.leave()


def step_ended(app: IbpsApp) -> None:
    """The disk has answered: go, if that was asked for and nothing is left to be read."""
    if not app.leaving:
        return
    app.leaving = app.hung_up
    if app.now.trouble and not app.hung_up:
        return
    app.leave()


def at_once(app: IbpsApp) -> None:
    """Leave without waiting any longer. The lock goes with the program: nobody writes before it is gone."""
    if app.stalled is None:
        return
    app.room.entry.text += app.waiting()
    keeping.keep_drafts(app)
    lost = any(text.strip() for text in app.in_flight.values()) or app.desk is not None
    app.last_words = CUT_OFF.format(saved=app.now.saved or "then") if lost else GONE_ON
    app.exit(DISK, return_code=DISK)
