"""What was added to a decision since it was made, one sentence each, in the order it was said."""

from __future__ import annotations

from datetime import datetime

from ibps.core.reading import called
from ibps.core.record import Record
from ibps.core.record.decisions import Approval, Decision, Late, Move
from ibps.core.sentences import day


def follow_up(record: Record, decision: Decision) -> tuple[str, ...]:
    """Approvals, late answers and what became of it, oldest first; then what it replaces."""
    found: list[tuple[datetime, str]] = [
        *((approval.at, _approval(decision, approval)) for approval in decision.approvals),
        *((late.at, _late(record, decision, late)) for late in decision.late),
        *((move.at, said) for move in decision.moves if (said := _move(move))),
    ]
    lines = [text for _, text in sorted(found, key=lambda one: one[0])]
    return (*lines, *(f"It replaces {number}" for number in decision.supersedes))


def _approval(decision: Decision, approval: Approval) -> str:
    verb = "said yes" if approval.obtained else "refused"
    what = decision.waiting[approval.condition - 1].what
    told = f", told by {approval.told_by}" if approval.told_by else ""
    note = f": {approval.note}" if approval.note else ""
    return f"{approval.who} {verb} ({what}), {day(approval.on)}{told}{note}"


def _late(record: Record, decision: Decision, late: Late) -> str:
    check = next(check for check in record.checks if check.number == decision.check)
    level = check.scale.level(late.level)
    label = level.label if level else late.level
    name = called(record, decision, late.person)
    note = f": {late.note}" if late.note else ""
    need = f"; would need: {late.would_change}" if late.would_change else ""
    return f"{name} answered late, {day(late.on)}, taken down by {late.taker}: {label}{note}{need}"


def _move(move: Move) -> str:
    because = f", because {move.because}" if move.because else ""
    match move.act:
        case "ReviewTrial":
            verdict = move.verdict.value if move.verdict else "no word"
            return f"The trial was looked at {day(move.on)}: {verdict}{because}"
        case "Supersede":
            return f"Replaced by {move.by}, {day(move.on)}{because}"
        case "EndDecision":
            return f"Ended {day(move.on)}{because}"
        case "InEffect":
            note = f": {move.because}" if move.because else ""
            return f"In force since {day(move.on)}{note}"
        case _:
            return ""  # said by the approval or the late answer itself
