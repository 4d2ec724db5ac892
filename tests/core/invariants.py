"""What no act may ever break, one function each. Each is given one step of a meeting and asserts.

The numbers in brackets are those of the design's list of invariants. `tests/core/whole.py` holds
those that look at a whole journal.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from typing import Any, Final

from ibps.core.acts import Redo, Undo
from ibps.core.errors import Refusal
from ibps.core.journal import Journal, replay
from ibps.core.numbers import LISTS, listed
from ibps.core.reading import SETTLED
from ibps.core.record import Record
from ibps.core.record.consensus import Check, CheckKind, Wording
from ibps.core.record.decisions import Decision, DecisionState
from ibps.core.stages import followup
from ibps.core.stages.anytime import CallCaucus, EndCaucus, EnterStage
from ibps.core.stages.attesting import RedactText
from ibps.core.stages.checks import Answer, AnswerBySlip, CloseCheck, InterruptCheck
from ibps.core.stages.consensus import WordProposal
from ibps.core.stages.issue import WordIssue
from tests.core.given import ON_WORDS, said_anew
from tests.core.invariants_lists import ON_LISTS
from tests.core.oracle import asked, classes, cochairs, expected, slips_due, spoke, unanswered
from tests.core.walk import Walked

CLAIMED: Final = frozenset(
    {DecisionState.AGREED, DecisionState.ON_TRIAL, DecisionState.TENTATIVE, DecisionState.IN_EFFECT}
)
GROWS: Final = ("approvals", "late", "minority", "moves", "supersedes")
MOVES_ON: Final = (EnterStage, CallCaucus, EndCaucus)


def _numbers(record: Record) -> list[str]:
    spoken = [item.number for letter in LISTS for item in listed(record, letter)]
    return spoken + [f"#{person.number}" for person in record.people]


def _count(number: str) -> tuple[str, int]:
    letter = "people" if number[0] == "#" else number[0]
    return letter, int(number[1:])


def _wording(record: Record, check: Check) -> Wording:
    proposal = next(p for p in record.proposals if p.number == check.proposal)
    return next(w for w in proposal.versions if w.version == check.version)


def new_decisions(step: Walked) -> list[Decision]:
    before = {decision.number for decision in step.before.record.decisions}
    return [decision for decision in step.after.record.decisions if decision.number not in before]


def refused_changes_nothing(step: Walked) -> None:
    """A refused act leaves everything as it was. (12)"""
    if step.refused is not None:
        assert step.after is step.before, "a refused act gave another journal"
        now = step.before.record.model_dump_json()
        assert now == step.record_before, f"refused ({step.refused.code}), and yet the record changed"
        assert str(step.refused).strip() and "None" not in str(step.refused), str(step.refused)


def accepted_is_entered(step: Walked) -> None:
    """Every accepted act is the next entry, and earlier entries stay. (12)"""
    if step.refused is None:
        *earlier, last = step.after.entries
        if not isinstance(step.act, RedactText):
            assert tuple(earlier) == step.before.entries, "earlier entries changed"
        assert (last.n, last.at, last.act) == (len(earlier) + 1, step.at, step.act), "not entered as said"


def the_record_before_stays(step: Walked) -> None:
    """Records are never changed in place: the one before an act is what it was."""
    if step.refused is None:
        same = step.before.record.model_dump_json() == step.record_before
        assert same, "the record before was changed in place"


def numbers_never_reused(step: Walked) -> None:
    """A number is given out once, not again after undo; counts remember it."""
    before, after = step.before.record, step.after.record
    if said_anew(step) and isinstance(step.act, WordIssue):
        version = after.issue.wordings[-1].version
        assert version == before.numbers.get("question", 0) + 1, f"question v{version} was given out before"
    for letter, count in before.numbers.items():
        assert after.numbers.get(letter, 0) >= count, f"{letter}{count} was given and is forgotten"
    numbers = _numbers(after)
    twice = [number for number, times in Counter(numbers).items() if times > 1]
    assert not twice, f"{twice} stand twice"
    for number in set(numbers) - set(_numbers(before)):
        letter, count = _count(number)
        assert count <= after.numbers.get(letter, 0), f"{number} is not remembered as given"
        if said_anew(step):
            assert count > before.numbers.get(letter, 0), f"{number} was given out before"


def no_act_answers_for_several(step: Walked) -> None:
    """One act gives at most one person's answer, by name or on a slip, and only an answer does. (4)"""
    before = {check.number: _answers(check) for check in step.before.record.checks}
    after = {check.number: _answers(check) for check in step.after.record.checks}
    more = {number: count - before.get(number, 0) for number, count in after.items()}
    more = {number: count for number, count in more.items() if count > 0}
    if said_anew(step) and isinstance(step.act, AnswerBySlip):
        assert step.refused or more == {step.act.check: 1}, f"one slip gave {more} answers"
    elif said_anew(step) and more:
        assert isinstance(step.act, Answer), f"{type(step.act).__name__} answers for somebody"
        assert more == {step.act.check: 1}, f"one act gave {more} answers"
        given = next(c for c in step.after.record.checks if c.number == step.act.check).given[-1]
        assert given.person == step.act.person, "the answer went to somebody else"


def _answers(check: Check) -> int:
    return len(check.given) + len(check.slips)


def temperature_decides_nothing(step: Walked) -> None:
    """A temperature check never yields a decision, and says so. (5)"""
    # What a check was opened as counts, whatever it says of itself afterwards.
    kinds = {check.number: check for check in step.after.record.checks}
    opened_as = {check.number: check.kind for check in (*kinds.values(), *step.before.record.checks)}
    for decision in step.after.record.decisions:
        if decision.check:
            decides = opened_as[decision.check] is CheckKind.DECISION
            assert decides, f"{decision.number} is of a temperature check"
    for check in kinds.values():
        if opened_as[check.number] is CheckKind.TEMPERATURE and check.closed:
            assert "NOT A DECISION" in check.sentence, f"{check.number} does not say that it decides nothing"
    if said_anew(step) and isinstance(step.act, CloseCheck | InterruptCheck):
        decides = opened_as[step.act.check] is CheckKind.DECISION
        assert len(new_decisions(step)) == (1 if decides else 0), "closing made too many or too few"


def practice_stays_practice(step: Walked) -> None:
    """A practice record never turns real, nor the other way. (5)"""
    assert step.after.record.session.mode == step.before.record.session.mode, "the mode changed"
    assert step.after.record.session.example == step.before.record.session.example, "example or not changed"


def agreed_rests_on_a_check(step: Walked) -> None:
    """Agreed, on trial and tentative rest on a closed check on exactly those words, read aloud. (1, 2)"""
    checks = {check.number: check for check in step.after.record.checks}
    for decision in step.after.record.decisions:
        if decision.state not in CLAIMED:
            continue
        check = checks.get(decision.check or "")
        assert check and check.closed and not check.interrupted, f"{decision.number} rests on no closed check"
        assert check.kind is CheckKind.DECISION, f"{decision.number} rests on a temperature check"
        assert (decision.proposal, decision.version) == (check.proposal, check.version), "of another wording"
        wording = _wording(step.after.record, check)
        assert wording.digest == check.digest, f"{check.number} was asked on other words"
        assert wording.text == decision.words, f"{decision.number} holds other words than were asked"
        assert wording.not_included == decision.not_included, "what it does not include differs"
        assert wording.read_aloud, f"{decision.number} was never read aloud"


def asked_on_words_read_aloud(step: Walked) -> None:
    """A check opens only on the newest words of a proposal, and only once they were read aloud. (1)"""
    check = step.after.record.open_check
    if check:
        proposal = next(p for p in step.after.record.proposals if p.number == check.proposal)
        assert proposal.wording and proposal.wording.version == check.version, "asked on older words"
        assert proposal.wording.read_aloud, f"{check.number} is open on words nobody read aloud"
        assert proposal.wording.digest == check.digest, f"{check.number} has another digest than its words"
        assert not proposal.withdrawn, f"{check.number} is open on a withdrawn proposal"
        sitting = step.after.record.sitting
        assert sitting and proposal.wording.read_aloud >= sitting.opened, "read aloud to another sitting"


def closing_follows_the_rule(step: Walked) -> None:
    """A closed check comes to what its frozen rule says of the answers, no more and no less. (2)"""
    if not (said_anew(step) and isinstance(step.act, CloseCheck | InterruptCheck)):
        return
    record = step.before.record
    check = next(c for c in record.checks if c.number == step.act.check)
    if check.kind is CheckKind.DECISION:
        waiting = step.act.waiting if isinstance(step.act, CloseCheck) else ()
        interrupted = isinstance(step.act, InterruptCheck)
        want = expected(record, check, _wording(record, check), waiting, interrupted=interrupted)
        got = [decision.state for decision in new_decisions(step)]
        assert got == [want], f"{check.number} came to {got}, by the rule it is {want}"


def unanswered_is_incomplete(step: Walked) -> None:
    """Whenever somebody in the room has not answered, closing is incomplete; so is an interruption. (2)"""
    if not (said_anew(step) and isinstance(step.act, CloseCheck | InterruptCheck)):
        return
    record = step.before.record
    check = next(c for c in record.checks if c.number == step.act.check)
    left = unanswered(record, check) or slips_due(record, check)
    for decision in new_decisions(step):
        if left or isinstance(step.act, InterruptCheck):
            assert decision.state is DecisionState.INCOMPLETE, f"{decision.state}; {left} did not answer"
            assert "Nothing was decided" in decision.sentence, decision.sentence


def given_answers_are_counted(step: Walked) -> None:
    """Everyone who answered is among those asked at the close; the room list hides nobody. (2)"""
    if said_anew(step) and isinstance(step.act, CloseCheck | InterruptCheck):
        check = next(c for c in step.after.record.checks if c.number == step.act.check)
        record = step.before.record
        before = next(c for c in record.checks if c.number == check.number)
        people, chairs, said = asked(record, before), cochairs(record, before), classes(record, before)
        heard = {person.number for person in people}
        for one in (
            set(check.latest()) - heard
        ):  # an answer gives way to the member's own, and to nothing else
            member = record.person(one).alternate_for or 0
            own = member in heard and (member in record.here or spoke(before, member))
            assert own or not spoke(before, one), f"{check.number}: the answer of {one} was left out"
        room = [
            (p.number, p.name, p.party, record.party(p.party).name, p in chairs, said[p.number])
            for p in people
        ]
        kept = [(s.person, s.name, s.party, s.party_name, s.cochair, s.cls.value) for s in check.roll]
        assert kept == room, f"{check.number}: {kept} is kept of {room}"


def closed_checks_stay(step: Walked) -> None:
    """A closed check and its answers never change; a check belongs to one version for ever. (3)"""
    after = {check.number: check for check in step.after.record.checks}
    for check in step.before.record.checks:
        now = after.get(check.number)
        if now is None:
            assert isinstance(step.act, Undo), f"{check.number} is gone"
            continue
        about = ("kind", "proposal", "version", "digest", "rule", "scale", "mandate", "fallback", "quorum")
        moved = [name for name in about if getattr(now, name) != getattr(check, name)]
        assert not moved, f"{check.number}: {moved} changed"
        if check.closed and not isinstance(step.act, Undo | RedactText):
            assert now == check, f"{check.number} was closed and changed"


def wording_makes_a_version(step: Walked) -> None:
    """Changed words are a new version: not read, not asked; earlier versions stay as they were. (3)"""
    after = {proposal.number: proposal for proposal in step.after.record.proposals}
    for proposal in step.before.record.proposals:
        if not isinstance(step.act, Undo):
            kept = after[proposal.number].versions[: len(proposal.versions)]
            unread = [wording.but(read_aloud=None) for wording in kept]
            assert unread == [w.but(read_aloud=None) for w in proposal.versions], "an earlier version changed"
    if said_anew(step) and isinstance(step.act, WordProposal):
        number = step.act.proposal or step.after.record.proposals[-1].number
        wording = after[number].versions[-1]
        given = step.before.record.numbers.get(number, 0)
        assert wording.version == given + 1, f"{number} v{wording.version} after v{given}"
        assert after[number].version(wording.version) == wording, "found as another version"
        assert wording.read_aloud is None, "new words that nobody has read count as read"
        about = (number, wording.version)
        asked = [c.number for c in step.after.record.checks if (c.proposal, c.version) == about]
        assert not asked, f"{asked} were asked on words that did not exist"


def digest_is_of_the_words(step: Walked) -> None:
    """The digest is SHA-256 over everything an answer is about. (3)"""
    if step.refused is None and isinstance(step.act, WordProposal):
        for proposal in step.after.record.proposals[-3:]:
            for wording in proposal.versions:
                about = {"text", "not_included", "conditions", "trial", "starts"}
                data: Any = wording.model_dump(mode="json", include=about)
                text = json.dumps(data, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
                assert wording.digest == hashlib.sha256(text.encode()).hexdigest(), "not of these words"


def tentative_names_what_it_waits_for(step: Walked) -> None:
    """Tentative lists at least one named condition with a date. (6)"""
    for decision in new_decisions(step):
        if decision.state is DecisionState.TENTATIVE:
            assert decision.waiting, f"{decision.number} is tentative and waits for nothing"
            assert all(c.who and c.what and c.due for c in decision.waiting), "a condition is not whole"
        if decision.state in (DecisionState.AGREED, DecisionState.ON_TRIAL):
            assert not decision.waiting, f"{decision.number} is agreed and still waits"


def settled_once(step: Walked) -> None:
    """At most one decision stands on one proposal: what is settled is not decided again beside it."""
    found = Counter(d.proposal for d in step.after.record.decisions if d.proposal and d.state in SETTLED)
    twice = [proposal for proposal, times in found.items() if times > 1]
    assert not twice, f"{twice} are settled twice"


def decisions_stay(step: Walked) -> None:
    """Nothing said anew drops a decision or changes its words; the follow-up only adds to it. (7)"""
    if not said_anew(step) or isinstance(step.act, RedactText):
        return
    before = step.before.record.decisions
    kept = step.after.record.decisions[: len(before)]
    if not isinstance(step.act, followup.ACTS):
        assert kept == before, "a decision changed"
        return
    for was, now in zip(before, kept, strict=True):
        for name in type(was).model_fields:
            old, new = getattr(was, name), getattr(now, name)
            if name in GROWS:
                assert new[: len(old)] == old, f"{was.number}: {name} was not only added to"
            elif name not in ("state", "superseded_by"):
                assert new == old, f"{was.number}: {name} changed"


def undo_gives_nothing_new(step: Walked) -> None:
    """Undo never makes anything agreed; redo only what was agreed when it was said first. (7)"""
    if step.refused is not None:
        return
    fresh = {d.number: d for d in new_decisions(step)}
    if isinstance(step.act, Undo):
        assert not fresh, f"undo made {sorted(fresh)}"
    elif isinstance(step.act, Redo) and fresh:
        then = {d.number: d for d in replay(step.after.entries[: step.act.entry]).record.decisions}
        assert all(then.get(n) == d for n, d in fresh.items()), "redo decided something else than was decided"


def _spoken(record: Record) -> dict[str, Any]:
    """The record without where the meeting is: moves stand through undo and redo."""
    data = record.model_dump(mode="json", exclude={"visits", "caucuses", "numbers", "redactions"})
    for option in data["options"]:
        del option["voiced_in"]
    return data


def undo_and_redo_are_exact(step: Walked) -> None:
    """Undo gives the record before that act, redo after it gives the very same record back. (9)"""
    if step.refused is None and isinstance(step.act, Undo):
        taken = next(s for s in step.before.done if s.entry.n == step.act.entry)
        same = _spoken(step.after.record) == _spoken(taken.before)
        assert same, f"undo of {taken.entry.n} took something else"
        assert type(taken.entry.act) not in MOVES_ON, "undo took a move back"
        again = step.after.with_act(Redo(entry=step.act.entry), step.at)
        if _only_said(step.before, step.act.entry):
            assert again.record == step.before.record, f"redo of {step.act.entry} gave another record"
        assert _spoken(again.record) == _spoken(step.before.record), f"redo of {step.act.entry} differs"


def _only_said(journal: Journal, entry: int) -> bool:
    return journal.done[-1].entry.n == entry


def what_is_offered_is_possible(step: Walked) -> None:
    """What undo and redo say they would take back or bring back, they do. (9)"""
    journal = step.after
    offers: list[Undo | Redo] = []
    if journal.undoable:
        offers.append(Undo(entry=journal.undoable.n))
    if journal.redoable:
        offers.append(Redo(entry=journal.redoable.n))
    for act in offers:
        try:
            journal.with_act(act, step.at)
        except Refusal as refusal:
            name = type(journal.entries[act.entry - 1].act).__name__
            raise AssertionError(f"{act!r} of {name} was offered: {refusal}") from refusal


def presence_is_plain(step: Walked) -> None:
    """Nobody is here twice, and only people of the list are here."""
    record = step.after.record
    dates = [sitting.date for sitting in record.sittings]
    assert dates == sorted(dates), "a sitting was before the one before it"
    for sitting in record.sittings:
        open_stays = [stay.person for stay in sitting.stays if stay.left is None]
        assert len(open_stays) == len(set(open_stays)), "somebody is here twice"
        assert not (sitting.closed and open_stays), "somebody stayed in a closed sitting"
    assert record.here <= {person.number for person in record.people}, "a stranger is here"


EACH_STEP: Final = (
    refused_changes_nothing,
    accepted_is_entered,
    the_record_before_stays,
    numbers_never_reused,
    no_act_answers_for_several,
    temperature_decides_nothing,
    practice_stays_practice,
    agreed_rests_on_a_check,
    asked_on_words_read_aloud,
    closing_follows_the_rule,
    unanswered_is_incomplete,
    given_answers_are_counted,
    closed_checks_stay,
    wording_makes_a_version,
    digest_is_of_the_words,
    tentative_names_what_it_waits_for,
    settled_once,
    decisions_stay,
    undo_gives_nothing_new,
    undo_and_redo_are_exact,
    what_is_offered_is_possible,
    presence_is_plain,
    *ON_WORDS,
    *ON_LISTS,
)
