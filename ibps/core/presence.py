"""Who is here to decide, held against the quorum of the terms: one sentence, wherever people come and go.

It counts as `ibps.core.rule` does, so that it never promises what a check would not bear out.
"""

from __future__ import annotations

from dataclasses import dataclass

from ibps.core.record import Record
from ibps.core.record.consensus import CheckKind
from ibps.core.sentences import names
from ibps.core.tally import tally

UNTIL = ": nothing can be decided until somebody comes."


@dataclass(frozen=True)
class Presence:
    """People who decide: `here` in the room, `gone` after answering in the open check; and what is needed."""

    here: int
    gone: int
    meet: int
    decide: int
    few: tuple[tuple[str, int, int], ...]  # required parties with too few: name, counted, needed

    @property
    def counted(self) -> int:
        """How many count towards a decision."""
        return self.here + self.gone

    @property
    def may_decide(self) -> bool:
        """Whether there are enough in all."""
        return self.counted >= max(1, self.decide)

    @property
    def enough(self) -> bool:
        """Whether nothing at all falls short."""
        return self.may_decide and self.here >= self.meet and not self.few


def presence(record: Record) -> Presence:
    """Who is here now. In a check its own frozen quorum counts, and whoever has answered and left."""
    check = record.open_check
    if check is not None and check.kind is CheckKind.TEMPERATURE:
        check = None
    here = {person.number for person in record.deciders} & record.here
    counted = here | set(tally(record, check).present) if check else here
    quorum = check.quorum if check else record.terms.quorum
    need = max(1, quorum.each_party)
    by_party = [
        (party.name, sum(1 for p in record.deciders if p.party == party.letter and p.number in counted))
        for party in record.parties
        if party.required
    ]
    few = tuple((name, found, need) for name, found in by_party if found < need)
    return Presence(len(here), len(counted - here), quorum.meet, quorum.decide, few)


def falls_short(record: Record) -> bool:
    """Whether a meeting is on and too few people are here, for anything the terms ask."""
    return record.sitting is not None and not presence(record).enough


def presence_words(record: Record) -> str:
    """How many who decide are here and how many are needed, and what follows; "" while no sitting is open."""
    if record.sitting is None:
        return ""
    now = presence(record)
    needs = [f"{now.meet} {_are(now.meet)} needed to meet"] if now.here < now.meet else []
    if now.decide:
        needs.append(f"{now.decide} {'' if needs else _are(now.decide) + ' needed '}to decide")
    end = "." if now.may_decide else UNTIL
    first = "; ".join(part for part in (_counted(now), " and ".join(needs)) if part) + end
    return " ".join((first, *_parties(now)))


def _are(number: int) -> str:
    return "is" if number == 1 else "are"


def _counted(now: Presence) -> str:
    if not now.counted:
        return "Nobody who decides is here"
    here = f"{now.here} who {'decides is' if now.here == 1 else 'decide are'} here"
    if not now.gone:
        return here
    return f"{here} and {now.gone} {'has' if now.gone == 1 else 'have'} answered and left"


def _parties(now: Presence) -> list[str]:
    if not now.counted:
        return []  # said already
    nobody = [name for name, found, _ in now.few if not found]
    said = [f"{name} has {found} here of {need} needed" for name, found, need in now.few if found]
    if nobody:
        said.insert(0, f"Nobody who decides is here from {names(nobody)}")
    return [f"{one}: nothing is final without them." for one in said]
