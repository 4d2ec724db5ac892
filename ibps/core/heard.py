"""What people answered in a check, as lines to read: by party and name, then what they said beside it."""

from __future__ import annotations

from ibps.core.record import Record
from ibps.core.record.consensus import Check, Given, Seat, Slip
from ibps.core.record.terms import NO_ANSWER, YES, Answered
from ibps.core.sentences import ANSWERS, names
from ibps.core.tally import roll, tally


def _seats(record: Record, check: Check) -> tuple[Seat, ...]:
    """Who is asked, as they were at the close; while the check is open, as they are."""
    return check.roll or roll(record, tally(record, check))


def answers(record: Record, check: Check) -> tuple[str, ...]:
    """One line per party: Labor: Ana (co-chair) support; Lou absent. Of slips, how many said what."""
    seats = _seats(record, check)
    lines = []
    for party in record.parties:
        # By letter: a party keeps its place, and its name of that day, whatever it is called later.
        own = [seat for seat in seats if seat.party == party.letter]
        if own:
            by_slip = [_who(seat) for seat in own if seat.cls is Answered.BY_SLIP]
            said = [f"{names(by_slip)} by slip, {_slips(check, party.letter)}"] if by_slip else []
            said += [_seat(check, seat) for seat in own if seat.cls is not Answered.BY_SLIP]
            lines.append(f"{own[0].party_name}: {'; '.join(said)}")
    return tuple(lines)


def _who(seat: Seat) -> str:
    about = ["co-chair"] if seat.cochair else []
    about += [f"for {seat.stands_for}"] if seat.stands_for else []
    return f"{seat.name} ({', '.join(about)})" if about else seat.name


def _seat(check: Check, seat: Seat) -> str:
    given = check.latest().get(seat.person)
    level = check.scale.level(given.level) if given and seat.cls not in NO_ANSWER else None
    if level is None:
        return f"{_who(seat)} {ANSWERS[seat.cls]}"
    return f"{_who(seat)} {'answered' if check.hidden else level.label}"


def _slips(check: Check, party: str) -> str:
    """What the slips of a party say: 2 support, 1 cannot; while the check is open, only how many are in."""
    slips = check.slips_of(party)
    if check.closed is None:
        return f"{len(slips)} in so far"
    levels = [(sum(1 for slip in slips if slip.level == one.name), one.label) for one in check.scale.levels]
    return ", ".join(f"{number} {label}" for number, label in levels if number) or "none came in"


def concerns(record: Record, check: Check) -> tuple[str, ...]:
    """What people said beside their answers, in their own words; nothing while answers are hidden."""
    if check.hidden:
        return ()
    names_then = {seat.person: seat.name for seat in _seats(record, check)}
    said: list[tuple[str, Given | Slip]] = [
        (names_then.get(given.person) or record.person(given.person).name, given)
        for given in check.latest().values()
    ]
    said += [("A slip", slip) for slip in check.slips if check.closed]
    found = []
    for name, one in said:
        if one.note:
            found.append(f"{name}: {one.note}")
        if isinstance(one, Given) and one.private:
            found.append(f"{name} keeps the reason private")
        if one.would_change and one.cls not in YES:
            found.append(f"{name} would need: {one.would_change}")
    return tuple(found)
