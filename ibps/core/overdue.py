"""When something is past its date. What is owed at all, and by whom, is in `ibps.core.owed`.

The day itself is still in time. Nothing here moves anything; it is worked out whenever it is read.
"""

from __future__ import annotations

from datetime import date


def overdue(due: date | None, on: date) -> bool:
    """Whether a date something was to happen by has passed."""
    return due is not None and on > due
