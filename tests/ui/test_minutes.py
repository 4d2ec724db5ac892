"""The minutes on the screen: gaps, reading back, attesting one by one, six words, corrections."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from ibps.core.gaps import gaps
from ibps.core.minutes import EDITION
from ibps.core.record.people import Role
from ibps.core.seal import holds
from ibps.core.stages.closing import AddAction, AddMeasure, ReadBackMinutes
from ibps.core.stages.opening import ChangePerson, CloseSitting, NameParty, SeatPerson
from ibps.ui.minutes import GAPS
from tests.ui.asking import refuses, unsaved
from tests.ui.kit import ANA, DANA, Seen, begun, running

TASK = AddAction(text="Post the chart")
READ = ReadBackMinutes()


def ready(*more: Any, **fields: Any) -> Any:
    return begun(TASK, READ, *more, stage="closing", **fields)


def words(seen: Seen) -> list[str]:
    """The letters on the screen of the six words, put together again."""
    return ["".join(row.text.split()[1:]).lower() for row in seen.rows if row.key.startswith("word")]


async def attest(seen: Seen) -> None:
    """Both co-chairs: accurate."""
    await seen.verb("g")
    await seen.press("a", "enter", "a")
    assert seen.view == "code"


# the page


async def test_open_points_stand_above_the_page_and_never_on_it(tmp_path: Path) -> None:
    acts = begun(TASK, AddMeasure(text="Evenings"), stage="closing")
    async with running(tmp_path, *acts, size=(100, 40)) as seen:
        await seen.verb("r")
        keys = [row.key for row in seen.rows]
        assert keys.index("gaps") < keys.index("gap0") < keys.index("below") < keys.index("line0")
        for text in ("A1 has no owner.", "A1 has no date.", "the figure of M1", "No day is set"):
            assert seen.sees(text)
        on_screen = [row.text for row in seen.rows if row.key.startswith("line")]
        await seen.press("enter")
        (minutes,) = seen.disk().minutes
        assert list(minutes.page) == [line if line != " " else "" for line in on_screen]
        (act,) = [act for act in seen.acts() if act["do"] == "ReadBackMinutes"]
        assert act["page"] == list(minutes.page) and act["edition"] == EDITION


async def test_every_gap_has_its_words(tmp_path: Path) -> None:
    import ast
    import inspect

    tree = ast.parse(inspect.getsource(inspect.getmodule(gaps)))  # type: ignore[arg-type]
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    made = {
        node.args[0].value
        for node in calls
        if isinstance(node.func, ast.Name)
        and node.func.id == "Hint"
        and isinstance(node.args[0], ast.Constant)
    }
    assert made == GAPS.keys()


async def test_reading_back_goes_on_to_attesting_and_never_twice(tmp_path: Path) -> None:
    async with running(tmp_path, *begun(TASK, stage="closing")) as seen:
        await seen.verb("r")
        assert seen.banner == "NOT READ BACK YET" and "Enter read back" in seen.hint
        await seen.press("enter")
        assert seen.view == "attest" and len(seen.disk().minutes) == 1
        await seen.press("escape")
        assert seen.view == "minutes" and seen.banner == "N1 DRAFT · Ana and Dana still to attest"
        await seen.press("enter")
        assert seen.view == "attest" and len(seen.disk().minutes) == 1


async def test_other_pages_are_a_key_away_each_with_its_state(tmp_path: Path) -> None:
    async with running(tmp_path, *ready()) as seen:
        await attest(seen)
        await seen.press("enter")
        await seen.slot("Action")
        await seen.type_line("One more")
        await seen.verb("r")
        assert seen.banner == "NOT READ BACK YET" and seen.row("line0").text == "This page replaces N1."
        await seen.press("p")
        code = seen.disk().minutes[0].seal
        assert code and seen.banner == f"N1 ATTESTED · {code.code}"
        assert not any(row.key.startswith("gap") for row in seen.rows)
        assert "One more" not in " ".join(row.text for row in seen.rows)
        await seen.press("p")
        assert seen.said == "There is no page before this one."
        await seen.press("enter")
        assert seen.view == "code"
        await seen.press("enter", "n", "n")
        assert seen.said == "There is no page after this one." and seen.banner == "NOT READ BACK YET"


async def test_a_draft_that_was_followed_is_looked_at_and_not_attested(tmp_path: Path) -> None:
    async with running(tmp_path, *begun(TASK, READ, AddAction(text="More"), READ, stage="closing")) as seen:
        await seen.verb("r")
        assert seen.banner.startswith("N2 DRAFT")
        await seen.press("p")
        assert seen.banner == "N1 DRAFT · followed by N2"
        await seen.press("enter")
        assert (
            seen.view == "minutes" and "followed by N2" in seen.said and not seen.disk().minutes[0].attested
        )


# attesting


async def test_each_side_by_name_then_the_six_words(tmp_path: Path) -> None:
    async with running(tmp_path, *ready()) as seen:
        await seen.verb("g")
        assert seen.question == "Ana: is page N1 accurate? Then Dana."
        assert [row.key for row in seen.rows] == ["person-1", "person-3"]
        assert seen.row("person-1").tail == "· not asked yet" and seen.selected == "person-1"
        await seen.press("a")
        assert seen.row("person-1").tail == "✓ accurate" and seen.banner == "N1 DRAFT · Dana still to attest"
        assert seen.question == "Dana: is page N1 accurate?" and seen.selected == "person-1"
        assert seen.disk().minutes[0].seal is None
        await seen.press("enter")
        assert seen.selected == "person-3"
        await seen.press("e")
        assert seen.asking == "Dana, in your own words: accurate except what?"
        await refuses(seen, "")
        await seen.type_line("the date of A1")
        (minutes,) = seen.disk().minutes
        assert minutes.seal and holds("real", minutes)
        assert [(one.person, one.verdict.value, one.exception) for one in minutes.attested] == [
            (ANA, "accurate", ""),
            (DANA, "except", "the date of A1"),
        ]
        assert seen.view == "code" and words(seen) == minutes.seal.code.split()
        await seen.press("enter")
        assert seen.view == "closing"


async def test_a_key_held_down_is_one_person_s_word(tmp_path: Path) -> None:
    async with running(tmp_path, *ready()) as seen:
        await seen.verb("g")
        await seen.type("a" * 20)
        (minutes,) = seen.disk().minutes
        assert [one.person for one in minutes.attested] == [ANA] and minutes.seal is None
        assert seen.said == "Ana has said that already. Enter goes to the next person."


async def test_each_word_has_a_random_value_of_its_own(tmp_path: Path) -> None:
    nonces = []
    for place in ("one", "two"):
        async with running(tmp_path / place, *ready()) as seen:
            await attest(seen)
            nonces += [act["nonce"] for act in seen.acts() if act["do"] == "AttestMinutes"]
    assert len(nonces) == 4 and len(set(nonces)) == 4


async def test_not_yet_keeps_it_a_draft_until_that_person_says_otherwise(tmp_path: Path) -> None:
    async with running(tmp_path, *ready()) as seen:
        await seen.verb("g")
        await seen.press("n", "enter", "a")
        assert seen.view == "attest" and seen.row("person-1").tail == "◐ not yet"
        assert seen.question == "Ana: is page N1 accurate?" and seen.disk().minutes[0].seal is None
        await seen.press("enter", "a")
        assert seen.said == "Ana has said: not yet. a again changes that to: accurate."
        await seen.press("a")
        assert seen.view == "code" and seen.disk().minutes[0].seal


async def test_a_key_that_overtakes_the_cursor_changes_nobody_s_word(tmp_path: Path) -> None:
    async with running(tmp_path, *ready()) as seen:
        await seen.verb("g")
        await seen.press("a")
        for key in ("enter", "n"):  # one after the other, as fast as they go
            seen._send(key)
        await seen.settle()
        (minutes,) = seen.disk().minutes
        assert minutes.latest()[ANA].verdict == "accurate"


async def test_the_page_is_a_key_away_and_back(tmp_path: Path) -> None:
    async with running(tmp_path, *ready()) as seen:
        await seen.verb("g")
        await seen.press("w")
        assert seen.view == "minutes" and seen.sees("A1 Post the chart")
        await seen.press("escape")
        assert seen.view == "attest"


async def test_no_sitting_is_needed_to_attest(tmp_path: Path) -> None:
    async with running(tmp_path, *ready(CloseSitting())) as seen:
        await attest(seen)
        assert seen.disk().minutes[0].seal and seen.disk().sitting is None


async def test_a_further_required_party_is_asked_too(tmp_path: Path) -> None:
    pia = (NameParty(letter="P", name="Physicians"), SeatPerson(name="Pia", party="P", role=Role.LEAD))
    async with running(tmp_path, *begun(*pia, TASK, READ, stage="closing")) as seen:
        await seen.verb("g")
        assert seen.question == "Ana: is page N1 accurate? Then Dana and Pia."
        await seen.press("a", "enter", "a")
        assert seen.view == "attest" and seen.banner == "N1 DRAFT · Pia still to attest"
        await seen.press("enter", "a")
        assert seen.view == "code"


async def test_one_party_alone_attests_nothing_and_is_told_so(tmp_path: Path) -> None:
    member = ChangePerson(person=DANA, role=Role.MEMBER)
    both = (NameParty(letter="M", name="Management", required=False), member)
    async with running(tmp_path, *begun(*both, TASK, READ, stage="closing")) as seen:
        await seen.verb("g")
        assert seen.sees("A page is attested by two parties or more.")
        await seen.press("a")
        assert seen.sees("a draft has no six words") and seen.disk().minutes[0].seal is None


async def test_undo_takes_back_a_word_and_stops_at_an_attested_page(tmp_path: Path) -> None:
    async with running(tmp_path, *ready()) as seen:
        await seen.verb("g")
        await seen.press("a", "ctrl+u")
        assert not seen.disk().minutes[0].attested and seen.row("person-1").tail == "· not asked yet"
        await seen.press("a", "enter", "a", "enter", "ctrl+u")
        assert seen.said.startswith("N1 is attested: it and what came before it stay as they are.")
        assert seen.disk().minutes[0].seal


async def test_a_page_taken_back_under_its_view(tmp_path: Path) -> None:
    async with running(tmp_path, *begun(TASK, stage="closing")) as seen:
        await seen.verb("r")
        await seen.press("enter", "ctrl+u")
        assert seen.view == "attest" and seen.question.startswith("This page is not in the record any more.")
        await seen.press("a")
        assert seen.view == "minutes" and not seen.disk().minutes


async def test_a_disk_that_takes_nothing(tmp_path: Path) -> None:
    async with running(tmp_path, *ready()) as seen:
        await seen.verb("g")
        seen.break_disk()
        await seen.press("a")
        assert "NOT SAVED" in seen.status and seen.row("person-1").tail == "· not asked yet"
        seen.mend_disk()
        await seen.press("a", "enter", "e")
        await unsaved(seen, "the date")
        assert seen.disk().minutes[0].seal


# the six words


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 40)])
async def test_the_six_words_fit_with_their_digest(tmp_path: Path, size: tuple[int, int]) -> None:
    async with running(tmp_path, *ready(), size=size) as seen:
        await attest(seen)
        seal = seen.disk().minutes[0].seal
        assert seal
        lines = seen.see()
        spelled = ["   ".join(word.upper()) for word in seal.code.split()]  # a word may come up twice
        assert len([line for line in lines if any(word in line for word in spelled)]) == 6
        assert seal.digest in "".join("".join(lines).split()).replace("Seal:", "")
        assert seen.question == "Each side writes these six words in its own notes."


async def test_the_six_words_again_later(tmp_path: Path) -> None:
    async with running(tmp_path, *ready()) as seen:
        await seen.press("f4", "k")
        assert seen.view == "answer" and seen.said.startswith("No page is attested yet")
        assert seen.row("code0").text == "N1 is a draft: Ana and Dana to attest."
        await seen.press("escape")
        await attest(seen)
        seal = seen.disk().minutes[0].seal
        await seen.press("enter", "f4")
        assert seal and seen.row("code0").text == f"N1 attested 14 Mar 2026. Closing code: {seal.code}"
        await seen.press("k")
        assert words(seen) == seal.code.split()
        await seen.press("escape", "escape", "r", "k")
        assert words(seen) == seal.code.split()
        await seen.press("escape")
        await seen.press("escape")
        await seen.to_list()
        await seen.until("desk", "escape")
        await seen.press("enter", "k")
        assert seen.view == "code" and words(seen) == seal.code.split()
        await seen.press("escape", "p")
        assert seen.view == "minutes" and seen.banner == f"N1 ATTESTED · {seal.code}"


# corrections


async def test_a_correction_names_the_page_and_why_and_is_attested_again(tmp_path: Path) -> None:
    async with running(tmp_path, *ready()) as seen:
        await attest(seen)
        await seen.press("enter", "r", "c")
        assert seen.asking == "Which page is corrected? (N1)" and seen.typed == "N1"
        await seen.press("backspace")
        await refuses(seen, "7")
        await seen.press("backspace")
        await seen.type_line("1", "A1 was left out")
        assert seen.view == "minutes" and seen.banner == "N2 DRAFT · Ana and Dana still to attest"
        assert seen.row("line0").text == "This page replaces N1, because: A1 was left out."
        await seen.press("enter", "a", "enter", "a")
        first, second = seen.disk().minutes
        assert first.seal and second.seal and second.seal.previous == first.seal.digest
        assert (second.replaces, second.because) == ("N1", "A1 was left out")
        assert words(seen) == second.seal.code.split()


async def test_nothing_to_correct_yet(tmp_path: Path) -> None:
    async with running(tmp_path, *ready()) as seen:
        await seen.verb("r")
        await seen.press("c")
        assert not seen.asking and seen.said.startswith("No page is attested yet.")


async def test_a_reader_attests_and_corrects_nothing(tmp_path: Path) -> None:
    async with running(tmp_path, *ready()) as seen:
        before = seen.path.read_bytes()
        await seen.to_list()
        await seen.until("desk", "escape")
        await seen.press("enter", "p")
        assert seen.view == "minutes" and "read back" not in seen.hint and "Enter" not in seen.hint
        await seen.press("c")
        assert "for reading only" in seen.said and not seen.asking
        await seen.press("enter")
        assert seen.view == "reader"
        from ibps.ui.view import Go

        seen.app.begin(lambda: seen.app.carry(Go("attest", "N1")))
        await seen.settle()
        for key in "an":
            await seen.press(key)
            assert "for reading only" in seen.said
        assert seen.path.read_bytes() == before
