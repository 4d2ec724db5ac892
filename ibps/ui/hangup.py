"""The window was closed, or the machine goes down: a program is left as by its own key."""

from __future__ import annotations

import asyncio
import contextlib
import signal
import sys
from collections.abc import Callable
from typing import Any


def on_hangup(leave: Callable[[], object]) -> None:
    """Leave when the terminal goes or the system asks. Where there are no such signals, nothing is asked."""
    for name in ("SIGTERM", "SIGHUP"):
        # Windows has no SIGHUP and its loop takes no handlers; outside the main thread nobody does.
        with contextlib.suppress(AttributeError, NotImplementedError, RuntimeError, ValueError):
            asyncio.get_running_loop().add_signal_handler(getattr(signal, name), leave)
    with contextlib.suppress(AttributeError, ValueError):
        signal.signal(signal.SIGCONT, _only_in_a_terminal(signal.getsignal(signal.SIGCONT)))


def _only_in_a_terminal(resume: Any) -> Callable[[int, Any], None]:
    """A terminal that goes is followed by SIGCONT. Textual then draws anew, and waits for ever to be read."""

    def go_on(number: int, frame: Any) -> None:
        if callable(resume) and sys.__stderr__ is not None and sys.__stderr__.isatty():
            resume(number, frame)

    return go_on
