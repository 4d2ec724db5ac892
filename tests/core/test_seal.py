"""The seal: six words over everything that was attested, a chain over the pages of a session."""

import hashlib

import pytest

from ibps.core import seal
from ibps.core.journal import Journal
from ibps.core.record.closing import Minutes, Verdict
from ibps.core.seal import attestation, code, holds, same_code
from ibps.core.stages.attesting import AttestMinutes
from ibps.core.stages.closing import AddAction, ReadBackMinutes
from ibps.core.words import WORDS
from tests.core.kit import ANA, MAX, room, say


def attested(journal: Journal, number: str = "N1") -> Journal:
    acts = (
        AttestMinutes(minutes=number, person=person, verdict=Verdict.ACCURATE, nonce=f"{person:032x}")
        for person in (ANA, MAX)
    )
    return say(journal, *acts)


def two_pages() -> Journal:
    journal = attested(say(room(), ReadBackMinutes()))
    return attested(say(journal, AddAction(text="print"), ReadBackMinutes()), "N2")


def test_the_words_are_2048_short_ones_that_can_be_told_apart() -> None:
    assert len(WORDS) == len(set(WORDS)) == 2048
    assert all(word.isascii() and word.islower() and word.isalpha() and 3 <= len(word) <= 6 for word in WORDS)
    assert list(WORDS) == sorted(WORDS)


def test_the_words_stay_what_they_are() -> None:
    """A code in somebody's notes has to mean the same for ever."""
    listed = hashlib.sha256(" ".join(WORDS).encode()).hexdigest()
    assert listed == "4f8185965fd4fbfbb8182fbb69b691fcee4ab62ae377f2ea2d6cd5f00c15bd02"


def test_a_code_is_the_first_66_bits() -> None:
    assert code("0" * 64) == " ".join([WORDS[0]] * 6)
    assert code("f" * 64) == " ".join([WORDS[2047]] * 6)
    bits = "".join(f"{place:011b}" for place in (5, 1000, 2047, 0, 77, 1))
    digest = f"{int(bits.ljust(256, '1'), 2):064x}"
    assert code(digest) == " ".join(WORDS[place] for place in (5, 1000, 2047, 0, 77, 1))


def test_a_code_as_somebody_wrote_it_down() -> None:
    known = code("5" * 64)
    assert same_code(f"  {known.upper().replace(' ', ', ')} ", known)
    assert same_code(known.replace(" ", "-"), known)
    assert not same_code(" ".join(reversed(known.split())), code("1234" * 16))
    assert not same_code("", known)


def test_pages_form_a_chain() -> None:
    first, second = two_pages().record.minutes
    assert first.seal and second.seal
    assert first.seal.previous == "" and second.seal.previous == first.seal.digest
    assert holds("real", first) and holds("real", second)
    assert not holds("practice", first)


CHANGES = (
    lambda m: m.but(number="N9"),
    lambda m: m.but(sitting=2),
    lambda m: m.but(page=(*m.page, "D9 Agreed.")),
    lambda m: m.but(page=m.page[1:]),
    lambda m: m.but(page=(m.page[1], m.page[0], *m.page[2:])),
    lambda m: m.but(attested=m.attested[:1]),
    lambda m: m.but(attested=tuple(reversed(m.attested))),
    lambda m: m.but(attested=(m.attested[0].but(name="Lou"), m.attested[1])),
    lambda m: m.but(attested=(m.attested[0].but(party="Nurses"), m.attested[1])),
    lambda m: m.but(attested=(m.attested[0].but(verdict=Verdict.EXCEPT), m.attested[1])),
    lambda m: m.but(attested=(m.attested[0].but(exception="pay"), m.attested[1])),
    lambda m: m.but(attested=(m.attested[0].but(nonce="f" * 32), m.attested[1])),
    lambda m: m.but(seal=m.seal.but(previous="0" * 64)),
    lambda m: m.but(seal=m.seal.but(digest="0" * 64)),
    lambda m: m.but(seal=m.seal.but(code="acorn acorn acorn acorn acorn acorn")),
    lambda m: m.but(seal=None),
)


@pytest.mark.parametrize("change", range(len(CHANGES)))
def test_every_change_of_a_sealed_page_breaks_its_seal(change: int) -> None:
    page = two_pages().record.minutes[1]
    changed: Minutes = CHANGES[change](page)
    assert not holds("real", changed)


def test_how_a_page_stands_is_said_with_it() -> None:
    journal = say(room(), ReadBackMinutes())
    assert attestation(journal.record.minutes[0], ("Ana", "Max")) == ("DRAFT: Ana and Max to attest.",)
    page = attested(journal).record.minutes[0]
    assert page.seal
    assert attestation(page, ()) == (
        "ATTESTED 14 Mar 2026.",
        "Ana (Labor): accurate.",
        "Max (Management): accurate.",
        f"Closing code: {page.seal.code}",
        f"Seal: {page.seal.digest}",
    )


def test_what_is_no_page_in_a_file_is_none() -> None:
    assert seal.as_stored({"number": "N1"}) is None and seal.as_stored("N1") is None
