"""Rule, quorum and the other terms in plain words, made from their fields, so that an own rule reads too."""

from __future__ import annotations

from ibps.core.record import Record
from ibps.core.record.consensus import Check
from ibps.core.record.terms import Alternates, Mandate, Quorum, Rule, Terms
from ibps.core.sentences import FALLBACKS, MANDATES

SMALL = ("nobody", "one", "two", "three", "four", "five")


def rule_words(rule: Rule) -> str:
    """What has to be true for consensus, in a few short sentences."""
    parts = ["Everyone here answers.", _share(rule.percent), _dissent(rule)]
    if rule.aside_per_party is not None:
        parts.append(f"{_most(rule.aside_per_party, 'disagree or stand aside', ' in each party')}.")
    if rule.max_stand_aside is not None:
        parts.append(f"{_most(rule.max_stand_aside, 'stand aside')}.")
    if rule.max_abstain is not None:
        parts.append(f"{_most(rule.max_abstain, 'abstain')}.")
    if rule.yes_per_party and rule.percent < 100:
        yes = "a yes" if rule.yes_per_party == 1 else f"{rule.yes_per_party} yes answers"
        parts.append(f"Each required party has {yes}.")
    if rule.cochairs:
        parts.append("Both co-chairs answer.")
    return " ".join(part for part in parts if part)


def _share(percent: int) -> str:
    if percent == 100:
        return "Everyone says yes."
    return f"At least {percent} in 100 say yes." if percent else ""


def _dissent(rule: Rule) -> str:
    """How many may block or need more. What another part of the rule says already is not said again."""
    if rule.percent == 100:
        return ""
    if rule.dissent == 0 or rule.dissent_per_party == 0:
        return "Nobody blocks or needs more."
    parts = []
    if rule.dissent is not None:
        parts.append(_most(rule.dissent, "disagree"))
    if rule.dissent_per_party is not None and rule.aside_per_party is None and rule.dissent != 1:
        parts.append(_most(rule.dissent_per_party, "disagree", " in each party"))
    return " ".join(f"{part}." for part in (*parts, "Whoever disagrees is named"))


def _most(number: int, verb: str, where: str = "") -> str:
    """At most two stand aside; at most one in each party disagrees or stands aside."""
    if number > 1:
        return f"At most {SMALL[number] if number < len(SMALL) else number}{where} {verb}"
    one = verb.replace("disagree", "disagrees").replace("stand ", "stands ").replace("abstain", "abstains")
    return f"{'At most one' if number else 'Nobody'}{where} {one}"


def quorum_words(quorum: Quorum) -> str:
    """How many have to be here: to meet, to decide, from each required party."""
    meet = f"{quorum.meet} to meet" if quorum.meet else "no number to meet"
    decide = f"{quorum.decide} to decide" if quorum.decide else "no number to decide"
    return f"{meet}, {decide}, {quorum.each_party} from each required party"


def alternates_words(terms: Terms) -> str:
    """What somebody who stands in for another may do here."""
    if terms.alternates is Alternates.COMMIT:
        return "Somebody who stands in for a member answers for them."
    return "Somebody who stands in for a member may speak; the member answers."


def asking_words(terms: Terms) -> str:
    """How people are asked: in the open or shown together, and whether slips may be used."""
    how = "Answers are shown together once all are in." if terms.together else "Answers show at once."
    slips = " A party of three or more may answer by private slips." if terms.slips else ""
    return how + slips


def terms_words(terms: Terms) -> str:
    """All of it on one line, for the history."""
    first = " Standards come before options." if terms.standards_first else ""
    return (
        f"{MANDATES[terms.mandate.value]} Rule: {rule_words(terms.rule)} Scale: {terms.scale.title}. "
        f"Quorum: {quorum_words(terms.quorum)}. Without consensus, {FALLBACKS[terms.fallback.value]}. "
        f"{alternates_words(terms)} {asking_words(terms)}{first}"
    )


def change_words(before: Terms, after: Terms) -> str:
    """What changed from one set of terms to another, as it reads after."""
    said = {
        "mandate": MANDATES[after.mandate.value],
        "rule": f"Rule: {rule_words(after.rule)}",
        "scale": f"Scale: {after.scale.title}: {', '.join(level.label for level in after.scale.levels)}.",
        "fallback": f"Without consensus, {FALLBACKS[after.fallback.value]}.",
        "quorum": f"Quorum: {quorum_words(after.quorum)}.",
        "notice": f"Notice: {after.notice}",
        "ground_rules": f"Ground rules: {' '.join(after.ground_rules)}",
        "standards_first": f"Standards come {'before' if after.standards_first else 'after'} options.",
        "alternates": alternates_words(after),
        "together": asking_words(after),
        "slips": asking_words(after),
    }
    changed = [words for name, words in said.items() if getattr(before, name) != getattr(after, name)]
    return " ".join(dict.fromkeys(changed)) or "The terms as they were."


def check_terms(check: Check, record: Record) -> tuple[str, ...]:
    """What everyone is asked under, from the check's own copy of the terms: a line each, for its screen."""
    each = f"{max(1, check.quorum.each_party)} from each required party"
    decide = f"{check.quorum.decide} to decide, {each}" if check.quorum.decide else f"{each} to decide"
    lines = [
        f"Rule: {rule_words(check.rule)} Silence is not consent.",
        f"Quorum: {decide}.",
    ]
    if check.mandate is not Mandate.DECIDE:
        lines.append(MANDATES[check.mandate.value])
    lines.append(f"Without agreement, {FALLBACKS[check.fallback.value]}.")
    if any(person.alternate_for for person in record.people):
        lines.append(alternates_words(record.terms))
    if check.slips_allowed:
        lines.append("A party of three or more may answer by private slips; a slip names nobody.")
    return (*lines, record.terms.notice) if record.terms.notice else tuple(lines)
