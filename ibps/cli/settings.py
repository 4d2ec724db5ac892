"""`ibps settings`: the file with somebody's own keys and look, checked; and every action with its key."""

from __future__ import annotations

import os
from argparse import Namespace
from pathlib import Path
from typing import Final

from ibps.cli import out
from ibps.store import folders
from ibps.ui.settings import AS_IT_COMES, Settings, listed, read

MOST: Final = 100_000
"""Bytes of a file somebody wrote by hand; more is something else."""


def run(asked: Namespace) -> int:
    """0 when all of the file holds or there is none, 1 when something in it does not."""
    settings = load()
    if asked.keys:
        out.text("\n".join(listed(settings.keys)))
        for fault in settings.faults:
            out.tell(fault)
    else:
        from ibps.core.plain import plain

        path = _path()
        there = "" if os.path.lexists(path) else " (there is no such file; all keys are as they come)"
        said = settings.faults or (() if there else ("All of it holds.",))
        out.text("\n".join(plain(line) for line in (f"{path}{there}", *said)))
    return out.FOUND if settings.faults else out.FINE


def load() -> Settings:
    """The settings of whoever runs this, whatever the file is like."""
    path = _path()
    try:
        text = _text(path)
    except (OSError, ValueError) as error:
        why = (error.strerror or str(error)).lower() if isinstance(error, OSError) else str(error)
        return Settings(faults=(f"{path.name} cannot be read: {why}. All of it is left out.",))
    return read(text, path.name) if text else AS_IT_COMES


def _path() -> Path:
    return folders.settings_file(os.environ, Path.cwd(), Path.home())


def _text(path: Path) -> str:
    """The text; "" where there is no file and none was named. OSError, ValueError."""
    if not os.path.lexists(path) and not os.environ.get("IBPS_SETTINGS"):
        return ""
    if path.exists() and not path.is_file():  # a pipe or a device might never end
        raise ValueError("it is not a file")
    with path.open("rb") as file:
        found = file.read(MOST + 1)
    if len(found) > MOST:
        raise ValueError("it is too long for settings")
    try:
        return found.decode("utf-8-sig")  # some editors put a mark before the text
    except UnicodeDecodeError:
        raise ValueError("it is not text in UTF-8") from None
