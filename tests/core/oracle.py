"""The rule of consensus said a second time, straight from the design, to hold the core's own against."""

from __future__ import annotations

from ibps.core.record import Record
from ibps.core.record.consensus import Check, Condition, Wording
from ibps.core.record.decisions import Decision, DecisionState
from ibps.core.record.people import Person

YES = ("support", "live_with")
DISSENT = ("block", "needs_more")


def classes(record: Record, check: Check) -> dict[int, str]:
    """Class of the last answer of everyone who gave one, and silence of everyone in the room who did not."""
    last = {one.person: one.cls.value for one in check.given}
    people = asked(record, check)
    given = {person.number: last[person.number] for person in people if person.number in last}
    given |= {person.number: "by_slip" for person in people if person.number in check.by_slip}
    for person in people:
        given.setdefault(person.number, "not_asked" if person.number in record.here else "absent")
        # Nobody who sits in the room is absent, whatever was entered.
        if person.number in record.here and given[person.number] == "absent":
            given[person.number] = "not_asked"
    return given


def asked(record: Record, check: Check) -> list[Person]:
    """One for each seat: the member if they are here or have answered, else an alternate who may commit."""
    deciding = [person for person in record.people if person.voice.value == "decides"]
    seats = {person.number: [person] for person in deciding if not person.alternate_for}
    for person in deciding if record.terms.alternates.value == "commit" else ():
        seat = seats.get(person.alternate_for or 0)
        if seat and seat[0].party == person.party:
            seat.append(person)
    found = []
    for member, *alternates in seats.values():
        answered = [person for person in alternates if spoke(check, person.number)]
        here = [person for person in alternates if person.number in record.here]
        own = member.number in record.here or spoke(check, member.number)
        found.append(member if own else (*answered, *here, member)[0])
    return sorted(found, key=lambda person: person.number)


def spoke(check: Check, number: int) -> bool:
    """Whether somebody gave an answer, by name or on a slip."""
    last = {one.person: one.cls.value for one in check.given}
    return number in check.by_slip or last.get(number, "absent") not in ("absent", "no_response")


def slips_due(record: Record, check: Check) -> int:
    """Slips still to come, of all parties that answer by slips; one too many counts as well."""
    due = [_of(record, number).party for number, cls in classes(record, check).items() if cls == "by_slip"]
    came = [slip.party for slip in check.slips]
    return sum(abs(due.count(party) - came.count(party)) for party in {*came})


def unanswered(record: Record, check: Check) -> list[int]:
    """People in the room, or asked by name, who gave no answer."""
    return [number for number, cls in classes(record, check).items() if cls in ("not_asked", "no_response")]


def expected(
    record: Record, check: Check, wording: Wording, waiting: tuple[Condition, ...], *, interrupted: bool
) -> DecisionState:
    """What closing this check now has to come to. `waiting` are the conditions said while closing."""
    said = classes(record, check)
    present = [number for number, cls in said.items() if cls != "absent"]
    if interrupted or unanswered(record, check) or slips_due(record, check) or not present:
        return DecisionState.INCOMPLETE
    if len(present) < record.terms.quorum.decide:
        return DecisionState.INCOMPLETE
    if not _tolerated(record, check, said) or not _enough_yes(record, check, said, present):
        return DecisionState.NO_AGREEMENT
    conditions = (*wording.conditions, *waiting)
    if not _everyone_needed(record, check, present, conditions):
        return DecisionState.INCOMPLETE
    if conditions:
        return DecisionState.TENTATIVE
    return DecisionState.ON_TRIAL if wording.trial else DecisionState.AGREED


def _of(record: Record, number: int) -> Person:
    return next(person for person in record.people if person.number == number)


def _tolerated(record: Record, check: Check, said: dict[int, str]) -> bool:
    rule = check.rule
    heard = _heard(record, check, said)
    against = [party for party, cls in heard if cls in DISSENT]
    aside = [party for party, cls in heard if cls == "stand_aside"]
    if rule.dissent is not None and len(against) > rule.dissent:
        return False
    for sides, each in ((against, rule.dissent_per_party), ([*against, *aside], rule.aside_per_party)):
        if each is not None and any(sides.count(party) > each for party in sides):
            return False
    for cls, most in (("stand_aside", rule.max_stand_aside), ("abstain", rule.max_abstain)):
        if most is not None and [one for _, one in heard].count(cls) > most:
            return False
    return True


def _heard(record: Record, check: Check, said: dict[int, str]) -> list[tuple[str, str]]:
    """Every answer with its party: those by name, then those on slips."""
    named = [(_of(record, number).party, cls) for number, cls in said.items()]
    return [*named, *((slip.party, slip.cls.value) for slip in check.slips)]


def _enough_yes(record: Record, check: Check, said: dict[int, str], present: list[int]) -> bool:
    yes = [party for party, cls in _heard(record, check, said) if cls in YES]
    if not yes or 100 * len(yes) < check.rule.percent * len(present):
        return False
    for party in record.parties:
        here = [number for number in present if _of(record, number).party == party.letter]
        if party.required and here and yes.count(party.letter) < check.rule.yes_per_party:
            return False
    return True


def _everyone_needed(
    record: Record, check: Check, present: list[int], conditions: tuple[Condition, ...]
) -> bool:
    for party in record.parties:
        here = [number for number in present if _of(record, number).party == party.letter]
        named = any(condition.party == party.letter for condition in conditions)
        if party.required and len(here) < max(1, record.terms.quorum.each_party) and not named:
            return False
    if not check.rule.cochairs:
        return True
    named_people = {condition.person for condition in conditions}
    chairs = cochairs(record, check)
    missing = [chair for chair in chairs if chair.number not in {*present, *named_people}]
    return not missing and len({chair.party for chair in chairs}) > 1


def cochairs(record: Record, check: Check) -> list[Person]:
    """Of those asked, who chairs or answers for somebody who does."""
    chairs = [person.number for person in record.people if person.role.value == "cochair"]
    return [person for person in asked(record, check) if {person.number, person.alternate_for} & set(chairs)]


def unsaid(record: Record, decision: Decision) -> list[int]:
    """Places, from 1, of the conditions nobody has said yes to: no approval, no late yes by name."""
    late = {one.person: one.cls.value for one in decision.late}
    yes = [number for number, cls in late.items() if cls in YES]
    check = next((check for check in record.checks if check.number == decision.check), None)
    left = []
    for place, condition in enumerate(decision.waiting, 1):
        obtained = any(one.obtained and one.condition == place for one in decision.approvals)
        by_name = condition.person in yes
        if condition.person is None and condition.party and check:
            need = max(1, check.quorum.each_party, check.rule.yes_per_party)
            sides = [seat.party for seat in check.roll if seat.person in yes]
            by_name = sides.count(condition.party) >= need
        if not obtained and not by_name:
            left.append(place)
    return left
