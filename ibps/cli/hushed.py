"""Which hints a facilitator put away: kinds for every session, and some on certain words of one session.

Kept with the unsent drafts: for this user, on this machine, and never in the record.
"""

from __future__ import annotations

from collections.abc import Set
from pathlib import Path

from pydantic_core import from_json, to_json

from ibps.core.errors import IbpsError
from ibps.store import atomic, folders
from ibps.store.bounded import read_bytes

EVERYWHERE = "everywhere"
LARGEST = 4 * 1024 * 1024
"""Bytes. What is put away is a few words a hint."""


def load(folder: Path, session: str) -> frozenset[str]:
    """What was put away, in every session and in this one; nothing when it cannot be read."""
    return _read(folder / f"{EVERYWHERE}.json") | _read(folder / f"{session}.json")


def keep(folder: Path, session: str, hushed: Set[str]) -> bool:
    """Keep what was put away: marks with a colon belong to the session. False when it did not work."""
    of_session = {mark for mark in hushed if ":" in mark}
    try:
        folders.make(folder)
        for name, marks in ((session, of_session), (EVERYWHERE, set(hushed) - of_session)):
            if marks != _read(folder / f"{name}.json"):
                atomic.write(folder / f"{name}.json", to_json(sorted(marks)))
    except (IbpsError, OSError, ValueError):
        return False
    return True


def _read(path: Path) -> frozenset[str]:
    try:
        kept = from_json(read_bytes(path, LARGEST)[0])
    except (OSError, ValueError):
        return frozenset()
    if not isinstance(kept, list):
        return frozenset()
    return frozenset(mark for mark in kept if isinstance(mark, str))
