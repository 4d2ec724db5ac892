"""What a record may still say where what came after an entry is not here.

Losing entries must never bring an agreement back to life: a withdrawal, a late block or a new wording may be
among them. So nothing from before a cut counts as an outcome until it is decided anew after it.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from ibps.core.reading import OVER
from ibps.core.record import Record
from ibps.core.record.consensus import Proposal
from ibps.core.record.cut import Cut, CutKind
from ibps.core.record.decisions import Decision


def with_cut(
    record: Record, after: int, kind: CutKind, at: datetime, source: str = "", digest: str = ""
) -> Record:
    """The record, saying that what came after that entry is not here."""
    known = () if kind is CutKind.NOTHING else (
        *(proposal.number for proposal in record.proposals),
        *(check.number for check in record.checks),
        *(decision.number for decision in record.decisions),
    )
    cut = Cut(after=after, kind=kind, at=at, source=source, digest=digest, known=known)
    return record.but(cuts=(*record.cuts, cut))


def broken(record: Record) -> tuple[Cut, ...]:
    """The cuts after which something is not here."""
    return tuple(cut for cut in record.cuts if cut.kind is not CutKind.NOTHING)


def sentences(record: Record) -> tuple[str, ...]:
    """What is not here, to stand over everything the record says."""
    changed = "What was decided before it may have changed since."
    return tuple(f"{_what(cut)}. {changed}" for cut in broken(record))


def doubt(cut: Cut) -> str:
    """The end of a sentence about something that is not certain."""
    return f", but {_what(cut)[0].lower()}{_what(cut)[1:]}"


def short(record: Record) -> str:
    """The same for a list, in a few words; "" where the record is whole."""
    cuts = broken(record)
    return _what(cuts[-1]) if cuts else ""


def _what(cut: Cut) -> str:
    if cut.kind is CutKind.UNKNOWN:
        return f"What a newer version wrote after entry {cut.after} is not known here"
    return f"What came after entry {cut.after} is missing"


def over_decision(record: Record, decision: Decision) -> Cut | None:
    """The last cut that leaves this decision in doubt; None when it is certain.

    A decision rests on its check: one from before the cut may have been closed otherwise in what is lost.
    """
    cut = _last(record, (decision.number, decision.check))
    ended = decision.state in OVER and decision.moves and decision.moves[-1].at >= cut.at if cut else False
    return None if ended else cut


def over_proposal(record: Record, proposal: Proposal, latest: Decision | None) -> Cut | None:
    """The last cut that leaves in doubt how this proposal stands: unless it is asked or decided after it."""
    check = record.open_check
    if check and check.proposal == proposal.number:
        return _last(record, (check.number,))
    return over_decision(record, latest) if latest else _last(record, (proposal.number,))


def over_stop(record: Record) -> Cut | None:
    """The last cut after the session was stopped."""
    later = [cut for cut in broken(record) if record.stop and record.stop.at <= cut.at]
    return later[-1] if later else None


def _last(record: Record, numbers: Iterable[str | None]) -> Cut | None:
    return next((cut for cut in reversed(record.cuts) if any(one in cut.known for one in numbers)), None)
