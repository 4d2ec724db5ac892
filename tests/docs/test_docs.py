"""What the pages say of the program exists in it: commands, acts, names, files, links."""

from __future__ import annotations

import argparse
import re
import tomllib
from pathlib import Path

import pytest

from ibps.cli.parser import parser
from ibps.core.acts import ACTS
from tests.docs.reading import PAGES, ROOT, anchors, code_of, named, source_names, text_of

RUN = "python3 -m venv .venv && .venv/bin/pip install -e . && .venv/bin/ibps"
TEST = "python3 -m venv .venv && .venv/bin/pip install -e '.[test]' && .venv/bin/python -m pytest"
WRITTEN = ("facilitator", "chair", "trainer", "architecture", "keys", "states", "changelog")

AVOIDED = re.compile(
    r"\b(votes?|voted|voting|wins?|winners?|winning|motions?|seconded|opponents?|resolution passed|"
    r"approved|no objections)\b",
    re.I,
)
ELSEWHERE = re.compile(r"/home/|/tmp/|/work/|/root/|[A-Z]:\\|\b(?:AI|TODO|coming soon|planned)\b", re.I)
NOT_OURS = {"PgUp", "PgDn"}
OUR_FILES = r"(?:ibps|tests|core|ui|store|report|cli|guide|practice)/[\w./]*|desk\.py"

pages = pytest.mark.parametrize("page", PAGES, ids=named)


def commands() -> dict[str, set[str]]:
    """Each command with its options; "" is the program itself."""
    door = parser()
    found = {"": _options(door)}
    for action in door._actions:
        if isinstance(action, argparse._SubParsersAction):
            found |= {name: _options(one) for name, one in action.choices.items()}
    return found


def _options(one: argparse.ArgumentParser) -> set[str]:
    return {option for action in one._actions for option in action.option_strings}


def lines_of_shell(page: Path) -> list[str]:
    """Code that starts the program, each from the word `ibps` to the end of the command."""
    found = []
    for code in code_of(page):
        for part in re.split(r"\s*(?:\||&&|;|\bor\b)\s*", code):
            if re.match(r"ibps( |$)", part) and not re.match(r"ibps walks\b", part):
                found.append(part)
    return found


def strange_words(line: str) -> list[str]:
    """What in a line the program would not understand: its command, or an option."""
    known = commands()
    words = [word.strip("[]") for word in line.partition(" # ")[0].split()[1:]]
    command = next((word for word in words if re.fullmatch(r"[a-z]+", word) and word in known), "")
    first = words[0] if words else ""
    strange = [first] if re.fullmatch(r"[a-z]+", first) and first not in known else []
    options = [word.partition("=")[0] for word in words if re.fullmatch(r"--?[a-z][a-z-]*(=.*)?", word)]
    return strange + [option for option in options if option not in known[command] | known[""]]


def test_the_pages_there_should_be() -> None:
    there = {page.stem for page in PAGES}
    assert set(WRITTEN) <= there and "README" in there
    assert len([page for page in PAGES if page.parent.name == "decisions"]) >= 4


@pages
def test_every_command_and_option_is_one(page: Path) -> None:
    assert {line: strange for line in lines_of_shell(page) if (strange := strange_words(line))} == {}


def test_a_command_or_option_that_is_none_is_seen() -> None:
    assert strange_words("ibps reveiw waiting") == ["reveiw"]
    assert strange_words("ibps list --jsonn") == ["--jsonn"]
    assert strange_words("ibps show FILE --history --on 2026-03-14") == []


@pages
def test_every_relative_link_goes_somewhere(page: Path) -> None:
    lost = []
    for link in re.findall(r"\]\(([^)\s]+)\)", text_of(page)):
        if re.match(r"[a-z]+:", link):
            continue
        file, _, anchor = link.partition("#")
        there = (page.parent / file) if file else page
        if not there.exists() or (anchor and anchor not in anchors(there)):
            lost.append(link)
    assert lost == []


@pages
def test_every_act_named_is_one(page: Path) -> None:
    named_acts = set(re.findall(r'"do": ?"(\w+)"', text_of(page)))
    assert named_acts - ACTS.keys() == set()


@pages
def test_every_name_in_code_is_in_the_program(page: Path) -> None:
    """CamelCase, alone or with a part behind a dot, is a class of ours or an act."""
    strange = set()
    for code in code_of(page):
        for name in re.findall(r"(?<![\w./-])(?:[A-Z][a-z]+){2,}(?:\.\w+)?(?![\w/-])", code):
            if name.partition(".")[0] not in NOT_OURS and name not in source_names():
                strange.add(name)
    assert strange == set()


@pages
def test_every_file_of_the_program_named_is_there(page: Path) -> None:
    lost = []
    for code in code_of(page):
        is_file = re.fullmatch(OUR_FILES, code)
        if is_file and not any((root / code).exists() for root in (ROOT, ROOT / "ibps")):
            lost.append(code)
    assert lost == []


@pages
def test_words_that_take_sides_are_avoided(page: Path) -> None:
    assert AVOIDED.findall(text_of(page)) == []


@pages
def test_no_page_speaks_of_plans_or_of_one_machine(page: Path) -> None:
    assert [found[0] for found in ELSEWHERE.finditer(text_of(page))] == []


def test_the_readme_has_the_two_commands_each_on_a_line() -> None:
    lines = [line.strip() for line in text_of(ROOT / "README.md").splitlines()]
    assert RUN in lines and TEST in lines
    needs = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["requires-python"]
    assert f"Python {needs.removeprefix('>=')}" in text_of(ROOT / "README.md")


def test_the_changelog_has_an_unreleased_part_with_something_in_it() -> None:
    text = text_of(ROOT / "docs" / "changelog.md")
    assert re.search(r"^## \[Unreleased\]\n\n### Added\n\n- \w", text, re.MULTILINE)
