"""Phrases as data, read as one pattern; and the words of the field that several ideas share."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType
from typing import Final


def listed(words: str) -> tuple[str, ...]:
    """Single words, each a regular expression without spaces, as they stand in a paragraph."""
    return tuple(words.split())


ROLES: Final = listed(
    """
    nurses? techs? technicians? clerks? leads? supervisors? managers? MAs? RNs? LVNs? LPNs? CNAs? aides?
    assistants? secretar(?:y|ies) receptionists? schedulers? porters? runners? transporters? physicians?
    doctors? residents? surgeons? clinicians? pharmacists? therapists? phlebotomists? housekeepers?
    coordinators? preceptors? interpreters? translators? sitters? guards? stewards? reps? representatives?
    hires? positions? FTEs?
    """
)
STAFF: Final = (*ROLES, "staff", "people", "workers?", "employees?")
THINGS: Final = listed(
    """
    beds? rooms? scanners? pumps? carts? monitors? printers? phones? lines? computers? laptops? tablets?
    lifts? chairs? wheelchairs? machines? lockers? cameras? locks? radios? desks? stations? teams?
    pools? books?
    """
)
WORK: Final = listed(
    """
    shifts? clinics? huddles? meetings? lists? rotations? schedules? overtime floating rotating software
    slots? targets? hours pods? windows? charts? forms? pilots? fees? trials? programs? polic(?:y|ies)
    """
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
    "(?:the )?(?:nurses|techs|clerks|leads|supervisors|managers?|MAs|RNs|aides|assistants|physicians)",
    "(?:the )?(?:doctors|residents|surgeons|providers|stewards|employees|staff|students|schedulers)",
)
NUMBER: Final = (
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "twelve",
    r"\d+",
)
_ANOTHER_PART: Final = listed(
    """
    to of for with without on in at and or from than as about through between among into within before after
    by per around across along over under past off during up down out home what that who when where if how so
    like
    """
)
_SOME: Final = rf"(?:(?!(?:{'|'.join(_ANOTHER_PART)})\b)[^\s,.;:?!]+ ){{0,3}}?"
"""Up to three words that do not begin another part of the sentence."""

SHARED: Final[Mapping[str, str]] = {
    "role": f"(?:{'|'.join(ROLES)})",
    "staff": f"(?:{'|'.join(STAFF)})",
    "things": f"(?:{'|'.join(THINGS)})",
    "work": f"(?:{'|'.join(WORK)})",
    "group": f"(?:{'|'.join(GROUPS)})",
    "number": f"(?:{'|'.join(NUMBER)})",
    "some": _SOME,
}


@dataclass(frozen=True)
class Phrases:
    """Phrases read as one pattern, made when it is first asked: most commands never look at a wording."""

    phrases: tuple[str, ...]
    more: Mapping[str, str]

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """Any of the phrases, as whole words, in capitals or not."""
        found = []
        for phrase in self.phrases:
            for name, words in {**SHARED, **self.more}.items():
                phrase = phrase.replace(f"{{{name}}}", words)
            found.append(phrase.replace(" ", r"\s+").replace("'", "['’]"))
        return re.compile(rf"(?<!\w)(?:{'|'.join(found)})(?!\w)", re.I)

    def search(self, text: str, start: int = 0, end: int | None = None) -> re.Match[str] | None:
        """The first phrase between two places of the text."""
        return self.pattern.search(text, start, len(text) if end is None else end)

    def match(self, text: str) -> re.Match[str] | None:
        """The phrase the text opens with."""
        return self.pattern.match(text)

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """Every phrase, in order."""
        return self.pattern.finditer(text)


def one_of(phrases: tuple[str, ...], more: Mapping[str, str] = MappingProxyType({})) -> Phrases:
    """Any of the phrases.

    A space stands for any space, ' for either apostrophe, `{staff}` and the like for the words above, and
    the rest is a regular expression. Nothing in a phrase may repeat without a limit.
    """
    return Phrases(phrases, more)


def quoted(text: str, start: int, end: int, words: int = 6) -> str:
    """The words found and a few after them, so that the hint can say what it is about.

    One or two words that open the sentence before them are kept: "We need" reads better than "need".
    """
    if len(text[:start].split()) <= 2:
        start = 0
    rest = text[start:].split()
    least = len(text[start:end].split())
    kept = rest[: max(words, least)]
    return " ".join(kept).rstrip(".,;:?! ") + ("…" if len(kept) < len(rest) else "")
