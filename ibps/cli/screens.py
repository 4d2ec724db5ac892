"""`ibps`, `new`, `meet`, `review`: the screens, started on what was asked for."""

from __future__ import annotations

import gc
import os
import sys
from argparse import Namespace
from typing import TYPE_CHECKING

from ibps.cli import out, place, settings

if TYPE_CHECKING:
    from ibps.cli.house import House

NO_TERMINAL = "The screens need a terminal. For plain text there are: ibps list, ibps due, ibps show FILE."


def run(asked: Namespace) -> int:
    """Shows the screen asked for until people leave it."""
    from ibps.cli.house import Start

    if not has_terminal():
        return out.USAGE
    start = Start(
        screen=asked.screen,
        file=getattr(asked, "file", ""),
        query=" ".join(getattr(asked, "query", ())),
        title=getattr(asked, "title", ""),
        team=getattr(asked, "team", ""),
        example=getattr(asked, "example", False),
    )
    house = place.house(asked, start)
    if start.screen == "meet":
        if not start.file:
            house = latest(house)
        else:
            house.prepare(start.file)
    return show(house)


def latest(house: House) -> House:
    """The house with its latest session to go on with; the front desk where there is none."""
    from dataclasses import replace

    for row in house.rows().rows:
        if row.counts:
            house = replace(house, start=replace(house.start, file=row.file))
            house.prepare(row.file)
            return house
    return replace(house, start=replace(house.start, screen="desk"))


def has_terminal() -> bool:
    """Whether there is a terminal to draw on, or another driver was asked for; a sentence if not."""
    if "TEXTUAL_DRIVER" in os.environ or (sys.stdin.isatty() and sys.stdout.isatty()):
        return True
    out.tell(NO_TERMINAL)
    return False


def show(house: House) -> int:
    """The screens, and their exit code."""
    gc.disable()  # what is imported now stays: see `settle`
    from ibps.ui.window.app import IbpsApp

    app = IbpsApp(house, ready=settle, settings=settings.load())
    app.run()
    if app.last_words:
        out.tell(app.last_words)
    return app.return_code or out.FINE


def settle() -> None:
    """What the start loaded stays to the end, so the collector, off until now, need not look at it."""
    gc.freeze()
    gc.enable()
