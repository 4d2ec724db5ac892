"""Bytes nobody can guess: the same each time, for this user alone, and never none."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from ibps.core.errors import NotSaved
from ibps.store import atomic
from ibps.store.secret import LENGTH, NAME, secret


def test_it_is_made_once_and_kept_for_this_user_alone(tmp_path: Path) -> None:
    folder = tmp_path / "state" / "ibps"
    made = secret(folder)
    assert len(made) == LENGTH and secret(folder) == made and secret(tmp_path / "other") != made
    if os.name != "nt":
        assert stat.S_IMODE((folder / NAME).stat().st_mode) == 0o600
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700


@pytest.mark.parametrize("damage", [b"", b"short", b"x" * (LENGTH + 1)])
def test_what_is_not_whole_is_made_anew(tmp_path: Path, damage: bytes) -> None:
    (tmp_path / NAME).write_bytes(damage)
    made = secret(tmp_path)
    assert len(made) == LENGTH and made != damage and secret(tmp_path) == made


def test_where_nothing_can_be_kept_there_is_one_for_this_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(path: Path, data: bytes) -> None:
        raise NotSaved("read-only", str(path), "")

    monkeypatch.setattr(atomic, "write", refuse)
    first, second = secret(tmp_path), secret(tmp_path)
    assert len(first) == len(second) == LENGTH and first != second
    assert list(tmp_path.iterdir()) == []


def test_a_folder_in_its_place_is_no_secret(tmp_path: Path) -> None:
    (tmp_path / NAME).mkdir()
    assert len(secret(tmp_path)) == LENGTH
