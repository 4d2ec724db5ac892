"""Who has a session open: a small file beside it, gone when the session is closed.

One program writes at a time; anybody may read meanwhile. A lock left behind by a program that is gone from
this machine is taken over; one from another machine is somebody's word, and only people can say it is stale.
"""

from __future__ import annotations

import contextlib
import getpass
import os
import platform
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from pydantic_core import from_json, to_json

from ibps.core.errors import InUse
from ibps.store.atomic import not_saved


@dataclass(frozen=True)
class Lock:
    """A lock this program holds. `release` gives it back; giving back twice does nothing."""

    path: Path

    def release(self) -> None:
        """Others may open the session for writing again."""
        with contextlib.suppress(OSError):
            if _holder(self.path).get("pid") == os.getpid():
                self.path.unlink()


def take(session: Path, now: datetime) -> Lock:
    """The right to write this session. `InUse` when somebody has it, `NotSaved` when no lock can be made."""
    path = session.with_name(f"{session.name}.lock")
    for _ in range(3):  # another program may let go, or die, between two looks
        try:
            _make(path, now)
            return Lock(path)
        except FileExistsError:
            holder = _holder(path)
            if not _gone(holder):
                if holder.get("pid") == os.getpid() and holder.get("host") == platform.node():
                    return Lock(path)
                raise InUse(str(session), _words(holder), str(path)) from None
            with contextlib.suppress(FileNotFoundError):
                path.unlink()
        except OSError as error:
            raise not_saved(error, path) from error
    raise InUse(str(session), _words(_holder(path)), str(path))


def _make(path: Path, now: datetime) -> None:
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        since = now.isoformat(timespec="seconds")
        file.write(to_json({"user": _user(), "host": platform.node(), "pid": os.getpid(), "since": since}))


def _user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):  # no name for this user on this machine
        return "somebody"


def _holder(path: Path) -> dict[str, Any]:
    try:
        found = from_json(path.read_bytes())
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def _gone(holder: dict[str, Any]) -> bool:
    """Whether the program that made the lock is surely no longer running. In doubt, it is."""
    pid = holder.get("pid")
    if holder.get("host") != platform.node() or not isinstance(pid, int) or os.name == "nt":
        return False
    try:
        os.kill(pid, 0)  # asks whether it is there; sends nothing
    except ProcessLookupError:
        return True
    except OSError:
        return False
    return False


def _words(holder: dict[str, Any]) -> str:
    who, host = holder.get("user", "somebody"), holder.get("host", "a machine")
    return f"{who} on {host} has it open since {str(holder.get('since', 'some time ago')).replace('T', ' ')}"
