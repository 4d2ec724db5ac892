"""Which folder is whose, private folders, and names that every system takes."""

from __future__ import annotations

import datetime
import errno
import os
import random
import stat
from pathlib import Path

import pytest

from ibps.core.errors import NotSaved
from ibps.store import atomic, folders

DAY = datetime.date(2026, 3, 14)
RESERVED = {"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10))}


def test_option_then_environment_then_here_then_documents(tmp_path: Path) -> None:
    cwd, home = tmp_path / "here", tmp_path / "home"
    cwd.mkdir()
    env = {"IBPS_SESSIONS": "/srv/team"}

    def found(option: str | None, env: dict[str, str]) -> Path:
        return folders.sessions_folder(option, env, cwd, home, "linux")

    assert found(None, {}) == home / "Documents" / "ibps"
    (cwd / "sessions").write_bytes(b"a file, not a folder")
    assert found(None, {}) == home / "Documents" / "ibps"
    (cwd / "sessions").unlink()
    (cwd / "sessions").mkdir()
    assert found(None, {}) == cwd / "sessions"
    assert found(None, env) == Path("/srv/team")
    assert found("elsewhere", env) == cwd / "elsewhere"
    assert found("~/mine", env) == home / "mine" and found("~", env) == home
    assert found("", {"IBPS_SESSIONS": ""}) == cwd / "sessions"
    assert not home.exists()


def test_documents_in_the_user_s_own_language(tmp_path: Path) -> None:
    settings = tmp_path / ".config" / "user-dirs.dirs"
    settings.parent.mkdir()
    for text, where in (
        ('XDG_DOCUMENTS_DIR="$HOME/Dokumente"\n', tmp_path / "Dokumente"),
        ('# note\nXDG_DOCUMENTS_DIR="/data/papers"\n', Path("/data/papers")),
        ('XDG_DOCUMENTS_DIR="$HOME/"\n', tmp_path / "Documents"),
        ('#XDG_DOCUMENTS_DIR="$HOME/Dokumente"\n', tmp_path / "Documents"),
    ):
        settings.write_text(text, encoding="utf-8")
        assert folders.sessions_folder(None, {}, tmp_path, tmp_path, "linux") == where / "ibps"
    env = {"XDG_DOCUMENTS_DIR": "/mnt/docs"}
    assert folders.sessions_folder(None, env, tmp_path, tmp_path, "linux") == Path("/mnt/docs/ibps")
    assert folders.sessions_folder(None, {}, tmp_path, tmp_path, "darwin") == tmp_path / "Documents" / "ibps"


def test_state_and_cache_where_each_system_keeps_them(tmp_path: Path) -> None:
    home, sessions = tmp_path, tmp_path / "s"
    assert folders.state_folder({}, home, "linux") == home / ".local/state/ibps"
    assert folders.state_folder({"XDG_STATE_HOME": "/var/u"}, home, "linux") == Path("/var/u/ibps")
    assert folders.state_folder({"XDG_STATE_HOME": "relative"}, home, "linux") == home / ".local/state/ibps"
    assert folders.state_folder({}, home, "darwin") == home / "Library/Application Support/ibps"
    assert folders.state_folder({}, home, "win32") == home / "AppData/Local/ibps"
    assert folders.cache_folder({}, home, sessions, "linux").parent == home / ".cache/ibps"
    assert folders.cache_folder({"XDG_CACHE_HOME": "/c"}, home, sessions, "linux").parent == Path("/c/ibps")
    assert folders.cache_folder({}, home, sessions, "darwin").parent == home / "Library/Caches/ibps"
    assert folders.cache_folder({}, home, sessions, "win32").parent == home / "AppData/Local/ibps/cache"
    assert os.listdir(tmp_path) == []


def test_one_cache_for_each_sessions_folder_however_reached(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to("real")
    monkeypatch.chdir(tmp_path)

    def cache(sessions: Path) -> Path:
        return folders.cache_folder({}, tmp_path, sessions, "linux")

    same = {
        cache(way) for way in (tmp_path / "real", tmp_path / "link", Path("real"), tmp_path / "x/../real")
    }
    assert len(same) == 1
    assert cache(tmp_path / "other") not in same
    assert cache(tmp_path / os.fsdecode(b"odd-\xff")).name.isalnum()


def test_folders_are_made_private_and_synced_above(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    synced: list[Path] = []
    monkeypatch.setattr(atomic, "sync_folder", synced.append)
    tmp_path.chmod(0o755)
    folders.make(tmp_path / "a" / "b")
    assert [stat.S_IMODE(p.stat().st_mode) for p in (tmp_path, tmp_path / "a", tmp_path / "a/b")] == [
        0o755,
        0o700,
        0o700,
    ]
    assert synced == [tmp_path, tmp_path / "a"]
    folders.make(tmp_path / "a" / "b")
    assert len(synced) == 2


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_bytes(b"")
    for path in (tmp_path / "file", tmp_path / "file" / "below"):
        with pytest.raises(NotSaved):
            folders.make(path)

    def refuse(*args: object, **kwargs: object) -> None:
        raise OSError(errno.EROFS, "read-only")

    monkeypatch.setattr(Path, "mkdir", refuse)
    with pytest.raises(NotSaved, match="read-only"):
        folders.make(tmp_path / "new")


@pytest.mark.parametrize(
    ("title", "tail", "practice", "name"),
    [
        ("Supervisor rotation", "7k3q", False, "2026-03-14-supervisor-rotation-7k3q.json"),
        ("Shift handoff", "x2m9", True, "2026-03-14-PRACTICE-shift-handoff-x2m9.json"),
        (
            "  Nurses' break-room: who’s next?? ",
            "7k3q",
            False,
            "2026-03-14-nurses-break-room-whos-next-7k3q.json",
        ),
        ("Größe–Œuvre & Łódź ½", "7k3q", False, "2026-03-14-grosse-oeuvre-lodz-1-2-7k3q.json"),
        ("夜勤", "7k3q", False, "2026-03-14-session-7k3q.json"),
        ("", "7k3q", True, "2026-03-14-PRACTICE-session-7k3q.json"),
        ("../../etc/passwd\0\n", "7k3q", False, "2026-03-14-etc-passwd-7k3q.json"),
        ("x" * 200, "7k3q", False, f"2026-03-14-{'x' * 39}-7k3q.json"),
        (
            "one two three four five six seven eight nine",
            "7k3q",
            False,
            "2026-03-14-one-two-three-four-five-six-seven-eight-7k3q.json",
        ),
    ],
)
def test_session_names(title: str, tail: str, practice: bool, name: str) -> None:
    assert folders.session_name(DAY, title, tail, practice) == name


def test_every_name_is_safe_everywhere() -> None:
    rng = random.Random(11)
    letters = "abc XYZ-_./\\:*?\"<>|'’\0\n\t%$~ .äßøİıſ夜é́½²\ud800" + "".join(map(chr, range(32)))
    titles = ["".join(rng.choices(letters, k=rng.randrange(90))) for _ in range(3_000)]
    for title in [*titles, *RESERVED, "NUL.txt", "-", "...", " con ", "a" * 5_000]:
        practice = rng.random() < 0.5
        name = folders.session_name(DAY, title, folders.random_tail(rng), practice)
        stem, _, end = name.partition(".")
        assert len(name) <= folders.NAME_LIMIT and name.isascii() and end == "json"
        middle = stem.removeprefix("2026-03-14-").removeprefix("PRACTICE-" if practice else "")[:-5]
        assert middle and middle == middle.lower().strip("-") and "--" not in middle
        assert set(middle) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
        assert stem.lower() not in RESERVED


@pytest.mark.parametrize("tail", ["", "../x", "AB12", "a b", "x" * 9, "é"])
def test_a_tail_that_is_not_one_is_refused(tail: str) -> None:
    with pytest.raises(ValueError):
        folders.session_name(DAY, "Anything", tail, False)


def test_tails_come_from_the_numbers_passed_in_and_are_easy_to_read() -> None:
    tails = [folders.random_tail(random.Random(n)) for n in range(500)]
    assert tails == [folders.random_tail(random.Random(n)) for n in range(500)]
    assert all(len(tail) == 4 for tail in tails) and len(set(tails)) > 450
    assert not set("".join(tails)) & set("01iloaeuy")
