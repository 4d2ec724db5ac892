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
    above, prefix, indent = _prefix(row, width, columns)
    state: Part | None = row.state or None
    main: Part = "text" if row.kind == "item" else row.kind
    lines = list(above)
    body, tail, note = _folded(row, width, indent)
    for at, text in enumerate(body):
        head = prefix if at == 0 else (_blank(indent),)
        lines.append((*head, Span(text, main)))
    if _beside(body[-1], tail, width - indent):
        used = indent + cell_len(body[-1]) + cell_len(tail[0])
        lines[-1] = (*lines[-1], _blank(width - used), Span(tail[0], state or "tail"))
    else:
        lines.extend((_blank(width - cell_len(text)), Span(text, state or "tail")) for text in tail)
    lines.extend((_blank(indent), Span(text, "note")) for text in note)
    return tuple(tuple(span for span in line if span.text) for line in lines)


def row_height(row: Row, width: int, columns: Columns = NO_COLUMNS) -> int:
    """How many lines `lay_out` makes, without making them."""
    width = max(width, 2)
    above, _prefixed, indent = _prefix(row, width, columns)
    body, tail, note = _folded(row, width, indent)
    beside = 1 if _beside(body[-1], tail, width - indent) else 0
    return len(above) + len(body) + len(tail) - beside + len(note)


def fits_one_line(row: Row, width: int, columns: Columns = NO_COLUMNS) -> bool:
    """Is one look enough to see that the row takes one line? True only if that is sure."""
    _key, text, tag, number, tail, note, _kind, _state, level = row
    if note or "\n" in text:
        return False
    # No character takes more cells than it has bytes in UTF-8, and the bytes are counted fast.
    before = level * _INDENT + max(columns.tag, _most(tag)) + max(columns.number, _most(number)) + 2 * _GAP
    return before * 2 <= width and before + _most(text) + _GAP + _most(tail) <= width


def _folded(row: Row, width: int, indent: int) -> tuple[list[str], list[str], list[str]]:
    """Text, tail and note cut into lines; a tail beside the text counts as a line here."""
    room = width - indent
    return (
        _pieces(plain(row.text, lines=True), room),
        _pieces(plain(row.tail), room) if row.tail else [],
        _pieces(plain(row.note, lines=True), room) if row.note else [],
    )


def _beside(text: str, tail: list[str], room: int) -> bool:
    """Does the tail fit on the last line of the text?"""
    return len(tail) == 1 and cell_len(text) + _GAP + cell_len(tail[0]) <= room


def _most(text: str) -> int:
    return len(text) if text.isascii() else len(text.encode("utf-8", "surrogatepass"))


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
