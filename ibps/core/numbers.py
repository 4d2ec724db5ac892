"""Spoken numbers: I3, O5, P1. Given out in order, never again, not even after undo."""

from __future__ import annotations

from typing import Final, TypeVar

from ibps.core.errors import Refusal
from ibps.core.record import Record
from ibps.core.record.closing import Action, Measure, Message, Minutes, Parked
from ibps.core.record.consensus import Check, Proposal
from ibps.core.record.decisions import Decision
from ibps.core.record.issue import Fact
from ibps.core.record.items import Interest, Option, Standard
from ibps.core.value import Value, changed

Numbered = (
    Fact
    | Interest
    | Option
    | Standard
    | Proposal
    | Check
    | Decision
    | Action
    | Measure
    | Message
    | Parked
    | Minutes
)

LISTS: Final = {
    "F": "facts",
    "I": "interests",
    "O": "options",
    "S": "standards",
    "P": "proposals",
    "C": "checks",
    "D": "decisions",
    "A": "actions",
    "M": "measures",
    "R": "messages",
    "K": "parked",
    "N": "minutes",
}
"""Which list of the record the numbers of each letter live in; facts are in the issue."""

T = TypeVar("T", bound=Value)


def listed(record: Record, letter: str) -> tuple[Numbered, ...]:
    """Everything that carries numbers of that letter, in order."""
    holder = record.issue if letter == "F" else record
    items: tuple[Numbered, ...] = getattr(holder, LISTS[letter])
    return items


def with_listed(record: Record, letter: str, items: tuple[Numbered, ...]) -> Record:
    """The record with that list replaced."""
    if letter == "F":
        return record.but(issue=record.issue.but(facts=items))
    return record.but(**{LISTS[letter]: items})


def give(record: Record, letter: str) -> tuple[Record, str]:
    """The next number of that letter, and the record that remembers it was given."""
    count = record.numbers.get(letter, 0) + 1
    return record.but(numbers={**record.numbers, letter: count}), f"{letter}{count}"


def next_version(record: Record, of: str) -> tuple[Record, int]:
    """The next version number of a proposal (P1) or of the question; never one that was taken back."""
    count = record.numbers.get(of, 0) + 1
    return record.but(numbers={**record.numbers, of: count}), count


def find(record: Record, number: str, kind: type[T]) -> T:
    """The thing of that number, or a refusal when there is none of that kind."""
    letter = number[:1]
    if letter in LISTS:
        for item in listed(record, letter):
            if item.number == number and isinstance(item, kind):
                return item
    raise Refusal("no_such_number", number=number)


def add(record: Record, item: Numbered) -> Record:
    """The record with a new numbered thing at the end of its list."""
    letter = item.number[0]
    return with_listed(record, letter, (*listed(record, letter), item))


def put(record: Record, old: Numbered, new: Numbered) -> Record:
    """The record with a numbered thing replaced where it stands."""
    letter = old.number[0]
    return with_listed(record, letter, changed(listed(record, letter), old, new))
