"""What a random meeting may say next: for each act, one mostly sensible and sometimes wrong way to say it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from ibps.core.acts import Redo, Undo
from ibps.core.errors import Refusal
from ibps.core.minutes import EDITION
from ibps.core.record import StopKind
from ibps.core.record.consensus import CheckKind, Trial
from ibps.core.record.issue import FactStatus, Raised, Route
from ibps.core.record.items import Meets, Source
from ibps.core.record.people import Role, Voice
from ibps.core.record.terms import YES, Answered
from ibps.core.stages import (
    anytime,
    checks,
    closing,
    consensus,
    interests,
    issue,
    opening,
    options,
    running,
    standards,
)
from ibps.core.value import Act
from tests.core.moves_after import AFTER
from tests.core.pick import NAMES, PARTIES, STAGES, Pick


def _party(pick: Pick) -> Act:
    new = [letter for letter in PARTIES if letter not in {p.letter for p in pick.record.parties}]
    letter = pick.one(new) if new and pick.chance(0.8) else pick.one(list(PARTIES))
    name = PARTIES[letter] if pick.chance(0.9) else f"{PARTIES[letter]} {pick.text()}"
    required = pick.chance(0.9 if letter in "LM" else 0.5)
    return opening.NameParty(letter=letter, name=name, required=required, chosen=pick.maybe())


def _seat(pick: Pick) -> Act:
    seated = {person.party for person in pick.record.people}
    empty = [party.letter for party in pick.record.parties if party.letter not in seated]
    party = pick.one(empty) if empty and pick.chance(0.8) else pick.party()
    chaired = {person.party for person in pick.record.people if person.role is Role.COCHAIR}
    chair = party in "LM" and party not in chaired and pick.chance(0.95)
    voice = Voice.DECIDES if chair or pick.chance(0.75) else pick.one(list(Voice))
    return opening.SeatPerson(
        name=pick.one(NAMES) if pick.chance(0.8) else f"{pick.one(NAMES)} {pick.text()}",
        party=party,
        role=Role.COCHAIR if chair else pick.one(list(Role)),
        voice=Voice.OBSERVES if pick.nobody_decides else voice,
        alternate_for=pick.person() if pick.chance(0.2) else None,
    )


def _read_back(pick: Pick) -> Act:
    """Mostly the page as the program words it; now and then none, another edition's, or a wrong one."""
    act = closing.ReadBackMinutes(
        replaces=pick.number("N") if pick.chance(0.1) else None, because=pick.maybe(0.1)
    )
    try:
        read = closing.as_read(pick.record, act)
    except Refusal:
        return act
    page, kind = getattr(read, "page", ()), pick.rng.random()
    if not page or kind < 0.2:
        return act
    if kind < 0.35:
        return read.but(page=("As it was put then", *page), edition=EDITION + 1)
    return read.but(page=(*page, "And more.")) if kind < 0.45 else read


def _change_person(pick: Pick) -> Act:
    if (others := pick.unchaired()) and pick.chance(0.8):
        return opening.ChangePerson(person=pick.one(others), role=Role.COCHAIR, voice=Voice.DECIDES)
    fields: dict[str, Any] = {"person": pick.person()}
    what = pick.one(("name", "party", "role", "voice", "speaks_for", "alternate_for"))
    fields[what] = {
        "name": pick.one(NAMES),
        "party": pick.party(),
        "alternate_for": pick.one((0, pick.person(), pick.person())),
        "role": pick.one(list(Role)),
        "voice": Voice.OBSERVES if pick.nobody_decides else pick.one(list(Voice)),
        "speaks_for": pick.text(),
    }[what]
    return opening.ChangePerson(**fields)


def _arrive(pick: Pick) -> Act:
    away = [person.number for person in pick.record.people if person.number not in pick.record.here]
    return opening.Arrive(person=pick.one(away) if away and pick.chance(0.9) else pick.person())


def _leave(pick: Pick, *, slip: bool = False) -> Act:
    here = sorted(pick.record.here)
    kind = opening.NotHere if slip else opening.Leave
    return kind(person=pick.one(here) if here and pick.chance(0.5) else pick.person())


def _word(pick: Pick) -> Act:
    known = [proposal for proposal in pick.record.proposals if not proposal.withdrawn]
    known = pick.open_proposals() if pick.chance(0.8) else known
    proposal = pick.one(known) if known and pick.chance(0.6) else None
    again = proposal.wording if proposal and pick.chance(0.25) else None
    trial = Trial(until=pick.day(), measure=pick.text(), review=pick.day()) if pick.chance(0.3) else None
    return consensus.WordProposal(
        text=again.text if again else pick.text(),
        proposal=proposal.number if proposal else (pick.number("P") if pick.chance(0.05) else None),
        not_included=again.not_included if again else ((pick.text(),) if pick.chance(0.2) else ()),
        conditions=again.conditions if again else pick.conditions(0.12),
        trial=again.trial if again else trial,
        starts=again.starts if again else (pick.day() if pick.chance(0.2) else None),
        options=pick.numbers("O") if pick.chance(0.4) else (),
        serves=pick.numbers("I") if pick.chance(0.2) else (),
        reason=pick.maybe(),
    )


def _answer(pick: Pick) -> Act:
    check = pick.record.open_check
    if check is None or pick.chance(0.03):
        return checks.Answer(check=pick.number("C"), person=pick.person(), level="up")
    latest = check.latest()
    gone = [number for number in latest if number not in pick.record.here and check.answered(number)]
    if gone and pick.chance(0.3):
        return checks.Answer(check=check.number, person=pick.one(gone), level="absent")
    left = [p.number for p in pick.record.deciders if p.number in pick.record.here and p.number not in latest]
    yes = [level.name for level in check.scale.levels if level.cls in (Answered.SUPPORT, Answered.LIVE_WITH)]
    if pick.chance(0.8):
        level = pick.one(yes)
    else:
        level = pick.one([*(known.name for known in check.scale.levels), "absent", "no_response", "maybe"])
    return checks.Answer(
        check=check.number,
        person=pick.one(left) if left and pick.chance(0.93) else pick.person(),
        level=level,
        note=pick.maybe(0.1),
        would_change=pick.maybe(0.1),
        private=pick.chance(0.05),
    )


def _slip(pick: Pick) -> Act:
    check = pick.record.open_check
    levels = [level.name for level in check.scale.levels] if check else ["up"]
    yes = [one.name for one in check.scale.levels if one.cls in YES] if check else levels
    started = [slip.party for slip in check.slips] if check else []
    return checks.AnswerBySlip(
        check=check.number if check and pick.chance(0.97) else pick.number("C"),
        party=pick.one(started) if started and pick.chance(0.8) else pick.party(),
        level=pick.one(yes if pick.chance(0.85) else [*levels, "absent"]),
        note=pick.maybe(0.1),
        would_change=pick.maybe(0.1),
    )


def _close(pick: Pick) -> Act:
    check = pick.record.open_check
    number = check.number if check and pick.chance(0.97) else pick.number("C")
    return checks.CloseCheck(check=number, waiting=pick.conditions(0.3, absent=0.6))


def _elsewhere(pick: Pick) -> dict[str, Any]:
    given = {name: pick.text() for name in ("words", "owner", "forum", "reason")}
    number = pick.number("P") if pick.chance(0.5) else None
    proposal = next((known for known in pick.record.proposals if known.number == number), None)
    if proposal and pick.chance(0.8):
        given["words"] = proposal.wording.text if proposal.wording else proposal.straw
    return {**given, "due": pick.day(), "proposal": number}


def _one_party(pick: Pick) -> Act:
    split = [d.proposal for d in pick.record.decisions if d.state == "no_agreement" and d.proposal]
    proposal = pick.one(split) if split and pick.chance(0.8) else pick.number("P")
    return consensus.DecideByOneParty(proposal=proposal, party=pick.party(), reason=pick.text())


def _shaky(pick: Pick) -> str:
    """A proposal that may be withdrawn; what is only agreed here may be, too."""
    waiting = [d.proposal for d in pick.record.decisions if d.state == "tentative" and d.proposal]
    return pick.one(waiting) if waiting and pick.chance(0.5) else pick.number("P")


def _undo(pick: Pick) -> Act:
    last = pick.journal.undoable
    return Undo(entry=last.n if last and pick.chance(0.9) else pick.rng.randint(1, 50))


def _redo(pick: Pick) -> Act:
    last = pick.journal.redoable
    return Redo(entry=last.n if last and pick.chance(0.9) else pick.rng.randint(1, 50))


def _interrupt(pick: Pick) -> Act:
    check = pick.record.open_check
    return checks.InterruptCheck(check=check.number if check else pick.number("C"))


def _combine(pick: Pick) -> Act:
    live = [option.number for option in pick.record.options if option.state == "live"]
    parts = pick.some(live) if pick.chance(0.8) else pick.numbers("O")
    return options.CombineOptions(options=parts, text=pick.text())


def _split(pick: Pick) -> Act:
    whole = [option.number for option in pick.record.options if option.combined_from]
    return options.SplitOption(option=pick.one(whole) if whole and pick.chance(0.7) else pick.number("O"))


def _unlink(pick: Pick) -> Act:
    linked = [(o.number, i) for o in pick.record.options for i in o.serves]
    wrong = (pick.number("O"), pick.number("I"))
    option, interest = pick.one(linked) if linked and pick.chance(0.7) else wrong
    return options.UnlinkOption(option=option, interest=interest)


def _unshare(pick: Pick) -> Act:
    ticked = [(i.number, party) for i in pick.record.interests for party in i.ticked]
    number, party = pick.one(ticked) if ticked and pick.chance(0.7) else (pick.number("I"), pick.party())
    return interests.UnshareInterest(interest=number, party=party)


def _park(pick: Pick) -> Act:
    return anytime.Park(
        text=pick.text(),
        party=pick.party() if pick.chance(0.5) else None,
        why=pick.maybe(),
        raised=Raised.FLOOR if pick.chance(0.3) else None,
        facts=tuple(pick.text() for _ in range(pick.rng.randint(0, 2))),
        ideas=tuple(pick.text() for _ in range(pick.rng.randint(0, 2))),
    )


def _move(pick: Pick) -> Act:
    letter = pick.one("FIOSAMRKP")
    before = pick.number(letter if pick.chance(0.9) else pick.one("IOS")) if pick.chance(0.7) else None
    return anytime.MoveItem(number=pick.number(letter), before=before)


def _any(pick: Pick, letters: str) -> str:
    return pick.number(pick.one(letters))


MOVES: Final[dict[str, Callable[[Pick], Act]]] = {
    "StartSession": lambda p: opening.StartSession(title=p.text(), team=p.text()),
    "Retitle": lambda p: opening.Retitle(title=p.text()),
    "NameParty": _party,
    "SeatPerson": _seat,
    "ChangePerson": _change_person,
    "NoteAffected": lambda p: opening.NoteAffected(who=p.text(), asked_how=p.maybe()),
    "SetTerms": lambda p: opening.SetTerms(terms=p.record.terms if p.chance(0.3) else p.terms()),
    "AgreeTerms": lambda p: opening.AgreeTerms(),
    "OpenSitting": lambda p: opening.OpenSitting(date=p.soon(), place=p.maybe()),
    "Arrive": _arrive,
    "Leave": _leave,
    "NotHere": lambda p: _leave(p, slip=True),
    "CloseSitting": lambda p: opening.CloseSitting(),
    "TellStory": lambda p: issue.TellStory(party=p.party(), text=p.text()),
    "WordIssue": lambda p: issue.WordIssue(text=p.text(), reason=p.maybe()),
    "AgreeIssue": lambda p: issue.AgreeIssue(party=p.party()),
    "StateFact": lambda p: issue.StateFact(text=p.text(), status=p.one(list(FactStatus)), brings=p.maybe()),
    "SettleFact": lambda p: issue.SettleFact(
        fact=p.number("F"), status=p.one(list(FactStatus)), source=p.maybe(), due=p.someday()
    ),
    "SetScope": lambda p: issue.SetScope(side="in" if p.chance(0.5) else "out", text=p.text()),
    "SetRoute": lambda p: issue.SetRoute(
        route=p.one(list(Route)), raised=p.one(list(Raised)), raised_by=p.party() if p.chance(0.5) else None
    ),
    "StateInterest": lambda p: interests.StateInterest(
        party=p.party(), text=p.text(), position=p.maybe(), source=p.one(list(Source))
    ),
    "ShareInterest": lambda p: interests.ShareInterest(interest=p.number("I"), party=p.party()),
    "UnshareInterest": _unshare,
    "ConfirmInterests": lambda p: interests.ConfirmInterests(party=p.party()),
    "AddOption": lambda p: options.AddOption(text=p.text(), came_from=p.maybe(), serves=p.numbers("I")),
    "LinkOption": lambda p: options.LinkOption(option=p.number("O"), interest=p.number("I")),
    "UnlinkOption": _unlink,
    "CombineOptions": _combine,
    "SplitOption": _split,
    "SetStandard": lambda p: standards.SetStandard(
        text=p.text(), must_have=p.chance(0.3), yardstick=p.maybe()
    ),
    "ChangeStandard": lambda p: standards.ChangeStandard(
        standard=p.number("S"), must_have=p.chance(0.5) if p.chance(0.6) else None, yardstick=p.text()
    ),
    "AgreeStandard": lambda p: standards.AgreeStandard(standard=p.number("S"), party=p.party()),
    "RateOption": lambda p: standards.RateOption(
        option=p.number("O"),
        standard=p.number("S"),
        rating=p.one(list(Meets)),
        party=p.party() if p.chance(0.3) else None,
        note=p.maybe(),
    ),
    "DraftStraw": lambda p: consensus.DraftStraw(text=p.text(), options=p.numbers("O")),
    "ImproveStraw": lambda p: consensus.ImproveStraw(proposal=p.number("P"), text=p.text()),
    "WordProposal": _word,
    "ReadAloud": lambda p: consensus.ReadAloud(proposal=p.proposal()),
    "WithdrawProposal": lambda p: consensus.WithdrawProposal(proposal=_shaky(p), reason=p.text()),
    "Defer": lambda p: consensus.Defer(**_elsewhere(p)),
    "Refer": lambda p: consensus.Refer(**_elsewhere(p)),
    "DecideByOneParty": _one_party,
    "OpenCheck": lambda p: checks.OpenCheck(
        proposal=p.proposal(),
        kind=CheckKind.TEMPERATURE if p.chance(0.2) else CheckKind.DECISION,
        together=p.one((None, None, True, False)),
    ),
    "Answer": _answer,
    "AnswerBySlip": _slip,
    "RevealAnswers": lambda p: checks.RevealAnswers(check=p.number("C")),
    "CloseCheck": _close,
    "InterruptCheck": _interrupt,
    "AddAction": lambda p: closing.AddAction(text=p.text(), owners=p.people(), due=p.someday()),
    "ChangeAction": lambda p: closing.ChangeAction(action=p.number("A"), owners=p.people(), needs=p.maybe()),
    "AddMeasure": lambda p: closing.AddMeasure(text=p.text(), source=p.maybe(), review=p.someday()),
    "ChangeMeasure": lambda p: closing.ChangeMeasure(measure=p.number("M"), pulls=p.text()),
    "AddMessage": lambda p: closing.AddMessage(text=p.text()),
    "PlanReportOut": lambda p: closing.PlanReportOut(
        audience=p.text(), communicators=p.people(), due=p.someday()
    ),
    "GiveFeedback": lambda p: closing.GiveFeedback(text=p.text(), keep=p.chance(0.5)),
    "ReadBackMinutes": _read_back,
    **AFTER,
    "EnterStage": lambda p: anytime.EnterStage(stage=p.one(STAGES), reason=p.maybe()),
    "Reword": lambda p: anytime.Reword(number=_any(p, "FIOSAMRKP"), text=p.text()),
    "SetAside": lambda p: anytime.SetAside(number=_any(p, "IOSF"), reason=p.text()),
    "BringBack": lambda p: anytime.BringBack(number=_any(p, "IOSP")),
    "MoveItem": _move,
    "Park": _park,
    "TakeUp": lambda p: anytime.TakeUp(parked=p.number("K"), into=p.maybe()),
    "CallCaucus": lambda p: anytime.CallCaucus(party=p.party()),
    "EndCaucus": lambda p: anytime.EndCaucus(party=p.party()),
    "StartTimer": lambda p: running.StartTimer(minutes=p.one((1, 2, 10, 240))),
    "EndTimer": lambda p: running.EndTimer(),
    "HandOver": lambda p: running.HandOver(person=p.person(), had=p.person() if p.chance(0.3) else None),
    "StopSession": lambda p: anytime.StopSession(kind=p.one(list(StopKind)), reason=p.text()),
    "Undo": _undo,
    "Redo": _redo,
}
