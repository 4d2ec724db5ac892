"""What `ibps verify` says of attested pages: whether each still is the page both sides closed on."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ibps.core.journal import Journal
from ibps.core.minutes import EDITION, of_another_edition
from ibps.core.record.closing import Minutes
from ibps.core.seal import as_stored, holds, same_code
from ibps.core.sentences import count
from ibps.core.stages.attesting import AttestMinutes
from ibps.core.stages.closing import ReadBackMinutes


def sealed(journal: Journal) -> tuple[Minutes, ...]:
    """The attested pages, oldest first."""
    return tuple(minutes for minutes in journal.record.minutes if minutes.seal)


def problems(journal: Journal, stored: tuple[Any, ...]) -> Iterator[str]:
    """Sentences about pages that do not add up, each with the entries it rests on."""
    mode = journal.record.session.mode
    ours = {minutes.number: minutes for minutes in sealed(journal)}
    theirs = {page.number: page for page in map(as_stored, stored) if page and page.seal}
    for number, page in theirs.items():
        where = _entries(journal, number)
        now = ours.get(number)
        if not holds(mode, page):
            yield f"{number} is not the page that was attested: page and seal do not go together ({where})."
        elif now is None:
            yield f"{number} is attested in this file, but its journal does not say so ({where})."
        elif now.page != page.page or now.differs:
            yield f"The entries before {number} no longer add up to the page that was attested ({where})."
        elif now.seal != page.seal:
            yield f"The attestations of {number} in the journal are not those of its seal ({where})."
    for draft in journal.record.minutes:
        if draft.differs and not draft.seal:
            where = _entries(journal, draft.number)
            page_read = f"the page that was read back ({where})"
            yield f"The entries before {draft.number} no longer add up to {page_read}."
    for number in ours.keys() - theirs.keys():
        yield f"{number} is attested by the journal, but the page in this file is missing or changed."
    previous = ""
    for page in theirs.values():
        if page.seal and page.seal.previous != previous:
            yield f"The seal of {page.number} does not follow the one before it; a page is missing or moved."
        previous = page.seal.digest if page.seal else previous


def _entries(journal: Journal, number: str) -> str:
    """The entries a page rests on: everything up to the one that read it back, and those that attested it."""
    read = [entry.n for entry in journal.entries if isinstance(entry.act, ReadBackMinutes)]
    place = int(number[1:]) - 1
    said = [
        str(entry.n)
        for entry in journal.entries
        if isinstance(entry.act, AttestMinutes) and entry.act.minutes == number
    ]
    read_back = f"read back in entry {read[place]}" if place < len(read) else "read back nowhere"
    return f"{read_back}, attested in {', '.join(said) or 'none'}"


def summary(journal: Journal) -> str:
    """What holds, for the end of a line; empty where nothing is attested."""
    pages = sealed(journal)
    if not pages:
        return ""
    seal = pages[-1].seal
    return f" {count(len(pages), 'attested page')}, closing code: {seal.code if seal else ''}."


def editions(journal: Journal) -> str:
    """A sentence for each page in words of another edition of the program, which are held against nothing."""
    said = ""
    for minutes in journal.record.minutes:
        if minutes.edition is not None and of_another_edition(minutes.edition):
            other = "an earlier" if minutes.edition < EDITION else "a later"
            said += f" {minutes.number} was worded by {other} edition of the program;"
            said += " it is taken as it was read."
    return said


def found(journal: Journal, said: str) -> str:
    """The number of the attested page with that closing code, or ""."""
    pages = [page for page in sealed(journal) if page.seal and same_code(said, page.seal.code)]
    return pages[0].number if pages else ""
