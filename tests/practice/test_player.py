"""A scenario as a practice session: the cast in the room, and practice from the first act on."""

from __future__ import annotations

from datetime import date

import pytest

from ibps.core.record.people import Role
from ibps.desk import Desk, MemoryShelf
from ibps.practice.player import opening
from ibps.practice.scenario import STAGES, Stage, load, names

DAY = date(2026, 3, 20)


@pytest.mark.parametrize("name", names())
def test_every_scenario_opens_with_its_whole_cast_in_the_room(name: str) -> None:
    scenario = load(name)
    record = Desk.new(MemoryShelf(), opening(scenario, DAY)).record
    assert record.practice and record.session.scenario == name
    assert (record.session.title, record.session.team) == (scenario.title, scenario.team)
    assert [(p.letter, p.name, p.required) for p in record.parties] == [
        (p.letter, p.name, p.required) for p in scenario.parties
    ]
    assert [person.name for person in record.people] == [role.name for role in scenario.cast]
    assert [person.voice for person in record.people] == [role.voice for role in scenario.cast]
    assert record.here == {person.number for person in record.people}
    assert record.today == DAY and record.stage == "opening"
    assert {person.party for person in record.cochairs} == {"L", "M"}


@pytest.mark.parametrize("name", names())
def test_a_small_table_leaves_out_the_spare_roles(name: str) -> None:
    scenario = load(name)
    record = Desk.new(MemoryShelf(), opening(scenario, DAY, scenario.people_min)).record
    assert [person.name for person in record.people] == [
        role.name for role in scenario.seats(scenario.people_min)
    ]
    for people in (scenario.people_min - 1, scenario.people_max + 1):
        with pytest.raises(ValueError, match="people"):
            opening(scenario, DAY, people)


def test_seats_become_the_roles_a_record_knows() -> None:
    scenario = load("co-pays")
    record = Desk.new(MemoryShelf(), opening(scenario, DAY)).record
    for person, role in zip(record.people, scenario.cast, strict=True):
        known = {
            "labor_cochair": Role.COCHAIR,
            "management_cochair": Role.COCHAIR,
            "physician_lead": Role.LEAD,
        }
        assert person.role == known.get(role.role, role.role)


@pytest.mark.parametrize("stage", STAGES)
def test_practice_may_begin_at_any_stage(stage: Stage) -> None:
    assert Desk.new(MemoryShelf(), opening(load("co-pays"), DAY, stage=stage)).record.stage == stage
