"""What is worth a look in a rule or a scale. All is allowed; some can never be met or never fail."""

from __future__ import annotations

from collections.abc import Iterator

from ibps.core.record import Record
from ibps.core.record.terms import YES, Answered, Rule, Scale
from ibps.core.sentences import count
from ibps.ui.terms.levels import taken_by
from ibps.ui.widgets.rows import Row


def hint_rows(hints: Iterator[str]) -> tuple[Row, ...]:
    """The hints as rows."""
    return tuple(Row(f"hint{at}", f"? {words}", kind="hint") for at, words in enumerate(hints))


def rule_hints(rule: Rule, record: Record) -> Iterator[str]:
    """What this rule can never give, in this room."""
    in_one = [most for most in (rule.dissent_per_party, rule.aside_per_party) if most is not None]
    limits = (
        rule.dissent,
        rule.dissent_per_party,
        rule.aside_per_party,
        rule.max_stand_aside,
        rule.max_abstain,
    )
    open_to_dissent = rule.dissent != 0 and rule.dissent_per_party != 0
    if rule.percent == 100 and (open_to_dissent or any(limits)):
        yield "Everyone has to say yes, so the limits that let somebody do otherwise are never used."
    elif rule.dissent is not None and rule.dissent_per_party is not None:
        if rule.dissent_per_party > rule.dissent:
            yield "Fewer may disagree in all than in one party: the limit for one party is never reached."
        elif rule.dissent_per_party * len(record.parties) < rule.dissent:
            yield "So few may disagree in one party that the limit for all is never reached."
    if rule.dissent is None and not in_one and rule.percent <= 50:
        if not (rule.percent or rule.yes_per_party):
            yield "One yes is enough and nobody can stop it: a check can hardly fail."
        else:
            yield "Nothing limits how many disagree: it can be consensus although most cannot support it."
    for party in record.parties:
        decide = sum(1 for person in record.deciders if person.party == party.letter)
        if party.required and 0 < decide < rule.yes_per_party:
            who = count(decide, "person who decides", "people who decide")
            yield f"{party.name} has {who}: {rule.yes_per_party} yes answers can never come."
    if rule.cochairs and len({person.party for person in record.cochairs}) < 2:
        yield "Co-chairs of two parties have to answer, and the room list does not have both yet."


def scale_hints(scale: Scale) -> Iterator[str]:
    """What this scale cannot say, and keys that mean something else in a check."""
    classes = {level.cls for level in scale.levels}
    if not classes & YES:
        yield "No answer counts as support or can live with it: nothing can be consensus."
    if not classes & {Answered.BLOCK, Answered.NEEDS_MORE}:
        yield "No answer counts as needs more or cannot: nobody can stop anything."
    for level in scale.levels:
        if meaning := taken_by(level.key):
            yield f"{level.key} is kept for {meaning} in a check. Give “{level.label}” another key."
