"""Hints as rows under what they are about, and how one about wording is put away for good.

What is put away is no fact of the meeting: it is kept on this machine. A set holds it: "maybe_position"
for a kind of hint in every session, "maybe_position:3f0a..." for a kind on certain words in this session. So
new words bring the hint back.
"""

from __future__ import annotations

from collections.abc import Sequence, Set
from hashlib import sha256
from typing import Any

from ibps import guide
from ibps.core.record import Record
from ibps.core.stages import order
from ibps.core.stages.kit import Hint
from ibps.ui.forms import Field, Form
from ibps.ui.phrases import read_choice
from ibps.ui.view import Ask, Order, Outcome, Say, World
from ibps.ui.widgets.rows import Row

MOST_HINTS = 3
"""General hints shown at a time: the list belongs to what was said."""


def said(name: str, hint: Hint) -> str:
    """A hint in words."""
    return guide.load(name).coded("Hints")[hint.code].format(**hint.details)


def looked_again(hint: Hint) -> str:
    """Why a stage, or a line of it, may need another look."""
    return guide.load("anywhere").coded("Another look")[hint.code].format(**hint.details)


def with_looks(rows: Sequence[Row], reasons: Sequence[Hint]) -> tuple[Row, ...]:
    """The rows with what may need another look: under the line it is about, else above everything."""
    found = [_look(at, hint) for at, hint in enumerate(reasons) if not hint.about]
    for row in rows:
        found.append(row)
        found += [_look(at, hint) for at, hint in enumerate(reasons) if hint.about == row.key]
    return tuple(found)


def _look(at: int, hint: Hint) -> Row:
    text = f"↻ Another look: {looked_again(hint)}"
    return Row(f"look{at}", text, kind="hint", level=1 if hint.about else 0)


def with_hints(
    record: Record, name: str, rows: Sequence[Row], before: str = "", hushed: Set[str] = frozenset()
) -> tuple[Row, ...]:
    """The rows with each hint under what it is about, the general ones last or above one row."""
    beside: dict[str, list[Row]] = {}
    general: list[Row] = []
    for at, hint in enumerate(_hints(record, name)):
        if away(hint, hushed):
            continue
        about = _row_of(hint)
        row = Row(f"hint{at}", f"? {said(name, hint)}", kind="hint", level=1 if about else 0)
        if about:
            beside.setdefault(about, []).append(row)
        else:
            general.append(row)
    found: list[Row] = []
    shown = general[:MOST_HINTS]
    for row in rows:
        if row.key == before:
            found += shown
            shown = []
        found.append(row)
        found += beside.get(row.key, [])
    return (*found, *shown)


def away(hint: Hint, hushed: Set[str]) -> bool:
    """Whether a hint was put away, by its kind or on its words."""
    return bool(hushed) and (hint.code in hushed or _mark(hint) in hushed)


def put_away(world: World, name: str, row: Row) -> Outcome:
    """Ask whether the hints on a row go away for these words or by their kind, or come back."""
    found = [hint for hint in _hints(world.meeting, name) if hint.text and _row_of(hint) == row.key]
    if not found:
        return Say("There is no hint on the wording of this line.")
    seen = [hint for hint in found if not away(hint, world.hushed)]
    choices = {"words": "words", "kind": "kind"} if seen else {}
    ask = "Put the hint away: for these words, or its kind everywhere? (w k)"
    if len(seen) < len(found):
        choices["back"] = "back"
        ask = f"{ask[:-1]}, b back)" if seen else "This hint was put away. Bring it back? (b)"

    def build(got: dict[str, Any]) -> Order:
        match got["how"]:
            case "kind":
                add, drop = {hint.code for hint in seen}, set[str]()
                say = "Put away. This kind of hint is not shown in any session on this machine."
            case "words":
                add, drop = {_mark(hint) for hint in seen}, set[str]()
                say = "Put away for these words. In other words it would be looked at again."
            case _:
                add, drop = set(), {mark for hint in found for mark in (hint.code, _mark(hint))}
                say = "The hint is shown again."
        return Order("hush", {"hushed": frozenset((world.hushed | add) - drop), "say": say})

    return Ask(Form("Hint", (Field("how", ask, read_choice(choices)),), build))


def _hints(record: Record, name: str) -> tuple[Hint, ...]:
    return next(stage for stage in order(record) if stage.name == name).hints(record)


def _row_of(hint: Hint) -> str:
    """The row a hint belongs under, "" for a general one. Words without a number are the question's."""
    return hint.about or ("question" if hint.text else "")


def _mark(hint: Hint) -> str:
    return f"{hint.code}:{sha256(hint.text.encode('utf-8', 'surrogatepass')).hexdigest()[:16]}"
