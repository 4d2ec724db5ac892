"""Who is here: people come and go in any stage, and each time it is said what that means for deciding."""

from __future__ import annotations

from typing import Any, Final

from ibps.core.presence import falls_short, presence_words
from ibps.core.record import Record
from ibps.core.record.people import Person
from ibps.core.sentences import names
from ibps.core.stages.checks import Answer
from ibps.core.stages.opening import Arrive, Leave, NotHere, SeatPerson
from ibps.core.value import Act
from ibps.ui.forms import Field, Form, Unclear
from ibps.ui.people import ROLES, VOICES, seat
from ibps.ui.phrases import apart, read_person
from ibps.ui.view import Do
from ibps.ui.widgets.rows import Row

QUORUM: Final = "quorum"
"""The key of the row that says who is here to decide."""

MOST: Final = 8
"""People away who are named in the question; more of them would push the list off a small screen."""


def quorum_rows(record: Record, always: bool = False) -> tuple[Row, ...]:
    """The sentence as a row: where people sit down always, elsewhere where something falls short."""
    if record.sitting is None or not record.people or not (always or falls_short(record)):
        return ()
    return (Row(QUORUM, presence_words(record), kind="quiet"),)


def come_or_go(record: Record, person: Person) -> tuple[Act, ...]:
    """Who was away is here; who was here has left."""
    if person.number not in record.here:
        return (Arrive(person=person.number),)
    # While people sit down, a mark taken back was a slip; once the talk has begun it means that they left.
    begun = record.open_check is not None or any(
        visit.stage != "opening" and visit.at >= record.sittings[-1].opened for visit in record.visits
    )
    return leaving(record, person) if begun else (NotHere(person=person.number),)


def leaving(record: Record, person: Person) -> tuple[Act, ...]:
    """Somebody leaves. In a check an answer given stands; whoever was asked and silent is absent now."""
    acts: list[Act] = [Leave(person=person.number)] if person.number in record.here else []
    check = record.open_check
    silent = check.latest().get(person.number) if check else None
    if check and silent and silent.level == "no_response" and not check.answered(person.number):
        acts.append(Answer(check=check.number, person=person.number, level="absent"))
    return tuple(acts)


def who_form(record: Record) -> Form:
    """Who came or left, several at once; somebody who is not on the list is put on it."""
    away = [f"{p.number} {p.name}" for p in record.people if p.number not in record.here]
    listed = f" Not here: {', '.join(away)}." if 0 < len(away) <= MOST else ""
    letter = record.parties[0].letter if record.parties else "L"
    ask = f"Who came or left? A name or number; somebody new: Pat, {letter}.{listed}"

    def read(text: str) -> tuple[int | SeatPerson, ...]:
        return read_coming(record, text)

    def build(got: dict[str, Any]) -> Do:
        acts: list[Act] = []
        number = record.numbers.get("people", 0)
        for one in got["who"]:
            if isinstance(one, SeatPerson):
                number += 1
                acts += [one, Arrive(person=number)]
            else:
                acts += come_or_go(record, record.person(one))
        return Do(tuple(acts), came=came)

    return Form("Who is here", (Field("who", ask, read),), build, anywhere=True)


def read_coming(record: Record, text: str) -> tuple[int | SeatPerson, ...]:
    """People of the list, by number; and new ones: a name, a party's letter, what they do if anything."""
    parts, found = list(apart(text)), list[int | SeatPerson]()
    while parts:
        part = parts.pop(0)
        letter = _new_for(record, part, parts[0] if parts else "")
        one: int | SeatPerson
        if letter:
            about = [part]
            parts.pop(0)
            while parts and parts[0].casefold() in (*ROLES, *VOICES):
                about.append(parts.pop(0))
            one = seat(", ".join(about), letter)
        else:
            one = _on_the_list(record, part)
        if one not in found:
            found.append(one)
    if not found:
        raise Unclear("Type a name from the room list, or its number.")
    return tuple(found)


def _new_for(record: Record, part: str, after: str) -> str:
    """The party somebody new is for; "" where this is somebody of the list.

    A capital letter of a party makes it somebody new also where the start of another name is the same.
    """
    letter = next((party.letter for party in record.parties if party.letter == after.upper()), "")
    exact = part.isdigit() or any(part.casefold() == person.name.casefold() for person in record.people)
    return letter if letter and not exact and (after == letter or not _listed(record, part)) else ""


def _listed(record: Record, part: str) -> bool:
    try:
        read_person(record)(part)
    except Unclear:
        return False
    return True


def _on_the_list(record: Record, part: str) -> int:
    try:
        return read_person(record)(part)
    except Unclear as unclear:
        if str(unclear).startswith("Which one?"):
            raise
        letters = ", ".join(f"{p.letter} for {p.name}" for p in record.parties)
        if not letters:
            raise
        new = f"{part}, {record.parties[0].letter}"
        raise Unclear(f"{part} is not on the list. To add them, give the party: {new} ({letters}).") from None


def came(before: Record, after: Record) -> str:
    """Who is here now and who has left, and how many are needed."""
    known = {person.number for person in before.people}
    new = [p.name for p in after.people if p.number not in known]
    come = [p.name for p in after.people if p.number in (after.here - before.here) & known]
    stays = {stay.person for stay in after.sitting.stays} if after.sitting else set()
    gone = [p for p in after.people if p.number in before.here - after.here]
    left = [p.name for p in gone if p.number in stays]
    never = [p.name for p in gone if p.number not in stays]
    said = [f"{names(new)} {_is(new)} new on the list, and here."] if new else []
    said += [f"{names(come)} {_is(come)} here."] if come else []
    said += [f"{names(left)} {'has' if len(left) == 1 else 'have'} left."] if left else []
    said += [f"{names(never)} {_is(never)} not here."] if never else []
    return " ".join((*said, presence_words(after)))


def _is(people: list[str]) -> str:
    return "is" if len(people) == 1 else "are"
