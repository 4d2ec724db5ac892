"""How much of the coach is shown at the start of a session, kept for this user on this machine."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Final

from pydantic_core import from_json, to_json

from ibps.core.errors import IbpsError
from ibps.core.row import Row
from ibps.store import atomic, folders
from ibps.store.bounded import read_bytes
from ibps.ui.view import Shown

FIRST: Final = 3
"""Earlier sessions from which a team is no longer new to this."""

MANY: Final = 300
"""Files in a folder from which nobody looks whether a team is new: a meeting does not wait for that."""


def first(rows: Iterable[Row], file: str, team: str, on: date) -> bool:
    """Whether the session in that file is one of the team's first. Examples are nobody's."""
    earlier = [
        row
        for row in rows
        if row.counts
        and row.team.casefold() == team.casefold()
        and row.file != file
        and row.day <= on.isoformat()
    ]
    return len(earlier) < FIRST


def load(path: Path) -> Shown:
    """As it was left last time; nothing when that cannot be read."""
    try:
        kept = from_json(read_bytes(path, 100)[0])
    except (OSError, ValueError):
        return ""
    return kept if kept in ("line", "panel") else ""


def keep(path: Path, shown: Shown) -> bool:
    """Keep how it was left. False when it did not work."""
    try:
        folders.make(path.parent)
        atomic.write(path, to_json(shown))
    except (IbpsError, OSError, ValueError):
        return False
    return True
