"""A list of rows as one widget: it costs what is seen of it, not what it holds."""

from collections.abc import Sequence
from typing import ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual import events, on
from textual.binding import Binding, BindingType
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.widget import Widget

from ibps.ui.widgets.page import Page
from ibps.ui.widgets.rows import Part, Row

_MARK = 2
"""Cells before a row, for the cursor."""
_MORE = 1
"""Cells behind a row, for the signs that there is more."""
_WHEEL = 3


class ItemList(ScrollView, can_focus=True):
    """Rows to look through and choose from.

    The cursor stands on items only. Digits choose the item with that number, a letter posts `Verb`,
    `Enter` and a double click post `Selected`. Keys bound by a screen or the app go there first.
    """

    ALLOW_SELECT = False
    DIGITS_WAIT: ClassVar[float] = 1.2
    """Seconds in which another digit still belongs to the number before."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move(-1)", show=False),
        Binding("down", "move(1)", show=False),
        Binding("pageup", "page(-1)", show=False),
        Binding("pagedown", "page(1)", show=False),
        Binding("home", "edge(-1)", show=False),
        Binding("end", "edge(1)", show=False),
        Binding("enter", "choose", show=False),
    ]

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
    ItemList {
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

    class About(Message):
        """Something happened to the row in `row`."""

        def __init__(self, item_list: "ItemList", row: Row) -> None:
            super().__init__()
            self.item_list = item_list
            self.row = row

        @property
        def control(self) -> "ItemList":
            return self.item_list

    class Selected(About):
        """`Enter` or a double click on a row."""

    class Moved(About):
        """The cursor stands on another row than before."""

    class Verb(Message):
        """A letter was pressed with the cursor on `row`, or on none."""

        def __init__(self, item_list: "ItemList", key: str, row: Row | None) -> None:
            super().__init__()
            self.item_list = item_list
            self.key = key
            self.row = row

        @property
        def control(self) -> "ItemList":
            return self.item_list

    class Typed(Message):
        """Any other character was pressed."""

        def __init__(self, item_list: "ItemList", character: str) -> None:
            super().__init__()
            self.item_list = item_list
            self.character = character

        @property
        def control(self) -> "ItemList":
            return self.item_list

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
        self._digits = ""
        self._digit_time = 0.0

    @property
    def rows(self) -> tuple[Row, ...]:
        return self._page.rows

    @property
    def selected(self) -> Row | None:
        """The row the cursor stands on."""
        return None if self._cursor is None else self._page.rows[self._cursor]

    def show(self, rows: Sequence[Row], select: str | None = None) -> None:
        """Shows other rows.

        The cursor goes to the item with the key `select`; without that it stays with its item, at the
        same place of the screen where it can, or with the one that is nearest to where it stood.
        """
        rows = tuple(rows)
        before, page, old = self.selected, self._page, self._cursor
        if rows == page.rows:
            if select is not None:
                self.select(select)
            return
        in_view = old is not None and self._in_view(old)
        offset = 0 if old is None else page.top(old) - self.scroll_offset.y
        self._page = Page(rows, page.width, page)
        self._cursor = self._page.find(select) if select is not None else None
        stays = False
        if self._cursor is None and before is not None and old is not None:
            self._cursor = self._page.find(before.key)
            stays = self._cursor is not None
            if not stays:
                self._cursor = self._page.nearest(old)
        elif self._cursor is None:
            self._cursor = self._page.item(0, 1)
        self._hold_height()
        if self._cursor is not None and (in_view or not stays):
            wish = self._page.top(self._cursor) - offset if stays else self.scroll_offset.y
            self._look(self._page.follow(self._cursor, wish, self._view_height))
        else:
            self._look(self.scroll_offset.y)
        self.refresh(layout=self.styles.auto_dimensions)
        self._tell(before)

    def select(self, key: str) -> bool:
        """Puts the cursor on the item with this key. False if there is none."""
        index = self._page.find(key)
        if index is None:
            return False
        self._go(index)
        return True

    def move(self, by: int) -> None:
        """Moves the cursor by one item (1 or -1), or by a line within a row taller than the list."""
        page, scroll, height, index = self._page, self.scroll_offset.y, self._view_height, self._cursor
        if index is not None:
            top, bottom = page.top(index), page.bottom(index)
            edge, seen = (bottom, top < scroll + height) if by > 0 else (top, bottom > scroll)
            beyond = edge > scroll + height if by > 0 else edge < scroll
            following = page.item(index + by, by)
            if following is not None and not (seen and beyond):
                self._go(following)
                return
        self._look(scroll + by)

    def action_move(self, by: int) -> None:
        self.move(by)

    def action_page(self, by: int) -> None:
        page, height, index = self._page, self._view_height, self._cursor
        scroll, step = self.scroll_offset.y, max(1, self._view_height - 1)
        if index is None or page.bottom(index) - page.top(index) > height:
            further = self._within(scroll + by * step)
            if index is None or page.top(index) <= further <= page.bottom(index) - height:
                self._look(further)
                return
        line = page.top(index) + step if by > 0 else page.bottom(index) - 1 - step
        there = page.item(page.at(min(max(line, 0), page.height - 1))[0], -by)
        if there is None or (there - index) * by <= 0:
            there = page.item(index + by, by)
        if there is None:
            self._look(scroll + by * step)
        else:
            self._go(there)

    def action_edge(self, by: int) -> None:
        last = len(self._page.rows) - 1
        index = self._page.item(0 if by < 0 else last, -by)
        if index is not None:
            self._go(index)
        self._look(0 if by < 0 else self._page.height)

    def action_choose(self) -> None:
        if (row := self.selected) is not None:
            self.post_message(self.Selected(self, row))

    def on_key(self, event: events.Key) -> None:
        character = event.character
        if character is None or not event.is_printable:
            self._digits = ""
        elif character in "0123456789":
            event.stop()
            self._say_digit(character, event.time)
        else:
            self._digits = ""
            if event.key in self.screen.active_bindings:
                return
            event.stop()
            if character.isascii() and character.isalpha():
                self.post_message(self.Verb(self, character, self.selected))
            else:
                self.post_message(self.Typed(self, character))

    def _say_digit(self, digit: str, time: float) -> None:
        """People say "four" and "twelve": the longest number that exists wins."""
        if time - self._digit_time > self.DIGITS_WAIT:
            self._digits = ""
        self._digit_time = time
        for digits in (self._digits + digit, digit):
            if (index := self._page.number(digits)) is not None:
                self._digits = digits
                self._go(index)
                return
        self._digits = digit

    def on_click(self, event: events.Click) -> None:
        offset = event.get_content_offset(self)
        line = self.scroll_offset.y + offset.y if offset is not None else self._page.height
        if offset is None or line >= self._page.height:
            return
        event.stop()
        if offset.x >= self._fitted.width - _MORE and offset.y in (0, self._view_height - 1):
            self.action_page(-1 if offset.y == 0 else 1)
            return
        index, _ = self._page.at(line)
        if self._page.rows[index].kind == "item":
            self._go(index)
            if event.chain == 2:
                self.action_choose()

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
        if scroll + y >= page.height or width <= _MARK + _MORE:
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

    def _go(self, index: int) -> None:
        before, old = self.selected, self._cursor
        self._cursor = index
        if old != index:
            for at in (old, index):
                if at is not None:
                    self.refresh_lines(self._page.top(at), self._page.bottom(at) - self._page.top(at))
        self._look(self._page.follow(index, self.scroll_offset.y, self._view_height))
        self._tell(before)

    def _tell(self, before: Row | None) -> None:
        row = self.selected
        if row is not None and (before is None or before.key != row.key):
            self.post_message(self.Moved(self, row))
