"""The minutes: one page worded from the fields, as it will be read back to the room.

Working charts (options, ratings, straw drafts) stay off this page: it is the record of agreement.
"""

from __future__ import annotations

from datetime import date
from typing import Final

from ibps.core.answer import Item, answer
from ibps.core.parked import kept_with
from ibps.core.record import Record
from ibps.core.record.closing import Minutes
from ibps.core.record.issue import Fact, FactStatus
from ibps.core.record.people import Person
from ibps.core.sentences import count, day, names, sentence
from ibps.core.standing import SHOWN, Group

EDITION: Final = 1
"""Of the words of a page: raised whenever the same record comes to be worded otherwise.

A page is kept as it was read, with its edition. One of this edition has to be what its record reads as, so
that changed words under the same edition would make programs refuse records they wrote themselves.
"""


def page(record: Record, on: date | None = None) -> tuple[str, ...]:
    """The minutes of the last sitting, one line each, blank lines between parts."""
    on = on or record.today
    found = answer(record, on)
    parts = [_head(record)]
    if found.missing:
        parts.append(list(found.missing))
    if question := record.issue.question:
        parts.append(["ISSUE", question.text])
    for group in [group for group in Group if group is not Group.IDEAS]:
        items = found.group(group)
        if items:
            lines = [SHOWN[group][1]]
            for item in items:
                lines += _outcome(item)
            parts.append(lines)
        elif group is Group.DECIDED:
            parts.append(["DECIDED", "Nothing that is certain." if found.missing else "Nothing."])
    if found.ideas_only:
        ideas = count(len(found.ideas_only), "idea or draft was", "ideas and drafts were")
        parts.append([f"{ideas} listed. None of them is decided."])
    parts += [part for part in (_facts(record), _actions(record), _measures(record), _told(record)) if part]
    if parked := _parked(record):
        parts.append(parked)
    lines = [line for part in parts for line in (*part, "")]
    return tuple(lines[:-1])


def reads_as(record: Record, minutes: Minutes) -> bool:
    """Whether the record, as it stands now, still reads as that page, line for line."""
    lines = page(record)
    return minutes.page[-len(lines) :] == lines


def of_another_edition(edition: int | None) -> bool:
    """Whether a page of that edition was worded by another one than this; None is a page nobody kept."""
    return edition not in (None, EDITION)


def _head(record: Record) -> list[str]:
    session = record.session
    lines = [f"{session.title}, {session.team}"]
    if record.sittings:
        sitting = record.sittings[-1]
        where = f", {sitting.place}" if sitting.place else ""
        lines.append(f"Sitting {sitting.number}, {day(sitting.date)}{where}")
        came = {stay.person for stay in sitting.stays}
        for party in record.parties:
            people = [_here(record, p) for p in record.people if p.party == party.letter and p.number in came]
            if people:
                lines.append(f"{party.name}: {names(people)}")
        missing = [person.name for person in record.deciders if person.number not in came]
        if missing:
            lines.append(f"Not here: {names(missing)}")
        deciders = {person.number for person in record.deciders}
        if len(came & deciders) < record.terms.quorum.meet:
            need = count(record.terms.quorum.meet, "person", "people")
            lines.append(f"The quorum to meet is {need}; fewer who decide were here.")
    if record.affected:
        lines.append(f"Affected, not in the room: {names([one.who for one in record.affected])}")
    return lines


def _here(record: Record, person: Person) -> str:
    if person.alternate_for is None:
        return person.name
    return f"{person.name} (for {record.person(person.alternate_for).name})"


def _outcome(item: Item) -> list[str]:
    of = f" {item.of}" if item.of and item.of != item.number else ""
    lines = [f"{item.number}{of}: {sentence(item.reads)}", f'"{item.words}"']
    lines += [f"Does not include: {sentence(text)}" for text in item.not_included]
    lines += [f"Waiting for {sentence(text)}" for text in item.waiting_for]
    lines += [sentence(text) for text in item.follow_up]
    if item.trial:
        lines.append(sentence(item.trial))
    if item.result:
        lines.append(item.result)
    statements = [f"Minority statement, {text}" for text in item.minority]
    return [*lines, *item.answers, *item.concerns, *statements]


def _facts(record: Record) -> list[str]:
    agreed = [fact.text for fact in record.issue.facts if fact.status is FactStatus.AGREED]
    to_find = [fact for fact in record.issue.facts if fact.status is not FactStatus.AGREED]
    lines = [sentence(text) for text in agreed]
    lines += [f"{_status(fact)}: {sentence(fact.text)}{_brings(fact)}" for fact in to_find]
    return ["FACTS", *lines] if lines else []


def _status(fact: Fact) -> str:
    return "Disputed" if fact.status is FactStatus.DISPUTED else "To find out"


def _brings(fact: Fact) -> str:
    who = f" {fact.brings} brings it" if fact.brings else ""
    by = f" by {day(fact.due)}" if fact.due else ""
    return f"{who}{by}." if who or by else ""


def _actions(record: Record) -> list[str]:
    lines = []
    for action in record.actions:
        owners = names([record.person(number).name for number in action.owners]) or "no owner yet"
        due = f"by {day(action.due)}" if action.due else "no date yet"
        needs = f" Needs: {sentence(action.needs)}" if action.needs else ""
        told = f" told by {action.done_told_by}" if action.done_told_by else ""
        note = f" {sentence(action.done_note)}" if action.done_note else ""
        done = f" Done {day(action.done)}{told}.{note}" if action.done else ""
        lines.append(f"{action.number} {action.text}: {owners}, {due}.{needs}{done}")
    return ["ACTIONS", *lines] if lines else []


def _measures(record: Record) -> list[str]:
    lines = []
    for measure in record.measures:
        facts = [
            f"{label} {value}"
            for label, value in (
                ("from", measure.source),
                ("pulled by", measure.pulls),
                ("now", measure.baseline),
                ("aim", measure.target),
                ("looked at again", day(measure.review) if measure.review else ""),
            )
            if value
        ]
        if measure.exists_today is False:
            facts.append("does not exist today")
        lines.append(f"{measure.number} {measure.text}: {'; '.join(facts) or 'nothing settled yet'}.")
        for reading in measure.readings:
            by = f" by {reading.read_by}" if reading.read_by else ""
            note = f" {sentence(reading.note)}" if reading.note else ""
            lines.append(f"{measure.number} read {day(reading.on)}{by}: {sentence(reading.value)}{note}")
    return ["MEASURES", *lines] if lines else []


def _told(record: Record) -> list[str]:
    plan = record.report_out
    lines = [f"{message.number} {message.text}" for message in record.messages]
    if plan.audience:
        who = names([record.person(number).name for number in plan.communicators]) or "nobody named yet"
        due = f" by {day(plan.due)}" if plan.due else ""
        lines.append(f"To {plan.audience}: {who}{due}.")
    for told in record.told:
        back = f" Came back: {sentence(told.came_back)}" if told.came_back else ""
        by = record.person(told.teller).name
        lines.append(f"{told.audience} told by {by}, {day(told.on)}.{back}")
    return ["TELLING PEOPLE", *lines] if lines else []


def _parked(record: Record) -> list[str]:
    lines = []
    for parked in record.parked:
        if parked.taken_up:
            continue
        due = day(parked.due) if parked.due else ""
        rest = [part for part in (parked.why, parked.owner, parked.forum, due) if part]
        lines.append(f"{parked.number} {parked.text}{': ' + ', '.join(rest) if rest else ''}.")
        lines += kept_with(parked)
    return ["PARKED", *lines] if lines else []
