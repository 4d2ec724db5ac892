"""The consensus check on the screen: each person by name, one key for one answer."""

from __future__ import annotations

from functools import partial
from typing import Any

from ibps.core.reading import words_of
from ibps.core.record import Record
from ibps.core.record.consensus import Check, CheckKind
from ibps.core.record.people import Person
from ibps.core.stages.checks import Answer, RevealAnswers
from ibps.core.stages.opening import Arrive
from ibps.core.tally import tally
from ibps.ui.check_asks import asks_why, close_check, concern_form, slip_form
from ibps.ui.check_rows import check_rows
from ibps.ui.forms import Field, Form
from ibps.ui.here import leaving
from ibps.ui.phrases import read_person
from ibps.ui.shapes import answers, legend
from ibps.ui.stages.common import anywhere, where
from ibps.ui.stages.consensus import about
from ibps.ui.view import Arm, Ask, Do, Go, Look, Outcome, Say, Sheet, Tone, View, World
from ibps.ui.widgets.rows import Row
from ibps.ui.words import banner


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
        extra = "\n".join((wording.text, *about(wording)))
        tone: Tone = "idea" if check.kind is CheckKind.TEMPERATURE else "deciding"
        first = next((f"person-{n}" for n in now.unanswered), None)
        return Sheet(
            where(record, "consensus"),
            extra,
            check_rows(record, check, now, "" if world.read_only else world.keys.of("reveal")),
            banner=banner(check),
            tone=tone,
            legend=answers(check.scale) if world.read_only else legend(check.scale),
            select=first,
        )

    def keys(self, world: World, look: Look) -> tuple[tuple[str, str], ...]:
        """Going on to the next person; the answers themselves stand in the legend."""
        check = world.meeting.open_check
        more: tuple[tuple[str, str], ...] = (("Enter", "next"),)
        if check and check.hidden:
            more = (*more, (world.keys.of("reveal"), "show"))
        return (*more, (world.keys.of("slip"), "slip")) if check and check.slips_allowed else more

    def idle(self, world: World, look: Look) -> frozenset[str]:
        """What there is to show, and slips, are for checks that are asked that way."""
        check = world.meeting.open_check
        out = {"reveal": check and check.hidden, "slip": check and check.slips_allowed}
        return frozenset(name for name, offered in out.items() if not offered)

    def key(self, key: str, world: World, look: Look, row: Row | None) -> Outcome:
        """One person's answer on the scale."""
        check = world.meeting.open_check
        level = next((level for level in check.scale.levels if level.key == key), None) if check else None
        if check is None or level is None:
            return None
        person = _person(world.meeting, row)
        if person is None:
            return Say("Choose a person first, with the arrows or a number.")
        given = _answer(world, check, person, level.name)
        if asks_why(level, check):
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
            case "park" | "idea" | "fact" | "caucus":
                return anywhere(action, world)
            case "close":
                return close_check(record, check, world, look)
            case "reveal":
                return _reveal(record, check, world, look)
            case "present" if person is None or person.number in record.here:
                return _comes(record)
            case "absent" | "silent" | "concern" | "slip" if person is None:
                return Say("Choose a person first, with the arrows or a number.")
            case "present" if person:
                return Do((Arrive(person=person.number),), select=f"person-{person.number}")
            case "absent" if person:
                return _absent(record, check, person)
            case "silent" if person:
                return _answer(world, check, person, "no_response")
            case "concern" if person:
                return concern_form(world, person.number)
            case "slip" if person:
                return slip_form(record, check, person.party)
        return None

    def chosen(self, world: World, look: Look, row: Row | None) -> Outcome:
        """Enter goes to the next person who has not answered."""
        check = world.meeting.open_check
        if check is None:
            return Go()
        left = tally(world.meeting, check).unanswered
        if not left:
            return Say(f"Everyone here has answered. {world.keys.of('close')} closes the check.")
        return Do((), select=f"person-{_after(left, _person(world.meeting, row))}")


def _reveal(record: Record, check: Check, world: World, look: Look) -> Outcome:
    if not check.hidden:
        return Say("The answers are shown already.")
    if not tally(record, check).complete and look.armed != "reveal":
        again = f"{world.keys.of('reveal')} again"
        return Arm("reveal", f"Not everyone has answered. {again} shows what is in so far.")
    asks = f"{world.keys.of('concern')} asks a person what concerns them"
    say = f"Shown. Nothing is decided before the check is closed; {asks}."
    return Do((RevealAnswers(check=check.number),), say=say)


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

    An answer they had given stands; of one who was asked and said nothing, no answer is missing any more.
    """
    answered, acts = check.answered(person.number), leaving(record, person)
    if not acts:
        stands = "has left; the answer given stands." if answered else "is absent already."
        return Say(f"{person.name} {stands} At the end you are asked whether to wait for who is absent.")
    say = f"{person.name} has left. The answer given stands." if answered else f"{person.name} is not here."
    return Do(acts, say=say, select=f"person-{person.number}")


def _comes(record: Record) -> Outcome:
    """Somebody has come in who is not the person chosen: perhaps one who is not on this list."""
    away = [person for person in record.people if person.number not in record.here]
    if not away:
        return Say("Everyone on the room list is here.")
    listed = ", ".join(f"{person.number} {person.name}" for person in away)
    field = Field("person", f"Who has come in? {listed}", read_person(record))

    def build(got: dict[str, Any]) -> Do:
        return Do((Arrive(person=got["person"]),), select=f"person-{got['person']}")

    return Ask(Form("Come in", (field,), build))


def _answer(world: World, check: Check, person: Person, level: str) -> Do:
    # The cursor stays: going on is a key of its own, so that a key held down answers for one person only.
    act = Answer(check=check.number, person=person.number, level=level)
    return Do((act,), select=f"person-{person.number}", came=partial(_heard, person, world.keys.of("close")))


def _heard(person: Person, close: str, before: Record, after: Record) -> str:
    """Whose answer was taken down, and who is next."""
    check, was = after.open_check, before.open_check
    if check is None or was is None:
        return ""
    changed = was.answered(person.number)
    words = "answer changed" if changed else "answered" if check.hidden else _words(check, person)
    left = tally(after, check).unanswered
    then = f"Everyone here has answered: {close}"
    if left:
        then = f"Enter: {after.person(_after(left, person)).name}"
    return f"{person.name}: {words}. {then}."


def _words(check: Check, person: Person) -> str:
    level = check.scale.level(check.latest()[person.number].level)
    return level.label if level else "no answer"
