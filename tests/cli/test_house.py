"""The house: what the screens may do with the disk."""

from __future__ import annotations

import os
import stat
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from ibps.cli.house import House
from ibps.core.errors import InUse, NotOpened, NotSaved, Refusal, Unreadable
from ibps.core.stages.opening import StartSession
from ibps.core.stages.options import AddOption
from ibps.core.team import Team, opening_acts
from ibps.store import atomic, folders, leftovers
from ibps.store.session_file import read
from tests.cli.kit import BEGUN, DECIDED, make

DAY = date(2026, 3, 14)
TEAM = Team(name="Unit 4B")
ACTS = opening_acts(TEAM, "Shift swaps", DAY)
PLAY = (ACTS[0].but(mode="practice", scenario="co-pays"), *ACTS[1:])


@pytest.fixture
def house(tmp_path: Path) -> House:
    home = tmp_path / "home"
    return House(home / "sessions", home / "cache", home / "state")


def test_a_new_session_is_on_the_disk_private_and_found_again(house: House) -> None:
    made = house.new(ACTS, "Shift swaps", DAY, practice=False)
    made.close()
    assert made.name.startswith("2026-03-14-shift-swaps-") and made.path == str(house.sessions / made.name)
    assert stat.S_IMODE(os.stat(made.path).st_mode) == 0o600
    made.desk.do(AddOption(text="Swap board"))
    assert house.open(made.name).desk.record == made.desk.record == house.peek(made.path)[0].record
    assert [row.file for row in house.rows().rows] == [made.name]
    assert house.rows(practice=True).rows == ()


def test_practice_goes_to_its_own_folder_and_the_two_never_mix(house: House) -> None:
    made = house.new(PLAY, "Shift swaps", DAY, practice=True)
    made.close()
    assert Path(made.path).parent == house.sessions / "practice" and "PRACTICE" in made.name
    assert house.open(made.name).desk.record.practice
    assert house.rows().rows == () and [row.file for row in house.rows(practice=True).rows] == [made.name]
    for acts, practice in ((PLAY, False), (ACTS, True)):
        with pytest.raises(ValueError, match="practice"):
            house.new(acts, "x", DAY, practice)
    with pytest.raises(Refusal):
        house.new(ACTS[1:], "x", DAY, practice=False)


def test_a_name_that_is_taken_is_never_used(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    tails = iter(("2222", "2222", "3333"))
    monkeypatch.setattr(folders, "random_tail", lambda _: next(tails))
    first = house.new(ACTS, "Swaps", DAY, practice=False)
    before = Path(first.path).read_bytes()
    assert house.new(ACTS, "Swaps", DAY, practice=False).name == "2026-03-14-swaps-3333.json"
    assert Path(first.path).read_bytes() == before


def test_the_clock_is_the_house_s(tmp_path: Path) -> None:
    now = datetime(2026, 3, 14, 9, 0, tzinfo=UTC)
    house = House(tmp_path / "s", tmp_path / "c", tmp_path / "t", clock=lambda: now)
    made = house.new(ACTS, "Swaps", DAY, practice=False)
    made.close()
    assert {entry.at for entry in made.desk.journal.entries} == {now}
    assert now - house.open(made.name).desk.do(AddOption(text="x")).session.started == timedelta(0)


def test_what_in_a_file_did_not_hold_is_said(house: House) -> None:
    path = make(house.sessions / "2026-03-14-a-7k3q.json")
    path.write_bytes(path.read_bytes().replace(b'"title": "Supervisor rotation"', b'"title": "Other"', 1))
    opened = house.open(path.name)
    assert any("The answer" in note for note in opened.notes)
    assert house.peek(path.name)[1] == opened.notes
    with pytest.raises(Unreadable):
        house.open("none.json")


def test_peeking_at_a_meeting_in_the_middle_of_a_check_writes_nothing(house: House) -> None:
    path = make(house.sessions / "a.json", DECIDED[:-1])
    before = path.read_bytes()
    assert house.peek("a.json")[0].record.open_check
    assert path.read_bytes() == before
    assert house.open("a.json").desk.record.open_check is None
    assert read(path).journal.record.decisions[0].state == "incomplete"


def test_a_file_elsewhere_is_opened_by_its_path_and_named_so(house: House, tmp_path: Path) -> None:
    path = make(tmp_path / "mail" / "a.json", BEGUN)
    opened = house.open(str(path))
    opened.close()
    assert (
        opened.name == opened.path == str(path)
        and house.open(opened.name).desk.record.session.team == "Unit 4B"
    )


def test_teams_are_remembered_the_last_one_first(house: House) -> None:
    assert house.teams() == ()
    assert house.remember(TEAM) == house.remember(Team(name="Unit 5A")) == house.remember(TEAM) == ""
    assert [team.name for team in house.teams()] == ["Unit 4B", "Unit 5A"]


def test_a_team_that_cannot_be_kept_is_a_sentence_and_no_error(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(path: Path, *_: object, **__: object) -> None:
        raise NotSaved("disk full", str(path), "Free some space, then save again.")

    monkeypatch.setattr(atomic, "write", full)
    assert "disk full" in house.remember(TEAM)
    (house.sessions / "teams.json").mkdir(parents=True)
    assert house.teams() == () and house.remember(TEAM)


def test_drafts_are_kept_apart_private_and_dropped_when_empty(house: House, tmp_path: Path) -> None:
    make(house.sessions / "a.json", BEGUN)
    other = make(tmp_path / "elsewhere" / "a.json", BEGUN)
    assert house.draft("a.json") == {}
    assert house.keep_draft("a.json", {"interests": "Know who \u00e9\n[b]", "issue": ""})
    assert house.draft("a.json") == {"interests": "Know who \u00e9\n[b]"}
    assert house.draft(str(house.sessions / "a.json")) == house.draft("a.json")
    assert house.draft(str(other)) == {}
    (kept,) = (house.state / "drafts").iterdir()
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert house.keep_draft("a.json", {"interests": ""}) and house.draft("a.json") == {}
    assert house.keep_draft("a.json", {}) and list((house.state / "drafts").iterdir()) == []


def test_a_draft_that_cannot_be_kept_or_read_is_no_error(house: House) -> None:
    assert house.keep_draft("a.json", {"x": "kept"})
    (file,) = (house.state / "drafts").iterdir()
    for damaged in (b"", b"{", b"[1]", b'{"x": 5}', b"\xff"):
        file.write_bytes(damaged)
        assert house.draft("a.json") == {}
    file.unlink()
    file.mkdir()
    assert not house.keep_draft("a.json", {"x": "y"}) and house.draft("a.json") == {}
    assert not house.keep_draft("b.json", {"x": "\ud800"})


def test_the_folder_is_named_as_people_read_it(house: House, tmp_path: Path) -> None:
    assert house.place() == "~/sessions"
    assert House(tmp_path / "far", tmp_path, tmp_path).place() == str(tmp_path / "far")


def test_an_example_to_look_at_is_one_of_the_folder_s(house: House) -> None:
    make(house.sessions / "2026-03-14-a-7k3q.json", BEGUN)
    shipped = house.example()
    assert shipped is None or Path(shipped).parent.name == "examples"
    make(house.sessions / "2026-01-05-b-2222.json", [{**BEGUN[0], "example": True}])
    assert house.example() == "2026-01-05-b-2222.json"


def test_scenarios_are_those_of_the_program(house: House) -> None:
    assert "co-pays" in [scenario.name for scenario in house.scenarios()]
    assert isinstance(PLAY[0], StartSession)


def test_a_session_is_open_for_writing_once(house: House) -> None:
    made = house.new(ACTS, "Swaps", DAY, practice=False)
    with pytest.raises(InUse, match="has had it open since"):
        house.open(made.name)
    made.close()
    house.open(made.name).close()
    assert not list(house.sessions.glob("*.lock"))


def test_where_nothing_can_be_written_a_session_can_be_read(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody has saved anything yet, so it is not called unsaved; and only their own file is named."""
    made = house.new(ACTS, "Swaps", DAY, practice=False)
    made.close()
    whole = os.open

    def refuse(path: str | Path, *args: int) -> int:
        if str(path).endswith(".lock"):
            raise PermissionError(13, "Permission denied")
        return whole(path, *args)

    monkeypatch.setattr(os, "open", refuse)
    with pytest.raises(NotOpened, match="can be read") as found:
        house.open(made.name)
    assert "NOT SAVED" not in str(found.value) and ".lock" not in str(found.value)
    assert house.peek(made.name)[0].record == made.desk.record


def test_looking_at_the_list_clears_what_killed_programs_left_long_ago(house: House) -> None:
    kept = [house.sessions, house.sessions / "practice", house.state / "drafts", house.state / "hints"]
    for folder in kept:
        folder.mkdir(parents=True)
        for name in (".ibps-elsewhere-7-0.tmp", ".ibps-elsewhere-7-1.tmp"):
            (folder / name).write_bytes(b"half of some")
        os.utime(folder / ".ibps-elsewhere-7-0.tmp", (0, 0))
    house.rows()
    left = [path.name for folder in kept for path in folder.glob(".ibps-*")]
    assert left == [".ibps-elsewhere-7-1.tmp"] * len(kept)


def test_a_session_is_locked_before_there_is_a_file_and_not_when_there_is_none(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(path: Path, data: bytes, **_: object) -> None:
        assert path.with_name(f"{path.name}.lock").exists()
        raise NotSaved("disk full", str(path), "Free some space, then save again.")

    monkeypatch.setattr(atomic, "write", full)
    with pytest.raises(NotSaved):
        house.new(ACTS, "Shift swaps", DAY, practice=False)
    assert os.listdir(house.sessions) == []


@pytest.mark.parametrize("folder", [".", "drafts", "hints", "notes"])
def test_what_a_killed_program_left_half_written_of_private_things_goes(house: House, folder: str) -> None:
    left = leftovers.temporary(house.state / folder)
    left.parent.mkdir(parents=True, exist_ok=True)
    left.write_text("a note nobody is to read")
    os.utime(left, (0, 0))
    house.rows()
    assert not left.exists()
