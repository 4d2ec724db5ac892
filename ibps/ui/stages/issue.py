"""The issue on the screen: the stories, the facts, the question."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby
from typing import Any, Literal

from ibps.core.record.issue import Fact, FactStatus, Raised, Route
from ibps.core.sentences import ROUTES, day
from ibps.core.stages.issue import (
    AgreeIssue,
    SetRoute,
    SetScope,
    SettleFact,
    StateFact,
    TellStory,
    WordIssue,
)
from ibps.core.value import Act
from ibps.ui.forms import Field, Form
from ibps.ui.phrases import read_choice, read_parties
from ibps.ui.stages.common import StageView, brings_fields, entered
from ibps.ui.typed import allotted, of_parties
from ibps.ui.view import Arm, Ask, Do, Look, Outcome, Say, Slot, World
from ibps.ui.widgets.rows import Row, State

STATUS: dict[FactStatus, tuple[str, State]] = {
    FactStatus.AGREED: ("✓ agreed", "good"),
    FactStatus.DISPUTED: ("≠ disputed", "bad"),
    FactStatus.TO_FIND_OUT: ("? find out", "waiting"),
}


class IssueView(StageView):
    """One question that is fair to everyone here."""

    name = "issue"

    def slots(self, world: World, look: Look) -> tuple[Slot, ...]:
        """The question, each party's story, facts."""
        record = world.meeting
        stories = tuple(
            Slot(f"story-{p.letter}", f"Story {p.letter}", "what is happening, as this party tells it")
            for p in record.parties
        )
        asked = record.issue.question is not None
        question = Slot(
            "question",
            "Question",
            "the question in better words" if asked else "How can we ... in a way that ...?",
        )
        fact = Slot("fact", "Fact", "something known or claimed")
        # Told first, asked second; a question that stands is not what a stray line should change.
        # Round and round in one order: what Tab comes to next is the same before and after.
        return (fact, *stories, question) if asked else (*stories, question, fact)

    def rows(self, world: World, look: Look) -> tuple[Row, ...]:
        """The question first, then stories, facts and the scope."""
        record, issue = world.meeting, world.meeting.issue
        found: list[Row] = []
        if question := issue.question:
            oks = " ".join(f"{p.letter} {'✓' if p.letter in question.ok else '·'}" for p in record.parties)
            found.append(Row("question", question.text, number=f"v{question.version}", tail=oks))
        for at, story in enumerate(issue.stories):
            found.append(Row(f"story-{at}", story.text, tag=story.party))
        for fact in issue.facts:
            word, state = STATUS[fact.status]
            found.append(
                Row(fact.number, fact.text, number=fact.number, tail=word, note=_brings(fact), state=state)
            )
        found += [
            Row(f"in-{at}", text, number="inside", kind="quiet") for at, text in enumerate(issue.scope_in)
        ]
        found += [
            Row(f"out-{at}", text, number="outside", kind="quiet") for at, text in enumerate(issue.scope_out)
        ]
        if issue.route is not Route.JOINT or issue.raised is Raised.FLOOR:
            raised = " It came up from the floor, not on the agenda." if issue.raised is Raised.FLOOR else ""
            found.append(Row("route", f"This is {ROUTES[issue.route.value]}.{raised}", kind="quiet"))
        return tuple(found)

    def enter(self, world: World, look: Look, slot: Slot, text: str) -> Outcome:
        """A story, a fact, or the question in new words."""
        record = world.meeting
        kinds = {"fact": "fact", "question": "question"} | of_parties(record, "story-")
        said = allotted(text, slot.key, kinds)
        asked = any(kind == "question" for kind, _ in said.lines)
        question = record.issue.question
        if asked and question and question.ok and look.armed != f"question:{text}":
            return Arm(
                f"question:{text}", "This replaces the question people agreed to. Enter again does it."
            )
        # A prefix does not leave the line set to the question: the next line must not replace it unseen.
        stays = slot.key if said.slot == "question" else said.slot
        done = entered(world, _told(said.lines), len(said.lines), stays)
        return replace(done, select="question") if asked else done

    def do(self, action: str, world: World, look: Look, row: Row | None) -> Outcome:
        """OKs by party, what both sides make of a fact, scope and route."""
        record = world.meeting
        fact = next((f for f in record.issue.facts if row and f.number == row.key), None)
        match action:
            case "ok":
                letters = " ".join(party.letter for party in record.parties)
                field = Field(
                    "parties", f"Which party says: good enough to work on? ({letters})", read_parties(record)
                )
                return Ask(
                    Form("OK", (field,), lambda got: Do(tuple(AgreeIssue(party=p) for p in got["parties"])))
                )
            case "scopein":
                return _scope("in", "What is inside this issue?", "Noted as inside.")
            case "scopeout":
                return _scope("out", "What is outside this issue?", "Noted as outside.")
            case "route":
                return Ask(_route_form())
            case "agreed" if fact:
                return Do((SettleFact(fact=fact.number, status=FactStatus.AGREED),))
            case "disputed" | "findout" if fact:
                return Ask(_settle_form(fact, action, world))
            case "agreed" | "disputed" | "findout":
                return Say("Choose a fact first, with the arrows or its number.")
            case "edit" if row and row.key == "question":
                field = Field("text", "The question in better words", start=row.text)
                why = Field("reason", "Why the change? (Enter skips)", optional=True)
                return Ask(Form("Question", (field, why), _word, anywhere=True))
            case "edit" if row and not fact:
                return Say("A story stays as it was told. Add to it on the entry line.")
        return super().do(action, world, look, row)


def _told(lines: tuple[tuple[str, str], ...]) -> Iterator[Act]:
    """An act for each line; the lines of a question are one question."""
    for kind, group in groupby(lines, key=lambda line: line[0]):
        words = [text for _, text in group]
        if kind == "question":
            yield WordIssue(text=" ".join(words))
        elif kind == "fact":
            yield from (StateFact(text=text) for text in words)
        else:
            yield from (TellStory(party=kind.removeprefix("story-"), text=text) for text in words)


def _route_form() -> Form:
    routes = {words: Route(name) for name, words in ROUTES.items()}
    raised = {"agenda": Raised.AGENDA, "floor": Raised.FLOOR}
    fields = (
        Field("route", f"Where does it belong? {', '.join(routes)}", read_choice(routes)),
        Field("raised", "Was it on the agenda, or did it come from the floor? (a f)", read_choice(raised)),
    )
    return Form("Route", fields, lambda got: Do((SetRoute(**got),)), anywhere=True)


def _brings(fact: Fact) -> str:
    parts = [
        fact.source,
        f"{fact.brings} brings it" if fact.brings else "",
        f"by {day(fact.due)}" if fact.due else "",
    ]
    return " · ".join(part for part in parts if part)


def _settle_form(fact: Fact, action: str, world: World) -> Form:
    status = FactStatus.DISPUTED if action == "disputed" else FactStatus.TO_FIND_OUT

    def build(got: dict[str, Any]) -> Do:
        filled = {name: value for name, value in got.items() if value is not None}
        return Do((SettleFact(fact=fact.number, status=status, **filled),))

    return Form("Fact", brings_fields(world), build)


def _word(got: dict[str, Any]) -> Do:
    return Do(
        (WordIssue(text=got["text"], reason=got["reason"] or ""),), say="New words: each party says OK again."
    )


def _scope(side: Literal["in", "out"], ask: str, say: str) -> Outcome:
    """It stands at the end of a list that may be long, so that it was noted is said."""
    field = Field("text", ask)
    return Ask(Form("Scope", (field,), lambda got: Do((SetScope(side=side, **got),), say=say)))
