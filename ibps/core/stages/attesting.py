"""Attesting: each side says of the page whether it is accurate. Once all have, the page is sealed.

What is not on such a page, both co-chairs may take out of the record together.
"""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, assert_never

from pydantic import Field, Strict, StringConstraints

from ibps.core import seal
from ibps.core.errors import Refusal
from ibps.core.numbers import find, put
from ibps.core.reading import attesters
from ibps.core.record import Record
from ibps.core.record.closing import Attested, Minutes, Redaction, Seal, Verdict
from ibps.core.record.people import Role, Voice
from ibps.core.value import Act, Number, PersonNumber, Words

Nonce = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{32}$")]
"""A random value drawn for one attestation, 32 hex digits. It comes from outside, as time does."""


class AttestMinutes(Act):
    """A co-chair or a further required party's lead says of a page: accurate, except ..., or not yet."""

    minutes: Number
    person: PersonNumber
    verdict: Verdict
    nonce: Nonce
    exception: Words = ""


class RedactText(Act):
    """Both co-chairs take the working text of an entry out of the record, for good."""

    takes_back = False
    entry: Annotated[int, Strict(), Field(ge=1)]
    first: PersonNumber
    second: PersonNumber
    because: Words = ""


AttestingAct = AttestMinutes | RedactText

ACTS: tuple[type[Act], ...] = (AttestMinutes, RedactText)


def apply(record: Record, act: AttestingAct, at: datetime) -> Record:
    """The record after an act about attested pages, or a `Refusal`."""
    match act:
        case AttestMinutes():
            return _attest(record, act, at)
        case RedactText():
            return _redaction(record, act, at)
        case _:
            assert_never(act)


def _redaction(record: Record, act: RedactText, at: datetime) -> Record:
    """That text was taken out, by whom and why. The journal takes it out of the entries."""
    chairs = [record.person(act.first), record.person(act.second)]
    own = all(person.role is Role.COCHAIR and person.voice is Voice.DECIDES for person in chairs)
    if not own or chairs[0].party == chairs[1].party:
        raise Refusal("both_cochairs")
    redaction = Redaction(**act.model_dump(), at=at)
    return record.but(redactions=(*record.redactions, redaction))


def _attest(record: Record, act: AttestMinutes, at: datetime) -> Record:
    minutes = find(record, act.minutes, Minutes)
    if minutes.seal:
        raise Refusal("page_attested", number=minutes.number)
    if minutes is not record.minutes[-1]:
        raise Refusal("newer_page", number=minutes.number, newer=record.minutes[-1].number)
    person = record.person(act.person)
    # Settled when the first one attests: a later change of the room list is no way around it.
    asked = minutes.attesters or tuple(one.number for one in attesters(record))
    if person.number not in asked:
        raise Refusal("attests_not", name=person.name, number=minutes.number)
    if (act.verdict is Verdict.EXCEPT) != bool(act.exception.strip()):
        raise Refusal("except_what")
    said = Attested(
        person=person.number,
        name=person.name,
        party=record.party(person.party).name,
        verdict=act.verdict,
        exception=act.exception.strip(),
        nonce=act.nonce,
        at=at,
    )
    after = minutes.but(attesters=asked, attested=(*minutes.attested, said))
    return put(record, minutes, _sealed(record, after, at))


def _sealed(record: Record, minutes: Minutes, at: datetime) -> Minutes:
    """The page with its seal once everyone has attested, and at least two parties are among them."""
    agreed = [one for one in minutes.latest().values() if one.verdict is not Verdict.NOT_YET]
    parties = {record.person(one.person).party for one in agreed}
    if {one.person for one in agreed} != set(minutes.attesters) or len(parties) < 2:
        return minutes
    before = [one.seal.digest for one in record.minutes if one.seal]
    previous = before[-1] if before else ""
    made = seal.digest(
        record.session.mode, minutes.number, minutes.sitting, minutes.page, minutes.attested, previous
    )
    return minutes.but(seal=Seal(digest=made, code=seal.code(made), previous=previous, at=at))
