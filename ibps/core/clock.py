"""Where time comes from. Passed in everywhere, so that the same acts always add up to the same record."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

Clock = Callable[[], datetime]
"""Gives the time now, with its zone."""


def local_clock() -> datetime:
    """The machine's clock to the second, in its own zone."""
    return datetime.now().astimezone().replace(microsecond=0)
