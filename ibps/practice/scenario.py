"""A practice scenario: one made-up case with a cast, prompts and a debrief, written as one TOML file.

`read` turns the text of such a file into a `Scenario` or raises a `ScenarioFault` that lists, in plain
sentences, everything that needs mending. `docs/scenario-format.md` explains the format to writers.
"""

import difflib
import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from importlib.resources import files
from typing import Annotated, Any, Final, Literal, get_args

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StrictBool, ValidationError
from pydantic_core import ErrorDetails

from ibps.core.errors import IbpsError

Stage = Literal["opening", "issue", "interests", "options", "standards", "consensus", "closing"]
Voice = Literal["decides", "advises", "observes"]
Seat = Literal[
    "labor_cochair", "management_cochair", "physician_lead", "steward", "member", "manager", "sponsor",
    "facilitator", "recorder", "timekeeper", "communicator", "expert", "observer",
]  # fmt: skip

STAGES: Final[tuple[Stage, ...]] = get_args(Stage)
LEADS: Final[tuple[Seat, ...]] = ("labor_cochair", "management_cochair", "physician_lead")
"""Who may lead a party: a required party has one of these, at every size of table."""


def _reflow(value: object) -> object:
    """Join wrapped lines: a writer may break a line anywhere, and a blank line still starts a paragraph."""
    if not isinstance(value, str):
        return value
    return "\n\n".join(" ".join(paragraph.split()) for paragraph in re.split(r"\n\s*\n", value.strip()))


Text = Annotated[str, Field(min_length=1), BeforeValidator(_reflow)]
Lines = Annotated[tuple[Text, ...], Field(min_length=1)]
Letter = Annotated[str, Field(pattern=r"^[A-Z]$")]
Slug = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=40)]


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)


class Party(_Part):
    """One side of the table."""

    letter: Letter
    """One capital letter, shown beside what the party says: L, M, P."""
    name: Text
    """The party's name in full."""
    required: StrictBool
    """Whether nothing can be agreed without this party."""


class Role(_Part):
    """One person at the table, played from a card."""

    name: Text
    """A plainly made-up name; no two roles share one."""
    party: Letter
    """The letter of the party this person belongs to."""
    role: Seat
    """What this person is in the meeting."""
    voice: Voice
    """Whether this person decides, advises or observes."""
    may_be_left_out: StrictBool = False
    """Whether a smaller table can do without this role; the last such role in the file is left out first."""
    opening_position: Text
    """What this person asks for at the start."""
    hidden_interests: Lines
    """What lies behind the position; said when someone asks why."""
    card: Text
    """The words on the role card, in the second person, 60 to 120 words."""
    may_say: Lines
    """A few lines this person might say."""


class Prompts(_Part):
    """What the facilitator may ask in this case, stage by stage. `prompts["issue"]` is a tuple of lines."""

    opening: Lines
    issue: Lines
    interests: Lines
    options: Lines
    standards: Lines
    consensus: Lines
    closing: Lines

    def __getitem__(self, stage: Stage) -> tuple[str, ...]:
        lines: tuple[str, ...] = getattr(self, stage)
        return lines


class Inject(_Part):
    """Something the trainer may bring in while the meeting runs."""

    stage: Stage
    """The stage it belongs in."""
    text: Text
    """What the trainer reads out or hands over."""


class Scenario(_Part):
    """A whole scenario. Take it from `read` or `load`: rules that span several fields are checked there."""

    format: Literal["ibps-scenario/1"]
    """Which format this file is written in."""
    name: Slug
    """Short name for the command line: lower-case letters, digits and hyphens."""
    title: Text
    """What the scenario is called on the screen."""
    minutes: Annotated[int, Field(strict=True, ge=5, le=480)]
    """How long the whole of it takes, debrief included."""
    people_min: Annotated[int, Field(strict=True, ge=1, le=25)]
    """The smallest table it works for."""
    people_max: Annotated[int, Field(strict=True, ge=1, le=25)]
    """The largest table; people beyond the cast observe."""
    trains: Text
    """What it trains, in one line."""
    brief: Text
    """What everyone hears at the start: three to six short sentences, read aloud."""
    team: Text
    """The made-up team."""
    trap: Text
    """Where this case tends to go wrong; for the trainer."""
    standards: Lines
    """Standards the table may find useful."""
    good_record: Lines
    """What a good record of this case shows, whatever was agreed."""
    debrief: Lines
    """Questions for afterwards."""
    parties: Annotated[tuple[Party, ...], Field(min_length=2)]
    cast: Annotated[tuple[Role, ...], Field(min_length=1)]
    prompts: Prompts
    injects: tuple[Inject, ...] = ()

    def seats(self, people: int) -> tuple[Role, ...]:
        """The roles to hand out at a table of `people`, in the order of the file; at most the whole cast.

        Raises ValueError outside people_min..people_max.
        """
        if not self.people_min <= people <= self.people_max:
            raise ValueError(
                f"{self.name} is for {self.people_min} to {self.people_max} people, not {people}"
            )
        spare = [role for role in self.cast if role.may_be_left_out]
        left_out = spare[len(spare) - max(0, len(self.cast) - people) :]
        return tuple(role for role in self.cast if role not in left_out)


class ScenarioFault(IbpsError):
    """A scenario file that needs mending.

    `where` names the file; `faults` holds a sentence for each thing to mend; `str()` lists them, one a line.
    """

    def __init__(self, where: str, faults: Sequence[str]) -> None:
        self.where = where
        self.faults = tuple(faults)
        super().__init__("\n".join((f"{where} needs mending:", *(f"- {fault}" for fault in faults))))


def read(text: str, where: str) -> Scenario:
    """The scenario written in `text`; `where` names its file in what is said of it. Raises ScenarioFault."""
    try:
        # Notepad and its like put an invisible mark in front of a file; nobody could see what to mend.
        text = text.removeprefix("\ufeff")
        if DEEP.search(text):  # the reader of TOML would take minutes and all the memory there is
            raise RecursionError
        data = tomllib.loads(text)
        if _huge(data):
            raise ValueError("a number far too large")
    except (ValueError, RecursionError) as problem:
        raise ScenarioFault(where, [_syntax(text, problem)]) from None
    scenario, faults = None, list[str]()
    try:
        scenario = Scenario.model_validate(data)
    except ValidationError as problem:
        faults += map(_sentence, filter(_worth_telling, problem.errors(include_url=False)))
    # The rules look at the raw data so that one reading names every fault, even beside a missing field.
    faults += _rules(data)
    if scenario is None or faults:
        more = [f"And {len(faults) - MOST} more."] if len(faults) > MOST else []
        raise ScenarioFault(where, [*faults[:MOST], *more])
    return scenario


MOST: Final = 100
"""Faults that are told at once."""
DEEP: Final = re.compile(r"""(?<![\w"'.-])(?>[\w"'-]++\s*+\.\s*+){50}""")
"""A key of fifty parts; a scenario has keys of one or two."""


def _huge(data: object) -> bool:
    """Whether there is a number in it that is not even to be shown."""
    left = [data]
    while left:
        value = left.pop()
        if isinstance(value, dict):
            left += value.values()
        elif isinstance(value, list):
            left += value
        elif isinstance(value, int) and abs(value) >= 2**63:
            return True
    return False


def names() -> tuple[str, ...]:
    """The scenarios that come with the program, in alphabetical order."""
    found = (file.name for file in (files(__package__) / "scenarios").iterdir())
    return tuple(sorted(name.removesuffix(".toml") for name in found if name.endswith(".toml")))


def load(name: str) -> Scenario:
    """The built-in scenario of that name. Raises ScenarioFault if there is none."""
    if name not in names():
        raise ScenarioFault(
            "Practice", [f"No scenario is called {_shown(name)}; there are {', '.join(names())}."]
        )
    file = files(__package__) / "scenarios" / f"{name}.toml"
    return read(file.read_text(encoding="utf-8"), file.name)


def schema() -> dict[str, Any]:
    """JSON Schema (2020-12) of a file's shape. Rules that span several fields are checked only by `read`."""
    return {"$schema": "https://json-schema.org/draft/2020-12/schema"} | Scenario.model_json_schema()


# What is said about a file that needs mending.

_ORDINALS: Final = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth")
_NOUNS: Final = {"cast": "role", "parties": "party", "injects": "inject"}
_PARTS: Final[Mapping[str, type[_Part]]] = {
    "cast": Role,
    "parties": Party,
    "injects": Inject,
    "prompts": Prompts,
}
_PATTERNS: Final = {
    "name": "lower-case letters, digits and hyphens",
    "letter": "one capital letter",
    "party": "one capital letter",
}
_SENTENCES: Final = {
    "missing": "{field} is missing.",
    "string_type": "{field} must be text in quotes.",
    "string_too_short": "{field} is empty.",
    "string_too_long": "{field} is longer than {max_length} characters.",
    "string_pattern_mismatch": "{field} must be {pattern_words}, not {shown}.",
    "literal_error": "{field} must be {expected}, not {shown}.",
    "int_type": "{field} must be a whole number, not {shown}.",
    "bool_type": "{field} must be true or false, not {shown}.",
    "greater_than_equal": "{field} must be {ge} or more, not {shown}.",
    "less_than_equal": "{field} must be {le} or less, not {shown}.",
    "too_short": "{field} has too few entries: give at least {min_length}.",
    "tuple_type": "{field} must be a list.",
    "model_type": "{field} must be a table of its own fields.",
}


def _shown(value: object) -> str:
    """A value as it may safely be shown: cut short, with anything a terminal would obey written out."""
    if isinstance(value, bool):
        return str(value).lower()
    return repr(value if len(str(value)) <= 40 else str(value)[:39] + "…")


def _key(name: str) -> str:
    return name if re.fullmatch(r"[\w-]{1,40}", name, re.ASCII) else _shown(name)


def _nth(index: int, noun: str) -> str:
    return f"{_ORDINALS[index]} {noun}" if index < len(_ORDINALS) else f"{noun} {index + 1}"


def _worth_telling(error: ErrorDetails) -> bool:
    # A list with a wrong line in it is also reported as too short, though nothing is missing from it.
    return error["type"] != "too_short" or len(error["input"]) < error["ctx"]["min_length"]


def _sentence(error: ErrorDetails) -> str:
    """One fault in plain words, its place first: "cast, third role: voice is missing."."""
    loc = error["loc"]
    steps = [
        _key(step) if isinstance(step, str) else _nth(step, _NOUNS.get(str(before), "line"))
        for before, step in zip(("", *loc), loc, strict=False)
    ]
    if error["type"] == "extra_forbidden":
        sentence = _stray(loc)
    else:
        sentence = _SENTENCES.get(error["type"], "{field} cannot be {shown}.").format(
            field=steps[-1],
            shown=_shown(error["input"]),
            pattern_words=_PATTERNS.get(str(loc[-1]), "written another way"),
            **error.get("ctx", {}),
        )
    place = ", ".join(steps[:-1])
    return f"{place}: {sentence}" if place else sentence


def _stray(loc: Sequence[int | str]) -> str:
    """What to say of a field that does not belong: TOML puts a line under the last [table] above it."""
    name = str(loc[-1])
    fields = (Scenario if len(loc) == 1 else _PARTS.get(str(loc[0]), Scenario)).model_fields
    if len(loc) > 1 and name in Scenario.model_fields:
        return f"{name} belongs higher up in the file, before the first line in [brackets]."
    near = difflib.get_close_matches(name, fields, n=1)
    return f"{_key(name)} is not a field of this format" + (f"; did you mean {near[0]}?" if near else ".")


def _syntax(text: str, problem: Exception) -> str:
    if isinstance(problem, RecursionError):
        return "The file nests lists too deeply to be read."
    told = re.fullmatch(r"(.*?) \(at (?:line (\d+), column (\d+)|end of document)\)", str(problem), re.DOTALL)
    if told is None:
        return "The file holds a value that cannot be read as TOML."
    line, column = told[2] or text.count("\n") + 1, told[3]
    place = f"line {line}, column {column}" if column else f"line {line}, the end of the file"
    return f"{place}: this is not TOML ({told[1][0].lower()}{told[1][1:]})."


def _tables(data: Mapping[str, Any], key: str) -> list[tuple[int, Mapping[str, Any]]]:
    entries = data.get(key)
    if not isinstance(entries, list):
        return []
    return [(index, entry) for index, entry in enumerate(entries) if isinstance(entry, dict)]


def _rules(data: Mapping[str, Any]) -> Iterator[str]:
    """What no single field can say. Takes data of any shape; passes over what `Scenario` itself refuses."""
    parties, cast = _tables(data, "parties"), _tables(data, "cast")
    yield from _repeats("parties", parties, "letter")
    yield from _repeats("cast", cast, "name")
    letters = [party["letter"] for _, party in parties if isinstance(party.get("letter"), str)]
    known = ", ".join(map(_key, letters))
    for index, role in cast:
        if isinstance(letter := role.get("party"), str) and letters and letter not in letters:
            yield f"cast, {_nth(index, 'role')}: party {_key(letter)} is not one of {known}."
    for index, party in parties:
        if party.get("required") is True and "letter" in party:
            yield from _leads(_nth(index, "party"), party["letter"], cast)
    yield from _sizes(data, [role for _, role in cast])


def _leads(party: str, letter: object, cast: Sequence[tuple[int, Mapping[str, Any]]]) -> Iterator[str]:
    leads = [(at, role) for at, role in cast if role.get("party") == letter and role.get("role") in LEADS]
    if not leads:
        yield f"parties, {party}: it is required, but the cast has no co-chair or lead of it."
    if leads and all(role.get("may_be_left_out") is True for _, role in leads):
        yield f"cast, {_nth(leads[0][0], 'role')}: the lead of a required party may not be left out."


def _repeats(key: str, tables: Sequence[tuple[int, Mapping[str, Any]]], field: str) -> Iterator[str]:
    seen: dict[str, int] = {}
    for index, table in tables:
        if isinstance(value := table.get(field), str):
            first = seen.setdefault(" ".join(value.split()).casefold(), index)
            if first != index:
                taken = f"{_shown(value)} is taken by the {_nth(first, _NOUNS[key])}"
                yield f"{key}, {_nth(index, _NOUNS[key])}: the {field} {taken}."


def _sizes(data: Mapping[str, Any], cast: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    least, most = data.get("people_min"), data.get("people_max")
    if type(least) is int and type(most) is int and least > most:
        yield f"people_min is {least}, which is more than people_max, {most}."
    if type(least) is int and cast:
        needed = sum(role.get("may_be_left_out") is not True for role in cast)
        if needed > least:
            yield f"cast: {needed} roles may not be left out, but people_min is {least}."
        if len(cast) < least:
            yield f"cast: there are {len(cast)} roles, but people_min is {least}."
