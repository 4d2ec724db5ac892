"""What holds of the order of lists: only moving changes it, and moving changes nothing else."""

from __future__ import annotations

from typing import Final

from ibps.core.acts import Redo, Undo
from ibps.core.numbers import LISTS, listed
from ibps.core.record import Record
from ibps.core.stages.anytime import MoveItem
from ibps.core.stages.attesting import RedactText
from tests.core.walk import Walked


def _order(record: Record, letter: str) -> list[str]:
    return [item.number for item in listed(record, letter)]


def moving_only_orders(step: Walked) -> None:
    """A moved item stands where it was said; it and all the others are what they were."""
    act, before, after = step.act, step.before.record, step.after.record
    if not isinstance(act, MoveItem) or step.refused is not None:
        return
    letter = act.number[0]
    was, now = _order(before, letter), _order(after, letter)
    assert act.number in now, f"{act.number} is gone"
    assert [n for n in was if n != act.number] == [n for n in now if n != act.number], "others moved"
    if act.before == act.number:
        assert was == now
    else:
        following = now[now.index(act.number) + 1 :]
        assert (following[0] if following else None) == act.before, "it stands elsewhere"
    pieces = {item.number: item for item in listed(before, letter)}
    assert pieces == {item.number: item for item in listed(after, letter)}, "an item changed"
    left = LISTS[letter] if letter != "F" else "issue"
    same = {name: value for name, value in before if name != left}
    assert same == {name: value for name, value in after if name != left}, "something else changed"


def only_moving_orders(step: Walked) -> None:
    """Whatever else is said, what was listed stays in the order it stood in."""
    if isinstance(step.act, MoveItem | Undo | Redo | RedactText):
        return
    for letter in LISTS:
        was = _order(step.before.record, letter)
        assert _order(step.after.record, letter)[: len(was)] == was, f"the order of {letter} changed"


ON_LISTS: Final = (moving_only_orders, only_moving_orders)
