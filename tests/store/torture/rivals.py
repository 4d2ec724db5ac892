"""Two real programs save one session as fast as they can, without a lock, as on two mounts of one share."""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

from ibps.core.errors import Conflict, NotSaved
from tests.store.torture.subjects import Ibps, Subject, broken, changes

TRIES = 1000
"""Times one program tries to save one change: a file that cannot be read any more stays so."""


def torture(base: Path, saves: int, how: str = "", subject: Subject | None = None) -> dict[str, Any]:
    """Forks twice; what was said to be saved and is not there, and how often one had to look again."""
    one = subject or Ibps()
    folder = base / "rivals"
    folder.mkdir()
    one.begin(folder)
    with broken(how):
        both = [_fork(lambda n=n: _save(one, folder, n, saves)) for n in (1, 2)]  # type: ignore[misc]  # its own n
        for pid in both:
            os.waitpid(pid, 0)
    said = [json.loads((folder / f"said-{n}").read_text()) for n in (1, 2)]
    there = one.seen(folder)
    saved = [n for each in said for n in each["saved"]]
    copies = [name for each in said for name in each["copies"]]
    harm = {
        "unreadable": int(there is None),
        "lost": sum(n not in (there or ()) for n in saved),
        "not kept beside": sum(changes(folder / name) is None for name in copies),
    }
    return {"saved": len(saved), "conflicts": len(copies), "harm": {k: v for k, v in harm.items() if v}}


def _fork(work: Callable[[], None]) -> int:
    sys.stdout.flush()
    pid = os.fork()
    if pid == 0:
        try:
            work()
        finally:
            os._exit(0)
    return pid


def _together(folder: Path, me: int) -> None:
    """Neither begins before the other has it open, too."""
    (folder / f"ready-{me}").touch()
    while len(list(folder.glob("ready-*"))) < 2:
        time.sleep(0.001)


def _save(subject: Subject, folder: Path, me: int, saves: int) -> None:
    saved: list[int] = []
    copies: list[str] = []
    save = subject.open(folder)
    _together(folder, me)
    for n in range(1, saves + 1):
        change = 10_000 * me + n
        for _ in range(TRIES):
            if len(saved) == n:
                break
            try:
                save(change)
                saved.append(change)
            except Conflict as conflict:
                words = str(conflict).replace(". ", " ").split()
                copies += [word for word in words if "OTHER-VERSION" in word]
                save = subject.open(folder)  # as the sentence asks for
            except NotSaved:
                continue
            except Exception:  # of a way that knows of nobody else: it is opened again, too
                with suppress(Exception):
                    save = subject.open(folder)
    (folder / f"said-{me}").write_text(json.dumps({"saved": saved, "copies": copies}))
