"""Closing: who does what by when, how we will know, who hears it from whom, the page read back."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, assert_never

from pydantic import Field, Strict, StringConstraints

from ibps.core.errors import Refusal
from ibps.core.minutes import EDITION, of_another_edition, page, reads_as
from ibps.core.numbers import add, find, give, put
from ibps.core.record import Record
from ibps.core.record.closing import Action, Feedback, Measure, Message, Minutes, ReportOut
from ibps.core.record.decisions import DecisionState
from ibps.core.sentences import sentence
from ibps.core.stages.kit import Hint, Tick, ticks
from ibps.core.value import Act, Number, PersonNumber, Text, Words

Line = Annotated[str, StringConstraints(max_length=1_000_000)]
"""A line of a page, as worded: it may hold several texts of full length."""


class AddAction(Act):
    """A task, its named owners and its date."""

    text: Text
    owners: tuple[PersonNumber, ...] = ()
    due: date | None = None
    needs: Words = ""


class ChangeAction(Act):
    """Owners, date or needs of a task were settled."""

    action: Number
    owners: tuple[PersonNumber, ...] | None = None
    due: date | None = None
    needs: Words | None = None


class AddMeasure(Act):
    """How the team will know, who pulls the figure, and whether it exists today."""

    text: Text
    definition: Words = ""
    source: Words = ""
    level: Words = ""
    pulls: Words = ""
    baseline: Words = ""
    target: Words = ""
    exists_today: bool | None = None
    review: date | None = None


class ChangeMeasure(Act):
    """Something about a measure was settled."""

    measure: Number
    definition: Words | None = None
    source: Words | None = None
    level: Words | None = None
    pulls: Words | None = None
    baseline: Words | None = None
    target: Words | None = None
    exists_today: bool | None = None
    review: date | None = None


class AddMessage(Act):
    """One thing the people who were not here are told, or asked."""

    text: Text


class PlanReportOut(Act):
    """Who tells whom, by when."""

    audience: Text
    communicators: tuple[PersonNumber, ...] = ()
    due: date | None = None


class GiveFeedback(Act):
    """What to keep (plus) or change (delta) next time."""

    text: Text
    keep: bool = True


class ReadBackMinutes(Act):
    """The page was read to the room as it stands. After an attested page it is a correction.

    `page` is what was read, line by line, and `edition` that of its words; see `as_read`.
    """

    replaces: Number | None = None
    because: Words = ""
    page: tuple[Line, ...] = ()
    edition: Annotated[int, Strict(), Field(ge=1)] | None = None


ClosingAct = (
    AddAction
    | ChangeAction
    | AddMeasure
    | ChangeMeasure
    | AddMessage
    | PlanReportOut
    | GiveFeedback
    | ReadBackMinutes
)

ACTS: tuple[type[Act], ...] = (
    AddAction,
    ChangeAction,
    AddMeasure,
    ChangeMeasure,
    AddMessage,
    PlanReportOut,
    GiveFeedback,
    ReadBackMinutes,
)


def apply(record: Record, act: ClosingAct, at: datetime) -> Record:
    """The record after an act of this stage, or a `Refusal`."""
    match act:
        case AddAction():
            _people(record, act.owners)
            record, number = give(record, "A")
            return add(record, Action(number=number, **act.model_dump()))
        case ChangeAction():
            _people(record, act.owners or ())
            action = find(record, act.action, Action)
            return put(record, action, action.but(**_news(act, "action")))
        case AddMeasure():
            record, number = give(record, "M")
            return add(record, Measure(number=number, **act.model_dump()))
        case ChangeMeasure():
            measure = find(record, act.measure, Measure)
            return put(record, measure, measure.but(**_news(act, "measure")))
        case AddMessage():
            record, number = give(record, "R")
            return add(record, Message(number=number, text=act.text))
        case PlanReportOut():
            _people(record, act.communicators)
            return record.but(report_out=ReportOut(**act.model_dump()))
        case GiveFeedback():
            return record.but(feedback=(*record.feedback, Feedback(text=act.text, keep=act.keep)))
        case ReadBackMinutes():
            return _read_back(record, act, at)
        case _:
            assert_never(act)


def _people(record: Record, numbers: tuple[int, ...]) -> None:
    for number in numbers:
        record.person(number)


def _news(act: Act, but_not: str) -> dict[str, object]:
    return {key: value for key, value in act.model_dump(exclude={but_not}).items() if value is not None}


def as_read(record: Record, act: Act) -> Act:
    """The act as it is kept: a page that is read back is kept in the words it was read in.

    Nobody words a page but the program: words that come with the act have to be the same, and a `Refusal`
    says so when they are not. Any other act is given back as it is.
    """
    if not isinstance(act, ReadBackMinutes) or not record.sittings:
        return act
    lines = worded(record, act)
    if act.page not in ((), lines):
        raise Refusal("not_the_page", number=f"N{record.numbers.get('N', 0) + 1}")
    return act.but(page=lines, edition=EDITION)


def worded(record: Record, act: ReadBackMinutes) -> tuple[str, ...]:
    """The page as it is read: of a correction, what it replaces and why stand above it."""
    replaced = _replaced(record, act)
    if replaced is None:
        return page(record)
    because = f", because: {sentence(act.because)}" if act.because else "."
    return (f"This page replaces {replaced.number}{because}", "", *page(record))


def _read_back(record: Record, act: ReadBackMinutes, at: datetime) -> Record:
    if not record.sittings:
        raise Refusal("no_sitting")
    sitting = record.sittings[-1].number
    replaced = _replaced(record, act)
    lines, differs = act.page, False
    if not lines or not of_another_edition(act.edition):
        last = record.minutes[-1] if record.minutes else None
        if last and last.sitting == sitting and reads_as(record, last) and not act.because:
            raise Refusal("minutes_same")
        # Only a file changed by hand comes here with other words. What was read stays, and is flagged.
        differs = act.page not in ((), worded(record, act))
        lines = act.page or worded(record, act)
    record, number = give(record, "N")
    minutes = Minutes(
        number=number,
        sitting=sitting,
        page=lines,
        edition=act.edition if act.page else None,
        differs=differs,
        read_back=at,
        replaces=replaced.number if replaced else None,
        because=act.because,
    )
    return add(record, minutes)


def _replaced(record: Record, act: ReadBackMinutes) -> Minutes | None:
    """The attested page this one corrects: the one named, else the last attested one of this sitting."""
    if act.replaces is not None:
        named = find(record, act.replaces, Minutes)
        if named.seal is None:
            raise Refusal("draft_page", number=named.number)
        return named
    sealed = [one for one in record.minutes if one.seal and one.sitting == len(record.sittings)]
    return sealed[-1] if sealed else None


def done(record: Record) -> tuple[Tick, ...]:
    """What this stage is for, and whether the record shows it."""
    return ticks(
        actions_owned=bool(record.actions) and all(a.owners and a.due for a in record.actions),
        measure_named=any(measure.review for measure in record.measures),
        report_out_planned=bool(record.messages) and bool(record.report_out.communicators),
        minutes_read=bool(record.minutes) and record.minutes[-1].sitting == len(record.sittings),
    )


def hints(record: Record) -> tuple[Hint, ...]:
    """Tasks without an owner or a date, measures nobody can pull, nobody told."""
    found: list[Hint] = []
    party_of = {person.number: person.party for person in record.people}
    for action in record.actions:
        about = {"number": action.number}
        if not action.owners:
            found.append(Hint("action_no_owner", about, about=action.number))
        elif len(action.owners) > 1 and len({party_of[n] for n in action.owners}) == 1:
            party = record.party(party_of[action.owners[0]]).name
            found.append(Hint("one_sided_owner", {**about, "party": party}, about=action.number))
        if not action.due:
            found.append(Hint("action_no_due", about, about=action.number))
    decided = (DecisionState.AGREED, DecisionState.ON_TRIAL, DecisionState.IN_EFFECT)
    standing = [d for d in record.decisions if d.state in decided]
    if standing and not record.measures:
        found.append(Hint("measure_missing"))
    for measure in record.measures:
        if measure.exists_today is False:
            found.append(Hint("measure_not_today", {"number": measure.number}, about=measure.number))
    if record.measures and not any(measure.review for measure in record.measures):
        found.append(Hint("no_review"))
    if record.decisions and not record.report_out.communicators:
        found.append(Hint("nobody_told"))
    return tuple(found)
