"""The labelled statements, and which of them are for building the rules and which for measuring only.

Those of `later.toml` were written after the rules, so no rule can have been written for them.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Final, Literal

Part = Literal["building", "measuring", "later"]
PARTS: Final[tuple[Part, ...]] = ("building", "measuring", "later")
Statements = Mapping[str, tuple[str, ...]]


def part(which: Part) -> Statements:
    """Statements by what they are: every second one from the first or second on, or those written later."""
    if which == "later":
        return _read("later")
    return {kind: texts[PARTS.index(which) :: 2] for kind, texts in _read("statements").items()}


@lru_cache
def _read(name: str) -> Statements:
    read = tomllib.loads(Path(__file__).with_name(f"{name}.toml").read_text("utf-8"))
    return {kind: tuple(texts) for kind, texts in read.items()}
