"""Text being typed, on the screen: painting, wrapping and growing. `EntryLine` adds keys and messages."""

from itertools import pairwise
from typing import ClassVar

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from rich.style import Style
from textual.geometry import Offset, Size
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from ibps.core.plain import plain
from ibps.ui.widgets.draft import Draft, Lines

_EDGE = 2
"""Cells behind the text: the cursor at the end of a full line, and the signs that there is more."""


class EntryView(Widget, can_focus=True):
    """Paints a label and a draft. It asks for a layout only when the number of rows changes."""

    MAX_ROWS: ClassVar[int] = 4
    ALLOW_SELECT = False

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "entry-line--prompt",
        "entry-line--placeholder",
        "entry-line--cursor",
        "entry-line--selection",
        "entry-line--more",
    }

    DEFAULT_CSS = """
    EntryView {
        width: 1fr;
        height: auto;
        max-height: 4;
        background: $surface;
        color: $foreground;
        pointer: text;
        & > .entry-line--prompt { color: $foreground-muted; }
        & > .entry-line--placeholder { color: $foreground-muted; }
        & > .entry-line--cursor { text-style: reverse; }
        & > .entry-line--selection {
            background: $block-cursor-background;
            color: $block-cursor-foreground;
        }
        & > .entry-line--more { color: $text-primary; }
        &:focus > .entry-line--prompt { color: $text-primary; text-style: bold; }
    }
    """

    prompt: reactive[str] = reactive("")
    """The label at the left, as "[L]"."""
    placeholder: reactive[str] = reactive("")
    """What to type here, shown as long as nothing is typed."""

    def __init__(
        self,
        text: str = "",
        *,
        prompt: str = "",
        placeholder: str = "",
        name: str | None = None,
        id: str | None = None,
        classes: str | None = None,
    ) -> None:
        super().__init__(name=name, id=id, classes=classes)
        self._draft = Draft(text, len(text), len(text))
        self._lines = Lines("", 0)
        self._lines_of: tuple[str, int] | None = None
        self._top = 0
        self._rows_told = 0
        self.set_reactive(EntryView.prompt, prompt)
        self.set_reactive(EntryView.placeholder, placeholder)

    @property
    def draft(self) -> Draft:
        """Text, cursor and selection."""
        return self._draft

    def on_focus(self) -> None:
        self._show_cursor()
        self.refresh()

    def on_blur(self) -> None:
        self.refresh()

    def on_resize(self) -> None:
        self._show_cursor()

    def watch_prompt(self) -> None:
        self._reflow()

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        self._rows_told = min(len(self._laid(width)), self.MAX_ROWS)
        return self._rows_told

    def render_line(self, y: int) -> Strip:
        width, height = self.size
        lines, label = self._laid(), self._label(width)
        self._scroll(lines)
        base, row, draft = self.rich_style, self._top + y, self._draft
        prompt = label if y == 0 else " " * cell_len(label)
        segments = [Segment(prompt, self.get_component_rich_style("entry-line--prompt"))]
        cursor = lines.place(draft.cursor) if self.has_focus else (-1, 0)
        room = max(width - cell_len(label) - 1, 0)
        if not draft.text:
            segments += self._placeholder_segments(room)
        elif row < len(lines):
            segments += self._segments(lines, row, cursor, room, base)
        strip = Strip(segments).adjust_cell_length(max(width - 1, 0), base)
        more = "▲" if y == 0 and self._top else " "
        if y == height - 1 and row + 1 < len(lines):
            more = "▼"
        return Strip([*strip, Segment(more, self.get_component_rich_style("entry-line--more"))], width)

    def _placeholder_segments(self, room: int) -> list[Segment]:
        style = self.get_component_rich_style("entry-line--placeholder")
        # One row is what an empty line takes: words that do not fit end in a sign that they go on.
        words = plain(self.placeholder)
        if cell_len(words) > room:
            words = set_cell_size(words, max(room - 1, 0)) + "…"
        if not self.has_focus:
            return [Segment(words, style)]
        cursor = self.get_component_rich_style("entry-line--cursor")
        return [Segment(words[:1] or " ", style + cursor), Segment(words[1:], style)]

    def _segments(
        self, lines: Lines, row: int, cursor: tuple[int, int], room: int, base: Style
    ) -> list[Segment]:
        """One row in the styles of text, selection and cursor; spaces that hang over the edge stay out."""
        start, end = lines.pieces[row]
        low, high = self._draft.selection
        at = self._draft.cursor if row == cursor[0] else -1
        ahead = Draft(lines.shown, at, at).step(1) if start <= at < end else at + 1
        segments: list[Segment] = []
        marks = sorted({start, end, *(max(start, min(end, mark)) for mark in (low, high, at, ahead))})
        for left, right in pairwise(marks):
            style = base
            if low <= left < high:
                style = self.get_component_rich_style("entry-line--selection")
            if left == at:
                style = style + Style(reverse=True)
            segments.append(Segment(lines.shown[left:right], style))
        if at == end or (at >= 0 and cursor[1] >= room):
            strip = Strip(segments).adjust_cell_length(min(cursor[1], room - 1), base)
            segments = [*strip, Segment(" ", base + Style(reverse=True))]
        return segments

    def _label(self, width: int) -> str:
        label = plain(self.prompt)
        if not label:
            return ""
        return set_cell_size(label, min(cell_len(label), max(width // 2 - 1, 0))) + " "

    @property
    def label_width(self) -> int:
        """Cells the label takes, without the blank behind it."""
        return max(cell_len(self._label(self.size.width)) - 1, 0)

    def _laid(self, width: int | None = None) -> Lines:
        width = self.size.width if width is None else width
        text, room = self._draft.text, width - cell_len(self._label(width)) - _EDGE
        if self._lines_of != (text, room):
            self._lines_of = (text, room)
            self._lines = Lines(text, room)
        return self._lines

    def _reflow(self) -> None:
        """Repaints; only another number of rows is worth a layout of the whole screen."""
        rows = min(len(self._laid()), self.MAX_ROWS)
        self.refresh(layout=rows != self._rows_told)
        self._rows_told = rows
        self._show_cursor()

    def _scroll(self, lines: Lines) -> None:
        height = max(self.size.height, 1)
        row, _ = lines.place(self._draft.cursor)
        self._top = max(min(self._top, row, len(lines) - height), row - height + 1, 0)

    def _show_cursor(self) -> None:
        """Tells the terminal where the cursor is, for input methods that open beside it."""
        if self.has_focus and self.size:
            lines = self._laid()
            self._scroll(lines)
            row, cell = lines.place(self._draft.cursor)
            x, y, width, _ = self.content_region
            cell = min(cell + cell_len(self._label(width)), width - _EDGE)
            self.app.cursor_position = Offset(x + cell, y + row - self._top)

    def _character_at(self, x: int, y: int) -> int:
        """The character under a cell of this widget."""
        return self._laid().character(self._top + y, x - cell_len(self._label(self.size.width)))
