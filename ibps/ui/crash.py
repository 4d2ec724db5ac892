"""A mistake in the program: one honest line, a report ready to be sent, and the meeting goes on if it can.

A report says where in the program it happened and which keys came before. What people wrote is never in it;
so neither is the text of an error, which may quote it.
"""

from __future__ import annotations

import platform
from collections import deque
from typing import TYPE_CHECKING, Any, Final

from textual import __version__ as textual_version
from textual.app import App

from ibps import __version__
from ibps.core.traced import traced
from ibps.ui.view import Sheet
from ibps.ui.views import view

if TYPE_CHECKING:
    from ibps.ui.house import House
    from ibps.ui.scene import Scene

KEPT: Final = 20
"""Names of actions a report goes back."""

CRASHED: Final = 3
"""The exit code after a mistake in the program."""


class Guarded(App[Any]):
    """Stays up where a view or a key fails, and ends in one sentence where it cannot."""

    house: House
    scene: Any
    last_words: str

    def __init__(self) -> None:
        super().__init__()
        self.faults: list[Exception] = []
        self._names: deque[str] = deque(maxlen=KEPT)
        self._reported: dict[str, str] = {}

    def note(self, name: str) -> None:
        """What was asked for, by its name in the table of keys."""
        self._names.append(name)

    def sheet_of(self, scene: Scene) -> Sheet:
        """What the view looked at shows; one line where it cannot."""
        try:
            return view(scene.look.view).sheet(scene.world, scene.look)
        except Exception as error:
            said = (
                f"This view cannot be shown: {type(error).__name__}, a mistake in the program. "
                f"{_safe(scene)} Esc goes back. {self._reported_at(error)}"
            )
            return Sheet(where=scene.look.view.upper(), question=said, rows=(), rail=False)

    def fault(self, error: Exception) -> str:
        """The sentence after something that was asked for failed in the program itself."""
        return (
            f"That did not work: {type(error).__name__}, a mistake in the program. Text is back on its line; "
            f"look at the list before you enter it again. {self._reported_at(error)}"
        )

    def _reported_at(self, error: Exception) -> str:
        text = report(error, self._names)
        if text not in self._reported:  # a view is shown again and again
            self.faults.append(error)
            path = self.house.report(text)
            self._reported[text] = f"Report: {path}" if path else "No report could be written."
        return self._reported[text]

    def _handle_exception(self, error: Exception) -> None:
        # Textual would print its own page, with what people wrote in it. The first error is kept for tests.
        if self._exception is None:
            self._exception = error
            self._exception_event.set()
            self._return_code = CRASHED
            self.last_words = _last_words(self.scene, self._reported_at(error), self.keep_on_crash())
        self._close_messages_no_wait()

    def keep_on_crash(self) -> bool:
        """Keep unsent text once more; False when that did not work."""
        return True


def report(error: BaseException, names: deque[str]) -> str:
    """Where it happened, in which program and machine, and what was asked for before."""
    lines = [
        f"ibps {__version__}, textual {textual_version}, python {platform.python_version()}",
        f"{platform.platform()}",
        "",
        "What people wrote is not in this report.",
        "",
        "The last keys meant: " + (", ".join(names) or "nothing yet"),
        "",
        *traced(error),
    ]
    return "\n".join(lines) + "\n"


def _safe(scene: Scene) -> str:
    return "Everything saved before is safe." if scene.trouble else "Everything is saved."


def _last_words(scene: Scene | None, reported: str, kept: bool) -> str:
    saved = f", up to {scene.saved}," if scene is not None and scene.saved else ""
    drafts = "Text not yet entered is kept" if kept else "Text not yet entered was kept until just before"
    return (
        f"ibps had to stop: a mistake in the program, not yours. Everything entered{saved} is saved. "
        f"{drafts} and waits when the session is opened again. {reported}"
    )
