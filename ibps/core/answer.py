"""The answer: what was decided, what waits, what was not decided, what is only an idea.

It stands first in every file, on every screen and on paper. Everything in it is made from the record;
`docs/file-format.md` explains the fields.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from ibps.core.aftermath import follow_up
from ibps.core.canonical import code_tail
from ibps.core.cuts import doubt, over_proposal, over_stop, sentences
from ibps.core.heard import answers, concerns
from ibps.core.parked import kept_with
from ibps.core.reading import called, live_options, outstanding, settled
from ibps.core.record import Record
from ibps.core.record.consensus import Check, Condition, Proposal, ProposalState, Trial
from ibps.core.record.cut import Cut
from ibps.core.record.decisions import Decision, DecisionState
from ibps.core.record.items import Option
from ibps.core.sentences import count, day, names, sentence
from ibps.core.standing import SHOWN, Group, standing
from ibps.core.tally import tally
from ibps.core.value import Value

EDITION = 2
"""Raised whenever the same journal comes to say something else in `answer` or `record`, so that a file of an
earlier edition is told apart from one that was changed by hand."""


class Item(Value):
    """One outcome: number, state, exact words, who answered what, what it waits for, what it rests on."""

    number: str
    state: str
    reads: str
    words: str
    of: str = ""  # the proposal, version and code an answer belongs to: P1 v2 (7f3a)
    result: str = ""
    not_included: tuple[str, ...] = ()
    waiting_for: tuple[str, ...] = ()
    late: tuple[str, ...] = ()
    answers: tuple[str, ...] = ()  # one line per party
    concerns: tuple[str, ...] = ()
    minority: tuple[str, ...] = ()  # statements of those who did not say yes, in their own words
    trial: str = ""
    rests_on: tuple[str, ...] = ()
    earlier: tuple[str, ...] = ()  # results of earlier checks on the same proposal
    follow_up: tuple[str, ...] = ()  # what was added since, one sentence each


class Answer(Value):
    """What was actually decided, as of a date. `in_short` can be read aloud on its own.

    `missing` says where the record breaks off; what was decided before that is `not_certain`.
    """

    title: str
    team: str
    kind: str  # "real", "example" or "practice"
    as_of: date
    in_short: tuple[str, ...]
    missing: tuple[str, ...] = ()
    not_certain: tuple[Item, ...] = ()
    decided: tuple[Item, ...] = ()
    decided_by_one_party: tuple[Item, ...] = ()
    waiting: tuple[Item, ...] = ()
    not_decided: tuple[Item, ...] = ()
    ideas_only: tuple[str, ...] = ()
    ended: tuple[Item, ...] = ()
    parked: tuple[str, ...] = ()
    edition: int = EDITION

    def group(self, group: Group) -> tuple[Item, ...]:
        """The outcomes under one heading; ideas are plain lines and have their own field."""
        items: tuple[Item, ...] = () if group is Group.IDEAS else getattr(self, group.value)
        return items


KINDS = {
    "practice": "PRACTICE: nothing in this record is real.",
    "example": "EXAMPLE: an invented record shipped with the program.",
}


SPOKEN = 6
"""Ideas named in the short form; all of them are listed below it."""


def answer(record: Record, on: date) -> Answer:
    """The answer as it stands on that date. The same record and date give the same answer anywhere."""
    found: dict[Group, list[Item]] = {group: [] for group in Group}
    for group, item in (*_proposals(record, on), *_matters(record, on)):
        found[group].append(item)
    if record.stop:
        kind = record.stop.kind.value.replace("_", " ")
        item = Item(number="-", state="stopped", reads=f"Stopped: {kind}", words=record.stop.reason)
        group, item = _in_doubt((Group.NOT_DECIDED, item), over_stop(record))
        found[group].append(item)
    ideas, parked = _ideas(record), _parked(record)
    missing = sentences(record)
    kind = "practice" if record.practice else "example" if record.session.example else "real"
    groups: dict[str, object] = {
        group.value: tuple(items) for group, items in found.items() if group is not Group.IDEAS
    }
    return Answer(
        title=record.session.title,
        team=record.session.team,
        kind=kind,
        as_of=on,
        in_short=_in_short(kind, missing, found, ideas, parked),
        missing=missing,
        ideas_only=ideas,
        parked=_whole(record, parked),
        **groups,  # type: ignore[arg-type]  # one tuple of items per heading, named as the fields are
    )


def _in_short(
    kind: str,
    missing: tuple[str, ...],
    found: dict[Group, list[Item]],
    ideas: tuple[str, ...],
    parked: tuple[str, ...],
) -> tuple[str, ...]:
    lines = [*([KINDS[kind]] if kind in KINDS else []), *missing]
    for group, items in found.items():
        label = SHOWN[group][1]
        for item in items:
            late = f" LATE: {'; '.join(item.late)}." if item.late else ""
            lines.append(f"{label}: {sentence(item.reads)}{late} In these words: {sentence(item.words)}")
    if not any(found.values()):
        known = "NOT CERTAIN: as far as is known, no" if missing else "NOT DECIDED: no"
        lines.append(f"{known} proposal has been put to anyone.")
    if parked:
        lines.append(f"PARKED: {_some(parked)}.")
    if ideas:
        lines.append(f"IDEAS ONLY, none of them decided: {_some(ideas)}.")
    return tuple(lines)


def _some(lines: tuple[str, ...]) -> str:
    more = f"; and {len(lines) - SPOKEN} more" if len(lines) > SPOKEN else ""
    return "; ".join(lines[:SPOKEN]) + more


def _parked(record: Record) -> tuple[str, ...]:
    """What waits elsewhere or for another day: who holds it, where it goes, when it comes back."""
    lines = []
    for parked in record.parked:
        if not parked.taken_up:
            by = f"back by {day(parked.due)}" if parked.due else ""
            rest = [part for part in (parked.owner, parked.forum, by) if part]
            lines.append(f"{parked.number} {parked.text}{' (' + ', '.join(rest) + ')' if rest else ''}")
    return tuple(lines)


def _whole(record: Record, lines: tuple[str, ...]) -> tuple[str, ...]:
    """Each line with what was kept with it: how it came up, what is in dispute, the first ideas."""
    left = (parked for parked in record.parked if not parked.taken_up)
    return tuple(" · ".join((line, *kept_with(parked))) for line, parked in zip(lines, left, strict=False))


def _proposals(record: Record, on: date) -> list[tuple[Group, Item]]:
    found = []
    for proposal in record.proposals:
        decisions = [d for d in record.decisions if d.proposal == proposal.number]
        if proposal.state is ProposalState.STRAW and not decisions:
            continue  # a draft is only an idea
        latest = decisions[-1] if decisions else None
        item = _proposal(record, proposal, latest, tuple(decisions[:-1]), on)
        found.append(_in_doubt(item, over_proposal(record, proposal, latest)))
    return found


def _in_doubt(said: tuple[Group, Item], cut: Cut | None) -> tuple[Group, Item]:
    """The same, as not certain where what came after it is not here."""
    group, item = said
    if cut is None or group is Group.NOT_CERTAIN:
        return said
    return Group.NOT_CERTAIN, item.but(reads=f"{item.reads}{doubt(cut)}")


def _proposal(
    record: Record, proposal: Proposal, latest: Decision | None, before: tuple[Decision, ...], on: date
) -> tuple[Group, Item]:
    wording = proposal.wording
    words = wording.text if wording else proposal.straw
    check, all_of_them = record.open_check, (*before, *([latest] if latest else []))
    if proposal.state is ProposalState.WITHDRAWN:
        reads = f"Withdrawn, because: {proposal.withdrawn}"
        return Group.NOT_DECIDED, Item(
            number=proposal.number,
            state="withdrawn",
            reads=reads,
            words=words,
            earlier=_before(record, all_of_them),
            minority=_said_before(record, all_of_them),
        )
    if check and check.proposal == proposal.number and check.kind == "decision":
        checking = _checking(record, proposal, check)
        said = _said_before(record, all_of_them)
        return Group.WAITING, checking.but(earlier=_before(record, all_of_them), minority=said)
    if latest is None or (wording and latest.version != wording.version):
        reads = "We are considering this wording; nobody has been asked on it"
        return Group.NOT_DECIDED, Item(
            number=proposal.number,
            state="worded",
            reads=reads,
            words=words,
            of=_of(proposal),
            earlier=_before(record, all_of_them),
            minority=_said_before(record, all_of_them),
        )
    group, item = _decision(record, latest, on)
    return group, item.but(
        of=_of(proposal, latest.version),
        earlier=_before(record, before),
        minority=(
            *item.minority,
            *(said for decision in before for said in _statements(record, decision, True)),
        ),
    )


def _said_before(record: Record, decisions: Sequence[Decision]) -> tuple[str, ...]:
    return tuple(said for decision in decisions for said in _statements(record, decision, True))


def _before(record: Record, decisions: Sequence[Decision]) -> tuple[str, ...]:
    return tuple(line for decision in decisions for line in _earlier(record, decision))


def _earlier(record: Record, decision: Decision) -> tuple[str, ...]:
    """How an earlier check on other words ended, and what people said beside their answers then."""
    check = next((check for check in record.checks if check.number == decision.check), None)
    said = concerns(record, check) if check else ()
    return (decision.sentence, *(f"{decision.number}, {line}" for line in said))


def _statements(record: Record, decision: Decision, earlier: bool = False) -> tuple[str, ...]:
    """Statements of those who did not say yes; of an earlier decision, with its number."""
    on = f" on {decision.number}" if earlier else ""
    return tuple(f'{called(record, decision, one.person)}{on}: "{one.text}"' for one in decision.minority)


def _of(proposal: Proposal, version: int | None = None) -> str:
    wording = proposal.version(version) if version else None
    return (
        f"{proposal.number} v{wording.version} ({code_tail(wording.digest)})" if wording else proposal.number
    )


def _checking(record: Record, proposal: Proposal, check: Check) -> Item:
    now = tally(record, check)
    left = [record.person(number).name for number in now.unanswered]
    left += [
        f"{count(n, 'slip')} of {record.party(letter).name}" for letter, n in now.slips_left.items() if n > 0
    ]
    waiting = f"still to answer: {names(left)}" if left else "everyone here has answered; not closed yet"
    wording = proposal.version(check.version)
    return Item(
        number=check.number,
        state="checking",
        reads=f"Deciding now; {waiting}. Nothing is decided yet",
        words=wording.text,
        of=_of(proposal, check.version),
        not_included=wording.not_included,
        answers=answers(record, check),
    )


def _matters(record: Record, on: date) -> list[tuple[Group, Item]]:
    """Decisions that belong to no proposal: matters put off or sent elsewhere."""
    return [_decision(record, decision, on) for decision in record.decisions if decision.proposal is None]


def _decision(record: Record, decision: Decision, on: date) -> tuple[Group, Item]:
    now = standing(record, decision, on)
    check = next((check for check in record.checks if check.number == decision.check), None)
    item = Item(
        number=decision.number,
        state=now.state,
        reads=now.reads,
        words=decision.words,
        result=decision.sentence,
        not_included=decision.not_included,
        waiting_for=_waiting(record, decision),
        late=now.late,
        answers=answers(record, check) if check else (),
        concerns=concerns(record, check) if check else (),
        minority=_statements(record, decision),
        trial=_trial(decision, decision.trial) if decision.trial and decision.state in TRIED else "",
        rests_on=decision.rests_on,
        follow_up=follow_up(record, decision),
    )
    return now.group, item


TRIED = (DecisionState.ON_TRIAL, DecisionState.TENTATIVE, DecisionState.ONE_PARTY)


def _waiting(record: Record, decision: Decision) -> tuple[str, ...]:
    if decision.state not in (DecisionState.TENTATIVE, DecisionState.ONE_PARTY):
        return ()
    return tuple(_waits(condition) for condition in outstanding(record, decision))


def _waits(condition: Condition) -> str:
    return f"{condition.who}: {condition.what}, by {day(condition.due)}"


def _trial(decision: Decision, trial: Trial) -> str:
    starts = f" from {day(decision.starts)}" if decision.starts else ""
    until = f"A trial{starts} until {day(trial.until)}"
    return f"{until}. Measure: {trial.measure}. Looked at again {day(trial.review)}"


def _ideas(record: Record) -> tuple[str, ...]:
    """Options nothing was made of yet, and drafts. What settled words were made from stands with them."""
    taken: set[str] = set()
    for proposal in record.proposals:
        decision = settled(record, proposal)
        if decision and decision.version and not proposal.withdrawn:
            taken.update(proposal.version(decision.version).options)
    left = [option for option in live_options(record) if option.number not in taken]
    drafts = [proposal for proposal in record.proposals if proposal.state is ProposalState.STRAW]
    return (
        *(f"{option.number} {option.text}{_from(option)}" for option in left),
        *(f"{proposal.number} draft: {proposal.straw}" for proposal in drafts),
    )


def _from(option: Option) -> str:
    return f" ({option.came_from})" if option.came_from else ""
