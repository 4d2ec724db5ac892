"""Opening: parties, people, terms, sittings, who is here."""

from datetime import timedelta

import pytest

from ibps.core.record.people import Role, Voice
from ibps.core.record.terms import FIST_TO_FIVE, RULES, Mandate, Terms
from ibps.core.stages.opening import (
    AgreeTerms,
    Arrive,
    ChangePerson,
    CloseSitting,
    Leave,
    NameParty,
    NoteAffected,
    NotHere,
    OpenSitting,
    Retitle,
    SeatPerson,
    SetTerms,
    StartSession,
    done,
    hints,
)
from ibps.core.value import Act
from tests.core.kit import (
    ANA,
    DAY,
    LATER,
    LOU,
    MAX,
    T0,
    answered,
    begin,
    closed,
    codes,
    opened,
    refused,
    room,
    say,
    ticked,
    worded,
)


def test_a_session_starts_with_what_it_is_about() -> None:
    terms = Terms(rule=RULES["four-in-five"], scale=FIST_TO_FIVE, mandate=Mandate.RECOMMEND)
    record = begin(
        title="  Shift handover ", team="Ward 5", mode="practice", scenario="co-pays", terms=terms
    ).record
    assert (record.session.title, record.session.team, record.session.started) == (
        "Shift handover",
        "Ward 5",
        T0,
    )
    assert (record.practice, record.session.scenario, record.session.example) == (True, "co-pays", False)
    assert record.terms == terms
    assert (record.stage, record.sitting, record.today) == ("opening", None, DAY)


def test_a_session_starts_once() -> None:
    assert refused(begin(), StartSession(title="x", team="y")).code == "started"


def test_the_title_can_change() -> None:
    assert say(begin(), Retitle(title="Handover")).record.session.title == "Handover"


def test_naming_a_letter_again_changes_the_party_in_its_place() -> None:
    journal = say(begin(), NameParty(letter="L", name="Labor"), NameParty(letter="M", name="Management"))
    journal = say(journal, NameParty(letter="L", name="Labor, Local 9", required=False, chosen="elected"))
    first, second = journal.record.parties
    assert (first.letter, first.name, first.required, first.chosen) == (
        "L",
        "Labor, Local 9",
        False,
        "elected",
    )
    assert second.name == "Management"


def test_people_get_numbers_in_order() -> None:
    people = room().record.people
    assert [(p.number, p.name, p.party) for p in people[:3]] == [
        (1, "Ana", "L"),
        (2, "Lou", "L"),
        (3, "Max", "M"),
    ]
    assert [person.number for person in room().record.cochairs] == [ANA, MAX]


@pytest.mark.parametrize(
    ("act", "code"),
    [
        (SeatPerson(name="ana", party="M"), "name_taken"),
        (SeatPerson(name="Zoe", party="Q"), "no_such_party"),
        (SeatPerson(name="Zoe", party="L", alternate_for=40), "no_such_person"),
        (ChangePerson(person=LOU, name="ANA"), "name_taken"),
        (ChangePerson(person=LOU, party="Q"), "no_such_party"),
        (ChangePerson(person=40, name="Zoe"), "no_such_person"),
        (OpenSitting(date=DAY), "sitting_open"),
        (Arrive(person=ANA), "already_here"),
        (Arrive(person=40), "no_such_person"),
        (Leave(person=40), "no_such_person"),
    ],
)
def test_what_the_room_list_refuses(act: Act, code: str) -> None:
    assert refused(room(), act).code == code


def test_a_refusal_names_what_there_is() -> None:
    assert str(refused(room(), SeatPerson(name="Zoe", party="Q"))) == (
        "There is no party Q here. Parties: L Labor, M Management."
    )
    assert str(refused(begin(), SeatPerson(name="Zoe", party="Q"))).endswith("Parties: none yet.")
    assert str(refused(room(), OpenSitting(date=LATER))) == (
        "The sitting of 14 Mar 2026 is still open. Close it first."
    )


def test_only_what_is_said_of_a_person_changes() -> None:
    journal = say(room(), ChangePerson(person=LOU, role=Role.RECORDER, speaks_for="nights"))
    lou = journal.record.person(LOU)
    assert (lou.name, lou.party, lou.role, lou.voice, lou.speaks_for) == (
        "Lou", "L", Role.RECORDER, Voice.DECIDES, "nights",
    )  # fmt: skip
    assert say(journal, ChangePerson(person=LOU, name="Lou")).record.person(LOU).name == "Lou"


def test_taking_back_what_somebody_speaks_for_is_kept() -> None:
    journal = say(
        room(), ChangePerson(person=LOU, speaks_for="nights"), ChangePerson(person=LOU, speaks_for="")
    )
    assert journal.record.person(LOU).speaks_for == ""


def test_affected_people_are_noted() -> None:
    journal = say(begin(), NoteAffected(who="Night shift", asked_how="Lou asks on Monday"))
    assert [(one.who, one.asked_how) for one in journal.record.affected] == [
        ("Night shift", "Lou asks on Monday")
    ]


def test_other_terms_have_to_be_agreed_anew_and_the_same_terms_do_not() -> None:
    journal = say(room(), AgreeTerms())
    assert journal.record.terms_agreed
    assert say(journal, SetTerms(terms=Terms())).record.terms_agreed
    assert not say(journal, SetTerms(terms=Terms(mandate=Mandate.CONSULT))).record.terms_agreed


def test_terms_are_frozen_while_a_check_is_open() -> None:
    assert refused(opened(worded(room())), SetTerms(terms=Terms())).code == "terms_frozen"


def test_who_was_here_from_when_to_when() -> None:
    journal = say(
        room(here=()), Arrive(person=ANA), Arrive(person=MAX), Leave(person=ANA), Arrive(person=ANA)
    )
    assert journal.record.here == {ANA, MAX}
    ana = [stay for stay in journal.record.sittings[0].stays if stay.person == ANA]
    assert [stay.left is None for stay in ana] == [False, True]
    assert ana[0].left == ana[0].came + timedelta(minutes=2)
    journal = say(journal, CloseSitting())
    assert journal.record.here == frozenset()
    assert all(stay.left for stay in journal.record.sittings[0].stays)
    assert refused(journal, CloseSitting()).code == "no_sitting"
    assert refused(journal, Arrive(person=ANA)).code == "no_sitting"


def test_a_second_sitting_starts_empty_and_moves_the_day() -> None:
    journal = say(room(), CloseSitting(), OpenSitting(date=LATER))
    assert [sitting.number for sitting in journal.record.sittings] == [1, 2]
    assert (journal.record.today, journal.record.here) == (LATER, frozenset())


def test_a_sitting_is_not_before_the_last_one() -> None:
    journal = say(room(), CloseSitting())
    found = refused(journal, OpenSitting(date=DAY - timedelta(days=1)))
    assert str(found) == "The last sitting was on 14 Mar 2026. The next one cannot be before it."
    assert say(journal, OpenSitting(date=DAY)).record.today == DAY


def test_a_sitting_stays_open_while_a_check_is() -> None:
    assert refused(opened(worded(room())), CloseSitting()).code == "check_open"


def test_a_slip_at_the_door_leaves_no_trace_in_the_sitting() -> None:
    journal = say(
        room(here=()), Arrive(person=ANA), Leave(person=ANA), Arrive(person=ANA), NotHere(person=ANA)
    )
    (stay,) = journal.record.sittings[0].stays
    assert (stay.person, stay.left is None, journal.record.here) == (ANA, False, frozenset())
    assert refused(journal, NotHere(person=ANA)).code == "not_here"


def test_who_answered_cannot_turn_out_never_to_have_come() -> None:
    journal = answered(opened(worded(room())), {LOU: "up"})
    refused(journal, NotHere(person=LOU))


def test_who_was_counted_by_a_check_cannot_turn_out_never_to_have_come() -> None:
    """Whoever was here while a check was opened or closed was asked, whether or not they answered."""
    journal = opened(worded(room(here=(ANA, MAX))))
    assert refused(journal, NotHere(person=ANA)).code == "already_here"
    came = say(journal, Arrive(person=LOU))
    assert LOU not in say(came, NotHere(person=LOU)).record.here, "came since, and nothing happened since"
    assert refused(closed(came), NotHere(person=LOU)).code == "already_here"
    later = say(closed(came), Leave(person=LOU), Arrive(person=LOU))
    assert LOU not in say(later, NotHere(person=LOU)).record.here


def test_nobody_leaves_who_is_not_here() -> None:
    assert str(refused(room(here=(ANA,)), Leave(person=LOU))) == "Lou is not here now."


def test_ticks_follow_what_the_record_shows() -> None:
    nothing = dict.fromkeys(("sitting_open", "required_parties_here", "cochairs_here", "terms_agreed"), False)
    assert ticked(done(begin().record)) == nothing
    assert ticked(done(room(here=(ANA,)).record)) == {**nothing, "sitting_open": True}
    assert all(ticked(done(say(room(), AgreeTerms()).record)).values())


def test_hints_say_who_is_missing() -> None:
    found = hints(room(here=(ANA, LOU)).record)
    assert codes(found) == ["cochair_missing"] and found[0].details == {"party": "Management"}
    assert codes(hints(room().record)) == []
    record = say(room(), NameParty(letter="P", name="Physicians")).record
    assert codes(hints(record)) == ["nobody_from_party"]
