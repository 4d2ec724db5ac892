"""The consensus check on the screen: each person by name, one key for one answer."""

from __future__ import annotations

from typing import Any

from ibps.core.reading import words_of
from ibps.core.record import Record
from ibps.core.record.consensus import Check, CheckKind, Condition
from ibps.core.record.people import Person
from ibps.core.record.terms import NO_ANSWER, YES, Answered
from ibps.core.sentences import ANSWERS, count
from ibps.core.stages.checks import Answer, CloseCheck
from ibps.core.stages.opening import Arrive, Leave
from ibps.core.tally import tally
from ibps.core.terms_said import rule_words
from ibps.ui.forms import Field, Form
from ibps.ui.phrases import read_day
from ibps.ui.stages.common import where
from ibps.ui.stages.consensus import about
from ibps.ui.view import Arm, Ask, Do, Go, Look, Outcome, Say, Sheet, Tone, View, World
from ibps.ui.widgets.rows import Row, State
from ibps.ui.words import banner

SHAPES: dict[Answered, tuple[str, State]] = {
    Answered.SUPPORT: ("▲", "good"),
    Answered.LIVE_WITH: ("▶", "good"),
    Answered.NEEDS_MORE: ("◇", "waiting"),
    Answered.STAND_ASIDE: ("◁", "waiting"),
    Answered.ABSTAIN: ("○", "waiting"),
    Answered.BLOCK: ("▼", "bad"),
    Answered.NOT_ASKED: ("·", ""),
    Answered.NO_RESPONSE: ("…", "waiting"),
    Answered.ABSENT: ("—", ""),
    Answered.BY_SLIP: ("▪", ""),
}


class CheckView(View):
    """Each person by name. One key is one person's answer; no key answers for several."""

    name = "check"
    types = False

    def sheet(self, world: World, look: Look) -> Sheet:
        """The words above, everyone who is asked below."""
        record = world.meeting
        check = record.open_check
        if check is None:
            return Sheet(where(record, "consensus"), "No check is open.", ())
        wording = words_of(record, check)
        now = tally(record, check)
        rows: list[Row] = []
        for party in record.parties:
            people = [person for person in record.deciders if person.party == party.letter]
            if people:
                rows.append(Row(f"party-{party.letter}", party.name.upper(), kind="heading"))
                rows += [_row(record, check, person, now.classes[person.number]) for person in people]
        left = [record.person(number).name for number in now.unanswered]
        rows.append(
            Row(
                "left",
                f"NOT ANSWERED: {', '.join(left)}" if left else "Everyone here has answered.",
                kind="quiet",
            )
        )
        rows.append(Row("rule", f"Rule: {rule_words(check.rule)} Silence is not consent.", kind="quiet"))
        extra = "\n".join((wording.text, *about(wording)))
        tone: Tone = "idea" if check.kind is CheckKind.TEMPERATURE else "deciding"
        first = next((f"person-{n}" for n in now.unanswered), None)
        return Sheet(
            where(record, "consensus"),
            extra,
            tuple(rows),
            banner=banner(check),
            tone=tone,
            legend="  ".join(f"{one.key} {_shape(one.cls)} {one.label}" for one in check.scale.levels),
            select=first,
        )

    def keys(self, world: World, look: Look) -> tuple[tuple[str, str], ...]:
        """Going on to the next person; the answers themselves stand in the legend."""
        return (("Enter", "next"),)

    def key(self, key: str, world: World, look: Look, row: Row | None) -> Outcome:
        """One person's answer on the scale."""
        check = world.meeting.open_check
        level = next((level for level in check.scale.levels if level.key == key), None) if check else None
        if check is None or level is None:
            return None
        person = _person(world.meeting, row)
        if person is None:
            return Say("Choose a person first, with the arrows or a number.")
        given = _answer(check, person, level.name)
        if level.cls in (Answered.BLOCK, Answered.NEEDS_MORE) and check.kind is CheckKind.DECISION:
            # The answer is on the disk before anyone is asked why.
            return Do(given.acts, view="concern", about=str(person.number), select=given.select)
        return given

    def do(self, action: str, world: World, look: Look, row: Row | None) -> Outcome:
        """Absent, no answer, a concern, the words, closing."""
        record = world.meeting
        check = record.open_check
        person = _person(record, row)
        if check is None:
            return Go()
        match action:
            case "words":
                return Go("words", check.proposal)
            case "answer":
                return Go("answer")
            case "close":
                return _close(record, check, world, look)
            case "absent" | "present" | "silent" | "concern" if person is None:
                return Say("Choose a person first, with the arrows or a number.")
            case "present" if person:
                return Do((Arrive(person=person.number),), select=f"person-{person.number}")
            case "absent" if person:
                return _absent(record, check, person)
            case "silent" if person:
                return _answer(check, person, "no_response")
            case "concern" if person:
                return concern_form(record, person.number)
        return None

    def chosen(self, world: World, look: Look, row: Row | None) -> Outcome:
        """Enter goes to the next person who has not answered."""
        check = world.meeting.open_check
        if check is None:
            return Go()
        left = tally(world.meeting, check).unanswered
        if not left:
            return Say("Everyone here has answered. x closes the check.")
        return Do((), select=f"person-{_after(left, _person(world.meeting, row))}")


def _shape(cls: Answered) -> str:
    return SHAPES[cls][0]


def _row(record: Record, check: Check, person: Person, cls: Answered) -> Row:
    given = check.latest().get(person.number)
    level = check.scale.level(given.level) if given else None
    symbol, state = SHAPES[cls]
    words = level.label if level else ANSWERS[cls]
    role = " (co-chair)" if person in record.cochairs else ""
    notes = [given.note, f"would need: {given.would_change}" if given.would_change else ""] if given else []
    changed = sum(1 for one in check.given if one.person == person.number and one.cls not in NO_ANSWER) > 1
    if changed and len({one.level for one in check.given if one.person == person.number}) > 1:
        notes.append("answer changed; the earlier one is kept")
    return Row(
        f"person-{person.number}",
        f"{person.name}{role}",
        number=str(person.number),
        tail=f"{symbol} {words}",
        note=" · ".join(note for note in notes if note),
        state=state,
    )


def _person(record: Record, row: Row | None) -> Person | None:
    if row is None or not row.key.startswith("person-"):
        return None
    return record.person(int(row.key.removeprefix("person-")))


def _after(left: tuple[int, ...], person: Person | None) -> int:
    """The next of those not answered, going on from this person and round again."""
    later = [number for number in left if person is not None and number > person.number]
    return (later or list(left))[0]


def _absent(record: Record, check: Check, person: Person) -> Outcome:
    """Nobody who is in the room is absent: for somebody listed as here it means that they left.

    An answer they had given does not count any more then; it stays in the record as given.
    """
    left = (Leave(person=person.number),) if person.number in record.here else ()
    answered = check.latest().get(person.number)
    void = (Answer(check=check.number, person=person.number, level="absent"),)
    acts = (*left, *(void if answered and answered.level != "absent" else ()))
    if not acts:
        return Say(f"{person.name} is absent already. At the end you are asked whether to wait for them.")
    return Do(acts, say=f"{person.name} is not in the room.", select=f"person-{person.number}")


def _answer(check: Check, person: Person, level: str) -> Do:
    # The cursor stays: going on is a key of its own, so that a key held down answers for one person only.
    return Do(
        (Answer(check=check.number, person=person.number, level=level),), select=f"person-{person.number}"
    )


def concern_form(record: Record, number: int) -> Outcome:
    """What concerns this person and what would have to change, in their own words."""
    check, person = record.open_check, record.person(number)
    given = check.latest().get(number) if check else None
    if check is None or given is None:
        return Say(f"{person.name} has not answered yet.")
    fields = (
        Field(
            "note",
            f"{person.name}, in your own words: what concerns you? (Enter skips)",
            optional=True,
            start=given.note,
        ),
        Field(
            "would_change",
            "What would have to change? (Enter skips)",
            optional=True,
            start=given.would_change,
        ),
    )

    def build(got: dict[str, Any]) -> Outcome:
        note, change = got["note"] or "", got["would_change"] or ""
        if (note, change) == (given.note, given.would_change):
            return None
        act = Answer(check=check.number, person=number, level=given.level, note=note, would_change=change)
        return Do((act,))

    return Ask(Form("Concern", fields, build))


def _close(record: Record, check: Check, world: World, look: Look) -> Outcome:
    now = tally(record, check)
    if now.unanswered and look.armed != "close":
        left = count(len(now.unanswered), "person has", "people have")
        return Arm(
            "close", f"{left} not answered. Closing now decides nothing: x again to close as INCOMPLETE."
        )
    if check.kind is CheckKind.TEMPERATURE or now.unanswered:
        return Do((CloseCheck(check=check.number),), view="result", instead=True)
    said_yes = any(cls in YES for cls in now.classes.values())
    against = any(cls in (Answered.BLOCK, Answered.NEEDS_MORE) for cls in now.classes.values())
    fields = _absent_fields(record, now.absent, now.parties, world) if said_yes and not against else ()
    if not fields:
        return Do((CloseCheck(check=check.number),), view="result", instead=True)

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
