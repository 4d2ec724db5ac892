"""The line people's words are typed into, while others speak."""

import re
from typing import ClassVar

from textual import events
from textual.actions import SkipAction
from textual.binding import Binding, BindingType
from textual.message import Message

from ibps.ui.widgets.draft import Draft
from ibps.ui.widgets.entry_view import EntryView

_STEPS_BACK = 200


class EntryLine(EntryView):
    """A label and one line of text that grows to four rows as it wraps, and scrolls from there.

    Text stands as it was typed or pasted, line breaks of a paste included. `Enter` posts `Submitted`
    and leaves the text: the owner calls `clear()` once it is safely kept. A letter that changes no
    row count repaints this widget alone, without a layout of the screen.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "submit", show=False),
        Binding("escape", "leave", show=False),
        Binding("tab", "party(True)", show=False),
        Binding("shift+tab", "party(False)", show=False),
        Binding("up", "row(-1)", show=False),
        Binding("down", "row(1)", show=False),
        Binding("left", "step(-1)", show=False),
        Binding("right", "step(1)", show=False),
        Binding("shift+left", "step(-1, True)", show=False),
        Binding("shift+right", "step(1, True)", show=False),
        Binding("ctrl+left", "word(-1)", show=False),
        Binding("ctrl+right", "word(1)", show=False),
        Binding("ctrl+shift+left", "word(-1, True)", show=False),
        Binding("ctrl+shift+right", "word(1, True)", show=False),
        Binding("home", "edge(-1)", show=False),
        Binding("end", "edge(1)", show=False),
        Binding("shift+home", "edge(-1, True)", show=False),
        Binding("shift+end", "edge(1, True)", show=False),
        Binding("backspace", "erase(-1)", show=False),
        Binding("delete", "erase(1)", show=False),
        Binding("ctrl+w,ctrl+backspace,alt+backspace", "erase_word", show=False),
        Binding("ctrl+x", "cut", show=False),
        Binding("ctrl+c,super+c", "copy", show=False),
        Binding("ctrl+v", "paste", show=False),
        Binding("ctrl+z", "back", show=False),
    ]

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

    def check_consume_key(self, key: str, character: str | None) -> bool:
        return character is not None and character.isprintable()

    def on_key(self, event: events.Key) -> None:
        if event.is_printable and event.character is not None:
            event.stop()
            self._edit(self._draft.insert(event.character))

    def on_paste(self, event: events.Paste) -> None:
        event.stop()
        self._insert(event.text)

    def action_submit(self) -> None:
        self.post_message(self.Submitted(self, self.text))

    def action_leave(self) -> None:
        self.post_message(self.Left(self))

    def action_party(self, forward: bool) -> None:
        self.post_message(self.PartyKey(self, forward))

    def action_row(self, by: int) -> None:
        lines = self._laid()
        row, cell = lines.place(self._draft.cursor)
        if 0 <= row + by < len(lines):
            self._become(self._draft.move(lines.character(row + by, cell)))
        else:
            self.post_message(self.Move(self, by))

    def action_step(self, by: int, keep: bool = False) -> None:
        draft = self._draft
        start, end = draft.selection
        if keep or start == end:
            self._become(draft.move(draft.step(by), keep))
        else:
            self._become(draft.move(start if by < 0 else end))

    def action_word(self, by: int, keep: bool = False) -> None:
        self._become(self._draft.move(self._draft.word(by), keep))

    def action_edge(self, by: int, keep: bool = False) -> None:
        lines = self._laid()
        row, _ = lines.place(self._draft.cursor)
        self._become(self._draft.move(lines.character(row, 0 if by < 0 else len(lines.line(row)) * 2), keep))

    def action_erase(self, by: int) -> None:
        self._edit(self._draft.erase(self._draft.step(by)))

    def action_erase_word(self) -> None:
        self._edit(self._draft.erase(self._draft.word(-1)))

    def action_copy(self) -> None:
        if not self._draft.selected:
            raise SkipAction()
        self.app.copy_to_clipboard(self._draft.selected)

    def action_cut(self) -> None:
        self.action_copy()
        self._edit(self._draft.insert(""))

    def action_paste(self) -> None:
        self._insert(self.app.clipboard)

    def action_back(self) -> None:
        """Takes the last change of the text back; for what is only here, not yet in the record."""
        if self._past:
            self._become(self._past.pop())

    def on_mouse_down(self, event: events.MouseDown) -> None:
        self._dragging = True
        self.capture_mouse()
        self._become(self._draft.move(self._under(event)))

    def on_mouse_move(self, event: events.MouseMove) -> None:
        if self._dragging:
            self._become(self._draft.move(self._under(event), keep=True))

    def on_mouse_up(self) -> None:
        self._dragging = False
        self.release_mouse()

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
