"""Everything that happened, entry by entry, and taking working text out of the record for good."""

from __future__ import annotations

from typing import Any

from ibps.core.cuts import short
from ibps.core.errors import Refusal
from ibps.core.record import Record
from ibps.core.record.people import Role
from ibps.core.redact import MARK, texts
from ibps.core.sentences import day
from ibps.core.stages.attesting import RedactText
from ibps.report.history import TAKEN_BACK, Happened, happened
from ibps.ui.forms import Field, Form
from ibps.ui.phrases import read_person
from ibps.ui.view import Arm, Ask, Do, Look, Outcome, Say, Sheet, View, World
from ibps.ui.widgets.rows import Row


class HistoryView(View):
    """The journal in sentences, oldest first, opened at the newest."""

    name = "history"
    types = False

    def sheet(self, world: World, look: Look) -> Sheet:
        """A line for each entry under its day, with its number and its time."""
        journal = world.journal
        rows: list[Row] = []
        last, today = "", ""
        for one in happened(journal) if journal else ():
            if today != (today := day(one.at.date())):
                rows.append(Row(f"day-{one.n}", today, kind="heading"))
            rows.append(_row(one))
            last = rows[-1].key
        count = len(journal.entries) if journal else 0
        rest = (short(journal.record) if journal else "") or "Nothing is left out"
        return Sheet(
            f"HISTORY · {world.meeting.session.title}",
            f"{count} entries, each as it happened. {rest}.",
            tuple(rows),
            select=last or None,
        )

    def keys(self, world: World, look: Look) -> tuple[tuple[str, str], ...]:
        """Esc goes back."""
        return (("Esc", "back"),)

    def chosen(self, world: World, look: Look, row: Row | None) -> Outcome:
        """Nothing happens by a slip here."""
        out = f"{world.keys.of('takeout')} takes the text of the chosen entry out, for good"
        return Say(f"{out}. Esc goes back.")

    def do(self, action: str, world: World, look: Look, row: Row | None) -> Outcome:
        """Both co-chairs take the text of an entry out: a warning first, then who and why."""
        if action != "takeout" or world.journal is None:
            return None
        if world.read_only:
            meet = f"{world.keys.of('meet')} there takes the session up again"
            return Say(f"This is for reading only. Esc goes back, and {meet}.")
        if row is None:
            return Say("Choose an entry first, with the arrows or its number.")
        entry = int(row.key.removeprefix("entry-"))
        if not texts(world.journal.entries[entry - 1].act):
            raise Refusal("nothing_to_redact", entry=entry)
        if look.armed != f"takeout-{entry}":
            undo, again = world.keys.of("undo"), world.keys.of(action)
            return Arm(
                f"takeout-{entry}",
                f"This takes the text of entry {entry} out wherever it stands, for good; {undo} does not "
                f"bring it back. Attested pages are not reached. {again} again asks both co-chairs.",
            )
        return Ask(_form(world.meeting, entry))


def _row(one: Happened) -> Row:
    back = "" if one.stands else TAKEN_BACK
    return Row(f"entry-{one.n}", f"{back}{one.text}", tag=f"{one.at:%H:%M}", number=str(one.n))


def _form(record: Record, entry: int) -> Form:
    chairs = [person for person in record.people if person.role is Role.COCHAIR]
    known = ", ".join(f"{one.number} {one.name}" for one in chairs) or "nobody is a co-chair yet"
    # Where there is one for each of two parties, both names stand there.
    start = [one.name for one in chairs] if len(chairs) == 2 else ["", ""]
    fields = (
        Field("first", f"Which co-chair takes it out? {known}", read_person(record), start=start[0]),
        Field("second", f"And which co-chair of another party? {known}", read_person(record), start=start[1]),
        Field("because", "Because? Say it without the text itself. (Enter skips)", optional=True),
    )

    def build(got: dict[str, Any]) -> Do:
        act = RedactText(entry=entry, first=got["first"], second=got["second"], because=got["because"] or "")
        say = f"Taken out. Entry {entry} stays, with {MARK} where the text was."
        return Do((act,), say=say, select=f"entry-{entry}")

    return Form("Take out", fields, build)
