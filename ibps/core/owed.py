"""What is still owed: whose yes, what comes back from elsewhere, tasks, figures, facts, news, attesting.

The one place that says so: for the follow-up on the screen, for `ibps due` and for the lists. It is worked
out whenever it is read; nothing here moves anything, and a date that passes only makes something late.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from ibps.core.overdue import overdue
from ibps.core.reading import outstanding, to_attest
from ibps.core.record import Record
from ibps.core.record.decisions import Decision, DecisionState
from ibps.core.record.issue import FactStatus
from ibps.core.states import may

Kind = Literal[
    "approval", "answer", "reply", "back", "trial", "action", "measure", "fact", "tell", "parked", "minutes"
]

ELSEWHERE: Final[dict[DecisionState, Kind]] = {
    DecisionState.REFERRED: "reply",
    DecisionState.DEFERRED: "back",
}
"""A matter that was sent to others, whose reply is due, or put off, and comes back."""


@dataclass(frozen=True, slots=True)
class Owed:
    """One thing that is owed. `number` is that of what it belongs to, "" for telling people.

    `what` is its text in the words of the record; `of` says more: what a yes is about, where a matter was
    sent or put off to, what a trial measures. `place` counts the conditions of a decision from 1.
    """

    kind: Kind
    number: str
    what: str
    who: tuple[str, ...] = ()
    due: date | None = None
    late: bool = False
    of: str = ""
    place: int = 0


def owed(record: Record, on: date) -> tuple[Owed, ...]:
    """Everything owed on that date: what is late first, then by date, then what has no date."""
    found = [
        *(one for decision in record.decisions for one in owed_of(record, decision, on)),
        *_actions(record, on),
        *_measures(record, on),
        *_facts(record, on),
        *_telling(record, on),
        *_parked(record, on),
        *_minutes(record),
    ]
    return tuple(sorted(found, key=lambda one: one.due or date.max))


def owed_of(record: Record, decision: Decision, on: date) -> Iterator[Owed]:
    """What one decision waits for: each yes, its return from elsewhere, or the day its trial is looked at."""
    number, words = decision.number, decision.words
    if may("RecordApproval", decision.state):
        left = outstanding(record, decision)
        for place, one in enumerate(decision.waiting, 1):
            if any(one is other for other in left):
                kind: Kind = "approval" if one.person is None else "answer"
                yield Owed(kind, number, words, (one.who,), one.due, overdue(one.due, on), one.what, place)
    elif decision.state in ELSEWHERE and decision.due:
        who, due = (decision.owner,), decision.due
        yield Owed(ELSEWHERE[decision.state], number, words, who, due, overdue(due, on), decision.forum)
    elif decision.state is DecisionState.ON_TRIAL and decision.trial:
        due = decision.trial.review
        yield Owed("trial", number, words, (), due, overdue(due, on), decision.trial.measure)


def _people(record: Record, numbers: tuple[int, ...]) -> tuple[str, ...]:
    return tuple(record.person(number).name for number in numbers)


def _actions(record: Record, on: date) -> Iterator[Owed]:
    for one in record.actions:
        if one.done is None:
            owners, late = _people(record, one.owners), overdue(one.due, on)
            yield Owed("action", one.number, one.text, owners, one.due, late, one.needs)


def _measures(record: Record, on: date) -> Iterator[Owed]:
    """Figures still to be read: on their day or since; those without a day, at all."""
    for one in record.measures:
        if all(one.review is not None and read.on < one.review for read in one.readings):
            pulls, late = (one.pulls,) if one.pulls else (), overdue(one.review, on)
            yield Owed("measure", one.number, one.text, pulls, one.review, late, one.source)


def _facts(record: Record, on: date) -> Iterator[Owed]:
    """Facts somebody brings, or that are to be here by a day; others are facts like any other."""
    for one in record.issue.facts:
        if one.status is not FactStatus.AGREED and (one.brings or one.due):
            brings = (one.brings,) if one.brings else ()
            yield Owed("fact", one.number, one.text, brings, one.due, overdue(one.due, on), one.source)


def _telling(record: Record, on: date) -> Iterator[Owed]:
    """Who is to hear of it, until anybody was told."""
    plan = record.report_out
    if not record.told and (plan.audience or record.messages):
        who = _people(record, plan.communicators)
        yield Owed("tell", "", plan.audience, who, plan.due, overdue(plan.due, on))


def _parked(record: Record, on: date) -> Iterator[Owed]:
    for one in record.parked:
        if one.taken_up is None:
            owner = (one.owner,) if one.owner else ()
            yield Owed("parked", one.number, one.text, owner, one.due, overdue(one.due, on), one.forum)


def _minutes(record: Record) -> Iterator[Owed]:
    """The last page, while somebody has still to attest it; a page before it waits for nobody any more."""
    for page in record.minutes[-1:]:
        left = () if page.seal else to_attest(record, page)
        if left:
            yield Owed("minutes", page.number, "", left)
