"""Proposals in exact words, and the checks in which each person answers them by name."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

from ibps.core.record.terms import NO_ANSWER, Alternates, Answered, Fallback, Mandate, Quorum, Rule, Scale
from ibps.core.value import Number, PartyLetter, PersonNumber, Text, Value, Words


class Condition(Value):
    """What a decision still waits for: who, what, by when. `person` or `party` where it is one of ours."""

    who: Text
    what: Text = "answers on these words"
    due: date
    person: PersonNumber | None = None
    party: PartyLetter | None = None


class Trial(Value):
    """A decision for a while: until when, what is measured, when it is looked at again."""

    until: date
    measure: Text
    review: date


class Wording(Value):
    """One version of a proposal. The digest is over every field an answer is about."""

    version: int
    text: Text
    not_included: tuple[Text, ...] = ()
    conditions: tuple[Condition, ...] = ()
    trial: Trial | None = None
    starts: date | None = None
    options: tuple[Number, ...] = ()
    serves: tuple[Number, ...] = ()
    digest: str
    at: datetime
    reason: Words = ""
    read_aloud: datetime | None = None


class ProposalState(StrEnum):
    """Whether a proposal is a draft to improve, exact words, or no longer pursued."""

    STRAW = "straw"
    WORDED = "worded"
    WITHDRAWN = "withdrawn"


class Proposal(Value):
    """A straw draft, then exact words in versions. Its answers belong to one version for ever."""

    number: Number
    straw: Words = ""
    versions: tuple[Wording, ...] = ()
    withdrawn: Words = ""  # the reason, once it is withdrawn
    options: tuple[Number, ...] = ()

    @property
    def state(self) -> ProposalState:
        """Where the proposal stands; whether a check is open is the record's to say."""
        if self.withdrawn:
            return ProposalState.WITHDRAWN
        return ProposalState.WORDED if self.versions else ProposalState.STRAW

    @property
    def wording(self) -> Wording | None:
        """The words as they stand now."""
        return self.versions[-1] if self.versions else None

    def version(self, number: int) -> Wording:
        """The words of that version. Versions may leave a number out: one taken back is not given again."""
        return next(wording for wording in self.versions if wording.version == number)


class CheckKind(StrEnum):
    """A temperature check can never become a decision."""

    TEMPERATURE = "temperature"
    DECISION = "decision"


class Given(Value):
    """One person's answer. A changed answer is a further one; the earlier stays."""

    person: PersonNumber
    level: str  # a level of the check's scale, or "no_response" or "absent"
    cls: Answered
    note: Words = ""
    would_change: Words = ""  # what would have to change for a yes
    private: bool = False  # there is a reason, and they keep it to themselves
    at: datetime


class Slip(Value):
    """One answer on a private slip: whose party it came from, never whose it is."""

    party: PartyLetter
    level: str
    cls: Answered
    note: Words = ""
    would_change: Words = ""


class Seat(Value):
    """One person who was asked, as they were when the check was closed, and what they answered."""

    person: int
    name: Text
    party: PartyLetter
    party_name: Text
    cochair: bool = False
    stands_for: Words = ""  # the member in whose place they answered
    cls: Answered


class Check(Value):
    """One round of asking on one version of one proposal, under a copy of the terms that matter to it."""

    number: Number
    kind: CheckKind
    proposal: Number
    version: int
    digest: str
    rule: Rule
    scale: Scale
    mandate: Mandate = Mandate.DECIDE
    fallback: Fallback = Fallback.STATUS_QUO
    quorum: Quorum = Quorum()
    alternates: Alternates = Alternates.SPEAK
    together: bool = False  # answers are shown once they are revealed, or with the result
    slips_allowed: bool = False
    opened: datetime
    closed: datetime | None = None
    revealed: datetime | None = None
    given: tuple[Given, ...] = ()
    by_slip: tuple[PersonNumber, ...] = ()  # who was here when the first slip of their party came
    slips: tuple[Slip, ...] = ()  # by party and level, not in the order they came
    roll: tuple[Seat, ...] = ()  # everyone asked, as they were when it was closed; empty until then
    sentence: Words = ""
    interrupted: bool = False

    @property
    def asked(self) -> tuple[int, ...]:
        """Who was asked; nobody until the check is closed."""
        return tuple(seat.person for seat in self.roll)

    @property
    def absent(self) -> tuple[int, ...]:
        """Who of them was not here."""
        return tuple(seat.person for seat in self.roll if seat.cls is Answered.ABSENT)

    @property
    def hidden(self) -> bool:
        """Whether the answers given so far are not to be shown yet."""
        return self.together and self.revealed is None and self.closed is None

    def slips_of(self, party: str) -> tuple[Slip, ...]:
        """The slips of one party."""
        return tuple(slip for slip in self.slips if slip.party == party)

    def answered(self, person: int) -> bool:
        """Whether somebody gave an answer: by name, or as one of those who answer by slip."""
        given = self.latest().get(person)
        return person in self.by_slip or (given is not None and given.cls not in NO_ANSWER)

    def latest(self) -> dict[int, Given]:
        """Each person's answer as it stands."""
        return {given.person: given for given in self.given}
