"""The two small things everything in the core is made of: a frozen value, and an act.

Pydantic gives both their checks and their JSON; see `docs/file-format.md` for how they look on disk.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, Any, ClassVar, Self, TypeVar

from pydantic import BaseModel, ConfigDict, Strict, StringConstraints

Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=20_000)]
"""Words somebody said: never empty, kept as typed apart from the blanks around them."""

Words = Annotated[str, StringConstraints(strip_whitespace=True, max_length=20_000)]
"""The same where nothing may be said."""

Number = Annotated[str, StringConstraints(pattern=r"^[A-Z][1-9][0-9]*$", max_length=12)]
"""A spoken number: a letter for the kind of thing and a count, such as I3 or P1."""

PersonNumber = Annotated[int, Strict()]
"""A number on the room list; never true, never "1"."""

PartyLetter = Annotated[str, StringConstraints(pattern=r"^[A-Z]$")]


class Value(BaseModel):
    """A frozen value. `but` gives the next value; nothing is ever changed in place."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    def but(self, **changes: Any) -> Self:
        """The same value with some fields different. Names are checked here; the tests check the values,
        because a record is made anew at every act and its hundreds of parts have been checked before."""
        if not changes.keys() <= self.__dict__.keys():
            raise TypeError(f"{type(self).__name__} has no {sorted(changes.keys() - self.__dict__.keys())}")
        return self.model_copy(update=changes)


class Act(Value):
    """One thing the meeting did. Frozen; its class name is its name in the journal.

    `takes_back` is False for acts that only say where the meeting is, so that undo reaches the last
    thing that was said.
    """

    takes_back: ClassVar[bool] = True


V = TypeVar("V", bound=Value)


def changed(items: Iterable[V], old: V, new: V) -> tuple[V, ...]:
    """The items with `old` replaced by `new`, in the same place."""
    return tuple(new if item is old else item for item in items)
