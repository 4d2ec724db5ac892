"""What is owed, by whom, by when: until it is done, in the order of its dates, and the same on every date."""

from __future__ import annotations

from datetime import date, timedelta
from typing import get_args

import pytest

from ibps.core.journal import Journal
from ibps.core.overdue import overdue
from ibps.core.owed import Kind, Owed, owed
from ibps.core.record.closing import Verdict
from ibps.core.record.consensus import Condition, Trial
from ibps.core.record.decisions import DecisionState, TrialVerdict
from ibps.core.record.issue import FactStatus
from ibps.core.stages.anytime import Park, TakeUp
from ibps.core.stages.attesting import AttestMinutes
from ibps.core.stages.closing import AddAction, AddMeasure, AddMessage, PlanReportOut, ReadBackMinutes
from ibps.core.stages.consensus import Defer, Refer
from ibps.core.stages.followup import (
    ActionDone,
    EndDecision,
    LateAnswer,
    ReadMeasure,
    RecordApproval,
    ReviewTrial,
    ToldPeople,
)
from ibps.core.stages.issue import SettleFact, StateFact
from ibps.core.standing import standing
from ibps.core.value import Act
from tests.core.kit import ANA, DAY, LATER, LOU, MAX, MIA, asked, room, say, worded
from tests.core.walk import walk, walked_to

NEXT = DAY + timedelta(days=1)
ZERO = "0" * 32
SPONSOR = Condition(who="Sponsor", what="money", due=DAY)
LOU_LATER = Condition(who="Lou", due=LATER, person=LOU)


UP = {ANA: "up", MAX: "up", MIA: "up"}


def left(journal: Journal, on: date = DAY) -> list[tuple[str, str]]:
    return [(one.kind, one.number) for one in owed(journal.record, on)]


def only(journal: Journal, on: date = DAY) -> Owed:
    (one,) = owed(journal.record, on)
    return one


def test_the_day_itself_is_in_time_and_no_date_is_never_late() -> None:
    assert not overdue(DAY, DAY) and overdue(DAY, NEXT) and not overdue(None, NEXT)


def test_a_meeting_that_left_nothing_open_owes_nothing() -> None:
    assert left(room()) == []


@pytest.mark.parametrize(
    ("act", "one", "done"),
    [
        (
            AddAction(text="Post it", owners=(ANA, MAX), due=DAY, needs="an hour"),
            Owed("action", "A1", "Post it", ("Ana", "Max"), DAY, True, "an hour"),
            ActionDone(action="A1", on=DAY),
        ),
        (
            AddMeasure(text="Late handovers", source="log", pulls="Mia", review=DAY),
            Owed("measure", "M1", "Late handovers", ("Mia",), DAY, True, "log"),
            ReadMeasure(measure="M1", value="4", on=DAY),
        ),
        (
            AddMeasure(text="Late handovers"),
            Owed("measure", "M1", "Late handovers"),
            ReadMeasure(measure="M1", value="4", on=DAY),
        ),
        (
            PlanReportOut(audience="nights", communicators=(ANA,), due=DAY),
            Owed("tell", "", "nights", ("Ana",), DAY, True),
            ToldPeople(audience="nights", teller=ANA, on=DAY),
        ),
        (
            AddMessage(text="We try it"),
            Owed("tell", "", ""),
            ToldPeople(audience="nights", teller=ANA, on=DAY),
        ),
        (
            StateFact(text="Two leads", source="roster", brings="Mia", due=DAY),
            Owed("fact", "F1", "Two leads", ("Mia",), DAY, True, "roster"),
            SettleFact(fact="F1", status=FactStatus.AGREED),
        ),
        (
            Park(text="Parking", owner="Max", forum="Site group", due=DAY),
            Owed("parked", "K1", "Parking", ("Max",), DAY, True, "Site group"),
            TakeUp(parked="K1"),
        ),
        (Park(text="Parking"), Owed("parked", "K1", "Parking"), TakeUp(parked="K1")),
    ],
)
def test_it_is_owed_until_it_is_done(act: Act, one: Owed, done: Act) -> None:
    journal = say(room(), act)
    assert only(journal, NEXT) == one
    assert not only(journal, DAY).late, "the day itself is in time"
    assert left(say(journal, done), NEXT) == []


@pytest.mark.parametrize(("read", "late"), [(-1, True), (0, False)])
def test_a_figure_counts_when_it_was_read_on_its_day_or_later(read: int, late: bool) -> None:
    journal = say(room(), AddMeasure(text="Late handovers", review=DAY))
    journal = say(journal, ReadMeasure(measure="M1", value="4", on=DAY + timedelta(days=read)))
    assert [one.late for one in owed(journal.record, LATER)] == ([True] if late else [])


def test_a_fact_nobody_took_on_is_owed_by_nobody() -> None:
    assert left(say(room(), StateFact(text="Two leads"))) == []
    assert left(say(room(), StateFact(text="Two leads", status=FactStatus.DISPUTED, brings="Mia"))) != []


def test_each_yes_is_owed_on_its_own() -> None:
    journal = worded(room(here=(ANA, MAX, MIA)), conditions=(SPONSOR,))
    journal = asked(journal, UP, LOU_LATER)
    sponsor, lou = owed(journal.record, NEXT)
    words = journal.record.decisions[0].words
    assert sponsor == Owed("approval", "D1", words, ("Sponsor",), DAY, True, "money", 1)
    assert lou == Owed("answer", "D1", words, ("Lou",), LATER, False, LOU_LATER.what, 2)
    one = RecordApproval(decision="D1", condition=1, who="Sponsor", obtained=True, on=DAY)
    assert left(say(journal, one)) == [("answer", "D1")]
    other = LateAnswer(check="C1", person=LOU, level="up", on=DAY, taken_by=ANA)
    assert left(say(journal, other)) == [("approval", "D1")]
    assert left(say(journal, one, other)) == []
    no = RecordApproval(decision="D1", condition=1, who="Sponsor", obtained=False, on=DAY)
    assert left(say(journal, no)) == [], "what was refused waits for nobody"


def test_a_trial_is_looked_at_on_its_day_until_it_was() -> None:
    trial = Trial(until=DAY, measure="late handovers", review=LATER)
    journal = asked(worded(room(), trial=trial), {**UP, LOU: "up"})
    one = only(journal, LATER)
    assert (one.kind, one.number, one.due, one.late) == ("trial", "D1", LATER, False)
    review = ReviewTrial(decision="D1", verdict=TrialVerdict.ADOPT, because="it works", on=DAY)
    assert left(say(journal, review)) == []


@pytest.mark.parametrize(("act", "kind"), [(Refer, "reply"), (Defer, "back")])
def test_what_is_elsewhere_comes_back(act: type[Refer] | type[Defer], kind: str) -> None:
    journal = say(room(), act(words="Pay", forum="Committee", owner="Ana", due=DAY, reason="theirs"))
    assert only(journal, NEXT) == Owed(kind, "D1", "Pay", ("Ana",), DAY, True, "Committee")  # type: ignore[arg-type]
    assert left(say(journal, EndDecision(decision="D1", on=DAY, because="answered"))) == []


def test_a_page_waits_for_those_who_have_still_to_attest() -> None:
    journal = say(room(), ReadBackMinutes())
    assert only(journal) == Owed("minutes", "N1", "", ("Ana", "Max"))
    first, second = (
        AttestMinutes(minutes="N1", person=person, verdict=Verdict.ACCURATE, nonce=ZERO)
        for person in (ANA, MAX)
    )
    assert only(say(journal, first)).who == ("Max",)
    assert left(say(journal, first, second)) == []


def test_dates_first_then_what_has_none() -> None:
    acts = (
        AddAction(text="Some day"),
        AddAction(text="Soon", due=LATER),
        Park(text="Parking", due=DAY),
        StateFact(text="Two leads", brings="Mia", due=NEXT),
    )
    journal = say(room(), *acts)
    assert left(journal) == [("parked", "K1"), ("fact", "F1"), ("action", "A2"), ("action", "A1")]


LATE_STATES = (
    DecisionState.TENTATIVE,
    DecisionState.ON_TRIAL,
    DecisionState.DEFERRED,
    DecisionState.REFERRED,
)


@pytest.mark.parametrize("seed", range(12))
def test_it_never_disagrees_with_how_a_decision_stands(seed: int) -> None:
    record = walked_to(seed, 400).record
    dates = [record.today + timedelta(days=days) for days in (-400, 0, 9, 60, 4000)]
    for on in dates:
        found = owed(record, on)
        assert [one.late for one in found] == [one.due is not None and one.due < on for one in found]
        assert list(found) == sorted(found, key=lambda one: (not one.late, one.due or date.max))
        for decision in record.decisions:
            own = [one for one in found if one.number == decision.number]
            if decision.state in LATE_STATES:
                assert any(one.late for one in own) == bool(standing(record, decision, on).late), decision
            elif decision.state is not DecisionState.ONE_PARTY:
                assert not own, f"{decision.number} is {decision.state} and owes {own}"
    # A date passing adds nothing and takes nothing away.
    assert len({tuple((one.kind, one.number, one.place) for one in owed(record, on)) for on in dates}) == 1


def test_the_walks_owe_something_of_every_kind() -> None:
    """At one moment or another; only now and then is somebody absent waited for by name."""
    moments = (step.after for seed in (0, 1, 2, 23) for step in walk(seed, 400))
    kinds = {one.kind for moment in moments if moment is not None for one in owed(moment.record, DAY)}
    assert kinds == set(get_args(Kind))
