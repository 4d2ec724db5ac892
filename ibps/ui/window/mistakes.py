"""What is said in a meeting when the program itself made a mistake, and how the meeting goes on."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from ibps.ui.view import Sheet
from ibps.ui.views import view

if TYPE_CHECKING:
    from ibps.ui.scene import Scene
    from ibps.ui.window.app import IbpsApp


def sheet_of(app: IbpsApp, scene: Scene) -> Sheet:
    """What the view looked at shows; one line where it cannot."""
    try:
        return view(scene.look.view).sheet(scene.world, scene.look)
    except Exception as error:
        safe = "Everything saved before is safe." if scene.trouble else "Everything is saved."
        said = (
            f"This view cannot be shown: {type(error).__name__}, a mistake in the program. "
            f"{safe} Esc goes back. {app.reported(error)}"
        )
        return Sheet(where=scene.look.view.upper(), question=said, rows=(), rail=False)


def sentence(app: IbpsApp, error: Exception) -> str:
    """After something that was asked for failed in the program itself."""
    return (
        f"That did not work: {type(error).__name__}, a mistake in the program. Text is back on its line; "
        f"look at the list before you enter it again. {app.reported(error)}"
    )


def stopped(app: IbpsApp) -> str:
    """When the program cannot go on. Unsent text is kept once more, in whatever state the program is."""
    kept = False
    with suppress(Exception):
        app.keep_drafts()
        kept = True
    saved = f", up to {app.scene.saved}," if app.scene is not None and app.scene.saved else ""
    drafts = "Text not yet entered is kept" if kept else "Text not yet entered was kept until just before"
    return f"Everything entered{saved} is saved. {drafts} and waits when the session is opened again."
