"""Consensus: exact words, read aloud, then each person answers by name.

There is no act that answers for several people, and none that decides without a check.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import assert_never

from ibps.core.canonical import digest_of
from ibps.core.errors import Refusal
from ibps.core.numbers import add, find, give, next_version, put
from ibps.core.reading import known, pursued, settled, worded
from ibps.core.record import Record
from ibps.core.record.consensus import Condition, Proposal, ProposalState, Trial, Wording
from ibps.core.record.decisions import Decision, DecisionState
from ibps.core.record.items import Interest, Option
from ibps.core.record.terms import Fallback
from ibps.core.rests_on import rests_on
from ibps.core.sentences import FALLBACKS, RESULTS, day, sentence
from ibps.core.stages import checks
from ibps.core.stages.checks import CHECKS, CheckAct
from ibps.core.stages.kit import Hint, Tick, ticks
from ibps.core.stages.wording import proposal_hints
from ibps.core.value import Act, Number, PartyLetter, Text, Words, changed


class DraftStraw(Act):
    """A rough package put together from options, meant to be pulled apart. Nothing is asked of anyone."""

    text: Text
    options: tuple[Number, ...] = ()


class ImproveStraw(Act):
    """The draft was changed."""

    proposal: Number
    text: Text


class WordProposal(Act):
    """The exact words, with everything an answer would be about. Any change is a new version.

    Without `proposal` a new proposal is made; with it, that proposal gets its next version.
    """

    text: Text
    proposal: Number | None = None
    not_included: tuple[Text, ...] = ()
    conditions: tuple[Condition, ...] = ()
    trial: Trial | None = None
    starts: date | None = None
    options: tuple[Number, ...] = ()
    serves: tuple[Number, ...] = ()
    reason: Words = ""


class ReadAloud(Act):
    """These words were read to the room, word for word."""

    proposal: Number


class WithdrawProposal(Act):
    """The proposal is no longer pursued, because ..."""

    proposal: Number
    reason: Text


class Defer(Act):
    """A matter is put off: who brings it back, where, when, why."""

    words: Text
    owner: Text
    forum: Text
    due: date
    reason: Text
    proposal: Number | None = None


class Refer(Act):
    """A matter is sent to another body, with a reply due. Rights stay as they are."""

    words: Text
    owner: Text
    forum: Text
    due: date
    reason: Text
    proposal: Number | None = None


class DecideByOneParty(Act):
    """The fallback was used: one party decided after consultation. Never shown as consensus."""

    proposal: Number
    party: PartyLetter
    reason: Text


ConsensusAct = (
    DraftStraw
    | ImproveStraw
    | WordProposal
    | ReadAloud
    | WithdrawProposal
    | Defer
    | Refer
    | DecideByOneParty
    | CheckAct
)

ACTS: tuple[type[Act], ...] = (
    DraftStraw,
    ImproveStraw,
    WordProposal,
    ReadAloud,
    WithdrawProposal,
    Defer,
    Refer,
    DecideByOneParty,
    *CHECKS,
)


def apply(record: Record, act: ConsensusAct, at: datetime) -> Record:
    """The record after an act of this stage, or a `Refusal`."""
    match act:
        case DraftStraw():
            _known(record, act.options, ())
            record, number = give(record, "P")
            return add(record, Proposal(number=number, straw=act.text, options=act.options))
        case ImproveStraw():
            proposal = pursued(record, act.proposal)
            return put(record, proposal, proposal.but(straw=act.text))
        case WordProposal():
            return _word(record, act, at)
        case ReadAloud():
            if record.sitting is None:
                raise Refusal("no_sitting")  # read to nobody is not read aloud
            proposal, wording = worded(record, act.proposal)
            versions = changed(proposal.versions, wording, wording.but(read_aloud=at))
            return put(record, proposal, proposal.but(versions=versions))
        case WithdrawProposal():
            proposal = find(record, act.proposal, Proposal)
            decision = settled(record, proposal)
            waits = decision is not None and decision.state is DecisionState.TENTATIVE
            if proposal.withdrawn or not waits:
                proposal = pursued(record, act.proposal)  # what is only agreed here may still be withdrawn
            _not_being_asked(record, proposal)
            return put(record, proposal, proposal.but(withdrawn=act.reason))
        case Defer():
            return _elsewhere(record, act, at, DecisionState.DEFERRED)
        case Refer():
            return _elsewhere(record, act, at, DecisionState.REFERRED)
        case DecideByOneParty():
            return _one_party(record, act, at)
        case (
            checks.OpenCheck()
            | checks.Answer()
            | checks.AnswerBySlip()
            | checks.RevealAnswers()
            | checks.CloseCheck()
            | checks.InterruptCheck()
        ):
            return checks.apply(record, act, at)
        case _:
            assert_never(act)


def _known(record: Record, options: tuple[str, ...], serves: tuple[str, ...]) -> None:
    for number in options:
        find(record, number, Option)
    for number in serves:
        find(record, number, Interest)


def _not_being_asked(record: Record, proposal: Proposal) -> None:
    check = record.open_check
    if check and check.proposal == proposal.number:
        raise Refusal("check_open", check=check.number)


def _word(record: Record, act: WordProposal, at: datetime) -> Record:
    _known(record, act.options, act.serves)
    known(record, act.conditions)
    for condition in act.conditions:
        if condition.due < record.today:
            raise Refusal("due_past", due=day(condition.due))
    if act.proposal is None:
        record, number = give(record, "P")
        proposal = Proposal(number=number)
        record = add(record, proposal)
    else:
        proposal = pursued(record, act.proposal)
        _not_being_asked(record, proposal)
    asked = act.model_dump(include={"text", "not_included", "conditions", "trial", "starts"}, mode="json")
    digest = digest_of(asked)
    before = proposal.wording
    if before is not None and before.digest == digest:
        raise Refusal("wording_same", proposal=proposal.number, version=before.version)
    record, version = next_version(record, proposal.number)
    wording = Wording(
        version=version,
        digest=digest,
        at=at,
        **{name: getattr(act, name) for name in type(act).model_fields if name != "proposal"},
    )
    return put(record, proposal, proposal.but(versions=(*proposal.versions, wording)))


def _elsewhere(record: Record, act: Defer | Refer, at: datetime, state: DecisionState) -> Record:
    version = None
    if act.proposal is not None:
        proposal = pursued(record, act.proposal)
        _not_being_asked(record, proposal)
        version = proposal.wording.version if proposal.wording else None
        words = proposal.wording.text if proposal.wording else proposal.straw
        if act.words != words:
            raise Refusal("other_words", proposal=proposal.number)
    if act.due < record.today:
        raise Refusal("due_past", due=day(act.due))
    verb = "Put off to" if state is DecisionState.DEFERRED else "Sent to"
    told = "comes back" if state is DecisionState.DEFERRED else "reply due"
    text = (
        f"{RESULTS[state]} {day(record.today)}: {verb} {act.forum}, {told} by {day(act.due)} ({act.owner}). "
        f"Because: {sentence(act.reason)}"
    )
    record, number = give(record, "D")
    return add(
        record,
        Decision(number=number, state=state, at=at, version=version, sentence=text, **act.model_dump()),
    )


def _one_party(record: Record, act: DecideByOneParty, at: datetime) -> Record:
    proposal, wording = worded(record, act.proposal)
    _not_being_asked(record, proposal)
    if record.stop:
        raise Refusal("stopped", reason=record.stop.reason)
    party = record.party(act.party)
    asked = [
        next(check for check in record.checks if check.number == decision.check)
        for decision in record.decisions
        if decision.proposal == proposal.number
        and decision.version == wording.version
        and decision.state is DecisionState.NO_AGREEMENT
    ]
    for decision in record.decisions:
        of_these_words = (decision.proposal, decision.version) == (proposal.number, wording.version)
        if of_these_words and decision.party is not None and decision.state is DecisionState.REFUSED:
            raise Refusal("fallback_used", decision=decision.number)
    if not asked:
        raise Refusal("fallback_first", proposal=proposal.number, version=wording.version)
    fallback = asked[-1].fallback  # as it was chosen before it was needed
    if fallback is not Fallback.EACH_PARTY:
        raise Refusal("fallback_none", fallback=FALLBACKS[fallback], party=party.name)
    text = (
        f"DECIDED BY {party.name.upper()} ALONE {day(record.today)}, {proposal.number} v{wording.version}, "
        "after consultation and a check without agreement. This is not consensus. "
        f"Because: {sentence(act.reason)}"
    )
    record, number = give(record, "D")
    decision = Decision(
        number=number,
        state=DecisionState.ONE_PARTY,
        at=at,
        words=wording.text,
        proposal=proposal.number,
        version=wording.version,
        not_included=wording.not_included,
        sentence=text,
        trial=wording.trial,
        waiting=wording.conditions,
        starts=wording.starts,
        party=act.party,
        party_name=party.name,
        reason=act.reason,
        rests_on=rests_on(record, proposal, wording),
    )
    return add(record, decision)


def done(record: Record) -> tuple[Tick, ...]:
    """What this stage is for, and whether the record shows it."""
    words = [proposal.wording for proposal in record.proposals if proposal.wording]
    decided = [decision for decision in record.decisions if decision.check]
    return ticks(
        proposal_worded=bool(words),
        read_aloud=any(wording.read_aloud for wording in words),
        everyone_answered=any(decision.state is not DecisionState.INCOMPLETE for decision in decided),
        result_recorded=bool(record.decisions),
    )


def hints(record: Record) -> tuple[Hint, ...]:
    """Words not read aloud or open to two readings, options not named, people who are not here."""
    found: list[Hint] = []
    for proposal in record.proposals:
        wording = proposal.wording
        if wording is None or proposal.state is ProposalState.WITHDRAWN or settled(record, proposal):
            continue
        about = {"number": f"{proposal.number} v{wording.version}"}
        if wording.read_aloud is None:
            found.append(Hint("not_read_aloud", about, about=proposal.number))
        if not wording.options and not proposal.options:
            found.append(Hint("no_options_named", about, about=proposal.number))
        found += proposal_hints(proposal.number, wording.version, wording.text)
    absent = [
        person.name for person in record.deciders if record.sitting and person.number not in record.here
    ]
    if absent and record.proposals:
        found.append(Hint("someone_absent", {"names": ", ".join(absent)}))
    return tuple(found)
