"""The bytes both windows write to a terminal: how they are painted, and nothing of what people typed."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import struct
import subprocess
import sys
import termios
from pathlib import Path

import pytest

from ibps.store.session_file import render
from tests.hostile import harmless, meetings

ROOT = Path(__file__).parents[2]
DEADLINE = 20.0
PAINT = re.compile(rb"\x1b\[[0-9;:?<>=$]*[a-zA-Z]|\x1b\]22;[a-z]+\x07|\r\n|\r")
"""Colours, places and modes, the shape of the pointer, the start of a line; no title, clipboard or link."""


def written(*asked: str, steps: tuple[tuple[bytes, bytes], ...], under: tuple[str, ...] = ()) -> bytes:
    """What a window of 60x20 writes until it has left; each key is sent once those words were painted.

    `under` is a program that runs it, with arguments.
    """
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 20, 60, 0, 0))
    env = {**os.environ, "TERM": "xterm-256color", "COLORTERM": "truecolor"}
    seen, since = b"", 0
    with subprocess.Popen(
        [*under, sys.executable, "-m", "ibps", *asked],
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        cwd=ROOT,
        env=env,
        start_new_session=True,
    ) as running:
        os.close(theirs)
        left = list(steps)
        while select.select([ours], [], [], DEADLINE)[0]:
            try:
                got = os.read(ours, 65536)
            except OSError:  # it has left
                break
            seen += got
            if left and left[0][0] in seen[since:]:
                since = len(seen)
                os.write(ours, left.pop(0)[1])
        else:
            running.kill()
            raise AssertionError((left, seen[-2000:]))
    os.close(ours)
    assert not left and running.returncode == 0, left
    return seen


@pytest.mark.parametrize(
    ("command", "steps"),
    [
        ("meet", ((b"help", b"\x1bOS"), (b"WHAT WAS DECIDED", b"\x1b[15~"), (b"FOLLOW-UP", b"\x11"))),
        ("room", ((b"leave", b"q"),)),
    ],
)
def test_no_word_of_anybody_acts_on_the_terminal(
    tmp_path: Path, command: str, steps: tuple[tuple[bytes, bytes], ...]
) -> None:
    *_, last = meetings(0, 300)
    path = tmp_path / "a.json"
    path.write_bytes(render(last.journal))
    seen = written(command, str(path), steps=steps)
    assert len(seen) > 3_000
    harmless(PAINT.sub(b"", seen).decode("utf-8"), lines=True)


def test_bytes_that_act_would_be_seen() -> None:
    title, clipboard, link = b"\x1b]0;owned\x07", b"\x1b]52;c;eA==\x07", b"\x1b]8;;http://x\x1b\\"
    for text in (title, clipboard, link, b"\x1bP1\x1b\\", b"\x07"):
        with pytest.raises(AssertionError):
            harmless(PAINT.sub(b"", b"a\x1b[31mb" + text).decode("utf-8"), lines=True)
