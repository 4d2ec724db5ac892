"""The one writer when things go wrong: after an error the old bytes, and words for it.

Tests may run as root, whom permissions do not stop: the system's "no" is put in by hand, and a real read-only
disk is mounted where that is allowed. Kills, power cuts and full disks are in `torture/`.
"""

from __future__ import annotations

import errno
import os
import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from ibps.core.errors import NotSaved
from ibps.store import atomic
from tests.store.torture.full import small_disk

OLD, NEW = b"old " * 5_000, b"new " * 3_000
CLOSE = os.close
MUST_HOLD = ("open", "write", "fsync", "close", "replace")


def temps(folder: Path) -> list[str]:
    return [name for name in os.listdir(folder) if name.endswith(".tmp")]


def failing(
    error: int, *, after: int = 0, times: int = 10**9, real: Callable[..., Any]
) -> Callable[..., Any]:
    """A system call that goes through `after` times, then fails `times` times with `error`."""
    count = 0

    def call(*args: Any, **kwargs: Any) -> Any:
        nonlocal count
        count += 1
        if after < count <= after + times:
            if real is CLOSE:
                # A failed close has closed all the same.
                CLOSE(*args)
            raise OSError(error, os.strerror(error))
        return real(*args, **kwargs)

    return call


@pytest.mark.parametrize("call", ["write", "fsync", "replace"])
@pytest.mark.parametrize(
    ("number", "reason"),
    [
        (errno.ENOSPC, "disk full"),
        (errno.EDQUOT, "quota used up"),
        (errno.EIO, "disk error"),
        (errno.EROFS, "read-only"),
        (errno.EACCES, "no permission"),
        (errno.EPERM, "no permission"),
        (errno.EFBIG, "file too large"),
        (errno.EXDEV, "cannot write here"),
    ],
)
def test_each_error_has_its_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str, number: int, reason: str
) -> None:
    path = tmp_path / "a.json"
    path.write_bytes(OLD)
    monkeypatch.setattr(os, call, failing(number, real=getattr(os, call)))
    with pytest.raises(NotSaved) as caught:
        atomic.write(path, NEW)
    monkeypatch.undo()
    assert (caught.value.reason, caught.value.path) == (reason, str(path))
    assert caught.value.what_next and str(path) in str(caught.value)
    assert path.read_bytes() == OLD and temps(tmp_path) == []


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EIO, errno.EROFS, errno.EACCES, errno.EMFILE])
@pytest.mark.parametrize("there", [True, False])
@pytest.mark.parametrize("call", [*MUST_HOLD, "fstat", "fchmod", "fchown"])
def test_each_call_fails_in_turn(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str, there: bool, number: int
) -> None:
    """Once: NotSaved and the old file, or saved where the call matters little. For good: one, whole."""
    path, real = tmp_path / "a.json", getattr(os, call)
    failed, saved = 0, False
    for times in (10**9, 1):
        for after in range(6):
            path.unlink(missing_ok=True)
            if there:
                path.write_bytes(OLD)
                path.chmod(0o640)
            with monkeypatch.context() as patch:
                patch.setattr(os, call, failing(number, after=after, times=times, real=real))
                try:
                    atomic.write(path, NEW)
                    saved = True
                except NotSaved:
                    saved = False
                    failed += 1
            found = path.read_bytes() if path.exists() else None
            old = OLD if there else None
            if saved:
                assert found == NEW
            elif times == 1:
                assert found == old
            else:
                assert found in (old, NEW)
            assert temps(tmp_path) == []
    assert saved, "the loop should have gone past the last such call of a save"
    assert failed or call not in MUST_HOLD


def test_a_folder_that_will_not_sync_takes_the_file_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.json"
    path.write_bytes(OLD)
    monkeypatch.setattr(os, "fsync", failing(errno.EIO, after=1, times=1, real=os.fsync))
    with pytest.raises(NotSaved, match="disk error"):
        atomic.write(path, NEW)
    assert path.read_bytes() == OLD and temps(tmp_path) == []
    monkeypatch.setattr(os, "fsync", failing(errno.EIO, after=1, real=os.fsync))
    with pytest.raises(NotSaved) as caught:
        atomic.write(path, NEW)
    assert path.read_bytes() == NEW and caught.value.what_next == atomic.IN_DOUBT


def test_a_disk_that_cannot_sync_folders_is_no_obstacle(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "fsync", failing(errno.EINVAL, after=1, real=os.fsync))
    atomic.write(tmp_path / "a.json", NEW)
    assert (tmp_path / "a.json").read_bytes() == NEW


def test_an_interrupt_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(handle: int) -> None:
        raise KeyboardInterrupt

    (tmp_path / "a.json").write_bytes(OLD)
    monkeypatch.setattr(os, "fsync", interrupted)
    with pytest.raises(KeyboardInterrupt):
        atomic.write(tmp_path / "a.json", NEW)
    assert (tmp_path / "a.json").read_bytes() == OLD and temps(tmp_path) == []


@pytest.mark.parametrize("refused", [3, 10**9])
def test_windows_waits_for_a_scanner(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, refused: int) -> None:
    waits: list[float] = []
    path = tmp_path / "a.json"
    path.write_bytes(OLD)
    monkeypatch.setattr(atomic, "WINDOWS", True)
    monkeypatch.setattr(time, "sleep", waits.append)
    monkeypatch.setattr(os, "replace", failing(errno.EACCES, times=refused, real=os.replace))
    if refused == 3:
        atomic.write(path, NEW)
        assert path.read_bytes() == NEW and len(waits) == 3
    else:
        with pytest.raises(NotSaved, match="no permission"):
            atomic.write(path, NEW)
        assert path.read_bytes() == OLD and 2 < sum(waits) < 3
    assert temps(tmp_path) == []


def test_a_read_only_disk_stops_even_root(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk") as disk:
        if disk is None:
            pytest.skip("mounting is not permitted here")
        (disk / "a.json").write_bytes(OLD)
        subprocess.run(["mount", "-o", "remount,ro", disk], check=True)
        for name in ("a.json", "new.json"):
            with pytest.raises(NotSaved) as caught:
                atomic.write(disk / name, NEW)
            assert caught.value.reason == "read-only"
        assert os.listdir(disk) == ["a.json"] and (disk / "a.json").read_bytes() == OLD
