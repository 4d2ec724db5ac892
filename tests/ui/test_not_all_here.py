"""A record of which later entries are missing, or in words of a newer version, on every screen."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from ibps.cli.house import Start
from ibps.store.recover import recover
from ibps.store.session_file import SessionFile, read, read_on
from ibps.ui.projected import projected
from tests.cli.kit import make
from tests.ui.kit import T0, TODAY, running

NAME = "2026-03-14-a-7k3q.json"
NEWER = "What a newer version wrote after entry 18 is not known here"


def newer(tmp_path: Path) -> Path:
    """A session in which a newer version went on."""
    path = make(tmp_path / "sessions" / NAME)
    parts = json.loads(path.read_bytes())
    parts["journal"].append({**parts["journal"][-1], "n": 19, "act": {"do": "Foresee"}})
    path.write_text(json.dumps(parts), encoding="utf-8")
    return path


def recovered(tmp_path: Path) -> Path:
    """A session put together again from a damaged file that stands beside it."""
    path = make(tmp_path / "sessions" / NAME)
    path.write_bytes(path.read_bytes()[:-4])
    kept = recover(path, T0)
    assert kept is not None and kept.missing
    to = path.with_name("2026-03-14-a-recovered.json")
    SessionFile(to).save(kept.journal)
    return to


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 40)])
async def test_what_a_newer_version_wrote_is_read_up_to_there_and_never_taken_up(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    path = newer(tmp_path)
    before = path.read_bytes()
    async with running(tmp_path, size=size) as seen:
        assert seen.sees("? NOT CERTAIN") and seen.sees("To look at: 1 not certain")
        await seen.press("enter")
        assert seen.view == "reader" and "NOT ALL OF IT IS HERE" in seen.banner
        assert seen.row("group-not_certain").text == "? NOT CERTAIN"
        assert seen.row("group-decided").text == "✓ DECIDED: nothing that is certain"
        assert "does not know the act Foresee" in seen.row("note0").text
        assert seen.row("missing0").text.startswith(NEWER)
        for key in ("m", "f"):
            await seen.press(key)
            assert seen.view == "reader" and "Open it with the version that wrote it" in seen.said
        await seen.press("h")
        assert seen.view == "history" and NEWER in seen.question
    assert path.read_bytes() == before and [one.name for one in path.parent.iterdir()] == [NAME]


async def test_a_recovered_session_goes_on_and_says_so(tmp_path: Path) -> None:
    path = recovered(tmp_path)
    async with running(tmp_path, start=Start(screen="meet", file=path.name)) as seen:
        assert "What came after entry" in seen.said and "is missing" in seen.said
        await seen.to_list()
        await seen.press("ctrl+u")
        assert "recovered from a damaged file" in seen.said
        await seen.press("f4")
        assert seen.view == "answer" and "NOT ALL OF IT IS HERE" in seen.banner
        assert "What came after entry" in seen.row("missing0").text
        assert "D1" in seen.row("item-D1").number and "is missing" in seen.row("item-D1").note
    assert read(path).notes == ()


async def test_the_front_desk_names_the_way_out_for_a_damaged_file(tmp_path: Path) -> None:
    recovered(tmp_path)
    async with running(tmp_path) as seen:
        notes = [row.text for row in seen.rows if row.key.startswith("note")]
        assert len(notes) == 1 and NAME in notes[0] and "ibps recover FILE" in notes[0]
        assert "NOT CERTAIN" in seen.row("2026-03-14-a-recovered.json").tail


def test_the_room_is_told_that_more_is_in_the_file(tmp_path: Path) -> None:
    journal = read_on(newer(tmp_path), None).journal
    _, sheet = projected(journal, TODAY)
    assert f"NOT ALL OF IT IS HERE · {NEWER}" in sheet.banner
    gone = read_on(recovered(tmp_path), None).journal
    assert "NOT ALL OF IT" not in projected(gone, TODAY)[1].banner, "a recovered session goes on as any other"
