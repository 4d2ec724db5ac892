"""Attesting: a page is a draft until each side has spoken, and stays as it is from then on."""

from __future__ import annotations

import pytest

from ibps.core.acts import Undo
from ibps.core.journal import Journal
from ibps.core.reading import to_attest
from ibps.core.record.closing import Minutes, Verdict
from ibps.core.record.people import Role
from ibps.core.stages.attesting import AttestMinutes
from ibps.core.stages.closing import AddAction, ReadBackMinutes
from ibps.core.stages.opening import (
    Arrive,
    ChangePerson,
    CloseSitting,
    NameParty,
    OpenSitting,
    SeatPerson,
)
from tests.core.kit import ANA, DAY, LOU, MAX, MIA, PIA, begin, refused, room, say

NONCE = "0123456789abcdef" * 2


def word(
    person: int, verdict: Verdict = Verdict.ACCURATE, exception: str = "", page: str = "N1"
) -> AttestMinutes:
    return AttestMinutes(minutes=page, person=person, verdict=verdict, exception=exception, nonce=NONCE)


def read(journal: Journal | None = None) -> Journal:
    return say(journal or room(), ReadBackMinutes())


def page(journal: Journal) -> Minutes:
    return journal.record.minutes[-1]


def test_a_page_is_a_draft_until_both_have_attested() -> None:
    journal = say(read(), word(ANA))
    assert page(journal).seal is None and to_attest(journal.record, page(journal)) == ("Max",)
    journal = say(journal, word(MAX, Verdict.EXCEPT, "the date of A1"))
    assert page(journal).seal and to_attest(journal.record, page(journal)) == ()
    assert page(journal).attested[1].exception == "the date of A1"


def test_not_yet_holds_it_back_until_that_person_says_otherwise() -> None:
    journal = say(read(), word(ANA), word(MAX, Verdict.NOT_YET))
    assert page(journal).seal is None
    journal = say(journal, word(MAX))
    assert page(journal).seal and [one.person for one in page(journal).attested] == [ANA, MAX, MAX]


def test_a_further_required_party_attests_too() -> None:
    journal = say(read(room(parties="LMP")), word(ANA), word(MAX))
    assert page(journal).seal is None and to_attest(journal.record, page(journal)) == ("Pia",)
    assert page(say(journal, word(PIA))).seal


def test_one_side_alone_seals_nothing() -> None:
    journal = say(room(), ChangePerson(person=LOU, role=Role.COCHAIR))
    journal = say(journal, ChangePerson(person=MAX, role=Role.MEMBER))
    journal = say(journal, ReadBackMinutes(), word(ANA), word(LOU))
    assert page(journal).seal is None


def test_who_attests_is_settled_by_the_first() -> None:
    journal = say(read(), word(ANA), ChangePerson(person=MAX, role=Role.MEMBER))
    assert page(journal).seal is None
    journal = say(journal, ChangePerson(person=MIA, role=Role.COCHAIR))
    assert refused(journal, word(MIA)).code == "attests_not"
    assert page(say(journal, word(MAX))).seal


def test_what_cannot_be_attested() -> None:
    journal = read()
    assert refused(journal, word(LOU)).code == "attests_not"
    assert refused(journal, word(ANA, Verdict.EXCEPT)).code == "except_what"
    assert refused(journal, word(ANA, Verdict.ACCURATE, "but")).code == "except_what"
    newer = say(journal, AddAction(text="print"), ReadBackMinutes())
    assert refused(newer, word(ANA)).code == "newer_page"
    assert refused(say(journal, word(ANA), word(MAX)), word(ANA)).code == "page_attested"


@pytest.mark.parametrize("nonce", ["", "0" * 31, "0" * 33, "G" * 32])
def test_a_random_value_has_to_be_one(nonce: str) -> None:
    with pytest.raises(ValueError, match="nonce"):
        AttestMinutes(minutes="N1", person=ANA, verdict=Verdict.ACCURATE, nonce=nonce)


def test_a_random_value_changes_the_seal() -> None:
    ours = page(say(read(), word(ANA), word(MAX))).seal
    theirs = page(say(read(), word(ANA), word(MAX).but(nonce="f" * 32))).seal
    assert ours and theirs and ours.digest != theirs.digest and ours.code != theirs.code


def test_undo_stops_at_an_attested_page() -> None:
    journal = say(read(say(room(), AddAction(text="print"))), word(ANA))
    assert journal.undoable
    journal = say(journal, word(MAX))
    assert journal.undoable is None
    for entry in (len(journal.entries), 5):
        assert refused(journal, Undo(entry=entry)).code == "page_attested"
    journal = say(journal, AddAction(text="call"))
    assert journal.undoable and journal.undoable.n == len(journal.entries)
    journal = say(journal, Undo(entry=journal.undoable.n))
    assert journal.undoable is None


def test_a_correction_is_a_new_page_that_names_what_it_replaces() -> None:
    journal = say(read(), word(ANA), word(MAX))
    first = page(journal)
    assert refused(journal, ReadBackMinutes()).code == "minutes_same"
    journal = say(journal, AddAction(text="print"), ReadBackMinutes(because="A1 was left out"))
    assert page(journal).replaces == "N1"
    assert page(journal).page[:2] == ("This page replaces N1, because: A1 was left out.", "")
    assert journal.record.minutes[0] == first
    assert refused(journal, ReadBackMinutes()).code == "minutes_same"
    assert refused(journal, ReadBackMinutes(replaces="N2", because="x")).code == "draft_page"


def test_each_sitting_has_its_page_in_the_chain() -> None:
    journal = say(read(), word(ANA), word(MAX), CloseSitting(), OpenSitting(date=DAY), ReadBackMinutes())
    assert page(journal).replaces is None
    journal = say(journal, word(ANA, page="N2"), word(MAX, page="N2"))
    first, second = (minutes.seal for minutes in journal.record.minutes)
    assert first and second and second.previous == first.digest


def test_one_side_alone_never_seals_a_page() -> None:
    """Where only one side has to attest, its word is kept and the page stays a draft."""
    journal = say(
        begin(),
        NameParty(letter="L", name="Labor"),
        NameParty(letter="M", name="Management", required=False),
        SeatPerson(name="Ana", party="L", role=Role.COCHAIR),
        SeatPerson(name="Max", party="M", role=Role.MANAGER),
        OpenSitting(date=DAY),
        Arrive(person=1),
    )
    journal = say(read(journal), word(1))
    assert (page(journal).seal, page(journal).attesters) == (None, (1,))
