"""When a check is consensus. One function, the same for every rule and every scale."""

from __future__ import annotations

from enum import StrEnum

from ibps.core.record import Record
from ibps.core.record.consensus import Check, CheckKind, Condition, Seat
from ibps.core.record.people import Person
from ibps.core.record.terms import NO_ANSWER, YES, Answered
from ibps.core.sentences import ANSWERS, count, day, names
from ibps.core.value import Value


class Outcome(StrEnum):
    """What a closed check adds up to."""

    CONSENSUS = "consensus"
    TENTATIVE = "tentative"
    NO_AGREEMENT = "no_agreement"
    INCOMPLETE = "incomplete"


class Tally(Value):
    """Where a check stands: each decider's class, and who is here. People are roster numbers.

    `present` are the deciders who are in the room or have answered; `absent` are the others.
    """

    classes: dict[int, Answered]
    present: tuple[int, ...]
    absent: tuple[int, ...]
    unanswered: tuple[int, ...]
    parties: tuple[str, ...]  # letters of parties with somebody present

    def of(self, *classes: Answered) -> int:
        """How many answered in one of these classes."""
        return sum(1 for cls in self.classes.values() if cls in classes)


class Verdict(Value):
    """The outcome, and why, in words for the result sentence."""

    outcome: Outcome
    why: tuple[str, ...] = ()


def tally(record: Record, check: Check) -> Tally:
    """Everyone the terms ask, with the class of their latest answer; silence is its own class."""
    latest = check.latest()
    classes: dict[int, Answered] = {}
    for person in record.deciders:
        given, here = latest.get(person.number), person.number in record.here
        # Whoever was put down as absent and has come since is in the room, and has not been asked.
        if given is None or (here and given.cls is Answered.ABSENT):
            classes[person.number] = Answered.NOT_ASKED if here else Answered.ABSENT
        else:
            classes[person.number] = given.cls
    present = tuple(number for number, cls in classes.items() if cls is not Answered.ABSENT)
    parties = {person.party for person in record.deciders if person.number in present}
    return Tally(
        classes=classes,
        present=present,
        absent=tuple(number for number in classes if number not in present),
        unanswered=tuple(number for number in present if classes[number] in NO_ANSWER),
        parties=tuple(party.letter for party in record.parties if party.letter in parties),
    )


def roll(record: Record, now: Tally) -> tuple[Seat, ...]:
    """Who was asked, with names and parties as they are now; kept, so that no later change reaches them."""
    chairs = {person.number for person in record.cochairs}
    return tuple(
        Seat(
            person=person.number,
            name=person.name,
            party=person.party,
            party_name=record.party(person.party).name,
            cochair=person.number in chairs,
            cls=now.classes[person.number],
        )
        for person in record.deciders
    )


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
    over = _dissent_words(now, _dissenters(record, now))
    return Verdict(outcome=Outcome.TENTATIVE if conditions else Outcome.CONSENSUS, why=over)


def _not_everyone(record: Record, check: Check, now: Tally, _: tuple[Condition, ...]) -> Verdict | None:
    if now.unanswered:
        asked = f"{len(now.unanswered)} of {len(now.present)}"
        verb = "has" if len(now.unanswered) == 1 else "have"
        who = names([record.person(number).name for number in now.unanswered])
        return Verdict(outcome=Outcome.INCOMPLETE, why=(f"{asked} {verb} not answered ({who}).",))
    if not now.present:
        return Verdict(outcome=Outcome.INCOMPLETE, why=("Nobody has answered.",))
    quorum = record.terms.quorum
    if len(now.present) < quorum.decide:
        need = f"{count(quorum.decide, 'person', 'people')} to decide"
        return Verdict(
            outcome=Outcome.INCOMPLETE, why=(f"The quorum is {need}; {len(now.present)} answered.",)
        )
    return None


def _dissent(record: Record, check: Check, now: Tally, _: tuple[Condition, ...]) -> Verdict | None:
    rule = check.rule
    dissenters = _dissenters(record, now)
    by_party = {letter: sum(1 for person in dissenters if person.party == letter) for letter in now.parties}
    too_many = rule.dissent is not None and len(dissenters) > rule.dissent
    most = rule.dissent_per_party
    if too_many or (most is not None and any(found > most for found in by_party.values())):
        return Verdict(outcome=Outcome.NO_AGREEMENT, why=_dissent_words(now, dissenters))
    if rule.aside_per_party is not None:
        aside = dissenters + [p for p in record.deciders if now.classes[p.number] is Answered.STAND_ASIDE]
        for letter in now.parties:
            found = [person for person in aside if person.party == letter]
            if len(found) > rule.aside_per_party:
                return Verdict(outcome=Outcome.NO_AGREEMENT, why=_dissent_words(now, found))
    for cls, most in ((Answered.STAND_ASIDE, rule.max_stand_aside), (Answered.ABSTAIN, rule.max_abstain)):
        if most is not None and now.of(cls) > most:
            more = f"{now.of(cls)} {ANSWERS[cls]}; the rule allows {most}."
            return Verdict(outcome=Outcome.NO_AGREEMENT, why=(more,))
    return None


def _dissenters(record: Record, now: Tally) -> list[Person]:
    return [p for p in record.deciders if now.classes[p.number] in (Answered.BLOCK, Answered.NEEDS_MORE)]


def _dissent_words(now: Tally, dissenters: list[Person]) -> tuple[str, ...]:
    return tuple(f"{person.name}: {ANSWERS[now.classes[person.number]]}." for person in dissenters)


def _too_few_yes(record: Record, check: Check, now: Tally, _: tuple[Condition, ...]) -> Verdict | None:
    rule = check.rule
    yes = now.of(*YES)
    if yes * 100 < rule.percent * len(now.present):
        share = f"{yes} of {len(now.present)} said yes; the rule asks for {rule.percent} %."
        return Verdict(outcome=Outcome.NO_AGREEMENT, why=(share,))
    if not yes:
        return Verdict(outcome=Outcome.NO_AGREEMENT, why=("Nobody supports it.",))
    for party in record.parties:
        said_yes = sum(
            1
            for person in record.deciders
            if person.party == party.letter and now.classes[person.number] in YES
        )
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
        too_few = here < max(1, record.terms.quorum.each_party)
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


def late_breaks(check: Check, late: tuple[Answered, ...]) -> bool:
    """Whether answers that came late leave the frozen rule unmet. A block or a need for more always does."""
    if Answered.BLOCK in late or Answered.NEEDS_MORE in late:
        return True
    said = [given.cls for given in check.latest().values() if given.cls not in NO_ANSWER] + list(late)
    rule = check.rule
    if rule.aside_per_party is not None and Answered.STAND_ASIDE in late:
        return True  # whose side it was on is not known here; asking again is the safe reading
    for cls, most in ((Answered.STAND_ASIDE, rule.max_stand_aside), (Answered.ABSTAIN, rule.max_abstain)):
        if cls in late and most is not None and said.count(cls) > most:
            return True
    yes = sum(1 for cls in said if cls in YES)
    return any(cls not in YES for cls in late) and yes * 100 < rule.percent * len(said)


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
    answered = len(now.present) - len(now.unanswered)
    counted = [f"{now.of(cls)} {ANSWERS[cls]}" for cls in Answered if cls not in NO_ANSWER and now.of(cls)]
    parts = [f"{answered} of {len(now.present)} present answered ({', '.join(counted) or 'none'})"]
    if now.unanswered:
        parts.append(f"{len(now.unanswered)} not answered")
    if now.absent:
        parts.append(f"{len(now.absent)} absent ({names([record.person(n).name for n in now.absent])})")
    text = f"{head}: {'; '.join(parts)}."
    present = [record.party(letter).name for letter in now.parties]
    if present:
        text += f" {', '.join(present)} present."
    if check.kind is CheckKind.DECISION:
        if verdict.outcome is Outcome.TENTATIVE:
            text += " Waiting for " + names([f"{c.who} ({c.what}) by {day(c.due)}" for c in waiting]) + "."
        for why in verdict.why:
            text += f" {why}"
        if verdict.outcome in (Outcome.NO_AGREEMENT, Outcome.INCOMPLETE):
            text += " Nothing was decided."
    return text
