"""Follow-up: what became of a decision afterwards. Not a stage; said from the room, the reader or a line.

Each addition is dated and kept beside what it is about; results and answers as they were stay as they were.
Nothing here is done by a date: a decision moves only when somebody says so.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, assert_never

from pydantic import Field, Strict

from ibps.core.errors import Refusal
from ibps.core.numbers import find, put
from ibps.core.reading import outstanding
from ibps.core.record import Record
from ibps.core.record.closing import Action, Measure, Reading, Told
from ibps.core.record.consensus import Check, CheckKind, Condition, Proposal
from ibps.core.record.decisions import Approval, Decision, DecisionState, Late, Move, Statement, TrialVerdict
from ibps.core.record.people import Person
from ibps.core.record.terms import NO_ANSWER, YES, Answered
from ibps.core.rule import late_breaks
from ibps.core.sentences import day
from ibps.core.states import may
from ibps.core.value import Act, Number, PersonNumber, Text, Words


class RecordApproval(Act):
    """Somebody the decision waits for said yes (`obtained`) or no: `condition`, from 1, or `who`."""

    decision: Number
    obtained: bool
    on: date
    condition: Annotated[int, Strict(), Field(ge=1)] | None = None
    who: Words = ""
    told_by: Words = ""
    note: Words = ""


class LateAnswer(Act):
    """Somebody who was away answered after the check was closed. The check stays; a late block reopens."""

    check: Number
    person: PersonNumber
    level: Text
    taken_by: PersonNumber
    on: date
    note: Words = ""
    would_change: Words = ""


class StateMinority(Act):
    """Somebody who did not say yes puts on record why, or why they stood aside, in their own words."""

    decision: Number
    person: PersonNumber
    text: Text
    on: date


class ActionDone(Act):
    """A task is done, and who said so."""

    action: Number
    on: date
    told_by: Words = ""
    note: Words = ""


class ReadMeasure(Act):
    """A measure was read: the figure, as it was found."""

    measure: Number
    value: Text
    on: date
    read_by: Words = ""
    note: Words = ""


class ToldPeople(Act):
    """People who were not here were told, by whom, and what came back."""

    audience: Text
    teller: PersonNumber
    on: date
    came_back: Words = ""


class ReviewTrial(Act):
    """A trial was looked at: adopt it, adapt it (new words, a new check), or abandon it."""

    decision: Number
    verdict: TrialVerdict
    because: Text
    on: date


class Supersede(Act):
    """A decision is replaced by a later one. Each names the other."""

    decision: Number
    by: Number
    on: date
    because: Words = ""


class EndDecision(Act):
    """A decision no longer holds, because ..."""

    decision: Number
    because: Text
    on: date


class InEffect(Act):
    """A decision is in force since that day."""

    decision: Number
    on: date
    note: Words = ""


FollowUpAct = (
    RecordApproval
    | LateAnswer
    | StateMinority
    | ActionDone
    | ReadMeasure
    | ToldPeople
    | ReviewTrial
    | Supersede
    | EndDecision
    | InEffect
)

ACTS: tuple[type[Act], ...] = (
    RecordApproval,
    LateAnswer,
    StateMinority,
    ActionDone,
    ReadMeasure,
    ToldPeople,
    ReviewTrial,
    Supersede,
    EndDecision,
    InEffect,
)

AFTER_TRIAL = {
    TrialVerdict.ADOPT: DecisionState.IN_EFFECT,
    TrialVerdict.ADAPT: DecisionState.REOPENED,
    TrialVerdict.ABANDON: DecisionState.ENDED,
}


def apply(record: Record, act: FollowUpAct, at: datetime) -> Record:
    """The record after an act of the follow-up, or a `Refusal`."""
    if act.on > max(at.date(), record.today):
        raise Refusal("day_ahead", on=day(act.on))
    match act:
        case RecordApproval():
            return _approval(record, act, at)
        case LateAnswer():
            return _late(record, act, at)
        case StateMinority():
            return _minority(record, act, at)
        case ActionDone():
            action = find(record, act.action, Action)
            if action.done:
                raise Refusal("already_done", number=action.number)
            done = action.but(done=act.on, done_note=act.note, done_told_by=act.told_by)
            return put(record, action, done)
        case ReadMeasure():
            measure = find(record, act.measure, Measure)
            reading = Reading(**act.model_dump(exclude={"measure"}), at=at)
            return put(record, measure, measure.but(readings=(*measure.readings, reading)))
        case ToldPeople():
            record.person(act.teller)
            return record.but(told=(*record.told, Told(**act.model_dump(), at=at)))
        case ReviewTrial():
            decision = allowed(record, act.decision, type(act).__name__)
            to = AFTER_TRIAL[act.verdict]
            return _move(record, decision, act, to, at, because=act.because, verdict=act.verdict)
        case Supersede():
            return _supersede(record, act, at)
        case EndDecision():
            decision = allowed(record, act.decision, type(act).__name__)
            return _move(record, decision, act, DecisionState.ENDED, at, because=act.because)
        case InEffect():
            decision = allowed(record, act.decision, type(act).__name__)
            alone = decision.state is DecisionState.ONE_PARTY
            if alone and any(move.act == "InEffect" for move in decision.moves):
                raise Refusal("already_done", number=decision.number)
            to = decision.state if alone else DecisionState.IN_EFFECT
            return _move(record, decision, act, to, at, because=act.note)
        case _:
            assert_never(act)


def allowed(record: Record, number: str, act: str) -> Decision:
    """The decision of that number, if an act of that name may be said of it now. Else a `Refusal`."""
    decision = find(record, number, Decision)
    if not may(act, decision.state):
        raise Refusal("no_such_move", decision=number, state=decision.state.value.replace("_", " "))
    if decision.proposal:
        proposal = find(record, decision.proposal, Proposal)
        if proposal.withdrawn:
            raise Refusal("withdrawn", proposal=proposal.number, reason=proposal.withdrawn)
    return decision


def _move(
    record: Record, decision: Decision, act: FollowUpAct, to: DecisionState, at: datetime, **why: object
) -> Record:
    move = Move(act=type(act).__name__, to=to, on=act.on, at=at, **why)  # type: ignore[arg-type]
    return put(record, decision, decision.but(state=to, moves=(*decision.moves, move)))


def _approval(record: Record, act: RecordApproval, at: datetime) -> Record:
    decision = allowed(record, act.decision, type(act).__name__)
    place, condition = _condition(decision, act)
    if act.obtained and place in _said_yes(decision):
        raise Refusal("already_said", who=condition.who, decision=decision.number)
    approval = Approval(
        condition=place,
        who=act.who or condition.who,
        obtained=act.obtained,
        on=act.on,
        told_by=act.told_by,
        note=act.note,
        at=at,
    )
    after = decision.but(approvals=(*decision.approvals, approval))
    record = put(record, decision, after)
    if not act.obtained:
        return _move(record, after, act, DecisionState.REFUSED, at, because=act.note)
    return _when_all_said_yes(record, after, act, at)


def _condition(decision: Decision, act: RecordApproval) -> tuple[int, Condition]:
    """The condition meant, with its place from 1; by name, the first of that name still waited for."""
    if act.condition is not None:
        if act.condition > len(decision.waiting):
            raise Refusal("not_waited_for", who=f"condition {act.condition}", decision=decision.number)
        return act.condition, decision.waiting[act.condition - 1]
    said = act.who.strip().casefold()
    named = [(n, c) for n, c in enumerate(decision.waiting, 1) if said and c.who.casefold() == said]
    if not named:
        raise Refusal("not_waited_for", who=act.who.strip() or "nobody", decision=decision.number)
    return next((one for one in named if one[0] not in _said_yes(decision)), named[0])


def _said_yes(decision: Decision) -> set[int]:
    return {approval.condition for approval in decision.approvals if approval.obtained}


def _when_all_said_yes(record: Record, decision: Decision, act: FollowUpAct, at: datetime) -> Record:
    if decision.state is not DecisionState.TENTATIVE or outstanding(record, decision):
        return record
    to = DecisionState.ON_TRIAL if decision.trial else DecisionState.AGREED
    return _move(record, decision, act, to, at)


def _late(record: Record, act: LateAnswer, at: datetime) -> Record:
    check = find(record, act.check, Check)
    if check.closed is None:
        raise Refusal("check_open", check=check.number)
    if check.kind is CheckKind.TEMPERATURE:
        raise Refusal("only_temperature", check=check.number)
    may_answer_late(record, check, act.person)
    taker = record.person(act.taken_by)
    level = check.scale.level(act.level)
    if level is None:
        levels = ", ".join(known.name for known in check.scale.levels)
        raise Refusal("unknown_level", level=act.level, levels=levels)
    about = (known.number for known in record.decisions if known.check == check.number)
    decision = allowed(record, next(about, check.number), "LateAnswer")
    late = Late(**act.model_dump(exclude={"check"}), taker=taker.name, cls=level.cls, at=at)
    after = decision.but(late=(*decision.late, late))
    record = put(record, decision, after)
    stands = decision.state in REOPENS
    if stands and late_breaks(check, {one.person: one.cls for one in after.late}):
        return _move(record, after, act, DecisionState.REOPENED, at, because=act.note)
    return _when_all_said_yes(record, after, act, at)


def may_answer_late(record: Record, check: Check, number: int) -> Person:
    """The person of that number, if they were asked in the check and gave no answer. Else a `Refusal`."""
    person = record.person(number)
    if person.number not in check.asked:
        raise Refusal("not_asked", name=person.name, check=check.number, why="not on the list at the time")
    if next(seat.cls for seat in check.roll if seat.person == person.number) not in NO_ANSWER:
        raise Refusal("answered_then", name=person.name, check=check.number)
    return person


REOPENS = (
    DecisionState.AGREED,
    DecisionState.ON_TRIAL,
    DecisionState.IN_EFFECT,
    DecisionState.TENTATIVE,
)


def _minority(record: Record, act: StateMinority, at: datetime) -> Record:
    decision = find(record, act.decision, Decision)
    person = may_dissent(record, decision, act.person)
    statement = Statement(person=person.number, text=act.text, on=act.on, at=at)
    return put(record, decision, decision.but(minority=(*decision.minority, statement)))


def may_dissent(record: Record, decision: Decision, number: int) -> Person:
    """The person of that number, if they may put on record why they did not say yes. Else a `Refusal`."""
    person = record.person(number)
    if not _dissents(record, decision, person):
        raise Refusal("no_dissent", name=person.name, decision=decision.number)
    return person


def _dissents(record: Record, decision: Decision, person: Person) -> bool:
    """Whether that person answered and not with a yes; or is not of the one party that decided."""
    if decision.state is DecisionState.ONE_PARTY or decision.party is not None:
        return person in record.deciders and person.party != decision.party
    check = next((check for check in record.checks if check.number == decision.check), None)
    if check is None:
        return False
    classes = {seat.person: seat.cls for seat in check.roll}
    classes |= {late.person: late.cls for late in decision.late}
    said = classes.get(person.number, Answered.NOT_ASKED)
    if said is Answered.BY_SLIP:  # whoever wrote one may say so; nobody else can know
        return any(slip.cls not in YES for slip in check.slips_of(person.party))
    return said not in YES | NO_ANSWER


STAND = (DecisionState.AGREED, DecisionState.ON_TRIAL, DecisionState.IN_EFFECT, DecisionState.ONE_PARTY)


def replaces(new: Decision, old: Decision) -> bool:
    """Whether a decision may take the place of another: it came later, and it stands."""
    return int(new.number[1:]) > int(old.number[1:]) and new.state in STAND


def _supersede(record: Record, act: Supersede, at: datetime) -> Record:
    old = allowed(record, act.decision, "Supersede")
    new = find(record, act.by, Decision)
    if not replaces(new, old):
        raise Refusal("not_later", by=new.number, decision=old.number)
    record = put(record, new, new.but(supersedes=(*new.supersedes, old.number)))
    linked = old.but(superseded_by=new.number)
    record = put(record, old, linked)
    return _move(record, linked, act, DecisionState.SUPERSEDED, at, because=act.because, by=act.by)
