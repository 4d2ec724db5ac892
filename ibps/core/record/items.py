"""What the middle stages list: interests by party, options without names, standards and ratings."""

from __future__ import annotations

from enum import StrEnum

from ibps.core.value import Number, PartyLetter, Text, Value, Words


class Source(StrEnum):
    """Whose words an interest is in."""

    PRESENT = "present"
    CONSTITUENTS = "constituents"
    ASSUMED = "assumed"  # for somebody who is not here; shown as assumed until they say so


class ItemState(StrEnum):
    """Whether a listed item is in play."""

    LIVE = "live"
    COMBINED = "combined"
    SET_ASIDE = "set_aside"


class Interest(Value):
    """A need, a concern or a wish behind the issue. Shared only where every party ticked it."""

    number: Number
    party: PartyLetter
    text: Text
    position: Words = ""  # the position it came from, when that is useful
    source: Source = Source.PRESENT
    ticked: tuple[PartyLetter, ...] = ()  # other parties that said: this is ours too
    state: ItemState = ItemState.LIVE
    reason: Words = ""
    earlier: tuple[str, ...] = ()


class Confirmation(Value):
    """A party said: this list is complete and fair, when it held these numbers."""

    party: PartyLetter
    listed: tuple[Number, ...]


class Option(Value):
    """A possible, often partial way to meet interests. It carries no name: nobody owns it."""

    number: Number
    text: Text
    came_from: Words = ""  # a place, such as the suggestion box; never a person
    voiced_in: Words = ""  # the stage it came up in
    serves: tuple[Number, ...] = ()
    combined_from: tuple[Number, ...] = ()
    state: ItemState = ItemState.LIVE
    reason: Words = ""
    earlier: tuple[str, ...] = ()


class Standard(Value):
    """An agreed quality by which options are judged, with the outside yardstick if there is one."""

    number: Number
    text: Text
    must_have: bool = False
    yardstick: Words = ""
    agreed: tuple[PartyLetter, ...] = ()
    state: ItemState = ItemState.LIVE
    reason: Words = ""
    earlier: tuple[str, ...] = ()


class Meets(StrEnum):
    """How an option stands against a standard."""

    MEETS = "meets"
    PARTLY = "partly"
    FAILS = "fails"


class Rating(Value):
    """The room's rating, or one party's where they differ (`party`)."""

    option: Number
    standard: Number
    rating: Meets
    party: PartyLetter | None = None
    note: Words = ""
