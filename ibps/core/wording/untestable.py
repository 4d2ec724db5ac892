"""A standard nobody could hold an option against: all of it is praise, with nothing to see or to count."""

from __future__ import annotations

import re
from typing import Final

from ibps.core.wording.phrases import listed

PRAISE: Final = frozenset(
    listed("""
    fair fairness good better best great nice reasonable reasonably workable acceptable efficient efficiency
    effective practical quality positive impact communication teamwork morale sense sensible balanced
    sustainable respectful flexible appropriate adequate patient-centered patient-centred patient-focused
    improved improves improve works work like makes make worthwhile useful helpful successful professional
    excellent excellence satisfactory suitable optimal ideal smooth modern culture climate practice experience
    """)
)
FILLER: Final = frozenset(
    listed("""
    a an the it its is are be should must will would to for of in on and or as at all both every everyone
    everybody us we our you people something that this patients patient staff team unit employees members
    management labor physicians doctors nurses sides parties more most very high higher highest possible
    overall really have has having can solution answer option result things
    """)
)


def untestable(text: str) -> bool:
    """Whether every word is praise or filling, with some praise."""
    words = re.findall(r"[^\W_]+(?:[-'’][^\W_]+)*", text.casefold())
    return bool(PRAISE & set(words)) and set(words) <= PRAISE | FILLER
