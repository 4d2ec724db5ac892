"""The window was closed, or the machine goes down: a program is left as by its own key."""

from __future__ import annotations

import asyncio
import contextlib
import signal
from collections.abc import Callable


def on_hangup(leave: Callable[[], object]) -> None:
    """Leave when the terminal goes or the system asks. Where there are no such signals, nothing is asked."""
    for name in ("SIGTERM", "SIGHUP"):
        # Windows has no SIGHUP and its loop takes no handlers; outside the main thread nobody does.
        with contextlib.suppress(AttributeError, NotImplementedError, RuntimeError, ValueError):
            asyncio.get_running_loop().add_signal_handler(getattr(signal, name), leave)
