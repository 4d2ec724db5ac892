"""The table of keys: no key twice, no name that leads nowhere, no action that does nothing."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest

from ibps.core.record.terms import SCALES, Scale
from ibps.core.stages.anytime import Park, StageName
from ibps.core.stages.closing import AddAction, AddMeasure
from ibps.core.stages.consensus import DraftStraw, ReadAloud, WordProposal
from ibps.core.stages.interests import StateInterest
from ibps.core.stages.issue import StateFact, WordIssue
from ibps.core.stages.options import AddOption, CombineOptions
from ibps.core.stages.standards import SetStandard
from ibps.core.value import Act
from ibps.ui.actions import (
    ACTIONS,
    MEETING,
    STAGES,
    TERMS,
    UNDONE,
    Action,
    actions_for,
    letter_for,
)
from ibps.ui.keymap import BINDABLE, TABLE, line
from ibps.ui.views import view
from tests.ui.kit import Seen, begun, on, running

VIEWS = sorted({name for action in ACTIONS for name in action.views})
ALL_VIEWS = (
    *STAGES, "check", "words", "result", "answer", "reader", "follow", "minutes", "attest", "code", "history",
    "help", "notes", "coach", "rescue", "cards", "blank", "desk", "review", "practice", "rule", "scale",
    "places", "versions",
)  # fmt: skip
AVOIDED = re.compile(
    r"\b(vot(e|es|ed|ing|er|ers)|wins?|winner|motions?|second(ed|er)|opponents?|resolution passed"
    r"|approved|no objections?)\b",
    re.IGNORECASE,
)


def test_names_are_given_once() -> None:
    assert not [name for name, times in Counter(action.name for action in ACTIONS).items() if times > 1]


@pytest.mark.parametrize("name", ALL_VIEWS)
def test_no_key_twice_in_one_view(name: str) -> None:
    keys = Counter(action.key for action in actions_for(name))
    assert not [key for key, times in keys.items() if times > 1]
    for action in actions_for(name):
        if not action.anywhere:
            assert letter_for(name, action.key) is action


def test_every_view_named_exists_and_every_view_is_known_here() -> None:
    assert set(VIEWS) <= set(ALL_VIEWS)
    for name in ALL_VIEWS:
        assert view(name).name == name


def test_keys_are_ones_that_arrive() -> None:
    for action in ACTIONS:
        assert action.key in BINDABLE or action.key in "abcdefghijklmnopqrstuvwxyz-/<>!", action


def test_a_letter_that_goes_back_to_typing_is_no_action() -> None:
    assert not [action for action in ACTIONS if action.key == "a" and set(action.views) & set(STAGES)]


def test_words_for_people() -> None:
    for action in ACTIONS:
        assert action.words and action.short and action.words[0].isupper(), action
        assert len(action.short) <= 14 and len(action.words) <= 76, action
        for text in (action.words, action.short):
            assert not AVOIDED.search(text), action
            assert "ibps" not in text and "  " not in text


@pytest.mark.parametrize("scale", SCALES.values(), ids=lambda scale: str(scale.name))
def test_a_scale_never_takes_a_key_of_the_check(scale: Scale) -> None:
    keys = [level.key for level in scale.levels]
    assert len(set(keys)) == len(keys)
    assert not set(keys) & {action.key for action in actions_for("check")}


MORE = (("Esc", "list"), ("Tab", "next kind"), ("Enter", "say that it was read back"))


def shown(name: str, width: int, typing: bool = False) -> str:
    return line(TABLE.hints(name, width, typing, MORE))


@pytest.mark.parametrize("name", ALL_VIEWS)
@pytest.mark.parametrize("typing", [True, False])
def test_the_hint_line_fits_and_keeps_undo_and_help(name: str, typing: bool) -> None:
    for width in range(58, 201):
        said = shown(name, width, typing)
        assert len(said) <= width
        assert ("F1 help" if typing else "? help") in said
        assert ("^u undo" in said) is (name in UNDONE)
        assert re.search(r"\S  \S", said)


def test_a_wider_line_shows_no_less() -> None:
    for name in MEETING:
        lines = [set(shown(name, width).split("  ")) for width in range(58, 201)]
        assert all(less <= more for less, more in pairwise(lines))
        assert len(lines[-1]) > len(lines[0])


# every action, driven once

ROOM: dict[str, tuple[Act, ...]] = {
    "opening": (),
    "issue": (WordIssue(text="How can we share evenings?"), StateFact(text="Six people")),
    "interests": (StateInterest(party="L", text="Know who"),),
    "options": (
        StateInterest(party="L", text="Know who"),
        AddOption(text="One"),
        AddOption(text="Two"),
        CombineOptions(options=("O1", "O2"), text="Both"),
    ),
    "standards": (SetStandard(text="Safe"), AddOption(text="One")),
    "consensus": (
        DraftStraw(text="Rotate"),
        WordProposal(text="Rotate.", proposal="P1"),
        ReadAloud(proposal="P1"),
    ),
    "closing": (AddAction(text="Post it"), AddMeasure(text="Evenings"), Park(text="Pay", due=on(5, 1))),
}
ROW = {
    "person": "person-1", "here": "person-1", "chair": "person-1", "role": "person-1", "voice": "person-1",
    "keyboard": "person-1", "speaks": "person-1", "standin": "person-1",
    "agreed": "F1", "disputed": "F1", "findout": "F1",
    "split": "O3", "combine": "O1", "rate": "O1", "rateparty": "O1", "due": "A1", "measure": "M1",
    "takeup": "K1",
}  # fmt: skip
FIRST = {
    "issue": "question", "interests": "I1", "options": "O3", "standards": "S1", "consensus": "P1",
    "closing": "A1",
}  # fmt: skip


@pytest.mark.parametrize("stage", STAGES)
async def test_every_action_of_a_stage_is_handled(tmp_path: Path, stage: StageName) -> None:
    """Pressed where it stands, each gives a question, a sentence, another view or an act; never nothing."""
    async with running(tmp_path, *begun(*ROOM[stage], stage=stage)) as seen:
        for action in leaving_last(actions_for(stage)):
            if action.name == "bring":
                await seen.verb("x", on=FIRST[stage])
                await seen.type_line("not now")
            if action.name == "redo":
                await seen.press("ctrl+u")
            row = "" if action.name == "redo" else ROW.get(action.name, FIRST.get(stage, ""))
            await pressed(seen, action, row)
            if action.name != "quit":
                await seen.again()


def leaving_last(actions: tuple[Action, ...]) -> list[Action]:
    return sorted(actions, key=lambda action: action.name == "quit")


async def pressed(seen: Seen, action: Action, row: str) -> None:
    before, text, view_before, theme = seen.path.read_bytes(), seen.said, seen.view, seen.app.theme
    coach = seen.app.now.look.coach
    name = seen.path
    if row:
        await seen.choose(row)
    else:
        await seen.to_list()
    await seen.press(action.key)
    answers = [act for act in seen.acts() if act["do"] == "Answer"]
    assert len(answers) <= 1 + (view_before == "check"), "a key answers for one person at most"
    happened = (
        bool(seen.asking)
        or name.read_bytes() != before
        or seen.view != view_before
        or (seen.said not in ("", text))
        or seen.app.theme != theme
        or seen.app.now.look.coach != coach
        or not seen.app.is_running
        or seen.app._exit
    )
    assert happened, f"{action.name} ({action.key}) did nothing in {view_before}"


WORDS = (WordProposal(text="Rotate."), ReadAloud(proposal="P1"))


async def test_every_action_of_the_check_is_handled(tmp_path: Path) -> None:
    async with running(tmp_path, *begun(*WORDS, stage="consensus")) as seen:
        for action in leaving_last(actions_for("check")):
            await seen.verb("c", on="P1")
            await seen.press("u")
            if action.name == "redo":
                await seen.press("ctrl+u")
            await pressed(seen, action, "person-1")
            if action.name != "quit":
                await seen.again()


TERMS_ROWS = {
    "rule": {"changeterm": "part-percent", "useterm": "rule-four-in-five"},
    "scale": {"useterm": "scale-1", "later": "level-up", "earlier": "level-down"},
}


@pytest.mark.parametrize("name", TERMS)
async def test_every_action_of_the_terms_is_handled(tmp_path: Path, name: str) -> None:
    async with running(tmp_path, *begun()) as seen:
        for action in leaving_last(actions_for(name)):
            await seen.verb("e", on=f"term-{name}")
            assert seen.view == name
            first = "rule-no-block" if name == "rule" else "level-up"
            if action.name == "redo":
                await seen.verb("u", on=TERMS_ROWS[name]["useterm"])
                await seen.press("ctrl+u")
            await pressed(seen, action, TERMS_ROWS[name].get(action.name, first))
            if action.name != "quit":
                await seen.again()


async def test_every_action_outside_a_meeting_is_handled(tmp_path: Path) -> None:
    acts = begun(stage="issue")
    for number, action in enumerate(actions_for("desk")):
        async with running(tmp_path / f"desk{number}", *acts) as seen:
            path = seen.path
            await seen.to_list()
            await seen.until("desk", "escape")
            said, theme = seen.said, seen.app.theme
            await seen.press(action.key)
            done = seen.asking or seen.view != "desk" or seen.said != said or seen.app.theme != theme
            assert done or seen.app._exit, action.name
            assert path.is_file()
    async with running(tmp_path / "reader", *acts) as seen:
        await seen.to_list()
        await seen.until("desk", "escape")
        await seen.press("enter")
        assert seen.view == "reader"
        await seen.press("m")
        assert seen.view == "issue"
    async with running(tmp_path / "review", *acts) as seen:
        await seen.to_list()
        await seen.until("desk", "escape")
        await seen.press("r")
        assert seen.view == "review" and seen.typing
        await seen.press("escape")
        assert not seen.typing
        await seen.press("/")
        assert seen.typing and not seen.typed
        await seen.press("enter")
        assert seen.view == "reader", "Enter opens what is chosen, also while nothing is typed"


@pytest.mark.parametrize("stage", STAGES)
async def test_help_names_every_key_of_the_view_it_was_opened_from(tmp_path: Path, stage: StageName) -> None:
    async with running(tmp_path, *begun(*ROOM[stage], stage=stage)) as seen:
        await seen.press("f1")
        assert seen.view == "help"
        shown = {row.number: row.text for row in seen.rows if row.key.startswith("key-")}
        assert shown == {action.shown: action.words for action in actions_for(stage)}
        await seen.press("escape")
        assert seen.view == stage and seen.typing
