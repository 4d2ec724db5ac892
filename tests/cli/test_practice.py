"""`ibps practice` without a terminal: the list of scenarios, and the check of one that was written."""

from __future__ import annotations

import os
from importlib.resources import files
from pathlib import Path

import pytest

from ibps.practice.scenario import load, names
from tests.cli.kit import ibps


def shipped(name: str) -> str:
    return (files("ibps.practice") / "scenarios" / f"{name}.toml").read_text(encoding="utf-8")


def test_the_list_names_every_scenario_with_its_time_and_size() -> None:
    said = ibps("practice", "--list").stdout
    for name in names():
        one = load(name)
        assert (
            f"{name}\n  {one.title}: {one.minutes} minutes, {one.people_min} to {one.people_max} people"
            in said
        )


def test_a_sound_scenario_is_0_and_one_to_mend_is_1_with_its_faults(tmp_path: Path) -> None:
    good, bad = tmp_path / "good.toml", tmp_path / "bad.toml"
    good.write_text(shipped("co-pays"), encoding="utf-8")
    bad.write_text(shipped("co-pays").replace("minutes = 75", "minutes = 1"), encoding="utf-8")
    done = ibps("practice", "--check", str(good))
    assert done.returncode == 0 and "good.toml is sound: Co-pays at the desk" in done.stdout
    done = ibps("practice", "--check", str(bad))
    assert done.returncode == 1 and "minutes must be 5 or more, not 1." in done.stdout
    bad.write_bytes(b"\xff\xff")
    assert ibps("practice", "--check", str(bad)).returncode == 1
    assert ibps("practice", str(bad)).returncode == 1


def test_a_scenario_file_that_is_not_there_is_3(tmp_path: Path) -> None:
    for asked in (["practice", "--check", str(tmp_path / "x.toml")], ["practice", str(tmp_path / "x.toml")]):
        done = ibps(*asked)
        assert done.returncode == 3 and "x.toml" in done.stderr


@pytest.mark.parametrize(
    ("data", "said"),
    [
        pytest.param("minutes = 0x" + "f" * 10_000, "cannot be read as TOML", id="digits"),
        pytest.param("minutes = " + "9" * 5_000, "cannot be read as TOML", id="more-digits"),
        pytest.param(".".join("a" * 50_000) + " = 1", "too deeply", id="a-key-of-many-parts"),
        pytest.param("x = " + "[" * 10_000, "too deeply", id="nested"),
        pytest.param("x = '" + "y" * 300_000 + "'", "far too large", id="large"),
        pytest.param("[[cast]]\nname = 1\n" * 3_000, "more.", id="faults-without-end"),
        pytest.param("a" * 200_000, "not TOML", id="one-word"),
    ],
)
def test_a_scenario_that_is_far_too_much_is_said_soon(tmp_path: Path, data: str, said: str) -> None:
    path = tmp_path / "x.toml"
    path.write_text(data, encoding="utf-8")
    done = ibps("practice", "--check", str(path))
    assert done.returncode == 1 and said in done.stdout and len(done.stdout) < 20_000


def test_a_scenario_that_is_no_file_is_said_and_not_waited_for(tmp_path: Path) -> None:
    path = tmp_path / "x.toml"
    os.mkfifo(path)
    for named, said in ((str(path), "a pipe or a device"), (str(tmp_path), "a folder")):
        done = ibps("practice", "--check", named)
        assert done.returncode == 1 and said in done.stdout
