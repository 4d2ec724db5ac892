"""An answer inside the question: what was meant to be open is already chosen."""

from __future__ import annotations

import re
from typing import Final

from ibps.core.wording.phrases import one_of, quoted
from ibps.core.wording.remedy import MORE, VERBS, added, aims_at_trouble

CLOSED: Final = re.compile(
    r"^\W*(?:should|shall|could|can|would|is it time to|why\s+don['’]t\s+we|why\s+not)\b", re.I
)
"""A question that yes or no would answer proposes something."""

CHOSEN: Final = one_of(
    (
        rf"(?:we|to|they|you|management|soon can we) (?:just )?(?:{'|'.join(VERBS)})",
        r"(?:we|to) (?:just )?(?:add|stop|end|close|cut|move|post|put an?|assign|create|start an?|open)",
        r"(?:we|to) (?:get|make|have|convince|train|force|require) (?:the )?{group} (?:to )?(?!part|aware|feel|safe|for)\w+",
        r"(?:we|to) get {number} ",
        r"(?:we|to) (?:convince|persuade)",
        r"(?:we|to) give every",
        r"make overtime",
        r"be (?:added|hired|replaced|moved|cancell?ed|closed|bought|installed|fired|removed|ended|rolled out)",
        r"new (?:[\w-]+ )?(?:team|pool|position|role)",
        r"(?:send|sends) (?:its|their) own",
        r"{more} (?:[\w-]+ )?(?:position|role)s?",
    ),
    MORE,
)


def solution(text: str) -> str:
    """The words that make a question hold its own answer, or ""."""
    if found := CLOSED.match(text):
        return quoted(text, *found.span())
    for found in CHOSEN.finditer(text):
        if not aims_at_trouble(text, found):
            return quoted(text, *found.span())
    more = added(text)
    return quoted(text, *more.span()) if more else ""
