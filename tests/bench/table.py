"""What is measured against what, the goals, and the table that comes of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Final

Samples = Mapping[str, Sequence[float]]
"""What was measured, by name. Milliseconds, or what the line says."""


@dataclass(frozen=True)
class Line:
    """One line of the table. `floor` is what it is divided by; the goals that are None are none."""

    what: str
    of: str
    floor: str = ""
    ratio: float | None = None  # at most so many times the floor
    most: float | None = None  # at most so much
    beyond: float | None = None  # at most so much more than the floor
    least: float | None = None  # at least so much
    unit: str = "ms"

    @property
    def goal(self) -> str:
        """The goals in words."""
        said = []
        if self.most is not None:
            said.append(f"≤ {self.most:g} {self.unit}")
        if self.beyond is not None:
            said.append(f"≤ {self.beyond:g} {self.unit} beyond")
        if self.least is not None:
            said.append(f"≥ {self.least:,.0f} {self.unit}")
        if self.ratio is not None:
            said.append(f"≤ {self.ratio:g} x")
        return ", ".join(said) or "-"

    def met(self, of: float, floor: float) -> bool:
        """Whether every goal is met."""
        return not (
            (self.most is not None and of > self.most)
            or (self.beyond is not None and of - floor > self.beyond)
            or (self.least is not None and of < self.least)
            or (self.ratio is not None and bool(floor) and of > self.ratio * floor)
        )


ROOM: Final = (
    Line("`ibps` to a usable front desk, 200 sessions", "desk start", "desk start floor", ratio=1.5),
    Line(
        "`ibps meet FILE`, 600 acts, to a usable meeting", "meeting start", "meeting start floor", ratio=2.2
    ),
    Line(
        "a letter in the entry line, 300 interests beside it",
        "meeting letter",
        "meeting letter floor",
        ratio=1.2,
    ),
    Line("the same, to its last byte", "meeting letter last", "meeting letter floor last", ratio=1.2),
    Line(
        "Enter: saved (fsync) and shown, at 600 acts",
        "meeting enter",
        "meeting enter floor",
        ratio=8,
        most=25,
    ),
    Line("the same, less a bare save just after it", "meeting enter beyond the save", "meeting enter floor"),
    Line("cursor down, 300 interests", "meeting down", "meeting down floor", ratio=1.2),
    Line("page down, 300 interests", "meeting page", "meeting page floor", ratio=2),
    Line("cursor down, 200 sessions", "desk down", "desk down floor", ratio=1.2),
    Line("page down, 200 sessions", "desk page", "desk page floor", ratio=2),
    Line("cursor down, 10,000 rows", "rows down", "rows down floor", ratio=1.2),
    Line("page down, 10,000 rows", "rows page", "rows page floor", ratio=2),
    Line("another stage, first time (F3)", "stage first", "stage first floor", ratio=4),
    Line("another stage, again (Ctrl+N)", "stage again", "stage again floor", ratio=3),
    Line("first time, less a bare save just after it", "stage first beyond the save", "stage first floor"),
    Line("again, less a bare save just after it", "stage again beyond the save", "stage again floor"),
    Line("memory, meeting of 600 acts", "meeting memory", "hello memory", ratio=1.6, unit="MB"),
    Line("memory, front desk", "desk memory", "hello memory", unit="MB"),
    Line("idle in a meeting, 5 s", "meeting idle", most=1, unit="% of a core"),
)

AFTERWARDS: Final = (
    Line("one durable act, file work alone, 40 KB", "save 40 KB", "bare save 40 KB", ratio=1.3),
    Line("one act, all of it, at 600 acts", "act", "bare save", beyond=8),
    Line("`ibps --help`", "help", "python -c pass", ratio=4),
    Line("`ibps --version`", "version", "python -c pass", ratio=4),
    Line("`ibps show FILE`, a short session", "show", "python -c 'import pydantic'", ratio=1.5),
    Line("the same, beside what every model needs", "show", "python -c 'from pydantic import BaseModel'"),
    Line("`ibps show FILE`, 600 acts", "show long", "python -c 'import pydantic'"),
    Line("`ibps list`, 200 sessions", "list", "python -c pass"),
    Line("register open after imports, 200 sessions", "register", "stat of every file", most=10),
    Line("`ibps verify`, a short session, beside parsing it", "verify", "parse"),
    Line("`ibps verify`, sessions", "verify records", least=2000, unit="records/s"),
    Line("`ibps verify`, acts", "verify acts", unit="acts/s"),
)


def table(
    title: str, lines: Sequence[Line], columns: Sequence[tuple[str, Samples]], markdown: bool
) -> Iterator[str]:
    """The lines that were measured, with a column for each size."""
    rows = [["what", "goal", *(name for name, _ in columns)]]
    for line in lines:
        cells = [_cell(line, samples) for _, samples in columns]
        if any(cells):
            rows.append([line.what, line.goal, *cells])
    if len(rows) == 1:
        return
    yield f"## {title}" if markdown else title.upper()
    yield ""
    if markdown:
        rows.insert(1, ["---"] * len(rows[0]))
        yield from ("| " + " | ".join(row) + " |" for row in rows)
    else:
        plain = [[cell.replace("**", "").replace("`", "") for cell in row] for row in rows]
        widths = [max(map(len, column)) for column in zip(*plain, strict=True)]
        for row in plain:
            yield "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
    yield ""


def _cell(line: Line, samples: Samples) -> str:
    """The ratio, what it is made of, and a sign when a goal is missed."""
    if not samples.get(line.of):
        return ""
    of = median(samples[line.of])
    floor = median(samples[line.floor]) if line.floor else 0.0
    missed = "" if line.met(of, floor) else " ✗"
    if not floor:
        return f"{_figure(of)} {line.unit}{missed}"
    beyond = f", {_figure(of - floor)} beyond" if line.beyond is not None else ""
    return f"**{of / floor:.2f} x**{missed} ({_figure(of)} / {_figure(floor)} {line.unit}{beyond})"


def _figure(value: float) -> str:
    return f"{value:,.0f}" if value >= 100 else f"{value:.3g}"
