"""Text being typed, as a frozen value: what each editing key makes of it."""

import re
from typing import NamedTuple

from rich.cells import cell_len, split_graphemes

from ibps.core.plain import plain
from ibps.ui.widgets.cells import Piece, wrap

_WORD_START = re.compile(r"(?<!\w)\w")


class Draft(NamedTuple):
    """Text, cursor and the other end of the selection, counted in characters of `text`."""

    text: str = ""
    cursor: int = 0
    anchor: int = 0

    @property
    def selection(self) -> tuple[int, int]:
        return min(self.cursor, self.anchor), max(self.cursor, self.anchor)

    @property
    def selected(self) -> str:
        start, end = self.selection
        return self.text[start:end]

    def insert(self, text: str) -> "Draft":
        """Puts text in the place of the selection, or at the cursor."""
        start, end = self.selection
        at = start + len(text)
        return Draft(self.text[:start] + text + self.text[end:], at, at)

    def erase(self, to: int) -> "Draft":
        """Takes the selection away, or what is between the cursor and `to`."""
        return (self if self.selected else Draft(self.text, self.cursor, to)).insert("")

    def move(self, to: int, keep: bool = False) -> "Draft":
        """The cursor at another place; `keep` selects what lies between."""
        to = min(max(to, 0), len(self.text))
        return Draft(self.text, to, self.anchor if keep else to)

    def step(self, by: int) -> int:
        """One cluster to the left (-1) or right (1): an emoji family or an accented letter is one step."""
        if self.text.isascii():
            return min(max(self.cursor + by, 0), len(self.text))
        ends = [0, *(end for _start, end, _size in split_graphemes(self._shown)[0])]
        if by < 0:
            return max((end for end in ends if end < self.cursor), default=0)
        return min((end for end in ends if end > self.cursor), default=len(self.text))

    def word(self, by: int) -> int:
        """The start of the word to the left (-1) or of the next one to the right (1)."""
        starts = [match.start() for match in _WORD_START.finditer(self.text)]
        if by < 0:
            return max((start for start in starts if start < self.cursor), default=0)
        return min((start for start in starts if start > self.cursor), default=len(self.text))

    @property
    def _shown(self) -> str:
        return plain(self.text, lines=True)


def in_front(text: str, rest: str) -> str:
    """Text that comes back before what was typed since. The last word and the first stay two words."""
    apart = text and rest and not text[-1].isspace() and not rest[0].isspace()
    return f"{text} {rest}" if apart else text + rest


class Lines:
    """A draft's text on lines of a given width, and where its characters stand on them."""

    def __init__(self, text: str, width: int) -> None:
        self.shown = plain(text, lines=True)
        self.pieces: list[Piece] = wrap(self.shown, width)

    def __len__(self) -> int:
        return len(self.pieces)

    def line(self, row: int) -> str:
        start, end = self.pieces[row]
        return self.shown[start:end]

    def place(self, at: int) -> tuple[int, int]:
        """Row and cell of a character; at a soft break it is the start of the next row."""
        row = next((row for row in range(len(self) - 1, 0, -1) if self.pieces[row][0] <= at), 0)
        start, _end = self.pieces[row]
        return row, cell_len(self.shown[start:at])

    def character(self, row: int, cell: int) -> int:
        """The character at a cell of a row, or the last place on that row."""
        row = min(max(row, 0), len(self) - 1)
        start, end = self.pieces[row]
        at = start
        for left, right, size in split_graphemes(self.shown[start:end])[0]:
            if cell < size:
                return start + left
            cell -= size
            at = start + right
        # Behind the last character of a soft line is the start of the next one: stay in front of it.
        if row + 1 < len(self) and self.pieces[row + 1][0] == end:
            return max(start, Draft(self.shown[:end], end, end).step(-1))
        return at
