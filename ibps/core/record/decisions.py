"""What came of a check, or of putting a matter off or sending it elsewhere."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

from ibps.core.record.consensus import Condition, Trial
from ibps.core.value import Number, PartyLetter, Text, Value, Words


class DecisionState(StrEnum):
    """The states of `docs/states.md`. Overdue and lapsed are computed on reading, never stored."""

    AGREED = "agreed"
    TENTATIVE = "tentative"
    ON_TRIAL = "on_trial"
    NO_AGREEMENT = "no_agreement"
    INCOMPLETE = "incomplete"
    DEFERRED = "deferred"
    REFERRED = "referred"
    ONE_PARTY = "one_party"


class Decision(Value):
    """One outcome, in exact words, with the sentence that says how it came about."""

    number: Number
    state: DecisionState
    at: datetime
    words: Text
    proposal: Number | None = None
    version: int | None = None
    check: Number | None = None
    not_included: tuple[Text, ...] = ()
    sentence: Text
    waiting: tuple[Condition, ...] = ()
    trial: Trial | None = None
    starts: date | None = None
    party: PartyLetter | None = None  # who decided, where one party did
    owner: Words = ""
    forum: Words = ""
    due: date | None = None
    rests_on: tuple[str, ...] = ()  # options and the interests they serve, as they were then
    reason: Words = ""
