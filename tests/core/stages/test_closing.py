"""Closing: tasks, measures, messages, feedback, the page read back."""

import pytest

from ibps.core.stages.closing import (
    AddAction,
    AddMeasure,
    AddMessage,
    ChangeAction,
    ChangeMeasure,
    GiveFeedback,
    PlanReportOut,
    ReadBackMinutes,
    done,
    hints,
)
from ibps.core.stages.opening import CloseSitting, OpenSitting
from ibps.core.value import Act
from tests.core.kit import (
    ANA,
    DAY,
    LATER,
    LOU,
    MAX,
    MIA,
    asked,
    begin,
    codes,
    refused,
    room,
    say,
    ticked,
    worded,
)

ALL_UP = {ANA: "up", LOU: "up", MAX: "up", MIA: "up"}


def test_an_action_has_owners_a_date_and_needs() -> None:
    journal = say(room(), AddAction(text="print the roster", owners=(ANA, MAX), due=LATER, needs="a printer"))
    (action,) = journal.record.actions
    assert (action.number, action.owners, action.due, action.needs) == ("A1", (ANA, MAX), LATER, "a printer")


def test_settling_an_action_keeps_the_rest() -> None:
    journal = say(
        room(), AddAction(text="print", owners=(ANA,), needs="a printer"), ChangeAction(action="A1", due=DAY)
    )
    (action,) = journal.record.actions
    assert (action.owners, action.due, action.needs) == ((ANA,), DAY, "a printer")
    cleared = say(journal, ChangeAction(action="A1", owners=(), needs="")).record.actions[0]
    assert (cleared.owners, cleared.due, cleared.needs) == ((), DAY, "")


def test_a_measure_says_who_pulls_it_and_whether_it_exists() -> None:
    journal = say(room(), AddMeasure(text="late handovers", baseline="12", exists_today=True, review=LATER))
    journal = say(journal, ChangeMeasure(measure="M1", exists_today=False, pulls="Mia"))
    (measure,) = journal.record.measures
    assert (measure.number, measure.baseline, measure.exists_today, measure.pulls, measure.review) == (
        "M1",
        "12",
        False,
        "Mia",
        LATER,
    )


@pytest.mark.parametrize(
    ("act", "code"),
    [
        (AddAction(text="x", owners=(99,)), "no_such_person"),
        (ChangeAction(action="A1", owners=(99,)), "no_such_person"),
        (ChangeAction(action="A9"), "no_such_number"),
        (ChangeMeasure(measure="M9"), "no_such_number"),
        (PlanReportOut(audience="nights", communicators=(99,)), "no_such_person"),
    ],
)
def test_what_closing_refuses(act: Act, code: str) -> None:
    assert refused(say(room(), AddAction(text="print")), act).code == code


def test_messages_feedback_and_who_tells_whom() -> None:
    journal = say(
        room(),
        AddMessage(text="The roster comes earlier."),
        PlanReportOut(audience="night shift", communicators=(LOU,), due=DAY),
        PlanReportOut(audience="everyone", communicators=(LOU, MIA), due=LATER),
        GiveFeedback(text="rounds"),
        GiveFeedback(text="start on time", keep=False),
    )
    assert [message.number for message in journal.record.messages] == ["R1"]
    plan = journal.record.report_out
    assert (plan.audience, plan.communicators, plan.due) == ("everyone", (LOU, MIA), LATER)
    assert [(one.text, one.keep) for one in journal.record.feedback] == [
        ("rounds", True),
        ("start on time", False),
    ]


def test_minutes_are_read_back_once_until_something_changes() -> None:
    journal = say(room(), ReadBackMinutes())
    (minutes,) = journal.record.minutes
    assert (minutes.number, minutes.sitting, minutes.read_back) == ("N1", 1, journal.entries[-1].at)
    assert minutes.page[0] == "Supervisor rotation, Clinic North"
    assert refused(journal, ReadBackMinutes()).code == "minutes_same"
    again = say(journal, AddAction(text="print"), ReadBackMinutes())
    assert [page.number for page in again.record.minutes] == ["N1", "N2"]
    assert again.record.minutes[0] == minutes
    second = say(journal, CloseSitting(), OpenSitting(date=DAY), ReadBackMinutes())
    assert second.record.minutes[-1].sitting == 2


def test_no_minutes_without_a_sitting() -> None:
    assert refused(begin(), ReadBackMinutes()).code == "no_sitting"


def test_ticks() -> None:
    assert not any(ticked(done(room().record)).values())
    journal = say(
        room(),
        AddAction(text="print", owners=(ANA,), due=LATER),
        AddMeasure(text="late handovers", review=LATER),
        AddMessage(text="soon"),
        PlanReportOut(audience="all", communicators=(LOU,)),
        ReadBackMinutes(),
    )
    assert all(ticked(done(journal.record)).values())
    assert not ticked(done(say(journal, AddAction(text="more")).record))["actions_owned"]
    later = say(journal, CloseSitting(), OpenSitting(date=LATER))
    assert not ticked(done(later.record))["minutes_read"]


def test_hints() -> None:
    assert hints(room().record) == ()
    journal = say(room(), AddAction(text="a"), AddAction(text="b", owners=(ANA, LOU), due=LATER))
    assert [(hint.code, hint.about) for hint in hints(journal.record)] == [
        ("action_no_owner", "A1"),
        ("action_no_due", "A1"),
        ("one_sided_owner", "A2"),
    ]
    agreed = asked(worded(room()), ALL_UP)
    assert codes(hints(agreed.record)) == ["measure_missing", "nobody_told"]
    measured = say(agreed, AddMeasure(text="x", exists_today=False))
    assert codes(hints(measured.record)) == ["measure_not_today", "no_review", "nobody_told"]
