"""What holds of a whole journal and of the answer it adds up to. See `tests/core/invariants.py`."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any, Final

from ibps.core import acts, canonical
from ibps.core import answer as answers
from ibps.core import standing as standings
from ibps.core.answer import Answer, Item
from ibps.core.errors import Refusal
from ibps.core.journal import Entry, Journal, replay
from ibps.core.minutes import page
from ibps.core.numbers import LISTS
from ibps.core.reading import live_options
from ibps.core.record import Record
from ibps.core.record.decisions import Decision
from ibps.core.redact import MARK
from ibps.core.sentences import day
from ibps.core.stages.opening import NameParty
from ibps.core.standing import Group
from ibps.core.value import Act
from tests.core.broken_off import what_is_lost_revives_nothing
from tests.core.fixed_words import FIXED
from tests.core.oracle import YES, unsaid

GROUPS: Final = {
    "agreed": "decided",
    "on_trial": "decided",
    "in_effect": "decided",
    "tentative": "waiting",
    "deferred": "waiting",
    "referred": "waiting",
    "no_agreement": "not_decided",
    "incomplete": "not_decided",
    "reopened": "not_decided",
    "refused": "not_decided",
    "one_party": "decided_by_one_party",
    "superseded": "ended",
    "ended": "ended",
}
"""Which heading each stored state stands under, as the design has it."""

HEADINGS: Final = ("not_certain", "decided", "decided_by_one_party", "waiting", "not_decided", "ended")

# What these say may be said anew, by the same act or its opposite, or says nothing once the result is known;
# the journal keeps the words.
SAID_ANEW: Final = frozenset(
    {
        "StartSession",
        "Retitle",
        "NameParty",
        "SeatPerson",
        "ChangePerson",
        "SetTerms",
        "SetRoute",
        "SettleFact",
        "StateFact",
        "ChangeAction",
        "AddAction",
        "ChangeMeasure",
        "AddMeasure",
        "ChangeStandard",
        "SetStandard",
        "RateOption",
        "PlanReportOut",
        "DraftStraw",
        "ImproveStraw",
        "SetAside",
        "StopSession",
        "EnterStage",
        "CloseCheck",
    }
)


def as_file(journal: Journal) -> str:
    """The entries as JSON text, the way a file holds them."""
    return json.dumps([[e.n, e.at.isoformat(), acts.write_act(e.act)] for e in journal.entries])


def from_file(text: str) -> Journal:
    """The journal that text adds up to."""
    rows = json.loads(text)
    return replay(Entry(n, datetime.fromisoformat(at), acts.read_act(act)) for n, at, act in rows)


def answer_bytes(journal: Journal) -> bytes:
    """The answer of the record's own day as canonical bytes."""
    found = answers.answer(journal.record, journal.record.today)
    return canonical.canonical(found.model_dump(mode="json"))


def strings(data: Any) -> Iterator[str]:
    """Every string in JSON-like data; names of fields are not part of it."""
    if isinstance(data, str):
        yield data
    elif isinstance(data, dict):
        for value in data.values():
            yield from strings(value)
    elif isinstance(data, list | tuple):
        for value in data:
            yield from strings(value)


def standing_acts(journal: Journal) -> list[Act]:
    """The acts that stand: what was taken back is not among them."""
    return [journal.entries[0].act, *(step.entry.act for step in journal.done)]


def replay_gives_the_record(journal: Journal) -> None:
    """Entries replayed add up to the very journal they came from. (7, 9)"""
    again = replay(journal.entries)
    assert again.record == journal.record, "replay gives another record"
    assert again == journal, "replay gives another undo or redo"


def the_file_gives_the_same_bytes(journal: Journal) -> None:
    """Written as JSON and read back, record and answer are the same bytes. (10)"""
    text = as_file(journal)
    again = from_file(text)
    for data in (journal.record, again.record):
        canonical.canonical(data.model_dump(mode="json"))  # holds no floats
    assert as_file(again) == text, "an act reads back as another"
    ours, theirs = (canonical.canonical(j.record.model_dump(mode="json")) for j in (journal, again))
    assert ours == theirs, "the record differs after reading"
    assert answer_bytes(journal) == answer_bytes(again), "the answer differs after reading"
    read = Record.model_validate_json(journal.record.model_dump_json())
    assert read == journal.record, "record JSON is lossy"


def rank(heading: str, state: str) -> int:
    """How near to agreed something reads."""
    if heading == "decided":
        return 3
    return {"tentative": 2, "checking": 1}.get(state, 1 if heading == "waiting" else 0)


def ranks(found: Answer) -> dict[tuple[str, str], int]:
    """Rank of every outcome of an answer, by number and words."""
    return {
        (item.number, item.words): rank(heading, item.state)
        for heading in HEADINGS
        for item in getattr(found, heading)
    }


def dates_never_upgrade(journal: Journal) -> None:
    """A date passing moves nothing toward agreed; it only lapses and becomes late. (7)"""
    record = journal.record
    earlier = answers.answer(record, record.today)
    for days in (1, 20, 120, 4000):
        later = answers.answer(record, record.today + timedelta(days=days))
        before, now = ranks(earlier), ranks(later)
        assert before.keys() == now.keys(), "a date passing drops or adds an outcome"
        risen = [key for key in now if now[key] > before[key]]
        assert not risen, f"after {days} days nearer to agreed: {risen}"
        earlier = later


def _shown(found: Answer) -> dict[str, tuple[str, Item]]:
    return {item.number: (heading, item) for heading in HEADINGS for item in getattr(found, heading)}


def _counting(record: Record) -> dict[str | None, Decision]:
    """The decisions the answer has to show: every one of no proposal, the last of each proposal."""
    counting: dict[str | None, Decision] = {}
    for decision in record.decisions:
        counting[decision.proposal or decision.number] = decision
    return counting


def _heading(record: Record, decision: Decision) -> str:
    """What a team agrees that does not decide waits for those who do."""
    if _in_doubt(record, decision.number, decision.check):
        lost = [cut for cut in record.cuts if {decision.number, decision.check} & set(cut.known)]
        later = [move for move in decision.moves if move.at >= lost[-1].at]
        if not (later and decision.state in ("superseded", "ended")):
            return "not_certain"
    asked = [check for check in record.checks if check.number == decision.check]
    waits = decision.state in ("agreed", "on_trial", "in_effect") and asked[0].mandate != "decide"
    return "waiting" if waits else GROUPS[decision.state]


def _in_doubt(record: Record, *numbers: str | None) -> bool:
    """Whether entries are missing after one of these came into the record."""
    return any(number in cut.known for cut in record.cuts for number in numbers)


def the_answer_holds_everything(journal: Journal) -> None:
    """Each outcome stands under its heading; nothing waiting, withdrawn or listed is left out. (1, 5)"""
    record, on = journal.record, journal.record.today - timedelta(days=4000)
    found = answers.answer(record, on)  # long before any due date, so that nothing has lapsed
    shown = _shown(found)
    check = record.open_check
    asking = check.proposal if check and check.kind == "decision" else None
    proposals = {proposal.number: proposal for proposal in record.proposals}
    for about, decision in _counting(record).items():
        proposal = proposals.get(about or "")
        newer = proposal and proposal.wording and decision.version != proposal.wording.version
        if about == asking or newer or (proposal and proposal.withdrawn):
            assert decision.number not in shown or newer is None, f"{decision.number} is not the last word"
            continue
        assert decision.number in shown, f"{decision.number} ({decision.state}) is missing from the answer"
        heading, item = shown[decision.number]
        assert heading == _heading(record, decision), f"{decision.number} stands under {heading}"
        assert item.words == decision.words and item.result == decision.sentence, "other words than decided"
        waits = len(unsaid(record, decision)) if decision.state in ("tentative", "one_party") else 0
        assert len(item.waiting_for) == waits, f"{decision.number} drops what it waits for"
        since = [*decision.approvals, *decision.late]
        assert len(item.follow_up) >= len(since), f"{decision.number} drops what was added since"
    if asking and check:
        heading = "not_certain" if _in_doubt(record, check.number) else "waiting"
        assert shown[check.number][0] == heading, f"an open check does not read as {heading}"
    for proposal in record.proposals:
        words = [item.words for _, item in shown.values()]
        if proposal.withdrawn:
            said_no = shown[proposal.number][0] in ("not_decided", "not_certain")
            assert said_no, f"{proposal.number} was withdrawn"
        elif proposal.wording and not any(d.proposal == proposal.number for d in record.decisions):
            assert proposal.wording.text in words, f"{proposal.number} is missing from the answer"
    _ideas(record, found)
    _ideas(record, answers.answer(record, on + timedelta(days=8000)))  # when every date has passed
    parked = [f"{item.number} {item.text}" for item in record.parked if not item.taken_up]
    assert len(parked) == len(found.parked), "another number of things is parked"
    assert all(line.startswith(name) for line, name in zip(found.parked, parked, strict=True)), (
        "parked otherwise"
    )
    said = [line for line in found.in_short if line.startswith("PARKED:")]
    assert bool(parked) == bool(said) and all(name in said[0] for name in parked[:6]), "parked, and not said"
    not_so = (*found.not_decided, *found.not_certain)
    assert bool(record.stop) == ("stopped" in [item.state for item in not_so]), "stopped or not"


def _ideas(record: Record, found: Answer) -> None:
    """Live options are ideas, or stand with the settled words they became part of; drafts are ideas."""
    said = "\n".join(found.ideas_only)
    items = [item for heading in HEADINGS for item in getattr(found, heading)]
    became = [line for item in items for line in item.rests_on]
    for option in live_options(record):
        # What settled words rest on stays as it was said then; an idea is as it is said now.
        rests = any(line.startswith(f"{option.number} ") for line in became)
        assert f"{option.number} {option.text}" in said or rests, f"{option.number} is in the answer nowhere"
    decided = {item.number for item in (*found.decided, *found.waiting)}
    assert not decided & {option.number for option in record.options}, "an option reads as decided"
    for proposal in record.proposals:
        if not proposal.versions and not proposal.withdrawn:
            assert proposal.straw in said, f"the draft {proposal.number} is missing from the ideas"


def only_claims_are_decided(journal: Journal) -> None:
    """Under DECIDED stands nothing but a decision of a closed check; practice says so everywhere. (1, 5)"""
    record = journal.record
    by_us = {check.number for check in record.checks if check.mandate == "decide"}
    claims = ("agreed", "on_trial", "in_effect")
    decided = {d.number for d in record.decisions if d.check in by_us and d.state in claims}
    for on in (record.today, record.today + timedelta(days=4000)):  # also when every date has passed
        found = answers.answer(record, on)
        extra = [item.number for item in found.decided if item.number not in decided]
        assert not extra, f"{extra} read as decided"
        lines = [line for line in found.in_short if line.startswith("DECIDED:")]
        assert len(lines) == len(found.decided), "in short says another number of decisions"
        assert found.kind == ("practice" if record.practice else "real"), "the kind of record"
        assert found.in_short[0].startswith("PRACTICE") == record.practice, "practice has to be said first"


def agreed_says_by_whom(journal: Journal) -> None:
    """“Everyone asked” is only said where everyone asked said yes; all others are named. (1)"""
    record = journal.record
    checks = {check.number: check for check in record.checks}
    for decision in record.decisions:
        if decision.state not in ("agreed", "on_trial"):
            continue
        reads = standings.standing(record, decision, record.today).reads
        check = checks[decision.check or ""]
        since = {one.person: one.cls for one in decision.late}
        said = {seat.name: since.get(seat.person, seat.cls) for seat in check.roll}
        others = {who: cls for who, cls in said.items() if cls not in (*YES, "by_slip")}
        others |= {who: slip.cls for slip in check.slips for who in ("a slip",) if slip.cls not in YES}
        assert ("Agreed by everyone asked" in reads) == (not others), f"{decision.number}: {reads}"
        assert all(who in reads for who in others), f"{decision.number} hides somebody: {reads}"
        here = all(cls == "absent" for cls in others.values())
        assert ("by everyone here" in reads) == bool(others and here), f"{decision.number}: {reads}"
        assert reads.startswith("This team") == (check.mandate != "decide"), f"{decision.number}: {reads}"


def dates_in(journal: Journal) -> set[str]:
    """Every date of an entry as it would be read."""
    found = {day(entry.at.date()) for entry in journal.entries}
    for entry in journal.entries:
        for text in strings(acts.write_act(entry.act)):
            if re.fullmatch(r"\d{4}-\d\d-\d\d", text):
                found.add(day(date.fromisoformat(text)))
    return found


def the_answer_is_traceable(journal: Journal) -> None:
    """Every number, name, date and word of the answer comes from an entry that stands, or is fixed. (11)"""
    record = journal.record
    said = [text for act in standing_acts(journal) for text in strings(_own_words(act))]
    # A decision of one party names it in capitals, as it was called then.
    said += [act.name.upper() for act in standing_acts(journal) if isinstance(act, NameParty)]
    known = {word for text in said for word in _words(text.replace("_", " "))} | FIXED
    given = {letter: count for letter, count in record.numbers.items() if letter in LISTS}
    numbers = {f"{letter}{n}" for letter, count in given.items() for n in range(1, count + 1)}
    digests = {w.digest[:4] for proposal in record.proposals for w in proposal.versions}
    people = len(record.people)
    dates = dates_in(journal)
    for text in strings(answers.answer(record, record.today).model_dump(mode="json", exclude={"as_of"})):
        rest = text
        for whole in sorted(set(said), key=len, reverse=True):
            if " " in whole and whole in rest:  # whole words: "3 can" is not in "t0003 can"
                rest = re.sub(rf"(?<!\w){re.escape(whole)}(?!\w)", " ", rest)
        for found in re.findall(r"\d+ [A-Z][a-z]{2} \d{4}", rest):
            assert found in dates, f"the date {found} is in no entry: {text}"
        rest = re.sub(r"\d+ [A-Z][a-z]{2} \d{4}", " ", rest)
        for found in re.findall(r"\(([0-9a-f]{4})\)", rest):
            assert found in digests, f"the code {found} is of no wording: {text}"
        rest = re.sub(r"\([0-9a-f]{4}\)", " ", rest)
        for found in re.findall(r"after entry (\d+)", rest):
            assert int(found) in {cut.after for cut in record.cuts}, f"nothing breaks off at {found}: {text}"
        rest = re.sub(r"after entry \d+", " ", rest)
        for word in _words(rest):
            if re.fullmatch(r"[A-Z]\d+", word):
                assert word in numbers, f"{word} was never given out: {text}"
            elif word.isdigit():
                most = max(people, len(record.interests), len(record.options) + len(record.proposals), 100)
                assert int(word) <= most, f"{word} counts nothing here: {text}"
            elif not re.fullmatch(r"v\d+", word):
                assert word in known, f"“{word}” comes from no entry: {text}"


def _own_words(act: Act) -> dict[str, Any]:
    """The act without the page the program worded from the others: nothing is traced to its own echo."""
    return {field: value for field, value in acts.write_act(act).items() if field != "page"}


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text)


def nothing_typed_is_lost(journal: Journal) -> None:
    """What was typed is in the entries as typed, and in the record unless it was said anew. (12)"""
    kept = list(strings(journal.record.model_dump(mode="json")))
    inside = set(kept)
    for entry in journal.entries:
        written = acts.read_act(json.loads(json.dumps(acts.write_act(entry.act))))
        assert written == entry.act, f"entry {entry.n} reads back as another act"
    for act in standing_acts(journal):
        if type(act).__name__ in SAID_ANEW:
            continue
        for text in strings(act.model_dump(mode="json")):
            assert text in inside or text in ("in", "out"), f"{type(act).__name__}: “{text}” is gone"


def minutes_hold_what_was_decided(journal: Journal) -> None:
    """The page that is read back holds every decision in its exact words with its result."""
    record = journal.record
    lines = page(record)
    for item in answers.answer(record, record.today).group(Group.DECIDED):
        assert f'"{item.words}"' in lines and item.result in lines, f"{item.number} is not in the minutes"
    for option in live_options(record):
        shown = MARK not in option.text and any(option.text in line for line in lines)
        assert not shown, f"{option.number} is only an idea"


def the_unknown_is_never_guessed(journal: Journal) -> None:
    """An act or a field from the future is refused by name: neither dropped nor guessed. (8)"""
    known = acts.write_act(journal.entries[-1].act)
    for future in (
        {**known, "from_the_future": "x"},
        {**known, "do": "Foresee"},
        {"do": known["do"].lower()},
    ):
        try:
            act = acts.read_act(future)
        except Refusal as refusal:
            assert refusal.code in ("unknown_part", "unknown_act"), f"{future} is refused as {refusal.code}"
        else:
            raise AssertionError(f"{future} was read as {act!r}")


EACH_JOURNAL: Final = (
    what_is_lost_revives_nothing,
    the_unknown_is_never_guessed,
    replay_gives_the_record,
    the_file_gives_the_same_bytes,
    dates_never_upgrade,
    the_answer_holds_everything,
    only_claims_are_decided,
    agreed_says_by_whom,
    the_answer_is_traceable,
    nothing_typed_is_lost,
    minutes_hold_what_was_decided,
)
