"""`ibps verify`: what holds and what does not, file by file."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.kit import BEGUN, ibps, make

PLAY = [{**BEGUN[0], "mode": "practice"}, *BEGUN[1:]]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    where = tmp_path / "home" / "sessions"
    make(where / "2026-03-14-a-7k3q.json")
    make(where / "practice" / "2026-03-20-PRACTICE-b-x2m9.json", PLAY)
    (where / "teams.json").write_text("{}", encoding="utf-8")
    (where / ".hidden.json").write_text("{", encoding="utf-8")
    return where


def change(path: Path, how: Any) -> None:
    parts = json.loads(path.read_bytes())
    how(parts)
    path.write_text(json.dumps(parts), encoding="utf-8")


def test_a_folder_in_order_holds_practice_included(folder: Path) -> None:
    done = ibps("verify")
    assert done.returncode == 0, done.stdout
    assert [line.split()[0] for line in done.stdout.splitlines()] == ["holds", "holds"]
    assert "2 files: 2 hold." in done.stderr
    assert ibps("verify", str(folder)).stdout == done.stdout


def test_no_folder_yet_is_fine_and_a_path_that_is_not_there_is_3(tmp_path: Path) -> None:
    assert ibps("verify").returncode == 0
    assert ibps("verify", str(tmp_path / "none")).returncode == 3


@pytest.mark.parametrize(
    ("how", "said"),
    [
        (lambda parts: parts["answer"].update(title="Other"), "The answer in this file"),
        (lambda parts: parts["record"].update(terms_agreed=True), "The record in this file"),
        (lambda parts: parts["journal"].pop(3), "In entry 4"),
        (lambda parts: parts["journal"][4].update(at="2026-03-14T12:00:00-07:00"), "dated before entry 4"),
        (lambda parts: parts["journal"][2].update(n=99), "its number is 99"),
        (lambda parts: parts["journal"][1]["act"].update(do="Approve"), "does not know the act Approve"),
        (lambda parts: parts.update(format="other"), "Its format is"),
        (lambda parts: parts.pop("record"), "The record in this"),
        (lambda parts: parts["journal"][0].update(by="me"), "does not know: 'by'"),
    ],
)  # fmt: skip
def test_each_change_by_hand_is_found(folder: Path, how: Any, said: str) -> None:
    path = folder / "2026-03-14-a-7k3q.json"
    change(path, how)
    done = ibps("verify")
    assert done.returncode == 1
    first, second = done.stdout.splitlines()
    assert first.startswith(f"PROBLEM  {path}: ") and said in first, first
    assert second.startswith("holds")
    assert "1 holds, 1 does not" in done.stderr


def test_practice_and_real_in_each_other_s_place_are_found(folder: Path) -> None:
    (folder / "practice" / "2026-03-20-PRACTICE-b-x2m9.json").rename(folder / "2026-03-20-b-x2m9.json")
    (folder / "2026-03-14-a-7k3q.json").rename(folder / "practice" / "2026-03-14-a-7k3q.json")
    done = ibps("verify", str(folder))
    assert done.returncode == 1
    assert "practice record outside" in done.stdout and "real record in the practice folder" in done.stdout


def test_files_are_read_and_never_written(folder: Path) -> None:
    path = folder / "2026-03-14-a-7k3q.json"
    path.write_bytes(path.read_bytes()[:100])
    before = path.read_bytes(), path.stat().st_mtime_ns
    assert ibps("verify", str(path)).returncode == 1
    assert (path.read_bytes(), path.stat().st_mtime_ns) == before
