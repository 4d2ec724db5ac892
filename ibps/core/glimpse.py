"""What somebody who only looks at a session file sees of it at one moment."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:  # the screens know of glimpses before there is a session
    from ibps.core.journal import Journal

Blanked = Literal["", "held", "left"]
"""Whether the facilitator's window has blanked the room's, and whether it is still there or has left."""


@dataclass(frozen=True)
class Holder:
    """Who has a session open for writing, by the lock beside it. `closed`: it was given back.

    `gone` when nobody would be kept out any more: it was closed, or who had it is no longer there.
    """

    who: str
    since: datetime | None = None
    gone: bool = False
    closed: bool = False


@dataclass(frozen=True)
class Glimpse:
    """What the file says; or, without a journal, what is wrong with it in a few words, and why."""

    journal: Journal | None
    trouble: str = ""
    why: str = ""
    blanked: Blanked = ""
    holder: Holder | None = None  # for whoever reads along, or has lost the session to somebody
