"""What works in every stage: going somewhere, rewording, setting aside, parking, caucus, stopping."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Literal, assert_never

from pydantic import Field

from ibps.core.errors import Refusal
from ibps.core.numbers import LISTS, Numbered, add, find, give, listed, put, with_listed
from ibps.core.record import Caucus, Record, Stop, StopKind, Visit
from ibps.core.record.closing import Action, Measure, Message, Parked
from ibps.core.record.issue import Fact, FactStatus, Raised
from ibps.core.record.items import Interest, ItemState, Option, Standard
from ibps.core.value import Act, Number, PartyLetter, Text, Words, changed

StageName = Literal["opening", "issue", "interests", "options", "standards", "consensus", "closing"]


class EnterStage(Act):
    """The meeting goes to a stage, forward or back."""

    takes_back = False
    stage: StageName
    reason: Words = ""


class Reword(Act):
    """The text of a listed item was put better; the earlier text is kept with it."""

    number: Number
    text: Text


class SetAside(Act):
    """An interest, option or standard is not pursued, because ..."""

    number: Number
    reason: Text


class BringBack(Act):
    """Something set aside is in play again."""

    number: Number


class MoveItem(Act):
    """A listed item stands elsewhere in its list: before another one, or at the end. Numbers stay."""

    number: Number
    before: Number | None = None


class Park(Act):
    """Something for another place or day: who holds it, where it goes, when it comes back.

    What came up with it is kept with it: facts in dispute and first ideas, apart from those of this issue.
    """

    text: Text
    party: PartyLetter | None = None
    why: Words = ""
    owner: Words = ""
    forum: Words = ""
    due: date | None = None
    raised: Raised | None = None
    facts: Annotated[tuple[Text, ...], Field(max_length=50)] = ()
    ideas: Annotated[tuple[Text, ...], Field(max_length=50)] = ()


class TakeUp(Act):
    """A parked item was taken up again; where it has a session of its own, `into` is that one's title."""

    parked: Number
    into: Words = ""


class CallCaucus(Act):
    """A party meets on its own. Only the time is kept."""

    takes_back = False
    party: PartyLetter


class EndCaucus(Act):
    """The party is back."""

    takes_back = False
    party: PartyLetter


class StopSession(Act):
    """The session is stopped, and why. A good outcome when it is the honest one."""

    kind: StopKind
    reason: Text


AnytimeAct = (
    EnterStage
    | Reword
    | SetAside
    | BringBack
    | MoveItem
    | Park
    | TakeUp
    | CallCaucus
    | EndCaucus
    | StopSession
)

ACTS: tuple[type[Act], ...] = (
    EnterStage,
    Reword,
    SetAside,
    BringBack,
    MoveItem,
    Park,
    TakeUp,
    CallCaucus,
    EndCaucus,
    StopSession,
)

Judged = Interest | Option | Standard
Listed = Fact | Interest | Option | Standard | Action | Measure | Message | Parked

REWORDED: dict[str, type[Listed]] = {
    "F": Fact,
    "I": Interest,
    "O": Option,
    "S": Standard,
    "A": Action,
    "M": Measure,
    "R": Message,
    "K": Parked,
}
JUDGED: dict[str, type[Judged]] = {"I": Interest, "O": Option, "S": Standard}


def apply(record: Record, act: AnytimeAct, at: datetime) -> Record:
    """The record after an act that belongs to no one stage, or a `Refusal`."""
    match act:
        case EnterStage():
            return record.but(visits=(*record.visits, Visit(stage=act.stage, at=at, reason=act.reason)))
        case Reword():
            return _reword(record, act)
        case SetAside():
            item = _judged(record, act.number)
            if item.state is not ItemState.LIVE:
                raise Refusal("not_live", number=item.number, state=item.state.replace("_", " "))
            return put(record, item, item.but(state=ItemState.SET_ASIDE, reason=act.reason))
        case BringBack():
            item = _judged(record, act.number)
            if item.state is ItemState.LIVE:
                raise Refusal("is_live", number=item.number)
            return put(record, item, item.but(state=ItemState.LIVE, reason=""))
        case MoveItem():
            return _move(record, act)
        case Park():
            if act.party is not None:
                record.party(act.party)
            record, number = give(record, "K")
            return add(record, Parked(number=number, **act.model_dump()))
        case TakeUp():
            parked = find(record, act.parked, Parked)
            if parked.taken_up:
                raise Refusal("already_done", number=parked.number)
            return put(record, parked, parked.but(taken_up=record.today, taken_into=act.into))
        case CallCaucus() | EndCaucus():
            return _caucus(record, act, at)
        case StopSession():
            if record.open_check:
                raise Refusal("check_open", check=record.open_check.number)
            return record.but(stop=Stop(kind=act.kind, reason=act.reason, at=at), timer=None)
        case _:
            assert_never(act)


def _reword(record: Record, act: Reword) -> Record:
    kind = REWORDED.get(act.number[0])
    if kind is None:
        raise Refusal("no_rewording" if act.number[0] in LISTS else "no_such_number", number=act.number)
    item = find(record, act.number, kind)
    changes: dict[str, object] = {"text": act.text, "earlier": (*item.earlier, item.text)}
    # A party's yes belongs to the words it was given for.
    if isinstance(item, Interest):
        changes["ticked"] = ()
        kept = tuple(known for known in record.confirmed if known.party != item.party)
        record = record.but(confirmed=kept)
    elif isinstance(item, Standard):
        changes["agreed"] = ()
    elif isinstance(item, Fact) and item.status is FactStatus.AGREED:
        changes["status"] = FactStatus.TO_FIND_OUT
    return put(record, item, item.but(**changes))


def _move(record: Record, act: MoveItem) -> Record:
    letter = act.number[0]
    kind = REWORDED.get(letter)
    if kind is None:
        raise Refusal("no_moving" if letter in LISTS else "no_such_number", number=act.number)
    item = find(record, act.number, kind)
    if act.before is None:
        others = [other for other in listed(record, letter) if other is not item]
        return with_listed(record, letter, (*others, item))
    if act.before[0] != letter:
        raise Refusal("other_list", number=act.number, before=act.before)
    there = find(record, act.before, kind)
    if there is item:
        return record
    moved: list[Numbered] = []
    for other in listed(record, letter):
        moved += [item, other] if other is there else [] if other is item else [other]
    return with_listed(record, letter, tuple(moved))


def _judged(record: Record, number: str) -> Judged:
    kind = JUDGED.get(number[0])
    if kind is None:
        raise Refusal("no_setting_aside" if number[0] in LISTS else "no_such_number", number=number)
    return find(record, number, kind)


def _caucus(record: Record, act: CallCaucus | EndCaucus, at: datetime) -> Record:
    party = record.party(act.party)
    out = next((c for c in record.caucuses if c.party == act.party and c.ended is None), None)
    if isinstance(act, CallCaucus):
        if out:
            raise Refusal("in_caucus", party=party.name)
        return record.but(caucuses=(*record.caucuses, Caucus(party=act.party, started=at)))
    if out is None:
        raise Refusal("not_in_caucus", party=party.name)
    return record.but(caucuses=changed(record.caucuses, out, out.but(ended=at)))
