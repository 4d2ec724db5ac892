"""Consensus on the screen: drafts, exact words, what is put off or sent. The check has its own file."""

from __future__ import annotations

from pathlib import Path

import pytest

from ibps.core.record.consensus import CheckKind, ProposalState
from ibps.core.record.decisions import DecisionState
from ibps.core.record.terms import Fallback, Terms
from ibps.core.stages.checks import Answer, CloseCheck, OpenCheck
from ibps.core.stages.consensus import DraftStraw, ReadAloud, WithdrawProposal, WordProposal
from ibps.core.stages.options import AddOption
from tests.ui.asking import clear, each_leaves, refuses, unsaved
from tests.ui.kit import begun, on, running

DRAFT = DraftStraw(text="Rotate on evenings")
WORDS = WordProposal(text="Trial rotation on evenings.")
READ = ReadAloud(proposal="P1")
REFUSED = (OpenCheck(proposal="P1"), *(Answer(check="C1", person=n, level="down") for n in (1, 2, 3, 4)),
           CloseCheck(check="C1"))  # fmt: skip
AGREED = (OpenCheck(proposal="P1"), *(Answer(check="C1", person=n, level="up") for n in (1, 2, 3, 4)),
          CloseCheck(check="C1"))  # fmt: skip


async def test_a_draft_is_kept_and_changed(tmp_path: Path) -> None:
    async with running(tmp_path, *begun(stage="consensus")) as seen:
        await seen.type_line("Rotate on evenings")
        assert seen.row("P1").tail == "○ draft"
        assert seen.banner == "DRAFT TO IMPROVE · NOTHING IS BEING DECIDED"
        await seen.verb("e", on="P1")
        assert seen.typed == "Rotate on evenings"
        await seen.type_line(" only")
        proposal = seen.disk().proposals[0]
        assert proposal.straw == "Rotate on evenings only" and proposal.state is ProposalState.STRAW


async def test_exact_words_with_everything_an_answer_is_about(tmp_path: Path) -> None:
    idea = AddOption(text="Evenings only")
    async with running(tmp_path, *begun(idea, DRAFT, stage="consensus")) as seen:
        await seen.verb("w", on="P1")
        await refuses(seen, "", " ")
        await seen.type_line("Trial rotation on evenings.", "night shift; weekends")
        await refuses(seen, "O7", "rotate")
        await seen.type_line("O1")
        await refuses(seen, "30 feb")
        await seen.type_line("1 apr", "30 apr")
        await refuses(seen, "")
        await seen.type_line("unfilled evenings")
        await refuses(seen, "", "some day")
        await seen.type_line("28 apr")
        await refuses(seen, "the sponsor", "by 28 mar", "sponsor by never")
        await seen.type_line("Sponsor by 28 Mar; Budget office (says what it costs) by 2 Apr")
        wording = seen.disk().proposals[0].versions[0]
        assert wording.text == "Trial rotation on evenings."
        assert wording.not_included == ("night shift", "weekends") and wording.options == ("O1",)
        assert wording.starts == on(4, 1) and wording.trial is not None
        assert (wording.trial.until, wording.trial.measure, wording.trial.review) == (
            on(4, 30),
            "unfilled evenings",
            on(4, 28),
        )
        assert [(c.who, c.what, c.due) for c in wording.conditions] == [
            ("Sponsor", "their yes", on(3, 28)),
            ("Budget office", "says what it costs", on(4, 2)),
        ]
        assert "NOT READ ALOUD" in seen.row("P1").tail and "Starts 1 Apr 2026" in seen.row("P1").note
        assert "A trial until 30 Apr 2026. Measure: unfilled evenings" in seen.row("P1").note


async def test_the_next_version_starts_from_the_last_one_with_all_of_it(tmp_path: Path) -> None:
    async with running(tmp_path, *begun(DRAFT, stage="consensus")) as seen:
        await seen.verb("w", on="P1")
        await clear(seen)
        await seen.type_line("Rotate.", "nights", "", "1 apr", "30 apr", "unfilled", "28 apr")
        await seen.type_line("Sponsor (signs) by 28 Mar")
        await seen.verb("w", on="P1")
        await seen.type_line("", "", "", "", "", "", "", "", "")
        assert "These are the words of P1 v1 already" in seen.said
        one = seen.disk().proposals[0].versions[0]
        await seen.press("escape", "escape")
        await seen.verb("w", on="P1")
        await seen.type_line(" Always.", "", "", "", "", "", "", "", "clearer")
        two = seen.disk().proposals[0].versions[1]
        assert two.text == "Rotate. Always." and two.reason == "clearer"
        same = ("not_included", "options", "starts", "trial", "conditions")
        assert [getattr(one, name) for name in same] == [getattr(two, name) for name in same]


async def test_an_answer_that_stood_there_can_be_taken_out_of_the_next_version(tmp_path: Path) -> None:
    words = WORDS.but(not_included=("nights",), starts=on(4, 1))
    async with running(tmp_path, *begun(words, stage="consensus")) as seen:
        await seen.verb("w", on="P1")
        await seen.press("enter")
        assert seen.typed == "nights"
        await clear(seen)
        await seen.press("enter", "enter")
        assert seen.typed == "2026-04-01"
        await seen.press("ctrl+w", "ctrl+w", "ctrl+w")
        await clear(seen)
        await seen.press("enter", "enter", "enter", "enter")
        two = seen.disk().proposals[0].versions[1]
        assert two.not_included == () and two.starts is None


async def test_exact_words_at_once(tmp_path: Path) -> None:
    async with running(tmp_path, *begun(stage="consensus")) as seen:
        await seen.slot("Exact words")
        await seen.type_line("Post the roster two weeks ahead.")
        assert seen.asking.startswith("What does this not include?") and not seen.disk().proposals
        await seen.type_line("", "", "", "", "")
        proposal = seen.disk().proposals[0]
        assert proposal.wording is not None and proposal.wording.text == "Post the roster two weeks ahead."
        assert seen.typed == ""


async def test_leaving_the_questions_after_exact_words_keeps_the_words(tmp_path: Path) -> None:
    async with running(tmp_path, *begun(stage="consensus")) as seen:
        await seen.slot("Exact words")
        await seen.type_line("Post the roster two weeks ahead.")
        await seen.press("escape")
        assert not seen.asking and not seen.disk().proposals
        assert seen.typed == "Post the roster two weeks ahead."


async def test_what_was_read_aloud_is_what_is_asked_about(tmp_path: Path) -> None:
    other = WordProposal(text="Another one entirely.")
    async with running(tmp_path, *begun(WORDS, READ, other, stage="consensus")) as seen:
        await seen.verb("r", on="P2")
        assert seen.sees("Another one entirely.")
        await seen.press("enter")
        assert seen.selected == "P2"
        await seen.press("c")
        check = seen.disk().open_check
        assert check is not None and check.proposal == "P2"


async def test_reading_aloud(tmp_path: Path) -> None:
    async with running(tmp_path, *begun(DRAFT, stage="consensus")) as seen:
        await seen.verb("r", on="P1")
        assert seen.said == "Enter the exact words first, with w." and seen.view == "consensus"
    async with running(tmp_path, *begun(WORDS, stage="consensus"), title="Another") as seen:
        await seen.verb("r", on="P1")
        assert seen.view == "words" and seen.banner.startswith("PROPOSAL: WE ARE CONSIDERING THIS WORDING")
        assert seen.sees("Trial rotation on evenings.")
        await seen.press("escape")
        assert seen.view == "consensus" and "NOT READ ALOUD" in seen.row("P1").tail
        await seen.press("r", "enter")
        wording = seen.disk().proposals[0].versions[0]
        assert wording.read_aloud is not None and seen.row("P1").tail.endswith("· read aloud")
        assert seen.view == "consensus" and seen.said.startswith("Read aloud.")
        before = seen.path.read_bytes()
        await seen.press("r", "enter")
        assert seen.view == "consensus" and seen.path.read_bytes() == before


@pytest.mark.parametrize(("letter", "kind"), [("c", CheckKind.DECISION), ("t", CheckKind.TEMPERATURE)])
async def test_asking_wants_words_that_were_read(tmp_path: Path, letter: str, kind: CheckKind) -> None:
    async with running(tmp_path, *begun(WORDS, stage="consensus")) as seen:
        await seen.verb(letter, on="P1")
        assert seen.view == "consensus" and "has not been read aloud" in seen.said and not seen.disk().checks
        await seen.press("r", "enter", letter)
        assert seen.view == "check" and [c.kind for c in seen.disk().checks] == [kind]


@pytest.mark.parametrize("letter", "wrctexo")
async def test_without_a_proposal_it_says_where_to_begin(tmp_path: Path, letter: str) -> None:
    async with running(tmp_path, *begun(stage="consensus")) as seen:
        await seen.verb(letter)
        assert seen.said.startswith("Type a draft first") and not seen.asking and seen.view == "consensus"


@pytest.mark.parametrize(("letter", "state"), [("d", DecisionState.DEFERRED), ("f", DecisionState.REFERRED)])
async def test_put_off_and_sent_elsewhere(tmp_path: Path, letter: str, state: DecisionState) -> None:
    async with running(tmp_path, *begun(WORDS, stage="consensus")) as seen:
        await seen.verb(letter, on="P1")
        assert seen.typed == WORDS.text
        await seen.type_line("", "Bargaining committee", "Bo")
        await refuses(seen, "", "soon")
        await seen.type_line("1 may", "It touches the agreement")
        decision = seen.disk().decisions[0]
        assert (decision.state, decision.proposal, decision.words) == (state, "P1", WORDS.text)
        assert (decision.forum, decision.owner, decision.due) == ("Bargaining committee", "Bo", on(5, 1))
        assert decision.reason == "It touches the agreement" and seen.row("D1").tail == "◐ WAITING"
    async with running(tmp_path, *begun(stage="consensus"), title="Without a proposal") as seen:
        await seen.verb(letter)
        await seen.type_line("The on-call list", "Next month", "Bo", "+30", "Dana is away")
        assert seen.disk().decisions[0].proposal is None
        assert seen.row("D1").text.startswith("“The on-call list”")


async def test_a_proposal_withdrawn(tmp_path: Path) -> None:
    async with running(tmp_path, *begun(WORDS, stage="consensus")) as seen:
        await seen.verb("x", on="P1")
        await refuses(seen, "")
        await seen.type_line("We found a better one")
        assert seen.disk().proposals[0].withdrawn == "We found a better one"
        assert seen.row("P1").tail == "✗ withdrawn" and "PROPOSAL" not in seen.banner


async def test_one_party_only_where_the_terms_say_so_and_after_asking(tmp_path: Path) -> None:
    alone = Terms(fallback=Fallback.EACH_PARTY)
    async with running(tmp_path, *begun(WORDS, READ, stage="consensus")) as seen:
        await seen.verb("o", on="P1")
        assert seen.said.startswith("The terms chose another fallback") and not seen.asking
    async with running(tmp_path, *begun(WORDS, READ, stage="consensus", terms=alone), title="Second") as seen:
        await seen.verb("o", on="P1")
        await seen.type_line("M", "It is ours")
        assert "only after a check without agreement" in seen.said and seen.typed == "It is ours"
        assert not seen.disk().decisions
    acts = begun(WORDS, READ, *REFUSED, stage="consensus", terms=alone)
    async with running(tmp_path, *acts, title="Third") as seen:
        await seen.verb("o", on="P1")
        await refuses(seen, "Q", "")
        await seen.type_line("M", "Schedules are made on Monday")
        decision = seen.disk().decisions[1]
        assert (decision.state, decision.party) == (DecisionState.ONE_PARTY, "M")
        assert "This is not consensus" in decision.sentence and "DECIDED BY ONE PARTY" in seen.row("D2").tail


async def test_a_withdrawn_proposal_and_a_settled_one_are_not_being_considered(tmp_path: Path) -> None:
    gone = WithdrawProposal(proposal="P1", reason="no")
    async with running(tmp_path, *begun(WORDS, gone, stage="consensus")) as seen:
        assert seen.banner == ""
    async with running(tmp_path, *begun(WORDS, READ, *AGREED, stage="consensus"), title="Agreed") as seen:
        assert seen.banner == "" and seen.row("D1").tail == "✓ DECIDED"


async def test_esc_leaves_every_question(tmp_path: Path) -> None:
    async with running(tmp_path, *begun(WORDS, READ, stage="consensus")) as seen:
        await each_leaves(seen, [(letter, "P1") for letter in "wedfx"])


async def test_a_disk_that_takes_nothing(tmp_path: Path) -> None:
    async with running(tmp_path, *begun(stage="consensus")) as seen:
        await unsaved(seen, "Rotate on evenings")
        await seen.verb("w", on="P1")
        await unsaved(seen, " only", "", "", "", "", "")
        assert seen.disk().proposals[0].versions[0].text == "Rotate on evenings only"
        await seen.verb("r", on="P1")
        seen.break_disk()
        await seen.press("enter")
        assert seen.view == "words" and "NOT SAVED" in seen.status
        assert seen.disk().proposals[0].versions[0].read_aloud is None
        seen.mend_disk()
        await seen.press("enter")
        assert seen.view == "consensus" and "NOT SAVED" not in seen.status
        seen.break_disk()
        await seen.press("c")
        assert seen.view == "consensus" and "NOT SAVED" in seen.status and not seen.disk().checks
