"""The issue on the screen: stories, facts, the question and who finds it good enough."""

from __future__ import annotations

from pathlib import Path

import pytest

from ibps.core.record.issue import FactStatus, Raised, Route
from ibps.core.stages.issue import AgreeIssue, StateFact, TellStory, WordIssue
from tests.ui.asking import clear, each_leaves, refuses, unsaved
from tests.ui.kit import begun, on, running

ASKED = WordIssue(text="How can we vary cover in a way that keeps leave clear?")
FACT = StateFact(text="Eleven evenings had no lead")


async def test_stories_first_then_the_question(tmp_path: Path) -> None:
    async with running(tmp_path, *begun(stage="issue")) as seen:
        assert seen.prompt == "[Story L]"
        await seen.type_line("Nobody knows whom to ask.")
        await seen.press("tab")
        assert seen.prompt == "[Story M]"
        await seen.type_line("Leads never see the evening.")
        assert [(s.party, s.text) for s in seen.disk().issue.stories] == [
            ("L", "Nobody knows whom to ask."),
            ("M", "Leads never see the evening."),
        ]
        await seen.press("tab")
        assert seen.prompt == "[Question]"
        await seen.type_line("How can we vary cover in a way that keeps leave clear?")
        question = seen.disk().issue.question
        assert question is not None and question.version == 1
        assert seen.question.startswith("How can we vary cover in a way that keeps leave clear?")


async def test_after_the_question_the_line_is_for_the_question(tmp_path: Path) -> None:
    """Whoever goes on typing after the question must not tell a story by accident."""
    async with running(tmp_path, *begun(stage="issue")) as seen:
        await seen.slot("Question")
        await seen.type_line("How can we vary cover?")
        assert seen.prompt == "[Question]"


async def test_a_question_in_new_words_wants_every_ok_again(tmp_path: Path) -> None:
    async with running(tmp_path, *begun(ASKED, AgreeIssue(party="L"), stage="issue")) as seen:
        assert seen.row("question").tail == "L ✓ M ·"
        await seen.verb("e", on="question")
        assert seen.typed == ASKED.text
        await clear(seen)
        await seen.type_line("How can we share evenings?", "shorter")
        issue = seen.disk().issue
        assert [w.text for w in issue.wordings] == [ASKED.text, "How can we share evenings?"]
        assert issue.wordings[1].reason == "shorter" and issue.wordings[1].ok == ()
        assert issue.wordings[0].ok == ("L",) and seen.row("question").tail == "L · M ·"
        assert "each party says OK again" in seen.said


async def test_parties_find_the_question_good_enough(tmp_path: Path) -> None:
    async with running(tmp_path, *begun(stage="issue")) as seen:
        await seen.verb("o")
        await seen.type_line("L")
        assert "There is no question yet" in seen.said and seen.typed == "L"
    async with running(tmp_path, *begun(ASKED, stage="issue"), title="Another") as seen:
        await seen.verb("o")
        await refuses(seen, "Q", "L X", "")
        await seen.type_line("l, management")
        question = seen.disk().issue.question
        assert question is not None and question.ok == ("L", "M")
        await seen.verb("o")
        await seen.type_line("L")
        assert "has already said" in seen.said and seen.typed == "L"


async def test_facts_agreed_disputed_and_to_find_out(tmp_path: Path) -> None:
    async with running(tmp_path, *begun(FACT, FACT, FACT, stage="issue")) as seen:
        await seen.verb("g", on="F1")
        await seen.verb("d", on="F2")
        await seen.type_line("Ana and Dana")
        await refuses(seen, "30 feb", "soon")
        await seen.type_line("28 mar")
        await seen.verb("f", on="F3")
        await seen.type_line("", "")
        one, two, three = seen.disk().issue.facts
        assert [f.status for f in (one, two, three)] == [
            FactStatus.AGREED,
            FactStatus.DISPUTED,
            FactStatus.TO_FIND_OUT,
        ]
        assert (two.brings, two.due) == ("Ana and Dana", on(3, 28))
        assert (three.brings, three.due) == ("", None)
        assert seen.row("F1").tail == "✓ agreed" and seen.row("F2").tail == "≠ disputed"
        assert seen.row("F2").note == "Ana and Dana brings it · by 28 Mar 2026"


@pytest.mark.parametrize("letter", "gdf")
async def test_what_is_done_to_a_fact_wants_a_fact(tmp_path: Path, letter: str) -> None:
    async with running(tmp_path, *begun(ASKED, FACT, stage="issue")) as seen:
        await seen.verb(letter, on="question")
        assert seen.said == "Choose a fact first, with the arrows or its number." and not seen.asking


async def test_a_fact_is_put_better_and_a_story_stays(tmp_path: Path) -> None:
    story = TellStory(party="L", text="Nobody knows.")
    async with running(tmp_path, *begun(FACT, story, stage="issue")) as seen:
        await seen.verb("e", on="F1")
        assert seen.typed == FACT.text
        await seen.type_line(" last month")
        fact = seen.disk().issue.facts[0]
        assert fact.text == f"{FACT.text} last month" and fact.earlier == (FACT.text,)
        before = seen.path.read_bytes()
        await seen.verb("e", on="story-0")
        assert seen.said.startswith("A story stays as it was told.") and seen.path.read_bytes() == before


async def test_what_is_inside_and_outside(tmp_path: Path) -> None:
    async with running(tmp_path, *begun(stage="issue")) as seen:
        await seen.verb("i")
        await refuses(seen, "", "   ")
        await seen.type_line("Evenings")
        await seen.verb("u")
        await seen.type_line("Night shift")
        issue = seen.disk().issue
        assert (issue.scope_in, issue.scope_out) == (("Evenings",), ("Night shift",))
        assert seen.sees("inside Evenings") and seen.sees("outside Night shift")


async def test_where_the_matter_belongs(tmp_path: Path) -> None:
    async with running(tmp_path, *begun(stage="issue")) as seen:
        await seen.verb("r")
        await refuses(seen, "somewhere", "a", "")
        await seen.type_line("a contract")
        await refuses(seen, "the roof")
        await seen.type_line("f")
        issue = seen.disk().issue
        assert (issue.route, issue.raised) == (Route.CONTRACTUAL, Raised.FLOOR)
        assert seen.sees("This is a contract matter.") and seen.sees("from the floor")


async def test_esc_leaves_every_question(tmp_path: Path) -> None:
    async with running(tmp_path, *begun(ASKED, FACT, stage="issue")) as seen:
        await each_leaves(
            seen,
            [
                ("o", ""),
                ("d", "F1"),
                ("f", "F1"),
                ("i", ""),
                ("u", ""),
                ("r", ""),
                ("e", "F1"),
                ("e", "question"),
            ],
        )


async def test_a_disk_that_takes_nothing(tmp_path: Path) -> None:
    async with running(tmp_path, *begun(ASKED, stage="issue")) as seen:
        await seen.slot("Story L")
        await unsaved(seen, "Nobody knows whom to ask.")
        await seen.verb("i")
        await unsaved(seen, "Evenings")
        assert seen.disk().issue.scope_in == ("Evenings",)
        # The first answers of a question in several parts are not lost with the last one either.
        await seen.verb("e", on="question")
        await clear(seen)
        await unsaved(seen, "How can we share evenings?", "shorter")
        question = seen.disk().issue.question
        assert question is not None and question.reason == "shorter"
        assert question.text == "How can we share evenings?"
