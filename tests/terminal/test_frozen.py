"""A file system that really stands still: the screen lives, the session goes on elsewhere, and leaving works.

Needs root, a loop device and fsfreeze; without them it is skipped. Whatever happens, it is thawed again.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from ibps.core.stages.interests import StateInterest
from ibps.desk import Desk
from ibps.store.session_file import SessionFile, read
from tests.terminal.tmux import Tmux
from tests.ui.kit import begun

pytestmark = [pytest.mark.terminal, pytest.mark.torture]

MEGABYTES = 16
SIZES = [(60, 20), (80, 24), (120, 40)]


class Disk:
    """A small ext4 of its own, that can be frozen."""

    def __init__(self, folder: Path) -> None:
        self.image, self.mount = folder / "image", folder / "drive"

    def __enter__(self) -> Disk:
        self.image.write_bytes(bytes(MEGABYTES << 20))
        self.mount.mkdir()
        image, mount = str(self.image), str(self.mount)
        for command in (["mkfs.ext4", "-q", image], ["mount", "-o", "loop", image, mount]):
            if shutil.which(command[0]) is None or subprocess.run(command, check=False).returncode:
                pytest.skip("nothing can be mounted here")
        if not self._said("-f") or not self._said("-u"):
            self.__exit__()
            pytest.skip("nothing can be frozen here")
        return self

    def __exit__(self, *_: object) -> None:
        self._said("-u")
        subprocess.run(["umount", "-l", self.mount], check=False, capture_output=True)

    def freeze(self) -> None:
        assert self._said("-f")

    def thaw(self) -> None:
        assert self._said("-u")

    def _said(self, how: str) -> bool:
        if shutil.which("fsfreeze") is None:
            return False
        return not subprocess.run(
            ["fsfreeze", how, self.mount], check=False, capture_output=True, timeout=20
        ).returncode


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Disk]:
    with Disk(tmp_path) as disk:
        yield disk


@pytest.fixture
def path(disk: Disk, terminal: Tmux) -> Path:
    path = disk.mount / "meeting.json"
    Desk.new(SessionFile(path), begun(StateInterest(party="L", text="One need"), stage="interests"))
    return path


def meet(terminal: Tmux, path: Path, home: Path, size: tuple[int, int]) -> None:
    command = [sys.executable, "-m", "ibps", "meet", str(path), "--sessions", str(path.parent)]
    terminal.start(command, *size, env={"HOME": str(home), "XDG_STATE_HOME": str(home / "state")})
    terminal.wait_for("2/5 INTERESTS", timeout=20)


def needs(path: Path) -> list[str]:
    return [need.text for need in read(path).journal.record.interests]


@pytest.mark.parametrize("size", SIZES)
def test_one_waits_and_types_on(
    terminal: Tmux, disk: Disk, path: Path, tmp_path: Path, size: tuple[int, int]
) -> None:
    meet(terminal, path, tmp_path, size)
    disk.freeze()
    terminal.type("Another")
    terminal.keys("Enter")
    assert "Another" not in terminal.wait_for("saving ...").replace("[L] Another", "")
    terminal.type("Typed meanwhile")
    terminal.wait_for("Typed meanwhile")
    terminal.wait_for("The disk does not answer yet")
    disk.thaw()
    terminal.wait_for("I2  Another")
    terminal.wait_for("[L] Typed meanwhile")
    assert needs(path) == ["One need", "Another"]


@pytest.mark.parametrize("size", SIZES)
def test_it_goes_on_in_another_place(
    terminal: Tmux, disk: Disk, path: Path, tmp_path: Path, size: tuple[int, int]
) -> None:
    meet(terminal, path, tmp_path, size)
    disk.freeze()
    terminal.type("Another")
    terminal.keys("Enter")
    terminal.wait_for("saving ...")
    terminal.keys("C-d")
    terminal.wait_for("Save the whole session to which folder or file?")
    terminal.keys("C-d")  # once more changes nothing
    terminal.keys("C-a", "C-k")
    terminal.type(str(tmp_path / "other"))
    terminal.keys("Enter")
    terminal.wait_for("[L] Another")
    terminal.keys("Enter")
    terminal.wait_for("I2  Another")
    terminal.type("A third")
    terminal.keys("Enter")
    terminal.wait_for("I3  A third")
    assert needs(tmp_path / "other" / "meeting.json") == ["One need", "Another", "A third"]
    disk.thaw()
    terminal.keys("C-q")
    assert terminal.wait_exit() == 0
    # What was given up arrived in the old file after all; it is whole, and nobody holds it.
    assert needs(path) in (["One need"], ["One need", "Another"])
    assert not list(path.parent.glob("*.lock"))


def test_one_leaves_at_once_and_the_text_is_kept(
    terminal: Tmux, disk: Disk, path: Path, tmp_path: Path
) -> None:
    meet(terminal, path, tmp_path, (80, 24))
    disk.freeze()
    terminal.type("Another")
    terminal.keys("Enter")
    terminal.wait_for("saving ...")
    terminal.keys("C-q")
    terminal.wait_for("again leaves now")
    terminal.keys("C-q")
    terminal.wait_for("The disk had not answered when this was left.")
    disk.thaw()  # a program in the middle of a call to a frozen disk ends only now
    assert terminal.wait_exit() == 3
    assert needs(path) in (["One need"], ["One need", "Another"])
    drafts = [file.read_text("utf-8") for file in (tmp_path / "state").rglob("drafts/*.json")]
    assert drafts and "Another" in drafts[0]
