"""Words in a proposal that two people can read in two ways: how soon, how much, who, whether at all."""

from __future__ import annotations

from typing import Final

from ibps.core.wording.phrases import one_of

WHEN: Final = (
    "as soon as (?:possible|practical|practicable|feasible|we can)",
    "asap",
    "soon",
    "in the near future",
    "in due course",
    "timely(?: manner| fashion)?",
    "promptly",
    "regularly",
    "on a regular basis",
    "periodically",
    "from time to time",
    "occasionally",
    "frequently",
    "eventually",
    "at a later (?:time|date|point)",
    "(?:for|in|within|after|over) (?:a few|several|some|a couple of) (?:days|weeks|months)",
    "often",
    "gradually",
    "quickly",
    "swiftly",
    "rarely",
    "on an ongoing basis",
)
WHETHER: Final = (
    "(?:as|if|when|where|whenever|wherever) (?:it is )?(?:possible|practical|practicable|feasible|"
    "appropriate|needed|necessary|required)",
    "as \\w+ as possible",
    "to the extent possible",
    "(?:as|when|if|where) time (?:allows|permits)",
    "make(?:s)? an? (?:[\\w-]+ )?effort",
    "tr(?:y|ies) to",
    "striv(?:e|es|ing)",
    "(?:every|best|reasonable) efforts?",
    "do(?:es)? (?:its|their|our|the) best",
    "look(?:s)? into",
    "(?:should|will|to|may|shall) (?:consider|explore)",
    "work(?:s)? toward(?:s)?",
    "hope(?:s)? to",
    "aim(?:s)? to",
    "endeavou?rs?",
    "subject to (?:operational|business|staffing) needs?",
    "(?:will|to) be addressed",
    "encouraged? to",
    "generally",
    "normally",
    "usually",
    "in principle",
    "ideally",
)
HOW_MUCH: Final = (
    "appropriate",
    "adequate(?:ly)?",
    "sufficient(?:ly)?",
    "reasonabl[ey]",
    "kept to a minimum",
    "minimi[sz]ed?",
    "(?:will|to|should) be (?:improved|better)",
    "communicate (?:better|more)",
    "etc",
    "and so on",
    "and the like",
)
WHO: Final = ("someone", "somebody", "some (?:staff|people|nurses|clerks|of the team)")

LOOSE: Final = one_of((*WHEN, *WHETHER, *HOW_MUCH, *WHO))
MORE_OF: Final = one_of(("more (?:staff|people|nurses|clerks|help|time|rooms)",))
COUNTED: Final = one_of(("{number} more",))
"""More of something is clear once it is counted."""


def loose(text: str) -> str:
    """The first words that leave open how soon, how much, who or whether, or ""."""
    if found := LOOSE.search(text):
        return found[0]
    found = MORE_OF.search(text)
    return found[0] if found and not COUNTED.search(text) else ""
