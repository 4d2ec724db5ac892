"""A small room with plainly fictional people, and short ways to say things in it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta, timezone
from typing import Any

import pytest

from ibps.core.errors import Refusal
from ibps.core.journal import Journal, start
from ibps.core.record.consensus import CheckKind, Condition
from ibps.core.record.decisions import Decision
from ibps.core.record.people import Role, Voice
from ibps.core.record.terms import Terms
from ibps.core.stages.checks import Answer, CloseCheck, OpenCheck
from ibps.core.stages.consensus import ReadAloud, WordProposal
from ibps.core.stages.opening import EDITION, Arrive, NameParty, OpenSitting, SeatPerson, StartSession
from ibps.core.value import Act

ZONE = timezone(timedelta(hours=-7))
T0 = datetime(2026, 3, 14, 9, 0, tzinfo=ZONE)
DAY = date(2026, 3, 14)
LATER = date(2026, 3, 28)
PARTIES = {"L": "Labor", "M": "Management", "P": "Physicians", "N": "Nurses"}

# Person 1 is Ana, 2 Lou, 3 Max, 4 Mia, 5 Pia.
PEOPLE = (
    SeatPerson(name="Ana", party="L", role=Role.COCHAIR),
    SeatPerson(name="Lou", party="L", role=Role.STEWARD),
    SeatPerson(name="Max", party="M", role=Role.COCHAIR),
    SeatPerson(name="Mia", party="M", role=Role.MANAGER),
    SeatPerson(name="Pia", party="P", role=Role.LEAD),
)
ANA, LOU, MAX, MIA, PIA = 1, 2, 3, 4, 5


def begin(**fields: Any) -> Journal:
    """A journal with nothing but its first entry."""
    about = {"title": "Supervisor rotation", "team": "Clinic North", "edition": EDITION}
    return start(StartSession(**{**about, **fields}), T0)


def say(journal: Journal, *acts: Act, minutes: int = 1) -> Journal:
    """The journal after these acts, each some minutes after the one before."""
    for act in acts:
        journal = journal.with_act(act, journal.entries[-1].at + timedelta(minutes=minutes))
    return journal


def refused(journal: Journal, act: Act) -> Refusal:
    """The refusal of that act; the journal is as it was."""
    before = (journal.entries, journal.record.model_dump_json())
    with pytest.raises(Refusal) as caught:
        say(journal, act)
    assert (journal.entries, journal.record.model_dump_json()) == before
    assert "{" not in str(caught.value)
    return caught.value


def room(
    terms: Terms | None = None,
    *,
    parties: str = "LM",
    here: tuple[int, ...] | None = None,
    voices: Mapping[int, Voice] | None = None,
    **fields: Any,
) -> Journal:
    """People of these parties on the list, a sitting open, and everyone (or `here`) in the room.

    Letters are of `PARTIES`; numbers of people are those above whatever the parties.
    """
    journal = begin(**({"terms": terms} if terms else {}), **fields)
    journal = say(journal, *(NameParty(letter=letter, name=PARTIES[letter]) for letter in parties))
    seats = [person for person in PEOPLE if person.party in parties]
    voice = voices or {}
    seats = [
        seat.but(voice=voice.get(number, seat.voice)) if number in voice else seat
        for number, seat in enumerate(seats, 1)
    ]
    journal = say(journal, *seats, OpenSitting(date=DAY, place="Room 2"))
    numbers = range(1, len(seats) + 1) if here is None else here
    return say(journal, *(Arrive(person=number) for number in numbers))


def worded(journal: Journal, text: str = "Post the roster two weeks ahead.", **fields: Any) -> Journal:
    """A new proposal in exact words, read aloud."""
    journal = say(journal, WordProposal(text=text, **fields))
    return say(journal, ReadAloud(proposal=journal.record.proposals[-1].number))


def opened(journal: Journal, kind: CheckKind = CheckKind.DECISION) -> Journal:
    """A check on the last proposal."""
    return say(journal, OpenCheck(proposal=journal.record.proposals[-1].number, kind=kind))


def answered(journal: Journal, answers: Mapping[int, str]) -> Journal:
    """Each person's answer to the open check, as levels of its scale."""
    check = journal.record.open_check
    assert check is not None
    acts = (Answer(check=check.number, person=person, level=level) for person, level in answers.items())
    return say(journal, *acts)


def closed(journal: Journal, *waiting: Condition) -> Journal:
    """The open check closed."""
    check = journal.record.open_check
    assert check is not None
    return say(journal, CloseCheck(check=check.number, waiting=waiting))


def asked(journal: Journal, answers: Mapping[int, str], *waiting: Condition) -> Journal:
    """A whole check on the last proposal: opened, answered, closed."""
    return closed(answered(opened(journal), answers), *waiting)


def decision(journal: Journal) -> Decision:
    """The last decision."""
    return journal.record.decisions[-1]


def ticked(found: tuple[Any, ...]) -> dict[str, bool]:
    """Ticks as a mapping."""
    return {tick.code: tick.yes for tick in found}


def codes(found: tuple[Any, ...]) -> list[str]:
    """Codes of hints, in order."""
    return [hint.code for hint in found]
