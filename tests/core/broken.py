"""Breaks the core in every way the tables know, and says for each what noticed it.

    python -m tests.core.broken

One line for each: the number of the design's invariant, what was broken, what noticed it, or NOT NOTICED.
Ends with 1 when anything was not noticed. Run it in the project's own folder.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, Final

import pytest

from tests.core import elsewhere
from tests.core.breakages import BREAKAGES, Breakage
from tests.core.breakages_after import BREAKAGES_AFTER
from tests.core.breakages_kept import KEPT
from tests.core.walks import ALL, breaches
from tests.core.whole import EACH_JOURNAL

STEPS: Final = 400
SEEDS: Final = range(150)
"""More than the default walks: what is broken seldom shows late, and a walk that shows it ends the search."""

ALL_BREAKAGES: Final = (*BREAKAGES, *KEPT, *BREAKAGES_AFTER)

NUMBERS: Final = frozenset(range(1, 13))
"""Of the invariants in the design's list."""


def numbers_of(invariant: Callable[[Any], None]) -> frozenset[int]:
    """The design's numbers of an invariant, as its first line gives them in brackets."""
    found = re.search(r"\(([\d, ]+)\)$", (invariant.__doc__ or "").strip())
    return frozenset(int(n) for n in found[1].split(",")) if found else frozenset()


def guarded(breakage: Breakage) -> frozenset[int]:
    """The numbers of what has to notice a breakage."""
    named = (one for one in ALL if one.__name__ in breakage.noticed_by)
    return frozenset[int]().union(*map(numbers_of, named))


def unnoticed(breakage: Breakage) -> tuple[dict[str, str], list[str]]:
    """Breaks the core and walks: where each invariant named noticed it, and which did not."""
    left = {invariant for invariant in ALL if invariant.__name__ in breakage.noticed_by}
    assert len(left) == len(breakage.noticed_by), "the table names an invariant that is not there"
    found: dict[str, str] = {}
    with pytest.MonkeyPatch.context() as patch:
        breakage.tamper(patch)
        for seed in SEEDS:
            every = 100 if left & set(EACH_JOURNAL) else STEPS
            found |= breaches([seed], STEPS, left, every=every)
            left = {invariant for invariant in left if invariant.__name__ not in found}
            if not left:
                break
    return found, sorted(invariant.__name__ for invariant in left)


def main() -> int:
    """Prints the table; how many were not noticed."""
    missed = 0
    for breakage in ALL_BREAKAGES:
        found, left = unnoticed(breakage)
        numbers = ", ".join(map(str, sorted(guarded(breakage)))) or "-"
        where = "; ".join(f"{name} ({said.split(',')[0]})" for name, said in found.items())
        missed += bool(left)
        print(f"{numbers:>9}  {breakage.name:26}  {f'NOT NOTICED by {left}' if left else where}", flush=True)
    for name in elsewhere.BREAKAGES:
        one, other = elsewhere.printed(name)
        missed += one == other
        where = "NOT NOTICED" if one == other else "the same acts give the same bytes in another process"
        print(f"{10:>9}  {name:26}  {where}", flush=True)
    print(f"{len(ALL_BREAKAGES) + len(elsewhere.BREAKAGES)} ways to break it, {missed} not noticed.")
    return missed


if __name__ == "__main__":
    raise SystemExit(bool(main()))
