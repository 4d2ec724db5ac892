"""Questions asked one after the other on the entry line, so that no window ever covers the list.

A form is a value: `answered` gives the next form, or the outcome when every question has its answer.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from ibps.ui.widgets.rows import Row


class Unclear(Exception):
    """What was typed cannot be read; the text says what would be."""


@dataclass(frozen=True)
class Field:
    """One question. `read` turns the typed text into a value or raises `Unclear`.

    With `optional`, an empty line answers with None. `start` stands in the line to begin with. What is
    offered does so too, and is chosen, so that typing takes its place and Enter keeps it.
    """

    name: str
    ask: str
    read: Callable[[str], Any] = str
    optional: bool = False
    start: str = ""
    when: Callable[[dict[str, Any]], bool] | None = None  # asked only if the answers so far say so
    offer: Callable[[dict[str, Any]], str] | None = None  # made of the answers so far: stands there chosen


@dataclass(frozen=True)
class Form:
    """The questions still to ask, the answers so far, and what to do with them all."""

    title: str
    fields: tuple[Field, ...]
    build: Callable[[dict[str, Any]], Any]
    answers: tuple[tuple[str, Any], ...] = ()
    anywhere: bool = False  # about no row: what was typed is there wherever it is asked again
    about: str = ""  # the row that was chosen when it was first asked
    typed: tuple[tuple[str, str], ...] = ()  # by field: what people typed, apart from what stood there
    beside: tuple[Row, ...] = ()  # shown in place of the list meanwhile: what an answer may point at

    @property
    def field(self) -> Field:
        """The question being asked."""
        return self.fields[0]

    def answered(self, text: str) -> Form | Any:
        """The form with this question answered; the outcome once it was the last. `Unclear` otherwise."""
        typed = text.strip()
        if not typed and not self.field.optional:
            raise Unclear("This needs an answer. Esc leaves it.")
        value = self.field.read(typed) if typed else None
        answers = (*self.answers, (self.field.name, value))
        rest = self.fields[1:]
        while rest and rest[0].when is not None and not rest[0].when(dict(answers)):
            answers = (*answers, (rest[0].name, None))
            rest = rest[1:]
        if rest:
            first = rest[0]
            if first.offer is not None and not first.start:
                rest = (replace(first, start=first.offer(dict(answers))), *rest[1:])
            new = ((self.field.name, typed),) if typed not in ("", self.field.start) else ()
            return replace(self, fields=rest, answers=answers, typed=(*self.typed, *new))
        return self.build(dict(answers))
