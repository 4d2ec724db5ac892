"""What a record shows at a glance: what is in play, what is served, what is settled.

Read by the stages, the answer and the screens alike, so that each of these facts has one definition.
"""

from __future__ import annotations

from typing import Final

from ibps.core.errors import Refusal
from ibps.core.numbers import find
from ibps.core.record import Record
from ibps.core.record.closing import Minutes, Verdict
from ibps.core.record.consensus import Check, Condition, Proposal, ProposalState, Wording
from ibps.core.record.decisions import Decision, DecisionState
from ibps.core.record.items import Interest, ItemState, Option, Rating, Standard
from ibps.core.record.people import Person, Role
from ibps.core.record.terms import YES

SETTLED: Final = frozenset(
    {
        DecisionState.AGREED,
        DecisionState.ON_TRIAL,
        DecisionState.IN_EFFECT,
        DecisionState.TENTATIVE,
        DecisionState.ONE_PARTY,
    }
)
"""States in which a proposal's words stand and no longer change."""

OVER: Final = frozenset({DecisionState.SUPERSEDED, DecisionState.ENDED})
"""States of what stood once. Its words are not taken up again; a new proposal is."""


def at_the_table(record: Record) -> tuple[str, ...]:
    """The letters of the parties that are needed, and of those of whom somebody has been here."""
    came = {stay.person for sitting in record.sittings for stay in sitting.stays}
    parties = {person.party for person in record.people if person.number in came}
    return tuple(party.letter for party in record.parties if party.required or party.letter in parties)


def live_interests(record: Record) -> tuple[Interest, ...]:
    """The interests that are in play."""
    return tuple(interest for interest in record.interests if interest.state is ItemState.LIVE)


def interests_of(record: Record, party: str) -> tuple[str, ...]:
    """Numbers of the live interests one party named."""
    return tuple(interest.number for interest in live_interests(record) if interest.party == party)


def confirmed(record: Record, party: str) -> bool:
    """Whether the party confirmed its list of interests as it stands now."""
    listed = set(interests_of(record, party))  # in whatever order they stand
    return any(known.party == party and set(known.listed) == listed for known in record.confirmed)


def live_options(record: Record) -> tuple[Option, ...]:
    """The options that are in play."""
    return tuple(option for option in record.options if option.state is ItemState.LIVE)


def unserved(record: Record) -> tuple[Interest, ...]:
    """Interests that no option in play serves yet."""
    served = {number for option in live_options(record) for number in option.serves}
    return tuple(interest for interest in live_interests(record) if interest.number not in served)


def live_standards(record: Record) -> tuple[Standard, ...]:
    """The standards that are in play."""
    return tuple(standard for standard in record.standards if standard.state is ItemState.LIVE)


def ratings_of(record: Record, option: str, standard: str) -> tuple[Rating, ...]:
    """What the room and the parties said of one option against one standard."""
    return tuple(r for r in record.ratings if r.option == option and r.standard == standard)


def settled(record: Record, proposal: Proposal) -> Decision | None:
    """The decision that stands on this proposal, if one does."""
    for decision in reversed(record.decisions):
        if decision.proposal == proposal.number and decision.state in SETTLED:
            return decision
    return None


def outstanding(record: Record, decision: Decision) -> tuple[Condition, ...]:
    """The conditions nobody has said yes to so far: neither an approval nor a late yes by name."""
    said = {approval.condition for approval in decision.approvals if approval.obtained}
    latest = {late.person: late.cls for late in decision.late}
    yes = {person for person, cls in latest.items() if cls in YES}
    return tuple(
        condition
        for place, condition in enumerate(decision.waiting, 1)
        if place not in said and not _late_yes(record, decision, condition, yes)
    )


def _late_yes(record: Record, decision: Decision, condition: Condition, yes: set[int]) -> bool:
    """Whether late yeses are of whom the condition names: the person, or enough people of a party."""
    if condition.person is not None:
        return condition.person in yes
    if condition.party is None or decision.check is None:
        return False
    check = find(record, decision.check, Check)
    need = max(1, check.quorum.each_party, check.rule.yes_per_party)
    return sum(1 for seat in check.roll if seat.person in yes and seat.party == condition.party) >= need


def called(record: Record, decision: Decision, number: int) -> str:
    """The name somebody had when the check was closed; of one who was not asked in it, the name of now."""
    for check in record.checks:
        for seat in check.roll:
            if check.number == decision.check and seat.person == number:
                return seat.name
    return record.person(number).name


def pursued(record: Record, number: str) -> Proposal:
    """A proposal that may still change: neither withdrawn nor decided. Else a refusal."""
    proposal = find(record, number, Proposal)
    if proposal.state is ProposalState.WITHDRAWN:
        raise Refusal("withdrawn", proposal=number, reason=proposal.withdrawn)
    if decision := settled(record, proposal) or _over(record, proposal):
        raise Refusal("is_decided", number=number, decision=decision.number)
    return proposal


def _over(record: Record, proposal: Proposal) -> Decision | None:
    for decision in record.decisions:
        stood = decision.check is not None or decision.party is not None
        if decision.proposal == proposal.number and decision.state in OVER and stood:
            return decision
    return None


def worded(record: Record, number: str) -> tuple[Proposal, Wording]:
    """A proposal that has exact words and may still be decided, with those words. Else a refusal."""
    proposal = pursued(record, number)
    if proposal.wording is None:
        raise Refusal("not_worded", proposal=number)
    return proposal, proposal.wording


def known(record: Record, conditions: tuple[Condition, ...]) -> None:
    """A refusal when a condition names a person or a party this record does not have."""
    for condition in conditions:
        if condition.person is not None:
            record.person(condition.person)
        if condition.party is not None:
            record.party(condition.party)


def attesters(record: Record) -> tuple[Person, ...]:
    """Who has to attest the page: every co-chair, and who leads each further required party.

    A required party without a co-chair or a lead is spoken for by its first decider.
    """
    found = list(record.cochairs)
    chaired = {person.party for person in found}
    for party in record.parties:
        if party.required and party.letter not in chaired:
            own = [person for person in record.people if person.party == party.letter]
            leads = [person for person in own if person.role is Role.LEAD]
            found += leads or [person for person in own if person in record.deciders][:1]
    return tuple(found)


def to_attest(record: Record, minutes: Minutes) -> tuple[str, ...]:
    """Names of those who have not said of that page that it is accurate, or accurate except."""
    asked = minutes.attesters or tuple(person.number for person in attesters(record))
    done = {number for number, one in minutes.latest().items() if one.verdict is not Verdict.NOT_YET}
    return tuple(record.person(number).name for number in asked if number not in done)


def words_of(record: Record, check: Check) -> Wording:
    """The exact words a check is about; a check belongs to one version for ever."""
    return find(record, check.proposal, Proposal).version(check.version)
