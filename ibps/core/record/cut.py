"""Where a record breaks off: what came after an entry is lost, or cannot be read by this program.

Also that it was put together again from a damaged file, where nothing was lost.
"""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from ibps.core.value import Number, Value, Words


class CutKind(StrEnum):
    """Why what came after is not here."""

    MISSING = "missing"
    """It was lost with a damaged file."""
    UNKNOWN = "unknown"
    """It is in the file, in words of a newer version."""
    NOTHING = "nothing"
    """All of it is here: only what stood around the journal was damaged."""


class Cut(Value):
    """What came after entry `after` is not here. Whatever was `known` by then may have changed since."""

    after: int
    kind: CutKind
    at: datetime
    source: Words = ""  # the damaged file's name
    digest: Words = ""  # SHA-256 over its bytes, in hexadecimal
    known: tuple[Number, ...] = ()  # proposals, checks and decisions from before
