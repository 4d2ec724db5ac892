"""Where in a record something stands: everything people said and everyone who is there, by number or words.

How people answered in a check is no part of it: answers may be hidden, and reasons private.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from string import ascii_uppercase
from typing import NamedTuple

from ibps.core.record import Record
from ibps.core.record.consensus import Check, Proposal, Wording


class Place(NamedTuple):
    """One thing said. `number` is spoken, "" where there is none; `row` stands for it at its stage."""

    name: str
    number: str
    text: str
    stage: str
    row: str
    said: str = ""  # what else was said of it


def places(record: Record, text: str = "") -> tuple[Place, ...]:
    """What the text points at: the thing of that number, else all in which each word stands; all for "".

    A number is I3, i 3 or P1 v2; 3 alone is everything people call three.
    """
    known, wanted = tuple(_all(record)), text.strip()
    spoken = re.fullmatch(r"([A-Za-z])\s*0*([1-9]\d*)(?:\s*v\s*\d+)?", wanted)
    if spoken:
        number = f"{spoken[1].upper()}{spoken[2]}"
        found = tuple(place for place in known if place.number == number)
        if found:
            return found
    if wanted.isascii() and wanted.isdigit():
        counted = tuple(place for place in known if _count(place) == wanted.lstrip("0"))
        if counted:
            return counted
    words = wanted.casefold().split()
    return tuple(place for place in known if _says(place, words))


def _count(place: Place) -> str:
    return place.number.lstrip(ascii_uppercase)


def _says(place: Place, words: list[str]) -> bool:
    said = f"{place.number} {place.text} {place.said}".casefold()
    return all(word in said for word in words)


def _all(record: Record) -> Iterator[Place]:
    """Everything, stage by stage."""
    for person in record.people:
        name, party = f"person-{person.number}", record.party(person.party).name
        yield Place(name, str(person.number), person.name, "opening", name, f"{party} {person.speaks_for}")
    for at, one in enumerate(record.affected):
        yield Place(f"affected-{at}", "", one.who, "opening", f"affected-{at}", one.asked_how)
    yield from _issue(record)
    for interest in record.interests:
        said = " ".join((interest.position, record.party(interest.party).name, *interest.earlier))
        yield _numbered(interest.number, interest.text, "interests", said)
    for option in record.options:
        yield _numbered(option.number, option.text, "options", " ".join((option.came_from, *option.earlier)))
    for standard in record.standards:
        said = " ".join((standard.yardstick, *standard.earlier))
        yield _numbered(standard.number, standard.text, "standards", said)
    yield from _consensus(record)
    yield from _closing(record)


def _numbered(number: str, text: str, stage: str, said: str = "", row: str = "") -> Place:
    return Place(number, number, text, stage, row or number, said)


def _issue(record: Record) -> Iterator[Place]:
    issue = record.issue
    if issue.question:
        earlier = " ".join(wording.text for wording in issue.wordings)
        yield Place("question", "", issue.question.text, "issue", "question", earlier)
    for at, story in enumerate(issue.stories):
        party = record.party(story.party).name
        yield Place(f"story-{at}", "", story.text, "issue", f"story-{at}", party)
    for fact in issue.facts:
        said = " ".join((fact.source, fact.brings, *fact.earlier))
        yield _numbered(fact.number, fact.text, "issue", said)
    for side, lines in (("in", issue.scope_in), ("out", issue.scope_out)):
        for at, text in enumerate(lines):
            yield Place(f"{side}-{at}", "", text, "issue", f"{side}-{at}")


def _consensus(record: Record) -> Iterator[Place]:
    for proposal in record.proposals:
        said = " ".join((proposal.straw, proposal.withdrawn, *map(_words, proposal.versions)))
        yield _numbered(proposal.number, _text(proposal), "consensus", said)
    for check in record.checks:
        yield _numbered(check.number, _asked(record, check), "consensus", row=_result(record, check))
    for decision in record.decisions:
        said = " ".join((decision.sentence, decision.forum, *(one.text for one in decision.minority)))
        yield _numbered(decision.number, decision.words, "consensus", said)


def _text(proposal: Proposal) -> str:
    return proposal.wording.text if proposal.wording else proposal.straw


def _words(wording: Wording) -> str:
    waits = (f"{one.who} {one.what}" for one in wording.conditions)
    measure = wording.trial.measure if wording.trial else ""
    return " ".join((wording.text, *wording.not_included, *waits, measure))


def _asked(record: Record, check: Check) -> str:
    proposal = next(one for one in record.proposals if one.number == check.proposal)
    return f"{check.proposal} v{check.version}: {proposal.version(check.version).text}"


def _result(record: Record, check: Check) -> str:
    """A check stands where its result does, else with the words it was asked on."""
    made = (decision.number for decision in record.decisions if decision.check == check.number)
    return next(made, check.proposal)


def _closing(record: Record) -> Iterator[Place]:
    for action in record.actions:
        owners = (record.person(number).name for number in action.owners)
        said = " ".join((action.needs, *owners, *action.earlier))
        yield _numbered(action.number, action.text, "closing", said)
    for measure in record.measures:
        fields = (measure.definition, measure.source, measure.level, measure.pulls, measure.baseline)
        said = " ".join((*fields, measure.target, *measure.earlier))
        yield _numbered(measure.number, measure.text, "closing", said)
    for message in record.messages:
        yield _numbered(message.number, message.text, "closing", " ".join(message.earlier))
    for parked in record.parked:
        with_it = (*parked.facts, *parked.ideas, parked.taken_into)
        said = " ".join((parked.why, parked.owner, parked.forum, *with_it, *parked.earlier))
        yield _numbered(parked.number, parked.text, "closing", said)
    for at, one in enumerate(record.feedback):
        yield Place(f"feedback-{at}", "", one.text, "closing", f"feedback-{at}")
    for page in record.minutes:
        yield _numbered(page.number, f"Minutes of sitting {page.sitting}", "minutes")
