"""The opening on the screen: who is here, the terms, what last time left behind."""

from __future__ import annotations

from typing import Any

from ibps.core.record import Record
from ibps.core.record.people import Person, Role, Voice
from ibps.core.record.terms import RULES, SCALES, Fallback, Mandate, Terms
from ibps.core.sentences import FALLBACKS, MANDATES, day, names
from ibps.core.stages.opening import (
    AgreeTerms,
    Arrive,
    ChangePerson,
    Leave,
    NameParty,
    NoteAffected,
    NotHere,
    OpenSitting,
    SeatPerson,
    SetTerms,
)
from ibps.core.standing import standing
from ibps.core.terms_said import quorum_words, rule_words
from ibps.core.value import Act
from ibps.ui.forms import Field, Form, Unclear
from ibps.ui.phrases import read_choice, read_yes
from ibps.ui.stages.common import StageView, several
from ibps.ui.view import Ask, Do, Go, Look, Outcome, Say, Slot, World
from ibps.ui.widgets.rows import Row

ROLES = {role.value: role for role in Role} | {"co-chair": Role.COCHAIR, "chair": Role.COCHAIR}
VOICES = {voice.value: voice for voice in Voice}


def role_word(role: Role) -> str:
    """A role as the room says it."""
    return "co-chair" if role is Role.COCHAIR else role.value


class OpeningView(StageView):
    """People and terms, before the talk."""

    name = "opening"
    hints_before = "terms"

    def slots(self, world: World, look: Look) -> tuple[Slot, ...]:
        """One kind of entry a party: Tab goes through them."""
        parties = world.meeting.parties
        return tuple(
            Slot(p.letter, p.letter, f"a name for {p.name}, Enter adds · Ana Ortiz, co-chair")
            for p in parties
        )

    def rows(self, world: World, look: Look) -> tuple[Row, ...]:
        """The room list, then the terms, then last time's commitments."""
        record = world.meeting
        found: list[Row] = list(_last_time(record, world)) if len(record.sittings) > 1 else []
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
                    found.append(_person_row(person, person.number in here))
        if record.affected:
            found.append(Row("affected", "AFFECTED, NOT IN THE ROOM", kind="heading"))
            for at, one in enumerate(record.affected):
                found.append(Row(f"affected-{at}", one.who, note=one.asked_how, kind="quiet"))
        return (*found, *_term_rows(record))

    def enter(self, world: World, look: Look, slot: Slot, text: str) -> Outcome:
        """Names, each with what they do after a comma: Ana Ortiz, co-chair."""
        here = world.meeting.sitting is not None
        seats = tuple(_seat(line, slot.key) for line in several(text))
        acts: list[Any] = []
        number = world.meeting.numbers.get("people", 0)
        for seat in seats:
            number += 1
            acts.append(seat)
            if here:  # whoever is named while the room sits down is in the room; h takes it back
                acts.append(Arrive(person=number))
        return Do(tuple(acts))

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
                return Ask(_party_form(record))
            case "sitting":
                return Do((OpenSitting(date=world.today),), say="A new sitting is open. Mark who is here.")
            case "cards":
                return Go("cards") if world.scenario else Say("Role cards belong to practice scenarios.")
            case "person" if row is not None and row.key.startswith("term-"):
                return change_term(record, row.key)
            case "person" if person:
                field = Field("name", "Name", start=person.name)
                return Ask(
                    Form("Name", (field,), lambda got: Do((ChangePerson(person=person.number, **got),)))
                )
            case "here" if person:
                return Do((_come_or_go(record, person),))
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
                field = Field("speaks_for", f"{person.name} speaks for", start=person.speaks_for)
                return Ask(
                    Form("For", (field,), lambda got: Do((ChangePerson(person=person.number, **got),)))
                )
            case "here" | "chair" | "voice" | "role" | "speaks" | "person":
                return Say("Choose a person or a term first, with the arrows or a number.")
        return super().do(action, world, look, row)


def _person(record: Record, row: Row | None) -> Person | None:
    if row is None or not row.key.startswith("person-"):
        return None
    return record.person(int(row.key.removeprefix("person-")))


def _come_or_go(record: Record, person: Person) -> Act:
    if person.number not in record.here:
        return Arrive(person=person.number)
    # While people sit down, a mark taken back was a slip; once the talk has begun it means that they left.
    begun = any(
        visit.stage != "opening" and visit.at >= record.sittings[-1].opened for visit in record.visits
    )
    return Leave(person=person.number) if begun else NotHere(person=person.number)


def _person_row(person: Person, here: bool) -> Row:
    does = [role_word(person.role)] if person.role is not Role.MEMBER else []
    if person.voice is not Voice.DECIDES:
        does.append(person.voice.value)
    if person.speaks_for:
        does.append(f"for {person.speaks_for}")
    text = f"{person.name} ({', '.join(does)})" if does else person.name
    return Row(
        f"person-{person.number}",
        text,
        tag=person.party,
        number=str(person.number),
        tail="● here" if here else "– not here",
        state="good" if here else "",
    )


def _seat(line: str, party: str) -> SeatPerson:
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


def _party_form(record: Record) -> Form:
    def letter(text: str) -> str:
        if len(text) == 1 and text.isascii() and text.isalpha():
            return text.upper()
        raise Unclear("One letter, such as L, M or P.")

    fields = (
        Field("letter", "Which letter stands for the party?", letter),
        Field("name", "Its name on the screen"),
        Field("required", "Can anything be decided without it? (yes no)", read_yes),
    )

    def build(got: dict[str, Any]) -> Do:
        return Do((NameParty(letter=got["letter"], name=got["name"], required=not got["required"]),))

    return Form("Party", fields, build)


def _term_rows(record: Record) -> tuple[Row, ...]:
    terms = record.terms
    agreed = (
        "TERMS · agreed" if record.terms_agreed else "TERMS · e changes one, g when everyone works under them"
    )
    scale = ", ".join(level.label for level in terms.scale.levels)
    order = "before" if terms.standards_first else "after"
    said = {
        "mandate": f"Mandate: {MANDATES[terms.mandate.value]}",
        "rule": f"Rule: {rule_words(terms.rule)}",
        "scale": f"Scale: {terms.scale.title}. {scale}.",
        "fallback": f"Fallback: without consensus, {FALLBACKS[terms.fallback.value]}.",
        "quorum": f"Quorum: {quorum_words(terms.quorum)}.",
        "order": f"Order: standards come {order} options.",
        "notice": f"Notice: {terms.notice}",
        "rules": f"Ground rules: {' '.join(terms.ground_rules)}",
    }
    rows = tuple(Row(f"term-{key}", text) for key, text in said.items())
    return (Row("terms", agreed, kind="heading"), *rows)


def change_term(record: Record, key: str) -> Outcome:
    """One press goes to the next choice; texts and numbers are asked for."""
    terms = record.terms
    match key:
        case "term-mandate":
            return _set(terms, CHANGED, mandate=_next(list(Mandate), terms.mandate))
        case "term-rule":
            return _set(terms, CHANGED, rule=_next(list(RULES.values()), terms.rule))
        case "term-scale":
            return _set(terms, CHANGED, scale=_next(list(SCALES.values()), terms.scale))
        case "term-fallback":
            return _set(terms, CHANGED, fallback=_next(list(Fallback), terms.fallback))
        case "term-order":
            return _set(terms, CHANGED, standards_first=not terms.standards_first)
        case "term-quorum":
            field = Field("decide", "How many people have to answer for a decision? (0: no number)", _whole)
            quorum = terms.quorum
            return Ask(
                Form("Quorum", (field,), lambda got: _set(terms, quorum=quorum.but(decide=got["decide"])))
            )
        case "term-notice":
            field = Field("notice", "The standing notice", start=terms.notice)
            return Ask(Form("Notice", (field,), lambda got: _set(terms, notice=got["notice"])))
        case "term-rules":
            field = Field("text", "Ground rules, one a line", start="\n".join(terms.ground_rules))
            return Ask(
                Form("Ground rules", (field,), lambda got: _set(terms, ground_rules=several(got["text"])))
            )
    return None


def _whole(text: str) -> int:
    if text.isascii() and text.isdigit() and int(text) < 1000:
        return int(text)
    raise Unclear("A whole number, such as 5.")


def _next(choices: list[Any], now: Any) -> Any:
    return choices[(choices.index(now) + 1) % len(choices)] if now in choices else choices[0]


CHANGED = "Changed, as the line now says. e again goes to the next choice, ^u takes it back."


def _set(terms: Terms, say: str = "", /, **changes: Any) -> Do:
    return Do((SetTerms(terms=terms.but(**changes)),), say=say)


def _last_time(record: Record, world: World) -> tuple[Row, ...]:
    found = [Row("last", "FROM LAST TIME", kind="heading")]
    for decision in record.decisions:
        now = standing(record, decision, world.today)
        found.append(
            Row(
                f"last-{decision.number}",
                f"{now.reads}. “{decision.words}”",
                number=decision.number,
                kind="quiet",
            )
        )
    for action in record.actions:
        owners = names([record.person(number).name for number in action.owners]) or "no owner"
        due = f", by {day(action.due)}" if action.due else ""
        found.append(
            Row(f"last-{action.number}", f"{action.text} ({owners}{due})", number=action.number, kind="quiet")
        )
    for parked in record.parked:
        if not parked.taken_up:
            found.append(
                Row(f"last-{parked.number}", f"Parked: {parked.text}", number=parked.number, kind="quiet")
            )
    return tuple(found) if len(found) > 1 else ()
