"""Whose a file is and who may read it: what a new file takes over from the one it replaces."""

from __future__ import annotations

import contextlib
import errno
import os
import stat as modes

NOT_THERE = (errno.EPERM, errno.EACCES, errno.EINVAL, errno.ENOTSUP, errno.ENOSYS)
"""What disks without permissions answer; saving matters more there than a mode that does not exist."""


def keep(handle: int, old: os.stat_result, before: int) -> None:
    """Give the new file the old one's owner, group and permissions as far as the disk knows them."""
    if os.name == "nt":
        return
    mode, new = modes.S_IMODE(old.st_mode), os.fstat(handle)
    same_group = True
    if (old.st_uid, old.st_gid) != (new.st_uid, new.st_gid):
        try:
            os.fchown(handle, old.st_uid, old.st_gid)
        except OSError:
            try:
                os.fchown(handle, -1, old.st_gid)
            except OSError:
                # Another group must not read what only the old group was allowed to.
                mode, same_group = (mode & ~0o070) | (mode & 0o007) << 3, False
    if mode != modes.S_IMODE(new.st_mode):
        try:
            os.fchmod(handle, mode)
        except OSError as error:
            if error.errno not in NOT_THERE:
                raise
    if before >= 0 and same_group and hasattr(os, "listxattr"):
        _keep_attributes(handle, before)


def _keep_attributes(handle: int, before: int) -> None:
    """Who else may read and write, where a folder has such lists, and what others noted on the file."""
    with contextlib.suppress(OSError):
        for name in os.listxattr(before):
            with contextlib.suppress(OSError):
                os.setxattr(handle, name, os.getxattr(before, name))
