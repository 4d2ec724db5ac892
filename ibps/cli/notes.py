"""Private notes of whoever facilitates, on one session: a plain list for each of them.

Kept with the unsent drafts: for this user, on this machine, and never in or beside a session file.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from pydantic_core import from_json, to_json

from ibps.core.errors import IbpsError
from ibps.store import atomic, folders


def load(folder: Path, session: str, whose: int) -> tuple[str, ...]:
    """The notes as last kept; none when there are none or they cannot be read."""
    try:
        kept = from_json(_path(folder, session, whose).read_bytes())
    except (OSError, ValueError):
        return ()
    return tuple(text for text in kept if isinstance(text, str)) if isinstance(kept, list) else ()


def keep(folder: Path, session: str, whose: int, texts: Sequence[str]) -> bool:
    """Keep the notes, private and on the disk; without any, no file is left. False when it did not work."""
    path = _path(folder, session, whose)
    try:
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
