"""Somebody's own keys: each works, and is what people read wherever a key is named; the table's is not."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest

from ibps import guide
from ibps.core.refusals import REFUSALS
from ibps.core.stages.anytime import StageName
from ibps.ui.actions import ACTIONS, STAGES, Action, actions_for
from ibps.ui.keymap import BINDABLE, TABLE, Keymap, line, pressed
from ibps.ui.settings import CHECK_KEYS, read
from tests.ui.kit import begun, running

ROOT = Path(__file__).parent.parent.parent
SIGNS = "!#$%&()*+,.:;=@[]^_{|}~"
"""Characters the table gives to nothing."""


def fitting(action: Action) -> str:
    """A key this action may have, that the table gives to nothing in any of its views."""
    return "ctrl+b" if action.anywhere else "@"


@pytest.mark.parametrize("action", ACTIONS, ids=lambda action: str(action.name))
def test_any_action_may_have_another_key_and_it_is_shown_everywhere(action: Action) -> None:
    key = fitting(action)
    settings = read(f'[keys]\n{action.name} = "{key}"', "settings.toml")
    assert settings.faults == ()
    keys, shown = settings.keys, replace(action, key=key).shown
    assert keys.of(action.name) == shown
    for view in action.views or STAGES:
        assert keys.find(view, key) == replace(action, key=key)
        assert keys.find(view, action.key) is None, "the key of the table is free now"
        hints = keys.hints(view, 2000, False)
        assert (shown, action.short) in hints or action.name in ("help", "follow")
        assert (action.shown, action.short) not in hints
        assert action.short in [word for _, word in hints]


def test_every_other_key_stays() -> None:
    keys = TABLE.but({"undo": "ctrl+b"})
    assert [a for a in keys.actions if a.name != "undo"] == [a for a in ACTIONS if a.name != "undo"]
    assert TABLE.actions == ACTIONS, "the table itself is never changed"


def a_keymap(random: Random) -> tuple[dict[str, str], str]:
    """Keys for all actions at once, each fitting, no two of one view the same; and the file for it."""
    keys: dict[str, str] = {}
    actions = list(ACTIONS)
    random.shuffle(actions)
    for action in actions:
        beside = {keys[a.name] for a in ACTIONS if a.name in keys and meet(a, action)}
        offered = [*BINDABLE] if action.anywhere else [*SIGNS, *"bcdefghijklmnopqrstuvwxyz", *"/<>-"]
        if "check" in action.views and not action.anywhere:
            offered = [*SIGNS, *CHECK_KEYS]
        keys[action.name] = random.choice([key for key in offered if key not in beside])
    return keys, "[keys]\n" + "\n".join(f'{name} = "{key}"' for name, key in keys.items())


def meet(one: Action, other: Action) -> bool:
    return not one.views or not other.views or bool(set(one.views) & set(other.views))


@pytest.mark.parametrize("seed", range(40))
def test_all_keys_at_once(seed: int) -> None:
    keys, text = a_keymap(Random(seed))
    settings = read(text, "settings.toml")
    assert settings.faults == ()
    assert {action.name: action.key for action in settings.keys.actions} == keys
    for view in {view for action in ACTIONS for view in action.views}:
        here = settings.keys.view(view)
        assert {settings.keys.find(view, action.key) for action in here} == set(here)
        for width in (58, 78, 118):
            said = line(settings.keys.hints(view, width, False))
            assert len(said) <= width and "? help" in said
            if "undo" in [action.name for action in here]:
                assert f"{settings.keys.of('undo')} undo" in said


def test_what_is_shown_says_what_is_pressed() -> None:
    for key in (*BINDABLE, *SIGNS, *"abz-/<>?"):
        assert pressed(Action("x", key, "x", "X").shown) == key
    assert [pressed(name) for name in ("Enter", "Esc", "Tab")] == ["enter", "escape", "tab"]


@pytest.mark.parametrize("stage", STAGES)
async def test_keys_of_ones_own_work_in_the_room(tmp_path: Path, stage: StageName) -> None:
    """Two keymaps of all actions: help and the palette name them, the key that undoes undoes."""
    keys, text = a_keymap(Random(STAGES.index(stage)))
    settings = read(text, "settings.toml")
    async with running(tmp_path, *begun(stage=stage), settings=settings) as seen:
        await seen.press(keys["idea"])
        await seen.type_line("Swap boards", "")
        assert seen.last()[0]["do"] == "AddOption"
        await seen.press(keys["undo"])
        assert seen.said.startswith("Taken back")
        await seen.press(keys["help"])
        shown = {row.number: row.text for row in seen.rows if row.key.startswith("key-")}
        assert shown == {action.shown: action.words for action in settings.keys.view(stage)}
        await seen.press(keys["help"])
        offered = {one.title: one.help for one in seen.app.get_system_commands(seen.app.screen)}
        for action in settings.keys.view(stage):
            if action.name not in ("next", "back", "cards", "file"):
                assert offered[f"{action.short} ({action.shown})"] == action.words
        assert f"{settings.keys.of('undo')} undo" in seen.hint
        await seen.to_list()
        assert "? help" in seen.hint
        await seen.press("?")
        assert seen.view == "help"


async def test_a_letter_of_ones_own_works_on_the_list_and_the_old_one_types(tmp_path: Path) -> None:
    settings = read('[keys]\nhere = "t"', "settings.toml")
    async with running(tmp_path, *begun(), settings=settings) as seen:
        await seen.verb("t", on="person-1")
        assert seen.last()[0]["do"] == "NotHere"
        await seen.press("h")
        assert seen.typing and seen.typed == "h"


async def test_the_old_key_that_left_no_longer_leaves(tmp_path: Path) -> None:
    settings = read('[keys]\nquit = "ctrl+b"', "settings.toml")
    async with running(tmp_path, *begun(), settings=settings) as seen:
        await seen.press("ctrl+q")
        assert seen.app.is_running and not seen.app._exit
        await seen.press("ctrl+b")
        assert seen.app._exit


# what people read

def strings(path: Path) -> Iterator[tuple[int, str]]:
    """Every string of a file that is no docstring, with its line; what is put into it left out."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    docs = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docs:
            yield node.lineno, node.value


def named(text: str) -> str:
    """The key a sentence names in so many letters, or ""."""
    if " " not in text.strip():
        return ""
    found = re.search(r"\^[A-Za-z]\b|\bF\d{1,2}\b", text)
    # A letter standing alone between words, as in: x closes the check.
    found = found or re.search(r"(?:^|(?<=[ (:;,.]))[b-z](?=[ ):;,]|\.$|$)", text)
    return found[0] if found else ""


@pytest.mark.parametrize("place", ["ibps/ui", "ibps/core"])
def test_no_sentence_names_a_key_of_the_table(place: str) -> None:
    """Whoever has other keys would read what is not so: `world.keys.of("close")` names the one that works."""
    allowed = ("actions.py", "keymap.py", "settings.py", "widgets/entry_line.py", "wording", "core/words.py")
    found = [
        f"{path.relative_to(ROOT)}:{at}: {text!r} names {key}"
        for path in sorted((ROOT / place).rglob("*.py"))
        if not any(part in str(path) for part in allowed)
        for at, text in strings(path)
        if (key := named(plainly(text)))
    ]
    assert found == []


QUESTION = re.compile(r"\([a-z](?: [a-z])*\)|, b back\)|^b blank |q leave$")
"""Answers to a question, as in: Agreed, disputed, or to find out? (a d f). And the room window's letters."""


def plainly(text: str) -> str:
    return QUESTION.sub("", re.sub(r"\{[^}]*\}", "N", text))


def test_a_sentence_that_names_one_would_be_found() -> None:
    for text in ("x closes the check.", "Shown; c asks why.", "^u again", "F10 when back", "m: who pulls it?",
                 "with w.", " · s IN OPENING BEGINS"):  # fmt: skip
        assert named(text), text


def test_the_guide_and_the_refusals_name_no_key_that_may_be_another() -> None:
    pages = ("help", "welcome", "anywhere", "terms", *STAGES)
    for page in map(guide.load, pages):
        for name, section in page.sections.items():
            for text in (section.text, *section.items):
                assert not named(text), (page.title, name, text)
    assert not [text for text in REFUSALS.values() if named(plainly(text))]


def test_what_the_table_gives_the_check_is_never_an_answer() -> None:
    assert {action.key for action in actions_for("check") if not action.anywhere} == CHECK_KEYS


def test_a_keymap_is_a_value() -> None:
    assert Keymap() == TABLE and TABLE.but({"undo": "ctrl+b"}) == TABLE.but({"undo": "ctrl+b"}) != TABLE
