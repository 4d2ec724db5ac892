"""Who has a session open: a small file beside it, gone when the session is closed.

One program writes at a time; anybody may read meanwhile. The operating system holds the lock, so it goes with
the program that took it, however that one ends; what stands in the file is only for people to read, and for
the room's window, which is blank while it says so.
"""

from __future__ import annotations

import contextlib
import errno
import getpass
import os
import platform
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from pydantic_core import from_json, to_json

from ibps.core.errors import InUse
from ibps.store.atomic import WINDOWS, real
from ibps.store.leftovers import tidy
from ibps.store.trouble import not_saved

FAR = 1 << 30
"""Where Windows holds the lock: beyond what is written, since nobody may read there what is locked."""

NO_LOCKS = (errno.ENOLCK, errno.ENOSYS, errno.EOPNOTSUPP)
"""What a disk answers that has no locks; there the file alone has to do."""

@dataclass
class Lock:
    """A lock this program holds. `release` gives it back; giving back twice does nothing."""

    path: Path
    handle: int
    said: dict[str, Any] = field(default_factory=dict)

    def blank(self, on: bool) -> bool:
        """Say whether the room's window is to be blank; False when that did not work. Nothing is flushed."""
        if self.handle < 0:
            return False
        try:
            _say(self.handle, self.said | {"blank": on})
        except OSError:
            return False
        return True

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
    path = beside(session)
    try:
        while True:
            handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
            if not _hold(handle):
                os.close(handle)
                raise InUse(str(session), _words(path), str(path))
            if _still_there(handle, path):
                break
            os.close(handle)  # its last holder removed it while we waited for nobody
        lock = Lock(path, handle, _who(now))
        try:
            _say(handle, lock.said)
        except OSError:
            lock.release()  # a lock that says nothing would stand in the way of its own program
            raise
        tidy(session)
    except OSError as error:
        raise not_saved(error, path) from error
    return lock


def _who(now: datetime) -> dict[str, Any]:
    who = {"user": _user(), "host": platform.node(), "pid": os.getpid()}
    return {**who, "since": now.isoformat(timespec="seconds"), "blank": False}


def _say(handle: int, said: Mapping[str, Any]) -> None:
    """Who has it, where and since when, into the file; cut to length last, so that it is never empty."""
    words = to_json(said)
    os.lseek(handle, 0, os.SEEK_SET)
    if os.write(handle, words) < len(words):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
    os.ftruncate(handle, len(words))


def _hold(handle: int, shared: bool = False) -> bool:
    """Whether the operating system gave us the lock on this file."""
    try:
        if WINDOWS:
            import msvcrt

            os.lseek(handle, FAR, os.SEEK_SET)
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined]  # only there
            os.lseek(handle, 0, os.SEEK_SET)
        else:
            import fcntl

            fcntl.flock(handle, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)
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


def beside(session: Path) -> Path:
    """Where the lock of a session is."""
    return session.with_name(f"{session.name}.lock")


def read(path: Path) -> dict[str, Any]:
    """What stands in a lock; nothing where it cannot be read."""
    with contextlib.suppress(OSError, ValueError):
        found = from_json(path.read_bytes())
        return found if isinstance(found, dict) else {}
    return {}


def is_held(path: Path) -> bool:
    """Whether some program holds this lock; True where nobody can tell. It is tried, and let go at once."""
    try:
        handle = os.open(path, os.O_RDONLY)
    except FileNotFoundError:
        return False
    except OSError:
        return True
    try:
        return not _hold(handle, shared=True)
    finally:
        os.close(handle)


def _words(path: Path) -> str:
    holder = read(path)
    who, host = holder.get("user", "somebody"), holder.get("host", "some machine")
    return f"{who} on {host} has it open since {str(holder.get('since', 'some time ago')).replace('T', ' ')}"
