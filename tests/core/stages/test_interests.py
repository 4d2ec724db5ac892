"""Interests: by party, shared only where every party says so, confirmed as they stand."""

import pytest

from ibps.core.reading import confirmed
from ibps.core.record.items import Source
from ibps.core.stages.anytime import Reword, SetAside
from ibps.core.stages.interests import (
    ConfirmInterests,
    ShareInterest,
    StateInterest,
    UnshareInterest,
    done,
    hints,
)
from ibps.core.stages.opening import NameParty
from ibps.core.value import Act
from tests.core.kit import codes, refused, room, say, ticked

LEAVE = StateInterest(
    party="L", text="know who approves leave", position="one supervisor", source=Source.ASSUMED
)
COVER = StateInterest(party="M", text="every shift is covered")


def test_an_interest_keeps_its_party_and_where_it_came_from() -> None:
    interest = say(room(), LEAVE).record.interests[0]
    assert (interest.number, interest.party, interest.text) == ("I1", "L", "know who approves leave")
    assert (interest.position, interest.source, interest.ticked) == ("one supervisor", Source.ASSUMED, ())


def test_shared_waits_for_every_party_that_named_an_interest_required_or_not() -> None:
    journal = say(room(parties="LMP"), NameParty(letter="P", name="Physicians", required=False))
    journal = say(journal, StateInterest(party="L", text="rest"), ShareInterest(interest="I1", party="M"))
    assert journal.record.shared(journal.record.interests[0]), "who named nothing need not tick"
    journal = say(journal, StateInterest(party="P", text="notice"))
    assert not journal.record.shared(journal.record.interests[0])
    journal = say(journal, ShareInterest(interest="I1", party="P"))
    assert journal.record.shared(journal.record.interests[0])


def test_shared_means_every_required_party_ticked_it() -> None:
    three = say(room(parties="LMP"), LEAVE, ShareInterest(interest="I1", party="M"))
    assert not three.record.shared(three.record.interests[0])
    three = say(three, ShareInterest(interest="I1", party="P"))
    assert three.record.shared(three.record.interests[0])
    back = say(three, UnshareInterest(interest="I1", party="M"))
    assert back.record.interests[0].ticked == ("P",)
    assert not back.record.shared(back.record.interests[0])


@pytest.mark.parametrize(
    ("act", "code"),
    [
        (ShareInterest(interest="I1", party="L"), "own_interest"),
        (ShareInterest(interest="I9", party="M"), "no_such_number"),
        (ShareInterest(interest="I2", party="L"), "already_shared"),
        (UnshareInterest(interest="I1", party="M"), "not_shared"),
        (StateInterest(party="Q", text="x"), "no_such_party"),
        (ConfirmInterests(party="Q"), "no_such_party"),
    ],
)
def test_what_interests_refuse(act: Act, code: str) -> None:
    assert refused(say(room(), LEAVE, COVER, ShareInterest(interest="I2", party="L")), act).code == code


def test_a_tick_belongs_to_the_words_it_was_given_for() -> None:
    journal = say(
        room(), LEAVE, ShareInterest(interest="I1", party="M"), Reword(number="I1", text="one approver")
    )
    interest = journal.record.interests[0]
    assert (interest.text, interest.earlier, interest.ticked) == (
        "one approver",
        ("know who approves leave",),
        (),
    )


def test_a_list_is_confirmed_as_it_stands() -> None:
    journal = say(room(), LEAVE, ConfirmInterests(party="L"))
    assert confirmed(journal.record, "L")
    assert confirmed(say(journal, COVER).record, "L"), "the other party's list is another list"
    more = say(journal, StateInterest(party="L", text="quiet breaks"))
    assert not confirmed(more.record, "L")
    assert confirmed(say(more, ConfirmInterests(party="L")).record, "L")
    assert len(say(more, ConfirmInterests(party="L")).record.confirmed) == 1
    assert not confirmed(say(journal, SetAside(number="I1", reason="merged")).record, "L")


def test_a_reworded_list_is_not_the_one_that_was_confirmed() -> None:
    journal = say(room(), LEAVE, ConfirmInterests(party="L"), Reword(number="I1", text="no leave at all"))
    assert not confirmed(journal.record, "L")


def test_ticks() -> None:
    assert not any(ticked(done(room().record)).values())
    journal = say(room(), LEAVE, COVER, ConfirmInterests(party="L"))
    assert ticked(done(journal.record)) == {
        "every_party_heard": True,
        "every_party_confirms": False,
        "shared_marked": False,
    }
    journal = say(journal, ShareInterest(interest="I2", party="L"), ConfirmInterests(party="M"))
    assert all(ticked(done(journal.record)).values())


def test_confirming_an_empty_list_ticks_nothing() -> None:
    journal = say(room(), ConfirmInterests(party="L"), ConfirmInterests(party="M"))
    assert not ticked(done(journal.record))["every_party_confirms"]


def test_hints_on_parties_not_heard_and_positions() -> None:
    assert hints(room().record) == ()
    journal = say(room(), LEAVE)
    assert [(hint.code, dict(hint.details)) for hint in hints(journal.record)] == [
        ("party_silent", {"party": "Management"})
    ]
    many = say(journal, COVER, *(StateInterest(party="L", text=f"need {n}") for n in range(2)))
    assert codes(hints(many.record)) == ["one_party_thin"]
    position = say(room(), StateInterest(party="L", text="we want more people"), COVER)
    assert [(h.code, h.about) for h in hints(position.record)] == [("maybe_position", "I1")]
    named = say(room(), StateInterest(party="L", text="Max listens"), COVER)
    assert codes(hints(named.record)) == ["names_person"]
