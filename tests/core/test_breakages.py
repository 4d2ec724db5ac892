"""Each invariant fails when the core is broken on purpose: none of them is only decoration.

`python -m tests.core.broken` prints the same as a table.
"""

import pytest

from tests.core.breakages import Breakage
from tests.core.broken import ALL_BREAKAGES, NUMBERS, guarded, unnoticed
from tests.core.elsewhere import BREAKAGES, printed
from tests.core.walks import ALL

EACH = [
    pytest.param(one, id=one.name, marks=() if at % 6 == 0 else pytest.mark.torture)
    for at, one in enumerate(ALL_BREAKAGES)
]
"""A sixth of them every time: that one is noticed changes only when an invariant does."""


@pytest.mark.parametrize("breakage", EACH)
def test_a_broken_core_is_noticed(breakage: Breakage) -> None:
    _, left = unnoticed(breakage)
    assert not left, f"not noticed by {left}"


@pytest.mark.parametrize("breakage", BREAKAGES)
def test_bytes_that_depend_on_the_machine_are_noticed(breakage: str) -> None:
    """(10)"""
    one, other = printed(breakage)
    assert one != other


def test_every_invariant_is_broken_by_something() -> None:
    names = {invariant.__name__ for invariant in ALL}
    noticing = {name for breakage in ALL_BREAKAGES for name in breakage.noticed_by}
    assert names - noticing == set()


def test_every_number_of_the_design_is_broken_by_something() -> None:
    assert frozenset[int]().union(*map(guarded, ALL_BREAKAGES)) == NUMBERS
