"""The page for those who hear the program: its meeting runs as it stands, and every view is on it."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

from ibps.store.session_file import read
from ibps.ui.views import FRONT, names
from tests.docs.reading import ROOT, tables, text_of

PAGE = ROOT / "docs" / "screen-readers.md"
BLOCKS = re.findall(r"^```(sh|text)\n(.*?)^```", text_of(PAGE), re.DOTALL | re.MULTILINE)
DOOR = f'ibps() {{ "{sys.executable}" -m ibps "$@"; }}\n'


def ran(code: str, place: Path) -> str:
    """What a block of the page prints when it is typed as it stands; it must go well to its end."""
    env = {"PATH": "/usr/bin:/bin", "HOME": str(place), "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"}
    done = subprocess.run(
        ["bash", "-euc", DOOR + code],
        cwd=place,
        env=env,
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, (code, done.stdout, done.stderr)
    return done.stdout


def test_the_meeting_runs_as_it_stands_to_its_attested_minutes(tmp_path: Path) -> None:
    said = ""
    shown = 0
    for kind, text in BLOCKS:
        if kind == "sh":
            said = ran(text, tmp_path)
            assert '"ok":false' not in said
        else:
            shown += 1
            assert said.endswith(text), said
    assert shown == 2
    record = read(tmp_path / "breaks.json").journal.record
    (page,) = record.minutes
    assert page.seal and not record.practice
    # The six words are those of the seal, and what is owed is what was to be done.
    words = re.findall(r"^\d ([A-Z]+)$", ran("ibps show breaks.json --screen code", tmp_path), re.MULTILINE)
    assert " ".join(words).casefold() == page.seal.code
    (tmp_path / "sessions").mkdir()
    (tmp_path / "breaks.json").rename(tmp_path / "sessions" / "breaks.json")
    assert "Ana and Dana: A1 Hang the board." in ran("ibps due", tmp_path)


def test_every_view_is_on_the_page_and_no_other() -> None:
    rows = tables(PAGE, "Every view by its name")
    listed = {name for row in rows for name in re.findall(r"`(\w+)`", row[0])}
    assert listed == set(names()) - FRONT - {"blank", "notes"}
