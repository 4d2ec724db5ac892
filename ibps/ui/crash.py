"""A mistake in the program: one honest line, a report ready to be sent, and the meeting goes on if it can.

A report says where in the program it happened and which keys came before. What people wrote is never in it;
so neither is the text of an error, which may quote it.
"""

from __future__ import annotations

import platform
from collections import deque
from collections.abc import Callable
from typing import Any, Final

from textual import __version__ as textual_version
from textual.app import App

from ibps import __version__
from ibps.core.traced import traced

KEPT: Final = 20
"""Names of actions a report goes back."""

STOPPED: Final = "ibps had to stop: a mistake in the program, not yours."
CRASHED: Final = 3
"""The exit code after a mistake in the program."""


class Guarded(App[Any]):
    """Stays up where it can, and ends in one sentence where it cannot."""

    def __init__(self, keep_report: Callable[[str], str]) -> None:
        """`keep_report` writes a report down and says where it lies, "" where that did not work."""
        super().__init__()
        self.faults: list[Exception] = []
        self.last_words = ""  # to be read once the screen is gone
        self._keep_report = keep_report
        self._names: deque[str] = deque(maxlen=KEPT)
        self._reported: dict[str, str] = {}

    def note(self, name: str) -> None:
        """What was asked for, by its name in the table of keys."""
        self._names.append(name)

    def reported(self, error: Exception) -> str:
        """Where the report of this error lies, as a sentence. One error is reported once."""
        text = report(error, self._names)
        if text not in self._reported:  # a view is shown again and again
            self.faults.append(error)
            path = self._keep_report(text)
            self._reported[text] = f"Report: {path}" if path else "No report could be written."
        return self._reported[text]

    def stopped(self) -> str:
        """What is safe although the program had to stop; the last chance to keep something."""
        raise NotImplementedError

    def _handle_exception(self, error: Exception) -> None:
        # Textual would print its own page, with what people wrote in it. The first error is kept for tests.
        if self._exception is None:
            self._exception = error
            self._exception_event.set()
            self._return_code = CRASHED
            self.last_words = f"{STOPPED} {self.stopped()} {self.reported(error)}"
        self._close_messages_no_wait()


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
