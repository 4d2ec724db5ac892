"""The record: what the meeting adds up to. Frozen values that know nothing of how they come about."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import Literal

from pydantic import Field

from ibps.core.errors import Refusal
from ibps.core.record.closing import (
    Action,
    Feedback,
    Measure,
    Message,
    Minutes,
    Parked,
    Redaction,
    ReportOut,
    Told,
)
from ibps.core.record.consensus import Check, Proposal
from ibps.core.record.cut import Cut
from ibps.core.record.decisions import Decision
from ibps.core.record.issue import Issue
from ibps.core.record.items import Confirmation, Interest, Option, Rating, Standard
from ibps.core.record.people import Affected, Party, Person, Role, Sitting, Voice
from ibps.core.record.running import AtKeyboard, Timer
from ibps.core.record.terms import Alternates, Terms
from ibps.core.value import PartyLetter, Text, Value, Words

Mode = Literal["real", "practice"]


class StopKind(StrEnum):
    """Why a session was stopped. Stopping is a good outcome when it is the honest one."""

    NOT_READY = "not_ready"
    WRONG_FORUM = "wrong_forum"
    PARTY_MISSING = "party_missing"


class Session(Value):
    """What this record is about and what kind of record it is."""

    title: Text
    team: Text
    started: datetime
    mode: Mode = "real"
    example: bool = False
    scenario: Words = ""
    edition: int = 0  # of what may be said; see `ibps.core.stages.opening.EDITION`


class Visit(Value):
    """The meeting went to a stage; a return to an earlier one keeps its reason."""

    stage: str
    at: datetime
    reason: Words = ""


class Caucus(Value):
    """A party met on its own. Times only; what was said is never recorded."""

    party: PartyLetter
    started: datetime
    ended: datetime | None = None


class Stop(Value):
    """The session was stopped, and why."""

    kind: StopKind
    reason: Text
    at: datetime


class Record(Value):
    """One session: one issue over one or more sittings."""

    session: Session
    terms: Terms = Terms()
    terms_agreed: bool = False
    parties: tuple[Party, ...] = ()
    people: tuple[Person, ...] = ()
    affected: tuple[Affected, ...] = ()
    sittings: tuple[Sitting, ...] = ()
    visits: tuple[Visit, ...] = ()
    caucuses: tuple[Caucus, ...] = ()
    issue: Issue = Issue()
    interests: tuple[Interest, ...] = ()
    confirmed: tuple[Confirmation, ...] = ()
    options: tuple[Option, ...] = ()
    standards: tuple[Standard, ...] = ()
    ratings: tuple[Rating, ...] = ()
    proposals: tuple[Proposal, ...] = ()
    checks: tuple[Check, ...] = ()
    decisions: tuple[Decision, ...] = ()
    actions: tuple[Action, ...] = ()
    measures: tuple[Measure, ...] = ()
    messages: tuple[Message, ...] = ()
    report_out: ReportOut = ReportOut()
    told: tuple[Told, ...] = ()
    parked: tuple[Parked, ...] = ()
    minutes: tuple[Minutes, ...] = ()
    redactions: tuple[Redaction, ...] = ()
    feedback: tuple[Feedback, ...] = ()
    stop: Stop | None = None
    cuts: tuple[Cut, ...] = ()
    timer: Timer | None = None
    keyboard: tuple[AtKeyboard, ...] = ()  # who facilitated, in order
    numbers: dict[str, int] = Field(
        default_factory=dict
    )  # the highest number ever given out, by letter: never given again

    @property
    def stage(self) -> str:
        """Where the meeting is."""
        return self.visits[-1].stage if self.visits else "opening"

    @property
    def practice(self) -> bool:
        """Whether this is a practice session, which can never become a real one."""
        return self.session.mode == "practice"

    @property
    def sitting(self) -> Sitting | None:
        """The sitting that is open, if one is."""
        return self.sittings[-1] if self.sittings and self.sittings[-1].closed is None else None

    @property
    def here(self) -> frozenset[int]:
        """Numbers of the people in the room now."""
        return self.sitting.here if self.sitting else frozenset()

    @property
    def facilitator(self) -> int | None:
        """Who is at the keyboard; None while nobody was named."""
        return self.keyboard[-1].person if self.keyboard else None

    @property
    def deciders(self) -> tuple[Person, ...]:
        """Everyone whose answer a consensus check asks for, here or not.

        Where the terms let an alternate commit, one who is here answers in the place of a member who is not.
        """
        stand_ins = self.stand_ins
        return tuple(
            person
            for person in self.people
            if person.voice is Voice.DECIDES
            and person.number not in stand_ins
            and (person.alternate_for is None or stand_ins.get(person.alternate_for) == person.number)
        )

    @property
    def stand_ins(self) -> dict[int, int]:
        """Members who are away, each with the alternate who answers for them now.

        One seat has one answer: a member who has answered keeps it, and so does the alternate who did.
        """
        found: dict[int, int] = {}
        if self.terms.alternates is Alternates.SPEAK:
            return found
        here, check = self.here, self.open_check
        for answered in (True, False):
            for person in self.people:
                member = self.person(person.alternate_for) if person.alternate_for else None
                if member is None or member.number in found or member.number in here:
                    continue
                both_decide = person.voice is Voice.DECIDES and member.voice is Voice.DECIDES
                if not both_decide or member.party != person.party or member.alternate_for:
                    continue
                has = check is not None and check.answered(person.number)
                own = check is not None and check.answered(member.number)
                if not own and (has if answered else person.number in here):
                    found[member.number] = person.number
        return found

    @property
    def cochairs(self) -> tuple[Person, ...]:
        """The deciders who chair, or answer for somebody who does."""
        chairs = {person.number for person in self.people if person.role is Role.COCHAIR}
        return tuple(p for p in self.deciders if p.number in chairs or p.alternate_for in chairs)

    @property
    def open_check(self) -> Check | None:
        """The check that is being asked now, if one is."""
        return self.checks[-1] if self.checks and self.checks[-1].closed is None else None

    @property
    def today(self) -> date:
        """The date of the last sitting, else of the start: the record's own idea of a day."""
        return self.sittings[-1].date if self.sittings else self.session.started.date()

    @property
    def last_day(self) -> date:
        """The last day anything in this record is about: of the sittings or of a follow-up."""
        days = [self.today, *(told.on for told in self.told)]
        for decision in self.decisions:
            days += [approval.on for approval in decision.approvals]
            days += [late.on for late in decision.late]
            days += [move.on for move in decision.moves]
        days += [reading.on for measure in self.measures for reading in measure.readings]
        days += [action.done for action in self.actions if action.done]
        return max(days)

    def party(self, letter: str) -> Party:
        """The party of that letter, or a refusal that names the ones there are."""
        for party in self.parties:
            if party.letter == letter:
                return party
        names = ", ".join(f"{party.letter} {party.name}" for party in self.parties) or "none yet"
        raise Refusal("no_such_party", party=letter, parties=names)

    def person(self, number: int) -> Person:
        """The person of that number, or a refusal."""
        for person in self.people:
            if person.number == number:
                return person
        raise Refusal("no_such_person", person=number)

    def shared(self, interest: Interest) -> bool:
        """Whether every party calls it theirs: the required ones, and any other that named an interest."""
        need = {party.letter for party in self.parties if party.required}
        need |= {other.party for other in self.interests}
        return len(need) > 1 and need <= {interest.party, *interest.ticked}
