"""A whole meeting by keys alone, at the size of a small projector: the file after each phase, the screen at
the points that matter."""

from __future__ import annotations

from pathlib import Path

from ibps.core.answer import answer
from ibps.core.record.consensus import ProposalState
from ibps.core.record.decisions import DecisionState
from ibps.core.record.items import ItemState, Meets
from ibps.core.record.people import Role, Voice
from ibps.core.standing import Group
from tests.ui.kit import ANA, BO, DANA, ELI, TODAY, Seen, on, running

QUESTION = "How can we vary supervisor cover in a way that keeps leave approval clear?"
FIRST = "Trial rotation on evenings for four weeks."
SECOND = "Trial rotation on evenings for four weeks; leave is answered by the day lead."


async def test_a_whole_meeting(tmp_path: Path) -> None:
    async with running(tmp_path, size=(80, 24)) as seen:
        await begin(seen)
        await people_and_terms(seen)
        await issue(seen)
        await interests(seen)
        await options(seen)
        await standards(seen)
        await words(seen)
        await first_check(seen)
        await second_check(seen)
        await closing(seen)
        await afterwards(seen)


async def go_on(seen: Seen, to: str) -> None:
    """To the next stage, with the key twice where something is unfinished."""
    await seen.press("ctrl+n")
    if seen.view != to:
        assert seen.said.startswith("Not yet true: ") and to.upper() in seen.said
        await seen.press("ctrl+n")
    assert seen.view == seen.disk().stage == to


async def go_back(seen: Seen, key: str, to: str) -> None:
    """A key at most twice; how often exactly is for other tests to say."""
    await seen.press(key)
    if seen.view != to:
        await seen.press(key)
    assert seen.view == to


async def begin(seen: Seen) -> None:
    assert seen.view == "desk" and seen.sees("Welcome. Where would you like to begin?")
    await seen.press("n")
    assert seen.sees("Which team?")
    await seen.type_line("Unit 4B", "Supervisor rotation")
    record = seen.disk()
    assert (record.session.team, record.session.title) == ("Unit 4B", "Supervisor rotation")
    assert record.session.mode == "real" and record.sitting is not None and record.sitting.date == TODAY
    assert [party.letter for party in record.parties] == ["L", "M", "P"]
    assert seen.view == "opening" and "Supervisor rotation" in seen.status and "saved 09:0" in seen.status


async def people_and_terms(seen: Seen) -> None:
    await seen.type_line("Ana, co-chair", "Bo")
    await seen.press("tab")
    assert seen.prompt == "[M]"
    await seen.type_line("Dana, co-chair", "Eli, patient flow")
    record = seen.disk()
    assert [(p.name, p.party, p.role) for p in record.people] == [
        ("Ana", "L", Role.COCHAIR),
        ("Bo", "L", Role.MEMBER),
        ("Dana", "M", Role.COCHAIR),
        ("Eli", "M", Role.MEMBER),
    ]
    assert record.here == {ANA, BO, DANA, ELI} and record.person(ELI).speaks_for == "patient flow"
    assert seen.row("person-1").tail == "● here"
    await seen.verb("e", on="term-order")
    await seen.verb("e", on="term-order")
    assert not seen.disk().terms.standards_first
    await seen.verb("g")
    assert seen.disk().terms_agreed and seen.sees("everyone here works under these terms")
    await go_on(seen, "issue")
    assert "1/5 ISSUE" in seen.status and "▸1 Issue" in seen.rail and "✓Opening" in seen.rail


async def issue(seen: Seen) -> None:
    await seen.slot("Story L")
    await seen.type_line("Nobody knows whom to ask for leave after six.")
    await seen.slot("Story M")
    await seen.type_line("Supervisors never learn the evening shift.")
    await seen.slot("Fact")
    await seen.type_line("Eleven evenings last month had no lead")
    await seen.slot("Question")
    await seen.type_line(QUESTION)
    assert seen.sees(QUESTION)
    await seen.verb("d", on="F1")
    await seen.type_line("Eli", "28 mar")
    await seen.verb("o")
    await seen.type_line("L M")
    record = seen.disk()
    assert [(s.party, s.text[:6]) for s in record.issue.stories] == [("L", "Nobody"), ("M", "Superv")]
    fact = record.issue.facts[0]
    assert (fact.status, fact.brings, fact.due) == ("disputed", "Eli", on(3, 28))
    assert record.issue.question is not None and record.issue.question.ok == ("L", "M")
    assert seen.row("question").tail == "L ✓ M ✓ P ·"
    await go_on(seen, "interests")


async def interests(seen: Seen) -> None:
    assert seen.question.startswith(QUESTION)
    await seen.slot("L")
    await seen.type_line("Know who approves my leave", "Fair share of late shifts")
    await seen.slot("M")
    await seen.type_line("Supervisors learn every shift")
    await seen.verb("s", on="I1")
    await seen.type_line("M")
    record = seen.disk()
    assert [(i.number, i.party) for i in record.interests] == [("I1", "L"), ("I2", "L"), ("I3", "M")]
    assert record.shared(record.interests[0]) and not record.shared(record.interests[1])
    assert seen.row("I1").tag == "*" and seen.row("I2").tag == "L"
    await seen.verb("k")
    await seen.type_line("L M")
    assert {one.party for one in seen.disk().confirmed} == {"L", "M"}
    assert seen.sees("Complete and fair, says: Labor, Management")
    await go_on(seen, "options")


async def options(seen: Seen) -> None:
    assert seen.banner == "IDEAS · NOTHING IS BEING DECIDED"
    await seen.type_line("Rotate monthly")
    await seen.slot("From a box")
    await seen.type_line("Suggestion box: Rotate on evenings only")
    record = seen.disk()
    assert [(o.text, o.came_from) for o in record.options] == [
        ("Rotate monthly", ""),
        ("Rotate on evenings only", "Suggestion box"),
    ]
    await seen.verb("l", on="O1")
    await seen.type_line("1 3")
    await seen.verb("c", on="O1")
    await seen.type_line("2", "Rotate monthly, on evenings only")
    record = seen.disk()
    whole = record.options[2]
    assert whole.combined_from == ("O1", "O2") and set(whole.serves) == {"I1", "I3"}
    assert record.options[0].state is not ItemState.LIVE and record.options[0].text == "Rotate monthly"
    await go_on(seen, "standards")


async def standards(seen: Seen) -> None:
    await seen.type_line("Safe cover on every evening", "Costs nothing extra")
    await seen.verb("m", on="S1")
    await seen.verb("g", on="S1")
    await seen.type_line("L M")
    await seen.verb("r", on="O3")
    assert seen.sees("O3 against S1 Safe cover on every evening")
    await seen.type_line("meets", "partly")
    record = seen.disk()
    assert record.standards[0].must_have and record.standards[0].agreed == ("L", "M")
    assert [(r.option, r.standard, r.rating) for r in record.ratings] == [
        ("O3", "S1", Meets.MEETS),
        ("O3", "S2", Meets.PARTLY),
    ]
    assert seen.row("O3").note == "S1 ✓ meets · S2 ~ partly"
    await go_on(seen, "consensus")


async def words(seen: Seen) -> None:
    assert seen.prompt == "[Draft]"
    await seen.type_line("Rotate on evenings")
    assert seen.banner == "DRAFT TO IMPROVE · NOTHING IS BEING DECIDED"
    assert seen.disk().proposals[0].state is ProposalState.STRAW
    await seen.verb("w", on="P1")
    assert seen.typed == "Rotate on evenings"
    await seen.press("ctrl+w", "ctrl+w", "ctrl+w")
    await seen.type_line(FIRST, "night shift", "3", "1 apr", "")
    assert seen.sees("Whose yes is still needed")
    await seen.type_line("")
    wording = seen.disk().proposals[0].versions[0]
    assert (wording.text, wording.not_included, wording.options) == (FIRST, ("night shift",), ("O3",))
    assert wording.starts == on(4, 1) and wording.trial is None and wording.read_aloud is None
    assert seen.banner == "PROPOSAL: WE ARE CONSIDERING THIS WORDING"
    # Asking before reading aloud is refused in words.
    await seen.verb("c", on="P1")
    assert seen.view == "consensus" and "has not been read aloud" in seen.said
    await seen.verb("r", on="P1")
    assert seen.view == "words" and seen.sees(FIRST) and seen.sees("Does not include: night shift")
    await seen.press("enter")
    assert seen.disk().proposals[0].versions[0].read_aloud is not None


async def first_check(seen: Seen) -> None:
    await seen.verb("c", on="P1")
    check = seen.disk().open_check
    assert check is not None and seen.view == "check"
    assert seen.banner == f"DECIDING NOW · P1 v1 · {check.digest[:4]}"
    assert seen.sees("NOT ANSWERED: Ana, Bo, Dana, Eli") and seen.selected == "person-1"
    await seen.press("u", "enter", "l", "enter", "d")
    assert seen.asking.startswith("Dana, in your own words")
    await seen.type_line("Nobody answers leave in it", "Name who answers leave")
    await seen.press("4", "u")
    given = {one.person: one for one in seen.disk().checks[0].latest().values()}
    assert [given[n].level for n in (ANA, BO, DANA, ELI)] == ["up", "sideways", "down", "up"]
    assert (given[3].note, given[3].would_change) == ("Nobody answers leave in it", "Name who answers leave")
    assert seen.sees("would need: Name who answers leave") and seen.sees("Everyone here has answered.")
    await seen.press("x")
    record = seen.disk()
    assert record.open_check is None and record.decisions[0].state is DecisionState.NO_AGREEMENT
    assert seen.view == "result" and seen.sees("NO AGREEMENT 14 Mar 2026, P1 v1: 4 of 4 present answered")
    assert seen.sees("Nothing was decided.")
    await go_back(seen, "enter", to="consensus")


async def second_check(seen: Seen) -> None:
    await seen.verb("w", on="P1")
    assert seen.typed == FIRST
    await seen.press("backspace")
    await seen.type_line("; leave is answered by the day lead.", "", "", "", "")
    await seen.type_line("", "Dana needs to know who answers leave")
    proposal = seen.disk().proposals[0]
    assert [v.text for v in proposal.versions] == [FIRST, SECOND]
    assert proposal.versions[1].reason and proposal.versions[1].read_aloud is None
    assert proposal.versions[1].not_included == ("night shift",) and proposal.versions[1].options == ("O3",)
    assert "every answer is asked again" in seen.said
    await seen.verb("r", on="P1")
    await seen.press("enter")
    await seen.verb("c", on="P1")
    # The new words start with no answers at all.
    assert seen.sees("NOT ANSWERED: Ana, Bo, Dana, Eli") and "P1 v2" in seen.banner
    await seen.press("u", "enter", "-", "enter", "l", "enter", "u", "x")
    assert seen.asking.startswith("Bo is absent. Wait for their yes?")
    await seen.type_line("21 mar")
    record = seen.disk()
    decision = record.decisions[1]
    assert decision.state is DecisionState.TENTATIVE and decision.words == SECOND
    assert [(c.person, c.due) for c in decision.waiting] == [(BO, on(3, 21))]
    assert seen.banner == "◐ WAITING" and seen.sees("TENTATIVE 14 Mar 2026, P1 v2: 3 of 3 present answered")
    assert seen.sees("Waiting for Bo") and seen.sees("by 21 Mar 2026")
    await go_back(seen, "enter", to="consensus")
    await go_on(seen, "closing")


async def closing(seen: Seen) -> None:
    await seen.type_line("Post the rotation chart @Ana @Dana by 28 Mar")
    await seen.slot("Measure")
    await seen.type_line("Evenings without a lead")
    await seen.slot("Tell people")
    await seen.type_line("We try rotation if Bo says yes by 21 Mar")
    await seen.slot("Keep")
    await seen.type_line("Stories first")
    await seen.slot("Change")
    await seen.type_line("Start on time")
    await seen.verb("m", on="M1")
    await seen.type_line("Schedule", "Eli", "yes", "11 a month", "0", "30 apr")
    await seen.verb("t")
    await seen.type_line("everyone on 4B", "Ana, Dana", "16 mar")
    record = seen.disk()
    action, measure = record.actions[0], record.measures[0]
    assert (action.text, action.owners, action.due) == ("Post the rotation chart", (ANA, DANA), on(3, 28))
    assert (measure.source, measure.pulls, measure.exists_today) == ("Schedule", "Eli", True)
    assert (measure.baseline, measure.target, measure.review) == ("11 a month", "0", on(4, 30))
    assert record.report_out.communicators == (ANA, DANA) and record.report_out.due == on(3, 16)
    assert [(f.text, f.keep) for f in record.feedback] == [("Stories first", True), ("Start on time", False)]
    await seen.verb("r")
    assert seen.view == "minutes" and seen.sees("MINUTES · Supervisor rotation")
    await seen.press("enter")
    record = seen.disk()
    assert seen.view == "attest" and len(record.minutes) == 1
    page = "\n".join(record.minutes[0].page)
    assert SECOND in page and "Post the rotation chart" in page and "Bo" in page
    await seen.press("a", "enter", "a")
    assert seen.view == "code" and seen.disk().minutes[0].seal
    await seen.press("enter", "escape")
    assert seen.view == "closing"
    await seen.verb("z")
    await seen.press("z")
    record = seen.disk()
    assert record.sitting is None and record.sittings[0].closed is not None and record.here == frozenset()
    assert all(stay.left for stay in record.sittings[0].stays)


async def afterwards(seen: Seen) -> None:
    """Back at the front desk, the session stands there as what it is; opening it shows the answer first."""
    name, record = seen.app.session, seen.disk()
    said = answer(record, TODAY)
    assert [item.words for item in said.group(Group.WAITING)] == [SECOND]
    assert not said.group(Group.DECIDED)
    assert [person.voice for person in record.people] == [Voice.DECIDES] * 4
    await seen.to_list()
    await go_back(seen, "escape", to="desk")
    assert seen.selected == name
    assert seen.row(name).tail == "◐ WAITING"
    await seen.press("enter")
    assert seen.view == "reader" and seen.sees("◐ WAITING")
    assert seen.row("group-decided").text == "✓ DECIDED: nothing"
    assert seen.sees("leave is answered by the day lead")
    await seen.press("m")
    assert seen.view == "closing"
