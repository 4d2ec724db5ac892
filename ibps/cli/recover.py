"""`ibps recover`: a new file from what a damaged one still holds. The damaged one is never touched."""

from __future__ import annotations

import os
from argparse import Namespace
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Final

from ibps.cli import out, place
from ibps.core.clock import local_clock
from ibps.core.plain import plain
from ibps.core.sentences import count, day
from ibps.store.recover import Kept, NothingKept, recover
from ibps.store.session_file import SessionFile

TAKEN: Final = "There is a file of that name already. Choose another name; nothing was written."
WHOLE: Final = "The journal is whole and the file opens as it is, so there is nothing to recover."
PRACTICE: Final = "This is a practice session, which has PRACTICE in its file name. Choose another name."
OWN_WORDS: Final = "The damaged file's own first lines say, and nothing bears it out any more:"
NEWER: Final = "If a newer version of the program wrote it, open it with that: nothing is missing there."


def run(asked: Namespace) -> int:
    """0 when nothing is missing in the new file, 1 when something is, 3 when there is nothing to be had."""
    path = place.find(place.sessions(asked), asked.file)
    try:
        kept = recover(path, local_clock())
    except NothingKept as error:
        out.tell(str(error))
        if error.said:
            out.text("\n".join(plain(line) for line in (OWN_WORDS, *error.said)))
        return out.DISK
    if kept is None:
        out.tell(f"{path}: {WHOLE}")
        return out.FINE
    to = Path(asked.out) if asked.out else _beside(path)
    if os.path.lexists(to):
        out.tell(f"{to}: {TAKEN}")
        return out.DISK
    if kept.journal.record.practice and "PRACTICE" not in to.name:
        out.tell(f"{to}: {PRACTICE}")
        return out.DISK
    SessionFile(to).save(kept.journal)
    out.text("\n".join(plain(line) for line in _lines(path, to, kept)))
    return out.FOUND if kept.missing else out.FINE


def _beside(path: Path) -> Path:
    """`breaks.json` is recovered into `breaks-recovered.json`, or the next of that name that is free."""
    stem, n = path.name.removesuffix(".json"), 1
    while True:
        to = path.with_name(f"{stem}-recovered{'' if n == 1 else f'-{n}'}.json")
        if not os.path.lexists(to):
            return to
        n += 1


def _lines(path: Path, to: Path, kept: Kept) -> Iterator[str]:
    """What was wrong, what was kept, what is missing, and what to do about it."""
    last = kept.journal.entries[kept.entries - 1].at
    yield f"{path}: {kept.fault} It was not changed."
    yield f"Kept in {to}: {count(kept.entries, 'entry', 'entries')}, up to {_when(last)}."
    if not kept.missing:
        yield "Nothing is missing: the journal in it was whole."
        return
    yield _missing(kept)
    yield "What was decided up to there is NOT CERTAIN: something that is missing may have changed it."
    if kept.reused:
        yield "Numbers that the missing part gave out may be given again: compare them with your notes."
    if kept.said:
        yield OWN_WORDS
        yield from (f"  {line}" for line in kept.said)
    yield NEWER if kept.newer else "A copy from before is better than this one, if there is one."


def _missing(kept: Kept) -> str:
    first = kept.entries + 1
    if not kept.later:
        return f"Missing: whatever came after entry {kept.entries}. How much that is cannot be told."
    last = max(number for number, _ in kept.later)
    times = sorted(at for _, at in kept.later)
    which = f"entry {first}" if last == first else f"entries {first} to {last}"
    when = _when(times[0]) if len(times) == 1 else f"{_when(times[0])} to {_when(times[-1])}"
    return f"Missing: {which} at least, {when}."


def _when(at: datetime) -> str:
    return f"{day(at.date())} {at:%H:%M}"
