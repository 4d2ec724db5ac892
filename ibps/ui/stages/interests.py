"""Interests on the screen, by party, with the ticks that make one shared."""

from __future__ import annotations

from typing import Any

from ibps.core.numbers import find
from ibps.core.reading import confirmed
from ibps.core.record import Record
from ibps.core.record.items import Interest, ItemState, Source
from ibps.core.stages.interests import ConfirmInterests, ShareInterest, StateInterest
from ibps.ui.forms import Field, Form
from ibps.ui.phrases import read_parties
from ibps.ui.stages.common import StageView, entered, fate
from ibps.ui.typed import allotted, of_parties, other_letter
from ibps.ui.view import Ask, Do, Look, Outcome, Say, Slot, World
from ibps.ui.widgets.rows import Row


class InterestsView(StageView):
    """Why it matters, party by party."""

    name = "interests"

    def slots(self, world: World, look: Look) -> tuple[Slot, ...]:
        """One a party; Tab goes through them."""
        entry = super().slots(world, look)[0].placeholder
        record = world.meeting
        return tuple(
            Slot(p.letter, p.letter, f"{entry} · Tab or {other_letter(record, p.letter)}: the party")
            for p in record.parties
        )

    def rows(self, world: World, look: Look) -> tuple[Row, ...]:
        """Interests in the order they came, then who called their list complete."""
        record = world.meeting
        found = [_row(record, interest) for interest in record.interests]
        complete = [p.name for p in record.parties if confirmed(record, p.letter) and record.interests]
        if complete:
            found.append(Row("complete", f"Complete and fair, says: {', '.join(complete)}", kind="quiet"))
        return tuple(found)

    def enter(self, world: World, look: Look, slot: Slot, text: str) -> Outcome:
        """Interests of the party shown, or of the one before the colon; pasted lines become one each."""
        said = allotted(text, slot.key, of_parties(world.meeting))
        acts = (StateInterest(party=party, text=line) for party, line in said.lines)
        return entered(world, acts, len(said.lines), said.slot)

    def do(self, action: str, world: World, look: Look, row: Row | None) -> Outcome:
        """Ticks and confirmations, each by a named party."""
        record = world.meeting
        letters = " ".join(party.letter for party in record.parties)
        match action:
            case "share" if row:
                field = Field(
                    "parties", f"Who says {row.key} is theirs too? ({letters})", read_parties(record)
                )
                return Ask(Form("Shared", (field,), lambda got: _share(record, row.key, got)))
            case "confirm":
                field = Field(
                    "parties",
                    f"Which party says its list is complete and fair? ({letters})",
                    read_parties(record),
                )
                return Ask(Form("Complete", (field,), _confirm, anywhere=True))
            case "assumed":
                fields = (
                    Field(
                        "party",
                        f"Listed under which party? ({letters})",
                        lambda t: read_parties(record)(t)[0],
                    ),
                    Field("text", "What might matter to somebody who is not here?"),
                )
                return Ask(
                    Form(
                        "For someone absent",
                        fields,
                        lambda got: Do((StateInterest(source=Source.ASSUMED, **got),)),
                    )
                )
            case "share":
                return Say("Choose an interest first, with the arrows or its number.")
        return super().do(action, world, look, row)


def _row(record: Record, interest: Interest) -> Row:
    shared = record.shared(interest)
    theirs = {interest.party, *interest.ticked}
    ticks = " ".join(f"{p.letter} ✓" for p in record.parties if p.letter in theirs) if interest.ticked else ""
    notes = [
        fate(interest),
        "assumed for someone who is not here" if interest.source is Source.ASSUMED else "",
    ]
    return Row(
        interest.number,
        interest.text,
        tag="*" if shared else interest.party,
        number=interest.number,
        tail=f"shared {ticks}" if shared else ticks,
        note=" · ".join(note for note in notes if note),
        state="" if interest.state is ItemState.LIVE else "idea",
    )


def _share(record: Record, number: str, got: dict[str, Any]) -> Outcome:
    interest = find(record, number, Interest)
    new = [party for party in got["parties"] if party not in (interest.party, *interest.ticked)]
    if not new:
        return Say(f"They have said so of {number} already.")
    return Do(tuple(ShareInterest(interest=number, party=party) for party in new))


def _confirm(got: dict[str, Any]) -> Do:
    return Do(tuple(ConfirmInterests(party=party) for party in got["parties"]))
