"""What earlier sittings left behind, at the top of Opening: of this session, then of the team's others."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

from ibps.core.owed import owed
from ibps.core.record import Record
from ibps.core.row import Left, Outcome, on_date
from ibps.core.row import Row as SessionRow
from ibps.core.sentences import day, names
from ibps.core.standing import standing
from ibps.ui.floor import parked_note
from ibps.ui.view import World
from ibps.ui.widgets.rows import Row

MOST: Final = 8
"""Lines of other sessions: the first job of Opening is who is here."""


def last_time(record: Record, world: World) -> tuple[Row, ...]:
    """Nothing where nothing was left; only what is parked in this session can be chosen, to be taken up."""
    own = tuple(_of_this(record, world)) if len(record.sittings) > 1 else ()
    others = [row for one in world.before or () for row in _of_another(one, record, world.today)]
    more = len(others) - MOST
    rest = (Row("before-more", f"And {more} more, in the review of all sessions.", kind="quiet"),)
    found = (*own, *others[:MOST], *(rest if more > 0 else ()))
    return (Row("last", "FROM LAST TIME", kind="heading"), *found) if found else ()


def _of_this(record: Record, world: World) -> Iterator[Row]:
    for decision in record.decisions:
        now = standing(record, decision, world.today)
        text = f"{now.reads}. “{decision.words}”"
        yield Row(f"last-{decision.number}", text, number=decision.number, kind="quiet")
    for one in owed(record, world.today):
        if one.kind == "action":
            due = f", by {day(one.due)}" if one.due else ""
            text = f"{'LATE: ' * one.late}{one.what} ({names(one.who) or 'no owner'}{due})"
            yield Row(f"last-{one.number}", text, number=one.number, kind="quiet")
    for parked in record.parked:
        row = Row(f"last-{parked.number}", f"Parked: {parked.text}", number=parked.number)
        if not parked.taken_up:
            yield row._replace(note=parked_note(parked))
        elif parked.taken_into:
            text = f"{row.text}. It has a session of its own since {day(parked.taken_up)}."
            yield row._replace(text=text, kind="quiet")


def _of_another(row: SessionRow, record: Record, today: date) -> Iterator[Row]:
    """What another session of the team waits for, when something of it is due, and what is parked there."""
    if row.day > record.today.isoformat():
        return
    where = f"{row.title}, {day(date.fromisoformat(row.day))}"
    for outcome in row.outcomes:
        if said := _waits(outcome, today):
            key = f"before-{row.file}-{outcome.number}"
            yield Row(key, f"{said} “{outcome.words}”", note=f"{outcome.number}, {where}", kind="quiet")
    for left in row.left:
        key = f"before-{row.file}-{left.number}"
        note = "\n".join(line for line in (f"{left.number}, {where}", left.note) if line)
        yield Row(key, _left(left, today), note=note, kind="quiet")


def _waits(outcome: Outcome, today: date) -> str:
    group, late = on_date(outcome, today)
    if group != "waiting" and not outcome.due:
        return ""
    by = f" by {day(date.fromisoformat(outcome.due))}" if outcome.due else ""
    mark = "LATE: " if late else ""
    if group == "waiting" or outcome.who:
        return f"{mark}Waiting for {outcome.who or 'an answer'}{by}:"
    return f"{mark}To be looked at{by}:"


def _left(left: Left, today: date) -> str:
    due = date.fromisoformat(left.due) if left.due else None
    rest = ", ".join(part for part in (left.who, f"by {day(due)}" if due else "") if part)
    parked = "Parked: " if left.kind == "parked" else ""
    return f"{'LATE: ' if due and due < today else ''}{parked}{left.text}{f' ({rest})' if rest else ''}"
