"""One view of a session as lines, made from the screen's own sheet; and the room's view as it changes."""

from __future__ import annotations

import sys
import time
from argparse import Namespace
from collections.abc import Callable, Iterable
from datetime import date, datetime
from pathlib import Path
from typing import Final

from ibps.cli import out, place
from ibps.core.clock import local_clock
from ibps.core.journal import Journal
from ibps.core.record import Record
from ibps.core.stages import order
from ibps.core.timer import time_left
from ibps.report.wrap import wrap
from ibps.store.watch import Watch
from ibps.ui.aloud import page
from ibps.ui.followed import BLANKED, LOOKING, covered_by
from ibps.ui.follower import EVERY
from ibps.ui.news import Heard, hear
from ibps.ui.projected import case, projected
from ibps.ui.rescue import KINDS
from ibps.ui.view import Look, World
from ibps.ui.views import FRONT, names, view

ROOM: Final = "room"
NOW: Final = "now"
UNHEARD: Final = ("notes", "blank")
"""Views that have nothing for a line: private notes are never in one, and a blank says nothing."""
DESK: Final = "The front desk as text is `ibps list`, and `ibps due` for what is owed."


def run(asked: Namespace, path: Path, journal: Journal, notes: tuple[str, ...], on: date) -> int:
    """Prints the view asked for; 2 with what there is when there is none of that name."""
    name, _, about = asked.screen.partition(":")
    record = journal.record
    if name == NOW:
        name = "check" if record.open_check else record.stage
    if name in FRONT:
        out.tell(DESK)
        return out.USAGE
    known = [one for one in names() if one not in (*FRONT, *UNHEARD)]
    if name not in (ROOM, *known):
        out.tell(f"No view is called {name}. There are: {', '.join((NOW, ROOM, *known))}.")
        return out.USAGE
    choice = abouts(name, record)
    if about and about not in choice:
        out.tell(f"{name} can be asked for with: {', '.join(filter(None, choice)) or 'nothing'}.")
        return out.USAGE
    if name == "words" and not choice:
        out.tell("No proposal has been put into exact words yet.")
        return out.FOUND
    # A day that is asked for is read as it ended: no timer runs there, and nobody blanks it.
    left = "" if asked.on else time_left(record.timer, local_clock())
    if name == ROOM:
        seen = None if asked.on else Watch(lambda: path).look()
        if seen and seen.blanked:
            say((BLANKED, covered_by(seen.blanked)))
            return out.FINE
        shown, sheet = projected(journal, on)
        say(page(sheet, shown, record, left))
        return out.FINE
    look = Look(view=name, about=about or (choice[0] if choice else ""))
    world = World(
        today=on,
        record=record,
        journal=journal,
        notes=notes,
        hushed=place.house(asked).hushed(asked.file),
        scenario=case(record.session.scenario),
    )
    say(page(view(name).sheet(world, look), look, record, left if asked.screen == NOW else ""))
    return out.FINE


def follow(watch: Watch, clock: Callable[[], datetime]) -> int:
    """The room's view whenever something was saved: all of another view, else what is new. Until Ctrl+C.

    While the facilitator blanks what the room sees, that alone is said, and the rest when it is brought back.
    """
    heard = Heard()
    try:
        while True:
            seen = watch.look()
            if seen and seen.trouble:
                out.tell(f"{seen.trouble}; {LOOKING}. {seen.why}".rstrip())
            heard, lines = hear(heard, seen, clock())
            if lines:
                say(lines)
                sys.stdout.flush()
            time.sleep(EVERY)
    except KeyboardInterrupt:
        return out.FINE


def say(lines: Iterable[str]) -> None:
    """Lines that are safe already; a terminal gets them wrapped between words, with the rest set in."""
    columns = out.columns()
    for line in lines:
        if columns:
            before = "  " if line.startswith("  ") else ""
            line = "\n".join(wrap(line.removeprefix(before), columns, before, f"{before}  "))
        out.text(line)


def abouts(name: str, record: Record) -> tuple[str, ...]:
    """What a view can be about, first what it is about where nobody says; () where it is about nothing."""
    match name:
        case "words":
            return tuple(one.number for one in reversed(record.proposals) if one.versions)
        case "minutes" | "attest" | "code":
            return ("", *(one.number for one in reversed(record.minutes)))
        case "coach":
            return (record.stage, *(stage.name for stage in order(record)))
        case "help":
            return (record.stage, *names())
        case "rescue":
            return ("", *KINDS)
        case "cards":
            known = case(record.session.scenario)
            cast = range(len(known.cast) if known else 0)
            return tuple(card for at in cast for card in (f"{at}", f"{at}+"))
    return ()
