"""Who came and who left, from any stage, and what that means for deciding, everywhere it matters."""

from __future__ import annotations

from pathlib import Path

import pytest

from ibps.core.record import Record
from ibps.core.record.terms import Quorum, Terms
from ibps.core.stages.checks import Answer, OpenCheck
from ibps.core.stages.consensus import ReadAloud, WordProposal
from ibps.core.stages.opening import Arrive, ChangePerson, Leave, SeatPerson
from ibps.desk import Desk, MemoryShelf
from ibps.ui.forms import Unclear
from ibps.ui.here import QUORUM, read_coming
from tests.ui.kit import ANA, BO, DANA, ELI, begun, running
from tests.ui.projecting import meeting, projecting

THREE = Terms(quorum=Quorum(decide=3))
UNTIL = "nothing can be decided until somebody comes."
SHORT = f"2 who decide are here; 3 are needed to decide: {UNTIL}"
WORDS = (WordProposal(text="Rotate."), ReadAloud(proposal="P1"))


async def test_several_at_once_come_and_go_and_the_answer_says_what_it_means(tmp_path: Path) -> None:
    acts = begun(here=(ANA, DANA, ELI), stage="options", terms=THREE)
    async with running(tmp_path, *acts) as seen:
        await seen.type("half an option")
        await seen.press("ctrl+e")
        assert seen.asking == "Who came or left? A name or number; somebody new: Pat, L. Not here: 2 Bo."
        await seen.type_line("bo and 4")
        assert seen.last(2) == [{"do": "Arrive", "person": BO}, {"do": "Leave", "person": ELI}]
        assert seen.said == "Bo is here. Eli has left. 3 who decide are here; 3 are needed to decide."
        await seen.press("ctrl+e")
        await seen.type_line("Bo")
        assert seen.said == f"Bo has left. {SHORT}"
        assert seen.typed == "half an option" and seen.typing and seen.view == "options"
        await seen.press("ctrl+u")
        assert seen.said == "Taken back: Bo left"


async def test_somebody_who_walks_in_is_put_on_the_list_right_there(tmp_path: Path) -> None:
    async with running(tmp_path, *begun(stage="issue", terms=THREE)) as seen:
        await seen.press("ctrl+e")
        await seen.type_line("Pat Kim")
        assert seen.said.startswith(
            "Pat Kim is not on the list. To add them, give the party: "
            "Pat Kim, L (L for Labor, M for Management)."
        )
        assert seen.typed == "Pat Kim" and seen.asking
        await seen.type_line(", M, observes, Bo")
        pat, bo = seen.disk().people[-1], seen.disk().people[1]
        assert (pat.name, pat.party, pat.voice) == ("Pat Kim", "M", "observes")
        assert pat.number in seen.disk().here and bo.number not in seen.disk().here
        assert seen.said == (
            "Pat Kim is new on the list, and here. Bo has left. "
            "3 who decide are here; 3 are needed to decide."
        )


def people(*more: SeatPerson) -> Record:
    return Desk.new(MemoryShelf(), begun(*more)).record


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("Bo", [BO]),
        ("1 3", [ANA, DANA]),
        ("an, DANA and eli", [ANA, DANA, ELI]),
        ("Bo, bo, 2", [BO]),
        ("Pat, L", [("Pat", "L")]),
        ("pat, l", [("pat", "L")]),
        ("Pat, M, manager, Bo", [("Pat", "M"), BO]),
        ("Dan, L", [("Dan", "L")]),  # not Dana, and nobody whose name begins with L
        ("Bo Lund, L, Pat, M", [("Bo Lund", "L"), ("Pat", "M")]),
    ],
)
def test_people_are_read_as_they_are_named(typed: str, found: list[object]) -> None:
    read = [one if isinstance(one, int) else (one.name, one.party) for one in read_coming(people(), typed)]
    assert read == found


@pytest.mark.parametrize("typed", ["Pat", "9", "9, L", "Pat, X", ",", "Pat, L, and Zoe"])
def test_what_cannot_be_read_is_said_and_nobody_is_taken_for_somebody_else(typed: str) -> None:
    with pytest.raises(Unclear):
        read_coming(people(), typed)


def test_two_of_a_beginning_are_asked_about() -> None:
    with pytest.raises(Unclear, match="Which one\\? 4 Eli, 5 Elena"):
        read_coming(people(SeatPerson(name="Elena", party="L")), "El")


async def test_in_the_opening_the_line_under_the_people_follows_each_of_them(tmp_path: Path) -> None:
    async with running(tmp_path, *begun(here=(ANA, DANA), terms=THREE)) as seen:
        assert seen.row(QUORUM).text == SHORT
        await seen.verb("h", on="person-2")
        enough = "3 who decide are here; 3 are needed to decide."
        assert seen.row(QUORUM).text == enough and seen.said == f"Bo is here. {enough}"
        await seen.verb("h", on="person-2")
        assert seen.row(QUORUM).text == SHORT and seen.said == f"Bo is not here. {SHORT}"
        keys = [row.key for row in seen.rows]
        assert keys.index("person-4") + 1 == keys.index(QUORUM) < keys.index("terms")
        assert not [row for row in seen.rows if row.kind == "hint" and "quorum" in row.text]


async def test_in_consensus_and_in_the_check_it_is_said_where_it_falls_short(tmp_path: Path) -> None:
    acts = begun(*WORDS, here=(ANA, DANA), stage="consensus", terms=THREE)
    async with running(tmp_path, *acts) as seen:
        assert seen.row(QUORUM).text == SHORT, "before anybody is asked"
        await seen.verb("c", on="P1")
        assert seen.view == "check" and seen.row(QUORUM).text == SHORT
        await seen.press("ctrl+e")
        await seen.type_line("Bo")
        assert seen.view == "check" and not [row for row in seen.rows if row.key == QUORUM]
        await seen.choose("person-2")
        await seen.press("n")
        assert seen.last()[0]["level"] == "no_response"
        await seen.press("ctrl+e")
        await seen.type_line("2")
        assert [act["do"] for act in seen.last(2)] == ["Leave", "Answer"]
        assert seen.last()[0]["level"] == "absent", "who was silent and left is not waited for"
        assert seen.row(QUORUM).text == SHORT


async def test_a_temperature_decides_nothing_so_nothing_falls_short(tmp_path: Path) -> None:
    acts = begun(*WORDS, here=(ANA, DANA), stage="consensus", terms=THREE)
    async with running(tmp_path, *acts) as seen:
        await seen.verb("t", on="P1")
        assert seen.view == "check" and not [row for row in seen.rows if row.key == QUORUM]


async def test_the_room_is_told_in_every_stage_while_too_few_are_here(tmp_path: Path) -> None:
    path = tmp_path / "meeting.json"
    desk = meeting(path, *begun(here=(ANA, BO, DANA), stage="interests", terms=THREE))
    async with projecting(path, size=(60, 20)) as window:
        await window.until_sees("2/5 INTERESTS")
        assert not window.sees("needed to decide")
        desk.do(Leave(person=BO))
        await window.until_sees(SHORT)
        assert window.part("banner") == SHORT
        desk.do(*WORDS, OpenCheck(proposal="P1"), Answer(check="C1", person=ANA, level="up"))
        await window.until_sees("DECIDING NOW")
        assert window.part("banner").splitlines()[0] == SHORT and window.see().count(SHORT) <= 1
        desk.do(Arrive(person=BO))
        await window.wait(lambda: not window.sees("needed to decide"), "enough again")
        assert [row.key for row in window.wall.board.given].count(QUORUM) == 0


async def test_in_the_room_the_opening_has_it_under_the_names(tmp_path: Path) -> None:
    path = tmp_path / "meeting.json"
    desk = meeting(path, *begun(here=(ANA, DANA), terms=THREE))
    async with projecting(path) as window:
        await window.until_sees(SHORT)
        assert window.part("banner") == ""
        desk.do(ChangePerson(person=DANA, voice="observes"))  # type: ignore[arg-type]
        await window.until_sees("1 who decides is here; 3 are needed to decide:")
