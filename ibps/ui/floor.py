"""What comes up from the floor, off the agenda: kept whole in a few lines, and taken up on its own later."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any, Final

from ibps import guide
from ibps.core.parked import kept_with
from ibps.core.record import Record
from ibps.core.record.closing import Parked
from ibps.core.record.issue import Raised
from ibps.core.sentences import day
from ibps.core.stages.anytime import Park
from ibps.ui.forms import Field, Form, Unclear
from ibps.ui.phrases import read_day
from ibps.ui.typed import parts
from ibps.ui.view import Arm, Do, Look, Order, Outcome, Say, World
from ibps.ui.widgets.rows import Row

NEXT: Final = "the next sitting"
"""Where something comes back when nobody says where."""


SEVERAL: Final = "(; between several, Enter skips)"


def floor_form(world: World) -> Form:
    """The topic, then what makes it whole; each question after the first is skipped with Enter."""
    fields = (
        Field("text", "What has come up?"),
        Field("facts", f"What does each side say happened? {SEVERAL}", parts, optional=True),
        Field("ideas", f"Which first ideas were voiced? {SEVERAL}", parts, optional=True),
        Field("owner", "Who holds it? (Enter skips)", optional=True),
        Field(
            "back",
            "Where does it come back, and when? (Enter: here, at the next sitting)",
            read_back(world.today),
            optional=True,
        ),
    )

    def build(got: dict[str, Any]) -> Do:
        forum, due = got["back"] or (NEXT, None)
        act = Park(
            text=got["text"],
            raised=Raised.FLOOR,
            facts=got["facts"] or (),
            ideas=got["ideas"] or (),
            owner=got["owner"] or "",
            forum=forum,
            due=due,
        )
        return Do((act,), came=_kept)

    return Form("From the floor", fields, build, anywhere=True)


def _kept(before: Record, after: Record) -> str:
    """That it is safe, and what to say to the room about it."""
    say = guide.load("anywhere").lines("off_agenda")[0]
    return f"{after.parked[-1].number} is kept whole, {_when(after.parked[-1])}. Say: “{say}”"


def _when(parked: Parked) -> str:
    when = ", ".join(part for part in (_goes(parked), day(parked.due) if parked.due else "") if part)
    return when if parked.forum == NEXT else f"for {when}"


def _goes(parked: Parked) -> str:
    """Where it goes; what comes back here says so, since beside it stands that it is parked."""
    return f"back at {NEXT}" if parked.forum == NEXT else parked.forum


def read_back(today: date) -> Callable[[str], tuple[str, date | None]]:
    """A place, a day, or both: full-staff meeting by 28 Mar. What is no day is part of the place."""
    read_date = read_day(today)

    def read(text: str) -> tuple[str, date | None]:
        words = text.split()
        for at in range(len(words)):
            try:
                due = read_date(" ".join(words[at:]))
            except Unclear:
                continue
            said = words[:at]
            if said and said[-1].casefold() in ("by", "on"):
                said = said[:-1]
            return " ".join(said).rstrip(","), due
        return text, None

    return read


def parked_note(parked: Parked) -> str:
    """Why, who, where, when, and below it what was kept with it."""
    due = day(parked.due) if parked.due else ""
    rest = " · ".join(part for part in (parked.why, parked.owner, _goes(parked), due) if part)
    return "\n".join(line for line in (rest, *kept_with(parked)) if line)


def own_session(world: World, look: Look, row: Row | None) -> Outcome:
    """The parked item chosen gets a session of its own. It leaves this one, so the key is wanted twice."""
    record = world.meeting
    number = row.key.removeprefix("last-") if row else ""
    parked = next((one for one in record.parked if one.number == number and not one.taken_up), None)
    if parked is None:
        return Say("Choose a parked item first, with the arrows or its number.")
    if record.practice:
        return Say("In practice it stays parked. In a real meeting this key begins a session on it.")
    if record.open_check:
        return Say(f"{record.open_check.number} is open. Close it first.")
    if look.armed != f"own-{number}":
        again = f"{world.keys.of('ownsession')} again leaves this meeting and begins a session on {number}."
        return Arm(f"own-{number}", f"{again} It is noted here as taken up.")
    return Order("own", {"parked": number})
