"""The palette: everything there is a key for here, and every look, found by its name."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING, Final

from textual.app import SystemCommand

from ibps.ui.actions import rescues
from ibps.ui.screens.hints import idle_in
from ibps.ui.theme import LOOK, OURS
from ibps.ui.views import view

if TYPE_CHECKING:
    from textual.command import Provider

    from ibps.ui.scene import Scene
    from ibps.ui.window.app import IbpsApp

MEANWHILE: Final = ("help", "quit", "theme", "blank")
"""Actions that work while a question is open."""


def provider() -> type[Provider]:
    """What the palette asks; loaded when it is first opened."""
    from ibps.ui.window.offered import Offered

    return Offered


def meanwhile(scene: Scene, name: str) -> bool:
    """Whether an action works while a question is open: also what is to be done about the file."""
    return name in MEANWHILE or (name == "file" and bool(scene.trouble or scene.world.other))


def commands(app: IbpsApp) -> Iterator[SystemCommand]:
    """What means something on the screen as it is now."""
    scene, row = app.now, app.room.items.selected
    looked_at, keys = view(scene.look.view), scene.world.keys
    idle = idle_in(scene)
    for action in (*keys.view(looked_at.name), *rescues(looked_at.name, keys.actions)):
        if action.name not in idle and (scene.form is None or meanwhile(scene, action.name)):
            name = f"{action.short} ({action.shown})"
            yield SystemCommand(name, action.words, partial(app.act, action.name, row))
    for theme in sorted(app.available_themes, key=lambda name: name not in OURS):
        yield SystemCommand(f"Look: {theme}", LOOK, partial(setattr, app, "theme", theme))
