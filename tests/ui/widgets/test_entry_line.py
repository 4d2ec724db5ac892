"""The entry line by keys, paste and mouse: what is typed stays, is seen, and does nothing else."""

import random
from typing import ClassVar

import pytest
from textual import on
from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.events import Key, Paste
from textual.widgets import Static

from ibps.core.plain import plain
from ibps.ui.theme import THEMES
from ibps.ui.widgets.draft import Draft, Lines
from ibps.ui.widgets.entry_line import EntryLine
from ibps.ui.widgets.item_list import ItemList
from ibps.ui.widgets.rows import Row

SIZES = ((60, 20), (80, 24), (120, 40))
HOSTILE = (
    "[/x]",
    "[@click=app.quit]q[/]",
    "[50%]x [bold]y",
    "\x1b[31mred\x1b[2J",
    "\x1b]52;c;aGk=\x07",
    "\u202egnp.exe",
    "\U0001f468\u200d\U0001f469\u200d\U0001f467\u200d\U0001f466 family",
    "w" * 300,
    "tab\tthere",
    "\ud800",
    "e\u0301 王さん",
)
APP_KEYS = ("ctrl+u", "ctrl+n", "ctrl+r", "ctrl+p", *(f"f{number}" for number in range(1, 13)))


class Room(App[None]):
    """An entry line under a list, that writes down what it says."""

    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = [Binding(key, f"note('{key}')") for key in APP_KEYS]

    def __init__(self, text: str = "") -> None:
        super().__init__()
        self._first = text
        self.said: list[tuple[object, ...]] = []
        self.changes: list[str] = []

    def compose(self) -> ComposeResult:
        yield Static("a question", markup=False)
        yield ItemList([Row(f"k{at}", f"Item {at}", number=f"I{at + 1}") for at in range(50)])
        yield EntryLine(self._first, prompt="[L]", placeholder="type an interest")

    def on_mount(self) -> None:
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = THEMES[1].name
        self.entry.focus()

    @property
    def entry(self) -> EntryLine:
        return self.query_one(EntryLine)

    def action_note(self, words: str) -> None:
        self.said.append((words,))

    @on(EntryLine.Submitted)
    def _submitted(self, event: EntryLine.Submitted) -> None:
        self.said.append(("submitted", event.text))

    @on(EntryLine.Left)
    def _left(self) -> None:
        self.said.append(("left",))

    @on(EntryLine.PartyKey)
    def _party(self, event: EntryLine.PartyKey) -> None:
        self.said.append(("party", event.forward))

    @on(EntryLine.Move)
    def _move(self, event: EntryLine.Move) -> None:
        self.said.append(("move", event.by))

    @on(EntryLine.Changed)
    def _changed(self, event: EntryLine.Changed) -> None:
        self.changes.append(event.text)

    def shown(self) -> list[str]:
        """The rows of the entry line as they are painted."""
        top, height = self.entry.region.y, self.entry.region.height
        strips = self.screen._compositor.render_strips()
        return ["".join(segment.text for segment in strip) for strip in strips[top : top + height]]


async def test_typing_on_after_enter_is_never_lost() -> None:
    app = Room()
    async with app.run_test(size=(60, 20)) as pilot:
        for character in "one\rtwo\rthr":  # faster than anything can answer
            key = "enter" if character == "\r" else character
            app.post_message(Key(key, character))
        await pilot.pause()
        assert app.said == [("submitted", "one"), ("submitted", "two")] and app.entry.text == "thr"
        app.entry.give_back("two")
        assert app.entry.text == "two thr"  # two words, not one
        app.entry.give_back("one ")
        assert app.entry.text == "one two thr"


async def test_enter_hands_the_text_over() -> None:
    app = Room()
    async with app.run_test(size=(60, 20)) as pilot:
        assert app.shown()[0].startswith("[L] type an interest")
        await pilot.press(*"Fair", "space", *"share", "enter")
        assert app.said == [("submitted", "Fair share")]
        assert app.entry.text == "" and app.changes[-1] == ""
        assert app.changes[:2] == ["F", "Fa"]
        app.entry.prompt = "[M]"
        await pilot.pause()
        assert app.shown()[0].startswith("[M] type an interest")
        app.entry.text = "x" * 54
        await pilot.pause()
        assert app.entry.size.height == 1
        app.entry.prompt = "[Physicians]"
        await pilot.pause()
        assert app.entry.size.height == 2 and app.shown()[0].startswith("[Physicians] xxx")


async def test_keys_for_the_owner_reach_the_owner() -> None:
    app = Room("some words")
    async with app.run_test(size=(60, 20)) as pilot:
        await pilot.press("escape", "tab", "shift+tab", "up", "down", *APP_KEYS)
        assert app.said == [
            ("left",),
            ("party", True),
            ("party", False),
            ("move", -1),
            ("move", 1),
            *((key,) for key in APP_KEYS),
        ]
        assert app.entry.text == "some words" and app.entry.has_focus


async def test_it_grows_to_four_rows_and_scrolls_from_there() -> None:
    app = Room()
    async with app.run_test(size=(60, 20)) as pilot:
        assert app.entry.size.height == 1
        app.entry.text = "one row of text that has to go on to a second one, then"
        await pilot.pause()
        assert app.entry.size.height == 2
        app.entry.text = " ".join(f"word{at}" for at in range(80))
        await pilot.pause()
        assert app.entry.size.height == 4
        assert "word79" in app.shown()[3] and app.shown()[0].endswith("▲")
        for _ in range(20):
            await pilot.press("up")
        assert ("move", -1) in app.said and "word0 " in app.shown()[0] and app.shown()[3].endswith("▼")
        app.entry.clear()
        await pilot.pause()
        assert app.entry.size.height == 1


async def test_up_and_down_walk_the_rows_before_they_leave() -> None:
    app = Room("first row of the words that wrap here and then go on in a second row")
    async with app.run_test(size=(60, 20)) as pilot:
        await pilot.press("home", "up")
        assert app.said == [] and app.entry.draft.cursor == 0
        await pilot.press("up")
        assert app.said == [("move", -1)]
        await pilot.press("end", "x")
        assert "x" in app.shown()[0]
        await pilot.press("down", "down")
        assert app.said == [("move", -1), ("move", 1)]


async def test_editing_keys() -> None:
    app = Room("alpha beta gamma")
    async with app.run_test(size=(60, 20)) as pilot:
        await pilot.press("backspace", "ctrl+w")
        assert app.entry.text == "alpha beta "
        await pilot.press("ctrl+left", "left", "delete", "home", "X", "right", "Y", "end", "Z")
        assert app.entry.text == "XaYlphabeta Z"
        await pilot.press("shift+home", "ctrl+x")
        assert app.entry.text == "" and app.clipboard == "XaYlphabeta Z"
        await pilot.press("ctrl+v", "ctrl+v", "ctrl+z")
        assert app.entry.text == "XaYlphabeta Z"
        await pilot.press("ctrl+z")
        assert app.entry.text == ""
        await pilot.press("a", "b", "c", "shift+left", "shift+left", "x", "shift+left", "left", "right")
        assert app.entry.text == "ax" and app.entry.draft.cursor == 2
        await pilot.press("ctrl+z")
        assert app.entry.text == "abc" and app.entry.draft.selected == "bc"


async def test_a_cluster_is_one_step() -> None:
    family = "\U0001f468\u200d\U0001f469\u200d\U0001f467"
    app = Room(f"a{family}e\u0301")
    async with app.run_test(size=(60, 20)) as pilot:
        await pilot.press("left", "left")
        assert app.entry.draft.cursor == 1
        await pilot.press("right", "backspace")
        assert app.entry.text == "ae\u0301"
        await pilot.press("delete")
        assert app.entry.text == "a"


async def test_a_paste_keeps_its_lines_and_its_characters() -> None:
    app = Room("before ")
    async with app.run_test(size=(60, 20)) as pilot:
        app.post_message(Paste("one\r\ntwo\rthree\nfour \x1b[31m[b]"))
        await pilot.pause()
        assert app.entry.text == "before one\ntwo\nthree\nfour \x1b[31m[b]"
        assert [line.split()[-1] for line in app.shown()] == ["one", "two", "three", "\u241b[31m[b]"]
        pasted = app.entry.text
        await pilot.press("enter")
        assert app.said == [("submitted", pasted)] and app.entry.text == ""


async def test_mouse_places_the_cursor_and_selects() -> None:
    app = Room("hello there")
    async with app.run_test(size=(60, 20)) as pilot:
        await pilot.click(EntryLine, offset=(6, 0))
        assert app.entry.draft.cursor == 2
        await pilot.mouse_down(EntryLine, offset=(4, 0))
        await pilot.hover(EntryLine, offset=(9, 0))
        await pilot.mouse_up(EntryLine, offset=(9, 0))
        assert app.entry.draft.selected == "hello"
        await pilot.press("J")
        assert app.entry.text == "J there"


@pytest.mark.parametrize("size", SIZES)
async def test_hostile_text_is_shown_verbatim_or_neutralised(size: tuple[int, int]) -> None:
    app = Room()
    async with app.run_test(size=size) as pilot:
        for text in HOSTILE:
            app.entry.clear()
            app.post_message(Paste(text))
            seen = set()
            for _ in range(8):
                await pilot.pause()
                seen.add("".join("".join(line[3:].split()) for line in app.shown()))
                app.entry.row(-1)
            assert app.entry.text == text and app.is_running
            assert len(text) > 100 or "".join(plain(text).split()) in seen
            assert not any(sign in line for line in seen for sign in "\x1b\x07\u202e\ud800\t")
            app.entry.step(1)
            app.entry.erase(-1)
            left = app.entry.text
            await pilot.press("enter")
            assert app.said[-1] == ("submitted", left) and left != text


@pytest.mark.torture
async def test_typed_text_selection_and_focus_survive_fifty_resizes() -> None:
    app = Room()
    pick = random.Random(3)
    typed = ""
    async with app.run_test(size=(80, 24)) as pilot:
        app.query_one(ItemList).select("k30")
        for _ in range(50):
            letter = pick.choice("abcde ")
            await pilot.press("space" if letter == " " else letter)
            typed += letter
            await pilot.resize_terminal(pick.randint(24, 140), pick.randint(6, 50))
            assert app.entry.text == typed and app.entry.has_focus
            assert app.query_one(ItemList).selected == Row("k30", "Item 30", number="I31")
        await pilot.resize_terminal(60, 20)
        await pilot.pause()
        assert "".join(typed.split()) == "".join("".join(line[3:].split()) for line in app.shown())
        await pilot.press("shift+left", "shift+left")
        selected = app.entry.draft.selected
        await pilot.resize_terminal(30, 10)
        assert app.entry.draft.selected == selected == typed[-2:]


async def test_a_letter_repaints_the_line_and_lays_nothing_out(monkeypatch: pytest.MonkeyPatch) -> None:
    app = Room()
    async with app.run_test(size=(60, 20)) as pilot:
        await pilot.press("a")
        laid: list[bool] = []
        painted: list[int] = []
        monkeypatch.setattr(app.screen, "_refresh_layout", lambda *_, **__: laid.append(True))
        monkeypatch.setattr(ItemList, "render_line", lambda _, y: painted.append(y))
        await pilot.press("b", "c", "backspace", "left")
        await pilot.pause()
        assert app.shown()[0].startswith("[L] ab")
        assert (laid, painted) == ([], [])
        app.entry.text = "words that need a second row " * 3
        await pilot.pause()
        assert laid


async def test_the_cursor_is_drawn_only_with_the_focus() -> None:
    app = Room("ab")
    async with app.run_test(size=(60, 20)) as pilot:
        await pilot.press("left")

        def reversed_text() -> list[str]:
            return [s.text for s in app.entry.render_line(0) if s.style is not None and s.style.reverse]

        assert reversed_text() == ["b"]
        app.query_one(ItemList).focus()
        await pilot.pause()
        assert reversed_text() == []


def test_every_place_of_a_draft_has_a_cell_and_comes_back() -> None:
    pick = random.Random(9)
    alphabet = ["a", "bc ", " ", "\n", "王", "e\u0301", "\U0001f468\u200d\U0001f469", "\x1b", "x" * 20]
    for _ in range(300):
        text = "".join(pick.choices(alphabet, k=pick.randint(0, 25)))
        width = pick.randint(2, 40)
        lines = Lines(text, width)
        draft = Draft(text)
        for _step in range(len(text) + 1):
            row, cell = lines.place(draft.cursor)
            if cell < width:
                assert lines.character(row, cell) == draft.cursor, (text, width, draft.cursor)
            draft = draft.move(draft.step(1))
        assert draft.cursor == len(text)
        for _step in range(len(text)):
            draft = draft.move(draft.step(-1))
        assert draft.cursor == 0
