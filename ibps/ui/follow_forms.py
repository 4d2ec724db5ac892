"""The questions of the follow-up. Each form ends in one act, and says what came of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from typing import Any

from ibps.core.errors import Refusal
from ibps.core.numbers import find
from ibps.core.record import Record
from ibps.core.record.closing import Action, Measure
from ibps.core.record.consensus import Check
from ibps.core.record.decisions import Decision, TrialVerdict
from ibps.core.record.people import Person
from ibps.core.record.terms import YES, Level, Scale
from ibps.core.sentences import day
from ibps.core.stages.followup import (
    ActionDone,
    EndDecision,
    InEffect,
    LateAnswer,
    ReadMeasure,
    RecordApproval,
    ReviewTrial,
    StateMinority,
    Supersede,
    ToldPeople,
    allowed,
    may_answer_late,
    may_dissent,
    replaces,
)
from ibps.core.value import Act
from ibps.ui.came_of import came_of
from ibps.ui.forms import Field, Form, Unclear
from ibps.ui.phrases import read_choice, read_numbers, read_past, read_person, read_yes
from ibps.ui.view import Ask, Do, Outcome, Say, World

VERDICTS = {verdict.value: verdict for verdict in TrialVerdict}


def answer_form(world: World, number: str, places: Sequence[int]) -> Outcome:
    """Whoever the decision waits for said yes or no; `places` are the conditions meant, counted from 1."""
    decision = allowed(world.meeting, number, "RecordApproval")
    conditions = {place: decision.waiting[place - 1] for place in places}
    listed = ", ".join(f"{place} {one.who}" for place, one in conditions.items())
    one = next(iter(conditions.values()))
    said = f"{one.who} ({one.what}): yes or no?" if len(conditions) == 1 else "Their answer: yes or no?"

    def which(text: str) -> int:
        if not (text.isascii() and text.isdigit() and int(text) in conditions):
            raise Unclear("That is none of these numbers.")
        return int(text)

    choose = (Field("condition", f"Whose answer has come? {listed}", which),)
    fields = (
        *(choose if len(conditions) > 1 else ()),
        Field("obtained", said, read_yes),
        when(world, "When was it said?"),
        Field("told_by", "Who told us? (Enter skips)", optional=True),
        Field("note", "Anything to note? (Enter skips)", optional=True),
    )

    def build(got: dict[str, Any]) -> Do:
        act = RecordApproval(decision=number, **{"condition": places[0], **_filled(world, got)})
        return _about(world, act, number)

    return Ask(Form("Answer came", fields, build))


def reply_form(world: World, number: str) -> Outcome:
    """What came back on a matter that was put off or sent elsewhere: with that, it is at its end here."""
    decision = allowed(world.meeting, number, "EndDecision")
    fields = (
        Field("because", f"What came back from {decision.forum}?"),
        when(world, "When did it come?"),
    )

    def build(got: dict[str, Any]) -> Do:
        act = EndDecision(decision=number, because=f"Reply: {got['because']}", on=got["on"] or world.on)
        return _about(world, act, number)

    return Ask(Form("Reply", fields, build))


def late_form(world: World, number: str) -> Outcome:
    """An answer of somebody who was asked and had not answered, on the scale of that check."""
    record = world.meeting
    decision = allowed(record, number, "LateAnswer")
    if decision.check is None:
        return Say(f"Nobody was asked by name on {number}, so no answer is late.")
    check = find(record, decision.check, Check)
    people = _who_may(record, lambda person: may_answer_late(record, check, person))
    if not people:
        return Say(f"Everyone who was asked in {check.number} answered then.")
    levels = ", ".join(f"{level.key} {level.label}" for level in check.scale.levels)

    def no_yes(got: dict[str, Any]) -> bool:
        return got["level"].cls not in YES

    fields = (
        _person("Who answers now?", record, people, lambda person: may_answer_late(record, check, person)),
        Field("level", f"Their answer? {levels}", partial(_level, check.scale)),
        Field("note", "In their own words: what concerns them? (Enter skips)", optional=True, when=no_yes),
        Field("would_change", "What would have to change? (Enter skips)", optional=True, when=no_yes),
        when(world, "When did they say so?"),
        Field("taken_by", f"Who takes this down? {_names(record.cochairs)} or another", read_person(record)),
    )

    def build(got: dict[str, Any]) -> Do:
        filled = {**_filled(world, got), "level": got["level"].name}
        return _about(world, LateAnswer(check=check.number, **filled), number)

    return Ask(Form("Late answer", fields, build))


def statement_form(world: World, number: str) -> Outcome:
    """Why somebody did not say yes, kept with the decision in their own words."""
    record = world.meeting
    decision = find(record, number, Decision)
    people = _who_may(record, lambda person: may_dissent(record, decision, person))
    if not people:
        return Say(f"Nobody who answered on {number} said anything but yes.")
    fields = (
        _person("Whose statement?", record, people, lambda person: may_dissent(record, decision, person)),
        Field("text", "In their own words"),
        when(world, "When was it given?"),
    )

    def build(got: dict[str, Any]) -> Do:
        whose = record.person(got["person"]).name
        act = StateMinority(decision=number, **_filled(world, got))
        return Do((act,), say=f"Kept with {number}, in {whose}'s words.")

    return Ask(Form("Statement", fields, build))


def trial_form(world: World, number: str) -> Outcome:
    """The trial was looked at: it goes on for good, is worded anew, or ends."""
    allowed(world.meeting, number, "ReviewTrial")
    fields = (
        Field("verdict", "Adopt it, adapt it (new words), or abandon it?", read_choice(VERDICTS)),
        Field("because", "Because ..."),
        when(world, "When was it looked at?"),
    )

    def build(got: dict[str, Any]) -> Do:
        return _about(world, ReviewTrial(decision=number, **_filled(world, got)), number)

    return Ask(Form("Trial", fields, build))


def in_force_form(world: World, number: str) -> Outcome:
    """In force since a day."""
    allowed(world.meeting, number, "InEffect")
    fields = (
        when(world, f"{number} is in force since when?"),
        Field("note", "Anything to note? (Enter skips)", optional=True),
    )
    return Ask(
        Form(
            "In force",
            fields,
            lambda got: _about(world, InEffect(decision=number, **_filled(world, got)), number),
        )
    )


def replaced_form(world: World, number: str) -> Outcome:
    """Which later decision took its place."""
    record = world.meeting
    decision = allowed(record, number, "Supersede")
    later = [one for one in record.decisions if replaces(one, decision)]
    if not later:
        return Say(f"No later decision stands that could replace {number}.")
    known = ", ".join(f"{one.number} “{one.words}”" for one in later)
    read = read_numbers("D", [one.number for one in later])
    fields = (
        Field("by", f"Replaced by which one? {known}", lambda text: read(text)[0]),
        Field("because", "Because ... (Enter skips)", optional=True),
        when(world, "Since when?"),
    )

    def build(got: dict[str, Any]) -> Do:
        return _about(world, Supersede(decision=number, **_filled(world, got)), number)

    return Ask(Form("Replaced", fields, build))


def ended_form(world: World, number: str) -> Outcome:
    """It no longer holds, because ..."""
    allowed(world.meeting, number, "EndDecision")
    fields = (Field("because", f"{number} no longer holds, because ..."), when(world, "Since when?"))

    def build(got: dict[str, Any]) -> Do:
        return _about(world, EndDecision(decision=number, **_filled(world, got)), number)

    return Ask(Form("Ended", fields, build))


def done_form(world: World, number: str) -> Outcome:
    """A task is done."""
    if find(world.meeting, number, Action).done:
        raise Refusal("already_done", number=number)
    fields = (
        when(world, f"When was {number} done?"),
        Field("told_by", "Who told us? (Enter skips)", optional=True),
        Field("note", "Anything to note? (Enter skips)", optional=True),
    )

    def build(got: dict[str, Any]) -> Do:
        return Do((ActionDone(action=number, **_filled(world, got)),), say=f"{number} is done.")

    return Ask(Form("Done", fields, build))


def figure_form(world: World, number: str) -> Outcome:
    """A measure was read."""
    measure = find(world.meeting, number, Measure)
    fields = (
        Field("value", f"{measure.text}: what was found?"),
        when(world, "When was it read?"),
        Field("read_by", "Who read it? (Enter skips)", optional=True, start=measure.pulls),
        Field("note", "Anything to note? (Enter skips)", optional=True),
    )

    def build(got: dict[str, Any]) -> Do:
        act = ReadMeasure(measure=number, **_filled(world, got))
        return Do((act,), say=f"{number} is {got['value']}. Kept.")

    return Ask(Form("Figure", fields, build))


def told_form(world: World) -> Outcome:
    """People who were not here were told."""
    record = world.meeting
    plan = record.report_out
    tellers = [record.person(number) for number in plan.communicators] or record.cochairs
    fields = (
        Field("audience", "Who was told? e.g. everyone on nights", start=plan.audience),
        Field("teller", f"Who told them? {_names(tellers)} or another", read_person(record)),
        when(world, "When?"),
        Field("came_back", "What came back? (Enter: nothing)", optional=True),
    )

    def build(got: dict[str, Any]) -> Do:
        back = "Told, and what came back is kept." if got["came_back"] else "Told. Nothing came back so far."
        return Do((ToldPeople(**_filled(world, got)),), say=back)

    return Ask(Form("Told", fields, build))


def when(world: World, ask: str) -> Field:
    """The day something happened; an empty line means today."""
    latest = max(world.on, world.meeting.today)
    past = read_past(world.on)

    def read(text: str) -> date:
        found = past(text)
        if found > latest:
            raise Unclear(str(Refusal("day_ahead", on=day(found))))
        return found

    return Field("on", f"{ask} (Enter: today, {day(world.on)})", read, optional=True)


def _about(world: World, act: Act, number: str) -> Do:
    return Do((act,), came=partial(came_of, number, world.on))


def _filled(world: World, got: dict[str, Any]) -> dict[str, Any]:
    """What was answered; a day nobody named is today."""
    filled = {name: value for name, value in got.items() if value is not None}
    return {**filled, "on": got["on"] or world.on} if "on" in got else filled


def _names(people: Sequence[Person]) -> str:
    return ", ".join(f"{person.number} {person.name}" for person in people)


def _who_may(record: Record, may: Callable[[int], object]) -> tuple[Person, ...]:
    found = []
    for person in record.people:
        try:
            may(person.number)
        except Refusal:
            continue
        found.append(person)
    return tuple(found)


def _person(ask: str, record: Record, people: Sequence[Person], may: Callable[[int], object]) -> Field:
    """One of these people; of anybody else the core says why not, before more is asked."""
    one = read_person(record)

    def read(text: str) -> int:
        number = one(text)
        try:
            may(number)
        except Refusal as refusal:
            raise Unclear(str(refusal)) from None
        return number

    start = people[0].name if len(people) == 1 else ""
    return Field("person", f"{ask} {_names(people)}", read, start=start)


def _level(scale: Scale, text: str) -> Level:
    """A level by its key, its name or the start of its label."""
    said = text.strip().casefold()
    for level in scale.levels:
        if said in (level.key, level.name.casefold(), level.label.casefold()):
            return level
    found = [level for level in scale.levels if level.label.casefold().startswith(said)]
    if len(found) == 1:
        return found[0]
    raise Unclear("That is none of these answers.")
