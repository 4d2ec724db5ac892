"""What every test stands on: async tests, a home of its own, pictures of the screen."""

import asyncio
import gc
import inspect
import os
import shutil
from pathlib import Path

# Textual reads this once, at its first import, and would otherwise photograph half-finished motion.
os.environ["TEXTUAL_ANIMATIONS"] = "none"

import pytest

from tests.pictures import Snapshot

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
"""Names a browser may have that speaks the DevTools protocol."""


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-pictures", action="store_true", help="write the pictures of the screen instead of comparing"
    )


def pytest_collection_finish() -> None:
    """Modules and tests stay to the end: the collector need not go through them again and again.

    What a test leaves is collected, too, but in larger lots.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 10)


@pytest.hookimpl(tryfirst=True)
def pytest_pyfunc_call(pyfuncitem: pytest.Function) -> bool | None:
    """Runs `async def test_*` in an event loop of its own."""
    if not inspect.iscoroutinefunction(pyfuncitem.obj):
        return None
    arguments = {name: pyfuncitem.funcargs[name] for name in inspect.signature(pyfuncitem.obj).parameters}
    asyncio.run(pyfuncitem.obj(**arguments))
    return True


def pytest_runtest_setup(item: pytest.Item) -> None:
    if item.get_closest_marker("terminal") and shutil.which("tmux") is None:
        pytest.skip("tmux is not installed")
    if item.get_closest_marker("browser") and not any(map(shutil.which, BROWSERS)):
        pytest.skip("chromium is not installed")


@pytest.fixture(autouse=True)
def own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """No test reads or writes a real home. The folders are named, not made: tmp_path starts empty.

    Returns the home; sessions are expected in `<home>/sessions` until a test says otherwise.
    """
    home = tmp_path / "home"
    monkeypatch.setenv("HOME", str(home))
    for variable, folder in (
        ("XDG_STATE_HOME", ".local/state"),
        ("XDG_CACHE_HOME", ".cache"),
        ("XDG_DATA_HOME", ".local/share"),
        ("XDG_CONFIG_HOME", ".config"),
        ("IBPS_SESSIONS", "sessions"),
    ):
        monkeypatch.setenv(variable, str(home / folder))
    # NO_COLOR would change every picture; the other names a real folder when set.
    for variable in ("NO_COLOR", "XDG_DOCUMENTS_DIR", "IBPS_SETTINGS"):
        monkeypatch.delenv(variable, raising=False)
    return home


@pytest.fixture
def snapshot(request: pytest.FixtureRequest, tmp_path: Path) -> Snapshot:
    """`snapshot(app, "name")` holds the running app against pictures/name.svg beside the test file."""
    update = bool(request.config.getoption("--update-pictures"))
    return Snapshot(request.path.parent / "pictures", tmp_path, update)
