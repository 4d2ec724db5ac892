"""A program in a terminal of its own: started, typed at, timed.

While a key is measured the output is only read and stamped; the emulator runs when the program is silent,
so that it cannot slow the program down. Linux only: memory and processor time are read from /proc.
"""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import signal
import struct
import termios
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Final, Self

from tests.bench.screen import Chunk, Screen, Shows

KEYS: Final = {
    "enter": b"\r", "escape": b"\x1b", "tab": b"\t", "up": b"\x1b[A", "down": b"\x1b[B", "home": b"\x1b[H",
    "pagedown": b"\x1b[6~", "f3": b"\x1bOR", "ctrl+n": b"\x0e", "ctrl+q": b"\x11",
}  # fmt: skip
PATIENCE: Final = 20.0
"""Seconds after which something was not shown."""
SILENCE: Final = 0.1
"""Seconds without a byte after which a key is over: more than the gap between two frames of one key."""


class NotShown(Exception):
    """The screen never showed what was waited for; nothing was measured."""


@dataclass(frozen=True)
class Timed:
    """One step. Milliseconds until it was shown, and until the last byte of it."""

    shown: float
    last: float


class Program:
    """One run of a program, as a context manager. `started` says how long it took to be usable."""

    def __init__(
        self, command: Sequence[str], size: tuple[int, int], env: Mapping[str, str], usable: Shows
    ) -> None:
        columns, rows = size
        self.screen = Screen(columns, rows)
        self._ended = False
        begun = time.perf_counter()
        self.pid, self._fd = pty.fork()
        if self.pid == 0:
            try:
                fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
                os.execve(command[0], list(command), dict(env))
            finally:
                os._exit(127)
        try:
            self.started = self._wait(begun, usable, silence=0.3)
        except BaseException:
            self.stop()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def key(self, key: str, shows: Shows) -> Timed:
        """One key, until the screen shows what it should. `NotShown` also when it showed that before."""
        if shows(self.screen):
            raise NotShown(f"before {key!r} the screen showed it already:\n{self.screen.text}")
        begun = time.perf_counter()
        os.write(self._fd, KEYS.get(key, key.encode()))
        return self._wait(begun, shows, SILENCE)

    def shows(self, what: Shows, since: float) -> Timed:
        """Until the screen shows something that nobody here pressed a key for, counted from that moment."""
        return self._wait(since, what, SILENCE)

    def paste(self, text: str, shows: Shows) -> None:
        """Text at once, not timed."""
        self.key(f"\x1b[200~{text}\x1b[201~", shows)

    def press(self, key: str) -> None:
        """A key whose answer is not looked at."""
        os.write(self._fd, KEYS.get(key, key.encode()))
        self.screen.first(self._read(2 * SILENCE), lambda _: False)

    def peak_memory(self) -> float:
        """The most that was in memory at once, in MB."""
        status = Path(f"/proc/{self.pid}/status").read_text()
        found = re.search(r"VmHWM:\s+(\d+) kB", status)
        return int(found[1]) / 1024 if found else 0.0

    def idle(self, seconds: float) -> float:
        """The share of one core used while nobody does anything, in per cent."""
        # The kernel's clock of another process counts nanoseconds, where /proc counts ticks of 10 ms.
        clock = (~self.pid << 3) | 2
        begun, used = time.perf_counter(), time.clock_gettime(clock)
        while (left := begun + seconds - time.perf_counter()) > 0:
            self.screen.first(self._read(left, most=left), lambda _: False)
        return 100 * (time.clock_gettime(clock) - used) / (time.perf_counter() - begun)

    def stop(self) -> None:
        """Ctrl+Q; a program that does not go is ended."""
        try:
            os.write(self._fd, KEYS["ctrl+q"])
            for _ in range(100):
                self._read(0.05, most=0.05)
                if os.waitpid(self.pid, os.WNOHANG)[0]:
                    return
        except OSError:
            pass
        finally:
            os.close(self._fd)
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)

    def _wait(self, begun: float, shows: Shows, silence: float) -> Timed:
        shown = None
        last = begun
        while shown is None and not self._ended and time.perf_counter() - begun < PATIENCE:
            chunks = self._read(silence)
            shown = self.screen.first(chunks, shows)
            last = chunks[-1].at if chunks else last
        if shown is None:
            raise NotShown(f"it was never shown:\n{self.screen.text}")
        return Timed(1000 * (shown - begun), 1000 * (last - begun))

    def _read(self, silence: float, most: float = PATIENCE) -> list[Chunk]:
        """What comes until nothing has come for so long."""
        chunks: list[Chunk] = []
        end = time.perf_counter() + most
        while time.perf_counter() < end and select.select([self._fd], [], [], silence)[0]:
            at = time.perf_counter()
            try:
                data = os.read(self._fd, 65536)
            except OSError:  # the program is gone, and with it the other side of the terminal
                data = b""
            if not data:
                self._ended = True
                break
            chunks.append(Chunk(at, data))
            if b"\x1b[?2026$p" in data:  # can you hold a frame back until it is whole? As most can.
                os.write(self._fd, b"\x1b[?2026;2$y")
        return chunks


def text(*parts: str) -> Shows:
    """All of these are somewhere on the screen."""
    return lambda screen: all(part in screen.text for part in parts)


def changed(before: Screen, what: Callable[[Screen], str]) -> Shows:
    """What this function finds is there, and is another than now."""
    now = what(before)
    return lambda screen: what(screen) not in ("", now)
