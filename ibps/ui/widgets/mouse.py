"""Lines of one row whose pieces can be clicked. All of them are of our own making, never people's words."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len
from textual import events
from textual.message import Message
from textual.widgets import Static

from ibps.ui.keymap import GAP, line, pressed

Piece = tuple[str, str]
"""What a click on it means, "" for nothing, and its text."""


class PiecesLine(Static):
    """Knows which piece is under the mouse. It never takes the focus: a click changes nothing else."""

    ALLOW_SELECT = False

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._pieces: tuple[Piece, ...] = ()

    def take(self, pieces: Sequence[Piece]) -> str:
        """The pieces from now on; their text, to be shown."""
        self._pieces = tuple(pieces)
        return "".join(text for _, text in self._pieces)

    def under(self, x: int) -> str:
        """What a click on this cell of the text means; "" for nothing."""
        for meaning, text in self._pieces:
            x -= cell_len(text)
            if x < 0:
                return meaning
        return ""

    def on_click(self, event: events.Click) -> None:
        """A click with the first button, on a piece that means something."""
        offset = event.get_content_offset(self)
        meaning = self.under(offset.x) if offset is not None and event.button == 1 else ""
        if meaning:
            event.stop()
            self.clicked(meaning)

    def clicked(self, meaning: str) -> None:
        """What a click is for."""
        raise NotImplementedError


class KeysLine(PiecesLine):
    """The hint line: a click on a key presses that key, and waits its turn among the keys."""

    def take_hints(self, hints: Sequence[tuple[str, str]]) -> str:
        """Keys and their words from now on; the line, to be shown."""
        pieces: list[Piece] = []
        for hint in hints:
            pieces += [(hint[0], line((hint,))), ("", GAP)]
        return self.take(pieces[:-1])

    def clicked(self, meaning: str) -> None:
        """The key itself, as if it had come from the keyboard."""
        self.app.post_message(events.Key(pressed(meaning), None))


class StageLine(PiecesLine):
    """The rail: a click on a stage asks for that stage."""

    class Picked(Message):
        """A stage was clicked."""

        def __init__(self, stage: str) -> None:
            super().__init__()
            self.stage = stage

    def clicked(self, meaning: str) -> None:
        """For the screen."""
        self.post_message(self.Picked(meaning))
