"""What a decision is on a given date. Dates passing can only make something lapse, never agreed."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Final, assert_never

from ibps.core.cuts import doubt, over_decision
from ibps.core.overdue import overdue
from ibps.core.reading import called, outstanding
from ibps.core.record import Record
from ibps.core.record.consensus import Check
from ibps.core.record.decisions import Decision, DecisionState, Move
from ibps.core.record.terms import YES, Answered, Mandate
from ibps.core.row import SYMBOLS
from ibps.core.sentences import ANSWERS, MANDATES, day, names
from ibps.core.value import Value


class Group(StrEnum):
    """The headings of the answer, in the order they are read."""

    NOT_CERTAIN = "not_certain"
    DECIDED = "decided"
    ONE_PARTY = "decided_by_one_party"
    WAITING = "waiting"
    NOT_DECIDED = "not_decided"
    IDEAS = "ideas_only"
    ENDED = "ended"


SHOWN: Final = {group: SYMBOLS[group.value] for group in Group}


class Standing(Value):
    """Where a decision stands on a date: the stored state or "lapsed", and what is `late`."""

    state: str
    group: Group
    reads: str
    late: tuple[str, ...] = ()


def standing(record: Record, decision: Decision, on: date) -> Standing:
    """What the decision is on that date, and what of it is late; not certain where the record breaks off."""
    now, cut = _standing(record, decision, on), over_decision(record, decision)
    return now.but(group=Group.NOT_CERTAIN, reads=f"{now.reads}{doubt(cut)}") if cut else now


def _standing(record: Record, decision: Decision, on: date) -> Standing:
    match decision.state:
        case DecisionState.AGREED:
            return _agreed(record, decision)
        case DecisionState.ON_TRIAL:
            return _on_trial(record, decision, on)
        case DecisionState.TENTATIVE:
            return _tentative(record, decision, on)
        case DecisionState.NO_AGREEMENT:
            return Standing(state="no_agreement", group=Group.NOT_DECIDED, reads="No agreement")
        case DecisionState.INCOMPLETE:
            return Standing(state="incomplete", group=Group.NOT_DECIDED, reads="Not everyone has answered")
        case DecisionState.DEFERRED:
            return _elsewhere(decision, on, "Put off to", "comes back")
        case DecisionState.REFERRED:
            return _elsewhere(decision, on, "Sent to", "reply due")
        case DecisionState.ONE_PARTY:
            return Standing(
                state="one_party",
                group=Group.ONE_PARTY,
                reads=f"{decision.party_name} decision after consultation. Not consensus{_since(decision)}",
            )
        case DecisionState.IN_EFFECT:
            reads = f"In force since {day(_last(decision).on)}"
            return _within_mandate(record, decision, "in_effect", reads)
        case DecisionState.REOPENED | DecisionState.REFUSED:
            return _no_longer(record, decision)
        case DecisionState.SUPERSEDED:
            reads = f"Replaced by {decision.superseded_by} on {day(_last(decision).on)}"
            return Standing(state="superseded", group=Group.ENDED, reads=reads)
        case DecisionState.ENDED:
            move = _last(decision)
            reads = f"Ended on {day(move.on)}, because: {move.because}"
            return Standing(state="ended", group=Group.ENDED, reads=reads)
        case _:
            assert_never(decision.state)


def _agreed(record: Record, decision: Decision) -> Standing:
    starts = f", from {day(decision.starts)}" if decision.starts else ""
    return _within_mandate(record, decision, "agreed", f"{_by_whom(record, decision)}{starts}")


def _check(record: Record, decision: Decision) -> Check | None:
    return next((check for check in record.checks if check.number == decision.check), None)


def _by_whom(record: Record, decision: Decision) -> str:
    """Agreed by everyone asked, only where everyone asked said yes; otherwise who did not."""
    check = _check(record, decision)
    late = {one.person: one.cls for one in decision.late}
    yes_or_slip = YES | {Answered.BY_SLIP}
    others: list[tuple[str, Answered]] = []
    for seat in check.roll if check else ():
        cls = late.get(seat.person, seat.cls)
        if cls not in yes_or_slip:
            others.append((seat.name, cls))
    others += [("a slip", slip.cls) for slip in (check.slips if check else ()) if slip.cls not in YES]
    if not others:
        return "Agreed by everyone asked"
    named = ", ".join(f"{who}: {ANSWERS[cls]}" for who, cls in others)
    if all(cls is Answered.ABSENT for _, cls in others):
        return f"Agreed by everyone here ({named})"
    return f"Agreed under the rule, not by everyone asked ({named})"


def _within_mandate(
    record: Record, decision: Decision, state: str, reads: str, late: tuple[str, ...] = ()
) -> Standing:
    """What a team agrees that does not decide is for others to decide: it waits."""
    check = _check(record, decision)
    mandate = check.mandate if check else Mandate.DECIDE
    if mandate is Mandate.DECIDE:
        return Standing(state=state, group=Group.DECIDED, reads=reads, late=late)
    return Standing(state=state, group=Group.WAITING, reads=f"{MANDATES[mandate.value]} {reads}", late=late)


def _on_trial(record: Record, decision: Decision, on: date) -> Standing:
    if decision.trial is None:
        raise ValueError(f"{decision.number} is on trial without a trial")
    reads = f"Being tried until {day(decision.trial.until)}; looked at again {day(decision.trial.review)}"
    late = (f"review was due {day(decision.trial.review)}",) if overdue(decision.trial.review, on) else ()
    return _within_mandate(record, decision, "on_trial", f"{reads}. {_by_whom(record, decision)}", late)


def _last(decision: Decision) -> Move:
    if not decision.moves:
        raise ValueError(f"{decision.number} is {decision.state.value} and nothing says how")
    return decision.moves[-1]


def _since(decision: Decision) -> str:
    days = [move.on for move in decision.moves if move.act == "InEffect"]
    return f". In force since {day(days[-1])}" if days else ""


def _no_longer(record: Record, decision: Decision) -> Standing:
    """Reopened by a late answer or a trial that is to be adapted; or refused by somebody it waited for."""
    move = _last(decision)
    if decision.state is DecisionState.REFUSED:
        who = decision.approvals[-1].who if decision.approvals else "whom it waited for"
        reads = f"Refused by {who} on {day(move.on)}. Not agreed"
    elif move.act == "ReviewTrial" or not decision.late:
        reads = f"Reopened after the trial on {day(move.on)}, to be worded anew"
    else:
        late = next(late for late in decision.late if late.at == move.at and late.cls not in YES)
        name = called(record, decision, late.person)
        reads = f"Reopened on {day(move.on)}: {name} answered late, {ANSWERS[late.cls]}"
    return Standing(state=decision.state.value, group=Group.NOT_DECIDED, reads=reads)


def _tentative(record: Record, decision: Decision, on: date) -> Standing:
    left = outstanding(record, decision)
    waiting = names([f"{condition.who} by {day(condition.due)}" for condition in left])
    late = tuple(f"{c.who} was due {day(c.due)}" for c in left if overdue(c.due, on))
    if late:
        reads = f"Lapsed: no answer in time. It waited for {waiting}"
        return Standing(state="lapsed", group=Group.NOT_DECIDED, reads=reads, late=late)
    return Standing(state="tentative", group=Group.WAITING, reads=f"Agreed here, waiting for {waiting}")


def _elsewhere(decision: Decision, on: date, verb: str, told: str) -> Standing:
    if decision.due is None:
        raise ValueError(f"{decision.number} has no date")
    reads = f"{verb} {decision.forum}, {told} by {day(decision.due)} ({decision.owner})"
    late = (f"{told} {day(decision.due)}",) if overdue(decision.due, on) else ()
    return Standing(state=decision.state.value, group=Group.WAITING, reads=reads, late=late)
