"""Random meetings break no invariant; `test_breakages.py` shows that each invariant can be broken.

Every invariant is its own test, so that one that fails hides no other.
"""

import os
import subprocess
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest

from tests.core.invariants import EACH_STEP
from tests.core.invariants_after import EACH_STEP_AFTER
from tests.core.walk import DEFAULT_SEEDS, DEFAULT_STEPS, walk
from tests.core.whole import EACH_JOURNAL

EVERY = 200
"""Steps between two looks at a whole journal; the last step of a walk is one of them."""

ALL: tuple[Callable[[Any], None], ...] = (*EACH_STEP, *EACH_STEP_AFTER, *EACH_JOURNAL)
ROOT = Path(__file__).parents[2]


def breaches(
    seeds: Iterable[int],
    steps: int,
    invariants: Iterable[Callable[[Any], None]] = ALL,
    every: int = EVERY,
) -> dict[str, str]:
    """The first breach of each invariant over these walks, in words, by the invariant's name."""
    found: dict[str, str] = {}
    watched = tuple(invariants)
    for seed in seeds:
        for count, step in enumerate(walk(seed, steps), 1):
            whole = count % every == 0 or count == steps
            for invariant in watched:
                if invariant.__name__ in found or (invariant in EACH_JOURNAL and not whole):
                    continue
                try:
                    invariant(step.after if invariant in EACH_JOURNAL else step)
                except AssertionError as error:
                    said = str(error).split("\nassert ")[0]
                    found[invariant.__name__] = f"seed {seed}, step {count}, after {step.act!r}: {said}"
    return found


@pytest.fixture(scope="module")
def default_walks() -> dict[str, str]:
    return breaches(DEFAULT_SEEDS, DEFAULT_STEPS)


@pytest.mark.parametrize("invariant", [invariant.__name__ for invariant in ALL])
def test_no_random_meeting_breaks(invariant: str, default_walks: dict[str, str]) -> None:
    if invariant in default_walks:
        pytest.fail(default_walks[invariant])


@pytest.mark.torture
@pytest.mark.parametrize("first", range(1000, 1250, 50))
def test_many_more_random_meetings(first: int) -> None:
    """100,000 acts in all, in meetings of 400."""
    assert breaches(range(first, first + 50), 400) == {}


_ELSEWHERE = """
import hashlib
from tests.core.walk import walk
from tests.core.whole import answer_bytes, as_file
for seed in (2, 5):
    *_, last = walk(seed, 250)
    record = last.after.record.model_dump_json()
    for data in (as_file(last.after).encode(), record.encode(), answer_bytes(last.after)):
        print(hashlib.sha256(data).hexdigest())
"""


def test_the_same_acts_give_the_same_bytes_in_another_process() -> None:
    """(10) Neither the order of sets, nor the zone, nor the language of a machine shows in the bytes."""
    printed = []
    for seed, zone, language in (("0", "Asia/Tokyo", "C"), ("4711", "America/Los_Angeles", "C.UTF-8")):
        machine = {"PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": language, "PYTHONPATH": str(ROOT)}
        command = [sys.executable, "-c", _ELSEWHERE]
        env = {**os.environ, **machine}
        done = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, encoding="utf-8", check=False)
        assert done.returncode == 0, done.stderr
        printed.append(done.stdout)
    assert printed[0] == printed[1]
    assert len(set(printed[0].split())) == 6
