"""The guide is complete, short enough for the room, and neutral."""

import ast
import re
import string
import textwrap
from importlib import resources
from pathlib import Path

import pytest

from ibps.core.record.terms import GROUND_RULES, NOTICE, RULES
from ibps.guide import Page, Section, load

STAGES = ("opening", "issue", "interests", "options", "standards", "consensus", "closing")
PAGES = (*STAGES, "anywhere", "terms", "welcome", "help")

SECTIONS = (
    "Title", "Question", "Entry", "Coach", "Say", "Watch for", "Done when", "Next step", "Hints",
    "Next", "Empty",
)  # fmt: skip
PARAGRAPHS = {"Title": 14, "Question": 76, "Entry": 44, "Coach": 100, "Next": 100, "Empty": 120}

DONE = {
    "opening": "sitting_open required_parties_here cochairs_here terms_agreed",
    "issue": "every_story_told facts_sorted question_worded every_party_ok",
    "interests": "every_party_heard every_party_confirms shared_marked",
    "options": "several_options all_linked every_interest_served",
    "standards": "standards_agreed must_haves_named options_rated",
    "consensus": "proposal_worded read_aloud everyone_answered result_recorded",
    "closing": "actions_owned measure_named report_out_planned minutes_read",
}
HINTS = {
    "opening": "cochair_missing nobody_from_party no_fallback",
    "issue": "no_question_mark loaded_word solution_inside too_long two_issues names_person",
    "interests": "maybe_position party_silent one_party_thin loaded_word names_person",
    "options": "too_few unlinked unserved_interest judging",
    "standards": "too_many vague favourite rate_must_have",
    "consensus": "not_read_aloud no_review_date no_options_named loose_words someone_absent temperature_only",
    "closing": "action_no_owner action_no_due one_sided_owner measure_missing measure_not_today"
    " nobody_told no_review",
}
PLACEHOLDERS = {"number", "text", "party", "word", "names"}

AVOIDED = re.compile(
    r"\b(vot(e|es|ed|ing|er|ers)|win|wins|winner|motions?|second(ed|er)|opponents?|resolution passed"
    r"|approved|no objections?)\b",
    re.IGNORECASE,
)
LABOR = re.compile(r"\b(labor|unions?|stewards?)\b", re.IGNORECASE)
MANAGEMENT = re.compile(r"\b(management|managers?|supervisors?)\b", re.IGNORECASE)


def words(section: Section) -> tuple[str, ...]:
    """Everything a section says, whichever form it has."""
    return (section.text, *section.items) if section.text else section.items


def every_line() -> list[tuple[str, str, str]]:
    """(page, section, line) for every line of every page."""
    return [
        (name, heading, line)
        for name in PAGES
        for heading, section in load(name).sections.items()
        for line in words(section)
    ]


def codes(lines: tuple[str, ...]) -> list[str]:
    """Codes with repeats, which a mapping would hide."""
    return [line.partition(":")[0] for line in lines]


def test_every_file_is_a_known_page() -> None:
    files = {entry.name for entry in resources.files("ibps.guide").iterdir() if entry.name.endswith(".md")}
    assert files == {f"{name}.md" for name in PAGES}


@pytest.mark.parametrize("stage", STAGES)
def test_a_stage_has_every_section_in_order_and_nothing_empty(stage: str) -> None:
    page = load(stage)
    assert tuple(page.sections) == SECTIONS
    assert page.title == page.text("Title") == stage.capitalize()
    for heading, section in page.sections.items():
        assert bool(section.text) == (heading in PARAGRAPHS), f"{stage} / {heading} has the wrong form"
        assert bool(section.items) != bool(section.text), f"{stage} / {heading}"


@pytest.mark.parametrize("stage", STAGES)
def test_paragraphs_fit_their_place_on_the_screen(stage: str) -> None:
    page = load(stage)
    for heading, most in PARAGRAPHS.items():
        assert len(page.text(heading)) <= most, f"{stage} / {heading}"
    assert page.text("Next").count(".") == 1, "one sentence names what comes"
    assert page.text("Next").endswith(".")


@pytest.mark.parametrize("stage", STAGES)
def test_lists_are_short(stage: str) -> None:
    page = load(stage)
    assert 3 <= len(page.lines("Say")) <= 6
    assert 3 <= len(page.lines("Watch for")) <= 6
    for tick in page.coded("Done when").values():
        assert len(tick) <= 56, tick
    for line in page.coded("Next step").values():
        assert len(line) <= 46, f"one row at sixty columns, with the key beside it: {line}"


def test_every_list_line_wraps_in_three_rows_at_sixty_columns() -> None:
    for name, heading, line in every_line():
        said = line if heading in {"Say", "Watch for"} else line.partition(": ")[2] or line
        assert len(said) <= 140, f"{name} / {heading}: {said}"
        assert len(textwrap.wrap(said, 58)) <= 3, f"{name} / {heading}: {said}"


@pytest.mark.parametrize("stage", STAGES)
def test_codes_are_present_exactly_once(stage: str) -> None:
    page = load(stage)
    assert codes(page.lines("Done when")) == DONE[stage].split()
    assert codes(page.lines("Hints")) == HINTS[stage].split()
    more = ["ready", "mend_words", "close_check"] if stage == "consensus" else ["ready"]
    assert codes(page.lines("Next step")) == [*DONE[stage].split(), *more]
    assert all(page.coded("Done when").values())
    assert all(page.coded("Hints").values())


def test_no_code_is_said_twice_anywhere() -> None:
    coded_sections = ("Rescue", "Stop reasons", "Rule names", "First steps", "Another look", "Next step")
    found = 0
    for name in ("anywhere", "terms", "welcome"):
        page = load(name)
        for heading in page.sections.keys() & set(coded_sections):
            assert len(set(codes(page.lines(heading)))) == len(page.lines(heading)), f"{name} / {heading}"
            found += 1
    assert found == len(coded_sections)


@pytest.mark.parametrize("name", PAGES)
def test_only_hints_hold_placeholders_and_only_known_ones(name: str) -> None:
    sample = dict.fromkeys(PLACEHOLDERS, "sample")
    for heading, section in load(name).sections.items():
        for line in words(section):
            fields = {field for _, field, _, _ in string.Formatter().parse(line) if field is not None}
            holds = PLACEHOLDERS if heading in ("Hints", "Another look") else set()
            assert fields <= holds, f"{name} / {heading}: {line}"
            assert "{" not in line.format(**sample)


def test_no_avoided_word() -> None:
    found = [(*where, hit[0]) for *where, line in every_line() if (hit := AVOIDED.search(line))]
    assert not found


@pytest.mark.parametrize("text", ["Let us vote.", "A MOTION", "was approved", "no objections?", "they win"])
def test_the_avoided_words_are_caught(text: str) -> None:
    assert AVOIDED.search(text)


@pytest.mark.parametrize("name", PAGES)
def test_neither_side_is_named_without_the_other(name: str) -> None:
    for heading, section in load(name).sections.items():
        said = " ".join(words(section))
        assert bool(LABOR.search(said)) == bool(MANAGEMENT.search(said)), f"{name} / {heading}"


def test_plain_type_only() -> None:
    for name, heading, line in every_line():
        assert line.isascii() and line.isprintable(), f"{name} / {heading}: {line}"
        assert not re.search(r" - |--|\s{2}|[*_`]{2}", line), f"{name} / {heading}: {line}"


def test_anywhere_has_lines_to_say_for_each_rescue_and_each_tool() -> None:
    page = load("anywhere")
    rescues = tuple(page.coded("Rescue"))
    assert rescues == ("heated", "stuck", "rushing", "dominated", "off_agenda")
    for heading in (*rescues, "Park", "Caucus", "Blank", "Refer", "Back", "Stop"):
        assert 2 <= len(page.lines(heading)) <= 4, heading


def test_each_rule_has_a_short_name_and_terms_hold_nothing_else() -> None:
    page = load("terms")
    assert tuple(page.sections) == ("Rule names",)
    assert set(page.coded("Rule names")) == {*RULES, "own"}
    assert all(len(name) < 40 for name in page.coded("Rule names").values())


def test_the_terms_say_silence_is_not_consent_and_no_right_is_given_up() -> None:
    assert any("Silence is not consent" in rule for rule in GROUND_RULES)
    assert "give up any right" in NOTICE and "in writing" in NOTICE
    for words in (NOTICE, *GROUND_RULES):
        assert not AVOIDED.search(words) and words.isascii()


def test_welcome_is_three_lines_and_three_first_steps() -> None:
    page = load("welcome")
    assert len(page.lines("Lines")) == 3
    assert tuple(page.coded("First steps")) == ("new", "practice", "example")


def test_a_missing_section_or_page_says_so() -> None:
    with pytest.raises(KeyError, match="Guide page Issue has no section 'Songs'"):
        load("issue").text("Songs")
    with pytest.raises(KeyError, match="The guide has no page 'songs'"):
        load("songs")


def test_an_item_without_a_code_is_an_error() -> None:
    page = Page("Songs", {"Hints": Section("", ("Just words: no code",))})
    with pytest.raises(ValueError, match="Just words"):
        page.coded("Hints")


def test_a_page_is_read_once() -> None:
    assert load("issue") is load("issue")


def test_wrapped_lines_are_joined(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = "# Wrapped\n\n## Entry\none line\nand the next\n\n## Say\n- an item\nand more of it\n"
    (tmp_path / "wrapped.md").write_text(page, encoding="utf-8")
    monkeypatch.setattr(resources, "files", lambda _: tmp_path)
    assert load("wrapped").text("Entry") == "one line and the next"
    assert load("wrapped").lines("Say") == ("an item and more of it",)


def test_the_loader_imports_nothing_of_ibps() -> None:
    source = (resources.files("ibps.guide") / "__init__.py").read_text("utf-8")
    names = [
        name
        for node in ast.walk(ast.parse(source))
        for name in (
            [node.module or "."] if isinstance(node, ast.ImportFrom)
            else [alias.name for alias in node.names] if isinstance(node, ast.Import)
            else []
        )
    ]  # fmt: skip
    assert names and not [name for name in names if name.startswith(("ibps", "."))]
