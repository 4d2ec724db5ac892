"""The one writer: an act is the meeting only once it is saved."""

from datetime import datetime, timedelta

import pytest

from ibps.core.acts import Redo, Undo
from ibps.core.clock import local_clock
from ibps.core.errors import Conflict, NotSaved, Refusal
from ibps.core.journal import Journal
from ibps.core.record.decisions import DecisionState
from ibps.core.stages.interests import StateInterest
from ibps.core.stages.opening import NameParty, Retitle, StartSession
from ibps.desk import Desk, MemoryShelf
from tests.core.kit import ANA, T0, answered, opened, room, worded

START = StartSession(title="Supervisor rotation", team="Clinic North")
REST = StateInterest(party="L", text="rest")


class Shelf(MemoryShelf):
    """Counts saves, and fails with `error` while there is one."""

    def __init__(self, journal: Journal | None = None) -> None:
        super().__init__(journal)
        self.saves, self.error = 0, NotSaved("", "", "")
        self.broken = False

    def save(self, journal: Journal) -> None:
        if self.broken:
            raise self.error
        self.saves += 1
        super().save(journal)


class Clock:
    """A clock that is set by hand."""

    def __init__(self, now: datetime = T0) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now


def desk(shelf: Shelf | None = None, clock: Clock | None = None) -> Desk:
    first = [START, NameParty(letter="L", name="Labor")]
    return Desk.new(shelf or Shelf(), first, clock or Clock())


def test_a_new_session_is_saved_once() -> None:
    shelf = Shelf()
    made = desk(shelf)
    assert shelf.saves == 1 and shelf.journal == made.journal
    assert [entry.n for entry in made.journal.entries] == [1, 2]


@pytest.mark.parametrize("acts", [[], [REST], [NameParty(letter="L", name="Labor"), START]])
def test_a_session_begins_with_its_start(acts: list[StartSession | StateInterest | NameParty]) -> None:
    shelf = Shelf()
    with pytest.raises(Refusal) as caught:
        Desk.new(shelf, acts, Clock())
    assert caught.value.code == "not_started" and shelf.saves == 0


def test_a_session_with_a_wrong_act_in_it_is_not_begun() -> None:
    shelf = Shelf()
    with pytest.raises(Refusal):
        Desk.new(shelf, [START, REST], Clock())
    assert shelf.saves == 0 and shelf.journal is None


def test_an_act_is_saved_before_it_is_the_record() -> None:
    shelf = Shelf()
    made = desk(shelf)
    record = made.do(REST)
    assert shelf.journal == made.journal
    assert record == made.record and record.interests[0].text == "rest"


@pytest.mark.parametrize(
    "error", [NotSaved("disk full", "f", "Free some space."), Conflict("changed", "f", "Look.")]
)
def test_what_was_not_saved_did_not_happen(error: NotSaved) -> None:
    shelf = Shelf()
    made = desk(shelf)
    before = (made.journal, made.record.model_dump_json())
    shelf.broken, shelf.error = True, error
    with pytest.raises(NotSaved):
        made.do(REST)
    with pytest.raises(NotSaved):
        made.undo()
    assert (made.journal, made.record.model_dump_json()) == before
    assert shelf.journal is before[0]
    shelf.broken = False
    assert made.do(REST).interests[0].number == "I1", "a failed save costs no number"


def test_several_acts_are_saved_once_or_not_at_all() -> None:
    shelf = Shelf()
    made = desk(shelf)
    made.do(REST, StateInterest(party="L", text="notice"))
    assert shelf.saves == 2
    assert [interest.number for interest in made.record.interests] == ["I1", "I2"]
    before = made.journal
    with pytest.raises(Refusal):
        made.do(Retitle(title="x"), StateInterest(party="Q", text="y"))
    assert (made.journal, shelf.saves, shelf.journal) == (before, 2, before)


def test_entries_made_together_share_their_time() -> None:
    clock = Clock()
    made = desk(clock=clock)
    clock.now += timedelta(minutes=3)
    made.do(REST, Retitle(title="x"))
    assert {entry.at for entry in made.journal.entries[-2:]} == {clock.now}


def test_a_clock_set_back_does_not_stop_the_meeting() -> None:
    clock = Clock()
    made = desk(clock=clock)
    clock.now -= timedelta(hours=2)
    made.do(REST)
    assert made.journal.entries[-1].at == T0
    clock.now = T0 + timedelta(seconds=1)
    made.do(Retitle(title="x"))
    assert made.journal.entries[-1].at == T0 + timedelta(seconds=1)


def test_a_clock_set_back_while_a_session_begins_keeps_the_order() -> None:
    times = iter((T0, T0 - timedelta(hours=1)))
    made = Desk.new(Shelf(), [START, Retitle(title="x")], lambda: next(times))
    first, second = made.journal.entries
    assert second.at >= first.at


def test_an_act_entered_afterwards_keeps_its_own_time() -> None:
    clock = Clock()
    made = desk(clock=clock)
    clock.now += timedelta(days=1)
    made.do(REST, at=T0 + timedelta(hours=1))
    assert made.journal.entries[-1].at == T0 + timedelta(hours=1)
    made.do(Retitle(title="x"), at=T0 + timedelta(hours=1))


def test_time_in_a_record_goes_forward_only() -> None:
    shelf = Shelf()
    made = desk(shelf)
    with pytest.raises(Refusal) as caught:
        made.do(REST, at=T0 - timedelta(seconds=1))
    assert caught.value.code == "time_back"
    assert str(caught.value) == (
        "2026-03-14T08:59:59-07:00 is before the last entry of this record (2026-03-14T09:00:00-07:00). "
        "Entries only go forward in time."
    )
    assert (len(made.journal.entries), shelf.saves) == (2, 1)


def test_what_has_not_come_yet_is_not_entered() -> None:
    shelf, clock = Shelf(), Clock()
    made = desk(shelf, clock)
    with pytest.raises(Refusal) as caught:
        made.do(REST, at=T0 + timedelta(days=1, seconds=1))
    assert caught.value.code == "time_ahead" and shelf.saves == 1
    assert str(caught.value).startswith("2026-03-15T09:00:01-07:00 has not come yet.")
    made.do(REST, at=T0 + timedelta(days=1))  # clocks and zones of two machines differ
    assert made.journal.entries[-1].at == T0 + timedelta(days=1)


def test_undo_and_redo_say_what_they_touched() -> None:
    made = desk()
    made.do(REST)
    taken = made.undo()
    assert taken.act == REST and made.record.interests == ()
    assert made.journal.entries[-1].act == Undo(entry=taken.n)
    assert made.redo() == taken and len(made.record.interests) == 1
    assert made.journal.entries[-1].act == Redo(entry=taken.n)


def test_nothing_to_undo_or_redo_is_said_and_not_saved() -> None:
    shelf = Shelf()
    made = Desk.new(shelf, [START], Clock())
    for call in (made.undo, made.redo):
        with pytest.raises(Refusal):
            call()
    assert shelf.saves == 1


def test_opening_gives_the_journal_as_stored_and_writes_nothing() -> None:
    shelf = Shelf(room())
    made = Desk.open(shelf, Clock())
    assert made.journal == room() and shelf.saves == 0


def test_opening_what_was_never_saved_is_refused() -> None:
    with pytest.raises(Refusal):
        Desk.open(Shelf(), Clock())


def test_a_check_the_program_stopped_in_is_incomplete_on_opening() -> None:
    shelf = Shelf(answered(opened(worded(room())), {ANA: "up"}))
    made = Desk.open(shelf, Clock(T0 + timedelta(days=1)))
    (found,) = made.record.decisions
    assert (found.state, made.record.open_check) == (DecisionState.INCOMPLETE, None)
    assert made.record.checks[0].interrupted
    assert made.record.checks[0].latest()[ANA].level == "up", "answers are kept, and count for nothing"
    assert shelf.saves == 1 and shelf.journal == made.journal
    assert Desk.open(shelf, Clock()).journal == made.journal


def test_a_check_that_cannot_be_closed_on_opening_stays_as_stored() -> None:
    stored = opened(worded(room()))
    shelf = Shelf(stored)
    shelf.broken = True
    with pytest.raises(NotSaved):
        Desk.open(shelf, Clock())
    assert shelf.journal is stored


def test_the_clock_of_the_machine_has_its_zone_and_no_fractions() -> None:
    now = local_clock()
    assert now.tzinfo is not None and now.microsecond == 0
