"""The line people's words are typed into, while others speak."""

import re
from itertools import pairwise
from typing import ClassVar

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.actions import SkipAction
from textual.binding import Binding, BindingType
from textual.geometry import Offset, Size
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from ibps.core.plain import plain
from ibps.ui.widgets.draft import Draft, Lines

_EDGE = 2
"""Cells behind the text: the cursor at the end of a full line, and the signs that there is more."""
_STEPS_BACK = 200


class EntryLine(Widget, can_focus=True):
    """A label and one line of text that grows to four rows as it wraps, and scrolls from there.

    Text stands as it was typed or pasted, line breaks of a paste included. `Enter` posts `Submitted`
    and leaves the text: the owner calls `clear()` once it is safely kept. A letter that changes no
    row count repaints this widget alone, without a layout of the screen.
    """

    MAX_ROWS: ClassVar[int] = 4
    ALLOW_SELECT = False

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "submit", show=False),
        Binding("escape", "leave", show=False),
        Binding("tab", "party(True)", show=False),
        Binding("shift+tab", "party(False)", show=False),
        Binding("up", "row(-1)", show=False),
        Binding("down", "row(1)", show=False),
        Binding("left", "step(-1)", show=False),
        Binding("right", "step(1)", show=False),
        Binding("shift+left", "step(-1, True)", show=False),
        Binding("shift+right", "step(1, True)", show=False),
        Binding("ctrl+left", "word(-1)", show=False),
        Binding("ctrl+right", "word(1)", show=False),
        Binding("ctrl+shift+left", "word(-1, True)", show=False),
        Binding("ctrl+shift+right", "word(1, True)", show=False),
        Binding("home", "edge(-1)", show=False),
        Binding("end", "edge(1)", show=False),
        Binding("shift+home", "edge(-1, True)", show=False),
        Binding("shift+end", "edge(1, True)", show=False),
        Binding("backspace", "erase(-1)", show=False),
        Binding("delete", "erase(1)", show=False),
        Binding("ctrl+w,ctrl+backspace,alt+backspace", "erase_word", show=False),
        Binding("ctrl+x", "cut", show=False),
        Binding("ctrl+c,super+c", "copy", show=False),
        Binding("ctrl+v", "paste", show=False),
        Binding("ctrl+z", "back", show=False),
    ]

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "entry-line--prompt",
        "entry-line--placeholder",
        "entry-line--cursor",
        "entry-line--selection",
        "entry-line--more",
    }

    DEFAULT_CSS = """
    EntryLine {
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

    class About(Message):
        """Something happened in an entry line."""

        def __init__(self, entry_line: "EntryLine") -> None:
            super().__init__()
            self.entry_line = entry_line

        @property
        def control(self) -> "EntryLine":
            return self.entry_line

    class Changed(About):
        """The text is another than before."""

        def __init__(self, entry_line: "EntryLine", text: str) -> None:
            super().__init__(entry_line)
            self.text = text

    class Submitted(About):
        """`Enter` was pressed."""

        def __init__(self, entry_line: "EntryLine", text: str) -> None:
            super().__init__(entry_line)
            self.text = text

    class Left(About):
        """`Escape` was pressed."""

    class PartyKey(About):
        """`Tab` (forward) or `Shift+Tab` was pressed."""

        def __init__(self, entry_line: "EntryLine", forward: bool) -> None:
            super().__init__(entry_line)
            self.forward = forward

    class Move(About):
        """Up (-1) on the first row or down (1) on the last one: for the list beside."""

        def __init__(self, entry_line: "EntryLine", by: int) -> None:
            super().__init__(entry_line)
            self.by = by

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
        self._past: list[Draft] = []
        self._lines = Lines("", 0)
        self._lines_of: tuple[str, int] | None = None
        self._top = 0
        self._dragging = False
        self.set_reactive(EntryLine.prompt, prompt)
        self.set_reactive(EntryLine.placeholder, placeholder)

    @property
    def text(self) -> str:
        """What was typed, character by character."""
        return self._draft.text

    @text.setter
    def text(self, text: str) -> None:
        self._past = []
        self._become(Draft(text, len(text), len(text)))

    @property
    def draft(self) -> Draft:
        """Text, cursor and selection."""
        return self._draft

    def clear(self) -> None:
        """An empty line."""
        self.text = ""

    def check_consume_key(self, key: str, character: str | None) -> bool:
        return character is not None and character.isprintable()

    def on_key(self, event: events.Key) -> None:
        if event.is_printable and event.character is not None:
            event.stop()
            self._edit(self._draft.insert(event.character))

    def on_paste(self, event: events.Paste) -> None:
        event.stop()
        self._insert(event.text)

    def action_submit(self) -> None:
        self.post_message(self.Submitted(self, self.text))

    def action_leave(self) -> None:
        self.post_message(self.Left(self))

    def action_party(self, forward: bool) -> None:
        self.post_message(self.PartyKey(self, forward))

    def action_row(self, by: int) -> None:
        lines = self._laid()
        row, cell = lines.place(self._draft.cursor)
        if 0 <= row + by < len(lines):
            self._become(self._draft.move(lines.character(row + by, cell)))
        else:
            self.post_message(self.Move(self, by))

    def action_step(self, by: int, keep: bool = False) -> None:
        draft = self._draft
        start, end = draft.selection
        if keep or start == end:
            self._become(draft.move(draft.step(by), keep))
        else:
            self._become(draft.move(start if by < 0 else end))

    def action_word(self, by: int, keep: bool = False) -> None:
        self._become(self._draft.move(self._draft.word(by), keep))

    def action_edge(self, by: int, keep: bool = False) -> None:
        lines = self._laid()
        row, _ = lines.place(self._draft.cursor)
        self._become(self._draft.move(lines.character(row, 0 if by < 0 else len(lines.line(row)) * 2), keep))

    def action_erase(self, by: int) -> None:
        self._edit(self._draft.erase(self._draft.step(by)))

    def action_erase_word(self) -> None:
        self._edit(self._draft.erase(self._draft.word(-1)))

    def action_copy(self) -> None:
        if not self._draft.selected:
            raise SkipAction()
        self.app.copy_to_clipboard(self._draft.selected)

    def action_cut(self) -> None:
        self.action_copy()
        self._edit(self._draft.insert(""))

    def action_paste(self) -> None:
        self._insert(self.app.clipboard)

    def action_back(self) -> None:
        """Takes the last change of the text back; for what is only here, not yet in the record."""
        if self._past:
            self._become(self._past.pop())

    def on_mouse_down(self, event: events.MouseDown) -> None:
        self._dragging = True
        self.capture_mouse()
        self._become(self._draft.move(self._under(event)))

    def on_mouse_move(self, event: events.MouseMove) -> None:
        if self._dragging:
            self._become(self._draft.move(self._under(event), keep=True))

    def on_mouse_up(self) -> None:
        self._dragging = False
        self.release_mouse()

    def on_focus(self) -> None:
        self._show_cursor()
        self.refresh()

    def on_blur(self) -> None:
        self.refresh()

    def on_resize(self) -> None:
        self._show_cursor()

    def watch_prompt(self) -> None:
        self._reflow(self._rows)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        return min(len(self._laid(width)), self.MAX_ROWS)

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

    def _laid(self, width: int | None = None) -> Lines:
        width = self.size.width if width is None else width
        room = width - cell_len(self._label(width)) - _EDGE
        if self._lines_of != (self.text, room):
            self._lines_of = (self.text, room)
            self._lines = Lines(self.text, room)
        return self._lines

    @property
    def _rows(self) -> int:
        return min(len(self._laid()), self.MAX_ROWS)

    def _insert(self, text: str) -> None:
        if text:
            self._edit(self._draft.insert(re.sub("\r\n?", "\n", text)))

    def _edit(self, draft: Draft) -> None:
        if draft.text != self._draft.text:
            self._past = [*self._past[-_STEPS_BACK:], self._draft]
            self._become(draft)

    def _become(self, draft: Draft) -> None:
        rows, before = self._rows, self._draft
        self._draft = draft
        if draft != before:
            self._reflow(rows)
        if draft.text != before.text:
            self.post_message(self.Changed(self, draft.text))

    def _reflow(self, rows: int) -> None:
        """Repaints; only another number of rows is worth a layout of the whole screen."""
        self.refresh(layout=self._rows != rows)
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

    def _under(self, event: events.MouseEvent) -> int:
        offset = event.get_content_offset_capture(self)
        return self._laid().character(self._top + offset.y, offset.x - cell_len(self._label(self.size.width)))
