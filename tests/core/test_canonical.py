"""One byte form for one value: RFC 8785 for what a record holds."""

import hashlib
from typing import Any

import pytest

from ibps.core.canonical import canonical, code_tail, digest_of


@pytest.mark.parametrize(
    ("data", "bytes_"),
    [
        ({"b": 1, "a": [True, None, "x"]}, b'{"a":[true,null,"x"],"b":1}'),
        ({"a": {"d": 0, "c": -1}}, b'{"a":{"c":-1,"d":0}}'),
        ({"B": 1, "a": 2, "A": 3, "_": 4}, b'{"A":3,"B":1,"_":4,"a":2}'),
        ("é 王 👍", '"é 王 👍"'.encode()),
        ('"\\/\b\f\n\r\t\x00\x1f\x7f', b'"\\"\\\\/\\b\\f\\n\\r\\t\\u0000\\u001f\x7f"'),
        ((1, 2), b"[1,2]"),
        ([], b"[]"),
        (2**70, b"1180591620717411303424"),
    ],
)
def test_bytes(data: Any, bytes_: bytes) -> None:
    assert canonical(data) == bytes_


@pytest.mark.parametrize("data", [1.0, {"a": [{"b": 0.5}]}, (float("nan"),), [[1, [2.0]]]])
def test_floats_have_no_place_in_a_record(data: Any) -> None:
    with pytest.raises(ValueError, match="no floats"):
        canonical(data)


def test_the_order_things_were_put_in_does_not_matter() -> None:
    assert digest_of({"a": 1, "b": {"c": 2, "d": 3}}) == digest_of({"b": {"d": 3, "c": 2}, "a": 1})


def test_the_digest_is_sha_256_of_the_bytes() -> None:
    digest = digest_of({"text": "Post it."})
    assert digest == hashlib.sha256(b'{"text":"Post it."}').hexdigest()
    assert code_tail(digest) == digest[:4]


def test_lone_surrogates_have_bytes_too() -> None:
    assert canonical("\ud800") == b'"\xed\xa0\x80"'
