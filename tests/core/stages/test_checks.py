"""A check: opened on words that were read aloud, answered one name at a time, closed once."""

import pytest

from ibps.core.errors import Refusal
from ibps.core.journal import Journal
from ibps.core.record.consensus import CheckKind, Condition, Seat
from ibps.core.record.decisions import DecisionState
from ibps.core.record.people import Role, Voice
from ibps.core.record.terms import FIST_TO_FIVE, RULES, Answered, Fallback, Mandate, Terms
from ibps.core.stages.checks import Answer, CloseCheck, InterruptCheck, OpenCheck
from ibps.core.stages.consensus import DraftStraw, ReadAloud, WordProposal
from ibps.core.stages.opening import Arrive, ChangePerson, CloseSitting, Leave, NameParty, OpenSitting
from ibps.core.value import Act
from tests.core.kit import (
    ANA,
    LATER,
    LOU,
    MAX,
    MIA,
    answered,
    asked,
    begin,
    closed,
    decision,
    opened,
    refused,
    room,
    say,
    worded,
)

ALL_UP = {ANA: "up", LOU: "up", MAX: "up", MIA: "up"}


def test_a_check_copies_the_rule_the_scale_and_the_digest() -> None:
    journal = opened(worded(room(Terms(scale=FIST_TO_FIVE))))
    (check,) = journal.record.checks
    wording = journal.record.proposals[0].versions[0]
    assert (check.number, check.proposal, check.version, check.digest) == ("C1", "P1", 1, wording.digest)
    assert (check.rule, check.scale) == (journal.record.terms.rule, FIST_TO_FIVE)
    assert (check.mandate, check.fallback) == (Mandate.DECIDE, Fallback.STATUS_QUO)
    assert journal.record.open_check == check
    other = Terms(mandate=Mandate.CONSULT, fallback=Fallback.SPONSOR)
    (check,) = opened(worded(room(other))).record.checks
    assert (check.mandate, check.fallback) == (Mandate.CONSULT, Fallback.SPONSOR)


def test_nobody_is_asked_on_words_that_were_not_read_aloud() -> None:
    journal = say(room(), WordProposal(text="x"))
    assert refused(journal, OpenCheck(proposal="P1")).code == "not_read"
    again = say(worded(room()), WordProposal(proposal="P1", text="changed on the spot"))
    assert str(refused(again, OpenCheck(proposal="P1"))).startswith("P1 v2 has not been read aloud.")


def test_words_read_to_another_sitting_are_read_again() -> None:
    journal = say(worded(room()), CloseSitting(), OpenSitting(date=LATER), Arrive(person=ANA))
    assert refused(journal, OpenCheck(proposal="P1")).code == "not_read"
    again = say(journal, ReadAloud(proposal="P1"), OpenCheck(proposal="P1"))
    assert again.record.open_check


@pytest.mark.parametrize("kind", list(CheckKind))
def test_nobody_is_asked_on_a_draft(kind: CheckKind) -> None:
    journal = say(room(), DraftStraw(text="x"))
    assert refused(journal, OpenCheck(proposal="P1", kind=kind)).code == "not_worded"


def test_one_check_at_a_time_and_only_in_a_sitting() -> None:
    assert str(refused(opened(worded(room())), OpenCheck(proposal="P1"))) == "C1 is open. Close it first."
    assert refused(say(worded(room()), CloseSitting()), OpenCheck(proposal="P1")).code == "no_sitting"
    assert refused(begin(), OpenCheck(proposal="P1")).code == "no_sitting"


def test_somebody_has_to_decide() -> None:
    voices = dict.fromkeys((ANA, LOU, MAX, MIA), Voice.ADVISES)
    assert refused(worded(room(voices=voices)), OpenCheck(proposal="P1")).code == "no_deciders"


def test_an_answer_carries_one_person_its_class_and_what_was_said() -> None:
    journal = opened(worded(room()))
    journal = say(
        journal, Answer(check="C1", person=LOU, level="down", note="nights", would_change="a float")
    )
    (given,) = journal.record.checks[0].given
    assert (given.person, given.level, given.cls) == (LOU, "down", Answered.BLOCK)
    assert (given.note, given.would_change, given.at) == ("nights", "a float", journal.entries[-1].at)


def test_a_changed_answer_is_a_further_one() -> None:
    journal = answered(answered(opened(worded(room())), {LOU: "down"}), {LOU: "up"})
    check = journal.record.checks[0]
    assert [given.level for given in check.given] == ["down", "up"]
    assert check.latest()[LOU].level == "up"


@pytest.mark.parametrize(
    ("act", "code"),
    [
        (Answer(check="C9", person=ANA, level="up"), "no_such_number"),
        (Answer(check="C1", person=99, level="up"), "no_such_person"),
        (Answer(check="C1", person=ANA, level="endorse"), "unknown_level"),
        (Answer(check="C1", person=ANA, level="UP"), "unknown_level"),
        (Answer(check="C1", person=ANA, level="not_asked"), "unknown_level"),
        (Answer(check="C1", person=MIA, level="up"), "not_here"),
        (Answer(check="C1", person=MIA, level="no_response"), "not_here"),
        (CloseCheck(check="C9"), "no_such_number"),
        (InterruptCheck(check="C9"), "no_such_number"),
    ],
)
def test_what_a_check_refuses(act: Act, code: str) -> None:
    assert refused(opened(worded(room(here=(ANA, LOU, MAX)))), act).code == code


def test_a_refused_answer_names_the_answers_there_are() -> None:
    found = refused(opened(worded(room())), Answer(check="C1", person=ANA, level="maybe"))
    assert str(found) == (
        "maybe is not an answer on this scale. Answers: up, sideways, down, absent, no_response."
    )


def test_who_only_advises_is_not_asked() -> None:
    journal = opened(worded(room(voices={LOU: Voice.ADVISES})))
    found = refused(journal, Answer(check="C1", person=LOU, level="up"))
    assert str(found) == "Lou is not asked in C1: by the room list this person advises."
    assert (
        decision(closed(answered(journal, {ANA: "up", MAX: "up", MIA: "up"}))).state is DecisionState.AGREED
    )


def test_nobody_in_the_room_is_entered_as_absent() -> None:
    journal = opened(worded(room()))
    refused(journal, Answer(check="C1", person=LOU, level="absent"))


def test_who_left_may_be_entered_as_absent() -> None:
    journal = say(opened(worded(room())), Leave(person=LOU), Answer(check="C1", person=LOU, level="absent"))
    assert journal.record.checks[0].latest()[LOU].cls is Answered.ABSENT


def test_who_was_put_down_as_absent_and_came_has_not_been_asked() -> None:
    journal = opened(worded(room(here=(ANA, MAX, MIA))))
    journal = say(journal, Answer(check="C1", person=LOU, level="absent"), Arrive(person=LOU))
    others = answered(journal, {ANA: "up", MAX: "up", MIA: "up"})
    assert decision(closed(others)).state is DecisionState.INCOMPLETE
    assert decision(closed(answered(others, {LOU: "up"}))).state is DecisionState.AGREED


def test_a_closed_check_takes_nothing_more() -> None:
    journal = asked(worded(room()), {ANA: "up"})
    for act in (
        Answer(check="C1", person=LOU, level="up"),
        CloseCheck(check="C1"),
        InterruptCheck(check="C1"),
    ):
        assert refused(journal, act).code == "check_closed"


def test_closing_keeps_who_was_asked_and_who_was_away() -> None:
    journal = asked(worded(room(here=(ANA, LOU, MAX))), {ANA: "up", LOU: "up", MAX: "up"})
    check = journal.record.checks[0]
    assert (check.asked, check.absent, check.interrupted) == ((ANA, LOU, MAX, MIA), (MIA,), False)
    assert check.roll[0] == Seat(
        person=ANA, name="Ana", party="L", party_name="Labor", cochair=True, cls=Answered.SUPPORT
    )
    assert [(seat.name, seat.cochair, seat.cls) for seat in check.roll[1:]] == [
        ("Lou", False, Answered.SUPPORT),
        ("Max", True, Answered.SUPPORT),
        ("Mia", False, Answered.ABSENT),
    ]
    assert check.closed == journal.entries[-1].at
    assert check.sentence == decision(journal).sentence


def test_an_open_check_has_no_roll_yet() -> None:
    check = answered(opened(worded(room())), {ANA: "up"}).record.checks[0]
    assert (check.roll, check.asked, check.absent) == ((), (), ())


@pytest.mark.parametrize(
    "act",
    [
        ChangePerson(person=LOU, name="Louis"),
        ChangePerson(person=LOU, party="M"),
        ChangePerson(person=LOU, role=Role.COCHAIR),
        ChangePerson(person=LOU, voice=Voice.ADVISES),
    ],
)
def test_the_room_list_stays_while_people_are_asked(act: ChangePerson) -> None:
    journal = opened(worded(room()))
    assert refused(journal, act).code == "terms_frozen"
    say(closed(journal), act)
    say(journal, ChangePerson(person=LOU, name="Lou", party="L", speaks_for="nights"))


def test_a_decision_holds_what_was_asked() -> None:
    fields = {"not_included": ("pay",), "starts": LATER}
    found = decision(asked(worded(room(), "Post it.", **fields), ALL_UP))
    assert (found.number, found.words, found.proposal, found.version, found.check) == (
        "D1",
        "Post it.",
        "P1",
        1,
        "C1",
    )
    assert (found.not_included, found.starts, found.waiting) == (("pay",), LATER, ())


def test_a_temperature_check_decides_nothing() -> None:
    journal = closed(answered(opened(worded(room()), CheckKind.TEMPERATURE), ALL_UP))
    assert journal.record.decisions == ()
    assert journal.record.checks[0].sentence == (
        "TEMPERATURE ONLY, NOT A DECISION 14 Mar 2026, P1 v1: 4 of 4 present answered (4 support). "
        "Labor, Management present."
    )
    assert decision(asked(journal, ALL_UP)).check == "C2"


def test_an_interrupted_check_is_incomplete_whatever_was_answered() -> None:
    journal = say(answered(opened(worded(room())), ALL_UP), InterruptCheck(check="C1"))
    assert decision(journal).state is DecisionState.INCOMPLETE
    assert journal.record.checks[0].interrupted
    assert decision(journal).sentence.endswith(
        "The program stopped before the check was closed. Nothing was decided."
    )
    assert decision(asked(journal, ALL_UP)).state is DecisionState.AGREED


def test_what_the_room_waits_for_joins_what_the_wording_waits_for() -> None:
    sponsor = Condition(who="Sponsor", what="approves", due=LATER)
    steward = Condition(who="Night steward", due=LATER)
    found = decision(asked(worded(room(), conditions=(sponsor,)), ALL_UP, steward))
    assert (found.state, found.waiting) == (DecisionState.TENTATIVE, (sponsor, steward))


def test_nothing_waits_where_nothing_was_agreed() -> None:
    found = decision(asked(worded(room()), {**ALL_UP, MIA: "down"}, Condition(who="Sponsor", due=LATER)))
    assert (found.state, found.waiting) == (DecisionState.NO_AGREEMENT, ())


THREE_UP = {ANA: "up", LOU: "up", MIA: "up"}
ONE_A_SIDE = Terms(rule=RULES["one-stand-aside-a-side"])


@pytest.mark.parametrize(
    ("journal", "answers", "act"),
    [
        (room(), {**ALL_UP, MIA: "down"}, ChangePerson(person=MIA, voice=Voice.OBSERVES)),
        (
            room(ONE_A_SIDE),
            {ANA: "up", LOU: "down", MAX: "up", MIA: "down"},
            ChangePerson(person=LOU, party="M"),
        ),
        (room(ONE_A_SIDE), {**ALL_UP, LOU: "down", ANA: "down"}, ChangePerson(person=LOU, party="M")),
        (
            room(parties="LMP", here=(ANA, LOU, MAX, MIA)),
            ALL_UP,
            NameParty(letter="P", name="Physicians", required=False),
        ),
        (
            room(here=(ANA, LOU, MIA)),
            {ANA: "up", LOU: "up", MIA: "up"},
            ChangePerson(person=MAX, role=Role.MEMBER),
        ),
    ],
    ids=["a block is hidden", "one from each", "two from one party", "a party is not needed", "no co-chair"],
)
def test_the_room_list_does_not_decide_a_check(journal: Journal, answers: dict[int, str], act: Act) -> None:
    """What a check comes to is the same whether or not somebody tried to change the list under it."""
    journal = answered(opened(worded(journal)), answers)
    without = decision(closed(journal)).state
    try:
        changed = say(journal, act)
    except Refusal:
        return
    assert decision(closed(changed)).state is without
    assert set(answers) <= set(closed(changed).record.checks[-1].asked)
