"""What a session leaves for the team's next one: tasks not done, and what was parked and not taken up."""

from __future__ import annotations

from ibps.core.owed import Owed, owed
from ibps.core.parked import kept_with
from ibps.core.record import Record
from ibps.core.row import Left
from ibps.core.sentences import names


def leftover(record: Record) -> tuple[Left, ...]:
    """By their dates, as these were set; whether one has passed is for whoever reads."""
    kept = {one.number: " ".join(kept_with(one)) for one in record.parked}
    return tuple(
        Left(
            number=one.number,
            kind="action" if one.kind == "action" else "parked",
            text=one.what,
            who=_who(one),
            due=one.due.isoformat() if one.due else "",
            note=kept.get(one.number, one.of),
        )
        for one in owed(record, record.last_day)
        if one.kind in ("action", "parked")
    )


def _who(one: Owed) -> str:
    if one.kind == "action":
        return names(one.who) or "no owner"
    return ", ".join(part for part in (*one.who, one.of) if part)
