"""Pictures of the room, each with the words of what a person looking at it should see."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from ibps.cli.house import Start
from ibps.core.stages.anytime import EnterStage
from ibps.core.stages.checks import Answer, CloseCheck, OpenCheck
from ibps.core.stages.closing import AddAction, AddMeasure, PlanReportOut
from ibps.core.stages.consensus import ReadAloud, Refer, WordProposal
from ibps.core.stages.interests import ShareInterest, StateInterest
from ibps.core.stages.issue import WordIssue
from ibps.core.stages.options import AddOption
from ibps.core.value import Act
from tests.pictures import Snapshot
from tests.ui.kit import TODAY, Clock, begun, house, on, running

QUESTION = WordIssue(text="How can we vary supervisor cover in a way that keeps leave approval clear?")
NEEDS = (
    StateInterest(party="L", text="Know who approves my leave"),
    StateInterest(party="L", text="Fair share of late shifts"),
    StateInterest(party="M", text="Supervisors learn every shift"),
    ShareInterest(interest="I1", party="M"),
)
IDEAS = (
    EnterStage(stage="options"),
    AddOption(text="Rotate monthly", serves=("I3",)),
    AddOption(text="Rotate on evenings only", came_from="Suggestion box", serves=("I2", "I3")),
)
WORDS = (
    WordProposal(
        text="Trial rotation on evenings, 4 weeks from 1 Apr; leave is answered by the day lead.",
        not_included=("night shift",),
        options=("O2",),
    ),
    ReadAloud(proposal="P1"),
)
ASKED = (
    OpenCheck(proposal="P1"),
    *(Answer(check="C1", person=number, level="up") for number in (1, 2, 3)),
    Answer(check="C1", person=4, level="sideways", note="Short notice"),
    CloseCheck(check="C1"),
)
LEFT = (
    AddAction(text="Post the chart", owners=(1, 3), due=on(3, 28)),
    AddMeasure(text="Evenings without a lead", pulls="Eli", exists_today=True, review=on(4, 30)),
    PlanReportOut(audience="everyone on 4B", communicators=(1, 3), due=on(3, 16)),
)
WHOLE: tuple[Act, ...] = (QUESTION, *NEEDS, *IDEAS, *WORDS, *ASKED, *LEFT)


def desk(tmp_path: Path) -> Start:
    """Three sessions in the folder; two that wait or are open, one that is decided. File names are random,
    and nothing of them is on the screen."""
    ours = house(tmp_path)
    sent = Refer(
        words="On-call pay", owner="Bo", forum="Bargaining committee", due=on(4, 1), reason="Contract"
    )
    for title, acts in (
        ("Shift handoff", begun(*WHOLE, title="Shift handoff")),
        ("On-call pay", begun(sent, title="On-call pay", stage="consensus")),
        ("Stocking carts", begun(QUESTION, title="Stocking carts", stage="options")),
    ):
        ours.new(acts, title, TODAY, False).close()
    return Start()


async def test_the_first_start(tmp_path: Path, snapshot: Snapshot) -> None:
    """You should see a welcome of a few lines and three first steps, n p e, and the keys at the bottom."""
    async with running(tmp_path, size=(80, 24), clock=Clock(step=0)) as seen:
        seen.app.show(world=replace(seen.app.now.world, place="~/ibps"))
        await seen.settle()
        snapshot(seen.app, "desk-empty-80x24")


async def test_the_front_desk(tmp_path: Path, snapshot: Snapshot) -> None:
    """You should see three sessions with a word and a symbol each, one of them LATE, and what to look at."""
    async with running(tmp_path, start=desk(tmp_path), size=(80, 24), clock=Clock(step=0)) as seen:
        rows = tuple(sorted(seen.app.now.world.rows, key=lambda row: row.title))
        seen.app.show(world=replace(seen.app.now.world, place="~/ibps", rows=rows), select=rows[0].file)
        await seen.settle()
        snapshot(seen.app, "desk-80x24")


async def test_interests(tmp_path: Path, snapshot: Snapshot) -> None:
    """You should see the question, three interests, I1 shared by both, and half an interest being typed."""
    async with running(
        tmp_path, *begun(QUESTION, *NEEDS, stage="interests"), size=(60, 20), clock=Clock(step=0)
    ) as seen:
        await seen.type("Cover when someone")
        seen.app.keep_drafts()
        snapshot(seen.app, "interests-60x20")


async def test_options(tmp_path: Path, snapshot: Snapshot) -> None:
    """You should see IDEAS · NOTHING IS BEING DECIDED, two options, and what each serves."""
    async with running(
        tmp_path, *begun(QUESTION, *NEEDS, *IDEAS, stage="options"), size=(120, 40), clock=Clock(step=0)
    ) as seen:
        snapshot(seen.app, "options-120x40")


async def test_the_check(tmp_path: Path, snapshot: Snapshot) -> None:
    """You should see DECIDING NOW with the words, four people by party, two of them NOT ANSWERED."""
    acts = begun(QUESTION, *NEEDS, *IDEAS, *WORDS, stage="consensus")
    async with running(tmp_path, *acts, size=(80, 24), clock=Clock(step=0)) as seen:
        await seen.verb("c", on="P1")
        await seen.press("u", "3", "l", "enter")
        snapshot(seen.app, "check-80x24")


async def test_the_result(tmp_path: Path, snapshot: Snapshot) -> None:
    """You should see CONSENSUS in one sentence that fills the screen, and the exact words under it."""
    acts = begun(QUESTION, *NEEDS, *IDEAS, *WORDS, stage="consensus")
    async with running(tmp_path, *acts, size=(80, 24), clock=Clock(step=0)) as seen:
        await seen.verb("c", on="P1")
        await seen.press("u", "2", "u", "3", "u", "4", "l", "x")
        snapshot(seen.app, "result-80x24")


async def test_the_answer(tmp_path: Path, snapshot: Snapshot) -> None:
    """You should see DECIDED first, with the exact words, who answered, and what is only an idea below."""
    async with running(tmp_path, *begun(*WHOLE, stage="closing"), size=(80, 24), clock=Clock(step=0)) as seen:
        await seen.press("f4")
        snapshot(seen.app, "answer-80x24")


async def test_the_minutes(tmp_path: Path, snapshot: Snapshot) -> None:
    """You should see the page as it will stand, beginning with what it is about and who was here."""
    async with running(
        tmp_path, *begun(*WHOLE, stage="closing"), size=(120, 40), clock=Clock(step=0)
    ) as seen:
        await seen.verb("r")
        snapshot(seen.app, "minutes-120x40")
