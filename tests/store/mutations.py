"""Ways to damage a session file: what disks, editors, people and other programs do to one, and worse.

Each is a pure function of a source of chance and the bytes of one or two files.
"""

from __future__ import annotations

import contextlib
import copy
import json
import random
from collections.abc import Callable
from typing import Any, Final

Damage = Callable[[random.Random, bytes, bytes], bytes]


# --- bytes


def _flip(rng: random.Random, data: bytes, other: bytes) -> bytes:
    found = bytearray(data)
    for _ in range(rng.choice((1, 1, 1, 2, 8, 64))):
        found[rng.randrange(len(found))] ^= 1 << rng.randrange(8)
    return bytes(found)


def _cut(rng: random.Random, data: bytes, other: bytes) -> bytes:
    return data[: rng.randrange(len(data))]


def _piece(rng: random.Random, data: bytes) -> tuple[int, int]:
    at = rng.randrange(len(data))
    return at, min(len(data), at + rng.choice((1, 2, 7, 100, 512, 4096)))


def _hole(rng: random.Random, data: bytes, other: bytes) -> bytes:
    begin, end = _piece(rng, data)
    return data[:begin] + data[end:]


def _zeros(rng: random.Random, data: bytes, other: bytes) -> bytes:
    begin, end = _piece(rng, data)
    begin = begin // 512 * 512 if rng.random() < 0.5 else begin
    return data[:begin] + bytes(end - begin) + data[end:]


def _splice(rng: random.Random, data: bytes, other: bytes) -> bytes:
    at = rng.randrange(len(data))
    return data[:at] + other[at if rng.random() < 0.5 else rng.randrange(len(other)) :]


def _twice(rng: random.Random, data: bytes, other: bytes) -> bytes:
    begin, end = _piece(rng, data)
    return data[:end] + data[begin:]


def _noise(rng: random.Random, data: bytes, other: bytes) -> bytes:
    at = rng.randrange(len(data))
    return data[:at] + rng.randbytes(rng.choice((1, 3, 16, 300))) + data[at:]


def _token(rng: random.Random, data: bytes, other: bytes) -> bytes:
    at = rng.randrange(len(data))
    tokens = [b"{", b"}", b"[", b"]", b",", b":", b'"', b"\\", b"null", b"NaN", b"-Infinity", b"1e999"]
    tokens += [b"\\ud800", b"\\u0000"]
    return data[:at] + rng.choice(tokens) * rng.choice((1, 1, 2, 500)) + data[at:]


def _encoded(rng: random.Random, data: bytes, other: bytes) -> bytes:
    text = data.decode()
    way = rng.randrange(6)
    if way == 0:
        return text.encode("utf-16")
    if way == 1:
        return text.encode(rng.choice(("utf-16-le", "utf-16-be", "utf-32")))
    if way == 2:
        return text.replace("a", "é").encode("latin-1", "replace")
    if way == 3:
        return data.replace(b"\n", b"\r\n")
    return b"\xef\xbb\xbf" + data if way == 4 else data.replace(b"\n", b"\r")


# --- the structure

ODD: Final[tuple[Any, ...]] = (
    None, True, False, 0, -1, 1, 2**31, 2**63, 10**30, 10**4200, 1.5, 1e300, "", " ", "x", "\x00", "\u202e",
    "I1", "O1", "P1", "C1", "D1", "N1", "Z9", "L", "M", "0", "up", "block", "0001-01-01", "9999-12-31",
    "2026-02-30", "0001-01-01T00:00:00+23:59", "9999-12-31T23:59:59-23:59", "2026-W10-3", "é" * 300,
    "x" * 20_001, "{x}", "[b]", "__class__", [], {}, [[]], [None], {"": {}}, ["x"] * 2000, [1, 2],
    {"do": "Undo", "entry": 1},
)  # fmt: skip
"""Values that have no place where they are put, or only just one."""

Spot = tuple[Any, Any]
"""A place in a document: what holds it, and its key or index there."""


def spots(value: Any) -> list[Spot]:
    """Every place of the document."""
    found: list[Spot] = []
    left = [value]
    while left:
        holder = left.pop()
        inside = holder.items() if isinstance(holder, dict) else enumerate(holder)
        for key, item in inside:
            found.append((holder, key))
            if isinstance(item, dict | list):
                left.append(item)
    return found


def _spot(rng: random.Random, parts: Any) -> Spot:
    """A place, of the journal more often than of what is derived from it."""
    where = parts["journal"] if rng.random() < 0.85 and parts.get("journal") else parts
    return rng.choice(spots(where))


def _one_change(rng: random.Random, parts: Any, other: Any) -> None:
    holder, key = _spot(rng, parts)
    match rng.randrange(10):
        case 0 | 1 | 2:
            holder[key] = copy.deepcopy(rng.choice(ODD))
        case 3:
            del holder[key]
        case 4:
            there, at = _spot(rng, parts)
            holder[key], there[at] = copy.deepcopy(there[at]), copy.deepcopy(holder[key])
        case 5:
            there, at = _spot(rng, other)
            holder[key] = copy.deepcopy(there[at])
        case 6 if isinstance(holder, dict):
            there, at = _spot(rng, other)
            holder[at if isinstance(at, str) else "from_later"] = holder.pop(key)
        case 7 if isinstance(holder, list):
            holder.insert(rng.randrange(len(holder) + 1), copy.deepcopy(holder[key]))
        case 8 if isinstance(holder, list):
            rng.shuffle(holder)
        case 9 if isinstance(holder[key], int) and not isinstance(holder[key], bool):
            holder[key] += rng.choice((-1, 1, 10**6))
        case _:
            holder[key] = {"deeper": holder[key]} if rng.random() < 0.5 else [holder[key]]


def _entries(rng: random.Random, parts: Any, other: Any) -> None:
    """Whole entries out, in, twice, in another order, of another meeting, of a later version."""
    journal = parts["journal"]
    at = rng.randrange(len(journal))
    match rng.randrange(8):
        case 0:
            del journal[at : at + rng.choice((1, 1, 5))]
        case 1:
            journal.insert(at, copy.deepcopy(rng.choice(journal)))
        case 2:
            to = rng.randrange(len(journal))
            journal[at], journal[to] = journal[to], journal[at]
        case 3:
            journal[at:] = copy.deepcopy(other["journal"][rng.randrange(len(other["journal"])) :])
        case 4:
            journal[at]["act"] = copy.deepcopy(rng.choice(other["journal"])["act"])
        case 5:
            journal[at]["act"] = {"do": rng.choice(("Foresee", "Undo", "Redo", "RedactText")), "entry": at}
        case 6:
            journal[at]["act"]["from_later"] = "x"
        case _:
            del journal[at:]


def _structure(*changes: Callable[[random.Random, Any, Any], None], numbered: bool = False) -> Damage:
    def damage(rng: random.Random, data: bytes, other: bytes) -> bytes:
        parts, more = json.loads(data), json.loads(other)
        for _ in range(rng.choice((1, 1, 1, 2, 5))):
            if isinstance(parts.get("journal"), list) and parts["journal"] and isinstance(parts, dict):
                # What a change before left may have nothing of the kind that is to be changed.
                with contextlib.suppress(KeyError, TypeError, IndexError, AttributeError):
                    rng.choice(changes)(rng, parts, more)
        if numbered and isinstance(parts.get("journal"), list):  # so that the damage is found further in
            for n, line in enumerate(parts["journal"], 1):
                if isinstance(line, dict):
                    line["n"] = n
        if rng.random() < 0.3:
            parts.pop("answer", None), parts.pop("record", None)
        return json.dumps(parts, ensure_ascii=rng.random() < 0.5, indent=rng.choice((None, None, 2))).encode(
            "utf-8", "surrogatepass"
        )

    return damage


def _doubled_key(rng: random.Random, data: bytes, other: bytes) -> bytes:
    """A key given twice, as a text editor and a busy hand do it."""
    text = data.decode()
    places = [at for at in range(len(text)) if text.startswith('":', at)]
    at = rng.choice(places)
    begin = text.rindex('"', 0, at)
    value = rng.choice(('"x"', "1", "[]", '"AddOption"', "null"))
    return f"{text[:begin]}{text[begin : at + 2]}{value},{text[begin:]}".encode()


def _deep(rng: random.Random, data: bytes, other: bytes) -> bytes:
    at = data.index(b'"journal"') if rng.random() < 0.5 else data.index(b'"answer"')
    depth = rng.choice((50, 150, 250, 10_000))
    opens, closes = rng.choice(((b"[", b"]"), (b'{"a":', b"}")))
    return data[:at] + b'"deep":' + opens * depth + b"1" + closes * depth + b"," + data[at:]


DAMAGES: Final[dict[str, Damage]] = {
    "bits flipped": _flip,
    "cut off": _cut,
    "a piece gone": _hole,
    "zeros": _zeros,
    "two files spliced": _splice,
    "a piece twice": _twice,
    "noise": _noise,
    "a token too many": _token,
    "another encoding": _encoded,
    "a key twice": _doubled_key,
    "nested deeply": _deep,
    "values changed": _structure(_one_change),
    "values changed, numbered": _structure(_one_change, numbered=True),
    "entries changed": _structure(_entries),
    "entries changed, numbered": _structure(_entries, numbered=True),
    "both, numbered": _structure(_one_change, _entries, numbered=True),
}
