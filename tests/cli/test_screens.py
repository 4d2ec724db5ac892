"""What the screens are given: the right house and the right start, and nothing when there is no use."""

from __future__ import annotations

import sys
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path
from types import ModuleType

import pytest

from ibps.cli import main, screens
from ibps.cli.house import House, Start
from ibps.ui.settings import Settings
from tests.cli.kit import BEGUN, make


class App:
    """Stands in for the screens: remembers its house, ends as told."""

    houses: list[House]
    code: int | None
    last_words = ""

    def __init__(self, house: House, ready: Callable[[], None], settings: Settings) -> None:
        App.houses.append(house)

    def run(self) -> None:
        self.return_code = App.code


@pytest.fixture
def app(monkeypatch: pytest.MonkeyPatch) -> type[App]:
    module = ModuleType("ibps.ui.window.app")
    module.IbpsApp = App  # type: ignore[attr-defined]  # a stand-in for the real module
    monkeypatch.setitem(sys.modules, "ibps.ui.window.app", module)
    monkeypatch.setattr(screens, "has_terminal", lambda: True)
    App.houses, App.code = [], None
    return App


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "home" / "sessions"


@pytest.mark.parametrize(
    ("asked", "start"),
    [
        ([], Start("desk")),
        (["new", "--team", "Unit 4B", "--title", "Breaks"], Start("new", team="Unit 4B", title="Breaks")),
        (["new", "--example"], Start("new", example=True)),
        (["review"], Start("review")),
        (["review", "waiting", "dana"], Start("review", query="waiting dana")),
        (["practice"], Start("practice")),
        (["practice", "co-pays", "--stage", "issue"], Start("practice", scenario="co-pays", stage="issue")),
        (["meet"], Start("desk")),  # nothing to go on with yet
    ],
)
def test_each_command_starts_on_its_screen(
    app: type[App], folder: Path, asked: list[str], start: Start
) -> None:
    assert main(asked) == 0
    (house,) = app.houses
    assert house.start == start
    assert house.sessions == folder
    assert not folder.exists()


def test_the_screens_exit_code_is_the_program_s(app: type[App]) -> None:
    App.code = 3
    assert main([]) == 3


def test_meet_opens_the_file_first_and_hands_it_over_once(app: type[App], folder: Path) -> None:
    make(folder / "2026-03-14-a-7k3q.json", BEGUN)
    make(folder / "2026-03-20-example-7k3q.json", [{**BEGUN[0], "example": True}])
    for asked in (["meet", "2026-03-14-a-7k3q.json"], ["meet"]):
        assert main(asked) == 0
        house = app.houses[-1]
        assert house.start == Start("meet", file="2026-03-14-a-7k3q.json")
        first = house.open(house.start.file)
        first.close()  # one writer at a time
        second = house.open(house.start.file)
        second.close()
        assert first.desk is not second.desk and first.desk.record == second.desk.record


def test_meet_on_a_file_that_cannot_be_read_never_starts_a_screen(
    app: type[App], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "bad.json").write_bytes(b"{")
    assert main(["meet", str(tmp_path / "bad.json")]) == 3
    assert main(["meet", str(tmp_path / "none.json")]) == 3
    assert app.houses == []
    assert capsys.readouterr().err.count("The file was not changed.") == 2


@pytest.mark.parametrize("kind", ["", "practice"])
def test_a_file_named_with_its_folder_is_at_home_there(
    app: type[App], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    """Its team is remembered there, and the lists are of that folder; what is asked for counts more."""
    monkeypatch.delenv("IBPS_SESSIONS")
    other = tmp_path / "other"
    path = make(other / kind / "2026-03-14-breaks-7k3q.json", BEGUN)
    assert main(["meet", str(path)]) == 0 and app.houses[-1].sessions == other
    assert main(["meet", str(path), "--sessions", str(tmp_path)]) == 0
    assert app.houses[-1].sessions == tmp_path


def test_a_scenario_brought_along_stands_first(app: type[App], tmp_path: Path) -> None:
    text = (files("ibps.practice") / "scenarios" / "co-pays.toml").read_text(encoding="utf-8")
    (tmp_path / "own.toml").write_text(text.replace('name = "co-pays"', 'name = "our-own"'), encoding="utf-8")
    assert main(["practice", str(tmp_path / "own.toml")]) == 0
    assert app.houses[0].start.scenario == app.houses[0].scenarios()[0].name == "our-own"
