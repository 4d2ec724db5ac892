"""What a page leaves open is named, each point once, and nothing that is settled."""

from __future__ import annotations

from datetime import date

from ibps.core.gaps import gaps
from ibps.core.journal import Journal
from ibps.core.record.consensus import Condition
from ibps.core.stages.anytime import Park, TakeUp
from ibps.core.stages.closing import AddAction, AddMeasure, AddMessage, PlanReportOut
from ibps.core.stages.interests import StateInterest
from ibps.core.stages.options import AddOption
from tests.core.kit import ANA, DAY, LATER, LOU, MAX, MIA, asked, opened, room, say, worded

ALL_UP = {ANA: "up", LOU: "up", MAX: "up", MIA: "up"}
PAST = date(2026, 6, 1)


def found(journal: Journal, on: date = DAY) -> list[tuple[str, str]]:
    return [(gap.code, gap.about) for gap in gaps(journal.record, on)]


def test_a_room_that_said_nothing_leaves_nothing_open() -> None:
    assert found(room()) == []


def test_owners_dates_figures_and_news() -> None:
    journal = say(
        room(),
        AddAction(text="print", owners=(ANA,)),
        AddAction(text="call", due=LATER),
        AddAction(text="done", owners=(ANA,), due=LATER),
        AddMeasure(text="late handovers"),
        AddMeasure(text="shifts", pulls="Mia"),
        AddMessage(text="soon"),
    )
    assert found(journal) == [
        ("no_date", "A1"),
        ("no_owner", "A2"),
        ("nobody_pulls", "M1"),
        ("no_review", ""),
        ("nobody_tells", ""),
    ]
    settled = say(
        journal, PlanReportOut(audience="all", communicators=(LOU,)), AddMeasure(text="x", review=LATER)
    )
    assert ("no_review", "") not in found(settled) and ("nobody_tells", "") not in found(settled)


def test_interests_that_nothing_decided_serves() -> None:
    journal = say(
        room(),
        StateInterest(party="L", text="Know who"),
        StateInterest(party="M", text="Cover"),
        StateInterest(party="M", text="Rest"),
        AddOption(text="swap board", serves=("I1", "I2")),
        AddOption(text="float pool", serves=("I3",)),
    )
    assert found(journal) == [], "while nothing is decided, nothing is missed"
    split = asked(worded(journal, "Post it.", options=("O1",)), {**ALL_UP, MAX: "down"})
    assert ("unserved", "I3") not in found(split)
    agreed = asked(worded(journal, "Post it.", options=("O1",)), ALL_UP)
    assert [about for code, about in found(agreed) if code == "unserved"] == ["I3"]
    both = asked(worded(agreed, "Pool.", serves=("I3",)), ALL_UP)
    assert "unserved" not in [code for code, _ in found(both)]


def test_what_waits_past_its_date() -> None:
    journal = asked(worded(room()), ALL_UP, Condition(who="Sponsor", what="approves", due=LATER))
    assert ("late", "D1") not in found(journal, LATER)
    late = [gap for gap in gaps(journal.record, PAST) if gap.code == "late"]
    assert [(gap.about, gap.details["late"]) for gap in late] == [("D1", "Sponsor was due 28 Mar 2026")]


def test_what_is_parked_past_its_date() -> None:
    journal = say(room(), Park(text="pay", due=LATER))
    assert found(journal, LATER) == [] and found(journal, PAST) == [("parked_late", "K1")]
    assert found(say(journal, TakeUp(parked="K1")), PAST) == []


def test_a_check_that_is_open() -> None:
    assert [code for code, _ in found(opened(worded(room())))] == ["check_open"]
