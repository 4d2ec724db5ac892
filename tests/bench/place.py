"""Where it is measured: a copy of the program with its bytecode made, and a home with sessions in it."""

from __future__ import annotations

import compileall
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).parent.parent.parent


@dataclass(frozen=True)
class Place:
    """Folders of one run of the benchmark. Programs run from the copy, so nobody's editing is in the way."""

    root: Path

    @property
    def home(self) -> Path:
        """HOME of every program."""
        return self.root / "home"

    @property
    def sessions(self) -> Path:
        """The folder of short sessions."""
        return self.root / "sessions"

    @property
    def session_files(self) -> list[Path]:
        """The short sessions; the folder also remembers the teams."""
        return sorted(self.sessions.glob("2*.json"))

    @property
    def env(self) -> dict[str, str]:
        """The whole environment of every program: nothing of whoever runs the benchmark leaks in."""
        return {
            "PATH": "/usr/bin:/bin",
            "HOME": str(self.home),
            "LANG": "C.UTF-8",
            "TERM": "xterm-256color",
            "COLORTERM": "truecolor",
            "PYTHONPATH": str(self.root / "program"),
            "IBPS_SESSIONS": str(self.sessions),
            "XDG_STATE_HOME": str(self.home / "state"),
            "XDG_CACHE_HOME": str(self.home / "cache"),
        }

    def program(self, name: str, *arguments: str) -> list[str]:
        """The command line of one of the programs beside this file."""
        return [sys.executable, str(self.root / "programs" / f"{name}.py"), *arguments]

    def ibps(self, *arguments: str) -> list[str]:
        """The command line of `ibps`."""
        return self.program("door", *arguments)

    def python(self, code: str) -> list[str]:
        """The command line of `python -c`."""
        return [sys.executable, "-c", code]

    def copy(self, session: Path) -> Path:
        """A session to write to, and no unsent text from before."""
        shutil.rmtree(self.home / "state", ignore_errors=True)
        folder = self.root / "now"
        folder.mkdir(exist_ok=True)
        return Path(shutil.copy(session, folder / "now.json"))


def make(root: Path) -> Place:
    """A place with the program in it, compiled, and an empty home."""
    place = Place(root)
    place.home.mkdir(parents=True)
    bare = shutil.ignore_patterns("__pycache__")
    shutil.copytree(ROOT / "ibps", root / "program" / "ibps", ignore=bare)
    shutil.copytree(Path(__file__).parent / "programs", root / "programs", ignore=bare)
    for folder in (root / "program", root / "programs"):
        compileall.compile_dir(folder, quiet=2)
    return place
