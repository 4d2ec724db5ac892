"""Bytes nobody can guess, shared by this user's programs: made once, kept where only this user reads."""

from __future__ import annotations

import secrets
from pathlib import Path
from typing import Final

from ibps.core.errors import NotSaved
from ibps.store import atomic, folders
from ibps.store.bounded import read_bytes

LENGTH: Final = 32
NAME: Final = "key"


def secret(folder: Path) -> bytes:
    """The same bytes each time; others, for this once, where they cannot be kept."""
    path = folder / NAME
    kept = _read(path)
    if len(kept) != LENGTH:
        try:
            folders.make(folder)
            atomic.write(path, secrets.token_bytes(LENGTH))
        except NotSaved:
            return secrets.token_bytes(LENGTH)
        kept = _read(path)  # when two make it at once, the one that is there now counts for both
    return kept if len(kept) == LENGTH else secrets.token_bytes(LENGTH)


def _read(path: Path) -> bytes:
    try:
        return read_bytes(path, LENGTH)[0]
    except OSError:
        return b""
