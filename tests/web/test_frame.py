"""What all tabs show: a function of what was read, said in a few words, and nothing of it while blanked."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from ibps.core.glimpse import Glimpse
from ibps.core.stages.anytime import EnterStage
from ibps.core.stages.checks import Answer, OpenCheck
from ibps.core.stages.consensus import ReadAloud, WordProposal
from ibps.core.stages.interests import ShareInterest, StateInterest
from ibps.core.stages.running import StartTimer
from ibps.store.watch import MISSING, UNREAD
from ibps.ui.followed import HELD, LEFT, SILENT
from ibps.web.feed import Feed
from ibps.web.frame import Frame, State, frame, notice
from ibps.web.tree import html
from tests.ui.kit import T0, Clock
from tests.web.kit import NAME, Element, framed, meeting, parsed

FIRST = StateInterest(party="L", text="Know who approves my leave")
SECOND = StateInterest(party="M", text="Fair share of late shifts")
HERE = EnterStage(stage="interests")
ASKED = (WordProposal(text="On evenings."), ReadAloud(proposal="P1"), OpenCheck(proposal="P1"))


def shown(made: Frame) -> Element:
    return parsed(html(made.room))


def marked(made: Frame) -> list[str]:
    return [one.one("span", "text").text for one in shown(made).all() if "data-new" in one.attributes]


def test_a_new_row_is_marked_and_said_and_another_view_is_said_by_its_question() -> None:
    first = framed(meeting(HERE, FIRST))
    assert marked(first) == []
    assert first.say.startswith("2/5 INTERESTS. Why does this matter to you?")
    second = framed(meeting(HERE, FIRST, SECOND), first)
    assert (marked(second), second.say) == ([SECOND.text], f"I2 {SECOND.text}")
    third = framed(meeting(HERE, FIRST, SECOND, ShareInterest(interest="I1", party="M")), second)
    assert (marked(third), third.say) == ([FIRST.text], f"I1 {FIRST.text} shared L ✓ M ✓")
    asked = framed(meeting(HERE, FIRST, SECOND, *ASKED), third)
    assert marked(asked) == []
    assert asked.say.startswith("5/5 CONSENSUS. DECIDING NOW · P1 v1 · ") and asked.say.endswith(
        ". On evenings."
    )
    answered = framed(meeting(HERE, FIRST, SECOND, *ASKED, Answer(check="C1", person=2, level="up")), asked)
    assert (marked(answered), answered.say) == (["Bo"], "2 Bo ▲ support")


def test_what_hinders_following_is_one_line_and_what_was_known_stays() -> None:
    known = State(NAME, meeting(HERE, FIRST))
    for state, said in (
        (replace(known, glimpse=Glimpse(None, MISSING)), "The file is not there"),
        (replace(known, glimpse=Glimpse(None, UNREAD, "Why.")), "The file cannot be read"),
        (replace(known, silent=True), SILENT),
    ):
        page = shown(frame(state, T0))
        assert page.one("p", "trouble").text == f"{said} · as of 09:14:00 · still looking"
        assert FIRST.text in page.one("main").text
    assert shown(frame(known, T0)).one("p", "trouble").text == ""


def test_before_there_is_anything_the_page_says_what_is_looked_for() -> None:
    for glimpse, said in (
        (None, [NAME]),
        (Glimpse(None, MISSING), [NAME, "The file is not there yet; still looking."]),
        (Glimpse(None, UNREAD, "Because."), [NAME, "The file cannot be read; still looking.", "Because."]),
    ):
        page = shown(frame(State(NAME, None, glimpse), T0))
        assert [one.text for one in page.one("main").all("p")] == said
        assert page.one("p", "trouble").text == ""


def test_while_it_is_blanked_nothing_of_the_meeting_is_in_the_page_nor_in_what_tabs_are_sent() -> None:
    journal = meeting(*ASKED, title="Supervisor rotation")
    for state in (
        State(NAME, journal, Glimpse(journal, blanked="held")),
        State(NAME, journal, Glimpse(None, MISSING, "Why.", "left"), silent=True),
    ):
        blanked = frame(state, T0, framed(journal))
        back = HELD if state.glimpse and state.glimpse.blanked == "held" else LEFT
        assert f"BLANKED {back}" in shown(blanked).one("main").text
        for sent in (blanked.page.decode(), blanked.message):
            assert "BLANKED" in sent and "09:00" in sent
            assert not [
                word for word in ("Supervisor", "evenings", "Ana", "P1", "check", NAME) if word in sent
            ]
        after = frame(replace(state, glimpse=None), T0, blanked)
        assert "On evenings." in after.message and marked(after) == []


def test_what_is_private_or_for_whoever_types_is_not_in_what_is_sent() -> None:
    private = Answer(check="C1", person=4, level="down", private=True)
    position = StateInterest(party="L", text="More people on evenings is the answer")
    for acts in ((*ASKED, private), (HERE, position)):
        made = framed(meeting(*acts))
        for sent in (made.page.decode(), made.message):
            assert "person-" not in sent and "hint" not in sent and "may be a position" not in sent
    assert "may be a position" not in framed(meeting(HERE, position)).message


def test_a_page_says_its_language_and_asks_only_for_what_lies_beside_it() -> None:
    page = parsed(framed(meeting()).page)
    assert page.one("html").attributes["lang"] == "en" and page.one("title").text == "ibps room"
    beside = [
        one.attributes.get("href") or one.attributes.get("src")
        for one in page.all("link") + page.all("script")
    ]
    assert sorted(str(one) for one in beside) == ["icon.svg", "room.css", "room.js"]
    assert framed(meeting()).page.startswith(b"<!DOCTYPE html>\n")
    assert parsed(notice("One sentence.")).one("main").text == "One sentence." and b"<script" not in notice(
        "x"
    )


def test_a_feed_makes_a_frame_only_when_something_is_new() -> None:
    clock, silent = Clock(step=0), [False]
    feed = Feed(NAME, clock, lambda: silent[0])
    journal = meeting(HERE, FIRST)
    feed.seen(Glimpse(journal))
    assert feed.number == 2 and FIRST.text in feed.frame.message
    for _ in range(3):
        feed.tick()
        feed.seen(Glimpse(journal))
    assert feed.number == 2
    silent[0] = True
    feed.tick()
    assert feed.number == 3 and SILENT in feed.frame.message
    silent[0] = False
    feed.seen(Glimpse(None, MISSING))
    feed.tick()
    assert feed.number == 4 and SILENT not in feed.frame.message and FIRST.text in feed.frame.message
    clock.now += timedelta(hours=1)
    feed.tick()
    assert feed.number == 4  # the page counts the minutes itself
    clock.now += timedelta(days=1)
    feed.tick()
    assert feed.number == 5 and "10:00" in feed.frame.message  # what stands on a day is asked anew
    feed.seen(Glimpse(None, blanked="held"))
    assert "BLANKED" in feed.frame.message and FIRST.text not in feed.frame.message


def test_the_time_that_is_left_is_in_the_page_and_changes_by_the_minute() -> None:
    clock = Clock(step=0)
    feed = Feed(NAME, clock, lambda: False)
    journal = meeting(HERE, StartTimer(minutes=2))
    clock.now = journal.entries[-1].at
    feed.seen(Glimpse(journal))
    assert "2 min left" in feed.frame.message
    number = feed.number
    clock.now += timedelta(seconds=10)
    feed.tick()
    assert feed.number == number
    for later, said in ((100, "last minute"), (60, "time is up")):
        clock.now += timedelta(seconds=later)
        feed.tick()
        assert said in feed.frame.message
