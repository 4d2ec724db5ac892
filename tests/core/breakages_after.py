"""Ways to break what comes after a decision; see `tests/core/breakages.py`."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Final

from ibps.core import journal
from ibps.core.record import Record
from ibps.core.record.decisions import DecisionState
from ibps.core.redact import without
from ibps.core.stages import attesting, followup
from tests.core.breakages import Breakage, Patch, _of


def _anything_moves(patch: Patch) -> None:
    patch.setattr(followup, "may", lambda act, state: True)


def _one_yes_is_enough(patch: Patch) -> None:
    patch.setattr(followup, "outstanding", lambda record, decision: ())


def _refusal_is_overheard(patch: Patch) -> None:
    was = followup._move

    def move(record: Record, decision: Any, act: Any, to: Any, at: datetime, **why: Any) -> Record:
        return record if to is DecisionState.REFUSED else was(record, decision, act, to, at, **why)

    patch.setattr(followup, "_move", move)


def _undo_reaches_further(patch: Patch) -> None:
    patch.setattr(journal, "_sealed", lambda record: ())


def _one_seal_for_all(patch: Patch) -> None:
    was = _of(attesting, "seal")
    patch.setattr(was, "digest", lambda *given: "0" * 64)


def _one_entry_is_forgotten(patch: Patch) -> None:
    def lazily(act: Any, gone: Any, entry: int) -> Any:
        return act if type(act).__name__ == "AddOption" else without(act, gone, entry)

    patch.setattr(journal, "without", lazily)


BREAKAGES_AFTER: Final = (
    Breakage("one entry forgotten", _one_entry_is_forgotten, ("only_the_text_is_taken_out",)),
    Breakage("undo reaches further", _undo_reaches_further, ("attested_pages_stay",)),
    Breakage("one seal for all", _one_seal_for_all, ("seals_are_of_the_page",)),
    Breakage("anything moves", _anything_moves, ("moves_follow_the_table",)),
    Breakage("one yes is enough", _one_yes_is_enough, ("yes_comes_by_name",)),
    Breakage("a refusal overheard", _refusal_is_overheard, ("yes_comes_by_name",)),
)
