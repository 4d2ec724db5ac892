"""`python -m tests.bench.follow`: how long after a save the room's window shows it, from outside.

The real program in a terminal; a desk in this process saves. Measured are the save itself, and from its end
to the frame that shows it.
"""

from __future__ import annotations

import argparse
import random
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from ibps.core.stages.interests import StateInterest
from ibps.desk import Desk
from ibps.store.session_file import SessionFile
from tests.bench import data
from tests.bench.place import make
from tests.bench.terminal import Program, text


def main(argv: Sequence[str] | None = None) -> int:
    """Measures, and prints a line."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.follow", description=__doc__)
    parser.add_argument("-n", type=int, default=50, metavar="SAVES", help="how often; else 50")
    parser.add_argument("--acts", type=int, default=data.ACTS, help=f"in the meeting; else {data.ACTS}")
    asked = parser.parse_args(argv)
    root = Path(tempfile.mkdtemp(prefix="ibps-follow-"))
    try:
        saves, shown = measure(root, asked.n, asked.acts, random.Random(1))
    finally:
        shutil.rmtree(root, ignore_errors=True)
    print(
        f"{asked.n} saves of a meeting of {asked.acts} acts: save {statistics.median(saves):.0f} ms, then to "
        f"the frame: median {statistics.median(shown):.0f}, least {min(shown):.0f}, most {max(shown):.0f} ms"
    )
    return 0


def measure(root: Path, saves: int, acts: int, rng: random.Random) -> tuple[list[float], list[float]]:
    """Milliseconds of each save, and from its end to the frame that shows it."""
    place = make(root)
    file = data.long_session(root / "meeting.json", acts, "interests")
    desk = Desk.open(SessionFile(file))
    took: list[float] = []
    later: list[float] = []
    room = Program(place.ibps("room", str(file)), (80, 24), place.env, text("2/5 INTERESTS", "b blank"))
    with room as program:
        for n in range(saves):
            time.sleep(rng.uniform(0.1, 0.4))  # so that saves fall anywhere between two looks
            words = f"Said now {n} {rng.randrange(10**9):09}"
            begun = time.perf_counter()
            desk.do(StateInterest(party="L", text=words))
            saved = time.perf_counter()
            took.append(1000 * (saved - begun))
            later.append(program.shows(text(words), saved).shown)
    return took, later


if __name__ == "__main__":
    sys.exit(main())
