"""How the meeting is run, in any stage: a time for something, and who has the keyboard."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Annotated, Final, assert_never

from pydantic import Field, Strict

from ibps.core.errors import Refusal
from ibps.core.record import Record
from ibps.core.record.running import AtKeyboard, Timer
from ibps.core.value import Act, PersonNumber

LONGEST: Final = 240
"""Minutes that can be given at once."""


class StartTimer(Act):
    """So many minutes for this; while time is left, so many more."""

    minutes: Annotated[int, Strict(), Field(ge=1, le=LONGEST)]


class EndTimer(Act):
    """The time is not looked at any more."""


class HandOver(Act):
    """Somebody facilitates from here on. `had` is who has done so from the beginning, if nobody was named."""

    person: PersonNumber
    had: PersonNumber | None = None


RunningAct = StartTimer | EndTimer | HandOver

ACTS: tuple[type[Act], ...] = (StartTimer, EndTimer, HandOver)


def apply(record: Record, act: RunningAct, at: datetime) -> Record:
    """The record after an act on how the meeting is run, or a `Refusal`."""
    match act:
        case StartTimer():
            return _start(record, act, at)
        case EndTimer():
            if record.timer is None:
                raise Refusal("no_timer")
            return record.but(timer=None)
        case HandOver():
            return _hand_over(record, act, at)
        case _:
            assert_never(act)


def _start(record: Record, act: StartTimer, at: datetime) -> Record:
    if record.sitting is None:
        raise Refusal("no_sitting")
    more = timedelta(minutes=act.minutes)
    timer = record.timer
    if timer is not None and timer.until > at:
        return record.but(timer=timer.but(until=timer.until + more))
    return record.but(timer=Timer(started=at, until=at + more))


def _hand_over(record: Record, act: HandOver, at: datetime) -> Record:
    person = record.person(act.person)
    if act.person == record.facilitator:
        raise Refusal("at_keyboard", name=person.name)
    if act.had is None:
        return record.but(keyboard=(*record.keyboard, AtKeyboard(person=act.person, since=at)))
    if record.facilitator is not None:
        raise Refusal("keyboard_known", name=record.person(record.facilitator).name)
    first = AtKeyboard(person=record.person(act.had).number)
    if act.had == act.person:
        return record.but(keyboard=(first,))
    return record.but(keyboard=(first, AtKeyboard(person=act.person, since=at)))
