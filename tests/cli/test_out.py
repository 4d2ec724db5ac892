"""Sentences on the terminal are broken between words; what goes elsewhere is left as it is."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from typing import TextIO

import pytest

from ibps.cli import out

SAID = (
    "/home/ana/2026-11-29-breaks.json: It ends too early. The file was not changed.\n"
    "  What is kept stands here."
)


@pytest.fixture
def terminal() -> Iterator[tuple[int, TextIO]]:
    """A real one of 40 columns."""
    termios = pytest.importorskip("termios")
    fcntl = pytest.importorskip("fcntl")
    ours, theirs = os.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, b"\x18\x00\x28\x00\x00\x00\x00\x00")
    with os.fdopen(theirs, "w", encoding="utf-8") as stream:
        yield ours, stream
    os.close(ours)


def test_no_word_is_broken_at_the_edge(
    terminal: tuple[int, TextIO], monkeypatch: pytest.MonkeyPatch
) -> None:
    ours, stream = terminal
    monkeypatch.setattr(sys, "stderr", stream)
    out.tell(SAID)
    stream.flush()
    lines = os.read(ours, 4096).decode().splitlines()
    assert all(len(line) <= 40 for line in lines) and len(lines) == 4
    assert " ".join(lines).split() == SAID.split() and lines[-1] == "  What is kept stands here."


def test_a_program_that_reads_it_has_it_as_it_is(capsys: pytest.CaptureFixture[str]) -> None:
    out.tell(SAID)
    assert capsys.readouterr().err == SAID + "\n"
