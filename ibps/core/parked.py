"""What is kept with a parked item, in words: how it came up, what is in dispute, the first ideas."""

from __future__ import annotations

from ibps.core.record.closing import Parked
from ibps.core.record.issue import Raised
from ibps.core.sentences import sentence


def kept_with(parked: Parked) -> tuple[str, ...]:
    """A sentence each; none for what was parked with its owner and date alone."""
    lines = []
    if parked.raised is Raised.FLOOR:
        lines.append("It came up from the floor, not on the agenda.")
    if parked.facts:
        lines.append(f"In dispute: {sentence('; '.join(parked.facts))}")
    if parked.ideas:
        lines.append(f"First ideas, none of them decided: {sentence('; '.join(parked.ideas))}")
    return tuple(lines)
