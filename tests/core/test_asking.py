"""Ways of asking: answers shown together, private slips, reasons kept private. None makes a yes easier."""

from __future__ import annotations

from collections.abc import Sequence

from ibps.core.acts import Undo
from ibps.core.answer import answer
from ibps.core.journal import Journal
from ibps.core.record.consensus import CheckKind
from ibps.core.record.terms import RULES, Terms
from ibps.core.stages.attesting import RedactText
from ibps.core.stages.checks import (
    Answer,
    AnswerBySlip,
    CloseCheck,
    InterruptCheck,
    OpenCheck,
    RevealAnswers,
)
from ibps.core.stages.followup import LateAnswer, StateMinority
from ibps.core.stages.opening import Arrive, Leave, SeatPerson
from ibps.core.tally import tally
from ibps.core.told import told
from tests.core.kit import (
    ANA,
    DAY,
    LOU,
    MAX,
    MIA,
    answered,
    closed,
    decision,
    opened,
    refused,
    room,
    say,
    worded,
)
from tests.core.test_rule import EVERY

SLIPS = Terms(slips=True)
BO, CY = 5, 6


def big_room(terms: Terms = SLIPS) -> Journal:
    """Labor has Ana, Lou, Bo and Cy here, Management Max and Mia."""
    journal = room(terms)
    more = (SeatPerson(name="Bo", party="L"), SeatPerson(name="Cy", party="L"))
    return opened(worded(say(journal, *more, Arrive(person=BO), Arrive(person=CY))))


def slips(journal: Journal, levels: Sequence[str], party: str = "L") -> Journal:
    return say(journal, *(AnswerBySlip(check="C1", party=party, level=level) for level in levels))


def test_slips_count_as_answers_and_name_nobody() -> None:
    journal = slips(big_room(), ("up", "sideways", "up", "up"))
    done = closed(answered(journal, {MAX: "up", MIA: "up"}))
    assert decision(done).state == "agreed"
    assert "6 of 6 present answered (5 support, 1 can live with it)" in decision(done).sentence
    assert "Labor answered by private slips." in decision(done).sentence
    (item,) = answer(done.record, DAY).decided
    assert item.answers[0] == "Labor: Ana (co-chair), Lou, Bo and Cy by slip, 3 support, 1 can live with it"


def test_a_slip_that_cannot_stops_the_words_and_names_nobody() -> None:
    journal = say(slips(big_room(), ("up", "up", "up")))
    journal = say(journal, AnswerBySlip(check="C1", party="L", level="down", note="not on nights"))
    done = closed(answered(journal, {MAX: "up", MIA: "up"}))
    assert decision(done).state == "no_agreement"
    assert "A slip from Labor: cannot support it as worded." in decision(done).sentence
    (item,) = answer(done.record, DAY).not_decided
    assert item.concerns == ("A slip: not on nights",)
    statement = StateMinority(decision="D1", person=CY, text="It was mine.", on=DAY)
    assert say(done, statement).record.decisions[0].minority, "whoever wrote it may come forward"
    assert refused(done, statement.but(person=MAX)).code == "no_dissent"


def test_every_slip_has_to_come_in() -> None:
    journal = answered(slips(big_room(), ("up", "up", "up")), {MAX: "up", MIA: "up"})
    assert "1 slip of Labor" in answer(journal.record, DAY).waiting[0].reads
    done = closed(journal)
    assert decision(done).state == "incomplete"
    assert "Labor: 1 slip is missing." in decision(done).sentence


def test_one_slip_too_many_is_refused() -> None:
    journal = slips(big_room(), ("up",) * 4)
    assert refused(journal, AnswerBySlip(check="C1", party="L", level="up")).code == "slips_all_in"


def test_slips_are_of_those_who_were_here_for_the_first_one() -> None:
    """Nobody is taken out of the pool or put into it later: either would tell whose slip is whose."""
    journal = answered(slips(big_room(), ("up", "up", "up")), {MAX: "up", MIA: "up"})
    gone = say(journal, Leave(person=CY))
    assert refused(gone, Answer(check="C1", person=CY, level="absent")).code == "slips_or_names"
    assert decision(closed(gone)).state == "incomplete", "nobody knows whose slip is missing"
    assert decision(closed(slips(gone, ("up",)))).state == "agreed"


def test_who_comes_after_the_first_slip_answers_by_name() -> None:
    journal = say(slips(big_room(), ("up",)), SeatPerson(name="Dee", party="L"), Arrive(person=CY + 1))
    journal = answered(slips(journal, ("up", "up", "sideways")), {MAX: "up", MIA: "up"})
    assert refused(journal, AnswerBySlip(check="C1", party="L", level="up")).code == "slips_all_in"
    assert decision(closed(journal)).state == "incomplete", "Dee is here and has not answered"
    done = closed(answered(journal, {CY + 1: "up"}))
    assert decision(done).state == "agreed"
    (item,) = answer(done.record, DAY).decided
    assert (
        "Ana (co-chair), Lou, Bo and Cy by slip, 3 support, 1 can live with it; Dee support"
        in item.answers[0]
    )


def test_what_a_slip_says_is_told_nowhere_but_in_the_counts() -> None:
    act = AnswerBySlip(check="C1", party="L", level="down", note="not on nights", would_change="more staff")
    journal = say(big_room(), act)
    assert told(act, journal.record, ()) == "A slip from Labor was read into C1"
    (item,) = answer(journal.record, DAY).waiting
    assert not any("nights" in line or "cannot" in line for line in (*item.answers, *item.concerns))


def test_the_words_of_a_slip_can_be_taken_out() -> None:
    journal = say(
        big_room(), AnswerBySlip(check="C1", party="L", level="up", note="the only night nurse says")
    )
    entry = journal.entries[-1].n
    journal = say(journal, RedactText(entry=entry, first=ANA, second=MAX, because="it tells who"))
    assert journal.record.checks[0].slips[0].note == "[taken out]"


def test_an_answer_that_was_given_is_not_made_an_absence() -> None:
    journal = answered(opened(worded(room())), {ANA: "up", LOU: "down", MAX: "up", MIA: "up"})
    gone = say(journal, Leave(person=LOU))
    assert refused(gone, Answer(check="C1", person=LOU, level="absent")).code == "has_answered"
    assert decision(closed(gone)).state == "no_agreement"


def test_a_check_that_was_broken_off_is_not_opened_again_by_undo() -> None:
    journal = answered(opened(worded(room())), {ANA: "up", LOU: "up", MAX: "up", MIA: "up"})
    broken = say(journal, InterruptCheck(check="C1"))
    assert broken.undoable is None and broken.not_undone.code == "broken_off"
    assert refused(broken, Undo(entry=broken.entries[-1].n)).code == "broken_off"


def test_a_slip_of_two_people_would_not_be_private() -> None:
    refusal = refused(big_room(), AnswerBySlip(check="C1", party="M", level="up"))
    assert str(refusal).startswith("Management has 2 here.")


def test_one_party_answers_one_way() -> None:
    by_name = answered(big_room(), {ANA: "up"})
    assert refused(by_name, AnswerBySlip(check="C1", party="L", level="up")).code == "slips_or_names"
    by_slip = slips(big_room(), ("up",))
    assert refused(by_slip, Answer(check="C1", person=LOU, level="up")).code == "slips_or_names"
    assert refused(by_slip, Answer(check="C1", person=LOU, level="no_response")).code == "slips_or_names"


def test_slips_are_used_only_where_the_terms_say_so() -> None:
    assert refused(big_room(Terms()), AnswerBySlip(check="C1", party="L", level="up")).code == "no_slips"
    assert refused(big_room(), AnswerBySlip(check="C1", party="L", level="absent")).code == "unknown_level"


def test_the_order_of_slips_says_nothing() -> None:
    one = slips(big_room(), ("up", "down", "sideways", "up")).record.checks[0].slips
    other = slips(big_room(), ("sideways", "up", "up", "down")).record.checks[0].slips
    assert one == other


def test_somebody_who_answered_by_slip_has_no_late_answer() -> None:
    done = closed(answered(slips(big_room(), ("up",) * 4), {MAX: "up", MIA: "up"}))
    late = LateAnswer(check="C1", person=CY, level="down", taken_by=MAX, on=DAY)
    assert refused(done, late).code == "answered_then"


def collected() -> Journal:
    journal = worded(room())
    return say(journal, OpenCheck(proposal="P1", together=True), Answer(check="C1", person=LOU, level="down"))


def test_what_is_collected_is_not_shown_before_its_time() -> None:
    journal = collected()
    (item,) = answer(journal.record, DAY).waiting
    assert item.answers[0] == "Labor: Ana (co-chair) not asked; Lou answered"
    last = journal.entries[-1]
    assert told(last.act, journal.record, ()) == "Lou in C1: answered"
    shown = say(journal, RevealAnswers(check="C1"))
    (item,) = answer(shown.record, DAY).waiting
    assert item.answers[0] == "Labor: Ana (co-chair) not asked; Lou cannot"
    assert refused(shown, RevealAnswers(check="C1")).code == "not_hidden"


def test_closing_shows_everything_and_decides_the_same() -> None:
    yes = {ANA: "up", MAX: "up", MIA: "up"}
    done = closed(answered(collected(), yes))
    assert decision(done).state == "no_agreement"
    assert "Labor: Ana (co-chair) support; Lou cannot" in answer(done.record, DAY).not_decided[0].answers


def test_the_terms_choose_how_people_are_asked_and_a_check_may_differ() -> None:
    together = worded(room(Terms(together=True)))
    assert opened(together).record.checks[0].hidden
    openly = say(together, OpenCheck(proposal="P1", together=False))
    assert not openly.record.checks[0].hidden


def test_a_temperature_check_may_be_taken_by_slips_and_decides_nothing() -> None:
    journal = big_room()
    journal = say(journal, CloseCheck(check="C1"), OpenCheck(proposal="P1", kind=CheckKind.TEMPERATURE))
    before = journal.record.decisions
    acts = [AnswerBySlip(check="C2", party="L", level="up")] * 4
    assert closed(say(journal, *acts)).record.decisions == before


def test_a_reason_kept_private_is_kept_as_that() -> None:
    terms = Terms(rule=RULES["consensus-minus-one"])
    journal = answered(opened(worded(room(terms))), {ANA: "up", MAX: "up", MIA: "up"})
    done = closed(say(journal, Answer(check="C1", person=LOU, level="down", private=True)))
    (item,) = answer(done.record, DAY).decided
    assert item.concerns == ("Lou keeps the reason private",)


def test_a_late_stand_aside_reopens_only_what_the_rule_no_longer_bears() -> None:
    terms = Terms(rule=RULES["one-stand-aside-a-side"], scale=EVERY)
    base = worded(say(room(terms), SeatPerson(name="Bo", party="L")))  # Bo is away
    late = LateAnswer(check="C1", person=BO, level="stand_aside", taken_by=ANA, on=DAY)
    yes = {ANA: "support", LOU: "support", MAX: "support", MIA: "support"}
    for aside, then in ((None, "agreed"), (MIA, "agreed"), (LOU, "reopened")):
        said = {**yes, aside: "stand_aside"} if aside else yes
        done = closed(answered(opened(base), said))
        assert decision(done).state == "agreed"
        assert decision(say(done, late)).state == then, "one of each side may stand aside, and no more"


def test_a_check_is_complete_once_every_slip_is_in() -> None:
    journal = answered(slips(big_room(), ("up", "up", "up")), {MAX: "up", MIA: "up"})
    for record, done in ((journal.record, False), (slips(journal, ("up",)).record, True)):
        assert record.open_check is not None
        assert tally(record, record.open_check).complete is done


def test_a_late_yes_is_no_longer_named_as_missing() -> None:
    done = closed(answered(opened(worded(room(here=(ANA, MAX, MIA)))), {ANA: "up", MAX: "up", MIA: "up"}))
    assert answer(done.record, DAY).decided[0].reads == "Agreed by everyone here (Lou: absent)"
    late = say(done, LateAnswer(check="C1", person=LOU, level="up", taken_by=ANA, on=DAY))
    assert answer(late.record, DAY).decided[0].reads == "Agreed by everyone asked"
