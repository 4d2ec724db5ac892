"""What may need another look: said in a stage before something it rests on changed.

A pure function of the journal. Nothing is cleared of what people said, and nothing is cleared by time: a
reason is over when what it is about was said anew, when the change was taken back, or when the meeting has
been to that stage since, where the reason was on the screen, and went on from it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from ibps.core.journal import Journal
from ibps.core.last_said import AGREED, QUESTION, TERMS, LastSaid, last_said
from ibps.core.reading import OVER, SETTLED, live_interests, live_options, live_standards
from ibps.core.record import Record
from ibps.core.record.consensus import Proposal, ProposalState
from ibps.core.record.decisions import DecisionState
from ibps.core.record.items import Interest, ItemState, Option, Standard
from ibps.core.sentences import names
from ibps.core.stages.kit import Hint

FELL = OVER | {DecisionState.REOPENED, DecisionState.REFUSED}
"""States of a decision that stood once and does not stand as it did."""


def another_look(journal: Journal) -> Mapping[str, tuple[Hint, ...]]:
    """The stages that may need another look, each with the reasons and the lines they are about."""
    record, said = journal.record, last_said(journal)
    found = {
        "opening": _opening(record, said),
        "interests": _interests(record, said),
        "options": _options(record, said),
        "standards": _standards(record, said),
        "consensus": _consensus(record, said),
        "closing": _closing(record, said),
    }
    return {stage: reasons for stage, hints in found.items() if (reasons := tuple(hints))}


def _opening(record: Record, said: LastSaid) -> Iterator[Hint]:
    agreed = said.made.get(AGREED, 0)
    if agreed and not record.terms_agreed and said.changed.get(TERMS, 0) > _since(said, "opening", agreed):
        yield Hint("terms")


def _interests(record: Record, said: LastSaid) -> Iterator[Hint]:
    changed = said.changed.get(QUESTION, 0)
    if changed <= said.left.get("interests", 0):
        return
    before = [one.number for one in live_interests(record) if changed > _words(said, one.number)]
    if before:
        yield Hint("question", {"names": names(before)})


def _options(record: Record, said: LastSaid) -> Iterator[Hint]:
    interests = {one.number: one for one in record.interests}
    options = live_options(record)
    for option in options:
        own = said.made.get(option.number, 0), said.changed.get(option.number, 0)
        pairs = [(interests[n], said.linked.get((option.number, n), 0)) for n in option.serves]
        bases = [(one, _since(said, "options", at, *own)) for one, at in pairs]
        yield from _moved(said, bases, "linked", option.number)
    links = [said.linked.get((option.number, n), 0) for option in options for n in option.serves]
    served = {number for option in options for number in option.serves}
    first = _since(said, "options", min(links)) if links else None
    yield from _added(said, live_interests(record), served, first, "linked")


def _standards(record: Record, said: LastSaid) -> Iterator[Hint]:
    options, standards = live_options(record), live_standards(record)
    rated = {(one.option, one.standard) for one in record.ratings}
    first = min((said.rated.get(pair, 0) for pair in rated), default=None)
    if first is None:
        return
    since = _since(said, "standards", first)
    for standard in standards:
        number = standard.number
        held = [one.number for one in options if (one.number, number) in rated]
        old = [o for o in held if said.changed.get(number, 0) > _rated(said, o, number)]
        if old:
            yield Hint("standard_changed", {"names": names(old)}, about=number)
        elif not held and options and said.made.get(number, 0) > since:
            yield Hint("standard_added", about=number)
    for option in options:
        number = option.number
        against = [one.number for one in standards if (number, one.number) in rated]
        if any(said.changed.get(number, 0) > _rated(said, number, s) for s in against):
            yield Hint("rated_reworded", about=number)
        elif not against and standards and said.made.get(number, 0) > since:
            parts = [part for part in option.combined_from if any(part == o for o, _ in rated)]
            code = "rated_combined" if parts else "option_added"
            yield Hint(code, {"names": _were(parts)} if parts else {}, about=number)


def _consensus(record: Record, said: LastSaid) -> Iterator[Hint]:
    for proposal in record.proposals:
        if proposal.state is ProposalState.WITHDRAWN or _decided(record, proposal):
            continue
        number = proposal.number
        since = _since(said, "consensus", said.made.get(number, 0))
        if said.changed.get(QUESTION, 0) > since:
            yield Hint("question_words", about=number)
        wording = proposal.wording
        built = (wording.options if wording else ()) or proposal.options
        options = [one for one in record.options if one.number in built]
        served = {n for one in options for n in one.serves} | set(wording.serves if wording else ())
        held = {one.standard for one in record.ratings if one.option in built}
        rests: list[Interest | Option | Standard] = [
            *options,
            *(one for one in record.interests if one.number in served),
            *(one for one in record.standards if one.number in held),
        ]
        yield from _moved(said, [(one, since) for one in rests], "worded", number)
        yield from _added(said, live_interests(record), served, since, "worded", number)


def _closing(record: Record, said: LastSaid) -> Iterator[Hint]:
    for decision in record.decisions:
        fell = said.changed.get(decision.number, 0) if decision.state in FELL else 0
        before = [
            action.number
            for action in record.actions
            if action.done is None and fell > _since(said, "closing", _words(said, action.number))
        ]
        if before:
            yield Hint("decision_fell", {"number": decision.number, "names": names(before)})


def _moved(
    said: LastSaid, rests: Iterable[tuple[Interest | Option | Standard, int]], how: str, about: str
) -> Iterator[Hint]:
    """What a line rests on that was reworded, or is no longer in play, since a place in the journal."""
    rests = tuple(rests)
    reworded = [one.number for one, since in rests if said.changed.get(one.number, 0) > since]
    gone = [
        one.number
        for one, since in rests
        if one.state is not ItemState.LIVE and said.gone.get(one.number, 0) > since
    ]
    if kept := [number for number in reworded if number not in gone]:
        yield Hint(f"{how}_changed", {"names": _were(kept)}, about=about)
    if gone:
        yield Hint(f"{how}_gone", {"names": _were(gone)}, about=about)


def _added(
    said: LastSaid,
    interests: Iterable[Interest],
    served: set[str],
    since: int | None,
    how: str,
    about: str = "",
) -> Iterator[Hint]:
    """Interests that came later than what should serve them, and that nothing there serves."""
    late = [one.number for one in interests if since is not None and said.made.get(one.number, 0) > since]
    if new := [number for number in late if number not in served]:
        yield Hint(f"{how}_added", {"names": _were(new)}, about=about)


def _decided(record: Record, proposal: Proposal) -> bool:
    """Whether its words were decided on: what was decided stays as it was."""
    of_it = [one for one in record.decisions if one.proposal == proposal.number]
    return any(one.state in SETTLED or one.state in OVER for one in of_it)


def _since(said: LastSaid, stage: str, *places: int) -> int:
    """The last of these places, or where the meeting went on from the stage, if that was later."""
    return max(said.left.get(stage, 0), *places)


def _rated(said: LastSaid, option: str, standard: str) -> int:
    return _since(said, "standards", said.rated.get((option, standard), 0))


def _words(said: LastSaid, number: str) -> int:
    """When a thing got the words it has."""
    return max(said.made.get(number, 0), said.changed.get(number, 0))


def _were(numbers: list[str]) -> str:
    return f"{names(numbers)} {'was' if len(numbers) == 1 else 'were'}"
