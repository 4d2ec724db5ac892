"""Two programs saved one session: the second version goes beside the first, and neither is written over."""

from __future__ import annotations

from contextlib import suppress
from itertools import count
from pathlib import Path
from typing import Final

from ibps.store import atomic
from ibps.store.claim import Changed, Guard

SAYS: Final = "OTHER-VERSION"
LONGEST: Final = 200
"""Bytes of the name that are kept: one at the limit has to become longer."""


def beside(path: Path, data: bytes) -> Path:
    """A new file with `data` beside the session, named so that people see what it is. `NotSaved`."""
    real = atomic.real(path)
    stem = real.stem.encode()[:LONGEST].decode(errors="ignore")
    for n in count(1):
        copy = real.with_name(f"{stem}-{SAYS}-{n}.json")
        if copy.is_symlink():  # no file is made where somebody's link to nothing says
            continue
        with suppress(Changed):
            atomic.write(copy, data, within=Guard(None), like=real)
            return copy
    raise AssertionError("there is always a next number")
