"""The picture of the table of states: every state, every arrow, and nothing over anything else."""

from __future__ import annotations

import re
from itertools import combinations
from xml.etree import ElementTree

import pytest

from ibps.core.record.decisions import DecisionState
from ibps.core.row import SYMBOLS
from ibps.core.states import FIRST, MOVES
from tests.core.whole import GROUPS
from tests.docs import states_picture
from tests.docs.states_picture import (
    BOX,
    BOXES,
    FRAMES,
    HEIGHT,
    PILLS,
    SAID,
    TALL,
    WAYS,
    WIDE,
    WIDTH,
    labels,
    svg,
)

SVG = "{http://www.w3.org/2000/svg}"
DRAWN = ElementTree.fromstring(svg())
Area = tuple[float, float, float, float]


def moves_drawn() -> set[tuple[str, str, str]]:
    """Every move an arrow stands for: act, from (or "" when it makes a decision), to."""
    found = set()
    for path in DRAWN.iter(f"{SVG}path"):
        start, to, acts = (path.get(f"data-{name}", "") for name in ("from", "to", "acts"))
        for act in acts.split():
            ends = {move for tos in MOVES.get(act, {}).values() for move in tos} if to == "ended*" else {to}
            ends = {end for end in ends if GROUPS[end] == "ended"} if to == "ended*" else ends
            starts = [state for state, group in GROUPS.items() if group == start] or [start]
            found |= {(act, "" if start in PILLS else one, str(end)) for one in starts for end in ends}
    return found


def test_every_move_of_the_table_is_an_arrow_and_every_arrow_is_a_move() -> None:
    table = {(act, "", to.value) for act, states in FIRST.items() for to in states}
    table |= {
        (act, start.value, to.value)
        for act, starts in MOVES.items()
        for start, states in starts.items()
        for to in states
        if to is not start
    }
    assert moves_drawn() == table


def test_every_state_stands_in_the_frame_of_its_heading() -> None:
    boxes = {rect.get("data-state"): rect for rect in DRAWN.iter(f"{SVG}rect") if rect.get("data-state")}
    assert boxes.keys() == {state.value for state in DecisionState}
    for state, (x, middle) in BOXES.items():
        left, top, wide, high = FRAMES[GROUPS[state]]
        assert (
            left < x and x + BOX < left + wide and top < middle - TALL / 2 and middle + TALL / 2 < top + high
        )
    said = " ".join(text.text or "" for text in DRAWN.iter(f"{SVG}text"))
    assert all(SYMBOLS[group][0] in said for group in set(GROUPS.values()))


def test_what_leaves_a_state_as_it_is_is_said_in_its_box() -> None:
    for act, starts in MOVES.items():
        for start, states in starts.items():
            assert (start in states) == (act in states_picture.stays(start)), (act, start)


def test_every_act_is_explained() -> None:
    assert SAID.keys() == FIRST.keys() | MOVES.keys()


def areas() -> list[tuple[str, Area]]:
    boxes = [(state, (x, y - TALL / 2, BOX, TALL)) for state, (x, y) in BOXES.items()]
    pills = [(act, (x, y - 15, WIDE, 30)) for act, (x, y) in PILLS.items()]
    written = [(words, (x, y - 10, wide, high)) for x, y, wide, high, words in labels()]
    return [(name, area) for name, area in (*boxes, *pills, *written)]


def test_nothing_lies_over_anything_else() -> None:
    for (one, (x, y, wide, high)), (other, (x2, y2, wide2, high2)) in combinations(areas(), 2):
        apart = x + wide <= x2 or x2 + wide2 <= x or y + high <= y2 or y2 + high2 <= y
        assert apart, f"{one} and {other}"
    for name, (x, y, wide, high) in areas():
        assert x >= 0 and y >= 0 and x + wide <= WIDTH and y + high <= HEIGHT, name


def test_no_arrow_runs_through_a_label_or_a_box() -> None:
    for pair, way in WAYS.items():
        for (x1, y1), (x2, y2) in zip(way.points, way.points[1:], strict=False):
            for name, (x, y, wide, high) in areas():
                outside = (
                    max(x1, x2) <= x or min(x1, x2) >= x + wide or max(y1, y2) <= y or min(y1, y2) >= y + high
                )
                assert outside, f"{pair} runs through {name}"


def test_a_move_nobody_has_drawn_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    state = DecisionState.REFUSED
    more = {**MOVES, "InEffect": {**MOVES["InEffect"], state: frozenset({DecisionState.AGREED})}}
    monkeypatch.setattr(states_picture, "MOVES", more)
    with pytest.raises(ValueError, match=re.escape("('refused', 'agreed')")):
        svg()
