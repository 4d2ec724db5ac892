"""Lines of the entry line: bullets off, blank lines gone, each to whoever stands before its colon."""

from __future__ import annotations

import random
import re

import pytest

from ibps.ui.typed import allotted, of_parties, other_letter, several
from tests.core.kit import room

PARTIES = {"l": "L", "labor": "L", "m": "M", "management": "M"}
"""What the two parties of a small room are called before a colon."""


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("one need", ("one need",)),
        ("  one  \r\n\n\n two\n", ("one", "two")),
        ("- one\n* two\n+ three\n– four", ("one", "two", "three", "four")),
        ("• one\n•two", ("one", "two")),
        ("• one alone", ("one alone",)),
        ("1. one\n2. two\n3) three", ("one", "two", "three")),
        ("Needs\n1. one\n2. two\nWorries\n1. three", ("Needs", "one", "two", "Worries", "three")),
        ("(1) one\n(2) two", ("one", "two")),
        # words somebody typed
        ("- 5 degrees in the store room", ("- 5 degrees in the store room",)),
        ("2. floor is short", ("2. floor is short",)),
        ("3. floor is short\n7. floor is not", ("3. floor is short", "7. floor is not")),
        ("2.5 people a shift\n3.5 on Mondays", ("2.5 people a shift", "3.5 on Mondays")),
        ("-5\n-7", ("-5", "-7")),
        ("night-shift leave", ("night-shift leave",)),
        ("-\n•\n1.", ("-", "•", "1.")),
        ("", ()),
        (" \n ", ()),
    ],
)
def test_one_item_a_line_without_marks(text: str, lines: tuple[str, ...]) -> None:
    assert several(text) == lines


@pytest.mark.parametrize(
    ("text", "lines", "slot"),
    [
        ("know who", (("L", "know who"),), "L"),
        ("M: cover", (("M", "cover"),), "M"),
        ("m:cover", (("M", "cover"),), "M"),
        ("Management : cover", (("M", "cover"),), "M"),
        ("L: a\nb\nM: c\nd", (("L", "a"), ("L", "b"), ("M", "c"), ("M", "d")), "M"),
        ("a\n- M: c\n- d", (("L", "a"), ("M", "c"), ("M", "d")), "M"),
        ("M:\n- c\n- d", (("M", "c"), ("M", "d")), "M"),
        ("M:", (), "M"),
        # a colon after anything else is text
        ("Lab: results come late", (("L", "Lab: results come late"),), "L"),
        ("Manage: who?", (("L", "Manage: who?"),), "L"),
        ("m cover when someone is out", (("L", "m cover when someone is out"),), "L"),
        ("call at 7:30", (("L", "call at 7:30"),), "L"),
        (": a colon first", (("L", ": a colon first"),), "L"),
        ("M: L: two of them", (("M", "L: two of them"),), "M"),
    ],
)
def test_where_each_line_goes(text: str, lines: tuple[tuple[str, str], ...], slot: str) -> None:
    assert allotted(text, "L", PARTIES) == (lines, slot)


def test_no_word_is_lost_whatever_is_pasted() -> None:
    """Each line is an item, in order; what stands in the line and not in the item is a mark and a prefix."""
    pieces = ("M:", "L :", "Labor:", "lab:", "- ", "• ", "1. ", "2. ", "3) ", ":", "7:30", "👍", "x:y", "\t")
    rng = random.Random(7)
    for _ in range(3000):
        lines = [
            "".join(rng.choices(pieces, k=rng.randint(0, 5))) + f" w{at}" for at in range(rng.randint(1, 6))
        ]
        said = allotted("\r\n\n".join(lines), "L", PARTIES)
        assert len(said.lines) == len(lines)
        slot = "L"
        for line, (where, words) in zip(lines, said.lines, strict=True):
            assert line.endswith(words) and words == words.strip()
            before = line.removesuffix(words)
            off = re.fullmatch(r"\s*(?:[-•]\s*|\d[.)]\s+)?(?:(m|l|labor)\s*:\s*)?", before, re.I)
            assert off, (line, words)
            slot = PARTIES[off[1].casefold()] if off[1] else slot
            assert where == slot
        assert said.slot == slot


def test_parties_by_letter_and_by_name() -> None:
    record = room().record
    assert of_parties(record) == PARTIES | {
        party.name.casefold(): party.letter for party in record.parties
    } | {party.letter.casefold(): party.letter for party in record.parties}
    assert of_parties(record, "story-")["m"] == "story-M"
    assert other_letter(record, "L") == "M" and other_letter(record, "M") == "L"


def test_two_hundred_lines_are_two_hundred_items() -> None:
    text = "\n".join(f"{at}. need {at}" for at in range(1, 201))
    assert several(text) == tuple(f"need {at}" for at in range(1, 201))
