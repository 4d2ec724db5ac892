"""Every key of the table, and every key that may take the place of one, reaches a program as itself."""

import re
import sys

import pytest

from ibps.ui.actions import ACTIONS
from ibps.ui.keymap import BINDABLE, PALETTE
from tests.terminal.tmux import Tmux

pytestmark = pytest.mark.terminal

# Shows each key by the character or the name it arrives with.
SHOWS = """
from textual.app import App
from textual.widgets import Static

class Shows(App, inherit_bindings=False):
    ENABLE_COMMAND_PALETTE = False
    seen = []

    def compose(self):
        yield Static(markup=False)

    def on_key(self, event):
        self.seen.append(event.character if event.is_printable else event.key)
        self.query_one(Static).update("SAW " + " ".join(self.seen) + " END")

    def on_ready(self):
        self.query_one(Static).update("ready")

Shows().run()
"""

SENT = {"enter": "Enter", "escape": "Escape", "tab": "Tab", "shift+tab": "BTab", "up": "Up", "down": "Down"}


def sent(key: str) -> str:
    """The key by its name in tmux."""
    if key in SENT or len(key) == 1:
        return SENT.get(key, key)
    return key.replace("ctrl+", "C-") if key.startswith("ctrl+") else key.upper()


def test_every_key_arrives_as_itself(terminal: Tmux) -> None:
    table = sorted({action.key for action in ACTIONS})
    keys = [*dict.fromkeys((*table, *BINDABLE, PALETTE, "<", ">", "?", *SENT))]
    assert {f"ctrl+{letter}" for letter in "lkteogf"} <= set(keys)
    # A key sent right after Escape would be read as one with Alt, so it comes last.
    keys = [*(key for key in keys if key != "escape"), "escape"]
    terminal.start([sys.executable, "-c", SHOWS], width=200, height=20)
    terminal.wait_for("ready", timeout=20.0)
    terminal.keys(*(sent(key) for key in keys))
    screen = terminal.wait_for(re.compile(r"escape\s+END"))
    assert screen.partition("SAW ")[2].partition(" END")[0].split() == keys
