"""One line about a session: what the lists show without opening the record.

Kept free of Pydantic and of the record's own classes, so that a list of hundreds opens at once.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any, Final

from ibps.core.dates import day

SYMBOLS: Final = {
    "not_certain": ("?", "NOT CERTAIN"),
    "decided": ("✓", "DECIDED"),
    "decided_by_one_party": ("◆", "DECIDED BY ONE PARTY"),
    "waiting": ("◐", "WAITING"),
    "not_decided": ("✗", "NOT DECIDED"),
    "ideas_only": ("○", "IDEAS ONLY"),
    "ended": ("▪", "ENDED"),
}
"""Symbol and words of each group of the answer: state is never carried by colour alone."""

WORDS: Final = {
    "no_agreement": "NO AGREEMENT",
    "incomplete": "INCOMPLETE",
    "referred": "REFERRED",
    "deferred": "DEFERRED",
    "stopped": "STOPPED",
    "checking": "DECIDING",
    "withdrawn": "WITHDRAWN",
    "refused": "REFUSED",
    "reopened": "REOPENED",
    "superseded": "REPLACED",
}
"""States that say more than their group does."""

FIRST: Final = ("not_certain", "waiting", "decided", "decided_by_one_party", "not_decided", "ended")
"""Which outcome speaks for a session that has several: what waits needs somebody's eye first."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """One outcome as a list shows it. `due` is the first date it waits for, ISO, or ""."""

    number: str
    state: str
    group: str
    words: str
    who: str = ""
    due: str = ""
    lapses: bool = False  # whether that date passing means it lapsed


@dataclass(frozen=True, slots=True)
class Left:
    """What a session left to be done or taken up: `kind` is action or parked, `due` a date in ISO or ""."""

    number: str
    kind: str
    text: str
    who: str = ""
    due: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One session. Dates are ISO strings; `kind` is real, example or practice.

    `version_of` names the file of the same session that this is another version of.
    """

    file: str
    title: str
    team: str
    kind: str
    day: str
    stage: str
    sittings: int
    ideas: int
    outcomes: tuple[Outcome, ...] = ()
    question: str = ""
    left: tuple[Left, ...] = ()
    gap: str = ""  # what of the record is not here, in a few words
    version_of: str = ""

    @property
    def counts(self) -> bool:
        """Whether it is a session of one's own, and no second version of one."""
        return self.kind == "real" and not self.version_of

    def data(self) -> dict[str, Any]:
        """The row as plain data."""
        return asdict(self)

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> Row:
        """The row from plain data. Raises TypeError, KeyError or ValueError when it is none."""
        outcomes = tuple(Outcome(**outcome) for outcome in data["outcomes"])
        left = tuple(Left(**one) for one in data["left"])
        row = cls(**{**data, "outcomes": outcomes, "left": left})
        _sound(row)
        return row


@dataclass(frozen=True, slots=True)
class Status:
    """How a session reads in a list on a date: symbol, word, detail, and whether something is late."""

    symbol: str
    word: str
    detail: str
    group: str
    late: bool = False


def _sound(row: Row) -> None:
    """ValueError for what a kept row cannot be: it may come from a file that somebody changed."""
    texts = [row.file, row.title, row.team, row.kind, row.day, row.stage, row.question, row.gap]
    for one in row.outcomes:
        texts += (one.number, one.state, one.group, one.words, one.who, one.due)
        if one.group not in SYMBOLS or type(one.lapses) is not bool:
            raise ValueError(one.group)
        if one.due:
            date.fromisoformat(one.due)
    for kept in row.left:
        texts += (kept.number, kept.kind, kept.text, kept.who, kept.due, kept.note)
        if kept.due:
            date.fromisoformat(kept.due)
    if not all(type(text) is str for text in texts) or {type(row.sittings), type(row.ideas)} != {int}:
        raise ValueError("not a row")
    date.fromisoformat(row.day)


def on_date(outcome: Outcome, today: date) -> tuple[str, bool]:
    """The group of an outcome on a date, and whether its date has passed. A passed date never helps."""
    late = bool(outcome.due) and outcome.due < today.isoformat()
    return ("not_decided" if late and outcome.lapses else outcome.group), late


def status(row: Row, today: date) -> Status:
    """The one status a list shows for the session."""
    best: tuple[int, Outcome, str, bool] | None = None
    for outcome in row.outcomes:
        group, late = on_date(outcome, today)
        rank = FIRST.index(group)
        if best is None or rank < best[0]:
            best = (rank, outcome, group, late)
    if row.gap and (best is None or best[2] == "not_certain"):
        words = f": {best[1].words}" if best else ""
        return Status(*SYMBOLS["not_certain"], f"{row.gap}{words}", "not_certain")
    if best is None:
        more = f", {row.sittings} sittings" if row.sittings > 1 else ""
        return Status("…", "OPEN", f"at {row.stage.capitalize()}{more}", "open")
    _, outcome, group, late = best
    symbol, word = SYMBOLS[group]
    word = "LAPSED" if late and outcome.lapses else WORDS.get(outcome.state, word)
    detail = outcome.who or outcome.words
    if outcome.who and outcome.due:
        detail = f"{outcome.who} by {day(date.fromisoformat(outcome.due))}"
    return Status("→" if outcome.state == "referred" else symbol, word, detail, group, late)


def matches(row: Row, typed: str, today: date) -> bool:
    """Whether every word typed is somewhere in what the row says, its status included."""
    return holds(" ".join((about(row, today), *(o.words + " " + o.who for o in row.outcomes))), typed)


def about(row: Row, today: date) -> str:
    """What a session is about and how it stands, without what came of it."""
    return " ".join((row.title, row.team, row.day, row.question, status(row, today).word))


def holds(said: str, typed: str) -> bool:
    """Whether every word typed is somewhere in what is said."""
    said = said.casefold()
    return all(word in said for word in typed.casefold().split())
