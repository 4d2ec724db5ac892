"""The check on the screen: each person by name, one key for one person, nothing decided by silence."""

from __future__ import annotations

import string
from collections.abc import Sequence
from pathlib import Path

import pytest

from ibps.core.record.consensus import CheckKind
from ibps.core.record.decisions import DecisionState
from ibps.core.record.people import Voice
from ibps.core.record.terms import FIST_TO_FIVE, GRADIENTS, THUMBS, Scale, Terms
from ibps.core.stages.consensus import ReadAloud, WordProposal
from ibps.core.stages.opening import ChangePerson, NameParty
from ibps.core.value import Act
from ibps.ui.actions import actions_for
from tests.ui.asking import refuses, unsaved
from tests.ui.kit import ANA, BO, DANA, ELI, Seen, begun, on, running

WORDS = (WordProposal(text="Trial rotation on evenings."), ReadAloud(proposal="P1"))


def ready(*more: Act, scale: Scale = THUMBS, here: Sequence[int] = (1, 2, 3, 4)) -> tuple[Act, ...]:
    return begun(*WORDS, *more, stage="consensus", terms=Terms(scale=scale), here=here)


def levels(seen: Seen) -> dict[int, str]:
    """Everyone's answer in the file."""
    return {given.person: given.level for given in seen.disk().checks[-1].latest().values()}


def below(seen: Seen) -> str:
    """What stands under the list: where the keys are named."""
    return " ".join(seen.see()[seen.app.room.items.region.bottom :])


async def open_check(seen: Seen, letter: str = "c") -> None:
    await seen.verb(letter, on="P1")
    assert seen.view == "check"


async def test_one_key_is_one_answer_of_the_person_pointed_at(tmp_path: Path) -> None:
    async with running(tmp_path, *ready()) as seen:
        await open_check(seen)
        assert seen.selected == "person-1"
        await seen.press("u")
        assert levels(seen) == {ANA: "up"} and seen.row("person-1").tail == "▲ support"
        await seen.press("4", "l")
        assert levels(seen) == {ANA: "up", ELI: "sideways"}
        await seen.press("up", "up", "-")
        # Nobody who is in the room is absent: it means that they left.
        assert seen.row("person-2").tail == "— absent" and seen.disk().here == {ANA, DANA, ELI}
        assert levels(seen) == {ANA: "up", ELI: "sideways"}
        await seen.press("u")
        assert "is not here now" in seen.said and BO not in levels(seen)
        await seen.press("p", "u")
        assert levels(seen) == {ANA: "up", ELI: "sideways", BO: "up"} and BO in seen.disk().here
        await seen.press("3", "n")
        assert levels(seen)[DANA] == "no_response" and seen.row("person-3").tail == "… no answer"


@pytest.mark.parametrize("key", ["u", "l", "d", "-", "n"])
async def test_a_key_held_down_answers_for_one_person_only(tmp_path: Path, key: str) -> None:
    async with running(tmp_path, *ready()) as seen:
        await open_check(seen)
        await seen.type(key * 30)
        assert set(levels(seen)) <= {ANA}
        assert seen.selected == "person-1"


async def test_enter_goes_to_the_next_without_an_answer_and_round_again(tmp_path: Path) -> None:
    async with running(tmp_path, *ready()) as seen:
        await open_check(seen)
        await seen.press("u", "enter")
        assert seen.selected == "person-2"
        await seen.press("4", "u", "enter")
        assert seen.selected == "person-2"
        await seen.press("l", "enter", "l", "enter")
        assert seen.said.startswith("Everyone here has answered. x closes the check.")


async def test_the_cursor_stays_with_the_person_through_all_that_is_not_an_answer(tmp_path: Path) -> None:
    """An answer must never land on somebody else because the window or the light changed."""
    async with running(tmp_path, *ready()) as seen:
        await open_check(seen)
        await seen.press("u", "4")
        for key in ("ctrl+l", "x", "f9", "space", "w", "escape", "f4", "escape", "f1", "escape"):
            await seen.press(key)
            if seen.view == "check":
                assert seen.selected == "person-4", key
        await seen.resize(70, 22)
        assert seen.view == "check" and seen.selected == "person-4"


async def test_a_changed_answer_keeps_the_earlier_one(tmp_path: Path) -> None:
    async with running(tmp_path, *ready()) as seen:
        await open_check(seen)
        await seen.press("u", "l")
        assert [g.level for g in seen.disk().checks[0].given] == ["up", "sideways"]
        assert "answer changed; the earlier one is kept" in seen.row("person-1").note


async def test_cannot_is_on_the_disk_before_anyone_is_asked_why(tmp_path: Path) -> None:
    async with running(tmp_path, *ready()) as seen:
        await open_check(seen)
        await seen.press("3", "d")
        assert seen.asking.startswith("Dana, in your own words") and levels(seen) == {DANA: "down"}
        await seen.type_line("Nobody answers leave", "")
        given = seen.disk().checks[0].latest()[DANA]
        assert (given.level, given.note, given.would_change) == ("down", "Nobody answers leave", "")
        assert seen.row("person-3").note == "Nobody answers leave"
        await seen.press("c")
        assert seen.typed == "Nobody answers leave"
        await seen.type_line("", "Name the day lead")
        assert seen.disk().checks[0].latest()[DANA].would_change == "Name the day lead"


async def test_esc_leaves_the_question_and_not_the_check(tmp_path: Path) -> None:
    async with running(tmp_path, *ready()) as seen:
        await open_check(seen)
        await seen.press("3", "d", "escape")
        assert not seen.asking and seen.view == "check" and levels(seen) == {DANA: "down"}
        await seen.press("4", "u")
        assert levels(seen) == {DANA: "down", ELI: "up"}


async def test_there_is_always_a_way_back_to_an_open_check(tmp_path: Path) -> None:
    """Esc leaves the check for the stage, as it leaves every view; asking goes on where it stood."""
    async with running(tmp_path, *ready()) as seen:
        await open_check(seen)
        await seen.press("u", "escape")
        if seen.view == "consensus":
            await seen.press("c")
        assert seen.view == "check" and levels(seen) == {ANA: "up"}
        assert len(seen.disk().checks) == 1


async def test_a_concern_wants_an_answer_first(tmp_path: Path) -> None:
    async with running(tmp_path, *ready()) as seen:
        await open_check(seen)
        await seen.press("2", "c")
        assert seen.said.startswith("Bo has not answered yet.") and not seen.asking
        await seen.press("l", "c")
        await seen.type_line("Short notice", "Two weeks ahead")
        given = seen.disk().checks[0].latest()[BO]
        assert (given.level, given.note) == ("sideways", "Short notice")
        assert given.would_change == "Two weeks ahead"


async def test_the_words_are_one_key_away_and_back(tmp_path: Path) -> None:
    async with running(tmp_path, *ready()) as seen:
        await open_check(seen)
        await seen.press("u", "w")
        assert seen.view == "words" and seen.sees("Trial rotation on evenings.")
        assert seen.banner.startswith("DECIDING NOW · P1 v1")
        await seen.press("enter")
        assert seen.view == "check" and levels(seen) == {ANA: "up"}


async def test_closing_with_answers_missing_wants_the_key_twice_and_decides_nothing(tmp_path: Path) -> None:
    async with running(tmp_path, *ready()) as seen:
        await open_check(seen)
        await seen.press("u", "enter", "u", "x")
        assert "2 people have not answered" in seen.said and seen.disk().open_check is not None
        await seen.press("enter", "u", "x")
        # Another answer in between: what was armed before is not armed any more.
        assert "1 person has not answered" in seen.said and seen.disk().open_check is not None
        await seen.press("x")
        decision = seen.disk().decisions[0]
        assert decision.state is DecisionState.INCOMPLETE and seen.view == "result"
        assert seen.sees("INCOMPLETE 14 Mar 2026") and seen.sees("Nothing was decided.")
        assert not seen.sees("CONSENSUS 14 Mar")


async def test_silence_never_becomes_a_yes(tmp_path: Path) -> None:
    async with running(tmp_path, *ready()) as seen:
        await open_check(seen)
        await seen.press("u", "enter", "n", "3", "u", "4", "u", "x", "x")
        assert seen.disk().decisions[0].state is DecisionState.INCOMPLETE


async def test_consensus_and_the_way_on(tmp_path: Path) -> None:
    async with running(tmp_path, *ready()) as seen:
        await open_check(seen)
        await seen.press("u", "2", "l", "3", "u", "4", "u")
        assert seen.sees("Everyone here has answered.")
        await seen.press("x")
        assert seen.disk().decisions[0].state is DecisionState.AGREED
        assert seen.view == "result" and seen.banner == "✓ DECIDED"
        assert seen.sees("CONSENSUS 14 Mar 2026, P1 v1: 4 of 4 present answered")
        assert seen.sees("(3 support, 1 can live with it)")
        await seen.press("enter")
        assert seen.view == "consensus" and seen.row("D1").tail == "✓ DECIDED"


async def test_esc_on_the_result_goes_to_the_stage_too(tmp_path: Path) -> None:
    async with running(tmp_path, *ready()) as seen:
        await open_check(seen)
        await seen.press("x", "x", "escape")
        assert seen.view == "consensus"


async def test_absent_and_waited_for_or_not(tmp_path: Path) -> None:
    async with running(tmp_path, *ready()) as seen:
        await open_check(seen)
        await seen.press("u", "2", "-", "3", "u", "4", "u", "x")
        assert seen.asking.startswith("Bo is absent. Wait for their yes?")
        await refuses(seen, "maybe", "30 feb")
        assert seen.disk().open_check is not None
        await seen.type_line("")
        assert seen.disk().decisions[0].state is DecisionState.AGREED
        await seen.press("enter")


async def test_a_cochair_who_is_absent_and_not_waited_for_means_incomplete(tmp_path: Path) -> None:
    async with running(tmp_path, *ready()) as seen:
        await open_check(seen)
        await seen.press("u", "2", "u", "3", "-", "4", "u", "x")
        await seen.type_line("")
        assert seen.disk().decisions[0].state is DecisionState.INCOMPLETE
        assert seen.sees("Co-chair Dana has not answered.")


async def test_a_party_nobody_speaks_for_is_waited_for_by_a_date(tmp_path: Path) -> None:
    async with running(tmp_path, *ready(NameParty(letter="P", name="Physicians"))) as seen:
        await open_check(seen)
        await seen.press("u", "2", "u", "3", "u", "4", "u", "x")
        assert seen.asking.startswith("Physicians is not here. They answer by when?")
        await seen.type_line("fri")
        decision = seen.disk().decisions[0]
        assert decision.state is DecisionState.TENTATIVE
        assert [(c.party, c.due) for c in decision.waiting] == [("P", on(3, 20))]


async def test_somebody_who_does_not_decide_is_not_asked(tmp_path: Path) -> None:
    async with running(tmp_path, *ready(ChangePerson(person=BO, voice=Voice.OBSERVES))) as seen:
        await open_check(seen)
        asked = [row.key for row in seen.rows if row.key.startswith("person-")]
        assert asked == ["person-1", "person-3", "person-4"]


async def test_a_temperature_check_never_decides(tmp_path: Path) -> None:
    async with running(tmp_path, *ready()) as seen:
        await open_check(seen, "t")
        assert seen.banner == "TEMPERATURE ONLY, NOT A DECISION · P1 v1"
        await seen.press("u", "2", "u", "3", "d")
        assert not seen.asking
        await seen.press("4", "u", "x")
        record = seen.disk()
        assert record.checks[0].kind is CheckKind.TEMPERATURE and not record.decisions
        assert seen.view == "result" and seen.banner == "TEMPERATURE ONLY, NOT A DECISION"
        assert not seen.sees("CONSENSUS 14")


async def test_the_answers_are_named_whatever_was_said_last(tmp_path: Path) -> None:
    async with running(tmp_path, *ready()) as seen:
        await open_check(seen)
        for key in ("u", "enter", "-", "p", "3", "c", "x"):
            await seen.press(key)
            for words in ("u ▲ support", "l ▶ can live with it", "d ▼ cannot"):
                assert words in below(seen), (key, seen.said)


@pytest.mark.parametrize("scale", [THUMBS, FIST_TO_FIVE, GRADIENTS], ids=lambda scale: str(scale.name))
async def test_every_level_of_every_scale_has_its_key_and_its_words(tmp_path: Path, scale: Scale) -> None:
    async with running(tmp_path, *ready(scale=scale), size=(200, 40)) as seen:
        await open_check(seen)
        for level in scale.levels:
            assert f"{level.key} " in below(seen) and level.label in below(seen)
            await seen.press("1", level.key)
            assert levels(seen) == {ANA: level.name}
            if seen.asking:
                await seen.type_line("", "")
            assert level.label in seen.row("person-1").tail


async def test_no_key_answers_for_several_people(tmp_path: Path) -> None:
    """Every key of the view, and every letter there is: at most one more answer each."""
    async with running(tmp_path, *ready()) as seen:
        await open_check(seen)
        keys = {action.key for action in actions_for("check")} | set(
            string.ascii_lowercase + "0123456789-+*!"
        )
        for key in sorted(keys - {"ctrl+q", "ctrl+u", "ctrl+r"}):
            before = len(seen.disk().checks[0].given)
            await seen.press(key)
            assert len(seen.disk().checks[0].given) <= before + 1, key
            assert len(seen.disk().checks) == 1 and seen.disk().open_check is not None, key
            for _ in range(4):
                if not seen.asking and seen.view == "check":
                    break
                await seen.press("c" if seen.view == "consensus" else "escape")
            assert seen.view == "check" and not seen.asking, key


async def test_undo_in_the_check_takes_back_one_answer_and_then_the_check(tmp_path: Path) -> None:
    async with running(tmp_path, *ready()) as seen:
        await open_check(seen)
        await seen.press("u", "2", "l", "ctrl+u")
        assert levels(seen) == {ANA: "up"} and seen.view == "check"
        assert seen.said.startswith("Taken back: Bo") and seen.selected == "person-2"
        await seen.press("ctrl+u", "ctrl+u")
        assert not seen.disk().checks and seen.view == "consensus"


async def test_a_disk_that_takes_nothing(tmp_path: Path) -> None:
    async with running(tmp_path, *ready()) as seen:
        await open_check(seen)
        seen.break_disk("disk full")
        await seen.press("u")
        assert "NOT SAVED: disk full" in seen.status and levels(seen) == {}
        assert seen.row("person-1").tail == "· not asked"
        seen.mend_disk()
        await seen.press("u")
        assert "NOT SAVED" not in seen.status and levels(seen) == {ANA: "up"}
        await seen.press("3", "d")
        await unsaved(seen, "Too fast", "Two weeks")
        assert seen.disk().checks[0].latest()[DANA].would_change == "Two weeks"
        await seen.press("2", "u", "4", "-")
        seen.break_disk("disk full")
        await seen.press("x")
        assert seen.view == "check" and "NOT SAVED" in seen.status and seen.disk().open_check is not None


async def test_a_statement_is_put_on_record_with_the_result(tmp_path: Path) -> None:
    async with running(tmp_path, *ready()) as seen:
        await open_check(seen)
        await seen.press("u", "2", "u", "3", "d", "escape", "4", "u", "x")
        assert seen.view == "result" and seen.banner == "✗ NOT DECIDED"
        await seen.press("s")
        assert seen.asking == "Whose statement? 3 Dana" and seen.typed == "Dana"
        await seen.type_line("", "Nights have no say in this.", "")
        one = seen.disk().decisions[0].minority[0]
        assert (one.person, one.text, one.on) == (DANA, "Nights have no say in this.", on(3, 14))
        assert seen.view == "result" and seen.said == "Kept with D1, in Dana's words."
        assert seen.sees("Dana, on record: “Nights have no say in this.”")
        await seen.press("enter")
        assert seen.view == "consensus"


async def test_no_statement_where_everyone_said_yes_or_nothing_was_decided(tmp_path: Path) -> None:
    async with running(tmp_path, *ready()) as seen:
        await open_check(seen, "t")
        await seen.press("u", "2", "u", "3", "d", "4", "u", "x", "s")
        assert not seen.asking and "so there is nothing to put beside it" in seen.said
        await seen.press("enter")
        await open_check(seen)
        await seen.press("u", "2", "u", "3", "u", "4", "u", "x", "s")
        assert not seen.asking and seen.said == "Nobody who answered on D1 said anything but yes."


async def test_a_result_closed_by_a_slip_of_the_finger_is_taken_back_into_the_check(tmp_path: Path) -> None:
    async with running(tmp_path, *ready()) as seen:
        await open_check(seen)
        await seen.press("u", "enter", "u", "enter", "u", "enter", "u", "x")
        assert seen.view == "result" and "undo" in seen.hint
        await seen.press("ctrl+u")
        assert seen.view == "result" and "again takes this back" in seen.said
        await seen.press("ctrl+u")
        assert seen.view == "check" and len(levels(seen)) == 4 and not seen.disk().decisions
        await seen.press("x")
        assert seen.view == "result" and seen.disk().decisions[0].state is DecisionState.AGREED


async def test_the_words_alone_are_left_when_they_are_taken_back(tmp_path: Path) -> None:
    async with running(tmp_path, *ready()) as seen:
        await seen.verb("r", on="P1")
        assert seen.view == "words" and "undo" in seen.hint
        await seen.press("ctrl+u")
        assert seen.view == "words" and "read aloud" in seen.said
        await seen.press("ctrl+u")
        assert seen.view == "consensus" and not seen.disk().proposals
        await seen.press("ctrl+r")
        assert seen.disk().proposals[0].versions
