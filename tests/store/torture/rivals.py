"""Two real programs save one session as fast as they can, without a lock, as on two mounts of one share."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from ibps.core.errors import Conflict, NotSaved
from tests.store.torture.subjects import FILE, Ibps, broken, changes


def torture(base: Path, saves: int, how: str = "") -> dict[str, Any]:
    """Forks twice; what was said to be saved and is not there, and how often one had to look again."""
    folder = base / "rivals"
    folder.mkdir()
    Ibps().begin(folder)
    with broken(how):
        both = [_fork(lambda n=n: _save(folder, n, saves)) for n in (1, 2)]  # type: ignore[misc]  # its own n
        for pid in both:
            os.waitpid(pid, 0)
    said = [json.loads((folder / f"said-{n}").read_text()) for n in (1, 2)]
    there = changes(folder / FILE)
    saved = [n for one in said for n in one["saved"]]
    copies = [name for one in said for name in one["copies"]]
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


def _save(folder: Path, me: int, saves: int) -> None:
    saved: list[int] = []
    copies: list[str] = []
    save = Ibps().open(folder)
    for n in range(1, saves + 1):
        change = 10_000 * me + n
        while len(saved) < n:
            try:
                save(change)
                saved.append(change)
            except Conflict as conflict:
                words = str(conflict).replace(". ", " ").split()
                copies += [word for word in words if "OTHER-VERSION" in word]
                save = Ibps().open(folder)  # as the sentence asks for
            except NotSaved:
                continue
    (folder / f"said-{me}").write_text(json.dumps({"saved": saved, "copies": copies}))
