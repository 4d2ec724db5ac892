"""The minutes on the screen: the page as it will stand, and every page that was read back, with its state."""

from __future__ import annotations

from datetime import date
from typing import Any, Final

from ibps.core.errors import Refusal
from ibps.core.gaps import gaps
from ibps.core.minutes import of_another_edition, reads_as
from ibps.core.reading import to_attest
from ibps.core.record import Record
from ibps.core.record.closing import Minutes
from ibps.core.seal import attestation
from ibps.core.sentences import names
from ibps.core.stages.closing import ReadBackMinutes, worded
from ibps.ui.forms import Field, Form, Unclear
from ibps.ui.view import Ask, Do, Go, Look, Outcome, Say, Sheet, Tone, View, World
from ibps.ui.widgets.rows import Row

GAPS: Final = {
    "check_open": "{number} is open still. Close it first, so that its result is on the page.",
    "late": "{number} has a date that is past: {late}.",
    "parked_late": "{number} is parked, and its date is past.",
    "unserved": "{number} is served by nothing that was decided.",
    "no_owner": "{number} has no owner.",
    "no_date": "{number} has no date.",
    "nobody_pulls": "Nobody is named to pull the figure of {number}.",
    "no_review": "No day is set to look at this again.",
    "nobody_tells": "Nobody is named to carry the news.",
}
"""What a page leaves open, in words. They stand above the page on the screen and are no part of it."""

NOW: Final = ""
"""What the view is about when it shows the page as it would be read back now."""


class MinutesView(View):
    """The page as it will stand; Enter says it was read back. Earlier pages are a key away."""

    name = "minutes"
    types = False

    def sheet(self, world: World, look: Look) -> Sheet:
        """The minutes, line by line, with what they leave open above and who attested them below."""
        record = world.meeting
        kept = shown(record, look.about)
        lines = kept.page if kept else worded(record, ReadBackMinutes())
        still = kept is None or (kept.seal is None and kept is record.minutes[-1])
        rows = _gap_rows(record, world.today) if still and not world.read_only else []
        for at, line in enumerate(lines):
            heading = line.isupper() and len(line.split()) < 5
            rows.append(Row(f"line{at}", line or " ", kind="heading" if heading else "quiet"))
        if kept:
            rows.append(Row("attested", "ATTESTED", kind="heading"))
            said = attestation(kept, to_attest(record, kept))
            rows += [Row(f"attested{at}", line, kind="quiet") for at, line in enumerate(said)]
        words, tone = state(record, kept)
        return Sheet(
            f"MINUTES · {record.session.title}",
            _question(world, kept),
            tuple(rows),
            banner=f"{kept.number} {words}" if kept else words,
            tone=tone,
        )

    def keys(self, world: World, look: Look) -> tuple[tuple[str, str], ...]:
        """Enter means what comes next for this page."""
        record = world.meeting
        kept = shown(record, look.about)
        turn = (((world.keys.of("older"), "page before"), (world.keys.of("newer"), "page after")))
        rest = (("Esc", "back"), *(turn if len(_pages(record)) > 1 else ()))
        if kept and kept.seal:
            return (("Enter", "six words"), *rest)
        if world.read_only or (kept and kept is not record.minutes[-1]):
            return rest
        return (("Enter", "attest" if kept else "read back"), *rest)

    def chosen(self, world: World, look: Look, row: Row | None) -> Outcome:
        """The page was read back to the room; or on to attesting it; or to its six words."""
        record = world.meeting
        kept = shown(record, look.about)
        if kept and kept.seal:
            return Go("code", kept.number)
        if world.read_only:
            return Go()
        if kept is None:
            say = "Read back, and kept as it was read. Now each side is asked."
            return Do((ReadBackMinutes(),), say=say, view="attest")
        if kept is not record.minutes[-1]:
            after = record.minutes[-1].number
            return Say(f"{kept.number} was followed by {after}. {world.keys.of('newer')} goes on to it.")
        return Go("attest", kept.number)

    def do(self, action: str, world: World, look: Look, row: Row | None) -> Outcome:
        """Other pages, attesting, correcting, the six words."""
        record = world.meeting
        match action:
            case "newer" | "older":
                return _turn(record, look.about, 1 if action == "newer" else -1)
            case "correct":
                return correction(world)
            case "code":
                return to_code(record, look.about)
        return None


def shown(record: Record, about: str) -> Minutes | None:
    """The kept page a number names; without a number the last one, if the record still reads the same.

    None is the page as it would be read back now.
    """
    if about != NOW:
        return next((one for one in record.minutes if one.number == about), None)
    last = record.minutes[-1] if record.minutes else None
    return last if last and reads_as(record, last) else None


def state(record: Record, minutes: Minutes | None) -> tuple[str, Tone]:
    """How a page stands, in words and in a tone for the banner."""
    if minutes is None:
        return "NOT READ BACK YET", "idea"
    if minutes.seal:
        return f"ATTESTED · {minutes.seal.code}", "good"
    if minutes is not record.minutes[-1]:
        return f"DRAFT · followed by {record.minutes[-1].number}", "idea"
    left = to_attest(record, minutes)
    return f"DRAFT · {names(left) or 'nobody'} still to attest", "waiting"


def attesting(world: World) -> Outcome:
    """On to attesting the last page, or to its six words once it is attested."""
    record = world.meeting
    if not record.minutes:
        shows = f"{world.keys.of('readback')} shows the minutes, Enter there says they were read"
        return Say(f"No page was read back yet. {shows}.")
    last = record.minutes[-1]
    return Go("code" if last.seal else "attest", last.number)


def to_code(record: Record, about: str = "") -> Outcome:
    """The six words of the page named, else of the last attested one."""
    sealed = [one.number for one in record.minutes if one.seal]
    if not sealed:
        return Say("No page is attested yet, so there are no six words.")
    return Go("code", about if about in sealed else sealed[-1])


def correction(world: World) -> Outcome:
    """Which attested page is wrong, and why. The new page names both."""
    if world.read_only:
        raise Refusal("only_reading", key=world.keys.of("meet"))
    record = world.meeting
    sealed = [one.number for one in record.minutes if one.seal]
    if not sealed:
        return Say("No page is attested yet. Change what is wrong, then read the page back again.")

    def page(text: str) -> str:
        number = text.strip().upper()
        number = number if number.startswith("N") else f"N{number}"
        if number not in sealed:
            raise Unclear(f"Type one of: {', '.join(sealed)}.")
        return number

    fields = (
        Field("replaces", f"Which page is corrected? ({', '.join(sealed)})", page, start=sealed[-1]),
        Field("because", "What was wrong with it? The new page says so in its first line."),
    )

    def build(got: dict[str, Any]) -> Do:
        number = f"N{record.numbers.get('N', 0) + 1}"
        say = f"{number} replaces {got['replaces']}. Read it to the room; Enter asks each side."
        return Do((ReadBackMinutes(**got),), say=say, view="minutes", about=number, instead=True)

    return Ask(Form("Correct", fields, build))


def changed_since(record: Record, minutes: Minutes) -> bool:
    """Whether a draft no longer reads as the record does. Of other words than these nobody can tell."""
    return minutes.seal is None and not of_another_edition(minutes.edition) and not reads_as(record, minutes)


def _question(world: World, kept: Minutes | None) -> str:
    record, read_only, keys = world.meeting, world.read_only, world.keys
    if kept and kept.seal:
        more = "" if read_only else f" {keys.of('correct')} corrects it with a new page."
        return f"Attested, and it stays as it is.{more}"
    if kept and changed_since(record, kept):
        changed = "The record has changed since this page was read back."
        return changed if read_only else f"{changed} {keys.of('newer')} shows it as it reads now."
    if read_only:
        return "A draft, as it was read back." if kept else "The page as it would be read back now."
    if kept and kept is not record.minutes[-1]:
        return f"A draft that was never attested. {record.minutes[-1].number} came after it."
    if kept:
        return "A draft. Enter asks each side whether it is accurate."
    return "This is the page as it stands. Read it to the room; arrows move through it."


def _gap_rows(record: Record, on: date) -> list[Row]:
    found = [GAPS[gap.code].format(**gap.details) for gap in gaps(record, on)]
    if not found:
        return []
    head = Row("gaps", "BEFORE YOU READ IT · open points, no part of the page", kind="heading")
    return [
        head,
        *(Row(f"gap{at}", f"? {text}", kind="hint") for at, text in enumerate(found)),
        Row("below", "THE PAGE", kind="heading"),
    ]


def _pages(record: Record) -> tuple[str, ...]:
    """Every page that was read back, and the one that would be read now where it is another."""
    kept = tuple(one.number for one in record.minutes)
    return kept if kept and reads_as(record, record.minutes[-1]) else (*kept, NOW)


def _turn(record: Record, about: str, by: int) -> Outcome:
    """The page after or before this one; after the last kept page, the page as it would be read now."""
    pages = _pages(record)
    kept = shown(record, about)
    at = pages.index(kept.number if kept else NOW) + by
    if not 0 <= at < len(pages):
        return Say("There is no page after this one." if by > 0 else "There is no page before this one.")
    return Go("minutes", pages[at], instead=True)


def last_page(record: Record) -> str:
    """What a reader is shown first: the page last read back, else the one that would be."""
    return record.minutes[-1].number if record.minutes else NOW
