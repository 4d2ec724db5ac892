"""A team as it is remembered between sessions: parties, people, terms. A convenience; records hold copies."""

from __future__ import annotations

from datetime import date
from textwrap import shorten
from typing import Final

from ibps.core.journal import Journal
from ibps.core.record import Mode, Record
from ibps.core.record.closing import Parked
from ibps.core.record.issue import FactStatus
from ibps.core.record.people import Party, Person
from ibps.core.record.terms import SCALES, Scale, Terms
from ibps.core.sentences import day
from ibps.core.stages.issue import SetRoute, SetScope, StateFact
from ibps.core.stages.opening import ChangePerson, NameParty, OpenSitting, SeatPerson, SetTerms, StartSession
from ibps.core.stages.options import AddOption
from ibps.core.value import Act, Text, Value

LONGEST: Final = 80
"""Letters of a title that is made of what was parked."""


class Team(Value):
    """What a new session of this team starts with."""

    name: Text
    parties: tuple[Party, ...] = (
        Party(letter="L", name="Labor"),
        Party(letter="M", name="Management"),
        Party(letter="P", name="Physicians", required=False),
    )
    people: tuple[Person, ...] = ()
    terms: Terms = Terms()
    scales: tuple[Scale, ...] = ()  # scales of their own, whether used last time or not


def opening_acts(
    team: Team, title: str, on: date, *, mode: Mode = "real", scenario: str = "", example: bool = False
) -> tuple[Act, ...]:
    """The first acts of a session of this team: started, seated, sitting opened. Nobody is here yet."""
    start = StartSession(
        title=title, team=team.name, terms=team.terms, mode=mode, scenario=scenario, example=example
    )
    parties = tuple(NameParty(**party.model_dump()) for party in team.parties)
    return (start, *parties, *_seats(team.people), OpenSitting(date=on))


def taken_up(record: Record, parked: Parked) -> tuple[str, tuple[Act, ...]]:
    """The title of a session of its own for a parked item, and what it begins with: what was kept with it."""
    title = _title(parked.text)
    where = f"{record.session.title}, {day(record.today)}"
    whole = () if title == parked.text else (SetScope(side="in", text=parked.text),)
    facts = (StateFact(text=text, status=FactStatus.DISPUTED, source=where) for text in parked.facts)
    ideas = (AddOption(text=text, came_from=where) for text in parked.ideas)
    raised = (SetRoute(raised=parked.raised),) if parked.raised else ()
    return title, (*raised, *whole, *facts, *ideas)


def _title(text: str) -> str:
    """The text on one line, cut between words; by letters where there is no room for the first of them."""
    title = shorten(text, LONGEST, placeholder=" …")
    return title if title != "…" else f"{text[: LONGEST - 1].rstrip()}…"


def _seats(people: tuple[Person, ...]) -> tuple[Act, ...]:
    """Everybody seated again in the same order, then who stands in for whom, by the new record's numbers."""
    new = {person.number: place for place, person in enumerate(people, 1)}
    seats = (SeatPerson(**person.model_dump(exclude={"number", "alternate_for"})) for person in people)
    pairs = ((new[person.number], new.get(person.alternate_for or 0)) for person in people)
    return (*seats, *(ChangePerson(person=own, alternate_for=member) for own, member in pairs if member))


def team_of(record: Record, known: tuple[Scale, ...] = ()) -> Team:
    """The team as this record knows it, to start the next session with. `known` are its scales so far."""
    return Team(
        name=record.session.team,
        parties=record.parties,
        people=record.people,
        terms=record.terms,
        scales=_newest((*known, record.terms.scale)),
    )


def own_scales(journal: Journal, known: tuple[Scale, ...] = ()) -> tuple[Scale, ...]:
    """The team's own scales: those `known` before, and every one this session used and did not take back."""
    acts = (step.entry.act for step in journal.done)
    used = [act.terms.scale for act in acts if isinstance(act, SetTerms)]
    first = journal.entries[0].act
    began = [first.terms.scale] if isinstance(first, StartSession) else []
    return _newest((*known, *began, *used))


def _newest(scales: tuple[Scale, ...]) -> tuple[Scale, ...]:
    """The latest version of each own scale, in the order they first came."""
    found: dict[str, Scale] = {}
    for scale in scales:
        old = found.get(scale.name)
        if scale.name not in SCALES and (old is None or old.version <= scale.version):
            found[scale.name] = scale
    return tuple(found.values())
