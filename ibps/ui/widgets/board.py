"""Rows to be read from far away: no cursor, air between them where there is room for it."""

from collections.abc import Sequence

from ibps.ui.widgets.page import Page
from ibps.ui.widgets.row_view import RowView
from ibps.ui.widgets.rows import Row


class Board(RowView, can_focus=False):
    """Shows rows and follows the newest one. Keys and wheel move what is seen, never a cursor."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._given: tuple[Row, ...] = ()
        self._alone = False
        self._newest = ""

    @property
    def given(self) -> tuple[Row, ...]:
        """The rows as they were given, without the air."""
        return self._given

    def show(self, rows: Sequence[Row], alone: bool = False, top: bool = True, newest: str = "") -> None:
        """Shows other rows: from their top, or where they were with the newest one in view.

        `alone` puts rows that do not fill the place into the middle of it.
        """
        self._given, self._alone, self._newest = tuple(rows), alone, newest
        scroll = 0 if top else self.scroll_offset.y
        self._lay(scroll)
        self.refresh()

    def page(self, by: int) -> None:
        """A window further (1) or back (-1), one line staying."""
        self._look(self.scroll_offset.y + by * max(1, self._view_height - 1))

    def move(self, by: int) -> None:
        """Lines further or back."""
        self._look(self.scroll_offset.y + by)

    def edge(self, by: int) -> None:
        """The beginning (-1) or the end (1)."""
        self._look(0 if by < 0 else self._page.height)

    @property
    def more(self) -> bool:
        """Whether there is more than is seen."""
        return self._page.height > self._view_height

    def _fit(self) -> None:
        size = self.scrollable_content_region.size
        if size != self._fitted and size:
            self._fitted = size
            self._lay(self.scroll_offset.y)

    def _lay(self, scroll: int) -> None:
        width, height = self._fitted.width - 3, self._view_height
        page = Page(self._given, width, self._page)
        if page.height < height and (loose := Page(aired(self._given), width, page)).height <= height:
            page = loose
        if self._alone and page.height < height:
            above = tuple(Row(f"above{at}", " ", kind="quiet") for at in range((height - page.height) // 3))
            page = Page((*above, *page.rows), width, page)
        self._page, self._cursor = page, None
        self._hold_height()
        at = next((at for at, row in enumerate(page.rows) if row.key == self._newest), None)
        if at is not None:
            scroll = page.follow(at, scroll, height)
        self.set_scroll(None, self._within(scroll))


def aired(rows: Sequence[Row]) -> tuple[Row, ...]:
    """The same rows with an empty one between; quiet lines that follow each other stay together."""
    found: list[Row] = []
    for at, row in enumerate(rows):
        if at and not (row.kind == "quiet" and rows[at - 1].kind == "quiet"):
            found.append(Row(f"air{at}", " ", kind="quiet"))
        found.append(row)
    return tuple(found)
