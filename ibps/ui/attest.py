"""Attesting on the screen: each side by name, one key for one person's word; then the six words, large."""

from __future__ import annotations

from typing import Any, Final

from ibps.core.errors import Refusal
from ibps.core.reading import attesters, to_attest
from ibps.core.record import Record
from ibps.core.record.closing import Attested, Minutes, Verdict
from ibps.core.record.people import Person
from ibps.core.sentences import day, names
from ibps.core.stages.attesting import AttestMinutes
from ibps.ui.forms import Field, Form
from ibps.ui.minutes import changed_since, state, to_code
from ibps.ui.view import Arm, Ask, Do, Draw, Go, Look, Outcome, Say, Sheet, View, World
from ibps.ui.widgets.rows import Row, State

WORDS: Final[dict[Verdict, tuple[str, State]]] = {
    Verdict.ACCURATE: ("✓ accurate", "good"),
    Verdict.EXCEPT: ("✓ accurate, except", "good"),
    Verdict.NOT_YET: ("◐ not yet", "waiting"),
}
NOT_ASKED: Final = "· not asked yet"
VERBS: Final = {"accurate": Verdict.ACCURATE, "except": Verdict.EXCEPT, "notyet": Verdict.NOT_YET}

CHANGED: Final = "? The record has changed since this page was read back. {} in Closing reads it back anew."
ALONE: Final = "? All who are asked are of one party. A page is attested by two parties or more."
ASIDE: Final = "Each side writes these six words in its own notes."
PROVES: Final = "The same words in both pockets: the page you closed on."


class AttestView(View):
    """Each side says of the page whether it is accurate. One key is one person's word."""

    name = "attest"
    types = False

    def sheet(self, world: World, look: Look) -> Sheet:
        """Which page, who is asked now, and what each has said."""
        record = world.meeting
        minutes = page_of(record, look.about)
        if minutes is None:
            return Sheet("ATTEST", "This page is not in the record any more. Esc goes back.", ())
        asked = _asked(record, minutes)
        rows = [_row(record, minutes, person) for person in asked]
        if changed_since(record, minutes):
            rows.append(Row("changed", CHANGED.format(world.keys.of("readback")), kind="hint"))
        if len({person.party for person in asked}) < 2 and minutes.seal is None:
            rows.append(Row("alone", ALONE, kind="hint"))
        words, tone = state(record, minutes)
        left = _left(record, minutes)
        return Sheet(
            f"ATTEST · {record.session.title}",
            _question(record, minutes, left),
            tuple(rows),
            banner=f"{minutes.number} {words}",
            tone=tone,
            select=f"person-{left[0].number}" if left else None,
        )

    def keys(self, world: World, look: Look) -> tuple[tuple[str, str], ...]:
        """Enter goes to the next person, or to the six words."""
        minutes = page_of(world.meeting, look.about)
        sealed = minutes is not None and minutes.seal is not None
        if sealed:
            return (("Enter", "six words"), ("Esc", "back"))
        # All that somebody may say stands there, or none of it.
        verdicts = tuple((world.keys.of(name), world.keys.action(name).short) for name in VERBS)
        return (*verdicts, ("Esc", "back"), ("Enter", "next"))

    def chosen(self, world: World, look: Look, row: Row | None) -> Outcome:
        """On to the next who has not attested."""
        minutes = page_of(world.meeting, look.about)
        if minutes is None:
            return Go()
        if minutes.seal:
            return Go("code", minutes.number, instead=True)
        left = _left(world.meeting, minutes)
        if not left:
            return Go()
        now = int(row.key.removeprefix("person-")) if row else 0
        later = [person for person in left if person.number > now]
        return Do((), select=f"person-{(later or left)[0].number}")

    def do(self, action: str, world: World, look: Look, row: Row | None) -> Outcome:
        """One person's word; the page itself; its six words."""
        record = world.meeting
        minutes = page_of(record, look.about)
        if minutes is None:
            return Go()
        match action:
            case "page":
                return Go("minutes", minutes.number)
            case "code":
                return to_code(record, minutes.number)
        if row is None:
            return Say("Choose a person first, with the arrows or a number.")
        person = record.person(int(row.key.removeprefix("person-")))
        said = minutes.latest().get(person.number)
        again = f"{action}-{person.number}"
        if said and minutes.seal is None and look.armed != again and _changes(said, VERBS[action]):
            # A key that comes while the cursor is still on its way must not change the word of who had it.
            before, after = _plain(said.verdict), _plain(VERBS[action])
            key = world.keys.of(action)
            return Arm(again, f"{person.name} has said: {before}. {key} again changes that to: {after}.")
        return _word(record, minutes, person, VERBS[action])


class CodeView(View):
    """The closing code, large: six words to read aloud and to write down on each side."""

    name = "code"
    types = False

    def sheet(self, world: World, look: Look) -> Sheet:
        """A word to a line, its letters apart, so that the last row of a room can read them."""
        record = world.meeting
        minutes = page_of(record, look.about)
        if minutes is None or minutes.seal is None:
            return Sheet("THE SIX WORDS", "This page is a draft, and a draft has no six words.", ())
        rows = []
        for at, word in enumerate(minutes.seal.code.split(), 1):
            rows.append(Row(f"word{at}", f"{at}   {'   '.join(word.upper())}", kind="heading"))
            rows.append(Row(f"gap{at}", " ", kind="quiet"))
        parts = [minutes.seal.digest[at : at + 16] for at in range(0, 64, 16)]
        rows[-1] = Row("digest", f"Seal: {' '.join(parts)}", kind="quiet")
        rows.append(Row("proves", PROVES, kind="quiet"))
        banner = f"{minutes.number} ATTESTED {day(minutes.seal.at.date())}"
        where = f"THE SIX WORDS · {record.session.title}"
        return Sheet(where, ASIDE, tuple(rows), banner=banner, tone="good")

    def keys(self, world: World, look: Look) -> tuple[tuple[str, str], ...]:
        """Enter goes back to where one was."""
        return (("Enter", "go on"),)

    def chosen(self, world: World, look: Look, row: Row | None) -> Outcome:
        """Back to where one was."""
        return Go()


def page_of(record: Record, about: str) -> Minutes | None:
    """The page of that number; without a number the last one. None when it is not there any more."""
    if not about:
        return record.minutes[-1] if record.minutes else None
    return next((one for one in record.minutes if one.number == about), None)


def _asked(record: Record, minutes: Minutes) -> tuple[Person, ...]:
    settled = tuple(record.person(number) for number in minutes.attesters)
    return settled or attesters(record)


def _left(record: Record, minutes: Minutes) -> tuple[Person, ...]:
    """Those who said nothing of the page yet, then those who said: not yet."""
    said = minutes.latest()
    asked = _asked(record, minutes)
    silent = [person for person in asked if person.number not in said]
    wait = [p for p in asked if p.number in said and said[p.number].verdict is Verdict.NOT_YET]
    return (*silent, *wait)


def _question(record: Record, minutes: Minutes, left: tuple[Person, ...]) -> str:
    if minutes.seal:
        return f"{minutes.number} is attested. Enter shows the six words."
    if not left:
        return f"Everyone has attested {minutes.number}."
    others = names([person.name for person in left[1:]])
    then = f" Then {others}." if others else ""
    return f"{left[0].name}: is page {minutes.number} accurate?{then}"


def _row(record: Record, minutes: Minutes, person: Person) -> Row:
    said = minutes.latest().get(person.number)
    words, state_of = WORDS[said.verdict] if said else (NOT_ASKED, "")
    party = record.party(person.party).name
    return Row(
        f"person-{person.number}",
        f"{person.name} ({party})",
        number=str(person.number),
        tail=words,
        note=said.exception if said else "",
        state=state_of,
    )


def _word(record: Record, minutes: Minutes, person: Person, verdict: Verdict) -> Outcome:
    if minutes.seal:
        raise Refusal("page_attested", number=minutes.number)
    said = minutes.latest().get(person.number)
    if said and _same(said, verdict):
        return Say(f"{person.name} has said that already. Enter goes to the next person.")
    if verdict is not Verdict.EXCEPT:
        return _drawn(record, minutes, person, verdict)
    ask = f"{person.name}, in your own words: accurate except what?"
    field = Field("exception", ask, start=said.exception if said else "")

    def build(got: dict[str, Any]) -> Outcome:
        return _drawn(record, minutes, person, verdict, got["exception"])

    return Ask(Form("Except", (field,), build))


def _same(said: Attested, verdict: Verdict) -> bool:
    return said.verdict is verdict and verdict is not Verdict.EXCEPT


def _changes(said: Attested, verdict: Verdict) -> bool:
    """Whether one key alone would change what somebody has said; an exception is asked about by name."""
    return said.verdict is not verdict and verdict is not Verdict.EXCEPT


def _plain(verdict: Verdict) -> str:
    return WORDS[verdict][0].partition(" ")[2]


def _drawn(
    record: Record, minutes: Minutes, person: Person, verdict: Verdict, exception: str = ""
) -> Outcome:
    last = verdict is not Verdict.NOT_YET and to_attest(record, minutes) == (person.name,)
    say = f"{person.name}: {_plain(verdict)}{f' {exception}' if exception else ''}."

    def done(nonce: str) -> Do:
        act = AttestMinutes(
            minutes=minutes.number, person=person.number, verdict=verdict, exception=exception, nonce=nonce
        )
        if last:
            return Do((act,), say=say, view="code", about=minutes.number, instead=True)
        # The cursor stays: a key held down is one person's word only.
        return Do((act,), say=say, select=f"person-{person.number}")

    return Draw(done)
