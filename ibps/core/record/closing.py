"""What the meeting leaves behind: actions, measures, the report-out, parked items, minutes."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

from ibps.core.record.issue import Raised
from ibps.core.value import Number, PartyLetter, Text, Value, Words


class Action(Value):
    """A task with named owners; one from each party where it is joint."""

    number: Number
    text: Text
    owners: tuple[int, ...] = ()
    due: date | None = None
    needs: Words = ""  # release time, backfill, money
    done: date | None = None
    done_told_by: Words = ""
    done_note: Words = ""
    earlier: tuple[str, ...] = ()


class Reading(Value):
    """A figure as it was found on a day."""

    value: Text
    on: date
    read_by: Words = ""
    note: Words = ""
    at: datetime


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
    readings: tuple[Reading, ...] = ()
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


class Told(Value):
    """People were told, by whom, and what came back."""

    audience: Text
    teller: int
    on: date
    came_back: Words = ""
    at: datetime


class Parked(Value):
    """Something for another place or another day, so that it is not lost."""

    number: Number
    text: Text
    party: PartyLetter | None = None
    why: Words = ""
    owner: Words = ""
    forum: Words = ""
    due: date | None = None
    raised: Raised | None = None
    facts: tuple[Text, ...] = ()  # what is in dispute; no facts of this issue
    ideas: tuple[Text, ...] = ()  # what was voiced; no options of this issue
    taken_up: date | None = None
    taken_into: Words = ""  # the session of its own in which it was
    earlier: tuple[str, ...] = ()


class Verdict(StrEnum):
    """What somebody who attests says of a page."""

    ACCURATE = "accurate"
    EXCEPT = "except"
    NOT_YET = "not_yet"


class Attested(Value):
    """One person's word on a page, with the name and party they had then and a random value of their own."""

    person: int
    name: Text
    party: Text
    verdict: Verdict
    exception: Words = ""
    nonce: str
    at: datetime


class Seal(Value):
    """The digest of an attested page, its six words, and the digest of the seal before it."""

    digest: str
    code: str
    previous: str = ""
    at: datetime


class Minutes(Value):
    """The page that was read back, line by line. A draft until `seal` is there."""

    number: Number
    sitting: int
    page: tuple[str, ...]
    edition: int | None = None  # of the words of the page, where the page was kept as read
    differs: bool = False  # the page kept is not how the entries before it read
    read_back: datetime
    replaces: Number | None = None
    because: Words = ""
    attesters: tuple[int, ...] = ()  # who has to attest; settled when the first one does
    attested: tuple[Attested, ...] = ()  # in the order said; a person's last one counts
    seal: Seal | None = None

    def latest(self) -> dict[int, Attested]:
        """Each person's word as it stands."""
        return {one.person: one for one in self.attested}


class Redaction(Value):
    """Working text of an entry was taken out, by the two co-chairs named."""

    entry: int
    first: int
    second: int
    because: Words = ""
    at: datetime


class Feedback(Value):
    """What to keep and what to change next time."""

    text: Text
    keep: bool
