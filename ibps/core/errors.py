"""What can go wrong, as sentences for the room and as types for programs.

Each error reads in full on a projector: what happened, what is safe, what to do next.

    IbpsError
    ├── Refusal      an act the record cannot hold; nothing was changed
    ├── Unreadable   a file that does not hold a record we can stand behind
    ├── NotSaved     the disk did not take the act; the record is as it was
    ├── NotOpened    a session that cannot be written where it is
    ├── Conflict     somebody else changed the file; both versions are kept
    └── InUse        somebody else has the session open for writing
"""

from __future__ import annotations

from ibps.core.refusals import REFUSALS


class IbpsError(Exception):
    """Any error that is meant to be read out; `str()` is the sentence."""


class Refusal(IbpsError):
    """An act that would make the record false. `code` is for programs, `str()` for the room."""

    def __init__(self, code: str, **details: object) -> None:
        self.code = code
        super().__init__(REFUSALS[code].format(**details))


class Unreadable(IbpsError):
    """A file that cannot be opened as what it should be. The file itself is never touched."""

    def __init__(self, path: str, what: str, what_next: str) -> None:
        self.path, self.what, self.what_next = path, what, what_next
        super().__init__(f"{path}: {what} The file was not changed. {what_next}")


class NotSaved(IbpsError):
    """A write that did not reach the disk. `reason` is a few words for the status line."""

    def __init__(self, reason: str, path: str, what_next: str) -> None:
        self.reason, self.path, self.what_next = reason, path, what_next
        super().__init__(f"NOT SAVED: {reason} ({path}). Everything saved before is safe. {what_next}")


class NotOpened(NotSaved):
    """A session that cannot be written where it is. It can be read."""

    def __str__(self) -> str:
        return (
            f"{self.path}: nothing can be added to it here: {self.reason}. It can be read, with: ibps show. "
            f"Nothing was changed. {self.what_next}"
        )


class Conflict(NotSaved):
    """The file on the disk is not the one this program last read or wrote; neither is written over.

    `kept` is the name of the file beside it with what was to be saved, "" where that did not work.
    """

    def __init__(self, reason: str, path: str, what_next: str, kept: str = "") -> None:
        self.kept = kept
        super().__init__(reason, path, what_next)


class InUse(IbpsError):
    """Another program writes this session now. It can be read meanwhile."""

    def __init__(self, path: str, who: str, lock: str) -> None:
        self.path = path
        super().__init__(
            f"{path}: {who} (it says {lock}). It can be read meanwhile, with: ibps show. "
            "Nothing was changed. Close it there to open it here."
        )
