"""The seal of an attested page: a digest over everything people attested, and six words to say it aloud.

What it proves: that the page is the one both sides closed on. Whoever holds the file could write all of it
anew, code included; the code in the other side's pocket is the proof.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from ibps.core.canonical import digest_of
from ibps.core.reading import to_attest
from ibps.core.record import Record
from ibps.core.record.closing import Attested, Minutes, Verdict
from ibps.core.sentences import day, names, sentence
from ibps.core.words import WORDS

FORMAT: Final = "ibps-seal/1"
SPOKEN: Final = 6
"""Words of a closing code, eleven bits each."""

VERDICTS: Final = {
    Verdict.ACCURATE: "accurate",
    Verdict.EXCEPT: "accurate except",
    Verdict.NOT_YET: "not yet",
}


def digest(
    mode: str, number: str, sitting: int, page: Sequence[str], attested: Sequence[Attested], previous: str
) -> str:
    """SHA-256 over the page, who attested what of it, a random value from each, and the seal before it."""
    return digest_of(
        {
            "format": FORMAT,
            "mode": mode,
            "number": number,
            "sitting": sitting,
            "page": list(page),
            "attestations": [
                {
                    "name": one.name,
                    "party": one.party,
                    "verdict": one.verdict.value,
                    "exception": one.exception,
                }
                for one in attested
            ],
            "nonces": [one.nonce for one in attested],
            "previous": previous,
        }
    )


def code(seal: str) -> str:
    """The closing code of a digest of 64 hex digits: six short words."""
    bits = int(seal, 16) >> (256 - 11 * SPOKEN)
    places = [(bits >> 11 * place) & 2047 for place in reversed(range(SPOKEN))]
    return " ".join(WORDS[place] for place in places)


def same_code(said: str, known: str) -> bool:
    """Whether six words as somebody wrote them down are that code; case, commas and blanks do not matter."""
    return said.casefold().replace(",", " ").replace("-", " ").split() == known.split()


def holds(mode: str, minutes: Minutes) -> bool:
    """Whether a sealed page still adds up to its own seal."""
    seal = minutes.seal
    if seal is None:
        return False
    made = digest(mode, minutes.number, minutes.sitting, minutes.page, minutes.attested, seal.previous)
    return made == seal.digest and code(made) == seal.code


def attestation(minutes: Minutes, waiting: Sequence[str]) -> tuple[str, ...]:
    """How a page stands, for whatever prints it. `waiting` names who has still to attest."""
    lines = ["This page and the entries before it do not say the same."] if minutes.differs else []
    lines += [_said(one) for one in minutes.attested]
    if minutes.seal is None:
        left = f": {names(waiting)} to attest" if waiting else ""
        return (f"DRAFT{left}.", *lines)
    return (
        f"ATTESTED {day(minutes.seal.at.date())}.",
        *lines,
        f"Closing code: {minutes.seal.code}",
        f"Seal: {minutes.seal.digest}",
    )


def codes(record: Record) -> tuple[str, ...]:
    """A line for each attested page with its closing code, and one for a last page that is a draft still."""
    lines = [
        f"{one.number} attested {day(one.seal.at.date())}. Closing code: {one.seal.code}"
        for one in record.minutes
        if one.seal
    ]
    if record.minutes and record.minutes[-1].seal is None:
        last = record.minutes[-1]
        left = to_attest(record, last)
        lines.append(f"{last.number} is a draft{f': {names(left)} to attest' if left else ''}.")
    return tuple(lines)


def _said(one: Attested) -> str:
    words = VERDICTS[one.verdict]
    return sentence(f"{one.name} ({one.party}): {words}{': ' + one.exception if one.exception else ''}")


def as_stored(data: Any) -> Minutes | None:
    """Minutes as a file holds them, or None when they are none."""
    try:
        return Minutes.model_validate(data)
    except ValueError:
        return None
