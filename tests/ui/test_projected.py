"""What the room is shown: a function of the record alone, and nothing on it is for whoever types."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest

from ibps.core.acts import Undo
from ibps.core.journal import Entry, Journal, replay
from ibps.core.record import StopKind
from ibps.core.record.closing import Verdict
from ibps.core.record.consensus import CheckKind
from ibps.core.record.terms import Terms
from ibps.core.stages.anytime import CallCaucus, EndCaucus, EnterStage, Park, StopSession
from ibps.core.stages.attesting import AttestMinutes
from ibps.core.stages.checks import Answer, AnswerBySlip, CloseCheck, OpenCheck, RevealAnswers
from ibps.core.stages.closing import AddAction, AddMeasure, ReadBackMinutes
from ibps.core.stages.consensus import ReadAloud, WordProposal
from ibps.core.stages.followup import StateMinority
from ibps.core.stages.interests import StateInterest
from ibps.core.stages.opening import Arrive, CloseSitting, OpenSitting, SeatPerson
from ibps.core.stages.options import AddOption
from ibps.core.stages.standards import SetStandard
from ibps.core.value import Act
from ibps.ui.projected import looked_at, newest, projected
from ibps.ui.view import Sheet
from ibps.ui.widgets.rows import Row
from tests.ui.kit import ANA, BO, DANA, ELI, T0, TODAY, begun

WORDS = (WordProposal(text="Trial rotation on evenings."), ReadAloud(proposal="P1"))
ASKED = (EnterStage(stage="consensus"), *WORDS, OpenCheck(proposal="P1"))
YES = tuple(Answer(check="C1", person=number, level="up") for number in (ANA, BO, DANA))
LAST_YES = Answer(check="C1", person=ELI, level="up")
NO = Answer(check="C1", person=ELI, level="down", note="Nobody covers nights")
CLOSED = (*ASKED, *YES, LAST_YES, CloseCheck(check="C1"))
PARK = Park(text="Parking lot lights")
TASK = AddAction(text="Post the chart", owners=(ANA,), due=TODAY)
READ = (EnterStage(stage="closing"), TASK, ReadBackMinutes())
STOP = StopSession(kind=StopKind.NOT_READY, reason="Two of us have to read it first")


def attest(person: int, verdict: Verdict = Verdict.ACCURATE) -> AttestMinutes:
    return AttestMinutes(minutes="N1", person=person, verdict=verdict, nonce=f"{person:032x}")


SEALED = (*READ, attest(ANA), attest(DANA))


def told(*acts: Act, **fields: object) -> Journal:
    """A session of these acts, a minute each."""
    entries = begun(*acts, **fields)  # type: ignore[arg-type]  # fields of the first act
    return replay(Entry(n, T0 + timedelta(minutes=n), act) for n, act in enumerate(entries, 1))


def sheet(*acts: Act, **fields: object) -> Sheet:
    return projected(told(*acts, **fields), TODAY)[1]


def words(shown: Sheet) -> str:
    rows = (part for row in shown.rows for part in (row.text, row.tail, row.note, row.number))
    return "\n".join((shown.where, shown.banner, shown.question, shown.ask, *rows, shown.legend))


def shown(*acts: Act) -> tuple[str, str]:
    look = looked_at(told(*acts))
    return look.view, look.about


@pytest.mark.parametrize(
    ("acts", "view"),
    [
        ((), ("opening", "")),
        ((EnterStage(stage="interests"),), ("interests", "")),
        ((*WORDS[:1],), ("words", "P1")),
        (WORDS, ("words", "P1")),
        ((*WORDS, PARK), ("opening", "")),
        ((*WORDS, WordProposal(text="Another matter.")), ("words", "P2")),
        (ASKED, ("check", "")),
        ((*ASKED, PARK), ("check", "")),  # while people are asked nothing takes the words away
        ((*ASKED, *YES), ("check", "")),
        (CLOSED, ("result", "")),
        ((*CLOSED, EnterStage(stage="closing")), ("closing", "")),
        ((*CLOSED, PARK), ("consensus", "")),
        ((EnterStage(stage="closing"), TASK), ("closing", "")),
        (READ, ("minutes", "N1")),
        ((*READ, attest(ANA)), ("minutes", "N1")),
        ((*READ, attest(ANA), CloseSitting()), ("closing", "")),
        (SEALED, ("code", "N1")),
        ((*SEALED, CloseSitting()), ("code", "N1")),  # people are still writing
        ((*SEALED, PARK), ("closing", "")),
        ((*READ, attest(ANA), PARK), ("closing", "")),
        ((STOP,), ("stop", "")),
        ((STOP, CloseSitting()), ("stop", "")),
        ((STOP, EnterStage(stage="closing")), ("closing", "")),
    ],
)
def test_what_was_done_last_says_what_the_room_looks_at(acts: tuple[Act, ...], view: tuple[str, str]) -> None:
    assert shown(*acts) == view


def test_what_is_taken_back_did_not_happen() -> None:
    acts = begun(*CLOSED, PARK)
    assert shown(*CLOSED, PARK, Undo(entry=len(acts))) == ("result", "")
    worded = begun(WORDS[0], WordProposal(text="Another matter."))
    assert shown(WORDS[0], WordProposal(text="Another matter."), Undo(entry=len(worded))) == ("words", "P1")


def test_a_statement_put_beside_the_result_leaves_it_on_the_screen() -> None:
    closed = (*ASKED, *YES, NO, CloseCheck(check="C1"))
    said = StateMinority(decision="D1", person=ELI, text="Nights were left out.", on=TODAY)
    assert shown(*closed, said) == ("result", "")
    assert "Nights were left out." in words(sheet(*closed, said))


def test_answers_show_as_they_are_given() -> None:
    seen = sheet(*ASKED, *YES, NO)
    assert seen.question.startswith("Trial rotation on evenings.")
    tails = {row.key: row.tail for row in seen.rows}
    assert tails["person-1"] == "▲ support" and tails["person-4"] == "▼ cannot"
    assert "Nobody covers nights" in words(seen)
    assert seen.banner.startswith("DECIDING NOW · P1 v1")


def test_collected_answers_show_only_who_answered() -> None:
    asked = (*ASKED[:-1], OpenCheck(proposal="P1", together=True))
    seen = sheet(*asked, *YES, NO)
    assert "Nobody covers nights" not in words(seen)
    assert {row.tail for row in seen.rows if row.key.startswith("person-")} == {"● answered"}
    assert "SHOWN TOGETHER" in seen.banner
    seen = sheet(*asked, *YES, NO, RevealAnswers(check="C1"))
    assert {row.tail for row in seen.rows if row.key == "person-4"} == {"▼ cannot"}


def test_a_reason_kept_private_is_never_shown() -> None:
    seen = sheet(*ASKED, *YES, NO.but(note="", private=True))
    assert "keeps the reason private" in words(seen)


def test_of_slips_only_their_number_shows() -> None:
    third = (SeatPerson(name="Cy", party="L"), Arrive(person=5))
    slip = AnswerBySlip(check="C1", party="L", level="down", note="On a slip")
    seen = sheet(*third, *ASKED, slip, slip, terms=Terms(slips=True))
    assert "2 of 3 in" in words(seen)
    assert "On a slip" not in words(seen) and "▼ cannot" not in {row.tail for row in seen.rows}


def test_a_temperature_is_never_a_decision() -> None:
    asked = (*ASKED[:-1], OpenCheck(proposal="P1", kind=CheckKind.TEMPERATURE))
    assert "NOT A DECISION" in sheet(*asked, *YES).banner
    assert "NOT A DECISION" in sheet(*asked, *YES, LAST_YES, CloseCheck(check="C1")).banner


def test_a_draft_page_names_who_is_still_to_attest() -> None:
    assert sheet(*READ).banner == "N1 DRAFT · Ana and Dana still to attest"
    assert sheet(*READ, attest(ANA)).banner == "N1 DRAFT · Dana still to attest"
    page = sheet(*READ)
    assert "Post the chart" in words(page) and "BEFORE YOU READ IT" not in words(page)


def test_the_stop_is_shown_with_its_reason_and_stays_in_the_banner() -> None:
    seen = sheet(STOP)
    assert seen.banner == "STOPPED · NOT READY" and "Two of us have to read it first" in words(seen)
    assert "STOPPED" in sheet(STOP, PARK).banner
    again = (STOP, CloseSitting(), OpenSitting(date=TODAY))
    assert "STOPPED" not in sheet(*again).banner


def test_who_is_in_caucus_is_said_until_they_are_back() -> None:
    assert "CAUCUS · Labor since 09:" in sheet(CallCaucus(party="L")).banner
    assert "CAUCUS" not in sheet(CallCaucus(party="L"), EndCaucus(party="L")).banner


def test_practice_and_example_stand_over_everything() -> None:
    for acts in ((), WORDS, ASKED, CLOSED, READ, SEALED, (STOP,)):
        assert "EXAMPLE · AN INVENTED RECORD" in sheet(*acts, example=True).banner
        assert "PRACTICE · NOTHING HERE IS REAL" in sheet(*acts, mode="practice").banner


def test_the_case_of_a_practice_is_there_to_be_read() -> None:
    assert "THE CASE" in words(sheet(mode="practice", scenario="co-pays"))
    assert "THE CASE" not in words(sheet(mode="practice", scenario="our-own-case"))


SITUATIONS: tuple[tuple[Act, ...], ...] = (
    (),
    (EnterStage(stage="issue"),),
    (EnterStage(stage="interests"),),
    (EnterStage(stage="options"),),
    (EnterStage(stage="standards"),),
    (EnterStage(stage="consensus"),),
    (EnterStage(stage="closing"),),
    (EnterStage(stage="interests"), StateInterest(party="L", text="More people on evenings is the answer")),
    (EnterStage(stage="standards"), SetStandard(text="Fair"), AddOption(text="Rotate")),
    WORDS[:1],
    WORDS,
    ASKED,
    (*ASKED[:-1], OpenCheck(proposal="P1", together=True), *YES, LAST_YES),
    CLOSED,
    (*ASKED, *YES, NO, CloseCheck(check="C1")),
    (EnterStage(stage="closing"), AddMeasure(text="Unfilled evenings")),
    READ,
    (*READ, PARK),
    (*READ, PARK, CloseSitting()),
    SEALED,
    (STOP,),
)

KEYS = re.compile(r"\bF\d+\b|\^[a-z]|\b(Enter|Esc|Tab)\b|\b[b-z] (?=[a-z]+s\b)|\bs IN\b|\b[a-z]: |, g when")


@pytest.mark.parametrize("acts", SITUATIONS, ids=range(len(SITUATIONS)))
def test_no_key_and_no_hint_of_the_facilitator_is_shown(acts: tuple[Act, ...]) -> None:
    seen = sheet(*acts)
    assert not [row for row in seen.rows if row.kind == "hint"]
    assert KEYS.search(words(seen)) is None, KEYS.search(words(seen))
    assert not words(seen).startswith("?") and "\n?" not in words(seen)


def test_the_newest_row_is_the_one_added_else_the_one_changed() -> None:
    a, b = Row("a", "one"), Row("b", "two")
    quiet = Row("left", "NOT ANSWERED: Bo", kind="quiet")
    assert newest((a,), (a, b)) == "b"
    assert newest((a, b), (a._replace(tail="▲ support"), b)) == "a"
    assert newest((a, quiet), (a._replace(tail="x"), quiet._replace(text="Everyone"))) == "a"
    assert newest((quiet,), (quiet._replace(text="Everyone"),)) == "left"
    assert newest((a,), (b, a._replace(note="changed"))) == "b"
    assert newest((a, b), (a, b)) == newest((a, b), (a,)) == ""
