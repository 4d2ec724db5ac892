"""A scenario made into a practice session: the cast seated, in the room, and marked as practice for good."""

from __future__ import annotations

from datetime import date

from ibps.core.record.people import Role, Voice
from ibps.core.stages.anytime import EnterStage
from ibps.core.stages.opening import Arrive, NameParty, OpenSitting, SeatPerson, StartSession
from ibps.core.value import Act
from ibps.practice.scenario import Scenario, Seat, Stage

PLAYS: dict[Seat, Role] = {
    "labor_cochair": Role.COCHAIR,
    "management_cochair": Role.COCHAIR,
    "physician_lead": Role.LEAD,
}
"""Seats of a scenario that a record calls otherwise; every other seat has the same name in both."""


def opening(
    scenario: Scenario, on: date, people: int | None = None, stage: Stage = "opening"
) -> tuple[Act, ...]:
    """The first acts of a practice session of this scenario, held on that day.

    `people` is the size of the table; without it the whole cast plays. `stage` is where practice begins.
    Raises ValueError for a table the scenario is not made for.
    """
    cast = scenario.cast if people is None else scenario.seats(people)
    start = StartSession(title=scenario.title, team=scenario.team, mode="practice", scenario=scenario.name)
    parties = tuple(
        NameParty(letter=party.letter, name=party.name, required=party.required) for party in scenario.parties
    )
    seats = tuple(
        SeatPerson(name=role.name, party=role.party, role=_role(role.role), voice=Voice(role.voice))
        for role in cast
    )
    here = tuple(Arrive(person=number) for number in range(1, len(seats) + 1))
    first = (EnterStage(stage=stage),) if stage != "opening" else ()
    return (start, *parties, *seats, OpenSitting(date=on), *here, *first)


def _role(seat: Seat) -> Role:
    return PLAYS.get(seat) or Role(seat)
