"""What the room is shown beside the facilitator's window: a function of the record alone.

The file is all that two windows share, so what was done last says what is looked at: the words while they are
read aloud, the check while it is open, its result until something follows, the page while it is attested.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import cache

from ibps.core.cuts import short
from ibps.core.journal import Journal
from ibps.core.presence import falls_short, presence_words
from ibps.core.record import Record
from ibps.core.record.consensus import CheckKind
from ibps.core.record.cut import CutKind
from ibps.core.stages.anytime import StopSession
from ibps.core.stages.attesting import AttestMinutes
from ibps.core.stages.checks import CloseCheck, InterruptCheck
from ibps.core.stages.closing import ReadBackMinutes
from ibps.core.stages.consensus import ReadAloud, WordProposal
from ibps.core.stages.followup import StateMinority
from ibps.core.stages.opening import CloseSitting
from ibps.core.value import Act
from ibps.practice.scenario import Scenario
from ibps.ui.actions import MEETING
from ibps.ui.check_rows import LEFT
from ibps.ui.here import QUORUM
from ibps.ui.readers import INVENTED, NOT_ALL
from ibps.ui.stages.common import where
from ibps.ui.view import Look, Sheet, World
from ibps.ui.views import view
from ibps.ui.widgets.rows import Row

ALONE = frozenset({"words", "result", "code", "stop"})
"""Views that have the screen to themselves: a few words, large by standing alone."""


def looked_at(journal: Journal) -> Look:
    """Which view the room is shown, and what it is about."""
    record = journal.record
    if record.open_check:
        return Look("check")
    last = _last(journal)
    match last:
        case WordProposal() | ReadAloud():
            return Look("words", last.proposal or record.proposals[-1].number)
        case ReadBackMinutes():
            return Look("minutes", record.minutes[-1].number)
    if isinstance(_last(journal, StateMinority), CloseCheck | InterruptCheck):
        return Look("result")
    match _last(journal, CloseSitting):  # the sitting may end while six words are still being written down
        case AttestMinutes(minutes=number):
            if any(page.seal for page in record.minutes if page.number == number):
                return Look("code", number)
            if isinstance(last, AttestMinutes):
                return Look("minutes", number)
        case StopSession():
            return Look("stop")
    return Look(record.stage)


def projected(journal: Journal, today: date) -> tuple[Look, Sheet]:
    """The view and its sheet, with nothing on it that is meant for whoever types."""
    record = journal.record
    look = looked_at(journal)
    world = World(
        today=today, record=record, journal=journal, read_only=True, scenario=case(record.session.scenario)
    )
    sheet = _stopped(record) if look.view == "stop" else view(look.view).sheet(world, look)
    rows = tuple(row for row in sheet.rows if row.kind != "hint")
    few = _short(record, look)
    if few:
        rows = tuple(row for row in rows if row.key != QUORUM)
    if look.view == "check":  # who is still to answer is in sight however long the list is
        left = [row.text for row in rows if row.key == LEFT]
        sheet = replace(sheet, legend="\n".join((*left, sheet.legend)))
        rows = tuple(row for row in rows if row.key != LEFT)
    now = _meanwhile(record) if sheet.rail else ()
    banners = [*_invented(record), *_unknown(record), *now, few, sheet.banner]
    tone = sheet.tone or ("practice" if _invented(record) else "")
    return look, replace(sheet, rows=rows, banner="\n".join(part for part in banners if part), tone=tone)


def newest(before: Sequence[Row], now: Sequence[Row]) -> str:
    """The key of the row that was added last, else of the one that changed last; "" where none did."""
    known = {row.key: row for row in before}
    fresh = [row for row in now if known.get(row.key) != row]
    added = [row for row in fresh if row.key not in known]
    for rows in (added, fresh):
        items = [row for row in rows if row.kind == "item"] or rows
        if items:
            return items[-1].key
    return ""


def _last(journal: Journal, but: type[Act] | tuple[()] = ()) -> Act | None:
    """The last act that stands and is not one of these."""
    acts = (step.entry.act for step in reversed(journal.done))
    return next((act for act in acts if not isinstance(act, but)), None)


def _stopped(record: Record) -> Sheet:
    """Why the session was stopped, alone on the screen."""
    rows = (
        Row("reason", record.stop.reason if record.stop else "", kind="heading"),
        Row("kept", "Everything said so far is kept. The session can go on another day.", kind="quiet"),
    )
    place = where(record, record.stage)
    return Sheet(place, "We stopped, and why", rows, banner=_stop(record), tone="waiting")


def _stop(record: Record) -> str:
    return f"STOPPED · {record.stop.kind.value.replace('_', ' ').upper()}" if record.stop else ""


def _invented(record: Record) -> tuple[str, ...]:
    kind = "practice" if record.practice else "example" if record.session.example else ""
    return (INVENTED[kind],) if kind else ()


def _unknown(record: Record) -> tuple[str, ...]:
    """That the file says more than is shown, in words of a newer version."""
    unknown = any(cut.kind is CutKind.UNKNOWN for cut in record.cuts)
    return (f"{NOT_ALL} · {short(record)}",) if unknown else ()


def _meanwhile(record: Record) -> tuple[str, ...]:
    """Who is in caucus; and that the session was stopped, until there is another sitting."""
    out = [one for one in record.caucuses if one.ended is None]
    said = [f"CAUCUS · {record.party(one.party).name} since {one.started:%H:%M}" for one in out]
    return (*said, _stop(record))


def _short(record: Record, look: Look) -> str:
    """What too few people mean, above everything; while people sit down it stands under their names."""
    check = record.open_check
    if look.view == "opening" or look.view not in MEETING or not falls_short(record):
        return ""
    return "" if check and check.kind is CheckKind.TEMPERATURE else presence_words(record)


@cache
def case(name: str) -> Scenario | None:
    """The practice case of that name, whose story is read aloud; none for one somebody brought along."""
    from ibps.practice.scenario import load, names

    return load(name) if name and name in names() else None
