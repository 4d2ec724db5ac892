"""What somebody who only looks at a session file sees of it at one moment."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from ibps.core.journal import Journal

Blanked = Literal["", "held", "left"]
"""Whether the facilitator's window has blanked the room's, and whether it is still there or has left."""


@dataclass(frozen=True)
class Glimpse:
    """What the file says; or, without a journal, what is wrong with it in a few words, and why."""

    journal: Journal | None
    trouble: str = ""
    why: str = ""
    blanked: Blanked = ""
