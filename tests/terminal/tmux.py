"""A real terminal to test in: one tmux server of its own, holding one program in one pane."""

import os
import re
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import TracebackType

# Said to every server, whatever the machine's own tmux.conf likes: the pane is the whole window, Escape is
# passed on at once, and a program that has ended leaves its last screen and its exit status to be read.
_SETTINGS = (
    ("-s", "escape-time", "0"),
    ("-g", "status", "off"),
    ("-g", "default-terminal", "tmux-256color"),
    ("-g", "remain-on-exit", "on"),
    # Older tmux has no such setting; -q lets it pass.
    ("-gq", "remain-on-exit-format", ""),
)

_OURS = ("TMUX", "TMUX_PANE", "NO_COLOR", "COLUMNS", "LINES")
"""What the terminal the tests are run in may have said, and is not true of this one."""

STILL = 3
"""Looks at a screen, one after the other, that have to see the same before it is taken to be drawn."""

# A message to the tmux server holds 16 KB.
_CHUNK = 2000


def _argument(text: str) -> str:
    """tmux takes a semicolon at the end of an argument for the end of a command, unless it is escaped."""
    return f"{text[:-1]}\\;" if text.endswith(";") else text


class Tmux:
    """Drives a program as a person at a keyboard would. Use it in a `with`; leaving it ends the server.

    Failures of the program to show something are AssertionErrors with the screen in them.
    """

    def __init__(self) -> None:
        # A folder and a name of its own: no socket is left behind, no server of the user's is ever reached.
        self._folder = Path(tempfile.mkdtemp(prefix="ibps-tmux-"))
        self._name = self._folder.name
        self._environment = {key: value for key, value in os.environ.items() if key not in _OURS} | {
            "TMUX_TMPDIR": str(self._folder),
            "LC_ALL": "C.UTF-8",
            "COLORTERM": "truecolor",
        }

    def __enter__(self) -> "Tmux":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def start(
        self,
        command: Sequence[str],
        width: int = 80,
        height: int = 24,
        env: Mapping[str, str] | None = None,
        cwd: Path | None = None,
    ) -> None:
        """Runs `command` (arguments, no shell) in a pane of `width` by `height` cells, once per server."""
        self._environment |= env or {}
        words: list[str] = ["start-server"]
        for scope, option, value in _SETTINGS:
            words += [";", "set-option", scope, option, value]
        words += [";", "new-session", "-d", "-x", str(width), "-y", str(height)]
        words += ["-c", str(cwd or Path.cwd()), "--", "env"]
        words += [_argument(word) for word in command]
        self._tmux(*words)

    def keys(self, *names: str) -> None:
        """Presses keys by tmux's names, in order: "Enter", "Escape", "C-n", "F2", "Up", "BTab", "a"."""
        self._tmux("send-keys", "--", *(_argument(name) for name in names))

    def type(self, text: str) -> None:
        """Types the very characters of `text`; nothing in it is taken for the name of a key."""
        for start in range(0, len(text), _CHUNK):
            self._tmux("send-keys", "-l", "--", _argument(text[start : start + _CHUNK]))

    def screen(self) -> str:
        """What the pane shows now: one line per row, blanks at the end of a row left out."""
        return self._tmux("capture-pane", "-p")

    def resize(self, width: int, height: int) -> None:
        self._tmux("resize-window", "-x", str(width), "-y", str(height))

    def size(self) -> tuple[int, int]:
        """Columns and rows of the pane."""
        width, height = self._read("#{pane_width} #{pane_height}").split()
        return int(width), int(height)

    def alive(self) -> bool:
        """Whether the program is still running."""
        answer = self._run("display-message", "-p", "#{pane_dead}")
        return answer.returncode == 0 and answer.stdout.strip() == "0"

    def pid(self) -> int:
        """The program's process id, for a test that wants to signal or kill it."""
        return int(self._read("#{pane_pid}"))

    def exit_status(self) -> int | None:
        """The exit status; minus the signal's number if a signal ended it; None while the program runs."""
        form = "#{pane_dead}|#{pane_dead_status}|#{pane_dead_signal}|#{pid}"
        dead, status, number, server = self._read(form).split("|")
        if status or number:
            return int(status) if status else -_signal_number(number)
        if dead == "1":
            # Now and then a server misses that its child has ended and never asks how: this makes it ask.
            os.kill(int(server), signal.SIGCHLD)
        return None

    def wait_for(self, wanted: str | re.Pattern[str], timeout: float = 10.0) -> str:
        """The first screen that holds the text, or on which the pattern is found."""
        pattern = re.compile(re.escape(wanted)) if isinstance(wanted, str) else wanted
        return self.wait_until(lambda screen: bool(pattern.search(screen)), repr(pattern.pattern), timeout)

    def wait_gone(self, unwanted: str, timeout: float = 10.0) -> str:
        """The first screen that does not hold the text."""
        return self.wait_until(lambda screen: unwanted not in screen, f"{unwanted!r} gone", timeout)

    def wait_until(self, fits: Callable[[str], bool], what: str, timeout: float = 10.0) -> str:
        """The first screen that fits; fails when the time is over, or soon after the program has ended."""
        end, ended = time.monotonic() + timeout, False
        while True:
            # Asked before the screen is read: what a program wrote last is on the screen soon after it ended.
            if not ended and not self.alive():
                ended, end = True, min(end, time.monotonic() + 3.0)
            screen = self.screen()
            if fits(screen):
                return screen
            if ended and time.monotonic() > end:
                raise AssertionError(self._report(f"the program ended before {what} was seen", screen))
            if time.monotonic() > end:
                raise AssertionError(self._report(f"{what} not seen within {timeout:g} seconds", screen))
            time.sleep(0.02)

    def settled(self, timeout: float = 10.0) -> str:
        """The screen once it stays as it is: read while it is drawn, it is part the old and part the new."""
        last: list[str] = []

        def still(screen: str) -> bool:
            last.append(screen)
            return len(last) > STILL and len(set(last[-STILL - 1 :])) == 1

        return self.wait_until(still, "a screen that stays as it is", timeout)

    def wait_exit(self, timeout: float = 10.0) -> int:
        """The exit status, as soon as the program has ended."""
        end = time.monotonic() + timeout
        while (status := self.exit_status()) is None:
            if time.monotonic() > end:
                raise AssertionError(self._report(f"still running after {timeout:g} seconds", self.screen()))
            time.sleep(0.02)
        return status

    def close(self) -> None:
        """Ends the server and what runs in it. Does nothing the second time."""
        self._run("kill-server")
        shutil.rmtree(self._folder, ignore_errors=True)

    def _report(self, problem: str, screen: str) -> str:
        width, _ = self.size()
        rows = "\n".join(f"|{row:<{width}}|" for row in screen.split("\n"))
        return f"{problem} (exit status {self.exit_status()}). The screen:\n{rows}"

    def _read(self, form: str) -> str:
        return self._tmux("display-message", "-p", form).rstrip("\n")

    def _tmux(self, *words: str) -> str:
        answer = self._run(*words)
        if answer.returncode != 0:
            raise RuntimeError(f"tmux {words[0]}: {answer.stderr.strip() or answer.returncode}")
        return answer.stdout.removesuffix("\n") if words[0] == "capture-pane" else answer.stdout

    def _run(self, *words: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            ["tmux", "-u", "-L", self._name, "-f", "/dev/null", *words],
            env=self._environment,
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            check=False,
            timeout=30,
        )


def _signal_number(text: str) -> int:
    """tmux gives a signal as a number or, in some builds, by its name without SIG."""
    return int(text) if text.isdigit() else int(signal.Signals[f"SIG{text.upper().removeprefix('SIG')}"])
