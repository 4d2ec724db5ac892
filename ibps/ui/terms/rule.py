"""The rule: when a check is consensus. Those to choose from, and each of its parts to change."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from ibps import guide
from ibps.core.record.terms import RULES, Rule
from ibps.core.terms_said import rule_words
from ibps.ui.forms import Field, Form, Unclear
from ibps.ui.terms.hints import hint_rows, rule_hints
from ibps.ui.terms.rows import read_whole, set_terms
from ibps.ui.view import Ask, Look, Outcome, Say, Sheet, View, World
from ibps.ui.widgets.rows import Row

OWN: Final = "own"
"""The name of a rule that is none of those to choose from."""


@dataclass(frozen=True)
class Part:
    """A number in a rule: its row, its question, and what 0 reads as. With `limit` it may have none."""

    name: str
    words: str
    ask: str
    none: str
    most: int = 999
    limit: bool = True


PARTS: Final = (
    Part(
        "percent",
        "Say yes, in every 100 here",
        "How many in 100 have to say yes? 0: no share is asked for",
        "no share",
        most=100,
        limit=False,
    ),
    Part(
        "yes_per_party",
        "Say yes, from each required party here",
        "How many yes answers from each required party?",
        "none needed",
        limit=False,
    ),
    Part("dissent", "May block or need more", "How many may block or need more?", "nobody"),
    Part(
        "dissent_per_party",
        "May block or need more, in one party",
        "How many of one party may block or need more?",
        "nobody",
    ),
    Part(
        "aside_per_party",
        "May do that or stand aside, in one party",
        "How many of one party may block, need more or stand aside?",
        "nobody",
    ),
    Part("max_stand_aside", "May stand aside", "How many may stand aside?", "nobody"),
    Part("max_abstain", "May abstain", "How many may abstain?", "nobody"),
)


class RuleView(View):
    """The rule as it stands, in words; below, the rules to choose from and the parts of this one."""

    name = "rule"
    types = False

    def sheet(self, world: World, look: Look) -> Sheet:
        """Words on top, so that every change is read as what it now says."""
        record = world.meeting
        rule = named(record.terms.rule)
        names = guide.load("terms").coded("Rule names")
        rows = [*hint_rows(rule_hints(rule, record)), Row("rules", "RULES TO CHOOSE", kind="heading")]
        for name, words in names.items():
            chosen = name == rule.name
            tail = "● chosen" if chosen else ""
            rows.append(Row(f"rule-{name}", words, tail=tail, state="good" if chosen else ""))
        rows.append(Row("parts", "WHAT IT ASKS FOR", kind="heading"))
        rows += [Row(f"part-{part.name}", part.words, tail=said(part, rule)) for part in PARTS]
        both = "yes" if rule.cochairs else "no"
        rows.append(Row("part-cochairs", "Both co-chairs answer", tail=both))
        return Sheet("TERMS · RULE", rule_words(rule), _counted(rows), select=f"rule-{rule.name}")

    def keys(self, world: World, look: Look) -> tuple[tuple[str, str], ...]:
        """Enter changes what is chosen; Esc goes back to the terms."""
        return (("Enter", "change"), ("Esc", "back"))

    def chosen(self, world: World, look: Look, row: Row | None) -> Outcome:
        """The rule chosen is used; a part is asked for."""
        return self.do("changeterm", world, look, row)

    def do(self, action: str, world: World, look: Look, row: Row | None) -> Outcome:
        """One act for each change."""
        rule = named(world.meeting.terms.rule)
        kind, _, which = row.key.partition("-") if row is not None else ("", "", "")
        if kind == "rule" and which == OWN:
            return Say("Change any of the parts below, and the rule is your own.")
        if kind == "rule":
            return _set(world, RULES[which])
        if action == "useterm" or kind != "part":
            return Say("Choose a rule first, with the arrows or its number.")
        if which == "cochairs":
            return _set(world, rule.but(cochairs=not rule.cochairs))
        part = next(part for part in PARTS if part.name == which)
        limit = " A number, or: no limit" if part.limit else ""
        field = Field("number", f"{part.ask}{limit} (now: {said(part, rule)})", _reader(part))

        def build(got: dict[str, Any]) -> Outcome:
            return _set(world, rule.but(**{part.name: None if got["number"] < 0 else got["number"]}))

        return Ask(Form("Rule", (field,), build))


def named(rule: Rule) -> Rule:
    """The rule under the name of the one it is the same as, else as the team's own."""
    same = next((name for name, known in RULES.items() if known == rule.but(name=name)), OWN)
    return rule.but(name=same)


def said(part: Part, rule: Rule) -> str:
    """The number of a part, in words."""
    number = getattr(rule, part.name)
    if number is None:
        return "no limit"
    if not number:
        return part.none
    if part.name == "percent" and number == 100:
        return "everyone"
    return f"{number} at most" if part.limit else f"{number} or more"


def _reader(part: Part) -> Callable[[str], int]:
    """The number of a part; -1 for no limit."""
    whole = read_whole(part.most)

    def read(text: str) -> int:
        if part.limit and " ".join(text.casefold().split()) in ("no limit", "no", "none", "-"):
            return -1
        try:
            return whole(text)
        except Unclear as unclear:
            raise Unclear(f"{str(unclear)[:-1]}, or: no limit." if part.limit else str(unclear)) from None

    return read


def _counted(rows: list[Row]) -> tuple[Row, ...]:
    """The rows that can be chosen, numbered, so that the room can point."""
    numbers = iter(range(1, len(rows) + 1))
    return tuple(row._replace(number=str(next(numbers))) if row.kind == "item" else row for row in rows)


def _set(world: World, rule: Rule) -> Outcome:
    after = named(rule)
    if after == world.meeting.terms.rule:
        return Say("That is the rule already.")
    name = guide.load("terms").coded("Rule names")[after.name]
    say = "The words above say what the rule is now." if after.name == OWN else f"The rule is now: {name}."
    return set_terms(world.meeting.terms, say, rule=after)
