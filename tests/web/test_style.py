"""The files beside the page: colours from the room's own themes alone, contrast, nothing from elsewhere."""

from __future__ import annotations

import re

import pytest
from textual.color import Color
from textual.theme import Theme

from ibps.ui.theme import DARK, LIGHT
from ibps.web.style import KINDS, asset, colours
from tests.ui.test_theme import contrast

SHEET = asset("room.css").decode()
OURS = SHEET.removeprefix(colours())
INKS = ("text", "muted", "primary", "good", "waiting", "bad", "idea")


def variables(theme: Theme) -> dict[str, Color]:
    """The colours the page has with that theme."""
    blocks = re.findall(r"\{ (color-scheme: (?:dark|light);[^}]*) \}", colours())
    scheme = "dark" if theme.dark else "light"
    (block, *_) = [one for one in blocks if one.startswith(f"color-scheme: {scheme};")]
    return {name: Color.parse(value) for name, value in re.findall(r"--([a-z]+): ([^;]+);", block)}


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
def test_everything_written_stands_at_seven_to_one(theme: Theme) -> None:
    shown = variables(theme)
    pairs = [(ink, "ground") for ink in INKS]
    for ink, ground in (
        *pairs,
        ("text", "panel"),
        ("waiting", "surface"),
        ("ground", "bar"),
        ("ground", "alarm"),
    ):
        assert contrast(shown[ink], shown[ground]) >= 7, (ink, ground)


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
def test_the_colours_are_the_room_s(theme: Theme) -> None:
    shown = variables(theme)
    assert shown["ground"] == Color.parse(theme.background or "")
    assert shown["good"] == Color.parse(theme.variables["text-success"])


def test_dark_is_asked_for_or_chosen_and_never_printed() -> None:
    assert colours().count("{ color-scheme: dark;") == 2 and colours().count("{ color-scheme: light;") == 1
    assert re.search(
        r"@media screen and \(prefers-color-scheme: dark\) \{ :root:not\(\[data-theme=light\]\)", colours()
    )
    assert "@media screen { :root[data-theme=dark]" in colours()


def test_our_own_rules_name_no_colour_and_every_name_is_one() -> None:
    assert (
        re.search(r"#[0-9a-fA-F]{3,8}\b(?!\s*\{)|\brgba?\(|\bhsla?\(", re.sub(r"#\w+[^{}]*\{", "{", OURS))
        is None
    )
    used = set(re.findall(r"var\(--([a-z]+)\)", OURS))
    assert used <= set(variables(LIGHT)) | {"zoom"} and used >= {"ground", "text", *INKS[1:]}


def test_nothing_moves_and_nothing_comes_from_elsewhere() -> None:
    for name in KINDS:
        text = asset(name).decode()
        assert not re.findall(
            r"https?:|//(?!\s)\w|@import|@font-face|url\(",
            text.replace("http://www.w3.org/2000/svg", "").replace("/^http/", ""),
        ), name
    assert not re.findall(r"\b(animation|transition|scroll-behavior|@keyframes)\b", SHEET)


def test_the_script_builds_elements_and_never_reads_html() -> None:
    script = asset("room.js").decode()
    assert not re.findall(
        r"innerHTML|outerHTML|insertAdjacent|document\.write|DOMParser|\beval\b|Function\(|\.send\(", script
    )
