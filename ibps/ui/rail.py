"""The rail: where the meeting is, what is done, what comes. Names give way to numbers on a narrow screen."""

from __future__ import annotations

from collections.abc import Collection, Sequence, Set
from typing import Final

from rich.cells import cell_len

from ibps import guide
from ibps.core.record import Record
from ibps.core.stages import order

LEGEND: Final = "↻ another look"

Parts = tuple[tuple[str, str], ...]
"""The name of a stage, "" for a gap, and what stands there for it."""


def rail_line(record: Record, looked_at: str, width: int, another: Collection[str] = ()) -> str:
    """The stages on one line, as wide as it may be: ✓ done, ▸ looked at, ↻ may need another look."""
    return _text(rail_parts(record, looked_at, width, another))


def rail_parts(record: Record, looked_at: str, width: int, another: Collection[str] = ()) -> Parts:
    """The same in pieces, for whoever wants to know which stage stands where."""
    names = [stage.name for stage in order(record)]
    done = _done(record) - set(another)
    edges = {names[0], names[-1]}
    tries = ((set(names), "  "), (set(names), " "), (edges | set(another), "  "), (set[str](), "  "))
    for named, gap in tries:
        parts = _parts(names, done, looked_at, named, another, gap)
        if another:
            parts = (*parts, ("", f"{gap}  {LEGEND}"))
        if cell_len(_text(parts)) <= width:
            break
    return parts


def rail_words(record: Record, looked_at: str, another: Collection[str] = ()) -> str:
    """The same for those who hear it: Opening done, 1 Issue here, 2 Interests another look, 3 Options."""
    done, parts = _done(record) - set(another), []
    for at, stage in enumerate(order(record)):
        number = _number(at, " ")
        state = " another look" if stage.name in another else " done" if stage.name in done else ""
        state = f" here{state.replace(' done', '')}" if stage.name == looked_at else state
        parts.append(f"{number}{guide.load(stage.name).text('Title')}{state}")
    return ", ".join(parts)


def _number(at: int, after: str = "") -> str:
    """The five stages of the talk have a number; what opens and what closes the meeting has none."""
    return f"{at}{after}" if 0 < at < 6 else ""


def _done(record: Record) -> frozenset[str]:
    return frozenset(stage.name for stage in order(record) if all(tick.yes for tick in stage.done(record)))


def _text(parts: Parts) -> str:
    return "".join(text for _, text in parts)


def _parts(
    stages: Sequence[str], done: Set[str], looked_at: str, named: Set[str], another: Collection[str], gap: str
) -> Parts:
    parts: list[tuple[str, str]] = []
    for at, stage in enumerate(stages):
        title = guide.load(stage).text("Title")
        here = stage == looked_at
        mark = ("▸" if here else "") + ("↻" if stage in another else "" if here or stage not in done else "✓")
        number = _number(at)
        full = here or stage in named
        parts += [(stage, mark + (f"{number} {title}".strip() if full else (number or title[:1]))), ("", gap)]
    return tuple(parts[:-1])
