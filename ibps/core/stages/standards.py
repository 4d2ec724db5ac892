"""Standards: how we will know a good answer, whoever suggested it; options held against them."""

from __future__ import annotations

from datetime import datetime
from typing import assert_never

from ibps.core.errors import Refusal
from ibps.core.numbers import add, find, give, put
from ibps.core.reading import at_the_table, live_options, live_standards, ratings_of
from ibps.core.record import Record
from ibps.core.record.items import Meets, Option, Rating, Standard
from ibps.core.stages.kit import Hint, Tick, ticks
from ibps.core.stages.wording import standard_hints
from ibps.core.value import Act, Number, PartyLetter, Text, Words


class SetStandard(Act):
    """A quality to judge options by, with the outside yardstick if there is one."""

    text: Text
    must_have: bool = False
    yardstick: Words = ""


class ChangeStandard(Act):
    """Whether a standard is a must-have, and what it is measured by. Parties agree to it anew."""

    standard: Number
    must_have: bool | None = None
    yardstick: Words | None = None


class AgreeStandard(Act):
    """A party said: we can both trust this one."""

    standard: Number
    party: PartyLetter


class RateOption(Act):
    """How an option stands against a standard: the room's view, or one party's where they differ."""

    option: Number
    standard: Number
    rating: Meets
    party: PartyLetter | None = None
    note: Words = ""


StandardsAct = SetStandard | ChangeStandard | AgreeStandard | RateOption

ACTS: tuple[type[Act], ...] = (SetStandard, ChangeStandard, AgreeStandard, RateOption)

MOST = 6
"""Standards beyond which a room stops telling them apart (method page, 1.5)."""


def apply(record: Record, act: StandardsAct, at: datetime) -> Record:
    """The record after an act of this stage, or a `Refusal`."""
    match act:
        case SetStandard():
            record, number = give(record, "S")
            return add(record, Standard(number=number, **act.model_dump()))
        case ChangeStandard():
            standard = find(record, act.standard, Standard)
            news = {
                key: value for key, value in act.model_dump(exclude={"standard"}).items() if value is not None
            }
            return put(record, standard, standard.but(agreed=(), **news))
        case AgreeStandard():
            party, standard = record.party(act.party), find(record, act.standard, Standard)
            if act.party in standard.agreed:
                raise Refusal("already_agreed", party=party.name, number=standard.number)
            return put(record, standard, standard.but(agreed=(*standard.agreed, act.party)))
        case RateOption():
            find(record, act.option, Option)
            find(record, act.standard, Standard)
            if act.party is not None:
                record.party(act.party)
            same = (act.option, act.standard, act.party)
            kept = tuple(r for r in record.ratings if (r.option, r.standard, r.party) != same)
            return record.but(ratings=(*kept, Rating(**act.model_dump())))
        case _:
            assert_never(act)


def done(record: Record) -> tuple[Tick, ...]:
    """What this stage is for, and whether the record shows it."""
    standards = live_standards(record)
    required = set(at_the_table(record))
    rated = all(ratings_of(record, o.number, s.number) for o in live_options(record) for s in standards)
    return ticks(
        standards_agreed=bool(standards) and all(required <= set(s.agreed) for s in standards),
        must_haves_named=any(standard.must_have for standard in standards),
        options_rated=bool(standards) and bool(live_options(record)) and rated,
    )


def hints(record: Record) -> tuple[Hint, ...]:
    """Too many standards, vague ones, an option in disguise, must-haves not rated yet."""
    standards = live_standards(record)
    found: list[Hint] = []
    if len(standards) > MOST:
        found.append(Hint("too_many", {"number": str(len(standards))}))
    options = {option.text.casefold(): option.number for option in record.options}
    for standard in standards:
        if not standard.yardstick:
            found += standard_hints(standard.number, standard.text)
        if standard.text.casefold() in options:
            found.append(Hint("favourite", {"number": standard.number}, about=standard.number))
        if standard.must_have and record.ratings:
            left = [
                o.number for o in live_options(record) if not ratings_of(record, o.number, standard.number)
            ]
            if left:
                details = {"number": standard.number, "names": ", ".join(left)}
                found.append(Hint("rate_must_have", details, about=standard.number))
    return tuple(found)
