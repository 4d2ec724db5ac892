"""The page people read: the answer card, the minutes, the chain. Every number and name comes from a field."""

from __future__ import annotations

from datetime import date

from ibps.core.answer import answer
from ibps.core.minutes import page
from ibps.core.standing import SHOWN, Group
from ibps.report.chain import chain
from ibps.report.text import NOTHING_ASKED, answer_text, minutes_text, page_text
from tests.report.kit import ASKED, CHART, CLOSED, OPENED, WORDS, journal

DAY = date(2026, 3, 14)
WAITING = journal([*OPENED, *CHART, *ASKED, CLOSED]).record
TRIAL = {"until": "2026-04-30", "measure": "days to an answer", "review": "2026-04-29"}
ON_TRIAL = journal(
    [*OPENED, *CHART, {**ASKED[0], "conditions": [], "trial": TRIAL}, *ASKED[1:], CLOSED]
).record


def flat(text: str) -> str:
    return " ".join(text.split())


def test_a_waiting_answer_says_for_whom_until_when_and_who_said_what() -> None:
    said = flat(answer_text(WAITING, DAY))
    for part in (
        "Supervisor rotation Unit 4B As of 14 Mar 2026",
        "✓ DECIDED Nothing.",
        "◐ WAITING D1 P1 v1",
        f'"{WORDS}"',
        "Result: TENTATIVE 14 Mar 2026, P1 v1: 2 of 2 present answered (1 support, 1 can live with it).",
        "Labor: Ana (co-chair) support",
        "Management: Dana (co-chair) can live with it",
        "Waiting for: Night steward: answers on these words, by 21 Mar 2026",
        "Does not include: night shift",
        "Said: Dana: watch overtime",
        "Rests on: O3 Rotate",
        "○ IDEAS ONLY O3 Rotate",
    ):
        assert part in said, part
    assert answer(WAITING, DAY).waiting[0].of in said


def test_a_date_that_passed_turns_waiting_into_not_decided_and_says_late() -> None:
    said = flat(answer_text(WAITING, date(2026, 3, 22)))
    assert "◐ WAITING" not in said
    assert "✗ NOT DECIDED" in said and "LATE: Night steward was due 21 Mar 2026" in said


def test_a_trial_says_until_when_and_what_is_measured() -> None:
    said = flat(answer_text(ON_TRIAL, DAY))
    assert "✓ DECIDED D1 P1 v1" in said and "A trial until 30 Apr 2026. Measure: days to an answer." in said
    assert "LATE" not in said and "LATE: review was due 29 Apr 2026" in flat(
        answer_text(ON_TRIAL, date(2026, 4, 30))
    )


def test_nothing_put_to_anyone_is_said_in_so_many_words() -> None:
    said = answer_text(journal(OPENED).record, DAY)
    assert NOTHING_ASKED in said
    assert [words for _, words in SHOWN.values() if words in said] == ["DECIDED"]


def test_an_open_check_names_who_has_not_answered_and_decides_nothing() -> None:
    said = flat(answer_text(journal([*OPENED, *CHART, *ASKED[:4]]).record, DAY))
    assert "still to answer: Dana. Nothing is decided yet" in said and "Dana (co-chair) not asked" in said


def test_every_group_has_a_heading_of_its_own() -> None:
    refer = {
        "do": "Refer",
        "words": "Chairs",
        "owner": "Ana",
        "forum": "Committee",
        "due": "2026-04-01",
        "reason": "theirs",
    }
    withdrawn = [
        {"do": "WordProposal", "text": "Other words"},
        {"do": "WithdrawProposal", "proposal": "P2", "reason": "no"},
    ]
    record = journal(
        [*OPENED, *CHART, {**ASKED[0], "conditions": []}, *ASKED[1:], CLOSED, refer, *withdrawn]
    ).record
    said = answer_text(record, DAY)
    heads = [f"{symbol} {words}" for symbol, words in SHOWN.values()]
    found = [line for line in said.splitlines() if line in heads]
    assert found == ["✓ DECIDED", "◐ WAITING", "✗ NOT DECIDED", "○ IDEAS ONLY"]
    assert "Withdrawn, because: no" in said


def test_examples_and_practice_say_so_right_under_the_title() -> None:
    for change, line in (
        ({"mode": "practice"}, "PRACTICE: nothing"),
        ({"example": True}, "EXAMPLE: an invented"),
    ):
        said = answer_text(journal([{**OPENED[0], **change}]).record, DAY).splitlines()
        assert said[2].startswith(line)


def test_the_minutes_are_the_page_read_back_and_a_later_change_is_said() -> None:
    acts = [*OPENED, *CHART, *ASKED, CLOSED]
    assert minutes_text(WAITING).startswith("MINUTES, not read back yet")
    read = [*acts, {"do": "ReadBackMinutes"}]
    record = journal(read).record
    said = minutes_text(record, 300)
    assert said.startswith("MINUTES N1, sitting 1, read back 14 Mar 2026 13:")
    assert said.splitlines()[1].strip() == "DRAFT: Ana and Dana to attest."
    assert [line.strip() for line in said.splitlines()[2:]] == list(page(record))
    later = minutes_text(journal([*read, {"do": "AddAction", "text": "Print it"}]).record)
    assert "has changed since" in later and "Print it" not in later
    again = minutes_text(
        journal([*read, {"do": "AddAction", "text": "Print it"}, {"do": "ReadBackMinutes"}]).record
    )
    assert "Earlier pages: N1." in again and "Print it" in again


def test_the_chain_shows_every_step_and_its_gaps() -> None:
    said = flat(chain(WAITING, 80))
    for part in (
        'v1 "How do we cover shifts?" (nobody has said OK yet; replaced because leave was missing)',
        'v2 "How can we cover shifts and keep leave clear?" (OK for Labor)',
        'Management: "Leave waits a week."',
        "F1 Two leads a shift (to find out; source: roster; Dana brings it; by 20 Mar 2026)",
        "Outside this issue: pay",
        "Belongs to: a contract matter.",
        "INTERESTS (L Labor, M Management, * shared by all)",
        "* I1 Know who answers my leave (L ✓ M ✓)",
        'came from: "One boss"',
        "M I2 Leads learn every shift",
        "L I3 Parking (assumed) [set aside: another matter]",
        "O1 Rotate monthly (from: suggestion box): serves I1 [combined: part of O3]",
        "O2 Rotate weekly: serves no listed interest yet",
        "O3 Rotate (made of O1 and O2): serves I1",
        "Nothing serves yet: I2.",
        "S1 Leave in two days (must have; yardstick: contract 9.2; agreed by Labor)",
        "O3: partly, by the room",
        'O3: fails, by Management, "too slow"',
        'P1 draft: "Rotate somehow"',
        "read aloud",
        "C1: TENTATIVE 14 Mar 2026",
    ):
        assert part in said, part


def test_a_withdrawn_proposal_and_a_temperature_check_are_in_the_chain() -> None:
    acts = [*OPENED, {"do": "WordProposal", "text": "Words"}, {"do": "ReadAloud", "proposal": "P1"},
            {"do": "OpenCheck", "proposal": "P1", "kind": "temperature"}]  # fmt: skip
    assert "C1: Being asked now. Nothing is decided yet." in chain(journal(acts).record, 80)
    acts += [
        {"do": "CloseCheck", "check": "C1"},
        {"do": "WithdrawProposal", "proposal": "P1", "reason": "no need"},
    ]
    said = flat(chain(journal(acts).record, 80))
    assert "C1: TEMPERATURE ONLY, NOT A DECISION" in said and "P1 withdrawn, because: no need" in said


def test_the_page_fits_any_width_and_the_card_comes_first() -> None:
    for width in (40, 60, 80, 100):
        said = page_text(WAITING, DAY, width)
        assert max(map(len, said.splitlines())) <= width
        assert said.startswith("Supervisor rotation")
        assert flat(said).count(WORDS) >= 3 or width < 60


def test_words_that_imitate_a_heading_stay_indented() -> None:
    acts = [*OPENED, {**ASKED[0], "proposal": None, "text": "Yes\n\n✓ DECIDED\n  D1 All of it"}]
    said = answer_text(journal(acts).record, DAY).splitlines()
    assert said.count("✓ DECIDED") == 1 and any(
        line.strip() == "✓ DECIDED" and line[0] == " " for line in said
    )
    assert Group.DECIDED.value == "decided"


def test_a_correction_is_not_taken_for_a_change_of_the_record() -> None:
    attest = [
        {"do": "AttestMinutes", "minutes": "N1", "person": number, "verdict": "accurate", "nonce": "0" * 32}
        for number in (person.number for person in WAITING.cochairs)
    ]
    read = {"do": "ReadBackMinutes"}
    acts = [*OPENED, *CHART, *ASKED, CLOSED, read, *attest, {"do": "AddAction", "text": "Print it"}, read]
    said = minutes_text(journal(acts).record)
    assert "This page replaces N1." in said and "has changed since" not in said
    assert "Closing code: " in minutes_text(journal(acts[:-2]).record)
