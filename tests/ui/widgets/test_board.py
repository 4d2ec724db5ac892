"""Rows for a room to read: air where there is room for it, the newest in view, nothing to choose."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from textual.app import App, ComposeResult
from textual.pilot import Pilot

from ibps.ui.widgets.board import Board, aired
from ibps.ui.widgets.rows import Row

ROWS = tuple(Row(f"r{n}", f"row {n}", number=str(n)) for n in range(40))


class Show(App[None]):
    """A board and nothing else."""

    def compose(self) -> ComposeResult:
        yield Board(id="board")

    @property
    def board(self) -> Board:
        return self.query_one(Board)


@asynccontextmanager
async def showing(width: int = 40, height: int = 10) -> AsyncIterator[tuple[Show, Pilot[None]]]:
    app = Show()
    async with app.run_test(size=(width, height)) as pilot:
        yield app, pilot


def seen(app: Show) -> list[str]:
    """The lines on the screen."""
    strips = app.screen._compositor.render_strips()
    return [" ".join("".join(part.text for part in strip).strip(" ▲▼").split()) for strip in strips]


async def test_rows_stand_apart_as_long_as_they_fit() -> None:
    async with showing() as (app, pilot):
        app.board.show(ROWS[:5])
        await pilot.pause()
        assert seen(app)[:4] == ["0 row 0", "", "1 row 1", ""]
        app.board.show(ROWS[:6])
        await pilot.pause()
        assert seen(app)[:6] == [f"{n} row {n}" for n in range(6)]


def test_quiet_lines_stay_together_and_every_row_stays() -> None:
    rows = (Row("a", "a"), Row("b", "b", kind="quiet"), Row("c", "c", kind="quiet"), Row("d", "d"))
    assert [row.text for row in aired(rows)] == ["a", " ", "b", "c", " ", "d"]
    assert [row.key for row in aired(rows) if not row.key.startswith("air")] == ["a", "b", "c", "d"]


async def test_the_newest_row_comes_into_view_and_others_stay_where_they_are() -> None:
    async with showing() as (app, pilot):
        app.board.show(ROWS[:20])
        await pilot.pause()
        assert seen(app)[0] == "0 row 0"
        app.board.show(ROWS[:21], top=False, newest="r20")
        await pilot.pause()
        assert seen(app)[-1] == "20 row 20"
        changed = (*ROWS[:15], ROWS[15]._replace(tail="✓"), *ROWS[16:21])
        app.board.show(changed, top=False, newest="r15")
        await pilot.pause()
        assert seen(app)[-1] == "20 row 20"  # it was in view
        app.board.show(ROWS, top=True)
        await pilot.pause()
        assert seen(app)[0] == "0 row 0"


async def test_a_few_words_alone_stand_away_from_the_edge() -> None:
    async with showing() as (app, pilot):
        app.board.show((Row("words", "These words", kind="heading"),), alone=True)
        await pilot.pause()
        assert seen(app).index("These words") == 3


async def test_moving_shows_the_rest_and_stops_at_the_ends() -> None:
    async with showing() as (app, pilot):
        app.board.show(ROWS)
        board = app.board
        moves = ((board.page, 1, 9), (board.edge, 1, 30), (board.page, 1, 30), (board.move, -1, 29))
        for move, by, first in (*moves, (board.edge, -1, 0), (board.move, -1, 0)):
            move(by)
            await pilot.pause()
            assert seen(app)[0] == f"{first} row {first}"


async def test_after_a_resize_the_newest_row_is_still_in_view() -> None:
    async with showing(40, 12) as (app, pilot):
        app.board.show(ROWS[:20])
        app.board.show(ROWS[:21], top=False, newest="r20")
        await pilot.pause()
        await pilot.resize_terminal(30, 5)
        await pilot.pause()
        assert "20 row 20" in seen(app)
