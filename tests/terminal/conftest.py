"""A terminal for a test, closed whatever happens to the test."""

from collections.abc import Iterator

import pytest

from tests.terminal.tmux import Tmux


@pytest.fixture
def terminal() -> Iterator[Tmux]:
    with Tmux() as tmux:
        yield tmux
