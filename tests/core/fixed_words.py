"""The words the answer may use that nobody said: those of the core's own sentences."""

from __future__ import annotations

import ast
import inspect
import re
from types import ModuleType
from typing import Final

from ibps.core import (
    aftermath,
    answer,
    cuts,
    heard,
    parked,
    reading,
    rests_on,
    row,
    rule,
    sentences,
    standing,
)
from ibps.core.record import consensus as parts
from ibps.core.stages import checks, consensus


def words_of(*modules: ModuleType) -> frozenset[str]:
    """Every word of every string in the source of these modules, apart from what stands in a docstring."""
    found: set[str] = set()
    for module in modules:
        for node in ast.walk(ast.parse(inspect.getsource(module))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and len(node.value) < 100:
                found.update(re.findall(r"\w+", node.value))
    return frozenset(found)


# Read before any test can tamper with the functions; a word made up at run time is not in the source.
_ANSWERED = (aftermath, answer, cuts, heard, parked, reading, rests_on, row, rule, sentences, standing)
_MADE_OF = (*_ANSWERED, checks, consensus)
_WORDS = words_of(*_MADE_OF, parts)
FIXED: Final = _WORDS | {f"{word}s" for word in _WORDS} | {"practice", "real"}
