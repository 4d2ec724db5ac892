"""A folder that turns bad under an open session: what is said, that nothing is lost, that it goes on after.

Tests may run as root, whom permissions do not stop: there the system's "no" is put in by hand.
"""

from __future__ import annotations

import errno
import os
import shutil
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from ibps.core.errors import Conflict, NotSaved, Unreadable
from ibps.core.stages.opening import StartSession
from ibps.core.stages.options import AddOption
from ibps.desk import Desk
from ibps.store.session_file import SessionFile, read

ROOT = os.name != "nt" and os.geteuid() == 0


@pytest.fixture
def path(tmp_path: Path) -> Path:
    file = tmp_path / "sessions" / "a.json"
    file.parent.mkdir()
    Desk.new(SessionFile(file), [StartSession(title="Breaks", team="Unit 4B"), AddOption(text="one")])
    return file


def texts(path: Path) -> list[str]:
    return [option.text for option in read(path).journal.record.options]


def gone(folder: Path) -> Callable[[], object]:
    """The drive is pulled out; it comes back."""
    away = folder.with_name("away")
    folder.rename(away)
    return lambda: away.rename(folder)


def a_file(folder: Path) -> Callable[[], object]:
    """A file has its name."""
    back = gone(folder)
    folder.write_bytes(b"")

    def restore() -> None:
        folder.unlink()
        back()

    return restore


def a_link_to_nowhere(folder: Path) -> Callable[[], object]:
    back = gone(folder)
    folder.symlink_to("nowhere")

    def restore() -> None:
        folder.unlink()
        back()

    return restore


def read_only(folder: Path) -> Callable[[], object]:
    folder.chmod(0o500)
    return lambda: folder.chmod(0o700)


@pytest.mark.parametrize(
    ("turn", "reason"),
    [
        (gone, "folder is gone"),
        (a_file, "folder is gone"),
        (a_link_to_nowhere, "folder is gone"),
        pytest.param(read_only, "no permission", marks=pytest.mark.skipif(ROOT, reason="root may do all")),
    ],
)
def test_a_folder_that_turns_bad_is_said_and_passes(
    path: Path, turn: Callable[[Path], Callable[[], object]], reason: str
) -> None:
    desk = Desk.open(SessionFile(path))
    back = turn(path.parent)
    before = desk.journal
    for _ in range(2):
        with pytest.raises(NotSaved) as caught:
            desk.do(AddOption(text="two"))
        assert caught.value.reason == reason and not isinstance(caught.value, Conflict)
        assert desk.journal is before
    back()
    desk.do(AddOption(text="two"))
    assert texts(path) == ["one", "two"] and os.listdir(path.parent) == ["a.json"]


@pytest.mark.parametrize(
    ("number", "reason"),
    [
        (errno.EACCES, "no permission"),
        (errno.EROFS, "read-only"),
        (errno.ESTALE, "folder is gone"),
        (errno.ENODEV, "folder is gone"),
        (errno.ENOTCONN, "network drive does not answer"),
        (errno.EHOSTDOWN, "network drive does not answer"),
        (errno.ETIMEDOUT, "network drive does not answer"),
    ],
)
@pytest.mark.parametrize("call", ["open", "stat"])
def test_what_the_system_says_of_a_bad_folder_is_said_in_words(
    path: Path, monkeypatch: pytest.MonkeyPatch, call: str, number: int, reason: str
) -> None:
    desk, real = Desk.open(SessionFile(path)), getattr(os, call)

    def bad(where: Any, *args: Any, **kwargs: Any) -> Any:
        making = call == "stat" or args[0] & os.O_CREAT
        if isinstance(where, Path) and where.is_relative_to(path.parent) and making:
            raise OSError(number, os.strerror(number))
        return real(where, *args, **kwargs)

    with monkeypatch.context() as patch:
        patch.setattr(os, call, bad)
        with pytest.raises(NotSaved) as caught:
            desk.do(AddOption(text="two"))
    assert caught.value.reason == reason and "Everything saved before is safe." in str(caught.value)
    desk.do(AddOption(text="two"))
    assert texts(path) == ["one", "two"]


def test_a_folder_put_in_the_place_of_another_is_no_session_of_ours(path: Path) -> None:
    """A restored backup, or another stick under the same letter: what we hold goes beside it."""
    desk = Desk.open(SessionFile(path))
    away = path.parent.with_name("away")
    shutil.copytree(path.parent, away)
    desk.do(AddOption(text="two"))
    shutil.rmtree(path.parent)
    away.rename(path.parent)
    with pytest.raises(Conflict, match="OTHER-VERSION-1"):
        desk.do(AddOption(text="three"))
    assert texts(path) == ["one"]
    assert texts(path.with_name("a-OTHER-VERSION-1.json")) == ["one", "two", "three"]


@pytest.mark.parametrize("in_its_place", [os.mkfifo, os.mkdir], ids=["pipe", "folder"])
def test_what_takes_the_name_of_a_session_is_not_waited_for(
    path: Path, in_its_place: Callable[[Path], None]
) -> None:
    desk = Desk.open(SessionFile(path))
    path.unlink()
    in_its_place(path)
    with pytest.raises(NotSaved, match="Something else has that name"):
        desk.do(AddOption(text="two"))
    with pytest.raises(Unreadable, match="not a file"):
        SessionFile(path).load()


@pytest.mark.parametrize("call", ["fsync", "replace"])
def test_while_a_share_stalls_the_old_file_is_there_for_everybody_else(
    path: Path, monkeypatch: pytest.MonkeyPatch, call: str
) -> None:
    """The save waits as long as the disk does, and is whole after."""
    desk, real = Desk.open(SessionFile(path)), getattr(os, call)
    reached, answer = threading.Event(), threading.Event()

    def stalled(*args: Any) -> Any:
        reached.set()
        assert answer.wait(30)
        return real(*args)

    monkeypatch.setattr(os, call, stalled)
    saving = threading.Thread(target=desk.do, args=(AddOption(text="two"),))
    saving.start()
    assert reached.wait(30)
    assert texts(path) == ["one"] and saving.is_alive()
    answer.set()
    saving.join(30)
    assert texts(path) == ["one", "two"] and os.listdir(path.parent) == ["a.json"]
