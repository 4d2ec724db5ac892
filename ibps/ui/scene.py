"""Everything the screen is a function of: the world, the look, and what was said last."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ibps.ui.forms import Form
from ibps.ui.view import Look, World

if TYPE_CHECKING:
    from ibps.core.record.running import Timer


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
    under_way: str = ""  # what the disk is taking its time for, in words
    select: str = ""
    turn: int = 0  # counts what was asked of the screen, so that asking the same twice is seen

    @property
    def timer(self) -> Timer | None:
        """The timer of the meeting that is on in this window; a session that is only read has none."""
        world = self.world
        return world.record.timer if world.record is not None and not world.read_only else None
