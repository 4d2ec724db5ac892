"""The seven stages, in order. This is the one list that says which stages exist."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from ibps.core.record import Record
from ibps.core.stages import closing, consensus, interests, issue, opening, options, standards
from ibps.core.stages.kit import Hint, Tick


@dataclass(frozen=True)
class Stage:
    """One stage: what it is for, as ticks, and what is worth a look, as hints."""

    name: str
    done: Callable[[Record], tuple[Tick, ...]]
    hints: Callable[[Record], tuple[Hint, ...]]


STAGES: Final = tuple(
    Stage(module.__name__.rpartition(".")[2], module.done, module.hints)
    for module in (opening, issue, interests, options, standards, consensus, closing)
)


def order(record: Record | None = None) -> tuple[Stage, ...]:
    """The stages in the order this session takes them; standards come before options if its terms say so."""
    if record is None or not record.terms.standards_first:
        return STAGES
    by_name = {stage.name: stage for stage in STAGES}
    names = ("opening", "issue", "interests", "standards", "options", "consensus", "closing")
    return tuple(by_name[name] for name in names)
