"""Standards: what a good answer meets, and options held against it."""

import pytest

from ibps.core.journal import Journal
from ibps.core.reading import ratings_of
from ibps.core.record.items import Meets
from ibps.core.stages.anytime import Reword
from ibps.core.stages.options import AddOption
from ibps.core.stages.standards import (
    AgreeStandard,
    ChangeStandard,
    RateOption,
    SetStandard,
    done,
    hints,
)
from ibps.core.value import Act
from tests.core.kit import codes, refused, room, say, ticked


def listed() -> Journal:
    """S1 (must-have, both agreed) and O1."""
    return say(
        room(),
        SetStandard(text="within the contract", must_have=True, yardstick="article 12"),
        AgreeStandard(standard="S1", party="L"),
        AgreeStandard(standard="S1", party="M"),
        AddOption(text="swap board"),
    )


def test_a_standard_keeps_its_yardstick_and_who_agreed() -> None:
    standard = listed().record.standards[0]
    assert (standard.number, standard.must_have, standard.yardstick) == ("S1", True, "article 12")
    assert standard.agreed == ("L", "M")


@pytest.mark.parametrize(
    "act",
    [
        ChangeStandard(standard="S1", must_have=False),
        ChangeStandard(standard="S1", yardstick="article 13"),
        Reword(number="S1", text="within reason"),
    ],
)
def test_a_changed_standard_is_agreed_anew(act: Act) -> None:
    assert say(listed(), act).record.standards[0].agreed == ()


def test_only_what_is_said_changes() -> None:
    standard = say(listed(), ChangeStandard(standard="S1", must_have=False)).record.standards[0]
    assert (standard.must_have, standard.yardstick) == (False, "article 12")


@pytest.mark.parametrize(
    ("act", "code"),
    [
        (AgreeStandard(standard="S1", party="L"), "already_agreed"),
        (AgreeStandard(standard="S9", party="L"), "no_such_number"),
        (AgreeStandard(standard="S1", party="Q"), "no_such_party"),
        (ChangeStandard(standard="S9"), "no_such_number"),
        (RateOption(option="O9", standard="S1", rating=Meets.MEETS), "no_such_number"),
        (RateOption(option="O1", standard="S9", rating=Meets.MEETS), "no_such_number"),
        (RateOption(option="O1", standard="S1", rating=Meets.MEETS, party="Q"), "no_such_party"),
    ],
)
def test_what_standards_refuse(act: Act, code: str) -> None:
    assert refused(listed(), act).code == code


def test_a_later_rating_replaces_the_earlier_and_parties_stand_beside_the_room() -> None:
    journal = say(
        listed(),
        RateOption(option="O1", standard="S1", rating=Meets.FAILS),
        RateOption(option="O1", standard="S1", rating=Meets.PARTLY, note="with cover"),
        RateOption(option="O1", standard="S1", rating=Meets.FAILS, party="L"),
    )
    found = [(r.rating, r.party, r.note) for r in ratings_of(journal.record, "O1", "S1")]
    assert found == [(Meets.PARTLY, None, "with cover"), (Meets.FAILS, "L", "")]


def test_ticks() -> None:
    assert not any(ticked(done(room().record)).values())
    assert ticked(done(listed().record)) == {
        "standards_agreed": True,
        "must_haves_named": True,
        "options_rated": False,
    }
    rated = say(listed(), RateOption(option="O1", standard="S1", rating=Meets.MEETS))
    assert all(ticked(done(rated.record)).values())
    assert not ticked(done(say(rated, SetStandard(text="by June")).record))["standards_agreed"]


def test_hints() -> None:
    assert hints(listed().record) == ()
    assert codes(hints(say(listed(), SetStandard(text="fair")).record)) == ["vague"]
    assert codes(hints(say(listed(), SetStandard(text="fair", yardstick="article 3")).record)) == []
    assert codes(hints(say(listed(), SetStandard(text="Swap board")).record)) == ["favourite"]
    rated = say(
        listed(), RateOption(option="O1", standard="S1", rating=Meets.MEETS), AddOption(text="later start")
    )
    (hint,) = hints(rated.record)
    assert (hint.code, hint.details["names"]) == ("rate_must_have", "O2")
    many = say(listed(), *(SetStandard(text=f"quality {n}") for n in range(6)))
    assert codes(hints(many.record)) == ["too_many"]
