"""The chain a decision rests on: issue, interests, options, standards, proposals, and the gaps in it."""

from __future__ import annotations

from collections.abc import Iterator

from ibps.core.canonical import code_tail
from ibps.core.reading import ratings_of, unserved
from ibps.core.record import Record
from ibps.core.record.consensus import Proposal, Wording
from ibps.core.record.issue import Fact
from ibps.core.record.items import Interest, ItemState, Option, Source, Standard
from ibps.core.sentences import ROUTES, day, names
from ibps.report.wrap import wrap

DEEP = "        "


def chain(record: Record, width: int) -> str:
    """The working charts in order; an empty part is left out."""
    lines: list[str] = []
    for heading, part in (
        ("ISSUE", _issue(record, width)),
        (f"INTERESTS ({_letters(record)})", _interests(record, width)),
        ("OPTIONS (ideas, nobody's in particular)", _options(record, width)),
        ("STANDARDS", _standards(record, width)),
        ("PROPOSALS", _proposals(record, width)),
    ):
        found = list(part)
        if found:
            lines += [*wrap(heading, width), *found, ""]
    return "\n".join(lines)


def _letters(record: Record) -> str:
    return ", ".join([f"{party.letter} {party.name}" for party in record.parties] + ["* shared by all"])


def _issue(record: Record, width: int) -> Iterator[str]:
    issue = record.issue
    for wording in issue.wordings:
        ok = names([record.party(letter).name for letter in wording.ok])
        told = f"OK for {ok}" if ok else "nobody has said OK yet"
        if wording is not issue.question:
            told = f"{told}; replaced" + (
                f" because {issue.wordings[wording.version].reason}"
                if issue.wordings[wording.version].reason
                else ""
            )
        yield from wrap(f'"{wording.text}" ({told})', width, f"  v{wording.version}  ")
    for story in issue.stories:
        yield from wrap(f'{record.party(story.party).name}: "{story.text}"', width, "  ", "    ")
    for fact in issue.facts:
        yield from wrap(_fact(fact), width, f"  {fact.number}  ")
    for side, texts in (("Inside", issue.scope_in), ("Outside", issue.scope_out)):
        for text in texts:
            yield from wrap(text, width, f"  {side} this issue: ", "    ")
    if issue.route != "joint":
        yield from wrap(f"Belongs to: {ROUTES[issue.route.value]}.", width, "  ")


def _fact(fact: Fact) -> str:
    found = [fact.status.value.replace("_", " ")]
    if fact.source:
        found.append(f"source: {fact.source}")
    if fact.brings:
        found.append(f"{fact.brings} brings it")
    if fact.due:
        found.append(f"by {day(fact.due)}")
    return f"{fact.text} ({'; '.join(found)})"


def _interests(record: Record, width: int) -> Iterator[str]:
    for interest in record.interests:
        mark = "*" if record.shared(interest) else interest.party
        yield from wrap(
            interest.text + _ticks(record, interest) + _aside(interest),
            width,
            f"  {mark}  {interest.number:<4}",
        )
        if interest.position:
            yield from wrap(f'came from: "{interest.position}"', width, DEEP + "  ")


def _ticks(record: Record, interest: Interest) -> str:
    marks = [] if interest.source is Source.PRESENT else [f"{interest.source.value}"]
    if interest.ticked:
        letters = [
            party.letter for party in record.parties if party.letter in (interest.party, *interest.ticked)
        ]
        marks.append(" ".join(f"{letter} ✓" for letter in letters))
    return f"  ({', '.join(marks)})" if marks else ""


def _aside(item: Interest | Option | Standard) -> str:
    if item.state is ItemState.LIVE:
        return ""
    return f"  [{item.state.value.replace('_', ' ')}: {item.reason}]"


def _options(record: Record, width: int) -> Iterator[str]:
    for option in record.options:
        serves = f"serves {names(option.serves)}" if option.serves else "serves no listed interest yet"
        came = f" (from: {option.came_from})" if option.came_from else ""
        made = f" (made of {names(option.combined_from)})" if option.combined_from else ""
        text = f"{option.text}{came}{made}: {serves}{_aside(option)}"
        yield from wrap(text, width, f"  {option.number:<4}")
    left = unserved(record) if record.options else ()
    if left:
        yield from wrap(f"Nothing serves yet: {names([i.number for i in left])}.", width, "  ")


def _standards(record: Record, width: int) -> Iterator[str]:
    for standard in record.standards:
        facts = ["must have"] if standard.must_have else []
        if standard.yardstick:
            facts.append(f"yardstick: {standard.yardstick}")
        agreed = names([record.party(letter).name for letter in standard.agreed])
        facts.append(f"agreed by {agreed}" if agreed else "not agreed yet")
        text = f"{standard.text} ({'; '.join(facts)}){_aside(standard)}"
        yield from wrap(text, width, f"  {standard.number:<4}")
        for option in record.options:
            for rating in ratings_of(record, option.number, standard.number):
                who = record.party(rating.party).name if rating.party else "the room"
                note = f', "{rating.note}"' if rating.note else ""
                yield from wrap(
                    f"{rating.rating.value}, by {who}{note}", width, f"{DEEP}{option.number}: ", DEEP + "  "
                )


def _proposals(record: Record, width: int) -> Iterator[str]:
    for proposal in record.proposals:
        if proposal.straw:
            yield from wrap(f'draft: "{proposal.straw}"', width, f"  {proposal.number}  ", DEEP)
        for wording in proposal.versions:
            yield from _wording(record, proposal, wording, width)
        if proposal.withdrawn:
            yield from wrap(f"{proposal.number} withdrawn, because: {proposal.withdrawn}", width, "  ", DEEP)
        for decision in record.decisions:
            if decision.proposal == proposal.number and not decision.check:
                yield from wrap(decision.sentence, width, "      ", DEEP)


def _wording(record: Record, proposal: Proposal, wording: Wording, width: int) -> Iterator[str]:
    read = "read aloud" if wording.read_aloud else "not read aloud"
    why = f", because {wording.reason}" if wording.reason else ""
    head = f"  {proposal.number} v{wording.version} ({code_tail(wording.digest)})"
    yield from wrap(f", {day(wording.at.date())}, {read}{why}", width, head, DEEP)
    yield from wrap(f'"{wording.text}"', width, "      ")
    for text in wording.not_included:
        yield from wrap(text, width, "      Does not include: ", DEEP)
    built = (*(wording.options or proposal.options), *wording.serves)
    if built:
        yield from wrap(f"Built from {names(built)}.", width, "      ", DEEP)
    for check in record.checks:
        if check.proposal == proposal.number and check.version == wording.version:
            said = check.sentence or "Being asked now. Nothing is decided yet."
            yield from wrap(said, width, f"      {check.number}: ", DEEP)
