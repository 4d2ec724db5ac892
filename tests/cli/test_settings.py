"""`ibps settings`: which file, whether it holds, and every action with its key."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from ibps.cli import main, settings
from ibps.store.folders import settings_file
from ibps.ui.keymap import TABLE
from ibps.ui.settings import AS_IT_COMES


@pytest.fixture
def file(own_home: Path) -> Path:
    folder = own_home / ".config" / "ibps"
    folder.mkdir(parents=True)
    return folder / "settings.toml"


def test_where_the_file_is() -> None:
    here, home = Path("/here"), Path("/home/ana")
    assert settings_file({}, here, home, "linux") == home / ".config/ibps/settings.toml"
    assert settings_file({"XDG_CONFIG_HOME": "/x"}, here, home, "linux") == Path("/x/ibps/settings.toml")
    assert settings_file({"XDG_CONFIG_HOME": "x"}, here, home, "linux") == home / ".config/ibps/settings.toml"
    assert settings_file({}, here, home, "darwin") == home / "Library/Application Support/ibps/settings.toml"
    assert settings_file({}, here, home, "win32") == home / "AppData/Roaming/ibps/settings.toml"
    for platform in ("linux", "darwin", "win32"):
        for named, found in (("a.toml", here / "a.toml"), ("/b.toml", Path("/b.toml")), ("~/c", home / "c")):
            assert settings_file({"IBPS_SETTINGS": named}, here, home, platform) == found


def test_no_file_is_fine(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["settings"]) == 0
    assert capsys.readouterr().out == f"{file} (there is no such file; all keys are as they come)\n"
    assert settings.load() == AS_IT_COMES


def test_a_file_that_holds(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file.write_bytes(b'\xef\xbb\xbf[keys]\r\nundo = "ctrl+b"\r\n')  # as some editors write it
    assert main(["settings"]) == 0
    assert capsys.readouterr().out == f"{file}\nAll of it holds.\n"
    assert settings.load().keys == TABLE.but({"undo": "ctrl+b"})
    assert main(["settings", "--keys"]) == 0
    said = capsys.readouterr()
    assert "\nundo: ctrl+b. Take back" in said.out and said.err == ""


def test_a_plain_command_brings_no_screen(file: Path) -> None:
    file.write_text('[keys]\nclose = "s"\n[look]\ntheme = "nrd"\n')
    code = "import sys, ibps.cli; ibps.cli.main(['settings']); sys.exit(str('textual' in sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, timeout=60, check=False)
    assert done.stderr.decode().strip() == "False" and len(done.stdout.splitlines()) == 3


def test_what_is_wrong_is_named_line_by_line(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file.write_text('[keys]\nundo = "ctrl+s"\nredo = "\\u001b[31m"\nback = "ctrl+b"\n')
    assert main(["settings"]) == 1
    path, *faults = capsys.readouterr().out.splitlines()
    assert path == str(file) and len(faults) == 2
    assert faults[0].startswith('settings.toml, [keys] undo = "ctrl+s": terminals keep this key')
    assert "\x1b" not in faults[1]
    assert main(["settings", "--keys"]) == 1
    said = capsys.readouterr()
    assert "\nback: ctrl+b. " in said.out and "\nundo: ctrl+u. " in said.out and "terminals keep" in said.err


def test_another_file_may_be_named(
    tmp_path: Path, file: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    file.write_text("[keys\n")
    other = tmp_path / "other.toml"
    other.write_text('[look]\ntheme = "nord"\n')
    monkeypatch.setenv("IBPS_SETTINGS", str(other))
    assert main(["settings"]) == 0
    assert settings.load().theme == "nord"
    monkeypatch.setenv("IBPS_SETTINGS", str(tmp_path / "gone.toml"))
    capsys.readouterr()
    assert main(["settings"]) == 1
    assert "gone.toml cannot be read: no such file or directory. All of it" in capsys.readouterr().out


def test_what_cannot_be_read_is_said_and_nothing_waits_for_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "folder").mkdir()
    (tmp_path / "bytes").write_bytes(b"\xff\xfe[\x00")
    (tmp_path / "long").write_bytes(b"#" * 200_000)
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    for name, why in {
        "pipe": "it is not a file",
        "folder": "it is not a file",
        "bytes": "it is not text in UTF-8",
        "long": "it is too long for settings",
        "loop": "too many levels of symbolic links",
    }.items():
        monkeypatch.setenv("IBPS_SETTINGS", str(tmp_path / name))
        assert settings.load().faults == (f"{name} cannot be read: {why}. All of it is left out.",)
