"""Ways to break what a check keeps of its day and what the answer says of it. See `breakages.py`."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

import pytest

from ibps.core import acts, answer, heard, standing, tally
from ibps.core.acts import read_act
from ibps.core.numbers import add, find, listed, with_listed
from ibps.core.record import Record
from ibps.core.record.consensus import Check, Proposal
from ibps.core.record.decisions import DecisionState
from ibps.core.record.terms import Mandate
from ibps.core.stages import anytime, checks, consensus, issue, opening
from ibps.core.standing import Group
from tests.core.breakages import Breakage

Patch = pytest.MonkeyPatch


def _versions_come_back(patch: Patch) -> None:
    def count(record: Record, of: str) -> Any:
        return record, (len(record.issue.wordings) if of == "question" else _versions(record, of)) + 1

    for module in (consensus, issue):
        patch.setattr(module, "next_version", count)


def _versions(record: Record, of: str) -> int:
    return next(len(p.versions) for p in record.proposals if p.number == of)


def _question_versions_come_back(patch: Patch) -> None:
    patch.setattr(issue, "next_version", lambda record, of: (record, len(record.issue.wordings) + 1))


def _withdrawn_twice(patch: Patch) -> None:
    def again(record: Record, number: str) -> Any:
        return find(record, number, Proposal)

    patch.setattr(consensus, "pursued", again)


def _fallback_is_todays(patch: Patch) -> None:
    was = consensus._one_party

    def one_party(record: Record, act: Any, at: datetime) -> Record:
        other = tuple(check.but(fallback=record.terms.fallback) for check in record.checks)
        return was(record.but(checks=other), act, at).but(checks=record.checks)

    patch.setattr(consensus, "_one_party", one_party)


def _check_has_its_own_terms(patch: Patch) -> None:
    def added(record: Record, item: Any) -> Record:
        return add(record, item.but(mandate=Mandate.DECIDE) if isinstance(item, Check) else item)

    patch.setattr(checks, "add", added)


def _put_off_in_other_words(patch: Patch) -> None:
    was = consensus._elsewhere

    def elsewhere(record: Record, act: Any, at: datetime, state: DecisionState) -> Record:
        proposal = next((p for p in record.proposals if p.number == act.proposal), None)
        if proposal is None:
            return was(record, act, at, state)
        words = proposal.wording.text if proposal.wording else proposal.straw
        after = was(record, act.but(words=words), at, state)
        *others, last = after.decisions
        return after.but(decisions=(*others, last.but(words=act.words)))

    patch.setattr(consensus, "_elsewhere", elsewhere)


def _room_list_of_today(patch: Patch) -> None:
    patch.setattr(heard, "_seats", lambda record, check: tally.roll(record, tally.tally(record, check)))


def _parties_move_with_their_names(patch: Patch) -> None:
    def named(record: Record, check: Check) -> Any:
        seats = check.roll or tally.roll(record, tally.tally(record, check))
        return tuple(seat.but(party_name=record.party(seat.party).name) for seat in seats)

    patch.setattr(heard, "_seats", named)


def _everyone_asked_agreed(patch: Patch) -> None:
    patch.setattr(standing, "_by_whom", lambda record, decision: "Agreed by everyone asked")


def _any_team_decides(patch: Patch) -> None:
    def decides(record: Record, decision: Any, state: str, reads: str, late: Any = ()) -> Any:
        return standing.Standing(state=state, group=Group.DECIDED, reads=reads, late=late)

    patch.setattr(standing, "_within_mandate", decides)


def _moving_drops_one(patch: Patch) -> None:
    was = anytime._move

    def move(record: Record, act: Any) -> Record:
        letter = act.number[0]
        moved = was(record, act)
        return with_listed(moved, letter, listed(moved, letter)[1:])

    patch.setattr(anytime, "_move", move)


def _moving_goes_to_the_end(patch: Patch) -> None:
    was = anytime._move
    patch.setattr(anytime, "_move", lambda record, act: was(record, act.but(before=None)))


def _rewording_goes_to_the_end(patch: Patch) -> None:
    was = anytime._reword

    def reword(record: Record, act: Any) -> Record:
        return anytime._move(was(record, act), anytime.MoveItem(number=act.number))

    patch.setattr(anytime, "_reword", reword)


def _parked_is_hidden(patch: Patch) -> None:
    patch.setattr(answer, "_parked", lambda record: ())


def _sittings_go_back(patch: Patch) -> None:
    was = opening._attendance

    def attendance(record: Record, act: Any, at: datetime) -> Record:
        if not isinstance(act, opening.OpenSitting) or record.sitting:
            return was(record, act, at)
        kept = record.sittings
        after = was(record.but(sittings=()), act, at)
        return after.but(sittings=(*kept, *after.sittings))

    patch.setattr(opening, "_attendance", attendance)


def _unknown_fields_are_dropped(patch: Patch) -> None:
    def read(data: Mapping[str, Any]) -> Any:
        known = acts.ACTS[str(data["do"])].model_fields if data["do"] in acts.ACTS else data
        return read_act({key: value for key, value in data.items() if key == "do" or key in known})

    patch.setattr(acts, "read_act", read)


def _unknown_acts_are_skipped(patch: Patch) -> None:
    def read(data: Mapping[str, Any]) -> Any:
        return read_act(data) if data["do"] in acts.ACTS else opening.AgreeTerms()

    patch.setattr(acts, "read_act", read)


def _losses_are_forgotten(patch: Patch) -> None:
    patch.setattr(standing, "over_decision", lambda record, decision: None)


def _drafts_outlive_losses(patch: Patch) -> None:
    patch.setattr(answer, "over_proposal", lambda record, proposal, latest: None)


KEPT: Final = (
    Breakage("losses forgotten", _losses_are_forgotten, ("what_is_lost_revives_nothing",)),
    Breakage("drafts outlive losses", _drafts_outlive_losses, ("what_is_lost_revives_nothing",)),
    Breakage("unknown fields dropped", _unknown_fields_are_dropped, ("the_unknown_is_never_guessed",)),
    Breakage("unknown acts skipped", _unknown_acts_are_skipped, ("the_unknown_is_never_guessed",)),
    Breakage("versions come back", _versions_come_back, ("wording_makes_a_version",)),
    Breakage("question versions come back", _question_versions_come_back, ("numbers_never_reused",)),
    Breakage("withdrawn twice", _withdrawn_twice, ("nothing_typed_is_lost",)),
    Breakage("fallback of today", _fallback_is_todays, ("one_party_as_the_check_had_it",)),
    Breakage("a check has its own terms", _check_has_its_own_terms, ("a_check_copies_its_terms",)),
    Breakage("put off in other words", _put_off_in_other_words, ("what_is_put_off_keeps_its_words",)),
    Breakage("room list of today", _room_list_of_today, ("closed_checks_read_the_same",)),
    Breakage("names of today", _parties_move_with_their_names, ("closed_checks_read_the_same",)),
    Breakage("everyone agreed", _everyone_asked_agreed, ("agreed_says_by_whom",)),
    Breakage("any team decides", _any_team_decides, ("only_claims_are_decided", "agreed_says_by_whom")),
    Breakage("moving drops one", _moving_drops_one, ("moving_only_orders",)),
    Breakage("moving goes to the end", _moving_goes_to_the_end, ("moving_only_orders",)),
    Breakage("rewording goes to the end", _rewording_goes_to_the_end, ("only_moving_orders",)),
    Breakage("parked is hidden", _parked_is_hidden, ("the_answer_holds_everything",)),
    Breakage("sittings go back", _sittings_go_back, ("presence_is_plain",)),
)
