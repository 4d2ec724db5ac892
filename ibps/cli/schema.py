"""`ibps schema`: JSON Schema (2020-12) of the session file, of one act, of a scenario file."""

from __future__ import annotations

from argparse import Namespace
from typing import Any, Final

from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from ibps.cli import out
from ibps.core.acts import ACTS
from ibps.core.answer import Answer
from ibps.core.record import Record
from ibps.store.session_file import FORMAT

DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"
TIME: Final = {"type": "string", "format": "date-time"}


def run(asked: Namespace) -> int:
    """Prints the schema asked for."""
    out.data({"record": record_schema, "act": act_schema, "scenario": _scenario}[asked.which]())
    return out.FINE


def _scenario() -> dict[str, Any]:
    from ibps.practice.scenario import schema

    return schema()


def record_schema() -> dict[str, Any]:
    """The whole file: format, answer, record, journal."""
    ref, definitions = _models(Answer, Record, *ACTS.values())
    for model in (Answer, Record):
        _may_be_left_out(definitions[ref[model]])
    inside = {ref[act] for act in ACTS.values()}
    for name, definition in definitions.items():
        if name not in inside:
            _may_be_left_out(definition)
    entry = _object(
        {"n": {"type": "integer", "minimum": 1}, "at": TIME, "act": _acts(ref, definitions)},
        "One act that was accepted, with its number and time.",
    )
    parts = {
        "format": {"const": FORMAT},
        "answer": {"$ref": f"#/$defs/{ref[Answer]}"},
        "record": {"$ref": f"#/$defs/{ref[Record]}"},
        "journal": {"type": "array", "minItems": 1, "items": entry},
    }
    whole = _object(parts, "One session. The journal is the truth; answer and record are derived from it.")
    return {"$schema": DIALECT, "title": FORMAT, **whole, "$defs": definitions}


def act_schema() -> dict[str, Any]:
    """One line for `ibps act`: an act, and with --keep-times the time it happened."""
    ref, definitions = _models(*ACTS.values())
    acts = _acts(ref, definitions)
    for act in ACTS.values():
        definitions[ref[act]]["properties"]["at"] = TIME
    for name in ("Undo", "Redo"):
        # Without it, the last one is meant.
        definitions[ref[ACTS[name]]]["required"].remove("entry")
    return {"$schema": DIALECT, "title": "ibps-act/1", **acts, "$defs": definitions}


def _models(*models: type[BaseModel]) -> tuple[dict[type[BaseModel], str], dict[str, Any]]:
    """The name of each model's definition, and all definitions, without two of one name."""
    named, made = models_json_schema(
        [(model, "validation") for model in models], ref_template="#/$defs/{model}"
    )
    return {model: named[model, "validation"]["$ref"].rpartition("/")[2] for model in models}, made["$defs"]


def _acts(ref: dict[type[BaseModel], str], definitions: dict[str, Any]) -> dict[str, Any]:
    """Any act: each definition gets its name under "do", which tells them apart."""
    for name, act in ACTS.items():
        definition = definitions[ref[act]]
        definition["properties"] = {"do": {"const": name}, **definition.get("properties", {})}
        definition["required"] = ["do", *definition.get("required", [])]
    return {"oneOf": [{"$ref": f"#/$defs/{ref[act]}"} for act in ACTS.values()]}


def _object(properties: dict[str, Any], says: str) -> dict[str, Any]:
    return {
        "type": "object",
        "description": says,
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def _may_be_left_out(definition: dict[str, Any]) -> None:
    """Empty values are not written into answer and record, so what may be empty may be missing."""
    properties = definition.get("properties", {})
    kept = [name for name in definition.get("required", []) if not _may_be_empty(properties[name])]
    definition.pop("required", None)
    if kept:
        definition["required"] = kept


def _may_be_empty(schema: dict[str, Any]) -> bool:
    if schema.get("type") == "array":
        return not schema.get("minItems")
    text = schema.get("type") == "string"
    return text and not any(key in schema for key in ("minLength", "pattern", "format", "enum", "const"))
