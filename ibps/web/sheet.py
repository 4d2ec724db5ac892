"""A sheet as a piece of a page. Pure, and with headings, lists and words for whoever does not see it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from ibps.ui.projected import ALONE
from ibps.ui.screens.parts import read_on
from ibps.ui.view import Look, Sheet
from ibps.ui.widgets.rows import Row
from ibps.web.tree import Piece, piece

LONG: Final = 320
"""Letters of a question beyond which it stands among what can be scrolled, and the top stays small."""
SIZES: Final = ((60, "huge"), (160, "large"), (420, "big"), (900, "some"))
"""How large text stands that has the page to itself, by its letters; longer text is as large as a list."""
DEEPEST: Final = 4
HERE: Final = "▸"
"""The rail's mark for the stage looked at."""

KEYS: Final = (
    ("blank", "b", "blank"),
    ("look", "l", "light/dark"),
    ("larger", "+", "larger"),
    ("smaller", "−", "smaller"),
)
"""What can be done with the page itself: for the script, the key, the word."""


def board(look: Look, sheet: Sheet, newest: str = "") -> Piece:
    """The rows: headings, and lists under them. `newest` is the key of the row that is marked as such."""
    rows = (*read_on(sheet.question), *sheet.rows) if _long(sheet.question) else sheet.rows
    shown = [row for row in rows if any(part.strip() for part in (*row[1:6],))]
    if look.view in ALONE:
        return piece("main", *_alone(shown), class_="alone", tabindex="0")
    parts = piece("div", *(_part(part, newest) for part in _parts(shown)))
    return piece("main", parts, class_="board", tabindex="0")


def top(sheet: Sheet, title: str, stops: Sequence[str], clock: str, left: str = "") -> Piece:
    """Where the meeting is, what is happening to what is on the page, and the question."""
    question, ask = sheet.question, sheet.ask
    if _long(question):
        question = ""
    status = piece(
        "div",
        piece("p", piece("span", sheet.where, dir="auto"), *_title(title), class_="where"),
        piece("p", left, class_="left") if left else None,
        piece("time", clock),
        class_="status",
    )
    return piece(
        "header",
        status,
        _rail(stops) if stops else None,
        _lines(sheet.banner, f"banner {sheet.tone}".strip()) if sheet.banner else None,
        _lines(question, "", "h1", "span") if question else None,
        piece("p" if question else "h1", ask, class_="ask", dir="auto") if ask else None,
    )


def bottom(sheet: Sheet, in_the_way: str) -> Piece:
    """How people answer, what hinders following, and the few keys there are."""
    keys = (
        piece("button", piece("kbd", key), f" {word}", type="button", data_do=do) for do, key, word in KEYS
    )
    return piece(
        "footer",
        _lines(sheet.legend, "legend") if sheet.legend else None,
        piece("p", in_the_way, class_="trouble", role="status"),
        piece("div", *keys, class_="keys"),
    )


def covered(clock: str, *words: str) -> Piece:
    """Nothing but the time, while the facilitator blanks what the room sees."""
    return piece("main", piece("time", clock), *(piece("p", said) for said in words), class_="covered")


def _title(title: str) -> tuple[Piece | str, ...]:
    return (" · ", piece("span", title, class_="title", dir="auto")) if title else ()


def _rail(stops: Sequence[str]) -> Piece:
    return piece("ol", *(_stop(stop) for stop in stops), class_="rail", role="list", aria_label="Stages")


def _stop(stop: str) -> Piece:
    mark, name = re.findall(r"^(\W*)(.*)$", stop)[0]
    here = "step" if HERE in mark else None
    return piece("li", piece("span", mark, class_="mark") if mark else None, name, aria_current=here)


def _lines(text: str, class_: str, name: str = "div", each: str = "p") -> Piece:
    return piece(name, *(piece(each, line, dir="auto") for line in text.split("\n")), class_=class_ or None)


def _long(question: str) -> bool:
    return len(question) > LONG


def _alone(rows: Sequence[Row]) -> list[Piece]:
    """A few words, as large as there is room for so many."""
    heard = sum(len(row.text) for row in rows if row.kind == "heading")
    size = next((name for most, name in SIZES if heard <= most), "")
    return [
        piece("p", row.text, class_=f"said {size}".strip() if row.kind == "heading" else "quiet", dir="auto")
        for row in rows
    ]


def _parts(rows: Sequence[Row]) -> list[list[Row]]:
    """A heading begins a part, and a line of its own ends it once there are items."""
    parts: list[list[Row]] = []
    for row in rows:
        after = parts[-1][-1] if parts else None
        if after is None or row.kind == "heading" or (_in_list(after) and not _in_list(row)):
            parts.append([])
        parts[-1].append(row)
    return parts


def _part(rows: Sequence[Row], newest: str) -> Piece:
    inside, items = [], []
    for row in rows:
        new = "" if row.key == newest else None
        if row.kind == "heading":
            inside.append(piece("h2", *_cells(row), data_new=new))
        elif _in_list(row):
            items.append(piece("li", *_cells(row), class_=_classes(row.kind, row), data_new=new))
        else:
            inside.append(piece("p", row.text, class_=_classes("line", row), dir="auto", data_new=new))
    # Some readers take a list without bullets for none, unless it says that it is one.
    return piece("section", *inside, piece("ul", *items, role="list") if items else None)


def _in_list(row: Row) -> bool:
    """Whether it is more than a heading, or words that are said quietly between lists."""
    return row.kind == "item" or (row.kind != "heading" and any((row.tag, row.number, row.tail, row.note)))


def _cells(row: Row) -> Iterator[Piece]:
    """The texts of a row; its state colours the tail, or tag and number where there is none."""
    before, behind = ("", row.state) if row.tail else (row.state, "")
    for name, text in (
        (f"tag {before}", row.tag),
        (f"number {before}", row.number),
        ("text", row.text),
        (f"tail {behind}", row.tail),
        ("note", row.note),
    ):
        if text:
            yield piece("span", text, class_=name.strip(), dir="auto")


def _classes(kind: str, row: Row) -> str:
    return f"{kind} level{min(row.level, DEEPEST)}" if row.level > 0 else kind
