"""The page that is read back: agreement in exact words, and no working charts."""

import hashlib
from datetime import date

from ibps.core.minutes import EDITION, page
from ibps.core.record.consensus import Condition
from ibps.core.record.issue import FactStatus
from ibps.core.stages.anytime import Park, TakeUp
from ibps.core.stages.closing import AddAction, AddMeasure, AddMessage, PlanReportOut
from ibps.core.stages.consensus import Defer, DraftStraw
from ibps.core.stages.followup import ActionDone, ReadMeasure, ToldPeople
from ibps.core.stages.issue import StateFact, WordIssue
from ibps.core.stages.opening import Leave, NoteAffected
from ibps.core.stages.options import AddOption
from tests.core.kit import ANA, DAY, LATER, LOU, MAX, MIA, PIA, asked, begin, decision, room, say, worded

GOLDEN = "c499be9a5f8fac6ffc59823d4475dc822d41eceb197539a9550da86c336a6bcd"
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


def test_words_change_only_with_the_edition() -> None:
    """The page of a record with something of everything: other words need another edition, and this one."""
    journal = say(
        room(parties="LMP", here=(ANA, LOU, MAX, PIA)),
        NoteAffected(who="Night shift"),
        WordIssue(text="How can we plan?"),
        AddOption(text="swap board"),
        AddAction(text="print", owners=(ANA, MAX), due=LATER, needs="a printer"),
        AddAction(text="call"),
        AddMeasure(text="late handovers", source="the log", baseline="12", exists_today=False, review=LATER),
        AddMeasure(text="mood"),
        AddMessage(text="The roster comes earlier."),
        PlanReportOut(audience="nights", communicators=(LOU,), due=LATER),
        StateFact(text="12 late in May", status=FactStatus.AGREED),
        StateFact(text="July", brings="Mia", due=LATER),
        Park(text="pay", why="contract", owner="Ana", forum="talks", due=LATER),
        ActionDone(action="A1", on=DAY, told_by="Ana", note="on the board"),
        ReadMeasure(measure="M1", value="9", on=DAY, read_by="Mia"),
        ToldPeople(audience="nights", teller=LOU, on=DAY, came_back="fine"),
        Defer(words="Weekends", forum="us", owner="Ana", due=LATER, reason="no time"),
    )
    yes = {ANA: "up", LOU: "sideways", MAX: "up", PIA: "up"}
    journal = asked(worded(journal, "Post it.", not_included=("pay",)), yes)
    sponsor = Condition(who="Sponsor", what="approves", due=LATER)
    journal = asked(worded(journal, "Post it early."), yes, sponsor)
    journal = asked(worded(journal, "Post it late."), {**yes, MAX: "down"})
    lines = page(journal.record)
    found = hashlib.sha256("\n".join(lines).encode()).hexdigest()
    assert (EDITION, found) == (1, GOLDEN), "raise EDITION, then write down the digest of the new words"
