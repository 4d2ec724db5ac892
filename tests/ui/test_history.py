"""The history on the screen: every entry as a sentence, and text that both co-chairs take out for good."""

from __future__ import annotations

from pathlib import Path

from ibps.core.redact import MARK
from ibps.core.stages.anytime import Park
from ibps.core.stages.closing import ReadBackMinutes
from ibps.core.stages.issue import TellStory
from ibps.report.history import happened
from tests.ui.asking import refuses
from tests.ui.kit import Seen, begun, running

STORY = "what happened to somebody on nights"
ACTS = begun(TellStory(party="L", text=STORY), stage="issue")


async def history(seen: Seen) -> None:
    await seen.press("f4", "h")
    assert seen.view == "history"


async def test_every_entry_with_number_and_time_opened_at_the_newest(tmp_path: Path) -> None:
    async with running(tmp_path, *ACTS, size=(80, 24)) as seen:
        await seen.press("ctrl+u")
        await history(seen)
        found = [row for row in seen.rows if row.kind == "item"]
        told = list(happened(seen.journal()))
        assert [row.number for row in found] == [str(one.n) for one in told]
        assert [row.tag for row in found] == [f"{one.at:%H:%M}" for one in told]
        back = next(one.n for one in told if not one.stands)
        assert found[back - 1].text == f'(taken back) Labor told: "{STORY}"'
        assert seen.selected == f"entry-{told[-1].n}" and seen.rows[0].text == "14 Mar 2026"
        assert seen.sees(found[-1].text) and not seen.sees(found[0].text)
        await seen.press("1", "2")
        assert seen.selected == "entry-12"
        await seen.press("escape")
        assert seen.view == "answer"


async def test_what_happens_meanwhile_is_there(tmp_path: Path) -> None:
    async with running(tmp_path, *ACTS) as seen:
        await seen.slot("Fact")
        await seen.type_line("Six people")
        await history(seen)
        assert seen.sees("Six people")


async def test_text_goes_for_good_after_a_warning_and_both_names(tmp_path: Path) -> None:
    async with running(tmp_path, *ACTS) as seen:
        entry = next(one.n for one in happened(seen.journal()) if STORY in one.text)
        await history(seen)
        await seen.choose(f"entry-{entry}")
        await seen.press("x")
        assert not seen.asking and "for good" in seen.said and "Attested pages are not reached" in seen.said
        await seen.press("x")
        assert seen.asking.startswith("Which co-chair")
        assert seen.typed == "Ana", "of two co-chairs, both names stand there"
        await refuses(seen, "nobody")
        await seen.type_line("Ana", "", "private")
        assert STORY not in seen.path.read_text(encoding="utf-8")
        assert seen.disk().issue.stories[0].text == MARK and seen.disk().redactions[0].because == "private"
        assert (
            seen.row(f"entry-{entry}").text == f'Labor told: "{MARK}"' and seen.selected == f"entry-{entry}"
        )
        assert (
            seen.rows[-1].text == f"The text of entry {entry} was taken out by Ana and Dana, because private"
        )


async def test_the_second_key_is_for_the_same_entry(tmp_path: Path) -> None:
    acts = begun(TellStory(party="L", text=STORY), TellStory(party="M", text="another story"), stage="issue")
    async with running(tmp_path, *acts) as seen:
        one, two = (n.n for n in happened(seen.journal()) if " told: " in n.text)
        await history(seen)
        for entry in (one, two, one):
            await seen.choose(f"entry-{entry}")
            await seen.press("x")
            assert not seen.asking and f"entry {entry} " in seen.said


async def test_who_may_not_and_what_cannot(tmp_path: Path) -> None:
    async with running(tmp_path, *ACTS) as seen:
        before = seen.path.read_bytes()
        entry = next(one.n for one in happened(seen.journal()) if STORY in one.text)
        await history(seen)
        await seen.choose("entry-2")
        await seen.press("x", "x")
        assert seen.said == "Entry 2 holds no working text to take out." and not seen.asking
        await seen.choose(f"entry-{entry}")
        await seen.press("x", "x")
        await seen.press("enter", "ctrl+a", "ctrl+k")
        await seen.type_line("Bo", "")
        assert "two co-chairs of two parties" in seen.said and seen.path.read_bytes() == before
        await seen.press("enter")
        assert seen.view == "history"


async def test_an_attested_page_is_not_reached(tmp_path: Path) -> None:
    acts = begun(Park(text=STORY), ReadBackMinutes(), stage="closing")
    async with running(tmp_path, *acts) as seen:
        await seen.verb("g")
        await seen.press("a", "enter", "a", "enter")
        entry = next(one.n for one in happened(seen.journal()) if STORY in one.text)
        before = seen.path.read_bytes()
        await history(seen)
        await seen.choose(f"entry-{entry}")
        await seen.press("x", "x")
        await seen.type_line("", "", "")
        assert "is on N1, which is attested and stays" in seen.said and seen.path.read_bytes() == before


async def test_a_draft_loses_the_text_too(tmp_path: Path) -> None:
    acts = begun(Park(text=STORY), ReadBackMinutes(), stage="closing")
    async with running(tmp_path, *acts) as seen:
        entry = next(one.n for one in happened(seen.journal()) if STORY in one.text)
        await history(seen)
        await seen.choose(f"entry-{entry}")
        await seen.press("x", "x")
        await seen.type_line("", "", "")
        assert STORY not in seen.path.read_text(encoding="utf-8")
        assert any(MARK in line for line in seen.disk().minutes[0].page)


async def test_nothing_is_taken_out_while_reading(tmp_path: Path) -> None:
    async with running(tmp_path, *ACTS) as seen:
        before = seen.path.read_bytes()
        await seen.to_list()
        await seen.until("desk", "escape")
        await seen.press("enter", "h")
        assert seen.view == "history" and seen.sees(STORY)
        await seen.choose("entry-13")
        await seen.press("x", "x")
        assert "m there takes the session up again" in seen.said and not seen.asking
        assert seen.path.read_bytes() == before
        await seen.press("escape", "escape")
        assert seen.view == "desk"
