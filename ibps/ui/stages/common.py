"""What the seven stage views share: the top lines and the forms that work everywhere."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar

from ibps import guide
from ibps.core.record import Record, StopKind
from ibps.core.record.items import Interest, Option, Standard
from ibps.core.stages import order
from ibps.core.stages.anytime import BringBack, CallCaucus, EndCaucus, Park, Reword, SetAside, StopSession
from ibps.core.stages.issue import StateFact
from ibps.core.stages.options import AddOption
from ibps.core.value import Act
from ibps.ui.forms import Field, Form
from ibps.ui.ordering import moved
from ibps.ui.phrases import read_choice, read_day, read_party, split_task
from ibps.ui.stages.hints import put_away, with_hints, with_looks
from ibps.ui.view import Ask, Do, Go, Look, Outcome, Say, Sheet, Slot, View, World
from ibps.ui.widgets.rows import Row

CLOSED = "NO SITTING IS OPEN"


class StageView(View):
    """A stage: its question, its list, its entry line. Subclasses fill the list and read the entries."""

    banner: ClassVar[str] = ""
    hints_before: ClassVar[str] = ""  # the row the general hints stand above; the end when there is none

    def sheet(self, world: World, look: Look) -> Sheet:
        """The stage as the room sees it."""
        record = world.meeting
        rows = self.rows(world, look)
        if not rows:
            empty = guide.load(self.name).text("Empty")
            if world.read_only:  # what to do about it is for whoever types
                empty = f"{empty.partition('. ')[0]}."
            rows = (Row("empty", empty, kind="quiet"),)
        else:
            rows = with_looks(rows, world.another.get(self.name, ()))
        question = record.issue.question
        closed = then = ""
        if check := record.open_check:
            closed = f"DECIDING NOW · {check.proposal} v{check.version}"
            then = f" · {world.keys.of('check')} IN CONSENSUS GOES BACK TO IT"
        elif record.sittings and record.sitting is None:
            closed, then = CLOSED, f" · {world.keys.of('sitting')} IN OPENING BEGINS THE NEXT ONE"
        closed += "" if world.read_only else then
        return Sheet(
            where=where(record, self.name),
            question=question.text if question else "",
            ask=guide.load(self.name).text("Question"),
            rows=with_hints(record, self.name, rows, self.hints_before, world.hushed),
            banner=closed or self.banner,
            tone="waiting" if closed else ("idea" if self.banner else ""),
            rail=True,
            another=tuple(world.another),
        )

    def rows(self, world: World, look: Look) -> tuple[Row, ...]:
        """The list, without hints."""
        raise NotImplementedError

    def slots(self, world: World, look: Look) -> tuple[Slot, ...]:
        """One kind of entry, worded by the guide."""
        page = guide.load(self.name)
        return (Slot("", page.text("Title"), page.text("Entry")),)

    def do(self, action: str, world: World, look: Look, row: Row | None) -> Outcome:
        """What works in every stage; a stage asks here for anything it does not know itself."""
        match action:
            case "park" | "idea" | "fact" | "caucus":
                return anywhere(action, world)
            case "stop":
                return Ask(_stop_form())
            case "edit" if row is not None:
                return Ask(reword_form(row))
            case "aside" if row is not None:
                field = Field("reason", f"Why is {row.key} not pursued?")
                return Ask(Form("Set aside", (field,), lambda got: Do((SetAside(number=row.key, **got),))))
            case "bring" if row is not None:
                return Do((BringBack(number=row.key),))
            case "earlierone" | "laterone" if row is not None:
                return moved(self.rows(world, look), row, -1 if action == "earlierone" else 1)
            case "hush" if row is not None:
                return put_away(world, self.name, row)
            case "answer" | "follow":
                return Go(action)
        return Say("Choose a line first, with the arrows or its number.") if row is None else None


def anywhere(action: str, world: World) -> Outcome:
    """What is asked in every stage and while people are asked, about no line in particular."""
    match action:
        case "park":
            return Ask(park_form(world.meeting, world))
        case "idea":
            return Ask(_idea_form())
        case "fact":
            return Ask(fact_form(world.meeting, world))
        case "caucus":
            return Ask(_caucus_form(world))
    return None


def where(record: Record, name: str) -> str:
    """The first words of the status line: 2/5 INTERESTS."""
    names = [stage.name for stage in order(record)]
    title = guide.load(name).text("Title").upper()
    at = names.index(name)
    return f"{at}/5 {title}" if 0 < at < 6 else title


def reword_form(row: Row) -> Form:
    """The selected text on the entry line, to be put better."""
    field = Field("text", f"{row.key} in better words", start=row.text)
    return Form("Edit", (field,), lambda got: Do((Reword(number=row.key, **got),)))


def fate(item: Interest | Option | Standard) -> str:
    """What became of an item that is no longer in play, or ""."""
    return "" if item.state == "live" else f"{item.state.value.replace('_', ' ')}: {item.reason}"


def park_form(record: Record, world: World) -> Form:
    """Park it properly: what, why, who holds it, where it goes, when it comes back."""
    fields = (
        Field("text", "Park what?"),
        Field("why", "Why not now? (Enter skips)", optional=True),
        Field("owner", "Who holds it? (Enter skips)", optional=True),
        Field("forum", "Where does it go? (Enter: back to us)", optional=True),
        Field("due", "When does it come back? (21 Mar, fri, +14)", read_day(world.today), optional=True),
    )

    def build(got: dict[str, Any]) -> Do:
        filled = {name: value for name, value in got.items() if value is not None}
        return Do((Park(**filled),), say="Parked. It is on the list at closing and next time.")

    return Form("Park", fields, build, anywhere=True)


def _idea_form() -> Form:
    fields = (
        Field("text", "The idea, for the options list"),
        Field("came_from", "Where is it from? A place, never a person (Enter: this room)", optional=True),
    )

    def build(got: dict[str, Any]) -> Do:
        act = AddOption(text=got["text"], came_from=got["came_from"] or "")
        return Do((act,), say="Kept as an idea for the options. Nothing is being decided.")

    return Form("Idea", fields, build, anywhere=True)


def fact_form(record: Record, world: World) -> Form:
    """A fact and what both sides make of it."""
    statuses = {
        "agreed": "agreed",
        "disputed": "disputed",
        "find out": "to_find_out",
        "to find out": "to_find_out",
    }
    fields = (
        Field("text", "The fact"),
        Field("status", "Agreed, disputed, or to find out? (a d f)", read_choice(statuses)),
        *brings_fields(world),
    )

    def build(got: dict[str, Any]) -> Do:
        filled = {name: value for name, value in got.items() if value is not None}
        return Do((StateFact(**filled),))

    return Form("Fact", fields, build, anywhere=True)


def brings_fields(world: World) -> tuple[Field, ...]:
    """Who brings what is missing, and by when; asked only while it is not agreed."""

    def open_fact(got: dict[str, Any]) -> bool:
        return got.get("status") != "agreed"

    return (
        Field("brings", "Who brings it? (Enter skips)", optional=True, when=open_fact),
        Field("due", "By when? (21 Mar, fri, +14)", read_day(world.today), optional=True, when=open_fact),
    )


def _caucus_form(world: World) -> Form:
    record, key = world.meeting, world.keys.of("caucus")
    out = {caucus.party for caucus in record.caucuses if caucus.ended is None}

    def build(got: dict[str, Any]) -> Do:
        party = got["party"]
        name = record.party(party).name
        if party in out:
            return Do((EndCaucus(party=party),), say=f"{name} is back. Only the times were kept.")
        return Do((CallCaucus(party=party),), say=f"{name} is in caucus. {key} when they are back.")

    letters = " ".join(party.letter for party in record.parties)
    field = Field("party", f"Which party? ({letters})", read_party(record))
    return Form("Caucus", (field,), build, anywhere=True)


def _stop_form() -> Form:
    kinds = {
        "not ready": StopKind.NOT_READY,
        "wrong forum": StopKind.WRONG_FORUM,
        "party missing": StopKind.PARTY_MISSING,
    }
    fields = (
        Field("kind", "Stop because: not ready, wrong forum or party missing? (n w p)", read_choice(kinds)),
        Field("reason", "In a sentence: why do we stop?"),
    )

    def build(got: dict[str, Any]) -> Do:
        return Do((StopSession(**got),), say="Stopped, and recorded as such.")

    return Form("Stop", fields, build, anywhere=True)


def entered(world: World, acts: Iterable[Act], lines: int, slot: str = "") -> Do:
    """What a line, or a paste of many, adds; the entry line stays where the last of them went."""
    undo = world.keys.of("undo")
    many = f"{lines} lines, one entry each. {undo} takes back one after the other." if lines > 1 else ""
    return Do(tuple(acts), say=many, slot=slot)


def task(text: str, world: World) -> dict[str, Any]:
    """A line like "Post the chart @Ana @Dana by 28 Mar" as the fields of an action."""
    words, owners, due = split_task(text, world.meeting, world.today)
    return {"text": words or text, "owners": owners, "due": due}
