"""The rail: where the meeting is, what is done, what comes. Names give way to numbers on a narrow screen."""

from __future__ import annotations

from rich.cells import cell_len

from ibps import guide
from ibps.core.record import Record
from ibps.core.stages import order


def rail_line(record: Record, looked_at: str, width: int) -> str:
    """The stages on one line, as wide as it may be: ✓ done, ▸ looked at."""
    for names, gap in (("all", "  "), ("all", " "), ("ends", "  "), ("none", "  ")):
        line = _line(record, looked_at, names, gap)
        if cell_len(line) <= width:
            break
    return line


def _line(record: Record, looked_at: str, names: str, gap: str) -> str:
    parts = []
    for at, stage in enumerate(order(record)):
        title = guide.load(stage.name).text("Title")
        edge = at in (0, 6)
        here = stage.name == looked_at
        done = all(tick.yes for tick in stage.done(record))
        mark = "▸" if here else ("✓" if done else "")
        number = "" if edge else f"{at}"
        named = names == "all" or here or (names == "ends" and edge)
        text = f"{number} {title}".strip() if named else (number or title[:1])
        parts.append(mark + text)
    return gap.join(parts)
