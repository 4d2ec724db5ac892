"""The one writer. After `write` returns, the bytes are on the disk; if it raises, the file is as it was.

A file is never changed in place. The bytes go to a temporary file beside it, reach the disk, and take the
name in one step; a stop at any moment leaves the old file or the new one, each whole.
"""

from __future__ import annotations

import contextlib
import errno
import os
import secrets
import stat as modes
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from ibps.core.errors import NotSaved

WINDOWS = os.name == "nt"
# A virus scanner, an indexer or a sync client holds a file for a moment: about 2.5 seconds in all.
WAITS = (0.01, 0.02, 0.04, 0.08, 0.15, 0.3, 0.6, 1.3)
TEMP_START, TEMP_END = ".ibps-", ".tmp"

NO_FOLDER = ("folder is gone", "Bring the folder or the drive back, then save again.")
NO_RIGHT = ("no permission", "Ask the owner of the folder for the right to write, or save to another.")
NO_HANDLES = ("too many open files", "Close other programs, then save again.")
REASONS: dict[int, tuple[str, str]] = {
    errno.ENOSPC: ("disk full", "Free some space, then save again."),
    errno.EDQUOT: ("disk full", "Your share of the disk is used up: free some space, then save again."),
    errno.EFBIG: ("file too large", "This disk does not take a file of that size: save to another folder."),
    errno.ENOENT: NO_FOLDER,
    errno.ENOTDIR: NO_FOLDER,
    errno.EACCES: NO_RIGHT,
    errno.EPERM: NO_RIGHT,
    errno.EROFS: ("read-only", "Make the disk or the file writable, or save to another folder."),
    errno.ENAMETOOLONG: ("name too long", "Use a shorter name or a folder nearer the top."),
    errno.EBUSY: ("file in use", "Close whatever else has the file open, then save again."),
    errno.EIO: ("disk error", "Save to another disk and have this one looked at."),
    errno.EMFILE: NO_HANDLES,
    errno.ENFILE: NO_HANDLES,
}
# What disks answer when they do not know the question; there is nothing to be had from them then.
UNKNOWN_THERE = (errno.EINVAL, errno.ENOTSUP, errno.ENOSYS)
OTHER = ("cannot write here", "Save to another folder.")
IN_DOUBT = "The file may already hold this change; look before you save again."


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


def not_saved(error: Exception, path: Path) -> NotSaved:
    """The reason and the next step for an error of the operating system."""
    number = error.errno if isinstance(error, OSError) else None
    reason, what_next = REASONS.get(number or 0, OTHER)
    return NotSaved(reason, str(path), what_next)


def write(path: Path, data: bytes, *, private: bool = True) -> None:
    """Put `data` at `path`, durably, all of it or nothing.

    A new file is for its owner alone (0600) unless `private` is False; an existing one keeps its mode. A link
    stays a link: what it points to is replaced, because a file in the link's place would quietly leave two
    copies of a record. A file that nobody may write, a folder, a pipe or a device is refused.
    Raises NotSaved; the file then holds what it held before, and nothing is left beside it.
    """
    try:
        target = Path(os.path.realpath(path)) if path.is_symlink() else path
        old = _look(target)
    except (OSError, ValueError) as error:
        raise not_saved(error, path) from error
    if old is not None and not modes.S_ISREG(old.st_mode):
        raise NotSaved("cannot write here", str(path), "Something else has that name: choose another.")
    if old is not None and not old.st_mode & 0o222:
        # Replacing would work; but whoever took the write permission away meant the file to stay as it is.
        raise NotSaved("read-only", str(path), "The file is marked so: undo that, or save a copy.")
    folder = before = -1
    try:
        try:
            # Opened first: running out of handles must show while the old file is still in place.
            folder = _open_folder(target.parent)
            before = _hold(target) if old is not None and folder >= 0 else -1
            _replace_with(target, data, old, 0o600 if private or old is not None else 0o666)
        except (OSError, ValueError) as error:
            raise not_saved(error, path) from error
        try:
            _sync_open_folder(folder)
        except OSError as error:
            failed = not_saved(error, path)
            if not _put_back(target, before, old, folder):
                failed = NotSaved(failed.reason, str(path), IN_DOUBT)
            raise failed from error
    finally:
        for held in (folder, before):
            if held >= 0:
                with contextlib.suppress(OSError):
                    os.close(held)


def sync_folder(folder: Path) -> None:
    """Make names just made, changed or removed in `folder` outlast a power cut, where possible. OSError."""
    handle = _open_folder(folder)
    if handle >= 0:
        try:
            _sync_open_folder(handle)
        finally:
            os.close(handle)


def sweep(folder: Path, older_than_ns: int) -> int:
    """Remove temporary files that a killed program left here before `older_than_ns`; how many went."""
    gone = 0
    with contextlib.suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            if not (entry.name.startswith(TEMP_START) and entry.name.endswith(TEMP_END)):
                continue
            with contextlib.suppress(OSError):
                seen = entry.stat(follow_symlinks=False)
                if modes.S_ISREG(seen.st_mode) and seen.st_mtime_ns < older_than_ns:
                    os.unlink(entry.path)
                    gone += 1
    return gone


def _look(target: Path) -> os.stat_result | None:
    try:
        return os.stat(target)
    except FileNotFoundError:
        return None


def _replace_with(target: Path, data: bytes, old: os.stat_result | None, mode: int) -> None:
    """The bytes to a temporary file, then under the name. That file is gone afterwards, whatever happens."""
    # Named without the target's name: a name at the length limit must not become too long by the addition.
    temp = target.parent / f"{TEMP_START}{secrets.token_hex(8)}{TEMP_END}"
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
    handle = os.open(temp, flags, mode)
    try:
        try:
            _write_all(handle, data)
            if old is not None:
                _keep_owner_and_mode(handle, old)
            _sync_file(handle)
        finally:
            # Some network disks report a full disk only here.
            os.close(handle)
        _replace(temp, target)
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(temp)
        raise


def _write_all(handle: int, data: bytes) -> None:
    rest = memoryview(data)
    while rest:
        count = os.write(handle, rest)
        if count <= 0:
            raise OSError(errno.ENOSPC, "nothing written")
        rest = rest[count:]


def _keep_owner_and_mode(handle: int, old: os.stat_result) -> None:
    """Give the new file the old one's owner, group and permissions as far as the disk knows them."""
    if WINDOWS:
        return
    mode, new = modes.S_IMODE(old.st_mode), os.fstat(handle)
    if (old.st_uid, old.st_gid) != (new.st_uid, new.st_gid):
        try:
            os.fchown(handle, old.st_uid, old.st_gid)
        except OSError:
            try:
                os.fchown(handle, -1, old.st_gid)
            except OSError:
                # Another group must not read what only the old group was allowed to.
                mode = (mode & ~0o070) | (mode & 0o007) << 3
    if mode != modes.S_IMODE(new.st_mode):
        try:
            os.fchmod(handle, mode)
        except OSError as error:
            # Disks without permissions refuse; saving matters more there than a mode that does not exist.
            if error.errno not in (errno.EPERM, errno.EACCES, *UNKNOWN_THERE):
                raise


def _sync_file(handle: int) -> None:
    if sys.platform == "darwin":
        import fcntl

        # On this system fsync stops at the drive's own memory.
        with contextlib.suppress(OSError):
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
    """The disk would not confirm the new name: return to the old file, so that NotSaved stays true."""
    try:
        if old is None:
            os.unlink(target)
        elif before < 0:
            return False
        else:
            with os.fdopen(os.dup(before), "rb") as kept:
                _replace_with(target, kept.read(), old, 0o600)
    except OSError:
        return False
    with contextlib.suppress(OSError):
        _sync_open_folder(folder)
    return True
