"""A time for something, and who is at the keyboard: kept with the meeting, taken back by name."""

from datetime import timedelta

import pytest

from ibps.core.acts import Redo, Undo, read_act
from ibps.core.errors import Refusal
from ibps.core.journal import Journal
from ibps.core.minutes import page
from ibps.core.record import StopKind
from ibps.core.stages.anytime import EnterStage, StopSession
from ibps.core.stages.opening import CloseSitting, OpenSitting
from ibps.core.stages.running import EndTimer, HandOver, StartTimer
from ibps.core.told import told
from ibps.core.value import Act
from tests.core.kit import ANA, DAY, LOU, MAX, begin, refused, room, say


def minutes(journal: Journal) -> float:
    """From the start of the timer to its end."""
    timer = journal.record.timer
    assert timer is not None
    return (timer.until - timer.started) / timedelta(minutes=1)


def heard(journal: Journal, act: Act) -> str:
    return told(act, say(journal, act).record, ())


def test_minutes_are_put_on_and_more_of_them_while_some_are_left() -> None:
    journal = say(room(), StartTimer(minutes=10))
    assert minutes(journal) == 10 and journal.record.timer.started == journal.entries[-1].at  # type: ignore[union-attr]
    more = say(journal, StartTimer(minutes=5))  # a minute later
    assert minutes(more) == 15
    over = say(say(journal, EnterStage(stage="issue"), minutes=10), StartTimer(minutes=5))
    assert minutes(over) == 5, "nothing was left to be added to"


def test_a_timer_ends_by_itself_with_the_sitting_or_the_session_and_else_by_being_ended() -> None:
    journal = say(room(), StartTimer(minutes=10))
    for act in (EndTimer(), CloseSitting(), StopSession(kind=StopKind.NOT_READY, reason="x")):
        assert say(journal, act).record.timer is None
    assert refused(room(), EndTimer()).code == "no_timer"
    assert refused(begin(), StartTimer(minutes=10)).code == "no_sitting"
    again = say(journal, CloseSitting(), OpenSitting(date=DAY))
    assert again.record.timer is None and minutes(say(again, StartTimer(minutes=3))) == 3


@pytest.mark.parametrize("wrong", [0, -1, 241, 1.5, "10", True, None])
def test_minutes_are_whole_and_no_more_than_four_hours(wrong: object) -> None:
    with pytest.raises(Refusal):
        read_act({"do": "StartTimer", "minutes": wrong})
    assert read_act({"do": "StartTimer", "minutes": 240}) == StartTimer(minutes=240)


def test_undo_and_redo_of_a_timer_are_exact() -> None:
    first = say(room(), StartTimer(minutes=10))
    second = say(first, StartTimer(minutes=5))
    back = say(second, Undo(entry=second.entries[-1].n))
    assert back.record == first.record
    assert say(back, Redo(entry=second.entries[-1].n)).record == second.record


def test_the_keyboard_goes_from_one_to_the_next_with_the_time() -> None:
    journal = say(room(), HandOver(person=ANA), HandOver(person=MAX))
    kept = [(one.person, one.since) for one in journal.record.keyboard]
    assert kept == [(ANA, journal.entries[-2].at), (MAX, journal.entries[-1].at)]
    assert journal.record.facilitator == MAX and room().record.facilitator is None
    assert say(journal, Undo(entry=journal.entries[-1].n)).record.facilitator == ANA
    assert heard(room(), HandOver(person=MAX)) == "Max is at the keyboard from here on"


def test_whoever_had_it_from_the_beginning_may_be_named_once_and_afterwards() -> None:
    both = say(room(), HandOver(person=MAX, had=ANA))
    assert [(one.person, one.since) for one in both.record.keyboard] == [
        (ANA, None),
        (MAX, both.entries[-1].at),
    ]
    alone = say(room(), HandOver(person=ANA, had=ANA))
    assert [(one.person, one.since) for one in alone.record.keyboard] == [(ANA, None)]
    assert heard(room(), HandOver(person=MAX, had=ANA)).endswith("; until now it was Ana")


def test_nobody_hands_over_to_somebody_who_has_it_or_is_not_on_the_list() -> None:
    journal = say(room(), HandOver(person=ANA))
    assert str(refused(journal, HandOver(person=ANA))) == "Ana is at the keyboard already."
    assert refused(journal, HandOver(person=LOU, had=MAX)).code == "keyboard_known"
    assert refused(room(), HandOver(person=99)).code == "no_such_person"
    assert refused(room(), HandOver(person=ANA, had=99)).code == "no_such_person"


def test_neither_is_on_the_page_that_is_read_back() -> None:
    journal = say(room(), StartTimer(minutes=10), HandOver(person=MAX, had=ANA))
    assert page(journal.record) == page(room().record)
