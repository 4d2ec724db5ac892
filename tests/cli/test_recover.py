"""`ibps recover`: what can be had of a damaged file, in a new one; the damaged one stays as it is."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from ibps.core.answer import answer
from ibps.core.errors import Unreadable
from ibps.core.stages.followup import EndDecision
from ibps.store.recover import Kept, NothingKept, recover
from ibps.store.session_file import read, render
from tests.cli.kit import BEGUN, DECIDED, ibps, make
from tests.report.kit import journal

NOW = datetime(2026, 4, 1, 12, tzinfo=UTC)
WHOLE = journal(DECIDED)
BYTES = render(WHOLE)
COUNT = len(WHOLE.entries)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return make(tmp_path / "home" / "sessions" / "2026-03-14-a-7k3q.json")


def had(path: Path, data: bytes) -> Kept:
    path.write_bytes(data)
    kept = recover(path, NOW)
    assert kept is not None and path.read_bytes() == data
    assert kept.journal.entries[: kept.entries] == WHOLE.entries[: kept.entries]
    return kept


def line(n: int) -> bytes:
    """The start of that entry in the file."""
    return f'{{"n":{n},'.encode()


def test_a_file_that_ends_too_early_gives_every_whole_entry(path: Path) -> None:
    cut = BYTES.index(line(15)) + 20
    kept = had(path, BYTES[:cut])
    assert (kept.entries, kept.missing, kept.reused) == (14, True, False)
    assert kept.said == tuple(json.loads(BYTES)["answer"]["in_short"])
    assert had(path, BYTES[: BYTES.index(line(15))]).entries == 14
    assert had(path, BYTES[:-4]).missing, "nobody can tell whether there was more"


@pytest.mark.parametrize("n", range(2, COUNT + 1))
def test_damage_in_the_middle_keeps_what_is_before_and_names_what_is_after(path: Path, n: int) -> None:
    at = BYTES.index(line(n)) + 8
    kept = had(path, BYTES[:at] + b"\0\0\0" + BYTES[at + 3 :])
    assert kept.entries == n - 1 and kept.missing
    assert [number for number, _ in kept.later] == list(range(n + 1, COUNT + 1))
    said = answer(kept.journal.record, NOW.date())
    assert not (said.decided or said.waiting or said.decided_by_one_party) and said.missing
    assert kept.journal.record.open_check is None


@pytest.mark.parametrize(
    "how",
    [
        lambda data: data.replace(b'"in_short": [', b'"in_short": ]', 1),
        lambda data: data[:40] + b"\xff\xfe" + data[40:],
        lambda data: data + b"}}",
        lambda data: data[:-2],
        lambda data: b"\0" * 20 + data[20:],
        lambda data: data.decode().encode("utf-16"),
        lambda data: data.decode().encode("utf-16-le"),
        lambda data: data.replace(b"ibps-session/1", b"ibps-sassion/1"),
    ],
    ids=["answer", "not-utf8", "more-after", "no-last-brace", "zeros", "utf-16", "no-mark", "format"],
)  # fmt: skip
def test_a_journal_that_is_whole_is_kept_whole(path: Path, how: Callable[[bytes], bytes]) -> None:
    kept = had(path, how(BYTES))
    assert (kept.entries, kept.missing) == (COUNT, False)
    said = answer(kept.journal.record, NOW.date())
    assert [item.number for item in said.decided] == ["D1"] and not said.missing


@pytest.mark.parametrize(
    "data",
    [b"", b"{}", b"\0" * 500, b"[1, 2]", BYTES[:300], BYTES.replace(b'"journal"', b'"j0urnal"'),
     BYTES.replace(line(1), b'{"n":9,')],
)  # fmt: skip
def test_where_nothing_can_be_had_nothing_is(path: Path, data: bytes) -> None:
    path.write_bytes(data)
    with pytest.raises(Unreadable) as caught:
        recover(path, NOW)
    assert isinstance(caught.value, NothingKept) == bool(data)


@pytest.mark.parametrize("to", [b"ibps-session/2", b"ibps-session/0"])
def test_another_format_is_left_to_the_version_that_knows_it(path: Path, to: bytes) -> None:
    for data in (BYTES.replace(b"ibps-session/1", to), BYTES.replace(b"ibps-session/1", to)[:-90]):
        path.write_bytes(data)
        with pytest.raises(Unreadable, match="ibps-session/"):
            recover(path, NOW)


def test_what_a_newer_version_put_beside_the_journal_is_never_dropped(path: Path) -> None:
    path.write_text(json.dumps({**json.loads(BYTES), "votes": []}), encoding="utf-8")
    with pytest.raises(Unreadable, match="parts this version does not know: votes"):
        recover(path, NOW)


def test_text_that_a_damaged_byte_stands_in_is_not_guessed(path: Path) -> None:
    at = BYTES.rindex(b"Rotate monthly")
    kept = had(path, BYTES[:at] + b"\xe9" + BYTES[at + 1 :])
    assert kept.entries == 11


def test_a_key_given_twice_is_not_guessed(path: Path) -> None:
    kept = had(
        path,
        BYTES.replace(b'"text":"Rotate monthly"', b'"text":"Rotate","text":"Rotate monthly"')[:-1] + b"]",
    )
    assert kept.entries == 11


def test_numbers_people_may_have_in_their_notes_are_not_given_again(path: Path) -> None:
    kept = had(path, BYTES[: BYTES.index(line(9))])
    assert kept.journal.record.numbers == json.loads(BYTES)["record"]["numbers"]
    wild = BYTES.replace(b'"P": 1', b'"P": 999999')
    assert had(path, wild[: wild.index(line(9))]).journal.record.numbers.get("P") is None
    blind = BYTES.replace(b'"session": {', b'"session": ', 1)
    assert had(path, blind[: blind.index(line(9))]).reused


def test_a_withdrawal_in_the_lost_part_revives_nothing(path: Path) -> None:
    ended = WHOLE.with_act(
        EndDecision(decision="D1", because="it did not work", on=WHOLE.record.today), WHOLE.entries[-1].at
    )
    data = render(ended)
    kept = had(path, data[: data.index(line(COUNT + 1)) + 9])
    said = answer(kept.journal.record, NOW.date())
    assert [item.number for item in said.not_certain] == ["D1"] and not said.decided


def test_the_command_says_what_was_kept_and_what_is_missing(path: Path) -> None:
    whole = path.read_bytes()
    at = whole.index(line(15)) + 5
    path.write_bytes(whole[:at] + b"#" + whole[at:])
    before = path.read_bytes(), path.stat().st_mtime_ns
    done = ibps("recover", path.stem)
    made = path.with_name(f"{path.stem}-recovered.json")
    assert done.returncode == 1 and done.stderr == ""
    assert f"Kept in {made}: 14 entries, up to 14 Mar 2026 13:13." in done.stdout
    assert "Missing: entries 15 to 18 at least, 14 Mar 2026" in done.stdout and "NOT CERTAIN" in done.stdout
    assert (path.read_bytes(), path.stat().st_mtime_ns) == before
    assert read(made).notes == () and ibps("verify", str(made)).returncode == 0
    assert "NOT CERTAIN" in ibps("list").stdout and "is missing" in ibps("show", str(made)).stdout
    assert ibps("recover", path.stem).returncode == 1
    assert path.with_name(f"{path.stem}-recovered-2.json").exists()


def test_a_file_with_nothing_wrong_gives_no_second_one(path: Path) -> None:
    done = ibps("recover", str(path))
    assert (done.returncode, done.stdout) == (0, "") and "nothing to recover" in done.stderr
    assert [one.name for one in path.parent.iterdir()] == [path.name]


def test_it_never_overwrites_and_practice_keeps_its_name(path: Path, tmp_path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-9])
    taken = tmp_path / "taken.json"
    taken.write_bytes(b"mine")
    done = ibps("recover", str(path), "-o", str(taken))
    assert done.returncode == 3 and taken.read_bytes() == b"mine" and "of that name already" in done.stderr
    play = make(path.parent / "practice" / "x-PRACTICE.json", [{**BEGUN[0], "mode": "practice"}, *BEGUN[1:]])
    play.write_bytes(play.read_bytes()[:-9])
    assert ibps("recover", str(play), "-o", str(tmp_path / "real.json")).returncode == 3
    assert not (tmp_path / "real.json").exists()
    assert ibps("recover", str(play)).returncode == 1
    assert (play.parent / "x-PRACTICE-recovered.json").exists()


def test_where_nothing_is_left_the_file_s_own_words_are_read_out(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.read_bytes().index(b'"journal"')])
    done = ibps("recover", str(path))
    assert done.returncode == 3 and "No journal can be found" in done.stderr
    assert "nothing bears it out any more" in done.stdout and "DECIDED" in done.stdout
    assert [one.name for one in path.parent.iterdir()] == [path.name]


def test_an_earlier_day_is_no_way_around_what_is_missing(path: Path) -> None:
    """What was lost may be of that very day."""
    path.write_bytes(path.read_bytes()[:-4])
    ibps("recover", path.stem)
    made = f"{path.stem}-recovered"
    for asked in (["show", made], ["show", made, "--on", "2026-03-14"], ["show", made, "--on", "2026-03-20"]):
        said = ibps(*asked).stdout
        assert "? NOT CERTAIN" in said and "Nothing that is certain." in said, asked
    listed = ibps("list", "--on", "2026-03-20").stdout
    assert "? NOT CERTAIN" in listed and "DECIDED" not in listed
