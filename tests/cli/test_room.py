"""`ibps room`: which file is followed, and where there is no use."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from ibps.cli import main, screens
from ibps.store.watch import MISSING, Watch
from ibps.ui import projector
from tests.cli.kit import BEGUN, make


@pytest.fixture
def watches(monkeypatch: pytest.MonkeyPatch) -> list[Watch]:
    """What each window was given to follow."""
    given: list[Watch] = []

    class Window:
        return_code, last_words = 0, ""

        def __init__(self, watched: Watch, name: str, clock: Callable[[], Any], **more: Any) -> None:
            given.append(watched)

        def run(self) -> None:
            pass

    monkeypatch.setattr(projector, "Projector", Window)
    monkeypatch.setattr(screens, "has_terminal", lambda: True)
    return given


def test_a_name_in_the_folder_or_a_path(watches: list[Watch], tmp_path: Path) -> None:
    folder = tmp_path / "home" / "sessions"
    folder.mkdir(parents=True)
    make(folder / "2026-03-14-a-7k3q.json", BEGUN)
    for asked in ("2026-03-14-a-7k3q.json", "2026-03-14-a-7k3q", str(folder / "2026-03-14-a-7k3q.json")):
        assert main(["room", asked]) == 0
        seen = watches[-1].look()
        assert seen is not None and seen.journal is not None


def test_a_file_that_comes_later_is_found_by_its_name(watches: list[Watch], tmp_path: Path) -> None:
    assert main(["room", "later", "--sessions", str(tmp_path / "shared")]) == 0
    seen = watches[-1].look()
    assert seen is not None and seen.trouble == MISSING
    assert not (tmp_path / "shared").exists()
    (tmp_path / "shared").mkdir()
    make(tmp_path / "shared" / "later.json", BEGUN)
    seen = watches[-1].look()
    assert seen is not None and seen.journal is not None


def test_without_a_terminal_it_says_what_there_is_instead(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["room", "a.json"]) == 2
    assert "ibps show FILE" in capsys.readouterr().err


def test_a_file_has_to_be_named(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stop:
        main(["room"])
    assert stop.value.code == 2 and "FILE" in capsys.readouterr().err
