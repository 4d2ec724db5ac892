"""A standard nobody could hold an option against: all of it is praise, and nothing in it can be seen or counted."""

from __future__ import annotations

import re
from typing import Final

PRAISE: Final = frozenset(
    """
    fair fairness good better best great nice reasonable reasonably workable acceptable efficient efficiency
    effective practical quality positive impact communication teamwork morale sense sensible balanced
    sustainable respectful flexible appropriate adequate patient-centered patient-centred patient-focused
    improved improves improve works work like makes make worthwhile useful helpful successful professional
    excellent excellence satisfactory suitable optimal ideal smooth modern culture climate practice experience
    """.split()
)
FILLER: Final = frozenset(
    """
    a an the it its is are be should must will would to for of in on and or as at all both every everyone
    everybody us we our you people something that this patients patient staff team unit employees members
    management labor physicians doctors nurses sides parties more most very high higher highest possible
    overall really have has having can solution answer option result things
    """.split()
)


def untestable(text: str) -> bool:
    """Whether every word is praise or filling, with some praise."""
    words = re.findall(r"[^\W_]+(?:[-'’][^\W_]+)*", text.casefold())
    return bool(PRAISE & set(words)) and set(words) <= PRAISE | FILLER
