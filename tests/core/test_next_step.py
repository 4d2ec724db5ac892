"""What comes next in a stage, and whom or what it waits for: read from the record alone."""

from __future__ import annotations

import pytest

from ibps import guide
from ibps.core.next_step import CLOSE, READY, Step, done, left, next_step
from ibps.core.record.items import Meets
from ibps.core.stages import STAGES
from ibps.core.stages.closing import AddAction, AddMeasure, AddMessage, PlanReportOut, ReadBackMinutes
from ibps.core.stages.consensus import ReadAloud, WordProposal
from ibps.core.stages.interests import ConfirmInterests, ShareInterest, StateInterest
from ibps.core.stages.issue import AgreeIssue, StateFact, TellStory, WordIssue
from ibps.core.stages.opening import AgreeTerms, Arrive
from ibps.core.stages.options import AddOption, LinkOption
from ibps.core.stages.standards import AgreeStandard, ChangeStandard, RateOption, SetStandard
from ibps.core.value import Act
from tests.core.kit import ANA, DAY, LATER, LOU, MAX, MIA, answered, begin, opened, room, say, worded
from tests.core.walk import walk
from tests.docs.demo import desk, opening

WAY: dict[str, list[tuple[tuple[Act, ...], Step]]] = {
    "opening": [
        ((), Step("required_parties_here", ("Management",))),
        ((Arrive(person=MIA),), Step("cochairs_here", ("Management",))),
        ((Arrive(person=MAX),), Step("terms_agreed")),
        ((AgreeTerms(),), Step(READY)),
    ],
    "issue": [
        ((), Step("every_story_told", ("Labor", "Management"))),
        ((TellStory(party="L", text="Late"),), Step("every_story_told", ("Management",))),
        ((TellStory(party="M", text="Short"),), Step("facts_sorted")),
        ((StateFact(text="Six people", brings="Ana", due=DAY),), Step("question_worded")),
        ((WordIssue(text="How?"),), Step("every_party_ok", ("Labor", "Management"))),
        ((AgreeIssue(party="M"),), Step("every_party_ok", ("Labor",))),
        ((AgreeIssue(party="L"),), Step(READY)),
    ],
    "interests": [
        ((StateInterest(party="M", text="Cover"),), Step("every_party_heard", ("Labor",))),
        ((StateInterest(party="L", text="Rest"),), Step("every_party_confirms", ("Labor", "Management"))),
        ((ConfirmInterests(party="L"),), Step("every_party_confirms", ("Management",))),
        ((ConfirmInterests(party="M"),), Step("shared_marked")),
        ((ShareInterest(interest="I1", party="L"),), Step(READY)),
    ],
    "options": [
        ((StateInterest(party="L", text="Rest"),), Step("several_options")),
        (tuple(AddOption(text=f"Idea {n}") for n in range(5)),
         Step("all_linked", ("O1", "O2", "O3", "O4", "O5"))),
        (tuple(LinkOption(option=f"O{n}", interest="I1") for n in range(1, 6)), Step(READY)),
        ((StateInterest(party="M", text="Cover"),), Step("every_interest_served", ("I2",))),
    ],
    "standards": [
        ((SetStandard(text="Safe"), AddOption(text="Rotate")), Step("standards_agreed", ("S1",))),
        ((AgreeStandard(standard="S1", party="L"),), Step("standards_agreed", ("S1",))),
        ((AgreeStandard(standard="S1", party="M"),), Step("must_haves_named")),
        ((ChangeStandard(standard="S1", must_have=True), AgreeStandard(standard="S1", party="M"),
          AgreeStandard(standard="S1", party="L")), Step("options_rated", ("O1",))),
        ((RateOption(option="O1", standard="S1", rating=Meets.MEETS),), Step(READY)),
    ],
    "consensus": [
        ((), Step("proposal_worded")),
        ((WordProposal(text="Rotate."),), Step("read_aloud")),
        ((ReadAloud(proposal="P1"),), Step("everyone_answered")),
    ],
    "closing": [
        ((), Step("actions_owned")),
        ((AddAction(text="Post it"),), Step("actions_owned", ("A1",))),
        ((AddAction(text="Tell"),), Step("actions_owned", ("A1", "A2"))),
    ],
}  # fmt: skip


@pytest.mark.parametrize("stage", WAY)
def test_the_next_step_follows_what_is_said(stage: str) -> None:
    journal = room(here=(ANA, LOU)) if stage == "opening" else room()
    for acts, want in WAY[stage]:
        journal = say(journal, *acts)
        assert next_step(journal.record, stage) == want


def test_in_a_check_it_waits_for_names_and_then_for_the_end() -> None:
    journal = opened(worded(room()))
    assert next_step(journal.record, "consensus").left == ("Ana", "Lou", "Max", "Mia")
    journal = answered(journal, {ANA: "up", MAX: "down"})
    assert next_step(journal.record, "consensus") == Step("everyone_answered", ("Lou", "Mia"))
    journal = answered(journal, {LOU: "up", MIA: "up"})
    assert next_step(journal.record, "consensus") == Step(CLOSE)


def test_closing_to_its_end() -> None:
    post = AddAction(text="Post it", owners=(ANA,), due=LATER)
    journal = say(room(), post, AddMeasure(text="Evenings without a lead"))
    assert next_step(journal.record, "closing") == Step("measure_named", ("M1",))
    told = PlanReportOut(audience="everyone", communicators=(ANA,))
    journal = say(journal, AddMeasure(text="Leave", review=LATER), AddMessage(text="We try it"), told)
    assert next_step(journal.record, "closing") == Step("minutes_read")
    assert next_step(say(journal, ReadBackMinutes()).record, "closing") == Step(READY)


def test_before_there_is_anybody_nothing_is_named() -> None:
    record = begin().record
    for stage in STAGES:
        assert next_step(record, stage.name).left == ()


def test_every_step_of_random_meetings_has_words_and_names_what_is_there() -> None:
    words = {stage.name: guide.load(stage.name).coded("Next step") for stage in STAGES}
    for seed in range(4):
        for step in walk(seed, 120):
            record = step.after.record
            known = {party.name for party in record.parties} | {person.name for person in record.people}
            known |= {f"{letter}{n}" for letter, count in record.numbers.items() for n in range(1, count + 1)}
            for stage in STAGES:
                found = next_step(record, stage.name)
                assert words[stage.name][found.code]
                assert set(found.left) <= known


def test_a_party_that_is_here_is_waited_for_whether_it_is_needed_or_not() -> None:
    """Physicians who sit at the table have a say in the question, also where the team may do without."""
    worded_by_two = (WordIssue(text="How?"), AgreeIssue(party="L"), AgreeIssue(party="M"))
    seated = (*opening("Weekend handoff"), *worded_by_two)
    record = desk(seated).record
    assert not record.party("P").required
    assert left(record, "every_party_ok") == left(record, "every_party_heard")[2:] == ("Physicians",)
    assert not next(tick.yes for tick in done(record, "issue") if tick.code == "every_party_ok")
    gone = desk(tuple(act for act in seated if act != Arrive(person=6))).record
    assert left(gone, "every_party_ok") == ()
    assert next(tick.yes for tick in done(gone, "issue") if tick.code == "every_party_ok")
