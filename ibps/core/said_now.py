"""What is asked of an act that is said now, and not of one that is read again from a file."""

from __future__ import annotations

from ibps.core.errors import Refusal
from ibps.core.record import Record
from ibps.core.stages.attesting import AttestMinutes
from ibps.core.stages.closing import as_read
from ibps.core.value import Act


def said_now(record: Record, act: Act) -> Act:
    """The act as it is kept. A page that its own entries do not bear out is not attested; it can be read."""
    if isinstance(act, AttestMinutes):
        for minutes in record.minutes:
            if minutes.number == act.minutes and minutes.differs:
                raise Refusal("page_differs", number=minutes.number)
    return as_read(record, act)
