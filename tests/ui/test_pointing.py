"""A number and a verb act on that item from wherever the cursor is, and the list keeps the focus."""

from __future__ import annotations

from pathlib import Path

import pytest

from ibps.core.record.items import ItemState
from ibps.core.stages.anytime import Park, StageName
from ibps.core.stages.closing import AddAction, AddMeasure, AddMessage
from ibps.core.stages.interests import StateInterest
from ibps.core.stages.issue import StateFact, WordIssue
from ibps.core.stages.options import AddOption
from ibps.core.stages.standards import SetStandard
from ibps.core.value import Act
from ibps.ui.actions import ACTIONS
from ibps.ui.widgets.rows import Row
from ibps.ui.window.pointing import OF, meant
from tests.ui.kit import Seen, begun, running

IDEAS = tuple(AddOption(text=f"idea {at}") for at in range(1, 13))
NEEDS = tuple(StateInterest(party="L", text=f"need {at}") for at in range(1, 13))
CLOSING = (
    AddAction(text="post it"), AddAction(text="print it"), AddMeasure(text="evenings"),
    AddMeasure(text="shifts"), AddMessage(text="we try it"), Park(text="pay"), Park(text="keys"),
)  # fmt: skip

SAID: tuple[tuple[StageName, tuple[Act, ...], str, str, str], ...] = (
    ("opening", (), "3h", "person-3", ""),
    ("issue", (WordIssue(text="How?"), StateFact(text="six")), "1d", "F1", "Who brings it?"),
    ("interests", NEEDS, "12e", "I12", "I12 in better words"),
    ("interests", NEEDS, "3s", "I3", "Who says I3 is theirs too?"),
    ("interests", NEEDS, "12x", "I12", "Why is I12 not pursued?"),
    ("options", (*NEEDS, *IDEAS), "12l", "O12", "O12 would serve which interests?"),
    ("options", IDEAS, "7e", "O7", "O7 in better words"),
    ("options", IDEAS, "11x", "O11", "Why is O11 not pursued?"),
    ("standards", (SetStandard(text="safe"), *IDEAS), "1r", "O1", "O1 against S1"),
    ("standards", (SetStandard(text="safe"), *IDEAS), "1w", "O1", "Which party sees O1 differently?"),
    ("standards", (*IDEAS[:1], SetStandard(text="safe")), "1y", "S1", "What outside yardstick for S1?"),
    ("closing", CLOSING, "2d", "A2", "A2 by when?"),
    ("closing", CLOSING, "2m", "M2", "Where does the figure come from?"),
    ("closing", CLOSING, "2e", "A2", "A2 in better words"),
)


@pytest.mark.parametrize(
    ("stage", "acts", "keys", "row", "asks"), SAID, ids=[f"{stage}-{keys}" for stage, _, keys, _, _ in SAID]
)
async def test_a_number_then_a_letter(
    tmp_path: Path, stage: StageName, acts: tuple[Act, ...], keys: str, row: str, asks: str
) -> None:
    async with running(tmp_path, *begun(*acts, stage=stage)) as seen:
        await seen.to_list()
        await seen.press(*keys)
        form = seen.app.now.form
        # A question that points at other lines shows those meanwhile.
        assert (form.about if form and form.beside else seen.selected) == row
        assert seen.asking.startswith(asks) if asks else not seen.asking
        if asks:
            await seen.press("ctrl+a", "backspace", "escape")
            assert not seen.asking
        assert not seen.typing and seen.selected == row


async def test_one_and_taken_up_is_the_parked_item(tmp_path: Path) -> None:
    async with running(tmp_path, *begun(*CLOSING, stage="closing")) as seen:
        await seen.to_list()
        await seen.press("2", "k")
        assert [bool(item.taken_up) for item in seen.disk().parked] == [False, True]


async def test_link_several_and_combine_several_and_the_list_keeps_the_focus(tmp_path: Path) -> None:
    async with running(tmp_path, *begun(*NEEDS, *IDEAS, stage="options")) as seen:
        await linked(seen)
        await seen.press("1", "c")
        await seen.type_line("2 5 7", "all in one")
        record = seen.disk()
        whole = record.options[-1]
        assert whole.combined_from == ("O1", "O2", "O5", "O7") and whole.serves == ("I1", "I4", "I11")
        assert [o.text for o in record.options[:12]] == [idea.text for idea in IDEAS]
        assert not seen.typing and seen.selected == "O13"
        await seen.press("t")
        live = [o.number for o in seen.disk().options if o.state is ItemState.LIVE]
        assert live == [f"O{at}" for at in range(1, 13)] and not seen.typing


async def linked(seen: Seen) -> None:
    await seen.to_list()
    await seen.press("2", "l")
    await seen.type_line("1 4 i11")
    assert seen.disk().options[1].serves == ("I1", "I4", "I11")
    assert not seen.typing and seen.selected == "O2"


async def test_the_arrows_choose_what_a_verb_is_of_where_no_number_was_said(tmp_path: Path) -> None:
    async with running(tmp_path, *begun(*CLOSING, stage="closing")) as seen:
        await seen.choose("A1")
        await seen.press("m")
        assert seen.said.startswith("Choose a measure first")
        await seen.press("2", "down", "m")
        assert seen.selected == "M1" and seen.asking, "the arrow came after the number"


def test_only_the_line_of_its_kind_is_meant() -> None:
    rows = (Row("S1", "", number="S1"), Row("O1", "", number="O1"), Row("O2", "", number="O2", kind="quiet"))
    assert meant(rows, rows[0], "1", "rate") is rows[1]
    assert meant(rows, rows[0], "001", "rate") is rows[1]
    assert meant(rows, rows[0], "", "rate") is rows[0]
    assert meant(rows, rows[0], "2", "rate") is rows[0], "what cannot be chosen is not meant"
    assert meant(rows, rows[0], "1", "edit") is rows[0]
    assert meant(rows, None, "1", "rate") is None
    assert set(OF) <= {action.name for action in ACTIONS}


async def test_a_number_alone_is_a_person_before_anything_else(tmp_path: Path) -> None:
    """In the opening, 1 is the first on the room list, whatever else ends in 1."""
    async with running(tmp_path, *begun()) as seen:
        items = seen.app.room.items
        items.show((Row("K1", "pay", number="K1"), Row("person-1", "Ana", number="1")), None)
        await seen.to_list()
        await seen.press("1")
        assert seen.selected == "person-1"
