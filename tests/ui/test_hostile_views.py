"""Every view of meetings whose every word is hostile: rows as they are laid out, and as they are said."""

from __future__ import annotations

import pytest

from ibps.core.journal import Journal
from ibps.core.plain import plain
from ibps.ui.aloud import page
from ibps.ui.news import news
from ibps.ui.projected import projected
from ibps.ui.rail import rail_line
from ibps.ui.screens.parts import top_line
from ibps.ui.view import Look, Sheet
from ibps.ui.views import names, view
from ibps.ui.widgets.rows import columns_of, lay_out
from tests.hostile import Meeting, every_place, fits, harmless, meetings
from tests.ui.test_aloud import heard_in_full, worlds

SEEDS = (2, 6, 8, 23)
"""Together they come to every place for words; a test says so once they no longer do."""
STEPS = 320
WIDTH = 57
"""Cells for a row in a window of 60 columns."""


@pytest.fixture(scope="module")
def met() -> dict[int, list[Meeting]]:
    """A few random meetings, act by act."""
    return {seed: list(meetings(seed, STEPS)) for seed in SEEDS}


def test_every_place_for_words_was_reached(met: dict[int, list[Meeting]]) -> None:
    reached = {place for told in met.values() for one in told for place in one.reached}
    assert every_place() - reached == set(), "say in tests/core/moves.py how these come to be filled"


def looked_at(sheet: Sheet, look: Look, journal: Journal) -> None:
    """What a window of 60 columns makes of a sheet holds nothing that acts, and nothing wider than it is."""
    columns = columns_of(sheet.rows)
    for row in sheet.rows:
        for line in lay_out(row, WIDTH, columns):
            fits("".join(span.text for span in line), WIDTH)
    fits(top_line(sheet, journal.record.session.title, "saved 14:02:11", 58), 58)
    for part in (sheet.banner, sheet.question, sheet.ask, sheet.legend):
        harmless(plain(part, lines=True), lines=True)
    for said in page(sheet, look, journal.record):
        harmless(said)


def all_views(journal: Journal) -> set[str]:
    seen = set()
    for world, look, record in worlds(journal):
        sheet = view(look.view).sheet(world, look)
        looked_at(sheet, look, journal)
        heard_in_full(sheet, look, record)
        seen.add(look.view)
    look, sheet = projected(journal, journal.record.today)
    looked_at(sheet, look, journal)
    harmless(rail_line(journal.record, look.view, 58))
    return seen


@pytest.mark.parametrize("seed", SEEDS)
def test_no_view_lets_anything_through(met: dict[int, list[Meeting]], seed: int) -> None:
    # The exact words alone are shown where there are any.
    assert set(names()) - all_views(met[seed][-1].journal) <= {"words"}, "a view was not looked at"


@pytest.mark.parametrize("seed", SEEDS)
def test_what_is_new_lets_nothing_through(met: dict[int, list[Meeting]], seed: int) -> None:
    before = None
    for one in met[seed][::5]:
        record = one.journal.record
        now = (*projected(one.journal, record.today), record)
        for line in news(before, now):
            harmless(line)
        before = now


def test_the_words_stand_there_as_they_were_typed(met: dict[int, list[Meeting]]) -> None:
    """Neutralised means letter by letter: the text of every interest is on its row, made plain."""
    for told in met.values():
        journal = told[-1].journal
        for world, look, _ in worlds(journal):
            if look.view == "interests":
                rows = {row.key: row for row in view("interests").sheet(world, look).rows}
                for one in journal.record.interests:
                    shown = "".join(
                        span.text for line in lay_out(rows[one.number], WIDTH) for span in line
                    )
                    assert "".join(plain(one.text).split()) in "".join(shown.split())


def test_refusals_let_nothing_through(met: dict[int, list[Meeting]]) -> None:
    said = {text for told in met.values() for text in told[-1].refusals}
    assert len(said) > 100
    for text in said:
        harmless(plain(text, lines=True), lines=True)


@pytest.mark.torture
@pytest.mark.parametrize("seed", range(5, 45))
def test_many_more_meetings(seed: int) -> None:
    for at, one in enumerate(meetings(seed, 600)):
        if at % 40 == 0:
            all_views(one.journal)
