"""The terms in the opening: one line each, in words, and what changing a line means."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from ibps.core.record.terms import Alternates, Fallback, Mandate, Terms
from ibps.core.sentences import FALLBACKS, MANDATES
from ibps.core.stages.opening import SetTerms
from ibps.core.terms_said import alternates_words, asking_words, quorum_words, rule_words
from ibps.ui.forms import Field, Form, Unclear
from ibps.ui.phrases import read_choice, read_yes
from ibps.ui.typed import several
from ibps.ui.view import Ask, Do, Go, Order, Outcome, World
from ibps.ui.widgets.rows import Row


def term_rows(world: World) -> tuple[Row, ...]:
    """A heading that says whether everyone works under them, then a line for each term."""
    record, keys = world.meeting, world.keys
    terms = record.terms
    if record.terms_agreed:
        agreed = "TERMS · agreed"
    elif world.read_only:
        agreed = "TERMS · not agreed yet"
    else:
        change, agree = keys.of("person"), keys.of("agreeterms")
        agreed = f"TERMS · {change} changes one, {agree} when everyone works under them"
    scale = ", ".join(level.label for level in terms.scale.levels)
    order = "before" if terms.standards_first else "after"
    said = {
        "mandate": f"Mandate: {MANDATES[terms.mandate.value]}",
        "rule": f"Rule: {rule_words(terms.rule)}",
        "scale": f"Scale: {terms.scale.title}. {scale}.",
        "fallback": f"Fallback: without consensus, {FALLBACKS[terms.fallback.value]}.",
        "quorum": f"Quorum: {quorum_words(terms.quorum)}.",
        "alternates": f"Alternates: {alternates_words(terms)}",
        "asking": f"Asking: {asking_words(terms)}",
        "order": f"Order: standards come {order} options.",
        "notice": f"Notice: {terms.notice}",
        "rules": f"Ground rules: {' '.join(terms.ground_rules)}",
    }
    rows = tuple(Row(f"term-{key}", text) for key, text in said.items())
    return (Row("terms", agreed, kind="heading"), *rows)


def change_term(world: World, key: str) -> Outcome:
    """One press goes to the next choice; texts and numbers are asked for; rule and scale have a view each."""
    terms = world.meeting.terms
    again, undo = world.keys.of("person"), world.keys.of("undo")
    changed = f"Changed, as the line now says. {again} again goes to the next choice, {undo} takes it back."
    match key:
        case "term-mandate":
            return _choice(terms, "mandate", "What may this team do with it", MAY)
        case "term-rule":
            return Go("rule")
        case "term-scale":
            return Order("scales")
        case "term-fallback":
            return _choice(terms, "fallback", "And without consensus", ELSE)
        case "term-quorum":
            return Ask(_quorum_form(terms))
        case "term-alternates":
            return set_terms(terms, changed, alternates=_next(list(Alternates), terms.alternates))
        case "term-asking":
            return Ask(_asking_form(terms))
        case "term-order":
            return set_terms(terms, changed, standards_first=not terms.standards_first)
        case "term-notice":
            field = Field("notice", "The standing notice", start=terms.notice)
            return Ask(Form("Notice", (field,), lambda got: set_terms(terms, notice=got["notice"])))
        case "term-rules":
            field = Field("text", "Ground rules, one a line", start="\n".join(terms.ground_rules))
            return Ask(
                Form(
                    "Ground rules", (field,), lambda got: set_terms(terms, ground_rules=several(got["text"]))
                )
            )
    return None


MAY: Final = {
    "decide": Mandate.DECIDE,
    "recommend": Mandate.RECOMMEND,
    "be consulted": Mandate.CONSULT,
    "know of it": Mandate.INFORM,
}
ELSE: Final = {
    "nothing changes": Fallback.STATUS_QUO,
    "each party decides its part": Fallback.EACH_PARTY,
    "sponsors decide": Fallback.SPONSOR,
    "contract's own way": Fallback.CONTRACT,
}
"""What can be chosen, in the words it is asked with; the first letters of a word are enough."""


def _choice(terms: Terms, name: str, ask: str, choices: Mapping[str, Any]) -> Outcome:
    """One of a few, asked for: going through them would put each on record."""
    field = Field("chosen", f"{ask}? {'; '.join(choices)}", read_choice(choices))
    return Ask(Form(name.capitalize(), (field,), lambda got: set_terms(terms, **{name: got["chosen"]})))


def set_terms(terms: Terms, say: str = "", /, select: str = "", **changes: Any) -> Do:
    """The terms with these fields different, as one act."""
    return Do((SetTerms(terms=terms.but(**changes)),), say=say, select=select)


def read_whole(most: int = 999) -> Callable[[str], int]:
    """A whole number from 0 to `most`."""

    def read(text: str) -> int:
        if text.isascii() and text.isdigit() and len(text) < 6 and int(text) <= most:
            return int(text)
        raise Unclear(f"A whole number from 0 to {most}, such as 5.")

    return read


def _quorum_form(terms: Terms) -> Form:
    quorum = terms.quorum

    def asked(name: str, words: str, now: int) -> Field:
        return Field(name, f"{words} (0: no number; Enter: {now}, as now)", read_whole(), optional=True)

    fields = (
        asked("meet", "How many who decide have to be here to meet?", quorum.meet),
        asked("decide", "How many to decide?", quorum.decide),
        asked("each_party", "How many from each required party?", quorum.each_party),
    )

    def build(got: dict[str, Any]) -> Do:
        return set_terms(terms, quorum=quorum.but(**_given(got)))

    return Form("Quorum", fields, build)


def _asking_form(terms: Terms) -> Form:
    def asked(name: str, words: str, now: bool) -> Field:
        as_now = "yes" if now else "no"
        return Field(name, f"{words} (yes no; Enter: {as_now}, as now)", read_yes, optional=True)

    fields = (
        asked("together", "Are answers shown together, once all are in?", terms.together),
        asked("slips", "May a party of three or more answer by private slips?", terms.slips),
    )
    return Form("Asking", fields, lambda got: set_terms(terms, **_given(got)))


def _given(got: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in got.items() if value is not None}


def _next(choices: list[Any], now: Any) -> Any:
    return choices[(choices.index(now) + 1) % len(choices)] if now in choices else choices[0]
