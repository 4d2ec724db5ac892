"""What the meeting leaves behind: actions, measures, the report-out, parked items, minutes."""

from __future__ import annotations

from datetime import date, datetime

from ibps.core.value import Number, PartyLetter, Text, Value, Words


class Action(Value):
    """A task with named owners; one from each party where it is joint."""

    number: Number
    text: Text
    owners: tuple[int, ...] = ()
    due: date | None = None
    needs: Words = ""  # release time, backfill, money
    done: date | None = None
    earlier: tuple[str, ...] = ()


class Measure(Value):
    """How the team will know. A figure nobody can pull is no measure: it says who does, and if it exists."""

    number: Number
    text: Text
    definition: Words = ""
    source: Words = ""
    level: Words = ""  # unit, shift, department
    pulls: Words = ""
    baseline: Words = ""
    target: Words = ""
    exists_today: bool | None = None
    review: date | None = None
    earlier: tuple[str, ...] = ()


class Message(Value):
    """One thing the people who were not here are told, or asked."""

    number: Number
    text: Text
    earlier: tuple[str, ...] = ()


class ReportOut(Value):
    """Who tells whom, by when."""

    audience: Words = ""
    communicators: tuple[int, ...] = ()
    due: date | None = None


class Parked(Value):
    """Something for another place or another day, so that it is not lost."""

    number: Number
    text: Text
    party: PartyLetter | None = None
    why: Words = ""
    owner: Words = ""
    forum: Words = ""
    due: date | None = None
    taken_up: date | None = None
    earlier: tuple[str, ...] = ()


class Minutes(Value):
    """The page that was read back at the end of a sitting, line by line."""

    number: Number
    sitting: int
    page: tuple[str, ...]
    read_back: datetime


class Feedback(Value):
    """What to keep and what to change next time."""

    text: Text
    keep: bool
