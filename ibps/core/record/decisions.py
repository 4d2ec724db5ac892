"""What came of a check, or of putting a matter off or sending it elsewhere, and what became of it since."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

from ibps.core.record.consensus import Condition, Trial
from ibps.core.record.terms import Answered
from ibps.core.value import Number, PartyLetter, PersonNumber, Text, Value, Words


class DecisionState(StrEnum):
    """The states of `docs/states.md`. Overdue and lapsed are computed on reading, never stored."""

    AGREED = "agreed"
    TENTATIVE = "tentative"
    ON_TRIAL = "on_trial"
    IN_EFFECT = "in_effect"
    NO_AGREEMENT = "no_agreement"
    INCOMPLETE = "incomplete"
    REOPENED = "reopened"
    REFUSED = "refused"
    DEFERRED = "deferred"
    REFERRED = "referred"
    ONE_PARTY = "one_party"
    SUPERSEDED = "superseded"
    ENDED = "ended"


class TrialVerdict(StrEnum):
    """What the people who tried it make of it."""

    ADOPT = "adopt"
    ADAPT = "adapt"
    ABANDON = "abandon"


class Approval(Value):
    """Somebody a decision waited for said yes or no. `condition` counts the conditions from 1."""

    condition: int
    who: Text
    obtained: bool
    on: date
    told_by: Words = ""
    note: Words = ""
    at: datetime


class Late(Value):
    """An answer that came after the check was closed. It stands beside the check and never changes it."""

    person: PersonNumber
    level: str
    cls: Answered
    note: Words = ""
    would_change: Words = ""
    taken_by: PersonNumber
    taker: Text  # what they were called then
    on: date
    at: datetime


class Statement(Value):
    """What somebody who did not say yes wants kept with the decision, in their own words."""

    person: PersonNumber
    text: Text
    on: date
    at: datetime


class Move(Value):
    """A decision came to another state, by which act, when, and why. The last one is how it stands."""

    act: str
    to: DecisionState
    on: date
    because: Words = ""
    by: Number | None = None  # the decision that replaces it
    verdict: TrialVerdict | None = None
    at: datetime


class Decision(Value):
    """One outcome, in exact words, with the sentence that says how it came about. That sentence stays."""

    number: Number
    state: DecisionState
    at: datetime
    words: Text
    proposal: Number | None = None
    version: int | None = None
    check: Number | None = None
    not_included: tuple[Text, ...] = ()
    sentence: Text
    waiting: tuple[Condition, ...] = ()  # what it waited for when it was made
    trial: Trial | None = None
    starts: date | None = None
    party: PartyLetter | None = None  # who decided, where one party did, and what it was called then
    party_name: Words = ""
    owner: Words = ""
    forum: Words = ""
    due: date | None = None
    rests_on: tuple[str, ...] = ()  # options and the interests they serve, as they were then
    reason: Words = ""
    approvals: tuple[Approval, ...] = ()
    late: tuple[Late, ...] = ()
    minority: tuple[Statement, ...] = ()
    moves: tuple[Move, ...] = ()
    supersedes: tuple[Number, ...] = ()
    superseded_by: Number | None = None
