"""The room's own screen, beside the facilitator's: one sheet, large and calm, and nothing to type into."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, ClassVar, Final

from textual import events, getters, on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.message import Message
from textual.screen import Screen
from textual.widgets import Digits, Static

from ibps.core.plain import plain
from ibps.core.timer import time_left
from ibps.ui.followed import BACK, BLANKED, HELD, in_the_way, shown, title
from ibps.ui.projected import ALONE, newest
from ibps.ui.rail import rail_line
from ibps.ui.screens.parts import height, put, read_on, set_tone, too_small, top_line
from ibps.ui.view import Look, Sheet
from ibps.ui.widgets.board import Board

if TYPE_CHECKING:
    from ibps.core.glimpse import Blanked, Glimpse
    from ibps.core.journal import Journal

LONG: Final = 100
"""Columns beyond which lines are not made longer at the same rate: long lines are hard to follow."""
TALL: Final = 30
"""Rows from which there is air around the question."""
MOST: Final = 4
"""Rows of both questions in a window lower than that; beyond it the meeting's own stays alone."""

MISTAKE: Final = "This cannot be shown here: {}, a mistake in the program. The meeting goes on without it. {}"
KEYS: Final = "b blank  {} light/dark  q leave"


class Wall(Screen[None]):
    """A function of what the file says now, the time, and whether it is blanked."""

    CSS_PATH: ClassVar = "wall.tcss"

    status = getters.query_one("#status", Static)
    rail = getters.query_one("#rail", Static)
    banner = getters.query_one("#banner", Static)
    question = getters.query_one("#question", Static)
    ask = getters.query_one("#ask", Static)
    board = getters.query_one("#board", Board)
    answers = getters.query_one("#answers", Static)
    line = getters.query_one("#line", Static)
    clock = getters.query_one("#clock", Digits)
    blank_said = getters.query_one("#blanked", Static)

    class Seen(Message):
        """The file was looked at, and something is new."""

        def __init__(self, glimpse: Glimpse) -> None:
            super().__init__()
            self.glimpse = glimpse

    def __init__(
        self, named: str, now: Callable[[], datetime], silent: Callable[[], bool], look_key: str
    ) -> None:
        """`named` is what was asked for, said while there is nothing to show; `silent`: no disk answers."""
        super().__init__()
        self.keys = KEYS.format(look_key)
        self.named, self.now, self.silent = named, now, silent
        self.journal: Journal | None = None  # what was last read and is shown
        self.glimpse: Glimpse | None = None
        self.own = False  # blanked at this window
        self.theirs: Blanked = ""  # by the facilitator's, unless that was taken back here since
        self._shown: tuple[Look, Sheet] | None = None
        self.reported: Callable[[Exception], str] = repr  # says where the report of a mistake lies

    def compose(self) -> ComposeResult:
        """The parts from top to bottom."""
        for part in ("status", "rail", "banner", "question", "ask"):
            yield Static(id=part)
        yield Board(id="board")
        yield Static(id="answers")
        yield Static(id="line")
        with Vertical(id="blank"):
            yield Digits(id="clock")
            yield Static(id="blanked")
        yield Static(id="small")

    def on_mount(self) -> None:
        """The first frame does not wait for the file."""
        self.draw()
        self.set_interval(0.5, self.tick)

    @on(Seen)
    def seen(self, event: Seen) -> None:
        """Show what is new; what is to be covered is covered first."""
        before, self.glimpse = self.glimpse, event.glimpse
        if event.glimpse.blanked != (before.blanked if before else ""):
            self.theirs = event.glimpse.blanked
            self._veil()
        journal = event.glimpse.journal
        if journal is None or journal is self.journal:
            self.tick()
            if self.journal is None:
                self.draw()
        else:
            self.journal = journal
            self.draw()

    def tick(self) -> None:
        """What changes with time alone: the clock, and whether the folder answers."""
        self._top()
        self._line()

    def draw(self) -> None:
        """Everything anew."""
        before = self._shown
        look, sheet = self._sheet()
        self._shown = look, sheet
        self.set_class(self.size.height >= TALL, "-tall")
        width = self._measure()
        rows, question, ask = sheet.rows, plain(sheet.question, lines=True), plain(sheet.ask)
        if height(question, width) * 2 > self.size.height:
            rows, question = (*read_on(question), *rows), ""
        if question and self.size.height < TALL and height(question, width) + height(ask, width) > MOST:
            ask = ""
        self._top()
        self._rail()
        put(self.banner, plain(sheet.banner, lines=True))
        set_tone(self.banner, sheet.tone)
        put(self.question, question)
        put(self.ask, ask)
        put(self.answers, plain(sheet.legend, lines=True))
        self._line()
        side = (self.size.width - width) // 2 - 1
        for part in (self.question, self.ask, self.answers):
            part.styles.margin = (0, side)
        self.board.styles.margin = (1 if self.size.height >= TALL else 0, side, 0, side)
        there = before is not None and (before[0].view, before[0].about) == (look.view, look.about)
        known = self.board.given
        if not there:
            self.board.show(rows, look.view in ALONE)
        elif rows != known:
            self.board.show(rows, look.view in ALONE, top=False, newest=newest(known, rows))

    def _sheet(self) -> tuple[Look, Sheet]:
        try:
            return shown(self.named, self.journal, self.glimpse, self.now().date())
        except Exception as error:  # the next entry may well be shown again
            said = MISTAKE.format(type(error).__name__, self.reported(error))
            return Look(""), Sheet(where="THE ROOM", question=said, rows=(), rail=False)

    def _measure(self) -> int:
        """How wide lines may be: everything there is, and less and less of it in a wide window."""
        width = self.size.width - 2
        return max(width if width < LONG else LONG + (width - LONG) // 8, 1)

    def _top(self) -> None:
        """Where the meeting is, what is left of the time, and the time of day."""
        if self._shown is None:
            return
        now, sheet, width = f"{self.now():%H:%M}", self._shown[1], max(self.size.width - 2, 1)
        left = time_left(self.journal.record.timer, self.now()) if self.journal else ""
        right = f"{left} · {now}" if left else now
        put(self.status, top_line(sheet, title(self.journal, sheet), right, width), layout=False)
        if self.clock.value != now:
            self.clock.update(now)

    def _rail(self) -> None:
        line = ""
        if self.journal is not None and self._shown is not None and self._shown[1].rail:
            width = max(self.size.width - 2, 1)
            line = rail_line(self.journal.record, self._shown[0].view, width, self._shown[1].another)
        put(self.rail, line)

    def _line(self) -> None:
        """What stands in the way of following, if anything does; else the few keys there are."""
        said = in_the_way(self.journal, self.glimpse, self.silent())
        put(self.line, plain(said or self.keys))
        self.line.set_class(bool(said), "-bad")

    def on_resize(self, event: events.Resize) -> None:
        """Everything fits again; too small is said in words."""
        small = too_small(self, event.size)
        self.set_class(small, "-small")
        if not small and self._shown is not None:
            self.draw()

    def on_key(self, event: events.Key) -> None:
        """Any key at all brings a blanked screen back."""
        if self.back():
            event.stop()

    @property
    def blanked(self) -> bool:
        """Whether nothing but the time is shown."""
        return self.own or bool(self.theirs)

    def on_click(self) -> None:
        """So does a click."""
        self.back()

    def back(self) -> bool:
        """Whether it was blanked. It is not any more, unless the facilitator's window is there to say so."""
        was = self.blanked
        if was:
            self.own = False
            self.theirs = "held" if self.theirs == "held" else ""
            self._veil()
        return was

    def blank(self) -> None:
        """Nothing but the time, in a hurry; and back."""
        if not self.back():
            self.own = True
            self._veil()

    def _veil(self) -> None:
        put(self.blank_said, f"{BLANKED}\n\n{HELD if self.theirs == 'held' else BACK}")
        self.set_class(self.blanked, "-blank")

    def scroll_board(self, how: str, by: int) -> None:
        """The list, when it is longer than the window."""
        moves = {"move": self.board.move, "page": self.board.page, "edge": self.board.edge}
        moves[how](by)
