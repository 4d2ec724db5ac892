"""Anything that may lie where a session should: opened, opened for reading, or refused in one sentence."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from ibps.core.answer import answer
from ibps.core.errors import NotSaved, Unreadable
from ibps.core.stages.options import AddOption
from ibps.desk import Desk
from ibps.store import bounded, entries, parts
from ibps.store.bounded import NotReadable, read_bytes
from ibps.store.parts import MOST_ENTRIES
from ibps.store.session_file import SessionFile, read, read_on, render
from tests.cli.kit import DECIDED
from tests.report.kit import journal

WHOLE = journal(DECIDED)
BYTES = render(WHOLE)
ROOT = Path(__file__).parents[2]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "a.json"


def refused(path: Path) -> str:
    """The sentence about a file that is not opened; the file has to be as it was."""
    before = os.lstat(path)
    with pytest.raises(Unreadable) as caught:
        read(path)
    after = os.lstat(path)
    assert (before.st_mtime_ns, before.st_ino, before.st_size) == (
        after.st_mtime_ns,
        after.st_ino,
        after.st_size,
    )
    said = str(caught.value)
    assert said.startswith(f"{path}: ") and "\n" not in said and len(said) < 700
    return said.removeprefix(f"{path}: ")


# --- bytes

at_15 = BYTES.index(b'{"n":15,')


@pytest.mark.parametrize(
    ("data", "said"),
    [
        pytest.param(b"", "The file is empty.", id="empty"),
        pytest.param(bytes(4096), "It holds nothing but zeros", id="zeros"),
        pytest.param(BYTES[:at_15] + bytes(512) + BYTES[at_15 + 512 :], "byte {at}, line", id="zeros-inside"),
        pytest.param(BYTES[:at_15], "It ends too early (line", id="cut"),
        pytest.param(BYTES.decode().encode("utf-16"), "written in UTF-16", id="utf-16"),
        pytest.param(BYTES.decode().encode("utf-16-be"), "written in UTF-16", id="utf-16-be"),
        pytest.param(BYTES.replace(b"Ana", b"An\xe4"), "not text in UTF-8: byte", id="latin-1"),
        pytest.param(BYTES.replace(b'"L"', b"NaN"), "not whole JSON (line", id="nan"),
        pytest.param(BYTES + b"x", "trailing", id="more-after"),
        pytest.param(b'{"format":' + b"[" * 10_000, "nested far too deeply", id="deep"),
        pytest.param(b"9" * 5_000, "not whole JSON", id="digits"),
        pytest.param(b'"ibps"', "JSON, but not a session", id="text"),
        pytest.param(b'{"format": "ibps-session/2"}', "Its format is 'ibps-session/2'", id="later"),
        pytest.param(b'{"format": "ibps-session/0"}', "Its format is 'ibps-session/0'", id="earlier"),
        pytest.param(b'{"format": "x"}', "Name a session file.", id="other"),
    ],
)
def test_bytes_that_are_no_session(path: Path, data: bytes, said: str) -> None:
    path.write_bytes(data)
    told = refused(path)
    if said == "trailing":
        said = "not whole JSON (line"
    assert said.replace("{at}", str(at_15 + 1)) in told


@pytest.mark.parametrize(
    "data", [b"\xef\xbb\xbf" + BYTES, BYTES.replace(b"\n", b"\r\n")], ids=["bom", "crlf"]
)
def test_what_an_editor_does_to_a_file_is_noted_and_no_harm(path: Path, data: bytes) -> None:
    path.write_bytes(data)
    opened = read(path)
    assert opened.journal == WHOLE and "by hand or by another program" in opened.notes[0]
    assert path.read_bytes() == data


def test_a_key_given_twice_is_noted(path: Path) -> None:
    path.write_bytes(BYTES.replace(b'"answer": {', b'"answer": {"in_short": ["DECIDED: all of it"],', 1))
    assert "Something stands twice" in read(path).notes[0]
    huge = b'"as_of": ' + b"9" * 4_299 + b', "as_of"'  # a number no text can be made of
    path.write_bytes(BYTES.replace(b'"as_of"', huge, 1))
    assert "Something stands twice" in read(path).notes[0]


# --- things that are no files


def test_what_is_no_file_is_said_and_never_waited_for(path: Path, tmp_path: Path) -> None:
    assert "This is a folder" in refused(tmp_path)
    os.mkfifo(path)
    began = time.monotonic()
    assert "a pipe or a device" in refused(path)
    assert time.monotonic() - began < 2
    path.unlink()
    path.symlink_to(path)
    assert "It cannot be read" in refused(path)
    path.unlink()
    path.symlink_to(tmp_path / "not there.json")
    assert "no such file" in refused(path)
    with socket.socket(socket.AF_UNIX) as ear:
        ear.bind(str(tmp_path / "s"))
        assert "a pipe or a device" in refused(tmp_path / "s")
    assert "a pipe or a device" in refused(Path("/dev/zero"))


def test_a_pipe_that_takes_the_place_of_a_file_at_the_last_moment_is_not_waited_for(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path.write_bytes(BYTES)
    seen = os.stat(path)
    path.unlink()
    os.mkfifo(path)
    monkeypatch.setattr("ibps.store.bounded.os.stat", lambda _: seen)
    with pytest.raises(NotReadable, match="a pipe or a device"):
        read_bytes(path, 1000_000)


def test_names_no_disk_takes(tmp_path: Path) -> None:
    for name in ("x" * 5_000, "a\0b"):
        with pytest.raises(Unreadable) as caught:
            read(tmp_path / name)
        assert "It cannot be read" in str(caught.value)


def test_a_file_we_may_not_read(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path.write_bytes(BYTES)

    def closed(*_: object) -> int:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("ibps.store.bounded.os.open", closed)
    assert "It cannot be read: permission denied." in refused(path)


def test_a_file_that_is_written_while_it_is_read(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path.write_bytes(BYTES)
    was, left = bounded._all, [2]

    def slow(handle: int, most: int) -> bytes:
        data = was(handle, most)
        if left[0]:
            left[0] -= 1
            path.write_bytes(BYTES[: 1_000 * left[0]] or BYTES)
        return data

    monkeypatch.setattr(bounded, "_all", slow)
    assert read(path).journal == WHOLE, "it stood still at the third look"
    left[0] = 1_000
    with pytest.raises(Unreadable, match="It is being written just now"):
        read(path)


def test_a_file_that_never_stands_still(path: Path) -> None:
    path.write_bytes(BYTES)
    done = threading.Event()

    def write() -> None:
        while not done.is_set():
            path.write_bytes(BYTES[: len(BYTES) // 2])
            path.write_bytes(BYTES)

    writer = threading.Thread(target=write)
    writer.start()
    try:
        for _ in range(30):
            try:
                assert read(path).journal == WHOLE
            except Unreadable as error:
                assert error.what
    finally:
        done.set()
        writer.join()


# --- far too much

BIG = """
import resource, sys
from pathlib import Path
from ibps.core.errors import Unreadable
from ibps.store.session_file import read
try:
    read(Path(sys.argv[1]))
except Unreadable as error:
    print(error.what)
used = resource.getrusage(resource.RUSAGE_SELF)
# On Linux `ru_maxrss` begins with what the process that started this one had.
own = Path("/proc/self/status")
peak = own.read_text().partition("VmHWM:")[2].split()[0] if own.exists() else used.ru_maxrss
print(int(peak) // 1024, used.ru_utime)
"""
HEAD = b'{"format":"ibps-session/1","journal":['


@pytest.mark.parametrize(
    ("data", "said"),
    [
        pytest.param(HEAD + b'"' + b"x" * (50 << 20) + b'"]}', "far too large: 52 MB", id="a text of 50 MB"),
        pytest.param(
            HEAD + b"{}," * 999_999 + b"{}]}", "more values than any session", id="1,000,000 entries"
        ),
        pytest.param(HEAD + b"{}," * 400_000 + b"{}]}", "a session has at most", id="400,000 entries"),
        pytest.param(HEAD + b"[]," * (10 << 20) + b"{}]}", "more values", id="32 MB of lists"),
        pytest.param(HEAD + b'{"' + b"k" * (31 << 20) + b'":1}]}', "it should hold n", id="a key of 31 MB"),
    ],
)
def test_far_too_much_takes_little(path: Path, data: bytes, said: str) -> None:
    path.write_bytes(data)
    done = subprocess.run(
        [sys.executable, "-c", BIG, str(path)],
        capture_output=True,
        text=True,
        cwd=ROOT,
        timeout=60,
        check=True,
    )
    told, figures = done.stdout.splitlines()
    assert said in told and len(told) < 400
    megabytes, seconds = map(float, figures.split())
    assert megabytes < 300 and seconds < 10


def test_what_could_never_be_opened_again_is_not_written(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path.write_bytes(BYTES)
    desk = Desk.open(SessionFile(path))
    for limit, value in (("MOST_ENTRIES", len(WHOLE.entries)), ("MOST_VALUES", 100)):
        with monkeypatch.context() as low:
            low.setattr(parts, limit, value)
            low.setattr("ibps.store.session_file.MOST_ENTRIES", parts.MOST_ENTRIES)
            with pytest.raises(NotSaved, match="record too large"):
                desk.do(AddOption(text="one more"))
    assert path.read_bytes() == BYTES


def test_a_journal_that_would_take_for_ever_is_given_up(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path.write_bytes(BYTES)
    monkeypatch.setattr(entries, "PATIENCE", -1.0)
    assert "takes too long to read" in refused(path)


def test_the_most_entries_open_soon(path: Path) -> None:
    lines: list[dict[str, Any]] = json.loads(BYTES)["journal"][:1]
    for n in range(2, MOST_ENTRIES + 1):
        lines.append({"n": n, "at": lines[0]["at"], "act": {"do": "AddOption", "text": "x"}})
    path.write_text(json.dumps({"format": "ibps-session/1", "journal": lines}), encoding="utf-8")
    began = time.process_time()
    assert len(read(path).journal.entries) == MOST_ENTRIES
    assert time.process_time() - began < 30
    lines.append({**lines[-1], "n": MOST_ENTRIES + 1})
    path.write_text(json.dumps({"format": "ibps-session/1", "journal": lines}), encoding="utf-8")
    assert f"{MOST_ENTRIES + 1} entries" in refused(path)


# --- from later

LATER: dict[str, tuple[Callable[[dict[str, Any]], object], str, int]] = {
    "act": (lambda p: p["journal"][14]["act"].update(do="Foresee"), "does not know the act Foresee", 14),
    "field": (lambda p: p["journal"][14]["act"].update(mood="calm"), "does not know: mood", 14),
    "word": (
        lambda p: p["journal"].append(
            {**p["journal"][-1], "n": 19, "act": {"do": "EnterStage", "stage": "review"}}
        ),
        'stage "review"',
        18,
    ),
    "entry": (lambda p: p["journal"][16].update(by="me"), "does not know: 'by'", 16),
    "part": (lambda p: p.update(votes=[1]), "parts this version does not know: votes", 18),
}


@pytest.mark.parametrize("name", LATER)
def test_what_a_newer_version_wrote_is_read_up_to_there_and_never_written(path: Path, name: str) -> None:
    how, said, known = LATER[name]
    made = json.loads(BYTES)
    how(made)
    path.write_text(json.dumps(made), encoding="utf-8")
    before = path.read_bytes()
    opened = read(path)
    assert said in opened.unknown and opened.notes == (
        f"{opened.unknown} It may be read here, and nothing is written to it.",
    )
    assert len(opened.journal.entries) == known and opened.journal.entries == WHOLE.entries[:known]
    told = answer(opened.journal.record, opened.journal.record.today)
    assert not told.decided and not told.waiting and "a newer version wrote" in told.missing[0]
    assert told.in_short[0] == told.missing[0]
    if known > 13:
        assert told.not_certain and "is not known here" in told.not_certain[0].reads
    with pytest.raises(Unreadable, match="Open it with the version that wrote it"):
        Desk.open(SessionFile(path))
    assert path.read_bytes() == before and [one.name for one in path.parent.iterdir()] == [path.name]
    assert read_on(path, None).journal == opened.journal


def test_what_is_unknown_from_the_first_entry_on_is_not_opened(path: Path) -> None:
    for change in ({"edition": 99}, {"do": "BeginSession"}, {"mood": "calm"}):
        made = json.loads(BYTES)
        made["journal"][0]["act"] |= change
        path.write_text(json.dumps(made), encoding="utf-8")
        assert "Open it with the version that wrote it." in refused(path)


def test_following_a_file_that_a_newer_version_goes_on_in(path: Path) -> None:
    path.write_bytes(BYTES)
    followed = read_on(path, None)
    made = json.loads(BYTES)
    for n in (19, 20):
        made["journal"].append({**made["journal"][-1], "n": n, "act": {"do": "Foresee"}})
        path.write_text(json.dumps(made), encoding="utf-8")
        followed = read_on(path, followed)
        assert len(followed.journal.entries) == 18 and followed.journal.record.cuts
    path.write_bytes(BYTES)
    assert not read_on(path, followed).journal.record.cuts


def test_a_word_of_the_wrong_kind_is_damage_and_not_from_later(path: Path) -> None:
    wrong: tuple[Any, ...] = (5, None, ["x"], {})
    for value in wrong:
        made = json.loads(BYTES)
        made["journal"].append({**made["journal"][-1], "n": 19, "act": {"do": "EnterStage", "stage": value}})
        path.write_text(json.dumps(made), encoding="utf-8")
        assert "In entry 19" in refused(path)


@pytest.mark.parametrize("odd", ["a\nb", "a\r\nb", "\x1b[2J", "a\u2028b"], ids=ascii)
def test_a_name_out_of_the_file_never_breaks_the_sentence(path: Path, odd: str) -> None:
    made = json.loads(BYTES)
    made["journal"][3]["act"].pop("name")
    made["journal"][3]["act"][odd] = "x"
    path.write_text(json.dumps(made), encoding="utf-8")
    assert odd not in refused(path) and len(refused(path).splitlines()) == 1
    for change in ({"do": odd}, {odd: "x"}):
        made = json.loads(BYTES)
        made["journal"][14]["act"] |= change
        path.write_text(json.dumps(made), encoding="utf-8")
        assert len(read(path).unknown.splitlines()) == 1 and odd not in read(path).unknown
    path.write_text(json.dumps({**json.loads(BYTES), odd: 1}), encoding="utf-8")
    assert len(read(path).unknown.splitlines()) == 1 and odd not in read(path).unknown
