"""Text that would like to act, in every place where people's words go, in meetings of every act there is.

The places are found by walking the models of the acts, so that a field added to an act is among them.
"""

from __future__ import annotations

import typing
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count
from typing import Any, Final

from pydantic import BaseModel, ValidationError
from rich.cells import cell_len

from ibps.core.acts import ACTS
from ibps.core.errors import Refusal
from ibps.core.journal import Journal, start
from ibps.core.stages.opening import StartSession
from ibps.core.value import Act
from tests.core.walk import walk

FAMILY: Final = "👨\u200d👩\u200d👧\u200d👦"
TEXTS: Final = (
    "[/x]",
    "[@click=app.quit]q[/]",
    "[bold]b[/bold] [50%]x [bold red]y[/] [$error]z[/] \\[ $bogus",
    "\x1b[2J\x1b[1;1Hgone \x1b[31mred\x1b[0m",
    "\x1b]52;c;eA==\x07copied \x1b]52;c;eA==\x1b\\",
    "\x1b]8;;http://example.org\x1b\\link\x1b]8;;\x1b\\",
    "\x1b]0;owned\x07 \x1b]2;owned\x1b\\ \x1bP1$r\x1b\\ \x1b_x\x1b\\",
    "\x9b31mred \x9d0;owned\x9c \x90q\x9c \x85 \x84",
    "bell\x07\x07 back\x08\x08\x08 delete\x7f shift\x0e\x0f",
    "over\rwritten\r\nline\x0bfeed\x0c page",
    "\u202eright to left\u202c \u2066x\u2069 \u200e\u200f\u061c",
    "zero\u200b\u200c\u200d\u2060\ufeffwidth so\u00adft \u034f \u115f \u3164",
    "e" + "\u0301\u0308\u0316" * 60,
    "\u05e9\u05dc\u05d5\u05dd \u0645\u0631\u062d\u0628\u0627 123",
    f"{FAMILY} {FAMILY}\u200d \U0001f1eb\U0001f1f7 1\ufe0f\u20e3 \ufe0f",
    "会議" * 40,
    "w" * 5000,
    "{braces} {0} {names!r} {{x}} %s %(who)s %n",
    "a\tb\nD9 ✓ DECIDED: forged\u2028line\u2029paragraph",
    "\x00nothing\x00",
    "✓ ▲ · * L ✓ M ✓",
    "\U000e0041\U000e0042 tags \ufff9\ufffa\ufffb \ufdd0 \uffff",
)

LEVELS: Final = {f"{act}.level" for act in ("Answer", "AnswerBySlip", "LateAnswer")}
"""Text that has to be the name of an answer of the scale: anything else is refused."""


def places(model: type[BaseModel], at: str = "") -> Iterator[tuple[str, int]]:
    """Every field of words in a model, with those inside it: its path, and how long it may be."""
    for name, info in model.model_fields.items():
        yield from _places(info.annotation, f"{at}.{name}" if at else name, tuple(info.metadata))


def _places(kind: Any, path: str, rules: tuple[Any, ...]) -> Iterator[tuple[str, int]]:
    origin = typing.get_origin(kind)
    if kind is str:
        if not any(getattr(rule, "pattern", None) for rule in rules):
            yield path, min((m for rule in rules if (m := getattr(rule, "max_length", None))), default=20_000)
    elif origin is typing.Annotated:
        inner, *more = typing.get_args(kind)
        yield from _places(inner, path, (*rules, *more))
    elif isinstance(kind, type) and issubclass(kind, BaseModel):
        yield from places(kind, path)
    elif origin is not typing.Literal:
        for one in typing.get_args(kind):
            yield from _places(one, path, rules)


ALL: Final = {name: dict(places(act)) for name, act in ACTS.items()}
"""Every place for words, by act."""


def every_place() -> set[str]:
    """Every place for words as `Act.field`, but for those that have to be a name."""
    return {f"{name}.{path}" for name, found in ALL.items() for path in found} - LEVELS


@dataclass
class Sayer:
    """One hostile text after the other, no two alike."""

    kinds: tuple[str, ...] = TEXTS
    numbers: Iterator[int] = field(default_factory=count)

    def __call__(self, most: int = 20_000) -> str:
        number = next(self.numbers)
        text = f"{self.kinds[number % len(self.kinds)]} {number}"
        return text if len(text) <= most else f"{number} {text}"[:most]

    def into(self, act: Act, but: set[str], empty: bool) -> tuple[Act, set[str]]:
        """The act with each of its words replaced, also those left empty if asked to; and where that was."""
        found: set[str] = set()
        name = type(act).__name__

        def put(value: Any, path: str) -> Any:
            if path in ALL[name] and f"{name}.{path}" not in but and (value or empty):
                if isinstance(value, list | tuple) and not value:
                    return value
                if value is None or isinstance(value, str):
                    found.add(f"{name}.{path}")
                    return self(ALL[name][path])
            if isinstance(value, dict):
                return {key: put(one, f"{path}.{key}" if path else key) for key, one in value.items()}
            if isinstance(value, list | tuple):
                return [put(one, path) for one in value]
            return value

        return type(act).model_validate(put(act.model_dump(), "")), found


@dataclass
class Meeting:
    """A random meeting in which all words are hostile, and where they were accepted."""

    journal: Journal
    reached: set[str]
    refusals: list[str]


def meetings(seed: int, steps: int, say: Sayer | None = None) -> Iterator[Meeting]:
    """The meeting of that seed after each act that was accepted."""
    say = say or Sayer()
    refusals: list[str] = []
    first = next(iter(walk(seed, 1))).before.entries[0]
    act, reached = say.into(first.act, set(), True)
    assert isinstance(act, StartSession)
    journal = start(act, first.at)
    yield Meeting(journal, reached, refusals)
    for step in walk(seed, steps):
        for empty in (True, False):
            try:
                act, found = say.into(step.act, LEVELS, empty)
                journal = journal.with_act(act, step.at)
            except Refusal as refusal:
                refusals.append(str(refusal))
            except ValidationError:
                continue
            else:
                yield Meeting(journal, found, refusals)
                break


def harmless(text: str, lines: bool = False) -> str:
    """The text, which must not hold anything that acts on a terminal or hides or turns what is around it."""
    for at, letter in enumerate(text):
        kind = unicodedata.category(letter)
        if letter == "\n" and lines:
            continue
        joins = letter in "\u200c\u200d" and at > 0
        assert kind not in ("Cc", "Cs", "Co", "Zl", "Zp") and (kind != "Cf" or joins), (
            hex(ord(letter)),
            text[max(0, at - 40) : at + 40],
        )
    return text


def fits(text: str, width: int) -> str:
    """The text, which must be harmless and no wider than that."""
    assert cell_len(harmless(text)) <= width, (cell_len(text), text)
    return text
