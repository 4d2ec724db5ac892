"""Where a session goes that cannot be saved in its own place: a folder or a file, and never over another."""

from __future__ import annotations

import os
from itertools import count
from pathlib import Path

from ibps.core.errors import NotSaved
from ibps.store import folders


def documents() -> str:
    """This user's documents folder, as people read it."""
    home = Path.home()
    place = folders.documents(os.environ, home)
    return f"~/{place.relative_to(home).as_posix()}" if place.is_relative_to(home) else str(place)


def free(place: str, name: str) -> Path:
    """The file meant by what somebody typed. In a folder it is called `name`, or that with a number.

    `NotSaved` when a file was named that is there already. What ends in .json is a file, all else a folder.
    """
    home = Path.home()
    meant = home / folders.at_home(place, home)
    try:
        if meant.suffix != ".json" or meant.is_dir():
            stem, end = os.path.splitext(name)
            names = (name if n == 1 else f"{stem}-{n}{end}" for n in count(1))
            return next(path for path in (meant / one for one in names) if not os.path.lexists(path))
        if os.path.lexists(meant):
            raise NotSaved("a file is there already", str(meant), "Name another; nothing was written over.")
    except (OSError, ValueError) as error:
        from ibps.store.trouble import not_saved

        raise not_saved(error, meant) from error
    return meant
