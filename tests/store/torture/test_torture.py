"""Nothing that was said to be saved is lost, and each kind of torture notices it when saving is broken.

The small size of each runs every time; `-m torture` runs the large one.
"""

from __future__ import annotations

import errno
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.store.torture import cuts, faults, full, traced, turns
from tests.store.torture.calls import ERRORS
from tests.store.torture.subjects import STOCK, Ibps, Subject

ROOT = Path(__file__).parents[3]
FEW = (errno.EIO,)
GOES = 12
"""At most: each finds it more often than not, so that all miss it less than once in thousands of runs."""


@pytest.fixture
def base(tmp_path: Path) -> Iterator[Path]:
    """A folder in memory, where there is one: what is asked of the system counts here, not the disk."""
    memory = Path("/dev/shm")
    if not os.access(memory, os.W_OK):
        yield tmp_path
    else:
        with tempfile.TemporaryDirectory(dir=memory) as folder:
            yield Path(folder)


def ran(folder: Path, *asked: str) -> dict[str, Any]:
    """A kind of torture that forks, in a process of its own."""
    command = [sys.executable, "-m", "tests.store.torture", *asked, "--folder", str(folder)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    came: dict[str, Any] = json.loads(done.stdout)
    assert done.returncode == bool(came["harm"])
    return came


def harmed(folder: Path, kind: str, *asked: str) -> bool:
    """Whether that kind of torture finds the harm. Chance decides where it strikes: it gets several goes."""
    return any(kind in ran(folder, *asked)["harm"] for _ in range(GOES))


# --- kill -9


@pytest.mark.parametrize("kills", [24, pytest.param(600, marks=pytest.mark.torture)])
def test_kills_lose_nothing_that_was_answered(base: Path, kills: int) -> None:
    came = ran(base, "kills", str(kills))
    assert came["harm"] == {}, came["first"]
    assert came["kills"] == kills and came["answered"] > 0  # how many depends on the machine
    assert kills < 100 or came["midway"] > kills / 30, "the kills should have met saves in the middle"


@pytest.mark.parametrize(
    "how",
    [
        ("--broken", "written in place"),
        pytest.param(("--of", "TinyDB"), marks=pytest.mark.torture),
        pytest.param(("--of", 'open(path, "w")'), marks=pytest.mark.torture),
    ],
)
def test_kills_do_harm_a_careless_writer(base: Path, how: tuple[str, str]) -> None:
    assert harmed(base, "unreadable", "kills", "24" if "--broken" in how else "300", *how)


@pytest.mark.torture
def test_kills_on_a_disk(tmp_path: Path) -> None:
    came = ran(tmp_path, "kills", "120")
    assert came["harm"] == {} and came["midway"] > 6, came["first"]


# --- each call


@pytest.mark.parametrize("errors", [FEW, pytest.param(ERRORS, marks=pytest.mark.torture)])
def test_each_call_may_fail_or_be_the_last(base: Path, errors: tuple[int, ...]) -> None:
    runs, harm, first = faults.torture(Ibps(), base, errors)
    assert harm == {}, first
    assert runs == len(faults.calls(Ibps(), base)) * (1 + 2 * len(errors)) > 60


@pytest.mark.parametrize("how", ["written in place", "errors swallowed"])
def test_failing_calls_show_what_is_broken(base: Path, how: str) -> None:
    assert {"unreadable", "lost"} & set(faults.torture(Ibps(), base, FEW, how)[1])


@pytest.mark.parametrize("subject", STOCK, ids=lambda one: one.name)
def test_failing_calls_harm_the_usual_ways(base: Path, subject: Subject) -> None:
    assert faults.torture(subject, base, FEW)[1]["unreadable"]


@pytest.mark.skipif(not traced.here(), reason="there is no strace here that may look at programs")
class TestTraced:
    """With strace, which needs nothing of the program."""

    def test_the_hooks_see_all_that_the_system_sees(self, base: Path) -> None:
        system = {"openat": "open", "newfstatat": "stat", "flistxattr": "listxattr", "rename": "replace"}
        inside = [name.replace("fstat", "stat") for name in faults.calls(Ibps(), base)]
        made = traced.calls(base)
        assert [system.get(one.name, one.name).replace("fstat", "stat") for one in made] == inside
        last = [one for one in made if one.name == "rename"][-1]
        kill, full_disk = (f"rename:{what}:when={last.count}" for what in ("signal=SIGKILL", "error=ENOSPC"))
        assert traced.torture(base, [kill, full_disk])[:2] == (2, {})

    @pytest.mark.torture
    def test_each_call_may_fail_or_be_the_last_for_the_system_too(self, base: Path) -> None:
        runs, harm, first = traced.torture(base, traced.points(traced.calls(base), all_errors=False))
        assert harm == {} and runs > 60, first


# --- power cuts


@pytest.mark.parametrize("saves", [2, pytest.param(12, marks=pytest.mark.torture)])
def test_every_state_a_power_cut_may_leave_opens_with_all_that_was_acknowledged(
    base: Path, saves: int
) -> None:
    states, harm, first = cuts.torture(Ibps(), base, saves)
    assert harm == {}, first
    assert states > 40 * saves


@pytest.mark.parametrize(
    ("how", "harm"),
    [
        ("no fsync of the file", "unreadable"),
        ("no fsync of the folder", "lost"),
        ("written in place", "unreadable"),
    ],
)
def test_power_cuts_show_what_is_broken(base: Path, how: str, harm: str) -> None:
    assert cuts.torture(Ibps(), base, 0, how)[1][harm]


@pytest.mark.parametrize("subject", STOCK, ids=lambda one: one.name)
def test_power_cuts_harm_the_usual_ways(base: Path, subject: Subject) -> None:
    assert cuts.torture(subject, base, 1)[1]["unreadable"]


# --- no room


@pytest.mark.parametrize("step", [401, pytest.param(5, marks=pytest.mark.torture)])
def test_no_room_at_any_byte_loses_nothing_and_passes(base: Path, step: int) -> None:
    came = full.all_of_it(Ibps(), base, step=step)
    assert came["harm"] == {}, came
    for name, one in came["came"].items():
        assert 0 < one["refused"] < one["levels"], name


@pytest.mark.parametrize("how", ["written in place", "errors swallowed"])
def test_no_room_shows_what_is_broken(base: Path, how: str) -> None:
    assert full.torture(Ibps(), base, full.bytes_left, [0, 300, 2000], how)["harm"]


@pytest.mark.parametrize("subject", STOCK, ids=lambda one: one.name)
def test_no_room_harms_the_usual_ways(base: Path, subject: Subject) -> None:
    assert full.torture(subject, base, full.bytes_left, [0, 300, 2000])["harm"]["unreadable"]


# --- two programs


@pytest.mark.parametrize("meetings", [60, pytest.param(2_500, marks=pytest.mark.torture)])
def test_two_programs_never_lose_each_others_saves(base: Path, meetings: int) -> None:
    came = turns.both(base, meetings)
    assert came["harm"] == {}, came
    without, with_locks = came["without locks"], came["with locks"]
    assert without["orders"] + with_locks["orders"] == meetings
    assert without["saved"] + with_locks["saved"] == meetings * 2 * turns.SAVES
    assert without["conflicts"] > meetings / 2 and with_locks["conflicts"] == 0


@pytest.mark.parametrize("how", ["look before the work", "no claim"])
def test_two_programs_show_what_is_broken(base: Path, how: str) -> None:
    assert turns.torture(base, 12, locks=False, how=how)["harm"]["lost"]


@pytest.mark.parametrize("saves", [12, pytest.param(200, marks=pytest.mark.torture)])
def test_two_real_programs_never_lose_each_others_saves(base: Path, saves: int) -> None:
    came = ran(base, "rivals", str(saves))
    assert came["harm"] == {} and came["saved"] == 2 * saves, came


@pytest.mark.torture
@pytest.mark.parametrize("subject", STOCK, ids=lambda one: one.name)
def test_two_real_programs_harm_the_usual_ways(base: Path, subject: Subject) -> None:
    came = ran(base, "rivals", "100", "--of", subject.name)["harm"]
    assert came.get("lost") or came.get("unreadable")


@pytest.mark.torture
def test_two_real_programs_show_what_is_broken(base: Path) -> None:
    assert harmed(base, "lost", "rivals", "60", "--broken", "look before the work")
