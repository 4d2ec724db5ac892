"""Makes what `docs/` shows of the program: the pictures, the page with all of them, and the page of keys.

    python -m tests.docs.make            writes them
    python -m tests.docs.make --check    says which of them are not as the program is now

Run it in the project's own folder.
"""

from __future__ import annotations

import asyncio
import os
import re
import sys
from collections.abc import Callable, Iterator
from html import unescape
from pathlib import Path

# Read by Textual at its first import: a picture must not catch half of a motion.
os.environ["TEXTUAL_ANIMATIONS"] = "none"

from tests.docs import keys, states_picture
from tests.docs.screens import SCREENS, SIZES
from tests.pictures import picture_of

DOCS = Path(__file__).parent.parent.parent / "docs"
PICTURES = DOCS / "pictures"

SHOTS: dict[str, tuple[str, tuple[int, int]]] = {
    f"{name}-{size[0]}x{size[1]}": (name, size) for name in SCREENS for size in SIZES
}
"""By the picture's name: the screen, and columns and rows."""

DRAWN: dict[str, Callable[[], str]] = {"states": states_picture.svg}
"""Pictures that are no screens, by name."""


async def picture(name: str) -> str:
    """One picture as SVG that needs nothing from outside itself."""
    screen, size = SHOTS[name]
    async with SCREENS[screen].shown(size) as pilot:
        drawn = picture_of(pilot.app)
    drawn = re.sub(r"@font-face \{.*?\}\s*", "", drawn, flags=re.DOTALL)
    drawn = re.sub(r"font-family: ?Fira Code,? ?monospace", "font-family: monospace", drawn)
    # Some programs that draw SVG drop blanks at the edge of a text, and columns would no longer stand.
    return drawn.replace("<svg ", '<svg xml:space="preserve" ', 1)


def words_of(svg: str) -> tuple[str, ...]:
    """What a picture says, line by line; colours, fonts and places are left out."""
    lines: dict[str, list[str]] = {}
    for y, text in re.findall(r'<text[^>]* y="([^"]+)"[^>]*>(.*?)</text>', svg):
        lines.setdefault(y, []).append(unescape(text).replace("\xa0", " "))
    joined = ("".join(parts).strip() for parts in lines.values())
    return tuple(" ".join(line.split()) for line in joined if line)


def gallery() -> str:
    """The page that shows every screen."""
    said = [
        "# Screens",
        "Every screen of the program, from an invented meeting. Each picture is at 80 columns by 24 rows, "
        "where the program is at home; the same screen at 60 by 20 and at 120 by 40 is one click away. "
        "`python -m tests.docs.make` makes them anew from the running program.",
    ]
    group = ""
    for name, screen in SCREENS.items():
        if screen.group != group:
            group = screen.group
            said.append(f"## {group}")
        others = " · ".join(
            f"[{width} by {rows}](pictures/{name}-{width}x{rows}.svg)"
            for width, rows in SIZES
            if (width, rows) != (80, 24)
        )
        title = name.replace("-", " ").capitalize()
        said += [f"**{title}.** {screen.says} {others}", f"![{title}](pictures/{name}-80x24.svg)"]
    return "\n\n".join(said) + "\n"


PAGES: dict[str, Callable[[], str]] = {"keys.md": keys.page, "screens.md": gallery}
"""Pages that are made, by file."""


def stale(names: Iterator[str] | tuple[str, ...] = tuple(SHOTS)) -> Iterator[str]:
    """What in `docs/` is not as the program is now, by file; of the screens, those named."""
    for name in names:
        kept = PICTURES / f"{name}.svg"
        if not kept.is_file():
            yield f"pictures/{name}.svg is missing"
        elif words_of(kept.read_text("utf-8")) != words_of(asyncio.run(picture(name))):
            yield f"pictures/{name}.svg shows another screen"
    for name, draw in DRAWN.items():
        kept = PICTURES / f"{name}.svg"
        if not kept.is_file() or kept.read_text("utf-8") != draw():
            yield f"pictures/{name}.svg is not as the table is"
    known = {f"{name}.svg" for name in (*SHOTS, *DRAWN)}
    yield from (
        f"pictures/{path.name} is made by nobody" for path in PICTURES.iterdir() if path.name not in known
    )
    for file, page in PAGES.items():
        if not (DOCS / file).is_file() or (DOCS / file).read_text("utf-8") != page():
            yield f"{file} is not as the program is"


def write() -> None:
    """Everything, anew."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    for old in PICTURES.iterdir():
        old.unlink()
    for name in SHOTS:
        (PICTURES / f"{name}.svg").write_text(asyncio.run(picture(name)), "utf-8", newline="\n")
    for name, draw in DRAWN.items():
        (PICTURES / f"{name}.svg").write_text(draw(), "utf-8", newline="\n")
    for file, page in PAGES.items():
        (DOCS / file).write_text(page(), "utf-8", newline="\n")


if __name__ == "__main__":
    if "--check" in sys.argv[1:]:
        found = list(stale())
        print("\n".join(found) or "Everything in docs is as the program is now.")
        raise SystemExit(bool(found))
    write()
