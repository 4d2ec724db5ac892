"""Who answers for a member who is away: an alternate the terms let commit, and nobody else."""

from __future__ import annotations

from datetime import date

import pytest

from ibps.core.answer import answer
from ibps.core.journal import Journal
from ibps.core.record.consensus import Condition
from ibps.core.record.people import Role, Voice
from ibps.core.record.terms import Alternates, Terms
from ibps.core.stages.checks import Answer
from ibps.core.stages.opening import Arrive, ChangePerson, Leave, SeatPerson
from ibps.core.team import opening_acts, team_of
from ibps.desk import Desk, MemoryShelf
from tests.core.kit import (
    ANA,
    DAY,
    LATER,
    LOU,
    MAX,
    MIA,
    PIA,
    answered,
    asked,
    closed,
    decision,
    opened,
    refused,
    room,
    say,
    worded,
)

KIM = 6
COMMIT = Terms(alternates=Alternates.COMMIT)


def with_kim(
    terms: Terms | None = None, *, member: int = PIA, voice: Voice = Voice.DECIDES, here: tuple[int, ...]
) -> Journal:
    """Kim stands in for a member; `here` are the others in the room."""
    journal = room(terms, parties="LMP", here=here)
    party = journal.record.person(member).party
    kim = SeatPerson(name="Kim", party=party, role=Role.MEMBER, voice=voice, alternate_for=member)
    return worded(say(journal, kim, Arrive(person=KIM)))


def names(journal: Journal) -> list[str]:
    return [person.name for person in journal.record.deciders]


WITHOUT_PIA = (ANA, LOU, MAX, MIA)
ALL_YES = {ANA: "up", LOU: "up", MAX: "up", MIA: "up"}


def test_an_alternate_who_may_commit_answers_for_the_member() -> None:
    journal = asked(with_kim(COMMIT, here=WITHOUT_PIA), {**ALL_YES, KIM: "up"})
    assert names(journal) == ["Ana", "Lou", "Max", "Mia", "Kim"]
    assert decision(journal).state == "agreed"
    (item,) = answer(journal.record, DAY).decided
    assert "Physicians: Kim (for Pia) support" in item.answers
    assert item.reads == "Agreed by everyone asked"


def test_by_the_usual_terms_an_alternate_speaks_and_the_member_answers() -> None:
    journal = opened(with_kim(here=WITHOUT_PIA))
    assert names(journal) == ["Ana", "Lou", "Max", "Mia", "Pia"]
    why = str(refused(journal, Answer(check="C1", person=KIM, level="up")))
    assert "Pia answers, by these terms" in why
    done = closed(answered(journal, ALL_YES))
    assert decision(done).state == "incomplete", "Physicians are required and nobody of them can commit"
    waits = Condition(who="Pia", due=LATER, person=PIA, party="P")
    assert decision(closed(answered(journal, ALL_YES), waits)).state == "tentative"


def test_an_alternate_who_only_advises_never_commits() -> None:
    journal = opened(with_kim(COMMIT, voice=Voice.ADVISES, here=WITHOUT_PIA))
    assert "Kim" not in names(journal)
    assert refused(journal, Answer(check="C1", person=KIM, level="up")).code == "not_asked"


def test_the_member_answers_once_they_are_here() -> None:
    journal = answered(opened(with_kim(COMMIT, here=WITHOUT_PIA)), {**ALL_YES, KIM: "up"})
    journal = say(journal, Arrive(person=PIA))
    assert names(journal) == ["Ana", "Lou", "Max", "Mia", "Pia"]
    assert decision(closed(journal)).state == "incomplete", "Pia is here and has not answered"
    assert decision(closed(answered(journal, {PIA: "down"}))).state == "no_agreement"


def test_what_an_alternate_answered_stands_when_they_have_to_go() -> None:
    journal = answered(opened(with_kim(COMMIT, here=WITHOUT_PIA)), {**ALL_YES, KIM: "down"})
    journal = closed(say(journal, Leave(person=KIM)))
    assert decision(journal).state == "no_agreement"
    assert "Kim: cannot" in decision(journal).sentence


def test_an_alternate_of_a_cochair_answers_as_one() -> None:
    journal = with_kim(COMMIT, member=MAX, here=(ANA, LOU, MIA, PIA))
    assert [person.name for person in journal.record.cochairs] == ["Ana", "Kim"]
    yes = {ANA: "up", LOU: "up", MIA: "up", PIA: "up"}
    assert decision(closed(answered(opened(journal), {**yes, KIM: "up"}))).state == "agreed"
    spoken = with_kim(member=MAX, here=(ANA, LOU, MIA, PIA))
    assert decision(closed(answered(opened(spoken), yes))).state == "incomplete"


@pytest.mark.parametrize("member", [KIM, 40])
def test_somebody_stands_in_for_a_member_of_the_list(member: int) -> None:
    journal = with_kim(here=WITHOUT_PIA)
    code = refused(journal, ChangePerson(person=KIM, alternate_for=member)).code
    assert code == ("alternate_of_whom" if member == KIM else "no_such_person")
    free = say(journal, ChangePerson(person=KIM, alternate_for=0))
    assert free.record.person(KIM).alternate_for is None and "Kim" in names(free)


def test_nobody_is_made_an_alternate_while_people_are_asked() -> None:
    journal = opened(with_kim(COMMIT, here=WITHOUT_PIA))
    assert refused(journal, ChangePerson(person=KIM, alternate_for=0)).code == "terms_frozen"


def test_the_next_session_knows_who_stands_in_for_whom() -> None:
    """Also one who is listed before the member: nobody turns into a member by coming first."""
    journal = say(with_kim(COMMIT, here=WITHOUT_PIA), ChangePerson(person=ANA, alternate_for=LOU))
    again = Desk.new(MemoryShelf(), opening_acts(team_of(journal.record), "Next", date(2026, 4, 1))).record
    assert {person.name: person.alternate_for for person in again.people if person.alternate_for} == {
        "Ana": LOU,
        "Kim": PIA,
    }
    assert "Ana" not in [person.name for person in again.deciders]


def test_a_member_who_answered_keeps_the_answer_when_they_leave() -> None:
    """One seat, one answer: the alternate is asked only where the member has not spoken."""
    journal = opened(with_kim(COMMIT, here=(*WITHOUT_PIA, PIA)))
    journal = say(answered(journal, {**ALL_YES, PIA: "down"}), Leave(person=PIA))
    assert refused(journal, Answer(check="C1", person=KIM, level="up")).code == "not_asked"
    assert decision(closed(journal)).state == "no_agreement"


def test_a_member_who_comes_speaks_and_goes_is_not_answered_over() -> None:
    journal = answered(opened(with_kim(COMMIT, here=WITHOUT_PIA)), {**ALL_YES, KIM: "up"})
    journal = answered(say(journal, Arrive(person=PIA)), {PIA: "down"})
    done = closed(say(journal, Leave(person=PIA)))
    assert decision(done).state == "no_agreement" and "Pia: cannot" in decision(done).sentence


def test_of_two_alternates_the_one_who_answered_stays() -> None:
    journal = say(with_kim(COMMIT, here=WITHOUT_PIA), SeatPerson(name="Lee", party="P", alternate_for=PIA))
    journal = opened(say(journal, Leave(person=KIM), Arrive(person=KIM + 1)))
    journal = answered(journal, {**ALL_YES, KIM + 1: "down"})
    done = closed(say(journal, Arrive(person=KIM)))
    assert decision(done).state == "no_agreement" and "Lee: cannot" in decision(done).sentence


def test_nobody_is_seated_for_somebody_while_people_are_asked() -> None:
    journal = answered(opened(worded(room(COMMIT))), {MIA: "down"})
    assert refused(journal, SeatPerson(name="Kim", party="M", alternate_for=MIA)).code == "terms_frozen"


@pytest.mark.parametrize(
    ("person", "member"),
    [(KIM, MAX), (PIA, LOU)],
    ids=["another party", "a member somebody stands in for"],
)
def test_one_stands_in_for_a_member_of_ones_own_party_and_not_twice_over(person: int, member: int) -> None:
    journal = with_kim(COMMIT, here=WITHOUT_PIA)
    act = ChangePerson(person=person, alternate_for=member)
    assert refused(journal, act).code == "alternate_of_whom"
