"""`ibps verify` and attested pages: what holds, what does not, and a code from somebody's pocket."""

from __future__ import annotations

import itertools
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from ibps.store.session_file import SessionFile, read
from tests.cli.kit import ibps
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
    from ibps.core.stages.closing import AddAction, ReadBackMinutes
    from tests.core.kit import say

    journal = say(two_pages(), AddAction(text="call"), ReadBackMinutes())
    other = file.with_name("2026-03-14-b-7k3q.json")
    SessionFile(other).save(journal)
    line = {"do": "AttestMinutes", "minutes": "N3", "person": 1, "verdict": "accurate"}
    done = ibps("act", str(other), stdin=json.dumps(line) + "\n")
    assert done.returncode == 0, done.stdout
    assert len(read(other).journal.record.minutes[2].attested[0].nonce) == 32
