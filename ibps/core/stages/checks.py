"""The check itself: opened on words that were read aloud, answered one name at a time, closed once."""

from __future__ import annotations

from datetime import datetime
from typing import assert_never

from ibps.core.errors import Refusal
from ibps.core.numbers import add, find, give, put
from ibps.core.reading import SETTLED, known, worded, words_of
from ibps.core.record import Record
from ibps.core.record.consensus import Check, CheckKind, Condition, Given, Proposal, Slip, Wording
from ibps.core.record.decisions import Decision, DecisionState
from ibps.core.record.people import Person, Voice
from ibps.core.record.terms import Answered
from ibps.core.rests_on import rests_on
from ibps.core.rule import Outcome, Verdict, judge, result_sentence
from ibps.core.sentences import RESULTS, day
from ibps.core.tally import roll, tally
from ibps.core.value import Act, Number, PartyLetter, PersonNumber, Text, Words

NOT_LEVELS = {"absent": Answered.ABSENT, "no_response": Answered.NO_RESPONSE}


class OpenCheck(Act):
    """Everyone is about to be asked, on these words. A temperature check never decides anything."""

    proposal: Number
    kind: CheckKind = CheckKind.DECISION
    together: bool | None = None  # answers are shown together; None leaves it to the terms


class Answer(Act):
    """One person's answer to one check. `level` is a level of the scale, "absent" or "no_response"."""

    check: Number
    person: PersonNumber
    level: Text
    note: Words = ""
    would_change: Words = ""
    private: bool = False  # there is a reason, and they keep it to themselves


class AnswerBySlip(Act):
    """One private slip of one party, read into one check. One slip is one person's answer."""

    check: Number
    party: PartyLetter
    level: Text
    note: Words = ""
    would_change: Words = ""


class RevealAnswers(Act):
    """The answers collected so far are shown."""

    check: Number


class CloseCheck(Act):
    """No more answers in this check. `waiting` names whoever still has to say yes, and by when."""

    check: Number
    waiting: tuple[Condition, ...] = ()


class InterruptCheck(Act):
    """The program stopped in the middle of this check. It counts as incomplete, whatever was answered."""

    check: Number


CheckAct = OpenCheck | Answer | AnswerBySlip | RevealAnswers | CloseCheck | InterruptCheck

CHECKS: tuple[type[Act], ...] = (OpenCheck, Answer, AnswerBySlip, RevealAnswers, CloseCheck, InterruptCheck)

FEWEST_SLIPS = 3
"""People of one party in the room from whom a slip is private. With fewer it would say whose it is."""


def apply(record: Record, act: CheckAct, at: datetime) -> Record:
    """The record after an act of a check, or a `Refusal`."""
    match act:
        case OpenCheck():
            return _open(record, act, at)
        case Answer():
            return _answer(record, act, at)
        case AnswerBySlip():
            return _slip(record, act)
        case RevealAnswers():
            check = _still_open(record, act.check)
            if not check.hidden:
                raise Refusal("not_hidden", check=check.number)
            return put(record, check, check.but(revealed=at))
        case CloseCheck():
            check = _still_open(record, act.check)
            known(record, act.waiting)
            for condition in act.waiting:
                if condition.due < record.today:
                    raise Refusal("due_past", due=day(condition.due))
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
            alternates=record.terms.alternates,
            together=record.terms.together if act.together is None else act.together,
            slips_allowed=record.terms.slips,
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
        why = _why_not(record, person)
        raise Refusal("not_asked", name=person.name, check=check.number, why=why)
    if person.number in check.by_slip:
        raise Refusal("slips_or_names", party=record.party(person.party).name, other="by slips")
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
    if cls is Answered.ABSENT and check.answered(person.number) and record.session.edition >= 1:
        raise Refusal("has_answered", name=person.name)
    given = Given(**act.model_dump(exclude={"check"}), cls=cls, at=at)
    return put(record, check, check.but(given=(*check.given, given)))


def _why_not(record: Record, person: Person) -> str:
    stand_in = record.stand_ins.get(person.number)
    if stand_in is not None:
        return f"{record.person(stand_in).name} answers in their place"
    if person.voice is Voice.DECIDES and person.alternate_for is not None:
        member, check = record.person(person.alternate_for), record.open_check
        if member.number in record.here:
            return f"{member.name} is here"
        answered = check is not None and check.answered(member.number)
        return f"{member.name} {'has answered' if answered else 'answers, by these terms'}"
    return f"by the room list this person {person.voice.value}"


def may_slip(record: Record, check: Check, letter: str) -> tuple[int, ...]:
    """Everyone who answers by slip, once one of that party is read in; a `Refusal` when none may be."""
    if not check.slips_allowed:
        raise Refusal("no_slips")
    party = record.party(letter)
    if check.slips_of(letter):
        if tally(record, check).slips_left[letter] <= 0:
            raise Refusal("slips_all_in", party=party.name)
        return check.by_slip
    own = [person.number for person in record.deciders if person.party == letter]
    here = [number for number in own if number in record.here]
    if len(here) < FEWEST_SLIPS:
        raise Refusal("slips_too_few", party=party.name, here=len(here), fewest=FEWEST_SLIPS)
    if any(given.person in own and given.cls is not Answered.ABSENT for given in check.given):
        raise Refusal("slips_or_names", party=party.name, other="by name")
    return (*check.by_slip, *here)


def _slip(record: Record, act: AnswerBySlip) -> Record:
    """One more slip of a party. The first settles whose slips they are: everyone of the party who is here."""
    check = _still_open(record, act.check)
    pool = may_slip(record, check, act.party)
    level = check.scale.level(act.level)
    if level is None:
        levels = ", ".join(known.name for known in check.scale.levels)
        raise Refusal("unknown_level", level=act.level, levels=levels)
    slip = Slip(**act.model_dump(exclude={"check"}), cls=level.cls)
    order = [one.name for one in check.scale.levels]
    slips = sorted((*check.slips, slip), key=lambda one: (one.party, order.index(one.level), one.note))
    return put(record, check, check.but(slips=tuple(slips), by_slip=pool))


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
