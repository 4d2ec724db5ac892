"""Rows on lines: nothing clipped, nothing wider than asked for, every word there."""

import random

import pytest
from rich.cells import cell_len

from ibps.core.plain import plain
from ibps.ui.widgets.cells import wrap
from ibps.ui.widgets.page import Page
from ibps.ui.widgets.rows import NO_COLUMNS, Columns, Line, Row, columns_of, lay_out, row_height

HOSTILE = (
    "[/x] [@click=app.quit]q[/] [50%]x",
    "\x1b[31mred\x1b]52;c;aGk=\x07",
    "\u202egnp.exe \u2066in\u2069",
    "\U0001f468\u200d\U0001f469\u200d\U0001f467\u200d\U0001f466 family",
    "\U0001f44d\U0001f3fd \u2764\ufe0f 1\ufe0f\u20e3",
    "w" * 300,
    "tab\there\nand there",
    "\ud800 lone",
    "王さん、こんにちは。長い文はどこで折り返しますか、教えてください。" * 3,
    "e\u0301" * 80,
    "\u05e9\u05dc\u05d5\u05dd \u0645\u0631\u062d\u0628\u0627 " * 9,
    "",
    "   leading  and   inner   spaces   ",
)


def shown(line: Line) -> str:
    return "".join(span.text for span in line)


def said(lines: tuple[Line, ...]) -> str:
    """All that is on the lines, without spaces: what wrapping may not lose."""
    return "".join("".join(shown(line) for line in lines).split())


def words(*texts: str) -> str:
    return "".join("".join(plain(text) for text in texts).split())


def test_text_hangs_behind_tag_and_number_and_the_tail_stands_at_the_right() -> None:
    row = Row("i1", "Know who approves my leave", tag="L", number="I1", tail="L ✓ M ✓", note="said twice")
    assert [shown(line) for line in lay_out(row, 30)] == [
        "L  I1  Know who approves my",
        "       leave           L ✓ M ✓",
        "       said twice",
    ]


def test_a_tail_that_does_not_fit_beside_the_text_gets_a_line_of_its_own() -> None:
    lines = lay_out(Row("k", "twelve chars", tail="a long tail"), 20)
    assert [shown(line) for line in lines] == ["twelve chars", "         a long tail"]


def test_rows_of_one_list_line_up() -> None:
    rows = (
        Row("a", "one", tag="L", number="I9"),
        Row("b", "two", tag="*", number="I10"),
        Row("h", "Hint", kind="hint"),
    )
    columns = columns_of(rows)
    assert [shown(lay_out(row, 40, columns)[0]).find(row.text) for row in rows] == [8, 8, 8]


def test_a_tag_too_wide_for_the_line_stands_above_the_text() -> None:
    lines = lay_out(Row("a", "some words", tag="Physicians and others", number="I1"), 24)
    assert [shown(line) for line in lines] == ["Physicians and others I1", "some words"]


def test_notes_keep_their_line_breaks() -> None:
    lines = lay_out(Row("a", "text", note="one\ntwo"), 24)
    assert [shown(line) for line in lines] == ["text", "one", "two"]


@pytest.mark.parametrize(
    ("row", "part"),
    [
        (Row("a", "t", tail="✓ DECIDED", state="good"), "good"),
        (Row("a", "t", tag="L", state="bad"), "bad"),
        (Row("a", "t", kind="heading"), "heading"),
        (Row("a", "t", kind="hint"), "hint"),
        (Row("a", "t", kind="quiet"), "quiet"),
        (Row("a", "t", note="n"), "note"),
    ],
)
def test_each_part_is_named_for_its_style(row: Row, part: str) -> None:
    assert part in {span.part for line in lay_out(row, 40) for span in line}


@pytest.mark.parametrize("width", [1, 2, 3, 7, 20, 57, 77, 117])
@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_fits_and_loses_nothing(text: str, width: int) -> None:
    row = Row("k", text, tag=text[:3], number="I1", tail=text, note=text, level=1)
    lines = lay_out(row, width, Columns(3, 4))
    assert all(cell_len(shown(line)) <= max(width, 2) for line in lines)
    assert said(lines) == words(row.tag, row.number, text, text, text)
    assert not any(mark in said(lines) for mark in ("\x1b", "\u202e", "\ud800", "\x07"))


def test_any_row_at_any_width() -> None:
    pick = random.Random(11)
    alphabet = ["a", "bc", " ", "  ", "\n", "\t", "王", "e\u0301", "\x1b", "x" * 30]
    alphabet += ["\U0001f468\u200d\U0001f469", "\u2764\ufe0f"]

    def text(most: int) -> str:
        return "".join(pick.choices(alphabet, k=pick.randint(0, most)))

    for _ in range(1500):
        row = Row(
            "k",
            text(30),
            tag=text(3),
            number=pick.choice(["", "I1", "I100"]),
            tail=text(8),
            note=text(12) if pick.random() < 0.3 else "",
            kind=pick.choice(["item", "heading", "hint", "quiet"]),
            state=pick.choice(["", "good", "waiting", "bad", "idea"]),
            level=pick.randint(0, 4),
        )
        width = pick.randint(2, 120)
        columns = pick.choice([NO_COLUMNS, Columns(1, 3), Columns(8, 5)])
        lines = lay_out(row, width, columns)
        assert all(cell_len(shown(line)) <= width for line in lines), row
        assert said(lines) == words(row.tag, row.number, row.text, row.tail, row.note), row
        assert row_height(row, width, columns) == len(lines), row


def test_wrapping_covers_the_text_and_breaks_between_words() -> None:
    text = "the quick brown fox"
    assert [text[start:end] for start, end in wrap(text, 10)] == ["the quick ", "brown fox"]
    assert wrap("a\n\nb", 10) == [(0, 1), (2, 2), (3, 4)]
    assert wrap("", 10) == [(0, 0)]


def test_a_page_finds_rows_by_line_key_and_number() -> None:
    rows = (
        Row("h", "Heading", kind="heading"),
        Row("a", "x " * 30, number="I1"),
        Row("b", "short", number="I12"),
        Row("q", "quiet", kind="quiet"),
    )
    page = Page(rows, 20)
    assert page.height == sum(len(page.lines(index)) for index in range(4))
    assert page.at(0) == (0, 0)
    assert page.at(page.top(2)) == (2, 0)
    assert page.at(page.top(2) - 1)[0] == 1
    assert (page.find("b"), page.find("h"), page.find("none")) == (2, None, None)
    assert (page.number("12"), page.number("2"), page.number("01")) == (2, None, 1)
    assert (page.nearest(0), page.nearest(3), page.nearest(99)) == (1, 2, 2)
    assert page.around(1) == (0, page.bottom(1))
    assert Page((), 20).height == 0 and Page((), 20).nearest(0) is None
