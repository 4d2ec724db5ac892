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

ADDED: Final = one_of((r"{more} {some}(?:{staff}|{things})(?! (?:who|that|to))",), MORE)

OUTRIGHT: Final = (
    "hire",
    "buy",
    "purchase",
    "install",
    "cancel",
    "abolish",
    "ban",
    "fire",
    "mandate",
    "reinstate",
    "rotate",
    "get rid of",
    "bring back",
    "roll out",
    "switch to",
)
"""Verbs that are a remedy whatever comes after them."""

CONCRETE: Final = (
    r"(?:(?:add|stop|close|shut|cut|move|put|pull|post|drop|extend|double|split|merge|replace|eliminate|remove"
    r"|block|swap|expand|end(?! (?:the|my|our|each|every) (?:shift|clinic)))"
    r"|(?:create|start|open|assign)(?= (?:an?|one|our own|another) ))"
    r" {some}(?:{role}|{things}|{work})"
    r"(?! (?:times?|calls?|waits?|delays?|errors?|interruptions?|noise|problems?"
    r"|injur\w+|stress|trouble|changes?)\b)"
)
"""Verbs that are one only with something concrete after them: "cut the late clinic", not "cut waiting"."""

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
        "(?:starts?|begins?|arrives?|joins?|comes?|ends?|covers?) (?:on|at|in|from|the|our|us|each|every)",
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
