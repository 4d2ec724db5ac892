"""Hints on the screen: under what they are about, put away for good, back when the words are new."""

from __future__ import annotations

from pathlib import Path

from ibps.core.stages.interests import StateInterest
from ibps.core.stages.issue import WordIssue
from ibps.ui.window.keeping import leave_session
from tests.ui.kit import Seen, begun, running

LEADS = StateInterest(party="L", text="Two more leads at night")
TECHS = StateInterest(party="M", text="Hire three techs")
HINT = '? I1 "Two more leads at night" may be a position, one answer of several. What would it give you?'


def hints(seen: Seen) -> list[str]:
    return [row.text for row in seen.rows if row.kind == "hint"]


async def test_a_hint_stands_under_its_line_and_goes_for_these_words(tmp_path: Path) -> None:
    async with running(tmp_path, *begun(LEADS, TECHS, stage="interests")) as seen:
        keys = [row.key for row in seen.rows]
        assert seen.rows[keys.index("I1") + 1].text == HINT
        assert HINT.replace("I1", "I2").replace("Two more leads at night", "Hire three techs") in hints(seen)
        await seen.verb("h", on="I1")
        assert "(w k)" in seen.asking
        await seen.type_line("w")
        assert HINT not in hints(seen) and len(hints(seen)) == 1
        assert "Put away for these words" in seen.said
        assert not any("Two more leads" in path.read_text() for path in (tmp_path / "state").rglob("*.json"))
        before = seen.disk()
        await seen.verb("h", on="I1")
        await seen.type_line("b")
        assert HINT in hints(seen) and seen.disk() == before, "it is no fact of the meeting"


async def test_new_words_bring_the_hint_back(tmp_path: Path) -> None:
    async with running(tmp_path, *begun(LEADS, stage="interests")) as seen:
        await seen.verb("h", on="I1")
        await seen.type_line("w")
        assert not [text for text in hints(seen) if "position" in text]
        await seen.verb("e", on="I1")
        await seen.type_line(" and on weekends")
        assert [text for text in hints(seen) if "position" in text]


async def test_a_kind_put_away_stays_away_in_another_session_and_another_day(tmp_path: Path) -> None:
    async with running(tmp_path, *begun(LEADS, TECHS, stage="interests")) as seen:
        await seen.verb("h", on="I2")
        await seen.type_line("k")
        assert hints(seen) == []
    async with running(tmp_path, *begun(LEADS, stage="interests")) as again:
        assert hints(again) == ["? Nothing from Management yet. What does a good answer need to do for them?"]
        await again.verb("h", on="I1")
        await again.type_line("b")
        assert HINT in hints(again)


async def test_words_put_away_stay_away_when_the_session_is_opened_again(tmp_path: Path) -> None:
    async with running(tmp_path, *begun(LEADS, TECHS, stage="interests")) as seen:
        await seen.verb("h", on="I1")
        await seen.type_line("w")
        file = seen.app.session
        seen.app.begin(lambda: leave_session(seen.app))
        seen.app.open(file)
        await seen.settle()
        assert len(hints(seen)) == 1 and HINT not in hints(seen)


async def test_hints_on_the_question_are_of_its_line(tmp_path: Path) -> None:
    asked = WordIssue(text="Should we hire two nurses?")
    async with running(tmp_path, *begun(asked, stage="issue")) as seen:
        keys = [row.key for row in seen.rows]
        assert "may be an answer inside the question" in seen.rows[keys.index("question") + 1].text
        await seen.verb("h", on="question")
        await seen.type_line("w")
        assert hints(seen) == []


async def test_a_line_without_a_hint_says_so(tmp_path: Path) -> None:
    rest = StateInterest(party="L", text="A real break")
    async with running(tmp_path, *begun(rest, stage="interests")) as seen:
        await seen.verb("h", on="I1")
        assert seen.said == "There is no hint on the wording of this line." and not seen.asking


async def test_a_hint_that_cannot_be_kept_away_is_away_for_now_and_it_is_said(tmp_path: Path) -> None:
    async with running(tmp_path, *begun(LEADS, TECHS, stage="interests")) as seen:
        (tmp_path / "state").mkdir(exist_ok=True)
        (tmp_path / "state" / "hints").write_text("in the way")
        await seen.verb("h", on="I1")
        await seen.type_line("w")
        assert HINT not in hints(seen) and "could not be kept" in seen.said
