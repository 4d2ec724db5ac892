"""The teams of a folder, in `teams.json`: what a new session starts with, never the only copy of it."""

from __future__ import annotations

from pathlib import Path

from pydantic import ValidationError

from ibps.core.team import Team
from ibps.store.tables import open_tables


class Teams:
    """The teams file of one sessions folder. A damaged file is set aside, and `note` says so."""

    def __init__(self, folder: Path) -> None:
        opened = open_tables(folder / "teams.json")
        self._table = opened.db.keyed("teams")
        self.note = ""
        if opened.set_aside is not None:
            self.note = f"The list of teams was damaged. It was set aside as {opened.set_aside.name}."

    def all(self) -> tuple[Team, ...]:
        """Every team that can be read, the one used last first."""
        found = []
        for row in reversed(self._table.rows().values()):
            try:
                found.append(Team.model_validate(row))
            except ValidationError:
                continue  # one team nobody can read must not hide the others; its row stays in the file
        return tuple(found)

    def remember(self, team: Team) -> None:
        """Keep the team as it is now; on the disk when this returns, or `NotSaved`."""
        with self._table.batch():
            self._table.drop(team.name)
            self._table.put(team.name, team.model_dump(mode="json"))
