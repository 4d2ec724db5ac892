"""What the looks at a sentence find, word for word. tests/core/hints measures how often they are right."""

from collections.abc import Callable

import pytest

from ibps.core.stages.wording import (
    interest_hints,
    option_hints,
    proposal_hints,
    question_hints,
    standard_hints,
)
from ibps.core.wording.blame import blame
from ibps.core.wording.double import double
from ibps.core.wording.judging import judging
from ibps.core.wording.loose import loose
from ibps.core.wording.names import named
from ibps.core.wording.phrases import one_of, quoted
from ibps.core.wording.position import position
from ibps.core.wording.solution import solution
from ibps.core.wording.untestable import untestable

Look = Callable[[str], object]


@pytest.mark.parametrize(
    ("look", "text", "found"),
    [
        (position, "Two more leads at night", "Two more leads at night"),
        (position, "  we need 3 techs on Saturdays.", "we need 3 techs on Saturdays"),
        (position, "Cut the late clinic", "Cut the late clinic"),
        (position, "Cut the time people wait", ""),
        (position, "Move around the room without tripping", ""),
        (position, "Two more techs start on 1 June", ""),
        (position, "I worry that they will hire two more clerks", ""),
        (position, "Being asked before they cancel the huddle", ""),
        (solution, "How can we hire two nurses?", "How can we hire two nurses"),
        (solution, "Should we rotate supervisors?", "Should we rotate supervisors"),
        (solution, "Why don’t we start at 7:30?", "Why don’t we start at 7:30"),
        (solution, "How can we move patients without long waits?", ""),
        (solution, "What should we do about the phones?", ""),
        (blame, "How can we get lazy people to answer?", "lazy"),
        (blame, "The LAZY   half of the team", "LAZY"),
        (blame, "Nobody is treated as lazy", ""),
        (blame, "Not being treated unfairly", ""),
        (blame, "Messages are answered the same day", ""),
        (loose, "Leave is answered as   soon as possible.", "as   soon as possible"),
        (loose, "Leave is answered by the sooner of two dates.", ""),
        (loose, "Two more clerks are trained by 30 June.", ""),
        (loose, "More clerks are trained by 30 June.", "More clerks"),
        (judging, "That won’t work on nights", "won’t work"),
        (judging, "A swap board", ""),
    ],
)
def test_the_words_that_say_so_are_found(look: Look, text: str, found: str) -> None:
    assert look(text) == found


@pytest.mark.parametrize(
    ("look", "text", "yes"),
    [
        (untestable, "It should be fair and good for patients.", True),
        (untestable, "Fair: no more than one weekend apart", False),
        (untestable, "For all patients", False),
        (untestable, "", False),
        (double, "How can we fill shifts, and how can we fix the phones?", True),
        (double, "How can we share work between days and nights and rest?", False),
        (
            double,
            "How can we hand over in a way that keeps patients safe and lets people rest and leave?",
            False,
        ),
        (double, "Where do referrals get stuck, and what can we do about it?", False),
    ],
)
def test_what_is_praise_and_what_is_two_questions(look: Look, text: str, yes: bool) -> None:
    assert look(text) is yes


def test_only_first_names_of_people_here_count() -> None:
    assert named("How can ANA be on time?", ("Ana Reed", "Lou")) == ("Ana Reed",)
    assert named("The reed and the loud one", ("Ana Reed", "Lou")) == ()
    assert named("Al is late", ("Al",)) == (), "two letters are too often a word"


def test_a_quote_is_short_and_says_when_it_goes_on() -> None:
    text = "We want one two three four five six seven."
    assert quoted(text, 3, 7) == "We want one two three four…"
    assert quoted(text, 12, 15) == "two three four five six seven"
    assert quoted(text, 8, 11, words=2) == "We want one…", "what was found is never cut"
    assert quoted("Stop it.", 0, 4) == "Stop it"


def test_phrases_are_whole_words_with_any_space_and_either_apostrophe() -> None:
    found = one_of(("can't wait", "{number} more"))
    assert found.search("I can’t \n wait") and found.search("two  more")
    assert not found.search("scan't wait") and not found.search("two mores")


def test_each_hint_knows_the_text_it_is_about() -> None:
    people = ("Ana",)
    hints = (
        *question_hints("Ana never told us to hire two nurses and beds and " + "more " * 30, people),
        *interest_hints("I1", "Hire Ana and fire the lazy clerks", people),
        *option_hints("O1", "impossible"),
        *standard_hints("S1", "fair"),
        *proposal_hints("P1", 2, "soon"),
    )
    assert [(hint.code, hint.about) for hint in hints] == [
        ("no_question_mark", ""),
        ("solution_inside", ""),
        ("too_long", ""),
        ("two_issues", ""),
        ("names_person", ""),
        ("maybe_position", "I1"),
        ("loaded_word", "I1"),
        ("names_person", "I1"),
        ("judging", "O1"),
        ("vague", "S1"),
        ("loose_words", "P1"),
    ]
    assert all(hint.text for hint in hints) and hints[-1].details == {"number": "P1 v2", "word": "soon"}


def test_a_text_is_looked_at_once_however_often_the_screen_asks() -> None:
    assert interest_hints("I1", "Two more leads") is interest_hints("I1", "Two more leads")
    assert proposal_hints("P1", 1, "soon") is proposal_hints("P1", 1, "soon")
