"""Words that become part of a record: states, classes of answers, dates, lists of names.

They are written into every file, so they change only with the format.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from ibps.core.dates import day as day
from ibps.core.record.decisions import DecisionState
from ibps.core.record.terms import Answered

ANSWERS: Final[dict[Answered, str]] = {
    Answered.SUPPORT: "support",
    Answered.LIVE_WITH: "can live with it",
    Answered.NEEDS_MORE: "need more first",
    Answered.STAND_ASIDE: "stand aside",
    Answered.ABSTAIN: "abstain",
    Answered.BLOCK: "cannot support it as worded",
    Answered.NOT_ASKED: "not asked",
    Answered.NO_RESPONSE: "no answer",
    Answered.ABSENT: "absent",
    Answered.BY_SLIP: "by slip",
}

RESULTS: Final[dict[DecisionState, str]] = {
    DecisionState.AGREED: "CONSENSUS",
    DecisionState.ON_TRIAL: "CONSENSUS ON A TRIAL",
    DecisionState.TENTATIVE: "TENTATIVE",
    DecisionState.NO_AGREEMENT: "NO AGREEMENT",
    DecisionState.INCOMPLETE: "INCOMPLETE",
    DecisionState.DEFERRED: "DEFERRED",
    DecisionState.REFERRED: "REFERRED",
    DecisionState.ONE_PARTY: "DECIDED BY ONE PARTY",
    DecisionState.IN_EFFECT: "IN FORCE",
    DecisionState.REOPENED: "REOPENED",
    DecisionState.REFUSED: "REFUSED",
    DecisionState.SUPERSEDED: "REPLACED",
    DecisionState.ENDED: "ENDED",
}

ROUTES: Final = {
    "joint": "joint problem solving",
    "contractual": "a contract matter",
    "individual": "an individual matter",
    "safety": "a safety matter",
    "beyond": "beyond this team's boundary",
}

MANDATES: Final = {
    "decide": "This team decides.",
    "recommend": "This team recommends; others decide.",
    "consult": "This team is consulted; others decide.",
    "inform": "This team is informed; nothing is decided here.",
}

FALLBACKS: Final = {
    "status_quo": "things stay as they are",
    "each_party": "each party decides within its own authority",
    "sponsor": "the sponsors decide",
    "contract": "the contract's own process applies",
}


def names(items: Sequence[str]) -> str:
    """A, B and C."""
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} and {items[-1]}"


def count(number: int, one: str, many: str = "") -> str:
    """1 person, 2 people."""
    return f"{number} {one if number == 1 else many or one + 's'}"


def sentence(text: str) -> str:
    """The text with an end to it."""
    text = text.strip()
    return text if text.endswith((".", "!", "?")) else f"{text}."
