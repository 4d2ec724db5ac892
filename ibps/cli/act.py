"""`ibps act`: acts as lines of JSON in, one line of JSON out for each, after it is on the disk."""

from __future__ import annotations

import os
import sys
from argparse import Namespace
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from pydantic_core import from_json

from ibps.cli import out, place
from ibps.core.acts import Redo, Undo, read_act
from ibps.core.clock import local_clock
from ibps.core.errors import NotSaved, Refusal
from ibps.core.given import given
from ibps.core.journal import Journal
from ibps.core.stages.opening import StartSession
from ibps.core.value import Act
from ibps.desk import Desk, draw
from ibps.store.lock import take
from ibps.store.parts import stands_twice
from ibps.store.session_file import SessionFile

TAKEN = "There is a file of that name already. Choose another name; --new never overwrites."


LONGEST = 1024 * 1024
"""Bytes of a line. The longest act holds a few texts of 20,000 characters."""


@dataclass(frozen=True)
class Fault(Exception):
    """A line that is no act at all."""

    code: str
    says: str


def run(asked: Namespace) -> int:
    """Applies each line; 1 when any was refused, 3 when one could not be saved, and nothing after that."""
    if asked.new:
        path = Path(asked.file)
        if os.path.lexists(path):
            out.tell(f"{path}: {TAKEN}")
            return out.DISK
        with ExitStack() as held:
            return _apply(None, path, asked.keep_times, held)
    path = place.find(place.sessions(asked), asked.file)
    if not path.is_file():
        SessionFile(path).load()  # says what is wrong with it
    with ExitStack() as held:
        held.callback(take(path, local_clock()).release)
        return _apply(Desk.open(SessionFile(path)), path, asked.keep_times, held)


def _apply(desk: Desk | None, path: Path, keep_times: bool, held: ExitStack) -> int:
    refused = False
    for line in _lines():
        try:
            desk, said = _do(desk, path, line, keep_times, held)
        except NotSaved as error:
            out.line({"ok": False, "code": "not_saved", "says": str(error)})
            return out.DISK
        except Fault as fault:
            refused, said = True, {"ok": False, "code": fault.code, "says": fault.says}
        except Refusal as refusal:
            refused, said = True, {"ok": False, "code": refusal.code, "says": str(refusal)}
        try:
            out.line(said)
        except BrokenPipeError:
            # Nobody hears the answers any more; going on would do things that nobody knows were done.
            out.hush()
            return out.DISK
    if desk is None:
        out.tell(f"{path}: No session was begun. The first act has to be StartSession.")
        return out.FOUND
    return out.FOUND if refused else out.FINE


def _lines() -> Iterator[bytes]:
    raw, first = sys.stdin.buffer, True
    while line := raw.readline(LONGEST + 1):
        if len(line) > LONGEST:  # its end is passed over, and what there is of it is refused
            while (rest := raw.readline(LONGEST)) and not rest.endswith(b"\n"):
                pass
        if first:  # some editors put a byte order mark in front
            line, first = line.removeprefix(b"\xef\xbb\xbf"), False
        if line.strip():
            yield line


def _do(
    desk: Desk | None, path: Path, line: bytes, keep_times: bool, held: ExitStack
) -> tuple[Desk, dict[str, Any]]:
    data = _object(line)
    at = _time(data, keep_times)
    if desk is None:
        act = read_act(data)
        practice = isinstance(act, StartSession) and act.mode == "practice"
        if practice and "PRACTICE" not in path.name:
            raise Fault(
                "practice_name", "A practice session has PRACTICE in its file name. Choose another name."
            )
        shelf, lock = SessionFile(path), take(path, local_clock())
        try:
            desk = Desk.new(shelf, [act], local_clock if at is None else lambda: at)
        except BaseException:
            lock.release()
            raise
        held.callback(lock.release)
        return Desk(shelf, desk.journal), _answer(None, desk.journal)
    before = desk.journal
    desk.do(_act(data, before), at=at)
    return desk, _answer(before, desk.journal)


def _object(line: bytes) -> dict[str, Any]:
    if len(line) > LONGEST:
        raise Fault("too_long", f"This line is longer than {LONGEST:,} bytes, and no act is.")
    try:
        data = from_json(line, allow_inf_nan=False)
    except ValueError as error:
        raise Fault("not_json", f"This line is not JSON: {error}.") from None
    if not isinstance(data, dict):
        raise Fault("not_json", 'This line is JSON, but not an object such as {"do": "Undo"}.')
    if stands_twice(line):
        raise Fault("twice", "Something stands twice in this line, so it could mean either.")
    return data


def _time(data: dict[str, Any], keep_times: bool) -> datetime | None:
    if "at" not in data:
        return None
    if not keep_times:
        raise Fault("no_times", 'Times are taken from the clock. To keep "at" as given, use --keep-times.')
    said = data.pop("at")
    try:
        at = datetime.fromisoformat(said)
    except (TypeError, ValueError):
        raise Fault("bad_time", '"at" is not a time such as 2026-03-14T13:00:00-07:00.') from None
    if at.tzinfo is None:
        raise Fault("bad_time", '"at" needs a zone, such as 2026-03-14T13:00:00-07:00.')
    return at


def _act(data: dict[str, Any], journal: Journal) -> Act:
    """The act; Undo and Redo without an entry mean the last one."""
    if data == {"do": "Undo"}:
        if journal.undoable is None:
            raise journal.not_undone
        return Undo(entry=journal.undoable.n)
    if data == {"do": "Redo"}:
        if journal.redoable is None:
            raise Refusal("nothing_to_redo")
        return Redo(entry=journal.redoable.n)
    if data.get("do") == "AttestMinutes":
        return read_act({"nonce": draw(), **data})
    return read_act(data)


def _answer(before: Journal | None, after: Journal) -> dict[str, Any]:
    gave = given(before.record if before else None, after.record)
    return {"ok": True, "n": after.entries[-1].n, "gave": gave}
