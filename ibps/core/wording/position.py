"""A position among the interests: one party's answer, where the need behind it was asked for."""

from __future__ import annotations

import re
from typing import Final

from ibps.core.wording.phrases import one_of, quoted
from ibps.core.wording.remedy import CONCRETE, MORE, OUTRIGHT, added

ORDERS: Final = (
    *OUTRIGHT,
    CONCRETE,
    "write up",
    "give us back",
    "(?:make|let) (?:the )?(?:[\\w-]+ )?{role} (?!know|feel|safe|aware|more|less|part)\\w+",
    "use (?:the )?(?:agency|float|per diem|temporary|travel|registry)",
    "pay (?:us|them|double|for)",
    "hold (?:all|the|every) (?:[\\w-]+ )?meetings?",
)
"""What opens a demand when it opens the sentence."""

ASKING: Final = r"(?:(?:we|i|they) (?:want|need|would like)(?: to)?|please|just|let's|we should)"
ORDERED: Final = one_of((rf"(?:{ASKING} )?(?:{'|'.join(ORDERS)})",))

WANTED: Final = one_of(
    (
        r"insist(?:s|ing)?(?: on)?",
        r"demand(?:s|ing)?",
        r"ask(?:s|ing)? for (?:{number}|an?|the)",
        r"(?:want|wants|need|needs|must have|have to have|'d like|would like) (?:an?|the|my|{number}|{more})"
        r" {some}(?:{role}|{things}|people)(?! (?:to|who|that|can|ready|open|know|where|when|if))",
        r"(?:want|wants|need|needs) (?:my|our|their|your) own (?:{staff}|{things})",
    ),
    MORE,
)
FLAT: Final = one_of(
    (
        r"no exceptions?",
        r"no more (?!than)\w+ing(?! (?:out|up))",
        r"stays? where (?:it is|they are)(?! \w)",
        r"from now on",
        r"(?:gets?|with) a (?:warning|write-up)",
        r"(?:pilot|trial|program|target|plan) ends",
        r"(?:has|have|needs?) to (?:stop|end|go)(?! (?:to|home|on|through))",
        r"must (?:stop|end|go|be (?:stopped|ended|hired|fired|replaced|moved|cancell?ed|dropped|closed))",
        r"seniority decides",
        r"(?:management|the hospital|the department|the clinic) pays",
        r"{number} [\w-]+ (?:shifts|days|hours) instead of",
        r"back pay",
        r"a (?:raise|bonus)",
        r"a (?:fixed|set|permanent) (?:schedule|rotation|list|room|team)",
        r"(?:i|we|labor|management|physicians|members) (?:will not|won't) (?!be|have|lose|get|feel|know)\w+",
        r"(?:leave|keep) (?:[\w-]+ ){1,3}out of (?:it|this|the)",
        r"either we",
        r"it is (?:set|decided|settled|final)",
        r"^one [\w-]+ for (?:everyone|all|each|every)",
        r"mandatory (?:overtime|training|meetings?|shifts?|breaks?)",
        r"^only {staff} \w+",
        r"(?:every|each) (?:new )?{staff} (?:gets?|works?|takes?) {number}",
        r"keep (?:[\w-]+ ){1,4}open (?:until|till|to)",
        r"everyone (?:starts|works|stays|takes|comes) (?:at|on|by|until)",
        r"one (?:doctor|physician|nurse) to one",
    )
)
CARES: Final = re.compile(
    r"^\W*(?:not|avoid|without|i worry|we worry|worr(?:y|ied)|fear|afraid|concern\w*|know\w*|feel\w*|being|"
    r"to be able|be able|nobody|no one is|how|what|why|it matters)\b",
    re.I,
)
"""Openings of a need or a worry, or of a question, whatever remedy it then speaks of."""


def position(text: str) -> str:
    """The words that make a text sound like one fixed answer, or ""."""
    if CARES.match(text):
        return ""
    text = text.strip()
    for found in (ORDERED.match(text), WANTED.search(text), FLAT.search(text), added(text)):
        if found:
            return quoted(text, *found.span())
    return ""
