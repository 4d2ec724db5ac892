"""The one writer when things go wrong: after an error the old bytes, after a kill the old ones or the new.

Tests may run as root, whom permissions do not stop: the system's "no" is put in by hand, and a real read-only
disk and a real full one are mounted where that is allowed.
"""

from __future__ import annotations

import errno
import hashlib
import os
import random
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from ibps.core.errors import NotSaved
from ibps.store import atomic, leftovers

ROOT = Path(__file__).parents[2]
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
        (errno.EDQUOT, "disk full"),
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


# --- real disks


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = [shutil.which("mount") or "false", "-t", "tmpfs", "-o", "size=128k", "tmpfs", str(folder)]
    if subprocess.run(mount, check=False, capture_output=True).returncode:
        pytest.skip("mounting is not permitted here")
    try:
        yield folder
    finally:
        subprocess.run(["umount", folder], check=True)


def test_a_full_disk_keeps_the_old_file_at_every_level_and_goes_on_after(small_disk: Path) -> None:
    path, ballast = small_disk / "a.json", small_disk / "ballast"
    refused = 0
    for pages in range(16):
        ballast.unlink(missing_ok=True)
        atomic.write(path, OLD)
        free = os.statvfs(small_disk).f_bavail
        ballast.write_bytes(b"x" * 4096 * max(0, free - pages))
        try:
            atomic.write(path, b"+" * 40_000)
        except NotSaved as error:
            assert error.reason == "disk full" and path.read_bytes() == OLD
            refused += 1
        else:
            assert path.read_bytes() == b"+" * 40_000
        assert temps(small_disk) == []
    assert 0 < refused < 16


def test_a_read_only_disk_stops_even_root(small_disk: Path) -> None:
    (small_disk / "a.json").write_bytes(OLD)
    subprocess.run(["mount", "-o", "remount,ro", small_disk], check=True)
    for name in ("a.json", "new.json"):
        with pytest.raises(NotSaved) as caught:
            atomic.write(small_disk / name, NEW)
        assert caught.value.reason == "read-only"
    assert os.listdir(small_disk) == ["a.json"] and (small_disk / "a.json").read_bytes() == OLD


LIMITED = """
import resource, sys
from pathlib import Path
from ibps.core.errors import NotSaved
from ibps.store import atomic, leftovers
resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))
try:
    atomic.write(Path(sys.argv[1]), b"+" * 10_000)
except NotSaved as error:
    print(error.reason)
"""


def test_a_write_cut_short_by_the_system_keeps_the_old_file(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_bytes(OLD)
    command = [sys.executable, "-c", LIMITED, str(tmp_path / "a.json")]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    assert ran.stdout == "file too large\n"
    assert (tmp_path / "a.json").read_bytes() == OLD and temps(tmp_path) == []


# --- kill -9

WRITER = """
import hashlib, os, sys
from pathlib import Path
from ibps.store import atomic, leftovers
path, n = Path(sys.argv[1]), int(sys.argv[2])
def careless(path, data):
    with open(path, "wb") as file:
        file.write(data)
write = careless if sys.argv[3] == "careless" else atomic.write
while True:
    n += 1
    write(path, hashlib.sha256(b"%d" % n).digest() * (300 + n * 7919 % 900) + b"%d" % n)
    os.write(1, b"%d\\n" % n)
"""


def change(n: int) -> bytes:
    """What the writer puts down as change `n`: 10 to 38 kB, longer and shorter in turn."""
    return hashlib.sha256(b"%d" % n).digest() * (300 + n * 7919 % 900) + b"%d" % n


def harm_by_kills(folder: Path, how: str, rounds: int) -> Iterator[str]:
    """Kills a writer `rounds` times at moments of its loop drawn by lot; yields each harm found after."""
    rng = random.Random(7)
    path, n = folder / "a.json", 0
    path.write_bytes(change(0))
    for _ in range(rounds):
        command = [sys.executable, "-c", WRITER, str(path), str(n), how]
        with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE) as writer:
            assert writer.stdout is not None
            told = writer.stdout.readline()
            # No event marks the middle of a save: the moment itself is the lot.
            time.sleep(rng.random() * 0.004)
            writer.kill()
            told += writer.stdout.read()
        told_last = int(told.split()[-1])
        found = path.read_bytes()
        seen = next((k for k in (told_last, told_last + 1) if found == change(k)), None)
        if seen is None:
            yield f"after {told_last}: {len(found)} bytes that are neither it nor the next change"
            path.write_bytes(change(told_last))
        n = seen or told_last


def test_kills_lose_nothing_that_was_reported_saved(tmp_path: Path) -> None:
    assert list(harm_by_kills(tmp_path, "atomic", 36)) == []
    assert len(temps(tmp_path)) == leftovers.sweep(tmp_path, time.time_ns() + 10**9)
    assert os.listdir(tmp_path) == ["a.json"]


def test_kills_do_harm_a_careless_writer(tmp_path: Path) -> None:
    assert next(harm_by_kills(tmp_path, "careless", 300), None) is not None


@pytest.mark.torture
def test_two_thousand_kills(tmp_path: Path) -> None:
    assert list(harm_by_kills(tmp_path, "atomic", 2_000)) == []
    assert len(temps(tmp_path)) > 100, "the kills should have met the writer in the middle of saves"
