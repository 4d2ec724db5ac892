"""The register: rows of the files as they are, rebuilt whenever what was kept cannot be trusted."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from ibps.core.errors import NotSaved, Unreadable
from ibps.core.row import status
from ibps.store import atomic, register, session_file
from ibps.store.session_file import render
from tests.report.kit import ASKED, CHART, CLOSED, OPENED, journal

WAITING = [*OPENED, *CHART, *ASKED, CLOSED]


def put(folder: Path, name: str, acts: list[dict[str, Any]]) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_bytes(render(journal(acts)))
    return folder / name


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    put(tmp_path / "s", "2026-03-14-a-7k3q.json", WAITING)
    put(tmp_path / "s", "2026-03-14-b-7k3q.json", [{**OPENED[0], "title": "Breaks", "example": True}])
    put(tmp_path / "s" / "practice", "2026-03-20-PRACTICE-c-x2m9.json", [{**OPENED[0], "mode": "practice"}])
    (tmp_path / "s" / "teams.json").write_text("{}", encoding="utf-8")
    (tmp_path / "s" / "notes.txt").write_text("x", encoding="utf-8")
    return tmp_path / "s"


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    return tmp_path / "cache"


@pytest.fixture
def looked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Names of the session files that are opened from now on."""
    seen: list[str] = []
    real = session_file.read

    def read(path: Path) -> session_file.Opened:
        seen.append(path.name)
        return real(path)

    monkeypatch.setattr(session_file, "read", read)
    return seen


def files(listed: register.Listed) -> list[str]:
    return [row.file for row in listed.rows]


def test_rows_say_what_the_files_say(folder: Path, cache: Path) -> None:
    listed = register.sessions(folder, cache)
    assert files(listed) == ["2026-03-14-b-7k3q.json", "2026-03-14-a-7k3q.json"] and listed.unread == ()
    row = listed.rows[1]
    assert (row.title, row.team, row.kind, row.day) == (
        "Supervisor rotation",
        "Unit 4B",
        "real",
        "2026-03-14",
    )
    assert row.question == "How can we cover shifts and keep leave clear?"
    assert [(o.number, o.group, o.who, o.due, o.lapses) for o in row.outcomes] == [
        ("D1", "waiting", "Night steward", "2026-03-21", True)
    ]
    assert (
        status(row, date(2026, 3, 21)).word == "WAITING" and status(row, date(2026, 3, 22)).word == "LAPSED"
    )


def test_practice_has_its_own_list_and_is_in_no_other(folder: Path, cache: Path) -> None:
    assert files(register.sessions(folder, cache, practice=True)) == ["2026-03-20-PRACTICE-c-x2m9.json"]
    os.rename(folder / "practice" / "2026-03-20-PRACTICE-c-x2m9.json", folder / "2026-03-20-real.json")
    assert "2026-03-20-real.json" not in files(register.sessions(folder, cache))
    os.rename(folder / "2026-03-14-a-7k3q.json", folder / "practice" / "a.json")
    assert files(register.sessions(folder, cache, practice=True)) == []


def test_a_second_look_opens_nothing(folder: Path, cache: Path, looked: list[str]) -> None:
    first = register.sessions(folder, cache)
    assert sorted(looked) == ["2026-03-14-a-7k3q.json", "2026-03-14-b-7k3q.json"]
    looked.clear()
    assert register.sessions(folder, cache) == first and looked == []


def test_only_what_changed_is_opened_and_what_is_gone_is_dropped(
    folder: Path, cache: Path, looked: list[str]
) -> None:
    register.sessions(folder, cache)
    looked.clear()
    put(folder, "2026-03-14-a-7k3q.json", [{**OPENED[0], "title": "Other title"}])
    put(folder, "2026-04-01-new-2222.json", OPENED)
    (folder / "2026-03-14-b-7k3q.json").unlink()
    listed = register.sessions(folder, cache)
    assert sorted(looked) == ["2026-03-14-a-7k3q.json", "2026-04-01-new-2222.json"]
    assert sorted(row.title for row in listed.rows) == ["Other title", "Supervisor rotation"]
    kept = json.loads((cache / "register.json").read_bytes())
    assert sorted(kept["sessions"]) == ["2026-03-14-a-7k3q.json", "2026-04-01-new-2222.json"]


def tables(change: Callable[[dict[str, Any]], object]) -> Callable[[Path], None]:
    def damage(path: Path) -> None:
        data = json.loads(path.read_bytes())
        for kept in data["sessions"].values():
            change(kept)
        path.write_text(json.dumps(data), encoding="utf-8")

    return damage


@pytest.mark.parametrize(
    "damage",
    [
        pytest.param(lambda path: path.unlink(), id="gone"),
        pytest.param(lambda path: path.write_bytes(b""), id="emptied"),
        pytest.param(lambda path: path.write_bytes(path.read_bytes()[:-40]), id="cut"),
        pytest.param(lambda path: path.write_bytes(b"\x00" * 99), id="zeros"),
        pytest.param(lambda path: path.write_bytes(b'{"sessions": []}'), id="no-table"),
        pytest.param(tables(lambda kept: kept.update(version=0)), id="other-version"),
        pytest.param(tables(lambda kept: kept.update(stamp="1-2-3")), id="stale"),
        pytest.param(tables(lambda kept: kept.pop("stamp")), id="no-stamp"),
        pytest.param(tables(lambda kept: kept["row"].update(colour="red")), id="other-fields"),
        pytest.param(tables(lambda kept: kept.pop("row")), id="no-row"),
    ],
)
def test_a_register_that_cannot_be_trusted_is_made_again(
    folder: Path, cache: Path, looked: list[str], damage: Callable[[Path], object]
) -> None:
    before = register.sessions(folder, cache)
    damage(cache / "register.json")
    looked.clear()
    assert register.sessions(folder, cache) == before
    assert len(looked) == 2
    looked.clear()
    assert register.sessions(folder, cache) == before and looked == []


def test_no_place_for_the_register_only_makes_it_slower(
    folder: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = register.sessions(folder, cache)
    cache_file = cache.with_name("not-a-folder")
    cache_file.write_bytes(b"")
    assert register.sessions(folder, cache_file / "below") == before

    def full(path: Path, *_: object, **__: object) -> None:
        raise NotSaved("disk full", str(path), "Free some space, then save again.")

    monkeypatch.setattr(atomic, "write", full)
    put(folder, "2026-04-01-new-2222.json", OPENED)
    assert len(register.sessions(folder, cache).rows) == len(before.rows) + 1


def test_a_damaged_file_is_a_sentence_until_it_is_mended(folder: Path, cache: Path) -> None:
    path = folder / "2026-03-14-a-7k3q.json"
    good = path.read_bytes()
    path.write_bytes(good[:500])
    for _ in range(2):
        listed = register.sessions(folder, cache)
        assert len(listed.unread) == 1 and path.name in listed.unread[0] and len(listed.rows) == 1
    path.write_bytes(good)
    assert register.sessions(folder, cache).unread == ()


def test_no_folder_is_no_sessions_and_one_that_is_a_file_is_said(tmp_path: Path, cache: Path) -> None:
    assert register.sessions(tmp_path / "none", cache) == register.Listed((), ())
    (tmp_path / "f").write_bytes(b"")
    with pytest.raises(Unreadable, match="The folder cannot be read"):
        register.sessions(tmp_path / "f", cache)


def test_the_sessions_folder_is_only_read(folder: Path, cache: Path) -> None:
    before = sorted((path, path.stat().st_mtime_ns) for path in folder.rglob("*"))
    register.sessions(folder, cache)
    register.sessions(folder, cache, practice=True)
    assert sorted((path, path.stat().st_mtime_ns) for path in folder.rglob("*")) == before


def test_what_a_session_left_is_in_its_row(tmp_path: Path, cache: Path, looked: list[str]) -> None:
    left: list[dict[str, Any]] = [
        {"do": "Park", "text": "On-call pay", "facts": ["nobody knows"]},
        {"do": "AddAction", "text": "Post it"},
    ]
    put(tmp_path / "s", "2026-03-14-a-7k3q.json", [*OPENED, *left])
    for _ in range(2):  # the second time as it was kept
        (row,) = register.sessions(tmp_path / "s", cache).rows
        assert [(one.number, one.kind, one.text) for one in row.left] == [
            ("A1", "action", "Post it"),
            ("K1", "parked", "On-call pay"),
        ]
        assert "nobody knows" in row.left[1].note
    assert len(looked) == 1
