"""A folder with everything in it that does not belong there: the good sessions are still listed and read."""

from __future__ import annotations

import json
import os
import random
from datetime import date
from io import BytesIO, TextIOWrapper
from pathlib import Path
from typing import Any

import pytest

from ibps import __version__
from ibps.cli import main
from ibps.cli.house import House
from ibps.core.errors import Unreadable
from ibps.core.team import Team
from ibps.store import register
from ibps.store.teams import Teams
from tests.cli.kit import BEGUN, DECIDED, ibps, make
from tests.store.mutations import DAMAGES

GOOD = "2026-03-14-a-7k3q.json"
BAD = {
    "empty.json": b"",
    "zeros.json": bytes(900),
    "cut.json": b'{"format": "ibps-session/1", "journal": [',
    "later.json": b'{"format": "ibps-session/7"}',
    "list.json": b"[1]",
}
TODAY = date(2026, 3, 15)


@pytest.fixture
def house(tmp_path: Path) -> House:
    home = tmp_path / "home"
    make(home / "sessions" / GOOD)
    return House(home / "sessions", home / "cache", home / "state")


def spoil(folder: Path) -> None:
    for name, data in BAD.items():
        (folder / name).write_bytes(data)
    os.mkfifo(folder / "pipe.json")
    (folder / "folder.json").mkdir()
    (folder / "circle.json").symlink_to(folder / "circle.json")
    (folder / "gone.json").symlink_to(folder / "nowhere")


def stamps(folder: Path) -> dict[str, tuple[int, int]]:
    return {path.name: (path.lstat().st_mtime_ns, path.lstat().st_size) for path in folder.iterdir()}


def test_what_is_bad_never_hides_what_is_good(house: House) -> None:
    spoil(house.sessions)
    before = stamps(house.sessions)
    for _ in range(2):  # the second time from what was kept
        listed = house.rows()
        assert [row.file for row in listed.rows] == [GOOD]
        assert len(listed.unread) == len(BAD) + 4
        for name in (*BAD, "pipe.json", "folder.json", "circle.json", "gone.json"):
            assert sum(name in said for said in listed.unread) == 1, name
    assert stamps(house.sessions) == before


def test_by_the_commands_too(
    house: House, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    spoil(house.sessions)
    before = stamps(house.sessions)
    listed = ibps("list")
    assert listed.returncode == 3 and "Supervisor rotation" in listed.stdout
    assert all(name in listed.stderr for name in BAD)
    checked = ibps("verify")
    heads = [line.split()[0] for line in checked.stdout.splitlines()]
    assert checked.returncode == 1 and heads.count("holds") == 1
    assert heads.count("PROBLEM") == len(BAD) + 3  # a folder is gone into, and is empty
    for name in ("pipe.json", "folder.json", "circle.json", "gone.json", *BAD):
        for command in (["show"], ["act"], ["recover"]):
            # In this process: 27 starts of another took as long as a hundred other tests.
            monkeypatch.setattr("sys.stdin", TextIOWrapper(BytesIO(b'{"do": "AddOption", "text": "x"}')))
            code = main([*command, name])
            said, told = capsys.readouterr()
            assert (code, said) == (3, ""), (command, name)
            assert name in told and len(told.splitlines()) == 1
    assert stamps(house.sessions) == before


def test_a_record_in_the_wrong_place_is_told_and_not_counted(house: House) -> None:
    practice = [{**BEGUN[0], "mode": "practice"}, *DECIDED[1:]]
    renamed = make(house.sessions / "2026-03-20-looks-real-2222.json", practice)
    real = make(house.sessions / "practice" / "2026-03-20-PRACTICE-b-2222.json")
    for _ in range(2):
        listed = house.rows()
        assert [row.file for row in listed.rows] == [GOOD] and not listed.unread
        assert [renamed.name in said and "practice record outside" in said for said in listed.notes] == [True]
        assert house.rows(practice=True).rows == ()
        assert real.name in house.rows(practice=True).notes[0]
    assert "PRACTICE: nothing in this record is real." in ibps("show", renamed.name).stdout


@pytest.mark.parametrize("part", ["answer", "record"])
def test_what_somebody_wrote_in_by_hand_is_told_in_the_list(house: House, part: str) -> None:
    path = house.sessions / GOOD
    parts = json.loads(path.read_bytes())
    parts[part]["decided"] = "more money for everybody"
    path.write_text(json.dumps(parts), encoding="utf-8")
    for _ in range(2):
        assert f"The {part} in this file is not what its journal adds up to" in house.rows().notes[0]
    done = ibps("list")
    assert done.returncode == 0 and "adds up to" in done.stderr and "more money" not in done.stdout


def test_what_a_newer_version_wrote_is_listed_as_not_certain(house: House) -> None:
    path = house.sessions / GOOD
    parts = json.loads(path.read_bytes())
    parts["journal"].append({**parts["journal"][-1], "n": 19, "act": {"do": "Foresee"}})
    path.write_text(json.dumps(parts), encoding="utf-8")
    before = stamps(house.sessions)
    listed = ibps("list")
    assert listed.returncode == 0 and "? NOT CERTAIN" in listed.stdout and "DECIDED" not in listed.stdout
    assert "does not know the act Foresee" in listed.stderr
    shown = ibps("show", GOOD)
    assert shown.returncode == 0 and "does not know the act Foresee" in shown.stderr
    assert "a newer version wrote after entry 18" in " ".join(shown.stdout.split())
    assert "Nothing that is certain." in shown.stdout
    data = json.loads(ibps("show", GOOD, "--json").stdout)
    assert data["answer"]["missing"] and "decided" not in data["answer"]
    assert ibps("verify").returncode == 1
    done = ibps("act", GOOD, stdin='{"do": "AddOption", "text": "x"}')
    assert (done.returncode, done.stdout) == (3, "") and "ibps show FILE" in done.stderr
    assert stamps(house.sessions) == before


# --- the register's cache


def kept(house: House) -> tuple[Path, dict[str, Any]]:
    house.rows()
    path = house.cache / "register.json"
    return path, json.loads(path.read_bytes())


@pytest.mark.parametrize(
    "change",
    [
        {"file": "../../secret.json"},
        {"file": 5},
        {"title": None},
        {"day": "yesterday"},
        {"day": 5},
        {"sittings": "x"},
        {"outcomes": [5]},
        {"outcomes": [{"number": "D1"}]},
        {"outcomes": "x"},
        {"kind": ["real"]},
        {"extra": 1},
    ],
    ids=str,
)
def test_a_row_that_was_changed_is_made_anew(house: House, change: dict[str, Any]) -> None:
    path, data = kept(house)
    data["sessions"][GOOD]["row"] |= change
    path.write_text(json.dumps(data), encoding="utf-8")
    (row,) = house.rows().rows
    assert (row.file, row.title, row.day) == (GOOD, "Supervisor rotation", "2026-03-14")


@pytest.mark.parametrize(
    "change", [{"group": "agreed"}, {"due": "soon"}, {"lapses": 1}, {"words": 5}], ids=str
)
def test_so_is_an_outcome(house: House, change: dict[str, Any]) -> None:
    path, data = kept(house)
    data["sessions"][GOOD]["row"]["outcomes"][0] |= change
    path.write_text(json.dumps(data), encoding="utf-8")
    (row,) = house.rows().rows
    assert row.outcomes[0].group == "decided" and row.outcomes[0].words


def test_a_cache_that_is_anything_else_changes_nothing(house: House) -> None:
    path, _ = kept(house)
    for data in (
        b"",
        bytes(400),
        b"[]",
        b'{"sessions": 5}',
        b'{"sessions": {"x": {"row": 1}}}',
        b"[" * 5_000,
    ):
        path.write_bytes(data)
        assert [row.file for row in house.rows().rows] == [GOOD]
    path.unlink()
    os.mkfifo(path)
    assert [row.file for row in house.rows().rows] == [GOOD]
    path.unlink()
    path.mkdir()
    assert [row.file for row in house.rows().rows] == [GOOD]


def test_another_version_looks_again_at_what_could_not_be_read(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    (house.sessions / "bad.json").write_bytes(b"{")
    data = kept(house)[1]
    assert data["sessions"]["bad.json"]["by"] == __version__ and "fault" in data["sessions"]["bad.json"]
    looked: list[str] = []
    was = register._look

    def look(file: Path) -> dict[str, Any]:
        looked.append(file.name)
        return was(file)

    monkeypatch.setattr(register, "_look", look)
    house.rows()
    assert looked == []
    monkeypatch.setattr(register, "__version__", "99")
    house.rows()
    assert looked == ["bad.json"]


# --- teams, drafts, hints


def test_teams_that_cannot_be_read_are_told_and_left_until_one_is_kept(house: House) -> None:
    path = house.sessions / "teams.json"
    for data in (b"", b"{", bytes(90), b"[1]", b'{"teams": 5}'):
        path.write_bytes(data)
        assert house.teams() == () and path.read_bytes() == data
        assert any("teams.json" in note for note in house.rows().notes)
    said = house.remember(Team(name="Unit 4B"))
    assert "set aside as teams.json.damaged-1" in said and house.teams()[0].name == "Unit 4B"
    assert (house.sessions / "teams.json.damaged-1").read_bytes() == b'{"teams": 5}'
    assert house.rows().notes == ()


def test_teams_that_are_no_file_are_never_waited_for(house: House) -> None:
    os.mkfifo(house.sessions / "teams.json")
    assert house.teams() == () and "teams.json" in house.rows().notes[0]
    assert "could not be remembered" in house.remember(Team(name="Unit 4B"))


BYTES = ("bits flipped", "cut off", "a piece gone", "zeros", "two files spliced", "a piece twice", "noise")


@pytest.mark.parametrize("damage", [*BYTES, "a key twice"])
def test_no_damage_to_teams_or_to_the_list_is_in_the_way_of_a_session(house: House, damage: str) -> None:
    assert house.remember(Team(name="Unit 4B")) == ""
    teams, (register, _) = house.sessions / "teams.json", kept(house)
    whole, rows, rng = teams.read_bytes(), register.read_bytes(), random.Random(damage)
    for _ in range(6):
        teams.write_bytes(DAMAGES[damage](rng, whole, rows))
        register.write_bytes(DAMAGES[damage](rng, rows, whole))
        assert [row.file for row in house.rows().rows] == [GOOD]
        house.teams()
        house.open(GOOD).close()
        said = house.remember(Team(name="Unit 4B"))
        assert "newer version" in said or [team.name for team in house.teams()][:1] == ["Unit 4B"], said
        assert house.rows().notes == ()


def test_a_team_of_a_newer_version_is_not_written_over(house: House) -> None:
    Teams(house.sessions).remember(Team(name="Unit 4B"))
    path = house.sessions / "teams.json"
    data = json.loads(path.read_bytes())
    data["teams"]["Unit 4B"]["pronouns"] = {"Ana": "she"}
    path.write_text(json.dumps(data), encoding="utf-8")
    before = path.read_bytes()
    assert "newer version" in house.remember(Team(name="Unit 4B")) and path.read_bytes() == before
    assert house.remember(Team(name="Unit 5")) == "" and b"pronouns" in path.read_bytes()


def test_names_out_of_files_are_never_ways_to_other_files(house: House, tmp_path: Path) -> None:
    secret = tmp_path / "home" / "secret.json"
    secret.write_bytes(b"not for this")
    acts = [
        {**BEGUN[0], "team": "../../secret", "scenario": "../../secret", "title": "../../secret"},
        *BEGUN[1:],
    ]
    path = make(house.sessions / "2026-03-20-x-2222.json", acts)
    assert house.remember(Team(name="../../secret")) == ""
    assert house.teams()[0].name == "../../secret"
    made = house.new(_acts("../../secret"), "../../secret", TODAY, practice=False)
    made.close()
    assert Path(made.path).parent == house.sessions and "secret" in made.name
    for named in (path.name, "../../secret", made.name):
        assert house.keep_draft(named, {"x": "y"}) and house.hush(named, frozenset({"a:b"}))
    assert {one.parent for one in house.state.rglob("*.json")} == {
        house.state / "drafts",
        house.state / "hints",
    }
    assert "is not a session" not in ibps("show", path.name).stderr
    assert secret.read_bytes() == b"not for this" and [p.name for p in secret.parent.glob("secret*")] == [
        secret.name
    ]


def _acts(title: str) -> Any:
    from ibps.core.team import opening_acts

    return opening_acts(Team(name="Unit 4B"), title, TODAY)


def test_a_path_somebody_types_is_read_where_it_is(house: House, tmp_path: Path) -> None:
    """Whoever types a path may read there anyway; nothing is made or changed by it."""
    elsewhere = make(tmp_path / "elsewhere" / "x.json")
    done = ibps("show", os.path.relpath(elsewhere, Path(__file__).parents[2]))
    assert done.returncode == 0 and "DECIDED" in done.stdout
    assert ibps("show", "../../../../etc/passwd").returncode == 3
    with pytest.raises(Unreadable):
        house.peek("../secret.json")


def test_unsent_text_that_cannot_be_read_is_set_aside_and_not_lost(house: House) -> None:
    assert house.keep_draft(GOOD, {"interests": "half a sentence"})
    (path,) = (house.state / "drafts").iterdir()
    damaged = path.read_bytes()[:-3]
    path.write_bytes(damaged)
    assert house.draft(GOOD) == {} and path.read_bytes() == damaged
    assert house.keep_draft(GOOD, {"options": "another"})
    assert house.draft(GOOD) == {"options": "another"}
    assert path.with_name(f"{path.name}.damaged-1").read_bytes() == damaged
    path.write_bytes(damaged)
    assert house.keep_draft(GOOD, {}) and path.with_name(f"{path.name}.damaged-2").read_bytes() == damaged


@pytest.mark.parametrize(
    "data", [b"", b"{", b"[" * 5_000, bytes(99), b'{"a": {"b": 1}}', b"[1, null]", b"9" * 5_000]
)
def test_kept_aside_things_of_any_kind_are_no_error(house: House, data: bytes) -> None:
    assert house.keep_draft(GOOD, {"x": "y"}) and house.hush(GOOD, frozenset({"a:b", "c"}))
    for path in house.state.rglob("*.json"):
        path.write_bytes(data)
    assert house.draft(GOOD) == {} and house.hushed(GOOD) == frozenset()
    for path in house.state.rglob("*.json"):
        path.unlink()
        os.mkfifo(path)
    assert house.draft(GOOD) == {} and house.hushed(GOOD) == frozenset()
