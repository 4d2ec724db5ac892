"""`ibps verify` and attested pages: what holds, what does not, and a code from somebody's pocket."""

from __future__ import annotations

import itertools
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from ibps.cli import seals
from ibps.cli.seals import editions
from ibps.core import minutes
from ibps.core.minutes import EDITION
from ibps.core.stages.closing import AddAction, ReadBackMinutes
from ibps.desk import Desk
from ibps.store.session_file import SessionFile, read
from tests.cli.kit import ibps
from tests.core.kit import room, say
from tests.core.test_seal import two_pages


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "2026-03-14-a-7k3q.json"
    SessionFile(path).save(two_pages())
    return path


def codes(path: Path) -> list[str]:
    return [minutes.seal.code for minutes in read(path).journal.record.minutes if minutes.seal]


def test_a_sealed_record_holds_and_says_its_code(file: Path) -> None:
    done = ibps("verify", str(file))
    assert done.returncode == 0
    assert f"2 attested pages, closing code: {codes(file)[1]}." in done.stdout


def test_a_code_from_somebody_s_notes(file: Path) -> None:
    for place, code in enumerate(codes(file), 1):
        done = ibps("verify", str(file), "--code", code.upper())
        assert done.returncode == 0 and f"N{place} is the page of that closing code." in done.stdout
    done = ibps("verify", str(file), "--code", "acorn acorn acorn acorn acorn acorn")
    assert done.returncode == 1 and "No attested page in it has the closing code" in done.stdout


def _record(change: Callable[[list[dict[str, Any]]], Any]) -> Callable[[dict[str, Any]], None]:
    return lambda parts: change(parts["record"]["minutes"])


def _entry(act: str, /, **fields: Any) -> Callable[[dict[str, Any]], None]:
    def change(parts: dict[str, Any]) -> None:
        entry = next(one for one in parts["journal"] if one["act"]["do"] == act)
        entry["act"].update(fields)

    return change


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (_record(lambda m: m[0]["page"].append("D9 Agreed.")), "N1 is not the page that was attested"),
        (_record(lambda m: m[1]["attested"][0].update(name="Lou")), "N2 is not the page that was attested"),
        (_record(lambda m: m[0]["seal"].update(code="x")), "N1 is not the page that was attested"),
        (_record(lambda m: m.pop(0)), "N1 is attested by the journal, but the page in this file is missing"),
        (_record(lambda m: m.pop(0)), "The seal of N2 does not follow the one before it"),
        (_entry("AddAction", text="shred"), "The entries before N2 no longer add up to the page"),
        (_entry("AddAction", text="shred"), "read back in entry"),
        (_entry("NameParty", name="Staff"), "The entries before N1 no longer add up to the page"),
        (_entry("AttestMinutes", nonce="f" * 32), "The attestations of N1 in the journal are not those"),
        (_entry("AttestMinutes", verdict="not_yet"), "N1 is attested in this file, but its journal does not"),
    ],
    ids=itertools.count(),
)
def test_each_change_is_named_with_its_page(file: Path, change: Any, said: str) -> None:
    parts = json.loads(file.read_bytes())
    change(parts)
    file.write_text(json.dumps(parts), encoding="utf-8")
    done = ibps("verify", str(file))
    assert done.returncode == 1 and said in done.stdout, done.stdout


def test_whoever_writes_all_of_it_anew_is_found_by_the_code_alone(file: Path) -> None:
    known = codes(file)[1]
    parts = json.loads(file.read_bytes())
    _entry("AddAction", text="shred")(parts)
    file.write_text(json.dumps(parts), encoding="utf-8")
    shelf = SessionFile(file)
    shelf.save(shelf.load())
    assert ibps("verify", str(file)).returncode == 0
    assert ibps("verify", str(file), "--code", known).returncode == 1


def test_a_line_to_attest_needs_no_random_value(file: Path) -> None:
    journal = say(two_pages(), AddAction(text="call"), ReadBackMinutes())
    other = file.with_name("2026-03-14-b-7k3q.json")
    SessionFile(other).save(journal)
    line = {"do": "AttestMinutes", "minutes": "N3", "person": 1, "verdict": "accurate"}
    done = ibps("act", str(other), stdin=json.dumps(line) + "\n")
    assert done.returncode == 0, done.stdout
    assert len(read(other).journal.record.minutes[2].attested[0].nonce) == 32


def kept_by_the_desk(tmp_path: Path) -> Path:
    """A page read back through the one writer, which keeps it with the act, and attested."""
    path = tmp_path / "2026-03-14-c-7k3q.json"
    shelf = SessionFile(path)
    shelf.save(say(room(), AddAction(text="print")))
    desk = Desk.open(shelf)
    desk.do(ReadBackMinutes())
    return path


def test_act_keeps_the_page_that_nobody_had_to_give(tmp_path: Path) -> None:
    path = kept_by_the_desk(tmp_path)
    line = {"do": "ReadBackMinutes", "because": "again"}
    assert ibps("act", str(path), stdin=json.dumps(line) + "\n").returncode == 0
    *_, first, second = json.loads(path.read_bytes())["journal"]
    for entry in (first, second):
        assert "A1 print: no owner yet, no date yet." in entry["act"]["page"]
        assert entry["act"]["edition"] == EDITION
    wrong = {"do": "ReadBackMinutes", "because": "x", "page": ["D9 agreed."]}
    done = ibps("act", str(path), stdin=json.dumps(wrong) + "\n")
    assert done.returncode == 1 and json.loads(done.stdout)["code"] == "not_the_page"


def test_a_page_changed_in_the_journal_is_named(tmp_path: Path) -> None:
    path = kept_by_the_desk(tmp_path)
    parts = json.loads(path.read_bytes())
    _entry("AddAction", text="shred")(parts)
    path.write_text(json.dumps(parts), encoding="utf-8")
    done = ibps("verify", str(path))
    assert done.returncode == 1
    assert "The entries before N1 no longer add up to the page that was read back" in done.stdout


@pytest.mark.parametrize(("edition", "said"), [(EDITION + 1, "a later"), (EDITION, "")])
def test_words_of_another_edition_are_said_to_be_so(tmp_path: Path, edition: int, said: str) -> None:
    path = kept_by_the_desk(tmp_path)
    parts = json.loads(path.read_bytes())
    _entry("ReadBackMinutes", edition=edition)(parts)
    path.write_text(json.dumps(parts), encoding="utf-8")
    journal = read(path).journal
    SessionFile(path.with_name("2026-03-14-d-7k3q.json")).save(journal)
    done = ibps("verify", str(path.with_name("2026-03-14-d-7k3q.json")))
    assert done.returncode == 0, done.stdout
    sentence = f"N1 was worded by {said} edition of the program; it is taken as it was read."
    assert (sentence in done.stdout) == bool(said)
    shown = ibps("show", str(path)).stdout
    assert "The record has changed" not in shown


def test_words_of_an_earlier_edition(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    journal = read(kept_by_the_desk(tmp_path)).journal
    assert editions(journal) == ""
    for module in (seals, minutes):
        monkeypatch.setattr(module, "EDITION", EDITION + 1)
    assert editions(journal) == (
        " N1 was worded by an earlier edition of the program; it is taken as it was read."
    )
