"""The teams of a folder, in `teams.json`: what a new session starts with, never the only copy of it."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import count
from pathlib import Path
from typing import Any, Final

from pydantic import ValidationError

from ibps.core.errors import NotSaved
from ibps.core.team import Team
from ibps.store.tables import open_tables

NAME: Final = "teams.json"
ASIDE: Final = " damaged-"
UNKNOWN: Final = ("extra_forbidden", "enum", "literal_error")
"""What is wrong with a field, or the name of something, that this version does not know."""


class Teams:
    """The teams file of one sessions folder. A damaged file is set aside, and `note` says so."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / NAME
        opened = open_tables(self._path)
        self._table = opened.db.keyed("teams")
        self.note = ""
        if opened.set_aside is not None:
            self.note = f"The list of teams was damaged. It was set aside as {opened.set_aside.name}."

    def all(self) -> tuple[Team, ...]:
        """Every team that can be read, the one used last first."""
        # One team nobody can read must not hide the others; its row stays in the file.
        found = (_team(row) for row in reversed(self._table.rows().values()))
        return tuple(team for team in found if team is not None)

    def remember(self, team: Team) -> None:
        """Keep the team as it is now; on the disk when this returns, or `NotSaved`.

        What a newer version kept of this team stays: writing over it would drop what is not known here. What
        is damaged is set aside in the list, as `note` says: it must not be in the way for ever.
        """
        kept = self._table.row(team.name)
        if kept is not None and _newer(kept):
            raise NotSaved(
                "not known here", str(self._path), "A newer version of the program keeps this team."
            )
        with self._table.batch():
            if kept is not None and _team(kept) is None:
                names = (f"{team.name}{ASIDE}{n}" for n in count(1))
                self._table.put(next(name for name in names if self._table.row(name) is None), kept)
                self.note = f"What was kept of this team was damaged. It was set aside in {NAME}."
            self._table.drop(team.name)
            self._table.put(team.name, team.model_dump(mode="json"))


def _newer(row: Mapping[str, Any]) -> bool:
    """Whether a row is none only for what a newer version may have put there."""
    try:
        Team.model_validate(row)
    except ValidationError as error:
        return all(one["type"] in UNKNOWN for one in error.errors())
    return False


def _team(row: Mapping[str, Any]) -> Team | None:
    """The team in a row; None when it is none, or one of a newer version."""
    try:
        return Team.model_validate(row)
    except ValidationError:
        return None
