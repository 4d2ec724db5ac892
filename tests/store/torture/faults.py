"""Each call of one save is refused, once and from there on, and each is the last before a kill."""

from __future__ import annotations

import os
import shutil
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from unittest.mock import patch

from ibps.store import holder, lock
from ibps.store.atomic import InDoubt
from tests.store.torture.calls import ERRORS, At, Killed, through
from tests.store.torture.subjects import CREATED, FILE, NOW, Ibps, Subject, broken, hushed, impatient

BEFORE = (CREATED, 1, 2)
NEW, AFTER = 3, 4


def calls(subject: Subject, base: Path) -> list[str]:
    """The calls of one save, in order."""
    watch = At()
    folder = _begun(subject, base)
    save = subject.open(folder)
    with through(watch):
        save(NEW)
    shutil.rmtree(folder)
    return watch.made


def torture(
    subject: Subject, base: Path, errors: Sequence[int] = ERRORS, how: str = ""
) -> tuple[int, Counter[str], dict[str, str]]:
    """How many runs; each kind of harm with its number, and the first of each in words."""
    harm: Counter[str] = Counter()
    first: dict[str, str] = {}
    with broken(how), impatient(), hushed():
        made = calls(subject, base)
        runs = 0
        for at in _points(len(made), errors):
            runs += 1
            for found in _run(subject, base, at):
                harm[found] += 1
                what = os.strerror(at.error) if at.error else "kill"
                first.setdefault(found, f"{what}{' for good' * at.for_good} at {at.at} of {' '.join(made)}")
    return runs, harm, first


def _points(count: int, errors: Sequence[int]) -> Iterator[At]:
    for at in range(count):
        yield At(at)
        for error in errors:
            yield At(at, error)
            yield At(at, error, for_good=True)


def _begun(subject: Subject, base: Path) -> Path:
    folder = base / "run"
    folder.mkdir()
    subject.begin(folder)
    save = subject.open(folder)
    for n in BEFORE[1:]:
        save(n)
    return folder


def _run(subject: Subject, base: Path, at: At) -> Iterator[str]:
    """What went wrong in one run."""
    folder = _begun(subject, base)
    save = subject.open(folder)
    saved, killed, doubt, error = False, False, False, None
    # A killed program is not this one: its mark is that of no program there is.
    dead = f"{holder.mine().partition('-')[0]}-99999999"
    with patch.object(holder, "mine", lambda: dead), through(at):
        try:
            save(NEW)
            saved = True
        except Killed:
            killed = True
        except Exception as raised:
            error, doubt = raised, isinstance(raised, InDoubt)
    if error is not None and not subject.told(error):
        yield f"a fault of the program: {type(error).__name__}"
    found = subject.seen(folder)
    new = (*BEFORE, NEW)
    if found is None:
        yield "unreadable"
    elif found not in (BEFORE, new) or (saved and found != new):
        yield "lost"
    elif isinstance(subject, Ibps) and error is not None and found == new and not doubt:
        yield "refused, and there all the same"
    if not killed:
        yield from _goes_on(subject, folder, save, found)
    if isinstance(subject, Ibps):
        yield from _opens(subject, folder)
    shutil.rmtree(folder)


def _goes_on(subject: Subject, folder: Path, save: object, found: tuple[int, ...] | None) -> Iterator[str]:
    """The disk is well again: the same program saves, and nothing it showed before is gone."""
    assert callable(save)
    with patch.object(holder, "mine", lambda: "another-1"):
        try:
            save(AFTER)
        except Exception as error:
            yield f"does not go on: {type(error).__name__}"
            return
    now = subject.seen(folder)
    if now is None or now[-1] != AFTER or now[:3] != BEFORE:
        yield "lost when going on"


def _opens(subject: Subject, folder: Path) -> Iterator[str]:
    """The next one opens it and saves, and nothing is left of what went wrong."""
    lock.take(folder / FILE, NOW).release()
    try:
        subject.open(folder)(AFTER + 1)
    except Exception as error:
        yield f"cannot be gone on with: {type(error).__name__}"
    if os.listdir(folder) != [FILE]:
        yield "left behind"
