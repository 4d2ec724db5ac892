"""What the facilitator's screen and the room's share: text in its place, a banner, the smallest size."""

from __future__ import annotations

from typing import Final, get_args

from rich.cells import cell_len
from textual.content import Content
from textual.geometry import Size
from textual.screen import Screen
from textual.widgets import Static

from ibps.core.plain import plain
from ibps.ui.screens.lines import spread
from ibps.ui.view import Sheet, Tone
from ibps.ui.widgets.cells import wrap
from ibps.ui.widgets.rows import Row

SMALLEST: Final = (60, 20)
"""Columns and rows below which a screen says the size it needs, and keeps everything."""


def put(part: Static, text: str, layout: bool = True) -> None:
    """Text verbatim, never markup; an empty part takes no row."""
    if str(part.content) != text:
        part.update(Content(text), layout=layout)
    part.set_class(not text, "-off")


def height(text: str, width: int) -> int:
    """Rows the text takes when no line is longer than `width` cells."""
    return len(wrap(text, width)) if text else 0


def top_line(sheet: Sheet, title: str, right: str, width: int) -> str:
    """Where one is, with the title where there is room for it, and at the other end what never gives way."""
    where, right = plain(sheet.where), plain(right)
    full = f"{where} · {plain(title)}" if title else where
    return spread(full if cell_len(full) + cell_len(right) + 2 <= width else where, right, width)


def set_tone(banner: Static, tone: Tone) -> None:
    """The colours of a banner; what it says is in its words."""
    for one in get_args(Tone):
        if one:
            banner.set_class(one == tone, f"-{one}")


def read_on(question: str) -> tuple[Row, ...]:
    """A question too long for the top, as rows of the list, where it can be read on."""
    first, *rest = question.split("\n")
    more = (Row(f"question{at}", text, kind="quiet") for at, text in enumerate(rest))
    return (Row("question", first, kind="heading"), *more)


def too_small(screen: Screen[None], size: Size, lost: str = "") -> bool:
    """Whether the window is too small for the screen, which then says so in its part `#small`."""
    small = size.width < SMALLEST[0] or size.height < SMALLEST[1]
    if small:
        need = f"Please make this window\n{SMALLEST[0]} x {SMALLEST[1]}\nor larger.{lost}"
        screen.query_one("#small", Static).update(Content(need))
    return small
