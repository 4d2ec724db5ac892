"""The check itself: opened on words that were read aloud, answered one name at a time, closed once."""

from __future__ import annotations

from datetime import datetime
from typing import assert_never

from ibps.core.errors import Refusal
from ibps.core.numbers import add, find, give, put
from ibps.core.reading import SETTLED, known, rests_on, worded, words_of
from ibps.core.record import Record
from ibps.core.record.consensus import Check, CheckKind, Condition, Given, Proposal, Wording
from ibps.core.record.decisions import Decision, DecisionState
from ibps.core.record.terms import Answered
from ibps.core.rule import Outcome, Verdict, judge, result_sentence, roll, tally
from ibps.core.sentences import RESULTS
from ibps.core.value import Act, Number, PersonNumber, Text, Words

NOT_LEVELS = {"absent": Answered.ABSENT, "no_response": Answered.NO_RESPONSE}


class OpenCheck(Act):
    """Everyone is about to be asked, on these words. A temperature check never decides anything."""

    proposal: Number
    kind: CheckKind = CheckKind.DECISION


class Answer(Act):
    """One person's answer to one check. `level` is a level of the scale, "absent" or "no_response"."""

    check: Number
    person: PersonNumber
    level: Text
    note: Words = ""
    would_change: Words = ""


class CloseCheck(Act):
    """No more answers in this check. `waiting` names whoever still has to say yes, and by when."""

    check: Number
    waiting: tuple[Condition, ...] = ()


class InterruptCheck(Act):
    """The program stopped in the middle of this check. It counts as incomplete, whatever was answered."""

    check: Number


CheckAct = OpenCheck | Answer | CloseCheck | InterruptCheck

CHECKS: tuple[type[Act], ...] = (OpenCheck, Answer, CloseCheck, InterruptCheck)


def apply(record: Record, act: CheckAct, at: datetime) -> Record:
    """The record after an act of a check, or a `Refusal`."""
    match act:
        case OpenCheck():
            return _open(record, act, at)
        case Answer():
            return _answer(record, act, at)
        case CloseCheck():
            check = _still_open(record, act.check)
            known(record, act.waiting)
            return _close(record, check, act.waiting, at)
        case InterruptCheck():
            check = _still_open(record, act.check)
            return _close(record, check.but(interrupted=True), (), at, original=check)
        case _:
            assert_never(act)


def _open(record: Record, act: OpenCheck, at: datetime) -> Record:
    if record.sitting is None:
        raise Refusal("no_sitting")
    if record.stop:
        raise Refusal("stopped", reason=record.stop.reason)
    if record.open_check:
        raise Refusal("check_open", check=record.open_check.number)
    proposal, wording = worded(record, act.proposal)
    if wording.read_aloud is None or wording.read_aloud < record.sitting.opened:
        raise Refusal("not_read", proposal=proposal.number, version=wording.version)
    if not record.deciders:
        raise Refusal("no_deciders")
    record, number = give(record, "C")
    return add(
        record,
        Check(
            number=number,
            kind=act.kind,
            proposal=proposal.number,
            version=wording.version,
            digest=wording.digest,
            rule=record.terms.rule,
            scale=record.terms.scale,
            mandate=record.terms.mandate,
            fallback=record.terms.fallback,
            quorum=record.terms.quorum,
            opened=at,
        ),
    )


def _still_open(record: Record, number: str) -> Check:
    check = find(record, number, Check)
    if check.closed is not None:
        raise Refusal("check_closed", check=number)
    return check


def _answer(record: Record, act: Answer, at: datetime) -> Record:
    check = _still_open(record, act.check)
    person = record.person(act.person)
    if person not in record.deciders:
        why = f"by the room list this person {person.voice.value}"
        raise Refusal("not_asked", name=person.name, check=check.number, why=why)
    level = check.scale.level(act.level)
    cls = level.cls if level else NOT_LEVELS.get(act.level)
    if cls is None:
        levels = ", ".join([known.name for known in check.scale.levels] + list(NOT_LEVELS))
        raise Refusal("unknown_level", level=act.level, levels=levels)
    here = person.number in record.here
    if here and cls is Answered.ABSENT:
        raise Refusal("already_here", name=person.name)
    if not here and cls is not Answered.ABSENT:
        raise Refusal("not_here", name=person.name)
    given = Given(
        person=person.number, level=act.level, cls=cls, note=act.note, would_change=act.would_change, at=at
    )
    return put(record, check, check.but(given=(*check.given, given)))


def _close(
    record: Record, check: Check, waiting: tuple[Condition, ...], at: datetime, original: Check | None = None
) -> Record:
    wording = words_of(record, check)
    waiting = (*wording.conditions, *waiting)
    verdict = judge(record, check, waiting)
    if check.interrupted:
        why = "The program stopped before the check was closed."
        verdict = Verdict(outcome=Outcome.INCOMPLETE, why=(why,))
    state = _state(verdict, wording)
    text = result_sentence(record, check, verdict, RESULTS[state], waiting)
    now = tally(record, check)
    closed = check.but(closed=at, roll=roll(record, now), sentence=text)
    record = put(record, original or check, closed)
    if check.kind is CheckKind.TEMPERATURE:
        return record
    record, number = give(record, "D")
    decision = Decision(
        number=number,
        state=state,
        at=at,
        words=wording.text,
        proposal=check.proposal,
        version=check.version,
        check=check.number,
        not_included=wording.not_included,
        sentence=text,
        waiting=waiting if state is DecisionState.TENTATIVE else (),
        trial=wording.trial if state in SETTLED else None,
        starts=wording.starts if state in SETTLED else None,
        rests_on=rests_on(record, find(record, check.proposal, Proposal), wording),
    )
    return add(record, decision)


def _state(verdict: Verdict, wording: Wording) -> DecisionState:
    match verdict.outcome:
        case Outcome.CONSENSUS:
            return DecisionState.ON_TRIAL if wording.trial else DecisionState.AGREED
        case Outcome.TENTATIVE:
            return DecisionState.TENTATIVE
        case Outcome.NO_AGREEMENT:
            return DecisionState.NO_AGREEMENT
        case Outcome.INCOMPLETE:
            return DecisionState.INCOMPLETE
        case _:
            assert_never(verdict.outcome)
