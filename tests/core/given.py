"""What a check keeps of its day, and what comes after it: invariants of one step of a meeting."""

from __future__ import annotations

from typing import Final

from ibps.core.acts import Redo, Undo
from ibps.core.answer import Item, answer
from ibps.core.record import Record
from ibps.core.record.decisions import DecisionState
from ibps.core.stages.checks import OpenCheck
from ibps.core.stages.consensus import Defer, Refer, WordProposal
from ibps.core.stages.opening import Arrive, ChangePerson, CloseSitting, Leave, NameParty, SetTerms
from tests.core.walk import Walked

ROOM_LIST: Final = (ChangePerson, NameParty, SetTerms, Leave, Arrive, CloseSitting)
HEADINGS: Final = ("decided", "waiting", "not_decided")


def said_anew(step: Walked) -> bool:
    """Whether the step said something that was not said before."""
    return step.refused is None and not isinstance(step.act, Undo | Redo)


def _of_closed_checks(record: Record) -> dict[str, tuple[str, Item]]:
    """What the answer says of each decision of a check, by number, with its heading."""
    found = answer(record, record.today)
    of_checks = {decision.number for decision in record.decisions if decision.check}
    items = ((heading, item) for heading in HEADINGS for item in getattr(found, heading))
    return {item.number: (heading, item) for heading, item in items if item.number in of_checks}


def a_check_copies_its_terms(step: Walked) -> None:
    """A check is held under the terms of the moment it was opened, each of them copied into it. (2)"""
    if said_anew(step) and isinstance(step.act, OpenCheck):
        check, terms = step.after.record.checks[-1], step.before.record.terms
        copied = (check.rule, check.scale, check.mandate, check.fallback, check.quorum)
        now = (terms.rule, terms.scale, terms.mandate, terms.fallback, terms.quorum)
        assert copied == now, f"{check.number}: {copied}"


def closed_checks_read_the_same(step: Walked) -> None:
    """Who comes, goes, is renamed or moved, and new terms, change nothing a closed check says. (3)"""
    if said_anew(step) and isinstance(step.act, ROOM_LIST) and step.before.record.decisions:
        before, now = _of_closed_checks(step.before.record), _of_closed_checks(step.after.record)
        moved = [number for number in before if now.get(number) != before[number]]
        assert not moved, f"{moved[0]} read {before[moved[0]]} and now {now.get(moved[0])}"


def one_party_as_the_check_had_it(step: Walked) -> None:
    """One party decides alone only by the fallback the check without agreement was held under. (2)"""
    known = {decision.number for decision in step.before.record.decisions}
    for decision in step.after.record.decisions:
        if decision.state is DecisionState.ONE_PARTY and decision.number not in known:
            about = (decision.proposal, decision.version)
            split = {d.check for d in step.before.record.decisions if d.state is DecisionState.NO_AGREEMENT}
            asked = [
                check
                for check in step.before.record.checks
                if check.number in split and (check.proposal, check.version) == about
            ]
            assert asked, f"{decision.number} without a check on {about}"
            assert asked[-1].fallback == "each_party", f"{decision.number} after {asked[-1].fallback}"


def what_is_put_off_keeps_its_words(step: Walked) -> None:
    """What is put off or sent elsewhere stands in its own words, and nothing falls due before today. (3)"""
    if not said_anew(step):
        return
    today = step.before.record.today
    if isinstance(step.act, Defer | Refer):
        decision = step.after.record.decisions[-1]
        assert decision.due and decision.due >= today, f"{decision.number} came back before it was put off"
        for proposal in step.after.record.proposals:
            if proposal.number == decision.proposal:
                words = proposal.wording.text if proposal.wording else proposal.straw
                assert decision.words == words, (
                    f"{decision.number} says something else than {proposal.number}"
                )
    if isinstance(step.act, WordProposal):
        over = [condition.due for condition in step.act.conditions if condition.due < today]
        assert not over, f"waits for what was over: {over}"


ON_WORDS: Final = (
    a_check_copies_its_terms,
    closed_checks_read_the_same,
    one_party_as_the_check_had_it,
    what_is_put_off_keeps_its_words,
)
