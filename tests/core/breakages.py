"""Ways to break the core on purpose, each with the invariant that has to notice."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from types import ModuleType
from typing import Any, Final

import pytest

from ibps.core import acts, answer, journal, rule, standing, tally
from ibps.core.acts import write_act
from ibps.core.errors import Refusal
from ibps.core.numbers import find
from ibps.core.record import Record
from ibps.core.record.consensus import Check, CheckKind, Given, Wording
from ibps.core.record.decisions import DecisionState
from ibps.core.rule import Outcome, Verdict, judge
from ibps.core.stages import anytime, checks, closing, consensus, interests, opening, options
from ibps.core.standing import Group

Patch = pytest.MonkeyPatch


def _of(module: ModuleType, name: str) -> Any:
    """What a module uses under that name, its own or imported."""
    return getattr(module, name)


@dataclass(frozen=True)
class Breakage:
    """A tampering with the core, and the invariants every one of which has to notice it."""

    name: str
    tamper: Callable[[Patch], None]
    noticed_by: tuple[str, ...]


def _always_consensus(patch: Patch) -> None:
    patch.setattr(checks, "judge", lambda record, check, conditions: Verdict(outcome=Outcome.CONSENSUS))


def _unanswered_passes(patch: Patch) -> None:
    patch.setattr(rule, "_not_everyone", lambda *_: None)


def _blocks_pass(patch: Patch) -> None:
    patch.setattr(rule, "_dissent", lambda *_: None)


def _absent_parties_pass(patch: Patch) -> None:
    patch.setattr(rule, "_missing", lambda *_: None)


def _share_is_ignored(patch: Patch) -> None:
    patch.setattr(rule, "_too_few_yes", lambda *_: None)


def _tentative_for_nothing(patch: Patch) -> None:
    def lenient(record: Record, check: Any, conditions: Any) -> Verdict:
        found = judge(record, check, conditions)
        return found.but(outcome=Outcome.TENTATIVE) if found.outcome is Outcome.INCOMPLETE else found

    patch.setattr(checks, "judge", lenient)


def _conditions_are_dropped(patch: Patch) -> None:
    was = _of(checks, "Decision")

    def without(**fields: Any) -> Any:
        agreed = {"state": DecisionState.AGREED} if fields["state"] is DecisionState.TENTATIVE else {}
        return was(**{**fields, **agreed})

    patch.setattr(checks, "Decision", without)


def _interruption_is_forgiven(patch: Patch) -> None:
    was = checks._close

    def close(record: Record, check: Any, waiting: Any, at: datetime, original: Any = None) -> Record:
        return was(record, original or check, waiting, at)

    patch.setattr(checks, "_close", close)


def _temperature_decides(patch: Patch) -> None:
    was = checks._close

    def close(record: Record, check: Any, waiting: Any, at: datetime, original: Any = None) -> Record:
        return was(record, check.but(kind=CheckKind.DECISION), waiting, at, original=original or check)

    patch.setattr(checks, "_close", close)


def _unread_words_are_asked(patch: Patch) -> None:
    was = _of(checks, "worded")

    def worded(record: Record, number: str) -> Any:
        proposal, wording = was(record, number)
        return proposal, wording.but(read_aloud=record.sitting.opened if record.sitting else None)

    patch.setattr(checks, "worded", worded)


def _edits_stay_read(patch: Patch) -> None:
    patch.setattr(consensus, "Wording", lambda **fields: Wording(**fields, read_aloud=fields["at"]))


def _one_digest_for_all(patch: Patch) -> None:
    counter = itertools.count()
    patch.setattr(consensus, "digest_of", lambda data: f"{next(counter):064}")


def _words_of_another_version(patch: Patch) -> None:
    def words_of(record: Record, check: Any) -> Any:
        return next(proposal.versions[0] for proposal in record.proposals if proposal.versions)

    patch.setattr(checks, "words_of", words_of)


def _wording_under_a_check(patch: Patch) -> None:
    patch.setattr(consensus, "_not_being_asked", lambda record, proposal: None)


def _answers_for_everyone(patch: Patch) -> None:
    was = checks._answer

    def answer_all(record: Record, act: Any, at: datetime) -> Record:
        record = was(record, act, at)
        check = record.checks[-1]
        given = check.given[-1]
        others = [n for n in sorted(record.here) if n != given.person]
        more = tuple(Given(**{**given.__dict__, "person": number}) for number in others)
        return record.but(checks=(*record.checks[:-1], check.but(given=(*check.given, *more))))

    patch.setattr(checks, "_answer", answer_all)


def _closed_checks_take_answers(patch: Patch) -> None:
    patch.setattr(checks, "_still_open", lambda record, number: find(record, number, Check))


def _settled_is_open_again(patch: Patch) -> None:
    from ibps.core import reading

    patch.setattr(reading, "settled", lambda record, proposal: None)


def _numbers_come_back(patch: Patch) -> None:
    patch.setattr(journal, "_never_reuse", lambda record, earlier: record)


def _redo_gives_new_numbers(patch: Patch) -> None:
    def redo(self: Any, act: Any) -> Any:
        if self.redoable is None or self.redoable.n != act.entry:
            raise Refusal("nothing_to_redo")
        return replace(self._do(self.undone[-1].entry), undone=self.undone[:-1])

    patch.setattr(journal.Journal, "_redo", redo)


def _undo_takes_one_too_many(patch: Patch) -> None:
    was = journal.Journal._undo

    def undo(self: Any, act: Any) -> Any:
        after = was(self, act)
        return replace(after, record=after.done[-1].before) if after.done else after

    patch.setattr(journal.Journal, "_undo", undo)


def _undo_agrees(patch: Patch) -> None:
    was = journal.Journal._undo

    def undo(self: Any, act: Any) -> Any:
        after = was(self, act)
        gone = [d for d in self.record.decisions if d not in after.record.decisions]
        made = tuple(d.but(number=f"D{900 + len(self.entries)}") for d in gone)
        return replace(after, record=after.record.but(decisions=(*after.record.decisions, *made)))

    patch.setattr(journal.Journal, "_undo", undo)


def _refusing_costs_a_number(patch: Patch) -> None:
    def costly(record: Record, number: str, kind: Any) -> Any:
        try:
            return find(record, number, kind)
        except Refusal:
            record.numbers["I"] = record.numbers.get("I", 0) + 1
            raise

    patch.setattr(interests, "find", costly)


def _changed_in_place(patch: Patch) -> None:
    was = _of(options, "give")

    def give(record: Record, letter: str) -> Any:
        record.numbers[letter] = record.numbers.get(letter, 0) + 1
        return was(record, letter)

    patch.setattr(options, "give", give)


def _practice_turns_real(patch: Patch) -> None:
    was = opening.apply

    def apply(record: Record, act: Any, at: datetime) -> Record:
        after = was(record, act, at)
        renamed = isinstance(act, opening.Retitle)
        return after.but(session=after.session.but(mode="real")) if renamed else after

    table: dict[Any, Any] = _of(acts, "_APPLY")
    patch.setitem(table, opening.Retitle, apply)


def _people_double(patch: Patch) -> None:
    was = opening._attendance

    def attendance(record: Record, act: Any, at: datetime) -> Record:
        after = was(record, act, at)
        if isinstance(act, opening.Arrive):
            sitting = after.sittings[-1]
            twice = sitting.but(stays=(*sitting.stays, sitting.stays[-1]))
            return after.but(sittings=(*after.sittings[:-1], twice))
        return after

    patch.setattr(opening, "_attendance", attendance)


def _sentence_counts_wrong(patch: Patch) -> None:
    was = _of(checks, "result_sentence")
    patch.setattr(checks, "result_sentence", lambda *given: was(*given).replace(": 2 of", ": 3 of"))


def _dates_agree(patch: Patch) -> None:
    was = standing._tentative

    def tentative(record: Any, decision: Any, on: Any) -> Any:
        found = was(record, decision, on)
        return found.but(state="agreed", group=Group.DECIDED) if found.late else found

    patch.setattr(standing, "_tentative", tentative)


def _answer_drops_matters(patch: Patch) -> None:
    patch.setattr(answer, "_matters", lambda record, on: [])


def _no_agreement_reads_decided(patch: Patch) -> None:
    was = _of(answer, "standing")

    def misread(record: Record, decision: Any, on: Any) -> Any:
        found = was(record, decision, on)
        return found.but(group=Group.DECIDED) if found.state == "no_agreement" else found

    patch.setattr(answer, "standing", misread)


def _ideas_are_hidden(patch: Patch) -> None:
    was = answer._ideas
    patch.setattr(answer, "_ideas", lambda record: was(record)[1:])


def _answer_invents(patch: Patch) -> None:
    patch.setattr(answer, "_waits", lambda condition: f"Zebulon: {condition.what}")


def _answer_depends_on_the_moment(patch: Patch) -> None:
    counter = itertools.count()
    patch.setattr(answer, "sentence", lambda text: f"{text} {next(counter)}")


def _reasons_are_not_written(patch: Patch) -> None:
    def write(act: Any) -> dict[str, Any]:
        return {key: value for key, value in write_act(act).items() if key != "note"}

    patch.setattr(acts, "write_act", write)


def _rewording_forgets(patch: Patch) -> None:
    was = anytime._reword

    def reword(record: Record, act: Any) -> Record:
        after = was(record, act)
        return after.but(interests=tuple(item.but(earlier=()) for item in after.interests))

    patch.setattr(anytime, "_reword", reword)


def _entries_are_rewritten(patch: Patch) -> None:
    was = journal.Journal.with_act

    def with_act(self: Any, act: Any, at: datetime) -> Any:
        after = was(self, act, at)
        return replace(after, entries=after.entries[-200:])

    patch.setattr(journal.Journal, "with_act", with_act)


def _minutes_list_ideas(patch: Patch) -> None:
    from ibps.core import minutes

    was = minutes._head
    patch.setattr(minutes, "_head", lambda record: [*was(record), *(o.text for o in record.options)])


def _deferring_forgets(patch: Patch) -> None:
    was = consensus._elsewhere

    def elsewhere(record: Record, act: Any, at: datetime, state: DecisionState) -> Record:
        after = was(record, act, at, state)
        return after.but(decisions=after.decisions[-1:])

    patch.setattr(consensus, "_elsewhere", elsewhere)


def _record_of_the_moment(patch: Patch) -> None:
    was, counter = _of(closing, "Feedback"), itertools.count()
    patch.setattr(closing, "Feedback", lambda text, keep: was(text=f"{text} {next(counter)}", keep=keep))


def _somebody_is_not_counted(patch: Patch) -> None:
    patch.setattr(checks, "roll", lambda record, now: tally.roll(record, now)[1:])


def _undo_balks(patch: Patch) -> None:
    was = journal.Journal._undo

    def undo(self: Any, act: Any) -> Any:
        if isinstance(self.undoable.act if self.undoable else None, opening.Retitle):
            raise Refusal("nothing_to_undo")
        return was(self, act)

    patch.setattr(journal.Journal, "_undo", undo)


BREAKAGES: Final = (
    Breakage("deferring forgets", _deferring_forgets, ("decisions_stay",)),
    Breakage("record of the moment", _record_of_the_moment, ("replay_gives_the_record",)),
    Breakage("somebody not counted", _somebody_is_not_counted, ("given_answers_are_counted",)),
    Breakage("undo balks", _undo_balks, ("what_is_offered_is_possible",)),
    Breakage("always consensus", _always_consensus, ("closing_follows_the_rule", "unanswered_is_incomplete")),
    Breakage("silence passes", _unanswered_passes, ("closing_follows_the_rule", "unanswered_is_incomplete")),
    Breakage("blocks pass", _blocks_pass, ("closing_follows_the_rule",)),
    Breakage("absent parties pass", _absent_parties_pass, ("closing_follows_the_rule",)),
    Breakage("the share is ignored", _share_is_ignored, ("closing_follows_the_rule",)),
    Breakage("tentative for nothing", _tentative_for_nothing, ("tentative_names_what_it_waits_for",)),
    Breakage("conditions dropped", _conditions_are_dropped, ("tentative_names_what_it_waits_for",)),
    Breakage("interruption forgiven", _interruption_is_forgiven, ("unanswered_is_incomplete",)),
    Breakage("temperature decides", _temperature_decides, ("temperature_decides_nothing",)),
    Breakage("unread words asked", _unread_words_are_asked, ("asked_on_words_read_aloud",)),
    Breakage("edits stay read", _edits_stay_read, ("wording_makes_a_version",)),
    Breakage("digest of nothing", _one_digest_for_all, ("digest_is_of_the_words",)),
    Breakage("words of another", _words_of_another_version, ("agreed_rests_on_a_check",)),
    Breakage("wording under a check", _wording_under_a_check, ("asked_on_words_read_aloud",)),
    Breakage("answers for everyone", _answers_for_everyone, ("no_act_answers_for_several",)),
    Breakage("closed checks open", _closed_checks_take_answers, ("closed_checks_stay",)),
    Breakage("settled is open", _settled_is_open_again, ("settled_once",)),
    Breakage("numbers come back", _numbers_come_back, ("numbers_never_reused",)),
    Breakage("redo renumbers", _redo_gives_new_numbers, ("undo_and_redo_are_exact",)),
    Breakage("undo takes two", _undo_takes_one_too_many, ("undo_and_redo_are_exact",)),
    Breakage("undo agrees", _undo_agrees, ("undo_gives_nothing_new",)),
    Breakage("refusing costs", _refusing_costs_a_number, ("refused_changes_nothing",)),
    Breakage("changed in place", _changed_in_place, ("the_record_before_stays",)),
    Breakage("practice turns real", _practice_turns_real, ("practice_stays_practice",)),
    Breakage("people double", _people_double, ("presence_is_plain",)),
    Breakage("sentence miscounts", _sentence_counts_wrong, ("sentence_counts",)),
    Breakage("dates agree", _dates_agree, ("dates_never_upgrade", "only_claims_are_decided")),
    Breakage("matters dropped", _answer_drops_matters, ("the_answer_holds_everything",)),
    Breakage(
        "no agreement decided",
        _no_agreement_reads_decided,
        ("the_answer_holds_everything", "only_claims_are_decided"),
    ),
    Breakage("ideas hidden", _ideas_are_hidden, ("the_answer_holds_everything",)),
    Breakage("answer invents", _answer_invents, ("the_answer_is_traceable",)),
    Breakage("answer of the moment", _answer_depends_on_the_moment, ("the_file_gives_the_same_bytes",)),
    Breakage("notes unwritten", _reasons_are_not_written, ("nothing_typed_is_lost",)),
    Breakage("rewording forgets", _rewording_forgets, ("nothing_typed_is_lost",)),
    Breakage("entries rewritten", _entries_are_rewritten, ("accepted_is_entered",)),
    Breakage("minutes list ideas", _minutes_list_ideas, ("minutes_hold_what_was_decided",)),
)
