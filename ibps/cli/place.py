"""From the command line and the environment to a house: which folders this run is about."""

from __future__ import annotations

import os
from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from ibps.store import folders

if TYPE_CHECKING:
    from ibps.cli.house import House, Start


def sessions(asked: Namespace) -> Path:
    """The sessions folder this run is about."""
    return folders.sessions_folder(asked.sessions, os.environ, Path.cwd(), Path.home())


def cache(folder: Path) -> Path:
    """Where what can be made again from that folder is kept."""
    return folders.cache_folder(os.environ, Path.home(), folder)


def state() -> Path:
    """Where what belongs to this machine alone is kept: unsent text, private notes, reports."""
    return folders.state_folder(os.environ, Path.home())


def house(asked: Namespace, start: Start | None = None) -> House:
    """The house for the screens."""
    from ibps.cli.house import House, Start

    folder = sessions(asked)
    if start is not None and not asked.sessions and "IBPS_SESSIONS" not in os.environ:
        folder = _of(start.file) or folder
    return House(folder, cache(folder), state(), start or Start(screen="desk"))


def _of(named: str) -> Path | None:
    """The sessions folder a file is in that was named with its folder; its team is remembered there."""
    path = Path(named)
    if not os.path.dirname(named) or not path.is_file():
        return None
    folder = path.absolute().parent
    return folder.parent if folder.name == "practice" else folder


def find(folder: Path, named: str) -> Path:
    """The session file somebody means: a path, or its name in the folder or among the practice sessions.

    The path as typed when there is none, so that the error names what was asked for.
    """
    # A path counts as typed; only a bare name is looked for in the folder first, where lists take names from.
    ways = [
        Path(named),
        *(where / name for where in (folder, folder / "practice") for name in (named, f"{named}.json")),
    ]
    if os.path.basename(named) == named:
        ways = [*ways[1:], ways[0]]
    return next((way for way in ways if way.is_file()), Path(named))
