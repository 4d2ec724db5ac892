"""Chance, and what a random meeting has to choose from at a moment."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final, TypeVar

from ibps.core.errors import Refusal
from ibps.core.journal import Journal
from ibps.core.numbers import listed
from ibps.core.reading import pursued
from ibps.core.record.consensus import Condition, Proposal
from ibps.core.record.decisions import Decision
from ibps.core.record.terms import (
    RULES,
    SCALES,
    Alternates,
    Answered,
    Fallback,
    Level,
    Mandate,
    Quorum,
    Scale,
    Terms,
)

T = TypeVar("T")

STAGES: Final = ("opening", "issue", "interests", "options", "standards", "consensus", "closing")
NAMES: Final = ("Ana", "Ben", "Cai", "Dot", "Eve", "Fay", "Gus", "Hal", "Ivy", "Jon", "Kim", "Lou", "Max")
PARTIES: Final = {"L": "Labor", "M": "Management", "P": "Physicians", "N": "Nurses"}
WORDS: Final = (
    "post the roster early",
    "know who approves leave",
    "café hours",
    "a {number} in braces",
    "100 % cover",
    "quiet room?",
    "王さん asked",
    "he said “later”",
    "rotate [b]weekends[/b]",
    "👍 from nights",
    "line one\nline two",
    "P1 v2",
    "keep overtime fair.",
)
FOUR: Final = Scale(
    name="flow",
    title="Four answers",
    levels=(
        Level(name="agree", key="a", label="agree", cls=Answered.SUPPORT),
        Level(name="reservations", key="r", label="agree, reservations", cls=Answered.LIVE_WITH),
        Level(name="aside", key="s", label="stand aside", cls=Answered.STAND_ASIDE),
        Level(name="block", key="b", label="block", cls=Answered.BLOCK),
    ),
)
ALL_SCALES: Final = (*SCALES.values(), FOUR)


class Pick:
    """Chance, and what there is to choose from now. `told` counts the texts, so that each is its own."""

    def __init__(self, rng: random.Random, journal: Journal, told: int, *, nobody_decides: bool) -> None:
        self.rng, self.journal, self.record = rng, journal, journal.record
        self.told, self.nobody_decides = told, nobody_decides

    def chance(self, share: float) -> bool:
        return self.rng.random() < share

    def one(self, items: Sequence[T]) -> T:
        return self.rng.choice(items)

    def some(self, items: Sequence[T], most: int = 3) -> tuple[T, ...]:
        return tuple(self.rng.sample(items, self.rng.randint(0, min(most, len(items)))))

    def text(self) -> str:
        self.told += 1
        return f"{self.one(WORDS)} t{self.told:04}"

    def maybe(self, share: float = 0.3) -> str:
        return self.text() if self.chance(share) else ""

    def number(self, letter: str) -> str:
        known = [item.number for item in listed(self.record, letter)]
        if known and self.chance(0.95):
            return self.one(known[-4:]) if self.chance(0.7) else self.one(known)
        return f"{letter}{self.rng.randint(1, 60)}" if self.chance(0.7) else "Z1"

    def open_proposals(self) -> list[Proposal]:
        """The proposals that may still be decided, oldest first."""
        return [one for one in self.record.proposals if self._pursued(one.number)]

    def _pursued(self, number: str) -> bool:
        try:
            return bool(pursued(self.record, number))
        except Refusal:
            return False

    def proposal(self) -> str:
        """Mostly one that may still be decided."""
        found = [one.number for one in self.open_proposals() if one.wording]
        return found[-1] if found and self.chance(0.8) else self.number("P")

    def numbers(self, letter: str) -> tuple[str, ...]:
        return tuple(self.number(letter) for _ in range(self.rng.randint(0, 3)))

    def party(self) -> str:
        known = [party.letter for party in self.record.parties]
        return self.one(known) if known and self.chance(0.95) else self.one("LMPNX")

    def person(self) -> int:
        known = [person.number for person in self.record.people]
        return self.one(known) if known and self.chance(0.95) else self.rng.randint(1, 40)

    def unchaired(self) -> list[int]:
        """Who could chair for a second side, while only one side has a co-chair or none has."""
        chaired = {person.party for person in self.record.cochairs}
        if len(chaired) > 1 or self.nobody_decides:
            return []
        return [p.number for p in self.record.people if p.party not in chaired]

    def people(self) -> tuple[int, ...]:
        return tuple(dict.fromkeys(self.person() for _ in range(self.rng.randint(0, 2))))

    def day(self) -> date:
        """Mostly a day to come, seen from the last sitting; sometimes one that is over."""
        return self.record.today + timedelta(days=self.rng.randint(-40 if self.chance(0.2) else 0, 90))

    def soon(self) -> date:
        """When the next sitting is: the same day or soon after, and now and then a slip."""
        return self.record.today + timedelta(days=self.rng.choice((-3, 0, 0, 1, 7, 45)))

    def past(self) -> date:
        """A day that has come, mostly."""
        return self.journal.entries[-1].at.date() + timedelta(days=self.rng.choice((-9, -2, 0, 0, 0, 3)))

    def decision(self, *states: str) -> Decision | None:
        """A decision in one of these states, the newest first choice."""
        found = [decision for decision in self.record.decisions if decision.state in states]
        return (found[-1] if self.chance(0.7) else self.one(found)) if found else None

    def decided(self, *states: str) -> str:
        found = self.decision(*states) if self.chance(0.9) else None
        return found.number if found else self.number("D")

    def someday(self) -> date | None:
        return self.day() if self.chance(0.5) else None

    def terms(self, rule: str | None = None, scale: int | None = None) -> Terms:
        return Terms(
            mandate=self.one(list(Mandate)),
            rule=RULES[rule] if rule else self.one(list(RULES.values())),
            scale=self.one(ALL_SCALES) if scale is None else ALL_SCALES[scale % len(ALL_SCALES)],
            fallback=Fallback.EACH_PARTY if self.chance(0.6) else self.one(list(Fallback)),
            quorum=Quorum(meet=self.rng.randint(0, 3), decide=self.rng.choice((0, 0, 0, 2, 4)), each_party=1),
            standards_first=self.chance(0.3),
            alternates=self.one(list(Alternates)),
            together=self.chance(0.3),
            slips=self.chance(0.5),
        )

    def condition(self, absent: float = 0.4) -> Condition:
        """Somebody who is not here (with that likelihood), a party, or anybody else, and a day."""
        kind = self.rng.random()
        away = [person for person in self.record.deciders if person.number not in self.record.here]
        if kind < absent and away:
            chairs = [person for person in self.record.cochairs if person in away]
            person = self.one(chairs or away)
            return Condition(who=person.name, due=self.day(), person=person.number)
        if kind < absent + 0.3 and self.record.parties:
            party = self.one(self.record.parties)
            return Condition(who=party.name, due=self.day(), party=party.letter)
        return Condition(who=self.text(), what=self.text(), due=self.day())

    def conditions(self, share: float, absent: float = 0.4) -> tuple[Condition, ...]:
        if not self.chance(share):
            return ()
        return tuple(self.condition(absent) for _ in range(self.rng.randint(1, 2)))
