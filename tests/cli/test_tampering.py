"""Each small change to an attested record: `ibps verify` notices it, or its kind is one the chair is told of.

A sample of every class of change runs always; all of them with -m torture, and the figures with -s.
"""

from __future__ import annotations

import copy
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Final

import pytest
from pydantic_core import to_json

from ibps.cli.seals import sealed as pages_of
from ibps.cli.verify import check
from ibps.core.errors import Unreadable
from ibps.core.journal import Journal
from ibps.core.record.closing import Minutes
from ibps.store.session_file import read, render
from tests.cli.kit import ROOT, ibps
from tests.cli.sealed import sealed
from tests.cli.tamper import DELETED, Change, Parts, damaged, every, laid_out, of_the_top, opened, put, sample

NOT_NOTICED: Final = {
    "time": "the time of an act, where nothing in the record rests on that time",
    "taken back": "the words of something that was taken back",
    "order": "the order of two acts that come to the same either way",
    "nothing": "an act that changes nothing, put in, taken out or said twice",
}
"""What a change in one place can be without `verify` noticing, in the words of docs/chair.md."""


def file(folder: Path) -> Path:
    path = folder / "2026-03-14-evening-cover-7k3q.json"
    sealed(path)
    return path


@pytest.fixture
def before(tmp_path: Path) -> Path:
    return file(tmp_path)


def attested(path: Path) -> tuple[Minutes, ...]:
    return pages_of(read(path).journal)


def unnoticed_kind(was: Parts, now: Parts, taken_back: set[int]) -> str:
    """Which of those kinds a change is of that left record and answer as they were."""
    ours, theirs = was["journal"], now["journal"]
    acts = [line["act"] for line in ours], [line["act"] for line in theirs]
    if acts[0] == acts[1]:
        return "time"
    if len(ours) == len(theirs):
        other = {one["n"] for one, two in zip(ours, theirs, strict=True) if one["act"] != two["act"]}
        if other <= taken_back:
            return "taken back"
        if sorted(map(repr, acts[0])) == sorted(map(repr, acts[1])):
            return "order"
    return "nothing"


def taken_back(journal: Journal) -> set[int]:
    standing = {1, *(step.entry.n for step in journal.done)}
    return {entry.n for entry in journal.entries if entry.n not in standing and entry.act.takes_back}


def held(path: Path, changes: Iterable[tuple[str, bytes]]) -> tuple[Counter[str], list[str]]:
    """How many were tried and noticed, or of which kind; and what was let through that should not be."""
    was, pages = opened(path.read_bytes()), attested(path)
    back = taken_back(read(path).journal)
    tried: Counter[str] = Counter()
    missed = []
    changed = path.with_name("changed.json")
    for what, data in changes:
        if data == path.read_bytes():  # null where nothing stood
            continue
        tried["tried"] += 1
        changed.write_bytes(data)
        problems, says = check(changed)
        if problems:
            tried["noticed"] += 1
            assert all(one.strip() and "None" not in one for one in problems), problems
            continue
        kind = unnoticed_kind(was, opened(data), back)
        tried[kind] += 1
        if attested(changed) != pages or pages[-1].seal is None or pages[-1].seal.code not in says:
            missed.append(what)
    return tried, missed


def test_the_layout_is_that_of_the_program(before: Path) -> None:
    data = before.read_bytes()
    assert laid_out(opened(data)) == data and check(before)[0] == ()
    assert [page.replaces for page in attested(before)] == [None, "N1"]


def as_bytes(changes: Iterable[Change]) -> Iterable[tuple[str, bytes]]:
    return ((change.what, laid_out(change.parts)) for change in changes)


def test_no_change_reaches_an_attested_page_unnoticed(before: Path) -> None:
    parts = opened(before.read_bytes())
    some = list(sample(every(parts), lambda _: False))[::9]
    tried, missed = held(before, as_bytes(some))
    assert missed == []
    assert tried["tried"] > 150 and tried["noticed"] > 0.9 * tried["tried"]
    assert tried.keys() - {"tried", "noticed"} <= NOT_NOTICED.keys()


@pytest.mark.parametrize(
    ("what", "kind"),
    [
        ("journal 2 at: ", "time"),
        ("journal 40 act text: 'Said by mistake' to 'Said byxmistake'", "taken back"),
        ("journal 3: acts swapped", "order"),
        ("journal 9: twice, numbered anew", "nothing"),
        ("journal 14: then SetRoute", "nothing"),
    ],
)
def test_what_goes_unnoticed_does_so(before: Path, what: str, kind: str) -> None:
    """The list for the chair is no longer than it has to be: once one of these is noticed, it can go."""
    parts = opened(before.read_bytes())
    one = next(change for change in every(parts) if change.what.startswith(what))
    tried, missed = held(before, as_bytes([one]))
    assert (dict(tried), missed) == ({"tried": 1, kind: 1}, [])


def test_a_change_of_any_word_under_the_seal_is_noticed(before: Path) -> None:
    """The acts of attesting and the pages in the file: nothing of them may be another, not even a time."""
    parts = opened(before.read_bytes())
    changed = before.with_name("changed.json")
    lines = [
        line["n"] for line in parts["journal"] if line["act"]["do"] in ("AttestMinutes", "ReadBackMinutes")
    ]
    here = [f"journal {n} " for n in lines] + ["record minutes "]
    found = (one for one in every(parts) if one.what.startswith(tuple(here)))
    some = list(sample(found, lambda cls: cls.startswith("journal")))
    assert len(some) > 100
    for change in some[::3]:
        if laid_out(change.parts) != before.read_bytes():
            changed.write_bytes(laid_out(change.parts))
            assert check(changed)[0], change.what


def test_the_file_s_own_fields_are_held_too(before: Path) -> None:
    parts = opened(before.read_bytes())
    changed = before.with_name("changed.json")
    for change in of_the_top(parts):
        changed.write_bytes(to_json(change.parts, indent=2))
        assert check(changed)[0], change.what


def test_a_damaged_file_is_noticed(before: Path) -> None:
    tried, missed = held(before, damaged(before.read_bytes(), 661))
    assert missed == []
    assert tried["tried"] > 200
    assert tried.keys() - {"tried", "noticed"} <= {"time", "taken back"}


def _rewritten(path: Path, changes: Iterable[Change]) -> Counter[str]:
    """Each change written anew with the program's own code, seals and all, and held against the old codes."""
    pages = attested(path)
    codes = [page.seal.code for page in pages if page.seal]
    changed = path.with_name("changed.json")
    tried: Counter[str] = Counter()
    for change in changes:
        changed.write_bytes(laid_out(_worded_anew(change.parts)))
        try:
            journal = read(changed).journal
        except Unreadable:
            tried["refused"] += 1
            continue
        changed.write_bytes(render(journal))
        now = {page.number: page for page in pages_of(journal)}
        tried["rewritten"] += 1
        tried["plain verify says it holds"] += not check(changed)[0]
        for page, code in zip(pages, codes, strict=True):
            other = now.get(page.number)
            same = other is not None and (other.page, other.seal) == (page.page, page.seal)
            found = not any("has the closing code" in one for one in check(changed, code)[0])
            if other is None or other.page != page.page or _said(other) != _said(page):
                assert not found, f"{change.what}: {page.number} is another page, and its code still holds"
                tried["found by the code"] += 1
            elif same or (other.seal and other.seal.digest == (page.seal.digest if page.seal else "")):
                assert found, f"{change.what}: {page.number} is the same, and its code does not hold"
    return tried


def _worded_anew(parts: Parts) -> Parts:
    """Without the pages that were kept, so that the program words them from what the journal says now."""
    again = copy.deepcopy(parts)
    for line in again["journal"] if isinstance(again.get("journal"), list) else ():
        act = line.get("act") if isinstance(line, dict) else None
        if isinstance(act, dict) and act.get("do") == "ReadBackMinutes":
            act.pop("page", None)
            act.pop("edition", None)
    return again


def _said(page: Minutes) -> list[Any]:
    return [(one.name, one.party, one.verdict, one.exception, one.nonce) for one in page.attested]


def test_whoever_rewrites_everything_is_found_by_the_code_in_a_pocket(before: Path) -> None:
    parts = opened(before.read_bytes())
    some = [one for one in sample(every(parts), lambda _: False) if one.what.startswith("journal")]
    tried = _rewritten(before, some[::12])
    assert tried["found by the code"] > 6
    assert tried["plain verify says it holds"] > 6, "plain verify is the weaker one, and says so"


def test_some_of_it_through_the_real_program(before: Path) -> None:
    parts = opened(before.read_bytes())
    last = attested(before)[-1]
    code = last.seal.code if last.seal else ""
    changed = before.with_name("changed.json")
    answer = next(line["n"] for line in parts["journal"] if line["act"]["do"] == "Answer")
    for place, value, said in (
        (("journal", answer - 1, "act", "level"), "sideways", f"entry {answer} says otherwise"),
        (("journal", answer - 1, "at"), "2026-03-14T12:00:00-07:00", f"Entry {answer + 1} is dated before"),
        (("journal", answer - 1, "n"), 4, f"In entry {answer}"),
        (("record", "decisions", 0, "words"), "Nights rotate.", "record, decisions 1, words; entry"),
        (("answer", "decided", 0, "words"), "Nights rotate.", "answer, decided 1, words"),
        (("record", "minutes"), DELETED, "the page in this file is missing or changed"),
    ):
        changed.write_bytes(laid_out(put(parts, place, value)))
        done = ibps("verify", str(changed))
        assert done.returncode == 1 and said in done.stdout, done.stdout
    other = put(parts, ("journal", answer - 1, "act", "note"), "not glad")
    changed.write_bytes(laid_out(other))
    changed.write_bytes(render(read(changed).journal))
    done = ibps("verify", str(changed))
    assert done.returncode == 1 and "no longer add up to the page that was attested" in done.stdout
    changed.write_bytes(laid_out(_worded_anew(other)))
    changed.write_bytes(render(read(changed).journal))
    assert ibps("verify", str(changed)).returncode == 0
    assert ibps("verify", str(changed), "--code", code).returncode == 1
    assert ibps("verify", str(before), "--code", code).returncode == 0


def test_what_verify_cannot_notice_is_told_to_the_chair() -> None:
    page = " ".join((ROOT / "docs" / "chair.md").read_text("utf-8").split())
    section = page.split("## What verify cannot promise", 1)[1].split(" ## ", 1)[0]
    for words in NOT_NOTICED.values():
        assert words in section
    assert "--code" in section and "rewrite" in section


SHIPPED: Final = tuple(sorted((ROOT / "sessions").glob("*.json")))[:2]  # each takes a minute


@pytest.mark.torture
@pytest.mark.parametrize("path", [None, *SHIPPED], ids=lambda path: path.stem if path else "built")
def test_all_of_it(path: Path | None, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Every change there is; IBPS shows how many with -s."""
    if path is None:
        own = file(tmp_path)
    else:
        own = tmp_path / path.name
        own.write_bytes(path.read_bytes())
        if check(own)[0] or not attested(own):
            pytest.skip("not attested, or not as this version writes it")
    data = own.read_bytes()
    parts = opened(data)
    tried, missed = held(own, as_bytes(every(parts)))
    raw, torn = held(own, damaged(data, 23))
    anew = _rewritten(own, (one for one in every(parts) if one.what.startswith("journal")))
    with capsys.disabled():
        print(f"\nchanges {dict(tried)}\nraw file {dict(raw)}\nrewritten {dict(anew)}")
    assert missed == [] and torn == []
    assert tried.keys() - {"tried", "noticed"} <= NOT_NOTICED.keys()
