"""Options on the screen: ideas without names, what they serve, what nothing serves yet."""

from __future__ import annotations

from typing import Any

from ibps.core.record import Record
from ibps.core.record.items import ItemState, Option
from ibps.core.stages.options import AddOption, CombineOptions, LinkOption, SplitOption
from ibps.ui.forms import Field, Form
from ibps.ui.phrases import read_numbers
from ibps.ui.stages.common import StageView, entered, fate
from ibps.ui.typed import several
from ibps.ui.view import Ask, Do, Look, Outcome, Say, Slot, World
from ibps.ui.widgets.rows import Row


class OptionsView(StageView):
    """Anything goes up; nothing is being decided."""

    name = "options"
    banner = "IDEAS · NOTHING IS BEING DECIDED"

    def slots(self, world: World, look: Look) -> tuple[Slot, ...]:
        """An idea from the room, or one that came from a place such as the suggestion box."""
        said = super().slots(world, look)[0]
        return (
            Slot("", "Idea", said.placeholder),
            Slot("box", "From a box", "PLACE: the idea, e.g. Suggestion box: ..."),
        )

    def rows(self, world: World, look: Look) -> tuple[Row, ...]:
        """Options in the order they came."""
        return tuple(_row(option) for option in world.meeting.options)

    def enter(self, world: World, look: Look, slot: Slot, text: str) -> Outcome:
        """Ideas; pasted lines become one each."""
        acts = []
        for line in several(text):
            place, colon, idea = line.partition(":")
            if slot.key == "box" and colon and idea.strip():
                acts.append(AddOption(text=idea.strip(), came_from=place.strip()))
            else:
                acts.append(AddOption(text=line))
        return entered(world, acts, len(acts))

    def do(self, action: str, world: World, look: Look, row: Row | None) -> Outcome:
        """What an option serves, combining and taking apart."""
        record = world.meeting
        option = next((o for o in record.options if row and o.number == row.key), None)
        if option is None:
            if action in ("link", "combine", "split"):
                return Say("Choose an option first, with the arrows or its number.")
            return super().do(action, world, look, row)
        match action:
            case "link":
                known = [interest.number for interest in record.interests if interest.state is ItemState.LIVE]
                listed = "; ".join(f"{i.number} {i.text}" for i in record.interests if i.number in known)
                ask = f"{option.number} would serve which interests? {listed or 'None is listed yet.'}"
                field = Field("interests", ask, read_numbers("I", known))
                return Ask(Form("Serves", (field,), lambda got: _link(option, got["interests"])))
            case "combine":
                return Ask(_combine_form(record, option))
            case "split":
                return Do((SplitOption(option=option.number),))
        return super().do(action, world, look, row)


def _combine_form(record: Record, option: Option) -> Form:
    """Which ones, then their words: both together, one of the two, or a sentence of their own."""
    live = {o.number: o for o in record.options if o.state is ItemState.LIVE}
    others = [number for number in live if number != option.number]

    def parts(got: dict[str, Any]) -> tuple[str, ...]:
        return (option.number, *got["options"])

    def build(got: dict[str, Any]) -> Do:
        kept = next((live[n].text for n in parts(got) if got["text"].upper() in (n, n[1:])), got["text"])
        return Do((CombineOptions(options=parts(got), text=kept),))

    fields = (
        Field(
            "options",
            f"Combine {option.number} with which? ({' '.join(others)})",
            read_numbers("O", others),
        ),
        Field(
            "text",
            "All of it in one sentence? Enter keeps these words, a number those of that one",
            offer=lambda got: "; ".join(live[number].text for number in parts(got)),
        ),
    )
    return Form("Combine", fields, build)


def _link(option: Option, interests: tuple[str, ...]) -> Outcome:
    new = tuple(LinkOption(option=option.number, interest=i) for i in interests if i not in option.serves)
    return Do(new) if new else Say(f"{option.number} says so already.")


def _row(option: Option) -> Row:
    notes = [fate(option), f"from: {option.came_from}" if option.came_from else ""]
    if option.combined_from:
        notes.append(f"made of {' '.join(option.combined_from)}")
    if option.voiced_in not in ("options", ""):
        notes.append(f"came up in {option.voiced_in}")
    return Row(
        option.number,
        option.text,
        number=option.number,
        tail=f"serves {' '.join(option.serves)}" if option.serves else "",
        note=" · ".join(note for note in notes if note),
        state="" if option.state is ItemState.LIVE else "idea",
    )
