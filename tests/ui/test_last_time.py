"""A new session opens with what the team's other sessions left: what waits, what is due, what is parked."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from ibps.cli.house import Start
from ibps.core.row import Left, Outcome
from ibps.core.row import Row as SessionRow
from ibps.core.stages.anytime import Park
from ibps.core.stages.closing import AddAction
from ibps.core.stages.consensus import Defer
from ibps.core.stages.followup import ActionDone
from ibps.core.stages.opening import CloseSitting, OpenSitting
from ibps.core.value import Act
from ibps.ui.last_time import MOST, last_time
from ibps.ui.view import World
from tests.core.kit import room, say
from tests.ui.kit import TODAY, Seen, begun, house, on, running

LEFT: tuple[Act, ...] = (
    Defer(words="Weekend cover", forum="budget meeting", owner="Dana", due=on(3, 20), reason="no figures"),
    AddAction(text="Post the roster", owners=(1,), due=on(3, 10)),
    AddAction(text="Ask payroll"),
    Park(text="On-call pay", owner="Bo", forum="bargaining", facts=("nobody knows the rate",)),
    CloseSitting(),
)


def stored(tmp_path: Path, *acts: Act, title: str = "Rotation", **fields: Any) -> str:
    """A session of an earlier day in the same folder."""
    opened = house(tmp_path).new(begun(*acts, title=title, **fields), title, TODAY, False)
    opened.close()
    return opened.name


async def test_a_new_session_of_the_team_opens_with_what_others_left(tmp_path: Path) -> None:
    stored(tmp_path, *LEFT)
    stored(tmp_path, Park(text="Lockers"), team="Another unit")
    stored(tmp_path, Park(text="Made up"), example=True)
    start = Start(screen="new", team="unit 4b", title="Breaks")
    async with running(tmp_path, start=start) as seen:
        assert seen.view == "opening" and said(seen) == [
            "Waiting for budget meeting by 20 Mar 2026: “Weekend cover”",
            "LATE: Post the roster (Ana, by 10 Mar 2026)",
            "Ask payroll (no owner)",
            "Parked: On-call pay (Bo, bargaining)",
        ]
        notes = [row.note for row in seen.rows if row.key.startswith("before-")]
        assert notes[0] == "D1, Rotation, 14 Mar 2026" and "nobody knows the rate" in notes[3]
        record = seen.disk()
        assert not record.parked and not record.actions and not record.decisions
        await seen.press("ctrl+n", "ctrl+n", "f3")
        assert len(said(seen)) == 4


def said(seen: Seen) -> list[str]:
    return [row.text for row in seen.rows if row.key.startswith("before-")]


def test_of_this_session_only_what_is_still_owed_is_named() -> None:
    tasks = (AddAction(text="Post the roster", due=on(3, 10)), AddAction(text="Ask payroll", owners=(1,)))
    over = (*tasks, ActionDone(action="A2", on=TODAY), CloseSitting(), OpenSitting(date=on(3, 20)))
    record = say(room(), *over).record
    texts = [row.text for row in last_time(record, World(today=on(3, 20)))]
    assert texts == ["FROM LAST TIME", "LATE: Post the roster (no owner, by 10 Mar 2026)"]


async def test_files_are_not_read_for_it_outside_opening(tmp_path: Path) -> None:
    stored(tmp_path, *LEFT)
    async with running(tmp_path, *begun(stage="closing")) as seen:
        assert seen.app.now.world.before is None
        await seen.press("ctrl+g")
        await seen.type_line("Dana")
        assert seen.view == "opening" and len(said(seen)) == 4


async def test_a_team_that_left_nothing_has_no_heading(tmp_path: Path) -> None:
    stored(tmp_path, CloseSitting())
    async with running(tmp_path, *begun()) as seen:
        assert "last" not in [row.key for row in seen.rows]


def row(*outcomes: Outcome, left: Sequence[Left] = (), day: date = TODAY) -> SessionRow:
    return SessionRow("a.json", "A", "T", "real", day.isoformat(), "closing", 1, 0, outcomes, "", tuple(left))


def lines(*rows: SessionRow) -> list[str]:
    record = room().record
    return [one.text for one in last_time(record, World(today=TODAY, record=record, before=rows))[1:]]


def test_only_what_is_still_to_come_of_a_decision_is_shown() -> None:
    soon, over = "2026-03-20", "2026-03-01"
    assert lines(
        row(
            Outcome("D1", "agreed", "decided", "Done with"),
            Outcome("D2", "on_trial", "decided", "A trial", due=soon),
            Outcome("D3", "tentative", "waiting", "Waits", "Sponsor", over, lapses=True),
            Outcome("D4", "no_agreement", "not_decided", "None"),
            Outcome("P1", "worded", "waiting", "Words"),
        )
    ) == [
        "To be looked at by 20 Mar 2026: “A trial”",
        "LATE: Waiting for Sponsor by 1 Mar 2026: “Waits”",
        "Waiting for an answer: “Words”",
    ]


def test_long_lists_are_cut_and_say_so_and_later_sessions_are_none_of_last_time() -> None:
    many = [Left(f"K{at}", "parked", f"item {at}") for at in range(1, 12)]
    found = lines(row(left=many))
    assert len(found) == MOST + 1 and found[-1] == "And 3 more, in the review of all sessions."
    assert lines(row(left=many, day=TODAY + timedelta(days=1))) == []
