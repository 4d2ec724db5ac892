"""What conftest promises every test: async tests really run, and no test sees a real home."""

import asyncio
import os
from pathlib import Path

import pytest
from textual import constants


async def test_async_tests_run_in_a_loop_with_their_fixtures(tmp_path: Path) -> None:
    await asyncio.sleep(0)
    assert asyncio.get_running_loop().is_running()
    assert tmp_path.is_dir()


@pytest.mark.xfail(strict=True, raises=AssertionError, reason="shows that an async test is able to fail")
async def test_a_failing_async_test_fails() -> None:
    await asyncio.sleep(0)
    raise AssertionError


def test_every_folder_of_the_user_is_inside_tmp_path(tmp_path: Path) -> None:
    own = [f"XDG_{kind}_HOME" for kind in ("STATE", "CACHE", "DATA", "CONFIG")]
    for name in ("HOME", "IBPS_SESSIONS", *own):
        assert Path(os.environ[name]).is_relative_to(tmp_path), name
    assert Path.home().is_relative_to(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_nothing_moves_on_the_screen() -> None:
    assert constants.TEXTUAL_ANIMATIONS == "none"
