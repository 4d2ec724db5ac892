"""`ibps act`: one answer per line, after it is on the disk; what is refused is said and changes nothing."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest

from ibps.cli import out
from ibps.cli.schema import act_schema
from ibps.core.errors import NotSaved
from ibps.core.refusals import REFUSALS
from ibps.store import atomic
from ibps.store.session_file import read
from tests.cli.kit import BEGUN, DECIDED, ROOT, answers, ibps, lines, make

OWN = ("not_json", "twice", "too_long", "no_times", "bad_time", "not_saved")
ANSWER = {
    "oneOf": [
        {
            "type": "object",
            "properties": {
                "ok": {"const": True},
                "n": {"type": "integer", "minimum": 1},
                "gave": {"type": "array", "items": {"type": "string", "pattern": "^[A-Z]?[1-9][0-9]*$"}},
            },
            "required": ["ok", "n", "gave"],
            "additionalProperties": False,
        },
        {
            "type": "object",
            "properties": {
                "ok": {"const": False},
                "code": {"enum": [*REFUSALS, *OWN]},
                "says": {"type": "string", "minLength": 1},
            },
            "required": ["ok", "code", "says"],
            "additionalProperties": False,
        },
    ]
}


def test_a_session_from_its_first_act_to_its_decision(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    done = ibps("act", "--new", str(path), stdin=lines(DECIDED))
    assert (done.returncode, done.stderr) == (0, "")
    said = answers(done)
    for one in said:
        jsonschema.validate(one, ANSWER)
    assert [one["n"] for one in said] == list(range(1, len(DECIDED) + 1))
    assert [number for one in said for number in one["gave"]] == ["1", "2", "I1", "O1", "P1", "C1", "D1"]
    assert len(read(path).journal.entries) == len(DECIDED) and not read(path).notes
    for act in DECIDED:
        jsonschema.Draft202012Validator(act_schema()).validate(act)


def test_what_is_refused_is_said_and_the_rest_goes_on(tmp_path: Path) -> None:
    path = make(tmp_path / "a.json", BEGUN)
    stream = b"\n".join(
        (
            b'{"do": "StateInterest", "party": "X", "text": "a"}',
            b"   ",
            b"not json",
            b"\xff\xfe",
            b'["do"]',
            b'{"do": "VoteAll"}',
            b'{"text": "no name"}',
            b'{"do": "Answer"}',
            b'{"do": "StateInterest", "party": "L", "text": "a", "colour": "red"}',
            b'{"do": "StateInterest", "party": "L", "text": "b", "at": "2026-03-14T14:00:00-07:00"}',
            b'{"do": "StateInterest", "party": "L", "text": NaN}',
            b"[" * 5000,
            b'{"do": "Answer", "check": "C1", "person": 1, "level": "down", "level": "up"}',
            b'{"do": "AddOption", "text": "' + b"x" * 3_000_000 + b'"}',
            b'{"do": "StateInterest", "party": "L", "text": "kept"}',
        )
    )
    done = ibps("act", str(path), stdin=stream)
    said = answers(done)
    for one in said:
        jsonschema.validate(one, ANSWER)
    codes = ["no_such_party", "not_json", "not_json", "not_json", "unknown_act", "bad_act", "bad_act",
             "unknown_part", "no_times", "not_json", "not_json", "twice", "too_long"]  # fmt: skip
    assert [one.get("code") for one in said] == [*codes, None]
    assert done.returncode == 1
    assert [entry.n for entry in read(path).journal.entries][-1] == len(BEGUN) + 1


def test_undo_and_redo_without_an_entry_mean_the_last(tmp_path: Path) -> None:
    path = make(tmp_path / "a.json", BEGUN)
    stream = [
        '{"do": "AddOption", "text": "Rotate"}',
        *['{"do": "Undo"}', '{"do": "Redo"}'] * 2,
        '{"do": "Redo"}',
    ]
    said = answers(ibps("act", str(path), stdin="\n".join(stream)))
    assert [one.get("gave", one.get("code")) for one in said] == [
        ["O1"],
        [],
        ["O1"],
        [],
        ["O1"],
        "nothing_to_redo",
    ]
    fresh = make(tmp_path / "b.json", BEGUN[:1])
    assert answers(ibps("act", str(fresh), stdin='{"do": "Undo"}'))[0]["code"] == "nothing_to_undo"


def test_each_answer_comes_before_the_next_act_is_asked_for(tmp_path: Path) -> None:
    path = make(tmp_path / "a.json", BEGUN)
    command = [sys.executable, "-m", "ibps", "act", str(path)]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as running:
        assert running.stdin and running.stdout
        for n in (1, 2, 3):
            running.stdin.write(b'{"do": "AddOption", "text": "Idea"}\n')
            running.stdin.flush()
            assert json.loads(running.stdout.readline())["gave"] == [f"O{n}"]
            # Acknowledged means on the disk.
            assert len(read(path).journal.record.options) == n
        running.stdin.close()
        assert running.wait(60) == 0


def test_new_needs_a_beginning_and_never_overwrites(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    done = ibps("act", "--new", str(path), stdin=lines(BEGUN[1:2]))
    assert (done.returncode, answers(done)[0]["code"]) == (1, "not_started")
    assert "No session was begun" in done.stderr and not path.exists()
    assert ibps("act", "--new", str(path)).returncode == 1 and not path.exists()
    late = ibps("act", "--new", str(path), stdin=lines([BEGUN[1], *BEGUN]))
    assert late.returncode == 1 and len(read(path).journal.entries) == len(BEGUN)
    before = path.read_bytes()
    again = ibps("act", "--new", str(path), stdin=lines(BEGUN))
    assert (again.returncode, again.stdout) == (3, "") and "never overwrites" in again.stderr
    assert path.read_bytes() == before


def test_times_are_kept_when_asked_and_never_go_back(tmp_path: Path) -> None:
    path = make(tmp_path / "a.json", BEGUN, "2025-03-14")
    act = {"do": "AddOption", "text": "Idea"}
    times = ["2025-03-15T09:00:00-07:00", "2025-03-14T09:00:00-07:00", "2025-03-15T09:00:00", "noon", 5, None]
    done = ibps("act", str(path), "--keep-times", stdin=lines({**act, "at": at} for at in times))
    said = answers(done)
    assert [one.get("code") for one in said] == [None, "time_back", *["bad_time"] * 4]
    assert read(path).journal.entries[-1].at.isoformat() == times[0]
    without = ibps("act", str(path), "--keep-times", stdin=lines([act]))
    assert without.returncode == 0 and read(path).journal.entries[-1].at.year > 2025


def test_a_check_left_open_is_closed_as_incomplete_when_the_file_is_opened_again(tmp_path: Path) -> None:
    path = make(tmp_path / "a.json", DECIDED[:-2])
    done = ibps("act", str(path), stdin='{"do": "Answer", "check": "C1", "person": 2, "level": "up"}')
    assert answers(done)[0]["code"] == "check_closed"
    assert read(path).journal.record.decisions[0].state == "incomplete"


def test_a_damaged_file_is_3_before_any_answer(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_bytes(make(tmp_path / "b.json").read_bytes()[:-30])
    done = ibps("act", str(path), stdin='{"do": "Undo"}')
    assert (done.returncode, done.stdout) == (3, "") and "ends too early" in done.stderr


def test_no_folder_to_write_in_is_answered_and_ends_it(tmp_path: Path) -> None:
    done = ibps("act", "--new", str(tmp_path / "gone" / "a.json"), stdin=lines(BEGUN))
    assert done.returncode == 3
    assert [one["code"] for one in answers(done)] == ["not_saved"]
    assert "folder is gone" in answers(done)[0]["says"]


def test_a_file_marked_read_only_is_not_written_even_by_root(tmp_path: Path) -> None:
    path = make(tmp_path / "a.json", BEGUN)
    path.chmod(0o444)
    before = path.read_bytes()
    done = ibps("act", str(path), stdin='{"do": "AddOption", "text": "x"}\n{"do": "AddOption", "text": "y"}')
    assert done.returncode == 3 and [one["code"] for one in answers(done)] == ["not_saved"]
    assert path.read_bytes() == before


def test_somebody_else_s_change_is_never_overwritten(tmp_path: Path) -> None:
    path = make(tmp_path / "a.json", BEGUN)
    command = [sys.executable, "-m", "ibps", "act", str(path)]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as running:
        assert running.stdin and running.stdout
        running.stdin.write(b'{"do": "AddOption", "text": "mine"}\n')
        running.stdin.flush()
        assert json.loads(running.stdout.readline())["ok"]
        kept_out = ibps("act", str(path), stdin='{"do": "AddOption", "text": "theirs"}')
        assert kept_out.returncode == 3 and "has had it open since" in kept_out.stderr
        # An editor or a sync folder asks nobody.
        theirs = path.read_bytes().replace(b"mine", b"hers")
        path.write_bytes(theirs)
        running.stdin.write(b'{"do": "AddOption", "text": "lost?"}\n')
        running.stdin.close()
        last = json.loads(running.stdout.readline())
        assert (last["code"], running.wait(60)) == ("not_saved", 3)
    assert path.read_bytes() == theirs
    kept = tmp_path / "a-OTHER-VERSION-1.json"
    assert str(path) in last["says"] and kept.name in last["says"]
    assert [option.text for option in read(kept).journal.record.options] == ["mine", "lost?"]


def test_a_new_session_is_locked_from_its_first_act(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    command = [sys.executable, "-m", "ibps", "act", "--new", str(path)]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as running:
        assert running.stdin and running.stdout
        running.stdin.write(b'{"do": "Undo"}\n' + lines(BEGUN[:1]).encode() + b"\n")
        running.stdin.flush()
        assert [json.loads(running.stdout.readline())["ok"] for _ in "12"] == [False, True]
        assert "has had it open since" in ibps("act", str(path), stdin='{"do": "Undo"}').stderr
        running.stdin.close()
        running.wait(60)
    assert os.listdir(tmp_path) == ["a.json"]


def test_a_disk_that_says_no_ends_the_stream(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    path = make(tmp_path / "a.json", BEGUN)
    stream = tmp_path / "stream"
    stream.write_text(lines([{"do": "AddOption", "text": "x"}] * 3), encoding="utf-8")

    def full(*_: object, **__: object) -> None:
        raise NotSaved("disk full", str(path), "Free some space, then save again.")

    from ibps.cli import main

    monkeypatch.setattr(atomic, "write", full)
    with open(stream, encoding="utf-8") as lines_:
        monkeypatch.setattr(sys, "stdin", lines_)
        monkeypatch.setattr(sys, "stdout", os.fdopen(os.dup(1), "w"))
        assert main(["act", str(path)]) == out.DISK
        sys.stdout.close()
    said = capfdbinary.readouterr().out.splitlines()
    assert len(said) == 1 and json.loads(said[0])["code"] == "not_saved"
