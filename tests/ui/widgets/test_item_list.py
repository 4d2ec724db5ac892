"""The list by keys and mouse: the cursor, what it says, and what is seen."""

import random
from typing import ClassVar

import pytest
from textual import on
from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.events import MouseScrollDown
from textual.message import Message

from ibps.core.plain import plain
from ibps.ui.theme import THEMES
from ibps.ui.widgets import page, rows
from ibps.ui.widgets.item_list import ItemList
from ibps.ui.widgets.rows import Columns, Line, Row

SIZES = ((60, 20), (80, 24), (120, 40))
HOSTILE = (
    "[/x]",
    "[@click=app.quit]q[/]",
    "[50%]x [bold]y",
    "\x1b[31mred\x1b[2J",
    "\x1b]52;c;aGk=\x07",
    "\u202egnp.exe",
    "\U0001f468\u200d\U0001f469\u200d\U0001f467\u200d\U0001f466",
    "w" * 300,
    "tab\tthere",
    "\ud800",
)


def items(count: int, words: str = "matters to us") -> list[Row]:
    return [Row(f"k{at}", f"Item {at} {words}", tag="L", number=f"I{at + 1}") for at in range(count)]


class Room(App[None]):
    """A list alone on the screen, that writes down what it says."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("q", "note('q bound')"),
        Binding("question_mark", "note('help')"),
    ]

    def __init__(self, rows: list[Row]) -> None:
        super().__init__()
        self._first = rows
        self.said: list[tuple[str, ...]] = []

    def compose(self) -> ComposeResult:
        yield ItemList(self._first)

    def on_mount(self) -> None:
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = THEMES[0].name
        self.query_one(ItemList).focus()

    @property
    def rows(self) -> ItemList:
        return self.query_one(ItemList)

    @property
    def at(self) -> str:
        row = self.rows.selected
        return row.key if row else ""

    def action_note(self, words: str) -> None:
        self.said.append((words,))

    @on(ItemList.Selected)
    def _selected(self, event: ItemList.Selected) -> None:
        self.said.append(("selected", event.row.key))

    @on(ItemList.Moved)
    def _moved(self, event: ItemList.Moved) -> None:
        self.said.append(("moved", event.row.key))

    @on(ItemList.Verb)
    def _verb(self, event: ItemList.Verb) -> None:
        self.said.append(("verb", event.key, event.row.key if event.row else ""))

    @on(ItemList.Typed)
    def _typed(self, event: ItemList.Typed) -> None:
        self.said.append(("typed", event.character))

    def screen_lines(self) -> list[str]:
        strips = self.screen._compositor.render_strips()
        return ["".join(segment.text for segment in strip) for strip in strips]

    def seen(self, words: str) -> bool:
        return any(words in line for line in self.screen_lines())


@pytest.mark.parametrize("size", SIZES)
async def test_keys_move_the_cursor_over_items_alone(size: tuple[int, int]) -> None:
    rows = [
        Row("h", "Labor", kind="heading"),
        *items(3),
        Row("hint", "? maybe", kind="hint"),
        Row("h2", "Management", kind="heading"),
        *[row._replace(key=f"m{row.key}") for row in items(40)],
        Row("end", "that is all", kind="quiet"),
    ]
    app = Room(rows)
    async with app.run_test(size=size) as pilot:
        assert app.at == "k0"
        await pilot.press("down", "down", "down")
        assert app.at == "mk0"
        await pilot.press("up")
        assert app.at == "k2"
        await pilot.press("end")
        assert app.at == "mk39" and app.seen("that is all")
        await pilot.press("down")
        assert app.at == "mk39"
        await pilot.press("home")
        assert app.at == "k0" and app.seen("Labor")
        await pilot.press("pagedown")
        assert app.at not in ("k0", "mk39") and app.seen(f"▸ L  {app.rows.selected.number}")  # type: ignore[union-attr]
        await pilot.press("pageup")
        assert app.at == "k0" and app.seen("Labor")
        for _ in range(40):
            app.rows.page(1)
        assert app.at == "mk39"
        assert app.said[:2] == [("moved", "k1"), ("moved", "k2")]


async def test_enter_letters_and_signs() -> None:
    app = Room(items(3))
    async with app.run_test() as pilot:
        await pilot.press("enter", "f", "A", "-", "space", "ж", "q", "?")
        assert app.said == [
            ("selected", "k0"),
            ("verb", "f", "k0"),
            ("verb", "A", "k0"),
            ("typed", "-"),
            ("typed", " "),
            ("typed", "ж"),
            ("q bound",),
            ("help",),
        ]


async def test_a_list_without_items_still_hears_verbs_and_scrolls() -> None:
    app = Room([Row(f"q{at}", f"line {at}", kind="quiet") for at in range(60)])
    async with app.run_test(size=(60, 20)) as pilot:
        await pilot.press("enter", "n", "7")
        assert app.said == [("verb", "n", "")]
        await pilot.press("down", "pagedown")
        assert not app.seen("line 0 ")
        await pilot.press("end")
        assert app.seen("line 59")
        await pilot.press("home")
        assert app.seen("line 0 ")


async def test_numbers_as_they_are_spoken(monkeypatch: pytest.MonkeyPatch) -> None:
    app = Room(items(45))
    monkeypatch.setattr(ItemList, "DIGITS_WAIT", 60.0)
    async with app.run_test(size=(60, 20)) as pilot:
        await pilot.press("4")
        assert app.at == "k3"
        await pilot.press("1", "2")
        assert app.at == "k11"
        await pilot.press("down", "3")
        assert app.at == "k2"
        await pilot.press("f", "0", "4")
        assert app.at == "k3" and app.said[-1] == ("moved", "k3")
        monkeypatch.setattr(ItemList, "DIGITS_WAIT", -1.0)
        await pilot.press("1", "2")
        assert app.at == "k1"


async def test_mouse_chooses_opens_and_scrolls() -> None:
    app = Room(items(60))
    async with app.run_test(size=(60, 20)) as pilot:
        await pilot.click(ItemList, offset=(8, 4))
        assert app.at == "k4" and app.said == [("moved", "k4")]
        await pilot.click(ItemList, offset=(8, 6), times=2)
        assert app.said[1:] == [("moved", "k6"), ("selected", "k6")]
        app.rows.post_message(MouseScrollDown(app.rows, 8, 4, 0, 1, 0, False, False, False))
        await pilot.pause()
        assert not app.seen("Item 0 ") and app.at == "k6"
        await pilot.click(ItemList, offset=(59, 19))
        assert app.at != "k6"


async def test_signs_tell_of_more_above_and_below() -> None:
    app = Room(items(60))
    async with app.run_test(size=(60, 20)) as pilot:
        ends = [line[-1] for line in app.screen_lines()]
        assert (ends[0], ends[-1]) == (" ", "▼")
        await pilot.press("pagedown", "pagedown")
        ends = [line[-1] for line in app.screen_lines()]
        assert (ends[0], ends[-1]) == ("▲", "▼")
        await pilot.press("end")
        ends = [line[-1] for line in app.screen_lines()]
        assert (ends[0], ends[-1]) == ("▲", " ")


async def test_a_row_taller_than_the_list_is_read_line_by_line() -> None:
    words = " ".join(f"word{at}" for at in range(300))
    app = Room([Row("a", "first"), Row("b", words), Row("c", "last")])
    async with app.run_test(size=(60, 20)) as pilot:
        found: set[str] = set()
        for _ in range(80):
            app.rows.move(1)
            await pilot.pause()
            found |= {word for line in app.screen_lines() for word in line.split()}
        assert app.at == "c"
        assert found >= set(words.split())
        await pilot.press("up", "pageup", "pageup", "pageup", "pageup")
        assert app.at == "a"


async def test_new_rows_keep_the_item_and_its_place_on_the_screen() -> None:
    app = Room(items(60))
    async with app.run_test(size=(60, 20)) as pilot:
        await pilot.press("3", "0")
        assert app.at == "k29"
        line = next(at for at, words in enumerate(app.screen_lines()) if "Item 29 " in words)
        app.said.clear()
        app.rows.show([Row("new1", "one more"), Row("new2", "another"), *items(60)])
        await pilot.pause()
        assert app.at == "k29" and "Item 29 " in app.screen_lines()[line]
        assert app.said == []
        app.rows.show([row for row in items(60) if row.key != "k29"])
        await pilot.pause()
        assert app.said == [("moved", app.at)] and app.at in ("k30", "k31")
        app.rows.show(items(5))
        await pilot.pause()
        assert app.at == "k4" and app.seen("▸ L  I5")
        app.rows.show([])
        await pilot.pause()
        assert app.at == "" and app.rows.rows == ()
        app.rows.show(items(9), select="k7")
        await pilot.pause()
        assert app.at == "k7"
        assert app.rows.select("k2") and not app.rows.select("nobody")
        assert app.at == "k2"


async def test_the_cursor_shows_without_colour_and_tells_focus() -> None:
    app = Room(items(3))
    async with app.run_test(size=(60, 20)) as pilot:
        assert app.screen_lines()[0].startswith("▸ L  I1")
        focused = [segment.style for segment in app.rows.render_line(0)]
        app.screen.set_focus(None)
        await pilot.pause()
        assert app.screen_lines()[0].startswith("▹ L  I1")
        assert focused != [segment.style for segment in app.rows.render_line(0)]
        await pilot.press("tab")
        assert app.screen_lines()[0].startswith("▸ L  I1")


@pytest.mark.parametrize("size", SIZES)
async def test_hostile_text_is_shown_verbatim_or_neutralised(size: tuple[int, int]) -> None:
    rows = [Row(f"k{at}", text, tag=text[:2], tail=text, note=text) for at, text in enumerate(HOSTILE)]
    app = Room(rows)
    async with app.run_test(size=size) as pilot:
        seen = ""
        for _ in range(3):
            seen += "".join("".join(line.split()) for line in app.screen_lines())
            await pilot.click(ItemList, offset=(8, 3))
            await pilot.press("pagedown")
        await pilot.press("home")
        for _ in range(60):
            seen += "".join("".join(line.split()) for line in app.screen_lines())
            app.rows.move(1)
            await pilot.pause()
        for text in HOSTILE:
            if len(text) < 50:
                assert "".join(plain(text).split()) in seen
        assert seen.count("w") > 900
        assert not any(sign in seen for sign in "\x1b\x07\u202e\ud800\t")
        assert app.is_running and ("q bound",) not in app.said


@pytest.mark.torture
async def test_fifty_resizes_keep_the_cursor_in_view() -> None:
    app = Room([*items(30, "which is a long matter and wraps at most widths that a room has " * 2), *HINTS])
    pick = random.Random(5)
    async with app.run_test(size=(80, 24)) as pilot:
        for _ in range(50):
            await pilot.press(pick.choice(["down", "up", "pagedown", "pageup"]))
            before = app.at
            await pilot.resize_terminal(pick.randint(20, 140), pick.randint(4, 50))
            await pilot.pause()
            assert app.at == before and app.rows.has_focus
            assert app.rows.selected is not None and app.seen(f"▸ L  {app.rows.selected.number}")


HINTS = [Row("hint", "? may be a position", kind="hint")]


async def test_ten_thousand_rows_lay_out_only_what_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    laid: list[str] = []
    lay_out = rows.lay_out

    def counted(row: Row, width: int, columns: Columns) -> tuple[Line, ...]:
        laid.append(row.key)
        return lay_out(row, width, columns)

    monkeypatch.setattr(page, "lay_out", counted)
    app = Room(items(10_000))
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("pagedown", "end", "home")
        assert app.at == "k0"
        assert len(set(laid)) == len(laid) < 200


async def test_a_step_of_the_cursor_repaints_two_rows(monkeypatch: pytest.MonkeyPatch) -> None:
    app = Room(items(60))
    async with app.run_test(size=(60, 20)) as pilot:
        painted: list[int] = []
        render_line = ItemList.render_line

        def counted(self: ItemList, y: int) -> object:
            painted.append(y)
            return render_line(self, y)

        monkeypatch.setattr(ItemList, "render_line", counted)
        await pilot.press("down")
        await pilot.pause()
        assert sorted(set(painted)) == [0, 1]


def test_messages_name_the_list_they_come_from() -> None:
    a_list, row = ItemList(), Row("k", "text")
    messages: tuple[Message, ...] = (
        ItemList.Selected(a_list, row),
        ItemList.Moved(a_list, row),
        ItemList.Verb(a_list, "f", None),
        ItemList.Typed(a_list, "?"),
    )
    assert all(message.control is a_list for message in messages)
