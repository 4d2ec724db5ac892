"""What is measured on: made-up sessions, built act by act through the desk. The same on any machine."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta, timezone
from itertools import count, cycle, islice
from pathlib import Path
from typing import Final

from ibps.core.clock import Clock
from ibps.core.record.people import Role
from ibps.core.stages.anytime import EnterStage, Reword, StageName
from ibps.core.stages.checks import Answer, CloseCheck, OpenCheck
from ibps.core.stages.closing import AddAction, PlanReportOut
from ibps.core.stages.consensus import Defer, ReadAloud, WordProposal
from ibps.core.stages.interests import ConfirmInterests, ShareInterest, StateInterest
from ibps.core.stages.issue import AgreeIssue, StateFact, TellStory, WordIssue
from ibps.core.stages.opening import AgreeTerms, Arrive, NameParty, OpenSitting, SeatPerson, StartSession
from ibps.core.stages.options import AddOption
from ibps.core.stages.standards import SetStandard
from ibps.core.value import Act
from ibps.desk import Desk
from ibps.store.session_file import SessionFile

BEGIN: Final = datetime(2026, 3, 14, 9, 0, tzinfo=timezone(timedelta(hours=-7)))
SIDES: Final = ("L", "M")
SEATS: Final = (
    ("Ana", "L", Role.COCHAIR), ("Lou", "L", Role.STEWARD), ("Kim", "L", Role.MEMBER),
    ("Max", "M", Role.COCHAIR), ("Mia", "M", Role.MANAGER), ("Jon", "M", Role.MEMBER),
)  # fmt: skip
WORDS: Final = (
    "roster", "leave", "weekend", "training", "handoff", "overtime", "parking", "break", "uniform", "night",
    "coverage", "notice", "transfer", "meeting", "locker", "phone", "holiday",
)  # fmt: skip
SESSIONS: Final = 200
ACTS: Final = 600
FACTS: Final = 20
ITEMS: Final = 300
"""Interests of the long session: what the list beside the entry line holds while somebody types."""


def session_files(folder: Path, number: int) -> tuple[Path, ...]:
    """So many short sessions in that folder, a day apart: decided, put off or still open."""
    folder.mkdir(parents=True, exist_ok=True)
    made = []
    for n in range(number):
        began = BEGIN - timedelta(days=n)
        path = folder / f"{began.date().isoformat()}-{WORDS[n % len(WORDS)]}-{n:04}.json"
        Desk.new(SessionFile(path), tuple(short_meeting(n, began)), _clock(began))
        made.append(path)
    return tuple(made)


def long_session(path: Path, acts: int, stage: StageName = "interests") -> Path:
    """One session of exactly so many acts (at least 500) that stands at this stage."""
    told = tuple(islice(_long_meeting(), acts - 1))
    Desk.new(SessionFile(path), (*told, EnterStage(stage=stage)), _clock(BEGIN))
    return path


def text(n: int) -> str:
    """A line somebody might say; no two alike."""
    first, second = WORDS[n % len(WORDS)], WORDS[n * 7 % (len(WORDS) - 1)]
    return f"Know about the {first} early enough to plan the {second} ({n:04})"


def short_meeting(n: int, began: datetime) -> Iterator[Act]:
    """The acts of one short session. Two in three of them come to something."""
    title = f"{WORDS[n % len(WORDS)].capitalize()} on ward {n:04}"
    yield from _opening(title, began)
    yield EnterStage(stage="issue")
    yield TellStory(party="L", text=text(n))
    yield WordIssue(text=f"How can we plan the {WORDS[n % len(WORDS)]} so that it works for both?")
    yield from (AgreeIssue(party=party) for party in SIDES)
    yield EnterStage(stage="interests")
    yield from (StateInterest(party=SIDES[at % 2], text=text(n + at)) for at in range(6))
    yield ShareInterest(interest="I1", party="M")
    yield EnterStage(stage="options")
    yield from (AddOption(text=f"Try this: {text(n + at)}", serves=(f"I{at + 1}",)) for at in range(4))
    yield EnterStage(stage="consensus")
    if n % 3 == 1:
        due = (began + timedelta(days=14)).date()
        yield Defer(words=text(n), owner="Ana", forum="the next meeting", due=due, reason="figures to come")
    elif n % 3 == 2:
        yield from _decided(text(n))
        yield EnterStage(stage="closing")
        yield AddAction(text="Post it", owners=(1, 4), due=began.date())
        yield PlanReportOut(audience="The night shift", communicators=(2, 5))


def _opening(title: str, began: datetime) -> Iterator[Act]:
    yield StartSession(title=title, team="Clinic North")
    yield NameParty(letter="L", name="Labor")
    yield NameParty(letter="M", name="Management")
    yield from (SeatPerson(name=name, party=party, role=role) for name, party, role in SEATS)
    yield OpenSitting(date=began.date(), place="Room 2")
    yield from (Arrive(person=number) for number in range(1, len(SEATS) + 1))
    yield AgreeTerms()


def _decided(words: str) -> Iterator[Act]:
    yield WordProposal(text=words)
    yield ReadAloud(proposal="P1")
    yield OpenCheck(proposal="P1")
    yield from (Answer(check="C1", person=number, level="up") for number in range(1, len(SEATS) + 1))
    yield CloseCheck(check="C1")


def _long_meeting() -> Iterator[Act]:
    """One meeting that goes on as long as it is asked to."""
    yield from _opening("Everything at once", BEGIN)
    yield WordIssue(text="How can we plan the work so that it is fair and safe?")
    yield from (AgreeIssue(party=party) for party in SIDES)
    yield from (StateFact(text=f"Fact: {text(n)}", source="the ward book") for n in range(FACTS))
    yield from (StateInterest(party=SIDES[n % 2], text=text(n)) for n in range(ITEMS))
    yield from (ShareInterest(interest=f"I{n}", party="M") for n in range(1, 80, 2))
    yield from (ConfirmInterests(party=party) for party in SIDES)
    yield from (AddOption(text=f"Try {text(n)}", serves=(f"I{n + 1}", f"I{n + 2}")) for n in range(60))
    yield from (SetStandard(text=f"Holds for {word}") for word in WORDS[:8])
    yield from _decided("Rosters are posted two weeks ahead.")
    # Facts, on which nothing that is said later rests: no stage asks for another look.
    for again, place in zip(count(ITEMS), cycle(range(1, FACTS + 1)), strict=False):
        yield Reword(number=f"F{place}", text=f"Fact: {text(again)}")


def _clock(began: datetime) -> Clock:
    minutes = count()
    return lambda: began + timedelta(seconds=20 * next(minutes))
