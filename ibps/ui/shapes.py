"""How an answer looks: a shape for each class, and the line that names the keys of a scale."""

from __future__ import annotations

from typing import Final

from ibps.core.record.terms import Answered, Scale
from ibps.ui.widgets.rows import State

SHAPES: Final[dict[Answered, tuple[str, State]]] = {
    Answered.SUPPORT: ("▲", "good"),
    Answered.LIVE_WITH: ("▶", "good"),
    Answered.NEEDS_MORE: ("◇", "waiting"),
    Answered.STAND_ASIDE: ("◁", "waiting"),
    Answered.ABSTAIN: ("○", "waiting"),
    Answered.BLOCK: ("▼", "bad"),
    Answered.NOT_ASKED: ("·", ""),
    Answered.NO_RESPONSE: ("…", "waiting"),
    Answered.ABSENT: ("—", ""),
    Answered.BY_SLIP: ("▪", ""),
}


def legend(scale: Scale) -> str:
    """Every answer of a scale on one line, with its key: u ▲ support  d ▼ cannot."""
    return "  ".join(f"{level.key} {SHAPES[level.cls][0]} {level.label}" for level in scale.levels)


def answers(scale: Scale) -> str:
    """The same for those who press no keys: ▲ support  ▼ cannot."""
    return "  ".join(f"{SHAPES[level.cls][0]} {level.label}" for level in scale.levels)
