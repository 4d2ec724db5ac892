"""The same meetings on another machine: another order of sets, another zone, another language.

    python -m tests.core.elsewhere [BREAKAGE]     prints digests of files, records and answers

Said with the name of a breakage of this file, the core is broken that way first.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any, Final

import pytest

from ibps.core import acts, answer
from ibps.core.stages import closing
from tests.core.walk import walk
from tests.core.whole import answer_bytes, as_file

ROOT: Final = Path(__file__).parents[2]
MACHINES: Final = (("0", "Asia/Tokyo", "C"), ("4711", "America/Los_Angeles", "C.UTF-8"))
"""PYTHONHASHSEED, TZ and LC_ALL of two machines."""

Patch = pytest.MonkeyPatch


def _order_of_a_set(patch: Patch) -> None:
    was = answer._ideas
    patch.setattr(answer, "_ideas", lambda record: type(was(record))(set(was(record))))


def _zone_of_the_machine(patch: Patch) -> None:
    was = closing._read_back

    def read_back(record: Any, act: Any, at: datetime) -> Any:
        return was(record, act, at.astimezone())

    patch.setattr(closing, "_read_back", read_back)


def _language_of_the_machine(patch: Patch) -> None:
    was = acts.write_act
    patch.setattr(acts, "write_act", lambda act: {**was(act), "language": os.environ["LC_ALL"]})


BREAKAGES: Final[dict[str, Callable[[Patch], None]]] = {
    "order of a set": _order_of_a_set,
    "zone of the machine": _zone_of_the_machine,
    "language of the machine": _language_of_the_machine,
}
"""Ways to make the bytes depend on the machine. (10)"""


def printed(breakage: str = "") -> list[str]:
    """What each machine prints."""
    said = []
    for seed, zone, language in MACHINES:
        machine = {"PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": language, "PYTHONPATH": str(ROOT)}
        command = [sys.executable, "-m", "tests.core.elsewhere", *([breakage] if breakage else [])]
        env = {**os.environ, **machine}
        done = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, encoding="utf-8", check=False)
        assert done.returncode == 0, done.stderr
        said.append(done.stdout)
    return said


if __name__ == "__main__":
    with Patch.context() as broken:
        for name in sys.argv[1:]:
            BREAKAGES[name](broken)
        for seed in range(2, 8):
            *_, last = walk(seed, 250)
            record = last.after.record.model_dump_json()
            for data in (as_file(last.after).encode(), record.encode(), answer_bytes(last.after)):
                print(hashlib.sha256(data).hexdigest())
