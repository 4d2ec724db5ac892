"""When each thing was last said, and which stages have been gone on from since: places in a journal.

A place counts the entries that stand: what was taken back has none, and what was brought back has a new one.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from ibps.core.journal import Journal
from ibps.core.reading import SETTLED
from ibps.core.record import Record
from ibps.core.stages import order
from ibps.core.stages.anytime import EnterStage, Reword, SetAside
from ibps.core.stages.closing import AddAction, ChangeAction, ReadBackMinutes
from ibps.core.stages.consensus import DraftStraw, ImproveStraw, WordProposal
from ibps.core.stages.followup import EndDecision, LateAnswer, RecordApproval, ReviewTrial, Supersede
from ibps.core.stages.interests import StateInterest
from ibps.core.stages.issue import WordIssue
from ibps.core.stages.opening import AgreeTerms, CloseSitting, SetTerms
from ibps.core.stages.options import AddOption, CombineOptions, LinkOption, SplitOption
from ibps.core.stages.standards import ChangeStandard, RateOption, SetStandard
from ibps.core.value import Act

QUESTION: Final = "question"
TERMS: Final = "terms"
AGREED: Final = "agreed"


@dataclass
class LastSaid:
    """Places in a journal, from 1; what is not in a mapping was never said. Made by `last_said` alone."""

    made: dict[str, int] = field(default_factory=dict)  # listed, or put into words, by number
    changed: dict[str, int] = field(default_factory=dict)  # put in other words; a number, QUESTION or TERMS
    gone: dict[str, int] = field(default_factory=dict)  # no longer in play, by number
    linked: dict[tuple[str, str], int] = field(default_factory=dict)  # an option and an interest
    rated: dict[tuple[str, str], int] = field(default_factory=dict)  # an option and a standard
    left: dict[str, int] = field(default_factory=dict)  # a stage, gone on from


def last_said(journal: Journal) -> LastSaid:
    """The places of everything that stands in this journal."""
    found = LastSaid()
    for place, step in enumerate(journal.done, 1):
        act = step.entry.act
        note = _NOTES.get(type(act))
        if note is not None:
            note(found, place, act, step.before)
    return found


def _entered(found: LastSaid, place: int, act: EnterStage, before: Record) -> None:
    names = [stage.name for stage in order(before)]
    if names.index(act.stage) > names.index(before.stage):
        found.left[before.stage] = place


def _ended(found: LastSaid, place: int, act: Act, before: Record) -> None:
    """After closing there is no stage to go on to: it is left by what ends a meeting."""
    if before.stage == "closing":
        found.left[before.stage] = place


def _next(before: Record, letter: str) -> str:
    """The number an act gives: the one after the highest ever given."""
    return f"{letter}{before.numbers.get(letter, 0) + 1}"


def _listed(letter: str) -> Callable[[LastSaid, int, Act, Record], None]:
    def note(found: LastSaid, place: int, act: Act, before: Record) -> None:
        found.made[_next(before, letter)] = place

    return note


def _option(found: LastSaid, place: int, act: AddOption, before: Record) -> None:
    number = _next(before, "O")
    found.made[number] = place
    found.linked |= {(number, interest): place for interest in act.serves}


def _link(found: LastSaid, place: int, act: LinkOption, before: Record) -> None:
    found.linked[act.option, act.interest] = place


def _combine(found: LastSaid, place: int, act: CombineOptions, before: Record) -> None:
    """The whole is as new, and its links are those of its parts, looked at again with it."""
    number = _next(before, "O")
    found.made[number] = place
    for option in before.options:
        if option.number in act.options:
            found.gone[option.number] = place
            found.linked |= {(number, interest): place for interest in option.serves}


def _split(found: LastSaid, place: int, act: SplitOption, before: Record) -> None:
    found.gone[act.option] = place


def _aside(found: LastSaid, place: int, act: SetAside, before: Record) -> None:
    found.gone[act.number] = place


def _reword(found: LastSaid, place: int, act: Reword, before: Record) -> None:
    found.changed[act.number] = place


def _standard(found: LastSaid, place: int, act: ChangeStandard, before: Record) -> None:
    found.changed[act.standard] = place


def _rate(found: LastSaid, place: int, act: RateOption, before: Record) -> None:
    found.rated[act.option, act.standard] = place


def _question(found: LastSaid, place: int, act: WordIssue, before: Record) -> None:
    was = before.issue.question
    if was is not None and was.text != act.text:
        found.changed[QUESTION] = place


def _terms(found: LastSaid, place: int, act: SetTerms, before: Record) -> None:
    if before.terms != act.terms:
        found.changed[TERMS] = place


def _agreed(found: LastSaid, place: int, act: AgreeTerms, before: Record) -> None:
    found.made[AGREED] = place


def _proposal(found: LastSaid, place: int, act: ImproveStraw | WordProposal, before: Record) -> None:
    found.made[act.proposal or _next(before, "P")] = place


def _action(found: LastSaid, place: int, act: ChangeAction, before: Record) -> None:
    found.made[act.action] = place


def _decision(found: LastSaid, place: int, act: Any, before: Record) -> None:
    """What may have ended a decision that stood until then."""
    for decision in before.decisions:
        about = getattr(act, "decision", None) == decision.number
        if decision.state in SETTLED and (about or getattr(act, "check", "") == decision.check):
            found.changed[decision.number] = place


_NOTES: Final[Mapping[type[Act], Callable[[LastSaid, int, Any, Record], None]]] = {
    **dict.fromkeys((RecordApproval, LateAnswer, ReviewTrial, Supersede, EndDecision), _decision),
    EnterStage: _entered,
    ReadBackMinutes: _ended,
    CloseSitting: _ended,
    StateInterest: _listed("I"),
    AddOption: _option,
    SetStandard: _listed("S"),
    DraftStraw: _listed("P"),
    AddAction: _listed("A"),
    LinkOption: _link,
    CombineOptions: _combine,
    SplitOption: _split,
    SetAside: _aside,
    Reword: _reword,
    ChangeStandard: _standard,
    RateOption: _rate,
    WordIssue: _question,
    SetTerms: _terms,
    AgreeTerms: _agreed,
    ImproveStraw: _proposal,
    WordProposal: _proposal,
    ChangeAction: _action,
}
