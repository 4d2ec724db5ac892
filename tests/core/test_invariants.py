"""Random meetings break no invariant; `test_breakages.py` shows that each invariant can be broken.

Every invariant is its own test, so that one that fails hides no other.
"""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from ibps.core.record.decisions import DecisionState
from tests.core.walks import ALL, asked_for, by_default, many

ROOT = Path(__file__).parents[2]


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
