"""The floor of a key: one Input of Textual's own, and nothing else."""

from textual.app import App, ComposeResult
from textual.widgets import Input


class Line(App[None]):
    """One line to type in."""

    def compose(self) -> ComposeResult:
        """The line."""
        yield Input(placeholder="Type here")


if __name__ == "__main__":
    Line().run()
