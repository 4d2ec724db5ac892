"""Interests: why it matters, party by party; shared only where every party says so."""

from __future__ import annotations

from datetime import datetime
from typing import assert_never

from ibps.core.errors import Refusal
from ibps.core.numbers import add, find, give, put
from ibps.core.reading import at_the_table, confirmed, interests_of, live_interests
from ibps.core.record import Record
from ibps.core.record.items import Confirmation, Interest, Source
from ibps.core.stages.kit import Hint, Tick, ticks
from ibps.core.stages.wording import interest_hints
from ibps.core.value import Act, Number, PartyLetter, Text, Words


class StateInterest(Act):
    """A party's need, concern or wish; the position it came from is kept beside it when useful."""

    party: PartyLetter
    text: Text
    position: Words = ""
    source: Source = Source.PRESENT


class ShareInterest(Act):
    """Another party said: this one is ours too."""

    interest: Number
    party: PartyLetter


class UnshareInterest(Act):
    """A party took its tick back."""

    interest: Number
    party: PartyLetter


class ConfirmInterests(Act):
    """A party said its list is complete and fair, after the others read it back."""

    party: PartyLetter


InterestsAct = StateInterest | ShareInterest | UnshareInterest | ConfirmInterests

ACTS: tuple[type[Act], ...] = (StateInterest, ShareInterest, UnshareInterest, ConfirmInterests)


def apply(record: Record, act: InterestsAct, at: datetime) -> Record:
    """The record after an act of this stage, or a `Refusal`."""
    party = record.party(act.party)
    match act:
        case StateInterest():
            record, number = give(record, "I")
            return add(record, Interest(number=number, **act.model_dump()))
        case ShareInterest():
            interest = find(record, act.interest, Interest)
            if interest.party == act.party:
                raise Refusal("own_interest", number=interest.number, party=party.name)
            if act.party in interest.ticked:
                raise Refusal("already_shared", party=party.name, number=interest.number)
            return put(record, interest, interest.but(ticked=(*interest.ticked, act.party)))
        case UnshareInterest():
            interest = find(record, act.interest, Interest)
            if act.party not in interest.ticked:
                raise Refusal("not_shared", party=party.name, number=interest.number)
            kept = tuple(letter for letter in interest.ticked if letter != act.party)
            return put(record, interest, interest.but(ticked=kept))
        case ConfirmInterests():
            others = tuple(known for known in record.confirmed if known.party != act.party)
            return record.but(
                confirmed=(*others, Confirmation(party=act.party, listed=interests_of(record, act.party)))
            )
        case _:
            assert_never(act)


def done(record: Record) -> tuple[Tick, ...]:
    """What this stage is for, and whether the record shows it."""
    required = at_the_table(record)
    heard = {interest.party for interest in live_interests(record)}
    return ticks(
        every_party_heard=bool(required) and set(required) <= heard,
        every_party_confirms=bool(required)
        and all(interests_of(record, p) and confirmed(record, p) for p in required),
        shared_marked=any(record.shared(interest) for interest in live_interests(record)),
    )


def hints(record: Record) -> tuple[Hint, ...]:
    """Parties not heard yet, and interests that read like positions."""
    found: list[Hint] = []
    counts = {letter: len(interests_of(record, letter)) for letter in at_the_table(record)}
    most = max(counts.values(), default=0)
    for party in record.parties:
        if not most or party.letter not in counts:
            continue
        if not counts[party.letter]:
            found.append(Hint("party_silent", {"party": party.name}))
        elif most >= 3 * counts[party.letter]:
            found.append(Hint("one_party_thin", {"party": party.name}))
    people = tuple(person.name for person in record.people)
    for interest in live_interests(record):
        found += interest_hints(interest.number, interest.text, people)
    return tuple(found)
