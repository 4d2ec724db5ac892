"""Who is here to decide, in one sentence that a check bears out."""

from collections import Counter

from ibps.core.presence import falls_short, presence, presence_words
from ibps.core.record import Record
from ibps.core.record.consensus import CheckKind
from ibps.core.record.people import Voice
from ibps.core.record.terms import Alternates, Quorum, Terms
from ibps.core.rule import Outcome, judge
from ibps.core.stages.opening import Arrive, ChangePerson, CloseSitting, Leave, SeatPerson, SetTerms
from tests.core.kit import ANA, LOU, MAX, MIA, answered, begin, opened, room, say, worded
from tests.core.walk import walk

UNTIL = "nothing can be decided until somebody comes."


def terms(meet: int = 0, decide: int = 0, each: int = 1, alternates: Alternates = Alternates.SPEAK) -> Terms:
    return Terms(quorum=Quorum(meet=meet, decide=decide, each_party=each), alternates=alternates)


def words(of: Terms, *here: int, parties: str = "LM") -> str:
    return presence_words(room(of, here=here, parties=parties).record)


def test_enough_and_too_few_with_what_follows() -> None:
    assert words(terms(decide=3), ANA, LOU, MAX, MIA) == "4 who decide are here; 3 are needed to decide."
    assert words(terms(decide=4), ANA, LOU, MAX) == f"3 who decide are here; 4 are needed to decide: {UNTIL}"
    assert words(terms(), ANA, LOU, MAX) == "3 who decide are here."
    assert words(terms(meet=3, decide=3), ANA, MAX) == (
        f"2 who decide are here; 3 are needed to meet and 3 to decide: {UNTIL}"
    )
    assert words(terms(meet=3, decide=1), ANA, MAX) == (
        "2 who decide are here; 3 are needed to meet and 1 to decide."
    )
    assert words(terms(decide=1), ANA, MAX) == "2 who decide are here; 1 is needed to decide."
    assert words(terms()) == f"Nobody who decides is here: {UNTIL}"


def test_a_required_party_that_is_missing_or_too_few_is_named() -> None:
    without = "Nobody who decides is here from Management: nothing is final without them."
    assert words(terms(), ANA) == f"1 who decides is here. {without}"
    assert words(terms(each=2), ANA, LOU, MAX) == (
        "3 who decide are here. Management has 1 here of 2 needed: nothing is final without them."
    )
    both = "Nobody who decides is here from Management and Physicians: nothing is final without them."
    assert words(terms(), ANA, parties="LMP") == f"1 who decides is here. {both}"


def test_only_who_decides_is_counted_and_a_stand_in_where_the_terms_say_so() -> None:
    watching = room(terms(decide=2), here=(ANA, LOU, MAX), voices={LOU: Voice.OBSERVES})
    assert presence_words(watching.record).startswith("2 who decide are here;")
    pat = SeatPerson(name="Pat", party="M", alternate_for=MAX)
    for alternates, enough in ((Alternates.SPEAK, False), (Alternates.COMMIT, True)):
        journal = say(room(terms(alternates=alternates), here=(ANA,)), pat, Arrive(person=5))
        assert falls_short(journal.record) is not enough


def test_it_changes_with_everyone_who_comes_or_goes_and_with_the_terms() -> None:
    journal = room(terms(decide=4), here=(ANA, LOU, MAX))
    assert falls_short(journal.record)
    assert not falls_short(say(journal, Arrive(person=MIA)).record)
    assert falls_short(say(journal, Arrive(person=MIA), Leave(person=ANA)).record)
    assert not falls_short(say(journal, SetTerms(terms=terms(decide=3))).record)
    assert falls_short(say(journal, Arrive(person=MIA), ChangePerson(person=MIA, voice=Voice.ADVISES)).record)


def test_without_a_sitting_there_is_nothing_to_say() -> None:
    for record in (begin().record, say(room(), CloseSitting()).record):
        assert presence_words(record) == "" and not falls_short(record)


def test_in_a_check_who_has_answered_and_left_still_counts() -> None:
    journal = answered(opened(worded(room(terms(decide=4)))), {ANA: "up"})
    gone = say(journal, Leave(person=ANA))
    assert presence_words(gone.record) == (
        "3 who decide are here and 1 has answered and left; 4 are needed to decide."
    )
    assert falls_short(say(journal, Leave(person=LOU)).record)
    temperature = say(answered(opened(worded(room(terms(decide=4))), CheckKind.TEMPERATURE), {ANA: "up"}))
    assert presence(say(temperature, Leave(person=ANA)).record).gone == 0, "it never decides"


def test_what_it_says_of_an_open_check_is_how_the_check_is_judged() -> None:
    """Over random meetings: where too few are here nothing is agreed, by the rule's own reckoning."""
    met = Counter[str]()
    for seed in range(40):
        for step in walk(seed, 300):
            record = step.after.record
            check = record.open_check
            if check is None or check.kind is not CheckKind.DECISION:
                continue
            now, outcome = presence(record), judge(record, check, ()).outcome
            if not now.may_decide:
                met["too few in all"] += 1
                assert outcome is Outcome.INCOMPLETE, presence_words(record)
            elif now.few:
                met["too few of a party"] += 1
                assert outcome not in (Outcome.CONSENSUS, Outcome.TENTATIVE), presence_words(record)
            elif outcome is Outcome.CONSENSUS:
                met["enough"] += 1
                assert _enough(record)
    assert min(met[kind] for kind in ("too few in all", "too few of a party", "enough")) > 10, met


def _enough(record: Record) -> bool:
    now = presence(record)
    return now.counted >= now.decide and f"{UNTIL}" not in presence_words(record) and not now.few
