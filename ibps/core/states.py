"""Every state of a decision and every way from one to another, as data. `docs/states.md` shows it.

What is not here is refused. Nothing goes from *no agreement*, *incomplete*, *reopened* or *refused* to a
state that reads as decided: that takes a new check.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from ibps.core.record.decisions import DecisionState as State

FIRST: Final[Mapping[str, frozenset[State]]] = {
    "CloseCheck": frozenset(
        {State.AGREED, State.ON_TRIAL, State.TENTATIVE, State.NO_AGREEMENT, State.INCOMPLETE}
    ),
    "InterruptCheck": frozenset({State.INCOMPLETE}),
    "Defer": frozenset({State.DEFERRED}),
    "Refer": frozenset({State.REFERRED}),
    "DecideByOneParty": frozenset({State.ONE_PARTY}),
}
"""Which act makes a decision, and what it may be then."""

_STAND: Final = (
    State.AGREED,
    State.ON_TRIAL,
    State.IN_EFFECT,
    State.TENTATIVE,
    State.ONE_PARTY,
    State.DEFERRED,
    State.REFERRED,
)


def _to(*states: State) -> frozenset[State]:
    return frozenset(states)


MOVES: Final[Mapping[str, Mapping[State, frozenset[State]]]] = {
    "RecordApproval": {
        State.TENTATIVE: _to(State.TENTATIVE, State.AGREED, State.ON_TRIAL, State.REFUSED),
        State.ONE_PARTY: _to(State.ONE_PARTY, State.REFUSED),
    },
    "LateAnswer": {
        State.AGREED: _to(State.AGREED, State.REOPENED),
        State.ON_TRIAL: _to(State.ON_TRIAL, State.REOPENED),
        State.IN_EFFECT: _to(State.IN_EFFECT, State.REOPENED),
        State.TENTATIVE: _to(State.TENTATIVE, State.AGREED, State.ON_TRIAL, State.REOPENED),
        State.NO_AGREEMENT: _to(State.NO_AGREEMENT),
        State.INCOMPLETE: _to(State.INCOMPLETE),
        State.REOPENED: _to(State.REOPENED),
        State.REFUSED: _to(State.REFUSED),
    },
    "ReviewTrial": {State.ON_TRIAL: _to(State.IN_EFFECT, State.REOPENED, State.ENDED)},
    "InEffect": {State.AGREED: _to(State.IN_EFFECT), State.ONE_PARTY: _to(State.ONE_PARTY)},
    "Supersede": {state: _to(State.SUPERSEDED) for state in _STAND},
    "EndDecision": {state: _to(State.ENDED) for state in _STAND},
}
"""For each act of the follow-up: from which state it may be said, and what it may come to."""


def may(act: str, state: State) -> bool:
    """Whether that act may be said of a decision in that state."""
    return state in MOVES[act]
