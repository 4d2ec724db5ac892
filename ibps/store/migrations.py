"""From the formats of earlier versions to today's, one small step after the other.

To change the format of session files: raise FORMAT, add a step to MIGRATIONS, and leave a file of the format
before in `tests/store/old`, where every format stays for ever. A step is a pure function from the parts of a
file to the parts of the next format. It changes the journal; answer and record are derived and made anew.
What a step does not know, it hands on.

The number of a format says how a file is laid out. Entries that were accepted under earlier rules are no
matter of migrations: they keep the `edition` they were written with and are read as they were meant.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, Final, NamedTuple

from ibps.store import atomic
from ibps.store.bounded import NotReadable, read_bytes
from ibps.store.trouble import not_saved

FORMAT: Final = "ibps-session/1"

Parts = Mapping[str, Any]


class Migration(NamedTuple):
    """One step: the format it reads, the one it gives, and how. `change` need not set the format."""

    before: str
    after: str
    change: Callable[[dict[str, Any]], dict[str, Any]]


MIGRATIONS: Final[tuple[Migration, ...]] = ()
"""In order. There has been one format so far."""


class NotMigrated(ValueError):
    """A file of an earlier format that does not hold what a file of that format has to."""


def up_to_date(parts: Parts, steps: Sequence[Migration] = MIGRATIONS) -> Parts:
    """The parts in the last format there is a way to; the very same where there is none. `NotMigrated`."""
    for step in steps:
        if parts["format"] == step.before:
            try:
                parts = {**step.change(dict(parts)), "format": step.after}
            except (KeyError, TypeError, ValueError, AttributeError, IndexError) as error:
                raise NotMigrated(f"{step.before} to {step.after}: {type(error).__name__}") from None
    return parts


def keep_beside(path: Path, format: str, data: bytes) -> Path:
    """Keep a file of an earlier format as it was, before it is first written in today's: where. `NotSaved`.

    `breaks.json` of `ibps-session/1` is kept as `breaks.json.ibps-session-1`, which no list shows.
    """
    name, n = f"{path.name}.{format.replace('/', '-')}", 1
    while True:
        aside = path.with_name(name if n == 1 else f"{name}-{n}")
        try:
            if read_bytes(aside, len(data))[0] == data:  # kept before, by a save that then failed
                return aside
            n += 1
        except FileNotFoundError:
            atomic.write(aside, data, like=atomic.real(path))
            return aside
        except NotReadable:  # longer, or no file at all
            n += 1
        except OSError as error:
            raise not_saved(error, aside) from error
