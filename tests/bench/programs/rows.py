"""The program's own list with as many rows as the first argument says, and nothing else."""

import sys

from textual.app import App, ComposeResult

from ibps.ui.widgets.item_list import ItemList
from ibps.ui.widgets.rows import Row


class Rows(App[None]):
    """One long list."""

    def __init__(self, count: int) -> None:
        super().__init__()
        self.count = count

    def compose(self) -> ComposeResult:
        """The list."""
        yield ItemList(
            [Row(f"R{n}", f"Row {n:05} is about one thing among many", number=f"R{n}")
             for n in range(1, self.count + 1)]
        )  # fmt: skip


if __name__ == "__main__":
    Rows(int(sys.argv[1])).run()
