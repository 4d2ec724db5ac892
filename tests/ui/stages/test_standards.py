"""Standards on the screen, and options held against them without totals."""

from __future__ import annotations

from pathlib import Path

import pytest

from ibps.core.record.items import ItemState, Meets
from ibps.core.stages.anytime import SetAside
from ibps.core.stages.options import AddOption
from ibps.core.stages.standards import ChangeStandard, SetStandard
from tests.ui.asking import clear, each_leaves, refuses, unsaved
from tests.ui.kit import begun, running

WISHES = (SetStandard(text="Safe cover"), SetStandard(text="No extra cost"))
IDEAS = (AddOption(text="Rotate monthly"), AddOption(text="Evenings only"))


async def test_standards_are_listed_and_options_stand_below(tmp_path: Path) -> None:
    async with running(tmp_path, *begun(*IDEAS, stage="standards")) as seen:
        await seen.type_line("Safe cover", "No extra cost")
        assert [s.text for s in seen.disk().standards] == ["Safe cover", "No extra cost"]
        keys = [row.key for row in seen.rows if not row.key.startswith("hint")]
        assert keys == ["S1", "S2", "against", "O1", "O2"]
        assert seen.row("O1").note == "not rated yet" and seen.row("S1").tail == "L · M ·"


async def test_must_have_yardstick_and_agreed_by(tmp_path: Path) -> None:
    async with running(tmp_path, *begun(*WISHES, stage="standards")) as seen:
        await seen.verb("m", on="S1")
        assert seen.disk().standards[0].must_have and seen.row("S1").tail.startswith("MUST")
        await seen.verb("m", on="S1")
        assert not seen.disk().standards[0].must_have
        await seen.verb("y", on="S1")
        await refuses(seen, "")
        await seen.type_line("State staffing table")
        assert seen.disk().standards[0].yardstick == "State staffing table"
        assert seen.row("S1").note == "yardstick: State staffing table"
        await seen.verb("g", on="S1")
        await refuses(seen, "Q", "")
        await seen.type_line("M")
        assert seen.disk().standards[0].agreed == ("M",) and seen.row("S1").tail == "L · M ✓"


async def test_rating_asks_for_each_standard_and_may_be_skipped(tmp_path: Path) -> None:
    must = ChangeStandard(standard="S1", must_have=True)
    async with running(tmp_path, *begun(*WISHES, must, *IDEAS, stage="standards")) as seen:
        await seen.verb("r", on="O2")
        await refuses(seen, "good", "x")
        await seen.type_line("f")
        assert "O2 against S2 No extra cost" in seen.asking
        await seen.type_line("")
        assert [(r.option, r.standard, r.rating, r.party) for r in seen.disk().ratings] == [
            ("O2", "S1", Meets.FAILS, None)
        ]
        assert seen.row("O2").note == "S1 ✗ fails · FAILS A MUST-HAVE"
        assert seen.row("O1").note == "not rated yet"
        before = seen.path.read_bytes()
        await seen.verb("r", on="O1")
        await seen.type_line("", "")
        assert seen.said == "Nothing was rated." and seen.path.read_bytes() == before


async def test_one_party_sees_an_option_differently(tmp_path: Path) -> None:
    async with running(tmp_path, *begun(*WISHES, *IDEAS, stage="standards")) as seen:
        await seen.verb("w", on="O1")
        await refuses(seen, "Q")
        await seen.type_line("M", "partly", "meets")
        assert [(r.standard, r.rating, r.party) for r in seen.disk().ratings] == [
            ("S1", Meets.PARTLY, "M"),
            ("S2", Meets.MEETS, "M"),
        ]
        assert seen.row("O1").note == "S1 ~ partly (M) · S2 ✓ meets (M)"


async def test_put_better_set_aside_and_brought_back(tmp_path: Path) -> None:
    async with running(tmp_path, *begun(*WISHES, *IDEAS, stage="standards")) as seen:
        await seen.verb("e", on="S1")
        await clear(seen)
        await seen.type_line("Safe cover on evenings")
        assert seen.disk().standards[0].earlier == ("Safe cover",)
        await seen.verb("x", on="S2")
        await seen.type_line("Nobody can measure it")
        assert seen.disk().standards[1].state is ItemState.SET_ASIDE
        await seen.verb("r", on="O1")
        await seen.type_line("meets")
        # What is set aside is not asked about.
        assert not seen.asking and [r.standard for r in seen.disk().ratings] == ["S1"]
        await seen.verb("b", on="S2")
        assert seen.disk().standards[1].state is ItemState.LIVE


@pytest.mark.parametrize(("letter", "row", "said"), [
    ("m", "O1", "Choose a standard first"), ("y", "O1", "Choose a standard first"),
    ("g", "O1", "Choose a standard first"), ("r", "S1", "Choose an option first"),
    ("w", "S1", "Choose an option first"),
])  # fmt: skip
async def test_the_wrong_kind_of_line(tmp_path: Path, letter: str, row: str, said: str) -> None:
    async with running(tmp_path, *begun(*WISHES, *IDEAS, stage="standards")) as seen:
        before = seen.path.read_bytes()
        await seen.verb(letter, on=row)
        assert seen.said.startswith(said) and not seen.asking and seen.path.read_bytes() == before


async def test_rating_wants_standards(tmp_path: Path) -> None:
    aside = SetAside(number="S1", reason="no")
    async with running(tmp_path, *begun(WISHES[0], aside, *IDEAS, stage="standards")) as seen:
        await seen.verb("r", on="O1")
        assert seen.said == "Agree on standards first."


async def test_esc_leaves_every_question(tmp_path: Path) -> None:
    async with running(tmp_path, *begun(*WISHES, *IDEAS, stage="standards")) as seen:
        await each_leaves(
            seen, [("y", "S1"), ("g", "S1"), ("e", "S1"), ("x", "S1"), ("r", "O1"), ("w", "O1")]
        )


async def test_a_disk_that_takes_nothing(tmp_path: Path) -> None:
    async with running(tmp_path, *begun(*WISHES, *IDEAS, stage="standards")) as seen:
        await unsaved(seen, "Done by summer")
        await seen.verb("y", on="S1")
        await unsaved(seen, "State staffing table")
        await seen.verb("r", on="O1")
        await unsaved(seen, "meets", "partly", "fails")
        assert [r.rating for r in seen.disk().ratings] == [Meets.MEETS, Meets.PARTLY, Meets.FAILS]
        seen.break_disk()
        await seen.verb("m", on="S1")
        assert "NOT SAVED" in seen.status and not seen.disk().standards[0].must_have
