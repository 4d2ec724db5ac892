"""The follow-up on the screen: what is listed, what is late, what is refused, what is taken back."""

from __future__ import annotations

from pathlib import Path

import pytest

from ibps.core.record.decisions import DecisionState
from ibps.ui.actions import actions_for
from tests.ui.asking import unsaved
from tests.ui.following import (
    EVERYTHING,
    PLAN,
    WAITING,
    after,
    checked,
    groups,
    room,
    state,
    tails,
)
from tests.ui.kit import begun, running


async def test_one_list_with_the_first_date_first(tmp_path: Path) -> None:
    async with running(tmp_path, *EVERYTHING) as seen:
        await seen.press("f5")
        assert seen.view == "follow" and seen.status.startswith("FOLLOW-UP · Supervisor rotation")
        assert seen.question == "What has happened since?"
        assert groups(seen) == {
            "WAITING FOR": ["wait-D1-1", "D5", "wait-D1-2", "D4"],
            "WHAT STANDS": ["D1", "D2"],
            "NOT DECIDED": ["D3"],
            "ACTIONS": ["A1"],
            "MEASURES": ["M1"],
            "TELLING PEOPLE": ["tell"],
            "MINUTES": ["N1"],
        }
        assert all(row.kind == "item" for row in seen.rows if not row.key.startswith("group"))
        assert not [tail for tail in tails(seen).values() if "LATE" in tail]
        assert seen.row("wait-D1-1").text == "Sponsor: money" and "“Rotate.”" in seen.row("wait-D1-1").note
        assert tails(seen)["D4"] == "reply by 1 Apr 2026" and tails(seen)["D5"] == "back by 25 Mar 2026"
        assert seen.row("D3").note == "P3 v1. No agreement."
        assert seen.row("N1").text == "N1 waits for Ana and Dana to attest"
        await seen.press("escape")
        assert seen.view == "closing"


async def test_what_is_past_its_date_says_so_and_only_that(tmp_path: Path) -> None:
    async with running(tmp_path, *EVERYTHING, clock=after(13)) as seen:  # 27 March
        await seen.press("f5")
        late = {key for key, tail in tails(seen).items() if tail.endswith("· LATE")}
        assert late == {"wait-D1-1", "D5", "D1", "A1", "tell"}
        assert groups(seen)["NOT DECIDED"] == ["D1", "D3"], "what lapsed does not stand"
        assert "Lapsed: no answer in time" in seen.row("D1").note


async def test_the_day_itself_is_still_in_time(tmp_path: Path) -> None:
    async with running(tmp_path, *EVERYTHING, clock=after(6)) as seen:  # 20 March
        await seen.press("f5")
        late = {key for key, tail in tails(seen).items() if tail.endswith("· LATE")}
        assert late == {"tell"} and groups(seen)["WHAT STANDS"] == ["D1", "D2"]


@pytest.mark.parametrize("keys", [("f5",), ("f4", "f5")])
async def test_esc_goes_back_to_where_it_was_opened(tmp_path: Path, keys: tuple[str, ...]) -> None:
    async with running(tmp_path, *WAITING) as seen:
        await seen.press(*keys)
        assert seen.view == "follow"
        await seen.press("escape")
        assert seen.view == ("answer" if len(keys) > 1 else "closing")


async def test_what_cannot_be_said_is_refused_before_anything_is_asked(tmp_path: Path) -> None:
    async with running(tmp_path, *EVERYTHING) as seen:
        await seen.press("f5")
        before = seen.path.read_bytes()
        for letter, row, said in (
            ("v", "D1", "D1 is tentative; this cannot be said of it now."),
            ("i", "D2", "D2 is on trial; this cannot be said of it now."),
            ("x", "D3", "D3 is no agreement; this cannot be said of it now."),
            ("l", "D4", "D4 is referred; this cannot be said of it now."),
            ("y", "D2", "D2 waits for nobody."),
            ("y", "A1", "Choose a line under WAITING FOR first."),
            ("d", "D1", "Choose an action first, with the arrows or its number."),
            ("m", "A1", "Choose a measure first, with the arrows or its number."),
            ("l", "M1", "Choose a decision first, with the arrows or its number."),
        ):
            await seen.verb(letter, on=row)
            assert (seen.said, seen.asking) == (said, ""), letter
        assert seen.path.read_bytes() == before


async def test_undo_wants_its_key_twice_for_what_changed_a_decision(tmp_path: Path) -> None:
    async with running(tmp_path, *WAITING) as seen:
        await seen.press("f5", "y")
        await seen.type_line("no", "", "", "")
        assert state(seen) is DecisionState.REFUSED
        await seen.press("ctrl+u")
        assert seen.said.startswith("^u again takes this back:") and state(seen) is DecisionState.REFUSED
        await seen.press("ctrl+u")
        assert state(seen) is DecisionState.TENTATIVE and seen.view == "follow"
        await seen.press("ctrl+r")
        assert state(seen) is DecisionState.REFUSED and seen.said.startswith("Brought back:")


async def test_a_task_done_is_taken_back_at_once(tmp_path: Path) -> None:
    async with running(tmp_path, *room(*PLAN)) as seen:
        await seen.press("f5")
        await seen.verb("d", on="A1")
        await seen.type_line("", "", "")
        await seen.press("ctrl+u")
        assert seen.disk().actions[0].done is None and seen.row("A1").kind == "item"


async def test_a_disk_that_takes_nothing(tmp_path: Path) -> None:
    async with running(tmp_path, *WAITING) as seen:
        await seen.press("f5", "y")
        await unsaved(seen, "yes", "", "Ana", "a note")
        assert len(seen.disk().decisions[0].approvals) == 1


async def test_nothing_to_follow_up_is_said(tmp_path: Path) -> None:
    async with running(tmp_path, *begun(stage="issue")) as seen:
        await seen.press("f5")
        assert seen.sees("Nothing was decided, and nobody was to do anything.")
        await seen.press("enter")
        assert seen.said == "Nothing here waits for anything."
        await seen.press("t")
        assert seen.asking.startswith("Who was told?")


async def test_every_action_of_the_view_is_handled(tmp_path: Path) -> None:
    rows = {"done": "A1", "figure": "M1", "told": "tell", "trial": "D2", "statement": "D3", "inforce": "D6"}
    async with running(tmp_path, *EVERYTHING, *checked(4, words="Read at seven.")) as seen:
        for action in actions_for("follow"):
            if action.name == "quit":
                continue
            await seen.press("f5")
            assert seen.view == "follow"
            if action.name == "redo":
                await seen.verb("d", on="A1")
                await seen.type_line("", "", "")
                await seen.press("ctrl+u")
            await seen.choose(rows.get(action.name, "D1"))
            before = (seen.view, seen.said, seen.asking, seen.app.theme, seen.path.read_bytes())
            await seen.press(action.key)
            now = (seen.view, seen.said, seen.asking, seen.app.theme, seen.path.read_bytes())
            assert now != before, action.name
            await seen.again()


@pytest.mark.parametrize("size", [(60, 20), (120, 40)])
async def test_nothing_is_cut_off(tmp_path: Path, size: tuple[int, int]) -> None:
    async with running(tmp_path, *EVERYTHING, size=size) as seen:
        await seen.press("f5")
        for _ in range(12):
            assert all(len(line) <= size[0] for line in seen.see())
            await seen.press("pagedown")
        assert "undo" in seen.hint and "? help" in seen.hint and "y answer" in seen.hint
        assert seen.selected == "N1" and seen.sees("N1 waits for Ana and Dana to attest")
