"""The next thing a stage is for that the record does not show yet, and whom or what it is missing from."""

from __future__ import annotations

from typing import NamedTuple

from ibps.core.reading import (
    at_the_table,
    confirmed,
    interests_of,
    live_options,
    live_standards,
    ratings_of,
    unserved,
)
from ibps.core.record import Record
from ibps.core.record.decisions import DecisionState
from ibps.core.stages import STAGES
from ibps.core.stages.kit import Tick
from ibps.core.tally import tally

READY = "ready"
"""Every tick of the stage is there."""
CLOSE = "close_check"
"""Everyone here has answered, and the check is still open."""

MEND = "mend_words"
"""There was no agreement on the words as they are."""


class Step(NamedTuple):
    """A tick by its code, `READY` or `CLOSE`, and whom or what it still waits for, where that can be told."""

    code: str
    left: tuple[str, ...] = ()


def next_step(record: Record, stage: str) -> Step:
    """What comes next in a stage: the first tick that is not true yet; in a check, whoever is to answer."""
    check = record.open_check
    if stage == "consensus" and check:
        waits = left(record, "everyone_answered")
        return Step("everyone_answered", waits) if waits or not tally(record, check).complete else Step(CLOSE)
    if stage == "consensus" and record.decisions and record.decisions[-1].state is DecisionState.NO_AGREEMENT:
        return Step(MEND)
    code = next((tick.code for tick in done(record, stage) if not tick.yes), READY)
    return Step(code, left(record, code))


def done(record: Record, stage: str) -> tuple[Tick, ...]:
    """The ticks of a stage, in the order in which they are usually come by."""
    return next(one for one in STAGES if one.name == stage).done(record)


def left(record: Record, code: str) -> tuple[str, ...]:
    """Whom or what a tick still waits for, by name or number; nothing where all of it is missing."""
    required = [party for party in record.parties if party.required]
    letters = {party.letter: party.name for party in required}
    there = at_the_table(record)
    table = {party.letter: party.name for party in record.parties if party.letter in there}
    match code:
        case "required_parties_here":
            here = {person.party for person in record.people if person.number in record.here}
            return _without(letters, here)
        case "cochairs_here":
            return _without(letters, {one.party for one in record.cochairs if one.number in record.here})
        case "every_story_told":
            return _without(table, {story.party for story in record.issue.stories})
        case "every_party_ok":
            question = record.issue.question
            return _without(table, set(question.ok)) if question else ()
        case "every_party_heard":
            return _without(table, {party for party in table if interests_of(record, party)})
        case "every_party_confirms":
            return _without(table, {party for party in table if confirmed(record, party)})
        case "all_linked":
            return tuple(option.number for option in live_options(record) if not option.serves)
        case "every_interest_served":
            return tuple(interest.number for interest in unserved(record)) if record.options else ()
        case "standards_agreed":
            return tuple(s.number for s in live_standards(record) if not set(table) <= set(s.agreed))
        case "options_rated":
            against = [standard.number for standard in live_standards(record)]
            options = [option.number for option in live_options(record)]
            return tuple(o for o in options if any(not ratings_of(record, o, s) for s in against))
        case "everyone_answered" if record.open_check:
            asked = tally(record, record.open_check).unanswered
            return tuple(record.person(number).name for number in asked)
        case "actions_owned":
            return tuple(action.number for action in record.actions if not (action.owners and action.due))
        case "measure_named":
            return tuple(measure.number for measure in record.measures)
    return ()


def _without(names: dict[str, str], those: set[str]) -> tuple[str, ...]:
    return tuple(name for letter, name in names.items() if letter not in those)
