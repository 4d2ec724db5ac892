"""What no act after a decision may ever break; see `tests/core/invariants.py`."""

from __future__ import annotations

import hashlib
import json
import re
from typing import Any, Final

from ibps.core.record.decisions import DecisionState
from ibps.core.redact import texts
from ibps.core.stages.attesting import RedactText
from ibps.core.stages.checks import CloseCheck, InterruptCheck
from ibps.core.states import FIRST, MOVES
from ibps.core.value import Act
from tests.core.given import said_anew
from tests.core.invariants import CLAIMED, new_decisions
from tests.core.oracle import unsaid
from tests.core.walk import Walked
from tests.core.whole import strings


def moves_follow_the_table(step: Walked) -> None:
    """A decision changes its state only by an act that may do so from there, and says when and why. (7)"""
    if not said_anew(step):
        return
    name = type(step.act).__name__
    after = {decision.number: decision for decision in step.after.record.decisions}
    for decision in new_decisions(step):
        assert decision.state in FIRST[name], f"{name} made {decision.number} {decision.state}"
    for was in step.before.record.decisions:
        now = after[was.number]
        if now.state is not was.state:
            allowed = MOVES[name].get(was.state, frozenset())
            assert now.state in allowed, f"{name}: {was.number} went from {was.state} to {now.state}"
            assert now.moves[-1].to is now.state and now.moves[-1].at == step.at, "the move is not kept"


def yes_comes_by_name(step: Walked) -> None:
    """Tentative becomes agreed only once every condition has an approval or a late yes by name. (6, 7)"""
    if not said_anew(step):
        return
    was = {decision.number: decision.state for decision in step.before.record.decisions}
    for decision in step.after.record.decisions:
        if was.get(decision.number) is DecisionState.TENTATIVE and decision.state in (
            DecisionState.AGREED,
            DecisionState.ON_TRIAL,
        ):
            left = unsaid(step.after.record, decision)
            assert not left, f"{decision.number} reads agreed and still waits for {left}"
            gone = [one.number for one in step.after.record.proposals if one.withdrawn]
            assert decision.proposal not in gone, f"{decision.number} was withdrawn and reads agreed"
        refused = any(not approval.obtained for approval in decision.approvals)
        assert not refused or decision.state not in CLAIMED, f"{decision.number} was refused and stands"


def attested_pages_stay(step: Walked) -> None:
    """A sealed page never changes and never goes, by undo neither; nothing else is said of it. (9)"""
    after = {minutes.number: minutes for minutes in step.after.record.minutes}
    for minutes in step.before.record.minutes:
        if minutes.seal:
            assert after.get(minutes.number) == minutes, f"{minutes.number} was attested and changed"


def seals_are_of_the_page(step: Walked) -> None:
    """A seal is over the page, what was said of it, each side's random value and the seal before."""
    previous = ""
    for minutes in step.after.record.minutes:
        if minutes.seal is None:
            continue
        said = [one for one in minutes.attested if one.verdict != "not_yet"]
        assert len({one.party for one in said}) > 1, f"{minutes.number} is attested by one side alone"
        assert {one.person for one in said} == set(minutes.attesters), "somebody has not attested"
        data = {
            "format": "ibps-seal/1",
            "mode": step.after.record.session.mode,
            "number": minutes.number,
            "sitting": minutes.sitting,
            "page": list(minutes.page),
            "attestations": [
                {"name": a.name, "party": a.party, "verdict": a.verdict.value, "exception": a.exception}
                for a in minutes.attested
            ],
            "nonces": [one.nonce for one in minutes.attested],
            "previous": previous,
        }
        text = json.dumps(data, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
        assert minutes.seal.digest == hashlib.sha256(text.encode()).hexdigest(), f"{minutes.number}: the seal"
        assert minutes.seal.previous == previous, "the chain of seals"
        previous = minutes.seal.digest


def only_the_text_is_taken_out(step: Walked) -> None:
    """Taking text out changes nothing but that text, and leaves it nowhere; attested pages stay. (12)"""
    if step.refused is not None or not isinstance(step.act, RedactText):
        return
    gone = texts(step.before.entries[step.act.entry - 1].act)
    *earlier, _ = step.after.entries
    pairs: list[tuple[Any, Any]] = [
        (_own_words(was.act), _own_words(now.act))
        for was, now in zip(step.before.entries, earlier, strict=True)
        if (was.n, was.at, type(was.act)) == (now.n, now.at, type(now.act))
    ]
    assert len(pairs) == len(earlier), "an entry is another one now"
    left = {"redactions", "minutes"}  # a draft page is worded anew
    records = [one.record.model_dump(mode="json", exclude=left) for one in (step.before, step.after)]
    for was, now in [*pairs, (records[0], records[1])]:
        assert _same_but_for(was, now, gone), "something else changed"
    whole = _as_json(step.after.record) | {"entries": [_as_json(entry.act) for entry in earlier]}
    for text in gone:
        found = [said for said in strings(whole) if said == text or (len(text) >= 12 and text in said)]
        assert not found, f"still there: {found}"


def _own_words(act: Act) -> Any:
    """Without the page of a draft, which is worded anew."""
    return {field: value for field, value in _as_json(act).items() if field not in ("page", "edition")}


def _as_json(value: Any) -> Any:
    return value.model_dump(mode="json")


def _same_but_for(was: Any, now: Any, gone: tuple[str, ...]) -> bool:
    if isinstance(was, str) and isinstance(now, str):
        return was == now or any(text in was for text in gone)
    if isinstance(was, dict) and isinstance(now, dict):
        return was.keys() == now.keys() and all(_same_but_for(was[key], now[key], gone) for key in was)
    if isinstance(was, list) and isinstance(now, list):
        return len(was) == len(now) and all(map(lambda a, b: _same_but_for(a, b, gone), was, now))
    return bool(was == now)


def sentence_counts(step: Walked) -> None:
    """The counts in a result sentence are those of the answers."""
    if not (said_anew(step) and isinstance(step.act, CloseCheck | InterruptCheck)):
        return
    check = next(c for c in step.after.record.checks if c.number == step.act.check)
    found = re.search(r": (\d+) of (\d+) present answered", check.sentence)
    assert found, f"no counts in: {check.sentence}"
    here = [seat for seat in check.roll if seat.cls != "absent"]
    by_slip = [seat.party for seat in here if seat.cls == "by_slip"]
    answered = sum(1 for seat in here if seat.cls not in ("by_slip", "not_asked", "no_response"))
    answered += sum(min(by_slip.count(party), len(check.slips_of(party))) for party in {*by_slip})
    assert tuple(map(int, found.groups())) == (answered, len(here)), check.sentence
    assert f"{check.proposal} v{check.version}:" in check.sentence, check.sentence


EACH_STEP_AFTER: Final = (
    sentence_counts,
    only_the_text_is_taken_out,
    moves_follow_the_table,
    yes_comes_by_name,
    attested_pages_stay,
    seals_are_of_the_page,
)
