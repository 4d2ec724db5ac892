"""The line people's words are typed into, while others speak."""

import re
from collections.abc import Callable, Mapping
from typing import Final

from textual import events
from textual.message import Message

from ibps.ui.widgets.draft import Draft, in_front
from ibps.ui.widgets.entry_view import EntryView

_STEPS_BACK = 200


class EntryLine(EntryView):
    """A label and one line of text that grows to four rows as it wraps, and scrolls from there.

    Text stands as it was typed or pasted, line breaks of a paste included. `Enter` hands the text over with
    `Submitted` and leaves the line free for the next: the owner gives it back when it could not be kept. A
    letter that changes no row count repaints this widget alone, without a layout of the screen.

    Keys are read here and at once, not as bindings: those are looked at when a key has found its way up the
    screen, and a fast typist's next letters would overtake the Enter before them.
    """

    class About(Message):
        """Something happened in an entry line."""

        def __init__(self, entry_line: "EntryLine") -> None:
            super().__init__()
            self.entry_line = entry_line

        @property
        def control(self) -> "EntryLine":
            return self.entry_line

    class Changed(About):
        """The text is another than before."""

        def __init__(self, entry_line: "EntryLine", text: str) -> None:
            super().__init__(entry_line)
            self.text = text

    class Submitted(About):
        """`Enter` was pressed."""

        def __init__(self, entry_line: "EntryLine", text: str) -> None:
            super().__init__(entry_line)
            self.text = text

    class Left(About):
        """`Escape` was pressed."""

    class PartyKey(About):
        """`Tab` (forward) or `Shift+Tab` was pressed."""

        def __init__(self, entry_line: "EntryLine", forward: bool) -> None:
            super().__init__(entry_line)
            self.forward = forward

    class Move(About):
        """Up (-1) on the first row or down (1) on the last one: for the list beside."""

        def __init__(self, entry_line: "EntryLine", by: int) -> None:
            super().__init__(entry_line)
            self.by = by

    def __init__(
        self,
        text: str = "",
        *,
        prompt: str = "",
        placeholder: str = "",
        name: str | None = None,
        id: str | None = None,
        classes: str | None = None,
    ) -> None:
        super().__init__(text, prompt=prompt, placeholder=placeholder, name=name, id=id, classes=classes)
        self._past: list[Draft] = []
        self._dragging = False

    @property
    def text(self) -> str:
        """What was typed, character by character."""
        return self._draft.text

    @text.setter
    def text(self, text: str) -> None:
        self._past = []
        self._become(Draft(text, len(text), len(text)))

    def clear(self) -> None:
        """An empty line."""
        self.text = ""

    def give_back(self, text: str) -> None:
        """Text that could not be kept stands again before whatever has been typed since."""
        self.text = in_front(text, self.text)

    def check_consume_key(self, key: str, character: str | None) -> bool:
        return key in KEYS or (character is not None and character.isprintable())

    def on_key(self, event: events.Key) -> None:
        if act := KEYS.get(event.key):
            if act(self) is not False:
                event.stop()
                event.prevent_default()
        elif event.is_printable and event.character is not None:
            event.stop()
            self._edit(self._draft.insert(event.character))

    def on_paste(self, event: events.Paste) -> None:
        event.stop()
        self._insert(event.text)

    def submit(self) -> None:
        """Hand the text over; the line is free for what is typed next."""
        text = self.text
        self.clear()
        self.post_message(self.Submitted(self, text))

    def row(self, by: int) -> None:
        lines = self._laid()
        row, cell = lines.place(self._draft.cursor)
        if 0 <= row + by < len(lines):
            self._become(self._draft.move(lines.character(row + by, cell)))
        else:
            self.post_message(self.Move(self, by))

    def step(self, by: int, keep: bool = False) -> None:
        draft = self._draft
        start, end = draft.selection
        if keep or start == end:
            self._become(draft.move(draft.step(by), keep))
        else:
            self._become(draft.move(start if by < 0 else end))

    def word(self, by: int, keep: bool = False) -> None:
        self._become(self._draft.move(self._draft.word(by), keep))

    def edge(self, by: int, keep: bool = False) -> None:
        lines = self._laid()
        row, _ = lines.place(self._draft.cursor)
        self._become(self._draft.move(lines.character(row, 0 if by < 0 else len(lines.line(row)) * 2), keep))

    def erase(self, by: int) -> None:
        self._edit(self._draft.erase(self._draft.step(by)))

    def erase_word(self) -> None:
        self._edit(self._draft.erase(self._draft.word(-1)))

    def copy(self) -> bool:
        """Copies what is selected; False when nothing is, so that the key can mean something else."""
        if self._draft.selected:
            self.app.copy_to_clipboard(self._draft.selected)
        return bool(self._draft.selected)

    def cut(self) -> bool:
        copied = self.copy()
        if copied:
            self._edit(self._draft.insert(""))
        return copied

    def select_all(self) -> None:
        self._become(self._draft.move(0).move(len(self.text), keep=True))

    def paste(self) -> None:
        self._insert(self.app.clipboard)

    def back(self) -> None:
        """Takes the last change of the text back; for what is only here, not yet in the record."""
        if self._past:
            self._become(self._past.pop())

    def on_mouse_down(self, event: events.MouseDown) -> None:
        if self._on_label(event):
            return
        self._dragging = True
        self.capture_mouse()
        self._become(self._draft.move(self._under(event)))

    def on_mouse_move(self, event: events.MouseMove) -> None:
        if self._dragging:
            self._become(self._draft.move(self._under(event), keep=True))

    def on_mouse_up(self) -> None:
        self._dragging = False
        self.release_mouse()

    def on_click(self, event: events.Click) -> None:
        """A click on the label is Tab: the next kind of entry."""
        if self._on_label(event):
            event.stop()
            self.post_message(self.PartyKey(self, True))

    def _on_label(self, event: events.MouseEvent) -> bool:
        offset = event.get_content_offset(self)
        return offset is not None and offset.y == 0 and offset.x < self.label_width

    def _insert(self, text: str) -> None:
        if text:
            self._edit(self._draft.insert(re.sub("\r\n?", "\n", text)))

    def _edit(self, draft: Draft) -> None:
        if draft.text != self._draft.text:
            self._past.append(self._draft)
            del self._past[:-_STEPS_BACK]
            self._become(draft)

    def _become(self, draft: Draft) -> None:
        before = self._draft
        self._draft = draft
        if draft != before:
            self._reflow()
        if draft.text != before.text:
            self.post_message(self.Changed(self, draft.text))

    def _under(self, event: events.MouseEvent) -> int:
        offset = event.get_content_offset_capture(self)
        return self._character_at(offset.x, offset.y)


KEYS: Final[Mapping[str, Callable[[EntryLine], object]]] = {
    "enter": EntryLine.submit,
    "escape": lambda line: line.post_message(EntryLine.Left(line)),
    "tab": lambda line: line.post_message(EntryLine.PartyKey(line, True)),
    "shift+tab": lambda line: line.post_message(EntryLine.PartyKey(line, False)),
    "up": lambda line: line.row(-1),
    "down": lambda line: line.row(1),
    "left": lambda line: line.step(-1),
    "right": lambda line: line.step(1),
    "shift+left": lambda line: line.step(-1, True),
    "shift+right": lambda line: line.step(1, True),
    "ctrl+left": lambda line: line.word(-1),
    "ctrl+right": lambda line: line.word(1),
    "ctrl+shift+left": lambda line: line.word(-1, True),
    "ctrl+shift+right": lambda line: line.word(1, True),
    "home": lambda line: line.edge(-1),
    "end": lambda line: line.edge(1),
    "shift+home": lambda line: line.edge(-1, True),
    "shift+end": lambda line: line.edge(1, True),
    "ctrl+a": EntryLine.select_all,
    "backspace": lambda line: line.erase(-1),
    "delete": lambda line: line.erase(1),
    "ctrl+w": EntryLine.erase_word,
    "ctrl+backspace": EntryLine.erase_word,
    "alt+backspace": EntryLine.erase_word,
    "ctrl+x": EntryLine.cut,
    "ctrl+c": EntryLine.copy,
    "super+c": EntryLine.copy,
    "ctrl+v": EntryLine.paste,
    "ctrl+z": EntryLine.back,
}
"""What each key does that is not text. A key whose method says False goes on up the screen."""

EDITS: Final = frozenset(KEYS) - {
    *("enter", "escape", "tab", "shift+tab", "up", "down"),
    *("ctrl+c", "ctrl+x", "super+c"),
}
"""The keys among them that never mean anything beyond the line."""
