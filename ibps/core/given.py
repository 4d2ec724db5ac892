"""The spoken numbers an act gave: what is in the record after it and was not before."""

from __future__ import annotations

from ibps.core.numbers import LISTS, listed
from ibps.core.record import Record


def given(before: Record | None, after: Record) -> tuple[str, ...]:
    """New numbers in the order of the lists, such as ("C1",) or ("D1",); a person's is digits alone."""
    found: list[str] = []
    for letter in LISTS:
        old = {item.number for item in listed(before, letter)} if before else set()
        found += [item.number for item in listed(after, letter) if item.number not in old]
    seated = {person.number for person in before.people} if before else set()
    found += [str(person.number) for person in after.people if person.number not in seated]
    return tuple(found)
