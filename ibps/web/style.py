"""The files a page asks for: the style sheet with the colours of both themes, the script, the icon."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Final

from textual.theme import Theme

from ibps.ui.theme import DARK, LIGHT

KINDS: Final = {"room.css": "text/css", "room.js": "text/javascript", "icon.svg": "image/svg+xml"}
"""By name, with what each is."""


@cache
def asset(name: str) -> bytes:
    """A file of this package as it is sent."""
    given = (files("ibps.web") / name).read_text(encoding="utf-8")
    return (f"{colours()}\n{given}" if name == "room.css" else given).encode()


def colours() -> str:
    """Dark where the system asks for it or somebody chose it, never on paper."""
    light, dark = _variables(LIGHT), _variables(DARK)
    return (
        f":root {{ {light} }}\n"
        f"@media screen and (prefers-color-scheme: dark) {{ :root:not([data-theme=light]) {{ {dark} }} }}\n"
        f"@media screen {{ :root[data-theme=dark] {{ {dark} }} }}"
    )


def _variables(theme: Theme) -> str:
    """The colours the style sheet names, from the theme the terminal has."""
    named = {
        "color-scheme": "dark" if theme.dark else "light",
        "--ground": theme.background,
        "--surface": theme.surface,
        "--panel": theme.panel,
        "--bar": theme.primary,
        "--alarm": theme.warning,
        "--text": theme.variables["text"],
        "--muted": theme.variables["text-muted"],
        "--line": theme.variables["border-blurred"],
        "--primary": theme.variables["text-primary"],
        "--good": theme.variables["text-success"],
        "--waiting": theme.variables["text-warning"],
        "--bad": theme.variables["text-error"],
        "--idea": theme.variables["text-accent"],
    }
    return " ".join(f"{name}: {value};" for name, value in named.items())
