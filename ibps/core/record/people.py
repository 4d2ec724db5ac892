"""Who takes part: parties, the people who speak for them, and who was here when."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

from ibps.core.value import PartyLetter, Text, Value, Words


class Role(StrEnum):
    """What a person does in the meeting. Co-chairs are told apart by their party."""

    COCHAIR = "cochair"
    LEAD = "lead"  # speaks for a further required party, such as the physician lead
    STEWARD = "steward"
    MEMBER = "member"
    MANAGER = "manager"
    SPONSOR = "sponsor"
    FACILITATOR = "facilitator"
    RECORDER = "recorder"
    TIMEKEEPER = "timekeeper"
    OBSERVER = "observer"
    EXPERT = "expert"
    COMMUNICATOR = "communicator"


class Voice(StrEnum):
    """Whether a person's answer is asked for in a consensus check."""

    DECIDES = "decides"
    ADVISES = "advises"
    OBSERVES = "observes"


class Party(Value):
    """A side with a seat of its own: labor by union, management, physicians, others."""

    letter: PartyLetter
    name: Text
    required: bool = True
    constituency: Words = ""
    chosen: Words = ""  # how its representatives were chosen


class Person(Value):
    """Somebody on the room list. A role label may stand for a name."""

    number: int
    name: Text
    party: PartyLetter
    role: Role = Role.MEMBER
    voice: Voice = Voice.DECIDES
    speaks_for: Words = ""
    alternate_for: int | None = None


class Stay(Value):
    """One person's presence in one sitting; `left` is None while they are here."""

    person: int
    came: datetime
    left: datetime | None = None


class Sitting(Value):
    """One meeting on this issue. A session may take several."""

    number: int
    date: date
    place: Words = ""
    opened: datetime
    closed: datetime | None = None
    stays: tuple[Stay, ...] = ()

    @property
    def here(self) -> frozenset[int]:
        """Who is in the room now; empty once the sitting is closed."""
        return frozenset(stay.person for stay in self.stays if stay.left is None and self.closed is None)


class Affected(Value):
    """Somebody the issue touches who is not in the room, and how they will be asked."""

    who: Text
    asked_how: Words = ""
