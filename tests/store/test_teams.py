"""Teams remembered between sessions: a convenience that never stands in the way."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from ibps.core.errors import NotSaved, Unreadable
from ibps.core.record.people import Person, Role
from ibps.core.record.terms import FIST_TO_FIVE, THUMBS, Scale, Terms
from ibps.core.team import Team, opening_acts, own_scales, team_of
from ibps.desk import Desk, MemoryShelf
from ibps.store import atomic
from ibps.store.teams import Teams
from tests.report.kit import BEGAN

ANA = Person(number=1, name="Ana", party="L", role=Role.COCHAIR)
TEAM = Team(name="Unit 4B", people=(ANA,), terms=Terms(scale=FIST_TO_FIVE))


def test_what_is_remembered_is_what_comes_back(tmp_path: Path) -> None:
    assert Teams(tmp_path).all() == () and not (tmp_path / "teams.json").exists()
    Teams(tmp_path).remember(TEAM)
    assert Teams(tmp_path).all() == (TEAM,)


def test_the_team_used_last_comes_first_and_is_kept_once(tmp_path: Path) -> None:
    teams = Teams(tmp_path)
    for name in ("A", "B", "A"):
        teams.remember(Team(name=name))
    teams.remember(Team(name="B", people=(ANA,)))
    assert [team.name for team in Teams(tmp_path).all()] == ["B", "A"]
    assert Teams(tmp_path).all()[0].people == (ANA,)


def test_a_new_session_starts_with_the_team_and_gives_it_back() -> None:
    record = Desk.new(MemoryShelf(), opening_acts(TEAM, "Breaks", BEGAN.date())).record
    assert team_of(record) == TEAM


OURS = Scale(name="ours", title="Ours", version=3, levels=THUMBS.levels)


def test_own_scales_are_kept_and_a_used_one_joins_them(tmp_path: Path) -> None:
    other = OURS.but(name="other", title="Other")
    team = TEAM.but(terms=Terms(scale=OURS), scales=(other,))
    Teams(tmp_path).remember(team)
    (kept,) = Teams(tmp_path).all()
    assert kept == team
    record = Desk.new(MemoryShelf(), opening_acts(kept, "Breaks", BEGAN.date())).record
    assert record.terms.scale == OURS
    assert team_of(record, kept.scales).scales == (other, OURS)
    assert team_of(record).scales == (OURS,)


@pytest.mark.parametrize("later", [2, 3, 4])
def test_of_one_scale_the_latest_version_is_kept(later: int) -> None:
    team = TEAM.but(terms=Terms(scale=OURS))
    record = Desk.new(MemoryShelf(), opening_acts(team, "Breaks", BEGAN.date())).record
    (kept,) = team_of(record, (OURS.but(version=later, title="Theirs"),)).scales
    assert (kept.version, kept.title) == ((4, "Theirs") if later == 4 else (3, "Ours"))
    assert team_of(record, (OURS.but(version=later),)).terms.scale == OURS


def test_built_in_scales_are_not_kept_as_their_own() -> None:
    desk = Desk.new(MemoryShelf(), opening_acts(TEAM, "Breaks", BEGAN.date()))
    assert team_of(desk.record, (THUMBS,)).scales == () and own_scales(desk.journal, (THUMBS,)) == ()


def test_one_team_nobody_can_read_hides_no_other_and_stays(tmp_path: Path) -> None:
    teams = Teams(tmp_path)
    teams.remember(TEAM)
    path = tmp_path / "teams.json"
    data = json.loads(path.read_bytes())
    data["teams"]["Odd"] = {"name": "Odd", "from_the_future": True}
    path.write_text(json.dumps(data), encoding="utf-8")
    assert Teams(tmp_path).all() == (TEAM,)
    Teams(tmp_path).remember(Team(name="New"))
    assert "Odd" in json.loads(path.read_bytes())["teams"]


def test_a_team_that_is_damaged_is_set_aside_in_the_list_and_said(tmp_path: Path) -> None:
    teams = Teams(tmp_path)
    teams.remember(Team(name="Unit 4B"))
    path = tmp_path / "teams.json"
    for n in (1, 2):
        data = json.loads(path.read_bytes())
        data["teams"]["Unit 4B"] = {"name": "Unit 4B", "people": n}
        path.write_text(json.dumps(data), encoding="utf-8")
        teams = Teams(tmp_path)
        assert teams.all() == ()
        teams.remember(Team(name="Unit 4B"))
        assert "damaged. It was set aside in teams.json" in teams.note
        kept = json.loads(path.read_bytes())["teams"]
        assert kept[f"Unit 4B damaged-{n}"] == {"name": "Unit 4B", "people": n} and len(kept) == n + 1
        assert [team.name for team in Teams(tmp_path).all()] == ["Unit 4B"]


@pytest.mark.parametrize("damage", [b"", b"{", b"[]", b"\x00\x00"])
def test_a_damaged_list_is_set_aside_and_said(tmp_path: Path, damage: bytes) -> None:
    (tmp_path / "teams.json").write_bytes(damage)
    teams = Teams(tmp_path)
    assert teams.all() == () and "teams.json.damaged-1" in teams.note
    assert (tmp_path / "teams.json.damaged-1").read_bytes() == damage
    teams.remember(TEAM)
    assert Teams(tmp_path).all() == (TEAM,) and Teams(tmp_path).note == ""


def test_a_place_that_cannot_be_read_or_written_is_an_error_to_read_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a" / "teams.json").mkdir(parents=True)
    with pytest.raises(Unreadable):
        Teams(tmp_path / "a")
    Teams(tmp_path).remember(TEAM)
    before = (tmp_path / "teams.json").read_bytes()

    def full(path: Path, *_: object, **__: object) -> None:
        raise NotSaved("disk full", str(path), "Free some space, then save again.")

    monkeypatch.setattr(atomic, "write", full)
    with pytest.raises(NotSaved):
        Teams(tmp_path).remember(Team(name="New"))
    assert (tmp_path / "teams.json").read_bytes() == before
