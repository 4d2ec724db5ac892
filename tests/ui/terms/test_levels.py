"""A scale made by any sequence of edits is a scale, and every answer on it has a key that arrives."""

from __future__ import annotations

import random
from string import ascii_letters, ascii_lowercase

import pytest

from ibps.core.record.terms import NO_ANSWER, SCALES, Scale
from ibps.core.stages.opening import SetTerms, StartSession
from ibps.core.team import own_scales
from ibps.desk import Desk, MemoryShelf
from ibps.ui.actions import actions_for, letter_for
from ibps.ui.forms import Form, Unclear
from ibps.ui.terms import levels
from ibps.ui.terms.scale import ScaleView
from ibps.ui.view import Ask, Do, Look, Outcome, World
from tests.ui.kit import TODAY

WORDS = ["support", "absent", "no response", "not asked", "Дa", "été", "!!!", "x" * 60, "Over 80 %", "5", ""]
VERBS = [action.name for action in actions_for("scale") if action.views == ("scale",)]


def meeting() -> Desk:
    return Desk.new(MemoryShelf(), (StartSession(title="Breaks", team="Unit 4B"),))


def world_of(desk: Desk) -> World:
    return World(today=TODAY, record=desk.record, scales=own_scales(desk.journal))


def filled(form: Form, pick: random.Random) -> Outcome:
    """The form answered with whatever somebody might type; what is refused is tried again another way."""
    now: Form | Outcome = form
    tries = 0
    while isinstance(now, Form):
        tries += 1
        texts = [*WORDS, now.field.start, *levels.COUNTS.values(), *ascii_letters, f"answer {tries}"]
        try:
            now = now.answered(pick.choice(texts))
        except Unclear:
            assert tries < 3000, now.field.ask
    return now


def carry(desk: Desk, outcome: Outcome, pick: random.Random) -> None:
    if isinstance(outcome, Ask):
        outcome = filled(outcome.form, pick)
    if isinstance(outcome, Do):
        desk.do(*outcome.acts)


@pytest.mark.parametrize("seed", range(20))
def test_any_sequence_of_edits_gives_a_scale_that_can_be_answered(seed: int) -> None:
    pick, desk, view = random.Random(seed), meeting(), ScaleView()
    for _ in range(60):
        world, look = world_of(desk), Look(view="scale")
        rows = [row for row in view.sheet(world, look).rows if row.kind == "item"]
        verb, before = pick.choice([*VERBS, "changeterm", "useterm", "newlevel"]), desk.record.terms.scale
        carry(desk, view.do(verb, world, look, pick.choice([*rows, None])), pick)
        after = desk.record.terms.scale
        holds(after)
        assert levels.is_own(after) or after == SCALES[after.name], "what is built in never changes"
        if verb != "useterm" and after != before and after.name == before.name:
            assert after.version > before.version
        if pick.random() < 0.1 and desk.journal.undoable:
            desk.undo()


def holds(scale: Scale) -> None:
    """It is one by its own checks, and a check can be answered with it, key by key."""
    assert Scale.model_validate_json(scale.model_dump_json()) == scale
    keys = [level.key for level in scale.levels]
    assert len(set(keys)) == len(keys) and set(keys) <= set(ascii_lowercase)
    assert not [key for key in keys if letter_for("check", key)]
    names = {level.name for level in scale.levels}
    assert len(names) == len(scale.levels) and not names & {str(cls.value) for cls in NO_ANSWER}
    labels = [level.label.casefold() for level in scale.levels]
    assert len(set(labels)) == len(labels) and levels.FEWEST <= len(labels) <= levels.MOST


@pytest.mark.parametrize("name", SCALES)
def test_an_edit_raises_the_version_above_every_one_known(name: str) -> None:
    scale = SCALES[name]
    own = levels.owned(scale, tuple(SCALES.values()))
    assert own.name not in SCALES and own.levels == scale.levels and levels.owned(own, ()) is own
    later = own.but(version=7)
    assert levels.next_version(own, ()).version == 2
    assert levels.next_version(own, (later,)).version == 8
    assert levels.next_version(own, (scale.but(version=30),)).version == 2, "of another scale"


def test_a_second_copy_of_the_same_has_another_name() -> None:
    known = tuple(SCALES.values())
    first = levels.owned(SCALES["thumbs"], known)
    second = levels.owned(SCALES["thumbs"], (*known, first))
    assert (first.title, second.title) == ("Our thumbs", "Our thumbs 2")
    assert (first.name, second.name) == ("our-thumbs", "our-thumbs-2")
    assert levels.copy_of(first, "Thumbs!", known).name == "thumbs-2"


@pytest.mark.parametrize(
    ("label", "name"),
    [
        ("Not this way", "not_this_way"),
        ("Été", "ete"),
        ("Да", "answer"),
        ("absent", "absent_2"),
        ("no response", "no_response_2"),
        ("not asked", "not_asked_2"),
        ("Up", "up_2"),
        ("x" * 40, "x" * 24),
    ],
)
def test_a_name_is_made_of_the_label(label: str, name: str) -> None:
    assert levels.level_name(label, SCALES["thumbs"].levels) == name


def test_moving_keeps_every_answer() -> None:
    scale = SCALES["gradients"]
    for level in scale.levels:
        for by in (-1, 1):
            after = levels.moved(scale, level, by)
            assert sorted(one.name for one in after) == sorted(one.name for one in scale.levels)
            assert abs(after.index(level) - scale.levels.index(level)) <= 1
    assert levels.moved(scale, scale.levels[0], -1) == scale.levels
    assert levels.moved(scale, scale.levels[0], 1)[1] == scale.levels[0]


def test_own_scales_are_the_latest_that_were_not_taken_back() -> None:
    desk = meeting()
    terms = desk.record.terms
    own = levels.owned(terms.scale, ())
    second = levels.next_version(own, ())
    for scale in (own, second, SCALES["gradients"]):
        desk.do(SetTerms(terms=terms.but(scale=scale)))
    assert own_scales(desk.journal) == (second,)
    later, other = second.but(version=5), own.but(name="other")
    assert own_scales(desk.journal, (other, later)) == (other, later)
    desk.undo()
    desk.undo()
    assert own_scales(desk.journal) == (own,)
    desk.undo()
    assert own_scales(desk.journal) == ()
