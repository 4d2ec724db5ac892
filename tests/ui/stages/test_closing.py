"""Closing on the screen: tasks, measures, telling people, the page read back, the end of the sitting."""

from __future__ import annotations

from pathlib import Path

import pytest

from ibps.core.stages.anytime import Park
from ibps.core.stages.closing import AddAction, AddMeasure, AddMessage
from ibps.core.stages.opening import CloseSitting
from tests.ui.asking import clear, each_leaves, refuses, unsaved
from tests.ui.kit import ANA, BO, DANA, TODAY, begun, on, running

TASK = AddAction(text="Post the chart")
FIGURE = AddMeasure(text="Evenings without a lead")
NEWS = AddMessage(text="We try it until 30 April")
LATER = Park(text="On-call pay", why="bargaining", owner="Bo", forum="Committee", due=on(5, 1))
ALL = (TASK, FIGURE, NEWS, LATER)


async def test_a_task_as_people_say_it(tmp_path: Path) -> None:
    async with running(tmp_path, *begun(stage="closing")) as seen:
        await seen.type_line("Post the chart @Ana @Dana by 28 Mar", "Ask @Nobody by sometime", "Just do it")
        one, two, three = seen.disk().actions
        assert (one.text, one.owners, one.due) == ("Post the chart", (ANA, DANA), on(3, 28))
        assert (two.text, two.owners, two.due) == ("Ask @Nobody by sometime", (), None)
        assert three.text == "Just do it"
        assert seen.row("A1").tail == "Ana and Dana, by 28 Mar 2026"
        assert seen.row("A3").tail == "no owner, no date"
        assert seen.sees("A3 has no owner. Who will do it, by name?")


async def test_every_kind_of_line(tmp_path: Path) -> None:
    async with running(tmp_path, *begun(stage="closing")) as seen:
        await seen.slot("Measure")
        await seen.type_line("Evenings without a lead")
        await seen.slot("Tell people")
        await seen.type_line("We try it until 30 April")
        await seen.slot("Keep")
        await seen.type_line("Stories first")
        await seen.slot("Change")
        await seen.type_line("Start on time")
        record = seen.disk()
        assert [m.text for m in record.measures] == ["Evenings without a lead"]
        assert [m.text for m in record.messages] == ["We try it until 30 April"]
        said = [(one.text, one.keep) for one in record.feedback]
        assert said == [("Stories first", True), ("Start on time", False)]
        assert seen.sees("+ keep: Stories first") and seen.sees("Δ change: Start on time")


async def test_owners_and_date(tmp_path: Path) -> None:
    async with running(tmp_path, *begun(TASK, stage="closing")) as seen:
        await seen.verb("o", on="A1")
        await refuses(seen, "Zoe", "99", "Ana, Zoe", "")
        await seen.type_line("ana and 2")
        assert seen.disk().actions[0].owners == (ANA, BO)
        await seen.verb("d", on="A1")
        await refuses(seen, "31 apr", "when it suits")
        await seen.type_line("+14")
        assert seen.disk().actions[0].due == on(3, 28)


async def test_where_a_measure_comes_from(tmp_path: Path) -> None:
    async with running(tmp_path, *begun(FIGURE, stage="closing")) as seen:
        assert seen.row("M1").tail == "m: who pulls it?"
        await seen.verb("m", on="M1")
        await seen.type_line("Schedule", "Eli")
        await refuses(seen, "perhaps")
        await seen.type_line("no", "11", "0")
        await refuses(seen, "soon")
        await seen.type_line("30 apr")
        one = seen.disk().measures[0]
        assert (one.source, one.pulls, one.exists_today) == ("Schedule", "Eli", False)
        assert (one.baseline, one.target, one.review) == ("11", "0", on(4, 30))
        assert seen.row("M1").tail == "DOES NOT EXIST TODAY"
        await seen.verb("m", on="M1")
        assert seen.typed == "Schedule"
        await seen.type_line("", "", "", "", "", "")
        assert seen.disk().measures[0] == one


async def test_who_tells_whom(tmp_path: Path) -> None:
    async with running(tmp_path, *begun(NEWS, stage="closing")) as seen:
        await seen.verb("t")
        await seen.type_line("everyone on 4B")
        await refuses(seen, "", "nobody")
        await seen.type_line("@Ana @Dana", "tomorrow")
        plan = seen.disk().report_out
        assert (plan.audience, plan.communicators, plan.due) == ("everyone on 4B", (ANA, DANA), on(3, 15))
        assert seen.sees("To tell everyone on 4B: Ana and Dana, by 15 Mar 2026.")


async def test_the_page_is_read_back(tmp_path: Path) -> None:
    async with running(tmp_path, *begun(*ALL, stage="closing")) as seen:
        await seen.verb("r")
        assert seen.view == "minutes"
        await seen.press("escape")
        assert seen.view == "closing" and not seen.disk().minutes
        await seen.press("r", "enter")
        assert seen.view == "attest" and seen.said.startswith("Read back")
        page = "\n".join(seen.disk().minutes[0].page)
        assert "Post the chart" in page and "Evenings without a lead" in page and "On-call pay" in page
        await seen.press("escape", "escape")
        said = "Minutes N1 read back at 09:00: DRAFT · Ana and Dana still to attest"
        assert seen.row("minutes").text == said
        await seen.press("r", "enter")
        assert seen.view == "attest" and len(seen.disk().minutes) == 1, "the same page is not read back twice"
        await seen.press("escape", "escape")
        await seen.slot("Action")
        await seen.type_line("One more")
        assert seen.row("minutes").text.endswith("The record has changed since. r shows it as it reads now.")


async def test_the_end_of_a_sitting_names_a_page_that_is_not_attested(tmp_path: Path) -> None:
    async with running(tmp_path, *begun(TASK, stage="closing")) as seen:
        await seen.verb("z")
        assert seen.said.endswith("The minutes were not read back.") and "z again" in seen.said
        await seen.press("r", "enter", "escape", "escape", "z")
        assert seen.said.endswith("N1 is a draft: Ana and Dana still to attest (g), now or later.")
        await seen.press("g", "a", "enter", "a", "enter", "escape", "z")
        assert seen.said == "z again ends this sitting. The session can go on another day."
        await seen.press("g")
        assert seen.view == "code"
        await seen.press("enter")
        await seen.slot("Action")
        await seen.type_line("One more")
        await seen.verb("z")
        assert seen.said.endswith("The record has changed since N1 was read back.")


async def test_nothing_to_attest_yet(tmp_path: Path) -> None:
    async with running(tmp_path, *begun(TASK, stage="closing")) as seen:
        await seen.verb("g")
        assert seen.view == "closing" and seen.said.startswith("No page was read back yet.")


async def test_a_parked_item_is_taken_up(tmp_path: Path) -> None:
    async with running(tmp_path, *begun(LATER, stage="closing")) as seen:
        assert seen.row("K1").note == "bargaining · Bo · Committee · 1 May 2026"
        await seen.verb("k", on="K1")
        assert seen.disk().parked[0].taken_up == TODAY
        assert "K1" not in [row.key for row in seen.rows]


async def test_put_better(tmp_path: Path) -> None:
    async with running(tmp_path, *begun(*ALL, stage="closing")) as seen:
        for key, before in (("A1", TASK.text), ("M1", FIGURE.text), ("R1", NEWS.text), ("K1", LATER.text)):
            await seen.verb("e", on=key)
            assert seen.typed == before
            await clear(seen)
            await seen.type_line(f"{before}, in better words")
        record = seen.disk()
        found = (record.actions[0], record.measures[0], record.messages[0], record.parked[0])
        assert [one.text for one in found] == [f"{one.text}, in better words" for one in ALL]
        assert [one.earlier for one in found] == [(one.text,) for one in ALL]


async def test_the_sitting_ends_and_the_session_can_go_on(tmp_path: Path) -> None:
    async with running(tmp_path, *begun(TASK, stage="closing")) as seen:
        await seen.verb("z")
        await seen.press("z")
        assert seen.disk().sitting is None and seen.said == "The sitting is closed. Everything is saved."
        assert seen.sees("This sitting is closed.")
        await seen.press("z")
        assert seen.said == "This sitting has ended. Everything is saved." and len(seen.disk().sittings) == 1
        await seen.press("ctrl+n")
        assert seen.said.startswith("This is the last stage.") and seen.view == "closing"


@pytest.mark.parametrize(("letter", "row", "said"), [
    ("o", "M1", "Choose an action first"), ("d", "K1", "Choose an action first"),
    ("m", "A1", "Choose a measure first"), ("k", "A1", "Choose a parked item first"),
])  # fmt: skip
async def test_the_wrong_kind_of_line(tmp_path: Path, letter: str, row: str, said: str) -> None:
    async with running(tmp_path, *begun(*ALL, stage="closing")) as seen:
        before = seen.path.read_bytes()
        await seen.verb(letter, on=row)
        assert seen.said.startswith(said) and not seen.asking and seen.path.read_bytes() == before


async def test_esc_leaves_every_question(tmp_path: Path) -> None:
    async with running(tmp_path, *begun(*ALL, stage="closing")) as seen:
        await each_leaves(seen, [("o", "A1"), ("d", "A1"), ("m", "M1"), ("t", ""), ("e", "A1")])


async def test_a_disk_that_takes_nothing(tmp_path: Path) -> None:
    async with running(tmp_path, *begun(TASK, stage="closing")) as seen:
        await unsaved(seen, "Call the float pool @Bo by fri")
        assert seen.disk().actions[1].owners == (BO,)
        await seen.verb("o", on="A1")
        await unsaved(seen, "Ana")
        await seen.verb("t")
        await unsaved(seen, "everyone", "Ana", "fri")
        seen.break_disk("disk full")
        await seen.verb("z")
        await seen.press("z")
        assert "NOT SAVED: disk full" in seen.status and seen.disk().sitting is not None
        await seen.press("r", "enter")
        assert seen.view == "minutes" and "NOT SAVED" in seen.status and not seen.disk().minutes


async def test_last_time_stands_at_the_top_of_the_next_opening(tmp_path: Path) -> None:
    acts = begun(TASK, LATER, CloseSitting(), stage="opening")
    async with running(tmp_path, *acts) as seen:
        await seen.verb("s")
        assert seen.rows[0].text == "FROM LAST TIME"
        assert seen.row("last-A1").text == "Post the chart (no owner)"
        assert seen.row("last-K1").text == "Parked: On-call pay"
