"""A piece of a page as a value: an element with its attributes and what is inside.

Text becomes harmless where a piece is made, and only there, so that neither way out can forget it: as HTML
for the first page, as plain lists for the script, which builds elements from them and never reads HTML.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from typing import Final, NamedTuple

from ibps.core.plain import plain

EMPTY: Final = frozenset({"link", "meta"})
"""Elements that have no end."""


class Piece(NamedTuple):
    """An element. Make it with `piece`."""

    name: str
    attributes: dict[str, str]
    inside: list[Piece | str]


def piece(name: str, /, *inside: Piece | str | None, **attributes: str | None) -> Piece:
    """An element; what is None is left out. In names `_` stands for a hyphen, at the end for nothing."""
    given = {key.rstrip("_").replace("_", "-"): value for key, value in attributes.items()}
    return Piece(
        name,
        {key: plain(value) for key, value in given.items() if value is not None},
        [plain(one, lines=True) if isinstance(one, str) else one for one in inside if one is not None],
    )


def html(one: Piece) -> str:
    """The piece as HTML."""
    return "".join(_written(one))


def _written(one: Piece | str) -> Iterator[str]:
    if isinstance(one, str):
        yield escape(one, quote=False)
        return
    given = "".join(f' {key}="{escape(value)}"' for key, value in one.attributes.items())
    yield f"<{one.name}{given}>"
    for each in one.inside:
        yield from _written(each)
    if one.name not in EMPTY:
        yield f"</{one.name}>"
