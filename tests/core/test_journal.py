"""The journal: entries, undo and redo, replay. Numbers once given are never given again."""

from datetime import timedelta

import pytest

from ibps.core.acts import Redo, Undo
from ibps.core.errors import Refusal
from ibps.core.journal import Entry, Journal, replay
from ibps.core.stages.anytime import CallCaucus, EndCaucus, EnterStage, SetAside
from ibps.core.stages.interests import StateInterest
from ibps.core.stages.issue import WordIssue
from ibps.core.stages.opening import NameParty, Retitle, SeatPerson
from ibps.core.stages.options import AddOption
from tests.core.kit import ANA, LOU, MAX, MIA, T0, asked, begin, decision, refused, room, say, worded

REST = StateInterest(party="L", text="rest")
COVER = StateInterest(party="M", text="cover")


def undo(journal: Journal) -> Journal:
    assert journal.undoable is not None
    return say(journal, Undo(entry=journal.undoable.n))


def redo(journal: Journal) -> Journal:
    assert journal.redoable is not None
    return say(journal, Redo(entry=journal.redoable.n))


def interests(journal: Journal) -> list[str]:
    return [interest.number for interest in journal.record.interests]


def test_entries_are_numbered_from_one_and_keep_their_time() -> None:
    journal = say(begin(), Retitle(title="a"), Retitle(title="b"), minutes=5)
    assert [(entry.n, entry.at - T0) for entry in journal.entries] == [
        (1, timedelta()),
        (2, timedelta(minutes=5)),
        (3, timedelta(minutes=10)),
    ]


def test_undo_names_what_it_takes_back_and_the_entry_stays() -> None:
    journal = say(room(), REST)
    taken = journal.undoable
    assert taken and taken.act == REST
    after = undo(journal)
    assert interests(after) == []
    assert after.entries[-1].act == Undo(entry=taken.n)
    assert after.entries[taken.n - 1] == taken
    assert after.redoable == taken


def test_redo_gives_the_very_same_record() -> None:
    journal = say(room(), REST, COVER)
    assert redo(undo(journal)).record == journal.record
    twice = undo(undo(journal))
    assert interests(twice) == []
    assert redo(redo(twice)).record == journal.record


def test_undo_and_redo_again_still_give_the_very_same_record() -> None:
    journal = say(room(), REST)
    again = redo(undo(redo(undo(journal))))
    assert interests(again) == ["I1"]
    assert again.record == journal.record


def test_a_number_taken_back_is_not_given_to_something_else() -> None:
    journal = say(undo(say(room(), REST)), COVER)
    assert interests(journal) == ["I2"]
    journal = say(undo(say(journal, SeatPerson(name="Zoe", party="L"))), SeatPerson(name="Yan", party="L"))
    assert journal.record.people[-1].number == 6


def test_something_new_ends_what_could_be_brought_back() -> None:
    journal = say(undo(say(room(), REST)), COVER)
    assert journal.redoable is None
    assert refused(journal, Redo(entry=journal.entries[-3].n)).code == "nothing_to_redo"


def test_going_to_another_stage_does_not_stand_in_the_way() -> None:
    journal = undo(say(room(), REST))
    moved = say(journal, EnterStage(stage="options"), CallCaucus(party="L"), EndCaucus(party="L"))
    assert moved.redoable == journal.redoable
    back = redo(moved)
    assert (interests(back), back.record.stage) == (["I1"], "options")


def test_undo_passes_over_moves_and_leaves_them() -> None:
    journal = say(room(), REST, EnterStage(stage="options"), EnterStage(stage="issue"))
    after = undo(journal)
    assert (interests(after), after.record.stage) == ([], "issue")
    assert len(after.record.visits) == 2


def test_undo_reaches_past_a_caucus_of_a_party_named_since() -> None:
    journal = say(begin(), NameParty(letter="L", name="Labor"), CallCaucus(party="L"))
    after = undo(journal)
    assert after.record.parties == ()


def test_redo_and_undo_again_keep_where_the_meeting_went() -> None:
    moved = say(undo(say(room(), REST)), EnterStage(stage="options"))
    after = undo(redo(moved))
    assert after.record.visits == moved.record.visits
    assert (interests(after), after.record.stage) == ([], "options")


def test_a_question_s_version_taken_back_is_not_given_again() -> None:
    journal = say(room(), WordIssue(text="How can we rest?"), WordIssue(text="How can we sleep?"))
    journal = say(undo(journal), WordIssue(text="How can we pause?"))
    assert [wording.version for wording in journal.record.issue.wordings] == [1, 3]
    assert journal.record.numbers["question"] == 3
    assert [w.version for w in redo(undo(journal)).record.issue.wordings] == [1, 3]


def test_what_came_up_in_a_stage_stays_of_that_stage() -> None:
    journal = say(room(), EnterStage(stage="issue"), AddOption(text="board"))
    back = redo(say(undo(journal), EnterStage(stage="options")))
    assert back.record.options == journal.record.options
    assert redo(undo(back)).record.options == journal.record.options


@pytest.mark.parametrize("entry", [0, -1, 1, 3, 99])
def test_only_the_last_thing_said_is_taken_back(entry: int) -> None:
    journal = say(room(), REST)
    assert refused(journal, Undo(entry=entry)).code == "nothing_to_undo"
    assert refused(undo(journal), Redo(entry=entry)).code == "nothing_to_redo"


def test_the_start_is_never_taken_back() -> None:
    assert begin().undoable is None
    assert refused(begin(), Undo(entry=1)).code == "nothing_to_undo"
    assert begin().redoable is None


def test_undo_of_a_decision_opens_the_check_again_and_redo_decides_the_same() -> None:
    journal = asked(worded(room()), {ANA: "up", LOU: "up", MAX: "up", MIA: "up"})
    after = undo(journal)
    assert after.record.decisions == () and after.record.open_check
    assert decision(redo(after)) == decision(journal)


def test_replay_gives_the_journal_with_its_undo_and_redo() -> None:
    journal = undo(undo(say(room(), REST, COVER, SetAside(number="I1", reason="merged"))))
    again = replay(journal.entries)
    assert again == journal
    assert (again.undoable, again.redoable) == (journal.undoable, journal.redoable)
    assert redo(again).record == redo(journal).record


def test_replay_is_the_same_however_the_times_are_equal() -> None:
    still = say(room(), REST, COVER, minutes=0)
    assert replay(still.entries) == still


def test_nothing_and_what_does_not_start_are_no_journal() -> None:
    for entries in ((), (Entry(1, T0, REST),)):
        with pytest.raises(Refusal) as caught:
            replay(entries)
        assert caught.value.code == "not_started"


def test_replay_refuses_what_the_meeting_would_have_refused() -> None:
    entries = (*room().entries, Entry(99, T0, StateInterest(party="Q", text="x")))
    with pytest.raises(Refusal) as caught:
        replay(entries)
    assert caught.value.code == "no_such_party"
