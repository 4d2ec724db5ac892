"""Hints that were put away: by session, by kind, private, and never in the way when they cannot be kept."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from ibps.cli import hushed
from ibps.core.errors import NotSaved
from ibps.store import atomic

WORDS, KIND = "vague:00ff", "judging"


def test_words_belong_to_a_session_and_kinds_to_all(tmp_path: Path) -> None:
    folder = tmp_path / "state" / "hints"
    assert hushed.load(folder, "a") == frozenset()
    assert hushed.keep(folder, "a", {WORDS, KIND})
    assert hushed.load(folder, "a") == {WORDS, KIND}
    assert hushed.load(folder, "b") == {KIND}
    assert hushed.keep(folder, "b", frozenset())
    assert hushed.load(folder, "a") == {WORDS}, "brought back everywhere; the words of a are its own"
    assert all(stat.S_IMODE(file.stat().st_mode) == 0o600 for file in folder.iterdir())


def test_what_cannot_be_read_puts_nothing_away(tmp_path: Path) -> None:
    for damaged in (b"", b"{", b'{"a": 1}', b"\xff", b"[[1]"):
        (tmp_path / "a.json").write_bytes(damaged)
        assert hushed.load(tmp_path, "a") == frozenset()
    (tmp_path / "a.json").write_bytes(b'["x", 5]')
    assert hushed.load(tmp_path, "a") == {"x"}


def test_what_cannot_be_kept_is_no_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(path: Path, *_: object, **__: object) -> None:
        raise NotSaved("disk full", str(path), "Free some space, then save again.")

    monkeypatch.setattr(atomic, "write", full)
    assert not hushed.keep(tmp_path, "a", {WORDS})
    assert hushed.load(tmp_path, "a") == frozenset()
