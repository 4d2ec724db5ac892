"""`python -m tests.store.torture`: does anything get lost that was said to be saved?

    kills N     kill -9 at N moments drawn by lot while acts stream into `ibps act`
    calls       each call of one save refused, once and from there on, and each the last before a kill
    strace      the same by strace, on a program that knows nothing of it; --all for every error at every call
    cuts N      every state a power cut may leave, from making a file to its N-th save
    full        no room at each byte of a save
    turns N     two programs take turns call by call, N meetings, with locks and without
    rivals N    two programs save N times each as fast as they can, without locks
    table N     N kills and the rest for one program, beside TinyDB and open(path, "w")

Prints JSON, `table` a table. Ends with 1 when there was harm.
"""

from __future__ import annotations

import argparse
import json
import shutil
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from tests.store.torture import cuts, faults, full, kills, rivals, table, traced, turns
from tests.store.torture.subjects import BREAKS, STOCK, Ibps, Subject

SUBJECTS: dict[str, Subject] = {"ibps": Ibps(), **{one.name: one for one in STOCK}}
KINDS = {
    "kills": 100, "calls": 1, "strace": 1, "cuts": 3, "full": 1, "turns": 1000, "rivals": 100, "table": 60,
}  # fmt: skip
"""Each kind of torture, and how much of it when nobody says."""


def main(argv: Sequence[str] | None = None) -> int:
    """Runs one kind of torture; 1 when there was harm."""
    asked = _parser().parse_args(argv)
    asked.n = asked.n or KINDS[asked.what]
    base = Path(tempfile.mkdtemp(prefix="ibps-torture-", dir=asked.folder))
    began = time.monotonic()
    try:
        if asked.what == "table":
            print("\n".join(table.table(base, asked.n)))
            return 0
        came = _run(asked, SUBJECTS[asked.of], base)
    finally:
        shutil.rmtree(base, ignore_errors=True)
    print(json.dumps({**came, "seconds": round(time.monotonic() - began)}))
    return 1 if came["harm"] else 0


def _run(asked: argparse.Namespace, subject: Subject, base: Path) -> dict[str, Any]:
    if asked.what == "kills":
        return vars(kills.torture(subject, base, asked.n, asked.seed, asked.broken))
    if asked.what == "turns":
        return turns.both(base, asked.n, asked.seed, asked.broken)
    if asked.what == "rivals":
        return rivals.torture(base, asked.n, asked.broken, subject)
    if asked.what == "full":
        return full.all_of_it(subject, base, asked.broken)
    if asked.what == "cuts":
        runs, harm, first = cuts.torture(subject, base, asked.n, asked.broken)
    elif asked.what == "calls":
        runs, harm, first = faults.torture(subject, base, how=asked.broken)
    else:
        runs, harm, first = traced.torture(base, traced.points(traced.calls(base), asked.all))
    return {"runs": runs, "harm": harm, "first": first}


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        "python -m tests.store.torture",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("what", choices=KINDS)
    parser.add_argument("n", nargs="?", type=int)
    parser.add_argument("--of", choices=SUBJECTS, default="ibps")
    parser.add_argument("--broken", choices=["", *BREAKS], default="")
    parser.add_argument("--all", action="store_true")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--folder", help="where to work: a real disk for kills")
    return parser


if __name__ == "__main__":
    sys.exit(main())
