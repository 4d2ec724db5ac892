"""Where a check stands: who is asked, who is here, what each one answered. Judging it is `ibps.core.rule`."""

from __future__ import annotations

from ibps.core.record import Record
from ibps.core.record.consensus import Check, Seat
from ibps.core.record.terms import NO_ANSWER, Answered
from ibps.core.value import PartyLetter, Text, Value


class Said(Value):
    """One answer, of a person or on a slip, and the words for whose it is."""

    who: Text
    party: PartyLetter
    cls: Answered


class Tally(Value):
    """Where a check stands. People are roster numbers, parties letters.

    `present` are the deciders who are in the room or have answered; `absent` are the others. A party that
    answers by slips has `BY_SLIP` for each of its people present; what its slips say is among `said`.
    """

    classes: dict[int, Answered]
    present: tuple[int, ...]
    absent: tuple[int, ...]
    unanswered: tuple[int, ...]
    said: tuple[Said, ...]
    slips_left: dict[str, int]  # by party: slips still to come; negative when there are too many
    parties: tuple[str, ...]  # letters of parties with somebody present

    def of(self, *classes: Answered) -> int:
        """How many answered in one of these classes."""
        return sum(1 for one in self.said if one.cls in classes)

    @property
    def complete(self) -> bool:
        """Whether everyone present has answered."""
        return not self.unanswered and not any(self.slips_left.values())

    @property
    def answered(self) -> int:
        """How many of those present have answered."""
        return len(self.present) - len(self.unanswered) - sum(max(n, 0) for n in self.slips_left.values())


def tally(record: Record, check: Check) -> Tally:
    """Everyone the terms ask, with the class of their latest answer; silence is its own class."""
    latest, here = check.latest(), record.here
    classes: dict[int, Answered] = {}
    for person in record.deciders:
        given = latest.get(person.number)
        # Whoever was put down as absent and has come since is in the room, and has not been asked.
        if person.number in check.by_slip:
            classes[person.number] = Answered.BY_SLIP
        elif given is not None and not (person.number in here and given.cls is Answered.ABSENT):
            classes[person.number] = given.cls
        else:
            classes[person.number] = Answered.NOT_ASKED if person.number in here else Answered.ABSENT
    present = tuple(number for number, cls in classes.items() if cls is not Answered.ABSENT)
    parties = {person.party for person in record.deciders if person.number in present}
    parties_by_slip = sorted({slip.party for slip in check.slips})
    named = tuple(
        Said(who=person.name, party=person.party, cls=classes[person.number])
        for person in record.deciders
        if classes[person.number] not in NO_ANSWER and classes[person.number] is not Answered.BY_SLIP
    )
    slips = tuple(
        Said(who=f"A slip from {record.party(slip.party).name}", party=slip.party, cls=slip.cls)
        for slip in check.slips
    )
    return Tally(
        classes=classes,
        present=present,
        absent=tuple(number for number in classes if number not in present),
        unanswered=tuple(number for number in present if classes[number] in NO_ANSWER),
        said=(*named, *slips),
        slips_left={letter: _slips_left(record, check, classes, letter) for letter in parties_by_slip},
        parties=tuple(party.letter for party in record.parties if party.letter in parties),
    )


def _slips_left(record: Record, check: Check, classes: dict[int, Answered], letter: str) -> int:
    people = [person for person in record.deciders if person.party == letter]
    due = sum(1 for person in people if classes[person.number] is Answered.BY_SLIP)
    return due - len(check.slips_of(letter))


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
            stands_for=record.person(person.alternate_for).name if person.alternate_for else "",
            cls=now.classes[person.number],
        )
        for person in record.deciders
    )
