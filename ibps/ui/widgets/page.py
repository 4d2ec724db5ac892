"""Rows under each other at one width: which row a line belongs to, and where to look to see a row."""

from bisect import bisect_right
from itertools import accumulate, repeat

from ibps.ui.widgets.rows import Line, Row, columns_of, fits_one_line, lay_out, row_height

_REMEMBERED = 2000


class Page:
    """Rows with their heights. Lines are made when they are looked at, heights at once.

    Args:
        rows: What to lay out.
        width: Cells for a line.
        before: The page shown until now; what it has laid out at the same width is used again.
    """

    def __init__(self, rows: tuple[Row, ...], width: int, before: "Page | None" = None) -> None:
        self.rows = rows
        self.width = width
        self.columns = columns_of(rows)
        self._lines: dict[Row, tuple[Line, ...]] = {}
        self._tall: dict[Row, int] = {}
        same = before is not None and (before.width, before.columns) == (width, self.columns)
        if before is not None and same and len(before._lines) < _REMEMBERED:
            self._lines = before._lines
        if before is not None and same and len(before._tall) < _REMEMBERED + 2 * len(rows):
            self._tall = before._tall
        # Before there is a place to show them, rows take a line each: measuring them would be wasted.
        heights = map(self._height, rows) if width > 0 else repeat(1, len(rows))
        self._tops = [0, *accumulate(heights)]

    def _height(self, row: Row) -> int:
        if fits_one_line(row, self.width, self.columns):
            return 1
        height = self._tall.get(row)
        if height is None:
            height = self._tall[row] = row_height(row, self.width, self.columns)
        return height

    @property
    def height(self) -> int:
        """Lines in all."""
        return self._tops[-1]

    def lines(self, index: int) -> tuple[Line, ...]:
        row = self.rows[index]
        lines = self._lines.get(row)
        if lines is None:
            lines = self._lines[row] = lay_out(row, self.width, self.columns)
        return lines

    def at(self, y: int) -> tuple[int, int]:
        """The row at line `y` (0 to height - 1), and which of its lines that is."""
        index = bisect_right(self._tops, y) - 1
        return index, y - self._tops[index]

    def top(self, index: int) -> int:
        """The first line of a row."""
        return self._tops[index]

    def bottom(self, index: int) -> int:
        """The line behind the last line of a row."""
        return self._tops[index + 1]

    def find(self, key: str) -> int | None:
        """The item with this key."""
        return next((at for at, row in enumerate(self.rows) if row.key == key and row.kind == "item"), None)

    def item(self, start: int, step: int) -> int | None:
        """The first item from `start` on, upwards (step -1) or downwards (step 1)."""
        stop = len(self.rows) if step > 0 else -1
        return next((at for at in range(start, stop, step) if self.rows[at].kind == "item"), None)

    def nearest(self, index: int) -> int | None:
        """The item at a place, else the one below, else the one above it."""
        below = self.item(index, 1)
        return below if below is not None else self.item(min(index, len(self.rows)) - 1, -1)

    def survivor(self, old: "Page", index: int) -> int | None:
        """The item nearest to where `index` stood in `old`: the next one still here, else the one before."""
        places = {row.key: at for at, row in enumerate(self.rows) if row.kind == "item"}
        for row in (*old.rows[index + 1 :], *reversed(old.rows[:index])):
            if row.key in places:
                return places[row.key]
        return self.nearest(index)

    def around(self, index: int) -> tuple[int, int]:
        """First line and line behind the last of a row with the headings over and the hints under it."""
        first = last = index
        while first and self.rows[first - 1].kind == "heading":
            first -= 1
        while last + 1 < len(self.rows) and self.rows[last + 1].kind == "hint":
            last += 1
        return self.top(first), self.bottom(last)

    def follow(self, index: int, scroll: int, height: int) -> int:
        """Where to scroll to for the row to be seen, as near to `scroll` as can be."""
        top, bottom = self.around(index)
        if bottom - top > height:
            top, bottom = self.top(index), self.bottom(index)
        if bottom - top > height:
            return min(max(scroll, top), bottom - height)
        return max(min(scroll, top), bottom - height)

    def number(self, digits: str) -> int | None:
        """The item with this number; else the first whose number ends in these digits: "12" for I12."""
        wanted, found = digits.lstrip("0"), None
        for at, row in enumerate(self.rows):
            if row.kind == "item" and row.number.endswith(wanted):
                said = row.number[len(row.number.rstrip("0123456789")) :]
                if said == row.number == wanted:
                    return at
                if found is None and said and said.lstrip("0") == wanted:
                    found = at
        return found
