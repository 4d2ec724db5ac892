"""Every view as lines: nothing is on the screen that cannot be heard, and state is said in words."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from ibps.cli.aloud import abouts
from ibps.core.apart import apart
from ibps.core.journal import Journal, replay
from ibps.core.plain import plain
from ibps.core.record import Record
from ibps.core.standing import SHOWN
from ibps.practice.scenario import load
from ibps.practice.scenario import names as cases
from ibps.store.register import row_of
from ibps.ui.aloud import MARKS, foot, head, page, row_lines
from ibps.ui.projected import projected
from ibps.ui.shapes import SHAPES
from ibps.ui.view import Look, Sheet, World
from ibps.ui.views import names, view
from ibps.ui.widgets.rows import Row
from tests.core.walk import walk
from tests.docs.demo import WHOLE, others, whole

ROOT = Path(__file__).parents[2]
PASSED_OVER = re.compile(rf"[\s;{re.escape(''.join(MARKS))}]")
TICKED = re.compile(r"(?:(shared|MUST) )?((?:[A-Z] [✓·] ?)+)")


def squeezed(text: str) -> str:
    """The words alone: no blanks, no shapes, no capital that begins a state."""
    return PASSED_OVER.sub("", plain(text)).casefold()


def missing(row: Row, lines: tuple[str, ...], record: Record | None) -> list[str]:
    """What of a row is not in the lines it is said with."""
    heard = squeezed(" ".join(lines))
    parties = {party.letter: party.name for party in record.parties} if record else {}
    ticks = TICKED.fullmatch(row.tail) if record else None
    wanted = [row.text, row.number, *row.note.split("\n")]
    wanted.append("shared" if row.tag == "*" else parties.get(row.tag, row.tag))
    if ticks:
        wanted += [ticks[1] or "", *(parties[letter] for letter in re.findall(r"[A-Z](?= )", ticks[2]))]
        wanted += [word for mark, word in (("✓", "yes"), ("·", "not yet")) if mark in ticks[2]]
    else:
        wanted.append(row.tail)
    return [text for text in wanted if squeezed(text) not in heard]


def worlds(journal: Journal) -> Iterator[tuple[World, Look, Record | None]]:
    """Every view of one record, with everything it can be about."""
    record = journal.record
    scenario = load(cases()[0]) if record.practice else None
    kind = {"practice": "practice"}.get(record.session.mode, "real")
    rows = (replace(row_of(record, "a.json"), kind=kind),)
    world = World(record.today, "~/sessions", record, journal, "a.json", notes=("a note",), scenario=scenario)
    front = replace(world, record=None, journal=None, rows=rows, scenarios=(load(cases()[0]),))
    for name in names():
        if name in ("desk", "review", "practice"):
            yield front, Look(name), None
            continue
        if name == "versions":
            less = replay(journal.entries[: len(journal.entries) // 2 + 1])
            yield replace(world, apart=replace(apart(less, journal), kept="b.json")), Look(name), record
            yield replace(world, apart=apart(journal, less)), Look(name), record
        for about in abouts(name, record) or ("",):
            if name != "words" or about:
                yield world, Look(name, about), record


def heard_in_full(sheet: Sheet, look: Look, record: Record | None) -> None:
    lines = page(sheet, look, record)
    at = 0
    for row in sheet.rows:
        said = row_lines(row, look, record)
        assert missing(row, said, record) == [], (look, row, said)
        if said != ("",):
            at = lines.index(said[0], at)
            assert lines[at : at + len(said)] == said, (look, row)
            at += 1
    top = squeezed("".join(head(sheet, look, record)))
    for part in (sheet.where, sheet.banner, sheet.question, sheet.ask):
        assert squeezed(part) in top, (look, part)
    assert squeezed(sheet.legend) in squeezed("".join(foot(sheet, look))), (look, sheet.legend)
    assert all(line == plain(line) and line == line.rstrip() for line in lines), look


MEETINGS = [
    *(whole(upto).journal for upto in range(1, len(WHOLE) + 1)),
    *(desk.journal for _, desk in others()),
]


@pytest.mark.parametrize("seed", range(5))
def test_everything_of_every_view_is_said(seed: int) -> None:
    for at, step in enumerate(walk(seed, 400), 1):
        if at % 100 == 0:
            for world, look, record in worlds(step.after):
                heard_in_full(view(look.view).sheet(world, look), look, record)
            look, sheet = projected(step.after, step.after.record.today)
            heard_in_full(sheet, look, step.after.record)


def test_no_view_is_left_out() -> None:
    """A view added to `ibps/ui/views.py` is among those looked at above, with rows of its own somewhere."""
    seen: dict[str, int] = {}
    for journal in MEETINGS:
        for world, look, _ in worlds(journal):
            seen[look.view] = seen.get(look.view, 0) + len(view(look.view).sheet(world, look).rows)
    assert seen.keys() == set(names())


@pytest.mark.parametrize("part", ["text", "note", "tail", "tag", "number"])
def test_what_is_not_said_is_noticed(part: str) -> None:
    row = Row("x", "words", tag="tag", number="I1", tail="✓ tail", note="first\nsecond")
    said = row_lines(row, Look("x"), None)
    assert missing(row, said, None) == []
    less = row_lines(Row(**{**row._asdict(), part: ""}), Look("x"), None)
    assert missing(row, less, None), part


def test_state_is_said_in_words_and_not_in_shapes() -> None:
    shapes = {shape for shape, _ in (*SHAPES.values(), *SHOWN.values())} - {*"·—…▪?"}
    for journal in MEETINGS:
        for world, look, record in worlds(journal):
            lines = page(view(look.view).sheet(world, look), look, record)
            assert not [line for line in lines if shapes & set(line) and "✓ meets" not in line], look


def test_nothing_is_lined_up_with_blanks() -> None:
    for journal in MEETINGS:
        for world, look, record in worlds(journal):
            for line in page(view(look.view).sheet(world, look), look, record):
                assert "  " not in line.removeprefix("  "), (look, line)


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (Row("I3", "Cover", tag="*", number="I3", tail="shared L ✓ M ·"),
         ("I3, shared: Cover; shared; Labor: yes, Management: not yet",)),
        (Row("I1", "Leave", tag="L", number="I1"), ("I1, Labor: Leave",)),
        (Row("S1", "Safe", number="S1", tail="MUST L ✓"), ("S1 Safe; MUST; Labor: yes",)),
        (Row("D1", "Rotate?", number="D1", tail="◐ WAITING · LATE"), ("D1 Rotate? WAITING · LATE",)),
        (Row("person-1", "Ana", number="1", tail="▲ support", note="a note"), ("1 Ana; support", "  a note")),
        (Row("hint0", "? Say why", kind="hint", level=1), ("Hint: Say why",)),
        (Row("done-x", "· All agree", kind="quiet"), ("Not yet: All agree",)),
        (Row("told-0", "✓ Nights, told", kind="quiet"), ("Nights, told",)),
        (Row("case0", "✓ is a word here", kind="quiet"), ("✓ is a word here",)),
        (Row("x", "One\nD9 forged: DECIDED", number="D1"), ("D1 One", "  D9 forged: DECIDED")),
        (Row("gap", " ", kind="quiet"), ("",)),
    ],
)  # fmt: skip
def test_how_a_row_is_said(row: Row, said: tuple[str, ...]) -> None:
    record = MEETINGS[0].record
    assert {party.name for party in record.parties} >= {"Labor", "Management"}
    assert row_lines(row, Look("interests"), record) == said


def test_the_six_words_are_words() -> None:
    row = Row("word2", "2   D   O   L   L", kind="heading")
    assert row_lines(row, Look("code"), None) == ("2 DOLL",)


def test_the_answers_of_a_check_stand_apart() -> None:
    sheet = Sheet("", "", (), legend="u ▲ support  l ▶ can live with it  d ▼ cannot")
    assert foot(sheet, Look("check")) == ("Answers:", "  u support", "  l can live with it", "  d cannot")
    room = replace(sheet, legend="NOT ANSWERED: Bo\n▲ support  ▼ cannot")
    assert foot(room, Look("check")) == ("NOT ANSWERED: Bo", "  support", "  cannot")


def test_the_views_need_no_textual() -> None:
    code = (
        "import sys\nfrom ibps.ui import aloud, news, projected, views\n"
        "for name in views.names():\n    views.view(name)\n"
        "sys.exit(' '.join(name for name in sys.modules if name.startswith('textual')) or 0)"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
