"""Issue: the story from each side, the facts, and one question that is fair to everyone."""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal, assert_never

from ibps.core.errors import Refusal
from ibps.core.numbers import add, find, give, next_version, put
from ibps.core.reading import at_the_table
from ibps.core.record import Record
from ibps.core.record.issue import Fact, FactStatus, Raised, Route, Story, Wording
from ibps.core.stages.kit import Hint, Tick, ticks
from ibps.core.stages.wording import question_hints
from ibps.core.value import Act, Number, PartyLetter, Text, Words, changed


class TellStory(Act):
    """What is happening, as one party tells it."""

    party: PartyLetter
    text: Text


class WordIssue(Act):
    """The question in new words. Earlier versions are kept; each party says OK to these words anew."""

    text: Text
    reason: Words = ""


class AgreeIssue(Act):
    """A party said the question as worded is good enough to work on."""

    party: PartyLetter


class StateFact(Act):
    """Something known, claimed, or to find out."""

    text: Text
    status: FactStatus = FactStatus.TO_FIND_OUT
    source: Words = ""
    brings: Words = ""
    due: date | None = None


class SettleFact(Act):
    """What both sides make of a fact now, or who brings it by when."""

    fact: Number
    status: FactStatus
    source: Words = ""
    brings: Words = ""
    due: date | None = None


class SetScope(Act):
    """Something is inside or outside this issue."""

    side: Literal["in", "out"]
    text: Text


class SetRoute(Act):
    """Where the matter belongs, and how it came up."""

    route: Route = Route.JOINT
    raised: Raised = Raised.AGENDA
    raised_by: PartyLetter | None = None


IssueAct = TellStory | WordIssue | AgreeIssue | StateFact | SettleFact | SetScope | SetRoute

ACTS: tuple[type[Act], ...] = (TellStory, WordIssue, AgreeIssue, StateFact, SettleFact, SetScope, SetRoute)


def apply(record: Record, act: IssueAct, at: datetime) -> Record:
    """The record after an act of this stage, or a `Refusal`."""
    issue = record.issue
    match act:
        case TellStory():
            record.party(act.party)
            return record.but(
                issue=issue.but(stories=(*issue.stories, Story(party=act.party, text=act.text)))
            )
        case WordIssue():
            record, version = next_version(record, "question")
            wording = Wording(version=version, text=act.text, at=at, reason=act.reason)
            return record.but(issue=issue.but(wordings=(*issue.wordings, wording)))
        case AgreeIssue():
            return _agree(record, act)
        case StateFact():
            record, number = give(record, "F")
            return add(record, Fact(number=number, **act.model_dump()))
        case SettleFact():
            fact = find(record, act.fact, Fact)
            news = {key: value for key, value in act.model_dump(exclude={"fact"}).items() if value}
            return put(record, fact, fact.but(**news))
        case SetScope(side="in"):
            return record.but(issue=issue.but(scope_in=(*issue.scope_in, act.text)))
        case SetScope():
            return record.but(issue=issue.but(scope_out=(*issue.scope_out, act.text)))
        case SetRoute():
            if act.raised_by is not None:
                record.party(act.raised_by)
            return record.but(issue=issue.but(**act.model_dump()))
        case _:
            assert_never(act)


def _agree(record: Record, act: AgreeIssue) -> Record:
    party = record.party(act.party)
    question = record.issue.question
    if question is None:
        raise Refusal("no_question")
    if act.party in question.ok:
        raise Refusal("already_ok", party=party.name)
    wordings = changed(record.issue.wordings, question, question.but(ok=(*question.ok, act.party)))
    return record.but(issue=record.issue.but(wordings=wordings))


def done(record: Record) -> tuple[Tick, ...]:
    """What this stage is for, and whether the record shows it."""
    question = record.issue.question
    told = {story.party for story in record.issue.stories}
    required = set(at_the_table(record))
    sorted_out = all(
        fact.status is FactStatus.AGREED or (fact.brings and fact.due) for fact in record.issue.facts
    )
    return ticks(
        every_story_told=bool(required) and required <= told,
        facts_sorted=bool(record.issue.facts) and sorted_out,
        question_worded=question is not None,
        every_party_ok=question is not None and bool(required) and required <= set(question.ok),
    )


def hints(record: Record) -> tuple[Hint, ...]:
    """What the wording of the question may still need."""
    question = record.issue.question
    return question_hints(question.text, tuple(p.name for p in record.people)) if question else ()
