"""Random meetings. The same seed gives the same meeting on any machine."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from typing import Final

from ibps.core.acts import Redo, Undo
from ibps.core.errors import Refusal
from ibps.core.journal import Journal, start
from ibps.core.record import Mode
from ibps.core.record.terms import RULES
from ibps.core.stages.opening import EDITION, StartSession
from ibps.core.stages.recovering import RecoverRecord
from ibps.core.tally import tally
from ibps.core.value import Act
from tests.core.moves import MOVES
from tests.core.pick import Pick

DEFAULT_SEEDS: Final = tuple(range(48))
DEFAULT_STEPS: Final = 400

# Tuples, because the order of a set differs from run to run.
RARE: Final = (
    "StartSession",
    "InterruptCheck",
    "StopSession",
    "CloseSitting",
    "SetTerms",
    "WithdrawProposal",
    "Leave",
    "NotHere",
    "EndDecision",
    "RecoverRecord",
)
LIKELY: Final = ("WordProposal", "WordProposal", "Undo", "AddOption", "StateInterest", "DecideByOneParty")


@dataclass(frozen=True)
class Walked:
    """One step: the journal before, what was said and when, and the journal after or the refusal."""

    before: Journal
    act: Act
    at: datetime
    after: Journal
    refused: Refusal | None
    record_before: str  # the record as JSON before the act, to see that nothing changed in place


def first(seed: int, rng: random.Random) -> Journal:
    """How the meeting of that seed begins; rules and scales take turns, so that all of them come up."""
    zone = timezone(timedelta(hours=rng.choice((-8, 0, 5))))
    at = datetime(2026, 3, 14, 9, 0, tzinfo=zone)
    mode: Mode = "practice" if seed % 5 == 4 else "real"
    act = StartSession(title=f"Topic {seed}", team="Clinic North", mode=mode, edition=EDITION)
    pick = Pick(rng, start(act, at), 0, nobody_decides=False)
    return start(act.but(terms=pick.terms(tuple(RULES)[seed % len(RULES)], seed)), at)


def walk(seed: int, steps: int) -> Iterator[Walked]:
    """The steps of one random meeting, one at a time."""
    rng = random.Random(seed)
    journal, told = first(seed, rng), 0
    at = journal.entries[0].at
    for _ in range(steps):
        # Often no time passes at all, and now and then a week does.
        at += timedelta(seconds=rng.choice((0, 0, 7, 60)), days=7 if rng.random() < 0.01 else 0)
        pick = Pick(rng, journal, told, nobody_decides=seed % 10 == 7)
        act = MOVES[choose(pick)](pick)
        told = pick.told
        before, as_json = journal, journal.record.model_dump_json()
        try:
            journal = journal.with_act(act, at)
        except Refusal as refusal:
            yield Walked(before, act, at, journal, refusal, as_json)
        else:
            yield Walked(before, act, at, journal, None, as_json)


def walked_to(seed: int, steps: int) -> Journal:
    """The journal at the end of that meeting."""
    *_, last = walk(seed, steps)
    return last.after


def choose(pick: Pick) -> str:
    """The name of the next act: what a meeting would do now, or anything at all."""
    if pick.chance(0.15):
        return pick.one(tuple(MOVES))
    return _getting_together(pick) or _deciding(pick) or _anything(pick)


def _getting_together(pick: Pick) -> str:
    record = pick.record
    if record.stop and record.sitting and pick.chance(0.3):
        return "CloseSitting"  # only a new sitting takes a stopped session up again
    if len(record.parties) < 2 and pick.chance(0.8):
        return "NameParty"
    seated = {person.party for person in record.people}
    if (len(record.people) < 4 or len(seated) < len(record.parties)) and pick.chance(0.8):
        return "SeatPerson"
    if record.sitting is None and pick.chance(0.6):
        return "OpenSitting"
    if pick.unchaired() and not record.open_check and pick.chance(0.25):
        return "ChangePerson"  # a second side gets its co-chair
    away = len(record.people) - len(record.here)
    return "Arrive" if record.sitting and away and pick.chance(0.35) else ""


def _deciding(pick: Pick) -> str:
    record, check = pick.record, pick.record.open_check
    if record.decisions and record.decisions[-1].state == "no_agreement" and pick.chance(0.45):
        return "DecideByOneParty" if pick.chance(0.6) else "SetTerms"  # no new terms help once it failed
    if check and pick.chance(0.006):
        return "InterruptCheck"
    if check and check.given and pick.chance(0.02):
        return "Leave"  # perhaps somebody who has answered
    if check and pick.chance(0.03):
        return "ChangePerson"  # somebody's seat changes in the middle of being asked
    if check:
        now = tally(record, check)
        left = now.unanswered
        if any(more > 0 for more in now.slips_left.values()) and pick.chance(0.8):
            return "AnswerBySlip"
        if check.slips and pick.chance(0.15):
            return "AnswerBySlip"  # one too many
        if check.slips_allowed and not check.slips and not check.given and pick.chance(0.3):
            return "AnswerBySlip"
        if check.hidden and not left and pick.chance(0.3):
            return "RevealAnswers"
        if not check.hidden and pick.chance(0.01):
            return "RevealAnswers"  # there is nothing to show
        if left and pick.chance(0.9):
            return "Answer"
        if not left and pick.chance(0.7):
            return "CloseCheck"
        return "InterruptCheck" if pick.chance(0.05) else ""
    for proposal in reversed(pick.open_proposals()):
        if proposal.wording is None:
            continue
        read, sitting = proposal.wording.read_aloud, record.sitting
        if read is None or (sitting and read < sitting.opened):
            return "ReadAloud" if pick.chance(0.3) else ""
        away = len(record.here) < len(record.people)
        if record.sitting and away and pick.chance(0.4):
            return "Arrive"
        asked = sum(check.proposal == proposal.number for check in record.checks)
        if asked > 3 and not check and pick.chance(0.3):
            return pick.one(("SetTerms", "WithdrawProposal"))  # asking once more does not help
        return "OpenCheck" if pick.chance(0.4) else ""
    return ""


AFTERWARDS: Final = {
    "tentative": ("RecordApproval", "LateAnswer"),
    "on_trial": ("ReviewTrial", "LateAnswer", "Supersede"),
    "agreed": ("InEffect", "LateAnswer", "Supersede"),
    "one_party": ("RecordApproval", "InEffect", "Supersede"),
}
"""What people would say next of a decision that stands."""


def _anything(pick: Pick) -> str:
    entries = pick.journal.entries
    last = pick.decision(*AFTERWARDS)
    if last and pick.chance(0.2):
        return pick.one(AFTERWARDS[last.state])
    if pick.journal.redoable and pick.chance(0.4):
        return Redo.__name__
    if isinstance(entries[-1].act, Redo) and pick.chance(0.4):
        return Undo.__name__  # a second round of undo and redo
    if isinstance(entries[-1].act, RecoverRecord) and pick.chance(0.5):
        return Undo.__name__  # nothing from before what is lost is taken back
    if type(entries[-1].act).__name__ == "InterruptCheck" and pick.chance(0.6):
        return Undo.__name__  # what was broken off is not taken back
    if type(entries[-1].act).__name__ == "ReadBackMinutes" and pick.chance(0.3):
        return "ReadBackMinutes"
    minutes = pick.record.minutes
    just_attested = type(entries[-1].act).__name__ == "AttestMinutes"
    if minutes and minutes[-1].seal and just_attested and pick.chance(0.5):
        return pick.one(("Undo", "RedactText"))  # a sealed page is held against both
    if minutes and minutes[-1].seal is None and pick.chance(0.06):
        return "AttestMinutes"
    name = pick.one(tuple(MOVES))
    if name in RARE and pick.chance(0.7):
        return pick.one(LIKELY)
    return name
