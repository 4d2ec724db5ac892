"""What people type, read as they mean it; what cannot be read gets a sentence and loses nothing."""

from __future__ import annotations

import random
import string
from datetime import date, timedelta

import pytest

from ibps.core.record import Record
from ibps.core.record.items import Meets
from ibps.core.stages.opening import SeatPerson
from ibps.desk import Desk, MemoryShelf
from ibps.ui.forms import Unclear
from ibps.ui.phrases import (
    read_choice,
    read_day,
    read_numbers,
    read_parties,
    read_party,
    read_past,
    read_people,
    read_person,
    read_yes,
    split_task,
)
from ibps.ui.stages.consensus import read_conditions
from ibps.ui.view import World
from tests.ui.kit import ANA, BO, DANA, ELI, TODAY, Clock, begun

SATURDAY = date(2026, 3, 14)
LEAP = date(2028, 2, 1)


def record(*more: SeatPerson) -> Record:
    return Desk.new(MemoryShelf(), begun(*more), Clock()).record


@pytest.mark.parametrize(("today", "text", "meant"), [
    (SATURDAY, "21 Mar", date(2026, 3, 21)),
    (SATURDAY, "21 march", date(2026, 3, 21)),
    (SATURDAY, "21. mar.", date(2026, 3, 21)),
    (SATURDAY, "by 21 Mar.", date(2026, 3, 21)),
    (SATURDAY, "Mar 21", date(2026, 3, 21)),
    (SATURDAY, "March 21, 2027", date(2027, 3, 21)),
    (SATURDAY, "21 Mar 2027", date(2027, 3, 21)),
    (SATURDAY, "2026-03-21", date(2026, 3, 21)),
    (SATURDAY, " 2026-03-21 ", date(2026, 3, 21)),
    (SATURDAY, "14 mar", SATURDAY),
    (SATURDAY, "13 mar", date(2027, 3, 13)),
    (SATURDAY, "1 jan", date(2027, 1, 1)),
    (date(2026, 12, 31), "1 jan", date(2027, 1, 1)),
    (date(2026, 12, 31), "tomorrow", date(2027, 1, 1)),
    (date(2026, 12, 31), "+1", date(2027, 1, 1)),
    (SATURDAY, "today", SATURDAY),
    (SATURDAY, "+14", date(2026, 3, 28)),
    (SATURDAY, "+14d", date(2026, 3, 28)),
    (SATURDAY, "+0", SATURDAY),
    (LEAP, "29 feb", date(2028, 2, 29)),
    (LEAP, "2028-02-29", date(2028, 2, 29)),
    (LEAP, "+28", date(2028, 2, 29)),
    (SATURDAY, "29 feb 2028", date(2028, 2, 29)),
])  # fmt: skip
def test_dates(today: date, text: str, meant: date) -> None:
    assert read_day(today)(text) == meant


@pytest.mark.parametrize("ahead", range(7))
def test_a_weekday_is_the_next_one_of_that_name(ahead: int) -> None:
    today = SATURDAY + timedelta(days=ahead)
    for at, name in enumerate(("mon", "Tuesday", "wed", "thurs", "FRI", "sat", "sunday")):
        found = read_day(today)(name)
        assert found.weekday() == at and 0 < (found - today).days <= 7


@pytest.mark.parametrize("text", [
    "30 feb", "31 apr", "2026-02-30", "2026-13-01", "29 feb 2027", "0 mar", "32 mar", "soon", "", "21", "mar",
    "21 foo", "+", "-3", "+1000", "21/3", "when it suits", "2026-3-21", "21 mar 0000",
])  # fmt: skip
def test_what_is_no_date_says_what_would_be(text: str) -> None:
    with pytest.raises(Unclear, match=r"Type a date like 21 Mar"):
        read_day(SATURDAY)(text)


@pytest.mark.parametrize("text", ["29 feb", "Feb 29"])
def test_the_next_29_february_is_years_ahead(text: str) -> None:
    """Without a year, the next one that comes; in most years that is not this year or the next."""
    assert read_day(SATURDAY)(text) == date(2028, 2, 29)


@pytest.mark.parametrize("text", ["money", "monthly", "satisfied", "wednesdayish", "friend", "sunny"])
def test_a_word_that_only_begins_like_a_weekday_is_no_date(text: str) -> None:
    with pytest.raises(Unclear):
        read_day(SATURDAY)(text)


@pytest.mark.parametrize("text", ["21 marble", "3 decisions", "1 junk"])
def test_a_word_that_only_begins_like_a_month_is_no_date(text: str) -> None:
    with pytest.raises(Unclear):
        read_day(SATURDAY)(text)


def test_no_date_ever_raises_anything_else() -> None:
    rng = random.Random(7)
    pieces = [
        "mar",
        "feb",
        "29",
        "30",
        "31",
        "0",
        "9999",
        "2026-",
        "-",
        "+",
        " ",
        ",",
        ".",
        "by ",
        "fri",
        "1",
        "٣",
        "²",
    ]
    for _ in range(4000):
        text = "".join(rng.choice(pieces) for _ in range(rng.randint(0, 5)))
        try:
            found = read_day(SATURDAY)(text)
        except Unclear:
            continue
        assert isinstance(found, date), text


def test_parties() -> None:
    room = record()
    assert read_party(room)("l") == read_party(room)(" LABOR ") == read_party(room)("lab") == "L"
    assert read_parties(room)("L M") == read_parties(room)("m, l, M")[::-1] == ("L", "M")
    assert read_parties(room)("lm") == read_parties(room)("L and M") == ("L", "M")
    for wrong in ("la", "Q", "", "L Q", "LQ"):
        with pytest.raises(Unclear, match="L M"):
            read_parties(room)(wrong)


def test_people() -> None:
    room = record(SeatPerson(name="Ann Marie Poe", party="L"), SeatPerson(name="Ann Lee", party="M"))
    assert read_person(room)("1") == read_person(room)("ana") == read_person(room)("@Ana") == ANA
    assert read_person(room)("poe") == read_person(room)("ann m") == 5
    with pytest.raises(Unclear, match="5 Ann Marie Poe, 6 Ann Lee"):
        read_person(room)("ann")
    for wrong in ("zoe", "0", "7", "²", "٣"):
        with pytest.raises(Unclear):
            read_person(room)(wrong)
    for text in ("Ana, Dana", "1 3", "ana and dana", "@Ana @Dana", "1, Dana", "Ana,Dana,ana"):
        assert read_people(room)(text) == (ANA, DANA), text
    assert read_people(room)("Ann Marie Poe and Bo") == (5, BO)


@pytest.mark.parametrize("text", ["@", ",", " , ", "@@", ",,"])
def test_nobody_is_meant_by_nothing(text: str) -> None:
    alone = Desk.new(MemoryShelf(), begun(here=())[:4], Clock()).record
    assert len(alone.people) == 1
    with pytest.raises(Unclear):
        read_people(alone)(text)


def test_a_whole_name_goes_before_the_start_of_another() -> None:
    room = record(SeatPerson(name="Bob", party="M"))
    assert read_person(room)("bo") == BO and read_person(room)("bob") == 5


def test_numbers() -> None:
    known = ("I1", "I2", "I12")
    assert read_numbers("I", known)("1 i2, I12 1") == ("I1", "I2", "I12")
    for wrong in ("3", "O1", "1 x", "I01"):
        with pytest.raises(Unclear, match="I1 I2 I12"):
            read_numbers("I", known)(wrong)
    with pytest.raises(Unclear, match="nothing to choose"):
        read_numbers("I", ())("1")


def test_choices() -> None:
    ratings = {rating.value: rating for rating in Meets}
    assert read_choice(ratings)("P") is Meets.PARTLY and read_choice(ratings)("meets") is Meets.MEETS
    for wrong in ("x", "", "meetsss"):
        with pytest.raises(Unclear, match="meets, partly, fails"):
            read_choice(ratings)(wrong)
    # A whole word goes before a longer one that begins with it.
    assert read_choice({"in": 1, "inside": 2})("in") == 1
    assert read_yes("Y") and read_yes("yes") and not read_yes("n")
    with pytest.raises(Unclear, match="yes, no"):
        read_yes("maybe")


@pytest.mark.parametrize(("text", "words", "owners", "due"), [
    ("Post the chart @Ana @Dana by 28 Mar", "Post the chart", (ANA, DANA), date(2026, 3, 28)),
    ("Post the chart by 28 Mar @Ana @Dana", "Post the chart", (ANA, DANA), date(2026, 3, 28)),
    ("Post the chart by fri.", "Post the chart", (), date(2026, 3, 20)),
    ("@Bo calls the float pool", "calls the float pool", (BO,), None),
    ("Finish it by hand", "Finish it by hand", (), None),
    ("Stand by the door by 28 Mar", "Stand by the door", (), date(2026, 3, 28)),
    ("Mail ana@home.example by fri", "Mail ana@home.example", (), date(2026, 3, 20)),
    ("Ask @Zoe by fri", "Ask @Zoe", (), date(2026, 3, 20)),
    ("Post it @Ana, @Eli by 30 Feb", "Post it @Ana, @Eli by 30 Feb", None, None),
    ("Post it @4", "Post it", (ELI,), None),
    ("Ask @Ana @Ana", "Ask", (ANA,), None),
    ("Walk the unit by sunset", "Walk the unit by sunset", (), None),
    ("Paid by money", "Paid by money", (), None),
])  # fmt: skip
def test_a_task_as_people_say_it(
    text: str, words: str, owners: tuple[int, ...] | None, due: date | None
) -> None:
    found = split_task(text, record(), TODAY)
    if owners is None:  # what counts is that nothing is lost
        assert "by 30 Feb" in found[0] and found[2] is None
    else:
        assert found == (words, owners, due)


def test_splitting_a_task_never_loses_a_word() -> None:
    """Random lines of names, dates and anything else: every word is in the text, an owner or the date."""
    room = record()
    rng = random.Random(11)
    words = [
        "@Ana", "@Bo", "@Zoe", "@", "by", "fri", "28", "Mar", "30 Feb", "chart", "(all)", "a@b", ".*", "\\1",
        "@Ana's", "@Dana,", "tomorrow", "@An", "@Eli.", "by today", "*", "+", "naïve", "@3",
    ]  # fmt: skip
    meant = {"ana": ANA, "bo": BO, "dana": DANA, "eli": ELI, "an": ANA, "3": DANA}
    for _ in range(5000):
        line = " ".join(rng.choice(words) for _ in range(rng.randint(1, 7)))
        text, owners, due = split_task(line, room, TODAY)
        left = text.split()
        for word in line.split():
            if word in left:
                left.remove(word)
                continue
            name = word.strip("@,.").casefold()
            assert (word.startswith("@") and meant.get(name) in owners) or due is not None, (line, word, text)
        assert not left, (line, text)
        if due is None:
            assert [w for w in line.split() if not w.startswith("@")] == [
                w for w in text.split() if not w.startswith("@")
            ]


def test_splitting_takes_any_text_at_all() -> None:
    room = record()
    rng = random.Random(13)
    letters = string.printable + "éß會\u202e\ud800😀"
    for _ in range(3000):
        line = "".join(rng.choice(letters) for _ in range(rng.randint(0, 40)))
        text, owners, due = split_task(line, room, TODAY)
        kept = "".join(text.split())
        if due is None and not owners:
            assert kept == "".join(line.split())


def test_conditions() -> None:
    read = read_conditions(World(today=TODAY))
    found = read("Sponsor by 28 Mar; Budget office (says what it costs) by 2 Apr;")
    assert [(c.who, c.what, c.due) for c in found] == [
        ("Sponsor", "their yes", date(2026, 3, 28)),
        ("Budget office", "says what it costs", date(2026, 4, 2)),
    ]
    assert read("Stand by team by 28 Mar")[0].who == "Stand by team"
    for wrong in ("Sponsor", "by 28 mar", "Sponsor by never", "Sponsor by 30 feb"):
        with pytest.raises(Unclear):
            read(wrong)


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("14 mar", date(2026, 3, 14)),
        ("13 Mar", date(2026, 3, 13)),
        ("on 13 Mar.", date(2026, 3, 13)),
        ("15 mar", date(2026, 3, 15)),
        ("dec 24", date(2025, 12, 24)),
        ("29 feb", date(2028, 2, 29)),
        ("15 Mar 2026", date(2026, 3, 15)),
        ("2026-03-20", date(2026, 3, 20)),
        ("sat", date(2026, 3, 14)),
        ("fri", date(2026, 3, 13)),
        ("sunday", date(2026, 3, 8)),
        ("today", date(2026, 3, 14)),
        ("yesterday", date(2026, 3, 13)),
        ("-3", date(2026, 3, 11)),
        ("tomorrow", date(2026, 3, 15)),
        ("+2", date(2026, 3, 16)),
    ],
)
def test_days_of_the_past(text: str, when: date) -> None:
    """Without a year the nearest one there is; what names a day to come is read as it says."""
    assert read_past(date(2026, 3, 14))(text) == when


@pytest.mark.parametrize("text", ["", "soon", "-", "31 feb", "-1000", "yesterday 3", "may"])
def test_no_day_of_the_past(text: str) -> None:
    with pytest.raises(Unclear):
        read_past(date(2026, 3, 14))(text)
