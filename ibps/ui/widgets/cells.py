"""Wrapping by terminal cells: wide characters, emoji and combining marks count as a terminal counts them."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate

from rich.cells import split_graphemes

Piece = tuple[int, int]
"""Start and end of one line within the text, in characters."""


def wrap(text: str, width: int) -> list[Piece]:
    """Cuts text into lines of at most `width` cells, between words where it can.

    Args:
        text: Text that went through `plain(..., lines=True)`; every `\\n` ends a line.
        width: Cells; below 2 it counts as 2, as a wide character cannot be cut.

    Returns:
        At least one piece. Pieces follow each other without a gap but for the line breaks themselves.
        Spaces at the end of a piece may hang over the edge; without them it fits.
    """
    width = max(width, 2)
    if len(text) <= width and text.isascii() and "\n" not in text:
        return [(0, len(text))]
    pieces: list[Piece] = []
    start = 0
    for line in text.split("\n"):
        pieces.extend((start + left, start + right) for left, right in _wrap_line(line, width))
        start += len(line) + 1
    return pieces


def _wrap_line(line: str, width: int) -> Iterator[Piece]:
    # One cell for each character where all is ASCII: plain() left no controls.
    offsets: Sequence[int] = range(len(line) + 1) if line.isascii() else _offsets(line)
    start = 0
    if offsets[-1] > width:
        for left, right in _words(line):
            if offsets[right] - offsets[start] > width and left > start:
                yield start, left
                start = left
            while offsets[right] - offsets[start] > width:
                # Clusters are at most two cells, so a line always takes in at least one of them.
                cut = max(start + 1, bisect_right(offsets, offsets[start] + width) - 1)
                yield start, cut
                start = cut
    yield start, len(line)


def _words(line: str) -> Iterator[Piece]:
    """Runs without a space."""
    at = 0
    for word in line.split(" "):
        if word:
            yield at, at + len(word)
        at += len(word) + 1


def _offsets(line: str) -> list[int]:
    """Cells before each character and behind the last one; within a cluster, those behind the cluster."""
    widths = [0] * (len(line) + 1)
    for start, _end, size in split_graphemes(line)[0]:
        widths[start + 1] = size
    return list(accumulate(widths))
