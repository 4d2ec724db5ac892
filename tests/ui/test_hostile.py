"""Text from people and files can neither crash, style, click nor move anything, in any view."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from itertools import count
from pathlib import Path

import pytest
from pydantic_core import to_json
from rich.cells import cell_len

from ibps.cli.aloud import abouts
from ibps.core.record import StopKind
from ibps.core.record.consensus import Condition, Trial
from ibps.core.record.issue import Wording
from ibps.core.record.items import Meets
from ibps.core.record.terms import Terms
from ibps.core.stages.anytime import Park, SetAside, StopSession
from ibps.core.stages.checks import Answer, CloseCheck, OpenCheck
from ibps.core.stages.closing import AddAction, AddMeasure, AddMessage, GiveFeedback, PlanReportOut
from ibps.core.stages.consensus import DraftStraw, ReadAloud, Refer, WithdrawProposal, WordProposal
from ibps.core.stages.interests import ShareInterest, StateInterest
from ibps.core.stages.issue import SetScope, StateFact, TellStory, WordIssue
from ibps.core.stages.opening import (
    AgreeTerms,
    Arrive,
    NameParty,
    NoteAffected,
    OpenSitting,
    SeatPerson,
    StartSession,
)
from ibps.core.stages.options import AddOption, CombineOptions
from ibps.core.stages.standards import RateOption, SetStandard
from ibps.core.value import Act
from ibps.practice.scenario import load, names
from ibps.store.lock import beside as lock_of
from ibps.ui.actions import STAGES
from ibps.ui.forms import Field, Form
from ibps.ui.view import Look
from ibps.ui.views import FRONT
from ibps.ui.views import names as view_names
from ibps.ui.window.orders import go_home
from tests.hostile import TEXTS, harmless
from tests.ui.kit import T0, TODAY, Seen, on, running

HOSTILE = TEXTS
HARMLESS = ("plain words", "a line of text that is somewhat longer than others and wraps on a narrow screen")


def texts(kinds: tuple[str, ...]) -> Callable[[], str]:
    """One text after the other, no two alike, so that names of people can be made of them."""
    numbers: Iterator[int] = count(1)

    def following() -> str:
        number = next(numbers)
        return f"{kinds[number % len(kinds)]} {number}"

    return following


def everything(kinds: tuple[str, ...]) -> tuple[Act, ...]:
    """A meeting in which every text is one of these."""
    say = texts(kinds)
    people = [SeatPerson(name=say(), party=party, speaks_for=say()) for party in "LLLLLMMMMMMM"]
    trial = Trial(until=on(4, 30), measure=say(), review=on(4, 28))
    waits = (Condition(who=say(), what=say(), due=on(4, 1)),)
    terms = Terms(notice=say(), ground_rules=tuple(say() for _ in kinds))
    return (
        StartSession(title=say(), team=say(), terms=terms),
        NameParty(letter="L", name=say()),
        NameParty(letter="M", name=say()),
        *people,
        OpenSitting(date=TODAY, place=say()),
        *(Arrive(person=number) for number in range(1, 13)),
        NoteAffected(who=say(), asked_how=say()),
        AgreeTerms(),
        *(TellStory(party="L", text=say()) for _ in kinds),
        WordIssue(text=say(), reason=say()),
        *(StateFact(text=say(), source=say(), brings=say()) for _ in kinds),
        SetScope(side="in", text=say()),
        SetScope(side="out", text=say()),
        *(StateInterest(party="M", text=say()) for _ in kinds),
        ShareInterest(interest="I1", party="L"),
        SetAside(number="I2", reason=say()),
        *(AddOption(text=say(), came_from=say(), serves=("I1",)) for _ in kinds),
        CombineOptions(options=("O1", "O2"), text=say()),
        *(SetStandard(text=say(), yardstick=say()) for _ in kinds),
        *(
            RateOption(option="O3", standard=f"S{number}", rating=Meets.MEETS, note=say())
            for number in range(1, len(kinds))
        ),
        *(DraftStraw(text=say()) for _ in kinds),
        WithdrawProposal(proposal="P1", reason=say()),
        Refer(words=say(), owner=say(), forum=say(), due=on(5, 1), reason=say()),
        WordProposal(
            text=say(), not_included=tuple(say() for _ in kinds), conditions=waits, trial=trial, reason=say()
        ),
        ReadAloud(proposal=f"P{len(kinds) + 1}"),
        OpenCheck(proposal=f"P{len(kinds) + 1}"),
        *(
            Answer(check="C1", person=number, level="down", note=say(), would_change=say())
            for number in range(1, 13)
        ),
        CloseCheck(check="C1"),
        *(AddAction(text=say(), owners=(n % 12 + 1,), needs=say()) for n in range(len(kinds))),
        *(AddMeasure(text=say(), source=say(), pulls=say(), baseline=say(), target=say()) for _ in kinds),
        AddMessage(text=say()),
        PlanReportOut(audience=say(), communicators=(1, 2, 3)),
        Park(text=say(), why=say(), owner=say(), forum=say(), facts=(say(),), ideas=(say(),)),
        GiveFeedback(text=say()),
        StopSession(kind=StopKind.NOT_READY, reason=say()),
    )  # fmt: skip


def styles(seen: Seen) -> set[str]:
    """Every style painted, in words; raises where one is a link or can be clicked."""
    found = set()
    for line in seen.strips():
        for segment in line:
            style = segment.style
            if style is not None:
                assert style.link is None, segment
                assert not [key for key in style.meta if key.startswith("@")], segment
                found.add(str(style.without_color.copy()) + f"|{style.color}|{style.bgcolor}")
    return found


def clean(seen: Seen) -> None:
    """Nothing on the screen acts on a terminal, and every line is exactly as wide as it should be."""
    width, height = seen.app.size
    lines = seen.strips()
    assert len(lines) == height
    for line in lines:
        text = "".join(segment.text for segment in line)
        assert cell_len(harmless(text)) == width, text
    hint = seen.see()[-1]
    assert not seen.hint or ("help" in hint or "Esc" in hint), seen.see()


async def walk(seen: Seen) -> set[str]:
    """Through every view of the meeting, with questions, sentences and help; the styles that were seen."""
    found: set[str] = set()

    async def look(*keys: str) -> None:
        for key in keys:
            await seen.press(key)
            clean(seen)
            found.update(styles(seen))

    for stage in STAGES:
        for _ in range(3):
            if seen.view != stage:
                await look("ctrl+n")
        assert seen.view == stage, seen.said
        await look("f2", "pagedown", "escape", "f1", "escape", "f4", "pagedown", "end", "escape")
        await look("f5", "pagedown", "pagedown", "t", "escape", "end", "l", "escape")
        await look(
            "escape", *["pagedown"] * 2, "home", "e", "escape", "escape", "end", "x", "escape", "enter"
        )
        assert seen.view == stage and seen.typing
    await look("ctrl+g", "pagedown", "end", "escape")
    await look("ctrl+u", "ctrl+r", "ctrl+u")
    await look("escape", "r", "pagedown", "end", "escape", "f3")
    assert seen.view == "consensus"
    last = max((int(row.number[1:]) for row in seen.rows if row.key[0] == "P"), default=1)
    await seen.choose(f"P{last}")
    await look("r", "escape")
    await seen.choose(f"P{last}")
    await look("c")
    assert seen.view == "check", (seen.said, seen.selected)
    await look(
        "l",
        "c",
        "enter",
        "enter",
        "w",
        "escape",
        "down",
        "d",
        "escape",
        "pagedown",
        "end",
        "x",
        "x",
    )
    assert seen.view == "result"
    await look("s", "escape", "enter")
    for _ in range(4):
        if seen.view != "desk":
            await look("escape")
    assert seen.view == "desk", seen.said
    await look("enter", "pagedown", "p", "pagedown", "escape", "escape", "r")
    assert seen.view == "review"
    return found


def asking(kinds: tuple[str, ...]) -> tuple[Act, ...]:
    """The same meeting while everybody is being asked."""
    acts = everything(kinds)
    return acts[: next(at for at, act in enumerate(acts) if isinstance(act, CloseCheck))]


async def every_view(seen: Seen) -> set[str]:
    """Each view as it is painted, from its top and one page on; the styles that were seen."""
    found: set[str] = set()
    world = replace(seen.app.now.world, scenario=load(names()[0]), notes=(HOSTILE[3], HOSTILE[6]))
    for name in view_names():
        choice = abouts(name, world.meeting)
        about = choice[min(1, len(choice) - 1)] if choice else ""
        if name in FRONT:
            seen.app.begin(partial(go_home, seen.app, name))
        else:
            seen.app.show(world=world, look=Look(view=name, about=about), form=None)
        await seen.settle()
        assert seen.view == name
        for key in ("pagedown", "end", ""):
            clean(seen)
            found.update(styles(seen))
            if key:
                await seen.press(key)
    return found


async def test_every_view_is_painted_and_nothing_acts(tmp_path: Path) -> None:
    async with running(tmp_path / "harmless", *asking(HARMLESS), size=(60, 20)) as seen:
        usual = await every_view(seen)
    for acts in (asking, everything):
        async with running(tmp_path / acts.__name__, *acts(HOSTILE), size=(60, 20)) as seen:
            assert await every_view(seen) <= usual, "a style that plain words never have"
            assert seen.app.is_running


async def test_what_is_said_below_and_above_the_list(tmp_path: Path) -> None:
    """Title and question, refusals and results, why nothing is saved, a form, and the palette."""
    async with running(tmp_path, *everything(HARMLESS)[:20], size=(60, 20)) as seen:
        world, record = seen.app.now.world, seen.app.now.world.meeting
        for text in HOSTILE:
            question = Wording(version=1, text=text, at=T0)
            named = record.but(
                session=record.session.but(title=text, team=text),
                issue=record.issue.but(wordings=(question,)),
                parties=tuple(party.but(name=text) for party in record.parties),
            )
            seen.app.show(world=replace(world, record=named))
            seen.app.tell(text, bad=True)
            await seen.settle()
            clean(seen)
            styles(seen)
            ask = Form(text, (Field("text", text, start=text),), lambda got: None)
            seen.app.show(trouble=text, form=ask)
            await seen.settle()
            clean(seen)
            styles(seen)
            seen.app.show(trouble="", form=None)
        await seen.press("ctrl+p")
        await seen.paste("[@click=app.quit]q[/] \x1b[2J")
        painted = ["".join(segment.text for segment in line) for line in seen.strips()]
        assert any("[@click=app.quit]q[/]" in harmless(line) for line in painted)
        assert seen.app.is_running


@pytest.mark.torture
async def test_the_whole_meeting_by_keys(tmp_path: Path) -> None:
    async with running(tmp_path / "harmless", *everything(HARMLESS), size=(60, 20)) as seen:
        usual = await walk(seen)
    for size in ((60, 20), (80, 24)):
        async with running(tmp_path / f"{size}", *everything(HOSTILE), size=size) as seen:
            assert await walk(seen) <= usual, "a style that plain words never have"
            assert seen.app.is_running


async def test_markup_is_shown_as_it_was_typed(tmp_path: Path) -> None:
    marks = ("[/x]", "[@click=app.quit]quit[/]", "[50%]x", "[bold red]y[/]", "\\[b]", "{number}", "%s")
    acts = tuple(StateInterest(party="L", text=text) for text in marks)
    async with running(tmp_path, *everything(HARMLESS)[:20], *acts) as seen:
        await seen.until("interests", "ctrl+n")
        for text in marks:
            assert seen.sees(text)
        await seen.press("ctrl+u")
        assert seen.said.endswith(marks[-1]) and seen.sees(f"Taken back: I{len(marks)}")


ODD = ("half \ud800 of a pair", "\udcff", "w " * 10_001)


async def entered(seen: Seen, text: str) -> None:
    """Kept as typed, or refused in a sentence with the text still there; never lost and never a crash."""
    before = seen.path.read_bytes()
    await seen.paste(text)
    clean(seen)
    await seen.press("enter")
    clean(seen)
    if seen.typed:
        assert seen.said and seen.path.read_bytes() == before
        await seen.to_list()
        await seen.press("enter")
        seen.app.room.entry.clear()
    else:
        assert seen.path.read_bytes() != before, seen.view


async def test_hostile_text_can_be_pasted_and_entered(tmp_path: Path) -> None:
    async with running(tmp_path, *everything(HARMLESS)[:20]) as seen:
        await seen.until("interests", "ctrl+n")
        for text in (*HOSTILE, *ODD):
            await entered(seen, text)


@pytest.mark.torture
@pytest.mark.parametrize("text", [*HOSTILE, *ODD])
async def test_hostile_text_can_be_pasted_and_entered_in_every_stage(tmp_path: Path, text: str) -> None:
    async with running(tmp_path, *everything(HARMLESS)[:20]) as seen:
        for stage in STAGES:
            await seen.until(stage, "ctrl+n")
            await entered(seen, text)


@pytest.mark.parametrize("text", ["half \ud800 of a pair", "w" * 20_001, "\x1b[2J[/x]"])
async def test_hostile_answers_to_questions(tmp_path: Path, text: str) -> None:
    async with running(tmp_path, *everything(HARMLESS)[:20]) as seen:
        await seen.press("f6")
        await seen.paste(text)
        await seen.press("enter", "enter", "enter", "enter", "enter")
        clean(seen)
        assert seen.app.is_running and (seen.disk().parked or (seen.asking and seen.said))


async def test_hostile_unsent_text_is_kept_or_not_but_never_stops_the_program(tmp_path: Path) -> None:
    async with running(tmp_path, *everything(HARMLESS)[:20]) as seen:
        await seen.paste("half \ud800 of a pair")
        seen.app.keep_drafts()
        await seen.press("f1", "escape")
        clean(seen)
        assert seen.typed == "half \ud800 of a pair"


async def test_hostile_words_in_a_lock_and_in_the_names_of_other_versions(tmp_path: Path) -> None:
    """Whoever may write the folder writes both; whoever opens a session there reads them."""
    async with running(tmp_path, *everything(HARMLESS)[:20]) as seen:
        path = seen.path
        await seen.to_list()
        await seen.until("desk", "escape")
        for number, text in enumerate(HOSTILE[1::3]):
            lock = dict.fromkeys(("user", "host", "since"), text[:200]) | {"beat": number}
            lock_of(path).write_bytes(to_json(lock))  # a longer one is none
            await seen.press("enter", "m")
            clean(seen)
            assert "has had it open" in seen.banner, number
            await seen.until("desk", "escape")
            clean(seen)
        lock_of(path).unlink()
        lock_of(path).symlink_to(tmp_path / "letter.txt")
        await seen.press("enter", "m")
        assert (
            "Something else has the name of its lock" in seen.said and not (tmp_path / "letter.txt").exists()
        )
        await seen.until("desk", "escape")
        lock_of(path).unlink()
        name = "".join(HOSTILE[at] for at in (1, 3, 5, 9)).replace("/", "")[:120]
        path.with_name(f"{path.stem} ({name} conflicted copy).json").write_bytes(path.read_bytes())
        await seen.press("ctrl+r", "enter", "m")
        clean(seen)
        assert "another version" in seen.said


@pytest.mark.parametrize(
    "at", [[text, text] for text in HOSTILE[:6]] + [["../../x", "/etc/passwd"]], ids=repr
)
async def test_hostile_words_in_what_was_kept_of_a_window(tmp_path: Path, at: list[str]) -> None:
    async with running(tmp_path, *everything(HARMLESS)[:20]) as seen:
        name, drafts = seen.app.session, seen.house._draft(seen.app.session)
        await seen.to_list()
        await seen.until("desk", "escape")
        drafts.parent.mkdir(parents=True, exist_ok=True)
        drafts.write_bytes(to_json({"at": at, at[0]: at[1], "opening": at[1]}))
        seen.app.open(name)
        await seen.settle()
        clean(seen)
        assert seen.view in STAGES
