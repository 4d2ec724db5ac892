"""Private notes of whoever is at the keyboard: a plain list on this machine, and nowhere else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ibps.ui.forms import Field, Form
from ibps.ui.view import Arm, Ask, Look, Order, Outcome, Say, Sheet, Slot, View, World
from ibps.ui.widgets.rows import Row

if TYPE_CHECKING:
    from ibps.core.record import Record


def owner(record: Record) -> int:
    """Whose notes are shown: a number of the room list, 0 for whoever has had the keyboard from the start."""
    if not record.keyboard:
        return 0
    first, now = record.keyboard[0], record.keyboard[-1]
    return 0 if first.since is None and now.person == first.person else now.person


class NotesView(View):
    """The notes, one to a line, and a line to type the next."""

    name = "notes"

    def sheet(self, world: World, look: Look) -> Sheet:
        """Every note of this facilitator."""
        rows = tuple(
            Row(f"note-{at}", text, number=str(at)) for at, text in enumerate(world.private, 1)
        ) or (Row("empty", "No notes yet. What you type here stays here.", kind="quiet"),)
        return Sheet(
            "PRIVATE NOTES",
            "Only on this machine. Never in the record.",
            rows,
            ask=f"Whoever can see this screen can read them. {world.keys.of('own')} goes back.",
        )

    def slots(self, world: World, look: Look) -> tuple[Slot, ...]:
        """One kind of entry."""
        return (Slot("", "Note", "a note to yourself, Enter keeps it"),)

    def enter(self, world: World, look: Look, slot: Slot, text: str) -> Outcome:
        """One more note."""
        return _kept((*world.private, text.strip()))

    def do(self, action: str, world: World, look: Look, row: Row | None) -> Outcome:
        """Change a note, or drop it."""
        at = int(row.key.removeprefix("note-")) - 1 if row is not None else -1
        if row is None or not row.key.startswith("note-"):
            return Say("Choose a note first, with the arrows or its number.")
        notes = world.private
        if action == "editnote":
            field = Field("text", "The note in other words", start=notes[at])
            return Ask(
                Form("Note", (field,), lambda got: _kept((*notes[:at], got["text"], *notes[at + 1 :])))
            )
        if action == "dropnote":
            armed = f"dropnote {at}"
            if look.armed != armed:
                return Arm(armed, f"{world.keys.of('dropnote')} again drops note {at + 1} for good.")
            return _kept((*notes[:at], *notes[at + 1 :]), "Dropped.")
        return None


def _kept(texts: tuple[str, ...], say: str = "") -> Order:
    return Order("notes", {"texts": texts, "say": say})
