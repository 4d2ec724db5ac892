"""Why a disk did not take something, and what to do about it: the words for each error of the system."""

from __future__ import annotations

import errno
from pathlib import Path

from ibps.core.errors import NotSaved

NO_FOLDER = ("folder is gone", "Bring the folder or the drive back, then try again.")
NO_RIGHT = ("no permission", "Ask the owner of the folder for the right to write, or save to another.")
NO_SHARE = ("network drive does not answer", "Wait until it is back, then try again.")
IN_USE = ("file in use", "Try again; if it stays so, close the session and open it again.")
NO_HANDLES = ("too many open files", "Close other programs, then try again.")
REASONS: dict[int, tuple[str, str]] = {
    errno.ENOSPC: ("disk full", "Free some space, then try again."),
    errno.EDQUOT: ("quota used up", "Your share of the disk is full: free some space, then try again."),
    errno.EFBIG: ("file too large", "This disk does not take a file of that size: save to another folder."),
    errno.ENOENT: NO_FOLDER,
    errno.ENOTDIR: NO_FOLDER,
    errno.ESTALE: NO_FOLDER,
    errno.ENODEV: NO_FOLDER,
    errno.ENXIO: NO_FOLDER,
    errno.ENOTCONN: NO_SHARE,
    errno.ETIMEDOUT: NO_SHARE,
    errno.EHOSTDOWN: NO_SHARE,
    errno.EHOSTUNREACH: NO_SHARE,
    errno.ENETUNREACH: NO_SHARE,
    errno.EACCES: NO_RIGHT,
    errno.EPERM: NO_RIGHT,
    errno.EROFS: ("read-only", "Make the disk or the file writable, or save to another folder."),
    errno.ENAMETOOLONG: ("name too long", "Use a shorter name or a folder nearer the top."),
    errno.EBUSY: IN_USE,
    errno.EIO: ("disk error", "Save to another disk and have this one looked at."),
    errno.EMFILE: NO_HANDLES,
    errno.ENFILE: NO_HANDLES,
}
OTHER = ("cannot write here", "Save to another folder.")
HELD_BY_ANOTHER = (32, 33)
"""What Windows calls it when another program has the file open just now."""


def said(error: Exception) -> tuple[str, str]:
    """The reason in a few words, and the next step."""
    if getattr(error, "winerror", None) in HELD_BY_ANOTHER:  # it comes as if a right were missing
        return IN_USE
    return REASONS.get((error.errno if isinstance(error, OSError) else None) or 0, OTHER)


def not_saved(error: Exception, path: Path) -> NotSaved:
    """The error for the room, made from one of the operating system."""
    reason, what_next = said(error)
    return NotSaved(reason, str(path), what_next)
