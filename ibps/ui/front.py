"""The front desk, the review of all sessions, and the choice of a practice scenario."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from ibps import guide
from ibps.core.dates import MONTHS
from ibps.core.row import Row as SessionRow
from ibps.core.row import matches, on_date, status
from ibps.ui.forms import Field, Form
from ibps.ui.view import Go, Look, Order, Outcome, Say, Sheet, Slot, View, World
from ibps.ui.widgets.rows import Row, State

STATES: dict[str, State] = {
    "not_certain": "bad",
    "decided": "good",
    "waiting": "waiting",
    "not_decided": "bad",
    "open": "idea",
}


def short_day(iso: str, today: date) -> str:
    """14 Mar, or Mar 2024 for another year."""
    when = date.fromisoformat(iso)
    month = MONTHS[when.month - 1]
    return f"{when.day:>2} {month}" if when.year == today.year else f"{month} {when.year}"


def session_rows(rows: Sequence[SessionRow], today: date) -> tuple[Row, ...]:
    """One line per session: when, what, how it stands, for whom it waits."""
    found = []
    for row in rows:
        now = status(row, today)
        kind = {"example": "EXAMPLE · ", "practice": "PRACTICE · "}.get(row.kind, "")
        late = " · LATE" if now.late else ""
        other = f"OTHER VERSION of {row.version_of} · " if row.version_of else ""
        found.append(
            Row(
                row.file,
                row.title,
                tag=short_day(row.day, today),
                tail=f"{now.symbol} {now.word}{late}",
                note=f"{kind}{other}{now.detail}",
                state=STATES.get(now.group, ""),
            )
        )
    return tuple(found)


def to_look_at(rows: Sequence[SessionRow], today: date) -> str:
    """What is past its date or waits for somebody, over all real sessions."""
    real = [row for row in rows if row.counts]
    dated = [(outcome, on_date(outcome, today)) for row in real for outcome in row.outcomes]
    late = sum(1 for outcome, (_, is_late) in dated if is_late)
    waiting = sum(1 for _, (group, is_late) in dated if group == "waiting" and not is_late)
    unsure = sum(1 for row in real if row.gap)
    parts = [f"{late} past their date" if late else "", f"{waiting} waiting" if waiting else ""]
    parts.append(f"{unsure} not certain" if unsure else "")
    return "To look at: " + " · ".join(part for part in parts if part) if any(parts) else ""


def new_form(world: World) -> Form:
    """Team and topic: all a session needs to begin; people and terms come from last time."""
    known = ", ".join(team.name for team in world.teams[:4])
    start = world.teams[0].name if world.teams else ""
    fields = (
        Field("team", f"Which team? {known}" if known else "Which team? e.g. Unit 4B DBT", start=start),
        Field("title", "What is it about? A few words, e.g. Supervisor rotation"),
    )

    def build(got: dict[str, Any]) -> Order:
        return Order("new", got)

    return Form("New session", fields, build, anywhere=True)


class DeskView(View):
    """What stands, what waits, and where to begin."""

    name = "desk"
    types = False

    def sheet(self, world: World, look: Look) -> Sheet:
        """The sessions of this folder, newest first; three lines of welcome while there are none."""
        rows = session_rows(world.rows, world.today)
        real = sum(1 for row in world.rows if row.counts)
        count = f"{real} session{'' if real == 1 else 's'}"
        if rows:
            question = to_look_at(world.rows, world.today) or "Nothing is late and nothing waits."
            if not real:
                new = world.keys.of("new")
                question = f"No session of your own yet: {new} begins one. These are examples to look at."
            return Sheet(f"ibps · {world.place} · {count}", question, rows + _notes(world))
        page = guide.load("welcome")
        rows = tuple(Row(f"welcome{at}", line, kind="quiet") for at, line in enumerate(page.lines("Lines")))
        steps = page.coded("First steps")
        of = world.keys.of
        rows += tuple(Row(f"first-{name}", words, number=of(name)) for name, words in steps.items())
        return Sheet(
            f"ibps · {world.place} · no sessions yet",
            "Welcome. Where would you like to begin?",
            rows + _notes(world),
        )

    def chosen(self, world: World, look: Look, row: Row | None) -> Outcome:
        """Open the session chosen, on its answer; or take the first step chosen."""
        if row is None:
            return None
        if row.key.startswith("first-"):
            return self.do(row.key.removeprefix("first-"), world, look, None)
        return Order("read", {"file": row.key})

    def do(self, action: str, world: World, look: Look, row: Row | None) -> Outcome:
        """Begin something."""
        match action:
            case "new":
                return Order("begin")
            case "review":
                return Go("review")
            case "practice":
                return Go("practice")
            case "example":
                example = next((row.file for row in world.rows if row.kind == "example"), "")
                return Order("example", {"file": example})
        return None

    def keys(self, world: World, look: Look) -> tuple[tuple[str, str], ...]:
        """Enter opens what is chosen."""
        return (("Enter", "open"),)


def _notes(world: World) -> tuple[Row, ...]:
    return tuple(Row(f"note{at}", text, kind="hint") for at, text in enumerate(world.notes))


class ReviewView(View):
    """Every session and what was decided; the list narrows as one types."""

    name = "review"
    filters = True

    def sheet(self, world: World, look: Look) -> Sheet:
        """The sessions that match what is typed."""
        typed = look.filters.get("review", "")
        found = [row for row in world.rows if matches(row, typed, world.today)]
        question = f"{len(found)} of {len(world.rows)} sessions. Type to narrow, Enter opens on the answer."
        rows = session_rows(found, world.today) or (
            Row("none", "Nothing matches. Take a word away.", kind="quiet"),
        )
        return Sheet(f"REVIEW · {world.place}", question, rows)

    def slots(self, world: World, look: Look) -> tuple[Slot, ...]:
        """The entry line is a filter here."""
        return (Slot("filter", "Find", "words such as waiting, decided, handoff"),)

    def chosen(self, world: World, look: Look, row: Row | None) -> Outcome:
        """Open on the answer."""
        return Order("read", {"file": row.key}) if row else Say("Choose a session with the arrows.")

    def keys(self, world: World, look: Look) -> tuple[tuple[str, str], ...]:
        """Enter opens; Esc goes to the list, then back."""
        return (("Enter", "open"), ("Esc", "back"))


class PracticeView(View):
    """Choose a scenario. Practice is kept in a folder of its own and never becomes real."""

    name = "practice"
    types = False

    def sheet(self, world: World, look: Look) -> Sheet:
        """The scenarios, then practice sessions that were begun."""
        rows = [
            Row(
                f"scenario-{one.name}",
                one.title,
                tail=f"{one.minutes} min · {one.people_min}-{one.people_max} people",
                note=one.trains,
            )
            for one in world.scenarios
        ]
        if world.rows:
            rows.append(Row("begun", "BEGUN BEFORE", kind="heading"))
            rows += session_rows(world.rows, world.today)
        question = "Which case would you like to practice? Enter begins."
        return Sheet(
            "PRACTICE", question, tuple(rows), banner="PRACTICE · NOTHING HERE IS REAL", tone="practice"
        )

    def chosen(self, world: World, look: Look, row: Row | None) -> Outcome:
        """Begin the scenario, or take a practice session up again."""
        if row is None:
            return None
        if row.key.startswith("scenario-"):
            return Order("practice", {"scenario": row.key.removeprefix("scenario-")})
        return Order("read", {"file": f"practice/{row.key}"})

    def keys(self, world: World, look: Look) -> tuple[tuple[str, str], ...]:
        """Enter begins; Esc goes back."""
        return (("Enter", "begin"), ("Esc", "back"))
