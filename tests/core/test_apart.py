"""Two versions of one session: where they part, and what each has that the other has not, in words."""

from __future__ import annotations

import random
from datetime import timedelta

import pytest

from ibps.core.apart import Apart, apart, first_difference
from ibps.core.journal import Journal, replay
from ibps.core.stages.checks import CloseCheck
from ibps.core.stages.options import AddOption
from tests.report.kit import ASKED, CHART, CLOSED, OPENED, journal

WHOLE = journal([*OPENED, *CHART, *ASKED, CLOSED])
N = len(WHOLE.entries)


def more(base: Journal, *texts: str) -> Journal:
    for text in texts:
        base = base.with_act(AddOption(text=text), base.entries[-1].at + timedelta(seconds=1))
    return base


def test_the_same_is_not_apart() -> None:
    assert apart(WHOLE, WHOLE) == Apart(N)
    assert apart(WHOLE, WHOLE).says == "Somebody else changed the file."


def test_each_entry_is_told_with_its_number_and_whose_it_is() -> None:
    found = apart(more(WHOLE, "mine"), more(WHOLE, "theirs", "and more"))
    assert found.same == N and [text.split()[0] for text in found.theirs] == [str(N + 1), str(N + 2)]
    assert "theirs" in found.theirs[0] and "mine" in found.ours[0] and len(found.ours) == 1
    assert found.says.startswith("Somebody else changed the file. 2 entries there that are not here: ")
    assert f"; 1 entry here that is not there: {N + 1} “" in found.says


def test_many_are_counted_and_long_ones_cut() -> None:
    found = apart(WHOLE, more(WHOLE, "x" * 400, "b", "c", "d"))
    assert "4 entries there that are not here" in found.says and " and 2 more." in found.says
    assert len(found.says) < 250 and "x" * 400 in found.theirs[0]


def test_an_answer_that_is_hidden_now_is_not_told() -> None:
    opened = [{**act, "together": True} if act["do"] == "OpenCheck" else act for act in ASKED]
    asked = journal([*OPENED, *CHART, *opened])
    cut = replay(asked.entries[:-2])
    said = " ".join(apart(cut, asked).theirs)
    assert "answered" in said and "watch overtime" not in said and "sideways" not in said.lower()
    closed = asked.with_act(CloseCheck(check="C1"), asked.entries[-1].at)
    assert "watch overtime" in " ".join(apart(cut, closed).theirs)


@pytest.mark.parametrize("seed", range(30))
def test_what_is_told_is_what_follows_the_common_beginning(seed: int) -> None:
    rng = random.Random(seed)
    one, other = (replay(WHOLE.entries[: rng.randint(1, N)]) for _ in range(2))
    if rng.random() < 0.5:
        other = more(other, "theirs alone")
    found = apart(one, other)
    assert found.same == first_difference(one.entries, other.entries) - 1
    assert one.entries[: found.same] == other.entries[: found.same]
    assert found.same + len(found.ours) == len(one.entries)
    assert found.same + len(found.theirs) == len(other.entries)
    back = apart(other, one)
    assert (back.theirs, back.ours) == (found.ours, found.theirs)
