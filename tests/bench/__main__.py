"""`python -m tests.bench`: how fast the program is, as ratios to the least there could be.

Everything is measured side by side, round after round in another order, and the medians are compared.
"""

from __future__ import annotations

import argparse
import platform
import random
import shutil
import sys
import tempfile
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from tests.bench import afterwards, data, room, table
from tests.bench.measure import Tally
from tests.bench.place import make

NAMES = (*room.ROUNDS, *afterwards.ROUNDS)


def main(argv: Sequence[str] | None = None) -> int:
    """Measures, and prints the tables."""
    asked = _parser().parse_args(argv)
    wanted = tuple(asked.only or NAMES)
    root = Path(tempfile.mkdtemp(prefix="ibps-bench-", dir=asked.folder))
    try:
        columns, after = measure(root, wanted, asked.n, random.Random(asked.seed))
    finally:
        shutil.rmtree(root, ignore_errors=True)
    made = f"Python {platform.python_version()}, {platform.system()}, {date.today()}, {asked.n} rounds"
    print(f"{made}. Ratios of medians, side by side; ✗ misses its goal.\n")
    for line in (
        *table.table("Speed in the room", table.ROOM, columns, asked.markdown),
        *table.table("Speed afterwards", table.AFTERWARDS, after, asked.markdown),
    ):
        print(line)
    return 0


def measure(
    root: Path, wanted: Sequence[str], rounds: int, rng: random.Random
) -> tuple[list[tuple[str, table.Samples]], list[tuple[str, table.Samples]]]:
    """What the two tables are made of: for each column its name and its samples."""
    place = make(root)
    _say("making the sessions")
    data.session_files(place.sessions, data.SESSIONS)
    files = room.build(place)
    # Once for the register and for whatever else a first start leaves behind.
    afterwards.run(place, place.ibps("list"))
    in_room = [name for name in room.ROUNDS if name in wanted]
    outside = [name for name in afterwards.ROUNDS if name in wanted]
    tallies = {size: Tally() for size in room.SIZES}
    after = Tally()
    for n in range(rounds):
        for size in room.SIZES if in_room else ():
            _say(f"round {n + 1} of {rounds}, {size[0]}x{size[1]}")
            with room.Floor(place, size, rng) as floor:
                one = room.Round(place, files, size, tallies[size], rng, floor)
                for name in rng.sample(in_room, len(in_room)):
                    room.ROUNDS[name](one)
        _say(f"round {n + 1} of {rounds}, afterwards")
        other = afterwards.Round(place, files.closing, after, rng)
        for name in rng.sample(outside, len(outside)):
            afterwards.ROUNDS[name](other)
    sized: list[tuple[str, table.Samples]] = [
        (f"{columns}x{rows}", tally.samples) for (columns, rows), tally in tallies.items()
    ]
    return sized, [("measured", after.samples)]


def _say(what: str) -> None:
    print(what, file=sys.stderr, flush=True)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("-n", type=int, default=5, metavar="ROUNDS", help="how often all is done; else 5")
    parser.add_argument(
        "--only", action="append", choices=NAMES, metavar="NAME", help=f"only this: {', '.join(NAMES)}"
    )
    parser.add_argument("--markdown", action="store_true", help="tables for docs/speed.md")
    parser.add_argument("--seed", type=int, default=1, help="of the order things are measured in")
    parser.add_argument(
        "--folder", type=Path, help="where to work; a disk, as memory makes saving look free; else the usual"
    )
    return parser


if __name__ == "__main__":
    sys.exit(main())
