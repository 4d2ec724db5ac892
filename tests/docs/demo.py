"""An invented team and its records, made by acts alone: what the pictures in `docs/` show."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime

from ibps.core.errors import NotSaved
from ibps.core.glimpse import Glimpse
from ibps.core.journal import Journal
from ibps.core.record.consensus import Condition, Trial
from ibps.core.record.issue import FactStatus
from ibps.core.record.items import Meets
from ibps.core.record.people import Role
from ibps.core.row import Row
from ibps.core.stages.anytime import EnterStage, Park
from ibps.core.stages.checks import Answer, CloseCheck, OpenCheck
from ibps.core.stages.closing import AddAction, AddMeasure, AddMessage, ChangeMeasure, PlanReportOut
from ibps.core.stages.consensus import DraftStraw, ReadAloud, Refer, WordProposal
from ibps.core.stages.interests import ConfirmInterests, ShareInterest, StateInterest
from ibps.core.stages.issue import AgreeIssue, StateFact, TellStory, WordIssue
from ibps.core.stages.opening import (
    AgreeTerms,
    Arrive,
    NameParty,
    OpenSitting,
    SeatPerson,
    StartSession,
)
from ibps.core.stages.options import AddOption, LinkOption
from ibps.core.stages.standards import RateOption, SetStandard
from ibps.core.team import Team
from ibps.core.value import Act
from ibps.desk import Desk, MemoryShelf
from ibps.practice.player import opening as practice_opening
from ibps.practice.scenario import Scenario, load, names
from ibps.store.register import row_of
from ibps.ui.view import Shown

TODAY = date(2026, 3, 14)
NOW = datetime(2026, 3, 14, 14, 2, 11, tzinfo=UTC)
FILE = "2026-03-14-weekend-handoff-7k3q.json"
TEAM = "Willow Ward Team"

PEOPLE = (
    ("Fern Alder", "L", Role.COCHAIR),
    ("Basil Reed", "L", Role.STEWARD),
    ("Clover Dale", "L", Role.MEMBER),
    ("Hazel Brook", "M", Role.COCHAIR),
    ("Rowan Heath", "M", Role.MANAGER),
    ("Dr. Linden Moss", "P", Role.LEAD),
)
"""Plainly invented people, in the order of their numbers."""

WORDS = (
    "For eight weeks, each unit posts a weekend cover sheet by Friday noon, "
    "and one phone goes with whoever leads."
)


def opening(title: str, on: date = TODAY, here: bool = True) -> tuple[Act, ...]:
    """The team seated, in the room, its terms agreed."""
    return (
        StartSession(title=title, team=TEAM),
        NameParty(letter="L", name="Labor"),
        NameParty(letter="M", name="Management"),
        NameParty(letter="P", name="Physicians", required=False),
        *(SeatPerson(name=name, party=party, role=role) for name, party, role in PEOPLE),
        OpenSitting(date=on),
        *(Arrive(person=number) for number in (1, 2, 4, 5, 6) if here),
        AgreeTerms(),
    )


ISSUE: tuple[Act, ...] = (
    EnterStage(stage="issue"),
    TellStory(party="L", text="On Saturdays nobody knows who covers until the calls start."),
    TellStory(party="M", text="Calls reach people who cannot act on them."),
    StateFact(text="Eleven weekend calls in February had no owner", status=FactStatus.AGREED),
    WordIssue(text="How can we hand over weekends in a way that leaves nobody guessing?"),
    AgreeIssue(party="L"),
    AgreeIssue(party="M"),
)

INTERESTS: tuple[Act, ...] = (
    EnterStage(stage="interests"),
    StateInterest(party="L", text="Know on Friday who covers"),
    StateInterest(party="L", text="A weekend off that stays off"),
    StateInterest(party="M", text="Calls are answered by somebody who can act"),
    StateInterest(party="M", text="Fill open shifts without overtime"),
    StateInterest(party="P", text="Orders from Friday are still seen on Saturday"),
    StateInterest(party="M", text="We need two more clerks"),
    ShareInterest(interest="I1", party="M"),
    ShareInterest(interest="I3", party="L"),
)

OPTIONS: tuple[Act, ...] = (
    ConfirmInterests(party="L"),
    ConfirmInterests(party="M"),
    EnterStage(stage="options"),
    AddOption(text="A cover sheet, posted by Friday noon"),
    AddOption(text="One phone that goes with whoever leads"),
    AddOption(text="A ten-minute handoff on Friday afternoon"),
    AddOption(text="Swap boards on both units", came_from="suggestion box"),
    LinkOption(option="O1", interest="I1"),
    LinkOption(option="O1", interest="I2"),
    LinkOption(option="O2", interest="I3"),
    LinkOption(option="O3", interest="I5"),
    EnterStage(stage="standards"),
    SetStandard(text="Works without overtime", must_have=True),
    RateOption(option="O1", standard="S1", rating=Meets.MEETS),
    RateOption(option="O2", standard="S1", rating=Meets.MEETS),
)

PROPOSAL: tuple[Act, ...] = (
    EnterStage(stage="consensus"),
    DraftStraw(text="Cover sheet and one phone"),
    WordProposal(
        proposal="P1",
        text=WORDS,
        not_included=("public holidays",),
        options=("O1", "O2"),
        trial=Trial(
            until=date(2026, 5, 15), measure="weekend calls without an owner", review=date(2026, 5, 8)
        ),
        starts=date(2026, 3, 20),
    ),
    ReadAloud(proposal="P1"),
)

ANSWERS: tuple[Act, ...] = (
    OpenCheck(proposal="P1"),
    Answer(check="C1", person=1, level="up"),
    Answer(check="C1", person=2, level="up"),
    Answer(check="C1", person=4, level="up"),
    Answer(check="C1", person=5, level="sideways", note="Look at the sheet again in week two"),
    Answer(check="C1", person=6, level="up"),
    Answer(check="C1", person=3, level="absent"),
)

CLOSED: tuple[Act, ...] = (
    CloseCheck(check="C1", waiting=(Condition(who="Clover Dale", due=date(2026, 3, 21), person=3),)),
)

CLOSING: tuple[Act, ...] = (
    EnterStage(stage="closing"),
    AddAction(text="Print the first cover sheet", owners=(1, 4), due=date(2026, 3, 19)),
    AddMeasure(text="Weekend calls without an owner"),
    ChangeMeasure(
        measure="M1",
        source="call log",
        pulls="Rowan Heath",
        baseline="11 in February",
        exists_today=True,
        review=date(2026, 5, 8),
    ),
    AddMessage(text="A trial is waiting for one answer; nothing changes before 20 March."),
    PlanReportOut(audience="everyone on both units", communicators=(2,), due=date(2026, 3, 16)),
    Park(text="Holiday cover", why="not today's question", owner="Hazel Brook", due=date(2026, 4, 11)),
)

WHOLE: tuple[tuple[Act, ...], ...] = (
    opening("Weekend handoff"),
    ISSUE,
    INTERESTS,
    OPTIONS,
    PROPOSAL,
    ANSWERS,
    CLOSED,
    CLOSING,
)
"""The meeting in the order it went; a picture may stop after any part."""


def desk(*parts: Sequence[Act]) -> Desk:
    """A session made of these acts, on a clock that stands still."""
    acts = [act for part in parts for act in part]
    return Desk.new(MemoryShelf(), acts, lambda: NOW)


def whole(upto: int = len(WHOLE)) -> Desk:
    """The weekend handoff, as far as its part number `upto`."""
    return desk(*WHOLE[:upto])


def practice() -> Desk:
    """A practice case, at its beginning."""
    return desk(practice_opening(load(names()[0]), TODAY))


def others() -> tuple[tuple[str, Desk], ...]:
    """Earlier sessions of the team, for the front desk: one decided, one sent on, one that is open."""
    breaks = (
        EnterStage(stage="consensus"),
        WordProposal(text="Breaks on nights are covered by the neighbouring unit."),
        ReadAloud(proposal="P1"),
        OpenCheck(proposal="P1"),
        *(Answer(check="C1", person=number, level="up") for number in (1, 2, 4, 5, 6)),
        Answer(check="C1", person=3, level="absent"),
        CloseCheck(check="C1"),
    )
    lockers = (
        Refer(
            words="Who pays for new lockers",
            owner="Hazel Brook",
            forum="Facilities committee",
            due=date(2026, 4, 1),
            reason="the money is not ours to spend",
        ),
    )
    return (
        ("2026-03-02-night-breaks-b4mt.json", desk(opening("Night breaks", date(2026, 3, 2)), breaks)),
        ("2026-02-11-lockers-x9wd.json", desk(opening("Lockers", date(2026, 2, 11)), lockers)),
        ("2026-01-20-supply-carts-2pfh.json", desk(opening("Supply carts", date(2026, 1, 20)), ISSUE)),
    )


@dataclass(frozen=True)
class Start:
    """What the pictures' program shows first."""

    screen: str = "desk"
    file: str = ""
    query: str = ""
    title: str = ""
    team: str = ""
    scenario: str = ""
    stage: str = ""
    example: bool = False


@dataclass(frozen=True)
class Listed:
    """Rows for the front desk."""

    rows: tuple[Row, ...]
    unread: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


class Changes:
    """Nobody else can reach it."""

    seen = b""

    def look(self) -> Glimpse | None:
        return None

    found = look


@dataclass(frozen=True)
class Opened:
    """A session to go on with."""

    desk: Desk
    name: str
    notes: tuple[str, ...] = ()
    path: str = ""
    left: str = ""

    @property
    def changes(self) -> Changes:
        return Changes()

    def takes(self) -> bool:
        """Memory always does."""
        return True

    def keep(self) -> str:
        raise NotSaved("read-only", self.name, "There is no disk.")

    def beside(self, name: str) -> str:
        return name

    def close(self) -> None:
        """Nothing is held."""

    def blank(self, on: bool) -> bool:
        """There is no other window."""
        return True


@dataclass(frozen=True)
class DemoHouse:
    """A folder of sessions that is only in memory. Satisfies `ibps.ui.house.House`."""

    session: Desk
    start: Start = Start()
    drafts: dict[str, dict[str, str]] = field(default_factory=dict)

    def clock(self) -> datetime:
        return NOW

    def place(self) -> str:
        return "~/Documents/ibps"

    def rows(self, practice: bool = False) -> Listed:
        if practice:
            return Listed(())
        sessions = ((FILE, self.session), *others())
        return Listed(tuple(row_of(one.record, name) for name, one in sessions))

    def open(self, name_or_path: str, over: bytes | None = None) -> Opened:
        return Opened(self.session, name_or_path)

    def along(self, name_or_path: str) -> Changes:
        return Changes()

    def peek(self, name_or_path: str) -> tuple[Journal, tuple[str, ...]]:
        return self.session.journal, ()

    def new(self, acts: Sequence[Act], title: str, on: date, practice: bool) -> Opened:
        return Opened(desk(acts), FILE)

    def documents(self) -> str:
        return "~/Documents"

    def elsewhere(self, desk: Desk, path: str, place: str) -> Opened:
        return Opened(desk, place)

    def report(self, text: str) -> str:
        return ""

    def teams(self) -> tuple[Team, ...]:
        return (Team(name=TEAM),)

    def remember(self, team: Team) -> str:
        return ""

    def scenarios(self) -> tuple[Scenario, ...]:
        return tuple(load(name) for name in names())

    def draft(self, name: str) -> dict[str, str]:
        return dict(self.drafts.get(name, {}))

    def left_at(self, name: str) -> tuple[str, str]:
        return "", ""

    def keep_draft(self, name: str, texts: Mapping[str, str], at: tuple[str, str]) -> bool:
        self.drafts[name] = dict(texts)
        return True

    def hushed(self, name: str) -> frozenset[str]:
        return frozenset()

    def hush(self, name: str, marks: frozenset[str]) -> bool:
        return True

    def notes(self, name: str, whose: int) -> tuple[str, ...]:
        return ()

    def keep_notes(self, name: str, whose: int, texts: Sequence[str]) -> bool:
        return True

    def coach_shown(self, name: str, team: str, on: date) -> Shown:
        return ""

    def keep_coach(self, shown: Shown) -> bool:
        return True

    def example(self) -> str | None:
        return None
