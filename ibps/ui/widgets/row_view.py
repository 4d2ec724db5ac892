"""Rows on the screen: painting, scrolling and fitting them to the place there is."""

from collections.abc import Sequence
from typing import ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual import events, on
from textual.geometry import Region, Size
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.widget import Widget

from ibps.ui.widgets.page import Page
from ibps.ui.widgets.rows import Part, Row

_MARK = 2
"""Cells before a row, for the cursor."""
_MORE = 1
"""Cells behind a row, for the signs that there is more."""
_LEAST = _MARK + _MORE + 2
"""Below this width there is no room for a wide character, and nothing is painted."""
_WHEEL = 3


class RowView(ScrollView, can_focus=True):
    """Paints the rows that are seen, with a cursor on one of them. `ItemList` adds keys and messages."""

    ALLOW_SELECT = False

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "item-list--cursor",
        "item-list--text",
        "item-list--tag",
        "item-list--number",
        "item-list--tail",
        "item-list--note",
        "item-list--heading",
        "item-list--hint",
        "item-list--quiet",
        "item-list--good",
        "item-list--waiting",
        "item-list--bad",
        "item-list--idea",
        "item-list--more",
    }

    DEFAULT_CSS = """
    RowView {
        height: 1fr;
        overflow: hidden hidden;
        scrollbar-size: 0 0;
        background: $background;
        color: $foreground;
        & > .item-list--cursor { background: $panel; text-style: bold; }
        &:focus > .item-list--cursor {
            background: $block-cursor-background;
            color: $block-cursor-foreground;
        }
        & > .item-list--tag { text-style: bold; }
        & > .item-list--number { color: $foreground-muted; }
        & > .item-list--note { color: $foreground-muted; }
        & > .item-list--heading { color: $text-primary; text-style: bold; }
        & > .item-list--hint { color: $foreground-muted; text-style: italic; }
        & > .item-list--quiet { color: $foreground-muted; }
        & > .item-list--good { color: $text-success; }
        & > .item-list--waiting { color: $text-warning; }
        & > .item-list--bad { color: $text-error; }
        & > .item-list--idea { color: $text-accent; }
        & > .item-list--more { color: $text-primary; }
    }
    """

    def __init__(
        self,
        rows: Sequence[Row] = (),
        *,
        name: str | None = None,
        id: str | None = None,
        classes: str | None = None,
    ) -> None:
        super().__init__(name=name, id=id, classes=classes)
        self._page = Page(tuple(rows), 0)
        self._fitted = Size(0, 0)
        self._cursor = self._page.item(0, 1)
        self._styles_seen: dict[tuple[str, bool], Style] = {}

    @property
    def rows(self) -> tuple[Row, ...]:
        return self._page.rows

    @property
    def selected(self) -> Row | None:
        """The row the cursor stands on."""
        return None if self._cursor is None else self._page.rows[self._cursor]

    @on(events.MouseScrollDown)
    def _wheel_down(self, event: events.MouseScrollDown) -> None:
        event.stop()
        self._look(self.scroll_offset.y + _WHEEL)

    @on(events.MouseScrollUp)
    def _wheel_up(self, event: events.MouseScrollUp) -> None:
        event.stop()
        self._look(self.scroll_offset.y - _WHEEL)

    def on_resize(self) -> None:
        self._fit()

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        return Page(self._page.rows, width - _MARK - _MORE, self._page).height

    def notify_style_update(self) -> None:
        self._styles_seen = {}
        super().notify_style_update()

    def render_lines(self, crop: Region) -> list[Strip]:
        # A frame can be painted before the resize is told: it must not show lines of the old width.
        self._fit()
        return super().render_lines(crop)

    def render_line(self, y: int) -> Strip:
        page, width = self._page, self._fitted.width
        scroll = self.scroll_offset.y
        plain = self._style_of("text", False)
        if scroll + y >= page.height or width < _LEAST:
            return Strip.blank(width, plain)
        index, at = page.at(scroll + y)
        chosen = index == self._cursor
        text = self._style_of("text", chosen)
        mark = ("▸ " if self.has_focus else "▹ ") if chosen and (at == 0 or y == 0) else "  "
        segments = [Segment(mark, text)]
        used = _MARK
        for words, part in page.lines(index)[at]:
            segments.append(Segment(words, self._style_of(part, chosen)))
            used += cell_len(words)
        segments.append(Segment(" " * (width - _MORE - used), text))
        more = " "
        if y == 0 and scroll > 0:
            more = "▲"
        elif y == self._view_height - 1 and scroll + y + 1 < page.height:
            more = "▼"
        segments.append(Segment(more, self._style_of("more", False)))
        return Strip(segments, width)

    def _style_of(self, part: Part | str, chosen: bool) -> Style:
        style = self._styles_seen.get((part, chosen))
        if style is None:
            style = self.get_component_rich_style(f"item-list--{part}")
            if chosen:
                cursor = self.get_component_rich_style("item-list--cursor")
                # Without the focus a state keeps its colour; on the bright bar one colour reads best.
                style = cursor if self.has_focus else style + Style(bgcolor=cursor.bgcolor, bold=True)
            self._styles_seen[part, chosen] = style
        return style

    def _on_sign(self, x: int, y: int) -> bool:
        """Is this cell one that says there is more?"""
        return x >= self._fitted.width - _MORE and y in (0, self._view_height - 1)

    @property
    def _view_height(self) -> int:
        return max(self.scrollable_content_region.height, 1)

    def _in_view(self, index: int) -> bool:
        scroll = self.scroll_offset.y
        return self._page.top(index) < scroll + self._view_height and self._page.bottom(index) > scroll

    def _fit(self) -> None:
        """Lays the rows out anew if the place for them has changed, and keeps the cursor in view."""
        size = self.scrollable_content_region.size
        if size == self._fitted or not size:
            return
        old, page, scroll = self._cursor, self._page, self.scroll_offset.y
        offset = 0 if old is None else page.top(old) - scroll
        if size.width != self._fitted.width:
            self._page = Page(page.rows, size.width - _MARK - _MORE, page)
        self._fitted = size
        self._hold_height()
        if old is not None:
            scroll = self._page.follow(old, max(self._page.top(old) - max(offset, 0), 0), size.height)
        self.set_scroll(None, self._within(scroll))

    def _hold_height(self) -> None:
        # Set quietly: a list's place does not depend on what it holds, and asking for a layout of the
        # whole screen would cost a second frame for every change.
        self.set_reactive(Widget.virtual_size, Size(0, self._page.height))

    def _look(self, y: int) -> None:
        if self._fitted:
            self.scroll_to(y=self._within(y), animate=False, force=True)

    def _within(self, y: int) -> int:
        return min(max(y, 0), max(self._page.height - self._view_height, 0))
