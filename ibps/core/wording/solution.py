"""An answer inside the question: what was meant to be open is already chosen."""

from __future__ import annotations

import re
from typing import Final

from ibps.core.wording.phrases import one_of, quoted
from ibps.core.wording.remedy import CONCRETE, MORE, OUTRIGHT, added

CLOSED: Final = re.compile(
    r"^\W*(?:should|shall|could|can|would|is it time to|why\s+don['’]t\s+we|why\s+not)\b", re.I
)
"""A question that yes or no would answer proposes something."""

CHOSEN: Final = one_of(
    (
        rf"(?:we|to|they|you|management) (?:just )?(?:{'|'.join(OUTRIGHT)})",
        rf"(?:we|to|they|you|management) (?:just )?{CONCRETE}",
        r"(?:we|to) (?:convince|persuade|force|require)",
        r"(?:we|to) (?:get|train|have) (?:the )?{group} to \w+",
        r"(?:we|to) have the (?:day|night|evening) shift (?!feel|know|be)\w+",
        r"(?:we|to) make (?:the )?{role} (?!\w+er |more|less|aware|part|safe|feel|know|and)\w+",
        r"(?:we|to) get (?:an?|two|three|four|five|\d+) (?:[\w-]+ )?{role}(?! to)",
        r"(?:we|to) give (?:every|each|all) (?:[\w-]+ )?{role}",
        r"(?:find|get) (?:the )?money for",
        r"make overtime",
        r"be (?:added|hired|replaced|moved|cancell?ed|closed|bought|installed|fired|removed|rolled out)",
        r"new (?:[\w-]+ )?(?:team|pool|position|role)",
        r"sends? (?:its|their) own",
    ),
    MORE,
)


def solution(text: str) -> str:
    """The words that make a question hold its own answer, or ""."""
    if found := CLOSED.match(text):
        return quoted(text, *found.span())
    found = CHOSEN.search(text) or added(text)
    return quoted(text, *found.span()) if found else ""
