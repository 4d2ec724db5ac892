"""Makes what `docs/` shows of the program: the pictures and the page of keys.

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

from ibps.ui.app import IbpsApp
from tests.docs import states_picture
from tests.docs.demo import FILE, DemoHouse, Start, whole
from tests.docs.keys import page
from tests.pictures import picture_of

DOCS = Path(__file__).parent.parent.parent / "docs"
PICTURES = DOCS / "pictures"

ASKING = ("escape", "c", "u", "enter", "u", "enter", "l", "enter")
"""From the consensus stage into the check: three of the five who are here have answered."""

CLOSING = (*ASKING, "u", "enter", "u", "x", *"21", "space", *"Mar", "enter")
"""The others answer, the check is closed, and the room says how long it waits for whoever is absent."""

SHOTS: dict[str, tuple[int, str, tuple[str, ...], tuple[int, int]]] = {
    "front-desk": (8, "desk", (), (80, 24)),
    "interests": (3, "meet", (), (80, 24)),
    "check": (5, "meet", ASKING, (80, 24)),
    "check-60x20": (5, "meet", ASKING, (60, 20)),
    "check-120x40": (5, "meet", ASKING, (120, 40)),
    "result": (5, "meet", CLOSING, (80, 24)),
    "answer": (8, "desk", ("enter", "home"), (80, 24)),
    "minutes": (8, "meet", ("escape", "r"), (80, 24)),
}
"""By name: how far the meeting has come, where the program starts, the keys pressed, columns and rows."""


DRAWN: dict[str, Callable[[], str]] = {"states": states_picture.svg}
"""Pictures that are no screens, by name."""


async def picture(name: str) -> str:
    """One picture as SVG that needs nothing from outside itself."""
    upto, screen, keys, size = SHOTS[name]
    app = IbpsApp(DemoHouse(whole(upto), Start(screen, FILE if screen == "meet" else "")))
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        for key in keys:
            await pilot.press(key)
            await pilot.pause()
        drawn = picture_of(app)
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


def stale() -> Iterator[str]:
    """What in `docs/` is not as the program is now, by file."""
    for name in SHOTS:
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
    if (DOCS / "keys.md").read_text("utf-8") != page():
        yield "keys.md has other keys"


def write() -> None:
    """Everything, anew."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    for name in SHOTS:
        (PICTURES / f"{name}.svg").write_text(asyncio.run(picture(name)), "utf-8", newline="\n")
    for name, draw in DRAWN.items():
        (PICTURES / f"{name}.svg").write_text(draw(), "utf-8", newline="\n")
    (DOCS / "keys.md").write_text(page(), "utf-8", newline="\n")


if __name__ == "__main__":
    if "--check" in sys.argv[1:]:
        found = list(stale())
        print("\n".join(found) or "Everything in docs is as the program is now.")
        raise SystemExit(bool(found))
    write()
