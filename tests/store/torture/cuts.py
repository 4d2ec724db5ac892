"""Power cuts without cutting any power: the calls of a few saves are written down, and every state is built
in which a disk may be found after them.

The model is harder than any real journalling file system. What was written to a file is safe only after an
fsync of that file: until then nothing of it may be there, or some pages, or its size with NULs in it, or a
later write without an earlier one. Names are safe only after an fsync of their folder: until then any of the
changes may be there without the others, in particular a new name before the bytes it stands for.
"""

from __future__ import annotations

import hashlib
import itertools
import os
import shutil
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.store.torture.calls import through
from tests.store.torture.subjects import CREATED, Ibps, Subject, broken, impatient

PAGE = 4096
Names = dict[str, int]
Step = tuple[str, int | None]  # the name now stands for that file; None: for none


@dataclass
class Kept:
    """One file: what is safe, and what was written since, each as (offset, bytes) or (length, None)."""

    safe: bytes = b""
    since: list[tuple[int, bytes | None]] = field(default_factory=list)

    def now(self) -> bytes:
        data = self.safe
        for step in self.since:
            data = _applied(data, *step)
        return data

    def possible(self) -> set[bytes]:
        """All that may be found in it."""
        found, data = {self.safe}, self.safe
        for n, (at, new) in enumerate(self.since):
            if new:
                pages = range(PAGE - at % PAGE, len(new), PAGE)
                for page in {*pages[:1], *pages[len(pages) // 2 :][:1], *pages[-1:]}:
                    torn = _applied(data, at, new[:page])
                    found |= {torn, torn + b"\0" * max(0, at + len(new) - len(torn))}
                    found.add(_applied(data, at + page, new[page:]))
                found.add(data + b"\0" * max(0, at + len(new) - len(data)))
            for later in self.since[n + 1 : n + 2]:
                found.add(_applied(data, *later))
            data = _applied(data, at, new)
            found.add(data)
        return found


def _applied(data: bytes, at: int, new: bytes | None) -> bytes:
    if new is None:
        return data[:at] + b"\0" * (at - len(data))
    return data[:at] + b"\0" * (at - len(data)) + new + data[at + len(new) :]


@dataclass
class Disk:
    """What a disk has taken in, and the states it may be found in."""

    root: str
    files: list[Kept] = field(default_factory=list)
    safe: Names = field(default_factory=dict)
    since: list[Step] = field(default_factory=list)
    handles: dict[int, Any] = field(default_factory=dict)
    changed: Callable[[], None] = lambda: None

    def __call__(
        self, name: str, real: Callable[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> Any:
        there = self._names()
        given = real(*args, **kwargs)
        if name == "open":
            self._open(os.fspath(args[0]), args[1], given, there)
        elif name in ("replace", "rename"):
            old, new = (os.path.basename(one) for one in args)
            self.since += [(new, there[old]), (old, None)]
        elif name == "unlink" and os.path.dirname(args[0]) == self.root:
            self.since.append((os.path.basename(args[0]), None))
        elif args and isinstance(args[0], int) and args[0] in self.handles:
            self._handled(name, args, given)
        self.changed()
        return given

    def _names(self) -> Names:
        return _with(self.safe, self.since)

    def _open(self, path: str, flags: int, handle: int, there: Names) -> None:
        self.handles.pop(handle, None)
        if path == self.root:
            self.handles[handle] = None
        if os.path.dirname(path) != self.root:
            return
        name = os.path.basename(path)
        if name not in there:
            self.since.append((name, len(self.files)))
            self.files.append(Kept())
            there = self._names()
        elif flags & os.O_TRUNC:
            self.files[there[name]].since.append((0, None))
        self.handles[handle] = [self.files[there[name]], 0]

    def _handled(self, name: str, args: tuple[Any, ...], given: Any) -> None:
        at = self.handles[args[0]]
        if name == "close":
            del self.handles[args[0]]
        elif name == "fsync" and at is None:
            self.safe, self.since = self._names(), []
        elif at is None:
            return
        elif name == "fsync":
            at[0].safe, at[0].since = at[0].now(), []
        elif name == "lseek":
            at[1] = given
        elif name == "read":
            at[1] += len(given)
        elif name == "write":
            at[0].since.append((at[1], bytes(args[1])[:given]))
            at[1] += given
        elif name == "ftruncate":
            at[0].since.append((args[1], None))

    def states(self) -> Iterator[dict[str, bytes]]:
        """Every state it may be found in now: the bytes of each name."""
        for chosen in itertools.product((False, True), repeat=len(self.since)):
            names = _with(self.safe, list(itertools.compress(self.since, chosen)))
            ways = [sorted(self.files[n].possible()) for n in names.values()]
            for contents in itertools.product(*ways):
                yield dict(zip(names, contents, strict=True))


def _with(names: Names, steps: list[Step]) -> Names:
    now = dict(names)
    for name, number in steps:
        if number is None:
            now.pop(name, None)
        else:
            now[name] = number
    return now


def torture(
    subject: Subject, base: Path, saves: int = 3, how: str = ""
) -> tuple[int, Counter[str], dict[str, str]]:
    """How many states; each kind of harm with its number, and the first of each in words."""
    harm: Counter[str] = Counter()
    first: dict[str, str] = {}
    looked = 0
    with broken(how), impatient():
        for state, acknowledged, asked in _recorded(subject, base, saves):
            looked += 1
            found = _found(subject, base / "found", state, acknowledged, asked)
            if found:
                harm[found] += 1
                said = {name: len(data) for name, data in state.items()}
                first.setdefault(found, f"{acknowledged} were acknowledged; bytes found: {said}")
    return looked, harm, first


def _recorded(subject: Subject, base: Path, saves: int) -> list[tuple[dict[str, bytes], int, int]]:
    """Each state once, with how many changes were acknowledged and asked for by then."""
    folder = base / "recorded"
    folder.mkdir()
    disk = Disk(str(folder))
    seen: dict[bytes, tuple[dict[str, bytes], int, int]] = {}
    counts = [0, 1]

    def look() -> None:
        for state in disk.states():
            mark = hashlib.sha256(repr((sorted(state.items()), counts)).encode()).digest()
            seen.setdefault(mark, (state, counts[0], counts[1]))

    def step(work: Callable[[], object]) -> None:
        work()
        counts[0] += 1
        look()
        counts[1] += 1

    disk.changed = look
    with through(disk):
        step(lambda: subject.begin(folder))
        save = subject.open(folder)
        for n in range(1, saves + 1):
            step(lambda n=n: save(n))  # type: ignore[misc]  # each with its own number
    shutil.rmtree(folder)
    return list(seen.values())


def _found(subject: Subject, folder: Path, state: dict[str, bytes], acknowledged: int, asked: int) -> str:
    folder.mkdir()
    try:
        for name, data in state.items():
            (folder / name).write_bytes(data)
        seen = subject.seen(folder)
        if seen is None:
            return "unreadable"
        if not acknowledged <= len(seen) <= asked:
            return "lost"
        if seen != (CREATED, *range(1, asked))[: len(seen)]:
            return "something else"
        if seen and isinstance(subject, Ibps):
            return _gone_on_with(Ibps(locked=True), folder, seen)
        return ""
    finally:
        shutil.rmtree(folder)


def _gone_on_with(subject: Ibps, folder: Path, seen: tuple[int, ...]) -> str:
    try:
        subject.open(folder)(99)
    except Exception as error:
        return f"cannot be gone on with: {type(error).__name__}"
    claims = [name for name in os.listdir(folder) if name.endswith(".claim")]
    return "lost when gone on with" if claims or subject.seen(folder) != (*seen, 99) else ""
