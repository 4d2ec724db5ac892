"""Text that both co-chairs take out is gone everywhere; the entries that held it stay."""

from __future__ import annotations

import json

import pytest

from ibps.core.acts import Undo, write_act
from ibps.core.journal import Journal, replay
from ibps.core.minutes import EDITION, page
from ibps.core.record.closing import Verdict
from ibps.core.record.people import Role
from ibps.core.record.terms import Alternates, Terms
from ibps.core.redact import MARK, WORKING
from ibps.core.stages.anytime import Park, Reword
from ibps.core.stages.attesting import AttestMinutes, RedactText
from ibps.core.stages.closing import ReadBackMinutes, as_read
from ibps.core.stages.issue import TellStory
from ibps.core.stages.opening import Arrive, ChangePerson, SeatPerson
from ibps.core.stages.options import AddOption
from tests.core.kit import ANA, LOU, MAX, MIA, asked, refused, room, say, worded

STORY = "what happened to somebody on nights"


def told(text: str = STORY) -> tuple[Journal, int]:
    journal = say(room(), TellStory(party="L", text=text))
    return journal, len(journal.entries)


def out(entry: int, first: int = ANA, second: int = MAX) -> RedactText:
    return RedactText(entry=entry, first=first, second=second, because="private")


def everything(journal: Journal) -> str:
    entries = [write_act(entry.act) for entry in journal.entries]
    befores = [step.before.model_dump_json() for step in (*journal.done, *journal.undone)]
    return json.dumps(entries) + journal.record.model_dump_json() + "".join(befores)


def test_the_text_is_gone_from_every_entry_and_part_and_the_entries_stay() -> None:
    journal, entry = told()
    journal = say(journal, AddOption(text=f"never again {STORY}"), Reword(number="O1", text="a lead"))
    journal = say(journal, Undo(entry=len(journal.entries)))
    after = say(journal, out(entry))
    assert STORY in everything(journal) and STORY not in everything(after)
    assert [type(e.act) for e in after.entries[:-1]] == [type(e.act) for e in journal.entries]
    assert after.record.issue.stories[0].text == MARK
    assert after.record.options[0].text == f"never again {MARK}"
    assert after.record.redactions[0].because == "private"
    assert replay(after.entries) == after


def test_a_short_text_is_taken_out_only_where_it_stands_alone() -> None:
    journal, entry = told("rest")
    after = say(journal, AddOption(text="restore the rest room"), out(entry))
    assert after.record.options[0].text == "restore the rest room"
    assert after.record.issue.stories[0].text == MARK


def test_only_both_co_chairs_together() -> None:
    journal, entry = told()
    for first, second in ((ANA, ANA), (ANA, LOU), (LOU, MAX)):
        assert refused(journal, out(entry, first, second)).code == "both_cochairs"
    same_side = say(journal, ChangePerson(person=LOU, role=Role.COCHAIR))
    assert refused(same_side, out(entry, ANA, LOU)).code == "both_cochairs"


def test_what_is_no_working_text_stays() -> None:
    journal, entry = told()
    assert refused(journal, out(2)).code == "nothing_to_redact"
    assert refused(journal, out(99)).code == "nothing_to_redact"
    assert refused(asked(worded(journal, STORY), {ANA: "up"}), out(entry)).code == "redact_words"


def test_text_on_an_attested_page_stays() -> None:
    journal = say(room(), Park(text=STORY), TellStory(party="L", text="told of a hard night shift"))
    parked, story = len(journal.entries) - 1, len(journal.entries)
    journal = say(journal, ReadBackMinutes())
    assert MARK in say(journal, out(parked)).record.minutes[0].page[-1], "a draft page is worded anew"
    attest = [
        AttestMinutes(minutes="N1", person=person, verdict=Verdict.ACCURATE, nonce="0" * 32)
        for person in (ANA, MAX)
    ]
    sealed = say(journal, *attest)
    assert refused(sealed, out(parked)).code == "on_attested_page"
    after = say(sealed, out(story))
    assert after.record.minutes == sealed.record.minutes


def test_pages_that_differed_only_in_that_text_cannot_lose_it() -> None:
    journal = say(room(), Park(text="somebody's own story"), ReadBackMinutes())
    journal = say(journal, Park(text="more of that very story"), ReadBackMinutes())
    journal = say(journal, Reword(number="K1", text="another wording of it"), ReadBackMinutes())
    reworded = next(e.n for e in journal.entries if isinstance(e.act, Reword))
    first = next(e.n for e in journal.entries if isinstance(e.act, Park))
    journal = say(journal, out(first))
    assert refused(journal, out(reworded)).code == "redact_breaks"


def test_taking_out_is_not_taken_back() -> None:
    journal, entry = told()
    journal = say(journal, out(entry))
    assert journal.undoable and journal.undoable.n == entry


@pytest.mark.parametrize("name", WORKING)
def test_the_fields_of_the_table_are_text_of_the_act(name: str) -> None:
    from ibps.core.acts import ACTS

    fields = ACTS[name].model_fields
    assert set(WORKING[name]) <= fields.keys()


def kept(journal: Journal, *, edition: int = EDITION, words: tuple[str, ...] = ()) -> Journal:
    """The page read back and kept with its act, as the desk does it."""
    act = as_read(journal.record, ReadBackMinutes())
    assert isinstance(act, ReadBackMinutes)
    return say(journal, act.but(page=(*words, *act.page), edition=edition))


def attested(journal: Journal) -> Journal:
    number = journal.record.minutes[-1].number
    said = (
        AttestMinutes(minutes=number, person=person, verdict=Verdict.ACCURATE, nonce="0" * 32)
        for person in (ANA, MAX)
    )
    return say(journal, *said)


@pytest.mark.parametrize("edition", [EDITION, EDITION + 1])
def test_a_kept_draft_is_worded_anew_without_the_text(edition: int) -> None:
    journal = say(room(), Park(text=STORY))
    entry = len(journal.entries)
    after = say(kept(journal, edition=edition, words=() if edition == EDITION else (STORY,)), out(entry))
    assert STORY not in everything(after)
    act = after.entries[entry].act
    assert isinstance(act, ReadBackMinutes) and act.edition == EDITION
    assert act.page == page(after.record) == after.record.minutes[0].page and MARK in act.page[-1]
    assert replay(after.entries) == after


@pytest.mark.parametrize("edition", [EDITION, EDITION + 1])
def test_text_on_a_kept_page_that_is_attested_stays(edition: int) -> None:
    journal = say(room(), Park(text=STORY), TellStory(party="L", text="told of a hard night shift"))
    parked, story = len(journal.entries) - 1, len(journal.entries)
    words = () if edition == EDITION else ("As we put it then",)
    journal = attested(kept(journal, edition=edition, words=words))
    assert refused(journal, out(parked)).code == "on_attested_page"
    after = say(journal, out(story))
    assert after.record.minutes == journal.record.minutes and after.entries[story] == journal.entries[story]
    assert replay(after.entries) == after


def test_text_that_only_the_words_of_then_show_stays_on_the_attested_page() -> None:
    journal, entry = told()
    journal = attested(kept(journal, edition=EDITION + 1, words=(f"Somebody told: {STORY}",)))
    assert refused(journal, out(entry)).code == "on_attested_page"


@pytest.mark.parametrize("edition", [EDITION, EDITION + 1])
def test_a_short_text_is_found_on_a_kept_page_by_what_the_page_says_without_it(edition: int) -> None:
    journal = say(room(), Park(text="rest"))
    entry = len(journal.entries)
    journal = kept(journal, edition=edition, words=() if edition == EDITION else ("As we put it then",))
    after = say(journal, out(entry))
    assert f"K1 {MARK}." in after.record.minutes[0].page and replay(after.entries) == after
    assert refused(attested(journal), out(entry)).code == "on_attested_page"


def test_that_text_was_taken_out_stays_when_something_else_is_taken_back() -> None:
    """Also when what is taken back is what made the second co-chair one."""
    journal, entry = told()
    journal = say(
        journal, ChangePerson(person=MAX, role=Role.MANAGER), ChangePerson(person=MIA, role=Role.COCHAIR)
    )
    journal = say(journal, out(entry, second=MIA))
    undone = say(journal, Undo(entry=journal.undoable.n if journal.undoable else 0))
    assert [one.entry for one in undone.record.redactions] == [entry]
    assert STORY not in everything(undone)


def test_only_the_co_chairs_themselves_take_text_out() -> None:
    """Who answers for a co-chair in a check does not do it for good."""
    journal = room(Terms(alternates=Alternates.COMMIT), here=(ANA, LOU, MIA))
    journal = say(journal, SeatPerson(name="Kim", party="M", alternate_for=MAX), Arrive(person=5))
    journal = say(journal, TellStory(party="L", text=STORY))
    assert [person.name for person in journal.record.cochairs] == ["Ana", "Kim"]
    assert refused(journal, out(len(journal.entries), second=5)).code == "both_cochairs"
