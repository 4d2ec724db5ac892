"""A whole session over two sittings with two attested pages, the second of them a correction."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from typing import Final

from ibps.core.record import Record
from ibps.core.record.closing import Verdict
from ibps.core.record.consensus import Condition, Trial
from ibps.core.record.issue import FactStatus, Raised, Route
from ibps.core.record.items import Meets
from ibps.core.record.people import Role
from ibps.core.record.terms import Terms
from ibps.core.stages import anytime, checks, closing, consensus, followup, interests, issue, opening, options
from ibps.core.stages import standards as yardsticks
from ibps.core.stages.attesting import AttestMinutes
from ibps.core.value import Act
from ibps.desk import Desk
from ibps.store.session_file import SessionFile

ZONE: Final = timezone(timedelta(hours=-7))
FIRST: Final = datetime(2026, 3, 14, 9, 0, tzinfo=ZONE)
SECOND: Final = datetime(2026, 3, 28, 9, 0, tzinfo=ZONE)
ANA, BO, DANA, ELI = 1, 2, 3, 4
DUE: Final = date(2026, 4, 11)
TRIAL: Final = Trial(until=date(2026, 5, 14), measure="calls after ten", review=date(2026, 5, 21))


class Clock:
    """Twenty seconds later each time it is asked."""

    def __init__(self) -> None:
        self.now = FIRST

    def __call__(self) -> datetime:
        self.now += timedelta(seconds=20)
        return self.now


def attest(number: str, person: int, verdict: Verdict = Verdict.ACCURATE, exception: str = "") -> Act:
    """A word on a page, with a random value that is the same in every run."""
    nonce = f"{int(number[1:]):016x}{person:016x}"
    return AttestMinutes(minutes=number, person=person, verdict=verdict, nonce=nonce, exception=exception)


def asked(check: str, *levels: str) -> tuple[Act, ...]:
    return tuple(checks.Answer(check=check, person=n, level=level) for n, level in enumerate(levels, 1))


ROOM: Final[tuple[Act, ...]] = (
    opening.StartSession(title="Evening cover", team="Clinic North", terms=Terms()),
    opening.NameParty(letter="L", name="Labor", chosen="by the local"),
    opening.NameParty(letter="M", name="Management"),
    opening.SeatPerson(name="Ana", party="L", role=Role.COCHAIR),
    opening.SeatPerson(name="Bo", party="L", role=Role.STEWARD, speaks_for="nights"),
    opening.SeatPerson(name="Dana", party="M", role=Role.COCHAIR),
    opening.SeatPerson(name="Eli", party="M", role=Role.MANAGER),
    opening.NoteAffected(who="the night porters", asked_how="by the steward"),
    opening.AgreeTerms(),
    opening.OpenSitting(date=FIRST.date(), place="Room 2"),
    *(opening.Arrive(person=number) for number in (ANA, BO, DANA)),
)

WORKED: Final[tuple[Act, ...]] = (
    anytime.EnterStage(stage="issue"),
    issue.TellStory(party="L", text="Leave was answered late twice."),
    issue.WordIssue(text="How can evenings be covered in a way that keeps leave clear?"),
    issue.AgreeIssue(party="L"),
    issue.AgreeIssue(party="M"),
    issue.StateFact(text="Nine evenings were open in May.", status=FactStatus.AGREED),
    issue.StateFact(text="Who answers leave on Sundays", status=FactStatus.TO_FIND_OUT, brings="Eli"),
    issue.SetScope(side="out", text="pay"),
    issue.SetRoute(route=Route.JOINT, raised=Raised.FLOOR, raised_by="L"),
    interests.StateInterest(party="L", text="Know who answers my leave", position="No more swaps"),
    interests.StateInterest(party="M", text="Open evenings filled a day ahead"),
    interests.ShareInterest(interest="I1", party="M"),
    interests.ConfirmInterests(party="L"),
    anytime.CallCaucus(party="L"),
    anytime.EndCaucus(party="L"),
    options.AddOption(text="Rotate evenings monthly", came_from="suggestion box", serves=("I1",)),
    options.AddOption(text="Buddy pairs", serves=("I2",)),
    options.AddOption(text="A chart by the door"),
    anytime.Reword(number="O2", text="Buddy pairs on evenings"),
    options.LinkOption(option="O1", interest="I2"),
    anytime.SetAside(number="O3", reason="there is one already"),
    yardsticks.SetStandard(text="Fair to both shifts", must_have=True, yardstick="hours each"),
    yardsticks.AgreeStandard(standard="S1", party="L"),
    yardsticks.RateOption(option="O1", standard="S1", rating=Meets.MEETS, note="by the hours"),
    anytime.Park(text="the parking lot lights", why="not ours", owner="Eli", forum="facilities", due=DUE),
)

DECIDED: Final[tuple[Act, ...]] = (
    consensus.DraftStraw(text="rotate, somehow", options=("O1",)),
    consensus.WordProposal(
        text="Evenings rotate monthly; the day lead answers leave within two days.",
        proposal="P1",
        not_included=("night shift",),
        options=("O1",),
        reason="from the draft",
    ),
    consensus.ReadAloud(proposal="P1"),
    checks.OpenCheck(proposal="P1"),
    checks.Answer(check="C1", person=ANA, level="up", note="glad of it"),
    checks.Answer(
        check="C1", person=BO, level="sideways", note="with a doubt", would_change="a week's notice"
    ),
    checks.Answer(check="C1", person=DANA, level="up"),
    checks.CloseCheck(
        check="C1",
        waiting=(
            Condition(who="Eli", due=DUE, person=ELI),
            Condition(who="Payroll", what="says it can", due=DUE),
        ),
    ),
    consensus.WordProposal(text="Buddy pairs on evenings until the review.", options=("O2",), trial=TRIAL),
    consensus.ReadAloud(proposal="P2"),
    checks.OpenCheck(proposal="P2"),
    *asked("C2", "up", "down", "up"),
    checks.CloseCheck(check="C2"),
    consensus.Defer(
        words="A float pool", owner="Dana", forum="the budget group", due=DUE, reason="needs figures"
    ),
    closing.AddAction(text="Print the rota", owners=(ANA, DANA), due=DUE, needs="an hour"),
    closing.AddMeasure(text="Open evenings", source="the rota", pulls="Eli", review=DUE, exists_today=True),
    closing.AddMessage(text="Evenings rotate from April"),
    closing.PlanReportOut(audience="both shifts", communicators=(ANA, DANA), due=DUE),
    closing.ReadBackMinutes(),
    attest("N1", ANA),
    attest("N1", DANA, Verdict.NOT_YET),
    attest("N1", DANA),
    closing.GiveFeedback(text="shorter stories", keep=False),
    opening.CloseSitting(),
)

AGAIN: Final[tuple[Act, ...]] = (
    opening.OpenSitting(date=SECOND.date(), place="Room 4"),
    *(opening.Arrive(person=number) for number in (ANA, BO, DANA, ELI)),
    followup.LateAnswer(
        check="C1", person=ELI, level="up", taken_by=ANA, on=SECOND.date(), note="told by phone"
    ),
    followup.RecordApproval(
        decision="D1", obtained=True, on=SECOND.date(), condition=2, told_by="Dana", note="from May"
    ),
    followup.StateMinority(decision="D2", person=BO, text="Pairs tie the steward down.", on=SECOND.date()),
    consensus.WordProposal(text="Buddy pairs on Fridays until the review.", proposal="P2", trial=TRIAL),
    consensus.ReadAloud(proposal="P2"),
    checks.OpenCheck(proposal="P2"),
    *asked("C3", "up", "sideways", "up", "up"),
    checks.CloseCheck(check="C3"),
    closing.ReadBackMinutes(replaces="N1", because="The room was Room 3."),
    attest("N2", ANA),
    attest("N2", DANA, Verdict.EXCEPT, "the date of the review"),
)

LATER: Final[tuple[Act, ...]] = (
    followup.ActionDone(action="A1", on=SECOND.date(), told_by="Ana", note="both floors"),
    options.AddOption(text="A phone line for leave"),
    followup.ReadMeasure(measure="M1", value="three", on=SECOND.date(), read_by="Eli"),
)


def sealed(path: Path) -> Record:
    """Plays that session into a file; with something taken back, brought back and taken back again."""
    clock = Clock()
    desk = Desk.new(SessionFile(path), ROOM, clock)
    desk.do(*WORKED[:-1])
    desk.undo()
    desk.redo()
    desk.do(options.AddOption(text="Said by mistake"))
    desk.undo()
    desk.do(WORKED[-1])
    for act in DECIDED:
        desk.do(act)
    clock.now = SECOND
    for act in (*AGAIN, *LATER):
        desk.do(act)
    return desk.record
