"""Each invariant fails when the core is broken on purpose: none of them is only decoration."""

import pytest

from tests.core.breakages import BREAKAGES, Breakage
from tests.core.breakages_after import BREAKAGES_AFTER
from tests.core.breakages_kept import KEPT
from tests.core.walks import ALL, breaches
from tests.core.whole import EACH_JOURNAL

STEPS = 400
SEEDS = range(150)
"""More than the default walks: what is broken seldom shows late, and a walk that shows it ends the search."""
ALL_BREAKAGES = (*BREAKAGES, *KEPT, *BREAKAGES_AFTER)


@pytest.mark.parametrize("breakage", ALL_BREAKAGES, ids=lambda breakage: breakage.name)
def test_a_broken_core_is_noticed(breakage: Breakage, monkeypatch: pytest.MonkeyPatch) -> None:
    breakage.tamper(monkeypatch)
    left = {invariant for invariant in ALL if invariant.__name__ in breakage.noticed_by}
    assert len(left) == len(breakage.noticed_by), "the table names an invariant that is not there"
    for seed in SEEDS:
        every = 100 if left & set(EACH_JOURNAL) else STEPS
        found = breaches([seed], STEPS, left, every=every)
        left = {invariant for invariant in left if invariant.__name__ not in found}
        if not left:
            return
    pytest.fail(f"not noticed by {sorted(invariant.__name__ for invariant in left)}")


def test_every_invariant_is_broken_by_something() -> None:
    names = {invariant.__name__ for invariant in ALL}
    guarded = {name for breakage in ALL_BREAKAGES for name in breakage.noticed_by}
    assert names - guarded == set()
