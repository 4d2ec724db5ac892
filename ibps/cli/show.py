"""`ibps show`: one session as text or JSON, today or as it stood on a day."""

from __future__ import annotations

from argparse import Namespace
from datetime import date
from itertools import takewhile
from typing import Any

from ibps.cli import out, place
from ibps.core.journal import Journal, replay
from ibps.core.sentences import day
from ibps.core.stages.recovering import RecoverRecord
from ibps.store.session_file import Opened, filled, read

FORMAT = "ibps-show/1"


def run(asked: Namespace) -> int:
    """Prints the session; remarks about the file go to stderr."""
    if asked.screen and (asked.json or asked.history):
        out.tell("--screen shows one view as it is, so it goes with neither --json nor --history.")
        return out.USAGE
    path = place.find(place.sessions(asked), asked.file)
    opened = read(path)
    for note in opened.notes:
        out.tell(f"{path}: {note}")
    on: date = asked.on or date.today()
    journal = opened.journal if asked.on is None else until(opened.journal, on)
    if journal is None:
        began = day(opened.journal.entries[0].at.date())
        out.tell(f"{path}: On {day(on)} there was nothing yet. This session began on {began}.")
        return out.FOUND
    if asked.screen:
        from ibps.cli import aloud

        return aloud.run(asked, path, journal, opened.notes, on)
    if asked.json:
        out.data(_data(asked, path.name, opened, journal, on))
    else:
        out.text(_text(asked, journal, on))
    return out.FINE


def until(journal: Journal, on: date) -> Journal | None:
    """What the journal was at the end of that day, by its entries' own time; None before its start."""
    kept = tuple(takewhile(lambda entry: entry.at.date() <= on, journal.entries))
    if not kept or len(kept) == len(journal.entries):
        return journal if kept else None
    after = journal.entries[len(kept)]
    # What was lost there may be of that day: to look at an earlier day is no way around it.
    return replay((*kept, after) if isinstance(after.act, RecoverRecord) else kept)


def _text(asked: Namespace, journal: Journal, on: date) -> str:
    from ibps.report.text import answer_text, page_text

    width = out.width()
    if not asked.history:
        return page_text(journal.record, on, width)
    from ibps.report.history import history

    return f"{answer_text(journal.record, on, width)}\nHISTORY\n{history(journal, width)}"


def _data(asked: Namespace, name: str, opened: Opened, journal: Journal, on: date) -> dict[str, Any]:
    from ibps.core.answer import answer

    data: dict[str, Any] = {
        "format": FORMAT,
        "file": name,
        "as_of": on,
        "notes": opened.notes,
        "answer": filled(answer(journal.record, on)),
        "record": filled(journal.record),
    }
    if asked.history:
        from ibps.report.history import happened

        data["history"] = [
            {"n": one.n, "at": one.at.isoformat(), "text": one.text, "stands": one.stands}
            for one in happened(journal)
        ]
    return data
