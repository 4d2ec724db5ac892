"""Words that name one remedy: somebody hired, something bought, a plan rolled out."""

from __future__ import annotations

import re
from typing import Final

from ibps.core.wording.phrases import one_of

MORE: Final = {
    "more": r"(?:{number} (?:more|extra|additional|open|new)|(?:another|an? (?:extra|additional|dedicated|"
    r"full-time|part-time|second|third|fourth|fifth))(?: {number})?|the (?:third|fourth|fifth)|more)".replace(
        "{number}", r"(?:one|two|three|four|five|six|\d+)"
    )
}
"""A count above what is there."""

ADDED: Final = one_of((r"{more} (?:(?!than|for|to|of|with|on|in|and|from|about|like|as)[\w-]+ ){0,2}?(?:{staff}|{things})",), MORE)

VERBS: Final = (
    "hire",
    "buy",
    "purchase",
    "install",
    "cancel",
    "abolish",
    "eliminate",
    "get rid of",
    "bring back",
    "replace",
    "ban",
    "rotate",
    "roll out",
    "switch to",
    "shut",
    "reinstate",
    "double",
    "drop",
    "extend",
    "split",
    "fire",
)
"""Verbs that start a remedy whatever comes after them, as long as it is a thing and not a trouble."""

TROUBLES: Final = (
    "costs?",
    "waits?",
    "waiting",
    "delays?",
    "errors?",
    "mistakes?",
    "injur(?:y|ies)",
    "noise",
    "waste",
    "blame",
    "surprises?",
    "interruptions?",
    "falls?",
    "infections?",
    "risks?",
    "stress",
    "burnout",
    "confusion",
    "losing",
    "missing",
    "running",
    "having",
    "being",
    "getting",
    "bottlenecks?",
    "backlogs?",
    "duplicat\\w+",
    "overload",
    "hazards?",
    "barriers?",
    "harm",
    "trust",
    "time",
)
"""What everybody wants less of (or more of): getting there is open, so it is no remedy."""

TROUBLE: Final = one_of(TROUBLES)

TOLD: Final = one_of(
    (
        "is",
        "are",
        "was",
        "were",
        "has",
        "have",
        "had",
        "left",
        "came",
        "went",
        "takes?",
        "works?",
        "needs?",
        "can",
        r"(?!need|bed|shed|feed|speed|dedicated|experienced|trained|qualified|extended)\w+ed",
    )
)
"""A verb that tells what is, not what somebody wants."""


TELLING: Final = one_of(("has", "have", "had", "was", "were", "got", "lost", "there (?:is|are)"))
"""The same, right before what it tells of."""


def added(text: str) -> re.Match[str] | None:
    """A number of people or things more, asked for and not told of."""
    found = ADDED.search(text)
    if found is None or TOLD.search(text, found.end()) or TELLING.search(text, 0, found.start()):
        return None
    return found


def aims_at_trouble(text: str, verb: re.Match[str]) -> bool:
    """Whether what follows a verb within three words is a trouble everybody wants less of."""
    after = " ".join(text[verb.end() :].split()[:3])
    return TROUBLE.search(after) is not None
