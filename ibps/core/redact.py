"""Taking working text out of a record for good, from every entry that holds it. The entries stay."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from ibps.core.errors import Refusal
from ibps.core.value import Act, Value

MARK: Final = "[taken out]"
"""Stands where the text was."""

WHOLE: Final = 12
"""Characters; a shorter text is taken out only where it stands alone, so that no other words are torn."""

WORKING: Final[Mapping[str, tuple[str, ...]]] = {
    "NoteAffected": ("who", "asked_how"),
    "TellStory": ("text",),
    "StateFact": ("text", "source"),
    "SettleFact": ("source",),
    "SetScope": ("text",),
    "StateInterest": ("text", "position"),
    "AddOption": ("text", "came_from"),
    "CombineOptions": ("text",),
    "SetStandard": ("text", "yardstick"),
    "ChangeStandard": ("yardstick",),
    "RateOption": ("note",),
    "DraftStraw": ("text",),
    "ImproveStraw": ("text",),
    "Answer": ("note", "would_change"),
    "AnswerBySlip": ("note", "would_change"),
    "LateAnswer": ("note", "would_change"),
    "StateMinority": ("text",),
    "GiveFeedback": ("text",),
    "Reword": ("text",),
    "SetAside": ("reason",),
    "Park": ("text", "why", "facts", "ideas"),
    "TakeUp": ("into",),
    "EnterStage": ("reason",),
}
"""Working text, by act. Names, terms, exact words under decision and what a decision rests on are none."""


CUT: Final[Mapping[str, str]] = {"TakeUp": "into"}
"""Working text cut from other text: the first words of what is taken out may stand at its end."""

ANEW: Final[Mapping[str, str]] = {"ReadBackMinutes": "page"}
"""Words the program made of the others: what they say is taken out where it comes from."""


def texts(act: Act) -> tuple[str, ...]:
    """The working text of an act that can be taken out, longest first; empty when there is none."""
    fields = [getattr(act, field) for field in WORKING.get(type(act).__name__, ())]
    said = {text for one in fields for text in (one if isinstance(one, tuple) else (one,))} - {"", MARK}
    return tuple(sorted(said, key=lambda text: (-len(text), text)))


def without(act: Act, gone: Sequence[str], entry: int) -> Act:
    """The act with these texts taken out; a refusal when one stands where it cannot be taken out."""
    fields = WORKING.get(type(act).__name__, ())
    news: dict[str, Any] = {}
    for field in type(act).model_fields:
        if field == ANEW.get(type(act).__name__):
            continue
        said = getattr(act, field)
        if field in fields and isinstance(said, str | tuple):
            left = tuple(_out(one, gone) for one in said) if isinstance(said, tuple) else _out(said, gone)
            if isinstance(left, str) and field == CUT.get(type(act).__name__):
                left = _out_of_cut(left, gone)
            if left != said:
                news[field] = left
        elif any(holds(said, text) for text in gone):
            raise Refusal("redact_words", entry=entry)
    return act.but(**news) if news else act


def _out(said: str, gone: Sequence[str]) -> str:
    for text in gone:
        said = said.replace(text, MARK) if len(text) >= WHOLE or said == text else said
    return said


def _out_of_cut(said: str, gone: Sequence[str]) -> str:
    """The same where what was taken out went on beyond the end. Rather too much of a title goes."""
    said = _out(said, [" ".join(text.split()) for text in gone])
    stem = said.removesuffix("…").rstrip()
    if stem == said:
        return said
    starts = [at for at in range(len(stem)) if at == 0 or not stem[at - 1].isalnum()]
    for text in gone:
        whole = " ".join(text.split())
        for at in starts:
            if len(text) >= WHOLE and whole.startswith(stem[at:]):
                return f"{stem[:at]}{MARK}"
    return said


def holds(said: Any, text: str) -> bool:
    """Whether the text stands in a value of an act, at any depth."""
    if isinstance(said, str):
        return said == text or (len(text) >= WHOLE and text in said)
    if isinstance(said, tuple):
        return any(holds(one, text) for one in said)
    if isinstance(said, Value):
        return any(holds(getattr(said, field), text) for field in type(said).model_fields)
    return False
