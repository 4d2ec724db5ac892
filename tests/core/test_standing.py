"""What a decision is on a date. A passed date makes late or lapsed, never agreed."""

from datetime import date, timedelta

import pytest

from ibps.core.journal import Journal
from ibps.core.record.consensus import Condition, Trial
from ibps.core.record.terms import RULES, Fallback, Mandate, Terms
from ibps.core.stages.consensus import DecideByOneParty, Defer, Refer
from ibps.core.stages.followup import InEffect
from ibps.core.standing import SHOWN, Group, Standing, standing
from tests.core.kit import ANA, DAY, LATER, LOU, MAX, MIA, asked, decision, room, say, worded

ALL_UP = {ANA: "up", LOU: "up", MAX: "up", MIA: "up"}
DOWN = {**ALL_UP, MIA: "down"}
AFTER = LATER + timedelta(days=1)


def on(journal: Journal, when: date = DAY) -> Standing:
    return standing(journal.record, decision(journal), when)


def test_agreed() -> None:
    assert on(asked(worded(room()), ALL_UP)) == Standing(
        state="agreed", group=Group.DECIDED, reads="Agreed by everyone asked"
    )
    starts = asked(worded(room(), starts=LATER), ALL_UP)
    assert on(starts).reads == "Agreed by everyone asked, from 28 Mar 2026"


@pytest.mark.parametrize(
    ("here", "answers", "rule", "reads"),
    [
        (None, ALL_UP, "no-block", "Agreed by everyone asked"),
        (
            (ANA, MAX, MIA),
            {ANA: "up", MAX: "up", MIA: "up"},
            "no-block",
            "Agreed by everyone here (Lou: absent)",
        ),
        (
            None,
            DOWN,
            "consensus-minus-one",
            "Agreed under the rule, not by everyone asked (Mia: cannot support it as worded)",
        ),
        (
            (ANA, MAX, MIA),
            {ANA: "up", MAX: "up", MIA: "down"},
            "one-stand-aside-a-side",
            "Agreed under the rule, not by everyone asked (Lou: absent, Mia: cannot support it as worded)",
        ),
    ],
)
def test_agreed_says_by_whom(
    here: tuple[int, ...] | None, answers: dict[int, str], rule: str, reads: str
) -> None:
    journal = worded(room(Terms(rule=RULES[rule]), here=here))
    assert on(asked(journal, answers)).reads == reads


def test_a_trial_of_a_team_that_does_not_decide_waits_and_is_late_all_the_same() -> None:
    trial = Trial(until=date(2026, 5, 1), measure="late handovers", review=LATER)
    journal = asked(worded(room(Terms(mandate=Mandate.RECOMMEND)), trial=trial), ALL_UP)
    found = on(journal, AFTER)
    assert (found.state, found.group, found.late) == (
        "on_trial",
        Group.WAITING,
        ("review was due 28 Mar 2026",),
    )
    assert found.reads.startswith("This team recommends; others decide. Being tried until 1 May 2026;")


def test_no_agreement_and_incomplete() -> None:
    assert on(asked(worded(room()), DOWN)) == Standing(
        state="no_agreement", group=Group.NOT_DECIDED, reads="No agreement"
    )
    assert on(asked(worded(room()), {ANA: "up"})) == Standing(
        state="incomplete", group=Group.NOT_DECIDED, reads="Not everyone has answered"
    )


def test_tentative_waits_and_lapses_the_day_after() -> None:
    waits = (Condition(who="Sponsor", due=LATER), Condition(who="Nights", due=date(2026, 4, 4)))
    journal = asked(worded(room()), ALL_UP, *waits)
    reads = "Agreed here, waiting for Sponsor by 28 Mar 2026 and Nights by 4 Apr 2026"
    for when in (DAY, LATER):
        assert on(journal, when) == Standing(state="tentative", group=Group.WAITING, reads=reads)
    lapsed = on(journal, AFTER)
    assert (lapsed.state, lapsed.group) == ("lapsed", Group.NOT_DECIDED)
    assert lapsed.late == ("Sponsor was due 28 Mar 2026",)
    assert lapsed.reads.startswith("Lapsed: no answer in time.")
    assert len(on(journal, date(2027, 1, 1)).late) == 2


def test_a_trial_is_late_once_its_review_is() -> None:
    trial = Trial(until=date(2026, 5, 1), measure="late handovers", review=LATER)
    journal = asked(worded(room(), trial=trial), ALL_UP)
    reads = "Being tried until 1 May 2026; looked at again 28 Mar 2026. Agreed by everyone asked"
    assert on(journal, LATER) == Standing(state="on_trial", group=Group.DECIDED, reads=reads)
    assert on(journal, AFTER).late == ("review was due 28 Mar 2026",)


@pytest.mark.parametrize(
    ("kind", "state", "reads", "late"),
    [
        (Defer, "deferred", "Put off to talks, comes back by 28 Mar 2026 (Ana)", "comes back 28 Mar 2026"),
        (Refer, "referred", "Sent to talks, reply due by 28 Mar 2026 (Ana)", "reply due 28 Mar 2026"),
    ],
)
def test_elsewhere(kind: type[Defer], state: str, reads: str, late: str) -> None:
    journal = say(room(), kind(words="pay", owner="Ana", forum="talks", due=LATER, reason="x"))
    assert on(journal, LATER) == Standing(state=state, group=Group.WAITING, reads=reads)
    assert on(journal, AFTER).late == (late,)


def test_one_party_alone() -> None:
    journal = asked(worded(room(Terms(fallback=Fallback.EACH_PARTY))), DOWN)
    journal = say(journal, DecideByOneParty(proposal="P1", party="M", reason="x"))
    assert on(journal, date(2030, 1, 1)) == Standing(
        state="one_party",
        group=Group.ONE_PARTY,
        reads="Management decision after consultation. Not consensus",
    )


@pytest.mark.parametrize("mandate", Mandate)
def test_in_force_only_where_the_team_decides(mandate: Mandate) -> None:
    journal = say(asked(worded(room(Terms(mandate=mandate))), ALL_UP), InEffect(decision="D1", on=DAY))
    now = on(journal, LATER)
    assert now.state == "in_effect" and now.reads.endswith("In force since 14 Mar 2026")
    assert now.group is (Group.DECIDED if mandate is Mandate.DECIDE else Group.WAITING)
    assert (now.reads == "In force since 14 Mar 2026") == (mandate is Mandate.DECIDE)


def test_every_group_has_its_own_symbol_and_words() -> None:
    assert SHOWN.keys() == set(Group)
    assert len({symbol for symbol, _ in SHOWN.values()}) == len({words for _, words in SHOWN.values()}) == 7
