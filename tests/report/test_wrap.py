"""Lines of a width: nothing lost, nothing too long, nothing that acts."""

from __future__ import annotations

import random

import pytest

from ibps.report.wrap import cells, pad, wrap


def test_words_are_kept_in_order_and_lines_fit() -> None:
    rng = random.Random(5)
    letters = ["a", "bb", "word", "longer-word", "x" * 60, "日本語", "é", "👩‍🔧", "字" * 40]
    for _ in range(300):
        text = " ".join(rng.choice(letters) for _ in range(rng.randrange(1, 30)))
        width = rng.randrange(20, 90)
        lines = list(wrap(text, width, "  I1  "))
        assert all(cells(line) <= width for line in lines)
        assert "".join("".join(line[6:] for line in lines).split()) == "".join(text.split())
        assert lines[0].startswith("  I1  ") and all(line.startswith(" " * 6) for line in lines[1:])


def test_a_line_break_inside_text_stays_behind_its_indent() -> None:
    text = "agreed\nDECIDED\n  D9 everything"
    assert list(wrap(text, 80, "    ")) == ["    agreed", "    DECIDED", "      D9 everything"]


@pytest.mark.parametrize("hostile", ["\x1b[2J", "\x07", "\u202e", "\r", "\x9b31m", "\u2028"])
def test_what_could_act_on_a_terminal_does_not_get_through(hostile: str) -> None:
    for where in (f"a{hostile}b", hostile * 3):
        assert not set(hostile) & set("".join((*wrap(where, 40, f"{hostile}> "), pad(where, 9)))) - set(
            "[2J31m "
        )


def test_a_very_narrow_page_still_says_everything() -> None:
    lines = list(wrap("abcdefghij " * 3, 1, " " * 30))
    assert "".join("".join(lines).split()) == "abcdefghij" * 3


def test_wide_letters_take_two_columns() -> None:
    assert cells("字a") == 3 and cells(pad("字", 5)) == 5
