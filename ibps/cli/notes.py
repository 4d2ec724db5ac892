"""Private notes of whoever facilitates, on one session: a plain list for each of them.

Kept with the unsent drafts: for this user, on this machine, and never in or beside a session file.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from pydantic_core import from_json, to_json

from ibps.core.errors import IbpsError
from ibps.store import atomic, folders
from ibps.store.bounded import read_bytes
from ibps.store.tables import set_aside

LARGEST = 4 * 1024 * 1024
"""Bytes of notes on one session."""


def load(folder: Path, session: str, whose: int) -> tuple[str, ...]:
    """The notes as last kept; none when there are none or they cannot be read."""
    return _read(_path(folder, session, whose)) or ()


def _read(path: Path) -> tuple[str, ...] | None:
    """The notes in a file, () when there is none; None when there is something that cannot be read."""
    try:
        kept = from_json(read_bytes(path, LARGEST)[0])
    except FileNotFoundError:
        return ()
    except (OSError, ValueError):
        return None
    return tuple(text for text in kept if isinstance(text, str)) if isinstance(kept, list) else None


def keep(folder: Path, session: str, whose: int, texts: Sequence[str]) -> bool:
    """Keep the notes, private and on the disk; without any, no file is left. False when it did not work."""
    path = _path(folder, session, whose)
    try:
        if _read(path) is None and path.is_file():
            set_aside(path, "Notes that cannot be read.")
        if texts:
            folders.make(folder)
            atomic.write(path, to_json(list(texts)))
        else:
            path.unlink(missing_ok=True)
    except (IbpsError, OSError, ValueError):
        return False
    return True


def _path(folder: Path, session: str, whose: int) -> Path:
    return folder / f"{session}-{whose}.json"
