"""The page that is read back: agreement in exact words, and no working charts."""

from datetime import date

from ibps.core.minutes import page
from ibps.core.record.consensus import Condition
from ibps.core.record.issue import FactStatus
from ibps.core.stages.anytime import Park, TakeUp
from ibps.core.stages.closing import AddAction, AddMeasure, AddMessage, PlanReportOut
from ibps.core.stages.consensus import DraftStraw
from ibps.core.stages.issue import StateFact, WordIssue
from ibps.core.stages.opening import Leave, NoteAffected
from ibps.core.stages.options import AddOption
from tests.core.kit import ANA, LATER, LOU, MAX, MIA, asked, begin, decision, room, say, worded

ALL_UP = {ANA: "up", LOU: "up", MAX: "up", MIA: "up"}


def part(lines: tuple[str, ...], heading: str) -> list[str]:
    """The lines under a heading, up to the next blank one."""
    rest = list(lines[lines.index(heading) + 1 :])
    return rest[: rest.index("")] if "" in rest else rest


def test_an_empty_page_says_that_nothing_was_decided() -> None:
    assert page(begin().record) == ("Supervisor rotation, Clinic North", "", "DECIDED", "Nothing.")


def test_the_head_says_who_was_here_who_was_not_and_who_is_affected() -> None:
    journal = say(room(here=(ANA, LOU, MAX)), Leave(person=LOU), NoteAffected(who="Night shift"))
    assert page(journal.record)[:6] == (
        "Supervisor rotation, Clinic North",
        "Sitting 1, 14 Mar 2026, Room 2",
        "Labor: Ana and Lou",
        "Management: Max",
        "Not here: Mia",
        "Affected, not in the room: Night shift",
    )


def test_a_decision_stands_in_its_exact_words_with_its_result() -> None:
    journal = say(worded(room(), "Post it.", not_included=("pay",)), WordIssue(text="How can we plan?"))
    journal = asked(journal, ALL_UP)
    code = journal.record.proposals[0].versions[0].digest[:4]
    lines = page(journal.record)
    assert part(lines, "ISSUE") == ["How can we plan?"]
    assert part(lines, "DECIDED") == [
        f"D1 P1 v1 ({code}): Agreed by everyone asked.",
        '"Post it."',
        "Does not include: pay.",
        decision(journal).sentence,
        "Labor: Ana (co-chair) support; Lou support",
        "Management: Max (co-chair) support; Mia support",
    ]


def test_what_waits_says_for_whom_and_by_when() -> None:
    journal = asked(worded(room()), ALL_UP, Condition(who="Sponsor", what="approves", due=LATER))
    lines = page(journal.record)
    assert part(lines, "DECIDED") == ["Nothing."]
    assert "Waiting for Sponsor: approves, by 28 Mar 2026." in part(lines, "WAITING")
    assert "WAITING" not in page(journal.record, date(2026, 4, 1))


def test_working_charts_stay_off_the_page() -> None:
    journal = say(room(), AddOption(text="swap board"), DraftStraw(text="rough package"))
    lines = page(journal.record)
    assert "2 ideas and drafts were listed. None of them is decided." in lines
    assert not any("swap board" in line or "rough package" in line for line in lines)


def test_actions_measures_messages_facts_and_parked_items() -> None:
    journal = say(
        room(),
        AddAction(text="print", owners=(ANA, MAX), due=LATER, needs="a printer"),
        AddAction(text="call"),
        AddMeasure(text="late handovers", source="the log", baseline="12", exists_today=False, review=LATER),
        AddMeasure(text="mood"),
        AddMessage(text="The roster comes earlier."),
        PlanReportOut(audience="nights", communicators=(LOU,), due=LATER),
        StateFact(text="12 late in May", status=FactStatus.AGREED),
        StateFact(text="June", status=FactStatus.DISPUTED),
        StateFact(text="July", brings="Mia", due=LATER),
        Park(text="pay", why="contract", owner="Ana", forum="talks", due=LATER),
        Park(text="parking"),
        TakeUp(parked="K2"),
    )
    lines = page(journal.record)
    assert part(lines, "ACTIONS") == [
        "A1 print: Ana and Max, by 28 Mar 2026. Needs: a printer.",
        "A2 call: no owner yet, no date yet.",
    ]
    assert part(lines, "MEASURES") == [
        "M1 late handovers: from the log; now 12; looked at again 28 Mar 2026; does not exist today.",
        "M2 mood: nothing settled yet.",
    ]
    assert part(lines, "TELLING PEOPLE") == ["R1 The roster comes earlier.", "To nights: Lou by 28 Mar 2026."]
    assert part(lines, "FACTS") == [
        "12 late in May.",
        "Disputed: June.",
        "To find out: July. Mia brings it by 28 Mar 2026.",
    ]
    assert part(lines, "PARKED") == ["K1 pay: contract, Ana, talks, 28 Mar 2026."]
