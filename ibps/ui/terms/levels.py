"""Changes to a scale: each gives the next version, with names and keys that can be told apart."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Collection, Sequence
from string import ascii_lowercase
from typing import Final

from ibps.core.record.terms import NO_ANSWER, SCALES, Answered, Level, Scale
from ibps.ui.actions import letter_for
from ibps.ui.forms import Unclear

COUNTS: Final[dict[Answered, str]] = {
    Answered.SUPPORT: "support",
    Answered.LIVE_WITH: "can live with it",
    Answered.NEEDS_MORE: "needs more",
    Answered.STAND_ASIDE: "stands aside",
    Answered.ABSTAIN: "abstains",
    Answered.BLOCK: "cannot",
}
"""What an answer counts as, in words."""

FEWEST, MOST = 2, 12
"""Answers of a scale."""

LONGEST = 40
"""Characters of a label or a title, so that the line of a check stays one that can be read."""

ASKED_IN: Final = ("check",)
"""Views in which a key of the scale is somebody's answer."""


def taken_by(key: str) -> str:
    """What a letter means where people are asked, or "" where it is free for an answer."""
    found = (letter_for(view, key) for view in ASKED_IN)
    return next((action.short for action in found if action), "")


def free_keys(levels: Sequence[Level]) -> tuple[str, ...]:
    """Letters that can still be the key of an answer."""
    used = {level.key for level in levels}
    return tuple(key for key in ascii_lowercase if key not in used and not taken_by(key))


def key_for(label: str, levels: Sequence[Level]) -> str:
    """A free key for an answer of this name: one of its own letters, if it can be."""
    free = free_keys(levels)
    return next((letter for letter in label.casefold() if letter in free), free[0])


def read_key(others: Sequence[Level]) -> Callable[[str], str]:
    """A letter that no other answer and no key of a check has."""

    def read(text: str) -> str:
        key = text.strip().casefold()
        free = f"Free: {' '.join(free_keys(others))}."
        if len(key) != 1 or key not in ascii_lowercase:
            raise Unclear(f"One letter from a to z. {free}")
        if meaning := taken_by(key):
            raise Unclear(f"{key} is kept for {meaning} in a check. {free}")
        if other := next((level for level in others if level.key == key), None):
            raise Unclear(f"{key} is the key of “{other.label}”. {free}")
        return key

    return read


def read_label(others: Sequence[Level]) -> Callable[[str], str]:
    """A short name no other answer has."""

    def read(text: str) -> str:
        label = " ".join(text.split())
        if len(label) > LONGEST:
            raise Unclear(f"A few words: {LONGEST} letters at most. What it means is asked next.")
        if label.casefold() in {level.label.casefold() for level in others}:
            raise Unclear(f"There is an answer called “{label}” already.")
        return label

    return read


def read_title(known: Sequence[Scale]) -> Callable[[str], str]:
    """A title no scale has."""

    def read(text: str) -> str:
        title = " ".join(text.split())
        if len(title) > LONGEST:
            raise Unclear(f"A few words: {LONGEST} letters at most.")
        if title.casefold() in {scale.title.casefold() for scale in known}:
            raise Unclear(f"There is a scale called “{title}” already.")
        return title

    return read


def is_own(scale: Scale) -> bool:
    """Whether it is the team's to change; those that come with the program never change."""
    return scale.name not in SCALES


def copy_of(scale: Scale, title: str, known: Sequence[Scale]) -> Scale:
    """A scale of the team's own with the same answers."""
    name = _slug(title, "-", 40, {one.name for one in known}, "own-scale")
    return Scale(name=name, title=title, levels=scale.levels)


def owned(scale: Scale, known: Sequence[Scale]) -> Scale:
    """The scale itself if it is the team's own, else a copy of it that is."""
    if is_own(scale):
        return scale
    titles = {one.title.casefold() for one in known}
    wanted = f"Our {scale.title[0].lower()}{scale.title[1:]}"
    title, at = wanted, 2
    while title.casefold() in titles:
        title, at = f"{wanted} {at}", at + 1
    return copy_of(scale, title, known)


def next_version(
    scale: Scale, known: Sequence[Scale], levels: Sequence[Level] | None = None, title: str = ""
) -> Scale:
    """The scale with other answers or another title, as a version no scale of its name had.

    Raises ValueError where it would not be a scale.
    """
    version = 1 + max(one.version for one in (scale, *known) if one.name == scale.name)
    return Scale(
        name=scale.name,
        title=title or scale.title,
        version=version,
        levels=tuple(scale.levels if levels is None else levels),
    )


def level_name(label: str, others: Sequence[Level]) -> str:
    """The name an answer is kept by: made of its label, unlike any other, and never that of silence."""
    taken = {level.name for level in others} | {str(cls.value) for cls in (*NO_ANSWER, Answered.BY_SLIP)}
    return _slug(label, "_", 24, taken, "answer")


def moved(scale: Scale, level: Level, by: int) -> tuple[Level, ...]:
    """The answers with one of them a place earlier (-1) or later (1); as they are at either end."""
    levels = list(scale.levels)
    at = levels.index(level)
    levels.insert(min(max(at + by, 0), len(levels) - 1), levels.pop(at))
    return tuple(levels)


def _slug(text: str, joint: str, most: int, taken: Collection[str], empty: str) -> str:
    """The text as a name of small letters and digits, with a number behind it where it is taken."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    name = re.sub("[^a-z0-9]+", joint, plain).strip(joint)[:most].strip(joint) or empty
    wanted, at = name, 2
    while name in taken:
        end = f"{joint}{at}"
        name, at = wanted[: most - len(end)].strip(joint) + end, at + 1
    return name
