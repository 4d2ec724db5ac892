"""Reports of mistakes in the program, on this machine alone, ready to be sent by whoever wants to."""

from __future__ import annotations

import os
from datetime import datetime
from pathlib import Path

from ibps.core.errors import IbpsError
from ibps.store import atomic, folders


def keep(state: Path, now: datetime, text: str) -> str:
    """Write one down; where it lies, or "" when that did not work."""
    path = state / "reports" / f"ibps-{now:%Y-%m-%d-%H%M%S}-{os.getpid()}.txt"
    try:
        folders.make(path.parent)
        atomic.write(path, text.encode("utf-8", "backslashreplace"))
    except (IbpsError, OSError, ValueError):
        return ""
    return str(path)
