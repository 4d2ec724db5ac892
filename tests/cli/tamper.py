"""Every small change to a stored session, one at a time, laid out as the program itself would have it."""

from __future__ import annotations

import copy
import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any, Final, get_args

from pydantic_core import from_json, to_json

from ibps.core.acts import ACTS
from ibps.core.record import Mode, StopKind, closing, consensus, decisions, issue, items, people, terms
from ibps.core.stages.anytime import StageName

Parts = dict[str, Any]
Place = tuple[str | int, ...]


@dataclass(frozen=True)
class Change:
    """One change: where and what, its class (for a sample), and what the file holds with it."""

    what: str
    cls: str
    parts: Parts


def laid_out(parts: Parts) -> bytes:
    """The bytes of a file with these parts, so that nothing but what was changed differs."""
    said, record = (to_json(parts[name], indent=2).replace(b"\n", b"\n  ") for name in ("answer", "record"))
    lines = b",\n".join(b"    " + to_json(line) for line in parts["journal"])
    head = b'{\n  "format": ' + to_json(parts["format"])
    return b"".join(
        (
            head,
            b',\n  "answer": ',
            said,
            b',\n  "record": ',
            record,
            b',\n  "journal": [\n',
            lines,
            b"\n  ]\n}\n",
        )
    )


def _listed(*modules: Any) -> dict[str, tuple[str, ...]]:
    kinds = {kind for module in modules for kind in vars(module).values() if isinstance(kind, type)}
    words = {kind for kind in kinds if issubclass(kind, StrEnum) and kind is not StrEnum}
    choices = [tuple(one.value for one in kind) for kind in words]
    choices += [get_args(Mode), get_args(StageName), ("in", "out"), tuple(one.value for one in StopKind)]
    return {value: tuple(v for v in choice if v != value) for choice in sorted(choices) for value in choice}


SIBLINGS: Final = _listed(closing, consensus, decisions, issue, items, people, terms)
"""What else could stand where one of a few words stands."""


def others(value: Any) -> Iterator[Any]:
    """Other values of the same kind."""
    match value:
        case bool():
            yield not value
        case int():
            yield value + 1
        case str():
            yield from _other_texts(value)
        case None:
            yield "added"


STEPS: Final = (timedelta(seconds=1), timedelta(days=1), timedelta(days=-1))


def _other_texts(value: str) -> Iterator[str]:
    yield from SIBLINGS.get(value, ())[:1]
    if re.fullmatch(r"\d{4}-\d\d-\d\d", value):
        yield (date.fromisoformat(value) + timedelta(days=1)).isoformat()
        return
    if re.match(r"\d{4}-\d\d-\d\dT", value):
        yield from ((datetime.fromisoformat(value) + step).isoformat() for step in STEPS)
        return
    middle = len(value) // 2
    yield value[:middle] + ("y" if value[middle : middle + 1] == "x" else "x") + value[middle + 1 :]


def leaves(data: Any, place: Place = ()) -> Iterator[tuple[Place, Any]]:
    """Every leaf with its place, and every list (to be cut or doubled)."""
    if isinstance(data, dict):
        for key, value in data.items():
            yield from leaves(value, (*place, key))
    elif isinstance(data, list):
        yield place, data
        for at, value in enumerate(data):
            yield from leaves(value, (*place, at))
    else:
        yield place, data


def put(parts: Parts, place: Place, value: Any) -> Parts:
    """The parts with one thing different; `DELETED` takes it out."""
    changed = copy.copy(parts)
    inside: Any = changed
    for step in place[:-1]:
        inside[step] = copy.copy(inside[step])
        inside = inside[step]
    if value is DELETED:
        del inside[place[-1]]
    else:
        inside[place[-1]] = value
    return changed


DELETED: Final = object()


def said(place: Place) -> str:
    return " ".join(str(step + 1) if isinstance(step, int) else step for step in place)


def kind(place: Place) -> str:
    return " ".join("*" if isinstance(step, int) else step for step in place)


def of_leaves(parts: Parts, top: str) -> Iterator[Change]:
    """Every leaf of one part: another value, or gone; every list one shorter and one longer."""
    for inner, value in leaves(parts[top]):
        place = (top, *inner)
        act = f" of {parts[top][inner[0]]['act']['do']}" if top == "journal" and inner else ""
        where, cls = said(place), kind(place) + act
        if isinstance(value, list):
            if value and inner:
                yield Change(f"{where}: last one gone", f"{cls} cut", put(parts, place, value[:-1]))
                yield Change(
                    f"{where}: last one twice", f"{cls} twice", put(parts, place, [*value, value[-1]])
                )
            continue
        for number, other in enumerate(others(value)):
            yield Change(f"{where}: {value!r} to {other!r}", f"{cls} {number}", put(parts, place, other))
        yield Change(f"{where}: {value!r} to null", f"{cls} null", put(parts, place, None))
        if isinstance(place[-1], str):
            yield Change(f"{where}: gone", f"{cls} gone", put(parts, place, DELETED))


PLAUSIBLE: Final = ("added", "2026-04-10", 1, True, "L", "I1", ["added"], [1], ["I1"], ["L"])


def of_empty_fields(parts: Parts) -> Iterator[Change]:
    """Every field of an act that says nothing, filled in with something it accepts."""
    for at, line in enumerate(parts["journal"]):
        act = ACTS[line["act"]["do"]]
        rest = {key: value for key, value in line["act"].items() if key != "do"}
        for name in act.model_fields.keys() - rest.keys():
            for value in PLAUSIBLE:
                try:
                    act.model_validate({**rest, name: value})
                except ValueError:
                    continue
                what = f"journal {at + 1} act {name}: {value!r} put in"
                changed = put(parts, ("journal", at, "act", name), value)
                yield Change(what, f"{act.__name__} {name} filled", changed)
                break


EXTRA: Final[tuple[dict[str, Any], ...]] = (
    {"do": "AddOption", "text": "One more idea"},
    {"do": "Park", "text": "One more thing"},
    {"do": "NoteAffected", "who": "the visitors"},
    {"do": "SetRoute", "route": "joint", "raised": "agenda", "raised_by": "L"},
    {"do": "EnterStage", "stage": "options"},
    {"do": "Answer", "check": "C1", "person": 2, "level": "up"},
    {"do": "RecordApproval", "decision": "D1", "obtained": True, "on": "2026-03-14", "condition": 1},
    {"do": "SeatPerson", "name": "Fay", "party": "L", "role": "member", "voice": "decides"},
    {"do": "AttestMinutes", "minutes": "N2", "person": 3, "verdict": "accurate", "nonce": "0" * 32},
)


def of_entries(parts: Parts) -> Iterator[Change]:
    """Entries dropped, doubled, put in and swapped, each with and without new numbers."""
    lines = parts["journal"]
    for at, line in enumerate(lines):
        do = line["act"]["do"]
        where = f"journal {at + 1}"
        yield Change(f"{where}: dropped", f"{do} dropped", _journal(parts, [*lines[:at], *lines[at + 1 :]]))
        twice = [*lines[: at + 1], *lines[at:]]
        yield Change(f"{where}: twice", f"{do} twice", _journal(parts, twice))
        without = _numbered([*lines[:at], None, *lines[at + 1 :]])
        yield Change(f"{where}: dropped, numbered anew", f"{do} dropped anew", _journal(parts, without))
        again = _numbered([*lines[: at + 1], {**line, "n": 0}, *lines[at + 1 :]])
        yield Change(f"{where}: twice, numbered anew", f"{do} twice anew", _journal(parts, again))
        for act in EXTRA:
            more = _numbered([*lines[: at + 1], {"n": 0, "at": line["at"], "act": act}, *lines[at + 1 :]])
            yield Change(f"{where}: then {act['do']}", f"{act['do']} put in", _journal(parts, more))
        if at + 1 < len(lines):
            pair = line, lines[at + 1]
            rest = lines[:at], lines[at + 2 :]
            do = f"{do} and {pair[1]['act']['do']}"
            swapped = [*rest[0], pair[1], pair[0], *rest[1]]
            yield Change(f"{where}: swapped with the next", f"{do} swapped", _journal(parts, swapped))
            anew = [*rest[0], {**pair[1], "n": at + 1}, {**pair[0], "n": at + 2}, *rest[1]]
            yield Change(f"{where}: swapped, numbered anew", f"{do} swapped anew", _journal(parts, anew))
            kept = [*rest[0], {**line, "act": pair[1]["act"]}, {**pair[1], "act": line["act"]}, *rest[1]]
            yield Change(f"{where}: acts swapped", f"{do} acts swapped", _journal(parts, kept))


def _journal(parts: Parts, lines: list[Any]) -> Parts:
    return {**parts, "journal": lines}


def _numbered(lines: list[Any]) -> list[Any]:
    """The lines numbered anew, and with them what undo, redo and taking out name. None stands for a gap."""
    now = {line["n"]: place for place, line in enumerate((one for one in lines if one), 1) if line["n"]}
    numbered = []
    for place, line in enumerate((one for one in lines if one), 1):
        act = line["act"]
        if "entry" in act:
            act = {**act, "entry": now.get(act["entry"], act["entry"])}
        numbered.append({"n": place, "at": line["at"], "act": act})
    return numbered


def of_the_top(parts: Parts) -> Iterator[Change]:
    """The file's own fields."""
    for name in parts:
        yield Change(f"{name} gone", f"top {name} gone", put(parts, (name,), DELETED))
        yield Change(f"{name} null", f"top {name} null", put(parts, (name,), None))
    for other in ("ibps-session/2", "ibps-session/0", ""):
        yield Change(f"format {other!r}", "top format", put(parts, ("format",), other))
    yield Change("another part", "top more", {**parts, "seals": []})


def every(parts: Parts) -> Iterator[Change]:
    """All of them."""
    for top in ("journal", "record", "answer"):
        yield from of_leaves(parts, top)
    yield from of_empty_fields(parts)
    yield from of_entries(parts)


def sample(changes: Iterator[Change], keep: Callable[[str], bool]) -> Iterator[Change]:
    """One of each class, and all of those classes `keep` names."""
    seen: set[str] = set()
    for change in changes:
        if change.cls not in seen or keep(change.cls):
            seen.add(change.cls)
            yield change


def damaged(data: bytes, every: int) -> Iterator[tuple[str, bytes]]:
    """The raw file: cut short, and one byte another, at every so many places."""
    rng = random.Random(4)
    for place in range(0, len(data), every):
        yield f"cut to {place} bytes", data[:place]
        bit = 1 << rng.randrange(8)
        yield f"byte {place} {data[place]:#x}", data[:place] + bytes([data[place] ^ bit]) + data[place + 1 :]
        yield f"byte {place} gone", data[:place] + data[place + 1 :]


def opened(data: bytes) -> Parts:
    """The parts of a file."""
    parts: Parts = from_json(data)
    return parts
