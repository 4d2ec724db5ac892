"""What is past its date: one place that says so, for decisions, tasks, measures and telling people.

The day itself is still in time. Nothing here moves anything; it is worked out whenever it is read.
"""

from __future__ import annotations

from datetime import date

from ibps.core.record import Record
from ibps.core.record.closing import Action, Measure


def overdue(due: date | None, on: date) -> bool:
    """Whether a date something was to happen by has passed."""
    return due is not None and on > due


def action_overdue(action: Action, on: date) -> bool:
    """Whether a task that is not done is past its date."""
    return action.done is None and overdue(action.due, on)


def measure_overdue(measure: Measure, on: date) -> bool:
    """Whether the day a measure was to be looked at has passed, and it was not read on that day or since."""
    due = measure.review
    return due is not None and overdue(due, on) and all(one.on < due for one in measure.readings)


def telling_overdue(record: Record, on: date) -> bool:
    """Whether people were to be told by a date that has passed, and nobody has told anyone."""
    return not record.told and overdue(record.report_out.due, on)
