"""What works in every stage: going, rewording, setting aside, parking, caucus, stopping."""

import pytest

from ibps.core.acts import Redo, Undo
from ibps.core.minutes import page
from ibps.core.reading import confirmed
from ibps.core.record import StopKind
from ibps.core.record.items import ItemState
from ibps.core.stages import STAGES, order
from ibps.core.stages.anytime import (
    BringBack,
    CallCaucus,
    EndCaucus,
    EnterStage,
    MoveItem,
    Park,
    Reword,
    SetAside,
    StopSession,
    TakeUp,
)
from ibps.core.stages.closing import AddAction, AddMeasure, AddMessage
from ibps.core.stages.interests import ConfirmInterests, StateInterest
from ibps.core.stages.issue import StateFact
from ibps.core.stages.opening import CloseSitting, OpenSitting, SetTerms
from ibps.core.stages.options import AddOption
from ibps.core.stages.standards import SetStandard
from ibps.core.told import told
from ibps.core.value import Act
from tests.core.kit import DAY, LATER, begin, opened, refused, room, say, worded

LISTED: tuple[tuple[Act, str, str], ...] = (
    (StateFact(text="old"), "F1", "issue"),
    (StateInterest(party="L", text="old"), "I1", "interests"),
    (AddOption(text="old"), "O1", "options"),
    (SetStandard(text="old"), "S1", "standards"),
    (AddAction(text="old"), "A1", "actions"),
    (AddMeasure(text="old"), "M1", "measures"),
    (AddMessage(text="old"), "R1", "messages"),
    (Park(text="old"), "K1", "parked"),
)


def test_the_meeting_goes_anywhere_and_keeps_why() -> None:
    journal = say(
        begin(), EnterStage(stage="consensus"), EnterStage(stage="interests", reason="one is missing")
    )
    assert journal.record.stage == "interests"
    assert [(visit.stage, visit.reason) for visit in journal.record.visits] == [
        ("consensus", ""),
        ("interests", "one is missing"),
    ]


def test_stages_in_order_and_standards_first_where_the_terms_say_so() -> None:
    names = ["opening", "issue", "interests", "options", "standards", "consensus", "closing"]
    assert [stage.name for stage in STAGES] == names
    assert [stage.name for stage in order()] == names
    record = begin().record
    assert [stage.name for stage in order(record)] == names
    first = say(begin(), SetTerms(terms=record.terms.but(standards_first=True))).record
    assert [stage.name for stage in order(first)][3:5] == ["standards", "options"]


@pytest.mark.parametrize(("first", "number", "where"), LISTED, ids=[number for _, number, _ in LISTED])
def test_every_list_can_be_reworded_and_keeps_the_earlier_words(first: Act, number: str, where: str) -> None:
    journal = say(room(), first, Reword(number=number, text="newer"), Reword(number=number, text="newest"))
    holder = getattr(journal.record, where)
    (item,) = holder.facts if where == "issue" else holder
    assert (item.number, item.text, item.earlier) == (number, "newest", ("old", "newer"))


@pytest.mark.parametrize("number", ["F1", "I1", "O1", "K1", "Z1"])
def test_what_is_not_there_is_not_reworded(number: str) -> None:
    assert str(refused(room(), Reword(number=number, text="x"))) == f"There is no {number} in this record."


def test_a_refusal_never_says_that_something_there_is_not() -> None:
    """P1 has versions and is not reworded; but it is there."""
    for act in (Reword(number="P1", text="x"), SetAside(number="P1", reason="x"), BringBack(number="P1")):
        assert "no P1" not in str(refused(worded(room()), act))


@pytest.mark.parametrize(("first", "number", "where"), LISTED[1:4], ids=["I1", "O1", "S1"])
def test_setting_aside_and_bringing_back(first: Act, number: str, where: str) -> None:
    journal = say(room(), first, SetAside(number=number, reason="too dear"))
    (item,) = getattr(journal.record, where)
    assert (item.state, item.reason) == (ItemState.SET_ASIDE, "too dear")
    assert str(refused(journal, SetAside(number=number, reason="x"))) == (
        f"{number} is set aside. Bring it back first."
    )
    back = say(journal, BringBack(number=number))
    (item,) = getattr(back.record, where)
    assert item.state is ItemState.LIVE
    assert refused(back, BringBack(number=number)).code == "is_live"


@pytest.mark.parametrize(("first", "number", "where"), LISTED, ids=[number for _, number, _ in LISTED])
def test_every_list_can_be_put_in_order(first: Act, number: str, where: str) -> None:
    letter = number[0]
    journal = say(room(), *(first.but(text=text) for text in ("one", "two", "three", "four")))

    def order(*acts: Act) -> str:
        holder = getattr(say(journal, *acts).record, where)
        return " ".join(item.text for item in (holder.facts if where == "issue" else holder))

    assert order(MoveItem(number=f"{letter}3", before=number)) == "three one two four"
    assert order(MoveItem(number=number)) == "two three four one"
    assert order(MoveItem(number=number, before=f"{letter}4")) == "two three one four"
    assert order(MoveItem(number=number, before=number)) == "one two three four"
    assert order(MoveItem(number=f"{letter}4")) == "one two three four"
    assert refused(journal, MoveItem(number=f"{letter}9")).code == "no_such_number"
    assert refused(journal, MoveItem(number=number, before=f"{letter}9")).code == "no_such_number"


def test_numbers_stay_and_go_on_when_lists_are_put_in_order() -> None:
    two = (AddOption(text="one"), AddOption(text="two"))
    journal = say(room(), *two, MoveItem(number="O2", before="O1"))
    assert [o.number for o in say(journal, AddOption(text="three")).record.options] == ["O2", "O1", "O3"]
    undone = journal.with_act(Undo(entry=journal.entries[-1].n), journal.entries[-1].at)
    assert [o.number for o in undone.record.options] == ["O1", "O2"]
    again = undone.with_act(Redo(entry=journal.entries[-1].n), journal.entries[-1].at)
    assert again.record.options == journal.record.options
    assert told(journal.entries[-1].act, journal.record, ()) == "O2 was moved in its list, before O1"


def test_a_party_that_called_its_list_complete_still_does_when_it_is_put_in_order() -> None:
    acts = (StateInterest(party="L", text="one"), StateInterest(party="L", text="two"))
    journal = say(room(), *acts, ConfirmInterests(party="L"), MoveItem(number="I2", before="I1"))
    assert confirmed(journal.record, "L")
    assert not confirmed(say(journal, StateInterest(party="L", text="three")).record, "L")


def test_only_lists_of_what_people_said_are_put_in_order() -> None:
    journal = say(worded(room()), AddOption(text="one"), StateInterest(party="L", text="two"))
    assert refused(journal, MoveItem(number="P1")).code == "no_moving"
    assert refused(journal, MoveItem(number="Z1")).code == "no_such_number"
    assert str(refused(journal, MoveItem(number="O1", before="I1"))) == (
        "O1 and I1 stand in two lists. An item moves in its own."
    )


def test_a_page_shows_the_actions_in_their_order() -> None:
    journal = say(room(), AddAction(text="first"), AddAction(text="second"))
    lines = page(journal.record)
    moved = page(say(journal, MoveItem(number="A2", before="A1")).record)
    assert sorted(moved) == sorted(lines) and moved != lines
    assert [line[:2] for line in moved if line[:1] == "A" and line[1:2].isdigit()] == ["A2", "A1"]


def test_parking_and_taking_up() -> None:
    parked = Park(text="pay", party="L", why="contract", owner="Ana", forum="contract talks", due=LATER)
    journal = say(room(), parked, CloseSitting(), OpenSitting(date=LATER), TakeUp(parked="K1"))
    (item,) = journal.record.parked
    assert (item.text, item.party, item.why, item.owner, item.forum, item.due) == (
        "pay",
        "L",
        "contract",
        "Ana",
        "contract talks",
        LATER,
    )
    assert item.taken_up == LATER
    assert refused(journal, TakeUp(parked="K1")).code == "already_done"
    assert refused(journal, TakeUp(parked="K9")).code == "no_such_number"
    assert refused(journal, Park(text="x", party="Q")).code == "no_such_party"


def test_a_caucus_leaves_only_its_times() -> None:
    journal = say(room(), CallCaucus(party="L"))
    assert refused(journal, CallCaucus(party="L")).code == "in_caucus"
    assert refused(journal, EndCaucus(party="M")).code == "not_in_caucus"
    journal = say(journal, CallCaucus(party="M"), EndCaucus(party="L"))
    labor, management = journal.record.caucuses
    assert (labor.party, labor.ended) == ("L", journal.entries[-1].at)
    assert (management.party, management.ended) == ("M", None)
    assert CallCaucus.model_fields.keys() == EndCaucus.model_fields.keys() == {"party"}


@pytest.mark.parametrize("kind", list(StopKind))
def test_stopping_is_kept_with_its_reason_until_a_new_sitting(kind: StopKind) -> None:
    journal = say(room(), StopSession(kind=kind, reason="no mandate yet"))
    stop = journal.record.stop
    assert stop and (stop.kind, stop.reason, stop.at) == (kind, "no mandate yet", journal.entries[-1].at)
    again = say(journal, CloseSitting(), OpenSitting(date=DAY))
    assert again.record.stop is None


def test_nothing_stops_in_the_middle_of_a_check() -> None:
    stop = StopSession(kind=StopKind.NOT_READY, reason="x")
    assert refused(opened(worded(room())), stop).code == "check_open"
