"""What a terminal would show, and when: the program's output replayed through a terminal emulator."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Final

import pyte

FRAME: Final = b"\x1b[?2026l"
"""Ends a synchronized update: a terminal shows nothing of it before."""

# Questions and requests to the terminal, which the emulator would take for text.
ASKS: Final = re.compile(rb"\x1b\[(?:[<=>][0-9;:]*[a-zA-Z]|\?[0-9;]*\$p|[0-9;]*t)")

Shows = Callable[["Screen"], bool]


@dataclass(frozen=True)
class Chunk:
    """Bytes and when they came, in seconds of the clock of `time.perf_counter`."""

    at: float
    data: bytes


class Screen:
    """The cells of one terminal."""

    def __init__(self, columns: int, rows: int) -> None:
        # pyte carries no types
        self._cells: Any = pyte.Screen(columns, rows)
        self._stream: Any = pyte.ByteStream(self._cells)

    @property
    def lines(self) -> list[str]:
        """The text of each row."""
        return list(self._cells.display)

    @property
    def text(self) -> str:
        """All rows."""
        return "\n".join(self.lines)

    def first(self, chunks: list[Chunk], shows: Shows) -> float | None:
        """Takes all of it in; when the screen first showed what was waited for, None if it never did."""
        found = None
        for at, data in frames(chunks):
            self._stream.feed(ASKS.sub(b"", data))
            if found is None and shows(self):
                found = at
        return found


def frames(chunks: list[Chunk]) -> Iterator[tuple[float, bytes]]:
    """The output cut where something becomes visible, each piece with the time of its last byte."""
    held = b""
    for chunk in chunks:
        *whole, held = (held + chunk.data).split(FRAME)
        yield from ((chunk.at, piece + FRAME) for piece in whole)
        # Outside an update every byte counts as it comes; inside one, only its end does.
        if held and b"\x1b[?2026h" not in held and not _cut(held):
            yield chunk.at, held
            held = b""
    if held:
        yield chunks[-1].at, held


def _cut(data: bytes) -> bool:
    """Whether the data stops in the middle of a sequence, or of a letter."""
    tail = data[data.rfind(b"\x1b") :] if b"\x1b" in data else b""
    unfinished = re.fullmatch(rb"\x1b(?:\[[0-9;:?<=>$]*|\][^\x07\x1b]*|)", tail) is not None
    return unfinished or data[-1] >= 0x80
