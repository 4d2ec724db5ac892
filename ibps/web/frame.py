"""What all tabs show at one moment: a function of what was read of the file, never of what a browser says."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Final

from pydantic_core import to_json

from ibps.core.glimpse import Glimpse
from ibps.core.journal import Journal
from ibps.ui.followed import BACK, BLANKED, covered_by, in_the_way, shown, title
from ibps.ui.projected import newest
from ibps.ui.rail import rail_line
from ibps.ui.view import Look, Sheet
from ibps.web.sheet import board, bottom, covered, top
from ibps.web.tree import Piece, html, piece

ROOMY: Final = 10_000
"""Cells for the rail: all of it, with its stages two blanks apart. A page need not count them."""
LOST: Final = "Connection lost. This page shows what it last knew, and goes on trying."
STILL: Final = "Without its script this page does not follow by itself. Load it again to see what is new."


@dataclass(frozen=True)
class State:
    """What is known: the meeting as last read, what the last look at the file found, what covers it all."""

    named: str
    journal: Journal | None = None
    glimpse: Glimpse | None = None
    silent: bool = False  # the folder has not answered for a while
    left: str = ""  # of the timer, in words


@dataclass(frozen=True)
class Frame:
    """One state as a page."""

    room: Piece
    say: str = ""  # for whoever hears the page: what is new in it, in a few words
    look: Look | None = None
    sheet: Sheet | None = None

    @cached_property
    def page(self) -> bytes:
        """The whole page, which is right even where no script runs."""
        return b"<!DOCTYPE html>\n" + html(_document(self.room)).encode()

    @cached_property
    def message(self) -> str:
        """What a page that is open needs to become this one."""
        return to_json({"room": self.room, "say": self.say}).decode()


def frame(state: State, now: datetime, before: Frame | None = None) -> Frame:
    """The page for a state; after `before`, with the newest row marked and said."""
    clock = f"{now:%H:%M}"
    if state.glimpse is not None and state.glimpse.blanked:  # then nothing of it leaves this process
        said = covered_by(state.glimpse.blanked)
        return Frame(_room("blank", covered(clock, BLANKED, said)), BLANKED)
    look, sheet = shown(state.named, state.journal, state.glimpse, now.date())
    record = state.journal.record if state.journal and sheet.rail else None
    rail = rail_line(record, look.view, ROOMY, sheet.another) if record else ""
    stops = [stop for stop in rail.split("  ") if stop]
    fresh = ""
    if before and before.sheet and before.look and _about(before.look) == _about(look):
        fresh = newest(before.sheet.rows, sheet.rows)
        say = next((" ".join((row.number, row.text, row.tail)) for row in sheet.rows if row.key == fresh), "")
    else:
        say = ". ".join(part for part in (sheet.where, sheet.banner, sheet.question or sheet.ask) if part)
    room = _room(
        " ".join(_about(look)).strip(),
        top(sheet, title(state.journal, sheet), stops, clock, state.left),
        board(look, sheet, fresh),
        bottom(sheet, in_the_way(state.journal, state.glimpse, state.silent)),
    )
    return Frame(room, say.strip(), look, sheet)


def notice(text: str) -> bytes:
    """A page with one sentence."""
    body = piece("main", piece("p", text, class_="said large"), class_="alone")
    page = piece("html", _head(), piece("body", _room("notice", body)), lang="en")
    return b"<!DOCTYPE html>\n" + html(page).encode()


def _about(look: Look) -> tuple[str, str]:
    return look.view, look.about


def _room(about: str, *parts: Piece) -> Piece:
    return piece("div", *parts, id="room", data_look=about)


def _document(room: Piece) -> Piece:
    return piece(
        "html",
        _head(piece("script", src="room.js", defer="")),
        piece(
            "body",
            room,
            piece("noscript", piece("p", STILL)),
            piece("p", LOST, id="lost", role="status", hidden=""),
            piece("p", id="say", role="status"),
            piece("div", piece("time"), piece("p", BLANKED), piece("p", BACK), id="blank", hidden=""),
        ),
        lang="en",
    )


def _head(*more: Piece) -> Piece:
    return piece(
        "head",
        piece("meta", charset="utf-8"),
        piece("title", "ibps room"),
        piece("meta", name="viewport", content="width=device-width, initial-scale=1"),
        piece("meta", name="referrer", content="no-referrer"),
        piece("link", rel="icon", href="icon.svg"),
        piece("link", rel="stylesheet", href="room.css"),
        *more,
    )
