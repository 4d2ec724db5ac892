"""What every frame in a real terminal must keep to, whatever is shown."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rich.cells import cell_len

RULE = re.compile(r"^─{20,}$")
LEAST = {20: 4, 24: 6}
"""Rows the list has at least, by rows of the window, while the entry line is a single row."""
ASKED = "Enter answers"
"""Stands in the bottom line while a question is asked; Undo has to wait until it is answered."""
READS = re.compile(r"^ (HELP|COACH|IF IT GETS HARD|WHAT WAS DECIDED|PRIVATE NOTES|GO TO|THE SIX WORDS)")
"""Screens that are only read, where there is nothing to undo."""


def faults(screen: str, width: int, height: int) -> Iterator[str]:
    """What is wrong with a frame, in words; nothing where it is as it should be."""
    lines = screen.split("\n")
    if len(lines) != height:
        yield f"{len(lines)} rows in a window of {height}"
        return
    for at, line in enumerate(lines):
        if cell_len(line) > width:
            yield f"row {at} is {cell_len(line)} cells wide"
        if line.rstrip().endswith("…") and at:  # the top line alone may give way
            yield f"row {at} is cut off: {line!r}"
    if "Any key brings it back" in screen:
        return
    if not lines[0].strip():
        yield "the top line is empty"
    edges = [at for at, line in enumerate(lines) if RULE.match(line.strip())]
    if len(edges) != 2:
        yield f"the list has {len(edges)} edges"
        return
    rows = edges[1] - edges[0] - 1
    below = height - edges[1] - 1
    if rows < LEAST.get(height, 8) and below <= 3:
        yield f"the list has {rows} rows"
    if rows < 2:
        yield f"the list has no room: {rows} rows"
    hint = lines[-1]
    if ASKED in hint:
        return
    if "help" not in hint:
        yield f"help is not in the bottom line: {hint!r}"
    if "undo" not in hint and not READS.search(lines[0]):
        yield f"undo is not in the bottom line: {hint!r}"


def shows(screen: str, text: str) -> bool:
    """Whether the text stands on the screen whole, wherever its lines were broken."""
    return _run(text) in _run(screen)


def _run(text: str) -> str:
    return re.sub(r"[\s▲▼▸▹─]+", "", text)
