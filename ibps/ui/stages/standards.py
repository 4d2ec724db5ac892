"""Standards on the screen, and options held against them. No totals, no ranking."""

from __future__ import annotations

from typing import Any

from ibps.core.reading import live_options, live_standards, ratings_of
from ibps.core.record import Record
from ibps.core.record.items import ItemState, Meets, Option, Standard
from ibps.core.stages.standards import AgreeStandard, ChangeStandard, RateOption, SetStandard
from ibps.ui.forms import Field, Form
from ibps.ui.phrases import read_choice, read_parties, read_party
from ibps.ui.stages.common import StageView, entered, fate
from ibps.ui.typed import several
from ibps.ui.view import Ask, Do, Look, Outcome, Say, World
from ibps.ui.widgets.rows import Row

MARKS = {Meets.MEETS: "✓ meets", Meets.PARTLY: "~ partly", Meets.FAILS: "✗ fails"}
RATINGS = {rating.value: rating for rating in Meets}


class StandardsView(StageView):
    """How we will know a good answer, whoever suggested it."""

    name = "standards"

    def rows(self, world: World, look: Look) -> tuple[Row, ...]:
        """The standards, then each option with its ratings under it."""
        record = world.meeting
        found = [_standard_row(record, standard) for standard in record.standards]
        options = live_options(record)
        if found and options:
            how = "" if world.read_only else f" · {world.keys.of('rate')} rates the one chosen"
            found.append(Row("against", f"OPTIONS AGAINST STANDARDS{how}", kind="heading"))
            found += [_option_row(record, option) for option in options]
        return tuple(found)

    def enter(self, world: World, look: Look, slot: object, text: str) -> Outcome:
        """Standards; pasted lines become one each."""
        lines = several(text)
        return entered(world, (SetStandard(text=line) for line in lines), len(lines))

    def do(self, action: str, world: World, look: Look, row: Row | None) -> Outcome:
        """Must-haves, yardsticks, agreement by party, ratings."""
        record = world.meeting
        standard = next((s for s in record.standards if row and s.number == row.key), None)
        option = next((o for o in live_options(record) if row and o.number == row.key), None)
        letters = " ".join(party.letter for party in record.parties)
        match action:
            case "must" if standard:
                return Do((ChangeStandard(standard=standard.number, must_have=not standard.must_have),))
            case "yardstick" if standard:
                field = Field(
                    "yardstick", f"What outside yardstick for {standard.number}?", start=standard.yardstick
                )
                return Ask(
                    Form(
                        "Yardstick",
                        (field,),
                        lambda got: Do((ChangeStandard(standard=standard.number, **got),)),
                    )
                )
            case "agreestandard" if standard:
                field = Field(
                    "parties", f"Who says: we can trust {standard.number}? ({letters})", read_parties(record)
                )
                return Ask(
                    Form(
                        "Agreed",
                        (field,),
                        lambda got: Do(
                            tuple(AgreeStandard(standard=standard.number, party=p) for p in got["parties"])
                        ),
                    )
                )
            case "rate" if option:
                return _rate(record, option, None)
            case "rateparty" if option:
                field = Field(
                    "party", f"Which party sees {option.number} differently? ({letters})", read_party(record)
                )
                return Ask(Form("By party", (field,), lambda got: _rate(record, option, got["party"])))
            case "must" | "yardstick" | "agreestandard":
                return Say("Choose a standard first, with the arrows or its number.")
            case "rate" | "rateparty":
                return Say("Choose an option first: the arrows go down to the options.")
        return super().do(action, world, look, row)


def _rate(record: Record, option: Option, party: str | None) -> Outcome:
    standards = live_standards(record)
    if not standards:
        return Say("Agree on standards first.")
    fields = tuple(
        Field(
            s.number,
            f"{option.number} against {s.number} {s.text}: meets, partly, fails? (Enter skips)",
            read_choice(RATINGS),
            optional=True,
        )
        for s in standards
    )

    def build(got: dict[str, Any]) -> Outcome:
        acts = tuple(
            RateOption(option=option.number, standard=number, rating=rating, party=party)
            for number, rating in got.items()
            if rating is not None
        )
        return Do(acts) if acts else Say("Nothing was rated.")

    return Ask(Form("Rate" if party is None else f"Rate {party}", fields, build))


def _standard_row(record: Record, standard: Standard) -> Row:
    agreed = " ".join(f"{p.letter} {'✓' if p.letter in standard.agreed else '·'}" for p in record.parties)
    notes = [fate(standard), f"yardstick: {standard.yardstick}" if standard.yardstick else ""]
    return Row(
        standard.number,
        standard.text,
        number=standard.number,
        tail=f"{'MUST ' if standard.must_have else ''}{agreed}",
        note=" · ".join(note for note in notes if note),
        state="" if standard.state is ItemState.LIVE else "idea",
    )


def _option_row(record: Record, option: Option) -> Row:
    rated = []
    failed = False
    for standard in live_standards(record):
        for rating in ratings_of(record, option.number, standard.number):
            by = f" ({rating.party})" if rating.party else ""
            rated.append(f"{standard.number} {MARKS[rating.rating]}{by}")
            failed = failed or (standard.must_have and rating.rating is Meets.FAILS)
    if failed:
        rated.append("FAILS A MUST-HAVE")
    return Row(
        option.number,
        option.text,
        number=option.number,
        note=" · ".join(rated) or "not rated yet",
        state="bad" if failed else "",
    )
