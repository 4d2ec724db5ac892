"""Pages that are read begin at their beginning, however far down the one before was read."""

from pathlib import Path

from ibps.core.stages.options import AddOption
from tests.ui.kit import begun, running

MANY = tuple(AddOption(text=f"idea {at} that takes some room on the page") for at in range(40))


async def test_every_page_opens_at_its_top(tmp_path: Path) -> None:
    async with running(tmp_path, *begun(*MANY, stage="options"), size=(60, 20)) as seen:
        for key, top in (("f4", "DECIDED"), ("f1", "KEYS"), ("f2", "DONE WHEN")):
            await seen.press("escape", "end", key)
            assert any(top in line for line in seen.see()[:6]), (key, seen.see())
            await seen.press("pagedown", "pagedown", "pagedown", "escape")
        await seen.press("f4", "end", "f1")
        assert any("KEYS" in line for line in seen.see()[:6]), seen.see()
