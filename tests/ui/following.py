"""Sessions with something to follow up, and short ways to read the list of it."""

from __future__ import annotations

from datetime import timedelta

from ibps.core.record.consensus import Condition, Trial
from ibps.core.record.decisions import DecisionState
from ibps.core.stages.checks import Answer, CloseCheck, OpenCheck
from ibps.core.stages.closing import AddAction, AddMeasure, AddMessage, PlanReportOut, ReadBackMinutes
from ibps.core.stages.consensus import Defer, ReadAloud, Refer, WordProposal
from ibps.core.value import Act
from tests.ui.kit import ANA, BO, DANA, ELI, T0, Clock, Seen, begun, on

SPONSOR = Condition(who="Sponsor", what="money", due=on(3, 20))
BO_LATER = Condition(who="Bo", due=on(3, 28), person=BO)
UP = {ANA: "up", DANA: "up", ELI: "up"}
"""Bo is away."""
WITHOUT_BO = (ANA, DANA, ELI)
TRIED = Trial(until=on(4, 10), measure="late handovers", review=on(4, 12))
PLAN = (
    AddAction(text="Post the chart", owners=(ANA, DANA), due=on(3, 20)),
    AddMeasure(text="Evenings without a lead", pulls="Eli", review=on(4, 1)),
    AddMessage(text="We try it"),
    PlanReportOut(audience="everyone on 4B", communicators=(ANA,), due=on(3, 18)),
)


def checked(
    number: int, answers: dict[int, str] = UP, *waiting: Condition, words: str = "Rotate.", **fields: object
) -> tuple[Act, ...]:
    """A proposal worded, read, asked of each and closed: P, C and D of the same number."""
    check = f"C{number}"
    given = (Answer(check=check, person=person, level=level) for person, level in answers.items())
    word = WordProposal.model_validate({"text": words, **fields})
    asked = (word, ReadAloud(proposal=f"P{number}"), OpenCheck(proposal=f"P{number}"), *given)
    return (*asked, CloseCheck(check=check, waiting=waiting))


def after(days: int) -> Clock:
    """A clock that many days after the sitting."""
    return Clock(now=T0 + timedelta(days=days))


def room(*acts: Act, **fields: object) -> tuple[Act, ...]:
    return begun(*acts, here=WITHOUT_BO, stage="closing", **fields)


WAITING = room(*checked(1, UP, BO_LATER, conditions=(SPONSOR,)))


def state(seen: Seen, number: str = "D1") -> DecisionState:
    """How the decision stands in the file."""
    return next(one.state for one in seen.disk().decisions if one.number == number)


def groups(seen: Seen) -> dict[str, list[str]]:
    """The keys under each heading."""
    found: dict[str, list[str]] = {}
    for row in seen.rows:
        if row.kind == "heading":
            found[row.text] = []
        else:
            found[list(found)[-1]].append(row.key)
    return found


def tails(seen: Seen) -> dict[str, str]:
    return {row.key: row.tail for row in seen.rows if row.tail}


EVERYTHING = room(
    *checked(1, UP, BO_LATER, conditions=(SPONSOR,)),
    *checked(2, UP, trial=TRIED, words="Try the board."),
    *checked(3, {**UP, DANA: "down"}, words="Swap online."),
    Refer(words="Pay for on-call", forum="Committee", owner="Ana", due=on(4, 1), reason="contract"),
    Defer(words="Break room", forum="next month", owner="Dana", due=on(3, 25), reason="time"),
    *PLAN,
    ReadBackMinutes(),
)
