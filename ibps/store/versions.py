"""Other versions of a session beside it: what programs that keep folders in step leave, and ours.

Every such program has its own way to name them. So two things have to hold: names go back to one, and both
begin with the same entry, to the second. Then it is one session, whatever each says after that.
"""

from __future__ import annotations

import hashlib
import os
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Final

from ibps.core.errors import Unreadable
from ibps.store import atomic

if TYPE_CHECKING:  # the list of a folder that was looked at before needs none of the record's classes
    from ibps.core.journal import Journal

MARKS: Final = re.compile(
    r" \([^()]*conflicted copy[^()]*\)"  # Dropbox, Nextcloud; with a name, a day or a number in it
    r"|\.sync-conflict-[\w-]+"  # Syncthing
    r"|-OTHER-VERSION-\d+"  # ours
    r"| ?\(\d+\)"  # Google Drive, and what is fetched twice by a browser
    r"| - Copy| copy( \d+)?|^Copy of ",  # what people make by hand
    re.IGNORECASE,
)


def start_of(journal: Journal) -> str:
    """A mark of how it begins: the same in every version, and in no other session."""
    first = journal.entries[0]
    return hashlib.sha256(f"{first.at.isoformat()} {first.act.model_dump_json()}".encode()).hexdigest()[:16]


def same_name(one: str, other: str) -> bool:
    """Whether two file names go back to one: the marks aside, or with anything after the shorter one.

    OneDrive puts a machine's name there, which nobody can tell from a word.
    """
    short, long = sorted((_root(one), _root(other)), key=len)
    return long == short or (long.startswith(short) and not long[len(short)].isalnum())


def versions(starts: Mapping[str, str]) -> dict[str, str]:
    """The files that are other versions, each with whose version it is; by file name, how it begins."""
    alike: dict[str, list[str]] = defaultdict(list)
    for name, start in starts.items():
        alike[start].append(name)
    found: dict[str, str] = {}
    for names in alike.values():
        known: list[str] = []
        for name in sorted(names, key=lambda name: (len(name), name)):
            main = next((one for one in known if same_name(one, name)), "")
            if main:
                found[name] = main
            else:
                known.append(name)
    return found


def told(path: Path, journal: Journal) -> tuple[str, ...]:
    """A sentence for each other version beside this file, with where the two part."""
    path = atomic.real(path)
    return tuple(
        f"There is another version of this session: {name}; {_where(journal, other)}."
        for name, other in _beside(path, start_of(journal))
    )


def _where(journal: Journal, other: Journal) -> str:
    from ibps.core.apart import first_difference

    if journal.entries == other.entries:
        return "both have the same entries"
    return f"it differs from entry {first_difference(journal.entries, other.entries)} on"


def _beside(path: Path, start: str) -> Iterator[tuple[str, Journal]]:
    from ibps.store.session_file import read_on

    try:
        names = sorted(os.listdir(path.parent))
    except OSError:
        return
    for name in names:
        if name == path.name or not name.endswith(".json") or not same_name(name, path.name):
            continue
        try:
            journal = read_on(path.with_name(name), None).journal
        except Unreadable:
            continue
        if start_of(journal) == start:
            yield name, journal


def _root(name: str) -> str:
    return MARKS.sub("", name.removesuffix(".json")).casefold()
