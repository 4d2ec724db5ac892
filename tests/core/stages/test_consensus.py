"""Consensus: drafts, exact words in versions, putting off, sending elsewhere, one party alone.

What a check is and comes to: `test_checks.py` and `tests/core/test_rule.py`.
"""

from datetime import timedelta
from typing import Any

import pytest

from ibps.core.acts import Undo
from ibps.core.journal import Journal
from ibps.core.reading import settled
from ibps.core.record.consensus import Condition, ProposalState, Trial
from ibps.core.record.decisions import DecisionState
from ibps.core.record.terms import Fallback, Terms
from ibps.core.stages.consensus import (
    DecideByOneParty,
    Defer,
    DraftStraw,
    ImproveStraw,
    ReadAloud,
    Refer,
    WithdrawProposal,
    WordProposal,
    done,
    hints,
)
from ibps.core.stages.opening import CloseSitting, SetTerms
from ibps.core.stages.options import AddOption
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
    codes,
    decision,
    opened,
    refused,
    room,
    say,
    ticked,
    worded,
)

EACH_ALONE = Terms(fallback=Fallback.EACH_PARTY)
ALL_UP = {ANA: "up", LOU: "up", MAX: "up", MIA: "up"}
ONE_DOWN = {**ALL_UP, MIA: "down"}
ELSEWHERE: dict[str, Any] = {
    "words": "Overtime pay",
    "owner": "Ana",
    "forum": "talks",
    "due": LATER,
    "reason": "not ours",
}
TRIAL = Trial(until=LATER, measure="late handovers", review=LATER)


def test_a_straw_draft_is_only_a_draft() -> None:
    journal = say(room(), AddOption(text="board"), DraftStraw(text="board and pool", options=("O1",)))
    journal = say(journal, ImproveStraw(proposal="P1", text="board, then pool"))
    (proposal,) = journal.record.proposals
    assert (proposal.state, proposal.straw, proposal.options) == (
        ProposalState.STRAW,
        "board, then pool",
        ("O1",),
    )
    assert refused(journal, ReadAloud(proposal="P1")).code == "not_worded"


def test_a_draft_gets_exact_words() -> None:
    journal = say(
        room(), DraftStraw(text="rough"), WordProposal(proposal="P1", text="Post it two weeks ahead.")
    )
    (proposal,) = journal.record.proposals
    assert (proposal.state, proposal.straw) == (ProposalState.WORDED, "rough")
    assert proposal.wording and proposal.wording.text == "Post it two weeks ahead."


def test_words_without_a_draft_are_a_new_proposal() -> None:
    journal = say(room(), WordProposal(text="a"), WordProposal(text="b"))
    assert [proposal.number for proposal in journal.record.proposals] == ["P1", "P2"]


def test_changed_words_are_a_version_that_nobody_has_read() -> None:
    journal = say(worded(room(), "first"), WordProposal(proposal="P1", text="second", reason="shorter"))
    first, second = journal.record.proposals[0].versions
    assert (first.version, first.text, first.read_aloud is None) == (1, "first", False)
    assert (second.version, second.text, second.reason, second.read_aloud) == (2, "second", "shorter", None)
    assert first.digest != second.digest


@pytest.mark.parametrize(
    "other",
    [
        WordProposal(proposal="P1", text="Same words!"),
        WordProposal(proposal="P1", text="Same words", not_included=("pay",)),
        WordProposal(proposal="P1", text="Same words", conditions=(Condition(who="Sponsor", due=LATER),)),
        WordProposal(proposal="P1", text="Same words", trial=TRIAL),
        WordProposal(proposal="P1", text="Same words", starts=LATER),
    ],
)
def test_everything_an_answer_is_about_makes_a_version(other: WordProposal) -> None:
    journal = say(worded(room(), "Same words"), other)
    first, second = journal.record.proposals[0].versions
    assert first.digest != second.digest and second.version == 2


def test_the_same_words_are_no_version() -> None:
    journal = worded(room(), "Same words")
    same = refused(journal, WordProposal(proposal="P1", text="  Same words ", reason="again"))
    assert str(same) == "These are the words of P1 v1 already."


@pytest.mark.parametrize(
    ("act", "code"),
    [
        (DraftStraw(text="x", options=("O9",)), "no_such_number"),
        (WordProposal(text="x", options=("O9",)), "no_such_number"),
        (WordProposal(text="x", serves=("I9",)), "no_such_number"),
        (WordProposal(text="x", proposal="P9"), "no_such_number"),
        (ReadAloud(proposal="P9"), "no_such_number"),
        (WithdrawProposal(proposal="P9", reason="x"), "no_such_number"),
        (Defer(**ELSEWHERE, proposal="P9"), "no_such_number"),
        (DecideByOneParty(proposal="P1", party="Q", reason="x"), "no_such_party"),
    ],
)
def test_what_consensus_refuses(act: Act, code: str) -> None:
    assert refused(worded(room(EACH_ALONE)), act).code == code


LEFT_ALONE = (
    WordProposal(proposal="P1", text="other"),
    ReadAloud(proposal="P1"),
    ImproveStraw(proposal="P1", text="other"),
    WithdrawProposal(proposal="P1", reason="again"),
    Defer(**ELSEWHERE, proposal="P1"),
)


@pytest.mark.parametrize("act", LEFT_ALONE, ids=lambda act: type(act).__name__)
def test_a_withdrawn_proposal_is_left_alone(act: Act) -> None:
    journal = say(worded(room()), WithdrawProposal(proposal="P1", reason="too dear"))
    assert journal.record.proposals[0].state is ProposalState.WITHDRAWN
    assert str(refused(journal, act)) == "P1 was withdrawn: too dear."


@pytest.mark.parametrize("act", LEFT_ALONE, ids=lambda act: type(act).__name__)
def test_a_decided_proposal_is_left_alone(act: Act) -> None:
    assert refused(asked(worded(room()), ALL_UP), act).code == "is_decided"


@pytest.mark.parametrize(
    "act",
    [
        WordProposal(proposal="P1", text="other"),
        WithdrawProposal(proposal="P1", reason="x"),
        Defer(**ELSEWHERE, proposal="P1"),
        Refer(**ELSEWHERE, proposal="P1"),
        DecideByOneParty(proposal="P1", party="M", reason="x"),
    ],
    ids=lambda act: type(act).__name__,
)
def test_nothing_happens_to_a_proposal_while_people_are_asked_on_it(act: Act) -> None:
    journal = opened(asked(worded(room(EACH_ALONE)), ONE_DOWN))
    assert refused(journal, act).code == "check_open"


@pytest.mark.parametrize(
    ("kind", "state", "sentence"),
    [
        (
            Defer,
            DecisionState.DEFERRED,
            "DEFERRED 14 Mar 2026: Put off to talks, comes back by 28 Mar 2026 (Ana). Because: not ours.",
        ),
        (
            Refer,
            DecisionState.REFERRED,
            "REFERRED 14 Mar 2026: Sent to talks, reply due by 28 Mar 2026 (Ana). Because: not ours.",
        ),
    ],
)
def test_a_matter_goes_elsewhere(kind: type[Defer], state: DecisionState, sentence: str) -> None:
    found = decision(say(room(), kind(**ELSEWHERE)))
    assert (found.state, found.words, found.sentence) == (state, "Overtime pay", sentence)
    assert (found.owner, found.forum, found.due, found.reason) == ("Ana", "talks", LATER, "not ours")
    assert (found.proposal, found.version) == (None, None)


def test_a_proposal_put_off_can_be_worded_and_asked_later() -> None:
    journal = say(worded(room(), "Overtime pay"), Defer(**ELSEWHERE, proposal="P1"))
    assert (decision(journal).proposal, decision(journal).version) == ("P1", 1)
    assert decision(asked(journal, ALL_UP)).state is DecisionState.AGREED


@pytest.mark.parametrize("kind", [Defer, Refer])
def test_what_is_put_off_is_put_off_in_its_own_words(kind: type[Defer]) -> None:
    journal = worded(room(), "Post it.")
    found = refused(journal, kind(**ELSEWHERE, proposal="P1"))
    assert str(found) == "P1 says something else. Give its own words, or leave the proposal out."
    own = {**ELSEWHERE, "words": "Post it."}
    assert decision(say(journal, kind(**own, proposal="P1"))).words == "Post it."
    draft = say(room(), DraftStraw(text="rough"))
    assert refused(draft, kind(**ELSEWHERE, proposal="P1")).code == "other_words"
    assert decision(say(draft, kind(**{**ELSEWHERE, "words": "rough"}, proposal="P1"))).version is None


@pytest.mark.parametrize("kind", [Defer, Refer])
def test_nothing_comes_back_before_the_day_it_was_put_off(kind: type[Defer]) -> None:
    over = {**ELSEWHERE, "due": DAY - timedelta(days=1)}
    assert str(refused(room(), kind(**over))) == "13 Mar 2026 is over already. Give a date to come."
    assert decision(say(room(), kind(**{**ELSEWHERE, "due": DAY}))).due == DAY


def test_words_wait_for_nothing_that_is_over() -> None:
    over = Condition(who="Sponsor", due=DAY - timedelta(days=1))
    assert refused(room(), WordProposal(text="x", conditions=(over,))).code == "due_past"
    say(room(), WordProposal(text="x", conditions=(over.but(due=DAY),)))


def test_nothing_is_read_aloud_outside_a_sitting() -> None:
    journal = say(room(), WordProposal(text="x"), CloseSitting())
    assert refused(journal, ReadAloud(proposal="P1")).code == "no_sitting"


def test_what_is_only_agreed_here_may_be_withdrawn_and_only_once() -> None:
    sponsor = Condition(who="Sponsor", due=LATER)
    journal = asked(worded(room()), ALL_UP, sponsor)
    assert refused(journal, WordProposal(proposal="P1", text="other")).code == "is_decided"
    journal = say(journal, WithdrawProposal(proposal="P1", reason="the sponsor said no"))
    assert journal.record.proposals[0].withdrawn == "the sponsor said no"
    again = refused(journal, WithdrawProposal(proposal="P1", reason="too dear"))
    assert str(again) == "P1 was withdrawn: the sponsor said no."
    agreed = asked(worded(room()), ALL_UP)
    assert refused(agreed, WithdrawProposal(proposal="P1", reason="x")).code == "is_decided"


def test_a_version_taken_back_is_not_given_again() -> None:
    journal = say(worded(room(), "first"), WordProposal(proposal="P1", text="second"))
    assert journal.undoable
    journal = say(
        journal,
        Undo(entry=journal.undoable.n),
        WordProposal(proposal="P1", text="third"),
        ReadAloud(proposal="P1"),
    )
    proposal = journal.record.proposals[0]
    assert [wording.version for wording in proposal.versions] == [1, 3]
    assert (proposal.version(1).text, proposal.version(3).text) == ("first", "third")
    assert journal.record.numbers["P1"] == 3
    found = decision(asked(journal, ALL_UP))
    assert (found.version, found.words) == (3, "third")
    assert " P1 v3: " in found.sentence


def split(terms: Terms = EACH_ALONE) -> Journal:
    """P1 v1 asked, without agreement."""
    return asked(worded(room(terms), not_included=("pay",), starts=LATER), ONE_DOWN)


def test_one_party_decides_only_where_the_terms_say_so_and_never_as_consensus() -> None:
    journal = say(split(), DecideByOneParty(proposal="P1", party="M", reason="the roster is due"))
    found = decision(journal)
    assert (found.state, found.party, found.check) == (DecisionState.ONE_PARTY, "M", None)
    assert (found.not_included, found.starts) == (("pay",), LATER)
    assert found.sentence == (
        "DECIDED BY MANAGEMENT ALONE 14 Mar 2026, P1 v1, after consultation and a check without agreement. "
        "This is not consensus. Because: the roster is due."
    )
    assert settled(journal.record, journal.record.proposals[0]) == found


def test_what_one_party_decides_keeps_its_trial() -> None:
    journal = asked(worded(room(EACH_ALONE), trial=TRIAL), ONE_DOWN)
    assert decision(say(journal, DecideByOneParty(proposal="P1", party="M", reason="x"))).trial == TRIAL


def test_one_party_does_not_decide_alone_by_other_terms() -> None:
    act = DecideByOneParty(proposal="P1", party="M", reason="x")
    assert str(refused(split(Terms()), act)) == (
        "The terms say: without consensus, things stay as they are. Management does not decide alone here."
    )


def test_the_fallback_is_the_one_the_check_was_held_under() -> None:
    act = DecideByOneParty(proposal="P1", party="M", reason="x")
    assert refused(say(split(Terms()), SetTerms(terms=EACH_ALONE)), act).code == "fallback_none"
    kept = say(split(), SetTerms(terms=Terms()), act)
    assert decision(kept).state is DecisionState.ONE_PARTY


def test_one_party_decides_only_after_that_wording_was_asked() -> None:
    act = DecideByOneParty(proposal="P1", party="M", reason="x")
    assert refused(worded(room(EACH_ALONE)), act).code == "fallback_first"
    assert refused(asked(worded(room(EACH_ALONE)), {ANA: "up"}), act).code == "fallback_first"
    assert refused(say(split(), WordProposal(proposal="P1", text="newer")), act).code == "fallback_first"


def test_ticks() -> None:
    assert not any(ticked(done(room().record)).values())
    assert ticked(done(worded(room()).record)) == {
        "proposal_worded": True,
        "read_aloud": True,
        "everyone_answered": False,
        "result_recorded": False,
    }
    assert not ticked(done(asked(worded(room()), {ANA: "up"}).record))["everyone_answered"]
    assert all(ticked(done(asked(worded(room()), ONE_DOWN).record)).values())


def test_hints() -> None:
    journal = say(room(here=(ANA, MAX)), WordProposal(text="x"))
    assert codes(hints(journal.record)) == ["not_read_aloud", "no_options_named", "someone_absent"]
    assert hints(journal.record)[-1].details == {"names": "Lou, Mia"}
    assert hints(asked(worded(room()), ALL_UP).record) == ()
    assert hints(answered(opened(worded(room())), {}).record)[0].code == "no_options_named"
