"""The scale: how people answer a check. Its answers to change, and the scales to choose from."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from ibps.core.record.terms import SCALES, Answered, Level, Scale
from ibps.ui.forms import Field, Form
from ibps.ui.phrases import read_choice
from ibps.ui.shapes import SHAPES, legend
from ibps.ui.terms import levels as change
from ibps.ui.terms.hints import hint_rows, scale_hints
from ibps.ui.terms.rows import set_terms
from ibps.ui.view import Ask, Do, Look, Outcome, Say, Sheet, View, World
from ibps.ui.widgets.rows import Row, State

USUAL: Final = "What concerns you, and what would have to change?"
"""What is asked after an answer that stops or needs more, where the scale says nothing else."""


class ScaleView(View):
    """How the scale will look in a check; below, each answer, then the scales to choose from."""

    name = "scale"
    types = False

    def sheet(self, world: World, look: Look) -> Sheet:
        """The line of the check on top, made by the function the check uses."""
        scale = world.meeting.terms.scale
        kind = f"your own, version {scale.version}" if change.is_own(scale) else "built in"
        rows = [
            *hint_rows(scale_hints(scale)),
            Row("levels", f"{scale.title.upper()} · {kind}", kind="heading"),
        ]
        rows += [_level_row(level, at) for at, level in enumerate(scale.levels, 1)]
        rows.append(Row("scales", "SCALES TO CHOOSE", kind="heading"))
        for at, one in enumerate(known(world)):
            used = one == scale
            version = f" · version {one.version}" if change.is_own(one) else ""
            tail = "● in use" if used else ("your own" if change.is_own(one) else "built in")
            number = str(len(scale.levels) + at + 1)
            note, state = legend(one), _good(used)
            rows.append(
                Row(f"scale-{at}", f"{one.title}{version}", number=number, tail=tail, note=note, state=state)
            )
        own = "" if change.is_own(scale) else f"{scale.title} stays as it is: a change makes your own copy."
        first = f"level-{scale.levels[0].name}"
        return Sheet("TERMS · SCALE", f"In a check: {legend(scale)}", tuple(rows), ask=own, select=first)

    def keys(self, world: World, look: Look) -> tuple[tuple[str, str], ...]:
        """Enter changes an answer or uses a scale; Esc goes back to the terms."""
        return (("Enter", "change"), ("Esc", "back"))

    def chosen(self, world: World, look: Look, row: Row | None) -> Outcome:
        """An answer is changed, a scale is used."""
        picked = row is not None and row.key.startswith("scale-")
        return self.do("useterm" if picked else "changeterm", world, look, row)

    def do(self, action: str, world: World, look: Look, row: Row | None) -> Outcome:
        """One act for each change."""
        scale, keys = world.meeting.terms.scale, world.keys
        level, other = _level(scale, row), _scale(world, row)
        match action:
            case "useterm" if other:
                return use(world, other)
            case "useterm":
                return Say(f"Choose one of the scales at the end of the list, then {keys.of('useterm')}.")
            case "copyscale":
                return Ask(_title_form(world, other or scale, "Your own scale, made of this one. Its name"))
            case "changeterm" if other and other == scale and change.is_own(scale):
                return Ask(_title_form(world, scale, "A better name for this scale", rename=True))
            case "changeterm" if other:
                use_it, own = keys.of("useterm"), keys.of("copyscale")
                then = "Then its answers can be changed"
                return Say(f"{use_it} uses this scale, {own} makes your own of it. {then}.")
            case "changeterm" if level:
                return Ask(_level_form(world, level))
            case "newlevel" if len(scale.levels) >= change.MOST:
                return Say(f"{change.MOST} answers are the most a room can hear.")
            case "newlevel":
                return Ask(_level_form(world, None))
            case "outlevel" if level and len(scale.levels) <= change.FEWEST:
                return Say("A scale has two answers at least.")
            case "outlevel" if level:
                rest = [one for one in scale.levels if one != level]
                return _set(world, rest, f"Taken out: {level.label}. {keys.of('undo')} brings it back.")
            case "earlier" | "later" if level:
                moved = change.moved(scale, level, -1 if action == "earlier" else 1)
                if moved == scale.levels:
                    return Say(f"{level.label} is the {'first' if action == 'earlier' else 'last'} already.")
                return _set(world, moved, f"{level.label} comes {action} now.", level.name)
        return Say("Choose an answer of the scale first, with the arrows or its number.")


def known(world: World) -> tuple[Scale, ...]:
    """Built-in scales, the team's own, and the one in use, where it is none of them."""
    found = (*SCALES.values(), *world.scales)
    used = world.meeting.terms.scale
    return found if used in found else (*found, used)


def use(world: World, scale: Scale) -> Outcome:
    """This scale from now on."""
    if scale == world.meeting.terms.scale:
        return Say(f"{scale.title} is in use.")
    return set_terms(world.meeting.terms, f"In use now: {scale.title}.", scale=scale)


def _good(yes: bool) -> State:
    return "good" if yes else ""


def _level(scale: Scale, row: Row | None) -> Level | None:
    return scale.level(row.key.removeprefix("level-")) if row and row.key.startswith("level-") else None


def _scale(world: World, row: Row | None) -> Scale | None:
    if row is None or not row.key.startswith("scale-"):
        return None
    return known(world)[int(row.key.removeprefix("scale-"))]


def _level_row(level: Level, at: int) -> Row:
    shape, state = SHAPES[level.cls]
    asked = level.prompt
    if not asked and level.cls in (Answered.BLOCK, Answered.NEEDS_MORE):
        asked = USUAL
    notes = (level.meaning, f"Then asked: {asked}" if asked else "")
    return Row(
        f"level-{level.name}",
        level.label,
        number=str(at),
        tail=f"{shape} counts as {change.COUNTS[level.cls]} · key {level.key}",
        note="\n".join(note for note in notes if note),
        state=state,
    )


def _level_form(world: World, level: Level | None) -> Form:
    """Everything about one answer; a new one where there is none yet."""
    scale = world.meeting.terms.scale
    others = [one for one in scale.levels if one != level]
    words = {word: cls for cls, word in change.COUNTS.items()}
    fields = (
        Field(
            "label",
            "The answer, in a few words",
            change.read_label(others),
            start=level.label if level else "",
        ),
        Field(
            "meaning",
            "What it means, as somebody would say it (may stay empty)",
            optional=True,
            start=level.meaning if level else "",
        ),
        Field(
            "cls",
            f"It counts as: {', '.join(words)}?{_now(change.COUNTS[level.cls] if level else '')}",
            read_choice(words),
            optional=level is not None,
        ),
        Field(
            "prompt",
            "What is asked of whoever answers this? (empty: the usual question)",
            optional=True,
            start=level.prompt if level else "",
        ),
        Field(
            "key",
            f"Its key in a check, one letter{_now(level.key if level else 'a free one')}",
            change.read_key(others),
            optional=True,
        ),
    )

    def build(got: dict[str, Any]) -> Outcome:
        label = got["label"]
        new = Level(
            name=level.name if level and level.label == label else change.level_name(label, others),
            key=got["key"] or (level.key if level else change.key_for(label, others)),
            label=label,
            meaning=got["meaning"] or "",
            prompt=got["prompt"] or "",
            cls=got["cls"] if level is None or got["cls"] else level.cls,
        )
        if level is None:
            return _set(world, (*scale.levels, new), f"Added: {label}, key {new.key}.", new.name)
        if new == level:
            return Say("Nothing was changed.")
        after = [new if one == level else one for one in scale.levels]
        return _set(world, after, f"Changed: {label}.", new.name)

    return Form("Answer" if level else "New answer", fields, build)


def _now(words: str) -> str:
    return f" (Enter: {words})" if words else ""


def _title_form(world: World, scale: Scale, ask: str, rename: bool = False) -> Form:
    others = [one for one in known(world) if not (rename and one.name == scale.name)]
    field = Field("title", ask, change.read_title(others), start=scale.title if rename else "")

    def build(got: dict[str, Any]) -> Do:
        if rename:
            after = change.next_version(scale, known(world), title=got["title"])
        else:
            after = change.copy_of(scale, got["title"], known(world))
        say = f"In use now: {after.title}, yours to change."
        first = "" if rename else f"level-{after.levels[0].name}"
        return set_terms(world.meeting.terms, say, select=first, scale=after)

    return Form("Scale", (field,), build)


def _set(world: World, levels: Sequence[Level], say: str, select: str = "") -> Do:
    """The scale with these answers, as a further version of the team's own."""
    scale = world.meeting.terms.scale
    own = change.owned(scale, known(world))
    if own is not scale:
        say = f"{scale.title} stays as it is; this is your own copy, {own.title}. {say}"
    after = change.next_version(own, known(world), levels)
    return set_terms(world.meeting.terms, say, scale=after, select=f"level-{select}" if select else "")
