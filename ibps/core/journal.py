"""The journal: every act in order, with its number and time. It is the truth; the record is derived.

Undo and redo are acts like any other. They name the entry they take back or bring back, so they work
across restarts, and a number once given is never given again.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from ibps.core import acts
from ibps.core.acts import Redo, Undo
from ibps.core.errors import Refusal
from ibps.core.minutes import EDITION
from ibps.core.record import Record
from ibps.core.record.closing import Minutes
from ibps.core.redact import MARK, holds, texts, without
from ibps.core.stages.attesting import RedactText
from ibps.core.stages.checks import InterruptCheck
from ibps.core.stages.closing import ReadBackMinutes, worded
from ibps.core.stages.opening import EDITION as RULES
from ibps.core.stages.opening import StartSession, begin
from ibps.core.stages.recovering import RecoverRecord
from ibps.core.value import Act


@dataclass(frozen=True)
class Entry:
    """An act that was accepted: its place in the journal (from 1) and when it happened, with its zone."""

    n: int
    at: datetime
    act: Act


@dataclass(frozen=True)
class Step:
    """An entry that stands, with the record as it was before it."""

    entry: Entry
    before: Record


@dataclass(frozen=True)
class Journal:
    """Entries so far and the record they add up to. `with_act` gives the next journal."""

    entries: tuple[Entry, ...]
    record: Record
    done: tuple[Step, ...] = ()  # what stands, oldest first
    undone: tuple[Step, ...] = ()  # what redo would bring back, last taken back last

    def with_act(self, act: Act, at: datetime) -> Journal:
        """The journal after one more act, or a `Refusal` and nothing has happened."""
        entry = Entry(len(self.entries) + 1, at, act)
        match act:
            case Undo():
                after = self._undo(act)
            case Redo():
                after = self._redo(act)
            case RedactText():
                after = self._redact(act, entry)
            case RecoverRecord() if act.after != len(self.entries):
                raise Refusal("recovered_elsewhere", entry=entry.n)
            case _:
                after = self._do(entry)
        return replace(after, entries=(*after.entries, entry))

    def _do(self, entry: Entry) -> Journal:
        after = acts.apply(self.record, entry.act, entry.at)
        # Moving between stages leaves what was taken back within reach; anything said anew does not.
        undone = () if entry.act.takes_back else self.undone
        return replace(self, record=after, done=(*self.done, Step(entry, self.record)), undone=undone)

    def _redact(self, act: RedactText, entry: Entry) -> Journal:
        """The journal as it would be had that text never been in it. Attested pages stay to the letter."""
        acts.apply(self.record, act, entry.at)  # whoever may not do this is told so first
        gone = texts(self.entries[act.entry - 1].act) if act.entry <= len(self.entries) else ()
        before = _mentioned(self, act.entry)
        if not gone and not before:
            raise Refusal("nothing_to_redact", entry=act.entry)
        entries = tuple(replace(one, act=without(one.act, gone, one.n)) for one in self.entries)
        try:
            # On reading a file again the text is gone already, and every page is as it was left.
            clean = replay(_read_again(self.entries, entries, gone)) if gone else self
        except Refusal:
            raise Refusal("redact_breaks", entry=act.entry) from None
        for page, now in zip(_sealed(self.record), _sealed(clean.record), strict=False):
            if page != now:
                raise Refusal("on_attested_page", entry=act.entry, number=page.number)
        record = acts.apply(clean.record, act, entry.at)
        return replace(clean, record=record, done=(*clean.done, Step(entry, clean.record)))

    @property
    def undoable(self) -> Entry | None:
        """What undo would take back now; nothing at or before an attested page."""
        last = next((step for step in reversed(self.done) if step.entry.act.takes_back), None)
        if last is None or isinstance(last.entry.act, InterruptCheck | RecoverRecord):
            return None
        return last.entry if len(_sealed(last.before)) == len(_sealed(self.record)) else None

    @property
    def redoable(self) -> Entry | None:
        """What redo would bring back now."""
        return self.undone[-1].entry if self.undone else None

    @property
    def not_undone(self) -> Refusal:
        """Why nothing is taken back: a page attested, a check broken off, entries lost, or nothing said."""
        last = next((step.entry.act for step in reversed(self.done) if step.entry.act.takes_back), None)
        if isinstance(last, InterruptCheck):
            return Refusal("broken_off", check=last.check)
        if isinstance(last, RecoverRecord):
            return Refusal("not_past_recovery", after=last.after)
        sealed = _sealed(self.record)
        return Refusal("page_attested", number=sealed[-1].number) if sealed else Refusal("nothing_to_undo")

    def _undo(self, act: Undo) -> Journal:
        if self.undoable is None:
            raise self.not_undone
        if self.undoable.n != act.entry:
            raise Refusal("nothing_to_undo")
        place = next(i for i, step in enumerate(self.done) if step.entry.n == act.entry)
        taken, later = self.done[place], self.done[place + 1 :]
        kept, record = list(self.done[:place]), taken.before
        for step in later:  # only moves between stages, which lean on nothing
            try:
                moved = acts.apply(record, step.entry.act, step.entry.at)
            except Refusal:  # a caucus of a party that is no longer there
                continue
            kept.append(Step(step.entry, record))
            record = moved
        # Where the meeting has been stands, also when what is taken back had been brought back elsewhere.
        # So does that text was taken out: it is out of every entry.
        kept_apart = {"visits": self.record.visits, "redactions": self.record.redactions}
        record = _never_reuse(record, self.record).but(**kept_apart)
        return replace(self, record=record, done=tuple(kept), undone=(*self.undone, taken))

    def _redo(self, act: Redo) -> Journal:
        if self.redoable is None or self.redoable.n != act.entry:
            raise Refusal("nothing_to_redo")
        again = self.undone[-1]
        # It gets the numbers it had, so that "I3" means the same before and after.
        as_then = self.record.but(numbers=again.before.numbers, visits=again.before.visits)
        record = acts.apply(as_then, again.entry.act, again.entry.at).but(visits=self.record.visits)
        record = _never_reuse(record, self.record)
        # Where the meeting was then, too: taken back and brought back once more, it is still what it was.
        return replace(
            self, record=record, done=(*self.done, Step(again.entry, as_then)), undone=self.undone[:-1]
        )


def _read_again(before: tuple[Entry, ...], after: tuple[Entry, ...], gone: tuple[str, ...]) -> list[Entry]:
    """The entries with each page the text was on worded anew; the others stay as they were read."""
    was, now = _words(before), _words(after)
    kept = []
    for entry in after:
        act = entry.act
        if isinstance(act, ReadBackMinutes):
            on_it = was[entry.n] != now[entry.n] or any(holds(act.page, text) for text in gone)
            entry = replace(entry, act=act.but(page=now[entry.n], edition=EDITION)) if on_it else entry
        kept.append(entry)
    return kept


def _words(entries: tuple[Entry, ...]) -> dict[int, tuple[str, ...]]:
    """Every page that was read back as this program words it, by its entry."""
    found: dict[int, tuple[str, ...]] = {}
    journal = replay(entries[:1])
    for entry in entries[1:]:
        act = entry.act
        if isinstance(act, ReadBackMinutes):
            found[entry.n] = worded(journal.record, act)
            # Pages that differed in the words of then may be alike in these.
            act = act.but(page=found[entry.n], edition=EDITION + 1)
        journal = journal.with_act(act, entry.at)
    return found


def _mentioned(journal: Journal, entry: int) -> bool:
    """Whether the entry's text is out already, as it is when a file is read again."""
    if entry > len(journal.entries):
        return False
    return MARK in journal.entries[entry - 1].act.model_dump_json()


def _sealed(record: Record) -> tuple[Minutes, ...]:
    return tuple(minutes for minutes in record.minutes if minutes.seal)


def _never_reuse(record: Record, earlier: Record) -> Record:
    """The record with every number given out so far remembered as given."""
    highest = dict(earlier.numbers)
    for letter, count in record.numbers.items():
        highest[letter] = max(count, highest.get(letter, 0))
    return record.but(numbers=highest)


def start(act: StartSession, at: datetime) -> Journal:
    """A new journal with its first entry; a `Refusal` where later entries follow rules not known here."""
    if act.edition > RULES:
        raise Refusal("newer_edition", edition=str(act.edition)[:9])
    return Journal(entries=(Entry(1, at, act),), record=begin(act, at))


def replay(entries: Iterable[Entry]) -> Journal:
    """What these entries add up to, or a `Refusal`. The first has to be `StartSession`."""
    journal: Journal | None = None
    for entry in entries:
        if journal is None:
            if not isinstance(entry.act, StartSession):
                raise Refusal("not_started")
            journal = start(entry.act, entry.at)
        else:
            journal = journal.with_act(entry.act, entry.at)
    if journal is None:
        raise Refusal("not_started")
    return journal
