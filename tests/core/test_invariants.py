"""Random meetings break no invariant; `test_breakages.py` shows that each invariant can be broken.

Every invariant is its own test, so that one that fails hides no other.
"""

import pytest

from ibps.core.record.decisions import DecisionState
from tests.core.elsewhere import printed
from tests.core.walks import ALL, asked_for, by_default, many


@pytest.mark.parametrize("invariant", [invariant.__name__ for invariant in ALL])
def test_no_random_meeting_breaks(invariant: str) -> None:
    if invariant in (broken := by_default().broken):
        pytest.fail(broken[invariant])


@pytest.mark.torture
def test_many_more_random_meetings() -> None:
    """100,000 acts that were accepted, in meetings of 400 steps; IBPS_WALK_ACTS asks for more."""
    heard = many(asked_for())
    assert heard.broken == {}
    assert heard.acts.total() >= asked_for()
    assert set(heard.states) == set(DecisionState)


def test_the_same_acts_give_the_same_bytes_in_another_process() -> None:
    """(10) Neither the order of sets, nor the zone, nor the language of a machine shows in the bytes."""
    one, other = printed()
    assert one == other
    assert len(set(one.split())) == 18, "of six meetings, each its file, record and answer"
