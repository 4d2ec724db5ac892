"""Closing: tasks, measures, messages, feedback, the page read back."""

from typing import Any

import pytest

from ibps.core import minutes
from ibps.core.errors import Refusal
from ibps.core.journal import Journal, replay
from ibps.core.minutes import EDITION, page
from ibps.core.record.closing import Verdict
from ibps.core.seal import attestation
from ibps.core.stages import closing
from ibps.core.stages.attesting import AttestMinutes
from ibps.core.stages.closing import (
    AddAction,
    AddMeasure,
    AddMessage,
    ChangeAction,
    ChangeMeasure,
    GiveFeedback,
    PlanReportOut,
    ReadBackMinutes,
    as_read,
    done,
    hints,
)
from ibps.core.stages.opening import CloseSitting, OpenSitting
from ibps.core.value import Act
from ibps.desk import Desk, MemoryShelf
from tests.core.kit import (
    ANA,
    DAY,
    LATER,
    LOU,
    MAX,
    MIA,
    asked,
    begin,
    codes,
    refused,
    room,
    say,
    ticked,
    worded,
)

ALL_UP = {ANA: "up", LOU: "up", MAX: "up", MIA: "up"}


def test_an_action_has_owners_a_date_and_needs() -> None:
    journal = say(room(), AddAction(text="print the roster", owners=(ANA, MAX), due=LATER, needs="a printer"))
    (action,) = journal.record.actions
    assert (action.number, action.owners, action.due, action.needs) == ("A1", (ANA, MAX), LATER, "a printer")


def test_settling_an_action_keeps_the_rest() -> None:
    journal = say(
        room(), AddAction(text="print", owners=(ANA,), needs="a printer"), ChangeAction(action="A1", due=DAY)
    )
    (action,) = journal.record.actions
    assert (action.owners, action.due, action.needs) == ((ANA,), DAY, "a printer")
    cleared = say(journal, ChangeAction(action="A1", owners=(), needs="")).record.actions[0]
    assert (cleared.owners, cleared.due, cleared.needs) == ((), DAY, "")


def test_a_measure_says_who_pulls_it_and_whether_it_exists() -> None:
    journal = say(room(), AddMeasure(text="late handovers", baseline="12", exists_today=True, review=LATER))
    journal = say(journal, ChangeMeasure(measure="M1", exists_today=False, pulls="Mia"))
    (measure,) = journal.record.measures
    assert (measure.number, measure.baseline, measure.exists_today, measure.pulls, measure.review) == (
        "M1",
        "12",
        False,
        "Mia",
        LATER,
    )


@pytest.mark.parametrize(
    ("act", "code"),
    [
        (AddAction(text="x", owners=(99,)), "no_such_person"),
        (ChangeAction(action="A1", owners=(99,)), "no_such_person"),
        (ChangeAction(action="A9"), "no_such_number"),
        (ChangeMeasure(measure="M9"), "no_such_number"),
        (PlanReportOut(audience="nights", communicators=(99,)), "no_such_person"),
    ],
)
def test_what_closing_refuses(act: Act, code: str) -> None:
    assert refused(say(room(), AddAction(text="print")), act).code == code


def test_messages_feedback_and_who_tells_whom() -> None:
    journal = say(
        room(),
        AddMessage(text="The roster comes earlier."),
        PlanReportOut(audience="night shift", communicators=(LOU,), due=DAY),
        PlanReportOut(audience="everyone", communicators=(LOU, MIA), due=LATER),
        GiveFeedback(text="rounds"),
        GiveFeedback(text="start on time", keep=False),
    )
    assert [message.number for message in journal.record.messages] == ["R1"]
    plan = journal.record.report_out
    assert (plan.audience, plan.communicators, plan.due) == ("everyone", (LOU, MIA), LATER)
    assert [(one.text, one.keep) for one in journal.record.feedback] == [
        ("rounds", True),
        ("start on time", False),
    ]


def test_minutes_are_read_back_once_until_something_changes() -> None:
    journal = say(room(), ReadBackMinutes())
    (minutes,) = journal.record.minutes
    assert (minutes.number, minutes.sitting, minutes.read_back) == ("N1", 1, journal.entries[-1].at)
    assert minutes.page[0] == "Supervisor rotation, Clinic North"
    assert refused(journal, ReadBackMinutes()).code == "minutes_same"
    again = say(journal, AddAction(text="print"), ReadBackMinutes())
    assert [page.number for page in again.record.minutes] == ["N1", "N2"]
    assert again.record.minutes[0] == minutes
    second = say(journal, CloseSitting(), OpenSitting(date=DAY), ReadBackMinutes())
    assert second.record.minutes[-1].sitting == 2


def test_no_minutes_without_a_sitting() -> None:
    assert refused(begin(), ReadBackMinutes()).code == "no_sitting"


def test_ticks() -> None:
    assert not any(ticked(done(room().record)).values())
    journal = say(
        room(),
        AddAction(text="print", owners=(ANA,), due=LATER),
        AddMeasure(text="late handovers", review=LATER),
        AddMessage(text="soon"),
        PlanReportOut(audience="all", communicators=(LOU,)),
        ReadBackMinutes(),
    )
    assert all(ticked(done(journal.record)).values())
    assert not ticked(done(say(journal, AddAction(text="more")).record))["actions_owned"]
    later = say(journal, CloseSitting(), OpenSitting(date=LATER))
    assert not ticked(done(later.record))["minutes_read"]


def test_hints() -> None:
    assert hints(room().record) == ()
    journal = say(room(), AddAction(text="a"), AddAction(text="b", owners=(ANA, LOU), due=LATER))
    assert [(hint.code, hint.about) for hint in hints(journal.record)] == [
        ("action_no_owner", "A1"),
        ("action_no_due", "A1"),
        ("one_sided_owner", "A2"),
    ]
    agreed = asked(worded(room()), ALL_UP)
    assert codes(hints(agreed.record)) == ["measure_missing", "nobody_told"]
    measured = say(agreed, AddMeasure(text="x", exists_today=False))
    assert codes(hints(measured.record)) == ["measure_not_today", "no_review", "nobody_told"]


def read_back(journal: Journal, **fields: Any) -> Journal:
    """The page as the program words it, kept with the act, unless fields say otherwise."""
    return say(journal, as_read(journal.record, ReadBackMinutes()).but(**fields))


def test_the_page_is_kept_in_the_words_it_was_read_in() -> None:
    journal = say(room(), AddAction(text="print"))
    act = as_read(journal.record, ReadBackMinutes())
    assert act == ReadBackMinutes(page=page(journal.record), edition=EDITION)
    assert read_back(journal).record.minutes[0].page == page(journal.record)
    assert as_read(journal.record, act) == act
    assert as_read(journal.record, AddAction(text="x")) == AddAction(text="x")
    assert as_read(begin().record, ReadBackMinutes()) == ReadBackMinutes()


def test_an_edition_is_never_taken_without_its_page_nor_a_page_without_its_edition() -> None:
    record = room().record
    own = as_read(record, ReadBackMinutes())
    assert as_read(record, ReadBackMinutes(edition=7)) == own
    assert as_read(record, ReadBackMinutes(page=page(record))) == own


def test_words_of_this_edition_have_to_be_how_the_record_reads() -> None:
    journal = room()
    right = page(journal.record)
    for wrong in ((*right, "D9 agreed."), right[:-1], right[::-1]):
        for edition in (EDITION, None):
            with pytest.raises(Refusal) as caught:
                as_read(journal.record, ReadBackMinutes(page=wrong, edition=edition))
            assert caught.value.code == "not_the_page"
            # In a file that was changed by hand: what was read stays, and it says that something is wrong.
            (kept,) = say(journal, ReadBackMinutes(page=wrong, edition=edition)).record.minutes
            assert kept.page == wrong and kept.differs
            assert attestation(kept, ())[1] == "This page and the entries before it do not say the same."
    (kept,) = say(journal, ReadBackMinutes(page=right)).record.minutes
    assert kept.page == right and not kept.differs


def test_words_of_another_edition_are_taken_as_they_were_read() -> None:
    words = ("As we put it then",)
    journal = read_back(room(), page=words, edition=EDITION + 1)
    (kept,) = journal.record.minutes
    assert (kept.page, kept.edition) == (words, EDITION + 1)
    again = read_back(journal, page=words, edition=EDITION + 1)
    assert len(again.record.minutes) == 2, "what was accepted then is accepted now"
    assert replay(again.entries) == again


def test_nobody_but_the_program_words_a_page_now() -> None:
    """Of another edition, too: what was read elsewhere is in its own file, not said anew."""
    record = room().record
    made_up = ReadBackMinutes(page=("Everybody agreed to everything.",), edition=EDITION + 1)
    with pytest.raises(Refusal) as caught:
        as_read(record, made_up)
    assert caught.value.code == "not_the_page"


def test_a_page_its_own_entries_do_not_bear_out_is_not_attested() -> None:
    journal = say(room(), ReadBackMinutes(page=("Everybody agreed to everything.",), edition=EDITION))
    word = AttestMinutes(minutes="N1", person=ANA, verdict=Verdict.ACCURATE, nonce="0" * 32)
    with pytest.raises(Refusal) as caught:
        Desk(MemoryShelf(), journal, clock=lambda: journal.entries[-1].at).do(word)
    assert caught.value.code == "page_differs"


def test_a_page_nobody_kept_reads_as_the_program_words_it() -> None:
    journal = say(room(), ReadBackMinutes())
    (kept,) = journal.record.minutes
    assert (kept.page, kept.edition) == (page(journal.record), None)


def test_a_correction_is_kept_with_what_it_replaces_and_why() -> None:
    journal = sealed(read_back(room()))
    act = as_read(journal.record, ReadBackMinutes(because="A1 was left out"))
    assert isinstance(act, ReadBackMinutes)
    assert act.page == ("This page replaces N1, because: A1 was left out.", "", *page(journal.record))
    journal = say(journal, act)
    assert journal.record.minutes[1].page == act.page
    assert refused(journal, ReadBackMinutes()).code == "minutes_same"


def test_a_kept_page_stays_when_the_program_words_it_otherwise(monkeypatch: pytest.MonkeyPatch) -> None:
    journal = sealed(read_back(say(room(), AddAction(text="print"))))
    plain = sealed(say(room(), AddAction(text="print"), ReadBackMinutes()))
    monkeypatch.setattr(closing, "EDITION", EDITION + 1)
    monkeypatch.setattr(minutes, "EDITION", EDITION + 1)
    monkeypatch.setattr(closing, "page", lambda record: ("Quite other words",))
    assert replay(journal.entries).record == journal.record
    assert replay(plain.entries).record != plain.record, "which is what keeping the page is for"


def sealed(journal: Journal) -> Journal:
    number = journal.record.minutes[-1].number
    words = (
        AttestMinutes(minutes=number, person=person, verdict=Verdict.ACCURATE, nonce="0" * 32)
        for person in (ANA, MAX)
    )
    return say(journal, *words)
