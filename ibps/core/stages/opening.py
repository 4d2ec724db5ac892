"""Opening: the right people, the terms, and who is here."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Final, assert_never

from pydantic import Field, Strict

from ibps.core.errors import Refusal
from ibps.core.record import Mode, Record, Session
from ibps.core.record.people import Affected, Party, Person, Role, Sitting, Stay, Voice
from ibps.core.record.terms import Terms
from ibps.core.sentences import day
from ibps.core.stages.kit import Hint, Tick, ticks
from ibps.core.value import Act, PartyLetter, PersonNumber, Text, Words, changed

EDITION: Final = 1
"""Raised whenever something is refused that was not before. Entries of a session that was begun earlier are
read as they were accepted then: 1 refuses to put down as absent somebody who has answered."""


class StartSession(Act):
    """The first act of every record: what it is about, whose it is, and whether it is practice."""

    takes_back = False
    title: Text
    team: Text
    mode: Mode = "real"
    example: bool = False
    scenario: Words = ""
    terms: Terms = Terms()
    edition: Annotated[int, Strict(), Field(ge=0)] = 0  # of what may be said; the desk fills it in


class Retitle(Act):
    """The topic's short name was changed."""

    title: Text


class NameParty(Act):
    """A party takes part; naming its letter again changes what is said of it."""

    letter: PartyLetter
    name: Text
    required: bool = True
    constituency: Words = ""
    chosen: Words = ""


class SeatPerson(Act):
    """Somebody is put on the room list."""

    name: Text
    party: PartyLetter
    role: Role = Role.MEMBER
    voice: Voice = Voice.DECIDES
    speaks_for: Words = ""
    alternate_for: PersonNumber | None = None


class ChangePerson(Act):
    """What the room list says of a person was changed. `alternate_for` 0 means: for nobody any more."""

    person: PersonNumber
    name: Text | None = None
    party: PartyLetter | None = None
    role: Role | None = None
    voice: Voice | None = None
    speaks_for: Words | None = None
    alternate_for: Annotated[int, Strict(), Field(ge=0)] | None = None


class NoteAffected(Act):
    """Somebody the issue touches is not in the room."""

    who: Text
    asked_how: Words = ""


class SetTerms(Act):
    """The terms this session runs under, as one whole."""

    terms: Terms


class AgreeTerms(Act):
    """The terms were read out and everyone here works under them."""


class OpenSitting(Act):
    """A meeting on this issue begins."""

    date: date
    place: Words = ""


class Arrive(Act):
    """Somebody is here."""

    person: PersonNumber


class NotHere(Act):
    """Somebody was marked as here by a slip and never came."""

    person: PersonNumber


class Leave(Act):
    """Somebody left the room for good."""

    person: PersonNumber


class CloseSitting(Act):
    """The meeting ends; the session can be taken up again."""


OpeningAct = (
    Retitle
    | NameParty
    | SeatPerson
    | ChangePerson
    | NoteAffected
    | SetTerms
    | AgreeTerms
    | OpenSitting
    | Arrive
    | NotHere
    | Leave
    | CloseSitting
)

ACTS: tuple[type[Act], ...] = (
    StartSession,
    Retitle,
    NameParty,
    SeatPerson,
    ChangePerson,
    NoteAffected,
    SetTerms,
    AgreeTerms,
    OpenSitting,
    Arrive,
    NotHere,
    Leave,
    CloseSitting,
)


def begin(act: StartSession, at: datetime) -> Record:
    """The record as it stands after its first act."""
    about = act.model_dump(exclude={"terms"})
    return Record(session=Session(started=at, **about), terms=act.terms)


def apply(record: Record, act: OpeningAct | StartSession, at: datetime) -> Record:
    """The record after an act of this stage, or a `Refusal`."""
    match act:
        case StartSession():
            raise Refusal("started")
        case Retitle():
            return record.but(session=record.session.but(title=act.title))
        case NameParty():
            return _name_party(record, act)
        case SeatPerson():
            return _seat(record, act)
        case ChangePerson():
            return _change_person(record, act)
        case NoteAffected():
            return record.but(affected=(*record.affected, Affected(who=act.who, asked_how=act.asked_how)))
        case SetTerms():
            if record.open_check:
                raise Refusal("terms_frozen")
            return record.but(terms=act.terms, terms_agreed=record.terms_agreed and act.terms == record.terms)
        case AgreeTerms():
            return record.but(terms_agreed=True)
        case OpenSitting() | Arrive() | NotHere() | Leave() | CloseSitting():
            return _attendance(record, act, at)
        case _:
            assert_never(act)


def _name_party(record: Record, act: NameParty) -> Record:
    party = Party(**act.model_dump())
    old = next((known for known in record.parties if known.letter == act.letter), None)
    if old is None:
        if record.open_check and party.required:
            raise Refusal("terms_frozen")
        return record.but(parties=(*record.parties, party))
    if record.open_check and party.required != old.required:
        raise Refusal("terms_frozen")
    return record.but(parties=changed(record.parties, old, party))


def _check_name(record: Record, name: str, but_not: int = 0) -> None:
    taken = {person.name.casefold() for person in record.people if person.number != but_not}
    if name.casefold() in taken:
        raise Refusal("name_taken", name=name)


def _seat(record: Record, act: SeatPerson) -> Record:
    record.party(act.party)
    _check_name(record, act.name)
    if act.alternate_for is not None:
        if record.open_check:
            raise Refusal("terms_frozen")
        _stood_in_for(record, act.alternate_for, 0, act.party)
    # Like spoken numbers, a roster number is never given out twice, not even after undo.
    number = record.numbers.get("people", 0) + 1
    person = Person(number=number, **act.model_dump())
    return record.but(people=(*record.people, person), numbers={**record.numbers, "people": number})


def _change_person(record: Record, act: ChangePerson) -> Record:
    person = record.person(act.person)
    said = (
        (act.name, person.name),
        (act.party, person.party),
        (act.role, person.role),
        (act.voice, person.voice),
        (act.alternate_for, person.alternate_for or 0),
    )
    if record.open_check and any(new is not None and new != old for new, old in said):
        raise Refusal("terms_frozen")
    if act.name is not None:
        _check_name(record, act.name, but_not=person.number)
    if act.party is not None:
        record.party(act.party)
    changes = {key: value for key, value in act.model_dump(exclude={"person"}).items() if value is not None}
    if act.alternate_for is not None:
        party = act.party or person.party
        changes["alternate_for"] = _stood_in_for(record, act.alternate_for, person.number, party)
    return record.but(people=changed(record.people, person, person.but(**changes)))


def _stood_in_for(record: Record, number: int, own: int, party: str) -> int | None:
    """The member somebody stands in for: of their own party, and no one stands in for somebody who does."""
    if not number:
        return None
    member = record.person(number)
    chained = member.alternate_for or any(person.alternate_for == own for person in record.people if own)
    if number == own or chained or member.party != party:
        raise Refusal("alternate_of_whom", name=member.name)
    return number


def _attendance(
    record: Record, act: OpenSitting | Arrive | NotHere | Leave | CloseSitting, at: datetime
) -> Record:
    sitting = record.sitting
    if isinstance(act, OpenSitting):
        if sitting:
            raise Refusal("sitting_open", date=day(sitting.date))
        if record.sittings and act.date < record.sittings[-1].date:
            raise Refusal("sitting_back", date=day(record.sittings[-1].date))
        new = Sitting(number=len(record.sittings) + 1, date=act.date, place=act.place, opened=at)
        return record.but(sittings=(*record.sittings, new), stop=None)
    if sitting is None:
        raise Refusal("no_sitting")
    if isinstance(act, CloseSitting):
        if record.open_check:
            raise Refusal("check_open", check=record.open_check.number)
        ended = tuple(stay if stay.left else stay.but(left=at) for stay in sitting.stays)
        over = sitting.but(closed=at, stays=ended)
        return record.but(sittings=(*record.sittings[:-1], over), timer=None)
    person = record.person(act.person)
    here = person.number in sitting.here
    if isinstance(act, Arrive):
        if here:
            raise Refusal("already_here", name=person.name)
        stays = (*sitting.stays, Stay(person=person.number, came=at))
    elif not here:
        raise Refusal("not_here", name=person.name)
    elif isinstance(act, NotHere):
        came = max(stay.came for stay in sitting.stays if stay.person == person.number)
        if any(check.opened >= came or (check.closed or came) > came for check in record.checks):
            raise Refusal("already_here", name=person.name)  # a check counted on it
        stays = tuple(stay for stay in sitting.stays if stay.person != person.number or stay.left)
    else:
        stays = tuple(
            stay.but(left=at) if stay.person == person.number and not stay.left else stay
            for stay in sitting.stays
        )
    return record.but(sittings=(*record.sittings[:-1], sitting.but(stays=stays)))


def done(record: Record) -> tuple[Tick, ...]:
    """What the opening is for, and whether the record shows it."""
    parties_here = {person.party for person in record.people if person.number in record.here}
    chairs_here = {person.party for person in record.cochairs if person.number in record.here}
    required = {party.letter for party in record.parties if party.required}
    return ticks(
        sitting_open=record.sitting is not None,
        required_parties_here=len(required) > 1 and required <= parties_here,
        cochairs_here=len(chairs_here) > 1,
        terms_agreed=record.terms_agreed,
    )


def hints(record: Record) -> tuple[Hint, ...]:
    """What is worth a look before the talk starts; nothing while the first name is still to be typed."""
    found: list[Hint] = []
    seated = {person.party for person in record.people}
    if not seated:
        return ()
    if record.sitting:
        chairs = {person.party for person in record.cochairs if person.number in record.here}
        if len(chairs) < 2:
            missing = [p for p in record.parties if p.required and p.letter in seated - chairs]
            found += [Hint("cochair_missing", {"party": party.name}) for party in missing]
    found += [Hint("nobody_from_party", {"party": p.name}) for p in record.parties if p.letter not in seated]
    return tuple(found)
