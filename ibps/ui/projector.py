"""The second window: what the room sees, following the file that the facilitator's window writes.

It knows the file alone, cannot change anything, and keeps showing what it last could read.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import ClassVar

from textual.actions import SkipAction
from textual.app import App
from textual.binding import Binding, BindingType

from ibps.ui.crash import Guarded
from ibps.ui.follower import PATIENCE, Follower, Watched
from ibps.ui.hangup import on_hangup
from ibps.ui.keymap import BINDABLE
from ibps.ui.screens.wall import Wall
from ibps.ui.settings import AS_IT_COMES, Settings
from ibps.ui.theme import THEMES, other_look


class Projector(Guarded, App[int]):
    """One window on one file, for reading."""

    TITLE = "ibps room"
    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = [
        *(Binding(key, f"key('{key}')", show=False, priority=True) for key in BINDABLE),
        Binding("b,space", "blank", "blank", show=False, priority=True),
        Binding("q", "leave", "leave", show=False, priority=True),
        Binding("up", "scroll('move', -1)", show=False, priority=True),
        Binding("down", "scroll('move', 1)", show=False, priority=True),
        Binding("pageup", "scroll('page', -1)", show=False, priority=True),
        Binding("pagedown", "scroll('page', 1)", show=False, priority=True),
        Binding("home", "scroll('edge', -1)", show=False, priority=True),
        Binding("end", "scroll('edge', 1)", show=False, priority=True),
    ]

    def __init__(
        self,
        watched: Watched,
        name: str,
        clock: Callable[[], datetime],
        patience: float = PATIENCE,
        settings: Settings = AS_IT_COMES,
        keep_report: Callable[[str], str] = lambda text: "",
    ) -> None:
        """`name` is what was asked for, to be said while there is nothing to show."""
        super().__init__(keep_report)
        self.keys = settings.keys
        self.wall = Wall(name, clock, lambda: self.follower.waiting > patience, self.keys.of("theme"))
        self.wall.reported = self.reported
        self.follower = Follower(watched, lambda glimpse: self.wall.post_message(Wall.Seen(glimpse)))
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = settings.theme if settings.theme in self.available_themes else THEMES[0].name

    def on_mount(self) -> None:
        """Begin to follow."""
        on_hangup(lambda: self.exit(0))
        self.push_screen(self.wall)
        self.follower.start()

    def on_unmount(self) -> None:
        """Nobody looks any more."""
        self.follower.stop()

    def stopped(self) -> str:
        """This window writes nothing, so nothing is lost with it."""
        return "The session is the facilitator's window's, and goes on there."

    def action_key(self, key: str) -> None:
        """Of the facilitator's keys, those that mean something here as well."""
        means: dict[str, Callable[[], None]] = {
            "blank": self.action_blank,
            "theme": self.action_look,
            "quit": lambda: self.exit(0),
        }
        name = next((name for name in means if self.keys.action(name).key == key), None)
        if name is None:
            raise SkipAction
        means[name]()

    def action_blank(self) -> None:
        """Nothing but the time, in a hurry; and back."""
        self.wall.blank()

    def action_look(self) -> None:
        """Between the light and the dark look."""
        if not self.wall.back():
            self.theme = other_look(self.current_theme)

    def action_scroll(self, how: str, by: int) -> None:
        """The list, when it is longer than the window."""
        if not self.wall.back():
            self.wall.scroll_board(how, by)

    def action_leave(self) -> None:
        """Leave; there is nothing to save. Blanked, q is any key."""
        if not self.wall.back():
            self.exit(0)
