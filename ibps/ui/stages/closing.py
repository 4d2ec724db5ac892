"""Closing on the screen: who does what, how we will know, who hears it, the page read back."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Final

from ibps.core.minutes import of_another_edition, reads_as
from ibps.core.reading import to_attest
from ibps.core.record import Record
from ibps.core.record.closing import Action, Measure, Parked
from ibps.core.sentences import day, names
from ibps.core.stages.anytime import TakeUp
from ibps.core.stages.closing import (
    AddAction,
    AddMeasure,
    AddMessage,
    ChangeAction,
    ChangeMeasure,
    GiveFeedback,
    PlanReportOut,
)
from ibps.core.stages.opening import CloseSitting
from ibps.core.value import Act
from ibps.ui.floor import own_session, parked_note
from ibps.ui.forms import Field, Form
from ibps.ui.minutes import attesting, changed_since, state
from ibps.ui.phrases import read_day, read_people, read_yes
from ibps.ui.stages.common import StageView, entered, task
from ibps.ui.typed import allotted
from ibps.ui.view import Arm, Ask, Do, Go, Look, Outcome, Say, Slot, World
from ibps.ui.widgets.rows import Row

KINDS: Final = {
    "action": "action",
    "measure": "measure",
    "tell": "message",
    "tell people": "message",
    "keep": "plus",
    "change": "delta",
}
"""What may stand before a colon, and the kind of entry it means."""


NOTED = {True: "Noted as worth keeping.", False: "Noted as something to change."}
"""What is said of a word on the meeting itself, by whether it is to be kept."""


class ClosingView(StageView):
    """Nobody leaves before it is clear what was decided and who does what."""

    name = "closing"

    def slots(self, world: World, look: Look) -> tuple[Slot, ...]:
        """Actions, measures, messages, what to keep and what to change."""
        return (
            Slot("action", "Action", "a task @name @name by 28 Mar"),
            Slot("measure", "Measure", "how we will know, such as open shifts a week"),
            Slot("message", "Tell people", "what people who were not here should hear"),
            Slot("plus", "Keep", "what worked in this meeting"),
            Slot("delta", "Change", "what to do differently next time"),
        )

    def idle(self, world: World, look: Look) -> frozenset[str]:
        """Nothing comes after this stage."""
        return frozenset({"next"})

    def rows(self, world: World, look: Look) -> tuple[Row, ...]:
        """Everything the sitting leaves behind."""
        record, keys = world.meeting, world.keys
        found = [_action_row(record, action) for action in record.actions]
        asked = "" if world.read_only else f"{keys.of('measure')}: who pulls it?"
        found += [_measure_row(measure, asked) for measure in record.measures]
        if record.report_out.audience:  # one plan for all of them, so it stands above them
            found.append(Row("report-out", _told(record), kind="heading"))
        found += [Row(m.number, m.text, number=m.number, tail="to tell") for m in record.messages]
        found += [_parked_row(parked) for parked in record.parked if not parked.taken_up]
        found += [
            Row(f"feedback-{at}", f"{'+ keep' if one.keep else 'Δ change'}: {one.text}", kind="quiet")
            for at, one in enumerate(record.feedback)
        ]
        if record.minutes:
            found.append(_minutes_row(record, "" if world.read_only else keys.of("readback")))
        if record.sitting is None and record.sittings and not world.read_only:
            found.append(
                Row(
                    "closed",
                    f"This sitting is closed. {keys.of('back')} goes back; "
                    f"{keys.of('sitting')} in Opening begins the next one.",
                    kind="quiet",
                )
            )
        return tuple(found)

    def enter(self, world: World, look: Look, slot: Slot, text: str) -> Outcome:
        """One line, one thing; pasted lines become one each."""
        said = allotted(text, slot.key, KINDS)
        acts = [_add(kind, line, world) for kind, line in said.lines]
        done = entered(world, acts, len(acts), said.slot)
        # It stands at the end of a list that may be long, and has no number the cursor could go to.
        match acts:
            case [GiveFeedback(keep=keep)]:
                return replace(done, say=NOTED[keep])
        return done

    def do(self, action: str, world: World, look: Look, row: Row | None) -> Outcome:
        """Owners, dates, measures, telling people, reading back, ending the sitting."""
        record = world.meeting
        task_row = next((a for a in record.actions if row and a.number == row.key), None)
        measure = next((m for m in record.measures if row and m.number == row.key), None)
        parked = next((p for p in record.parked if row and p.number == row.key), None)
        match action:
            case "owner" if task_row:
                ask = f"Who does {task_row.number}? Names or numbers: {task_row.text}"
                field = Field("owners", ask, read_people(record))
                return Ask(
                    Form(
                        "Owners",
                        (field,),
                        lambda got: Do((ChangeAction(action=task_row.number, **got),)),
                        beside=_people(record),
                    )
                )
            case "due" if task_row:
                field = Field("due", f"{task_row.number} by when?", read_day(world.today))
                return Ask(
                    Form("Due", (field,), lambda got: Do((ChangeAction(action=task_row.number, **got),)))
                )
            case "measure" if measure:
                return Ask(_measure_form(measure, world))
            case "takeup" if parked:
                return Do((TakeUp(parked=parked.number),))
            case "ownsession":
                return own_session(world, look, row)
            case "owner" | "due":
                return Say("Choose an action first, with the arrows or its number.")
            case "measure":
                return Say("Choose a measure first, or add one: Tab on the entry line until it says Measure.")
            case "takeup":
                return Say("Choose a parked item first.")
            case "tell":
                return Ask(_report_form(world))
            case "readback":
                return Go("minutes")
            case "attest":
                return attesting(world)
            case "endsitting" if record.sittings and record.sitting is None:
                return Say("This sitting has ended. Everything is saved.")
            case "endsitting" if record.sitting and look.armed != "endsitting":
                again = f"{world.keys.of(action)} again ends this sitting. The session can go on another day."
                return Arm("endsitting", f"{again} {_open_page(world)}".rstrip())
            case "endsitting":
                return Do((CloseSitting(),), say="The sitting is closed. Everything is saved.")
        return super().do(action, world, look, row)


def _add(kind: str, line: str, world: World) -> Act:
    match kind:
        case "action":
            return AddAction(**task(line, world))
        case "measure":
            return AddMeasure(text=line)
        case "message":
            return AddMessage(text=line)
    return GiveFeedback(text=line, keep=kind == "plus")


def _action_row(record: Record, action: Action) -> Row:
    owners = names([record.person(number).name for number in action.owners]) or "no owner"
    due = f"by {day(action.due)}" if action.due else "no date"
    if action.done:
        due = f"✓ done {day(action.done)}"
    return Row(action.number, action.text, number=action.number, tail=f"{owners}, {due}", note=action.needs)


def _measure_row(measure: Measure, asked: str) -> Row:
    said = (
        ("from", measure.source),
        ("pulled by", measure.pulls),
        ("now", measure.baseline),
        ("aim", measure.target),
        ("review", day(measure.review) if measure.review else ""),
    )
    note = " · ".join(f"{label} {value}" for label, value in said if value)
    tail = {True: "exists today", False: "DOES NOT EXIST TODAY", None: asked}[measure.exists_today]
    return Row(measure.number, measure.text, number=measure.number, tail=tail, note=note)


def _parked_row(parked: Parked) -> Row:
    return Row(parked.number, parked.text, number=parked.number, tail="parked", note=parked_note(parked))


def _minutes_row(record: Record, shows: str) -> Row:
    """The page last read back: when, and how it stands. `shows` is the key for it, "" where none is named."""
    page = record.minutes[-1]
    text = f"Minutes {page.number} read back at {page.read_back:%H:%M}: {state(record, page)[0]}"
    if changed_since(record, page):
        text += "\nThe record has changed since."
        text += f" {shows} shows it as it reads now." if shows else ""
    return Row("minutes", text, kind="quiet")


def _open_page(world: World) -> str:
    """What the last page still wants, said before the sitting ends; nothing where it is attested."""
    record, attest = world.meeting, world.keys.of("attest")
    page = record.minutes[-1] if record.minutes else None
    if page is None or page.sitting != len(record.sittings):
        return "The minutes were not read back."
    if not of_another_edition(page.edition) and not reads_as(record, page):
        return f"The record has changed since {page.number} was read back."
    left = to_attest(record, page)
    if page.seal or not left:
        return ""
    return f"{page.number} is a draft: {names(left)} still to attest ({attest}), now or later."


def _told(record: Record) -> str:
    plan = record.report_out
    who = names([record.person(number).name for number in plan.communicators]) or "nobody named yet"
    return f"To tell {plan.audience}: {who}{', by ' + day(plan.due) if plan.due else ''}."


def _measure_form(measure: Measure, world: World) -> Form:
    fields = (
        Field("source", "Where does the figure come from?", optional=True, start=measure.source),
        Field("pulls", "Who pulls it? A name", optional=True, start=measure.pulls),
        Field("exists_today", "Does it exist today? (yes no)", read_yes, optional=True),
        Field("baseline", "What is it now?", optional=True, start=measure.baseline),
        Field("target", "What do we hope for?", optional=True, start=measure.target),
        Field("review", "When do we look at it?", read_day(world.today), optional=True),
    )
    return Form("Measure", fields, lambda got: Do((ChangeMeasure(measure=measure.number, **got),)))


def _people(record: Record) -> tuple[Row, ...]:
    """Everybody on the list, to be pointed at by number."""
    return tuple(
        Row(f"person-{one.number}", one.name, tag=one.party, number=str(one.number)) for one in record.people
    )


def _report_form(world: World) -> Form:
    record = world.meeting
    plan = record.report_out
    told = ", ".join(record.person(number).name for number in plan.communicators)
    by = day(plan.due) if plan.due else ""
    all_of = f" all of {names([m.number for m in record.messages])}" if len(record.messages) > 1 else ""
    fields = (
        Field("audience", f"Who is told{all_of}? e.g. everyone on 4B", start=plan.audience),
        Field("communicators", "Who tells them? Names or numbers", read_people(record), start=told),
        Field("due", "By when?", read_day(world.today), optional=True, start=by),
    )

    def build(got: dict[str, Any]) -> Do:
        return Do((PlanReportOut(**got),))

    return Form("Telling people", fields, build, anywhere=True, beside=_people(record))
