"""The issue: a question both sides find fair, the stories behind it, and what is known."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

from ibps.core.value import Number, PartyLetter, Text, Value, Words


class Route(StrEnum):
    """Where the matter belongs."""

    JOINT = "joint"
    CONTRACTUAL = "contractual"
    INDIVIDUAL = "individual"
    SAFETY = "safety"
    BEYOND = "beyond"


class FactStatus(StrEnum):
    """What both sides make of a fact."""

    AGREED = "agreed"
    DISPUTED = "disputed"
    TO_FIND_OUT = "to_find_out"


class Raised(StrEnum):
    """How the issue came up."""

    AGENDA = "agenda"
    FLOOR = "floor"


class Wording(Value):
    """One version of the question; earlier ones are kept."""

    version: int
    text: Text
    at: datetime
    reason: Words = ""
    ok: tuple[PartyLetter, ...] = ()  # parties that said: good enough to work on


class Story(Value):
    """What is happening, as one party tells it."""

    party: PartyLetter
    text: Text


class Fact(Value):
    """Something known or claimed, and who brings what is missing by when."""

    number: Number
    text: Text
    status: FactStatus = FactStatus.TO_FIND_OUT
    source: Words = ""
    brings: Words = ""
    due: date | None = None
    earlier: tuple[str, ...] = ()


class Issue(Value):
    """Everything about the question itself."""

    wordings: tuple[Wording, ...] = ()
    stories: tuple[Story, ...] = ()
    facts: tuple[Fact, ...] = ()
    scope_in: tuple[Text, ...] = ()
    scope_out: tuple[Text, ...] = ()
    route: Route = Route.JOINT
    raised: Raised = Raised.AGENDA
    raised_by: PartyLetter | None = None

    @property
    def question(self) -> Wording | None:
        """The question as it stands now, or None while there is none."""
        return self.wordings[-1] if self.wordings else None
