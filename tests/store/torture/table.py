"""The same torture for the program and for two common ways of writing a file, side by side."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from tests.store.torture import cuts, faults, full, kills, rivals
from tests.store.torture.subjects import STOCK, Ibps, Subject

COLUMNS = (
    "kill -9", "each call refused or last", "power cut", "disk full, byte by byte", "two programs, saves",
)  # fmt: skip


def table(base: Path, rounds: int) -> Iterator[str]:
    """Lines of Markdown: runs with harm, of all runs."""
    yield f"| way of saving | {' | '.join(COLUMNS)} |"
    yield "|---|" + "---|" * len(COLUMNS)
    for subject in (Ibps(), *STOCK):
        cells = [_cell(*one) for one in harmed(subject, base / str(len(subject.name)), rounds)]
        yield f"| {subject.name} | {' | '.join(cells)} |"


def harmed(subject: Subject, base: Path, rounds: int) -> Iterator[tuple[int, Mapping[str, int]]]:
    """For each column: how many runs, and how many of them each kind of harm befell."""
    base.mkdir()
    (base / "kills").mkdir()
    killed = kills.torture(subject, base / "kills", rounds)
    yield killed.kills, killed.harm
    runs, harm, _ = faults.torture(subject, base)
    yield runs, harm
    states, harm, _ = cuts.torture(subject, base, 2)
    yield states, harm
    filled = full.torture(subject, base, full.bytes_left, full.levels(subject, base, 13))
    yield filled["levels"], filled["harm"]
    both = rivals.torture(base, rounds, subject=subject)
    yield both["saved"], both["harm"]


def _cell(runs: int, harm: Mapping[str, int]) -> str:
    kinds = [kind for kind in ("unreadable", "lost") if harm.get(kind)] or sorted(harm)
    worst = [f"{harm[kind]} {kind}" for kind in kinds]
    return f"**{', '.join(worst)}** of {runs:,}" if worst else f"0 of {runs:,}"
