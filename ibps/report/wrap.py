"""Lines of a given width. Everything that reaches paper passes here, so that text from people cannot act."""

from __future__ import annotations

from collections.abc import Iterator

from ibps.core.plain import plain

NARROWEST = 20
"""Columns; below this, text is wrapped as if there were this many."""


def cells(text: str) -> int:
    """How many columns of a terminal the text takes; wide letters take two."""
    if text.isascii():
        return len(text)
    from rich.cells import cell_len

    return cell_len(text)


def pad(text: str, columns: int) -> str:
    """The text made safe, with blanks after it up to that many columns."""
    shown = plain(text)
    return shown + " " * max(0, columns - cells(shown))


def wrap(text: str, width: int, first: str = "", rest: str | None = None) -> Iterator[str]:
    """The text in lines of at most `width` columns, nothing cut off.

    `first` stands before the first line, `rest` (blanks as wide as `first` unless given) before the others.
    Line breaks in the text stay line breaks, each line behind `rest`, so that no line of somebody's text can
    pass for a heading.
    """
    before = plain(first)
    after = " " * cells(before) if rest is None else rest
    for line in plain(text, lines=True).split("\n"):
        room = max(width, NARROWEST)
        for piece in _pieces(line, room - cells(before), room - cells(after)):
            yield (before + piece).rstrip()
            before = after


def _pieces(line: str, first: int, others: int) -> Iterator[str]:
    """The line cut between words to fit the columns; a word longer than that is cut inside."""
    room, later = max(first, 8), max(others, 8)
    now, used, begun = "", 0, False
    for word in line.split(" "):
        size = cells(word)
        if begun and used + 1 + size > room:
            yield now
            now, used, begun, room = "", 0, False, later
        if begun:
            now, used = f"{now} ", used + 1
        while size > room:
            head = _fitting(word, room)
            yield head
            word, room = word[len(head) :], later
            size = cells(word)
        now, used, begun = now + word, used + size, True
    yield now


def _fitting(word: str, room: int) -> str:
    used = 0
    for place, letter in enumerate(word):
        used += cells(letter)
        if used > room:
            return word[: max(place, 1)]
    return word
