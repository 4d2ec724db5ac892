"""A list of rows as one widget: it costs what is seen of it, not what it holds."""

from collections.abc import Callable, Mapping, Sequence
from typing import ClassVar, Final

from textual import events
from textual.message import Message

from ibps.ui.widgets.page import Page
from ibps.ui.widgets.row_view import RowView
from ibps.ui.widgets.rows import Row

_LONGEST_NUMBER = 6


class ItemList(RowView):
    """Rows to look through and choose from.

    The cursor stands on items only. Digits choose the item with that number, a letter posts `Verb`,
    `Enter` and a double click post `Selected`. Keys bound by a screen or the app go there first.
    """

    DIGITS_WAIT: ClassVar[float] = 1.2
    """Seconds in which another digit still belongs to the number before."""

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
        """A letter was pressed with the cursor on `row`, or on none; `said` is the number typed before it."""

        def __init__(self, item_list: "ItemList", key: str, row: Row | None, said: str = "") -> None:
            super().__init__()
            self.item_list = item_list
            self.key = key
            self.row = row
            self.said = said

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
        super().__init__(rows, name=name, id=id, classes=classes)
        self._digits = self._said = ""
        self._digit_time = 0.0

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
                self._cursor = self._page.survivor(page, old)
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

    def to_top(self) -> None:
        """The first row at the top, now and once the new rows have their place."""
        self.scroll_to(y=0, animate=False, force=True, immediate=True)
        self.call_after_refresh(self.scroll_to, y=0, animate=False, force=True)

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

    def page(self, by: int) -> None:
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

    def edge(self, by: int) -> None:
        last = len(self._page.rows) - 1
        index = self._page.item(0 if by < 0 else last, -by)
        if index is not None:
            self._go(index)
        self._look(0 if by < 0 else self._page.height)

    def choose(self) -> bool:
        """Posts `Selected`; False when there is nothing to choose, so that Enter can mean something else."""
        if (row := self.selected) is not None:
            self.post_message(self.Selected(self, row))
        return row is not None

    def on_key(self, event: events.Key) -> None:
        # Read here and not as bindings, which the next key would overtake: see `EntryLine`.
        if act := KEYS.get(event.key):
            self._digits = ""
            if act(self) is not False:
                event.stop()
                event.prevent_default()
            return
        character = event.character
        if character is None or not event.is_printable:
            self._digits = ""
        elif character in "0123456789":
            event.stop()
            self._say_digit(character, event.time)
        else:
            said, self._digits = self._said if self._digits else "", ""
            if event.key in self.screen.active_bindings:
                return
            event.stop()
            if character.isascii() and character.isalpha():
                self.post_message(self.Verb(self, character, self.selected, said))
            else:
                self.post_message(self.Typed(self, character))

    def _say_digit(self, digit: str, time: float) -> None:
        """People say "four" and then "twelve": the longest number that the last digits make wins."""
        if time - self._digit_time > self.DIGITS_WAIT:
            self._digits = ""
        self._digit_time = time
        self._digits = (self._digits + digit)[-_LONGEST_NUMBER:]
        for start in range(len(self._digits)):
            if (index := self._page.number(self._digits[start:])) is not None:
                self._said = self._digits[start:]
                self._go(index)
                return

    def on_click(self, event: events.Click) -> None:
        offset = event.get_content_offset(self)
        line = self.scroll_offset.y + offset.y if offset is not None else self._page.height
        if offset is None or line >= self._page.height:
            return
        event.stop()
        if self._on_sign(offset.x, offset.y):
            self.page(-1 if offset.y == 0 else 1)
            return
        index, _ = self._page.at(line)
        if self._page.rows[index].kind == "item":
            self._go(index)
            if event.chain == 2:
                self.choose()

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


KEYS: Final[Mapping[str, Callable[[ItemList], object]]] = {
    "up": lambda items: items.move(-1),
    "down": lambda items: items.move(1),
    "pageup": lambda items: items.page(-1),
    "pagedown": lambda items: items.page(1),
    "home": lambda items: items.edge(-1),
    "end": lambda items: items.edge(1),
    "enter": ItemList.choose,
}
"""What each key does that is neither a number nor a letter."""
