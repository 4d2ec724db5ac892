"""What is owed as lines to read or to hear: by when, who, what, in which session. One line for each thing."""

from __future__ import annotations

from typing import Final

from ibps.core.owed import Owed
from ibps.core.sentences import day, names, sentence

TEMPLATES: Final = {
    "approval": "say yes to {number} ({of}): “{what}”",
    "answer": "answer on {number}: “{what}”",
    "reply": "bring the reply of {of} on {number}: “{what}”",
    "back": "bring {number} to {of}: “{what}”",
    "trial": "look again at the trial of {number}: “{what}”",
    "action": "{number} {what}",
    "measure": "read {number} {what}",
    "fact": "bring {number} {what}",
    "tell": "tell {what}",
    "parked": "take up {number}, parked: {what}",
    "minutes": "attest the minutes {number}",
}
"""What each kind asks of whoever owes it."""

NOBODY: Final = {"trial": "This team", "parked": "Nobody holds it"}
"""Who is named where nobody is; else that nobody is."""


def line(one: Owed, title: str, team: str, file: str) -> str:
    """One thing owed, with the session it is owed in."""
    when = f"by {day(one.due)}" if one.due else "no date"
    when = f"LATE, {when}" if one.late else when[0].upper() + when[1:]
    who = names(one.who) or NOBODY.get(one.kind, "Nobody named yet")
    what = TEMPLATES[one.kind].format(number=one.number, what=one.what or "people", of=one.of)
    what = what if what.endswith("”") else sentence(what)
    return f"{when}. {who}: {what} Session: {title}, {team}, {file}"
