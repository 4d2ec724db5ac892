"""How a meeting is run: the time people gave themselves, and who is at the keyboard."""

from __future__ import annotations

from datetime import datetime

from ibps.core.value import Value


class Timer(Value):
    """The time people agreed on for something. It says when it is over, and does nothing then."""

    started: datetime
    until: datetime


class AtKeyboard(Value):
    """Somebody facilitates, from a time on; `since` is None for whoever has done so from the beginning."""

    person: int
    since: datetime | None = None
