"""What people type, read: dates, people, parties, numbers, yes and no.

Every reader raises `Unclear` with a sentence that says what would be understood.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final, TypeVar

from ibps.ui.forms import Unclear

if TYPE_CHECKING:
    from ibps.core.record import Record

MONTHS: Final = (
    *("january", "february", "march", "april", "may", "june", "july"),
    *("august", "september", "october", "november", "december"),
)
WEEKDAYS: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
T = TypeVar("T")


def read_day(today: date) -> Callable[[str], date]:
    """A date: 21 Mar, 21 Mar 2027, 2026-03-21, fri, +14. Without a year, the next one that comes."""

    def read(text: str) -> date:
        found = _day(text.strip().casefold().removeprefix("by ").removesuffix("."), today)
        if found is None:
            raise Unclear("Type a date like 21 Mar, 2026-03-21, fri or +14 (days).")
        return found

    return read


def read_past(today: date) -> Callable[[str], date]:
    """A day something happened: 12 Mar, fri, yesterday, -3. Without a year, the nearest one there is."""

    def read(text: str) -> date:
        said = text.strip().casefold().removeprefix("on ").removesuffix(".")
        if ago := re.fullmatch(r"-(\d{1,3})d?|(yesterday)", said):
            return today - timedelta(days=int(ago[1] or 1))
        found = _day(said, today)
        if found is None:
            raise Unclear("Type the day, like 12 Mar, 2026-03-12, fri, yesterday or -3 (days ago).")
        if found <= today or not said[:1].isalnum() or said == "tomorrow" or re.search(r"\d{4}", said):
            return found
        return found - timedelta(days=7) if said.isalpha() else _nearest(found, today)

    return read


def _nearest(ahead: date, today: date) -> date:
    """The day of that name nearest to today: in November, 3 Dec is still to come, and 3 Oct is over."""
    for ago in range(1, 9):  # 29 Feb may be as far back as that
        try:
            before = ahead.replace(year=ahead.year - ago)
        except ValueError:
            continue
        return before if today - before < ahead - today else ahead
    return ahead


def _day(text: str, today: date) -> date | None:
    try:
        if re.fullmatch(r"\d{4}-\d\d-\d\d", text):
            return date.fromisoformat(text)
        if more := re.fullmatch(r"\+(\d{1,3})d?", text):
            return today + timedelta(days=int(more[1]))
        if text in ("today", "tomorrow"):
            return today + timedelta(days=text == "tomorrow")
        named = [at for at, name in enumerate(WEEKDAYS) if len(text) > 2 and name.startswith(text)]
        if named:
            ahead = (named[0] - today.weekday() - 1) % 7 + 1
            return today + timedelta(days=ahead)
        if found := re.fullmatch(r"(\d{1,2})\.? ?([a-z]{3,9})\.?(?: (\d{4}))?", text):
            return _named(int(found[1]), found[2], found[3], today)
        if found := re.fullmatch(r"([a-z]{3,9})\.? (\d{1,2})(?:,? (\d{4}))?", text):
            return _named(int(found[2]), found[1], found[3], today)
    except ValueError:  # 30 Feb
        return None
    return None


def _named(day: int, month: str, year: str | None, today: date) -> date | None:
    number = next((at for at, name in enumerate(MONTHS, 1) if name.startswith(month)), None)
    if number is None:
        return None
    if year:
        return date(int(year), number, day)
    for ahead in range(9):  # 29 Feb may be as far off as that
        try:
            found = date(today.year + ahead, number, day)
        except ValueError:
            continue
        if found >= today:
            return found
    return None


def read_party(record: Record) -> Callable[[str], str]:
    """A party by its letter or the start of its name."""

    def read(text: str) -> str:
        wanted = text.strip().casefold()
        for party in record.parties:
            if wanted == party.letter.casefold() or (
                len(wanted) > 2 and party.name.casefold().startswith(wanted)
            ):
                return party.letter
        raise Unclear(f"Type one letter: {' '.join(party.letter for party in record.parties)}.")

    return read


def read_parties(record: Record) -> Callable[[str], tuple[str, ...]]:
    """One or more parties, each named: L, L M."""
    one = read_party(record)

    def read(text: str) -> tuple[str, ...]:
        letters = {party.letter for party in record.parties}
        parts = re.split(r"[\s,]+(?:and\s+)?", text.strip())
        if len(parts) == 1 and len(parts[0]) > 1 and set(parts[0].upper()) <= letters:
            parts = list(parts[0])  # LMP
        return tuple(dict.fromkeys(one(part) for part in parts))

    return read


def read_person(record: Record) -> Callable[[str], int]:
    """A person by number or by the start of a name only they have."""

    def read(text: str) -> int:
        wanted = text.strip().lstrip("@").casefold()
        if not wanted:
            raise Unclear("Type a name from the room list, or its number.")
        if wanted.isascii() and wanted.isdigit() and any(p.number == int(wanted) for p in record.people):
            return int(wanted)
        found = [p for p in record.people if p.name.casefold() == wanted]
        found = found or [p for p in record.people if any(w.startswith(wanted) for w in _words(p.name))]
        if len(found) == 1:
            return found[0].number
        if found:
            raise Unclear(f"Which one? {', '.join(f'{p.number} {p.name}' for p in found[:6])}.")
        raise Unclear("Type a name from the room list, or its number.")

    return read


def _words(name: str) -> list[str]:
    folded = name.casefold()
    return [folded, *folded.split()]


def apart(text: str) -> tuple[str, ...]:
    """People named one after the other: with commas, "and", or spaces between @names and between numbers."""
    parts = re.split(r"\s*,\s*|\s+and\s+|\s+(?=@)|(?<=\d)\s+(?=\d)", text.strip())
    return tuple(part for part in parts if part)


def read_people(record: Record) -> Callable[[str], tuple[int, ...]]:
    """People by name or number, with commas, spaces between @names, or "and" between them."""
    one = read_person(record)

    def read(text: str) -> tuple[int, ...]:
        found = tuple(dict.fromkeys(one(part) for part in apart(text)))
        if not found:
            raise Unclear("Type a name from the room list, or its number.")
        return found

    return read


def read_numbers(letter: str, known: Sequence[str]) -> Callable[[str], tuple[str, ...]]:
    """Spoken numbers of one letter: 1 4, I1, i4."""

    def read(text: str) -> tuple[str, ...]:
        found = []
        for part in re.split(r"[\s,]+(?:AND\s+)?", text.strip().upper()):
            number = part if part[:1].isalpha() else f"{letter}{part}"
            if number not in known:
                some = " ".join(known[:12])
                raise Unclear(
                    f"Type numbers from this list: {some}." if known else "There is nothing to choose yet."
                )
            found.append(number)
        return tuple(dict.fromkeys(found))

    return read


def read_choice(choices: Mapping[str, T]) -> Callable[[str], T]:
    """One of a few words, by its start."""

    def read(text: str) -> T:
        wanted = text.strip().casefold()
        found = [value for word, value in choices.items() if word.casefold().startswith(wanted)]
        exact = [value for word, value in choices.items() if word.casefold() == wanted]
        if len(exact or found) == 1:
            return (exact or found)[0]
        raise Unclear(f"Type one of: {', '.join(choices)}.")

    return read


def read_yes(text: str) -> bool:
    """Yes or no."""
    answer: bool = read_choice({"yes": True, "no": False})(text)
    return answer


def split_task(text: str, record: Record, today: date) -> tuple[str, tuple[int, ...], date | None]:
    """A task as people say it: "Post the chart @Ana @Dana by 28 Mar" gives the text, who, and when.

    What cannot be read as a name or a date stays in the text, so that nothing typed is lost.
    """
    due = None
    for found in reversed(list(re.finditer(r"\s+by\s+(?=(?P<when>[^@]+?)\s*(?:@|$))", text, re.I))):
        when = found["when"]
        due = _day(when.strip().casefold().removesuffix("."), today)
        if due:
            text = text[: found.start()] + text[found.end() + len(when) :]
            break
    owners: list[int] = []
    for name in re.findall(r"(?<!\S)@([\w.'-]+)", text):
        try:
            owners.append(read_person(record)(name))
        except Unclear:
            continue
        text = re.sub(rf"\s*(?<!\S)@{re.escape(name)}(?!\S)", "", text, count=1)
    return text.strip(), tuple(dict.fromkeys(owners)), due
