"""What is asked in any stage about how the meeting is run: the timer, and who has the keyboard."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from typing import Any

from ibps.core.record import Record
from ibps.core.sentences import count
from ibps.core.stages.running import LONGEST, EndTimer, HandOver, StartTimer
from ibps.core.timer import OVER, time_left
from ibps.ui.forms import Field, Form, Unclear
from ibps.ui.phrases import read_person
from ibps.ui.view import Ask, Do, Outcome, Say

STAY = "Private notes stay with whoever wrote them."
HAD = "And who has had it until now? Private notes stay with that name. (0: nobody here)"


def timer_ask(record: Record, now: datetime) -> Outcome:
    """How many minutes, or how many more while some are left."""
    ask = "How many minutes?"
    if record.timer is not None:
        left = time_left(record.timer, now) or OVER
        ask = f"How many{'' if left == OVER else ' more'} minutes? (now: {left}; 0 ends it)"
    field = Field("minutes", ask, _minutes)
    return Ask(Form("Time", (field,), partial(_set, record), anywhere=True))


def _minutes(text: str) -> int:
    said = text.casefold().removeprefix("+").removesuffix("utes").removesuffix("min").strip()
    if said.isascii() and said.isdigit() and int(said) <= LONGEST:
        return int(said)
    raise Unclear(f"Type whole minutes, up to {LONGEST}; 0 ends it.")


def _set(record: Record, got: dict[str, Any]) -> Outcome:
    minutes: int = got["minutes"]
    if minutes:
        return Do((StartTimer(minutes=minutes),), came=partial(_until, minutes))
    return Do((EndTimer(),), say="The timer is off.") if record.timer else Say("No timer is running.")


def _until(minutes: int, before: Record, after: Record) -> str:
    was, timer = before.timer, after.timer
    if timer is None:
        return ""
    more = "more " if was is not None and was.started == timer.started else ""
    return f"{count(minutes, f'{more}minute')}, until {timer.until:%H:%M}."


def keyboard_form(record: Record, person: int | None = None) -> Form:
    """Who has the keyboard from here on; and, the first time, who has had it until now."""
    ask = "Who has the keyboard from here on? A name or number"
    fields = [] if person else [Field("person", ask, read_person(record))]
    if record.facilitator is None:
        fields.append(Field("had", HAD, partial(_had, record)))

    def build(got: dict[str, Any]) -> Do:
        return hand_over(record, person or got["person"], got.get("had") or None)

    return Form("Keyboard", tuple(fields), build, anywhere=True)


def _had(record: Record, text: str) -> int:
    """Who it was, 0 for nobody: notes go by that name, so an empty line must not leave them without one."""
    return 0 if text == "0" else read_person(record)(text)


def hand_over(record: Record, person: int, had: int | None = None) -> Do:
    """The act, and what is said of it."""
    say = f"{record.person(person).name} is at the keyboard from here on."
    return Do((HandOver(person=person, had=had),), say=f"{say} {STAY}")
