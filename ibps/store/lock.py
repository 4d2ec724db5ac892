"""Who has a session open: a small file beside it, gone when the session is closed.

One program writes at a time; anybody may read meanwhile. The operating system holds the lock, so it goes with
the program that took it, however that one ends; what stands in the file is for people to read, and for
the room's window, which is blank while it says so. Such a lock need not reach another machine: so a program
that keeps a session open counts up a number in the file (`ibps.store.lease` looks at it from there).
"""

from __future__ import annotations

import contextlib
import errno
import getpass
import os
import platform
import stat as modes
import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from pydantic_core import from_json, to_json

from ibps.core.dates import day
from ibps.core.errors import InUse, NotSaved
from ibps.core.plain import brief
from ibps.store.atomic import WINDOWS, real
from ibps.store.bounded import read_bytes
from ibps.store.leftovers import tidy
from ibps.store.trouble import not_saved

FAR = 1 << 30
"""Where Windows holds the lock: beyond what is written, since nobody may read there what is locked."""

NO_LOCKS = (errno.ENOLCK, errno.ENOSYS, errno.EOPNOTSUPP)
"""What a disk answers that has no locks; there the file alone has to do."""

AS_IT_IS: Final = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
"""Neither through a link to another file nor waiting for a pipe: who may write the folder can put both."""
NO_FILE: Final = (errno.ELOOP, errno.EMLINK, errno.EISDIR, errno.ENXIO)
"""What systems answer when a link, a folder or a device has the name."""
NO_LOCK: Final = "Something else has the name of its lock: move that away, then open the session again."

LARGEST: Final = 4096
"""Bytes of a lock; what is longer is none."""

BEAT: Final = 15.0
"""Seconds between two signs that whoever keeps a session open is still there."""
BEATS: Final = "beat"
PATIENCE: Final = 1.0
"""Seconds to wait for a sign that is just being written. A disk that hangs must not keep us from leaving."""


@dataclass
class Lock:
    """A lock this program holds. `release` gives it back; giving back twice does nothing."""

    path: Path
    handle: int
    said: dict[str, Any] = field(default_factory=dict)
    left: str = ""  # who had it before and never closed it, in words
    _turn: threading.Lock = field(default_factory=threading.Lock, repr=False)
    _ended: threading.Event = field(default_factory=threading.Event, repr=False)

    def blank(self, on: bool) -> bool:
        """Say whether the room's window is to be blank; False when that did not work. Nothing is flushed."""
        return self._now(blank=on)

    def keep(self) -> None:
        """From here on, give a sign every `BEAT` seconds, from a thread of its own. Nothing is flushed."""
        self._now(**{BEATS: 0})
        # A daemon: a disk that never answers must not keep the program from ending.
        threading.Thread(target=self._keep, name="lease", daemon=True).start()

    def taken(self) -> str:
        """Who has taken the session over from us; "" while it is ours, or nobody can tell."""
        found = read(self.path)
        same = all(found.get(name) == self.said[name] for name in ("user", "host", "pid", "since"))
        return "" if same or not found else who(found)

    def release(self) -> None:
        """Others may open the session for writing again."""
        self._ended.set()
        if self.handle < 0:
            return
        # What a thread is just writing to must not be closed under it: the number would be another file's.
        free = self._turn.acquire(timeout=PATIENCE)
        ours = not self.taken()
        if WINDOWS and free:  # nothing open can be removed there, so nobody else's is either
            self._close()
        if ours:
            with contextlib.suppress(OSError):
                self.path.unlink()  # while it is still held, so that nobody else's is removed
        if not WINDOWS and free:
            self._close()
        self.handle = -1
        if free:
            self._turn.release()

    def _close(self) -> None:
        # A disk may say only here that a sign did not reach it. The handle is gone all the same.
        with contextlib.suppress(OSError):
            os.close(self.handle)

    def _keep(self) -> None:
        while not self._ended.wait(BEAT):
            self._now(**{BEATS: self.said.get(BEATS, 0) + 1})

    def _now(self, **more: Any) -> bool:
        """Say this as well from now on, unless the lock is not ours any more."""
        with self._turn:
            if self.handle < 0 or self.taken():
                return False
            said = self.said | more
            try:
                _say(self.handle, said)
            except OSError:
                return False
            self.said = said
        return True


def take(session: Path, now: datetime, over: bytes | None = None) -> Lock:
    """The right to write this session. `InUse` when somebody has it, `NotSaved` when no lock can be made.

    A lock another machine keeps up is not taken, whatever the system here says of it; except where `over` is
    what stands in it, from somebody who has seen it stand still (`ibps.store.lease`).
    """
    session = real(session)  # two names of one file are one session
    path = beside(session)
    try:
        while True:
            handle = _open(path)
            ours = _hold(handle)
            before = b"" if ours is False else os.read(handle, LARGEST)
            # Without locks the file alone has to do, unless it was seen to stand still.
            stays = bool(before) if ours is None else kept_elsewhere(parsed(before))
            if ours is False or (stays and before != over):
                os.close(handle)
                raise InUse(str(session), _words(path), str(path))
            if _still_there(handle, path):
                break
            os.close(handle)  # its last holder removed it while we waited for nobody
        lock = Lock(path, handle, _who(now), left=_left(parsed(before)))
        try:
            _say(handle, lock.said)
        except OSError:
            lock.release()  # a lock that says nothing would stand in the way of its own program
            raise
        tidy(session)
    except OSError as error:
        raise not_saved(error, session) from error
    return lock


def _open(path: Path) -> int:
    """The lock file, made where there is none. `NotSaved` for what is none: nothing is written through it."""
    try:
        handle = os.open(path, os.O_RDWR | os.O_CREAT | AS_IT_IS, 0o600)
    except OSError as error:
        if error.errno in NO_FILE:
            raise NotSaved("cannot write here", str(path), NO_LOCK) from error
        raise
    if not modes.S_ISREG(os.fstat(handle).st_mode) or path.is_symlink():
        os.close(handle)
        raise NotSaved("cannot write here", str(path), NO_LOCK)
    return handle


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


def _hold(handle: int, shared: bool = False) -> bool | None:
    """Whether the operating system gave us the lock on this file; None where the disk has no locks."""
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
        return None if error.errno in NO_LOCKS else False
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
    with contextlib.suppress(OSError):
        return parsed(contents(path))
    return {}


def contents(path: Path) -> bytes:
    """The bytes of a lock. OSError, also for a link: what it points to is not ours to read."""
    if path.is_symlink():
        raise OSError(errno.ELOOP, os.strerror(errno.ELOOP))
    return read_bytes(path, LARGEST)[0]


def parsed(data: bytes) -> dict[str, Any]:
    """What the bytes of a lock say; nothing where they are none, or just being written."""
    with contextlib.suppress(ValueError):
        found = from_json(data)
        return found if isinstance(found, dict) else {}
    return {}


def kept_elsewhere(said: Mapping[str, Any]) -> bool:
    """Whether a program on another machine made this lock, and gives signs as long as it is there."""
    return BEATS in said and said.get("host") != platform.node()


def is_held(path: Path) -> bool:
    """Whether some program holds this lock; True where nobody can tell. It is tried, and let go at once."""
    return held(path) is not False


def held(path: Path) -> bool | None:
    """Whether the system says that some program holds this lock; None where the disk has no locks."""
    try:
        handle = os.open(path, os.O_RDONLY | AS_IT_IS)
    except FileNotFoundError:
        return False
    except OSError:
        return True
    try:
        ours = _hold(handle, shared=True)
        return None if ours is None else not ours
    finally:
        os.close(handle)


def who(said: Mapping[str, Any]) -> str:
    """Who made a lock, and on which machine; on one short line, whatever stands there."""
    user, host = said.get("user", "somebody"), said.get("host", "some machine")
    return f"{brief(str(user))} on {brief(str(host))}"


def since(said: Mapping[str, Any]) -> datetime | None:
    """When it was made; None where it does not say."""
    try:
        return datetime.fromisoformat(said["since"])
    except (KeyError, TypeError, ValueError):
        return None


def _words(path: Path) -> str:
    holder = read(path)
    return f"{who(holder)} has had it open since {_since(holder)}"


def _left(said: Mapping[str, Any]) -> str:
    if not said:
        return ""
    return f"{who(said)} had it open since {_since(said)} and did not close it. Everything saved is here."


def _since(said: Mapping[str, Any]) -> str:
    began = since(said)
    return f"{day(began.date())}, {began:%H:%M}" if began else "some time ago"
