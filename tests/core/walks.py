"""Many random meetings with every invariant looked at, and what came up in them.

    python -m tests.core.walks 1000000     walks until so many acts were accepted, on all cores

Prints one block of figures and ends with 1 when anything was broken. Run it in the project's own folder.
"""

from __future__ import annotations

import itertools
import multiprocessing
import os
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, fields
from functools import cache, partial
from typing import Any, Final

from ibps.core.record.decisions import DecisionState
from tests.core.invariants import CLAIMED, EACH_STEP
from tests.core.invariants_after import EACH_STEP_AFTER
from tests.core.walk import DEFAULT_SEEDS, DEFAULT_STEPS, Walked, walk
from tests.core.whole import EACH_JOURNAL

Invariant = Callable[[Any], None]

ALL: Final[tuple[Invariant, ...]] = (*EACH_STEP, *EACH_STEP_AFTER, *EACH_JOURNAL)

EVERY: Final = 200
"""Steps between two looks at a whole journal; the last step of a walk is one of them."""

FURTHER: Final = 1000
"""The first seed of a walk beyond the default ones."""


@dataclass
class Heard:
    """What came up in some walks, counted, and the first breach of each invariant in words."""

    acts: Counter[str] = field(default_factory=Counter)
    refusals: Counter[str] = field(default_factory=Counter)
    states: Counter[DecisionState] = field(default_factory=Counter)
    asked: set[tuple[str, str]] = field(default_factory=set)  # rule and scale of checks
    agreed: set[str] = field(default_factory=set)  # rules under which something was agreed
    parties: set[int] = field(default_factory=set)
    practice: set[bool] = field(default_factory=set)
    sittings: set[int] = field(default_factory=set)
    sealed: set[int] = field(default_factory=set)  # attested pages at the end of a walk
    broken: dict[str, str] = field(default_factory=dict)

    def add(self, other: Heard) -> None:
        """Everything the other heard as well; of two breaches of one invariant the first stays."""
        for one in fields(Heard):
            ours, theirs = getattr(self, one.name), getattr(other, one.name)
            ours.update({**theirs, **ours} if one.name == "broken" else theirs)


def breaches(
    seeds: Iterable[int], steps: int, invariants: Iterable[Invariant] = ALL, every: int = EVERY
) -> dict[str, str]:
    """The first breach of each invariant over these walks, in words, by the invariant's name."""
    found: dict[str, str] = {}
    watched = tuple(invariants)
    for seed in seeds:
        for count, step in enumerate(walk(seed, steps), 1):
            whole = count % every == 0 or count == steps
            _look(step, watched, found, f"seed {seed}, step {count}", whole=whole)
    return found


def _look(
    step: Walked, watched: tuple[Invariant, ...], found: dict[str, str], where: str, *, whole: bool
) -> None:
    for invariant in watched:
        if invariant.__name__ in found or (invariant in EACH_JOURNAL and not whole):
            continue
        try:
            invariant(step.after if invariant in EACH_JOURNAL else step)
        except AssertionError as error:
            said = str(error).split("\nassert ")[0]
            found[invariant.__name__] = f"{where}, after {step.act!r}: {said}"


def hear(seed: int, steps: int = DEFAULT_STEPS) -> Heard:
    """One walk with every invariant looked at."""
    heard = Heard()
    states: set[tuple[str, DecisionState]] = set()
    for count, step in enumerate(walk(seed, steps), 1):
        whole = count % EVERY == 0 or count == steps
        _look(step, ALL, heard.broken, f"seed {seed}, step {count}", whole=whole)
        states |= {(decision.number, decision.state) for decision in step.after.record.decisions}
        if step.refused:
            heard.refusals[step.refused.code] += 1
        else:
            heard.acts[type(step.act).__name__] += 1
    record = step.after.record
    rules = {check.number: check.rule.name for check in record.checks}
    heard.states.update(state for _, state in states)
    heard.asked = {(check.rule.name, check.scale.name) for check in record.checks}
    heard.agreed = {rules[d.check] for d in record.decisions if d.check and d.state in CLAIMED}
    heard.parties, heard.practice = {len(record.parties)}, {record.practice}
    heard.sittings = {len(record.sittings)}
    heard.sealed = {sum(1 for minutes in record.minutes if minutes.seal)}
    return heard


@cache
def by_default() -> Heard:
    """The walks of every run of the tests; done once, looked at by several."""
    heard = Heard()
    for seed in DEFAULT_SEEDS:
        heard.add(hear(seed))
    return heard


def many(accepted: int, first: int = FURTHER, steps: int = DEFAULT_STEPS) -> Heard:
    """Walks until at least that many acts were accepted, spread over all cores; the same on any machine."""
    heard = Heard()
    with multiprocessing.get_context("spawn").Pool() as pool:
        for one in pool.imap(partial(hear, steps=steps), itertools.islice(itertools.count(first), accepted)):
            heard.add(one)
            if heard.acts.total() >= accepted:
                break
    return heard


def asked_for() -> int:
    """How many acts the long run walks: 100,000, or as IBPS_WALK_ACTS says."""
    return int(os.environ.get("IBPS_WALK_ACTS", "100000"))


def told(heard: Heard, seconds: float) -> str:
    """The figures of some walks, a line each."""
    accepted, refused = heard.acts.total(), heard.refusals.total()
    states = ", ".join(f"{state.value} {count:,}" for state, count in heard.states.most_common())
    return "\n".join(
        (
            f"acts        {accepted + refused:,} said",
            f"accepted    {accepted:,}, of {len(heard.acts)} kinds",
            f"refused     {refused:,}, for {len(heard.refusals)} reasons",
            f"states      {len(heard.states)} of {len(DecisionState)} reached by decisions: {states}",
            f"invariants  {len(ALL)} looked at, {len(EACH_JOURNAL)} of them every {EVERY} acts",
            f"violations  {len(heard.broken)}",
            *(f"  {name}: {said}" for name, said in heard.broken.items()),
            f"seconds     {seconds:,.0f}",
        )
    )


if __name__ == "__main__":
    started = time.monotonic()
    result = many(int(sys.argv[1].replace(",", "")) if sys.argv[1:] else asked_for())
    print(told(result, time.monotonic() - started))
    raise SystemExit(bool(result.broken))
