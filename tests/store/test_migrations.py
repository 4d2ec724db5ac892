"""Files of earlier formats open for ever; the step between two formats is shown with one that is made up."""

from __future__ import annotations

import json
import os
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from ibps.cli import seals
from ibps.core.errors import NotSaved, Unreadable
from ibps.core.stages.options import AddOption
from ibps.desk import Desk
from ibps.store import atomic
from ibps.store.migrations import FORMAT, MIGRATIONS, Migration, NotMigrated, up_to_date
from ibps.store.session_file import SessionFile, read, render
from tests.report.kit import ASKED, CHART, CLOSED, OPENED, journal

OLD = Path(__file__).parent / "old"
WHOLE = journal([*OPENED, *CHART, *ASKED, CLOSED])
NOW = datetime(2026, 3, 15, tzinfo=UTC)


def _ideas_are_options(parts: dict[str, Any]) -> dict[str, Any]:
    """As if format 0 had called an option an idea, and kept the number of an entry as text."""
    lines = []
    for line in parts["journal"]:
        act = {**line["act"], "do": {"AddIdea": "AddOption"}.get(line["act"]["do"], line["act"]["do"])}
        lines.append({**line, "n": int(line["n"]), "act": act})
    return {**parts, "journal": lines}


STEPS = (*MIGRATIONS, Migration("ibps-session/0", "ibps-session/1", _ideas_are_options))


def old_file(path: Path, **more: Any) -> Path:
    parts = json.loads(render(WHOLE))
    for line in parts["journal"]:
        line["n"] = str(line["n"])
        line["act"]["do"] = {"AddOption": "AddIdea"}.get(line["act"]["do"], line["act"]["do"])
    path.write_text(json.dumps({**parts, "format": "ibps-session/0", **more}), encoding="utf-8")
    return path


def test_every_format_there_was_has_its_files() -> None:
    formats = {step.before for step in MIGRATIONS} | {FORMAT}
    assert {folder.name for folder in OLD.iterdir()} == {name.replace("/", "-") for name in formats}
    assert all(list(folder.glob("*.json")) for folder in OLD.iterdir())


def test_the_steps_lead_from_each_format_to_the_next_and_to_today_s() -> None:
    ways = [step.before for step in MIGRATIONS] + [FORMAT]
    assert [step.after for step in MIGRATIONS] == ways[1:]


@pytest.mark.parametrize(
    "path", sorted(OLD.glob("*/*.json")), ids=lambda path: f"{path.parent.name}/{path.stem}"
)
def test_a_file_of_an_earlier_version_says_what_it_said(path: Path) -> None:
    before = path.read_bytes()
    opened = read(path)
    record, stored = opened.journal.record, json.loads(before)
    assert not opened.unknown and len(opened.journal.entries) == len(stored["journal"])
    assert [d.number for d in record.decisions] == [
        d["number"] for d in stored["record"].get("decisions", [])
    ]
    for now, then in zip(record.decisions, stored["record"].get("decisions", []), strict=True):
        assert (now.state.value, now.words, now.sentence) == (then["state"], then["words"], then["sentence"])
    assert not list(seals.problems(opened.journal, opened.minutes))
    assert path.read_bytes() == before


def test_a_step_is_pure_and_hands_on_what_it_does_not_know(tmp_path: Path) -> None:
    parts = json.loads(old_file(tmp_path / "a.json", seals=["x"]).read_bytes())
    parts["journal"][3]["by"] = "me"
    before = json.dumps(parts)
    after = up_to_date(parts, STEPS)
    assert json.dumps(parts) == before and parts is not after
    assert after["format"] == FORMAT and after["seals"] == ["x"] and after["journal"][3]["by"] == "me"
    assert up_to_date(after, STEPS) is after, "today's format is left alone"


def test_an_old_file_opens_as_what_it_was_and_is_not_touched(tmp_path: Path) -> None:
    path = old_file(tmp_path / "a.json")
    before = path.read_bytes(), path.stat().st_mtime_ns
    opened = read(path, STEPS)
    assert opened.journal.record == WHOLE.record
    assert len(opened.notes) == 1 and "ibps-session/0" in opened.notes[0]
    assert (path.read_bytes(), path.stat().st_mtime_ns) == before
    with pytest.raises(Unreadable, match="Its format is"):
        read(path)


def test_the_old_file_is_kept_beside_when_a_new_one_is_first_written(tmp_path: Path) -> None:
    path = old_file(tmp_path / "a.json")
    before = path.read_bytes()
    desk = Desk.open(SessionFile(path, STEPS), lambda: NOW)
    assert [one.name for one in tmp_path.iterdir()] == ["a.json"], "opening writes nothing"
    desk.do(AddOption(text="new"))
    desk.do(AddOption(text="newer"))
    kept = tmp_path / "a.json.ibps-session-0"
    assert kept.read_bytes() == before and {one.name for one in tmp_path.iterdir()} == {"a.json", kept.name}
    assert read(path).notes == () and json.loads(path.read_bytes())["format"] == FORMAT


def test_what_is_kept_beside_is_never_written_over(tmp_path: Path) -> None:
    path = old_file(tmp_path / "a.json")
    path.chmod(0o640)  # who may read the session may read what it was
    (tmp_path / "a.json.ibps-session-0").write_bytes(b"another")
    os.mkfifo(tmp_path / "a.json.ibps-session-0-2")
    (tmp_path / "a.json.ibps-session-0-3").write_bytes(bytes(100_000))
    Desk.open(SessionFile(path, STEPS), lambda: NOW).do(AddOption(text="new"))
    assert (tmp_path / "a.json.ibps-session-0").read_bytes() == b"another"
    kept = tmp_path / "a.json.ibps-session-0-4"
    assert json.loads(kept.read_bytes())["format"] == "ibps-session/0"
    assert kept.stat().st_mode & 0o777 == 0o640


def test_a_save_that_fails_keeps_the_old_file_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = old_file(tmp_path / "a.json")
    before, was = path.read_bytes(), atomic.write
    desk = Desk.open(SessionFile(path, STEPS), lambda: NOW)

    def full(target: Path, data: bytes, **more: Any) -> None:
        if target == path:
            raise NotSaved("disk full", str(path), "Free some space, then save again.")
        was(target, data, **more)

    with monkeypatch.context() as broken:
        broken.setattr(atomic, "write", full)
        with pytest.raises(NotSaved):
            desk.do(AddOption(text="new"))
    assert path.read_bytes() == before
    desk.do(AddOption(text="new"))
    assert {one.name for one in tmp_path.iterdir()} == {"a.json", "a.json.ibps-session-0"}


@pytest.mark.parametrize(
    "damage", [{"journal": 5}, {"journal": [1]}, {"journal": [{"n": "x"}]}, {"journal": [{}]}]
)
def test_an_old_file_that_is_damaged_gets_a_sentence(tmp_path: Path, damage: dict[str, Any]) -> None:
    path = old_file(tmp_path / "a.json", **damage)
    with pytest.raises(NotMigrated):
        up_to_date(json.loads(path.read_bytes()), STEPS)
    with pytest.raises(Unreadable, match="does not hold what its old format has to"):
        read(path, STEPS)
