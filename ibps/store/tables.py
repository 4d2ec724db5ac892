"""TinyDB on the one writer: tables of documents by name, in one JSON file, never half written.

TinyDB's own storage writes over the file in place and takes an emptied file for a new one; this does neither.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn

from pydantic_core import from_json, to_json
from tinydb import TinyDB
from tinydb.storages import Storage
from tinydb.table import Table

from ibps.core.errors import Conflict, Unreadable
from ibps.store import atomic
from ibps.store.bounded import read_bytes
from ibps.store.trouble import not_saved

Rows = dict[str, Any]
BOM = b"\xef\xbb\xbf"
LARGEST = 512 * 1024 * 1024
"""Bytes: several times the register of a hundred thousand sessions."""


class _Damaged(ValueError):
    """What the file holds is not tables; the argument is the sentence."""


class SafeStorage(Storage):
    """One file of tables: `{table: {key: document}}`, UTF-8, indented.

    What was read is kept, and read again when the file's stamp shows that somebody else wrote. A write that
    fails forgets it, so that a refused change cannot come back with the next one.
    Raises Unreadable (damaged or closed to us; never overwritten), NotSaved, Conflict (somebody else wrote
    between our reading and our writing), ValueError (a value JSON cannot hold; nothing was written).
    """

    def __init__(self, path: Path | str) -> None:
        self.path = Path(path)
        self._tables: dict[str, Rows] | None = None
        self._seen: atomic.Stamp | None = None
        self._known = self._holding = self._waiting = self._spoiled = False

    def read(self) -> dict[str, Rows] | None:
        """The tables, or None when there is no file yet. The caller must not change what it gets."""
        if self._holding and self._known:
            return self._tables
        try:
            now = atomic.stamp(self.path)
            if not self._known or now != self._seen:
                # The stamp is taken before the bytes: a write in between shows as a change next time.
                self.forget()
                self._tables = _load(self.path)
                self._seen, self._known = now, True
        except _Damaged as damage:
            what_next = "Restore a copy, or move it away to start afresh."
            raise Unreadable(str(self.path), str(damage), what_next) from damage
        except OSError as error:
            raise _closed_to_us(self.path, error) from error
        return self._tables

    def write(self, data: dict[str, Rows]) -> None:
        """Put the whole of `data` on the disk, or keep it until the end of `hold`."""
        if not self._known:
            # A file not yet read may be damaged; reading first is what keeps it from being overwritten.
            self.read()
        self._tables, self._waiting = data, True
        if not self._holding:
            self._flush()

    @contextlib.contextmanager
    def hold(self) -> Iterator[None]:
        """Everything written inside goes to the disk once, at the end; nothing does when the block raises.

        RuntimeError when a change inside failed and the block went on: half a batch is never written.
        """
        if self._holding:
            yield
            return
        self.read()
        self._holding, self._spoiled = True, False
        try:
            yield
            if self._spoiled:
                raise RuntimeError("a change in the batch failed; nothing was written")
            if self._waiting:
                self._flush()
        finally:
            self._holding = False
            if self._waiting:
                self.forget()

    def forget(self) -> None:
        """Drop what is kept in memory; the next read goes to the file."""
        self._tables, self._known, self._waiting = None, False, False
        self._spoiled = self._holding

    def close(self) -> None:
        self.forget()

    def _flush(self) -> None:
        try:
            data = to_json(self._tables, indent=2) + b"\n"
            if b"NaN" in data or b"Infinity" in data:
                # They are written without complaint and cannot be read back; the words alone are harmless.
                from_json(data, allow_inf_nan=False)
            if self._changed():
                what_next = "Look at their change, then do yours again."
                raise Conflict("somebody else saved first", str(self.path), what_next)
            atomic.write(self.path, data)
            self._seen, self._waiting = atomic.stamp(self.path), False
        except BaseException:
            self.forget()
            raise

    def _changed(self) -> bool:
        try:
            return atomic.stamp(self.path) != self._seen
        except OSError as error:
            raise not_saved(error, self.path) from error


class KeyedTable(Table):
    """Documents under keys of our choice. One document changes without the others being copied."""

    # tinydb gives the attribute the type of its default, so any other class of key is an error to mypy.
    document_id_class = str  # type: ignore[assignment]

    def __init__(self, storage: Storage, name: str, cache_size: int = 0, persist_empty: bool = False) -> None:
        # No kept answers by default: they would outlive a change made by another program.
        super().__init__(storage, name, cache_size, persist_empty)

    def rows(self) -> dict[str, Mapping[str, Any]]:
        """Every document by its key. The documents are the table's own: look, do not change."""
        return dict(self._read_table())

    def row(self, key: str) -> Mapping[str, Any] | None:
        """One document, or None. It is the table's own: look, do not change."""
        return self._read_table().get(key)

    def put(self, key: str, doc: Mapping[str, Any]) -> None:
        """Store `doc` under `key`, in place of what was there. ValueError for what JSON cannot hold."""
        # Through JSON and back: nothing is shared with the caller, and it is what a later reading finds.
        kept = from_json(to_json(dict(doc)), allow_inf_nan=False)

        def change(table: dict[Any, Any]) -> None:
            table[key] = kept

        self._update_table(change)

    def drop(self, key: str) -> bool:
        """Remove the document under `key`; False, and no write, when there is none."""
        if self.row(key) is None:
            return False

        def change(table: dict[Any, Any]) -> None:
            table.pop(key, None)

        self._update_table(change)
        return True

    @contextlib.contextmanager
    def batch(self) -> Iterator[None]:
        """Changes inside, to any table of the file, are one write at the end; none when the block raises."""
        if not isinstance(self._storage, SafeStorage):
            raise TypeError("a batch needs SafeStorage")
        try:
            with self._storage.hold():
                yield
        finally:
            self.clear_cache()

    def _update_table(self, updater: Callable[[dict[Any, Any]], None]) -> None:
        # tinydb copies the table twice here to turn numbers into text and back; our keys are text already.
        try:
            tables = self._storage.read() or {}
            updater(tables.setdefault(self.name, {}))
            self._storage.write(tables)
        except BaseException:
            if isinstance(self._storage, SafeStorage):
                self._storage.forget()
            raise
        finally:
            self.clear_cache()

    def _get_next_id(self) -> NoReturn:
        raise TypeError("a keyed table has no next number: use put(key, document)")


class Tables(TinyDB):
    """A TinyDB whose tables are keyed."""

    table_class = KeyedTable

    def keyed(self, name: str) -> KeyedTable:
        """The table of that name, made when it is first written to."""
        table = self.table(name)
        assert isinstance(table, KeyedTable)
        return table


@dataclass(frozen=True, slots=True)
class Opened:
    """An open file of tables, and where a damaged one of that name was put aside, if it was."""

    db: Tables
    set_aside: Path | None


def open_tables(path: Path) -> Opened:
    """Open or begin the file of tables at `path`; nothing is written until the first change.

    A damaged file (an emptied one is damaged) is renamed to `<name>.damaged-<n>` and a fresh one begun.
    Raises Unreadable when the file cannot be read at all, or is damaged and cannot be renamed; it then stays.
    """
    aside = None
    try:
        _load(path)
    except _Damaged as damage:
        # Of a link the link itself: what it points to may be anybody's file, and is not ours to rename.
        aside = set_aside(path, str(damage))
    except OSError as error:
        raise _closed_to_us(path, error) from error
    return Opened(Tables(path, storage=SafeStorage), aside)


def look(path: Path) -> str:
    """What is wrong with the file of tables at `path`, in a sentence; "" when nothing is or none is there."""
    try:
        _load(path)
    except _Damaged as damage:
        return str(damage)
    except OSError as error:
        return str(_closed_to_us(path, error))
    return ""


def _load(path: Path) -> dict[str, Rows] | None:
    """The tables; None when there is no file. Raises _Damaged, OSError."""
    try:
        data, _ = read_bytes(path, LARGEST)
    except FileNotFoundError:
        return None
    if not data:
        raise _Damaged("The file is empty; something emptied it.")
    try:
        # An editor that puts a byte order mark in front has done no harm.
        tables = from_json(data.removeprefix(BOM), allow_inf_nan=False)
    except ValueError as error:
        raise _Damaged(f"The file is damaged ({error}).") from error
    if not _are_tables(tables):
        raise _Damaged("The file is JSON, but it does not hold tables.")
    return tables  # type: ignore[no-any-return]  # looked through just above


def _are_tables(found: object) -> bool:
    if not isinstance(found, dict) or not all(isinstance(rows, dict) for rows in found.values()):
        return False
    return all(isinstance(row, dict) for rows in found.values() for row in rows.values())


def _closed_to_us(path: Path, error: OSError) -> Unreadable:
    why = (error.strerror or "no reason given").lower()
    return Unreadable(str(path), f"It cannot be opened: {why}.", "Check the folder, then try again.")


def set_aside(path: Path, what: str) -> Path:
    """Rename a damaged file to `<name>.damaged-<n>`; where it is now. Raises Unreadable when it stays."""
    n = 1
    while os.path.lexists(path.with_name(f"{path.name}.damaged-{n}")):
        n += 1
    aside = path.with_name(f"{path.name}.damaged-{n}")
    try:
        os.rename(path, aside)
        atomic.sync_folder(path.parent)
    except OSError as error:
        raise Unreadable(str(path), what, "It could not be set aside: move it away by hand.") from error
    return aside
