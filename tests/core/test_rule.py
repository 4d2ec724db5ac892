"""When a check is consensus: every rule, every class of answer, who is here, who is waited for."""

from datetime import date

import pytest

from ibps.core.record.consensus import Condition
from ibps.core.record.decisions import Decision, DecisionState
from ibps.core.record.people import Role, Voice
from ibps.core.record.terms import RULES, Answered, Level, Quorum, Rule, Scale, Terms
from ibps.core.stages.opening import Arrive, NameParty, SeatPerson
from ibps.core.tally import tally
from tests.core.kit import (
    ANA,
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
    room,
    say,
    worded,
)

EVERY: Scale = Scale(
    name="every",
    title="Every class",
    levels=tuple(
        Level(name=cls.value, key=key, label=cls.value, cls=cls)
        for cls, key in zip(list(Answered)[:6], "abdefg", strict=True)
    ),
)
SHORT = {
    "S": "support",
    "L": "live_with",
    "N": "needs_more",
    "T": "stand_aside",
    "A": "abstain",
    "B": "block",
    "-": "no_response",
}


def ask(
    rule: Rule, said: str, here: str = "1111", waiting: tuple[Condition, ...] = (), **terms: object
) -> Decision:
    """Ana and Lou of Labor, Max and Mia of Management: a letter for each answer, "." for none."""
    present = tuple(n for n, is_here in enumerate(here, 1) if is_here == "1")
    fields = {"rule": rule, "scale": EVERY, **terms}
    journal = opened(worded(room(Terms.model_validate(fields), here=present)))
    answers = {n: SHORT[letter] for n, letter in enumerate(said, 1) if letter != "."}
    return decision(closed(answered(journal, answers), *waiting))


# rule, what Ana Lou | Max Mia said, what it comes to
TABLE = [
    ("no-block", "SSSS", "agreed"),
    ("no-block", "SLLL", "agreed"),
    ("no-block", "LLLL", "agreed"),
    ("no-block", "SASA", "agreed"),
    ("no-block", "STST", "agreed"),
    ("no-block", "SSSB", "no_agreement"),
    ("no-block", "SSSN", "no_agreement"),
    ("no-block", "SSAA", "no_agreement"),
    ("no-block", "TTTT", "no_agreement"),
    ("no-block", "AAAA", "no_agreement"),
    ("no-block", "SSS.", "incomplete"),
    ("no-block", "SSS-", "incomplete"),
    ("no-block", "SSB.", "incomplete"),
    ("no-block", "....", "incomplete"),
    ("everyone-yes", "SSSL", "agreed"),
    ("everyone-yes", "LLLL", "agreed"),
    ("everyone-yes", "SSSA", "no_agreement"),
    ("everyone-yes", "SSST", "no_agreement"),
    ("everyone-yes", "SSSN", "no_agreement"),
    ("everyone-yes", "SSSB", "no_agreement"),
    ("everyone-yes", "SSS.", "incomplete"),
    ("one-stand-aside-a-side", "SSSB", "agreed"),
    ("one-stand-aside-a-side", "SBSN", "agreed"),
    ("one-stand-aside-a-side", "SSBB", "no_agreement"),
    ("one-stand-aside-a-side", "BNSS", "no_agreement"),
    ("one-stand-aside-a-side", "STST", "agreed"),
    ("one-stand-aside-a-side", "SSS.", "incomplete"),
    ("four-in-five", "SSSB", "no_agreement"),
    ("four-in-five", "SSSA", "no_agreement"),
    ("four-in-five", "SSSL", "agreed"),
    ("four-in-five", "SSS.", "incomplete"),
    ("consensus-minus-one", "SSSB", "agreed"),
    ("consensus-minus-one", "SNSS", "agreed"),
    ("consensus-minus-one", "SBSB", "no_agreement"),
    ("consensus-minus-one", "SSNN", "no_agreement"),
    ("consensus-minus-one", "SSS-", "incomplete"),
]


@pytest.mark.parametrize(("rule", "said", "state"), TABLE, ids=[f"{r}-{s}" for r, s, _ in TABLE])
def test_what_the_answers_come_to(rule: str, said: str, state: str) -> None:
    assert ask(RULES[rule], said).state == state


def test_every_rule_is_in_the_table() -> None:
    assert {rule for rule, _, _ in TABLE} == RULES.keys()


def test_more_than_one_stand_aside_on_a_side_is_not_one() -> None:
    """The rule of that name holds for those who stand aside, too."""
    terms = Terms(rule=RULES["one-stand-aside-a-side"], scale=EVERY)
    journal = say(room(terms), SeatPerson(name="Lena", party="L"), Arrive(person=5))
    one = {ANA: "support", LOU: "stand_aside", MAX: "support", MIA: "stand_aside", 5: "support"}
    assert decision(asked(worded(journal), one)).state is DecisionState.AGREED
    two = {**one, 5: "stand_aside"}
    assert decision(asked(worded(journal), two)).state is DecisionState.NO_AGREEMENT


@pytest.mark.parametrize(
    ("said", "rule", "state"),
    [
        ("SBSB", Rule(dissent=None, dissent_per_party=1), "agreed"),
        ("BNSS", Rule(dissent=None, dissent_per_party=1, yes_per_party=0), "no_agreement"),
        ("BNSS", Rule(dissent=None, dissent_per_party=None, yes_per_party=0), "agreed"),
        ("SBSS", Rule(dissent=0, dissent_per_party=None), "no_agreement"),
        ("SBSB", Rule(dissent=1, dissent_per_party=None), "no_agreement"),
        ("BTSS", Rule(dissent=None, dissent_per_party=1, aside_per_party=1, yes_per_party=0), "no_agreement"),
        ("BTSS", Rule(dissent=None, dissent_per_party=1, aside_per_party=2, yes_per_party=0), "agreed"),
        ("TTSS", Rule(aside_per_party=1, yes_per_party=0), "no_agreement"),
        ("STST", Rule(aside_per_party=1), "agreed"),
        ("AASS", Rule(aside_per_party=0, yes_per_party=0), "agreed"),
    ],
)
def test_no_limit_and_limits_on_each_side(said: str, rule: Rule, state: str) -> None:
    """None sets no limit; those who stand aside and those who dissent count together on one side."""
    assert ask(rule, said).state == state


def test_no_limit_means_none_however_many_there_are() -> None:
    rule = Rule(dissent=None, dissent_per_party=None, cochairs=False)
    journal = room(Terms(rule=rule, scale=EVERY))
    journal = say(journal, *(SeatPerson(name=f"Person {n}", party="LM"[n % 2]) for n in range(56)))
    people = [person.number for person in journal.record.deciders]
    journal = say(journal, *(Arrive(person=number) for number in people[4:]))
    said = {number: "support" if number in (ANA, MAX) else "block" for number in people}
    assert decision(asked(worded(journal), said)).state is DecisionState.AGREED


@pytest.mark.parametrize(
    ("percent", "yes", "asked_", "state"),
    [
        (80, 4, 5, "agreed"),
        (80, 3, 4, "no_agreement"),
        (80, 8, 10, "agreed"),
        (80, 7, 9, "no_agreement"),
        (67, 2, 3, "no_agreement"),
        (66, 2, 3, "agreed"),
        (50, 5, 10, "agreed"),
        (51, 5, 10, "no_agreement"),
        (100, 9, 10, "no_agreement"),
        (100, 10, 10, "agreed"),
    ],
)
def test_a_share_is_exact_at_its_boundary(percent: int, yes: int, asked_: int, state: str) -> None:
    rule = Rule(percent=percent, cochairs=False)
    seats = tuple(SeatPerson(name=f"Person {n}", party="LM"[n % 2]) for n in range(asked_))
    journal = room(Terms(rule=rule, scale=EVERY), voices=dict.fromkeys((ANA, LOU, MAX, MIA), Voice.ADVISES))
    journal = say(journal, *seats)
    people = [person.number for person in journal.record.deciders]
    journal = say(journal, *(Arrive(person=number) for number in people))
    said = {number: "support" if place < yes else "abstain" for place, number in enumerate(people)}
    assert decision(asked(worded(journal), said)).state == state


@pytest.mark.parametrize(
    ("said", "most", "state"),
    [("STSS", 1, "agreed"), ("STST", 1, "no_agreement"), ("STSS", 0, "no_agreement"), ("SSSS", 0, "agreed")],
)
def test_how_many_may_stand_aside_or_abstain(said: str, most: int, state: str) -> None:
    assert ask(Rule(max_stand_aside=most), said).state == state
    assert ask(Rule(max_abstain=most), said.replace("T", "A")).state == state
    assert ask(Rule(max_abstain=0), said).state == "agreed", "a stand-aside is no abstention"


def test_every_required_party_present_says_yes_as_often_as_the_rule_asks() -> None:
    assert ask(Rule(yes_per_party=2), "SASS").state is DecisionState.NO_AGREEMENT
    assert "Labor has 1 of 2 yes answers needed." in ask(Rule(yes_per_party=2), "SASS").sentence
    assert ask(Rule(yes_per_party=2), "SLSS").state is DecisionState.AGREED


MANAGEMENT = Condition(who="Management", due=LATER, party="M")
MAX_LATER = Condition(who="Max", due=LATER, person=MAX)


@pytest.mark.parametrize(
    ("said", "here", "waiting", "state"),
    [
        ("SS..", "1100", (), "incomplete"),
        ("SS..", "1100", (MANAGEMENT,), "incomplete"),  # the co-chair is not named
        ("SS..", "1100", (MAX_LATER,), "incomplete"),  # the party is not named
        ("SS..", "1100", (MANAGEMENT, MAX_LATER), "tentative"),
        ("SS..", "1100", (Condition(who="Max", due=LATER, person=MAX, party="M"),), "tentative"),
        (
            "SS..",
            "1100",
            (Condition(who="Management and Max", due=LATER),),
            "incomplete",
        ),  # a name alone is no seat
        ("SB..", "1100", (MANAGEMENT, MAX_LATER), "no_agreement"),
        ("S...", "1100", (MANAGEMENT, MAX_LATER), "incomplete"),
        ("SS.S", "1101", (), "incomplete"),
        ("SS.S", "1101", (MAX_LATER,), "tentative"),
        ("SSS.", "1110", (), "agreed"),
        ("SSS.", "1110", (Condition(who="Mia", due=LATER, person=MIA),), "tentative"),
        ("SSSS", "1111", (Condition(who="Sponsor", due=LATER),), "tentative"),
    ],
)
def test_who_is_missing_holds_a_result_back(
    said: str, here: str, waiting: tuple[Condition, ...], state: str
) -> None:
    found = ask(Rule(), said, here, waiting)
    assert found.state == state
    assert found.waiting == (waiting if state == "tentative" else ())


def test_a_party_that_is_not_required_may_be_away() -> None:
    people = {ANA: "up", LOU: "up", MAX: "up", MIA: "up"}
    journal = room(parties="LMP", here=(ANA, LOU, MAX, MIA))
    assert decision(asked(worded(journal), people)).state is DecisionState.INCOMPLETE
    waits = Condition(who="Physicians", due=LATER, party="P")
    assert decision(asked(worded(journal), people, waits)).state is DecisionState.TENTATIVE
    optional = say(journal, NameParty(letter="P", name="Physicians", required=False))
    assert decision(asked(worded(optional), people)).state is DecisionState.AGREED
    here = say(optional, Arrive(person=PIA))
    assert decision(asked(worded(here), people)).state is DecisionState.INCOMPLETE
    assert decision(asked(worded(here), {**people, PIA: "down"})).state is DecisionState.NO_AGREEMENT


def test_a_required_party_without_people_is_missing() -> None:
    journal = say(room(), NameParty(letter="N", name="Nurses"))
    found = decision(asked(worded(journal), {ANA: "up", LOU: "up", MAX: "up", MIA: "up"}))
    assert found.state is DecisionState.INCOMPLETE
    assert "Nurses: not enough people here to decide." in found.sentence


def test_one_co_chair_alone_is_not_enough() -> None:
    journal = room(here=(ANA, LOU, MAX, MIA), voices={MAX: Voice.OBSERVES})
    found = decision(asked(worded(journal), {ANA: "up", LOU: "up", MIA: "up"}))
    assert found.state is DecisionState.INCOMPLETE
    assert "A co-chair from each of two parties has to answer." in found.sentence
    rule = Rule(cochairs=False)
    journal = room(Terms(rule=rule), voices={MAX: Voice.OBSERVES})
    assert decision(asked(worded(journal), {ANA: "up", LOU: "up", MIA: "up"})).state is DecisionState.AGREED


@pytest.mark.parametrize(("decide", "state"), [(3, "agreed"), (4, "incomplete")])
def test_quorum_to_decide(decide: int, state: str) -> None:
    found = ask(Rule(), "SSS.", "1110", quorum=Quorum(decide=decide))
    assert found.state == state
    if state == "incomplete":
        assert "The quorum is 4 people to decide; 3 answered." in found.sentence


def test_quorum_of_each_party() -> None:
    quorum = Quorum(each_party=2)
    assert ask(Rule(), "SSS.", "1110", quorum=quorum).state is DecisionState.INCOMPLETE
    assert ask(Rule(), "SSSS", quorum=quorum).state is DecisionState.AGREED


def test_who_answered_and_left_still_counts_and_who_comes_late_is_asked() -> None:
    journal = answered(opened(worded(room(here=(ANA, MAX)))), {ANA: "up", MAX: "up"})
    assert tally(journal.record, journal.record.checks[0]).absent == (LOU, MIA)
    late = say(journal, Arrive(person=LOU))
    found = tally(late.record, late.record.checks[0])
    assert (found.present, found.absent, found.unanswered) == ((ANA, LOU, MAX), (MIA,), (LOU,))
    assert found.classes[LOU] is Answered.NOT_ASKED
    assert decision(closed(late)).state is DecisionState.INCOMPLETE
    assert decision(closed(answered(late, {LOU: "up"}))).state is DecisionState.AGREED


def test_the_rule_of_the_day_it_was_opened_counts() -> None:
    journal = opened(worded(room()))
    assert journal.record.checks[0].rule == Rule()
    assert Role.COCHAIR in {person.role for person in journal.record.cochairs}


def test_result_sentences_word_for_word() -> None:
    three = room(parties="LMP")
    people = {ANA: "up", LOU: "sideways", MAX: "up", MIA: "up", PIA: "sideways"}
    assert decision(asked(worded(three), people)).sentence == (
        "CONSENSUS 14 Mar 2026, P1 v1: 5 of 5 present answered (3 support, 2 can live with it). "
        "Labor, Management, Physicians present."
    )
    assert decision(asked(worded(three), {ANA: "up", MAX: "up"})).sentence == (
        "INCOMPLETE 14 Mar 2026, P1 v1: 2 of 5 present answered (2 support); 3 not answered. "
        "Labor, Management, Physicians present. 3 of 5 have not answered (Lou, Mia and Pia). "
        "Nothing was decided."
    )
    steward = Condition(who="Night steward", due=date(2026, 3, 21))
    sponsor = Condition(who="Sponsor", what="approves the cost", due=LATER)
    assert decision(asked(worded(room()), dict.fromkeys((1, 2, 3, 4), "up"), steward, sponsor)).sentence == (
        "TENTATIVE 14 Mar 2026, P1 v1: 4 of 4 present answered (4 support). Labor, Management present. "
        "Waiting for Night steward (answers on these words) by 21 Mar 2026 "
        "and Sponsor (approves the cost) by 28 Mar 2026."
    )
    away = room(here=(ANA, MAX, MIA))
    assert decision(asked(worded(away), {ANA: "up", MAX: "up", MIA: "down"})).sentence == (
        "NO AGREEMENT 14 Mar 2026, P1 v1: 3 of 3 present answered (2 support, 1 cannot support it "
        "as worded); 1 absent (Lou). Labor, Management present. Mia: cannot support it as worded. "
        "Nothing was decided."
    )


def test_dissent_that_a_rule_allows_is_named_in_the_result() -> None:
    found = ask(RULES["consensus-minus-one"], "SSSB")
    assert found.sentence.startswith("CONSENSUS ")
    assert found.sentence.endswith("Mia: cannot support it as worded.")


def test_nobody_s_yes_is_never_an_agreement_whatever_the_rule_leaves_open() -> None:
    lenient = Rule(name="lenient", percent=0, yes_per_party=0, cochairs=False)
    assert ask(lenient, "AAAA").state is DecisionState.NO_AGREEMENT
    assert ask(lenient, "AAAS").state is DecisionState.AGREED
