"""What each verb of the follow-up asks, what it keeps, and what is said to have come of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from ibps.core.record.decisions import DecisionState
from ibps.core.record.terms import Fallback, Terms
from ibps.core.stages.consensus import DecideByOneParty
from ibps.core.stages.followup import InEffect
from tests.ui.asking import clear, refuses
from tests.ui.following import (
    BO_LATER,
    EVERYTHING,
    PLAN,
    SPONSOR,
    TRIED,
    UP,
    WAITING,
    after,
    checked,
    groups,
    room,
    state,
    tails,
)
from tests.ui.kit import ANA, BO, DANA, TODAY, begun, on, running


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
        assert seen.asking.endswith("(Enter: today, 23 Mar 2026)") and seen.typed == ""
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
