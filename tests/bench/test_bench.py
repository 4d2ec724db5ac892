"""The benchmark itself works: it starts, its sessions are sound, and its clock reads what was shown."""

from __future__ import annotations

import random
import subprocess
import sys
from pathlib import Path

import pytest

from ibps.cli.verify import check
from ibps.store.session_file import read
from tests.bench import afterwards, data, follow, room, table
from tests.bench.measure import Tally, bare_save
from tests.bench.place import ROOT, Place
from tests.bench.screen import FRAME, Chunk, Screen, frames
from tests.bench.terminal import NotShown, Program, text


def test_it_says_what_it_can_measure() -> None:
    command = [sys.executable, "-m", "tests.bench", "--help"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", check=True)
    for name in ("desk", "meeting", "stages", "commands", "verify"):
        assert name in done.stdout


def test_short_sessions_hold_and_differ_in_how_they_stand(tmp_path: Path) -> None:
    files = data.session_files(tmp_path, 6)
    assert [check(file)[0] for file in files] == [()] * 6
    states = {bool(read(file).journal.record.decisions) for file in files}
    assert states == {True, False}
    assert len({file.name for file in files}) == 6


@pytest.mark.parametrize("stage", ["interests", "closing"])
def test_the_long_session_is_as_long_as_it_says(tmp_path: Path, stage: str) -> None:
    place = Place(tmp_path)
    files = room.build(place)
    file = {"interests": files.interests, "closing": files.closing}[stage]
    journal = read(file).journal
    assert check(file)[0] == ()
    assert (len(journal.entries), journal.record.stage) == (data.ACTS, stage)
    assert len(journal.record.interests) == data.ITEMS


def test_the_same_data_is_made_every_time(tmp_path: Path) -> None:
    one = data.long_session(tmp_path / "one.json", data.ACTS).read_bytes()
    assert data.long_session(tmp_path / "two.json", data.ACTS).read_bytes() == one


def test_a_bare_save_saves(tmp_path: Path) -> None:
    bare_save(tmp_path / "file.json", b"words")
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("file.json", b"words")]


@pytest.mark.parametrize("name", ["files", "act", "register", "verify"])
def test_every_measure_outside_the_room_measures(tmp_path: Path, name: str) -> None:
    place = Place(tmp_path)
    data.session_files(place.sessions, 3)
    long = data.long_session(tmp_path / "long.json", data.ACTS)
    tally = Tally()
    afterwards.ROUNDS[name](afterwards.Round(place, long, tally, random.Random(1)))
    assert tally.samples
    assert all(value > 0 for values in tally.samples.values() for value in values)


def test_a_frame_counts_when_it_is_whole() -> None:
    chunks = [Chunk(1.0, b"\x1b[?2026hsaved"), Chunk(2.0, b" now" + FRAME), Chunk(3.0, b"more")]
    assert [at for at, _ in frames(chunks)] == [2.0, 3.0]
    assert Screen(20, 2).first(chunks, text("saved")) == 2.0
    assert Screen(20, 2).first(chunks, text("gone")) is None


def test_a_program_is_seen_typed_at_and_ended() -> None:
    code = "print('ready'); print('heard', input())"
    with Program([sys.executable, "-c", code], (40, 5), {"LANG": "C.UTF-8"}, text("ready")) as program:
        with pytest.raises(NotShown):
            program.key("x", text("ready"))  # that was there before
        program.key("x", text("x"))
        timed = program.key("enter", text("heard x"))
    assert 0 < timed.shown <= timed.last


def test_a_program_that_never_shows_it_is_not_measured() -> None:
    with pytest.raises(NotShown):
        Program([sys.executable, "-c", "print('no')"], (40, 5), {"LANG": "C.UTF-8"}, text("ready"))


def test_a_sequence_cut_in_two_is_not_text() -> None:
    screen = Screen(20, 2)
    screen.first([Chunk(1.0, b"one\x1b[1"), Chunk(2.0, b"mtwo")], text("onetwo"))
    assert screen.lines[0].rstrip() == "onetwo"


def test_a_missed_goal_is_marked() -> None:
    line = table.Line("a key", "key", "floor", ratio=2)
    for value, marked in ((1.0, False), (9.0, True)):
        samples = {"key": [value], "floor": [2.0]}
        printed = "\n".join(table.table("Keys", [line], [("80x24", samples)], markdown=True))
        assert ("✗" in printed) is marked


def test_every_line_is_measured_by_something() -> None:
    """A name misspelt in the table would leave its line out without a word."""
    source = "".join((ROOT / "tests" / "bench" / f"{name}.py").read_text() for name in ("room", "afterwards"))
    for line in (*table.ROOM, *table.AFTERWARDS):
        for name in filter(None, (line.of, line.floor)):
            bare = name
            for more in (" last", " floor", " beyond the save"):
                bare = bare.removesuffix(more)
            assert bare in source or bare.partition(" ")[2] in source, name


def test_the_time_from_a_save_to_the_room_s_window_is_measured(tmp_path: Path) -> None:
    saves, shown = follow.measure(tmp_path / "here", 2, 500, random.Random(1))
    assert len(saves) == len(shown) == 2 and all(one > 0 for one in (*saves, *shown))
