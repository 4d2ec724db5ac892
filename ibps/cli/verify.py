"""`ibps verify`: does each file add up to what it says? Reads, replays, compares; changes nothing."""

from __future__ import annotations

import os
from argparse import Namespace
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

from ibps.cli import out, place, seals
from ibps.cli.where import difference
from ibps.core.cuts import short
from ibps.core.errors import Unreadable
from ibps.core.journal import Journal
from ibps.core.plain import plain
from ibps.core.sentences import count, names
from ibps.store import versions
from ibps.store.session_file import Opened, read

NOT_SESSIONS = ("teams.json",)


def run(asked: Namespace) -> int:
    """One line for each file on stdout; 1 when any does not hold, 3 when a path named is not there."""
    named = [Path(path) for path in asked.paths] or [place.sessions(asked)]
    held = failed = missing = 0
    for path in named:
        if not path.exists():
            if asked.paths:
                missing += 1
                out.tell(f"{path}: There is no such file or folder.")
            continue
        for file in _files(path):
            problems, says = check(file, asked.code)
            failed += bool(problems)
            held += not problems
            out.text(
                plain(f"PROBLEM  {file}: {' '.join(problems)}" if problems else f"holds    {file}: {says}")
            )
    doubt = f", {count(failed, 'does', 'do')} not" if failed else ""
    out.tell(f"{count(held + failed, 'file')}: {count(held, 'holds', 'hold')}{doubt}.")
    if missing:
        return out.DISK
    return out.FOUND if failed else out.FINE


def check(file: Path, code: str = "") -> tuple[tuple[str, ...], str]:
    """Sentences about what does not hold, and one about what does."""
    try:
        opened = read(file)
    except Unreadable as error:
        return (f"{error.what} {error.what_next}",), ""
    journal = opened.journal
    problems = (
        *opened.notes,
        *_where(opened),
        *_backwards(journal),
        *_misplaced(file, journal),
        # Pages of entries that are not known here say nothing about those that are.
        *(() if opened.unknown else seals.problems(journal, opened.minutes)),
        *_not_that_code(journal, code),
    )
    kinds = [kind for kind, yes in (("practice", journal.record.practice),
                                    ("an example", journal.record.session.example)) if yes]  # fmt: skip
    kind = f", {names(kinds)}" if kinds else ""
    if cuts := journal.record.cuts:
        kind += f", recovered from {names([cut.source for cut in cuts])}"
        kind += f": {said}" if (said := short(journal.record)) else ""
    entries = count(len(journal.entries), "entry", "entries")
    says = f"{entries}, answer and record add up{kind}.{_seal(journal, code)}{seals.editions(journal)}"
    says = " ".join((says, *versions.told(file, journal)))
    return problems, says


def _where(opened: Opened) -> Iterator[str]:
    # Of what breaks off here, the record in the file says more than can be made of it.
    if opened.notes and not opened.unknown and (found := difference(opened.journal, opened.said)):
        yield found


def _not_that_code(journal: Journal, code: str) -> Iterator[str]:
    if code and not seals.found(journal, code):
        yield f"No attested page in it has the closing code you gave: {' '.join(code.split())}."


def _seal(journal: Journal, code: str) -> str:
    if code:
        return f" {seals.found(journal, code)} is the page of that closing code."
    return seals.summary(journal)


def _backwards(journal: Journal) -> Iterator[str]:
    for before, entry in pairwise(journal.entries):
        if entry.at < before.at:
            yield f"Entry {entry.n} is dated before entry {before.n}."


def _misplaced(file: Path, journal: Journal) -> Iterator[str]:
    among_practice = file.absolute().parent.name == "practice"
    if journal.record.practice and not among_practice:
        yield "This is a practice record outside the practice folder; no list shows it."
    if among_practice and not journal.record.practice:
        yield "This is a real record in the practice folder; no list shows it."


def _files(path: Path) -> Iterator[Path]:
    """The path itself, or every session file below it; hidden folders and files are left alone."""
    if not path.is_dir():
        yield path
        return
    for folder, below, files in os.walk(path):
        below[:] = sorted(name for name in below if not name.startswith("."))
        for name in sorted(files):
            if name.endswith(".json") and not name.startswith(".") and name not in NOT_SESSIONS:
                yield Path(folder, name)
