"""The follow-up on the screen: what is listed, what is late, what each verb asks, and what came of it."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from ibps.core.record.consensus import Condition, Trial
from ibps.core.record.decisions import DecisionState
from ibps.core.record.terms import Fallback, Terms
from ibps.core.stages.checks import Answer, CloseCheck, OpenCheck
from ibps.core.stages.closing import AddAction, AddMeasure, AddMessage, PlanReportOut, ReadBackMinutes
from ibps.core.stages.consensus import DecideByOneParty, Defer, ReadAloud, Refer, WordProposal
from ibps.core.stages.followup import InEffect
from ibps.core.value import Act
from ibps.ui.actions import actions_for
from tests.ui.asking import clear, refuses, unsaved
from tests.ui.kit import ANA, BO, DANA, ELI, T0, TODAY, Clock, Seen, begun, on, running

SPONSOR = Condition(who="Sponsor", what="money", due=on(3, 20))
BO_LATER = Condition(who="Bo", due=on(3, 28), person=BO)
UP = {ANA: "up", DANA: "up", ELI: "up"}
"""Bo is away."""
WITHOUT_BO = (ANA, DANA, ELI)
TRIED = Trial(until=on(4, 10), measure="late handovers", review=on(4, 12))
PLAN = (
    AddAction(text="Post the chart", owners=(ANA, DANA), due=on(3, 20)),
    AddMeasure(text="Evenings without a lead", pulls="Eli", review=on(4, 1)),
    AddMessage(text="We try it"),
    PlanReportOut(audience="everyone on 4B", communicators=(ANA,), due=on(3, 18)),
)


def checked(
    number: int, answers: dict[int, str] = UP, *waiting: Condition, words: str = "Rotate.", **fields: object
) -> tuple[Act, ...]:
    """A proposal worded, read, asked of each and closed: P, C and D of the same number."""
    check = f"C{number}"
    given = (Answer(check=check, person=person, level=level) for person, level in answers.items())
    word = WordProposal.model_validate({"text": words, **fields})
    asked = (word, ReadAloud(proposal=f"P{number}"), OpenCheck(proposal=f"P{number}"), *given)
    return (*asked, CloseCheck(check=check, waiting=waiting))


def after(days: int) -> Clock:
    """A clock that many days after the sitting."""
    return Clock(now=T0 + timedelta(days=days))


def room(*acts: Act, **fields: object) -> tuple[Act, ...]:
    return begun(*acts, here=WITHOUT_BO, stage="closing", **fields)


WAITING = room(*checked(1, UP, BO_LATER, conditions=(SPONSOR,)))


def state(seen: Seen, number: str = "D1") -> DecisionState:
    """How the decision stands in the file."""
    return next(one.state for one in seen.disk().decisions if one.number == number)


def groups(seen: Seen) -> dict[str, list[str]]:
    """The keys under each heading."""
    found: dict[str, list[str]] = {}
    for row in seen.rows:
        if row.kind == "heading":
            found[row.text] = []
        else:
            found[list(found)[-1]].append(row.key)
    return found


def tails(seen: Seen) -> dict[str, str]:
    return {row.key: row.tail for row in seen.rows if row.tail}


EVERYTHING = room(
    *checked(1, UP, BO_LATER, conditions=(SPONSOR,)),
    *checked(2, UP, trial=TRIED, words="Try the board."),
    *checked(3, {**UP, DANA: "down"}, words="Swap online."),
    Refer(words="Pay for on-call", forum="Committee", owner="Ana", due=on(4, 1), reason="contract"),
    Defer(words="Break room", forum="next month", owner="Dana", due=on(3, 25), reason="time"),
    *PLAN,
    ReadBackMinutes(),
)


async def test_one_list_with_the_first_date_first(tmp_path: Path) -> None:
    async with running(tmp_path, *EVERYTHING) as seen:
        await seen.press("f5")
        assert seen.view == "follow" and seen.status.startswith("FOLLOW-UP · Supervisor rotation")
        assert seen.question == "What has happened since?"
        assert groups(seen) == {
            "WAITING FOR": ["wait-D1-1", "D5", "wait-D1-2", "D4"],
            "WHAT STANDS": ["D1", "D2"],
            "NOT DECIDED": ["D3"],
            "ACTIONS": ["A1"],
            "MEASURES": ["M1"],
            "TELLING PEOPLE": ["tell"],
            "MINUTES": ["N1"],
        }
        assert all(row.kind == "item" for row in seen.rows if not row.key.startswith("group"))
        assert not [tail for tail in tails(seen).values() if "LATE" in tail]
        assert seen.row("wait-D1-1").text == "Sponsor: money" and "“Rotate.”" in seen.row("wait-D1-1").note
        assert tails(seen)["D4"] == "reply by 1 Apr 2026" and tails(seen)["D5"] == "back by 25 Mar 2026"
        assert seen.row("D3").note == "P3 v1. No agreement."
        assert seen.row("N1").text == "N1 waits for Ana and Dana to attest"
        await seen.press("escape")
        assert seen.view == "closing"


async def test_what_is_past_its_date_says_so_and_only_that(tmp_path: Path) -> None:
    async with running(tmp_path, *EVERYTHING, clock=after(13)) as seen:  # 27 March
        await seen.press("f5")
        late = {key for key, tail in tails(seen).items() if tail.endswith("· LATE")}
        assert late == {"wait-D1-1", "D5", "D1", "A1", "tell"}
        assert groups(seen)["NOT DECIDED"] == ["D1", "D3"], "what lapsed does not stand"
        assert "Lapsed: no answer in time" in seen.row("D1").note


async def test_the_day_itself_is_still_in_time(tmp_path: Path) -> None:
    async with running(tmp_path, *EVERYTHING, clock=after(6)) as seen:  # 20 March
        await seen.press("f5")
        late = {key for key, tail in tails(seen).items() if tail.endswith("· LATE")}
        assert late == {"tell"} and groups(seen)["WHAT STANDS"] == ["D1", "D2"]


@pytest.mark.parametrize("keys", [("f5",), ("f4", "f5")])
async def test_esc_goes_back_to_where_it_was_opened(tmp_path: Path, keys: tuple[str, ...]) -> None:
    async with running(tmp_path, *WAITING) as seen:
        await seen.press(*keys)
        assert seen.view == "follow"
        await seen.press("escape")
        assert seen.view == ("answer" if len(keys) > 1 else "closing")


async def test_every_yes_makes_it_agreed_and_one_does_not(tmp_path: Path) -> None:
    async with running(tmp_path, *WAITING) as seen:
        await seen.press("f5")
        assert seen.selected == "wait-D1-1"
        await seen.press("enter")
        assert seen.asking == "Sponsor (money): yes or no?"
        await refuses(seen, "perhaps", "")
        await seen.type_line("yes", "", "Ana", "by mail")
        assert state(seen) is DecisionState.TENTATIVE
        assert seen.said.startswith("Written down. Now: Agreed here, waiting for Bo by 28 Mar 2026.")
        one = seen.disk().decisions[0].approvals[0]
        assert (one.condition, one.on, one.told_by, one.note) == (1, TODAY, "Ana", "by mail")
        assert groups(seen)["WAITING FOR"] == ["wait-D1-2"] and seen.selected == "wait-D1-2"
        await seen.press("y")
        await seen.type_line("y", "", "", "")
        assert state(seen) is DecisionState.AGREED and seen.said == "All waited for said yes: agreed."
        assert "WAITING FOR" not in groups(seen) and tails(seen)["D1"] == "✓ DECIDED"
        assert "Since: Sponsor said yes (money), 14 Mar 2026, told by Ana: by mail" in seen.row("D1").note


async def test_a_refused_yes_is_no_agreement(tmp_path: Path) -> None:
    async with running(tmp_path, *WAITING) as seen:
        await seen.press("f5")
        await seen.verb("y", on="wait-D1-1")
        await seen.type_line("no", "", "", "no money")
        assert state(seen) is DecisionState.REFUSED
        assert seen.said == "Refused by Sponsor on 14 Mar 2026. Not agreed."
        assert groups(seen) == {"NOT DECIDED": ["D1"]}
        await seen.press("y")
        assert seen.said == "D1 waits for nobody." and not seen.asking


async def test_on_the_decision_itself_it_asks_whose_answer(tmp_path: Path) -> None:
    async with running(tmp_path, *WAITING) as seen:
        await seen.press("f5")
        await seen.verb("y", on="D1")
        assert seen.asking == "Whose answer has come? 1 Sponsor, 2 Bo"
        await refuses(seen, "3", "Bo")
        await seen.type_line("2", "yes", "", "", "")
        assert [one.who for one in seen.disk().decisions[0].approvals] == ["Bo"]


async def test_days_of_the_past_and_none_to_come(tmp_path: Path) -> None:
    async with running(tmp_path, *room(*checked(1, UP, BO_LATER), *PLAN), clock=after(9)) as seen:
        await seen.press("f5")
        await seen.verb("d", on="A1")
        assert seen.typed == "23 Mar 2026"
        await refuses(seen, "24 Mar 2026", "tomorrow", "+3", "soon")
        await seen.press("escape")
        await seen.verb("d", on="A1")
        await seen.type_line("20 mar", "Bo", "on the board")
        action = seen.disk().actions[0]
        assert (action.done, action.done_told_by, action.done_note) == (on(3, 20), "Bo", "on the board")
        assert seen.said == "A1 is done."
        assert seen.row("A1").kind == "quiet"
        assert "done 20 Mar 2026, told by Bo: on the board" in seen.row("A1").text


async def test_a_late_yes_completes_and_a_late_no_reopens(tmp_path: Path) -> None:
    async with running(tmp_path, *room(*checked(1, UP, BO_LATER))) as seen:
        await seen.press("f5")
        await seen.verb("l", on="wait-D1-1")
        assert seen.asking == "Who answers now? 2 Bo" and seen.typed == "Bo"
        await clear(seen)
        await seen.type_line("Ana")
        assert seen.said.startswith("Ana answered in C1. To change an answer, ask again in a new check.")
        await clear(seen)
        await seen.type_line("bo")
        assert seen.asking == "Their answer? u support, l can live with it, d cannot"
        await refuses(seen, "x", "absent")
        await seen.type_line("can live", "", "Dana")
        assert state(seen) is DecisionState.AGREED and seen.said == "All waited for said yes: agreed."
        late = seen.disk().decisions[0].late[0]
        assert (late.person, late.level, late.taken_by, late.note) == (BO, "sideways", DANA, "")
        await seen.verb("l", on="D1")
        await seen.type_line("", "d", "nights are left out", "a float", "", "Ana")
        assert state(seen) is DecisionState.REOPENED
        assert seen.said == "Reopened: a late answer cannot support these words."
        late = seen.disk().decisions[0].late[-1]
        assert (late.note, late.would_change) == ("nights are left out", "a float")
        assert groups(seen) == {"NOT DECIDED": ["D1"]}


async def test_nobody_can_answer_late_who_answered_or_was_not_asked(tmp_path: Path) -> None:
    all_up = {**UP, BO: "up"}
    acts = begun(*checked(1, all_up), stage="closing")
    async with running(tmp_path, *acts) as seen:
        await seen.press("f5")
        await seen.verb("l", on="D1")
        assert seen.said == "Everyone who was asked in C1 answered then." and not seen.asking


async def test_a_statement_of_who_did_not_say_yes(tmp_path: Path) -> None:
    async with running(tmp_path, *room(*checked(1, {**UP, DANA: "down"}))) as seen:
        await seen.press("f5")
        await seen.verb("s", on="D1")
        assert seen.asking == "Whose statement? 3 Dana" and seen.typed == "Dana"
        await clear(seen)
        await seen.type_line("Ana")
        assert seen.said.startswith("Ana did not dissent from D1")
        await clear(seen)
        await seen.type_line("dana", "Too soon for nights.", "")
        one = seen.disk().decisions[0].minority[0]
        assert (one.person, one.text, one.on) == (DANA, "Too soon for nights.", TODAY)
        assert seen.said == "Kept with D1, in Dana's words."
        assert "Dana: “Too soon for nights.”" in seen.row("D1").note
        assert state(seen) is DecisionState.NO_AGREEMENT


async def test_nobody_states_a_minority_where_all_said_yes(tmp_path: Path) -> None:
    async with running(tmp_path, *room(*checked(1, UP, BO_LATER))) as seen:
        await seen.press("f5")
        await seen.verb("s", on="D1")
        assert seen.said == "Nobody who answered on D1 said anything but yes." and not seen.asking


@pytest.mark.parametrize(
    ("verdict", "to", "said"),
    [
        ("adopt", DecisionState.IN_EFFECT, "In force since 14 Mar 2026."),
        ("adapt", DecisionState.REOPENED, "Reopened after the trial on 14 Mar 2026, to be worded anew."),
        ("abandon", DecisionState.ENDED, "Ended on 14 Mar 2026, because: nobody used it."),
    ],
)
async def test_a_trial_is_looked_at(tmp_path: Path, verdict: str, to: DecisionState, said: str) -> None:
    async with running(tmp_path, *room(*checked(1, trial=TRIED))) as seen:
        await seen.press("f5")
        assert seen.selected == "D1"
        await seen.press("enter")
        await refuses(seen, "ad", "keep")
        await seen.type_line(verdict, "nobody used it", "")
        assert state(seen) is to and seen.said == said
        assert list(groups(seen)) == {"adopt": ["WHAT STANDS"], "adapt": ["NOT DECIDED"]}.get(
            verdict, ["NO LONGER"]
        )


async def test_in_force_replaced_and_ended(tmp_path: Path) -> None:
    acts = room(*checked(1), *checked(2, words="Rotate on nights too."), *checked(3, words="Swap."))
    async with running(tmp_path, *acts) as seen:
        await seen.press("f5")
        await seen.press("enter")
        assert seen.said == "D1: l late answer, i in force, r replaced, x ended, s statement."
        await seen.verb("i", on="D1")
        await seen.type_line("", "posted")
        assert state(seen) is DecisionState.IN_EFFECT and seen.said == "In force since 14 Mar 2026."
        await seen.verb("r", on="D1")
        assert "D2 “Rotate on nights too.”, D3 “Swap.”" in seen.asking and "D1" not in seen.asking
        await refuses(seen, "1", "D9")
        await seen.type_line("2", "nights too", "")
        assert state(seen) is DecisionState.SUPERSEDED and seen.disk().decisions[1].supersedes == ("D1",)
        assert seen.said == "Replaced by D2 on 14 Mar 2026."
        await seen.verb("r", on="D3")
        assert seen.said == "No later decision stands that could replace D3."
        await seen.verb("x", on="D3")
        await seen.type_line("the app is gone", "")
        assert state(seen, "D3") is DecisionState.ENDED
        assert groups(seen) == {"WHAT STANDS": ["D2"], "NO LONGER": ["D1", "D3"]}


async def test_a_matter_elsewhere_ends_with_its_reply(tmp_path: Path) -> None:
    async with running(tmp_path, *EVERYTHING) as seen:
        await seen.press("f5")
        await seen.choose("D4")
        await seen.press("enter")
        assert seen.asking == "What came back from Committee?"
        await seen.type_line("paid from May", "")
        assert state(seen, "D4") is DecisionState.ENDED
        assert seen.said == "Ended on 14 Mar 2026, because: Reply: paid from May."
        assert "D4" not in groups(seen)["WAITING FOR"] and groups(seen)["NO LONGER"] == ["D4"]


async def test_a_measure_is_read_and_people_were_told(tmp_path: Path) -> None:
    async with running(tmp_path, *room(*PLAN), clock=after(20)) as seen:  # 3 April
        await seen.press("f5")
        assert tails(seen)["M1"] == "not read yet · review 1 Apr 2026 · LATE"
        await seen.choose("M1")
        await seen.press("enter")
        await seen.type_line("four", "31 mar", "", "")
        assert tails(seen)["M1"] == "four, 31 Mar 2026 · review 1 Apr 2026 · LATE", "read before its day"
        await seen.verb("m", on="M1")
        await seen.type_line("two", "", "", "one week only")
        assert tails(seen)["M1"] == "two, 3 Apr 2026 · review 1 Apr 2026"
        assert "Earlier: four, 31 Mar 2026" in seen.row("M1").note
        readings = seen.disk().measures[0].readings
        assert [(one.value, one.read_by) for one in readings] == [("four", "Eli"), ("two", "Eli")]
        assert tails(seen)["tell"] == "by 18 Mar 2026 · LATE"
        await seen.choose("tell")
        await seen.press("enter")
        assert seen.typed == "everyone on 4B"
        await seen.type_line("", "ana", "", "They ask about nights")
        told = seen.disk().told[0]
        assert (told.audience, told.teller, told.on) == ("everyone on 4B", ANA, on(4, 3))
        assert tails(seen)["tell"] == "told"
        assert seen.row("told-0").text == ("✓ everyone on 4B, told by Ana 3 Apr 2026: They ask about nights")


async def test_one_party_waits_and_can_be_refused(tmp_path: Path) -> None:
    alone = DecideByOneParty(proposal="P1", party="M", reason="safety")
    acts = room(
        *checked(1, {**UP, ANA: "down"}, conditions=(SPONSOR,)),
        alone,
        terms=Terms(fallback=Fallback.EACH_PARTY),
    )
    async with running(tmp_path, *acts) as seen:
        await seen.press("f5")
        assert groups(seen)["WAITING FOR"] == ["wait-D2-1"] and "D2" in groups(seen)["WHAT STANDS"]
        await seen.verb("s", on="D2")
        assert seen.asking == "Whose statement? 1 Ana, 2 Bo"
        await seen.press("escape")
        await seen.verb("y", on="wait-D2-1")
        await seen.type_line("yes", "", "", "")
        assert state(seen, "D2") is DecisionState.ONE_PARTY and "Not consensus" in seen.said


async def test_what_cannot_be_said_is_refused_before_anything_is_asked(tmp_path: Path) -> None:
    async with running(tmp_path, *EVERYTHING) as seen:
        await seen.press("f5")
        before = seen.path.read_bytes()
        for letter, row, said in (
            ("v", "D1", "D1 is tentative; this cannot be said of it now."),
            ("i", "D2", "D2 is on trial; this cannot be said of it now."),
            ("x", "D3", "D3 is no agreement; this cannot be said of it now."),
            ("l", "D4", "D4 is referred; this cannot be said of it now."),
            ("y", "D2", "D2 waits for nobody."),
            ("y", "A1", "Choose a line under WAITING FOR first."),
            ("d", "D1", "Choose an action first, with the arrows or its number."),
            ("m", "A1", "Choose a measure first, with the arrows or its number."),
            ("l", "M1", "Choose a decision first, with the arrows or its number."),
        ):
            await seen.verb(letter, on=row)
            assert (seen.said, seen.asking) == (said, ""), letter
        assert seen.path.read_bytes() == before


async def test_undo_wants_its_key_twice_for_what_changed_a_decision(tmp_path: Path) -> None:
    async with running(tmp_path, *WAITING) as seen:
        await seen.press("f5", "y")
        await seen.type_line("no", "", "", "")
        assert state(seen) is DecisionState.REFUSED
        await seen.press("ctrl+u")
        assert seen.said.startswith("^U again takes this back:") and state(seen) is DecisionState.REFUSED
        await seen.press("ctrl+u")
        assert state(seen) is DecisionState.TENTATIVE and seen.view == "follow"
        await seen.press("ctrl+r")
        assert state(seen) is DecisionState.REFUSED and seen.said.startswith("Brought back:")


async def test_a_task_done_is_taken_back_at_once(tmp_path: Path) -> None:
    async with running(tmp_path, *room(*PLAN)) as seen:
        await seen.press("f5")
        await seen.verb("d", on="A1")
        await seen.type_line("", "", "")
        await seen.press("ctrl+u")
        assert seen.disk().actions[0].done is None and seen.row("A1").kind == "item"


async def test_a_disk_that_takes_nothing(tmp_path: Path) -> None:
    async with running(tmp_path, *WAITING) as seen:
        await seen.press("f5", "y")
        await unsaved(seen, "yes", "", "Ana", "a note")
        assert len(seen.disk().decisions[0].approvals) == 1


async def test_nothing_to_follow_up_is_said(tmp_path: Path) -> None:
    async with running(tmp_path, *begun(stage="issue")) as seen:
        await seen.press("f5")
        assert seen.sees("Nothing was decided, and nobody was to do anything.")
        await seen.press("enter")
        assert seen.said == "Nothing here waits for anything."
        await seen.press("t")
        assert seen.asking.startswith("Who was told?")


async def test_every_action_of_the_view_is_handled(tmp_path: Path) -> None:
    rows = {"done": "A1", "figure": "M1", "told": "tell", "trial": "D2", "statement": "D3", "inforce": "D6"}
    async with running(tmp_path, *EVERYTHING, *checked(4, words="Read at seven.")) as seen:
        for action in actions_for("follow"):
            if action.name == "quit":
                continue
            await seen.press("f5")
            assert seen.view == "follow"
            if action.name == "redo":
                await seen.verb("d", on="A1")
                await seen.type_line("", "", "")
                await seen.press("ctrl+u")
            await seen.choose(rows.get(action.name, "D1"))
            before = (seen.view, seen.said, seen.asking, seen.app.theme, seen.path.read_bytes())
            await seen.press(action.key)
            now = (seen.view, seen.said, seen.asking, seen.app.theme, seen.path.read_bytes())
            assert now != before, action.name
            await seen.again()


@pytest.mark.parametrize("size", [(60, 20), (120, 40)])
async def test_nothing_is_cut_off(tmp_path: Path, size: tuple[int, int]) -> None:
    async with running(tmp_path, *EVERYTHING, size=size) as seen:
        await seen.press("f5")
        for _ in range(12):
            assert all(len(line) <= size[0] for line in seen.see())
            await seen.press("pagedown")
        assert "undo" in seen.hint and "F1 help" in seen.hint and "y answer came" in seen.hint
        assert seen.selected == "N1" and seen.sees("N1 waits for Ana and Dana to attest")


async def test_in_force_is_kept_once_for_one_party(tmp_path: Path) -> None:
    alone = DecideByOneParty(proposal="P1", party="M", reason="safety")
    acts = room(
        *checked(1, {**UP, ANA: "down"}),
        alone,
        InEffect(decision="D2", on=TODAY),
        terms=Terms(fallback=Fallback.EACH_PARTY),
    )
    async with running(tmp_path, *acts) as seen:
        await seen.press("f5")
        await seen.verb("i", on="D2")
        await seen.type_line("", "")
        assert seen.said.startswith("D2 is already done.") and len(seen.disk().decisions[1].moves) == 1
