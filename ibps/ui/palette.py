"""The palette: everything there is a key for here, and every look, found by its name."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING, Final

from textual.app import SystemCommand

from ibps.ui.actions import rescues
from ibps.ui.theme import LOOK, OURS
from ibps.ui.views import view

if TYPE_CHECKING:
    from ibps.ui.app import IbpsApp

MEANWHILE: Final = ("help", "quit", "theme", "blank")
"""Actions that work while a question is open."""


def commands(app: IbpsApp) -> Iterator[SystemCommand]:
    """What means something on the screen as it is now."""
    scene, row = app.now, app.room.items.selected
    looked_at, keys = view(scene.look.view), scene.world.keys
    idle = looked_at.idle(scene.world)
    for action in (*keys.view(looked_at.name), *rescues(looked_at.name, keys.actions)):
        if action.name not in idle and (scene.form is None or action.name in MEANWHILE):
            name = f"{action.short} ({action.shown})"
            yield SystemCommand(name, action.words, partial(app.act, action.name, row))
    for theme in sorted(app.available_themes, key=lambda name: name not in OURS):
        yield SystemCommand(f"Look: {theme}", LOOK, partial(setattr, app, "theme", theme))
