"""The opening on the screen: who is here, the terms, what last time left behind."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from ibps.core.record import Record
from ibps.core.record.people import Person, Role, Voice
from ibps.core.stages.opening import (
    AgreeTerms,
    Arrive,
    ChangePerson,
    NoteAffected,
    OpenSitting,
)
from ibps.ui.floor import own_session
from ibps.ui.forms import Field, Form
from ibps.ui.here import came, come_or_go, quorum_rows
from ibps.ui.last_time import last_time
from ibps.ui.people import ROLES, party_form, person_row, role_word, seat, stand_in_form
from ibps.ui.phrases import read_choice
from ibps.ui.running import hand_over, keyboard_form
from ibps.ui.stages.common import StageView, entered
from ibps.ui.terms.rows import change_term, term_rows
from ibps.ui.typed import allotted, of_parties
from ibps.ui.view import Ask, Do, Go, Look, Outcome, Say, Sheet, Slot, World
from ibps.ui.widgets.rows import Row


class OpeningView(StageView):
    """People and terms, before the talk."""

    name = "opening"
    hints_before = "terms"

    def sheet(self, world: World, look: Look) -> Sheet:
        """As any stage, with the cursor on the first person: whether they are here is the first question."""
        sheet = super().sheet(world, look)
        return replace(sheet, select=next((r.key for r in sheet.rows if r.key.startswith("person-")), None))

    def slots(self, world: World, look: Look) -> tuple[Slot, ...]:
        """One kind of entry a party: Tab goes through them."""
        parties = world.meeting.parties
        return tuple(
            Slot(p.letter, p.letter, "a name, Enter adds · Ana Ortiz, co-chair")
            for p in parties
        )

    def rows(self, world: World, look: Look) -> tuple[Row, ...]:
        """Last time's commitments, then the room list, then the terms."""
        record = world.meeting
        found: list[Row] = list(last_time(record, world))
        if world.scenario and not record.terms_agreed:
            found.append(Row("case", "THE CASE · read it aloud", kind="heading"))
            brief = world.scenario.brief.splitlines()
            found += [Row(f"case{at}", line, kind="quiet") for at, line in enumerate(brief) if line]
        here = record.here
        for party in record.parties:
            required = "" if party.required else " · may be absent when we decide"
            found.append(Row(f"party-{party.letter}", f"{party.name.upper()}{required}", kind="heading"))
            for person in record.people:
                if person.party == party.letter:
                    found.append(person_row(record, person, person.number in here))
        found += quorum_rows(record, always=True)
        if record.affected:
            found.append(Row("affected", "AFFECTED, NOT IN THE ROOM", kind="heading"))
            for at, one in enumerate(record.affected):
                found.append(Row(f"affected-{at}", one.who, note=one.asked_how, kind="quiet"))
        return (*found, *term_rows(world))

    def idle(self, world: World, look: Look) -> frozenset[str]:
        """Nothing comes before this stage; role cards are for practice."""
        return frozenset({"back"} if world.scenario else {"back", "cards"})

    def enter(self, world: World, look: Look, slot: Slot, text: str) -> Outcome:
        """Names, each with what they do after a comma: Ana Ortiz, co-chair."""
        here = world.meeting.sitting is not None
        said = allotted(text, slot.key, of_parties(world.meeting))
        seats = tuple(seat(line, party) for party, line in said.lines)
        acts: list[Any] = []
        number = world.meeting.numbers.get("people", 0)
        for one in seats:
            number += 1
            acts.append(one)
            if here:  # whoever is named while the room sits down is in the room; h takes it back
                acts.append(Arrive(person=number))
        return entered(world, acts, len(seats), said.slot)

    def do(self, action: str, world: World, look: Look, row: Row | None) -> Outcome:
        """Changes to the room list and the terms."""
        record = world.meeting
        person = _person(record, row)
        match action:
            case "everyone":
                away = [p for p in record.people if p.number not in record.here]
                return Do(tuple(Arrive(person=p.number) for p in away)) if away else Say("Everyone is here.")
            case "agreeterms":
                return Do((AgreeTerms(),), say="Noted: everyone here works under these terms.")
            case "affected":
                fields = (
                    Field("who", "Who is affected and not here?"),
                    Field("asked_how", "How will they be asked?", optional=True),
                )
                return Ask(
                    Form(
                        "Not here",
                        fields,
                        lambda got: Do((NoteAffected(who=got["who"], asked_how=got["asked_how"] or ""),)),
                    )
                )
            case "newparty":
                return Ask(party_form(record, person.party if person else ""))
            case "sitting":
                return Do((OpenSitting(date=world.today),), say="A new sitting is open. Mark who is here.")
            case "ownsession":
                return own_session(world, look, row)
            case "cards":
                return Go("cards") if world.scenario else Say("Role cards belong to practice scenarios.")
            case "person" if row is not None and row.key.startswith("term-"):
                return change_term(world, row.key)
            case "person" if person:
                field = Field("name", "Name", start=person.name)
                return Ask(
                    Form("Name", (field,), lambda got: Do((ChangePerson(person=person.number, **got),)))
                )
            case "here" if person:
                return Do(come_or_go(record, person), came=came)
            case "keyboard" if person:
                if record.facilitator is None:
                    return Ask(keyboard_form(record, person.number))
                return hand_over(record, person.number)
            case "chair" if person:
                role = Role.MEMBER if person.role is Role.COCHAIR else Role.COCHAIR
                return Do((ChangePerson(person=person.number, role=role),))
            case "voice" if person:
                voices = list(Voice)
                after = voices[(voices.index(person.voice) + 1) % len(voices)]
                return Do((ChangePerson(person=person.number, voice=after),))
            case "role" if person:
                field = Field(
                    "role",
                    f"{person.name} is: {', '.join(role_word(role) for role in Role)}",
                    read_choice(ROLES),
                )
                return Ask(
                    Form("Role", (field,), lambda got: Do((ChangePerson(person=person.number, **got),)))
                )
            case "speaks" if person:
                ask = f"{person.name} speaks for (Enter on an empty line: nobody in particular)"
                field = Field("speaks_for", ask, start=person.speaks_for, optional=True)
                return Ask(
                    Form(
                        "For",
                        (field,),
                        lambda got: Do(
                            (ChangePerson(person=person.number, speaks_for=got["speaks_for"] or ""),)
                        ),
                    )
                )
            case "standin" if person:
                return Ask(stand_in_form(record, person))
            case "here" | "keyboard" | "chair" | "voice" | "role" | "speaks" | "standin" | "person":
                return Say("Choose a person or a term first, with the arrows or a number.")
        return super().do(action, world, look, row)


def _person(record: Record, row: Row | None) -> Person | None:
    if row is None or not row.key.startswith("person-"):
        return None
    return record.person(int(row.key.removeprefix("person-")))


