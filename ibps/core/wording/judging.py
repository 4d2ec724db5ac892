"""Judging an idea while ideas are being listed."""

from __future__ import annotations

from typing import Final

from ibps.core.wording.phrases import one_of

JUDGING: Final = one_of(
    (
        "(?:won't|wouldn't|will not|would not|can't|cannot|does not|doesn't) work",
        "(?:will|would) never",
        "(?:can't|cannot) be done",
        "not going to (?:happen|work)",
        "too (?:expensive|costly|complicated|risky|hard|late)",
        "impossible",
        "unrealistic",
        "(?:we|already|have|had|been) tried",
        "disaster",
        "(?:nobody|no one) (?:will|would) (?:sign|agree|come|use|like|accept|want|go)",
        "bad idea",
        "(?:stupid|silly|ridiculous|useless|pointless)",
        "waste of (?:time|money)",
        "(?:there is |we have |there's )?no (?:money|budget) for",
        "contract (?:does not|doesn't|won't|will not) (?:allow|let|permit)",
        "(?:makes|make) no sense",
        "in theory",
    )
)


def judging(text: str) -> str:
    """The words that judge, or ""."""
    found = JUDGING.search(text)
    return found[0] if found else ""
