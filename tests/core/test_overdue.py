"""What is past its date: the day itself is in time, and what happened is no longer late."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from ibps.core.overdue import action_overdue, measure_overdue, overdue, telling_overdue
from ibps.core.stages.closing import AddAction, AddMeasure, PlanReportOut
from ibps.core.stages.followup import ActionDone, ReadMeasure, ToldPeople
from tests.core.kit import ANA, DAY, room, say

NEXT = DAY + timedelta(days=1)


def test_the_day_itself_is_in_time_and_no_date_is_never_late() -> None:
    assert not overdue(DAY, DAY) and overdue(DAY, NEXT) and not overdue(None, NEXT)


def test_a_task_is_late_until_it_is_done() -> None:
    journal = say(room(), AddAction(text="Post it", due=DAY), AddAction(text="Ask"))
    with_date, without = journal.record.actions
    assert action_overdue(with_date, NEXT) and not action_overdue(with_date, DAY)
    assert not action_overdue(without, NEXT)
    done = say(journal, ActionDone(action="A1", on=DAY)).record.actions[0]
    assert not action_overdue(done, NEXT)


@pytest.mark.parametrize(("read", "late"), [(None, True), (-1, True), (0, False)])
def test_a_measure_is_late_until_it_is_read_on_its_day_or_later(read: int | None, late: bool) -> None:
    journal = say(room(), AddMeasure(text="Late handovers", review=DAY))
    if read is not None:
        on: date = DAY + timedelta(days=read)
        journal = say(journal, ReadMeasure(measure="M1", value="4", on=on))
    measure = journal.record.measures[0]
    assert measure_overdue(measure, NEXT) is late and not measure_overdue(measure, DAY)


def test_people_are_told_or_it_is_late() -> None:
    journal = say(room(), PlanReportOut(audience="nights", communicators=(ANA,), due=DAY))
    assert telling_overdue(journal.record, NEXT) and not telling_overdue(journal.record, DAY)
    told = say(journal, ToldPeople(audience="nights", teller=ANA, on=DAY))
    assert not telling_overdue(told.record, NEXT) and not telling_overdue(room().record, NEXT)
