"""What a random meeting may say after a decision; see `tests/core/moves.py`."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from ibps.core.reading import attesters
from ibps.core.record.closing import Verdict
from ibps.core.record.decisions import TrialVerdict
from ibps.core.record.terms import YES
from ibps.core.redact import WORKING, texts
from ibps.core.stages import attesting, followup, recovering
from ibps.core.stages.followup import REOPENS
from ibps.core.value import Act
from tests.core.pick import Pick


def _approval(pick: Pick) -> Act:
    decision = pick.decision("tentative", "one_party")
    waiting = decision.waiting if decision else ()
    place = pick.rng.randint(1, len(waiting)) if waiting and pick.chance(0.95) else 3
    if decision and decision.approvals and pick.chance(0.4):
        place = decision.approvals[-1].condition  # said once already
    by_name = waiting and pick.chance(0.5)
    return followup.RecordApproval(
        decision=decision.number if decision and pick.chance(0.95) else pick.number("D"),
        obtained=pick.chance(0.7),
        on=pick.past(),
        condition=None if by_name else place,
        who=waiting[place - 1].who if by_name and place <= len(waiting) else "",
        told_by=pick.maybe(),
        note=pick.maybe(),
    )


def _late(pick: Pick) -> Act:
    closed = [check for check in pick.record.checks if check.closed]
    checks_ = [check for check in closed if check.absent and check.kind == "decision"] or closed
    stands = [d.check for d in pick.record.decisions if d.state in REOPENS]
    checks_ = [check for check in checks_ if check.number in stands] or checks_
    checks_ = closed if pick.chance(0.2) else checks_
    check = pick.one(checks_[-3:]) if checks_ else None
    away = check.absent if check else ()
    levels = [level.name for level in check.scale.levels] if check else ["up"]
    against = [level.name for level in check.scale.levels if level.cls not in YES] if check else []
    levels = against if against and pick.chance(0.4) else levels
    return followup.LateAnswer(
        check=check.number if check and pick.chance(0.95) else pick.number("C"),
        person=pick.one(away) if away and pick.chance(0.8) else pick.person(),
        level=pick.one(levels) if pick.chance(0.95) else "maybe",
        taken_by=pick.person(),
        on=pick.past(),
        note=pick.maybe(),
        would_change=pick.maybe(),
    )


def _supersede(pick: Pick) -> Act:
    by = pick.decision("agreed", "on_trial", "in_effect", "one_party")
    older = [d.number for d in pick.record.decisions if by and int(d.number[1:]) < int(by.number[1:])]
    return followup.Supersede(
        decision=pick.one(older) if older and pick.chance(0.8) else pick.number("D"),
        by=by.number if by else pick.number("D"),
        on=pick.past(),
        because=pick.maybe(),
    )


def _attest(pick: Pick) -> Act:
    last = pick.record.minutes[-1] if pick.record.minutes else None
    done = {one.person for one in last.attested if one.verdict != "not_yet"} if last else set()
    left = [one.number for one in attesters(pick.record) if one.number not in done]
    verdict = pick.one(list(Verdict)) if pick.chance(0.3) else Verdict.ACCURATE
    wrong = pick.chance(0.05)
    return attesting.AttestMinutes(
        minutes=last.number if last and pick.chance(0.9) else pick.number("N"),
        person=pick.one(left) if left and pick.chance(0.9) else pick.person(),
        verdict=verdict,
        nonce=f"{pick.rng.getrandbits(128):032x}",
        exception=pick.text() if (verdict is Verdict.EXCEPT) != wrong else "",
    )


def _redact(pick: Pick) -> Act:
    chairs = [person.number for person in pick.record.cochairs]
    working = [entry.n for entry in pick.journal.entries if type(entry.act).__name__ in WORKING]
    pair = chairs[:2] if len(chairs) > 1 and pick.chance(0.95) else [pick.person(), pick.person()]
    if pick.chance(0.5):  # what an attested page shows
        shown = "\n".join(line for page in pick.record.minutes if page.seal for line in page.page)
        said = {entry.n: texts(entry.act) for entry in pick.journal.entries}
        on_page = [n for n in working if any(text in shown for text in said[n])]
        working = on_page or working
    last = len(pick.journal.entries)
    return attesting.RedactText(
        entry=pick.one(working) if working and pick.chance(0.8) else pick.rng.randint(1, last + 3),
        first=pair[0],
        second=pair[1],
        because=pick.maybe(),
    )


def _minority(pick: Pick) -> Act:
    split = pick.decided("no_agreement", "agreed", "reopened", "one_party")
    return followup.StateMinority(decision=split, person=pick.person(), text=pick.text(), on=pick.past())


def _recover(pick: Pick) -> Act:
    here = len(pick.journal.entries)
    return recovering.RecoverRecord(
        source=pick.text(),
        digest=f"{pick.rng.getrandbits(256):064x}",
        after=here if pick.chance(0.1) else pick.rng.randint(1, here + 1),
        missing=pick.chance(0.7),
        numbers={letter: pick.rng.randint(0, 60) for letter in pick.some("FIOSPCDAMRKN")},
    )


AFTER: Final[dict[str, Callable[[Pick], Act]]] = {
    "AttestMinutes": _attest,
    "RecoverRecord": _recover,
    "RedactText": _redact,
    "StateMinority": _minority,
    "RecordApproval": _approval,
    "LateAnswer": _late,
    "ActionDone": lambda p: followup.ActionDone(
        action=p.number("A"), on=p.past(), told_by=p.maybe(), note=p.maybe()
    ),
    "ReadMeasure": lambda p: followup.ReadMeasure(
        measure=p.number("M"), value=p.text(), on=p.past(), read_by=p.maybe(), note=p.maybe()
    ),
    "ToldPeople": lambda p: followup.ToldPeople(
        audience=p.text(), teller=p.person(), on=p.past(), came_back=p.maybe()
    ),
    "ReviewTrial": lambda p: followup.ReviewTrial(
        decision=p.decided("on_trial"), verdict=p.one(list(TrialVerdict)), because=p.text(), on=p.past()
    ),
    "Supersede": _supersede,
    "EndDecision": lambda p: followup.EndDecision(decision=p.number("D"), because=p.text(), on=p.past()),
    "InEffect": lambda p: followup.InEffect(
        decision=p.decided("agreed", "one_party"), on=p.past(), note=p.maybe()
    ),
}
