"""Pictures of the screen: SVG made by a running app, held against the one kept beside the test."""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import pytest


class Photographed(Protocol):
    """What a picture needs of `textual.app.App`."""

    def export_screenshot(self, *, title: str | None = None, simplify: bool = False) -> str: ...


def picture_of(app: Photographed) -> str:
    """The app's screen as SVG, without the number Rich takes from the content and puts into every id."""
    return re.sub(r"terminal-\d+-", "terminal-", app.export_screenshot(simplify=True))


@dataclass(frozen=True)
class Snapshot:
    """Compares, or with `update` writes, `<folder>/<name>.svg`. A new one that differs goes to `scratch`."""

    folder: Path
    scratch: Path
    update: bool

    def __call__(self, app: Photographed, name: str) -> None:
        kept = self.folder / f"{name}.svg"
        seen = picture_of(app)
        if self.update:
            self.folder.mkdir(exist_ok=True)
            kept.write_text(seen, encoding="utf-8", newline="\n")
            return
        if kept.is_file() and kept.read_text(encoding="utf-8") == seen:
            return
        new = self.scratch / f"{name}.svg"
        new.write_text(seen, encoding="utf-8", newline="\n")
        what = "differs from" if kept.is_file() else "has nothing to be compared with at"
        advice = "Look at both; --update-pictures keeps the new one."
        pytest.fail(f"picture {new}\n{what} {kept}\n{advice}", pytrace=False)
