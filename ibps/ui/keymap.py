"""The keys as they are for whoever sits here: the table, with their own in place of some. A value, handed in.

Whatever names a key to people asks here, so that what is read is what works.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, replace
from string import ascii_lowercase
from typing import Final

from ibps.ui.actions import ACTIONS, Action, actions_for

PALETTE: Final = "ctrl+p"
"""Opens the list of everything by name; Textual's own key, and no action of the table."""

BINDABLE: Final = (
    *(f"ctrl+{letter}" for letter in ascii_lowercase if letter not in "acvwxz" "ijmhs" "p"),
    *(f"f{number}" for number in range(1, 13) if number not in (10, 11)),
)
"""Keys that may work while typing. Not those of the line itself (ctrl+ a c v w x z), not those that terminals
keep or hand on as another key (ctrl+ i j m h s, F10, F11), and not the palette's."""

NAMED: Final[Mapping[str, str]] = {"Enter": "enter", "Esc": "escape", "Tab": "tab"}
"""Keys that are the same for everybody, as they are shown and as they are pressed."""


def pressed(shown: str) -> str:
    """The key that a name on the hint line stands for."""
    if shown in NAMED or len(shown) < 2:
        return NAMED.get(shown, shown)
    return shown.lower().replace("^", "ctrl+")


@dataclass(frozen=True)
class Keymap:
    """Which key does what."""

    actions: tuple[Action, ...] = ACTIONS

    def but(self, keys: Mapping[str, str]) -> Keymap:
        """The same with other keys for some actions, by their names."""
        return Keymap(tuple(replace(a, key=keys[a.name]) if a.name in keys else a for a in self.actions))

    def action(self, name: str) -> Action:
        """The action of this name."""
        return next(action for action in self.actions if action.name == name)

    def of(self, name: str) -> str:
        """The key of an action, as sentences and lines name it."""
        return self.action(name).shown

    def view(self, name: str) -> tuple[Action, ...]:
        """Everything a key can do in a view, the most needed first."""
        return actions_for(name, self.actions)

    def find(self, view: str, key: str) -> Action | None:
        """What a key does in a view."""
        return next((action for action in self.view(view) if action.key == key), None)

    def hints(
        self,
        view: str,
        width: int,
        typing: bool,
        more: Iterable[tuple[str, str]] = (),
        idle: Container[str] = (),
    ) -> tuple[tuple[str, str], ...]:
        """The keys that matter here and their words, as many as fit. Undo and help never drop off.

        Args:
            view: The view looked at.
            width: Cells to fill.
            typing: Whether the entry line has the focus, so that letters are text.
            more: Keys that belong to the moment, such as Enter or the answers of a scale; they come first.
            idle: Names of actions that mean nothing at the moment.
        """
        more = tuple(more)
        named = {key for key, _ in more}
        here = [a for a in self.view(view) if (a.anywhere or not typing) and a.shown not in named]
        here = [a for a in here if a.name not in idle]
        kept = [("?" if a.name == "help" and not typing else a.shown, a.short) for a in here if a.rank < 10]
        room = width + len(GAP) - sum(map(_cells, kept))
        shown: list[tuple[str, str]] = []
        for hint in (*more, *((a.shown, a.short) for a in here if a.rank >= 10)):
            if hint[1] in [word for _, word in shown]:
                continue  # another key for the same
            room -= _cells(hint)
            if room < 0:
                break
            shown.append(hint)
        return (*shown, *kept)


TABLE: Final = Keymap()
"""The keys as they come."""


def line(hints: Iterable[tuple[str, str]]) -> str:
    """The hint line as text."""
    return GAP.join(f"{key} {word}" for key, word in hints)


GAP: Final = "  "
"""Between two keys of the hint line."""


def _cells(hint: tuple[str, str]) -> int:
    return sum(map(len, hint)) + 1 + len(GAP)
