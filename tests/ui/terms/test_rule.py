"""The rule on the screen: in words, to choose, and part by part."""

from __future__ import annotations

from pathlib import Path

import pytest

from ibps import guide
from ibps.core.record.people import Role
from ibps.core.record.terms import RULES, Rule, Terms
from ibps.core.stages.opening import ChangePerson
from ibps.core.terms_said import rule_words
from ibps.ui.terms.hints import rule_hints
from ibps.ui.terms.rule import OWN, PARTS, named
from tests.ui.asking import leaves, refuses, unsaved
from tests.ui.kit import ANA, Seen, begun, flat, running

COCHAIRS = "Co-chairs of two parties"


async def to_rule(seen: Seen) -> None:
    await seen.verb("e", on="term-rule")
    assert seen.view == "rule"


def hints(seen: Seen) -> list[str]:
    return [row.text for row in seen.rows if row.kind == "hint"]


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 40)])
async def test_the_rule_in_words_stands_above_and_every_part_below(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    async with running(tmp_path, *begun(), size=size) as seen:
        await to_rule(seen)
        assert flat(seen.question) == rule_words(Rule()) and seen.sees(rule_words(Rule()))
        assert seen.row("rule-no-block").tail == "● chosen" and seen.selected == "rule-no-block"
        parts = [row.key.removeprefix("part-") for row in seen.rows if row.key.startswith("part-")]
        assert parts == [name for name in Rule.model_fields if name != "name"]
        assert not hints(seen)
        items = [row for row in seen.rows if row.kind == "item"]
        assert [row.number for row in items] == [str(at) for at in range(1, len(items) + 1)]
        for row in items:
            await seen.choose(row.key)
            assert seen.sees(row.text)
        await seen.press("escape")
        assert seen.view == "opening" and seen.selected == "term-rule"


@pytest.mark.parametrize("name", RULES)
async def test_each_rule_is_chosen_and_said(tmp_path: Path, name: str) -> None:
    async with running(tmp_path, *begun(terms=Terms(rule=Rule(percent=33)))) as seen:
        await to_rule(seen)
        assert seen.row("rule-own").tail == "● chosen"
        await seen.verb("u", on=f"rule-{name}")
        assert seen.disk().terms.rule == RULES[name]
        assert flat(seen.question) == rule_words(RULES[name])
        assert seen.row(f"rule-{name}").tail == "● chosen" and not seen.row("rule-own").tail
        before = seen.path.read_bytes()
        await seen.press("e")
        assert seen.said == "That is the rule already." and seen.path.read_bytes() == before
        assert not [hint for hint in hints(seen) if COCHAIRS not in hint]


async def test_a_number_changed_makes_it_an_own_rule_and_back(tmp_path: Path) -> None:
    async with running(tmp_path, *begun()) as seen:
        await to_rule(seen)
        await seen.choose("part-percent")
        await seen.press("enter")
        await refuses(seen, "most", "101", "-1", "80 %", "no limit", "")
        await seen.type_line("80")
        rule = seen.disk().terms.rule
        assert (rule.name, rule.percent) == (OWN, 80) and "At least 80 in 100" in seen.question
        assert seen.row("part-percent").tail == "80 or more" and seen.row("rule-own").tail == "● chosen"
        for part in ("dissent", "dissent_per_party"):
            assert seen.disk().terms.rule.name == OWN
            await seen.verb("e", on=f"part-{part}")
            await refuses(seen, "some", "1000")
            await seen.type_line("no limit")
        assert seen.disk().terms.rule == RULES["four-in-five"]
        assert seen.row("rule-four-in-five").tail == "● chosen"
        assert seen.said == "The rule is now: Four in five say yes."
        await seen.press("ctrl+u")
        assert seen.disk().terms.rule.name == OWN and seen.view == "rule"
        assert seen.said.startswith("Taken back: Rule: ") and "Scale" not in seen.said
        await seen.press("ctrl+r")
        assert seen.disk().terms.rule == RULES["four-in-five"]


async def test_each_part_takes_its_own_number(tmp_path: Path) -> None:
    async with running(tmp_path, *begun()) as seen:
        await to_rule(seen)
        for number, part in enumerate(PARTS, 2):
            await seen.verb("e", on=f"part-{part.name}")
            await seen.type_line(str(number))
            assert getattr(seen.disk().terms.rule, part.name) == number
            assert seen.row(f"part-{part.name}").tail.startswith(str(number))
        await seen.verb("e", on="part-cochairs")
        assert not seen.disk().terms.rule.cochairs and seen.row("part-cochairs").tail == "no"
        await seen.press("enter")
        assert seen.disk().terms.rule.cochairs
        changes = [act for act in seen.acts() if act["do"] == "SetTerms"]
        assert len(changes) == len(PARTS) + 2


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        (Rule(percent=100, dissent=1, dissent_per_party=1), "never used"),
        (Rule(percent=100, dissent=None, dissent_per_party=None), "never used"),
        (Rule(percent=100, max_abstain=2), "never used"),
        (Rule(dissent=1, dissent_per_party=2), "limit for one party is never reached"),
        (Rule(dissent=3, dissent_per_party=1), "limit for all is never reached"),
        (Rule(dissent=None, dissent_per_party=None), "most cannot support it"),
        (Rule(dissent=None, dissent_per_party=None, yes_per_party=0), "can hardly fail"),
        (Rule(yes_per_party=3), "Labor has 2 people who decide"),
    ],
)
async def test_what_can_never_be_met_or_never_fail_is_allowed_and_said(
    tmp_path: Path, rule: Rule, said: str
) -> None:
    async with running(tmp_path, *begun(terms=Terms(rule=rule))) as seen:
        await to_rule(seen)
        assert any(said in hint for hint in hints(seen)), hints(seen)


async def test_two_cochairs_who_are_not_there_are_said(tmp_path: Path) -> None:
    async with running(tmp_path, *begun(ChangePerson(person=ANA, role=Role.MEMBER))) as seen:
        await to_rule(seen)
        assert any(COCHAIRS in hint for hint in hints(seen))
        await seen.verb("e", on="part-cochairs")
        assert not hints(seen)
        for rule in RULES.values():
            assert [COCHAIRS in hint for hint in rule_hints(rule, seen.disk())] == [True]


def test_a_rule_has_the_name_of_the_one_it_is_the_same_as() -> None:
    for name, rule in RULES.items():
        assert named(rule.but(name="anything")) == rule and named(rule).name == name
    assert named(Rule(percent=1)).name == OWN
    assert set(guide.load("terms").coded("Rule names")) == {*RULES, OWN}


async def test_no_rule_is_changed_while_people_are_asked_or_left_half_way(tmp_path: Path) -> None:
    async with running(tmp_path, *begun()) as seen:
        await to_rule(seen)
        await seen.verb("e", on="part-percent")
        await leaves(seen)
        await seen.verb("u", on="part-percent")
        assert seen.said.startswith("Choose a rule first")
        await seen.verb("e", on="rule-own")
        assert "Change any of the parts below" in seen.said
        await seen.verb("e", on="part-percent")
        await unsaved(seen, "60")
        assert seen.disk().terms.rule.percent == 60
