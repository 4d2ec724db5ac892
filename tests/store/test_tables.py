"""TinyDB on the one writer: what was put is found again, and damage is set aside, never overwritten."""

from __future__ import annotations

import errno
import json
import os
from pathlib import Path
from typing import Any, NoReturn

import pytest
from tinydb import TinyDB, where
from tinydb.storages import MemoryStorage

from ibps.core.errors import Conflict, NotSaved, Unreadable
from ibps.store import atomic
from ibps.store.tables import KeyedTable, SafeStorage, Tables, open_tables

TEAM = {
    "name": "Nachtschicht Süd – 夜",
    "people": [{"name": "Ana", "side": "labor"}],
    "size": 7,
    "open": None,
}


def teams(path: Path) -> KeyedTable:
    return open_tables(path).db.keyed("teams")


def no_room(*args: object) -> NoReturn:
    raise OSError(errno.ENOSPC, "no room")


def test_what_was_put_is_found_after_two_reopenings(tmp_path: Path) -> None:
    path = tmp_path / "teams.json"
    for n in range(3):
        table = teams(path)
        assert len(table) == n
        table.put(f"team-{n}", {**TEAM, "n": n})
    found = teams(path).rows()
    assert found == {f"team-{n}": {**TEAM, "n": n} for n in range(3)}
    assert teams(path).row("team-1") == {**TEAM, "n": 1} and teams(path).row("none") is None


def test_a_person_can_read_the_file(tmp_path: Path) -> None:
    teams(tmp_path / "teams.json").put("a", TEAM)
    text = (tmp_path / "teams.json").read_text(encoding="utf-8")
    assert json.loads(text) == {"teams": {"a": TEAM}}
    assert '\n      "name": "Nachtschicht Süd – 夜"' in text and text.endswith("}\n")


def test_opening_writes_nothing(tmp_path: Path) -> None:
    opened = open_tables(tmp_path / "teams.json")
    assert opened.set_aside is None and opened.db.keyed("teams").rows() == {}
    assert os.listdir(tmp_path) == []


def test_put_replaces_and_drop_removes(tmp_path: Path) -> None:
    path = tmp_path / "teams.json"
    table = teams(path)
    table.put("a", {"x": 1, "y": 2})
    table.put("a", {"x": 3})
    assert table.drop("a") is True and table.drop("a") is False
    table.put("b", {"x": 4})
    assert teams(path).rows() == {"b": {"x": 4}}


def test_queries_and_stock_updates_work_on_text_keys(tmp_path: Path) -> None:
    path = tmp_path / "teams.json"
    table = teams(path)
    table.put("a", {"side": "labor", "n": 1})
    table.put("b", {"side": "management", "n": 2})
    # tinydb's types speak of numbers; the keys are text all the same.
    assert repr([row.doc_id for row in table.search(where("side") == "labor")]) == "['a']"
    assert repr(table.update({"n": 9}, where("side") == "management")) == "['b']"
    assert table.search(where("n") == 9) == [{"side": "management", "n": 9}]
    assert teams(path).row("b") == {"side": "management", "n": 9}
    with pytest.raises(TypeError, match="put"):
        table.insert({"n": 3})


def test_other_documents_are_not_copied_by_a_change(tmp_path: Path) -> None:
    table = teams(tmp_path / "teams.json")
    table.put("a", TEAM)
    kept = table.row("a")
    table.put("b", TEAM)
    assert table.row("a") is kept


def test_the_table_shares_nothing_with_what_was_put(tmp_path: Path) -> None:
    table, people = teams(tmp_path / "teams.json"), ["Ana"]
    table.put("a", {"people": people})
    people.append("Ben")
    assert table.row("a") == {"people": ["Ana"]}


def test_tables_of_one_file_leave_each_other_alone(tmp_path: Path) -> None:
    db = open_tables(tmp_path / "teams.json").db
    db.keyed("teams").put("a", {"n": 1})
    db.keyed("settings").put("a", {"n": 2})
    db.close()
    db = open_tables(tmp_path / "teams.json").db
    assert db.tables() == {"teams", "settings"}
    assert (db.keyed("teams").row("a"), db.keyed("settings").row("a")) == ({"n": 1}, {"n": 2})


# --- batches


def test_a_batch_is_one_write(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    writes: list[int] = []
    real = atomic.write

    def counted(path: Path, data: bytes) -> None:
        writes.append(len(data))
        real(path, data)

    monkeypatch.setattr(atomic, "write", counted)
    db = open_tables(tmp_path / "teams.json").db
    with db.keyed("teams").batch():
        for n in range(50):
            db.keyed("teams").put(str(n), {"n": n})
        with db.keyed("other").batch():
            db.keyed("other").put("x", {})
        assert db.keyed("teams").row("49") == {"n": 49} and writes == []
    with db.keyed("teams").batch():
        pass
    assert len(writes) == 1
    assert len(teams(tmp_path / "teams.json")) == 50


def test_a_batch_that_raises_writes_nothing_and_leaves_no_ghost(tmp_path: Path) -> None:
    path = tmp_path / "teams.json"
    table = teams(path)
    table.put("a", {"n": 1})
    before = path.read_bytes()
    with pytest.raises(KeyError), table.batch():
        table.put("ghost", {})
        table.drop("a")
        raise KeyError
    assert path.read_bytes() == before and table.rows() == {"a": {"n": 1}}
    table.put("b", {})
    assert set(teams(path).rows()) == {"a", "b"}


def test_half_a_batch_is_not_written(tmp_path: Path) -> None:
    table = teams(tmp_path / "teams.json")
    table.put("a", {"n": 1})
    with pytest.raises(RuntimeError, match="nothing was written"), table.batch():
        table.put("b", {})
        with pytest.raises(ZeroDivisionError):
            table.update(lambda row: row.update(n=1 // 0))
    assert table.rows() == {"a": {"n": 1}}


def test_a_batch_needs_a_file() -> None:
    elsewhere = TinyDB(storage=MemoryStorage).storage
    with pytest.raises(TypeError), KeyedTable(elsewhere, "teams").batch():
        pass


# --- writes that fail


@pytest.mark.parametrize("batched", [False, True])
def test_a_refused_write_does_not_come_back_with_the_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, batched: bool
) -> None:
    path = tmp_path / "teams.json"
    table = teams(path)
    table.put("a", {"n": 1})
    with monkeypatch.context() as patch:
        patch.setattr(os, "write", no_room)
        with pytest.raises(NotSaved, match="disk full"):
            if batched:
                with table.batch():
                    table.put("ghost", {})
            else:
                table.put("ghost", {})
    assert table.rows() == {"a": {"n": 1}}
    table.put("b", {})
    assert set(teams(path).rows()) == {"a", "b"}


def test_tables_that_could_not_be_dropped_are_still_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    db = open_tables(tmp_path / "teams.json").db
    db.keyed("teams").put("a", {})
    with monkeypatch.context() as patch:
        patch.setattr(os, "write", no_room)
        with pytest.raises(NotSaved):
            db.drop_tables()
    assert db.tables() == {"teams"}


@pytest.mark.parametrize("value", [float("nan"), float("inf"), "\ud800", object()])
def test_a_value_json_cannot_hold_changes_nothing(tmp_path: Path, value: Any) -> None:
    path = tmp_path / "teams.json"
    table = teams(path)
    table.put("a", {"n": 1})
    before = path.read_bytes()
    with pytest.raises(ValueError):
        table.put("b", {"bad": [value]})
    with pytest.raises(ValueError):
        table.update({"bad": [value]})
    assert path.read_bytes() == before and table.rows() == {"a": {"n": 1}}
    table.put("c", {"fine": "NaN, -Infinity"})
    assert teams(path).row("c") == {"fine": "NaN, -Infinity"}


def test_another_program_s_change_is_seen_and_never_lost(tmp_path: Path) -> None:
    path = tmp_path / "teams.json"
    mine, theirs = teams(path), teams(path)
    mine.put("a", {})
    theirs.put("b", {})
    assert set(mine.rows()) == {"a", "b"} and len(mine.search(where("n").exists())) == 0
    theirs.put("c", {"n": 1})
    assert len(mine.search(where("n").exists())) == 1
    with pytest.raises(Conflict), mine.batch():
        mine.put("d", {})
        theirs.put("e", {})
    assert set(mine.rows()) == {"a", "b", "c", "e"}


# --- damage


def damaged_forms() -> dict[str, bytes]:
    whole = b'{\n  "teams": {\n    "a": {"name": "Nord \xc3\xbc"}\n  }\n}'
    forms = {f"cut at {n}": whole[:n] for n in range(len(whole))}
    forms["all NUL"] = b"\0" * len(whole)
    forms["NUL tail"] = whole[:20] + b"\0" * 20
    forms["trailing data"] = whole + b"}}"
    forms["UTF-16"] = whole.decode().encode("utf-16")
    forms["Latin-1"] = whole.replace(b"\xc3\xbc", b"\xfc")
    forms["nested too deep"] = b"[" * 100_000
    forms["NaN"] = b'{"teams": {"a": {"n": NaN}}}'
    forms["not tables"] = b'{"teams": [1, 2]}'
    forms["not documents"] = b'{"teams": {"a": 1}}'
    forms["null"] = b"null"
    return forms


@pytest.mark.parametrize("form", damaged_forms())
def test_a_damaged_file_is_set_aside_as_it_is(tmp_path: Path, form: str) -> None:
    path, damaged = tmp_path / "teams.json", damaged_forms()[form]
    for n in (1, 2):
        path.write_bytes(damaged)
        opened = open_tables(path)
        assert opened.set_aside == tmp_path / f"teams.json.damaged-{n}"
        assert opened.set_aside.read_bytes() == damaged
        opened.db.keyed("teams").put("new", {})
        assert set(teams(path).rows()) == {"new"}


def test_damage_that_comes_later_is_never_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "teams.json"
    db = open_tables(path).db
    db.keyed("teams").put("a", {})
    path.write_bytes(b"")
    for change in (lambda: db.keyed("teams").put("b", {}), db.drop_tables, lambda: db.keyed("teams").rows()):
        with pytest.raises((Unreadable, Conflict)):
            change()
        assert path.read_bytes() == b""


@pytest.mark.parametrize(("damaged", "words"), [(b"", "is empty"), (b"{", "is damaged")])
def test_a_file_nobody_looked_at_is_not_overwritten_when_damaged(
    tmp_path: Path, damaged: bytes, words: str
) -> None:
    (tmp_path / "teams.json").write_bytes(damaged)
    with pytest.raises(Unreadable, match=words):
        SafeStorage(tmp_path / "teams.json").write({})
    assert (tmp_path / "teams.json").read_bytes() == damaged


def test_a_byte_order_mark_is_no_damage(tmp_path: Path) -> None:
    path = tmp_path / "teams.json"
    path.write_bytes(b'\xef\xbb\xbf{"teams": {"a": {"n": 1}}}')
    opened = open_tables(path)
    assert opened.set_aside is None and opened.db.keyed("teams").row("a") == {"n": 1}


def test_behind_a_link_the_link_is_set_aside_and_never_what_it_points_to(tmp_path: Path) -> None:
    """Whoever may write the folder can put a link there: to anybody's file, which is then no damaged list."""
    (tmp_path / "far").mkdir()
    (tmp_path / "far" / "letter.txt").write_bytes(b"Dear Ana")
    (tmp_path / "teams.json").symlink_to("far/letter.txt")
    opened = open_tables(tmp_path / "teams.json")
    opened.db.keyed("teams").put("a", {})
    assert os.listdir(tmp_path / "far") == ["letter.txt"]
    assert (tmp_path / "far" / "letter.txt").read_bytes() == b"Dear Ana"
    assert opened.set_aside == tmp_path / "teams.json.damaged-1" and opened.set_aside.is_symlink()
    assert not (tmp_path / "teams.json").is_symlink() and teams(tmp_path / "teams.json").row("a") == {}


def test_a_list_behind_a_link_that_holds_is_kept_there(tmp_path: Path) -> None:
    (tmp_path / "far").mkdir()
    teams(tmp_path / "far" / "teams.json").put("a", {})
    (tmp_path / "teams.json").symlink_to("far/teams.json")
    teams(tmp_path / "teams.json").put("b", {})
    assert (tmp_path / "teams.json").is_symlink()
    assert set(teams(tmp_path / "far" / "teams.json").rows()) == {"a", "b"}


def test_what_cannot_be_read_or_set_aside_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "teams.json"
    with pytest.raises(Unreadable):
        open_tables(tmp_path)
    path.write_bytes(b"{")
    monkeypatch.setattr(os, "rename", no_room)
    with pytest.raises(Unreadable, match="by hand"):
        open_tables(path)
    monkeypatch.setattr("ibps.store.tables.read_bytes", no_room)
    with pytest.raises(Unreadable, match="no room"):
        open_tables(path)
    monkeypatch.undo()
    assert os.listdir(tmp_path) == ["teams.json"] and path.read_bytes() == b"{"


# --- beside stock TinyDB


@pytest.mark.parametrize("stock", [True, False])
def test_a_stop_before_the_end_of_a_shorter_write(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, stock: bool
) -> None:
    """The same failing sync under both: stock TinyDB keeps the tail of the longer text, ours does not."""
    path = tmp_path / "teams.json"
    db = TinyDB(path) if stock else Tables(path, storage=SafeStorage)
    if isinstance(db, Tables):
        db.keyed("teams").put("1", {"text": "long " * 100})
    else:
        db.table("teams").insert({"text": "long " * 100})
    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", no_room)
        with pytest.raises((OSError, NotSaved)):
            db.table("teams").update({"text": "short"})
    db.close()
    if stock:
        with pytest.raises(json.JSONDecodeError, match="Extra data"):
            json.loads(path.read_bytes())
    else:
        assert teams(path).row("1") == {"text": "long " * 100}
