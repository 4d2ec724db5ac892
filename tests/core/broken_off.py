"""What holds of a journal whose later entries are lost. See `tests/core/invariants.py`."""

from __future__ import annotations

from ibps.core import answer as answers
from ibps.core.journal import Entry, Journal, replay
from ibps.core.stages.recovering import RecoverRecord


def what_is_lost_revives_nothing(journal: Journal) -> None:
    """Without its later entries, a record says of nothing that it was decided, or is about to be. (7)"""
    some = journal.entries[: 1 + len(journal.entries) * 2 // 3]
    act = RecoverRecord(source="damaged.json", digest="0" * 64, after=len(some))
    cut = replay((*some, Entry(len(some) + 1, some[-1].at, act)))
    said = answers.answer(cut.record, cut.record.last_day)
    stands = (*said.decided, *said.decided_by_one_party, *said.waiting)
    assert not stands, f"{stands[0].number} reads as {stands[0].state} though later entries are missing"
    assert said.missing and set(said.missing) <= set(said.in_short), "nothing says that entries are missing"
    assert cut.undoable is None, "what is from before can be taken back"
