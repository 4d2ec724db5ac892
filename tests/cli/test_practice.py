"""`ibps practice` without a terminal: the list of scenarios, and the check of one that was written."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

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
