"""Every case as people would type it: `python -m tests.terminal.cases FOLDER` leaves the records there."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from tests.terminal.cases import chart_room, handoff, not_ready, one_ma, rotation
from tests.terminal.cases.steps import walk
from tests.terminal.tmux import Tmux

CASES = (rotation.CASE, handoff.CASE, one_ma.CASE, chart_room.CASE, not_ready.CASE)


def main(folder: Path) -> None:
    """Enter every case and say where its record is."""
    for case in CASES:
        with Tmux() as terminal, tempfile.TemporaryDirectory() as home:
            print(walk(terminal, case, folder, Path(home)))


if __name__ == "__main__":
    main(Path(sys.argv[1]).resolve())
