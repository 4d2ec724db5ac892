"""What is new since a view was last looked at: all of another one, else one line for each thing."""

from __future__ import annotations

from datetime import timedelta

from ibps.core.glimpse import Glimpse
from ibps.core.journal import Journal
from ibps.core.stages.anytime import CallCaucus, EnterStage
from ibps.core.stages.interests import ShareInterest, StateInterest
from ibps.core.stages.running import StartTimer
from ibps.ui.followed import HELD, LEFT
from ibps.ui.news import Heard, Shown, hear, news
from ibps.ui.projected import projected
from tests.core.kit import ANA, DAY, LOU, MAX, MIA, answered, opened, room, say, worded


def shown(journal: Journal) -> Shown:
    return (*projected(journal, DAY), journal.record)


BEGUN = say(room(), EnterStage(stage="interests"))
NEED = StateInterest(party="L", text="Know who answers")


def test_the_first_look_is_the_whole_view() -> None:
    lines = news(None, shown(BEGUN))
    assert lines[0].startswith("2/5 INTERESTS · Supervisor rotation") and lines[1].startswith("Stages: ")


def test_what_was_added_is_one_line_and_no_change_is_none() -> None:
    before, now = shown(BEGUN), shown(say(BEGUN, NEED))
    assert news(before, now) == ("I1, Labor: Know who answers",)
    assert news(now, now) == ()


def test_what_changed_is_said_anew_and_what_is_gone_is_said() -> None:
    one = say(BEGUN, NEED)
    shared = say(one, ShareInterest(interest="I1", party="M"))
    assert news(shown(one), shown(shared)) == (
        "I1, shared: Know who answers; shared; Labor: yes, Management: yes",
    )
    assert news(shown(one), shown(BEGUN))[-1] == "Not there any more: I1, Labor: Know who answers"


def test_another_view_is_said_from_its_top_after_a_blank_line() -> None:
    lines = news(shown(BEGUN), shown(say(BEGUN, EnterStage(stage="options"))))
    assert lines[0] == "" and lines[1].startswith("3/5 OPTIONS")


def test_a_banner_that_comes_is_said() -> None:
    lines = news(shown(BEGUN), shown(say(BEGUN, CallCaucus(party="L"))))
    assert len(lines) == 1 and lines[0].startswith("CAUCUS · Labor since ")


def test_each_answer_is_said_with_who_is_left() -> None:
    asking = opened(worded(room()))
    lines = news(shown(answered(asking, {ANA: "up"})), shown(answered(asking, {ANA: "up", LOU: "sideways"})))
    assert lines == ("2 Lou; can live with it", "NOT ANSWERED: Max, Mia")
    done = {ANA: "up", LOU: "up", MAX: "up", MIA: "up"}
    assert news(shown(asking), shown(answered(asking, done)))[-1] == "Everyone here has answered."


# what covers it, and the time


def test_while_it_is_blanked_that_alone_is_said_and_the_rest_when_it_is_brought_back() -> None:
    now = BEGUN.entries[-1].at
    heard, _ = hear(Heard(), Glimpse(BEGUN), now)
    heard, lines = hear(heard, Glimpse(BEGUN, blanked="held"), now)
    assert lines == ("BLANKED", HELD)
    heard, lines = hear(heard, Glimpse(say(BEGUN, NEED), blanked="held"), now)
    assert lines == ()
    assert hear(heard, None, now) == (heard, ())
    heard, lines = hear(heard, Glimpse(say(BEGUN, NEED), blanked="left"), now)
    assert lines == ("BLANKED", LEFT)
    heard, lines = hear(heard, Glimpse(say(BEGUN, NEED)), now)
    assert lines == ("No longer blanked.", "I1, Labor: Know who answers")


def test_nothing_is_said_of_a_meeting_that_is_blanked_from_the_first() -> None:
    now = BEGUN.entries[-1].at
    heard, lines = hear(Heard(), Glimpse(BEGUN, blanked="held"), now)
    assert lines == ("BLANKED", HELD)
    heard, lines = hear(heard, Glimpse(BEGUN), now)
    assert lines[0] == "No longer blanked." and lines[1].startswith("2/5 INTERESTS")


def test_the_time_is_said_when_it_is_set_and_near_its_end_and_not_every_minute() -> None:
    timed = say(BEGUN, StartTimer(minutes=10))
    start = timed.entries[-1].at
    heard, _ = hear(Heard(), Glimpse(BEGUN), start)
    heard, lines = hear(heard, Glimpse(timed), start)
    assert lines[-1] == "Time: 10 min left."
    said: list[str] = []
    for second in range(1, 700):
        heard, lines = hear(heard, None, start + timedelta(seconds=second))
        said += lines
    assert said == ["Time: last minute.", "Time: time is up."]
