"""The scale on the screen: as it will look in a check, answer by answer, and the scales to choose from."""

from __future__ import annotations

from pathlib import Path

import pytest

from ibps.core.record.terms import FIST_TO_FIVE, SCALES, THUMBS, Answered, Level, Scale, Terms
from ibps.core.stages.consensus import ReadAloud, WordProposal
from ibps.ui.actions import actions_for, letter_for
from ibps.ui.shapes import SHAPES, legend
from tests.ui.asking import clear, leaves, refuses, unsaved
from tests.ui.kit import Seen, begun, flat, running


async def to_scale(seen: Seen) -> None:
    await seen.verb("e", on="term-scale")
    assert seen.view == "scale"


async def answer(seen: Seen, *texts: str) -> None:
    """Answers to a form; what stands on the line already is replaced."""
    for text in texts:
        if text:
            await clear(seen)
        await seen.type_line(text)


def hints(seen: Seen) -> list[str]:
    return [row.text for row in seen.rows if row.kind == "hint"]


def scale(seen: Seen) -> Scale:
    return seen.disk().terms.scale


@pytest.mark.parametrize("name", SCALES)
@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 40)])
async def test_the_line_of_the_check_stands_above_and_every_answer_below(
    tmp_path: Path, name: str, size: tuple[int, int]
) -> None:
    used = SCALES[name]
    words = (WordProposal(text="Rotate."), ReadAloud(proposal="P1"))
    async with running(tmp_path, *begun(*words, terms=Terms(scale=used)), size=size) as seen:
        await to_scale(seen)
        assert seen.sees(f"In a check: {legend(used)}") and not hints(seen)
        assert seen.selected == f"level-{used.levels[0].name}"
        for level in used.levels:
            row = seen.row(f"level-{level.name}")
            assert (row.text, row.tail[-1]) == (level.label, level.key)
            assert SHAPES[level.cls][0] in row.tail and level.meaning in row.note
            assert ("What concerns you" in row.note) == (level.cls in (Answered.BLOCK, Answered.NEEDS_MORE))
            await seen.choose(row.key)
            assert seen.sees(level.label)
        await seen.press("escape")
        await seen.press("ctrl+n", "ctrl+n", *["ctrl+n"] * 8)
        await seen.verb("c", on="P1")
        assert seen.view == "check" and flat(legend(used)) in flat(seen.said)


async def test_an_answer_of_a_built_in_scale_is_changed_in_an_own_copy(tmp_path: Path) -> None:
    async with running(tmp_path, *begun()) as seen:
        await to_scale(seen)
        assert "Thumbs stays as it is" in " ".join(seen.see())
        await seen.verb("e", on="level-down")
        assert seen.typed == "cannot"
        await answer(seen, "not this way", "It costs too much.", "needs", "What is missing?", "t")
        own = scale(seen)
        assert (own.name, own.title, own.version) == ("our-thumbs", "Our thumbs", 2)
        assert own.levels[:2] == THUMBS.levels[:2]
        assert own.levels[2] == Level(
            name="not_this_way",
            key="t",
            label="not this way",
            meaning="It costs too much.",
            cls=Answered.NEEDS_MORE,
            prompt="What is missing?",
        )
        assert seen.said.startswith("Thumbs stays as it is; this is your own copy, Our thumbs.")
        assert seen.selected == "level-not_this_way" and "What is missing?" in seen.row(seen.selected).note
        await seen.press("enter")
        await answer(seen, "", "", "", "", "")
        assert seen.said == "Nothing was changed." and scale(seen) == own
        await seen.press("ctrl+u")
        assert scale(seen) == THUMBS and seen.view == "scale"
        await seen.press("ctrl+r")
        assert scale(seen) == own


async def test_answers_are_added_taken_out_and_moved_each_a_version_further(tmp_path: Path) -> None:
    async with running(tmp_path, *begun()) as seen:
        await to_scale(seen)
        await seen.verb("n")
        await answer(seen, "stand aside", "", "stands", "", "")
        assert [level.name for level in scale(seen).levels] == ["up", "sideways", "down", "stand_aside"]
        assert scale(seen).levels[3].cls is Answered.STAND_ASIDE and scale(seen).levels[3].key == "s"
        version = scale(seen).version
        await seen.verb("b", on="level-stand_aside")
        assert [level.name for level in scale(seen).levels] == ["up", "sideways", "stand_aside", "down"]
        await seen.press("l")
        assert [level.name for level in scale(seen).levels][3] == "stand_aside"
        assert scale(seen).version == version + 2 and seen.selected == "level-stand_aside"
        before = seen.path.read_bytes()
        await seen.press("l")
        assert seen.said == "stand aside is the last already." and seen.path.read_bytes() == before
        await seen.verb("x", on="level-sideways")
        await seen.verb("x", on="level-stand_aside")
        assert [level.name for level in scale(seen).levels] == ["up", "down"]
        before = seen.path.read_bytes()
        await seen.verb("x", on="level-up")
        assert seen.said == "A scale has two answers at least." and seen.path.read_bytes() == before


async def test_twelve_answers_are_the_most(tmp_path: Path) -> None:
    async with running(tmp_path, *begun()) as seen:
        await to_scale(seen)
        for at in range(9):
            await seen.verb("n")
            await answer(seen, f"step {at}", "", "abstains", "", "")
        assert len(scale(seen).levels) == 12
        await seen.verb("n")
        assert not seen.asking and seen.said.startswith("12 answers are the most")


async def test_a_key_the_check_needs_is_refused_with_the_free_ones(tmp_path: Path) -> None:
    async with running(tmp_path, *begun()) as seen:
        await to_scale(seen)
        await seen.verb("n")
        await answer(seen, "cautious", "", "needs", "")
        letters = [action.key for action in actions_for("check") if len(action.key) == 1]
        assert {"w", "c", "p", "n", "x"} <= set(letters)
        await refuses(seen, *letters, "u", "ab", "7", "é")
        await answer(seen, "w")
        assert seen.said.startswith("w is kept for words in a check. Free: a b ")
        free = seen.said.partition("Free: ")[2].partition(".")[0].split()
        assert all(letter_for("check", key) is None for key in free) and not {"u", "l", "d"} & set(free)
        await answer(seen, "U")
        assert "u is the key of “support”" in seen.said
        await clear(seen)
        await seen.press("enter")
        assert scale(seen).levels[3].key == "a", "c and w of its letters mean something else in a check"


async def test_words_that_cannot_be_a_level_are_refused(tmp_path: Path) -> None:
    async with running(tmp_path, *begun()) as seen:
        await to_scale(seen)
        await seen.verb("n")
        await refuses(seen, "Support", "x" * 41, "")
        await answer(seen, "Absent", "")
        await refuses(seen, "s", "maybe", "absent", "")
        await answer(seen, "abst", "", "")
        assert scale(seen).levels[3].name == "absent_2"
        for row, letter in (("level-up", "e"), ("", "n")):
            await seen.verb(letter, on=row)
            await leaves(seen)


async def test_scales_are_used_copied_and_named(tmp_path: Path) -> None:
    async with running(tmp_path, *begun(), size=(80, 40)) as seen:
        await to_scale(seen)
        await seen.verb("u", on="scale-1")
        assert scale(seen) == FIST_TO_FIVE and seen.row("scale-1").tail == "● in use"
        before = seen.path.read_bytes()
        await seen.press("u")
        assert seen.said == "Fist to five is in use." and seen.path.read_bytes() == before
        await seen.verb("c", on="scale-0")
        await refuses(seen, "thumbs", "x" * 41, "")
        await answer(seen, "Ward café scale")
        own = scale(seen)
        assert (own.name, own.version, own.levels) == ("ward-cafe-scale", 1, THUMBS.levels)
        await seen.verb("e", on="level-up")
        await answer(seen, "yes", "", "", "", "")
        edited = scale(seen)
        assert (edited.name, edited.version) == ("ward-cafe-scale", 2)
        await seen.verb("u", on="scale-0")
        assert scale(seen) == THUMBS and seen.row("scale-3").text == "Ward café scale · version 2"
        await seen.press("escape")
        await to_scale(seen)
        await seen.choose("scale-3")
        await seen.press("enter")
        assert scale(seen) == edited, "what was changed is there still after another scale was used"
        await seen.verb("e", on="scale-3")
        await answer(seen, "Ward scale")
        assert (scale(seen).name, scale(seen).title) == ("ward-cafe-scale", "Ward scale")
        assert scale(seen).version == 3
        await seen.verb("e", on="scale-0")
        assert seen.said.startswith("u uses this scale") and not seen.asking


async def test_a_scale_that_cannot_say_yes_or_stop_is_allowed_and_said(tmp_path: Path) -> None:
    up, sideways, down = THUMBS.levels
    no_yes = Scale(name="own", title="Own", levels=(down, down.but(name="later", key="t", label="later")))
    no_stop = Scale(name="own", title="Own", levels=(up, sideways.but(key="x")))
    async with running(tmp_path, *begun(terms=Terms(scale=no_yes))) as seen:
        await to_scale(seen)
        assert len(hints(seen)) == 1 and "nothing can be consensus" in hints(seen)[0]
    async with running(tmp_path, *begun(terms=Terms(scale=no_stop)), title="Another") as seen:
        await to_scale(seen)
        stop, key = hints(seen)
        assert "nobody can stop anything" in stop
        assert key == "? x is kept for close in a check. Give “can live with it” another key."


async def test_every_answer_of_an_own_scale_has_its_key_in_the_check(tmp_path: Path) -> None:
    words = (WordProposal(text="Rotate."), ReadAloud(proposal="P1"))
    async with running(tmp_path, *begun(*words)) as seen:
        await to_scale(seen)
        await seen.verb("n")
        await answer(seen, "wary", "", "needs", "What would calm you?", "")
        own = scale(seen)
        await seen.press("escape")
        while seen.view != "consensus":
            await seen.press("ctrl+n")
        await seen.verb("c", on="P1")
        for level in own.levels:
            await seen.press("1", level.key)
            if seen.asking:
                await seen.type_line("", "")
            given = seen.disk().checks[0].latest()[1]
            assert (given.level, given.cls) == (level.name, level.cls)
        assert seen.disk().checks[0].scale == own


async def test_terms_stand_still_while_a_check_is_open(tmp_path: Path) -> None:
    words = (WordProposal(text="Rotate."), ReadAloud(proposal="P1"))
    async with running(tmp_path, *begun(*words, stage="consensus")) as seen:
        await seen.verb("c", on="P1")
        await seen.press("escape")
        await seen.until("opening", "f3")
        await to_scale(seen)
        await seen.verb("x", on="level-up")
        assert "A consensus check is open" in seen.said and scale(seen) == THUMBS


async def test_a_scale_the_disk_does_not_take(tmp_path: Path) -> None:
    async with running(tmp_path, *begun()) as seen:
        await to_scale(seen)
        await seen.verb("c")
        await unsaved(seen, "Ours")
        assert scale(seen).title == "Ours"
