"""The page of keys and the pictures are as the program is; `python -m tests.docs.make` makes them anew."""

from __future__ import annotations

import asyncio
import re
from pathlib import Path

import pytest

from ibps.core.record.terms import THUMBS
from ibps.ui.actions import ACTIONS, letter_for
from ibps.ui.view import Look, World
from ibps.ui.views import view
from tests.docs import keys
from tests.docs.demo import NOW, TODAY, whole
from tests.docs.make import DOCS, DRAWN, PICTURES, SHOTS, gallery, picture, words_of
from tests.docs.reading import PAGES, named, tables, text_of
from tests.docs.screens import SCREENS

KEYS = DOCS / "keys.md"


def test_the_page_of_keys_is_the_table_of_actions() -> None:
    assert text_of(KEYS) == keys.page(), "python -m tests.docs.make"


def test_every_action_is_on_the_page_in_every_view_it_has() -> None:
    views = {view for action in ACTIONS for view in action.views}
    assert views - keys.VIEWS.keys() == set()
    everywhere = {words for _, _, words in tables(KEYS, "Everywhere")}
    in_stages = {words for _, _, words in tables(KEYS, "In every stage")}
    for action in ACTIONS:
        for name in action.views:
            here = {row[2] for row in tables(KEYS, keys.VIEWS[name][0])}
            assert action.words in here | in_stages, (action.name, name)
        assert action.views or action.words in everywhere


@pytest.mark.parametrize("name", keys.VIEWS)
def test_every_letter_on_the_page_means_that_in_its_view(name: str) -> None:
    for key, _, words in tables(KEYS, keys.VIEWS[name][0]):
        letter = key.strip("`")
        if len(letter) == 1:
            action = letter_for(name, letter)
            assert action is not None and action.words == words


@pytest.mark.parametrize("name", [name for name in keys.VIEWS if name not in ("desk", "review")])
def test_the_keys_of_the_moment_are_on_the_page(name: str) -> None:
    desk = whole(6 if name == "check" else 8)
    world = World(today=TODAY, record=desk.record)
    about = {"words": "P1", "coach": "interests"}.get(name, "")
    more = view(name).keys(world, Look(view=name, about=about))
    section = text_of(KEYS).split(f"\n## {keys.VIEWS[name][0]}\n", 1)[1].split("\n## ", 1)[0]
    assert [key for key, _ in more if f"`{key}`" not in section] == []


@pytest.mark.parametrize(
    "name", ["front-desk-80x24", "interests-60x20", "check-80x24", "answer-120x40", "room-check-80x24"]
)
def test_a_picture_shows_the_program_as_it_is(name: str) -> None:
    """A few of them; `python -m tests.docs.make --check` looks at them all."""
    kept = (PICTURES / f"{name}.svg").read_text("utf-8")
    assert words_of(kept) == words_of(asyncio.run(picture(name))), "python -m tests.docs.make, and look at it"


@pytest.mark.parametrize("name", DRAWN)
def test_a_drawing_is_of_the_table_as_it_is(name: str) -> None:
    kept = (PICTURES / f"{name}.svg").read_text("utf-8")
    assert kept == DRAWN[name](), "python -m tests.docs.make, and look at it"


def test_the_words_of_a_picture_tell_two_screens_apart() -> None:
    said = {name: words_of((PICTURES / f"{name}.svg").read_text("utf-8")) for name in SHOTS}
    assert len({said[f"{name}-80x24"] for name in SCREENS}) == len(SCREENS)
    assert any("DECIDING NOW · P1 v1" in line for line in said["check-80x24"])
    assert any(line.startswith("TENTATIVE 14 Mar 2026, P1 v1: 5 of 5") for line in said["result-80x24"])
    assert any(f"saved {NOW:%H:%M:%S}" in line for line in said["minutes-80x24"])


def test_the_page_of_screens_shows_every_one() -> None:
    assert text_of(DOCS / "screens.md") == gallery(), "python -m tests.docs.make"
    assert all(f"pictures/{name}.svg" in gallery() for name in SHOTS)


def test_pictures_need_nothing_from_elsewhere() -> None:
    for file in PICTURES.iterdir():
        links = set(re.findall(r"https?://[^\s\"'<>)]+", file.read_text("utf-8")))
        assert links <= {"http://www.w3.org/2000/svg", "https://www.textualize.io"}, file.name


def test_every_picture_kept_is_made_and_every_one_shown_is_kept() -> None:
    kept = {file.name for file in PICTURES.iterdir()}
    assert kept == {f"{name}.svg" for name in (*SHOTS, *DRAWN)}
    shown = {name for page in PAGES for name in re.findall(r"pictures/([\w.-]+)\)", text_of(page))}
    assert shown and shown <= kept


STAGE_OF = {
    "Opening": "opening",
    "The terms": "opening rule scale",
    "Issue": "issue",
    "Interests": "interests",
    "Options": "options",
    "Standards": "standards",
    "Consensus": "consensus",
    "The check": "check",
    "Closing": "closing minutes attest answer history",
}


@pytest.mark.parametrize("heading", STAGE_OF)
def test_letters_in_the_facilitators_guide_work_in_the_stage_they_are_named_in(heading: str) -> None:
    section = text_of(DOCS / "facilitator.md").split(f"\n## {heading}\n", 1)[1].split("\n## ", 1)[0]
    letters = set(re.findall(r"`([a-z-])`", section))
    known = {action.key for action in ACTIONS if {*STAGE_OF[heading].split()} & {*action.views}}
    thumbs = {level.key for level in THUMBS.levels} if heading == "The check" else set()
    # Opening begins at the front desk; a sitting is opened in Opening; a session is taken up when read.
    from_elsewhere = {"Opening": {"n"}, "Closing": {"m", "s"}}.get(heading, set())
    assert letters - known - thumbs - from_elsewhere == set()
    assert letters


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_function_and_control_keys_named_anywhere_are_keys(page: Path) -> None:
    known = {action.shown for action in ACTIONS} | {"^p", "^z", "^c", "^x", "^v"}
    spans = re.findall(r"`(F\d{1,2}|\^[a-z])`", text_of(page))
    assert set(spans) - known == set()
