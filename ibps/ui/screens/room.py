"""The screen: top lines, list, entry line, hint line. It shows a scene and tells the app what was asked."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, ClassVar

from textual import events, getters, on
from textual.app import ComposeResult
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Static

from ibps.core.plain import plain
from ibps.ui.forms import Field
from ibps.ui.scene import Scene
from ibps.ui.screens.lines import Use, use_of, writable
from ibps.ui.screens.parts import height, put, read_on, set_tone, too_small, top_line
from ibps.ui.view import Sheet
from ibps.ui.views import view
from ibps.ui.widgets.entry_line import EntryLine
from ibps.ui.widgets.item_list import ItemList
from ibps.ui.widgets.mouse import KeysLine, StageLine
from ibps.ui.widgets.rows import Row

if TYPE_CHECKING:
    from ibps.core.record import Record

ROOMY = 24
"""Rows from which both the meeting's question and the stage's are shown."""

TALLEST = 4
"""Rows of the question before it moves into the list, where it can be read on."""


class Room(Screen[None]):
    """A function of the scene. Keeps nothing but the unsent text of each view."""

    CSS_PATH: ClassVar = "room.tcss"

    scene: reactive[Scene | None] = reactive(None)

    status = getters.query_one("#status", Static)
    rail = getters.query_one("#rail", StageLine)
    banner = getters.query_one("#banner", Static)
    question = getters.query_one("#question", Static)
    ask = getters.query_one("#ask", Static)
    items = getters.query_one("#list", ItemList)
    say = getters.query_one("#say", Static)
    entry = getters.query_one("#entry", EntryLine)
    hint = getters.query_one("#hint", KeysLine)

    class Entered(Message):
        """A line was entered: an answer to the form's question, or something for the view.

        `use` is what the entry line was for at that moment.
        """

        def __init__(self, text: str, use: Use) -> None:
            super().__init__()
            self.text, self.use = text, use

    class Asked(Message):
        """A key was pressed that is not text: an action, a key of the moment, Enter or Esc on the list."""

        def __init__(self, what: str, row: Row | None, kind: str = "action") -> None:
            super().__init__()
            self.what, self.row, self.kind = what, row, kind

    class Narrowed(Message):
        """The text of a filter changed."""

        def __init__(self, text: str) -> None:
            super().__init__()
            self.text = text

    def __init__(self) -> None:
        super().__init__()
        self.drafts: dict[str, str] = {}  # unsent text by view; never part of the record
        self._shown: Scene | None = None
        self._drawn_at = Size(0, 0)
        self._use: Use = None
        self._waiting: str | None = None  # what was typed as an answer when the question had to wait
        self._typing: dict[str, bool] = {}  # by view: whether the entry line had the focus
        self._focus_then: Widget | None = None  # while the window is too small
        self._places: dict[str, str] = {}  # by view: the row that was chosen

    def fresh(self, drafts: Mapping[str, str]) -> None:
        """Another session: its own unsent text, and nothing of where the cursor was in the one before."""
        self.drafts, self._typing, self._places, self._use = dict(drafts), {}, {}, None

    def unsent(self) -> dict[str, str]:
        """All text that was typed and not entered, by view; of a question, what it began with is not kept."""
        now = {self._use: self.entry.text} if isinstance(self._use, str) else {}
        return {**self.drafts, **now}

    @property
    def chosen(self) -> Row | None:
        """The row that is chosen; none before there is a list."""
        return self.items.selected if self.is_mounted else None

    def compose(self) -> ComposeResult:
        """The parts from top to bottom."""
        yield Static(id="status")
        yield StageLine(id="rail")
        yield Static(id="banner")
        yield Static(id="question")
        yield Static(id="ask")
        yield ItemList(id="list")
        yield Static(id="say")
        yield EntryLine(id="entry")
        yield KeysLine(id="hint")
        yield Static(id="small")

    def watch_scene(self, scene: Scene | None) -> None:
        """Show the scene."""
        if scene is not None and self.is_mounted:
            self._show(scene)

    def on_mount(self) -> None:
        """The first scene may be there before the widgets are."""
        if self.scene is not None:
            self._show(self.scene)

    def _show(self, scene: Scene) -> None:
        before, self._shown, self._drawn_at = self._shown, scene, self.size
        looked_at = view(scene.look.view)
        sheet = looked_at.sheet(scene.world, scene.look)
        self._top(scene, sheet)
        rows = sheet.rows
        question, ask = plain(sheet.question, lines=True), plain(sheet.ask)
        width = max(self.size.width - 2, 1)
        if height(question, width) > TALLEST:
            rows, question = (*read_on(question), *rows), ""
        if question and self.size.height < ROOMY and height(question, width) + height(ask, width) > 2:
            ask = ""  # the meeting's own question stays; the stage's is on F2 as well
        put(self.question, question)
        put(self.ask, ask)
        here, there = scene.look, before.look if before else None
        arrived = there is None or (there.view, there.about) != (here.view, here.about)
        came_back = there is not None and len(here.under) < len(there.under)
        if arrived and there is not None and self.items.selected is not None:
            self._places[there.view] = self.items.selected.key
        place = self._places.get(here.view) if came_back else sheet.select
        self.items.show(rows, scene.select or (place if arrived else None))
        if arrived and self.items.selected is None:
            self.items.to_top()  # a page that is read begins at its beginning
        self._talk(scene, sheet)
        self._entry(scene, came_back)
        self._hints()

    def _top(self, scene: Scene, sheet: Sheet) -> None:
        width = max(self.size.width - 2, 1)
        practice = scene.world.record is not None and scene.world.record.practice
        right = (
            f"NOT SAVED: {scene.trouble}"
            if scene.trouble
            else (f"saved {scene.saved}" if scene.saved else "")
        )
        title = scene.world.record.session.title if scene.world.record and sheet.rail else ""
        put(self.status, top_line(sheet, title, right, width), layout=False)
        self.status.set_class(bool(scene.trouble), "-trouble")
        record = scene.world.record
        parts = self._rail(record, scene.look.view, width) if record and sheet.rail else ()
        put(self.rail, self.rail.take(parts))
        banner = sheet.banner
        if practice and "PRACTICE" not in banner:
            banner = f"PRACTICE · {banner}" if banner else "PRACTICE · NOTHING HERE IS REAL"
        put(self.banner, plain(banner))
        set_tone(self.banner, sheet.tone or ("practice" if practice else ""))

    def _rail(self, record: Record, looked_at: str, width: int) -> tuple[tuple[str, str], ...]:
        from ibps.ui.rail import rail_parts  # brings the stages in, which the front desk does without

        return rail_parts(record, looked_at, width)

    def _talk(self, scene: Scene, sheet: Sheet) -> None:
        text = "\n".join(part for part in (scene.said, sheet.legend) if part)
        if scene.form and scene.look.view not in ("help", "blank"):
            text = f"{scene.said}  {scene.form.field.ask}" if scene.said_bad else scene.form.field.ask
        put(self.say, plain(text, lines=True))
        self.say.set_class(scene.said_bad, "-bad")

    def _entry(self, scene: Scene, came_back: bool) -> None:
        """What the entry line is for now. Unsent text stays with its view, a question's with the question."""
        use, old, text = use_of(scene), self._use, self.entry.text
        if isinstance(use, Field) and scene.form:
            self.entry.prompt, self.entry.placeholder = f"[{scene.form.title}]", "Enter answers · Esc leaves"
        elif use is not None:
            slot = scene.look.slot(view(scene.look.view).slots(scene.world, scene.look))
            self.entry.prompt = f"[{slot.label}]" if slot else ""
            self.entry.placeholder = slot.placeholder if slot else ""
        if use != old:
            if isinstance(old, str):
                self.drafts[old], self._typing[old] = text, self.focused is self.entry
            elif isinstance(old, Field) and use is None and scene.form:
                self._waiting = text  # the question waits behind help or the blank screen
            if isinstance(use, Field):
                ahead = text if isinstance(old, Field) else ""  # somebody may have typed ahead
                self.entry.text = use.start + ahead if self._waiting is None else self._waiting
                self._waiting = None
            elif isinstance(use, str):
                self.entry.text = self.drafts.get(use, "")
            self._use = use
            self.entry.set_class(use is None, "-off")
        # At once and not when the app comes to it: what is asked next looks at who has the focus.
        if scene.look.view == "blank":
            self.set_focus(None)
        elif use != old or self.focused is None:
            returned = came_back or isinstance(old, Field)
            typing = isinstance(use, Field) or (isinstance(use, str) and self._typing.get(use, True))
            self.set_focus(self.entry if use is not None and (typing or not returned) else self.items)

    def _hints(self) -> None:
        scene = self._shown
        if scene is None:
            return
        world, keys, looked_at = scene.world, scene.world.keys, view(scene.look.view)
        hints: tuple[tuple[str, str], ...]
        if isinstance(self._use, Field):
            hints = (("Enter", "answers"), ("Esc", "leaves"), (keys.of("help"), "help"))
        elif self.focused is self.entry:
            more = tuple(key for key in looked_at.keys(world, scene.look) if key[0] == "Enter")
            kinds = (("Tab", "switch"),) if len(looked_at.slots(world, scene.look)) > 1 else ()
            more = (*more, ("Esc", "list"), *kinds)
            hints = keys.hints(looked_at.name, self.size.width - 2, True, more, looked_at.idle(world))
        else:
            more = looked_at.keys(world, scene.look)
            more = (*more, ("Enter", "type")) if looked_at.types and looked_at.name != "review" else more
            hints = keys.hints(looked_at.name, self.size.width - 2, False, more, looked_at.idle(world))
        put(self.hint, self.hint.take_hints(hints), layout=False)

    def on_resize(self, event: events.Resize) -> None:
        """Too small is said in words; nothing is lost by it."""
        small = too_small(self, event.size, "\nNothing is lost.")
        if small and not self.has_class("-small"):
            self._focus_then = self.focused  # what is hidden cannot keep the focus
        back = self.has_class("-small") and not small
        self.set_class(small, "-small")
        if back and self._focus_then is not None:
            self._focus_then.focus()
        if not small and self.scene is not None and event.size != self._drawn_at:
            self._show(self.scene)

    def on_descendant_focus(self) -> None:
        """The hint line names the keys of whatever has the focus."""
        self._hints()

    # what was pressed

    @on(EntryLine.Submitted)
    def _submitted(self, event: EntryLine.Submitted) -> None:
        self.post_message(self.Entered(writable(event.text), self._use))

    @on(EntryLine.Changed)
    def _changed(self, event: EntryLine.Changed) -> None:
        if self.scene and self.scene.form is None and self.scene.look.view == "review":
            self.post_message(self.Narrowed(event.text))

    @on(EntryLine.Left)
    def _left(self) -> None:
        if self.scene and self.scene.form:
            self.post_message(self.Asked("escape", self.items.selected, "form"))
        else:
            self.items.focus()

    @on(EntryLine.PartyKey)
    def _party(self, event: EntryLine.PartyKey) -> None:
        self.post_message(self.Asked("next" if event.forward else "previous", None, "slot"))

    @on(EntryLine.Move)
    def _move(self, event: EntryLine.Move) -> None:
        self.items.move(event.by)

    @on(StageLine.Picked)
    def _picked(self, event: StageLine.Picked) -> None:
        self.post_message(self.Asked(event.stage, None, "stage"))

    def on_click(self, event: events.Click) -> None:
        """A click brings a blanked screen back, as any key does."""
        if self.scene and self.scene.look.view == "blank":
            event.stop()
            self.post_message(self.Asked("escape", None, "back"))

    @on(ItemList.Selected)
    def _selected(self, event: ItemList.Selected) -> None:
        self._enter(event.row)

    def _enter(self, row: Row | None) -> None:
        scene = self.scene
        if scene is None:
            return
        if view(scene.look.view).types and scene.look.view != "review" and not scene.world.read_only:
            self.set_focus(self.entry)
        else:
            self.post_message(self.Asked("enter", row, "chosen"))

    @on(ItemList.Verb)
    def _verb(self, event: ItemList.Verb) -> None:
        self._letter(event.key, event.row)

    @on(ItemList.Typed)
    def _typed(self, event: ItemList.Typed) -> None:
        if event.character == "?":
            self.post_message(self.Asked("help", self.items.selected))
        else:
            self._letter(event.character, self.items.selected)

    def _letter(self, key: str, row: Row | None) -> None:
        scene = self.scene
        if scene is None:
            return
        action = scene.world.keys.find(scene.look.view, key)
        if action:
            self.post_message(self.Asked(action.name, row))
        elif view(scene.look.view).types and not scene.world.read_only:
            self.set_focus(self.entry)
            if key != "a":  # a is the key that goes back to typing
                self.entry.text += key
        else:
            self.post_message(self.Asked(key, row, "key"))

    def on_key(self, event: events.Key) -> None:
        """Any key at all brings a blanked screen back."""
        if self.scene and self.scene.look.view == "blank":
            event.stop()
            event.prevent_default()
            self.post_message(self.Asked("escape", None, "back"))

    def key_escape(self) -> None:
        """From the list: back to what was looked at before."""
        self.post_message(self.Asked("escape", self.items.selected, "back"))

    def key_enter(self) -> None:
        """Enter where nothing in the list can be chosen."""
        if self.focused is self.items and self.items.selected is None:
            self._enter(None)
