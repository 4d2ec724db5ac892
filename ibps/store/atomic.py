"""The one writer. After `write` returns, the bytes are on the disk; if it raises, the file is as it was.

A file is never changed in place. The bytes go to a temporary file beside it, reach the disk, and take the
name in one step; a stop at any moment leaves the old file or the new one, each whole. `docs/reliability.md`
has what this was held against.
"""

from __future__ import annotations

import errno
import os
import stat as modes
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext, suppress
from dataclasses import dataclass
from pathlib import Path

from ibps.core.errors import NotSaved
from ibps.store import manner
from ibps.store.claim import read_all
from ibps.store.leftovers import temporary
from ibps.store.trouble import not_saved, said

WINDOWS = os.name == "nt"
# A virus scanner, an indexer or a sync client holds a file for a moment: about 2.5 seconds in all.
WAITS = (0.01, 0.02, 0.04, 0.08, 0.15, 0.3, 0.6, 1.3)

# What disks answer when they do not know the question; there is nothing to be had from them then.
UNKNOWN_THERE = (errno.EINVAL, errno.ENOTSUP, errno.ENOSYS)
Within = Callable[[Path], AbstractContextManager[object]]
IN_DOUBT = "The file may already hold this change; look before you save again."


class InDoubt(NotSaved):
    """Not confirmed, and not undone either: the file holds the old bytes or the new ones."""


@dataclass(frozen=True, slots=True)
class Stamp:
    """What a file looks like from outside; another stamp means somebody wrote. `mtime_ns` in nanoseconds."""

    mtime_ns: int
    size: int
    inode: int


def stamp(path: Path) -> Stamp | None:
    """The stamp of the file, through links; None when there is none. Raises OSError when it cannot tell."""
    try:
        seen = os.stat(path)
    except (FileNotFoundError, NotADirectoryError):
        return None
    return Stamp(seen.st_mtime_ns, seen.st_size, seen.st_ino)


def write(
    path: Path,
    data: bytes,
    *,
    within: Within = nullcontext,
    like: Path | None = None,
) -> None:
    """Put `data` at `path`, durably, all of it or nothing.

    `within` is entered with the file itself when the new one is ready, and left when it is in place: what it
    raises goes up, and the file stays.
    A new file is for its owner alone (0600), or as `like` is; an existing one keeps owner and permissions. A
    link stays a link: what it points to is replaced, because a file in the link's place would quietly leave
    two copies of a record. Another name of the same file keeps what it held. A file that nobody may write, a
    folder, a pipe or a device is refused.
    Raises NotSaved; the file then holds what it held before, and nothing is left beside it. Only `InDoubt`,
    after a second failure of the disk, means that it may hold `data`.
    """
    try:
        target = real(path)
        old = _look(target)
        model = old or (_look(like) if like is not None else None)
    except (OSError, ValueError) as error:
        raise not_saved(error, path) from error
    if old is None and within is nullcontext and path.is_symlink() and target.parent.is_dir():
        # Somebody else's link would have a file made wherever they want one, with words of ours in it.
        raise NotSaved("cannot write here", str(path), "It is a link to no file: take the link away.")
    if old is not None and not modes.S_ISREG(old.st_mode):
        raise NotSaved("cannot write here", str(path), "Something else has that name: choose another.")
    if old is not None and not old.st_mode & 0o222:
        # Replacing would work; but whoever took the write permission away meant the file to stay as it is.
        raise NotSaved("read-only", str(path), "The file is marked so: undo that, or save a copy.")
    folder = before = -1
    try:
        # Opened first: running out of handles must show while the old file is still in place.
        folder = _open_folder(target.parent)
        before = _hold(target) if old is not None and folder >= 0 else -1
        with _temporary(target.parent, data, model, before) as temp, within(target):
            _change(temp, target, before, old, folder)
    except _Unconfirmed as error:
        if error.undone:
            raise not_saved(error, path) from error
        raise InDoubt(said(error)[0], str(path), IN_DOUBT) from error
    except (OSError, ValueError) as error:
        raise not_saved(error, path) from error
    finally:
        for handle in (folder, before):
            if handle >= 0:
                with suppress(OSError):
                    os.close(handle)


def real(path: Path) -> Path:
    """The file itself, also when `path` is a link to it."""
    return Path(os.path.realpath(path)) if path.is_symlink() else path


def sync_folder(folder: Path) -> None:
    """Make names just made, changed or removed in `folder` outlast a power cut, where possible. OSError."""
    handle = _open_folder(folder)
    if handle >= 0:
        try:
            _sync_open_folder(handle)
        finally:
            os.close(handle)


class _Unconfirmed(OSError):
    """The disk would not confirm the new name; `undone` when the old file has it again."""

    undone = False


def _look(target: Path) -> os.stat_result | None:
    try:
        return os.stat(target)
    except FileNotFoundError:
        return None


@contextmanager
def _temporary(folder: Path, data: bytes, model: os.stat_result | None, before: int) -> Iterator[Path]:
    """A file with the bytes, safe on the disk under a name of its own. Gone afterwards, whatever happens."""
    temp = temporary(folder)
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
    handle = os.open(temp, flags, 0o600)
    try:
        try:
            _write_all(handle, data)
            if model is not None:
                manner.keep(handle, model, before)
            _sync_file(handle)
        finally:
            # Some network disks report a full disk only here.
            os.close(handle)
        yield temp
    except BaseException:
        with suppress(OSError):
            os.unlink(temp)
        raise


def _change(temp: Path, target: Path, before: int, old: os.stat_result | None, folder: int) -> None:
    """The new file under the name, confirmed by the disk; else the old one again."""
    _replace(temp, target)
    try:
        _sync_open_folder(folder)
    except OSError as error:
        failed = _Unconfirmed(error.errno, error.strerror)
        failed.undone = _put_back(target, before, old, folder)
        raise failed from error


def _write_all(handle: int, data: bytes) -> None:
    rest = memoryview(data)
    while rest:
        count = os.write(handle, rest)
        if count <= 0:
            raise OSError(errno.ENOSPC, "nothing written")
        rest = rest[count:]


def _sync_file(handle: int) -> None:
    if sys.platform == "darwin":
        import fcntl

        # On this system fsync stops at the drive's own memory.
        with suppress(OSError):
            fcntl.fcntl(handle, fcntl.F_FULLFSYNC)
            return
    os.fsync(handle)


def _replace(temp: Path, target: Path) -> None:
    for wait in WAITS:
        try:
            os.replace(temp, target)
            return
        except PermissionError:
            if not WINDOWS:
                raise
            time.sleep(wait)
    os.replace(temp, target)


def _open_folder(folder: Path) -> int:
    """A handle on the folder, or -1 where the system has none to give."""
    if WINDOWS:
        return -1
    try:
        return os.open(folder, os.O_RDONLY)
    except PermissionError:
        # A folder one may write to but not list: the file itself is still synced.
        return -1


def _sync_open_folder(handle: int) -> None:
    if handle < 0:
        return
    try:
        os.fsync(handle)
    except OSError as error:
        if error.errno not in UNKNOWN_THERE:
            raise


def _hold(target: Path) -> int:
    try:
        return os.open(target, os.O_RDONLY)
    except PermissionError:
        return -1


def _put_back(target: Path, before: int, old: os.stat_result | None, folder: int) -> bool:
    """Return to the old file, so that NotSaved stays true. Whether that worked."""
    try:
        if old is None:
            os.unlink(target)
        elif before < 0:
            return False
        else:
            os.lseek(before, 0, os.SEEK_SET)
            with _temporary(target.parent, read_all(before), old, before) as temp:
                _replace(temp, target)
    except OSError:
        return False
    with suppress(OSError):
        _sync_open_folder(folder)
    return True
