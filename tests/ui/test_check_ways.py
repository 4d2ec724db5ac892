"""Ways of asking on the screen: private slips, answers shown together, reasons, who comes and goes."""

from __future__ import annotations

from pathlib import Path

from ibps.core.record.terms import THUMBS, Answered, Level, Scale, Terms
from ibps.core.stages.opening import Arrive, Leave, SeatPerson, SetTerms
from tests.ui.kit import BO, ELI, Seen, flat, running
from tests.ui.test_check import open_check, ready


async def labor_of_three(seen: Seen) -> None:
    """Cy joins Labor, so that three of them are here."""
    record = seen.disk()
    assert sum(1 for person in record.deciders if person.party == "L" and person.number in record.here) == 3


BIG = (SeatPerson(name="Cy Hart", party="L"), Arrive(person=5))


async def test_a_private_slip_names_a_party_and_nobody(tmp_path: Path) -> None:
    async with running(tmp_path, *ready(*BIG, SetTerms(terms=Terms(slips=True)))) as seen:
        await labor_of_three(seen)
        await open_check(seen)
        await seen.press("k")
        assert seen.asking.startswith("A slip from Labor says: u ▲ support")
        await seen.type_line("q")
        assert "Type one of the keys" in seen.said and not seen.disk().checks[0].slips
        await seen.press("ctrl+a", "ctrl+k")
        await seen.type_line("d", "nobody covers nights", "a second lead")
        (slip,) = seen.disk().checks[0].slips
        assert (slip.party, slip.level, slip.note, slip.would_change) == (
            "L",
            "down",
            "nobody covers nights",
            "a second lead",
        )
        assert seen.row("party-L").text == "LABOR · by private slips, 1 of 3 in"
        assert not seen.sees("nobody covers nights") and not seen.sees("cannot support")
        await seen.press("2", "u")
        assert "Labor answers by slips in this check" in seen.said
        for level in ("u", "l"):
            await seen.press("k")
            await seen.type_line(level, "")
        await seen.press("4", "u")
        await seen.press("3", "u", "x")
        assert seen.view == "result" and seen.sees("A slip from Labor: cannot support it as worded.")
        assert seen.sees("A slip: nobody covers nights") and not seen.sees("Bo: cannot")


async def test_a_slip_of_two_people_is_not_taken(tmp_path: Path) -> None:
    async with running(tmp_path, *ready(SetTerms(terms=Terms(slips=True)))) as seen:
        await open_check(seen)
        await seen.press("k")
        assert not seen.asking, "said before anybody unfolds it"
        assert "Of fewer than 3, no slip is private" in flat(seen.said)
        assert not seen.disk().checks[0].slips


async def test_answers_are_collected_and_shown_together(tmp_path: Path) -> None:
    async with running(tmp_path, *ready()) as seen:
        await open_check(seen, "k")
        assert seen.banner.endswith("SHOWN TOGETHER")
        await seen.press("1", "d")
        assert not seen.asking and seen.row("person-1").tail == "● answered"
        await seen.press("ctrl+u")
        assert seen.said.startswith("Taken back: Ana in C1: answered")
        await seen.press("1", "d", "2", "u", "v")
        assert "Not everyone has answered. v again" in seen.said
        assert seen.disk().checks[0].revealed is None
        await seen.press("3", "u", "4", "u")
        assert seen.row("left").text == "Everyone here has answered. v shows the answers."
        await seen.press("c")
        assert "Answers are not shown yet" in seen.said
        await seen.press("v")
        assert seen.row("person-1").tail == "▼ cannot" and seen.disk().checks[0].revealed
        await seen.press("1", "c")
        assert seen.asking.startswith("Ana, in your own words")


ASIDE = Scale(
    name="own",
    title="Our own",
    levels=(
        *THUMBS.levels,
        Level(name="aside", key="a", label="stand aside", cls=Answered.STAND_ASIDE),
        Level(name="wait", key="g", label="not yet", prompt="what do you need?", cls=Answered.NEEDS_MORE),
    ),
)


async def test_standing_aside_asks_for_a_reason_which_may_stay_private(tmp_path: Path) -> None:
    async with running(tmp_path, *ready(scale=ASIDE)) as seen:
        await open_check(seen)
        await seen.press("2", "a")
        assert seen.asking.startswith("Bo, is there a reason you would like kept?")
        await seen.type_line("private")
        given = seen.disk().checks[0].latest()[BO]
        assert given.private and given.note == ""
        assert seen.row("person-2").note == "keeps the reason private"
        await seen.press("3", "g")
        assert seen.asking.startswith("Dana: what do you need?")


async def test_who_comes_and_goes_while_people_are_asked_is_on_the_screen(tmp_path: Path) -> None:
    async with running(tmp_path, *ready(here=(1, 2, 3))) as seen:
        await open_check(seen)
        await seen.press("4", "p")
        assert seen.row("person-4").note.startswith("came in at ")
        await seen.press("u", "2", "u")
        left = Leave(person=BO)
        assert seen.app.desk
        seen.app.desk.do(left)
        await seen.press("3", "u")
        assert "the answer stands" in seen.row("person-2").note


async def test_somebody_who_cannot_commit_is_named_beside_the_party(tmp_path: Path) -> None:
    stands_in = (SeatPerson(name="Kim Vale", party="M", alternate_for=ELI), Arrive(person=5))
    async with running(tmp_path, *ready(*stands_in, here=(1, 2, 3))) as seen:
        await open_check(seen)
        assert seen.sees("Kim Vale is here for Eli and cannot commit")
