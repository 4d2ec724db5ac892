"""One byte form for one value, so that a digest is about the words and nothing else.

For data without floats and with ASCII keys, sorted compact JSON in UTF-8 is RFC 8785.
"""

from __future__ import annotations

import hashlib
import json
from typing import Any


def canonical(data: Any) -> bytes:
    """RFC 8785 bytes of JSON-like data (dict, list, str, int, bool, None). ValueError on a float."""
    _no_floats(data)
    return json.dumps(data, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode(
        "utf-8", "surrogatepass"
    )


def digest_of(data: Any) -> str:
    """SHA-256 of the canonical bytes, 64 hex digits."""
    return hashlib.sha256(canonical(data)).hexdigest()


def code_tail(digest: str) -> str:
    """The four characters that stand beside a wording on the screen."""
    return digest[:4]


def _no_floats(data: Any) -> None:
    if isinstance(data, float):
        raise ValueError("a record holds no floats")
    if isinstance(data, dict):
        for value in data.values():
            _no_floats(value)
    elif isinstance(data, list | tuple):
        for value in data:
            _no_floats(value)
