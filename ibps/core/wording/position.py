"""A position among the interests: one party's answer, where the need behind it was asked for."""

from __future__ import annotations

import re
from typing import Final

from ibps.core.wording.phrases import one_of, quoted
from ibps.core.wording.remedy import MORE, VERBS, added, aims_at_trouble

ORDERS: Final = (
    *VERBS,
    "add",
    "stop",
    "end",
    "close",
    "cut",
    "move",
    "put",
    "pull",
    "post",
    "pay",
    "send",
    "assign",
    "require",
    "write up",
    "give (?:us|me|them)",
    "(?:make|let|have) (?:the )?{group}",
    "let (?:the )?(?:[\\w-]+ )?{staff}",
    "use (?:the )?(?:agency|float|per diem|temporary|travel|registry)",
    "start (?:a|an|our own|your own)",
    "create (?:a|an)",
    "hold (?:all|the|every) (?:[\\w-]+ )?meetings?",
)
"""Verbs that open a demand when they open the sentence."""

ORDERED: Final = one_of(
    (rf"(?:(?:(?:we|i|they) (?:want|need|would like)(?: to)?|please|just|let's|we should) )?(?:{'|'.join(ORDERS)})",)
)

WANTED: Final = one_of(
    (
        r"insist(?:s|ing)?(?: on)?",
        r"demand(?:s|ing)?",
        r"ask(?:s|ing)? for (?:{number}|an?|the)",
        r"(?:want|wants|need|needs|must have|have to have|'d like|would like) (?:an?|the|our|my|{number}|{more})"
        r" (?:[\w-]+ ){0,2}?(?:{staff}|{things})(?! (?:to|who|that|can|ready|open|know))",
        r"(?:want|wants|need|needs) (?:my|our|their|your) own (?:{staff}|{things})",
    ),
    MORE,
)
FLAT: Final = one_of(
    (
        r"no exceptions?",
        r"no more (?!than)\w+ing(?! (?:out|up))",
        r"(?:has|have|needs?) to (?:stop|end|go)(?! (?:to|home|on|through))",
        r"must (?:stop|end|go|be (?:stopped|ended|hired|fired|replaced|moved|cancell?ed|dropped|closed|paid))",
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
    opens = ORDERED.match(text.lstrip())
    if opens and not aims_at_trouble(text.lstrip(), opens):
        return quoted(text.lstrip(), *opens.span())
    for found in (WANTED.search(text), FLAT.search(text), added(text)):
        if found:
            return quoted(text, *found.span())
    return ""
