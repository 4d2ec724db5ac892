"""< and > put a list in order: the numbers stay, and so does what was chosen."""

from __future__ import annotations

from pathlib import Path

import pytest

from ibps.core.stages.anytime import Park, StageName
from ibps.core.stages.closing import AddAction, AddMeasure
from ibps.core.stages.interests import StateInterest
from ibps.core.stages.issue import StateFact, WordIssue
from ibps.core.stages.options import AddOption
from ibps.core.stages.standards import SetStandard
from ibps.core.value import Act
from tests.ui.kit import Seen, begun, running

THREE = ("one", "two", "three")
LISTS: tuple[tuple[StageName, str, tuple[Act, ...]], ...] = (
    ("issue", "F", (WordIssue(text="How?"), *(StateFact(text=text) for text in THREE))),
    ("interests", "I", tuple(StateInterest(party="L", text=text) for text in THREE)),
    ("options", "O", tuple(AddOption(text=text) for text in THREE)),
    ("standards", "S", (AddOption(text="an idea"), *(SetStandard(text=text) for text in THREE))),
    ("closing", "A", (AddMeasure(text="m"), *(AddAction(text=text) for text in THREE), Park(text="p"))),
)


def order(seen: Seen, letter: str) -> str:
    return " ".join(row.key for row in seen.rows if row.number == row.key and row.key[0] == letter)


@pytest.mark.parametrize(("stage", "letter", "acts"), LISTS, ids=[stage for stage, _, _ in LISTS])
async def test_an_item_goes_earlier_and_later_among_its_own(
    tmp_path: Path, stage: StageName, letter: str, acts: tuple[Act, ...]
) -> None:
    one, two, three = (f"{letter}{at}" for at in (1, 2, 3))
    async with running(tmp_path, *begun(*acts, stage=stage)) as seen:
        await seen.verb("<", on=three)
        assert order(seen, letter) == f"{one} {three} {two}" and seen.selected == three and not seen.typing
        await seen.press("<")
        assert order(seen, letter) == f"{three} {one} {two}"
        saved = seen.path.read_bytes()
        await seen.press("<")
        assert seen.said == f"{three} is the first one already." and seen.path.read_bytes() == saved
        await seen.press(">", ">")
        assert order(seen, letter) == f"{one} {two} {three}" and seen.selected == three
        await seen.press(">")
        assert seen.said == f"{three} is the last one already."
        await seen.press("ctrl+u")
        assert seen.said == f"Taken back: {three} was moved in its list"
        assert order(seen, letter) == f"{one} {three} {two}" and seen.selected == three
        await seen.press("ctrl+r")
        assert order(seen, letter) == f"{one} {two} {three}"


async def test_a_number_and_the_key_move_it(tmp_path: Path) -> None:
    acts = tuple(AddOption(text=f"idea {at}") for at in range(1, 13))
    async with running(tmp_path, *begun(*acts, stage="options")) as seen:
        await seen.to_list()
        await seen.press("1", "2", "<")
        assert order(seen, "O").endswith("O10 O12 O11") and seen.selected == "O12"


async def test_what_has_no_number_keeps_its_place(tmp_path: Path) -> None:
    async with running(tmp_path, *begun(*LISTS[0][2], stage="issue")) as seen:
        saved = seen.path.read_bytes()
        await seen.verb(">", on="question")
        assert seen.said.startswith("This line keeps its place.") and seen.path.read_bytes() == saved


async def test_the_mark_is_text_on_the_entry_line(tmp_path: Path) -> None:
    async with running(tmp_path, *begun(stage="options")) as seen:
        await seen.type_line("< 5 people")
        assert seen.disk().options[0].text == "< 5 people"
