"""A journal from acts told as data, and a meeting that uses every part of the page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from ibps.core.acts import read_act
from ibps.core.journal import Journal, start
from ibps.core.stages.opening import StartSession

BEGAN = datetime(2026, 3, 14, 13, 0, tzinfo=UTC)
WORDS = "Evening rotation for four weeks; leave is answered by the day lead."

OPENED: list[dict[str, Any]] = [
    {"do": "StartSession", "title": "Supervisor rotation", "team": "Unit 4B"},
    {"do": "NameParty", "letter": "L", "name": "Labor"},
    {"do": "NameParty", "letter": "M", "name": "Management"},
    {"do": "SeatPerson", "name": "Ana", "party": "L", "role": "cochair"},
    {"do": "SeatPerson", "name": "Dana", "party": "M", "role": "cochair"},
    {"do": "OpenSitting", "date": "2026-03-14", "place": "Room 2"},
    {"do": "Arrive", "person": 1},
    {"do": "Arrive", "person": 2},
]
CHART: list[dict[str, Any]] = [
    {"do": "WordIssue", "text": "How do we cover shifts?"},
    {
        "do": "WordIssue",
        "text": "How can we cover shifts and keep leave clear?",
        "reason": "leave was missing",
    },
    {"do": "AgreeIssue", "party": "L"},
    {"do": "TellStory", "party": "M", "text": "Leave waits a week."},
    {
        "do": "StateFact",
        "text": "Two leads a shift",
        "source": "roster",
        "brings": "Dana",
        "due": "2026-03-20",
    },
    {"do": "SetScope", "side": "out", "text": "pay"},
    {"do": "SetRoute", "route": "contractual"},
    {"do": "StateInterest", "party": "L", "text": "Know who answers my leave", "position": "One boss"},
    {"do": "StateInterest", "party": "M", "text": "Leads learn every shift"},
    {"do": "StateInterest", "party": "L", "text": "Parking", "source": "assumed"},
    {"do": "ShareInterest", "interest": "I1", "party": "M"},
    {"do": "SetAside", "number": "I3", "reason": "another matter"},
    {"do": "AddOption", "text": "Rotate monthly", "came_from": "suggestion box", "serves": ["I1"]},
    {"do": "AddOption", "text": "Rotate weekly"},
    {"do": "CombineOptions", "options": ["O1", "O2"], "text": "Rotate"},
    {"do": "SetStandard", "text": "Leave in two days", "must_have": True, "yardstick": "contract 9.2"},
    {"do": "AgreeStandard", "standard": "S1", "party": "L"},
    {"do": "RateOption", "option": "O3", "standard": "S1", "rating": "partly"},
    {
        "do": "RateOption",
        "option": "O3",
        "standard": "S1",
        "rating": "fails",
        "party": "M",
        "note": "too slow",
    },
    {"do": "DraftStraw", "text": "Rotate somehow", "options": ["O3"]},
]
ASKED: list[dict[str, Any]] = [
    {
        "do": "WordProposal",
        "proposal": "P1",
        "text": WORDS,
        "not_included": ["night shift"],
        "conditions": [{"who": "Night steward", "due": "2026-03-21"}],
    },
    {"do": "ReadAloud", "proposal": "P1"},
    {"do": "OpenCheck", "proposal": "P1"},
    {"do": "Answer", "check": "C1", "person": 1, "level": "up"},
    {"do": "Answer", "check": "C1", "person": 2, "level": "sideways", "note": "watch overtime"},
]
CLOSED: dict[str, Any] = {"do": "CloseCheck", "check": "C1"}


def journal(acts: Iterable[Mapping[str, Any]], began: datetime = BEGAN) -> Journal:
    """The journal of these acts, a minute apart."""
    found: Journal | None = None
    for n, data in enumerate(acts):
        act, at = read_act(data), began + timedelta(minutes=n)
        if found is None:
            assert isinstance(act, StartSession)
            found = start(act, at)
        else:
            found = found.with_act(act, at)
    assert found is not None
    return found
