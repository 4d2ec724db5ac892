"""What a window shows of a file it follows: the meeting, or why there is none; and what stands in the way.

The room's window and the page in a browser say the same, because they ask here.
"""

from __future__ import annotations

from datetime import date
from typing import Final

from ibps.core.glimpse import Blanked, Glimpse
from ibps.core.journal import Journal
from ibps.ui.projected import projected
from ibps.ui.view import Look, Sheet
from ibps.ui.widgets.rows import Row

SILENT: Final = "The folder does not answer"
LOOKING: Final = "still looking"

BLANKED: Final = "BLANKED"
BACK: Final = "Any key brings it back."
HELD: Final = "The facilitator's window brings it back."
LEFT: Final = "The facilitator's program has ended. Opening the session again brings it back."


def covered_by(blanked: Blanked) -> str:
    """What brings a blanked view back, for whoever follows without a key that could."""
    return LEFT if blanked == "left" else HELD


def shown(named: str, journal: Journal | None, glimpse: Glimpse | None, today: date) -> tuple[Look, Sheet]:
    """What was last read; before anything was, what was asked for and how that stands."""
    if journal is not None:
        return projected(journal, today)
    said, why = (glimpse.trouble, glimpse.why) if glimpse else ("", "")
    rows = [Row("named", named, kind="heading")]
    if said:
        rows.append(Row("said", f"{said}; {LOOKING}." if why else f"{said} yet; {LOOKING}."))
    if why:
        rows.append(Row("why", why, kind="quiet"))
    return Look("stop"), Sheet("ROOM", "", tuple(rows))


def title(journal: Journal | None, sheet: Sheet) -> str:
    """The title of the meeting, where the sheet does not say it already."""
    said = journal.record.session.title if journal else ""
    return "" if said in sheet.where else said


def in_the_way(journal: Journal | None, glimpse: Glimpse | None, silent: bool) -> str:
    """One line on what hinders following, and since when; "" where nothing does, or the sheet says it."""
    said = SILENT if silent else glimpse.trouble if glimpse else ""
    if said and journal is not None:
        return f"{said} · as of {journal.entries[-1].at:%H:%M:%S} · {LOOKING}"
    return said if said == SILENT else ""
