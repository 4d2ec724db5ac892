"""Consensus on the screen: drafts, exact words, results. The check itself is in `ibps.ui.check`."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from ibps import guide
from ibps.core.canonical import code_tail
from ibps.core.reading import settled
from ibps.core.record import Record
from ibps.core.record.consensus import CheckKind, Condition, Proposal, ProposalState, Trial, Wording
from ibps.core.record.items import ItemState
from ibps.core.record.terms import Fallback
from ibps.core.sentences import day
from ibps.core.stages.checks import OpenCheck
from ibps.core.stages.consensus import (
    DecideByOneParty,
    Defer,
    DraftStraw,
    ImproveStraw,
    Refer,
    WithdrawProposal,
    WordProposal,
)
from ibps.core.standing import SHOWN, Group, standing
from ibps.ui.forms import Field, Form, Unclear
from ibps.ui.here import quorum_rows
from ibps.ui.phrases import read_day, read_numbers, read_party
from ibps.ui.stages.common import StageView
from ibps.ui.typed import parts
from ibps.ui.view import Ask, Do, Go, Look, Outcome, Say, Sheet, Slot, World
from ibps.ui.widgets.rows import Row, State

TONES: dict[Group, State] = {
    Group.NOT_CERTAIN: "bad",
    Group.DECIDED: "good",
    Group.WAITING: "waiting",
    Group.NOT_DECIDED: "bad",
}


class ConsensusView(StageView):
    """From a draft to exact words to an answer from each person."""

    name = "consensus"

    def sheet(self, world: World, look: Look) -> Sheet:
        """As any stage, under a banner that says what is happening to the words."""
        sheet = super().sheet(world, look)
        record = world.meeting
        proposal = _latest(record)
        if proposal is None or settled(record, proposal) or record.open_check:
            return sheet
        if proposal.state is ProposalState.STRAW:
            return replace(sheet, banner="DRAFT TO IMPROVE · NOTHING IS BEING DECIDED", tone="idea")
        return replace(sheet, banner="PROPOSAL: WE ARE CONSIDERING THIS WORDING", tone="proposal")

    def slots(self, world: World, look: Look) -> tuple[Slot, ...]:
        """A draft, or the exact words at once."""
        return (
            Slot("draft", "Draft", "a rough draft, put together from options"),
            Slot("words", "Exact words", guide.load("consensus").text("Entry")),
        )

    def rows(self, world: World, look: Look) -> tuple[Row, ...]:
        """Each proposal with its results under it, then matters put off or sent elsewhere."""
        record = world.meeting
        found: list[Row] = []
        for proposal in record.proposals:
            found.append(_row(record, proposal))
            found += _results(record, world, proposal.number)
        now = _latest(record)
        asked_next = now is not None and not settled(record, now) and not record.open_check
        before = quorum_rows(record) if asked_next else ()
        return (*found, *_results(record, world, None), *before)

    def enter(self, world: World, look: Look, slot: Slot, text: str) -> Outcome:
        """A draft is kept at once; exact words are asked about first."""
        if slot.key == "draft":
            return Do((DraftStraw(text=text),))
        form = word_form(world, None).answered(text)
        return Ask(form) if isinstance(form, Form) else None

    def do(self, action: str, world: World, look: Look, row: Row | None) -> Outcome:
        """What can happen to a proposal."""
        record = world.meeting
        proposal = next((p for p in record.proposals if row and p.number == row.key), None) or _latest(record)
        if action in ("defer", "refer"):
            return Ask(_elsewhere_form(action, world, proposal))
        if proposal is None:
            if action in ("word", "read", "check", "collect", "temperature", "draft", "withdraw", "oneparty"):
                return Say("Type a draft first, from the options that serve most interests.")
            return super().do(action, world, look, row)
        number = proposal.number
        if action in ("check", "collect", "temperature") and record.open_check:
            return Go("check")
        match action:
            case "word":
                return Ask(word_form(world, proposal))
            case "read":
                if proposal.versions:
                    return Go("words", number)
                return Say(f"Enter the exact words first, with {world.keys.of('word')}.")
            case "check":
                return Do((OpenCheck(proposal=number),), view="check")
            case "collect":
                return Do((OpenCheck(proposal=number, together=True),), view="check")
            case "temperature":
                return Do((OpenCheck(proposal=number, kind=CheckKind.TEMPERATURE),), view="check")
            case "draft":
                field = Field("text", "The draft in better words", start=proposal.straw)
                return Ask(Form("Draft", (field,), lambda got: Do((ImproveStraw(proposal=number, **got),))))
            case "withdraw":
                field = Field("reason", f"Why is {number} withdrawn?")
                return Ask(
                    Form("Withdraw", (field,), lambda got: Do((WithdrawProposal(proposal=number, **got),)))
                )
            case "oneparty":
                return _one_party(record, proposal)
        return super().do(action, world, look, row)


def _latest(record: Record) -> Proposal | None:
    pursued = [p for p in record.proposals if p.state is not ProposalState.WITHDRAWN]
    return pursued[-1] if pursued else None


def _row(record: Record, proposal: Proposal) -> Row:
    wording = proposal.wording
    if proposal.withdrawn:
        text = wording.text if wording else proposal.straw
        return Row(
            proposal.number,
            text,
            number=proposal.number,
            tail="✗ withdrawn",
            note=proposal.withdrawn,
            state="bad",
        )
    if wording is None:
        return Row(proposal.number, proposal.straw, number=proposal.number, tail="○ draft", state="idea")
    read = "read aloud" if wording.read_aloud else "NOT READ ALOUD"
    tail = f"v{wording.version} · {code_tail(wording.digest)} · {read}"
    return Row(
        proposal.number, wording.text, number=proposal.number, tail=tail, note="\n".join(about(wording))
    )


def about(wording: Wording) -> tuple[str, ...]:
    """What belongs to the words besides the words: what is left out, a trial, whose yes is needed."""
    lines = [f"Does not include: {text}" for text in wording.not_included]
    if wording.starts:
        lines.append(f"Starts {day(wording.starts)}")
    if wording.trial:
        trial = wording.trial
        lines.append(f"A trial until {day(trial.until)}. Measure: {trial.measure}")
        lines.append(f"Looked at again {day(trial.review)}")
    lines += [f"Waits for {one.who} ({one.what}) by {day(one.due)}" for one in wording.conditions]
    return tuple(lines)


def _results(record: Record, world: World, proposal: str | None) -> list[Row]:
    found = []
    for decision in reversed(record.decisions):  # what came last is what counts
        if decision.proposal == proposal:
            now = standing(record, decision, world.today)
            symbol, word = SHOWN[now.group]
            words = "" if proposal else f"“{decision.words}” "
            found.append(
                Row(
                    decision.number,
                    f"{words}{now.reads}.",
                    number=decision.number,
                    tail=f"{symbol} {word}",
                    note=decision.sentence,
                    state=TONES.get(now.group, ""),
                )
            )
    for check in record.checks:
        if check.proposal == proposal and check.kind is CheckKind.TEMPERATURE and check.closed:
            found.append(Row(check.number, check.sentence, number=check.number, kind="quiet"))
    return found


def word_form(world: World, proposal: Proposal | None) -> Form:
    """The exact words and everything an answer would be about, with what stood there before to start from."""
    record = world.meeting
    before = proposal.wording if proposal else None
    live = [option.number for option in record.options if option.state is ItemState.LIVE]
    chosen = (before.options if before else ()) or (proposal.options if proposal else ())
    trial = before.trial if before else None

    def tried(got: dict[str, Any]) -> bool:
        return got.get("until") is not None

    read_date = read_day(world.today)
    fields = (
        Field(
            "text", "The exact words", start=before.text if before else (proposal.straw if proposal else "")
        ),
        Field(
            "not_included",
            "What does this not include? (; between several, Enter: nothing)",
            parts,
            optional=True,
            start="; ".join(before.not_included) if before else "",
        ),
        Field(
            "options",
            f"Made from which options? ({' '.join(live) or 'none listed'}; Enter: none)",
            read_numbers("O", live),
            optional=True,
            start=" ".join(chosen),
        ),
        Field(
            "starts",
            "From when? (Enter: not said)",
            read_date,
            optional=True,
            start=_iso(before.starts if before else None),
        ),
        Field(
            "until",
            "A trial? Until when? (Enter: no trial)",
            read_date,
            optional=True,
            start=_iso(trial.until if trial else None),
        ),
        Field("measure", "What will we measure?", start=trial.measure if trial else "", when=tried),
        Field(
            "review",
            "When do we look at it again?",
            read_date,
            start=_iso(trial.review if trial else None),
            when=tried,
        ),
        Field(
            "conditions",
            "Whose yes is still needed, by when? Sponsor by 28 Mar; ... (Enter: nobody's)",
            read_conditions(world),
            optional=True,
            start="; ".join(f"{c.who} ({c.what}) by {c.due.isoformat()}" for c in before.conditions)
            if before
            else "",
        ),
        Field("reason", "Why the change? (Enter skips)", optional=True, when=lambda got: before is not None),
    )

    def build(got: dict[str, Any]) -> Do:
        trial = (
            Trial(until=got["until"], measure=got["measure"], review=got["review"]) if got["until"] else None
        )
        act = WordProposal(
            text=got["text"],
            proposal=proposal.number if proposal else None,
            not_included=got["not_included"] or (),
            conditions=got["conditions"] or (),
            options=got["options"] or (),
            starts=got["starts"],
            trial=trial,
            reason=got["reason"] or "",
        )
        asked = before is not None and any(check.version == before.version for check in record.checks)
        again = "New words: every answer is asked again. " if asked else ""
        return Do((act,), say=f"{again}Now read it aloud: {world.keys.of('read')}, from the list.")

    return Form("Exact words", fields, build)


def _iso(when: Any) -> str:
    return when.isoformat() if when else ""


def read_conditions(world: World) -> Any:
    """Names with dates: Sponsor by 28 Mar; Budget office (says what it costs) by 2 Apr."""
    read_date = read_day(world.today)

    def read(text: str) -> tuple[Condition, ...]:
        found = []
        for part in parts(text):
            said = re.fullmatch(
                r"(?P<who>.+?)(?:\s*\((?P<what>.+)\))?\s+by\s+(?P<due>(?:(?!\sby\s)[^()])+)", part, re.I
            )
            if said is None:
                raise Unclear("Type who, then by when: Sponsor by 28 Mar")
            what = said["what"] or "their yes"
            found.append(Condition(who=said["who"], what=what, due=read_date(said["due"])))
        return tuple(found)

    return read


def _elsewhere_form(action: str, world: World, proposal: Proposal | None) -> Form:
    start = (proposal.wording.text if proposal.wording else proposal.straw) if proposal else ""
    put_off = action == "defer"
    fields = (
        Field("words", "What is put off?" if put_off else "What is sent?", start=start),
        Field("forum", "To which meeting?" if put_off else "To which body?"),
        Field("owner", "Who brings it there? A name"),
        Field("due", "When does it come back?" if put_off else "Reply due when?", read_day(world.today)),
        Field("reason", "Because ..."),
    )

    def build(got: dict[str, Any]) -> Do:
        of = proposal.number if proposal and got["words"] == start else None
        act = Defer(proposal=of, **got) if put_off else Refer(proposal=of, **got)
        return Do((act,))

    return Form("Put off" if put_off else "Send", fields, build)


def _one_party(record: Record, proposal: Proposal) -> Outcome:
    if record.terms.fallback is not Fallback.EACH_PARTY:
        return Say("The terms chose another fallback, so no party decides alone here.")
    letters = " ".join(party.letter for party in record.parties)
    fields = (
        Field("party", f"Which party decides, after consultation? ({letters})", read_party(record)),
        Field("reason", "Because ..."),
    )
    return Ask(
        Form("One party", fields, lambda got: Do((DecideByOneParty(proposal=proposal.number, **got),)))
    )
