"""A sheet as lines to be heard: for a screen reader, and for whoever has no screen. No Textual here.

Everything a sheet holds is in the lines, word for word. What the screen says by place, letter or shape is
said in words: `L` is Labor, `*` is shared, `L ✓` is Labor: yes, and a shape beside its word is left out.
There is a line for each thing, nothing is lined up, and what belongs to the line above is set in.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from ibps.core.plain import plain
from ibps.core.record import Record
from ibps.core.row import SYMBOLS
from ibps.ui.rail import rail_words
from ibps.ui.shapes import SHAPES
from ibps.ui.view import Look, Sheet
from ibps.ui.widgets.rows import Row

MARKS: Final = frozenset("✓●→≠?+Δ–") | {mark for mark, _ in (*SHAPES.values(), *SYMBOLS.values())}
"""Shapes the program puts before a word that says the same."""

MARKED: Final = re.compile(r"feedback-|told-|group-|ideas$|[A-Z]\d+$")
"""Keys of rows, other than items, whose text begins with such a shape and not with somebody's words."""

TICKS: Final = re.compile(r"((?P<first>shared|MUST) )?(?P<ticks>[A-Z] [✓·]( [A-Z] [✓·])*)")
SAID: Final = {"✓": "yes", "·": "not yet"}
DONE: Final = {"✓": "Yes", "·": "Not yet"}


def page(sheet: Sheet, look: Look, record: Record | None, left: str = "") -> tuple[str, ...]:
    """All of a view, from top to bottom; blank lines stand between its parts. `left` is of the timer."""
    top = (*head(sheet, look, record), *time_lines(left))
    return tuple(_parted((top, body(sheet, look, record), foot(sheet, look))))


def time_lines(left: str) -> tuple[str, ...]:
    """What the timer says, which on a screen stands in the corner."""
    return (f"Time: {left}.",) if left else ()


def head(sheet: Sheet, look: Look, record: Record | None) -> tuple[str, ...]:
    """Where the meeting is, what is happening, and the question."""
    title = record.session.title if record else ""
    where = " · ".join(part for part in (sheet.where, "" if title in sheet.where else title) if part)
    stages = f"Stages: {rail_words(record, look.view, sheet.another)}." if record and sheet.rail else ""
    question = sheet.question
    if look.view == "scale":  # the line of a check, as the room will see it
        asked, colon, legend = question.partition(": ")
        question = f"{asked}{colon}{'; '.join(_answers(legend))}"
    parts = (where, stages, _bare(sheet.banner), question, sheet.ask)
    return tuple(line for part in parts if part for line in _lines(part.split("\n")))


def body(sheet: Sheet, look: Look, record: Record | None) -> tuple[str, ...]:
    """The list, row by row; a blank line before each heading."""
    lines: list[str] = []
    for row in sheet.rows:
        if row.kind == "heading" and lines and lines[-1]:
            lines.append("")
        said = row_lines(row, look, record)
        if said != ("",) or (lines and lines[-1]):
            lines += said
    return tuple(lines)


def foot(sheet: Sheet, look: Look) -> tuple[str, ...]:
    """What stands under the list: in a check the answers there are, each with its key if it has one."""
    if not sheet.legend:
        return ()
    first, *more = sheet.legend.split("\n")
    if look.view == "check" and not more:
        first, more = "Answers:", [first]
    return _lines([first, *(part for line in more for part in _answers(line))])


def row_lines(row: Row, look: Look, record: Record | None) -> tuple[str, ...]:
    """One row: its number and whose it is, its words, how it stands; then what is said beside it."""
    number, tag = row.number.strip(), row.tag.strip()
    whose = f"{_whose(tag, record)}: " if tag else ""
    level = "" if not number else f"{number} " if not whose else f"{number}, "
    state = _state(row.tail, record)
    said = f"{level}{whose}{_words(row, look)}"
    if state:
        said += f" {state}" if said.endswith((".", "!", "?")) else f"; {state}"
    note = "; ".join(_answers(row.note)) if row.key.startswith("scale-") else row.note
    notes = [line for line in note.split("\n") if line.strip()]
    return _lines([*said.split("\n"), *notes])


def _words(row: Row, look: Look) -> str:
    text = row.text.strip(" ")
    if row.kind == "hint":
        return f"Hint: {text.removeprefix('? ')}"
    if row.key.startswith("done-"):
        return f"{DONE.get(text[:1], text[:1])}: {text[1:].strip()}"
    if row.kind != "item" and MARKED.match(row.key):
        return _bare(text)
    if look.view == "code" and row.key.startswith("word"):
        number, _, letters = text.partition("   ")
        return f"{number} {letters.replace('   ', '')}"  # on the screen its letters stand apart
    return text


def _whose(tag: str, record: Record | None) -> str:
    """A party by its name, what is shared as such; a time or a date as it is."""
    if tag == "*":
        return "shared"
    names = {party.letter: party.name for party in record.parties} if record else {}
    return names.get(tag, tag)


def _state(tail: str, record: Record | None) -> str:
    found = TICKS.fullmatch(tail)
    if found and record:
        pairs = found["ticks"].split(" ")
        ticks = zip(pairs[::2], pairs[1::2], strict=True)
        said = ", ".join(f"{_whose(letter, record)}: {SAID[mark]}" for letter, mark in ticks)
        return f"{found['first']}; {said}" if found["first"] else said
    return _bare(tail)


def _bare(text: str) -> str:
    """Without the shape the program puts before the word that says the same."""
    mark, blank, rest = text.partition(" ")
    return rest if blank and mark in MARKS else text


def _answers(legend: str) -> Iterator[str]:
    """The answers of a scale apart, each without the shape beside its word: u support."""
    for part in legend.split("  "):
        words = part.split(" ")
        at = next((at for at in (0, 1) if len(words) > at + 1 and words[at] in MARKS), None)
        yield part if at is None else " ".join((*words[:at], *words[at + 1 :]))


def _lines(parts: Sequence[str]) -> tuple[str, ...]:
    """The first as it is, the others set in: no line break of somebody's can begin a line of its own."""
    first, *more = (plain(part).rstrip() for part in parts)
    return (first, *(f"  {part}" for part in more))


def _parted(parts: tuple[tuple[str, ...], ...]) -> Iterator[str]:
    for at, part in enumerate(part for part in parts if part):
        if at:
            yield ""
        yield from part
