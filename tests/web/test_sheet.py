"""A sheet as HTML: all of it, in elements that mean what they are, and text that is nothing but text."""

from __future__ import annotations

import json

import pytest

from ibps.core.plain import plain
from ibps.core.record import StopKind
from ibps.core.stages.anytime import EnterStage, StageName, StopSession
from ibps.core.stages.checks import Answer, CloseCheck, OpenCheck
from ibps.core.stages.consensus import ReadAloud, WordProposal
from ibps.core.stages.interests import StateInterest
from ibps.core.stages.issue import WordIssue
from ibps.core.value import Act
from ibps.ui.projected import ALONE, projected
from ibps.ui.view import Look, Sheet
from ibps.ui.widgets.rows import Row
from ibps.web.sheet import LONG, board, top
from ibps.web.tree import Piece, html, piece
from tests.ui.kit import TODAY
from tests.ui.test_hostile import HOSTILE, everything
from tests.ui.test_projected import SITUATIONS
from tests.web.kit import Element, framed, meeting, parsed, room, told

ELEMENTS = {
    *(
        "html",
        "head",
        "meta",
        "title",
        "link",
        "script",
        "body",
        "noscript",
        "div",
        "header",
        "main",
        "footer",
    ),
    *("section", "p", "span", "h1", "h2", "ul", "ol", "li", "time", "button", "kbd"),
}
ATTRIBUTES = {
    *("id", "class", "dir", "lang", "data-look", "data-new", "data-do", "aria-current", "aria-label", "role"),
    *("tabindex", "type", "hidden", "charset", "name", "content", "rel", "href", "src", "defer"),
}
MORE = ("<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "&lt;b&gt; &amp; ' \" </main>")
ORDER: tuple[StageName, ...] = (
    "opening",
    "issue",
    "interests",
    "options",
    "standards",
    "consensus",
    "closing",
)


def squeezed(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize("acts", SITUATIONS, ids=range(len(SITUATIONS)))
def test_everything_on_the_sheet_is_on_the_page_in_its_order(acts: tuple[Act, ...]) -> None:
    journal = meeting(*acts)
    look, sheet = projected(journal, TODAY)
    page = room(journal)
    shown = squeezed(page.text)
    rows = [part for row in sheet.rows for part in (row.tag, row.number, row.text, row.tail, row.note)]
    at = 0
    for text in (sheet.where, sheet.banner, sheet.question, sheet.ask, *rows, sheet.legend):
        at = shown.index(squeezed(text), at)
    assert page.one("main").classes == ["alone" if look.view in ALONE else "board"]
    assert bool(page.all("ol", "rail")) == sheet.rail
    if sheet.banner:
        assert page.one("div", "banner").classes[1:] == ([sheet.tone] if sheet.tone else [])


def test_headings_and_lists_are_what_they_are() -> None:
    asked = (WordProposal(text="On evenings."), ReadAloud(proposal="P1"), OpenCheck(proposal="P1"))
    page = room(meeting(*asked, Answer(check="C1", person=4, level="down", note="Nobody covers nights")))
    assert page.one("h1").text == "On evenings."
    assert [one.text for one in page.all("h2")] == ["LABOR", "MANAGEMENT"]
    management = page.one("main").all("section")[1]
    last = management.one("ul").all("li")[1]
    assert [(one.classes, one.text) for one in last.all("span")] == [
        (["number"], "4"),
        (["text"], "Eli"),
        (["tail", "bad"], "▼ cannot"),
        (["note"], "Nobody covers nights"),
    ]
    assert (
        len(page.all("h1"))
        == len(page.all("main"))
        == len(page.all("header"))
        == len(page.all("footer"))
        == 1
    )


def test_the_rail_says_where_we_are_in_words_for_a_reader_too() -> None:
    page = room(meeting(EnterStage(stage="interests")))
    (here,) = [
        one for one in page.one("ol", "rail").all("li") if one.attributes.get("aria-current") == "step"
    ]
    assert squeezed(here.text) == "▸ 2 Interests"
    assert len(page.one("ol", "rail").all("li")) == 7


def test_a_row_s_state_stands_at_its_tail_or_else_at_its_tag_and_number() -> None:
    rows = (
        Row("a", "one", tag="L", number="I1", tail="✓ agreed", state="good"),
        Row("b", "two", tag="M", number="I2", state="waiting", level=1),
        Row("c", "inside", number="inside", kind="quiet", level=9),
    )
    main = parsed(html(board(Look("x"), Sheet("W", "Q", rows), newest="b")))
    one, two, three = main.all("li")
    assert [span.classes for span in one.all("span")] == [["tag"], ["number"], ["text"], ["tail", "good"]]
    assert [span.classes for span in two.all("span")] == [["tag", "waiting"], ["number", "waiting"], ["text"]]
    assert (one.classes, two.classes, three.classes) == (["item"], ["item", "level1"], ["quiet", "level4"])
    assert [one for one in main.all() if "data-new" in one.attributes] == [two]


def test_words_between_lists_end_one_and_a_heading_begins_a_part() -> None:
    rows = (
        Row("a", "first"),
        Row("b", "said quietly", kind="quiet"),
        Row("c", "A HEADING", kind="heading"),
        Row("d", "under it", kind="quiet"),
        Row("e", "second"),
        Row("f", " ", kind="quiet"),
    )
    main = parsed(html(board(Look("x"), Sheet("W", "", rows))))
    assert [
        [one.name for one in part.inside if isinstance(one, Element)] for part in main.all("section")
    ] == [
        ["ul"],
        ["p"],
        ["h2", "p", "ul"],
    ]
    assert squeezed(main.text) == "first said quietly A HEADING under it second"


def test_words_alone_are_the_larger_the_fewer_they_are() -> None:
    sizes = []
    for count in (1, 4, 12, 30, 60):
        words = WordProposal(text="word and " * count + "end")
        sizes.append(room(meeting(words)).one("p", "said").classes[1:])
    assert sizes == [["huge"], ["huge"], ["large"], ["big"], ["some"]]
    stopped = room(meeting(StopSession(kind=StopKind.NOT_READY, reason="Too soon")))
    assert stopped.one("p", "huge").text == "Too soon"


def test_a_question_too_long_for_the_top_can_be_read_on_below() -> None:
    words = " ".join(f"word{n}" for n in range(100))
    short, long = (
        room(meeting(WordIssue(text=text), EnterStage(stage="interests"))) for text in ("How?", words)
    )
    assert short.one("h1").text == "How?" and len(words) > LONG
    assert words not in long.one("header").text and words == long.one("main").all("h2")[0].text
    assert long.one("h1").text.startswith("Why does this matter")


def test_the_title_is_said_once() -> None:
    sheet = Sheet("MINUTES · Rotation", "", ())
    assert squeezed(parsed(html(top(sheet, "", (), "09:00"))).text) == "MINUTES · Rotation 09:00"
    assert squeezed(parsed(html(top(sheet, "Other", (), "09:00"))).text) == "MINUTES · Rotation · Other 09:00"


# text that would be more than text


SAID = everything(HOSTILE + MORE)
PLACES = tuple((*SAID[:-1], EnterStage(stage=stage)) for stage in ORDER)
MOMENTS = tuple(
    SAID[: at + 1]
    for at, act in enumerate(SAID)
    if isinstance(act, ReadAloud | OpenCheck | CloseCheck | StopSession)
)


@pytest.mark.parametrize("acts", (*PLACES, *MOMENTS, SAID[:-30]), ids=range(len(PLACES) + len(MOMENTS) + 1))
def test_no_text_in_any_field_becomes_an_element_or_an_attribute(acts: tuple[Act, ...]) -> None:
    page = parsed(framed(told(*acts)).page)
    assert {one.name for one in page.all()} <= ELEMENTS
    assert {name for one in page.all() for name in one.attributes} <= ATTRIBUTES
    assert len(page.all("script")) == 1 and page.one("script").text == ""
    assert not [
        one for one in page.text if (one < " " and one != "\n") or one in "\x7f\x9b\u202e\u2066\u200b"
    ]
    assert len(page.one("main").text) > 50


@pytest.mark.parametrize("text", (*HOSTILE, *MORE, "w" * 10_000, "שלום <b>עליכם</b>", "👩\u200d🚒 &amp;"))
def test_text_is_shown_verbatim_or_its_signs_are_neutralised(text: str) -> None:
    journal = meeting(StateInterest(party="L", text=text), EnterStage(stage="interests"))
    (shown,) = [one.text for one in room(journal).one("main").all("span", "text")]
    given = journal.record.interests[0].text
    assert shown == plain(given, lines=True) and len(shown) == len(given)


def test_what_the_script_is_given_is_the_same_tree() -> None:
    asked = (WordProposal(text="<b> & co"), ReadAloud(proposal="P1"), OpenCheck(proposal="P1"))
    shown = framed(meeting(*asked, CloseCheck(check="C1")))

    def again(given: object) -> Piece | str:
        if isinstance(given, str):
            return given
        assert isinstance(given, list)
        name, attributes, inside = given
        return Piece(name, attributes, [again(one) for one in inside])

    made = again(json.loads(shown.message)["room"])
    assert isinstance(made, Piece)
    assert html(made) == html(shown.room)


def test_a_piece_escapes_text_and_attributes() -> None:
    made = html(piece("p", "<i>&\x1b\u202e", piece("link", href='"x" <'), title="a\"b'c<", data_x=None))
    assert made == '<p title="a&quot;b&#x27;c&lt;">&lt;i&gt;&amp;␛\ufffd<link href="&quot;x&quot; &lt;"></p>'
