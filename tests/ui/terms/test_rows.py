"""The terms in the opening: a line each, and what `e` on each does."""

from __future__ import annotations

from pathlib import Path

from ibps.core.record.terms import Alternates, Fallback, Mandate, Quorum
from tests.ui.asking import each_leaves, refuses, unsaved
from tests.ui.kit import begun, running

LINES = ["mandate", "rule", "scale", "fallback", "quorum", "alternates", "asking", "order", "notice", "rules"]


async def test_one_line_each_in_words(tmp_path: Path) -> None:
    async with running(tmp_path, *begun()) as seen:
        rows = {row.key.removeprefix("term-"): row for row in seen.rows if row.key.startswith("term-")}
        assert list(rows) == LINES and all("\n" not in row.text for row in rows.values())
        assert rows["alternates"].text.endswith("may speak; the member answers.")
        assert rows["asking"].text == "Asking: Answers show at once."


async def test_terms_are_changed_one_press_at_a_time_and_then_agreed(tmp_path: Path) -> None:
    async with running(tmp_path, *begun(), size=(80, 40)) as seen:
        await seen.verb("e", on="term-mandate")
        await seen.type_line("rec")
        assert seen.disk().terms.mandate is Mandate.RECOMMEND
        await seen.verb("e", on="term-fallback")
        await seen.type_line("each")
        assert seen.disk().terms.fallback is Fallback.EACH_PARTY
        chosen = [act for act in seen.acts() if act["do"] == "SetTerms"]
        assert len(chosen) == 2, "what was only looked at is not on record"
        await seen.verb("e", on="term-alternates")
        assert seen.disk().terms.alternates is Alternates.COMMIT
        assert seen.row("term-alternates").text.endswith("answers for them.")
        await seen.verb("e", on="term-order")
        assert seen.disk().terms.standards_first
        assert seen.rail.index("Standards") < seen.rail.index("Options")
        await seen.verb("e", on="term-notice")
        await seen.type_line(" Read it again.")
        assert seen.disk().terms.notice.endswith("in writing. Read it again.")
        await seen.verb("e", on="term-rules")
        await seen.paste("\nPhones away.")
        await seen.press("enter")
        assert seen.disk().terms.ground_rules[-1] == "Phones away."
        assert len(seen.disk().terms.ground_rules) == 9 and not seen.disk().terms_agreed
        await seen.verb("g")
        assert seen.disk().terms_agreed and seen.row("terms").text == "TERMS · agreed"
        await seen.verb("e", on="term-mandate")
        await seen.type_line("decide")
        assert not seen.disk().terms_agreed


async def test_a_quorum_is_three_numbers_and_enter_keeps_one(tmp_path: Path) -> None:
    async with running(tmp_path, *begun()) as seen:
        await seen.verb("e", on="term-quorum")
        await refuses(seen, "five", "-1", "5.5", "99999", "9" * 5000)
        await seen.type_line("3")
        assert "to decide" in seen.asking
        await seen.type_line("4", "2")
        assert seen.disk().terms.quorum == Quorum(meet=3, decide=4, each_party=2)
        assert seen.row("term-quorum").text == ("Quorum: 3 to meet, 4 to decide, 2 from each required party.")
        await seen.verb("e", on="term-quorum")
        await seen.type_line("", "0", "")
        assert seen.disk().terms.quorum == Quorum(meet=3, decide=0, each_party=2)


async def test_asking_is_two_questions(tmp_path: Path) -> None:
    async with running(tmp_path, *begun()) as seen:
        await seen.verb("e", on="term-asking")
        await refuses(seen, "perhaps")
        await seen.type_line("yes", "yes")
        terms = seen.disk().terms
        assert terms.together and terms.slips
        assert "shown together" in seen.row("term-asking").text and "slips" in seen.row("term-asking").text
        await seen.verb("e", on="term-asking")
        await seen.type_line("", "no")
        assert seen.disk().terms.together and not seen.disk().terms.slips


async def test_esc_leaves_every_question(tmp_path: Path) -> None:
    async with running(tmp_path, *begun(), size=(80, 40)) as seen:
        rows = ("term-quorum", "term-asking", "term-notice", "term-rules")
        await each_leaves(seen, [("e", row) for row in rows])


async def test_what_was_taken_back_is_what_changed_and_no_more(tmp_path: Path) -> None:
    async with running(tmp_path, *begun(), size=(60, 20)) as seen:
        await seen.verb("e", on="term-fallback")
        await seen.type_line("each")
        await seen.press("ctrl+u")
        assert seen.said == "Taken back: Without consensus, each party decides within its own authority."
        await seen.press("ctrl+r")
        assert seen.said == ("Brought back: Without consensus, each party decides within its own authority.")


async def test_a_quorum_the_disk_does_not_take(tmp_path: Path) -> None:
    async with running(tmp_path, *begun()) as seen:
        await seen.verb("e", on="term-quorum")
        await seen.type_line("3", "3")
        await unsaved(seen, "1")
        assert seen.disk().terms.quorum == Quorum(meet=3, decide=3, each_party=1)
