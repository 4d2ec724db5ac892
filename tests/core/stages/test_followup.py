"""What is added after a decision: dated, by name, beside what was; and every move there is or is not."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Any, Final

import pytest

from ibps.core.answer import Item, answer
from ibps.core.journal import Journal
from ibps.core.minutes import page
from ibps.core.record.consensus import CheckKind, Condition, Trial
from ibps.core.record.decisions import DecisionState as State
from ibps.core.record.decisions import TrialVerdict
from ibps.core.record.terms import RULES, Fallback, Quorum, Terms
from ibps.core.stages.closing import AddAction, AddMeasure
from ibps.core.stages.consensus import DecideByOneParty, Defer, Refer, WithdrawProposal, WordProposal
from ibps.core.stages.followup import (
    ActionDone,
    EndDecision,
    InEffect,
    LateAnswer,
    ReadMeasure,
    RecordApproval,
    ReviewTrial,
    StateMinority,
    Supersede,
    ToldPeople,
)
from ibps.core.stages.opening import ChangePerson, SetTerms
from ibps.core.states import MOVES
from ibps.core.value import Act
from tests.core.kit import ANA, DAY, LATER, LOU, MAX, MIA, asked, decision, refused, room, say, worded

ALL_UP = {ANA: "up", LOU: "up", MAX: "up", MIA: "up"}
THREE_UP = {ANA: "up", LOU: "up", MAX: "up"}
DOWN = {**ALL_UP, MAX: "down"}
SPONSOR = Condition(who="Sponsor", what="money", due=LATER)
MIA_LATER = Condition(who="Mia", due=LATER, person=MIA)
TRIAL = Trial(until=LATER, measure="late handovers", review=LATER)
WITHOUT_MIA: Final = (ANA, LOU, MAX)


def tentative(*waiting: Condition, **fields: Any) -> Journal:
    """Agreed by all but Mia, who is away; waiting for these."""
    return asked(worded(room(here=WITHOUT_MIA), **fields), THREE_UP, *waiting)


def yes(who: str = "Sponsor", **fields: Any) -> RecordApproval:
    return RecordApproval(**{"decision": "D1", "obtained": True, "who": who, "on": DAY, **fields})


def late(level: str, **fields: Any) -> LateAnswer:
    return LateAnswer(**{"check": "C1", "person": MIA, "level": level, "taken_by": LOU, "on": DAY, **fields})


def shown(journal: Journal, when: date = DAY) -> tuple[str, Item]:
    """The one outcome, with its heading."""
    found = answer(journal.record, when)
    headings = ("decided", "decided_by_one_party", "waiting", "not_decided", "ended")
    ((heading, item),) = [(name, item) for name in headings for item in getattr(found, name)]
    return heading, item


def test_tentative_is_agreed_only_when_every_yes_has_come() -> None:
    journal = say(tentative(SPONSOR, MIA_LATER), yes(told_by="Ana"))
    heading, item = shown(journal)
    assert (heading, item.state) == ("waiting", "tentative")
    assert item.reads == "Agreed here, waiting for Mia by 28 Mar 2026"
    assert item.waiting_for == ("Mia: answers on these words, by 28 Mar 2026",)
    journal = say(journal, late("sideways", note="watch nights"))
    heading, item = shown(journal)
    assert (heading, item.state, item.waiting_for) == ("decided", "agreed", ())
    assert item.result.startswith("TENTATIVE 14 Mar 2026"), "the sentence of the result stays"
    assert item.follow_up == (
        "Sponsor said yes (money), 14 Mar 2026, told by Ana",
        "Mia answered late, 14 Mar 2026, taken down by Lou: can live with it: watch nights",
    )
    assert all(f"{line}." in page(journal.record) for line in item.follow_up)


def test_a_trial_goes_on_trial_once_it_may() -> None:
    journal = say(tentative(SPONSOR, trial=TRIAL), yes(condition=1, who=""))
    assert decision(journal).state is State.ON_TRIAL


def test_a_refusal_never_reads_as_agreed() -> None:
    heading, item = shown(say(tentative(SPONSOR, MIA_LATER), yes(obtained=False, note="no money")))
    assert (heading, item.state) == ("not_decided", "refused")
    assert item.reads == "Refused by Sponsor on 14 Mar 2026. Not agreed"
    assert item.follow_up == ("Sponsor refused (money), 14 Mar 2026: no money",)


def test_an_approval_is_of_something_that_was_waited_for() -> None:
    journal = tentative(SPONSOR, MIA_LATER)
    for act in (yes("Nobody"), yes("", condition=3), yes("")):
        assert refused(journal, act).code == "not_waited_for"
    assert refused(say(journal, yes()), yes()).code == "already_said"
    assert decision(say(journal, yes(" sponsor "))).approvals[0].condition == 1


def test_what_is_still_to_come_is_not_written_down() -> None:
    assert refused(tentative(SPONSOR), yes(on=DAY + timedelta(days=1))).code == "day_ahead"


def test_a_date_passing_upgrades_nothing_and_a_yes_said_before_it_counts() -> None:
    journal = say(tentative(SPONSOR, MIA_LATER), yes())
    heading, item = shown(journal, LATER + timedelta(days=1))
    assert (heading, item.state, item.late) == ("not_decided", "lapsed", ("Mia was due 28 Mar 2026",))


@pytest.mark.parametrize(
    ("level", "state"), [("up", State.AGREED), ("sideways", State.AGREED), ("down", State.REOPENED)]
)
def test_a_late_answer_stands_beside_the_check(level: str, state: State) -> None:
    before = asked(worded(room(here=WITHOUT_MIA)), THREE_UP)
    journal = say(before, late(level))
    assert journal.record.checks == before.record.checks
    assert decision(journal).state is state


def test_a_late_block_reopens_the_question_and_words_may_change() -> None:
    journal = say(asked(worded(room(here=WITHOUT_MIA)), THREE_UP), late("down", would_change="a float"))
    heading, item = shown(journal)
    assert (heading, item.state) == ("not_decided", "reopened")
    assert item.reads == "Reopened on 14 Mar 2026: Mia answered late, cannot support it as worded"
    journal = say(journal, late("up"))
    assert decision(journal).state is State.REOPENED, "a later yes does not close it again"
    journal = say(journal, WordProposal(proposal="P1", text="Post it, with a float."))
    assert journal.record.proposals[0].versions[-1].version == 2


def test_a_late_stand_aside_fills_no_condition_and_may_break_a_strict_rule() -> None:
    from tests.core.pick import FOUR

    for rule, state in (("no-block", State.TENTATIVE), ("everyone-yes", State.REOPENED)):
        terms = Terms(rule=RULES[rule], scale=FOUR)
        journal = worded(room(terms, here=WITHOUT_MIA))
        journal = asked(journal, {ANA: "agree", LOU: "agree", MAX: "agree"}, MIA_LATER)
        assert decision(say(journal, late("aside"))).state is state


RENAMED: Final = [ChangePerson(person=number, name=f"New {number}") for number in (ANA, LOU, MAX, MIA)]


def test_a_late_answer_is_told_in_the_names_of_that_day() -> None:
    journal = worded(room(Terms(rule=RULES["consensus-minus-one"]), here=WITHOUT_MIA))
    said = StateMinority(decision="D1", person=LOU, text="Too soon for nights.", on=DAY)
    journal = say(asked(journal, {**THREE_UP, LOU: "down"}), said, late("down", taken_by=ANA))
    before = shown(journal)
    assert "Mia answered late" in before[1].reads and before[1].minority == ('Lou: "Too soon for nights."',)
    assert before[1].follow_up[0].startswith("Mia answered late, 14 Mar 2026, taken down by Ana")
    assert shown(say(journal, *RENAMED)) == before


def test_a_late_yes_counts_for_the_party_of_that_day() -> None:
    waits = Condition(who="Management", due=LATER, party="M")
    journal = say(tentative(SPONSOR, waits), late("up"))
    before = shown(journal)
    assert len(before[1].waiting_for) == 1
    stricter = SetTerms(terms=Terms(quorum=Quorum(each_party=2)))
    assert shown(say(journal, ChangePerson(person=MIA, party="L"), stricter)) == before


def test_what_is_withdrawn_is_not_agreed_afterwards() -> None:
    journal = say(tentative(SPONSOR), WithdrawProposal(proposal="P1", reason="The money went elsewhere."))
    for act in (yes(), late("up"), EndDecision(decision="D1", because="x", on=DAY)):
        assert refused(journal, act).code == "withdrawn"
    assert shown(journal)[1].state == "withdrawn"


def test_a_party_waited_for_needs_enough_of_its_people() -> None:
    party = Condition(who="Management", due=LATER, party="M")
    chair = Condition(who="Max", due=LATER, person=MAX)
    journal = asked(worded(room(here=(ANA, LOU))), {ANA: "up", LOU: "up"}, party, chair)
    journal = say(journal, late("up"))
    assert decision(journal).state is State.TENTATIVE
    assert decision(say(journal, late("up", person=MAX))).state is State.AGREED


def test_only_who_was_away_answers_late() -> None:
    journal = tentative(SPONSOR)
    assert refused(journal, late("up", person=ANA)).code == "answered_then"
    assert refused(journal, late("maybe")).code == "unknown_level"
    assert refused(journal, late("absent")).code == "unknown_level"
    assert refused(journal, late("up", person=9)).code == "no_such_person"
    temperature = worded(room(here=WITHOUT_MIA))
    from tests.core.kit import closed, opened

    assert refused(opened(temperature), late("up")).code == "check_open"
    assert refused(closed(opened(temperature, CheckKind.TEMPERATURE)), late("up")).code == "only_temperature"


@pytest.mark.parametrize(
    ("verdict", "heading", "state"),
    [("adopt", "decided", "in_effect"), ("adapt", "not_decided", "reopened"), ("abandon", "ended", "ended")],
)
def test_a_trial_is_looked_at(verdict: str, heading: str, state: str) -> None:
    journal = asked(worded(room(), trial=TRIAL), ALL_UP)
    act = ReviewTrial(decision="D1", verdict=TrialVerdict(verdict), because="nights ran late", on=DAY)
    found, item = shown(say(journal, act))
    assert (found, item.state, item.trial) == (heading, state, "")
    assert item.follow_up == (f"The trial was looked at 14 Mar 2026: {verdict}, because nights ran late",)


def test_replaced_names_both_ways() -> None:
    journal = asked(worded(asked(worded(room()), ALL_UP), "Post it four weeks ahead."), ALL_UP)
    journal = say(journal, Supersede(decision="D1", by="D2", because="four is better", on=DAY))
    old, new = journal.record.decisions
    assert (old.superseded_by, new.supersedes) == ("D2", ("D1",))
    found = answer(journal.record, DAY)
    assert found.ended[0].reads == "Replaced by D2 on 14 Mar 2026"
    assert found.decided[0].follow_up == ("It replaces D1",)
    assert refused(journal, WordProposal(proposal="P1", text="Again")).code == "is_decided"


def test_only_a_later_decision_that_stands_replaces_one() -> None:
    journal = asked(worded(asked(worded(room()), ALL_UP), "Other words"), DOWN)
    for act in (
        Supersede(decision="D1", by="D2", on=DAY),
        Supersede(decision="D1", by="D1", on=DAY),
    ):
        assert refused(journal, act).code == "not_later"


def test_one_party_alone_in_force_is_still_one_party() -> None:
    journal = say(make(State.ONE_PARTY), InEffect(decision="D2", on=DAY))
    reads = answer(journal.record, DAY).decided_by_one_party[0].reads
    assert reads == "Management decision after consultation. Not consensus. In force since 14 Mar 2026"
    assert refused(journal, InEffect(decision="D2", on=DAY)).code == "already_done"


def test_tasks_figures_and_people_told_are_on_the_page() -> None:
    journal = say(
        room(),
        AddAction(text="print", owners=(ANA,), due=LATER),
        AddMeasure(text="late handovers"),
        ActionDone(action="A1", on=DAY, told_by="Max", note="on the board"),
        ReadMeasure(measure="M1", value="9 of 40", on=DAY, read_by="Mia", note="one week"),
        ToldPeople(audience="nights", teller=LOU, on=DAY, came_back="too late in the month"),
    )
    lines = page(journal.record)
    assert "A1 print: Ana, by 28 Mar 2026. Done 14 Mar 2026 told by Max. on the board." in lines
    assert "M1 read 14 Mar 2026 by Mia: 9 of 40. one week." in lines
    assert "nights told by Lou, 14 Mar 2026. Came back: too late in the month." in lines
    assert refused(journal, ActionDone(action="A1", on=DAY)).code == "already_done"


def make(state: State) -> Journal:
    """A record whose last decision is in that state."""
    elsewhere: dict[str, Any] = {"words": "pay", "owner": "Ana", "forum": "talks", "reason": "not ours"}
    elsewhere["due"] = LATER
    agreed = asked(worded(room(here=WITHOUT_MIA)), THREE_UP)
    match state:
        case State.AGREED:
            return agreed
        case State.TENTATIVE:
            return tentative(SPONSOR, MIA_LATER)
        case State.ON_TRIAL:
            return asked(worded(room(here=WITHOUT_MIA), trial=TRIAL), THREE_UP)
        case State.IN_EFFECT:
            return say(agreed, InEffect(decision="D1", on=DAY))
        case State.NO_AGREEMENT:
            return asked(worded(room(here=WITHOUT_MIA)), {**THREE_UP, MAX: "down"})
        case State.INCOMPLETE:
            return asked(worded(room(here=WITHOUT_MIA)), {ANA: "up"})
        case State.REOPENED:
            return say(agreed, late("down"))
        case State.REFUSED:
            return say(tentative(SPONSOR), yes(obtained=False))
        case State.DEFERRED:
            return say(room(), Defer(**elsewhere))
        case State.REFERRED:
            return say(room(), Refer(**elsewhere))
        case State.ONE_PARTY:
            split = worded(room(Terms(fallback=Fallback.EACH_PARTY)), conditions=(SPONSOR,))
            return say(asked(split, DOWN), DecideByOneParty(proposal="P1", party="M", reason="due"))
        case State.SUPERSEDED:
            two = asked(worded(agreed, "Other words"), THREE_UP)
            return say(two, Supersede(decision="D1", by="D2", on=DAY))
        case State.ENDED:
            return say(agreed, EndDecision(decision="D1", because="over", on=DAY))


def of(journal: Journal, state: State) -> str:
    return next(d.number for d in journal.record.decisions if d.state is state)


def later(journal: Journal) -> Journal:
    """One more decision that stands, to replace another."""
    return asked(worded(journal, "Yet other words"), {number: "up" for number in sorted(journal.record.here)})


SAID: Final[Mapping[str, Callable[[str, str, State], tuple[Act, ...]]]] = {
    "RecordApproval": lambda number, check, to: {
        State.REFUSED: (yes(decision=number, obtained=False),),
        State.AGREED: (yes(decision=number), yes("Mia", decision=number)),
        State.ON_TRIAL: (yes(decision=number), yes("Mia", decision=number)),
    }.get(to, (yes(decision=number),)),
    "LateAnswer": lambda number, check, to: (
        (late("down", check=check),)
        if to is State.REOPENED
        else (yes(decision=number), late("up", check=check))
        if to in (State.AGREED, State.ON_TRIAL)
        else (late("up", check=check),)
    ),
    "ReviewTrial": lambda number, check, to: (
        ReviewTrial(
            decision=number,
            verdict={State.IN_EFFECT: TrialVerdict.ADOPT, State.ENDED: TrialVerdict.ABANDON}.get(
                to, TrialVerdict.ADAPT
            ),
            because="seen",
            on=DAY,
        ),
    ),
    "InEffect": lambda number, check, to: (InEffect(decision=number, on=DAY),),
    "Supersede": lambda number, check, to: (Supersede(decision=number, by="D9", on=DAY),),
    "EndDecision": lambda number, check, to: (EndDecision(decision=number, because="over", on=DAY),),
}

ALLOWED = [(act, start, to) for act in MOVES for start, ends in MOVES[act].items() for to in ends]
FORBIDDEN = [(act, start) for act in MOVES for start in State if start not in MOVES[act]]


@pytest.mark.parametrize(("act", "start", "to"), sorted(ALLOWED))
def test_every_allowed_move_can_be_made(act: str, start: State, to: State) -> None:
    journal = make(start)
    if start is State.TENTATIVE and to is State.ON_TRIAL:
        journal = tentative(SPONSOR, MIA_LATER, trial=TRIAL)
    number = of(journal, start)
    found = next(d for d in journal.record.decisions if d.number == number)
    assert found.state is start
    if act == "Supersede":
        journal = later(journal)
    for said in SAID[act](number, found.check or "", to):
        if start is not State.TENTATIVE and isinstance(said, RecordApproval) and act == "LateAnswer":
            continue  # only what waits for somebody hears a yes before the late answer
        by = {"by": decision(journal).number} if isinstance(said, Supersede) else {}
        journal = say(journal, said.but(**by))
    assert next(d for d in journal.record.decisions if d.number == number).state is to


@pytest.mark.parametrize(("act", "start"), sorted(FORBIDDEN))
def test_every_forbidden_move_is_refused(act: str, start: State) -> None:
    journal = make(start)
    number = of(journal, start)
    found = next(d for d in journal.record.decisions if d.number == number)
    said = SAID[act](number, found.check or "C1", start)[0]
    refusal = refused(journal, said)
    where = act == "LateAnswer" and found.check is None
    assert refusal.code in (("no_such_number", "answered_then") if where else ("no_such_move",))


def test_a_minority_statement_is_kept_in_its_own_words() -> None:
    journal = make(State.NO_AGREEMENT)
    act = StateMinority(decision="D1", person=MAX, text="Nights have no cover.", on=DAY)
    journal = say(journal, act)
    _, item = shown(journal)
    assert item.minority == ('Max: "Nights have no cover."',)
    assert 'Minority statement, Max: "Nights have no cover."' in page(journal.record)
    for person in (ANA, MIA):
        assert refused(journal, act.but(person=person)).code == "no_dissent"
    assert refused(make(State.DEFERRED), act).code == "no_dissent"


def test_whoever_stood_in_the_way_late_or_was_decided_over_may_state_it_too() -> None:
    act = StateMinority(decision="D1", person=MIA, text="No cover.", on=DAY)
    assert decision(say(make(State.REOPENED), act)).minority
    alone = make(State.ONE_PARTY)
    assert decision(say(alone, act.but(decision="D2", person=LOU))).minority
    assert refused(alone, act.but(decision="D2", person=MAX)).code == "no_dissent"


def test_one_party_does_not_decide_again_what_was_refused_to_it() -> None:
    terms = Terms(fallback=Fallback.EACH_PARTY)
    waits = Condition(who="Sponsor", due=LATER)
    journal = asked(worded(room(terms), conditions=(waits,)), {ANA: "down", LOU: "up", MAX: "up", MIA: "up"})
    alone = DecideByOneParty(proposal="P1", party="M", reason="it has to start")
    journal = say(journal, alone, RecordApproval(decision="D2", obtained=False, who="Sponsor", on=DAY))
    assert refused(journal, alone).code == "fallback_used"
