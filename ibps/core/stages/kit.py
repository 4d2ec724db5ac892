"""What every stage gives besides its acts: ticks for what is done, hints for what is worth a look.

Only codes live here; the words for each code are in `ibps/guide/<stage>.md`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Hint:
    """Something worth a look. Never in the way. `about` is the number it belongs beside, if any.

    `text` is the whole text a hint on wording was given for; "" for every other hint.
    """

    code: str
    details: Mapping[str, str] = field(default_factory=dict)
    about: str = ""
    text: str = ""


@dataclass(frozen=True)
class Tick:
    """One thing a stage is for, and whether the record already shows it."""

    code: str
    yes: bool


def ticks(**found: bool) -> tuple[Tick, ...]:
    """Ticks in the order given."""
    return tuple(Tick(code, yes) for code, yes in found.items())
