"""Where words go: data to stdout, narration to stderr, and how wide the page is."""

from __future__ import annotations

import contextlib
import os
import sys
from typing import Any

FINE, FOUND, USAGE, DISK = 0, 1, 2, 3
"""Exit codes: fine; a problem in what was asked about; wrong usage; a file could not be read or written."""

PIPED = 80
WIDEST = 100
"""Columns. Longer lines are hard to read however wide the window is."""


def ready() -> None:
    """Make sure that no letter can stop the output: what this terminal cannot show is written out."""
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(AttributeError, ValueError):
            stream.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]


def width() -> int:
    """Columns of the terminal, at most WIDEST; 80 when piped."""
    return columns() or PIPED


def columns() -> int:
    """Columns of the terminal, at most WIDEST; 0 when there is none, and lines need not be cut."""
    try:
        return min(os.get_terminal_size(sys.stdout.fileno()).columns, WIDEST)
    except (AttributeError, OSError, ValueError):
        return 0


def text(said: str) -> None:
    """Data for a person, as it is."""
    sys.stdout.write(said if said.endswith("\n") else said + "\n")


def flush() -> None:
    """What was said is on its way, also to a program that waits for it."""
    sys.stdout.flush()


def data(value: Any) -> None:
    """Data for a program: indented JSON, UTF-8 on every system."""
    from pydantic_core import to_json

    _bytes(to_json(value, indent=2) + b"\n")


def line(value: Any) -> None:
    """One answer of a stream: one line of JSON, on its way at once."""
    from pydantic_core import to_json

    _bytes(to_json(value) + b"\n")
    sys.stdout.flush()


def _bytes(made: bytes) -> None:
    if not made.isascii() or b"\x7f" in made:
        from ibps.core.plain import in_json

        made = in_json(made.decode("utf-8")).encode("utf-8")
    raw = getattr(sys.stdout, "buffer", None)
    if raw is None:
        sys.stdout.write(made.decode("utf-8"))
    else:
        sys.stdout.flush()
        raw.write(made)


def tell(said: str) -> None:
    """Narration, and one sentence for what went wrong."""
    with contextlib.suppress(OSError, ValueError):
        print(_laid(_shown(said)), file=sys.stderr)


def _laid(said: str) -> str:
    # A terminal breaks a line in the middle of a word. What goes elsewhere stays as it is.
    if not sys.stderr.isatty():
        return said
    from textwrap import fill

    wide = min(os.get_terminal_size(sys.stderr.fileno()).columns or PIPED, WIDEST)
    lines = (fill(line, wide, break_long_words=False, break_on_hyphens=False) for line in said.split("\n"))
    return "\n".join(lines)


def _shown(said: str) -> str:
    # A path or a refusal may carry somebody's text.
    from ibps.core.plain import plain

    return plain(said, lines=True)


def hush() -> None:
    """The reader of our output went away, as `head` does: nothing more to say, and no traceback."""
    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
