"""Two themes for a room that reads from five metres off a projector, in daylight and in the dark.

Body text stands at 7:1 and better against every ground it is put on, colours of state at 4.5:1
(WCAG 2). The widgets name theme variables alone, so that any other theme works as well.
"""

from textual.theme import Theme

LIGHT = Theme(
    name="ibps-light",
    dark=False,
    primary="#0b4a8f",
    secondary="#4a3a7a",
    accent="#6b2d84",
    foreground="#111111",
    background="#ffffff",
    surface="#f3f4f6",
    panel="#e4e8ee",
    success="#14602b",
    warning="#7a4300",
    error="#9c1420",
    variables={
        "text": "#111111",
        "text-muted": "#3b3f45",
        "text-disabled": "#5a5f66",
        "text-primary": "#0b4a8f",
        "text-secondary": "#4a3a7a",
        "text-accent": "#6b2d84",
        "text-success": "#14602b",
        "text-warning": "#7a4300",
        "text-error": "#9c1420",
        "foreground-muted": "#3b3f45",
        "foreground-disabled": "#5a5f66",
        "block-cursor-background": "#0b4a8f",
        "block-cursor-foreground": "#ffffff",
        "block-cursor-blurred-background": "#e4e8ee",
        "block-cursor-blurred-foreground": "#111111",
        "input-selection-background": "#0b4a8f",
        "input-selection-foreground": "#ffffff",
        "footer-key-foreground": "#0b4a8f",
        "border": "#0b4a8f",
        "border-blurred": "#8a9099",
    },
)

DARK = Theme(
    name="ibps-dark",
    dark=True,
    primary="#8cc4ff",
    secondary="#c3b5f5",
    accent="#e6b3ff",
    foreground="#f5f5f5",
    background="#0c0f14",
    surface="#161b22",
    panel="#252c37",
    success="#7fe39a",
    warning="#ffcf70",
    error="#ff9c9c",
    variables={
        "text": "#f5f5f5",
        "text-muted": "#c9d0d9",
        "text-disabled": "#9aa3ae",
        "text-primary": "#8cc4ff",
        "text-secondary": "#c3b5f5",
        "text-accent": "#e6b3ff",
        "text-success": "#7fe39a",
        "text-warning": "#ffcf70",
        "text-error": "#ff9c9c",
        "foreground-muted": "#c9d0d9",
        "foreground-disabled": "#9aa3ae",
        "block-cursor-background": "#8cc4ff",
        "block-cursor-foreground": "#08121f",
        "block-cursor-blurred-background": "#252c37",
        "block-cursor-blurred-foreground": "#f5f5f5",
        "input-selection-background": "#8cc4ff",
        "input-selection-foreground": "#08121f",
        "footer-key-foreground": "#8cc4ff",
        "border": "#8cc4ff",
        "border-blurred": "#6b7480",
    },
)

THEMES = (LIGHT, DARK)
"""Both, for `App.register_theme`."""

OURS = tuple(theme.name for theme in THEMES)

LOOK = "Until the program ends; ibps settings says how to keep it"
"""What the palette says of every look."""


def other_look(now: Theme) -> str:
    """Ours that is dark, from any light look; ours that is light, from any dark one."""
    return (LIGHT if now.dark else DARK).name
