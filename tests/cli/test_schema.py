"""The JSON Schemas, held against real files with somebody else's code."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from ibps.cli.schema import act_schema, record_schema
from ibps.core.acts import ACTS, read_act
from ibps.core.errors import Refusal
from tests.cli.kit import BEGUN, DECIDED, ibps, make

Schema = jsonschema.Draft202012Validator


def test_each_schema_is_printed_and_is_one() -> None:
    for which in ("record", "act", "scenario"):
        done = ibps("schema", which)
        assert done.returncode == 0
        schema = json.loads(done.stdout)
        Schema.check_schema(schema)
        assert schema["$schema"].endswith("2020-12/schema")
    assert ibps("schema").stdout == ibps("schema", "record").stdout


def test_every_act_is_in_the_schemas() -> None:
    for schema in (act_schema(), record_schema()):
        known = {
            part["properties"]["do"]["const"]
            for part in schema["$defs"].values()
            if "do" in part.get("properties", {})
        }
        assert known == set(ACTS)


@pytest.mark.parametrize(
    "acts", [DECIDED, BEGUN, DECIDED[:-1], BEGUN[:1], [*BEGUN, {"do": "ConfirmInterests", "party": "L"}]]
)
def test_what_is_written_is_what_the_schema_says(tmp_path: Path, acts: list[dict[str, Any]]) -> None:
    data = json.loads(make(tmp_path / "a.json", acts).read_bytes())
    Schema(record_schema()).validate(data)
    shown = json.loads(ibps("show", str(tmp_path / "a.json"), "--json").stdout)
    whole = record_schema()
    for part in ("answer", "record"):
        Schema({**whole["properties"][part], "$defs": whole["$defs"]}).validate(shown[part])
    assert set(shown) == {"format", "file", "as_of", "notes", "answer", "record"}


def test_what_is_wrong_is_refused(tmp_path: Path) -> None:
    good = json.loads(make(tmp_path / "a.json").read_bytes())
    for path, value in (
        (("format",), "ibps-session/2"),
        (("journal",), []),
        (("journal", 1, "act", "do"), "VoteAll"),
        (("journal", 1, "n"), "2"),
        (("journal", 3, "act", "role"), "boss"),
        (("record", "session", "mode"), "maybe"),
        (("answer", "decided", 0, "number"), None),
    ):
        bad: Any = copy.deepcopy(good)
        inner = bad
        for step in path[:-1]:
            inner = inner[step]
        inner[path[-1]] = value
        with pytest.raises(jsonschema.ValidationError):
            Schema(record_schema()).validate(bad)


def texts(part: Any, where: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    """Every place for a text in a schema, with where it is."""
    if isinstance(part, dict):
        if part.get("type") == "string":
            yield where, part
        for name, inner in part.items():
            yield from texts(inner, f"{where}/{name}")
    elif isinstance(part, list):
        for inner in part:
            yield from texts(inner, where)


def test_no_text_is_without_end_and_none_is_half_a_character() -> None:
    """A text without any bound would also take what no file can hold, such as half a surrogate pair."""
    bounds = {"maxLength", "pattern", "enum", "const", "format"}
    free = [where for where, one in texts(act_schema()) if not bounds & set(one)]
    assert free == []
    with pytest.raises(Refusal):
        read_act({"do": "SetTerms", "terms": {"notice": "This is a \ud800\ud800"}})
