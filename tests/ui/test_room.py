"""The room itself: unsent text is never lost, keys mean what they say, nothing leaves the screen."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from ibps.core.stages.checks import OpenCheck
from ibps.core.stages.consensus import ReadAloud, WordProposal
from ibps.core.stages.interests import StateInterest
from ibps.core.stages.options import AddOption
from ibps.ui.actions import STAGES
from tests.ui.kit import begun, running
from tests.ui.test_fits import fits

NEED = StateInterest(party="L", text="Know who approves my leave")
WORDS = (WordProposal(text="Trial rotation on evenings."), ReadAloud(proposal="P1"))
LONG = "Know who approves my leave, also on evenings, weekends and when two people are out at once. " * 3


# unsent text


async def test_each_stage_keeps_its_own_unsent_text(tmp_path: Path) -> None:
    async with running(tmp_path, *begun()) as seen:
        for stage in STAGES:
            await seen.until(stage, "ctrl+n")
            assert seen.typed == ""
            await seen.type(f"unsent in {stage}")
        for stage in reversed(STAGES):
            assert seen.view == stage and seen.typed == f"unsent in {stage}"
            await seen.press("f3")
        assert all("unsent" not in str(act) for act in seen.acts())


@pytest.mark.parametrize(("there", "back"), [
    ("f1", "escape"), ("f1", "f1"), ("f2", "f2"), ("f2", "escape"), ("f4", "escape"), ("f9", "space"),
    ("f9", "k"), ("f9", "escape"), ("f9", "enter"), ("f9", "f9"), ("f9", "ctrl+n"), ("f9", "4"),
    ("f9", "down"), ("f9", "tab"),
])  # fmt: skip
async def test_unsent_text_survives_other_views(tmp_path: Path, there: str, back: str) -> None:
    async with running(tmp_path, *begun(NEED, stage="interests")) as seen:
        await seen.type("half a thought")
        before = seen.path.read_bytes()
        await seen.press(there)
        assert seen.view != "interests" and not seen.sees("half a thought")
        await seen.press(back)
        assert seen.view == "interests" and seen.typed == "half a thought" and seen.typing
        assert seen.path.read_bytes() == before


async def test_the_blank_screen_shows_nothing_of_the_meeting(tmp_path: Path) -> None:
    async with running(tmp_path, *begun(NEED, stage="interests")) as seen:
        await seen.type("half a thought")
        await seen.press("f9")
        assert seen.sees("Blanked. Nothing is lost. Any key brings it back.")
        for words in ("Know who", "half a thought", "I1", "2 Interests", "Supervisor"):
            assert not seen.sees(words), words


async def test_unsent_text_survives_resizes_while_typing(tmp_path: Path) -> None:
    rng = random.Random(5)
    async with running(tmp_path, *begun(NEED, stage="interests")) as seen:
        written = ""
        for at in range(50):
            await seen.type(LONG[at * 3 : at * 3 + 3])
            written += LONG[at * 3 : at * 3 + 3]
            await seen.resize(rng.randint(60, 200), rng.randint(20, 60))
            assert seen.typed == written and seen.typing
            fits(seen)
            # What is being typed can be seen while it is typed.
            assert written.split()[-1] in " ".join(seen.see())
        await seen.press("enter")
        assert seen.disk().interests[1].text == written.strip()


@pytest.mark.parametrize(("width", "height"), [(59, 19), (59, 24), (80, 19), (20, 5), (1, 1)])
async def test_too_small_a_window_says_the_size_needed_and_keeps_everything(
    tmp_path: Path, width: int, height: int
) -> None:
    async with running(tmp_path, *begun(NEED, stage="interests")) as seen:
        await seen.type("half a thought")
        await seen.resize(width, height)
        if width >= 20:
            assert seen.sees("60 x 20") and not seen.sees("Know who")
        await seen.resize(80, 24)
        assert seen.typed == "half a thought" and seen.typing
        assert seen.sees("Know who approves my leave") and seen.sees("half a thought")
        await seen.type(" ended")
        assert seen.typed == "half a thought ended"


async def test_what_is_typed_from_the_list_in_too_small_a_window_is_text_and_no_verb(tmp_path: Path) -> None:
    async with running(tmp_path, *begun(NEED, stage="interests")) as seen:
        await seen.type("half ")
        await seen.to_list()
        before = seen.path.read_bytes()
        await seen.resize(59, 19)
        await seen.type("axes")
        await seen.resize(80, 24)
        assert seen.typed == "half axes" and seen.typing and not seen.asking
        assert seen.path.read_bytes() == before


async def test_a_question_survives_too_small_a_window(tmp_path: Path) -> None:
    async with running(tmp_path, *begun(NEED, stage="interests")) as seen:
        await seen.press("f6")
        await seen.type_line("On-call pay")
        await seen.type("not ours")
        await seen.resize(59, 19)
        await seen.resize(60, 20)
        assert seen.asking == "Why not now? (Enter skips)" and seen.typed == "not ours" and seen.typing


@pytest.mark.parametrize(
    ("key", "title"),
    [
        ("f6", "Park"), ("f7", "Idea"), ("f8", "Fact"), ("ctrl+k", "Caucus"), ("ctrl+t", "Time"),
        ("ctrl+e", "Who is here"), ("ctrl+y", "Keyboard"), ("f12", "Stop"),
    ],
)  # fmt: skip
async def test_a_question_about_no_line_has_what_was_typed_wherever_it_is_asked_again(
    tmp_path: Path, key: str, title: str
) -> None:
    async with running(tmp_path, *begun(NEED, NEED, stage="interests")) as seen:
        await seen.verb(key, on="I1")
        assert seen.prompt == f"[{title}]"
        await seen.type("half of it")
        await seen.press("escape", "escape")
        await seen.verb(key, on="I2")
        assert seen.typed == "half of it", "another line was chosen meanwhile"
        await seen.press("escape", "escape", "f3")
        await seen.to_list()
        await seen.press(key)
        assert (seen.view, seen.prompt, seen.typed) == ("issue", f"[{title}]", "half of it")


async def test_unsent_text_survives_leaving_and_opening_again(tmp_path: Path) -> None:
    async with running(tmp_path, *begun(NEED, stage="interests")) as seen:
        await seen.type("half a thought")
        await seen.to_list()
        await seen.until("desk", "escape")
        await seen.press("enter", "m")
        assert seen.view == "interests" and seen.typed == "half a thought"
        await seen.press("ctrl+q")
        house, name = seen.house, seen.app.session
        assert seen.app._exit and seen.app.return_value == 0
    assert house.draft(name) == {"interests": "half a thought"}


async def test_unsent_text_of_a_crash_was_kept_on_this_machine(tmp_path: Path) -> None:
    async with running(tmp_path, *begun(NEED, stage="interests")) as seen:
        await seen.press("ctrl+n", "ctrl+n")
        await seen.type("an idea")
        await seen.press("f3")
        await seen.type("a need")
        seen.app.keep_drafts()
        assert seen.house.draft(seen.app.session) == {"options": "an idea", "interests": "a need"}
        await seen.press("enter")
        seen.app.keep_drafts()
        assert seen.house.draft(seen.app.session) == {"options": "an idea"}


async def test_text_sent_is_not_typed_again_on_the_way_back(tmp_path: Path) -> None:
    async with running(tmp_path, *begun(stage="interests")) as seen:
        await seen.type("a need")
        await seen.press("f1", "escape", "enter")
        assert seen.typed == ""
        await seen.press("f1", "escape")
        assert seen.typed == "" and len(seen.disk().interests) == 1


# the focus


async def test_esc_goes_to_the_list_and_typing_goes_back(tmp_path: Path) -> None:
    async with running(tmp_path, *begun(NEED, stage="interests")) as seen:
        assert seen.typing
        await seen.type("half")
        await seen.press("escape")
        assert not seen.typing and seen.typed == "half" and seen.view == "interests"
        assert seen.said == "", "going to the list is not the first half of leaving"
        await seen.press("enter")
        assert seen.typing and seen.typed == "half"
        await seen.press("escape", "a")
        assert seen.typing and seen.typed == "half"
        await seen.press("escape", "z")
        # A letter no action has is text.
        assert seen.typing and seen.typed == "halfz"


async def test_esc_twice_from_typing_does_not_leave_the_meeting(tmp_path: Path) -> None:
    async with running(tmp_path, *begun(NEED, stage="interests")) as seen:
        await seen.press("escape", "escape")
        assert seen.view == "interests" and "Esc again goes to the front desk" in seen.said
        await seen.press("down", "escape")
        if seen.view == "interests":
            await seen.press("escape")
        assert seen.view == "desk"


async def test_letters_are_text_while_typing_and_verbs_in_the_list(tmp_path: Path) -> None:
    async with running(tmp_path, *begun(NEED, stage="interests")) as seen:
        await seen.type("skmexb?/1")
        assert seen.typed == "skmexb?/1" and not seen.asking and seen.view == "interests"
        await seen.press("escape", "?")
        assert seen.view == "help"


async def test_after_a_question_the_focus_is_where_it_was(tmp_path: Path) -> None:
    async with running(tmp_path, *begun(NEED, stage="interests")) as seen:
        await seen.press("f6")
        await seen.type_line("Pay", "", "", "", "")
        assert seen.typing
        await seen.press("escape", "s")
        assert seen.typing
        await seen.type_line("M")
        assert not seen.typing and seen.selected == "I1"


async def test_enter_adds_and_stays(tmp_path: Path) -> None:
    async with running(tmp_path, *begun(stage="interests")) as seen:
        for at in range(1, 4):
            await seen.type_line(f"need {at}")
            assert seen.typing and seen.typed == "" and seen.selected == f"I{at}"
        await seen.type_line("", "   ")
        assert len(seen.disk().interests) == 3


async def test_tab_changes_the_party_and_keeps_the_text(tmp_path: Path) -> None:
    async with running(tmp_path, *begun(stage="interests")) as seen:
        await seen.type("half a need")
        await seen.press("tab")
        assert (seen.prompt, seen.typed) == ("[M]", "half a need")
        await seen.press("enter")
        assert seen.disk().interests[0].party == "M" and seen.prompt == "[M]"


async def test_digits_choose_the_line_of_that_number(tmp_path: Path) -> None:
    many = tuple(AddOption(text=f"Idea {at}") for at in range(1, 31))
    async with running(tmp_path, *begun(*many, stage="options"), size=(60, 20)) as seen:
        await seen.to_list()
        for number in ("4", "12", "30", "7"):
            seen.app.room.items._digits = ""
            await seen.press(*number)
            assert seen.selected == f"O{number}" and seen.sees(f"Idea {number}")
        await seen.press("x")
        assert "Why is O7 not pursued?" in seen.asking


@pytest.mark.parametrize(("there", "back"), [("f1", "escape"), ("f2", "f2"), ("f4", "escape"), ("f9", "x")])
async def test_the_cursor_is_where_it_was_after_another_view(tmp_path: Path, there: str, back: str) -> None:
    many = tuple(AddOption(text=f"Idea {at}") for at in range(1, 31))
    async with running(tmp_path, *begun(*many, stage="options")) as seen:
        await seen.choose("O20")
        await seen.press(there, back)
        assert seen.view == "options" and not seen.typing
        assert seen.selected == "O20" and seen.sees("Idea 20")


# banners


async def test_the_banner_says_what_is_happening_to_the_words(tmp_path: Path) -> None:
    async with running(tmp_path, *begun(AddOption(text="Rotate"), stage="options")) as seen:
        assert seen.banner == "IDEAS · NOTHING IS BEING DECIDED"
        await seen.press("ctrl+n", "ctrl+n", "ctrl+n", "ctrl+n")
        assert seen.view == "consensus" and seen.banner == ""
        await seen.type_line("Rotate on evenings")
        assert seen.banner == "DRAFT TO IMPROVE · NOTHING IS BEING DECIDED"
        await seen.verb("w", on="P1")
        await seen.type_line("", "", "", "", "", "")
        assert seen.banner == "PROPOSAL: WE ARE CONSIDERING THIS WORDING"
        await seen.press("r", "enter", "t")
        assert seen.banner == "TEMPERATURE ONLY, NOT A DECISION · P1 v1"
        await seen.press("x", "x")
        assert seen.banner == "TEMPERATURE ONLY, NOT A DECISION"
        await seen.press("enter", "c")
        assert seen.banner.startswith("DECIDING NOW · P1 v1 · ")


async def test_practice_stands_on_every_view_of_a_practice_session(tmp_path: Path) -> None:
    acts = begun(NEED, AddOption(text="Rotate"), *WORDS, mode="practice")
    async with running(tmp_path, *acts, title="Practice case") as seen:
        for stage in STAGES:
            await seen.until(stage, "ctrl+n")
            assert "PRACTICE" in seen.banner, stage
            for there in ("f1", "f2", "f4", "f9"):
                await seen.press(there)
                if there != "f9":
                    assert "PRACTICE" in seen.banner, (stage, there)
                await seen.press("escape")
        await seen.verb("r")
        assert seen.view == "minutes" and "PRACTICE" in seen.banner
        await seen.press("escape", "f3")
        for key in ("r", "escape", "c", "w", "escape", "x", "x"):
            await seen.press(key)
            assert "PRACTICE" in seen.banner, (key, seen.view)
        assert seen.view == "result"


async def test_a_practice_session_is_shown_as_one_when_it_is_read(tmp_path: Path) -> None:
    acts = begun(NEED, mode="practice", stage="interests")
    async with running(tmp_path, *acts, title="Practice case") as seen:
        name = seen.app.session
        await seen.to_list()
        await seen.until("desk", "escape")
        assert name not in [row.key for row in seen.rows]
        await seen.press("p")
        assert seen.view == "practice" and "PRACTICE" in seen.banner
        await seen.choose(next(row.key for row in seen.rows if row.key.endswith(".json")))
        await seen.press("enter")
        assert seen.view == "reader" and "PRACTICE" in seen.banner
        await seen.press("p")
        assert seen.view == "minutes" and "PRACTICE" in seen.banner
        await seen.press("escape", "m")
        assert seen.view == "interests" and "PRACTICE" in seen.banner


# opening a saved session


async def test_a_saved_session_opens_on_its_answer_from_the_top(tmp_path: Path) -> None:
    words = WordProposal(text="Trial rotation on evenings. " * 8)
    long = (words, ReadAloud(proposal="P1"), OpenCheck(proposal="P1"))
    async with running(tmp_path, *begun(*long, stage="consensus"), size=(60, 20)) as seen:
        await seen.to_list()
        await seen.until("desk", "escape")
        before = next(seen.house.sessions.glob("*.json")).read_bytes()
        await seen.press("enter")
        assert seen.view == "reader" and seen.sees("WHAT WAS DECIDED · Supervisor rotation")
        assert seen.sees("DECIDED: nothing"), "the list begins at its top"
        assert next(seen.house.sessions.glob("*.json")).read_bytes() == before
        for key in ("e", "x", "k", "ctrl+u", "f6", "ctrl+n"):
            await seen.press(key)
            assert seen.view == "reader" and not seen.asking
        assert next(seen.house.sessions.glob("*.json")).read_bytes() == before


async def test_light_and_dark(tmp_path: Path) -> None:
    async with running(tmp_path, *begun(NEED, stage="interests")) as seen:
        await seen.type("half")
        first = seen.app.theme
        await seen.press("ctrl+l")
        assert seen.app.theme != first and seen.typed == "half" and seen.typing
        await seen.press("ctrl+l")
        assert seen.app.theme == first
