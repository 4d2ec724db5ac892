"""When a check is consensus. One function, the same for every rule and every scale."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from ibps.core.record import Record
from ibps.core.record.consensus import Check, CheckKind, Condition
from ibps.core.record.terms import NO_ANSWER, YES, Answered
from ibps.core.sentences import ANSWERS, count, day, names
from ibps.core.tally import Said, Tally, tally
from ibps.core.value import Value

DISSENT: Final = frozenset({Answered.BLOCK, Answered.NEEDS_MORE})
"""What somebody says who cannot go along with the words as they stand."""


class Outcome(StrEnum):
    """What a closed check adds up to."""

    CONSENSUS = "consensus"
    TENTATIVE = "tentative"
    NO_AGREEMENT = "no_agreement"
    INCOMPLETE = "incomplete"


class Verdict(Value):
    """The outcome, and why, in words for the result sentence."""

    outcome: Outcome
    why: tuple[str, ...] = ()


def judge(record: Record, check: Check, conditions: tuple[Condition, ...]) -> Verdict:
    """Whether the check, closed now, is consensus under its own frozen rule.

    `conditions` are the named, dated things the wording or the room still waits for. They can only
    hold a result back: a required party or a co-chair who is absent counts as waited for when a
    condition names them, and leaves the check incomplete when none does.
    """
    now = tally(record, check)
    for step in (_not_everyone, _dissent, _too_few_yes, _missing):
        verdict = step(record, check, now, conditions)
        if verdict is not None:
            return verdict
    over = _named(now, DISSENT)
    return Verdict(outcome=Outcome.TENTATIVE if conditions else Outcome.CONSENSUS, why=over)


def _not_everyone(record: Record, check: Check, now: Tally, _: tuple[Condition, ...]) -> Verdict | None:
    why = []
    if now.unanswered:
        asked = f"{len(now.unanswered)} of {len(now.present)}"
        verb = "has" if len(now.unanswered) == 1 else "have"
        who = names([record.person(number).name for number in now.unanswered])
        why.append(f"{asked} {verb} not answered ({who}).")
    for letter, left in now.slips_left.items():
        if left:
            more = f"{count(left, 'slip is', 'slips are')} missing" if left > 0 else "more slips than people"
            why.append(f"{record.party(letter).name}: {more}.")
    if not why and not now.present:
        why.append("Nobody has answered.")
    quorum = check.quorum
    if not why and len(now.present) < quorum.decide:
        need = f"{count(quorum.decide, 'person', 'people')} to decide"
        why.append(f"The quorum is {need}; {len(now.present)} answered.")
    return Verdict(outcome=Outcome.INCOMPLETE, why=tuple(why)) if why else None


def _dissent(record: Record, check: Check, now: Tally, _: tuple[Condition, ...]) -> Verdict | None:
    rule = check.rule
    by_party = [sum(1 for one in now.said if _one_of(one, letter, DISSENT)) for letter in now.parties]
    most = rule.dissent_per_party
    if (rule.dissent is not None and now.of(*DISSENT) > rule.dissent) or (
        most is not None and max(by_party, default=0) > most
    ):
        return Verdict(outcome=Outcome.NO_AGREEMENT, why=_named(now, DISSENT))
    aside = DISSENT | {Answered.STAND_ASIDE}
    for letter in now.parties:
        if rule.aside_per_party is None:
            break
        if sum(1 for one in now.said if _one_of(one, letter, aside)) > rule.aside_per_party:
            return Verdict(outcome=Outcome.NO_AGREEMENT, why=_named(now, aside, letter))
    for cls, limit in ((Answered.STAND_ASIDE, rule.max_stand_aside), (Answered.ABSTAIN, rule.max_abstain)):
        if limit is not None and now.of(cls) > limit:
            more = f"{now.of(cls)} {ANSWERS[cls]}; the rule allows {limit}."
            return Verdict(outcome=Outcome.NO_AGREEMENT, why=(more,))
    return None


def _one_of(one: Said, letter: str, classes: frozenset[Answered]) -> bool:
    return one.party == letter and one.cls in classes


def _named(now: Tally, classes: frozenset[Answered], letter: str = "") -> tuple[str, ...]:
    found = [one for one in now.said if one.cls in classes and letter in ("", one.party)]
    return tuple(f"{one.who}: {ANSWERS[one.cls]}." for one in found)


def _too_few_yes(record: Record, check: Check, now: Tally, _: tuple[Condition, ...]) -> Verdict | None:
    rule = check.rule
    yes = now.of(*YES)
    if yes * 100 < rule.percent * len(now.present):
        share = f"{yes} of {len(now.present)} said yes; the rule asks for {rule.percent} %."
        return Verdict(outcome=Outcome.NO_AGREEMENT, why=(share,))
    if not yes:
        return Verdict(outcome=Outcome.NO_AGREEMENT, why=("Nobody supports it.",))
    for party in record.parties:
        said_yes = sum(1 for one in now.said if _one_of(one, party.letter, YES))
        if party.required and party.letter in now.parties and said_yes < rule.yes_per_party:
            need = count(rule.yes_per_party, "yes", "yes answers")
            return Verdict(
                outcome=Outcome.NO_AGREEMENT, why=(f"{party.name} has {said_yes} of {need} needed.",)
            )
    return None


def _missing(record: Record, check: Check, now: Tally, conditions: tuple[Condition, ...]) -> Verdict | None:
    """Required parties and co-chairs who are not here: waited for when named with a date, else incomplete."""
    waited_parties = {condition.party for condition in conditions}
    waited_people = {condition.person for condition in conditions}
    for party in record.parties:
        here = sum(
            1 for person in record.deciders if person.party == party.letter and person.number in now.present
        )
        too_few = here < max(1, check.quorum.each_party)
        if party.required and too_few and party.letter not in waited_parties:
            return Verdict(
                outcome=Outcome.INCOMPLETE, why=(f"{party.name}: not enough people here to decide.",)
            )
    if not check.rule.cochairs:
        return None
    if len({person.party for person in record.cochairs}) < 2:
        return Verdict(
            outcome=Outcome.INCOMPLETE, why=("A co-chair from each of two parties has to answer.",)
        )
    for person in record.cochairs:
        if person.number in now.absent and person.number not in waited_people:
            return Verdict(outcome=Outcome.INCOMPLETE, why=(f"Co-chair {person.name} has not answered.",))
    return None


def late_breaks(check: Check, late: Mapping[int, Answered]) -> bool:
    """Whether answers that came late, by person, leave the frozen rule unmet.

    A block or a need for more always does. A yes never does: what was agreed without it stays agreed.
    """
    if DISSENT & set(late.values()):
        return True
    side = {seat.person: seat.party for seat in check.roll}
    said = [(side[n], given.cls) for n, given in check.latest().items() if n in side and n not in late]
    said += [(slip.party, slip.cls) for slip in check.slips]
    said += [(side[number], cls) for number, cls in late.items()]
    said = [one for one in said if one[1] not in NO_ANSWER]
    rule, classes = check.rule, [cls for _, cls in said]
    if rule.aside_per_party is not None and Answered.STAND_ASIDE in late.values():
        aside = [party for party, cls in said if cls in DISSENT | {Answered.STAND_ASIDE}]
        if any(aside.count(party) > rule.aside_per_party for party in aside):
            return True
    for cls, most in ((Answered.STAND_ASIDE, rule.max_stand_aside), (Answered.ABSTAIN, rule.max_abstain)):
        if cls in late.values() and most is not None and classes.count(cls) > most:
            return True
    yes = sum(1 for cls in classes if cls in YES)
    return any(cls not in YES for cls in late.values()) and yes * 100 < rule.percent * len(said)


def result_sentence(
    record: Record, check: Check, verdict: Verdict, word: str, waiting: tuple[Condition, ...]
) -> str:
    """The one line the room hears, made from fields: word, date, version, counts, parties, waits.

    Source of the form: the design's record page, "Acts" and "States".
    """
    now = tally(record, check)
    where = f"{day(record.today)}, {check.proposal} v{check.version}"
    head = (
        f"TEMPERATURE ONLY, NOT A DECISION {where}"
        if check.kind is CheckKind.TEMPERATURE
        else f"{word} {where}"
    )
    counted = [f"{now.of(cls)} {ANSWERS[cls]}" for cls in Answered if now.of(cls)]
    parts = [f"{now.answered} of {len(now.present)} present answered ({', '.join(counted) or 'none'})"]
    left = len(now.present) - now.answered
    if left:
        parts.append(f"{left} not answered")
    if now.absent:
        parts.append(f"{len(now.absent)} absent ({names([record.person(n).name for n in now.absent])})")
    text = f"{head}: {'; '.join(parts)}."
    present = [record.party(letter).name for letter in now.parties]
    if present:
        text += f" {', '.join(present)} present."
    slips = [record.party(letter).name for letter in now.parties if letter in now.slips_left]
    if slips:
        text += f" {names(slips)} answered by private slips."
    if check.kind is CheckKind.DECISION:
        if verdict.outcome is Outcome.TENTATIVE:
            text += " Waiting for " + names([f"{c.who} ({c.what}) by {day(c.due)}" for c in waiting]) + "."
        for why in verdict.why:
            text += f" {why}"
        if verdict.outcome in (Outcome.NO_AGREEMENT, Outcome.INCOMPLETE):
            text += " Nothing was decided."
    return text
