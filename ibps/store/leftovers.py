"""What a killed program leaves beside a session, and how it goes.

A temporary file carries the mark of the program that made it. Nothing in it was ever reported as saved.
"""

from __future__ import annotations

import contextlib
import os
import secrets
import stat as modes
import time
from pathlib import Path
from typing import Final

from ibps.store import claim, holder

START, END = ".ibps-", ".tmp"
LEFT_BEHIND: Final = 3600 * 10**9
"""Nanoseconds after which a temporary file of another machine is what a program that is gone left."""


def temporary(folder: Path) -> Path:
    """A name for a temporary file there. Made from no other name: one at the length limit stays allowed."""
    return folder / f"{START}{holder.mine()}-{secrets.token_hex(8)}{END}"


def tidy(session: Path) -> None:
    """Clear what was left in the middle of a save. For whoever has just opened `session` for writing."""
    sweep(session.parent, time.time_ns() - LEFT_BEHIND)
    claim.clear(session)


def sweep(folder: Path, older_than_ns: int) -> int:
    """Remove temporary files that a killed program left here; how many went.

    Of a program on this machine as soon as it is gone; of any other when older than `older_than_ns`.
    """
    swept = 0
    with contextlib.suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            if not (entry.name.startswith(START) and entry.name.endswith(END)):
                continue
            with contextlib.suppress(OSError):
                seen = entry.stat(follow_symlinks=False)
                if not modes.S_ISREG(seen.st_mode):
                    continue
                mark = entry.name.removeprefix(START).rpartition("-")[0]
                if seen.st_mtime_ns < older_than_ns or holder.gone(mark):
                    os.unlink(entry.path)
                    swept += 1
    return swept
