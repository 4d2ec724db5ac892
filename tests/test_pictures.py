"""The picture check itself: it writes, it compares, and it can fail."""

from pathlib import Path

import pytest
from textual.app import App, ComposeResult
from textual.content import Content
from textual.widgets import Static

from tests.pictures import Snapshot, picture_of


class OneWord(App[None]):
    def __init__(self, word: str) -> None:
        super().__init__()
        self.word = word

    def compose(self) -> ComposeResult:
        yield Static(Content(self.word))


async def hold(word: str, check: Snapshot) -> None:
    app = OneWord(word)
    async with app.run_test(size=(60, 20)):
        check(app, "word")


async def test_a_written_picture_is_the_same_the_next_time(tmp_path: Path) -> None:
    pictures = tmp_path / "pictures"
    await hold("handoff", Snapshot(pictures, tmp_path, update=True))
    before = (pictures / "word.svg").read_bytes()
    await hold("handoff", Snapshot(pictures, tmp_path, update=False))
    assert (pictures / "word.svg").read_bytes() == before
    assert not (tmp_path / "word.svg").exists()


async def test_another_screen_fails_and_names_both_files(tmp_path: Path) -> None:
    pictures = tmp_path / "pictures"
    await hold("handoff", Snapshot(pictures, tmp_path, update=True))
    with pytest.raises(pytest.fail.Exception) as failure:
        await hold("rotation", Snapshot(pictures, tmp_path, update=False))
    assert str(pictures / "word.svg") in str(failure.value)
    assert str(tmp_path / "word.svg") in str(failure.value)
    assert "rotation" in (tmp_path / "word.svg").read_text(encoding="utf-8")


async def test_a_missing_picture_fails(tmp_path: Path) -> None:
    with pytest.raises(pytest.fail.Exception, match="nothing to be compared with"):
        await hold("handoff", Snapshot(tmp_path / "pictures", tmp_path, update=False))
    assert not (tmp_path / "pictures").exists()


async def test_a_picture_carries_no_number_of_its_content() -> None:
    app = OneWord("handoff")
    async with app.run_test(size=(60, 20)):
        assert "terminal-" in picture_of(app)
        assert not any(part[:1].isdigit() for part in picture_of(app).split("terminal-")[1:])


async def test_the_fixture_looks_beside_the_test(snapshot: Snapshot) -> None:
    assert snapshot.folder == Path(__file__).parent / "pictures"
