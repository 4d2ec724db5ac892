"""How the coach begins: open in a team's first sessions, else as it was left; private, in nobody's way."""

from __future__ import annotations

import stat
from datetime import date
from pathlib import Path
from typing import Literal

import pytest

from ibps.cli import coach
from ibps.cli.house import House
from ibps.core.errors import NotSaved
from ibps.core.row import Row
from ibps.store import atomic

DAY = date(2026, 3, 14)
SHOWN: tuple[Literal["", "line", "panel"], ...] = ("line", "panel", "")


def row(at: int, **fields: str) -> Row:
    about = {"team": "Unit 4B", "kind": "real", **fields}
    return Row(f"{at}.json", "A", about["team"], about["kind"], "2026-03-01", "issue", sittings=1, ideas=0)


def test_first_are_a_team_s_first_three_by_day() -> None:
    rows = [row(at) for at in range(3)]
    assert coach.first(rows[:2], "new.json", "Unit 4B", DAY)
    assert not coach.first(rows, "new.json", "unit 4b", DAY), "however the team is spelled"
    assert coach.first(rows, "2.json", "Unit 4B", DAY), "a session is not earlier than itself"
    assert coach.first(rows, "new.json", "Unit 5", DAY)
    assert coach.first(rows, "new.json", "Unit 4B", date(2026, 2, 1)), "later sessions are not earlier"
    others = [row(3, kind="example"), row(4, kind="practice")]
    assert coach.first([*rows[:2], *others], "new.json", "Unit 4B", DAY)


def test_it_is_kept_as_it_was_left_and_private(tmp_path: Path) -> None:
    path = tmp_path / "state" / "coach.json"
    assert coach.load(path) == ""
    for shown in SHOWN:
        assert coach.keep(path, shown) and coach.load(path) == shown
        assert stat.S_IMODE(path.stat().st_mode) == 0o600


@pytest.mark.parametrize("kept", [b"", b"{", b'"all"', b'["line"]', b"\xff", b"5"])
def test_what_cannot_be_read_is_off(tmp_path: Path, kept: bytes) -> None:
    (tmp_path / "coach.json").write_bytes(kept)
    assert coach.load(tmp_path / "coach.json") == ""


def test_what_cannot_be_kept_is_no_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(path: Path, *_: object, **__: object) -> None:
        raise NotSaved("disk full", str(path), "Free some space, then save again.")

    monkeypatch.setattr(atomic, "write", full)
    assert not coach.keep(tmp_path / "coach.json", "line")


def test_a_folder_that_is_large_or_gone_holds_nothing_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    house = House(tmp_path / "sessions", tmp_path / "cache", tmp_path / "state")
    assert house.keep_coach("line")
    assert house.coach_shown("a.json", "Unit 4B", DAY) == "line", "there is no folder yet"
    house.sessions.mkdir()
    for at in range(2):
        (house.sessions / f"{at}.txt").touch()
    (house.sessions / "a.json").write_bytes(b"{}")
    assert house.coach_shown("a.json", "Unit 4B", DAY) == "panel"
    monkeypatch.setattr(coach, "MANY", 2)
    assert house.coach_shown("a.json", "Unit 4B", DAY) == "line"
