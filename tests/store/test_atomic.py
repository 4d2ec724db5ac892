"""The one writer, call by call: modes, links, places that cannot be, stamps."""

from __future__ import annotations

import errno
import os
import secrets
import stat
from pathlib import Path

import pytest

from ibps.core.errors import NotSaved
from ibps.store import atomic, holder, leftovers

ROOT = Path(__file__).parents[2]
OLD, NEW = b"old " * 5_000, b"new " * 3_000


def temps(folder: Path) -> list[str]:
    return [name for name in os.listdir(folder) if name.endswith(".tmp")]


def no_right(*args: object) -> None:
    raise PermissionError(errno.EPERM, "not permitted")


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_new_file_is_private_and_exact(tmp_path: Path) -> None:
    atomic.write(tmp_path / "a.json", NEW)
    assert (tmp_path / "a.json").read_bytes() == NEW
    assert mode(tmp_path / "a.json") == 0o600
    assert os.listdir(tmp_path) == ["a.json"]


def test_a_new_file_is_private_whatever_the_umask(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        atomic.write(tmp_path / "a.json", NEW)
    finally:
        os.umask(before)
    assert mode(tmp_path / "a.json") == 0o600


@pytest.mark.parametrize("kept", [0o600, 0o640, 0o664, 0o200])
def test_existing_file_keeps_its_mode(tmp_path: Path, kept: int) -> None:
    path = tmp_path / "a.json"
    path.write_bytes(OLD)
    path.chmod(kept)
    atomic.write(path, b"")
    assert path.stat().st_size == 0
    assert mode(path) == kept


@pytest.mark.skipif(os.name == "nt" or os.geteuid() != 0, reason="only root gives files away")
def test_existing_file_keeps_its_owner(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_bytes(OLD)
    path.chmod(0o640)
    os.chown(path, 12345, 54321)
    atomic.write(path, NEW)
    assert (path.stat().st_uid, path.stat().st_gid, mode(path)) == (12345, 54321, 0o640)


@pytest.mark.skipif(os.name == "nt" or os.geteuid() != 0, reason="only root gives files away")
def test_a_group_that_cannot_be_kept_opens_the_file_to_no_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.json"
    path.write_bytes(OLD)
    path.chmod(0o664)
    os.chown(path, -1, 54321)
    monkeypatch.setattr(os, "fchown", no_right)
    atomic.write(path, NEW)
    assert (path.read_bytes(), mode(path)) == (NEW, 0o644)


def test_a_link_stays_and_its_target_is_replaced_where_it_is(tmp_path: Path) -> None:
    (tmp_path / "far").mkdir()
    real, link = tmp_path / "far" / "a.json", tmp_path / "a.json"
    real.write_bytes(OLD)
    link.symlink_to(real)
    atomic.write(link, NEW)
    assert link.is_symlink() and real.read_bytes() == NEW
    assert temps(tmp_path) == temps(tmp_path / "far") == []


def test_another_name_of_the_same_file_keeps_what_it_held(tmp_path: Path) -> None:
    """As copies made by links are meant to: `cp -al` of a folder is a backup of it."""
    path, backup = tmp_path / "a.json", tmp_path / "backup.json"
    path.write_bytes(OLD)
    os.link(path, backup)
    atomic.write(path, NEW)
    assert (path.read_bytes(), backup.read_bytes()) == (NEW, OLD)


@pytest.mark.skipif(not hasattr(os, "setxattr"), reason="this system has no attributes of files")
def test_what_is_noted_on_a_file_stays_on_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.json"
    path.write_bytes(OLD)
    try:
        os.setxattr(path, "user.note", b"from the office")
    except OSError:
        pytest.skip("this disk has no attributes of files")
    atomic.write(path, NEW)
    assert os.getxattr(path, "user.note") == b"from the office"
    monkeypatch.setattr(os, "setxattr", no_right)
    atomic.write(path, OLD)
    assert path.read_bytes() == OLD


def test_a_new_file_may_be_for_whom_another_is(tmp_path: Path) -> None:
    model = tmp_path / "a.json"
    model.write_bytes(OLD)
    model.chmod(0o664)
    atomic.write(tmp_path / "b.json", NEW, like=model)
    atomic.write(tmp_path / "c.json", NEW, like=tmp_path / "gone.json")
    assert (mode(tmp_path / "b.json"), mode(tmp_path / "c.json")) == (0o664, 0o600)


def test_what_is_not_a_file_is_refused_and_left(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "loop").symlink_to("loop")
    (tmp_path / "to-pipe").symlink_to("pipe")
    for path in (tmp_path / "folder", tmp_path / "pipe", tmp_path / "to-pipe", tmp_path / "loop"):
        with pytest.raises(NotSaved) as caught:
            atomic.write(path, NEW)
        assert (caught.value.reason, caught.value.path) == ("cannot write here", str(path))
    with pytest.raises(NotSaved, match="cannot write here"):
        atomic.write(Path("/dev/null"), NEW)
    assert stat.S_ISFIFO((tmp_path / "pipe").stat().st_mode) and (tmp_path / "folder").is_dir()
    assert temps(tmp_path) == []


def test_a_file_marked_read_only_is_not_replaced(tmp_path: Path) -> None:
    path = tmp_path / "sealed.json"
    path.write_bytes(OLD)
    path.chmod(0o444)
    with pytest.raises(NotSaved, match="read-only"):
        atomic.write(path, NEW)
    assert path.read_bytes() == OLD


@pytest.mark.parametrize(
    ("where", "reason"),
    [
        ("gone/a.json", "folder is gone"),
        ("file/a.json", "folder is gone"),
        ("x" * 300, "name too long"),
        ("a\0b", "cannot write here"),
    ],
)
def test_places_that_cannot_be(tmp_path: Path, where: str, reason: str) -> None:
    (tmp_path / "file").write_bytes(OLD)
    with pytest.raises(NotSaved) as caught:
        atomic.write(tmp_path / where, NEW)
    assert caught.value.reason == reason
    assert os.listdir(tmp_path) == ["file"]


def test_a_name_at_the_limit_is_saved(tmp_path: Path) -> None:
    atomic.write(tmp_path / ("x" * 255), NEW)
    assert (tmp_path / ("x" * 255)).read_bytes() == NEW


def test_short_writes_are_carried_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = os.write
    monkeypatch.setattr(os, "write", lambda handle, data: real(handle, data[:777]))
    atomic.write(tmp_path / "a.json", NEW)
    monkeypatch.undo()
    assert (tmp_path / "a.json").read_bytes() == NEW


def test_a_write_that_takes_nothing_ends(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "write", lambda handle, data: 0)
    with pytest.raises(NotSaved, match="disk full"):
        atomic.write(tmp_path / "a.json", NEW)
    assert os.listdir(tmp_path) == []


@pytest.mark.parametrize("lying_there", ["link", "file"])
def test_what_lies_on_the_temporary_name_is_left_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lying_there: str
) -> None:
    monkeypatch.setattr(secrets, "token_hex", lambda size: "known")
    victim, temp = tmp_path / "victim", leftovers.temporary(tmp_path)
    victim.write_bytes(OLD)
    if lying_there == "link":
        temp.symlink_to("victim")
    else:
        temp.write_bytes(OLD)
    with pytest.raises(NotSaved):
        atomic.write(tmp_path / "a.json", NEW)
    assert victim.read_bytes() == temp.read_bytes() == OLD
    assert temp.is_symlink() == (lying_there == "link")


def test_the_stamp_tells_when_somebody_else_wrote(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    assert atomic.stamp(path) is None and atomic.stamp(path / "below") is None
    atomic.write(path, OLD)
    first = atomic.stamp(path)
    assert first is not None and first.size == len(OLD) and first == atomic.stamp(path)
    atomic.write(path, NEW)
    assert atomic.stamp(path) not in (first, None)


def test_sweep_takes_only_old_temporary_files_of_ours(tmp_path: Path) -> None:
    for name in (".ibps-1.tmp", ".ibps-2.tmp", ".other.tmp", "a.json"):
        (tmp_path / name).write_bytes(OLD)
    (tmp_path / ".ibps-3.tmp").symlink_to("a.json")
    os.utime(tmp_path / ".ibps-2.tmp", ns=(2_000, 2_000))
    assert leftovers.sweep(tmp_path, 2_001) == 1
    assert sorted(os.listdir(tmp_path)) == [".ibps-1.tmp", ".ibps-3.tmp", ".other.tmp", "a.json"]
    assert leftovers.sweep(tmp_path / "nowhere", 2_001) == 0


def test_sweep_knows_which_programs_are_gone(tmp_path: Path) -> None:
    """Those of this machine at once; those of another, and of one that runs, only by their age."""
    here = holder.mine().partition("-")[0]
    others = ["0badf00d-99999999", "elsewhere-99999999", "strange", f"{here}-x"]
    marks = [f"{here}-99999999", holder.mine(), *others]
    for mark in marks:
        (tmp_path / f".ibps-{mark}-0.tmp").write_bytes(OLD)
    gone = leftovers.sweep(tmp_path, 0)
    assert gone == (here != holder.ELSEWHERE)
    assert len(os.listdir(tmp_path)) == len(marks) - gone


def test_where_a_system_does_not_tell_every_program_is_taken_to_be_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(holder, "BOOT", tmp_path / "nowhere")
    holder._here.cache_clear()
    try:
        assert holder.mine() == f"elsewhere-{os.getpid()}"
        assert not holder.gone("elsewhere-99999999") and not holder.gone("-99999999")
    finally:
        holder._here.cache_clear()


def test_no_file_is_made_where_a_link_to_nothing_says(tmp_path: Path) -> None:
    """Whoever may write the folder could have one made anywhere, with words in it that people typed."""
    (tmp_path / "teams.json").symlink_to(tmp_path / "profile")
    with pytest.raises(NotSaved, match="a link to no file"):
        atomic.write(tmp_path / "teams.json", NEW)
    assert os.listdir(tmp_path) == ["teams.json"]
