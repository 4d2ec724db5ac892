"""A record as plain text: the answer first, then the minutes and the chain it rests on."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

from ibps.core.answer import KINDS, Answer, Item, answer
from ibps.core.minutes import of_another_edition, page, reads_as
from ibps.core.reading import to_attest
from ibps.core.record import Record
from ibps.core.seal import attestation, codes
from ibps.core.sentences import day
from ibps.core.standing import SHOWN, Group
from ibps.report.chain import chain
from ibps.report.wrap import wrap

WIDTH: Final = 80
"""Columns, where nobody says otherwise."""

NOTHING_ASKED: Final = "Nothing. No proposal has been put to anyone."


def page_text(record: Record, on: date, width: int = WIDTH) -> str:
    """Everything `ibps show` prints: answer, minutes, chain."""
    parts = (answer_text(record, on, width), minutes_text(record, width), chain(record, width))
    return "\n".join(part for part in parts if part)


def answer_text(record: Record, on: date, width: int = WIDTH) -> str:
    """The answer card as of that date: what was decided, in which words, by whom, and what is still open."""
    said = answer(record, on)
    lines = [*wrap(said.title, width), *wrap(said.team, width)]
    if said.kind in KINDS:
        lines += wrap(KINDS[said.kind], width)
    lines.append(f"As of {day(on)}")
    for line in said.missing:
        lines += wrap(line, width)
    for line in codes(record):
        lines += wrap(line, width)
    lines.append("")
    for group in Group:
        part = list(_group(said, group, width))
        if part:
            symbol, words = SHOWN[group]
            lines += [f"{symbol} {words}", *part, ""]
    return "\n".join(lines)


def _group(said: Answer, group: Group, width: int) -> Iterator[str]:
    if group is Group.IDEAS:
        for idea in said.ideas_only:
            yield from wrap(idea, width, "  ")
        return
    items = said.group(group)
    for item in items:
        yield from _item(item, width)
    if group is Group.DECIDED and not items:
        others = any(said.group(other) for other in Group)
        certain = "Nothing that is certain." if said.missing else "Nothing."
        yield from wrap(certain if others or said.missing else NOTHING_ASKED, width, "  ")


def _item(item: Item, width: int) -> Iterator[str]:
    name = item.of if item.number == item.of.partition(" ")[0] else f"{item.number} {item.of}".strip()
    yield from wrap(f"{name}: {item.reads}", width, "  ", "      ")
    yield from wrap(f'"{item.words}"', width, "      ")
    if item.result:
        yield from wrap(item.result, width, "      Result: ", "        ")
    for line in item.answers:
        yield from wrap(line, width, "      ", "        ")
    if item.trial:
        yield from wrap(item.trial, width, "      ", "        ")
    for label, lines in (
        ("LATE", item.late),
        ("Waiting for", item.waiting_for),
        ("Does not include", item.not_included),
        ("Said", item.concerns),
        ("Minority statement", item.minority),
        ("Rests on", item.rests_on),
        ("Since", item.follow_up),
        ("Earlier result", item.earlier),
    ):
        for line in lines:
            yield from wrap(line, width, f"      {label}: ", "        ")


def minutes_text(record: Record, width: int = WIDTH) -> str:
    """The page last read back to the room, else the page as it would be read now."""
    if record.minutes:
        last = record.minutes[-1]
        when = f"{day(last.read_back.date())} {last.read_back:%H:%M}"
        lines = [*wrap(f"MINUTES {last.number}, sitting {last.sitting}, read back {when}", width)]
        shown = last.page
        # Whether other words say the same, nobody can tell.
        if not of_another_edition(last.edition) and not reads_as(record, last):
            lines += wrap("The record has changed since this page was read back.", width, "  ")
        for line in attestation(last, to_attest(record, last)):
            lines += wrap(line, width, "  ", "    ")
        if len(record.minutes) > 1:
            earlier = ", ".join(minutes.number for minutes in record.minutes[:-1])
            lines += wrap(f"Earlier pages: {earlier}.", width, "  ")
    else:
        lines, shown = ["MINUTES, not read back yet"], page(record)
    for line in shown:
        lines += wrap(line, width, "  ", "    ") if line else [""]
    return "\n".join([*lines, ""])
