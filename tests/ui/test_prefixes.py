"""A letter and a colon before a line: it goes to that party at once, and the line stays there."""

from __future__ import annotations

from pathlib import Path

import pytest

from ibps.core.journal import Journal
from ibps.core.stages.issue import AgreeIssue, WordIssue
from ibps.store.session_file import SessionFile
from tests.ui.kit import begun, running


async def test_a_party_before_the_colon_and_the_line_follows(tmp_path: Path) -> None:
    async with running(tmp_path, *begun(stage="interests")) as seen:
        assert seen.sees("M: the party")
        await seen.type_line("know who approves", "M: cover when someone is out", "fair weekends")
        found = [(i.party, i.text) for i in seen.disk().interests]
        assert found == [
            ("L", "know who approves"),
            ("M", "cover when someone is out"),
            ("M", "fair weekends"),
        ]
        assert seen.prompt == "[M]" and seen.sees("L: the party")
        await seen.type_line("Labor:")
        assert seen.prompt == "[L]" and len(seen.disk().interests) == 3 and seen.typed == ""
        await seen.type_line("Lab: results are late")
        assert seen.disk().interests[-1].text == "Lab: results are late"


async def test_a_paste_of_both_parties_in_one_save_and_undone_one_by_one(tmp_path: Path) -> None:
    async with running(tmp_path, *begun(stage="interests")) as seen:
        await seen.paste("L: one\n- two\n\nM: three\n- four\n")
        await seen.press("enter")
        assert [(i.party, i.text) for i in seen.disk().interests] == [
            ("L", "one"), ("L", "two"), ("M", "three"), ("M", "four"),
        ]  # fmt: skip
        assert seen.said == "4 lines, one entry each. ^u takes back one after the other."
        await seen.press("ctrl+u")
        assert seen.said == "Taken back: I4 Management: four"
        await seen.press("ctrl+u")
        assert [i.text for i in seen.disk().interests] == ["one", "two"]
        await seen.press("ctrl+r", "ctrl+r")
        assert [i.number for i in seen.disk().interests] == ["I1", "I2", "I3", "I4"]


async def test_two_hundred_lines_are_one_save(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    saves: list[int] = []
    async with running(tmp_path, *begun(stage="options")) as seen:
        whole = SessionFile.save

        def save(shelf: SessionFile, journal: Journal) -> None:
            saves.append(len(journal.entries))
            whole(shelf, journal)

        monkeypatch.setattr(SessionFile, "save", save)
        await seen.paste("\n".join(f"{at}. idea {at}" for at in range(1, 201)))
        await seen.press("enter")
        assert len(saves) == 1
        assert [o.text for o in seen.disk().options] == [f"idea {at}" for at in range(1, 201)]
        assert seen.typed == ""


async def test_a_paste_that_was_not_saved_stands_on_the_line_again(tmp_path: Path) -> None:
    async with running(tmp_path, *begun(stage="interests")) as seen:
        text = "L: one\nM: two"
        seen.break_disk()
        await seen.paste(text)
        await seen.press("enter")
        assert "NOT SAVED" in seen.status
        assert seen.typed == text and seen.prompt == "[L]" and not seen.disk().interests
        seen.mend_disk()
        await seen.press("enter")
        assert [i.party for i in seen.disk().interests] == ["L", "M"] and seen.prompt == "[M]"


async def test_names_go_to_the_party_before_the_colon(tmp_path: Path) -> None:
    async with running(tmp_path, *begun()) as seen:
        await seen.type_line("M: Fay Ito, lead", "Gus")
        assert [(p.name, p.party) for p in seen.disk().people[-2:]] == [("Fay Ito", "M"), ("Gus", "M")]
        await seen.paste("L: Hal\nIvy\nManagement: Jon, advises")
        await seen.press("enter")
        assert [(p.name, p.party) for p in seen.disk().people[-3:]] == [
            ("Hal", "L"), ("Ivy", "L"), ("Jon", "M"),
        ]  # fmt: skip
        assert seen.disk().here >= {5, 6, 7, 8, 9}


async def test_stories_facts_and_the_question(tmp_path: Path) -> None:
    async with running(tmp_path, *begun(stage="issue")) as seen:
        await seen.type_line("M: we are short", "and late", "question: How can we share evenings?")
        issue = seen.disk().issue
        assert [(s.party, s.text) for s in issue.stories] == [("M", "we are short"), ("M", "and late")]
        assert issue.question is not None and issue.question.text == "How can we share evenings?"
        assert seen.prompt != "[Question]", "a stray line must not replace the question"
        await seen.type_line("Fact: six people", "a second one")
        assert [f.text for f in seen.disk().issue.facts] == ["six people", "a second one"]
        assert seen.prompt == "[Fact]"


async def test_a_question_that_was_agreed_to_is_not_replaced_by_a_prefix_alone(tmp_path: Path) -> None:
    acts = (WordIssue(text="How can we share evenings?"), AgreeIssue(party="L"))
    async with running(tmp_path, *begun(*acts, stage="issue")) as seen:
        await seen.paste("fact: six people\nquestion: How can we share\nmornings?")
        await seen.press("enter")
        assert "people agreed to" in seen.said and not seen.disk().issue.facts
        await seen.press("enter")
        issue = seen.disk().issue
        assert issue.question is not None and issue.question.text == "How can we share mornings?"
        assert [f.text for f in issue.facts] == ["six people"] and seen.prompt == "[Fact]"


async def test_closing_by_the_word_before_the_colon(tmp_path: Path) -> None:
    async with running(tmp_path, *begun(stage="closing")) as seen:
        await seen.type_line("Post it @Ana by 28 Mar", "measure: unfilled shifts", "tell: we try it")
        await seen.type_line("keep: short rounds", "change: start on time", "Action: print it")
        record = seen.disk()
        assert [a.text for a in record.actions] == ["Post it", "print it"]
        assert record.actions[0].owners == (1,)
        assert [m.text for m in record.measures] == ["unfilled shifts"]
        assert [m.text for m in record.messages] == ["we try it"]
        said = [(one.text, one.keep) for one in record.feedback]
        assert said == [("short rounds", True), ("start on time", False)]
        assert seen.prompt == "[Action]"
