"""Recovering: a record put together again from a damaged file says so, for good."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Annotated, Final

from pydantic import Field, Strict, StringConstraints

from ibps.core.cuts import with_cut
from ibps.core.numbers import LISTS
from ibps.core.record import Record
from ibps.core.record.cut import CutKind
from ibps.core.value import Act, Text

Given = Annotated[int, Strict(), Field(ge=0, le=100_000)]
COUNTED: Final = re.compile(rf"(?:[{''.join(LISTS)}]|P[1-9][0-9]{{0,3}}|question|people)")
"""Of what numbers are counted: the lists, versions of a proposal and of the question, people."""
Kind = Annotated[str, StringConstraints(pattern=f"^{COUNTED.pattern}$")]


class RecoverRecord(Act):
    """This record was put together again from a damaged file, up to entry `after`."""

    source: Text
    digest: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
    after: Annotated[int, Strict(), Field(ge=1)]
    missing: bool = True
    numbers: dict[Kind, Given] = Field(default_factory=dict)


ACTS: tuple[type[Act], ...] = (RecoverRecord,)


def apply(record: Record, act: RecoverRecord, at: datetime) -> Record:
    """The record, saying what is missing. Numbers that the lost part gave out are not given again."""
    numbers = {**record.numbers}
    for kind, count in act.numbers.items():
        numbers[kind] = max(count, numbers.get(kind, 0))
    record = record.but(numbers=numbers)
    kind = CutKind.MISSING if act.missing else CutKind.NOTHING
    return with_cut(record, act.after, kind, at, act.source, act.digest)
