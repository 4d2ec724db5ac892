"""No room at every byte of a save: said, nothing lost, and the same program goes on once there is room."""

from __future__ import annotations

import errno
import os
import resource
import shutil
import subprocess
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.store.torture.calls import through
from tests.store.torture.subjects import CREATED, FILE, Ibps, Subject, broken, hushed

BEFORE = (CREATED, 1)
TMPFS_PAGES = 64

Squeeze = Callable[[int], Any]
"""A context manager in which there is room for so many bytes (or pages, or files)."""


@dataclass
class Room:
    """Takes so many bytes in all, then no more: part of a write first, as disks do."""

    left: int

    def __call__(
        self, name: str, real: Callable[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> Any:
        if name != "write":
            return real(*args, **kwargs)
        if self.left <= 0:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        taken = real(args[0], bytes(args[1])[: self.left])
        self.left -= taken
        return taken


@contextmanager
def bytes_left(count: int) -> Iterator[None]:
    """The disk takes so many bytes."""
    with through(Room(count)):
        yield


@contextmanager
def largest_file(count: int) -> Iterator[None]:
    """The system allows no file larger than this."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (count, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


@contextmanager
def handles_left(count: int) -> Iterator[None]:
    """The system gives out so many more open files."""
    before = resource.getrlimit(resource.RLIMIT_NOFILE)
    lowest = os.open(os.devnull, os.O_RDONLY)  # handles are given out from the lowest
    os.close(lowest)
    resource.setrlimit(resource.RLIMIT_NOFILE, (lowest + count, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, before)


def pages_left(disk: Path) -> Squeeze:
    """On a small disk of its own: all but so many pages are taken up."""

    @contextmanager
    def squeeze(count: int) -> Iterator[None]:
        ballast = disk / "ballast"
        free = os.statvfs(disk).f_bavail
        ballast.write_bytes(b"x" * os.statvfs(disk).f_frsize * max(0, free - count))
        try:
            yield
        finally:
            ballast.unlink()

    return squeeze


def names_left(disk: Path) -> Squeeze:
    """On a small disk of its own: all but so many of its files are made."""

    @contextmanager
    def squeeze(count: int) -> Iterator[None]:
        made = [disk / f"ballast-{n}" for n in range(max(0, os.statvfs(disk).f_favail - count))]
        for one in made:
            one.touch()
        try:
            yield
        finally:
            for one in made:
                one.unlink()

    return squeeze


@contextmanager
def small_disk(folder: Path) -> Iterator[Path | None]:
    """A disk of 64 pages and 16 files, in memory; None where mounting is not permitted."""
    folder.mkdir()
    size = TMPFS_PAGES * resource.getpagesize()
    mount = shutil.which("mount") or "false"
    command = [mount, "-t", "tmpfs", "-o", f"size={size},nr_inodes=16", "tmpfs", str(folder)]
    if subprocess.run(command, check=False, capture_output=True).returncode:
        yield None
        return
    try:
        yield folder
    finally:
        subprocess.run(["umount", folder], check=True)


def size_of_a_save(subject: Subject, base: Path) -> int:
    """Bytes of the file after the save that is put to the test."""
    folder = _begun(subject, base)
    subject.open(folder)(2)
    size = (folder / FILE).stat().st_size
    shutil.rmtree(folder)
    return size


def levels(subject: Subject, base: Path, step: int) -> list[int]:
    """Bytes to leave: one in `step`, and each where something ends: a page, the file, what comes after it."""
    size = size_of_a_save(subject, base)
    ends = {0, *range(4096, size, 4096), size, size + 16}
    near = {n for end in ends for n in range(end - 6, end + 7) if n >= 0}
    return sorted(near | set(range(0, size + 64, step)))


def all_of_it(subject: Subject, base: Path, how: str = "", step: int = 5) -> dict[str, Any]:
    """Every way of having no room, where the system allows it."""
    grid = levels(subject, base, step)
    came = {
        "bytes": torture(subject, base, bytes_left, grid, how),
        "largest file": torture(subject, base, largest_file, grid, how),
        "handles": torture(subject, base, handles_left, range(8), how),
    }
    with small_disk(base / "disk") as disk:
        if disk is not None:
            came["pages"] = torture(subject, disk, pages_left(disk), range(24), how)
            came["files"] = torture(subject, disk, names_left(disk), range(6), how)
    (base / "disk").rmdir()
    return {"came": came, "harm": {name: one["harm"] for name, one in came.items() if one["harm"]}}


def torture(
    subject: Subject, base: Path, squeeze: Squeeze, levels: range | list[int], how: str = ""
) -> dict[str, Any]:
    """One save at each level, in want of room; then one more with room."""
    harm: Counter[str] = Counter()
    first: dict[str, str] = {}
    refused = 0
    with broken(how), hushed():
        for level in levels:
            folder = _begun(subject, base)
            save = subject.open(folder)
            error: Exception | None = None
            with squeeze(level):
                try:
                    save(2)
                except Exception as raised:
                    error = raised
            refused += error is not None
            for found in _found(subject, folder, save, error):
                harm[found] += 1
                first.setdefault(found, f"with room for {level}: {error}")
            shutil.rmtree(folder)
    return {"levels": len(levels), "refused": refused, "harm": dict(harm), "first": first}


def _begun(subject: Subject, base: Path) -> Path:
    folder = base / "run"
    folder.mkdir()
    subject.begin(folder)
    subject.open(folder)(1)
    return folder


def _found(
    subject: Subject, folder: Path, save: Callable[[int], None], error: Exception | None
) -> Iterator[str]:
    seen = subject.seen(folder)
    if seen is None:
        yield "unreadable"
    elif seen != (BEFORE if error else (*BEFORE, 2)):
        yield "lost"
    if error is not None and not subject.told(error):
        yield f"a fault of the program: {type(error).__name__}"
    if isinstance(subject, Ibps) and os.listdir(folder) != [FILE]:
        yield "left behind"
    try:
        save(3)
    except Exception as again:
        yield f"does not go on: {type(again).__name__}"
        return
    now = subject.seen(folder)
    if now is None or now[:2] != BEFORE or now[-1] != 3:
        yield "lost when going on"
