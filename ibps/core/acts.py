"""Every act there is, by name, and what each does to a record."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Annotated, Any, Final

from pydantic import Strict, ValidationError
from pydantic_core import ErrorDetails

from ibps.core.errors import Refusal
from ibps.core.plain import brief
from ibps.core.record import Record
from ibps.core.stages import (
    anytime,
    attesting,
    closing,
    consensus,
    followup,
    interests,
    issue,
    opening,
    options,
    recovering,
    running,
    standards,
)
from ibps.core.value import Act


class Undo(Act):
    """The act of that entry is taken back. It stays in the journal; the record is as it was before it."""

    entry: Annotated[int, Strict()]


class Redo(Act):
    """The act of that entry, taken back before, stands again."""

    entry: Annotated[int, Strict()]


_STAGES: Final = (opening, issue, interests, options, standards, consensus, closing)
_MODULES: Final = (*_STAGES, attesting, followup, anytime, running, recovering)

ACTS: Final[Mapping[str, type[Act]]] = {
    act.__name__: act for act in (*(act for module in _MODULES for act in module.ACTS), Undo, Redo)
}

_APPLY: Final[Mapping[type[Act], Callable[[Record, Any, datetime], Record]]] = {
    act: module.apply for module in _MODULES for act in module.ACTS
}


def apply(record: Record, act: Act, at: datetime) -> Record:
    """The record after the act, or a `Refusal`. Undo and redo need the journal: see `ibps.core.journal`."""
    return _APPLY[type(act)](record, act, at)


def read_act(data: Mapping[str, Any]) -> Act:
    """An act from JSON-like data with its name under "do"; a `Refusal` in plain words when it is none."""
    fields = dict(data)
    name = fields.pop("do", None)
    kind = ACTS.get(name) if isinstance(name, str) else None
    if kind is None:
        if not isinstance(name, str) or not name:
            raise Refusal("bad_act", act="This act", fault="it has no name")
        raise Refusal("unknown_act", act=brief(name))
    try:
        return kind.model_validate(fields)
    except ValidationError as error:
        if all(map(_new, error.errors(include_url=False))):
            raise Refusal("unknown_part", act=kind.__name__, what=_fault(error)) from None
        raise Refusal("bad_act", act=kind.__name__, fault=_fault(error)) from None


def _new(fault: ErrorDetails) -> bool:
    """Whether this is a field or a word of a newer version; anything else is an act of no version."""
    word = fault["type"] in ("enum", "literal_error") and isinstance(fault["input"], str)
    return word or fault["type"] == "extra_forbidden"


def _fault(error: ValidationError) -> str:
    said = []
    for fault in error.errors(include_url=False)[:3]:
        where = brief(".".join(str(part) for part in fault["loc"])) or "the whole"
        if _new(fault) and fault["type"] != "extra_forbidden":
            where += f' "{brief(fault["input"])}"'
        said.append(f"{where}: {fault['msg'][:1].lower()}{fault['msg'][1:]}")
    return "; ".join(said)


def write_act(act: Act) -> dict[str, Any]:
    """The act as JSON-like data, its name first, without the fields nobody filled in.

    Only empty values are left out, and only at the top: a default with a meaning is written down, so
    that a later program with other defaults reads the same act.
    """
    data = act.model_dump(mode="json")
    fields = type(act).model_fields
    filled = {key: value for key, value in data.items() if value or value != _empty(fields[key].default)}
    return {"do": type(act).__name__, **filled}


def _empty(default: Any) -> Any:
    return [] if default == () else default


def first_fault(error: ValueError) -> str:
    """The first thing wrong with an act that could not be made, in a few words for the room."""
    return _fault(error).split(";")[0] if isinstance(error, ValidationError) else str(error)
