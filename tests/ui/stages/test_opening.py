"""The opening on the screen: every key does what its words say, and nothing typed is lost."""

from __future__ import annotations

from pathlib import Path

import pytest

from ibps.core.record.people import Role, Voice
from ibps.core.record.terms import Alternates, Terms
from ibps.core.stages.opening import ChangePerson, CloseSitting, NameParty
from tests.ui.asking import clear, each_leaves, refuses, unsaved
from tests.ui.kit import ANA, BO, DANA, ELI, PEOPLE, TODAY, begun, running


async def test_a_name_is_seated_in_the_party_of_the_line_and_is_here(tmp_path: Path) -> None:
    async with running(tmp_path, *begun()) as seen:
        assert seen.prompt == "[L]"
        await seen.type_line("Cy")
        await seen.press("tab")
        await seen.type_line("Fay, steward, advises, night shift")
        record = seen.disk()
        cy, fay = record.people[4:]
        assert (cy.name, cy.party, cy.role, cy.voice) == ("Cy", "L", Role.MEMBER, Voice.DECIDES)
        assert (fay.name, fay.party, fay.role, fay.voice) == ("Fay", "M", Role.STEWARD, Voice.ADVISES)
        assert fay.speaks_for == "night shift" and {5, 6} <= record.here
        assert seen.typed == "" and seen.selected == "person-6"


async def test_pasted_names_become_one_person_each(tmp_path: Path) -> None:
    async with running(tmp_path, *begun()) as seen:
        await seen.paste("Cy\nFay, lead\n\n  Lou  ")
        await seen.press("enter")
        assert [person.name for person in seen.disk().people[4:]] == ["Cy", "Fay", "Lou"]
        assert seen.disk().person(6).role is Role.LEAD and {5, 6, 7} <= seen.disk().here


async def test_without_a_sitting_a_name_is_on_the_list_only(tmp_path: Path) -> None:
    async with running(tmp_path, *begun(CloseSitting())) as seen:
        await seen.type_line("Cy")
        assert seen.disk().people[4].name == "Cy" and seen.disk().here == frozenset()


async def test_a_name_that_is_taken_is_refused_and_stays_on_the_line(tmp_path: Path) -> None:
    async with running(tmp_path, *begun()) as seen:
        await seen.type_line("ana")
        assert "already in the room list" in seen.said and seen.typed == "ana"
        assert len(seen.disk().people) == 4


async def test_here_and_not_here(tmp_path: Path) -> None:
    async with running(tmp_path, *begun(here=(ANA,))) as seen:
        await seen.verb("h", on="person-2")
        assert seen.disk().here == {ANA, BO} and seen.row("person-2").tail == "● here"
        await seen.verb("h", on="person-2")
        # A slip at the door leaves no trace of somebody who came and went.
        assert seen.disk().here == {ANA} and [s.person for s in seen.disk().sittings[0].stays] == [ANA]
        assert seen.row("person-2").tail == "– not here"


async def test_everyone_is_here(tmp_path: Path) -> None:
    async with running(tmp_path, *begun(here=(BO,))) as seen:
        await seen.verb("y")
        assert seen.disk().here == {ANA, BO, DANA, ELI}
        before = seen.path.read_bytes()
        await seen.press("y")
        assert seen.said == "Everyone is here." and seen.path.read_bytes() == before


async def test_chair_voice_role_name_and_whom_somebody_speaks_for(tmp_path: Path) -> None:
    async with running(tmp_path, *begun()) as seen:
        await seen.verb("c", on="person-2")
        assert seen.disk().person(BO).role is Role.COCHAIR and "Bo (co-chair)" in seen.row("person-2").text
        await seen.verb("c", on="person-2")
        assert seen.disk().person(BO).role is Role.MEMBER
        for voice in (*list(Voice)[1:], Voice.DECIDES):
            await seen.verb("v", on="person-2")
            assert seen.disk().person(BO).voice is voice
        await seen.verb("r", on="person-2")
        await refuses(seen, "boss", "")
        await seen.type_line("stew")
        assert seen.disk().person(BO).role is Role.STEWARD
        await seen.verb("e", on="person-2")
        assert seen.typed == "Bo"
        await seen.type_line("by Lee")
        assert seen.disk().person(BO).name == "Boby Lee"
        await seen.verb("f", on="person-2")
        await seen.type_line("night shift")
        assert seen.disk().person(BO).speaks_for == "night shift"
        assert seen.row("person-2").text == "Boby Lee (steward, for night shift)"


@pytest.mark.parametrize("letter", "hcvrfi")
async def test_what_is_done_to_a_person_wants_a_person(tmp_path: Path, letter: str) -> None:
    async with running(tmp_path, *begun()) as seen:
        before = seen.path.read_bytes()
        await seen.verb(letter, on="term-mandate")
        assert seen.said == "Choose a person or a term first, with the arrows or a number."
        assert seen.path.read_bytes() == before and not seen.asking


async def test_a_party_added(tmp_path: Path) -> None:
    async with running(tmp_path, *begun()) as seen:
        await seen.verb("p", on="term-mandate")
        await refuses(seen, "PP", "7", "")
        await seen.type_line("p", "Physicians")
        await refuses(seen, "perhaps", "")
        await seen.type_line("yes")
        party = seen.disk().party("P")
        assert (party.name, party.required) == ("Physicians", False)
        assert seen.row("party-P").text == "PHYSICIANS · may be absent when we decide"
        await seen.slot("P")


async def test_a_party_is_changed_from_the_line_of_one_of_its_people(tmp_path: Path) -> None:
    more = NameParty(letter="M", name="Management", constituency="three clinics", chosen="by the director")
    async with running(tmp_path, *begun(more)) as seen:
        await seen.verb("p", on="person-3")
        assert "Enter for M, Management" in seen.asking
        await seen.type_line("")
        assert seen.typed == "Management" and not seen.disk().party("L").name.startswith("M")
        await seen.type_line(" team", "")
        party = seen.disk().party("M")
        assert (party.name, party.required) == ("Management team", True)
        assert (party.constituency, party.chosen) == ("three clinics", "by the director")
        await seen.verb("p", on="person-3")
        await seen.type_line("l", "", "yes")
        assert (seen.disk().party("L").name, seen.disk().party("L").required) == ("Labor", False)
        await seen.verb("p", on="person-1")
        await seen.type_line("", "", "")
        assert not seen.disk().party("L").required, "Enter leaves it as it was"
        await seen.verb("p", on="person-1")
        await seen.type_line("")
        await clear(seen)
        await seen.press("escape")
        assert not seen.asking and seen.disk().party("L").name == "Labor"


async def test_standing_in_for_somebody_and_what_that_allows(tmp_path: Path) -> None:
    async with running(tmp_path, *begun()) as seen:
        await seen.verb("i", on="person-2")
        await refuses(seen, "Nobel", "7", "")
        await seen.type_line("Ana")
        assert seen.disk().person(BO).alternate_for == ANA
        assert seen.row("person-2").text == "Bo (for Ana, cannot commit)"
        await seen.verb("e", on="term-alternates")
        assert seen.disk().terms.alternates is Alternates.COMMIT
        assert seen.row("person-2").text == "Bo (answers for Ana)"
        await seen.verb("v", on="person-2")
        assert seen.row("person-2").text == "Bo (advises, for Ana, cannot commit)"
        await seen.verb("i", on="person-4")
        await seen.type_line("Bo")
        assert "Not for Bo: one stands in for a member" in seen.said and seen.typed == "Bo"
        await clear(seen)
        await seen.type_line("3")
        assert seen.disk().person(ELI).alternate_for == DANA
        assert seen.row("person-4").text == "Eli (answers for Dana)"
        for nobody in ("0", "nobody"):
            await seen.verb("i", on="person-4")
            await seen.type_line(nobody)
            assert seen.disk().person(ELI).alternate_for is None and seen.row("person-4").text == "Eli"


async def test_an_alternate_who_may_only_speak_by_the_terms(tmp_path: Path) -> None:
    terms = Terms(alternates=Alternates.COMMIT)
    async with running(tmp_path, *begun(ChangePerson(person=BO, alternate_for=ANA), terms=terms)) as seen:
        assert seen.row("person-2").text == "Bo (answers for Ana)"
        await seen.verb("e", on="term-alternates")
        assert seen.row("person-2").text == "Bo (for Ana, cannot commit)"


async def test_somebody_touched_and_not_here(tmp_path: Path) -> None:
    async with running(tmp_path, *begun()) as seen:
        await seen.verb("n")
        await seen.type_line("Night housekeeping", "Bo asks at the 2 am break")
        one = seen.disk().affected[0]
        assert (one.who, one.asked_how) == ("Night housekeeping", "Bo asks at the 2 am break")
        await seen.verb("n")
        await seen.type_line("Float pool", "")
        assert seen.disk().affected[1].asked_how == ""
        assert seen.sees("AFFECTED, NOT IN THE ROOM Night housekeeping")


async def test_the_next_sitting(tmp_path: Path) -> None:
    async with running(tmp_path, *begun()) as seen:
        await seen.verb("s")
        assert "is still open" in seen.said and len(seen.disk().sittings) == 1
    async with running(tmp_path, *begun(CloseSitting()), title="Another") as seen:
        await seen.verb("s")
        assert [s.date for s in seen.disk().sittings] == [TODAY, TODAY] and seen.disk().sitting is not None
        assert "Mark who is here" in seen.said


async def test_role_cards_belong_to_practice(tmp_path: Path) -> None:
    async with running(tmp_path, *begun()) as seen:
        await seen.verb("d")
        assert seen.said == "Role cards belong to practice scenarios." and seen.view == "opening"


async def test_esc_leaves_every_question(tmp_path: Path) -> None:
    async with running(tmp_path, *begun(), size=(80, 40)) as seen:
        await each_leaves(
            seen,
            [
                ("r", "person-1"),
                ("e", "person-1"),
                ("f", "person-1"),
                ("p", ""),
                ("i", "person-1"),
                ("n", ""),
            ],
        )


async def test_a_name_the_disk_does_not_take(tmp_path: Path) -> None:
    async with running(tmp_path, *begun()) as seen:
        await unsaved(seen, "Cy, steward")
        assert seen.disk().people[4].name == "Cy" and len(PEOPLE) + 1 == len(seen.disk().people)


async def test_an_answer_the_disk_does_not_take(tmp_path: Path) -> None:
    async with running(tmp_path, *begun()) as seen:
        await seen.verb("f", on="person-2")
        await unsaved(seen, "night shift")
        assert seen.disk().person(BO).speaks_for == "night shift"


async def test_a_key_the_disk_does_not_take(tmp_path: Path) -> None:
    async with running(tmp_path, *begun()) as seen:
        seen.break_disk("disk full")
        before = seen.path.read_bytes()
        await seen.verb("g")
        assert "NOT SAVED: disk full" in seen.status and seen.path.read_bytes() == before
        assert seen.row("terms").text != "TERMS · agreed"
        seen.mend_disk()
        await seen.press("g")
        assert "NOT SAVED" not in seen.status and seen.disk().terms_agreed
