"""Damaged files, some thousands of them; and that the run notices when reading is broken."""

from __future__ import annotations

from pathlib import Path

import pytest

from ibps.store import entries
from tests.store import damage
from tests.store.damage import LARGEST, damaged, doors, many, peak, run
from tests.store.mutations import DAMAGES

BY_DEFAULT = 600
TORTURE = 20_000
"""As many as an automatic run has time for; `python -m tests.store.damage` goes through any number."""


def test_each_opens_or_is_refused_and_stays_as_it_is() -> None:
    found = run(range(BY_DEFAULT))
    assert not found.faults, "\n".join(map(str, found.faults.items()))
    assert found.outcomes.keys() == DAMAGES.keys()
    kinds = {kind for counted in found.outcomes.values() for kind in counted}
    assert kinds == {"opened", "opened, with a note", "read-only", "refused"}


@pytest.mark.torture
def test_many_thousands_of_them() -> None:
    found = many(TORTURE, first=10_000_000)
    assert not found.faults, "\n".join(map(str, found.faults.items()))
    assert found.total == TORTURE and found.peak < LARGEST


def test_a_number_is_the_same_file_every_time() -> None:
    assert [damaged(n) for n in range(40)] == [damaged(n) for n in range(40)]
    assert len({data for _, data in map(damaged, range(40))}) > 35


def test_this_process_holds_little() -> None:
    assert 10 < peak() < 4_000


# --- that it would be noticed


def broken(monkeypatch: pytest.MonkeyPatch, how: str) -> str:
    """The first fault of a run with reading broken in that way."""
    was = entries.entry_of

    def look(path: Path, number: int) -> str:
        match how:
            case "raises":
                raise KeyError("at")
            case "writes":
                path.write_bytes(path.read_bytes() + b" ")
            case "touches":
                path.touch()
            case "replaces":
                path.rename(path.with_suffix(".bak"))
                path.write_bytes(path.with_suffix(".bak").read_bytes())
        return doors(path, number)

    def careless(line: object, place: int) -> object:
        if place == 3:
            raise ValueError("a mistake in reading")
        return was(line, place)

    if how == "careless":
        monkeypatch.setattr(entries, "entry_of", careless)
    if how == "slow":
        monkeypatch.setattr(damage, "SLOWEST", 0.0)
    if how == "wordy":
        monkeypatch.setattr(damage, "LONGEST", 20)
    if how == "revives":
        monkeypatch.setattr("ibps.core.standing.over_decision", lambda record, decision: None)
    found = run(range(400), look, enough=1)
    return next(iter(found.faults.values()), "")


@pytest.mark.parametrize(
    ("how", "said"),
    [
        ("raises", "KeyError"),
        ("writes", "was changed on the disk"),
        ("touches", "was changed on the disk"),
        ("replaces", "left something beside it"),
        ("careless", "ValueError: a mistake in reading"),
        ("slow", "seconds"),
        ("wordy", "not a sentence"),
        ("revives", "stand although something is missing"),
    ],
)
def test_broken_reading_is_noticed(monkeypatch: pytest.MonkeyPatch, how: str, said: str) -> None:
    assert said in broken(monkeypatch, how)


def test_nothing_is_noticed_where_nothing_is_broken(monkeypatch: pytest.MonkeyPatch) -> None:
    assert broken(monkeypatch, "") == ""
