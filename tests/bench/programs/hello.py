"""The floor of a start: the smallest Textual program that shows a word."""

from textual.app import App, ComposeResult
from textual.widgets import Static


class Hello(App[None]):
    """One word."""

    def compose(self) -> ComposeResult:
        """The word."""
        yield Static("Hello")


if __name__ == "__main__":
    Hello().run()
