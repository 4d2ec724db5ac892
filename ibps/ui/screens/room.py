"""The screen: top lines, list, entry line, hint line. It shows a scene and tells the app what was asked."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import ClassVar

from textual import events, getters, on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive
from textual.screen import Screen
from textual.widgets import Static

from ibps.core.plain import plain
from ibps.ui.coach import WIDE, beside, coached, line
from ibps.ui.forms import Field
from ibps.ui.scene import Scene
from ibps.ui.screens.hints import hints, takes_up_here
from ibps.ui.screens.lines import Use, listed, of_lists, pointed_at, use_of, writable
from ibps.ui.screens.parts import height, put, read_on, set_tone, too_small, top_line
from ibps.ui.view import Sheet
from ibps.ui.views import FRONT, view
from ibps.ui.widgets.entry_line import EntryLine
from ibps.ui.widgets.item_list import ItemList
from ibps.ui.widgets.mouse import KeysLine, StageLine
from ibps.ui.widgets.rows import Row
from ibps.ui.window.pointing import meant

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
    panel = getters.query_one("#panel", ItemList)
    coach = getters.query_one("#coach", Static)
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

    def __init__(self, now: Callable[[], datetime], sheet_of: Callable[[Scene], Sheet]) -> None:
        super().__init__()
        self.now, self.sheet_of = now, sheet_of
        self.drafts: dict[str, str] = {}  # unsent text by view; never part of the record
        self._shown: Scene | None = None
        self._sheet: Sheet | None = None
        self._drawn_at = Size(0, 0)
        self._use: Use = None
        self._waiting: str | None = None  # what was typed as an answer when the question had to wait
        self._typing: dict[str, bool] = {}  # by view: whether the entry line had the focus
        self._places: dict[str, str] = {}  # by view: the row that was chosen

    def fresh(self, drafts: Mapping[str, str]) -> None:
        """Another session, or none: its own unsent text, nothing of the one before. The lists keep theirs."""
        self.drafts = {**drafts, **of_lists(self.drafts)}
        self._typing, self._places = of_lists(self._typing), of_lists(self._places)
        if self._use not in FRONT:
            self._use = None

    def unsent(self) -> dict[str, str]:
        """All text that was typed and not entered, by view; of a question, what it began with is not kept."""
        use = self._use
        now = {use: self.entry.text} if isinstance(use, str) and not view(use).passing else {}
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
        with Horizontal(id="middle"):
            yield ItemList(id="list")
            yield ItemList(id="panel", classes="-off")
        yield Static(id="coach", classes="-off")
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
        self.panel.can_focus = False  # it is read while people go on typing
        if self.scene is not None:
            self._show(self.scene)
        self.set_interval(1.0, self.tick)

    def tick(self) -> None:
        """What changes with time alone: what is left of a timer, which changes once a minute."""
        scene, sheet = self._shown, self._sheet
        if scene is not None and sheet is not None and scene.timer is not None:
            self._status(scene, sheet)

    def _show(self, scene: Scene) -> None:
        before, self._shown, self._drawn_at = self._shown, scene, self.size
        self._sheet = sheet = self.sheet_of(scene)
        self._top(scene, sheet)
        rows = listed(scene, sheet)
        question, ask = plain(sheet.question, lines=True), plain(sheet.ask)
        width = max(self.size.width - 2, 1)
        if height(question, width) > TALLEST:
            rows, question = (*read_on(question), *rows), ""
        if question and self.size.height < ROOMY and height(question, width) + height(ask, width) > 2:
            ask = ""  # the meeting's own question stays; the stage's is with the coach as well
        put(self.question, question)
        put(self.ask, ask)
        here, there = scene.look, before.look if before else None
        arrived = there is None or (there.view, there.about) != (here.view, here.about)
        came_back = there is not None and len(here.under) < len(there.under)
        if arrived and there is not None and self.items.selected is not None:
            self._places[there.view] = self.items.selected.key
        place = self._places.get(here.view) if came_back else sheet.select
        self.items.show(rows, pointed_at(scene, before) or (place if arrived else None))
        if arrived and self.items.selected is None:
            self.items.to_top()  # a page that is read begins at its beginning
        self._coach(scene)
        self._talk(scene, sheet)
        self._entry(scene, came_back, arrived and bool(scene.select))
        self._hints()

    def _top(self, scene: Scene, sheet: Sheet) -> None:
        self._status(scene, sheet)
        width = max(self.size.width - 2, 1)
        practice = scene.world.record is not None and scene.world.record.practice
        record = scene.world.record
        parts = self._rail(scene, sheet, width) if record and sheet.rail else ()
        put(self.rail, self.rail.take(parts))
        banner = sheet.banner
        if practice and "PRACTICE" not in banner:
            banner = f"PRACTICE · {banner}" if banner else "PRACTICE · NOTHING HERE IS REAL"
        other = scene.world.other if scene.look.view not in ("blank", "versions") else ""
        put(self.banner, plain("\n".join(part for part in (other, banner) if part), lines=True))
        set_tone(self.banner, sheet.tone or ("practice" if practice else "waiting" if other else ""))

    def _status(self, scene: Scene, sheet: Sheet) -> None:
        """Where one is; at the right the timer, and what is saved. Trouble has the place alone."""
        right = f"NOT SAVED: {scene.trouble}" if scene.trouble else f"saved {scene.saved}" * bool(scene.saved)
        right = scene.under_way or right
        if scene.timer is not None and not scene.trouble:
            from ibps.core.timer import time_left  # as below: the front desk does without

            right = " · ".join(part for part in (time_left(scene.timer, self.now()), right) if part)
        title = scene.world.record.session.title if scene.world.record and sheet.rail else ""
        put(self.status, top_line(sheet, title, right, max(self.size.width - 2, 1)), layout=False)
        self.status.set_class(bool(scene.trouble), "-trouble")

    def _rail(self, scene: Scene, sheet: Sheet, width: int) -> tuple[tuple[str, str], ...]:
        from ibps.ui.rail import rail_parts  # brings the stages in, which the front desk does without

        return rail_parts(scene.world.meeting, scene.look.view, width, sheet.another)

    def _coach(self, scene: Scene) -> None:
        """One line under the list, or in a wide window a panel beside it; nothing is worked out per key."""
        stage, shown = coached(scene.look.view), scene.look.coach
        beside_list = bool(stage and shown == "panel" and self.size.width >= WIDE)
        under = bool(stage and shown and not beside_list)
        put(self.coach, plain(line(scene.world, stage, max(self.size.width - 2, 1))) if under else "")
        if beside_list:
            rows, before = beside(scene.world, stage), self.panel.rows
            self.panel.show(rows)
            if rows[:1] != before[:1]:
                self.panel.to_top()  # another stage is read from its beginning
        self.panel.set_class(not beside_list, "-off")

    def _talk(self, scene: Scene, sheet: Sheet) -> None:
        text = "\n".join(part for part in (scene.said, sheet.legend) if part)
        if scene.form and scene.look.view not in ("help", "blank"):
            text = "  ".join(part for part in (scene.said, scene.form.field.ask) if part)
        put(self.say, plain(text, lines=True))
        self.say.set_class(scene.said_bad, "-bad")

    def _entry(self, scene: Scene, came_back: bool, pointed: bool) -> None:
        """What the entry line is for now. Unsent text stays with its view, a question's with the question.

        Whoever came to a row in particular (`pointed`) is on the list; not where unsent text waits in a
        session that was just opened, or its next letter would be a key.
        """
        use, old, text = use_of(scene), self._use, self.entry.text
        if isinstance(use, Field) and scene.form:
            self.entry.prompt, self.entry.placeholder = f"[{scene.form.title}]", "Enter answers · Esc leaves"
        elif use is not None:
            slot = scene.look.slot(view(scene.look.view).slots(scene.world, scene.look))
            self.entry.prompt = f"[{slot.label}]" if slot else ""
            self.entry.placeholder = slot.placeholder if slot else ""
        if use != old:
            if isinstance(old, str):
                self._typing[old] = self.focused is self.entry
                if not view(old).passing:
                    self.drafts[old] = text
            elif isinstance(old, Field) and use is None and scene.form:
                self._waiting = text  # the question waits behind help or the blank screen
            if isinstance(use, Field):
                ahead = text if isinstance(old, Field) else ""  # somebody may have typed ahead
                self.entry.text = use.start + ahead if self._waiting is None else self._waiting
                self._waiting = None
                if use.offer is not None and self.entry.text == use.start:
                    self.entry.select_all()
            elif isinstance(use, str):
                kept = scene.look.filters if view(use).passing else self.drafts
                self.entry.text = kept.get(use, "")
            self._use = use
        self.entry.set_class(use is None, "-off")  # also where a session was left, which forgets its use
        # At once and not when the app comes to it: what is asked next looks at who has the focus.
        if scene.look.view == "blank":
            self.set_focus(None)
        elif pointed and not isinstance(use, Field) and not (old is None and self.entry.text):
            self.set_focus(self.items)
        elif use != old or self.focused is None or (use is None and self.focused is self.entry):
            returned = came_back or isinstance(old, Field)
            typing = isinstance(use, Field) or (isinstance(use, str) and self._typing.get(use, True))
            self.set_focus(self.entry if use is not None and (typing or not returned) else self.items)

    def _hints(self) -> None:
        scene = self._shown
        if scene is None:
            return
        named = hints(scene, self._use, self.focused is self.entry, self.size.width - 2)
        put(self.hint, self.hint.take_hints(named), layout=False)

    def on_resize(self, event: events.Resize) -> None:
        """Too small is said in words, over everything: whoever is typing types on, and nothing is lost."""
        small = too_small(self, event.size, "\nNothing is lost.")
        self.set_class(small, "-small")
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
        if self.scene and self.scene.form is None and view(self.scene.look.view).filters:
            self.post_message(self.Narrowed(event.text))

    @on(EntryLine.Left)
    def _left(self) -> None:
        if self.scene and self.scene.form:
            self.post_message(self.Asked("escape", self.items.selected, "form"))
        elif self.scene and view(self.scene.look.view).passing:
            self.key_escape()
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
        if use_of(scene) is not None and not view(scene.look.view).filters:
            self.set_focus(self.entry)
        else:
            self.post_message(self.Asked("enter", row, "chosen"))

    @on(ItemList.Verb)
    def _verb(self, event: ItemList.Verb) -> None:
        self._letter(event.key, event.row, event.said)

    @on(ItemList.Typed)
    def _typed(self, event: ItemList.Typed) -> None:
        if event.character == "?":
            self.post_message(self.Asked("help", self.items.selected))
        else:
            self._letter(event.character, self.items.selected)

    def _letter(self, key: str, row: Row | None, said: str = "") -> None:
        scene = self.scene
        if scene is None:
            return
        if self.has_class("-small"):  # nobody sees what a letter would do, and no word is lost
            if use_of(scene) is not None:
                self.set_focus(self.entry)
                self.entry.text += key
            return
        action = scene.world.keys.find(scene.look.view, key)
        if takes_up_here(scene) and key == scene.world.keys.of("meet"):
            self.post_message(self.Asked("meet", row))
        elif action:
            row = meant(self.items.rows, row, said, action.name)
            if row is not None:
                self.items.select(row.key)
            self.post_message(self.Asked(action.name, row))
        elif use_of(scene) is not None:
            self.set_focus(self.entry)
            if key != "a":  # a is the key that goes back to typing
                self.entry.text += key
        else:
            self.post_message(self.Asked(key, row, "key"))

    def on_key(self, event: events.Key) -> None:
        """Any key at all brings a blanked screen back. While typing, pages of the panel are turned."""
        if self.scene and self.scene.look.view == "blank":
            event.stop()
            event.prevent_default()
            self.post_message(self.Asked("escape", None, "back"))
        elif self.panel.display and event.key in ("pageup", "pagedown"):
            self.panel.page(1 if event.key == "pagedown" else -1)

    def key_escape(self) -> None:
        """From the list: back to what was looked at before."""
        self.post_message(self.Asked("escape", self.items.selected, "back"))

    def key_enter(self) -> None:
        """Enter where nothing in the list can be chosen."""
        if self.focused is self.items and self.items.selected is None:
            self._enter(None)
