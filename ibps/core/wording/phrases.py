"""Phrases as data, read as one pattern; and the words of the field that several ideas share."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Final

ROLES: Final = tuple(
    """
    nurses? techs? technicians? clerks? leads? supervisors? managers? MAs? RNs? LVNs? LPNs? CNAs? aides?
    assistants? secretar(?:y|ies) receptionists? schedulers? porters? runners? transporters? physicians?
    doctors? residents? surgeons? clinicians? pharmacists? therapists? phlebotomists? housekeepers?
    coordinators? preceptors? interpreters? translators? sitters? guards? stewards? reps? representatives?
    hires? positions? FTEs?
    """.split()
)
STAFF: Final = (*ROLES, "staff", "people", "workers?", "employees?")
THINGS: Final = tuple(
    """
    beds? rooms? scanners? pumps? carts? monitors? printers? phones? lines? computers? laptops? tablets? lifts?
    chairs? wheelchairs? machines? lockers? cameras? locks? radios? desks? stations? teams? pools? books?
    """.split()
)
WORK: Final = tuple(
    """
    shifts? clinics? huddles? meetings? lists? rotations? schedules? overtime floating rotating software slots?
    targets? hours pods? windows? charts? forms? pilots? fees? trials? programs? polic(?:y|ies)
    """.split()
)
"""What a clinic can add, move or stop from one day to the next."""

GROUPS: Final = (
    "they",
    "management",
    "administration",
    "leadership",
    "labor",
    "(?:the )?union",
    "nights",
    "days",
    "evenings",
    "(?:the )?(?:day|night|evening|weekend|other) (?:shift|crew)",
    "(?:the )?(?:front desk|desk|lab|pharmacy|billing|finance|housekeeping|pod)",
    "(?:the )?(?:nurses|techs|clerks|leads|supervisors|managers?|MAs|RNs|aides|assistants|physicians|doctors)",
    "(?:the )?(?:residents|surgeons|providers|stewards|employees|staff|students|schedulers)",
)
NUMBER: Final = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "twelve", r"\d+")
SHARED: Final[dict[str, str]] = {
    name: f"(?:{'|'.join(words)})"
    for name, words in {
        "role": ROLES,
        "staff": STAFF,
        "things": THINGS,
        "work": WORK,
        "group": GROUPS,
        "number": NUMBER,
    }.items()
}
_ANOTHER_PART: Final = (
    "to of for with without on in at and or from than as about through between among into within before after by per "
    "during up down out home what that who when where if how so like".replace(" ", "|")
)
SHARED["some"] = rf"(?:(?!(?:{_ANOTHER_PART})\b)[^\s,.;:?!]+ ){{0,3}}?"
"""Up to three words that do not begin another part of the sentence."""


def one_of(phrases: tuple[str, ...], more: Mapping[str, str] | None = None) -> re.Pattern[str]:
    """A pattern for any of the phrases, as whole words, in capitals or not.

    A space stands for any space, ' for either apostrophe, `{staff}` and the like for the words above, and
    the rest is a regular expression. Nothing in a phrase may repeat without a limit.
    """
    shared = {**SHARED, **(more or {})}
    found = []
    for phrase in phrases:
        for name, words in shared.items():
            phrase = phrase.replace(f"{{{name}}}", words)
        found.append(phrase.replace(" ", r"\s+").replace("'", "['’]"))
    return re.compile(rf"(?<!\w)(?:{'|'.join(found)})(?!\w)", re.I)


@lru_cache(maxsize=512)
def quoted(text: str, start: int, end: int, words: int = 6) -> str:
    """The words found and a few after them, so that the hint can say what it is about."""
    rest = text[start:].split()
    least = len(text[start:end].split())
    kept = rest[: max(words, least)]
    return " ".join(kept).rstrip(".,;:?! ") + ("…" if len(kept) < len(rest) else "")
