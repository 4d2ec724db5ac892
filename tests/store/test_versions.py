"""Other versions of a session beside it are found by name and beginning, said, and counted once."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from ibps.core.journal import Journal
from ibps.core.stages.options import AddOption
from ibps.store.register import sessions
from ibps.store.session_file import render
from ibps.store.versions import told
from ibps.ui.front import session_rows, to_look_at
from tests.cli.kit import ibps
from tests.report.kit import ASKED, BEGAN, CHART, CLOSED, OPENED, journal

NAME = "2026-03-14-supervisor-rotation-7k3q.json"
STEM = NAME.removesuffix(".json")
WHOLE = journal([*OPENED, *CHART, *ASKED, CLOSED])
N = len(WHOLE.entries)
COPIES = (
    f"{STEM} (conflicted copy 2026-03-14).json",
    f"{STEM} (Fern's conflicted copy 2026-03-14).json",
    f"{STEM} (Fern's conflicted copy 2026-03-14 1).json",
    f"{STEM}-LAPTOP-1.json",
    f"{STEM}-Ferns-MacBook.json",
    f"{STEM}.sync-conflict-20260314-140211-ABCDEF7.json",
    f"{STEM} (1).json",
    f"{STEM}(2).json",
    f"{STEM}-OTHER-VERSION-1.json",
    f"{STEM} - Copy.json",
    f"{STEM} copy 2.json",
    f"Copy of {NAME}",
)


def longer(base: Journal, text: str = "theirs") -> Journal:
    return base.with_act(AddOption(text=text), base.entries[-1].at + timedelta(minutes=1))


def put(path: Path, of: Journal) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(render(of))
    return path


@pytest.mark.parametrize("copy", COPIES)
def test_each_way_of_naming_a_copy_is_known(tmp_path: Path, copy: str) -> None:
    here, there = put(tmp_path / NAME, longer(WHOLE, "mine")), put(tmp_path / copy, longer(WHOLE))
    says = "There is another version of this session: {}; it differs from entry {} on."
    assert told(here, longer(WHOLE, "mine")) == (says.format(copy, N + 1),)
    assert told(there, longer(WHOLE)) == (says.format(NAME, N + 1),)
    rows = {row.file: row for row in sessions(tmp_path, tmp_path / "cache").rows}
    assert (rows[NAME].version_of, rows[copy].version_of) == ("", NAME)
    assert rows[NAME].counts and not rows[copy].counts


def test_two_copies_know_each_other_without_the_first(tmp_path: Path) -> None:
    one, two = (put(tmp_path / f"{STEM}-OTHER-VERSION-{n}.json", WHOLE) for n in (1, 2))
    assert told(one, WHOLE) == (
        f"There is another version of this session: {two.name}; both have the same entries.",
    )
    rows = {row.file: row.version_of for row in sessions(tmp_path, tmp_path / "cache").rows}
    assert rows == {one.name: "", two.name: one.name}


def test_a_name_or_a_beginning_alone_makes_no_version(tmp_path: Path) -> None:
    put(tmp_path / NAME, WHOLE)
    put(tmp_path / "2026-03-14-something-else-9xyz.json", WHOLE)
    put(tmp_path / f"{STEM}x.json", WHOLE)
    later = datetime.fromisoformat(BEGAN.isoformat()) + timedelta(seconds=1)
    put(tmp_path / f"{STEM} (1).json", journal([*OPENED, *CHART], later))
    (tmp_path / f"{STEM} (2).json").write_text("{", encoding="utf-8")
    assert told(tmp_path / NAME, WHOLE) == ()
    assert not [row for row in sessions(tmp_path, tmp_path / "cache").rows if row.version_of]


def test_it_is_marked_and_counted_once_and_again_when_the_other_goes(tmp_path: Path) -> None:
    cache, copy = tmp_path / "cache", f"{STEM} (1).json"
    put(tmp_path / "s" / NAME, WHOLE)
    alone = to_look_at(sessions(tmp_path / "s", cache).rows, date(2026, 3, 15))
    put(tmp_path / "s" / copy, longer(WHOLE))
    rows = sessions(tmp_path / "s", cache).rows
    assert len(rows) == 2 and to_look_at(rows, date(2026, 3, 15)) == alone != ""
    notes = {row.key: row.note for row in session_rows(rows, date(2026, 3, 15))}
    assert notes[copy].startswith(f"OTHER VERSION of {NAME} · ") and "VERSION" not in notes[NAME]
    (tmp_path / "s" / NAME).unlink()
    assert [row.version_of for row in sessions(tmp_path / "s", cache).rows] == [""], "now it is the session"


def test_list_due_and_verify_say_it(tmp_path: Path) -> None:
    folder, copy = tmp_path / "home" / "sessions", f"{STEM} (1).json"
    put(folder / NAME, WHOLE)
    alone = ibps("due", "--json").stdout
    put(folder / copy, longer(WHOLE))
    listed = ibps("list")
    assert f"Another version of {NAME}" in listed.stdout
    assert "1 session and 1 other version in" in listed.stderr
    assert ibps("due", "--json").stdout == alone and "1 other version is left out" in ibps("due").stderr
    verified = ibps("verify")
    assert f"version of this session: {copy}; it differs from entry" in verified.stdout
    assert verified.returncode == 0
