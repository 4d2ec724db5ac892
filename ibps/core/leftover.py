"""What a session leaves for the team's next one: tasks not done, and what was parked and not taken up."""

from __future__ import annotations

from ibps.core.parked import kept_with
from ibps.core.record import Record
from ibps.core.row import Left
from ibps.core.sentences import names


def leftover(record: Record) -> tuple[Left, ...]:
    """In the order of the lists. Dates are as they were set; whether one has passed is for whoever reads."""
    tasks = [
        Left(
            number=action.number,
            kind="action",
            text=action.text,
            who=names([record.person(number).name for number in action.owners]) or "no owner",
            due=action.due.isoformat() if action.due else "",
            note=action.needs,
        )
        for action in record.actions
        if not action.done
    ]
    parked = [
        Left(
            number=one.number,
            kind="parked",
            text=one.text,
            who=", ".join(part for part in (one.owner, one.forum) if part),
            due=one.due.isoformat() if one.due else "",
            note=" ".join(kept_with(one)),
        )
        for one in record.parked
        if not one.taken_up
    ]
    return (*tasks, *parked)
