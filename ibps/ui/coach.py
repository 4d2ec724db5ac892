"""The coach: one calm line, or a panel of when a stage is done, what to say and what to watch for.

Chosen purely from the record, so it changes only when the record does. How much is shown is the window's.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from rich.cells import cell_len

from ibps import guide
from ibps.ui import rescue
from ibps.ui.actions import STAGES
from ibps.ui.view import Go, Look, Outcome, Sheet, View, World
from ibps.ui.widgets.rows import Row

if TYPE_CHECKING:
    from ibps.practice.scenario import Scenario

WIDE: Final = 100
"""Columns from which the panel stands beside the list."""


def coached(view: str) -> str:
    """The stage whose coach belongs to a view; "" where there is none."""
    return "consensus" if view == "check" else view if view in STAGES else ""


def line(world: World, stage: str, width: int) -> str:
    """The next thing worth saying or doing, on one row, and what the coach's key does next."""
    from ibps.core.next_step import next_step

    more = f"  {world.keys.of('coach')} more"
    asking = stage == "consensus" and world.meeting.open_check is not None
    if stage in world.another and not asking:  # in a check, who has still to answer comes first
        said = guide.load("anywhere").coded("Next step")["another_look"]
        names, before = dict.fromkeys(look.about for look in world.another[stage] if look.about), "↻"
    else:
        step = next_step(world.meeting, stage)
        said = guide.load(stage).coded("Next step")[step.code]
        names, before = dict.fromkeys(step.left), "Not yet:"
    waits = f"{said} {before} {', '.join(names)}."
    said = waits if names and cell_len(waits + more) <= width else said
    return said + " " * (width - cell_len(said + more)) + more


def panel(world: World, stage: str) -> tuple[Row, ...]:
    """When the stage is done, with live ticks; what to say; what to watch for."""
    page = guide.load(stage)
    rows = [Row("about", page.text("Coach"), kind="quiet"), *_ticks(world, stage)]
    if world.scenario:
        rows += _part("FOR THIS CASE", getattr(world.scenario.prompts, stage))
    rows += _part("SAY", [f"“{said}”" for said in page.lines("Say")])
    rows += _part("WATCH FOR", page.lines("Watch for"))
    return (*rows, *_afterwards(world.scenario, stage))


def beside(world: World, stage: str) -> tuple[Row, ...]:
    """The panel as it stands beside the list, where its keys are those of the list."""
    keys = world.keys
    title = f"COACH · {guide.load(stage).text('Title').upper()} · {keys.of('coach')} puts it away"
    last = Row("rescue", f"If it gets hard: Esc, then {keys.of('rescue')}", kind="heading")
    return (Row("coach", title, kind="heading"), *panel(world, stage), last)


def _ticks(world: World, stage: str) -> list[Row]:
    from ibps.core.next_step import done, left

    record, words = world.meeting, guide.load(stage).coded("Done when")
    rows = [Row("done", "DONE WHEN", kind="heading")]
    for tick in done(record, stage):
        waits = "" if tick.yes else ", ".join(left(record, tick.code))
        note = f"not yet: {waits}" if waits else ""
        text = f"{'✓' if tick.yes else '·'} {words[tick.code]}"
        rows.append(Row(f"done-{tick.code}", text, note=note, kind="quiet"))
    return rows


def _part(heading: str, lines: tuple[str, ...] | list[str]) -> list[Row]:
    rows = [Row(heading, heading, kind="heading")]
    return rows + [Row(f"{heading}{at}", said, kind="quiet") for at, said in enumerate(lines)]


def _afterwards(scenario: Scenario | None, stage: str) -> list[Row]:
    return _part("TALK ABOUT AFTERWARDS", scenario.debrief) if scenario and stage == "closing" else []


class CoachView(View):
    """The same where there is no room beside the list: to be read, and put away again."""

    name = "coach"
    types = False

    def sheet(self, world: World, look: Look) -> Sheet:
        """The coaching of the stage it was opened from, and what helps when it gets hard."""
        title = guide.load(look.about).text("Title").upper()
        helps = (Row("rescue", rescue.HEADING, kind="heading"), *rescue.kinds(world))
        rows = (*panel(world, look.about), *helps)
        away = f"{world.keys.of('coach')} puts the coach away. Esc keeps its one line."
        return Sheet(f"COACH · {title}", away, rows)

    def keys(self, world: World, look: Look) -> tuple[tuple[str, str], ...]:
        """The key that opened it puts it away."""
        return (("Esc", "back"),)

    def do(self, action: str, world: World, look: Look, row: Row | None) -> Outcome:
        """What to say when it gets hard."""
        return Go("rescue", action, instead=True) if action in rescue.KINDS else None

    def chosen(self, world: World, look: Look, row: Row | None) -> Outcome:
        """Back to the stage."""
        return Go()
