"""The house as it stands keeps the rules in tests/house.py; test_house.py shows that each can fail."""

import importlib
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests import house

ROOT = Path(__file__).parent.parent


def test_each_part_imports_only_what_it_may() -> None:
    assert list(house.import_breaches(ROOT)) == []


def test_every_part_in_the_table_exists() -> None:
    there = {path.stem for path in (ROOT / "ibps").iterdir() if not path.name.startswith("__pycache__")}
    assert house.ROOMS.keys() - there == set()


def test_core_never_brings_the_screen_or_the_disk() -> None:
    assert list(house.strangers_in_core(ROOT)) == []


def test_no_file_is_too_long() -> None:
    assert list(house.long_files(ROOT)) == []


def test_the_top_level_is_six_entries() -> None:
    assert list(house.top_level_differences(ROOT)) == []


def test_every_stage_has_its_file_in_every_part() -> None:
    assert list(house.missing_stage_files(ROOT)) == []


def test_the_registry_of_stages_is_the_list() -> None:
    registry = importlib.import_module("ibps.core.stages").STAGES
    assert tuple(getattr(stage, "name", stage) for stage in registry) == house.STAGES


@pytest.fixture
def sessions(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the example records: a command may leave a lock or a cache where it reads."""
    copy = tmp_path / "examples"
    shutil.copytree(ROOT / "sessions", copy)
    monkeypatch.setenv("IBPS_SESSIONS", str(copy))
    return copy


@pytest.mark.parametrize("command", ["--help", "--version", "list", "due", "show"])
def test_plain_commands_never_import_the_screens(sessions: Path, command: str) -> None:
    examples = sorted(path for path in sessions.rglob("*.json") if path.name != "teams.json")
    assert examples, "there is no example record to show"
    file = [str(examples[0])] if command == "show" else []
    assert list(house.plain_command_breaches(ROOT, command, *file)) == []


@pytest.mark.parametrize("name", ["now", "room", "check", "history"])
def test_a_view_as_lines_never_imports_textual(sessions: Path, name: str) -> None:
    file = str(min(sessions.glob("*.json")))
    breaches = house.plain_command_breaches(ROOT, "show", file, "--screen", name, banned="textual")
    assert list(breaches) == []


def test_the_front_desk_starts_without_the_record_and_its_models(tmp_path: Path) -> None:
    script = (
        "import asyncio, sys\n"
        "from ibps.cli import place\n"
        "from ibps.cli.parser import read\n"
        f"house = place.house(read(['--sessions', {str(tmp_path)!r}]))\n"
        "from ibps.ui.window.app import IbpsApp\n"
        "async def main():\n"
        "    app = IbpsApp(house)\n"
        "    async with app.run_test() as pilot:\n"
        "        await pilot.pause()\n"
        "asyncio.run(main())\n"
        "heavy = ('pydantic', 'ibps.core.record', 'ibps.desk', 'ibps.practice.scenario', 'rich.markdown')\n"
        "print([name for name in heavy if name in sys.modules])\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, cwd=ROOT, check=True
    )
    assert done.stdout.strip() == "[]", done.stdout
