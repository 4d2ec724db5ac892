"""The lines of a consensus check: everyone who is asked, by party, and what each has answered."""

from __future__ import annotations

from typing import Final

from ibps.core.record import Record
from ibps.core.record.consensus import Check, CheckKind, Given
from ibps.core.record.people import Party, Person, Stay
from ibps.core.record.terms import NO_ANSWER, Answered
from ibps.core.sentences import ANSWERS, count
from ibps.core.tally import Tally
from ibps.core.terms_said import check_terms
from ibps.ui.here import quorum_rows
from ibps.ui.shapes import SHAPES
from ibps.ui.widgets.rows import Row

LEFT: Final = "left"
"""The key of the row that says who has not answered."""


def check_rows(record: Record, check: Check, now: Tally, reveal: str = "") -> tuple[Row, ...]:
    """Party by party, then who has not answered, then the terms everyone answers under.

    `reveal` is the key that shows answers which were collected; "" where no key is named.
    """
    rows: list[Row] = []
    for party in record.parties:
        people = [person for person in record.deciders if person.party == party.letter]
        beside = _beside(record, party)
        if people or beside:
            rows.append(Row(f"party-{party.letter}", _party(check, party, now), kind="heading"))
            rows += [_person(record, check, person, now.classes[person.number]) for person in people]
            rows += beside
    if check.kind is CheckKind.DECISION:
        rows += quorum_rows(record)
    rows.append(Row(LEFT, not_answered(record, check, now, reveal), kind="quiet"))
    terms = check_terms(check, record)
    rows += [Row(f"term{at}", text, kind="quiet") for at, text in enumerate(terms)]
    return tuple(rows)


def not_answered(record: Record, check: Check, now: Tally, reveal: str = "") -> str:
    """Who has not answered, by name or by how many slips; or what comes next."""
    left = [record.person(number).name for number in now.unanswered]
    for letter, more in now.slips_left.items():
        if more:
            slips = count(more, "slip") if more > 0 else "more slips than people"
            left.append(f"{slips} of {record.party(letter).name}")
    if left:
        return f"NOT ANSWERED: {', '.join(left)}"
    shows = f" {reveal} shows the answers." if check.hidden and reveal else ""
    return f"Everyone here has answered.{shows}"


def _party(check: Check, party: Party, now: Tally) -> str:
    name = party.name.upper()
    if party.letter not in now.slips_left:
        return name
    came = len(check.slips_of(party.letter))
    return f"{name} · by private slips, {came} of {came + now.slips_left[party.letter]} in"


def _beside(record: Record, party: Party) -> list[Row]:
    """Who is here in the place of a member and may speak for them, not answer."""
    deciders = {person.number for person in record.deciders}
    return [
        Row(
            f"beside-{person.number}",
            f"{person.name} is here for {record.person(person.alternate_for).name} and cannot commit",
            kind="quiet",
            level=1,
        )
        for person in record.people
        if person.party == party.letter
        and person.alternate_for
        and person.alternate_for not in record.here
        and person.number in record.here
        and person.number not in deciders
    ]


def _person(record: Record, check: Check, person: Person, cls: Answered) -> Row:
    given = check.latest().get(person.number)
    level = check.scale.level(given.level) if given else None
    symbol, state = SHAPES[cls]
    words = level.label if level else ANSWERS[cls]
    hidden = check.hidden and level is not None
    if hidden:
        symbol, words, state = "●", "answered", ""
    about = ["co-chair"] if person in record.cochairs else []
    about += [f"for {record.person(person.alternate_for).name}"] if person.alternate_for else []
    notes = [] if hidden else _said(check, given)
    return Row(
        f"person-{person.number}",
        f"{person.name} ({', '.join(about)})" if about else person.name,
        number=str(person.number),
        tail=f"{symbol} {words}",
        note=" · ".join((*notes, *_came_and_went(record, check, person))),
        state=state,
    )


def _said(check: Check, given: Given | None) -> list[str]:
    if given is None:
        return []
    notes = [given.note] if given.note else []
    notes += ["keeps the reason private"] if given.private else []
    notes += [f"would need: {given.would_change}"] if given.would_change else []
    before = {one.level for one in check.given if one.person == given.person and one.cls not in NO_ANSWER}
    if len(before - {given.level}) and given.cls not in NO_ANSWER:
        notes.append("answer changed; the earlier one is kept")
    return notes


def _came_and_went(record: Record, check: Check, person: Person) -> list[str]:
    """Who came in or left while people were being asked, with the time."""
    own = [stay for stay in _stays(record) if stay.person == person.number]
    if not own:
        return []
    last = own[-1]
    if last.left and last.left > check.opened:
        answered = check.latest().get(person.number)
        stands = "; the answer stands" if answered and answered.cls is not Answered.ABSENT else ""
        return [f"left at {last.left:%H:%M}{stands}"]
    return [f"came in at {last.came:%H:%M}"] if last.came > check.opened else []


def _stays(record: Record) -> tuple[Stay, ...]:
    return record.sittings[-1].stays if record.sittings else ()
