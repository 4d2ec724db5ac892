"""The rail: where the meeting is, what is done, what comes. Names give way to numbers on a narrow screen."""

from __future__ import annotations

from rich.cells import cell_len

from ibps import guide
from ibps.core.record import Record
from ibps.core.stages import order

Parts = tuple[tuple[str, str], ...]
"""The name of a stage, "" for a gap, and what stands there for it."""


def rail_line(record: Record, looked_at: str, width: int) -> str:
    """The stages on one line, as wide as it may be: ✓ done, ▸ looked at."""
    return _text(rail_parts(record, looked_at, width))


def rail_parts(record: Record, looked_at: str, width: int) -> Parts:
    """The same in pieces, for whoever wants to know which stage stands where."""
    stages = order(record)
    done = {stage.name for stage in stages if all(tick.yes for tick in stage.done(record))}
    for names, gap in (("all", "  "), ("all", " "), ("ends", "  "), ("none", "  ")):
        parts = _parts([stage.name for stage in stages], done, looked_at, names, gap)
        if cell_len(_text(parts)) <= width:
            break
    return parts


def _text(parts: Parts) -> str:
    return "".join(text for _, text in parts)


def _parts(stages: list[str], done: set[str], looked_at: str, names: str, gap: str) -> Parts:
    parts: list[tuple[str, str]] = []
    for at, stage in enumerate(stages):
        title = guide.load(stage).text("Title")
        edge, here = at in (0, 6), stage == looked_at
        mark = "▸" if here else ("✓" if stage in done else "")
        number = "" if edge else f"{at}"
        named = names == "all" or here or (names == "ends" and edge)
        text = f"{number} {title}".strip() if named else (number or title[:1])
        parts += [(stage, mark + text), ("", gap)]
    return tuple(parts[:-1])
