"""A parked item is kept whole: how it came up, what is in dispute, the first ideas. It can go on alone."""

from __future__ import annotations

import pytest

from ibps.core.acts import read_act, write_act
from ibps.core.answer import answer
from ibps.core.leftover import leftover
from ibps.core.minutes import page
from ibps.core.parked import kept_with
from ibps.core.record.issue import FactStatus, Raised
from ibps.core.redact import MARK
from ibps.core.row import Left
from ibps.core.stages.anytime import Park, TakeUp
from ibps.core.stages.attesting import RedactText
from ibps.core.stages.closing import AddAction
from ibps.core.stages.followup import ActionDone
from ibps.core.stages.issue import TellStory
from ibps.core.team import opening_acts, taken_up, team_of
from ibps.core.told import told
from tests.core.kit import DAY, LATER, begin, room, say

HOT = Park(
    text="Day and night shift quarrel",
    owner="Ana",
    forum="full-staff meeting",
    due=LATER,
    raised=Raised.FLOOR,
    facts=("Days: charts are left undone", "Nights: the list is too long"),
    ideas=("One list for both",),
)
LONG = "Nobody knows who may approve leave when the day lead is away and the night lead is not here yet"
WITH_IT = (
    "It came up from the floor, not on the agenda.",
    "In dispute: Days: charts are left undone; Nights: the list is too long.",
    "First ideas, none of them decided: One list for both.",
)


def test_all_of_it_is_kept_and_none_of_it_is_of_this_issue() -> None:
    record = say(room(), HOT).record
    (item,) = record.parked
    assert (item.text, item.facts, item.ideas, item.raised) == (HOT.text, HOT.facts, HOT.ideas, Raised.FLOOR)
    assert not record.issue.facts and not record.options
    assert kept_with(item) == WITH_IT
    assert read_act(write_act(HOT)) == HOT


def test_it_stands_whole_in_the_answer_and_on_the_page() -> None:
    record = say(room(), HOT).record
    lines = page(record)
    at = next(at for at, line in enumerate(lines) if line.startswith("K1 "))
    assert lines[at + 1 : at + 4] == WITH_IT
    found = answer(record, DAY)
    assert found.parked[0].startswith("K1 Day and night shift quarrel (Ana, full-staff meeting, back by")
    assert all(line in found.parked[0] for line in WITH_IT)
    short = next(line for line in found.in_short if line.startswith("PARKED"))
    assert "In dispute" not in short, "the first lines stay short"


def test_what_was_parked_without_more_reads_as_it_always_did() -> None:
    record = say(room(), Park(text="pay", why="contract", owner="Ana", forum="talks", due=LATER)).record
    assert kept_with(record.parked[0]) == ()
    assert page(record)[-1] == "K1 pay: contract, Ana, talks, 28 Mar 2026."
    assert answer(record, DAY).parked == ("K1 pay (Ana, talks, back by 28 Mar 2026)",)
    filled = record.parked[0].model_dump(mode="json")
    new = {name: filled[name] for name in ("raised", "facts", "ideas", "taken_into")}
    assert all(value in (None, "", []) for value in new.values()), "written, an old file would read otherwise"


def test_how_it_reads_in_the_history() -> None:
    record = say(room(), HOT).record
    assert told(HOT, record, ("K1",)) == (
        "K1 parked: Day and night shift quarrel, owner Ana, goes to full-staff meeting, by 28 Mar 2026, "
        "from the floor. In dispute: Days: charts are left undone and Nights: the list is too long. "
        "First ideas: One list for both"
    )
    assert told(TakeUp(parked="K1", into="Quarrel"), record, ()) == (
        "K1 was taken up again, in a session of its own: Quarrel"
    )


def test_it_can_be_taken_out_of_the_record_like_other_working_text() -> None:
    journal = say(room(), HOT)
    entry = len(journal.entries)
    after = say(journal, RedactText(entry=entry, first=1, second=3))
    (item,) = after.record.parked
    assert item.facts == (MARK, MARK) and item.ideas == (MARK,) and item.text == MARK
    gone = say(say(journal, TakeUp(parked="K1", into=HOT.text)), RedactText(entry=entry, first=1, second=3))
    assert gone.record.parked[0].taken_into == MARK


def test_a_session_of_its_own_begins_with_what_was_kept() -> None:
    old = say(room(), HOT).record
    title, acts = taken_up(old, old.parked[0])
    new = say(begin(), *opening_acts(team_of(old), title, DAY)[1:], *acts).record
    assert title == HOT.text
    assert [(f.text, f.status) for f in new.issue.facts] == [
        (text, FactStatus.DISPUTED) for text in HOT.facts
    ]
    assert [(o.text, o.came_from) for o in new.options] == [
        ("One list for both", f"{old.session.title}, 14 Mar 2026")
    ]
    assert new.issue.raised is Raised.FLOOR and not new.decisions
    noted = say(room(), HOT, TakeUp(parked="K1", into=title)).record.parked[0]
    assert noted.taken_into == title and noted.taken_up == DAY


def test_a_long_topic_keeps_every_word() -> None:
    text = LONG
    old = say(room(), Park(text=text)).record
    title, acts = taken_up(old, old.parked[0])
    assert len(title) <= 80 and title.endswith(" …")
    issue = say(begin(), *opening_acts(team_of(old), title, DAY)[1:], *acts).record.issue
    assert issue.scope_in == (text,) and not issue.facts, "what it is about is no fact"


@pytest.mark.parametrize("text", ["https://example.org/" + "x" * 100, "夜勤の引き継ぎについて" * 12])
def test_a_topic_without_blanks_has_a_title_that_says_something(text: str) -> None:
    old = say(room(), Park(text=text)).record
    title, _ = taken_up(old, old.parked[0])
    assert title == f"{text[:79]}…"


@pytest.mark.parametrize("text", [LONG, "Pay:  " + LONG, "x" * 200])
def test_what_is_taken_out_is_not_left_in_the_title_it_went_into(text: str) -> None:
    journal = say(room(), Park(text=text))
    title, _ = taken_up(journal.record, journal.record.parked[0])
    entry = len(journal.entries)
    after = say(journal, TakeUp(parked="K1", into=title), RedactText(entry=entry, first=1, second=3))
    assert after.record.parked[0].taken_into == after.record.parked[0].text == MARK


def test_nor_the_first_words_of_something_else_in_it() -> None:
    story = TellStory(party="L", text="leave when the day lead is away and the night lead is not here yet")
    journal = say(room(), story)
    entry = len(journal.entries)
    journal = say(journal, Park(text=LONG))
    title, _ = taken_up(journal.record, journal.record.parked[0])
    after = say(journal, TakeUp(parked="K1", into=title), RedactText(entry=entry, first=1, second=3))
    item = after.record.parked[0]
    assert item.text == item.taken_into == f"Nobody knows who may approve {MARK}"
    other = say(journal, Park(text="Something of its own"), TakeUp(parked="K1", into=title))
    kept = say(other, RedactText(entry=entry + 2, first=1, second=3)).record.parked[0]
    assert kept.taken_into == title and kept.text == LONG, "and nothing else goes"


def test_what_a_session_leaves_behind() -> None:
    acts = (
        AddAction(text="post it", owners=(1,), due=LATER),
        AddAction(text="print it"),
        HOT,
        Park(text="pay"),
    )
    record = say(room(), *acts, ActionDone(action="A2", on=DAY), TakeUp(parked="K2")).record
    name = record.person(1).name
    assert leftover(record) == (
        Left("A1", "action", "post it", name, LATER.isoformat()),
        Left("K1", "parked", HOT.text, "Ana, full-staff meeting", LATER.isoformat(), " ".join(WITH_IT)),
    )
