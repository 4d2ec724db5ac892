"""Everything the screen is a function of: the world, the look, and what was said last."""

from __future__ import annotations

from dataclasses import dataclass

from ibps.ui.forms import Form
from ibps.ui.view import Look, World


@dataclass(frozen=True)
class Scene:
    """One moment of the room. `saved` is the time of the last finished write, `trouble` why one failed."""

    world: World
    look: Look
    form: Form | None = None
    said: str = ""
    said_bad: bool = False
    saved: str = ""
    trouble: str = ""
    select: str = ""
    turn: int = 0  # counts what was asked of the screen, so that asking the same twice is seen
