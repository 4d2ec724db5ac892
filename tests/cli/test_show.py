"""`ibps show`: the answer first, today or on a day; what a file claims never counts against its journal."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from ibps.core.refusals import REFUSALS
from tests.cli.kit import AGREED, BEGUN, DECIDED, WORDS, ibps, lines, make


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return make(tmp_path / "home" / "sessions" / "2026-03-14-rotation-7k3q.json")


def test_the_answer_comes_before_everything_else(file: Path) -> None:
    said = ibps("show", str(file)).stdout
    places = [
        said.index(part)
        for part in ("✓ DECIDED", "MINUTES", "ISSUE\n  v1", "INTERESTS", "OPTIONS", "PROPOSALS")
    ]
    assert places == sorted(places)
    assert f'"{WORDS}"' in " ".join(said.split())
    assert "CONSENSUS 14 Mar 2026, P1 v1: 2 of 2 present answered" in " ".join(said.split())
    assert "Labor: Ana (co-chair) support" in said and "Does not include: night shift" in said
    assert max(map(len, said.splitlines())) <= 80


def test_a_name_in_the_folder_will_do_with_or_without_its_ending(file: Path) -> None:
    assert ibps("show", file.name).stdout == ibps("show", file.stem).stdout == ibps("show", str(file)).stdout


def test_as_it_stood_on_a_day_before_the_decision(tmp_path: Path) -> None:
    file = make(tmp_path / "a.json", [*BEGUN, {"do": "CloseSitting"}])
    here: list[dict[str, Any]] = [{"do": "Arrive", "person": 1}, {"do": "Arrive", "person": 2}]
    again = [{"do": "OpenSitting", "date": "2026-04-02"}, *here, {"do": "AddOption", "text": "Rotate"}]
    later = ({**act, "at": f"2026-04-02T09:{n:02}:00-07:00"} for n, act in enumerate([*again, *AGREED]))
    done = ibps("act", str(file), "--keep-times", stdin=lines(later))
    assert done.returncode == 0, done.stdout
    before = json.loads(ibps("show", str(file), "--json", "--on", "2026-04-01").stdout)
    assert "decided" not in before["answer"] and len(before["record"]["sittings"]) == 1
    after = json.loads(ibps("show", str(file), "--json", "--on", "2026-04-02").stdout)
    assert [item["words"] for item in after["answer"]["decided"]] == [WORDS]
    early = ibps("show", str(file), "--on", "2026-03-13")
    assert (early.returncode, early.stdout) == (1, "") and "14 Mar 2026" in early.stderr


def test_history_tells_every_entry_and_marks_what_was_taken_back(file: Path) -> None:
    acts = '{"do": "StateInterest", "party": "M", "text": "Cover"}\n{"do": "Undo"}\n'
    assert ibps("act", str(file), stdin=acts).returncode == 0
    said = ibps("show", str(file), "--history").stdout
    assert "(taken back) I2 Management: Cover" in said
    data = json.loads(ibps("show", str(file), "--history", "--json").stdout)
    assert [one["n"] for one in data["history"]] == list(range(1, len(DECIDED) + 3))
    assert [one["n"] for one in data["history"] if not one["stands"]] == [len(DECIDED) + 1]


def test_a_decision_written_in_by_hand_is_told_and_never_shown(file: Path, tmp_path: Path) -> None:
    open_one = make(tmp_path / "open.json", [*BEGUN, {"do": "AddOption", "text": "Rotate"}])
    parts = json.loads(open_one.read_bytes())
    parts["answer"]["decided"] = json.loads(file.read_bytes())["answer"]["decided"]
    open_one.write_text(json.dumps(parts), encoding="utf-8")
    done = ibps("show", str(open_one))
    assert done.returncode == 0
    assert "not what its journal adds up to" in done.stderr
    assert WORDS[:20] not in done.stdout and "Nothing." in done.stdout
    data = json.loads(ibps("show", str(open_one), "--json").stdout)
    assert data["notes"] and "decided" not in data["answer"]


@pytest.mark.parametrize(
    ("bytes_", "said"),
    [
        (b"", "The file is empty."),
        (b'{"format": "ibps-session/1", "journal": [', "It ends too early"),
        (b'{"name": "my-package"}', "not a session"),
        (b"[1, 2]", "not a session"),
        (b'{"format": "ibps-session/9", "journal": []}', "this program reads"),
        (b'{"format": "ibps-session/1", "journal": []}', REFUSALS["not_started"]),
        (b"\xff\xfe\x00not json", "in UTF-16"),
        (b"\x00" * 400, "nothing but zeros"),
    ],
)
def test_what_is_no_session_is_refused_in_one_sentence_and_left_alone(
    tmp_path: Path, bytes_: bytes, said: str
) -> None:
    path = tmp_path / "x.json"
    path.write_bytes(bytes_)
    done = ibps("show", str(path))
    assert (done.returncode, done.stdout) == (3, "")
    assert said in done.stderr and "was not changed" in done.stderr
    assert path.read_bytes() == bytes_


def test_a_folder_is_no_session(tmp_path: Path) -> None:
    done = ibps("show", str(tmp_path))
    assert done.returncode == 3 and "This is a folder" in done.stderr


def test_a_practice_record_says_so_wherever_it_lies(tmp_path: Path) -> None:
    practice = [{**BEGUN[0], "mode": "practice", "scenario": "co-pays"}, *DECIDED[1:]]
    file = make(tmp_path / "home" / "sessions" / "2026-03-14-real-looking-7k3q.json", practice)
    assert "PRACTICE: nothing in this record is real." in ibps("show", str(file)).stdout
    assert "Supervisor" not in ibps("list").stdout


def test_history_tells_who_had_the_keyboard_and_what_time_was_set(file: Path) -> None:
    acts = ({"do": "HandOver", "person": 2, "had": 1}, {"do": "StartTimer", "minutes": 10})
    assert ibps("act", str(file), stdin=lines(acts)).returncode == 0
    said = " ".join(ibps("show", str(file), "--history").stdout.split())
    assert "Dana is at the keyboard from here on; until now it was Ana" in said
    assert "Minutes put on the timer: 10" in said
