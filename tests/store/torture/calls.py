"""Every call to the file system goes through one hook: counted, refused, stopped at, or taken in turns."""

from __future__ import annotations

import errno
import os
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from typing import Any
from unittest.mock import patch

NAMES = (
    "open", "read", "write", "lseek", "fsync", "close", "ftruncate", "replace", "rename", "unlink", "stat",
    "lstat", "fstat", "fchmod", "fchown", "listxattr", "getxattr", "setxattr", "scandir", "mkdir", "link",
)  # fmt: skip
ERRORS = (errno.EIO, errno.ENOSPC, errno.EACCES, errno.EROFS, errno.EDQUOT, errno.EMFILE)

Hook = Callable[[str, Callable[..., Any], tuple[Any, ...], dict[str, Any]], Any]


@contextmanager
def through(hook: Hook) -> Iterator[None]:
    """While it lasts, `os.open` and its kind ask the hook, which may call the real one.

    Threads that were there before are let alone: a window of another test may still look at its files.
    """
    alone = {one.ident for one in threading.enumerate()} - {threading.get_ident()}

    def shim(name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*args: Any, **kwargs: Any) -> Any:
            if threading.get_ident() in alone:
                return real(*args, **kwargs)
            return hook(name, real, args, kwargs)

        return call

    with ExitStack() as stack:
        for name in NAMES:
            if hasattr(os, name):  # some exist on some systems only
                stack.enter_context(patch.object(os, name, shim(name, getattr(os, name))))
        yield


class Killed(BaseException):
    """In place of SIGKILL: nothing after it reaches the disk, no tidying up either."""


@dataclass
class At:
    """Lets calls through, and does something at call number `at`, counted from 0."""

    at: int = -1
    error: int = 0  # 0: the program is killed there
    for_good: bool = False  # the same call and all after it
    made: list[str] = field(default_factory=list)

    def __call__(
        self, name: str, real: Callable[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> Any:
        here = len(self.made)
        self.made.append(name)
        if self.at < 0 or here < self.at:
            return real(*args, **kwargs)
        if not self.error:
            raise Killed
        if here == self.at or self.for_good:
            if name == "close":
                real(*args, **kwargs)  # a failed close has closed all the same
            raise OSError(self.error, os.strerror(self.error))
        return real(*args, **kwargs)
