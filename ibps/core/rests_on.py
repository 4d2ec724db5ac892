"""What exact words rest on, as lines kept with the decision: options, interests served, standards met."""

from __future__ import annotations

from collections.abc import Sequence

from ibps.core.reading import live_interests, live_standards, ratings_of
from ibps.core.record import Record
from ibps.core.record.consensus import Proposal, Wording
from ibps.core.record.items import Meets, Option
from ibps.core.sentences import names

MEETS = {
    Meets.MEETS: "meets",
    Meets.PARTLY: "partly meets",
    Meets.FAILS: "does not meet",
    None: "not held against",
}
WORST_FIRST = (Meets.FAILS, None, Meets.PARTLY, Meets.MEETS)


def rests_on(record: Record, proposal: Proposal, wording: Wording) -> tuple[str, ...]:
    """The options the words were made from, the interests they serve party by party, the standards they meet.

    Words that name no options of their own rest on those of the draft they came from.
    """
    built = wording.options or proposal.options
    options = [option for option in record.options if option.number in built]
    served = {number for option in options for number in option.serves} | set(wording.serves)
    lines = [f"{option.number} {option.text}" for option in options]
    for party in record.parties:
        own = [i for i in live_interests(record) if party.letter == i.party or party.letter in i.ticked]
        if own and (options or served):
            met = [interest.number for interest in own if interest.number in served]
            missed = [interest.number for interest in own if interest.number not in served]
            serves = f"serves {names(met)}" if met else "serves none of these yet"
            lines.append(f"{party.name}: {serves}{f'; not {names(missed)}' if missed else ''}")
    return (*lines, *_standards(record, options))


def _standards(record: Record, options: Sequence[Option]) -> tuple[str, ...]:
    """Of several options the one that does least for a standard counts; a party that differs is named."""
    found: dict[Meets | None, list[str]] = {}
    differ = []
    for standard in live_standards(record) if options else ():
        said = []
        for option in options:
            ratings = ratings_of(record, option.number, standard.number)
            said.append(next((one.rating for one in ratings if one.party is None), None))
            differ += [
                f"{record.party(one.party).name} on {option.number}: {MEETS[one.rating]} {standard.number}"
                for one in ratings
                if one.party is not None
            ]
        found.setdefault(min(said, key=WORST_FIRST.index), []).append(standard.number)
    parts = [f"{words} {names(found[meets])}" for meets, words in MEETS.items() if meets in found]
    lines = [f"Standards: {'; '.join(parts)}"] if parts else []
    return (*lines, *([f"Seen differently: {'; '.join(differ)}"] if differ else []))
