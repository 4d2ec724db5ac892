"""Terms are kept with the team for next time, and no record that is there already learns of it."""

from __future__ import annotations

from pathlib import Path

from ibps.core.record import Record
from ibps.core.record.terms import RULES, SCALES, THUMBS, Quorum, Scale
from ibps.core.stages.consensus import ReadAloud, WordProposal
from ibps.core.team import Team
from ibps.store.session_file import read
from tests.ui.asking import clear
from tests.ui.kit import Seen, begun, running

WORDS = (WordProposal(text="Rotate."), ReadAloud(proposal="P1"))


async def to_desk(seen: Seen) -> None:
    await seen.to_list()
    await seen.until("desk", "escape")


async def begin(seen: Seen, title: str) -> None:
    await seen.press("n")
    await seen.type_line("", title)
    assert seen.view == "opening" and seen.disk().session.title == title


async def edit(seen: Seen, row: str, label: str) -> None:
    await seen.verb("e", on=row)
    await clear(seen)
    await seen.type_line(label, "", "", "", "")


def team(seen: Seen) -> Team:
    return seen.house.teams()[0]


def records(seen: Seen) -> dict[str, Record]:
    paths = [path for path in seen.house.sessions.glob("20*.json")]
    found = [read(path).journal.record for path in paths]
    return {record.session.title: record for record in found}


async def test_a_later_change_reaches_the_next_session_and_no_old_record(tmp_path: Path) -> None:
    async with running(tmp_path, *begun(*WORDS)) as seen:
        await seen.verb("e", on="term-scale")
        await edit(seen, "level-down", "no")
        await seen.press("escape")
        while seen.view != "consensus":
            await seen.press("ctrl+n")
        await seen.verb("c", on="P1")
        await seen.press("u", "2", "u", "3", "u", "4", "u", "x", "enter")
        first = seen.disk()
        old = seen.path.read_bytes()
        own = first.terms.scale
        assert first.decisions and first.checks[0].scale == own and own.version == 2
        await to_desk(seen)
        assert team(seen).terms == first.terms and team(seen).scales == (own,)

        await begin(seen, "Second")
        assert seen.disk().terms == first.terms
        await seen.verb("e", on="term-scale")
        await edit(seen, "level-no", "not yet")
        await seen.press("escape")
        await seen.verb("e", on="term-rule")
        await seen.verb("u", on="rule-everyone-yes")
        await seen.press("escape")
        await seen.verb("e", on="term-quorum")
        await seen.type_line("2", "2", "1")
        second = seen.disk()
        assert second.terms.scale.version == 3 and second.terms.scale.levels[2].label == "not yet"
        await to_desk(seen)
        await begin(seen, "Third")
        third = seen.disk().terms
        assert third == second.terms and third.rule == RULES["everyone-yes"]
        assert third.quorum == Quorum(meet=2, decide=2)
        (path,) = [path for path in seen.house.sessions.glob("*.json") if path.read_bytes() == old]
        assert read(path).journal.record == first
        assert records(seen)["Supervisor rotation"].checks[0].scale == own


async def test_a_scale_of_their_own_that_is_not_in_use_is_offered_next_time(tmp_path: Path) -> None:
    async with running(tmp_path, *begun()) as seen:
        await seen.verb("e", on="term-scale")
        await seen.verb("c", on="scale-1")
        await seen.type_line("Ward scale")
        await edit(seen, "level-5", "love it")
        await seen.verb("u", on="scale-0")
        assert seen.disk().terms.scale == THUMBS
        await to_desk(seen)
        (kept,) = team(seen).scales
        assert (kept.title, kept.version, kept.levels[0].label) == ("Ward scale", 2, "love it")
        await begin(seen, "Second")
        await seen.verb("e", on="term-scale")
        assert seen.row("scale-3").text == "Ward scale · version 2"
        await seen.verb("u", on="scale-3")
        assert seen.disk().terms.scale == kept
        await to_desk(seen)
        assert team(seen).scales == (kept,)


async def test_what_was_taken_back_is_not_kept(tmp_path: Path) -> None:
    async with running(tmp_path, *begun()) as seen:
        await seen.verb("e", on="term-scale")
        await seen.verb("c")
        await seen.type_line("A slip")
        await seen.press("ctrl+u")
        assert not [row for row in seen.rows if "A slip" in row.text]
        await to_desk(seen)
        assert team(seen).scales == () and team(seen).terms.scale == THUMBS


async def test_looking_into_an_old_session_does_not_bring_its_terms_back(tmp_path: Path) -> None:
    async with running(tmp_path, *begun()) as seen:
        old = seen.app.session
        await seen.press("escape")
        await to_desk(seen)
        await begin(seen, "Second")
        await seen.verb("e", on="term-scale")
        await seen.verb("u", on="scale-2")
        await to_desk(seen)
        kept = team(seen)
        assert kept.terms.scale == SCALES["gradients"]
        seen.app.open(old)
        await seen.settle()
        assert seen.disk().terms.scale == THUMBS
        await to_desk(seen)
        assert team(seen) == kept


async def test_practice_keeps_no_team(tmp_path: Path) -> None:
    async with running(tmp_path, *begun(mode="practice")) as seen:
        await seen.verb("e", on="term-scale")
        assert seen.view == "scale"
        await edit(seen, "level-up", "yes")
        assert isinstance(seen.disk().terms.scale, Scale)
        await to_desk(seen)
        assert seen.house.teams() == ()
