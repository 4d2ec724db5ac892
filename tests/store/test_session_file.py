"""One session, one file: one journal, the same bytes; what is not ours is refused, never guessed."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from ibps.core.errors import NotSaved, Unreadable
from ibps.core.journal import replay
from ibps.core.stages.opening import StartSession
from ibps.core.stages.options import AddOption
from ibps.desk import Desk
from ibps.store import atomic, session_file
from ibps.store.session_file import SessionFile, read, read_on, render
from tests.report.kit import ASKED, CHART, CLOSED, OPENED, journal

WHOLE = journal([*OPENED, *CHART, *ASKED, CLOSED, {"do": "Undo", "entry": 34}, {"do": "Redo", "entry": 34}])
UNDO = {"n": len(WHOLE.entries) + 1, "at": "2026-03-14T15:00:00Z", "act": {"do": "Undo", "entry": 3}}
BEGIN = StartSession(title="Breaks", team="Unit 4B")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    file = tmp_path / "a.json"
    file.write_bytes(render(WHOLE))
    return file


def changed(path: Path, how: Callable[[dict[str, Any]], object]) -> Path:
    parts = json.loads(path.read_bytes())
    how(parts)
    path.write_text(json.dumps(parts), encoding="utf-8")
    return path


def test_the_same_journal_gives_the_same_bytes_and_a_reload_the_same_journal(path: Path) -> None:
    opened = read(path)
    assert opened.journal == WHOLE and opened.notes == ()
    assert render(opened.journal) == render(replay(WHOLE.entries)) == path.read_bytes()


def test_the_parts_stand_in_order_and_each_entry_is_one_line(path: Path) -> None:
    assert list(json.loads(path.read_bytes())) == ["format", "answer", "record", "journal"]
    lines = path.read_text(encoding="utf-8").splitlines()
    begin = lines.index('  "journal": [') + 1
    entries = [json.loads(line.rstrip(",")) for line in lines[begin:-2]]
    assert [entry["n"] for entry in entries] == [entry.n for entry in WHOLE.entries]


def test_saving_bit_by_bit_gives_the_bytes_of_the_whole(path: Path, tmp_path: Path) -> None:
    other = SessionFile(tmp_path / "b.json")
    for count in range(1, len(WHOLE.entries) + 1):
        other.save(replay(WHOLE.entries[:count]))
    assert (tmp_path / "b.json").read_bytes() == path.read_bytes()


def test_the_answer_in_a_file_never_depends_on_today(path: Path) -> None:
    data = json.loads(path.read_bytes())
    assert data["answer"]["as_of"] == "2026-03-14" and data["answer"]["waiting"]


def test_text_of_every_kind_comes_back_as_typed(tmp_path: Path) -> None:
    text = 'Ünïcode 字 👩\u200d🔧 "quotes" \\ [b] \x1b[2J \u202e \u2028 line\nline'
    shelf = SessionFile(tmp_path / "a.json")
    Desk.new(shelf, [BEGIN, AddOption(text=text)])
    assert read(tmp_path / "a.json").journal.record.options[0].text == text


def test_a_new_session_never_takes_the_place_of_a_file(path: Path) -> None:
    before = path.read_bytes()
    with pytest.raises(NotSaved):
        Desk.new(SessionFile(path), [BEGIN])
    assert path.read_bytes() == before


def test_a_failed_save_is_tried_again_whole(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    desk = Desk.open(SessionFile(path))

    def full(*_: object, **__: object) -> None:
        raise NotSaved("disk full", str(path), "Free some space, then save again.")

    before = path.read_bytes()
    with monkeypatch.context() as broken:
        broken.setattr(atomic, "write", full)
        for text in ("lost one", "lost two"):
            with pytest.raises(NotSaved):
                desk.do(AddOption(text=text))
    assert path.read_bytes() == before
    desk.do(AddOption(text="kept"))
    assert path.read_bytes() == render(desk.journal)
    texts = [option.text for option in read(path).journal.record.options]
    assert "kept" in texts and not {"lost one", "lost two"} & set(texts)


@pytest.mark.parametrize("part", ["answer", "record"])
def test_a_part_that_says_something_else_is_noted_and_not_believed(path: Path, part: str) -> None:
    opened = read(changed(path, lambda parts: parts[part].update(extra="agreed by all")))
    assert len(opened.notes) == 1 and f"The {part} in this file is not what its journal" in opened.notes[0]
    assert opened.journal == WHOLE
    assert len(read(changed(path, lambda parts: parts.pop(part))).notes) == 1


def test_other_spacing_is_noted_and_changes_nothing(path: Path) -> None:
    opened = read(changed(path, lambda parts: None))
    assert opened.journal == WHOLE and "by another program" in opened.notes[0]


@pytest.mark.parametrize(
    ("how", "said"),
    [
        pytest.param(lambda p: p.update(format="ibps-session/2"), "Its format is", id="format"),
        pytest.param(lambda p: p.update(format=1), "not a session", id="format-number"),
        pytest.param(lambda p: p.update(seals=[]), "does not know: seals", id="extra-part"),
        pytest.param(lambda p: p.pop("journal"), "Its journal is missing", id="no-journal"),
        pytest.param(lambda p: p.update(journal={}), "Its journal is missing", id="journal-object"),
        pytest.param(lambda p: p.update(journal=[]), "has to be started", id="empty-journal"),
        pytest.param(lambda p: p["journal"][2]["act"].update(do="Bless"),
                     "entry 3: This program does not know the act Bless", id="unknown-act"),
        pytest.param(lambda p: p["journal"][2]["act"].pop("do"), "it has no name", id="no-name"),
        pytest.param(lambda p: p["journal"][2]["act"].update(colour="red"), "colour", id="extra-field"),
        pytest.param(lambda p: p["journal"][2].update(by="me"), "does not know: 'by'", id="extra-in-entry"),
        pytest.param(lambda p: p["journal"][2].update(n=7), "its number is 7", id="number"),
        pytest.param(lambda p: p["journal"][2].update(at="2026-03-14T13:00:00"), "its time", id="no-zone"),
        pytest.param(lambda p: p["journal"][2].update(at=5), "its time cannot be read", id="time-number"),
        pytest.param(lambda p: p["journal"].pop(0), "its number is 2", id="first-gone"),
        pytest.param(lambda p: p["journal"].append(UNDO), "nothing to take back", id="undo-of-another"),
    ],
)  # fmt: skip
def test_what_this_version_does_not_know_is_refused_and_left(
    path: Path, how: Callable[[dict[str, Any]], object], said: str
) -> None:
    before = changed(path, how).read_bytes()
    with pytest.raises(Unreadable) as caught:
        SessionFile(path).load()
    assert said in str(caught.value) and "The file was not changed." in str(caught.value)
    assert path.read_bytes() == before


def test_a_file_cut_anywhere_is_refused(path: Path) -> None:
    whole = path.read_bytes()
    for length in [*range(0, len(whole) - 2, 997), len(whole) - 3]:
        path.write_bytes(whole[:length])
        with pytest.raises(Unreadable):
            read(path)


def test_a_file_far_too_large_is_not_read(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(session_file, "LARGEST", 100)
    with pytest.raises(Unreadable, match="far too large"):
        read(path)


def test_the_notes_of_a_load_are_kept_with_the_shelf(path: Path) -> None:
    shelf = SessionFile(path)
    shelf.load()
    assert shelf.notes == ()
    changed(path, lambda parts: parts.pop("answer"))
    shelf.load()
    assert "The answer" in " ".join(shelf.notes)


def test_a_check_the_program_stopped_in_is_closed_as_incomplete(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_bytes(render(journal([*OPENED, *CHART, *ASKED])))
    later = datetime(2026, 3, 20, tzinfo=UTC)
    desk = Desk.open(SessionFile(path), lambda: later)
    assert desk.record.decisions[0].state == "incomplete"
    assert read(path).journal.entries[-1].at == later


def test_a_clock_that_went_back_does_not_stop_the_meeting(path: Path) -> None:
    last = WHOLE.entries[-1].at
    desk = Desk.open(SessionFile(path), lambda: last - timedelta(days=1))
    desk.do(AddOption(text="x"))
    assert desk.journal.entries[-1].at == last
    assert read(path).journal == desk.journal


def test_text_that_was_taken_out_is_out_of_the_file_too(tmp_path: Path) -> None:
    from ibps.core.stages.attesting import RedactText
    from ibps.core.stages.issue import TellStory
    from tests.core.kit import ANA, MAX, room, say

    story = "what happened to somebody on nights"
    journal = say(room(), TellStory(party="L", text=story))
    shelf = SessionFile(tmp_path / "a.json")
    shelf.save(journal)
    assert story.encode() in shelf.path.read_bytes()
    shelf.save(say(journal, RedactText(entry=len(journal.entries), first=ANA, second=MAX)))
    assert story.encode() not in shelf.path.read_bytes()
    assert read(shelf.path).notes == ()


def test_reading_on_comes_to_the_same_as_reading_all(tmp_path: Path) -> None:
    path = tmp_path / "growing.json"
    known = None
    for n in range(1, len(WHOLE.entries) + 1):
        path.write_bytes(render(replay(WHOLE.entries[:n])))
        known = read_on(path, known)
        assert known.journal == read(path).journal
    assert known is not None and known.journal.record == WHOLE.record
    # Fewer entries, or others, are another story from their beginning.
    path.write_bytes(render(replay(WHOLE.entries[:5])))
    assert read_on(path, known).journal == replay(WHOLE.entries[:5])
    changed(path, lambda parts: parts["journal"][2]["act"].update(name="Others"))
    assert read_on(path, known).journal == read(path).journal != known.journal


def test_reading_on_says_which_added_entry_cannot_be(path: Path) -> None:
    known = read_on(path, None)
    changed(path, lambda parts: parts["journal"].append(UNDO))
    with pytest.raises(Unreadable, match=f"In entry {UNDO['n']}"):
        read_on(path, known)
    assert read_on(changed(path, lambda parts: parts["journal"].pop()), known).journal == WHOLE
