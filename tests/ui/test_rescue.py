"""When it gets hard: one key each, lines to read aloud, something to do at once, and nothing is recorded."""

from __future__ import annotations

from pathlib import Path

import pytest

from ibps import guide
from ibps.core.journal import Journal
from ibps.core.record.issue import Raised
from ibps.core.stages.anytime import StageName
from ibps.core.stages.consensus import ReadAloud, WordProposal
from ibps.core.stages.interests import StateInterest
from ibps.core.stages.opening import SeatPerson
from ibps.ui.actions import ACTIONS, STAGES, letter_for
from ibps.ui.rescue import AT_ONCE, KINDS, RescueView
from ibps.ui.view import Look, World
from ibps.ui.widgets.page import Page
from tests.core.kit import room, say
from tests.ui.kit import TODAY, begun, running

NEED = StateInterest(party="L", text="Know who approves my leave")
WORDS = (WordProposal(text="Rotate on evenings."), ReadAloud(proposal="P1"))
KEYS = {action.name: action.key for action in ACTIONS}


def world(journal: Journal) -> World:
    return World(today=TODAY, record=journal.record, journal=journal)


def test_there_is_a_page_for_each_in_the_guide_and_a_key_in_both_places() -> None:
    assert set(KINDS) == set(guide.load("anywhere").coded("Rescue"))
    for kind in KINDS:
        for view in ("coach", "rescue"):
            action = letter_for(view, KEYS[kind])
            assert action is not None and action.name == kind


@pytest.mark.parametrize("kind", ["", *KINDS])
def test_it_fits_the_smallest_window_without_turning_a_page(kind: str) -> None:
    sheet = RescueView().sheet(world(room()), Look("rescue", kind))
    # Two rows for the question, four for the edges, the top and the keys; three cells for cursor and signs.
    assert Page(sheet.rows, 60 - 3).height <= 20 - 6 and len(sheet.question) <= 58 * 2
    if kind:
        said = [row.text.strip("“”") for row in sheet.rows if row.key.startswith("say")]
        assert said == list(guide.load("anywhere").lines(kind))
        assert {f"key-{name}" for name in AT_ONCE[kind]} <= {row.key for row in sheet.rows}


def test_round_the_table_is_everyone_here_once_the_chairs_last() -> None:
    journal = say(room(here=(1, 2, 3, 4)), SeatPerson(name="Away", party="L"))

    def now(turn: int) -> list[str]:
        sheet = RescueView().sheet(world(journal), Look("rescue", f"dominated:{turn}"))
        return [row.text for row in sheet.rows if row.key in ("now", "then")]

    assert now(0) == ["Everyone speaks once, or says pass.", "Then: Lou, Mia, Ana, Max"]
    assert now(1) == ["Now: Lou", "Then: Mia, Ana, Max"]
    assert now(4) == ["Now: Max", "That was everyone."]
    assert now(5) == now(0)


@pytest.mark.parametrize("stage", STAGES)
async def test_from_every_stage_and_back_with_the_text_waiting(tmp_path: Path, stage: StageName) -> None:
    async with running(tmp_path, *begun(NEED, *WORDS, stage=stage), size=(60, 20)) as seen:
        before = seen.path.read_bytes()
        await seen.type("half a thought")
        await seen.press("escape", "!")
        assert seen.view == "rescue" and seen.sees("It is getting heated")
        for kind in KINDS:
            await seen.press(KEYS[kind])
            assert seen.sees(guide.load("anywhere").coded("Rescue")[kind])
            assert all(seen.sees(said) for said in guide.load("anywhere").lines(kind))
        await seen.press("n", "f9", "x", "escape")
        assert (seen.view, seen.typed) == (stage, "half a thought")
        await seen.press("f2", "h")
        assert seen.sees("Let us slow down.")
        await seen.press("escape")
        assert seen.view == stage and seen.typed == "half a thought"
        assert seen.path.read_bytes() == before, "nothing of it is recorded"


async def test_the_palette_offers_each_by_name_in_a_wide_window(tmp_path: Path) -> None:
    async with running(tmp_path, *begun(NEED, stage="interests"), size=(120, 40)) as seen:
        await seen.type("half")
        offered = {one.title: one.callback for one in seen.app.get_system_commands(seen.app.screen)}
        for name in ("heated (h)", "stuck (s)", "rushing (r)", "one-sided (d)", "off agenda (o)"):
            assert name in offered
        offered["stuck (s)"]()
        await seen.settle()
        assert seen.view == "rescue" and seen.sees("Let us go back to the interests.")
        await seen.press("escape")
        assert seen.typed == "half" and seen.typing


async def test_what_helps_is_done_where_the_meeting_is(tmp_path: Path) -> None:
    async with running(tmp_path, *begun(NEED, stage="options")) as seen:
        await seen.type("half an idea")
        await seen.press("escape", "!", "h", "ctrl+k")
        assert seen.view == "options" and seen.asking.startswith("Which party?")
        await seen.type_line("L")
        assert seen.last()[0] == {"do": "CallCaucus", "party": "L"} and seen.typed == "half an idea"
        await seen.press("escape", "!", "o", "f6")
        await seen.type_line("Pay", "", "", "", "")
        assert seen.disk().parked[0].text == "Pay" and seen.view == "options"
        await seen.press("escape", "!", "o", "f8")
        await seen.type_line("Six people", "a")
        assert seen.disk().issue.facts[0].text == "Six people"
        await seen.press("escape", "!", "o", "f7")
        await seen.type_line("Swap", "")
        assert seen.disk().options[0].text == "Swap" and seen.typed == "half an idea"
        await seen.press("escape", "!", "s", "i")
        assert seen.view == "interests" == seen.disk().stage and "Which one is not met yet?" in seen.said
        await seen.press("escape", "!", "s", "i")
        assert seen.view == "interests", "already there"
        await seen.press("escape", "!", "s", "t")
        assert seen.view == "consensus" == seen.disk().stage and "w words it" in seen.said
        await seen.press("escape", "!", "r", "w")
        assert seen.view == "consensus" and "no exact words yet" in seen.said
        await seen.press("escape", "!", "o", "f")
        assert seen.view == "issue" == seen.disk().stage and seen.asking.startswith("Where does it belong?")
        await seen.type_line("joint", "f")
        assert seen.disk().issue.raised is Raised.FLOOR
        await seen.until("options", "ctrl+n")
        assert seen.typed == "half an idea"


async def test_in_a_check_the_words_are_read_and_the_check_goes_on(tmp_path: Path) -> None:
    async with running(tmp_path, *begun(*WORDS, stage="consensus")) as seen:
        await seen.verb("c", on="P1")
        await seen.press("u", "!", "r", "w")
        assert seen.view == "words" and seen.sees("Rotate on evenings.")
        await seen.press("escape")
        assert seen.view == "check" and seen.disk().open_check is not None
        await seen.press("!", "h", "f6")
        assert seen.view == "check" and seen.asking == "Park what?"
        await seen.type_line("Pay", "", "", "", "")
        assert seen.view == "check" and seen.disk().parked[0].text == "Pay"
        await seen.press("!", "s", "t")
        assert seen.view == "check" and "C1 is open" in seen.said and "x in the check" in seen.said
        await seen.press("!", "h", "ctrl+k")
        await seen.type_line("L")
        assert seen.view == "check" and "^k when they are back" in seen.said
        await seen.press("ctrl+k")
        await seen.type_line("L")
        assert seen.disk().caucuses[0].ended is not None
        for key, answers in (("f6", ("Room", "", "", "", "")), ("f7", ("Swap", "")), ("f8", ("Six", "a"))):
            await seen.press(key)
            await seen.type_line(*answers)
        after = seen.disk()
        assert (len(after.parked), len(after.options), len(after.issue.facts)) == (2, 1, 1)
        assert seen.view == "check" and after.stage == "consensus"


async def test_a_letter_acts_only_on_the_page_that_shows_it(tmp_path: Path) -> None:
    async with running(tmp_path, *begun(NEED, *WORDS, stage="options")) as seen:
        before = seen.path.read_bytes()
        await seen.to_list()
        for page, others in (("", "itwnf"), ("h", "itwnf"), ("s", "wnf"), ("d", "itwf"), ("o", "itwn")):
            await seen.press("!", *page)
            about = seen.app.now.look.about
            await seen.press(*others)
            assert (seen.view, seen.app.now.look.about) == ("rescue", about), page
            named = [word for _, _, word in (hint.partition(" ") for hint in seen.hint.split("  "))]
            assert page == "s" or ("interests" not in named and "trial" not in named)
            await seen.press("escape")
        assert seen.path.read_bytes() == before and seen.view == "options"
