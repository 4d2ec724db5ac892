"""What the screen works out without a widget: a line of two ends, text a file holds, the entry line's use."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

from rich.cells import cell_len

from ibps.ui.forms import Field
from ibps.ui.scene import Scene
from ibps.ui.view import Sheet
from ibps.ui.views import FRONT, view
from ibps.ui.widgets.rows import Row

T = TypeVar("T")

Use = Field | str | None
"""What the entry line is for: the question asked, the view typed into, or nothing."""


def writable(text: str) -> str:
    """The text as it can be written down: half a surrogate pair, which no file can hold, becomes U+FFFD."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def use_of(scene: Scene) -> Use:
    """What the entry line is for: a question, the entries of a view, or nothing."""
    if scene.look.view in ("help", "blank"):
        return None
    if scene.form:
        return scene.form.field
    looked_at = view(scene.look.view)
    chosen = scene.look.view == "versions"  # also where an old session is followed up
    open_for_words = looked_at.filters or (looked_at.types and (chosen or not scene.world.read_only))
    return scene.look.view if open_for_words else None


def of_lists(kept: Mapping[str, T]) -> dict[str, T]:
    """What is of the lists of sessions, and so of no session, in what is kept by view or by draft."""
    return {name: one for name, one in kept.items() if name.partition("?")[0] in FRONT}


def spread(left: str, right: str, width: int) -> str:
    """Left and right on one line; what is saved never goes, so the left gives way."""
    room = width - cell_len(right) - 2
    if cell_len(left) > room:
        kept = ""
        for character in left:
            if cell_len(kept) + cell_len(character) > room - 1:
                break
            kept += character
        left = kept + "…"
    return left + " " * (width - cell_len(left) - cell_len(right)) + right

def listed(scene: Scene, sheet: Sheet) -> tuple[Row, ...]:
    """The rows of the view; while a question is asked that points at other lines, those."""
    beside = scene.form.beside if scene.form and scene.look.view not in ("help", "blank") else ()
    return beside or sheet.rows


def pointed_at(scene: Scene, before: Scene | None) -> str:
    """The row a new scene wants chosen, said once: a resize shows the same scene again.

    Once a question that showed other lines is over, it is the line that the question was about.
    """
    if scene is before:
        return ""
    over = before.form if before and before.form and before.form.beside and not scene.form else None
    return scene.select or (over.about if over else "")
