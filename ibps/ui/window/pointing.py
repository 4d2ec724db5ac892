"""Which line a verb is said of: "one, rate" means option 1 also where standard 1 stands above it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from ibps.ui.widgets.rows import Row

_PERSON: Final = "person-"

OF: Final[Mapping[str, tuple[str, ...]]] = {
    **dict.fromkeys(("here", "chair", "role", "voice", "person", "speaks", "standin"), (_PERSON,)),
    **dict.fromkeys(("agreed", "disputed", "findout"), ("F",)),
    **dict.fromkeys(("must", "yardstick", "agreestandard"), ("S",)),
    **dict.fromkeys(("rate", "rateparty"), ("O",)),
    **dict.fromkeys(("owner", "due", "done"), ("A",)),
    **dict.fromkeys(("measure", "figure"), ("M",)),
    "takeup": ("K",),
    "ownsession": ("K", "last-K"),
    **dict.fromkeys(("late", "trial", "inforce", "replaced", "ended"), ("D",)),
}
"""For verbs that are said of one kind of line: what the keys of those lines begin with, before the number."""


def meant(rows: Iterable[Row], chosen: Row | None, said: str, action: str) -> Row | None:
    """The line an action is about: the one chosen, or the one of its kind whose number was just said.

    Args:
        rows: The list.
        chosen: Where the cursor is.
        said: The digits typed right before the key; "" when there were none.
        action: What the key means.
    """
    keys = [f"{before}{said.lstrip('0')}" for before in OF.get(action, ())] if said else []
    if chosen is None or not keys or chosen.key in keys:
        return chosen
    return next((row for row in rows if row.kind == "item" and row.key in keys), chosen)
