"""One sentence for every act: how an entry of the journal reads to people.

A template holds fields of the act in {braces}, and {gave} for the numbers it gave. A part in [brackets] is
left out when one of its fields is empty.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from enum import Enum
from typing import Any, Final

from ibps.core.record import Record
from ibps.core.record.consensus import Condition, Trial
from ibps.core.record.terms import Terms
from ibps.core.sentences import day, names
from ibps.core.terms_said import terms_words
from ibps.core.value import Act

TOLD: Final[Mapping[str, str]] = {
    # opening
    "StartSession": "The session began: {title}, {team}[ ({mode})][ ({example})][, scenario {scenario}]. "
    "Terms: {terms}",
    "Retitle": 'Called "{title}" from here on',
    "NameParty": "Party {letter} is {name}[, {required}][, for {constituency}][, chosen: {chosen}]",
    "SeatPerson": "{name} is on the room list as number {gave}: {party}, {role}, {voice}"
    "[, speaks for {speaks_for}][, stands in for {alternate_for}]",
    "ChangePerson": "The room list was changed for {person}[, name {name}][, party {party}][, {role}]"
    "[, {voice}][, speaks for {speaks_for}][, stands in for {alternate_for}]",
    "NoteAffected": "Affected and not in the room: {who}[, asked by {asked_how}]",
    "SetTerms": "Terms: {terms}",
    "AgreeTerms": "The terms were read out, and everyone here works under them",
    "OpenSitting": "A sitting was opened, dated {date}[, at {place}]",
    "Arrive": "{person} is here",
    "NotHere": "{person} is not here after all; the mark was taken back",
    "Leave": "{person} left",
    "CloseSitting": "The sitting was closed",
    # issue
    "TellStory": '{party} told: "{text}"',
    "WordIssue": 'The question: "{text}"[, because {reason}]',
    "AgreeIssue": "{party}: the question is good enough to work on",
    "StateFact": "{gave} fact ({status}): {text}[, source {source}][, {brings} brings it][, by {due}]",
    "SettleFact": "{fact} is {status}[, source {source}][, {brings} brings it][, by {due}]",
    "SetScope": "{side}side this issue: {text}",
    "SetRoute": "The matter belongs to: {route}, raised from the {raised}[ by {raised_by}]",
    # interests
    "StateInterest": '{gave} {party}: {text}[ (came from "{position}")][ ({source})]',
    "ShareInterest": "{party}: {interest} is ours too",
    "UnshareInterest": "{party} took back its tick on {interest}",
    "ConfirmInterests": "{party}: our list of interests is complete and fair",
    # options and standards
    "AddOption": "{gave} option: {text}[ (from {came_from})][, serves {serves}]",
    "LinkOption": "{option} serves {interest}",
    "UnlinkOption": "{option} does not serve {interest} after all",
    "CombineOptions": "{gave} made of {options}: {text}",
    "SplitOption": "{option} was taken apart again",
    "SetStandard": "{gave} standard: {text}[ ({must_have})][, yardstick {yardstick}]",
    "ChangeStandard": "{standard} was changed[: {must_have}][, yardstick {yardstick}]",
    "AgreeStandard": "{party} agreed to {standard}",
    "RateOption": '{option} against {standard}: {rating}[, by {party}][, "{note}"]',
    # consensus
    "DraftStraw": "{gave} draft: {text}[, from {options}]",
    "ImproveStraw": "{proposal} draft is now: {text}",
    "WordProposal": '[{gave} ][{proposal} next version, ]exact words: "{text}"'
    "[. Does not include: {not_included}][. Waits for {conditions}][. Trial {trial}][. Starts {starts}]"
    "[. From {options}][. Serves {serves}][. Because {reason}]",
    "ReadAloud": "{proposal} was read aloud, word for word",
    "WithdrawProposal": "{proposal} was withdrawn, because {reason}",
    "Defer": '{gave} put off to {forum}, back by {due} ({owner}): "{words}"[ ({proposal})], because {reason}',
    "Refer": '{gave} sent to {forum}, reply by {due} ({owner}): "{words}"[ ({proposal})], because {reason}',
    "DecideByOneParty": "{gave} {party} decided {proposal} alone; not consensus, because {reason}",
    "OpenCheck": "{gave} opened on {proposal}: a {kind} check[, {together}]",
    "Answer": '{person} in {check}: {level}[, "{note}"][, would need: {would_change}][, {private}]',
    "AnswerBySlip": "A slip from {party} was read into {check}",  # what it says is counted, and told nowhere
    "RevealAnswers": "The answers of {check} were shown",
    "CloseCheck": "{check} was closed[, gave {gave}][, waiting for {waiting}]",
    "InterruptCheck": "{check} was broken off when the program stopped[, gave {gave}]",
    # closing
    "AddAction": "{gave} action: {text}[, owners {owners}][, by {due}][, needs {needs}]",
    "ChangeAction": "{action} was changed[, owners {owners}][, by {due}][, needs {needs}]",
    "AddMeasure": "{gave} measure: {text}[, means {definition}][, from {source}][, at {level}]"
    "[, pulled by {pulls}][, now {baseline}][, aim {target}][, {exists_today}][, looked at again {review}]",
    "ChangeMeasure": "{measure} was changed[, means {definition}][, from {source}][, at {level}]"
    "[, pulled by {pulls}][, now {baseline}][, aim {target}][, {exists_today}][, looked at again {review}]",
    "AddMessage": "{gave} to tell: {text}",
    "PlanReportOut": "{audience} will be told[ by {communicators}][, by {due}]",
    "GiveFeedback": "To {keep}: {text}",
    "ReadBackMinutes": "{gave} minutes were read back[, replacing {replaces}][, because {because}]",
    "AttestMinutes": "{person} of {minutes}: {verdict}[: {exception}]",
    # follow-up
    "RedactText": "The text of entry {entry} was taken out by {first} and {second}[, because {because}]",
    "StateMinority": '{person} on {decision}, {on}, in their own words: "{text}"',
    "RecordApproval": "For {decision}: {obtained}, {on}[, condition {condition}][, {who}]"
    "[, told by {told_by}][: {note}]",
    "LateAnswer": '{person} late in {check}: {level}, {on}, taken down by {taken_by}[, "{note}"]'
    "[, would need: {would_change}]",
    "ActionDone": "{action} is done, {on}[, told by {told_by}][: {note}]",
    "ReadMeasure": "{measure} read {on}: {value}[, by {read_by}][: {note}]",
    "ToldPeople": "{audience} were told by {teller}, {on}[; came back: {came_back}]",
    "ReviewTrial": "The trial of {decision} was looked at, {on}: {verdict}, because {because}",
    "Supersede": "{decision} is replaced by {by}, {on}[, because {because}]",
    "EndDecision": "{decision} ended, {on}, because {because}",
    "InEffect": "{decision} is in force since {on}[: {note}]",
    # anywhere
    "EnterStage": "Went to {stage}[, because {reason}]",
    "Reword": "{number} now reads: {text}",
    "SetAside": "{number} was set aside, because {reason}",
    "BringBack": "{number} was brought back",
    "MoveItem": "{number} was moved in its list[, before {before}]",
    "Park": "{gave} parked: {text}[, {party}][, because {why}][, owner {owner}][, goes to {forum}]"
    "[, by {due}][, from the {raised}][. In dispute: {facts}][. First ideas: {ideas}]",
    "TakeUp": "{parked} was taken up again[, in a session of its own: {into}]",
    "CallCaucus": "{party} went into caucus",
    "EndCaucus": "{party} came back from caucus",
    "StartTimer": "Minutes put on the timer: {minutes}",
    "EndTimer": "The timer was ended",
    "HandOver": "{person} is at the keyboard from here on[; until now it was {had}]",
    "StopSession": "The session was stopped, {kind}: {reason}",
    "RecoverRecord": "The record was put together again from the damaged file {source}, up to entry {after}"
    "[; {missing}]",
    "Undo": "Entry {entry} was taken back",
    "Redo": "Entry {entry} was brought back",
}

YES_NO: Final[Mapping[str, tuple[str, str]]] = {
    "example": ("an example", ""),
    "required": ("", "not required"),
    "SetStandard.must_have": ("must have", ""),
    "ChangeStandard.must_have": ("must have", "no longer a must-have"),
    "exists_today": ("exists today", "does not exist today"),
    "keep": ("keep", "change"),
    "together": ("answers shown together", "answers shown at once"),
    "private": ("the reason is kept private", ""),
    "missing": ("what came after it is missing", "nothing is missing"),
    "obtained": ("a yes was obtained", "it was refused"),
}
SILENT: Final = {("mode", "real"), ("source", "present")}
"""Values that go without saying."""

SPOKEN: Final = {"except": "accurate except", "cochair": "co-chair", "lead": "speaks for their party"}
PEOPLE: Final = (
    "person",
    "had",
    "alternate_for",
    "owners",
    "communicators",
    "taken_by",
    "teller",
    "first",
    "second",
)
PARTIES: Final = ("party", "raised_by")


def told(act: Act, after: Record, gave: tuple[str, ...], now: Record | None = None) -> str:
    """The sentence of an act; `after` is the record after it, `gave` the numbers it gave.

    What was answered in a check is not told while its answers are hidden `now`.
    """
    fields = {name: _said(act, name, after) for name in type(act).model_fields}
    if type(act).__name__ == "Answer" and _hidden(now or after, fields["check"]):
        fields |= {"level": "answered", "note": "", "would_change": "", "private": ""}
    return "".join(_parts(TOLD[type(act).__name__], {**fields, "gave": names(gave)}))


def _parts(template: str, fields: Mapping[str, str]) -> Iterator[str]:
    for part in re.split(r"(\[[^]]*\])", template):
        if part.startswith("["):
            if all(fields[name] for name in re.findall(r"{(\w+)}", part)):
                yield part[1:-1].format(**fields)
        else:
            yield part.format(**fields)


def _said(act: Act, name: str, after: Record) -> str:
    value: Any = getattr(act, name)
    if value is None or (isinstance(value, str) and (name, value) in SILENT):
        return ""
    if isinstance(value, bool):
        words = YES_NO.get(name) or YES_NO[f"{type(act).__name__}.{name}"]
        return words[0] if value else words[1]
    if name in PEOPLE:
        return names([_person(after, number) for number in (value if isinstance(value, tuple) else (value,))])
    if name in PARTIES:
        return after.party(value).name
    if name == "level" and hasattr(act, "check"):
        return _level(after, act.check, value)
    if isinstance(value, tuple):
        return names([_one(item) for item in value])
    return _one(value)


def _person(record: Record, number: int) -> str:
    return record.person(number).name if number else "nobody"


def _hidden(record: Record, number: str) -> bool:
    return any(check.number == number and check.hidden for check in record.checks)


def _level(record: Record, number: str, level: str) -> str:
    check = next(check for check in record.checks if check.number == number)
    known = check.scale.level(level)
    return known.label if known else level.replace("_", " ")


def _one(value: Any) -> str:
    match value:
        case Enum():
            return SPOKEN.get(value.value) or str(value.value).replace("_", " ")
        case date():
            return day(value)
        case Condition():
            return f"{value.who} ({value.what}) by {day(value.due)}"
        case Trial():
            return f"until {day(value.until)}, measure {value.measure}, looked at again {day(value.review)}"
        case Terms():
            return terms_words(value)
        case _:
            return str(value)
