"""What is asked on the entry line during a check: reasons, private slips, whom to wait for at the close."""

from __future__ import annotations

from typing import Any

from ibps.core.record import Record
from ibps.core.record.consensus import Check, CheckKind, Condition
from ibps.core.record.people import Person
from ibps.core.record.terms import YES, Answered, Level
from ibps.core.sentences import count
from ibps.core.stages.checks import Answer, AnswerBySlip, CloseCheck, may_slip
from ibps.core.tally import tally
from ibps.ui.forms import Field, Form, Unclear
from ibps.ui.phrases import read_day
from ibps.ui.shapes import legend
from ibps.ui.view import Arm, Ask, Do, Look, Outcome, Say, World

BELOW = frozenset({Answered.BLOCK, Answered.NEEDS_MORE})
"""Answers after which people are asked, in so many words, what would have to change."""

PRIVATE = "private"
"""Typed as the reason by somebody who keeps it to themselves."""


def asks_why(level: Level, check: Check) -> bool:
    """Whether somebody who answers this is asked about it at once: not while answers are hidden."""
    below = level.cls in BELOW or level.cls is Answered.STAND_ASIDE
    return below and check.kind is CheckKind.DECISION and not check.hidden


def concern_form(world: World, number: int) -> Outcome:
    """What concerns this person and what would have to change, in their own words."""
    record, keys = world.meeting, world.keys
    check, person = record.open_check, record.person(number)
    given = check.latest().get(number) if check else None
    level = check.scale.level(given.level) if check and given else None
    if check is None or given is None or level is None:
        return Say(f"{person.name} has not answered yet.")
    if check.hidden:
        then = f"{keys.of('reveal')} shows them, then {keys.of('concern')} asks each one why"
        return Say(f"Answers are not shown yet. {then}.")
    fields = [
        Field(
            "note",
            f"{_question(person, level)} (Enter: nothing; the one word private: a reason not told)",
            _reason,
            optional=True,
            start=PRIVATE if given.private else given.note,
        )
    ]
    if level.cls is not Answered.STAND_ASIDE:
        fields.append(
            Field(
                "would_change",
                "What would have to change? (Enter skips)",
                optional=True,
                start=given.would_change,
            )
        )

    def build(got: dict[str, Any]) -> Outcome:
        note, change = got["note"] or "", got.get("would_change") or ""
        private = note.strip().casefold() == PRIVATE
        note = "" if private else note
        if (note, change, private) == (given.note, given.would_change, given.private):
            return None
        act = Answer(check=check.number, person=number, level=given.level, note=note, would_change=change)
        return Do((act.but(private=private),))

    return Ask(Form("Concern", tuple(fields), build))


def _reason(text: str) -> str:
    """The reason, or the one word that there is one; both at once would tell it after all."""
    if text.casefold().startswith(PRIVATE) and text.casefold() != PRIVATE:
        raise Unclear("To keep it private, type that one word alone. Nothing of this line was kept.")
    return text


def _question(person: Person, level: Level) -> str:
    if level.prompt:
        return f"{person.name}: {level.prompt}"
    if level.cls is Answered.STAND_ASIDE:
        return f"{person.name}, is there a reason you would like kept?"
    return f"{person.name}, in your own words: what concerns you?"


def slip_form(record: Record, check: Check, letter: str) -> Outcome:
    """One slip of a party, read in: what it says, and its words if it has any."""
    name = record.party(letter).name
    may_slip(record, check, letter)  # said before anybody unfolds it

    def read(text: str) -> Level:
        wanted = text.strip().casefold()
        for level in check.scale.levels:
            if wanted in (level.key, level.name, level.label.casefold()):
                return level
        raise Unclear(f"Type one of the keys: {legend(check.scale)}.")

    def below(got: dict[str, Any]) -> bool:
        return got["level"].cls in BELOW

    fields = (
        Field("level", f"A slip from {name} says: {legend(check.scale)}", read),
        Field("note", "Its own words, if it has any (Enter skips)", optional=True),
        Field("would_change", "What would have to change, it says (Enter skips)", optional=True, when=below),
    )

    def build(got: dict[str, Any]) -> Do:
        words = {"note": got["note"] or "", "would_change": got["would_change"] or ""}
        act = AnswerBySlip(check=check.number, party=letter, level=got["level"].name, **words)
        return Do((act,), say=f"One slip from {name} is in. Fold it away; nobody needs to know whose it was.")

    return Ask(Form("Slip", fields, build))


def close_check(record: Record, check: Check, world: World, look: Look) -> Outcome:
    """Closing: twice while answers are missing; otherwise whom to wait for is asked first."""
    now = tally(record, check)
    if not now.complete and look.armed != "close":
        left = len(now.present) - now.answered
        who = (
            f"{count(left, 'person has', 'people have')} not answered" if left else "The slips do not add up"
        )
        again = f"{world.keys.of('close')} again to close as INCOMPLETE"
        return Arm("close", f"{who}. Closing now decides nothing: {again}.")
    closing = Do((CloseCheck(check=check.number),), view="result", instead=True)
    if check.kind is CheckKind.TEMPERATURE or not now.complete:
        return closing
    fields = _absent_fields(record, now.absent, now.parties, world)
    # What nobody has seen yet must not show by whether this is asked.
    unseen = check.hidden or bool(check.slips)
    if not fields or (not unseen and (not now.of(*YES) or now.of(*BELOW))):
        return closing

    def build(got: dict[str, Any]) -> Do:
        waiting = tuple(_condition(record, key, due) for key, due in got.items() if due is not None)
        return Do((CloseCheck(check=check.number, waiting=waiting),), view="result", instead=True)

    return Ask(Form("Still to hear", fields, build))


def _absent_fields(
    record: Record, absent: tuple[int, ...], here: tuple[str, ...], world: World
) -> tuple[Field, ...]:
    read_date = read_day(world.today)
    fields = []
    for number in absent:
        person = record.person(number)
        fields.append(
            Field(
                f"person-{number}",
                f"{person.name} is absent. Wait for their yes? By when? (Enter: no)",
                read_date,
                optional=True,
            )
        )
    for party in record.parties:
        seated = any(person.party == party.letter for person in record.deciders)
        if party.required and party.letter not in here and not seated:
            fields.append(
                Field(
                    f"party-{party.letter}",
                    f"{party.name} is not here. They answer by when? (Enter: no)",
                    read_date,
                    optional=True,
                )
            )
    return tuple(fields)


def _condition(record: Record, key: str, due: Any) -> Condition:
    kind, _, which = key.partition("-")
    if kind == "party":
        return Condition(who=record.party(which).name, due=due, party=which)
    person = record.person(int(which))
    alone = not any(p.party == person.party and p.number in record.here for p in record.deciders)
    who = f"{person.name}, {person.speaks_for}" if person.speaks_for else person.name
    return Condition(who=who, due=due, person=person.number, party=person.party if alone else None)
