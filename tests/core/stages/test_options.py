"""Options: nobody owns them; linked, combined, taken apart."""

import pytest

from ibps.core.journal import Journal
from ibps.core.record.items import ItemState, Option
from ibps.core.stages.anytime import BringBack, EnterStage, SetAside
from ibps.core.stages.interests import StateInterest
from ibps.core.stages.options import (
    AddOption,
    CombineOptions,
    LinkOption,
    SplitOption,
    UnlinkOption,
    done,
    hints,
)
from ibps.core.value import Act
from tests.core.kit import codes, refused, room, say, ticked

INTERESTS = (StateInterest(party="L", text="rest"), StateInterest(party="M", text="cover"))


def three() -> Journal:
    """I1, I2, and O1 (serves I1), O2 (serves I1, I2), O3."""
    return say(
        room(),
        *INTERESTS,
        AddOption(text="swap board", serves=("I1",)),
        AddOption(text="float pool", serves=("I1", "I2"), came_from="suggestion box"),
        AddOption(text="later start"),
    )


def test_an_option_carries_no_name_and_the_stage_it_came_up_in() -> None:
    journal = say(room(), EnterStage(stage="issue"), AddOption(text="swap board", came_from="suggestion box"))
    option = journal.record.options[0]
    assert (option.number, option.voiced_in, option.came_from) == ("O1", "issue", "suggestion box")
    assert {"party", "person", "by", "owner"}.isdisjoint(Option.model_fields)
    assert {"party", "person", "by", "owner"}.isdisjoint(AddOption.model_fields)


def test_linking_and_unlinking() -> None:
    journal = say(three(), LinkOption(option="O3", interest="I2"))
    assert journal.record.options[2].serves == ("I2",)
    assert say(journal, UnlinkOption(option="O3", interest="I2")).record.options[2].serves == ()


@pytest.mark.parametrize(
    ("act", "code"),
    [
        (AddOption(text="x", serves=("I9",)), "no_such_number"),
        (LinkOption(option="O1", interest="I1"), "already_linked"),
        (LinkOption(option="O1", interest="I9"), "no_such_number"),
        (LinkOption(option="O9", interest="I1"), "no_such_number"),
        (LinkOption(option="I1", interest="I1"), "no_such_number"),
        (UnlinkOption(option="O3", interest="I1"), "not_linked"),
        (CombineOptions(options=("O1",), text="x"), "combine_two"),
        (CombineOptions(options=("O1", "O1"), text="x"), "combine_two"),
        (CombineOptions(options=("O1", "O9"), text="x"), "no_such_number"),
        (SplitOption(option="O1"), "not_combined"),
    ],
)
def test_what_options_refuse(act: Act, code: str) -> None:
    assert refused(three(), act).code == code


def test_combining_keeps_the_parts_and_what_they_serve() -> None:
    journal = say(three(), CombineOptions(options=("O1", "O2"), text="board and pool"))
    first, second, third, whole = journal.record.options
    assert (whole.number, whole.combined_from, whole.serves) == ("O4", ("O1", "O2"), ("I1", "I2"))
    assert (first.state, first.text, first.reason) == (ItemState.COMBINED, "swap board", "part of O4")
    assert (second.state, third.state, whole.state) == (ItemState.COMBINED, ItemState.LIVE, ItemState.LIVE)
    gone = refused(journal, CombineOptions(options=("O1", "O3"), text="x"))
    assert str(gone) == "O1 is combined. Bring it back first."


def test_taking_apart_brings_the_parts_back() -> None:
    journal = say(three(), CombineOptions(options=("O1", "O2"), text="both"), SplitOption(option="O4"))
    first, second, _, whole = journal.record.options
    assert (first.state, second.state) == (ItemState.LIVE, ItemState.LIVE)
    assert (whole.state, whole.text, whole.reason) == (ItemState.SET_ASIDE, "both", "taken apart again")
    assert refused(journal, SplitOption(option="O4")).code == "not_live"


def test_a_part_set_aside_since_stays_set_aside_when_the_whole_is_taken_apart() -> None:
    journal = say(three(), CombineOptions(options=("O1", "O2"), text="both"), BringBack(number="O1"))
    journal = say(journal, SetAside(number="O1", reason="no room"), SplitOption(option="O4"))
    first = journal.record.options[0]
    assert (first.state, first.reason) == (ItemState.SET_ASIDE, "no room")


def test_ticks() -> None:
    assert not any(ticked(done(room().record)).values())
    assert ticked(done(three().record)) == {
        "several_options": False,
        "all_linked": False,
        "every_interest_served": True,
    }
    more = say(three(), LinkOption(option="O3", interest="I2"), *(AddOption(text=f"o{n}") for n in (4, 5)))
    assert ticked(done(more.record))["several_options"]


def test_a_set_aside_option_serves_nothing() -> None:
    journal = say(three(), SetAside(number="O2", reason="cost"))
    assert not ticked(done(journal.record))["every_interest_served"]
    assert "unserved_interest" in codes(hints(journal.record))


def test_hints() -> None:
    assert hints(room().record) == ()
    assert [(hint.code, hint.about) for hint in hints(three().record)] == [
        ("too_few", ""),
        ("unlinked", "O3"),
    ]
    judged = say(three(), AddOption(text="that will never work", serves=("I1",)))
    assert ("judging", "O4") in [(hint.code, hint.about) for hint in hints(judged.record)]
