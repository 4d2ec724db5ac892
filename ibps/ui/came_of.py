"""What came of an act of the follow-up: how a decision stood before and stands now, in a sentence."""

from __future__ import annotations

from datetime import date

from ibps.core.numbers import find
from ibps.core.record import Record
from ibps.core.record.decisions import Decision, DecisionState
from ibps.core.record.terms import Answered
from ibps.core.sentences import sentence
from ibps.core.standing import Group, Standing, standing

REOPENED = {
    Answered.BLOCK: "Reopened: a late answer cannot support these words.",
    Answered.NEEDS_MORE: "Reopened: a late answer needs more first.",
}
"""By the class of the answer that reopened it; any other one left the rule unmet."""


def came_of(number: str, on: date, before: Record, after: Record) -> str:
    """What the act did to the decision of that number, as it reads on that day."""
    was, now = find(before, number, Decision), find(after, number, Decision)
    stood, stands = standing(before, was, on), standing(after, now, on)
    if was.state is now.state:
        return _kept(stood, stands)
    if now.state is DecisionState.REOPENED and now.moves[-1].act == "LateAnswer":
        return REOPENED.get(now.late[-1].cls, "Reopened: with this late answer the rule is no longer met.")
    if was.state is DecisionState.TENTATIVE and now.state in (DecisionState.AGREED, DecisionState.ON_TRIAL):
        if now.state is DecisionState.AGREED and stands.group is Group.DECIDED:
            return "All waited for said yes: agreed."
        return f"All waited for said yes. {sentence(stands.reads)}"
    return sentence(stands.reads)


def _kept(stood: Standing, stands: Standing) -> str:
    if stood.reads == stands.reads:
        return f"Written down. As before: {sentence(stands.reads)}"
    return f"Written down. Now: {sentence(stands.reads)}"
