"""Two versions of one session: what each has that the other has not, and which to go on in."""

from __future__ import annotations

from typing import Final

from ibps.core.errors import IbpsError
from ibps.core.sentences import count
from ibps.ui.view import Go, Look, Order, Outcome, Say, Sheet, Slot, View, World
from ibps.ui.widgets.rows import Row

THEIRS: Final = ("theirs", "their", "t")
OURS: Final = ("ours", "our", "mine", "o")
ASK: Final = "Go on with theirs, or with ours in a file of its own? Both are kept."
ONLY_OURS: Final = "Go on with ours in a file of its own? It holds all that was saved here."


class VersionsView(View):
    """Everything that is in one and not in the other. Nothing is merged; people choose."""

    name = "versions"

    def sheet(self, world: World, look: Look) -> Sheet:
        """Theirs and ours from where they part; or that there is nothing to choose any more."""
        apart = world.apart
        if apart is None:
            return Sheet("TWO VERSIONS", "The file is again as it was left here. Esc goes back.", ())
        question = f"{apart.what} {ONLY_OURS if apart.missing else ASK}"
        rows: list[Row] = []
        if not apart.missing:  # else there is nothing to hold ours against
            begin = f"Both begin with the same {count(apart.same, 'entry', 'entries')}."
            rows.append(Row("same", begin, kind="quiet"))
            rows += _rows("theirs", "THERE, NOT HERE", apart.theirs)
            rows += _rows("ours", "HERE, NOT THERE", apart.ours)
        if (check := world.meeting.open_check) is not None:
            rows.append(Row("check", f"{check.number} is open here, and becomes INCOMPLETE.", kind="hint"))
        if apart.kept:
            rows.append(Row("kept", f"Ours is kept in {apart.kept}", kind="quiet"))
        where = "ONLY OUR VERSION" if apart.missing else "TWO VERSIONS"
        return Sheet(where, question, tuple(rows), tone="waiting")

    def slots(self, world: World, look: Look) -> tuple[Slot, ...]:
        """One word, while there is something to choose."""
        if world.apart is None:
            return ()
        return (Slot("which", "Which?", "ours" if world.apart.missing else "theirs or ours"),)

    def enter(self, world: World, look: Look, slot: Slot, text: str) -> Outcome:
        """The word that was typed."""
        said = text.strip().casefold()
        if said in OURS:
            return Order("ours")
        if said in THEIRS and world.apart is not None and not world.apart.missing:
            return Order("theirs")
        answer = f"Type {'ours' if world.apart and world.apart.missing else 'theirs or ours'}."
        if len(said.split()) > 1:  # a sentence was meant for another line, and is not thrown away
            raise IbpsError(f"{answer} What you typed stays on its line.")
        return Say(answer, bad=True)

    def keys(self, world: World, look: Look) -> tuple[tuple[str, str], ...]:
        """Enter chooses; Esc goes back to what is shown here, and nothing is lost."""
        return (("Enter", "choose"), ("Esc", "back"))

    def chosen(self, world: World, look: Look, row: Row | None) -> Outcome:
        """Once there is nothing to choose, back."""
        return Go() if world.apart is None else None


def _rows(key: str, heading: str, entries: tuple[str, ...]) -> list[Row]:
    if not entries:
        return [Row(key, f"{heading}: nothing", kind="heading")]
    return [
        Row(key, heading, kind="heading"),
        *(Row(f"{key}-{at}", text, kind="quiet") for at, text in enumerate(entries)),
    ]
