"""What a page leaves open: worth a word before it is read to the room, and never in the way of it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ibps.core.numbers import find
from ibps.core.owed import owed
from ibps.core.reading import SETTLED, live_interests
from ibps.core.record import Record
from ibps.core.record.consensus import Proposal
from ibps.core.stages.kit import Hint
from ibps.core.standing import standing


def gaps(record: Record, on: date) -> tuple[Hint, ...]:
    """What is missing on that date, in the order of the page: decisions, actions, measures, telling."""
    return (*_waiting(record, on), *_actions(record), *_measures(record), *_telling(record))


def _waiting(record: Record, on: date) -> Iterator[Hint]:
    if record.open_check:
        yield Hint("check_open", {"number": record.open_check.number})
    for decision in record.decisions:
        for late in standing(record, decision, on).late:
            yield Hint("late", {"number": decision.number, "late": late}, about=decision.number)
    for one in owed(record, on):
        if one.kind == "parked" and one.late:
            yield Hint("parked_late", {"number": one.number}, about=one.number)
    for number in _unserved(record):
        yield Hint("unserved", {"number": number}, about=number)


def _unserved(record: Record) -> tuple[str, ...]:
    """Interests that nothing which was decided serves; none while nothing was."""
    settled = [one for one in record.decisions if one.state in SETTLED and one.proposal and one.version]
    if not settled:
        return ()
    served: set[str] = set()
    for decision in settled:
        proposal = find(record, decision.proposal or "", Proposal)
        wording = proposal.version(decision.version or 0)
        built = wording.options or proposal.options
        served |= {number for one in record.options if one.number in built for number in one.serves}
        served |= set(wording.serves)
    return tuple(one.number for one in live_interests(record) if one.number not in served)


def _actions(record: Record) -> Iterator[Hint]:
    for action in record.actions:
        if not action.owners:
            yield Hint("no_owner", {"number": action.number}, about=action.number)
        if not action.due:
            yield Hint("no_date", {"number": action.number}, about=action.number)


def _measures(record: Record) -> Iterator[Hint]:
    for measure in record.measures:
        if not measure.pulls:
            yield Hint("nobody_pulls", {"number": measure.number}, about=measure.number)
    stands = any(decision.state in SETTLED for decision in record.decisions)
    looked_at = any(measure.review for measure in record.measures)
    tried = any(decision.trial for decision in record.decisions if decision.state in SETTLED)
    if (stands or record.measures) and not looked_at and not tried:
        yield Hint("no_review")


def _telling(record: Record) -> Iterator[Hint]:
    if (record.decisions or record.messages) and not record.report_out.communicators:
        yield Hint("nobody_tells")
