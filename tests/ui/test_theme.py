"""Both themes can be read off a projector: contrasts by WCAG 2, on what is really painted."""

import re
from pathlib import Path

import pytest
from rich.style import Style
from textual.app import App, ComposeResult
from textual.color import Color
from textual.theme import Theme

import ibps.ui
from ibps.ui.theme import THEMES
from ibps.ui.widgets.entry_line import EntryLine
from ibps.ui.widgets.item_list import ItemList
from ibps.ui.widgets.rows import Row

GROUNDS = ("background", "surface", "panel")
BODY = ("foreground", "text", "foreground-muted", "text-muted")
STATES = ("text-success", "text-warning", "text-error", "text-accent", "text-primary", "text-secondary")


def luminance(color: Color) -> float:
    """Relative luminance, https://www.w3.org/TR/WCAG22/#dfn-relative-luminance"""
    parts = [value / 255 for value in color.rgb]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: Color, other: Color) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def painted(style: Style | None) -> float:
    assert style is not None and style.color is not None and style.bgcolor is not None
    return contrast(Color.from_rich_color(style.color), Color.from_rich_color(style.bgcolor))


class Room(App[None]):
    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._wanted = theme

    def compose(self) -> ComposeResult:
        yield ItemList(
            [
                Row("h", "heading", kind="heading"),
                Row("a", "text", tag="L", number="I1", tail="tail", note="note"),
                Row("b", "text", tail="DECIDED", state="good"),
                Row("c", "text", tail="WAITING", state="waiting"),
                Row("d", "text", tail="NO AGREEMENT", state="bad"),
                Row("e", "text", tail="IDEA", state="idea"),
                Row("f", "hint", kind="hint"),
                Row("g", "quiet", kind="quiet"),
            ]
        )
        yield EntryLine("typed", prompt="[L]")

    def on_mount(self) -> None:
        self.register_theme(self._wanted)
        self.theme = self._wanted.name


def test_the_measure_itself() -> None:
    black, white, grey = Color(0, 0, 0), Color(255, 255, 255), Color(118, 118, 118)
    assert contrast(black, white) == pytest.approx(21)
    assert contrast(grey, white) == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_colours_on_every_ground(theme: Theme) -> None:
    colors = {name: value for name, value in theme.to_color_system().generate().items()}
    for ground in GROUNDS:
        for name in BODY:
            assert contrast(Color.parse(colors[name]), Color.parse(colors[ground])) >= 7, (name, ground)
        for name in STATES:
            assert contrast(Color.parse(colors[name]), Color.parse(colors[ground])) >= 4.5, (name, ground)
    cursor = Color.parse(colors["block-cursor-foreground"]), Color.parse(colors["block-cursor-background"])
    assert contrast(*cursor) >= 7


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
async def test_what_the_widgets_paint(theme: Theme) -> None:
    app = Room(theme)
    states = {"DECIDED", "WAITING", "NO AGREEMENT", "IDEA", "heading", "[L] ", "▲", "▼"}
    async with app.run_test(size=(60, 20)) as pilot:
        a_list, entry = app.query_one(ItemList), app.query_one(EntryLine)
        for focused in (a_list, entry):
            focused.focus()
            for row in a_list.rows:
                a_list.select(row.key)
                await pilot.pause()
                for segment in (s for y in range(10) for s in a_list.render_line(y)):
                    if segment.text.strip():
                        assert painted(segment.style) >= (4.5 if segment.text in states else 7), segment
            for segment in entry.render_line(0):
                if segment.text.strip():
                    assert painted(segment.style) >= (4.5 if segment.text in states else 7), segment


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
async def test_states_are_told_apart_by_colour_too(theme: Theme) -> None:
    app = Room(theme)
    async with app.run_test(size=(60, 20)):
        a_list = app.query_one(ItemList)
        segments = [segment for y in range(10) for segment in a_list.render_line(y)]
        states = ("DECIDED", "WAITING", "NO AGREEMENT", "IDEA")
        colors = {s.style.color for s in segments if s.text in states and s.style is not None}
        assert len(colors) == 4


def test_no_style_sheet_of_ours_names_a_colour() -> None:
    root = Path(ibps.ui.__file__).parent
    sheets = {path: path.read_text(encoding="utf-8") for path in root.rglob("*.tcss")}
    for path in root.rglob("*.py"):
        if path.name != "theme.py":
            sheets[path] = path.read_text(encoding="utf-8")
    assert len(sheets) > 5
    for path, text in sheets.items():
        assert re.search(r"#[0-9a-fA-F]{6}\b|\brgba?\(|\bhsla?\(", text) is None, path
