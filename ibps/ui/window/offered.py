"""The palette as it opens, in the order it is handed: what is needed most comes first, looks come last."""

from __future__ import annotations

from textual.command import DiscoveryHit, Hits
from textual.system_commands import SystemCommandsProvider


class Offered(SystemCommandsProvider):
    """As Textual's own, which would sort by name."""

    async def discover(self) -> Hits:
        """Everything there is, before anything is typed."""
        for name, words, callback, _ in self.app.get_system_commands(self.screen):
            yield DiscoveryHit(name, callback, help=words)
