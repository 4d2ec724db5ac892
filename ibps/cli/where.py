"""Where a file first says something else than its journal adds up to, and which entry says otherwise."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from ibps.core.journal import Journal
from ibps.core.sentences import sentence
from ibps.store.session_file import derived

Place = tuple[str | int, ...]

NOTHING: Final = object()


def difference(journal: Journal, said: Mapping[str, Any]) -> str:
    """A sentence about the first place where record or answer differ; "" when both are as they should be.

    `said` holds "record" and "answer" as the file has them.
    """
    answer, record = derived(journal)
    place = _first(said.get("record"), record)
    if place is not None:
        entry = _entry(journal, place)
        by = f"; entry {entry} says otherwise" if entry else ""
        return sentence(f"The first difference is in {_named('record', place)}{by}")
    place = _first(said.get("answer"), answer)
    return sentence(f"The first difference is in {_named('answer', place)}") if place is not None else ""


def _first(theirs: Any, ours: Any, place: Place = ()) -> Place | None:
    if isinstance(theirs, dict) and isinstance(ours, dict):
        for key in (*ours, *(key for key in theirs if key not in ours)):
            if (found := _first(theirs.get(key, NOTHING), ours.get(key, NOTHING), (*place, key))) is not None:
                return found
        return None
    if isinstance(theirs, list) and isinstance(ours, list):
        for at, (one, other) in enumerate(zip(theirs, ours, strict=False)):
            if (found := _first(one, other, (*place, at))) is not None:
                return found
        return None if len(theirs) == len(ours) else (*place, min(len(theirs), len(ours)))
    # True and 1 are equal to Python, and not the same in a file.
    return None if type(theirs) is type(ours) and theirs == ours else place


def _named(part: str, place: Place) -> str:
    steps = [f" {step + 1}" if isinstance(step, int) else f", {step}" for step in place]
    return f"{part}{''.join(steps)}"


def _entry(journal: Journal, place: Place) -> int:
    """The entry that gave this place of the record what it holds now; 0 when the record has no such place."""
    now = _at(journal.record, place)
    if now is NOTHING and isinstance(place[-1], int):  # the file has more of them
        place = place[:-1]
        now = _at(journal.record, place)
    if now is NOTHING:
        return 0
    for step in reversed(journal.done):
        if _at(step.before, place) != now:
            return step.entry.n
    return 1


def _at(value: Any, place: Place) -> Any:
    for step in place:
        if isinstance(step, int):
            value = value[step] if isinstance(value, tuple) and step < len(value) else NOTHING
        elif isinstance(value, dict):
            value = value.get(step, NOTHING)
        else:
            value = getattr(value, step, NOTHING)
    return value
