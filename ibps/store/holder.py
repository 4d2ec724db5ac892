"""Whose a file beside a session is, and whether that program is still there.

A program that is killed cannot tidy up. What it leaves has its mark, so that the next one knows what is in
nobody's use any more. Only a clear no counts: whoever may be on another machine is taken to be there.
"""

from __future__ import annotations

import hashlib
import os
from functools import cache
from pathlib import Path
from typing import Final

BOOT: Final = Path("/proc/sys/kernel/random/boot_id")
PROCESSES: Final = Path("/proc/self/ns/pid")
ELSEWHERE: Final = "elsewhere"


def mine() -> str:
    """The mark of this program: where it runs, and its number there. Letters, digits and one hyphen."""
    return f"{_here()}-{os.getpid()}"


def gone(mark: str) -> bool:
    """Whether the program of that mark has certainly ended. False for any other machine, and in doubt."""
    where, _, number = mark.partition("-")
    if where == ELSEWHERE or where != _here() or not number.isdecimal():
        return False
    try:
        os.kill(int(number), 0)  # never on Windows, where this would end it: there is no `_here` there
    except ProcessLookupError:
        return True
    except (OSError, OverflowError):
        return False
    return False


@cache
def _here() -> str:
    """This machine since it was last started, and this table of processes: a container has its own."""
    try:
        said = BOOT.read_text(encoding="ascii") + os.readlink(PROCESSES)
    except (OSError, ValueError):
        return ELSEWHERE
    return hashlib.sha256(said.encode()).hexdigest()[:8]
