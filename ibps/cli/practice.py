"""`ibps practice`: play a scenario, list those there are, or check one that was written."""

from __future__ import annotations

from argparse import Namespace
from dataclasses import replace
from pathlib import Path

from ibps.cli import out
from ibps.core.plain import plain
from ibps.practice.scenario import Scenario, ScenarioFault, load, names, read
from ibps.store.bounded import NotReadable, read_bytes

LARGEST = 256 * 1024
"""Bytes. A scenario is a few pages of text."""


def run(asked: Namespace) -> int:
    """2 when no scenario has that name, 1 when a file needs mending, 3 when it cannot be read."""
    if asked.list:
        return _list()
    if asked.check:
        return _check(Path(asked.check))
    own = None
    if asked.scenario.endswith(".toml"):
        try:
            own = _read(Path(asked.scenario))
        except ScenarioFault as fault:
            out.tell(str(fault))
            return out.FOUND
    elif asked.scenario and asked.scenario not in names():
        out.tell(f"No scenario is called {asked.scenario}. There are: {', '.join(names())}.")
        return out.USAGE
    from ibps.cli import place, screens
    from ibps.cli.house import Start

    if not screens.has_terminal():
        return out.USAGE
    start = Start(screen="practice", scenario=own.name if own else asked.scenario, stage=asked.stage)
    return screens.show(replace(place.house(asked, start), own=own))


def _list() -> int:
    for name in names():
        one = load(name)
        size = f"{one.people_min} to {one.people_max} people"
        out.text(f"{one.name}\n  {one.title}: {one.minutes} minutes, {size}\n  {one.trains}")
    return out.FINE


def _check(path: Path) -> int:
    try:
        one = _read(path)
    except ScenarioFault as fault:
        out.text(plain(str(fault), lines=True))
        return out.FOUND
    size = f"{len(one.cast)} roles, {one.people_min} to {one.people_max} people"
    out.text(plain(f"{path.name} is sound: {one.title}, {one.minutes} minutes, {size}."))
    return out.FINE


def _read(path: Path) -> Scenario:
    try:
        text = read_bytes(path, LARGEST)[0].decode("utf-8")
    except NotReadable as error:
        raise ScenarioFault(path.name, [error.what]) from None
    except UnicodeDecodeError:
        raise ScenarioFault(path.name, ["The file is not text in UTF-8."]) from None
    return read(text, path.name)
