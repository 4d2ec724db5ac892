"""Putting a list in order: the item chosen goes a place earlier or later among its own kind."""

from __future__ import annotations

from collections.abc import Sequence

from ibps.core.stages.anytime import REWORDED, MoveItem
from ibps.ui.view import Do, Outcome, Say
from ibps.ui.widgets.rows import Row

WHERE = {-1: "first", 1: "last"}


def moved(rows: Sequence[Row], row: Row, by: int) -> Outcome:
    """The item one place earlier (-1) or later (1), among the rows of its kind that are shown."""
    letter = row.key[0]
    if row.number != row.key or letter not in REWORDED:
        return Say("This line keeps its place. Choose one with a number, with the arrows or its number.")
    kind = [other.key for other in rows if other.number == other.key and other.key[0] == letter]
    at = kind.index(row.key)
    if not 0 <= at + by < len(kind):
        return Say(f"{row.key} is the {WHERE[by]} one already.")
    after = kind[at - 1 :] if by < 0 else kind[at + 2 :]
    act = MoveItem(number=row.key, before=after[0] if after else None)
    return Do((act,), select=row.key)
