"""Who has a session open: a small file beside it, gone when the session is closed.

One program writes at a time; anybody may read meanwhile. The operating system holds the lock, so it goes with
the program that took it, however that one ends; what stands in the file is only for people to read.
"""

from __future__ import annotations

import contextlib
import errno
import getpass
import os
import platform
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from pydantic_core import from_json, to_json

from ibps.core.errors import InUse
from ibps.store.atomic import WINDOWS, real
from ibps.store.leftovers import tidy
from ibps.store.trouble import not_saved

NO_LOCKS = (errno.ENOLCK, errno.ENOSYS, errno.EOPNOTSUPP)
"""What a disk answers that has no locks; there the file alone has to do."""
FAR = 1 << 20
"""The byte that is locked on Windows, where nobody may read what is locked: far behind the words."""


@dataclass
class Lock:
    """A lock this program holds. `release` gives it back; giving back twice does nothing."""

    path: Path
    handle: int

    def release(self) -> None:
        """Others may open the session for writing again."""
        if self.handle < 0:
            return
        if WINDOWS:  # nothing open can be removed there, so nobody else's is either
            os.close(self.handle)
        with contextlib.suppress(OSError):
            self.path.unlink()  # while it is still held, so that nobody else's is removed
        if not WINDOWS:
            os.close(self.handle)
        self.handle = -1


def take(session: Path, now: datetime) -> Lock:
    """The right to write this session. `InUse` when somebody has it, `NotSaved` when no lock can be made."""
    session = real(session)  # two names of one file are one session
    path = session.with_name(f"{session.name}.lock")
    try:
        while True:
            handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
            if not _hold(handle):
                os.close(handle)
                raise InUse(str(session), _words(path), str(path))
            if _still_there(handle, path):
                break
            os.close(handle)  # its last holder removed it while we waited for nobody
        lock = Lock(path, handle)
        try:
            _say(handle, now)
        except OSError:
            lock.release()  # a lock that says nothing would stand in the way of its own program
            raise
        tidy(session)
    except OSError as error:
        raise not_saved(error, path) from error
    return lock


def _say(handle: int, now: datetime) -> None:
    """Who has it, where and since when, into the file; nothing by halves."""
    said = {"user": _user(), "host": platform.node(), "pid": os.getpid()}
    words = to_json({**said, "since": now.isoformat(timespec="seconds")})
    os.ftruncate(handle, 0)
    if os.write(handle, words) < len(words):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def _hold(handle: int) -> bool:
    """Whether the operating system gave us the lock on this file."""
    try:
        if WINDOWS:
            import msvcrt

            os.lseek(handle, FAR, os.SEEK_SET)
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined]  # only there
            os.lseek(handle, 0, os.SEEK_SET)
        else:
            import fcntl

            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        if error.errno in NO_LOCKS:
            return os.fstat(handle).st_size == 0
        return False
    return True


def _still_there(handle: int, path: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(handle), os.stat(path))
    except FileNotFoundError:
        return False


def _user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):  # no name for this user on this machine
        return "somebody"


def _words(path: Path) -> str:
    holder: dict[str, Any] = {}
    with contextlib.suppress(OSError, ValueError):
        found = from_json(path.read_bytes())
        holder = found if isinstance(found, dict) else {}
    who, host = holder.get("user", "somebody"), holder.get("host", "some machine")
    return f"{who} on {host} has it open since {str(holder.get('since', 'some time ago')).replace('T', ' ')}"
