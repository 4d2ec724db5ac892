"""Options: ideas that anyone may say and nobody owns, linked to the interests they serve."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, assert_never

from pydantic import Field

from ibps.core.errors import Refusal
from ibps.core.numbers import add, find, give, put
from ibps.core.reading import live_options, unserved
from ibps.core.record import Record
from ibps.core.record.items import Interest, ItemState, Option
from ibps.core.stages.kit import Hint, Tick, ticks
from ibps.core.stages.wording import option_hints
from ibps.core.value import Act, Number, Text, Words


class AddOption(Act):
    """An idea, from any stage. `came_from` is a place such as the suggestion box, never a person."""

    text: Text
    came_from: Words = ""
    serves: tuple[Number, ...] = ()


class LinkOption(Act):
    """An option would serve an interest."""

    option: Number
    interest: Number


class UnlinkOption(Act):
    """An option does not serve an interest after all."""

    option: Number
    interest: Number


class CombineOptions(Act):
    """Two or more options become one; their own texts stay and can be taken apart again."""

    options: Annotated[tuple[Number, ...], Field(max_length=50)]
    text: Text


class SplitOption(Act):
    """A combined option is taken apart: what it was made of is in play again."""

    option: Number


OptionsAct = AddOption | LinkOption | UnlinkOption | CombineOptions | SplitOption

ACTS: tuple[type[Act], ...] = (AddOption, LinkOption, UnlinkOption, CombineOptions, SplitOption)

ENOUGH = 5
"""Options before a group usually has something to choose from (method page, 1.4)."""


def apply(record: Record, act: OptionsAct, at: datetime) -> Record:
    """The record after an act of this stage, or a `Refusal`."""
    match act:
        case AddOption():
            for number in act.serves:
                find(record, number, Interest)
            stage = record.stage
            record, number = give(record, "O")
            return add(record, Option(number=number, voiced_in=stage, **act.model_dump()))
        case LinkOption():
            option, interest = find(record, act.option, Option), find(record, act.interest, Interest)
            if interest.number in option.serves:
                raise Refusal("already_linked", option=option.number, interest=interest.number)
            return put(record, option, option.but(serves=(*option.serves, interest.number)))
        case UnlinkOption():
            option = find(record, act.option, Option)
            if act.interest not in option.serves:
                raise Refusal("not_linked", option=option.number, interest=act.interest)
            kept = tuple(number for number in option.serves if number != act.interest)
            return put(record, option, option.but(serves=kept))
        case CombineOptions():
            return _combine(record, act)
        case SplitOption():
            return _split(record, act)
        case _:
            assert_never(act)


def _combine(record: Record, act: CombineOptions) -> Record:
    parts = tuple(find(record, number, Option) for number in dict.fromkeys(act.options))
    if len(parts) < 2:
        raise Refusal("combine_two")
    for part in parts:
        if part.state is not ItemState.LIVE:
            raise Refusal("not_live", number=part.number, state=part.state.replace("_", " "))
    stage = record.stage
    record, number = give(record, "O")
    serves = tuple(dict.fromkeys(interest for part in parts for interest in part.serves))
    whole = Option(
        number=number,
        text=act.text,
        voiced_in=stage,
        serves=serves,
        combined_from=tuple(part.number for part in parts),
    )
    for part in parts:
        record = put(record, part, part.but(state=ItemState.COMBINED, reason=f"part of {number}"))
    return add(record, whole)


def _split(record: Record, act: SplitOption) -> Record:
    whole = find(record, act.option, Option)
    if not whole.combined_from:
        raise Refusal("not_combined", number=whole.number)
    if whole.state is not ItemState.LIVE:
        raise Refusal("not_live", number=whole.number, state=whole.state.replace("_", " "))
    for number in whole.combined_from:
        part = find(record, number, Option)
        if part.state is ItemState.COMBINED and part.reason == f"part of {whole.number}":
            record = put(record, part, part.but(state=ItemState.LIVE, reason=""))
    return put(record, whole, whole.but(state=ItemState.SET_ASIDE, reason="taken apart again"))


def done(record: Record) -> tuple[Tick, ...]:
    """What this stage is for, and whether the record shows it."""
    options = live_options(record)
    return ticks(
        several_options=len(options) >= ENOUGH,
        all_linked=bool(options) and all(option.serves for option in options),
        every_interest_served=bool(options) and not unserved(record),
    )


def hints(record: Record) -> tuple[Hint, ...]:
    """Interests nothing serves yet, options that serve nothing, judging while listing."""
    options = live_options(record)
    if not options:
        return ()
    found = [Hint("unserved_interest", {"number": i.number, "text": i.text}) for i in unserved(record)]
    if len(options) < ENOUGH:
        found.append(Hint("too_few", {"number": str(len(options))}))
    for option in options:
        if not option.serves:
            found.append(Hint("unlinked", {"number": option.number}, about=option.number))
        found += option_hints(option.number, option.text)
    return tuple(found)
