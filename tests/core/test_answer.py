"""The answer: each outcome under its heading, in exact words, with who answered what."""

from datetime import timedelta

import pytest

from ibps.core.answer import Answer, Item, answer
from ibps.core.journal import Journal
from ibps.core.record import StopKind
from ibps.core.record.consensus import CheckKind, Condition, Trial
from ibps.core.record.items import Meets
from ibps.core.record.people import Role, Voice
from ibps.core.record.terms import RULES, Fallback, Mandate, Terms
from ibps.core.stages.anytime import Park, Reword, SetAside, StopSession, TakeUp
from ibps.core.stages.checks import Answer as Say
from ibps.core.stages.checks import CloseCheck
from ibps.core.stages.consensus import (
    DecideByOneParty,
    Defer,
    DraftStraw,
    ReadAloud,
    Refer,
    WithdrawProposal,
    WordProposal,
)
from ibps.core.stages.interests import ShareInterest, StateInterest
from ibps.core.stages.opening import ChangePerson, Leave, NameParty, SeatPerson, SetTerms
from ibps.core.stages.options import AddOption, UnlinkOption
from ibps.core.stages.standards import RateOption, SetStandard
from ibps.core.value import Act
from tests.core.kit import (
    ANA,
    DAY,
    LATER,
    LOU,
    MAX,
    MIA,
    answered,
    asked,
    begin,
    closed,
    opened,
    room,
    say,
    worded,
)

ALL_UP = {ANA: "up", LOU: "sideways", MAX: "up", MIA: "up"}
DOWN = {**ALL_UP, MIA: "down"}


def now(journal: Journal) -> Answer:
    return answer(journal.record, DAY)


def headings(found: Answer) -> dict[str, list[str]]:
    fields = ("decided", "decided_by_one_party", "waiting", "not_decided", "ended")
    groups = {field: [item.number for item in getattr(found, field)] for field in fields}
    return {field: numbers for field, numbers in groups.items() if numbers}


def elsewhere(
    kind: type[Defer] | type[Refer], proposal: str | None = None, words: str = "Overtime pay"
) -> Defer | Refer:
    return kind(words=words, owner="Ana", forum="talks", due=LATER, reason="not ours", proposal=proposal)


def test_nothing_yet() -> None:
    found = now(begin())
    assert (found.title, found.team, found.kind, found.as_of) == (
        "Supervisor rotation",
        "Clinic North",
        "real",
        DAY,
    )
    assert found.in_short == ("NOT DECIDED: no proposal has been put to anyone.",)
    assert headings(found) == {} and found.ideas_only == ()


def test_practice_and_examples_say_so_first() -> None:
    assert now(begin(mode="practice")).in_short[0] == "PRACTICE: nothing in this record is real."
    assert now(begin(example=True)).in_short[0].startswith("EXAMPLE:")
    assert now(begin(mode="practice", example=True)).kind == "practice"


def test_what_was_agreed_stands_in_its_exact_words() -> None:
    journal = worded(room(), "Post the roster two weeks ahead", not_included=("holidays",))
    journal = asked(journal, ALL_UP)
    (item,) = now(journal).decided
    digest = journal.record.proposals[0].versions[0].digest
    assert item == Item(
        number="D1",
        state="agreed",
        reads="Agreed by everyone asked",
        words="Post the roster two weeks ahead",
        of=f"P1 v1 ({digest[:4]})",
        result=journal.record.decisions[0].sentence,
        not_included=("holidays",),
        answers=(
            "Labor: Ana (co-chair) support; Lou can live with it",
            "Management: Max (co-chair) support; Mia support",
        ),
    )
    assert now(journal).in_short == (
        "DECIDED: Agreed by everyone asked. In these words: Post the roster two weeks ahead.",
    )


def test_who_was_away_or_silent_is_never_shown_as_yes() -> None:
    journal = opened(worded(room(here=(ANA, LOU, MAX))))
    (item,) = now(closed(answered(journal, {ANA: "up", MAX: "no_response"}))).not_decided
    assert item.answers == (
        "Labor: Ana (co-chair) support; Lou not asked",
        "Management: Max (co-chair) no answer; Mia absent",
    )


def test_concerns_carry_who_and_what_would_change() -> None:
    journal = answered(opened(worded(room())), {ANA: "up", MAX: "up"})
    journal = say(
        journal,
        Say(check="C1", person=LOU, level="sideways", note="watch nights", would_change="n/a"),
        Say(check="C1", person=MIA, level="down", note="no cover", would_change="a float"),
        CloseCheck(check="C1"),
    )
    (item,) = now(journal).not_decided
    assert item.concerns == ("Lou: watch nights", "Mia: no cover", "Mia would need: a float")


def test_an_open_check_reads_as_deciding() -> None:
    journal = answered(opened(worded(room(here=(ANA, LOU, MAX)))), {ANA: "up"})
    (item,) = now(journal).waiting
    assert (item.number, item.state) == ("C1", "checking")
    assert item.reads == "Deciding now; still to answer: Lou and Max. Nothing is decided yet"
    done = now(answered(journal, {LOU: "up", MAX: "up"})).waiting[0]
    assert done.reads == "Deciding now; everyone here has answered; not closed yet. Nothing is decided yet"


def test_a_temperature_check_leaves_the_proposal_unasked() -> None:
    journal = opened(worded(room()), CheckKind.TEMPERATURE)
    for found in (now(journal), now(closed(answered(journal, ALL_UP)))):
        assert headings(found) == {"not_decided": ["P1"]}
        assert found.not_decided[0].reads == "We are considering this wording; nobody has been asked on it"


def test_new_words_are_not_decided_by_the_old_check() -> None:
    journal = say(asked(worded(room()), DOWN), WordProposal(proposal="P1", text="Other words"))
    (item,) = now(journal).not_decided
    assert (item.number, item.state, item.words) == ("P1", "worded", "Other words")
    assert item.earlier == (journal.record.decisions[0].sentence,)


def test_the_last_check_on_the_same_words_counts_and_earlier_ones_are_kept() -> None:
    journal = asked(asked(worded(room()), DOWN), ALL_UP)
    (item,) = now(journal).decided
    assert (item.number, item.earlier) == ("D2", (journal.record.decisions[0].sentence,))


def test_earlier_results_stay_while_asking_again_and_after_withdrawing() -> None:
    journal = asked(worded(room()), DOWN)
    earlier = (journal.record.decisions[0].sentence,)
    assert now(opened(journal)).waiting[0].earlier == earlier
    assert now(say(journal, WithdrawProposal(proposal="P1", reason="x"))).not_decided[0].earlier == earlier


def test_withdrawn_and_stopped_are_not_decided() -> None:
    journal = say(
        worded(room()),
        WithdrawProposal(proposal="P1", reason="too dear"),
        StopSession(kind=StopKind.PARTY_MISSING, reason="nobody from nights"),
    )
    withdrawn, stopped = now(journal).not_decided
    assert (withdrawn.number, withdrawn.reads) == ("P1", "Withdrawn, because: too dear")
    assert (stopped.state, stopped.reads, stopped.words) == (
        "stopped",
        "Stopped: party missing",
        "nobody from nights",
    )


def test_tentative_says_what_it_waits_for_and_lapses() -> None:
    journal = asked(worded(room()), ALL_UP, Condition(who="Sponsor", what="approves", due=LATER))
    (item,) = now(journal).waiting
    assert item.waiting_for == ("Sponsor: approves, by 28 Mar 2026",)
    late = answer(journal.record, LATER + timedelta(days=1))
    assert headings(late) == {"not_decided": ["D1"]}
    assert late.not_decided[0].late == ("Sponsor was due 28 Mar 2026",)
    assert "LATE: Sponsor was due 28 Mar 2026." in late.in_short[0]


def test_a_trial_says_until_when_and_what_is_measured() -> None:
    trial = Trial(until=LATER, measure="late handovers", review=LATER)
    (item,) = now(asked(worded(room(), trial=trial), ALL_UP)).decided
    assert (item.state, item.trial) == (
        "on_trial",
        "A trial until 28 Mar 2026. Measure: late handovers. Looked at again 28 Mar 2026",
    )


def test_matters_put_off_or_sent_away_wait() -> None:
    journal = say(room(), elsewhere(Defer), elsewhere(Refer))
    assert headings(now(journal)) == {"waiting": ["D1", "D2"]}
    on_proposal = say(worded(room(), "Overtime pay"), elsewhere(Defer, "P1"))
    (item,) = now(on_proposal).waiting
    assert (item.number, item.words) == ("D1", "Overtime pay")


def test_a_draft_put_off_still_waits_for_somebody() -> None:
    journal = say(room(), DraftStraw(text="rough"), elsewhere(Defer, "P1", "rough"))
    assert headings(now(journal)) == {"waiting": ["D1"]}
    newer = now(say(journal, WordProposal(proposal="P1", text="exact")))
    assert headings(newer) == {"not_decided": ["P1"]} and newer.not_decided[0].words == "exact"


def test_one_party_alone_stands_apart() -> None:
    journal = asked(worded(room(Terms(fallback=Fallback.EACH_PARTY))), DOWN)
    journal = say(journal, DecideByOneParty(proposal="P1", party="M", reason="the roster is due"))
    found = now(journal)
    assert headings(found) == {"decided_by_one_party": ["D2"]}
    assert found.in_short[0].startswith("DECIDED BY ONE PARTY: Management decision after consultation.")


def test_ideas_are_only_ideas() -> None:
    journal = say(
        room(),
        AddOption(text="board", came_from="suggestion box"),
        AddOption(text="pool"),
        SetAside(number="O2", reason="cost"),
        DraftStraw(text="board and talk"),
    )
    found = now(journal)
    assert found.ideas_only == ("O1 board (suggestion box)", "P1 draft: board and talk")
    assert found.in_short[-1] == (
        "IDEAS ONLY, none of them decided: O1 board (suggestion box); P1 draft: board and talk."
    )


def test_many_ideas_are_named_shortly_and_listed_in_full() -> None:
    found = now(say(room(), *(AddOption(text=f"idea {n}") for n in range(9))))
    assert len(found.ideas_only) == 9
    assert found.in_short[-1].endswith("; and 3 more.")


def test_an_option_that_settled_words_were_made_of_stands_with_them() -> None:
    journal = asked(
        worded(say(room(), AddOption(text="board"), AddOption(text="pool")), options=("O1",)), ALL_UP
    )
    found = now(journal)
    assert found.ideas_only == ("O2 pool",)
    assert found.decided[0].rests_on == ("O1 board",)


def test_an_option_is_somewhere_in_the_answer_also_when_a_date_has_passed() -> None:
    journal = worded(say(room(), AddOption(text="board")), options=("O1",))
    journal = asked(journal, ALL_UP, Condition(who="Sponsor", due=LATER))
    (lapsed,) = answer(journal.record, LATER + timedelta(days=1)).not_decided
    late = answer(journal.record, LATER + timedelta(days=1))
    assert "O1 board" in (*lapsed.rests_on, *late.ideas_only)


def test_what_a_decision_rests_on() -> None:
    journal = say(
        room(),
        StateInterest(party="L", text="rest"),
        StateInterest(party="L", text="notice"),
        StateInterest(party="M", text="cover"),
        ShareInterest(interest="I1", party="M"),
        AddOption(text="board", serves=("I1",)),
    )
    (item,) = now(asked(worded(journal, options=("O1",)), ALL_UP)).decided
    assert item.rests_on == (
        "O1 board",
        "Labor: serves I1; not I2",
        "Management: serves I1; not I3",
    )


def test_a_decision_says_which_standards_its_options_meet() -> None:
    journal = say(
        room(),
        *(AddOption(text=text) for text in ("board", "phone tree")),
        *(SetStandard(text=text) for text in ("by May", "no cost", "fair", "lasting")),
        *(RateOption(option="O1", standard=f"S{n}", rating=Meets.MEETS) for n in (1, 2, 3)),
        RateOption(option="O2", standard="S1", rating=Meets.MEETS),
        RateOption(option="O2", standard="S2", rating=Meets.PARTLY),
        RateOption(option="O2", standard="S3", rating=Meets.FAILS),
        RateOption(option="O2", standard="S2", rating=Meets.FAILS, party="M"),
    )
    (item,) = now(asked(worded(journal, options=("O1", "O2")), ALL_UP)).decided
    assert item.rests_on[2:] == (
        "Standards: meets S1; partly meets S2; does not meet S3; not held against S4",
        "Seen differently: Management on O2: does not meet S2",
    )


def test_later_changes_of_the_room_list_do_not_change_who_answered() -> None:
    journal = asked(worded(room()), ALL_UP)
    before = now(journal).decided[0].answers
    after = say(journal, Leave(person=LOU), ChangePerson(person=LOU, voice=Voice.OBSERVES))
    assert now(after).decided[0].answers == before


LATER_SAID = (
    ChangePerson(person=LOU, name="Louis"),
    ChangePerson(person=MIA, party="L"),
    ChangePerson(person=ANA, role=Role.MEMBER),
    ChangePerson(person=MAX, voice=Voice.OBSERVES),
    NameParty(letter="L", name="Zebra union"),
    NameParty(letter="M", name="Labor"),
    SeatPerson(name="Zoe", party="L"),
    SetTerms(terms=Terms(mandate=Mandate.INFORM, rule=RULES["everyone-yes"])),
    Reword(number="I1", text="sleep"),
    Reword(number="O1", text="a whiteboard"),
    SetAside(number="I1", reason="merged"),
    UnlinkOption(option="O1", interest="I1"),
)


@pytest.mark.parametrize(
    "act", LATER_SAID, ids=lambda act: f"{type(act).__name__} {act.model_dump_json()[:40]}"
)
def test_nothing_said_later_reaches_an_answer_given_before(act: Act) -> None:
    journal = say(
        room(here=(ANA, LOU, MAX)),
        StateInterest(party="L", text="rest"),
        AddOption(text="board", serves=("I1",)),
    )
    journal = answered(opened(worded(journal, options=("O1",))), {ANA: "up", MAX: "up"})
    journal = say(journal, Say(check="C1", person=LOU, level="sideways", note="watch nights"))
    journal = closed(journal)
    (item,) = now(journal).decided
    assert item.reads == "Agreed by everyone here (Mia: absent)" and item.rests_on
    assert now(say(journal, act)).decided == (item,)


def test_parties_stand_in_their_order_whatever_they_are_called_later() -> None:
    journal = asked(worded(room()), ALL_UP)
    swapped = say(journal, NameParty(letter="L", name="Management"), NameParty(letter="M", name="Labor"))
    assert now(swapped).decided[0].answers == now(journal).decided[0].answers
    again = now(asked(say(worded(swapped, "Other."), NameParty(letter="M", name="Management")), ALL_UP))
    assert len(again.decided[1].answers) == 2, "two parties of one name stay two"


def test_words_without_options_of_their_own_rest_on_those_of_the_draft() -> None:
    journal = say(room(), AddOption(text="board"), DraftStraw(text="rough", options=("O1",)))
    journal = say(journal, WordProposal(proposal="P1", text="exact"), ReadAloud(proposal="P1"))
    assert now(asked(journal, ALL_UP)).decided[0].rests_on == ("O1 board",)


@pytest.mark.parametrize(
    ("mandate", "first"),
    [
        (Mandate.RECOMMEND, "This team recommends; others decide. "),
        (Mandate.CONSULT, "This team is consulted; others decide. "),
        (Mandate.INFORM, "This team is informed; nothing is decided here. "),
    ],
)
def test_what_a_team_agrees_that_does_not_decide_waits(mandate: Mandate, first: str) -> None:
    found = now(asked(worded(room(Terms(mandate=mandate))), ALL_UP))
    assert headings(found) == {"waiting": ["D1"]}
    assert found.waiting[0].reads == f"{first}Agreed by everyone asked"
    assert found.in_short[0].startswith(f"WAITING: {first}")


def test_what_is_parked_is_named_until_it_is_taken_up() -> None:
    journal = say(
        room(),
        Park(text="pay", owner="Ana", forum="talks", due=LATER),
        Park(text="parking"),
        TakeUp(parked="K2"),
    )
    found = now(journal)
    assert found.parked == ("K1 pay (Ana, talks, back by 28 Mar 2026)",)
    assert found.in_short[-1] == "PARKED: K1 pay (Ana, talks, back by 28 Mar 2026)."
    many = now(say(room(), *(Park(text=f"matter {n}") for n in range(8))))
    assert len(many.parked) == 8
    assert many.in_short[-1].endswith("K6 matter 5; and 2 more.")


def test_an_option_of_withdrawn_words_is_an_idea_again() -> None:
    journal = worded(say(room(), AddOption(text="board")), options=("O1",))
    journal = asked(journal, ALL_UP, Condition(who="Sponsor", due=LATER))
    assert now(journal).ideas_only == ()
    assert now(say(journal, WithdrawProposal(proposal="P1", reason="no"))).ideas_only == ("O1 board",)


def test_the_answer_of_practice_reaches_every_line_of_it() -> None:
    found = now(asked(worded(room(mode="practice")), ALL_UP))
    assert found.kind == "practice" and found.in_short[0].startswith("PRACTICE")
    assert headings(found) == {"decided": ["D1"]}
