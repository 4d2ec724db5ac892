"""What somebody who only looks at a session file sees of it at one moment."""

from __future__ import annotations

from dataclasses import dataclass

from ibps.core.journal import Journal


@dataclass(frozen=True)
class Glimpse:
    """What the file says; or, without a journal, what is wrong with it in a few words, and why."""

    journal: Journal | None
    trouble: str = ""
    why: str = ""
