"""A row of a list, and how it lies on lines of a given width.

```
L  I1  Know who approves my leave, also when the lead of
       the day is away                             ✓ M ✓
       a note, quiet, below
```
"""

from typing import Literal, NamedTuple

from rich.cells import cell_len

from ibps.core.plain import plain
from ibps.ui.widgets.cells import wrap

Kind = Literal["item", "heading", "hint", "quiet"]
State = Literal["", "good", "waiting", "bad", "idea"]
Part = Literal[
    "text", "tag", "number", "tail", "note", "heading", "hint", "quiet", "good", "waiting", "bad", "idea"
]
"""What a piece of text on a line is; the list's component classes have the same names."""

_GAP = 2
_INDENT = 2
_WIDEST_COLUMN = 16


class Row(NamedTuple):
    """One row, as its owner words it. Any text is safe: it is shown verbatim or neutralised.

    `key` names the row through every change of the list. Only rows of kind "item" can be selected.
    `tag` and `number` stand in columns before the text, `tail` at the right end, `note` quietly below.
    `state` colours the tail, or the tag and number where there is no tail; it needs a word there, too.
    """

    key: str
    text: str
    tag: str = ""
    number: str = ""
    tail: str = ""
    note: str = ""
    kind: Kind = "item"
    state: State = ""
    level: int = 0


class Columns(NamedTuple):
    """Cells for tag and number, so that the rows of one list line up."""

    tag: int = 0
    number: int = 0


class Span(NamedTuple):
    text: str
    part: Part


Line = tuple[Span, ...]


NO_COLUMNS = Columns()


def columns_of(rows: tuple[Row, ...]) -> Columns:
    """The columns wide enough for the items in `rows`, but for single tags far wider than the others."""
    return Columns(_widest({row.tag for row in rows}), _widest({row.number for row in rows}))


def lay_out(row: Row, width: int, columns: Columns = NO_COLUMNS) -> tuple[Line, ...]:
    """The row as lines, none wider than `width` cells (2 at least), with every word of it.

    Args:
        row: What to show.
        width: Cells for the whole line.
        columns: Room for tag and number; wider ones of the row itself come first.
    """
    width = max(width, 2)
    left, prefix, indent = _prefix(row, width, columns)
    state: Part | None = row.state or None
    main: Part = "text" if row.kind == "item" else row.kind
    lines = list(left)
    room = width - indent
    body = _pieces(plain(row.text, lines=True), room)
    for at, text in enumerate(body):
        head = prefix if at == 0 else (_blank(indent),)
        lines.append((*head, Span(text, main)))
    if row.tail:
        tail = plain(row.tail)
        used = indent + cell_len(body[-1])
        size = cell_len(tail)
        if used + _GAP + size <= width:
            lines[-1] = (*lines[-1], _blank(width - used - size), Span(tail, state or "tail"))
        else:
            for text in _pieces(tail, room):
                lines.append((_blank(width - cell_len(text)), Span(text, state or "tail")))
    if row.note:
        note = _pieces(plain(row.note, lines=True), room)
        lines.extend((_blank(indent), Span(text, "note")) for text in note)
    return tuple(tuple(span for span in line if span.text) for line in lines)


def row_height(row: Row, width: int, columns: Columns = NO_COLUMNS) -> int:
    """How many lines `lay_out` makes, without making them where a look is enough."""
    _key, text, tag, number, tail, note, _kind, _state, level = row
    if not note and text.isascii() and tail.isascii() and "\n" not in text:
        # A character takes two cells at most, so this is never too little.
        before = level * _INDENT + max(columns.tag, 2 * len(tag)) + max(columns.number, 2 * len(number))
        before += 2 * _GAP
        if before * 2 <= width and before + len(text) + _GAP + len(tail) <= width:
            return 1
    return len(lay_out(row, width, columns))


def _prefix(row: Row, width: int, columns: Columns) -> tuple[list[Line], Line, int]:
    """Lines above the text if tag and number need them, what stands before the text, and its width."""
    level = min(row.level * _INDENT, width // 4)
    if row.kind == "heading":
        columns = NO_COLUMNS
    state: Part | None = row.state if row.state and not row.tail else None
    tag, number = Span(plain(row.tag), state or "tag"), Span(plain(row.number), state or "number")
    spans = [_blank(level)]
    indent = level
    for span, room in ((tag, columns.tag), (number, columns.number)):
        size = cell_len(span.text)
        if room := max(room, size):
            spans += [span, _blank(room - size + _GAP)]
            indent += room + _GAP
    if indent * 2 <= width:
        return [], tuple(spans), indent
    above: list[Line] = []
    if words := f"{tag.text} {number.text}".strip(" "):
        above = [(_blank(level), Span(text, tag.part)) for text in _pieces(words, width - level)]
    return above, (_blank(level),), level


def _widest(texts: set[str]) -> int:
    return max((size for text in texts if (size := cell_len(plain(text))) <= _WIDEST_COLUMN), default=0)


def _pieces(text: str, width: int) -> list[str]:
    return [text[start:end].rstrip(" ") for start, end in wrap(text, width)]


def _blank(cells: int) -> Span:
    return Span(" " * cells, "text")
