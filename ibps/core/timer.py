"""What is left of a timer, in words that change once a minute."""

from __future__ import annotations

import math
from datetime import datetime, timedelta
from typing import Final

from ibps.core.record.running import Timer

FORGOTTEN: Final = timedelta(hours=1)
"""How long "time is up" stands. A sitting that nobody ended should not say so the next day."""


LAST: Final = "last minute"
OVER: Final = "time is up"


def time_left(timer: Timer | None, now: datetime) -> str:
    """12 min left, last minute, time is up; "" without a timer. A minute that has begun is counted."""
    if timer is None:
        return ""
    left = timer.until - now
    if left > timedelta(minutes=1):
        return f"{math.ceil(left / timedelta(minutes=1))} min left"
    if left > timedelta(0):
        return LAST
    return OVER if left > -FORGOTTEN else ""
