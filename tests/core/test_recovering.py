"""A record that was put together again: nothing from before the loss counts until it is decided anew."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

import pytest

from ibps.core.acts import Redo, Undo
from ibps.core.answer import answer
from ibps.core.errors import Refusal
from ibps.core.journal import Journal, replay
from ibps.core.minutes import page
from ibps.core.row import status
from ibps.core.stages.consensus import WithdrawProposal
from ibps.core.stages.followup import EndDecision
from ibps.core.stages.opening import EDITION, StartSession
from ibps.core.stages.options import AddOption
from ibps.core.stages.recovering import RecoverRecord
from ibps.core.standing import Group
from ibps.core.value import Act
from ibps.store.register import row_of
from tests.cli.kit import AGREED, DECIDED
from tests.report.kit import journal

WHOLE = journal(DECIDED)
LOST = "What came after entry {n} is missing. What was decided before it may have changed since."


def lost(of: Journal = WHOLE, missing: bool = True, numbers: Mapping[str, int] | None = None) -> Journal:
    n, given = len(of.entries), dict(numbers or {})
    return say(
        of, RecoverRecord(source="damaged.json", digest="0" * 64, after=n, missing=missing, numbers=given)
    )


def say(of: Journal, *acts: Act) -> Journal:
    for act in acts:
        of = of.with_act(act, of.entries[-1].at + timedelta(minutes=1))
    return of


def groups(of: Journal) -> dict[str, list[str]]:
    said = answer(of.record, of.record.last_day)
    return {group.value: [item.number for item in said.group(group)] for group in Group if said.group(group)}


def test_what_was_decided_is_not_certain_any_more() -> None:
    assert groups(WHOLE) == {"decided": ["D1"]}
    after = lost()
    assert groups(after) == {"not_certain": ["D1"]}
    said = answer(after.record, after.record.last_day)
    assert said.missing == (LOST.format(n=len(WHOLE.entries)),) and said.in_short[0] == said.missing[0]
    (item,) = said.not_certain
    assert item.state == "agreed" and item.reads.endswith("is missing") and item.words
    assert "NOT CERTAIN" in page(after.record) and "Nothing that is certain." in page(after.record)


def test_an_agreement_that_was_withdrawn_in_the_lost_part_does_not_come_back() -> None:
    ended = say(WHOLE, EndDecision(decision="D1", because="it did not work", on=WHOLE.record.today))
    assert groups(ended) == {"ended": ["D1"]}
    assert groups(lost(replay(ended.entries[:-1]))) == {"not_certain": ["D1"]}


@pytest.mark.parametrize("kept", range(1, len(WHOLE.entries) + 1))
def test_nothing_stands_wherever_it_breaks_off(kept: int) -> None:
    after = lost(replay(WHOLE.entries[:kept]))
    assert set(groups(after)) <= {"not_certain"}
    row = row_of(after.record, "x.json")
    assert status(row, after.record.today).word == "NOT CERTAIN"
    assert f"What came after entry {kept} is missing" in status(row, after.record.today).detail


def test_what_is_decided_afterwards_is_decided() -> None:
    again = journal([*DECIDED[:-2], AGREED[-2]])  # nobody closed the check before the loss
    after = lost(replay(again.entries[:12]))
    acts = journal([*DECIDED]).entries[12:]
    for entry in acts:
        after = say(after, entry.act)
    assert groups(after) == {"decided": ["D1"]}
    assert answer(after.record, after.record.last_day).missing, "that something is missing stays said"


def test_what_ends_afterwards_has_ended() -> None:
    after = say(lost(), EndDecision(decision="D1", because="no longer", on=WHOLE.record.today))
    assert groups(after) == {"ended": ["D1"]}


def test_a_proposal_nobody_decided_is_not_certain_either() -> None:
    worded = lost(replay(WHOLE.entries[:14]))
    assert groups(worded) == {"not_certain": ["P1"]}
    assert groups(say(worded, WithdrawProposal(proposal="P1", reason="x"))) == {"not_certain": ["P1"]}


def test_nothing_is_in_doubt_where_nothing_is_missing() -> None:
    after = lost(missing=False)
    assert groups(after) == {"decided": ["D1"]} and not answer(after.record, after.record.last_day).missing
    assert after.record.cuts[0].source == "damaged.json"


def test_undo_and_redo_never_reach_past_it() -> None:
    undone = say(WHOLE, AddOption(text="x"), Undo(entry=len(WHOLE.entries) + 1))
    after = lost(undone)
    assert after.undoable is None and after.redoable is None
    assert after.not_undone.code == "not_past_recovery"
    for act in (
        Undo(entry=len(WHOLE.entries)),
        Redo(entry=len(WHOLE.entries) + 1),
        Undo(entry=after.entries[-1].n),
    ):
        with pytest.raises(Refusal):
            say(after, act)
    later = say(after, AddOption(text="y"))
    assert later.undoable == later.entries[-1]


def test_numbers_the_lost_part_gave_are_not_given_again() -> None:
    after = say(lost(numbers={"O": 7, "D": 0}), AddOption(text="new"))
    assert after.record.options[-1].number == "O8"
    assert after.record.numbers["D"] == 1


def test_it_stands_only_where_it_was_put_together() -> None:
    for after in (1, len(WHOLE.entries) + 1):
        with pytest.raises(Refusal) as caught:
            say(WHOLE, RecoverRecord(source="x", digest="0" * 64, after=after))
        assert caught.value.code == "recovered_elsewhere"


def test_a_session_by_later_rules_is_not_read_by_these() -> None:
    first = WHOLE.entries[0]
    assert isinstance(first.act, StartSession)
    with pytest.raises(Refusal) as caught:
        replay([type(first)(1, first.at, first.act.but(edition=EDITION + 1))])
    assert caught.value.code == "newer_edition"
