"""The room list in words: a line for each person, names as they are typed, parties, standing in."""

from __future__ import annotations

from typing import Any

from ibps.core.record import Record
from ibps.core.record.people import Person, Role, Voice
from ibps.core.record.terms import Alternates
from ibps.core.stages.opening import ChangePerson, NameParty, SeatPerson
from ibps.ui.forms import Field, Form, Unclear
from ibps.ui.phrases import read_choice, read_person, read_yes
from ibps.ui.view import Ask, Do
from ibps.ui.widgets.rows import Row

ROLES = {role.value: role for role in Role} | {"co-chair": Role.COCHAIR, "chair": Role.COCHAIR}
VOICES = {voice.value: voice for voice in Voice}


def role_word(role: Role) -> str:
    """A role as the room says it."""
    return "co-chair" if role is Role.COCHAIR else role.value


def person_row(record: Record, person: Person, here: bool) -> Row:
    """One person: name, what they do here, whom they stand in for, and whether they are here."""
    does = [role_word(person.role)] if person.role is not Role.MEMBER else []
    if person.voice is not Voice.DECIDES:
        does.append(person.voice.value)
    if person.number == record.facilitator:
        does.append("at the keyboard")
    if person.speaks_for:
        does.append(f"for {person.speaks_for}")
    if person.alternate_for:
        does.append(stands_in(record, person))
    text = f"{person.name} ({', '.join(does)})" if does else person.name
    return Row(
        f"person-{person.number}",
        text,
        tag=person.party,
        number=str(person.number),
        tail="● here" if here else "– not here",
        state="good" if here else "",
    )


def stands_in(record: Record, person: Person) -> str:
    """For whom somebody is here, and whether they may answer: the terms and their own voice say."""
    member = record.person(person.alternate_for or 0).name
    answers = record.terms.alternates is Alternates.COMMIT and person.voice is Voice.DECIDES
    return f"answers for {member}" if answers else f"for {member}, cannot commit"


def seat(line: str, party: str) -> SeatPerson:
    """A name with what they do after commas: Ana Ortiz, co-chair. What is no role is whom they speak for."""
    name, _, rest = line.partition(",")
    extra: dict[str, Any] = {}
    left = []
    for part in (part.strip() for part in rest.split(",")):
        try:
            extra["role"] = read_choice(ROLES)(part) if part else Role.MEMBER
        except Unclear:
            if part.casefold() in VOICES:
                extra["voice"] = VOICES[part.casefold()]
            else:
                left.append(part)
    return SeatPerson(name=name.strip() or line, party=party, speaks_for=", ".join(left), **extra)


def stand_in_form(record: Record, person: Person) -> Form:
    """Whom somebody stands in for."""
    one = read_person(record)

    def read(text: str) -> int:
        return 0 if text.casefold() in ("0", "nobody", "no one") else one(text)

    field = Field("alternate_for", f"{person.name} stands in for whom? A name or number; 0 for nobody", read)
    return Form("For", (field,), lambda got: Do((ChangePerson(person=person.number, **got),)))


def party_form(record: Record, chosen: str) -> Form:
    """The letter first; what is known of that party stands ready. `chosen` is the party of the row."""
    near = next((party for party in record.parties if party.letter == chosen), None)
    ask = "Which letter stands for the party?"
    if near:
        ask += f" A new one, or Enter for {near.letter}, {near.name}"
    field = Field("letter", ask, _letter, optional=near is not None)
    return Form("Party", (field,), lambda got: Ask(_party_named(record, got["letter"] or chosen)))


def _letter(text: str) -> str:
    if len(text) == 1 and text.isascii() and text.isalpha():
        return text.upper()
    raise Unclear("One letter, such as L, M or P.")


def _party_named(record: Record, letter: str) -> Form:
    known = next((party for party in record.parties if party.letter == letter), None)
    now = f" Enter: {'no' if known.required else 'yes'}, as now" if known else ""
    fields = (
        Field("name", f"The name of {letter} on the screen", start=known.name if known else ""),
        Field(
            "without",
            f"Can anything be decided without it? (yes no){now}",
            read_yes,
            optional=known is not None,
        ),
    )

    def build(got: dict[str, Any]) -> Do:
        without = got["without"]
        required = known.required if known and without is None else not without
        more = {"constituency": known.constituency, "chosen": known.chosen} if known else {}
        return Do((NameParty(letter=letter, name=got["name"], required=required, **more),))

    return Form("Party", fields, build)
