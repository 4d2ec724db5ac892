"""The two pages about the door and the file, held against the program itself."""

from __future__ import annotations

import json
import re
import typing
from collections.abc import Iterator
from inspect import isclass
from typing import Any

import pytest

from ibps.cli.act import Fault
from ibps.cli.parser import parser
from ibps.core.acts import ACTS
from ibps.core.answer import Answer
from ibps.core.numbers import LISTS
from ibps.core.record import Record
from ibps.core.record.decisions import DecisionState
from ibps.core.record.terms import Answered
from ibps.core.standing import SHOWN
from ibps.core.value import Value
from tests.cli.kit import ROOT

DOOR = (ROOT / "docs" / "command-line.md").read_text(encoding="utf-8")
FILE = (ROOT / "docs" / "file-format.md").read_text(encoding="utf-8")
ROWS = [
    [cell.strip() for cell in line.strip("|").split("|")]
    for line in FILE.splitlines()
    if line.startswith("|")
]


def commands() -> dict[str, Any]:
    return next(action.choices for action in parser()._actions if isinstance(action.choices, dict))


def parts(root: type[Value]) -> Iterator[type[Value]]:
    seen: list[type[Value]] = [root]
    for model in seen:
        for field in model.model_fields.values():
            seen += [one for one in inner(field.annotation) if one not in seen]
    return iter(seen)


def inner(kind: Any) -> Iterator[type[Value]]:
    if isclass(kind) and issubclass(kind, Value):
        yield kind
    for one in typing.get_args(kind):
        yield from inner(one)


def said(model: type[Value]) -> str:
    """A row's fields as the page writes them: what has to be there is bold."""
    fields = model.model_fields.items()
    return ", ".join(f"**`{n}`**" if f.is_required() else f"`{n}`" for n, f in fields) or "none"


def test_the_page_has_every_command_and_no_other() -> None:
    assert set(re.findall(r"^### `ibps (\w+)", DOOR, re.MULTILINE)) == set(commands())


@pytest.mark.parametrize("name", sorted(commands()))
def test_each_command_s_section_has_its_options_and_arguments(name: str) -> None:
    section = re.split(r"^##", DOOR.partition(f"### `ibps {name}")[2], flags=re.MULTILINE)[0]
    written = set(re.findall(r"^\| `(--[\w-]+)", section, re.MULTILINE))
    known = {option for action in commands()[name]._actions for option in action.option_strings}
    assert written == {option for option in known if option.startswith("--")} - {"--help", "--sessions"}
    for action in commands()[name]._actions:
        if not action.option_strings:
            assert action.metavar in section.splitlines()[0]


def test_options_for_every_command_are_named() -> None:
    for option in ("--sessions DIR", "--version", "--help"):
        assert option in DOOR.partition("## In the room")[0]


def test_the_codes_of_act_are_named() -> None:
    source = (ROOT / "ibps" / "cli" / "act.py").read_text(encoding="utf-8")
    codes = {*re.findall(r'Fault\(\s*"(\w+)"', source), "not_saved"}
    assert len(codes) == 7 and Fault("x", "y").code == "x"
    assert all(f"`{code}`" in DOOR for code in codes)


@pytest.mark.parametrize("name", ACTS)
def test_every_act_has_its_row_with_exactly_its_fields(name: str) -> None:
    assert [row[1] for row in ROWS if row[0] == f"`{name}`" and len(row) == 3].count(said(ACTS[name])) == 1


def test_every_part_has_its_row_with_exactly_its_fields() -> None:
    for model in {*parts(Answer), *parts(Record)}:
        rows = [row[1] for row in ROWS if re.fullmatch(rf"`{model.__name__}`( \(\w+\))?", row[0])]
        assert said(model) in rows, model


def test_no_row_is_about_something_that_is_gone() -> None:
    known = {*ACTS, *(model.__name__ for root in (Answer, Record) for model in parts(root))}
    named = {found[1] for row in ROWS if len(row) == 3 and (found := re.match(r"`([A-Z]\w+)`", row[0]))}
    assert named == known


def test_numbers_states_and_headings_are_named() -> None:
    numbers = FILE.partition("### Numbers")[2].partition("###")[0]
    assert set(re.findall(r"`([A-Z])`", numbers)) == set(LISTS)
    states = FILE.partition("## States")[2]
    for state in (*DecisionState, *Answered):
        assert f"`{state.value}`" in states
    for group, (_, words) in SHOWN.items():
        assert f"| {words} | `{group.value}` |" in states


def test_the_example_is_json_of_the_right_shape() -> None:
    example = json.loads(FILE.partition("```json\n")[2].partition("```")[0])
    assert list(example) == ["format", "answer", "record", "journal"]
    assert [entry["n"] for entry in example["journal"]] == [1, 2, 3]
    for entry in example["journal"]:
        assert entry["act"]["do"] in ACTS
